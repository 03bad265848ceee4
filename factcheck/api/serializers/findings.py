"""What was found out about a claim beside its passages."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers


class ContradictionSerializer(serializers.Serializer[Any]):
    """Another claim that can't be true together with this one; spans are of the two claims' texts."""

    claim = serializers.IntegerField(help_text=_("The other claim."))
    kind = serializers.CharField()
    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField()
    other_start = serializers.IntegerField()
    other_end = serializers.IntegerField()
    other_words = serializers.CharField()
    note = serializers.CharField()


class MatchSerializer(serializers.Serializer[Any]):
    """A fact-check that may be of this claim; overtaken: rated otherwise since a person confirmed it."""

    claim_reviewed = serializers.CharField()
    publisher = serializers.CharField()
    address = serializers.CharField()
    rating = serializers.CharField()
    family = serializers.CharField()
    score = serializers.FloatField()
    decision = serializers.CharField()
    is_overtaken = serializers.BooleanField()


class CoverageSerializer(serializers.Serializer[Any]):
    """A part of the claim, and the passages (by id) that bear it out, that say otherwise, that are silent."""

    start = serializers.IntegerField()
    end = serializers.IntegerField()
    words = serializers.CharField()
    type = serializers.CharField()
    agree = serializers.ListField(child=serializers.IntegerField())
    differ = serializers.ListField(child=serializers.IntegerField())
    silent = serializers.ListField(child=serializers.IntegerField())


class ItemSerializer(serializers.Serializer[Any]):
    words = serializers.CharField()
    is_met = serializers.BooleanField()


class ChecklistSerializer(serializers.Serializer[Any]):
    """What the evidence has to be before publication; binding: nothing is signed off or published without."""

    is_binding = serializers.BooleanField()
    items = ItemSerializer(many=True)


class FindingsSerializer(serializers.Serializer[Any]):
    contradictions = ContradictionSerializer(many=True)
    matches = MatchSerializer(many=True)
    coverage = CoverageSerializer(many=True)
    checklist = ChecklistSerializer()
