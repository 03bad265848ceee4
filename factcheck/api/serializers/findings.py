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


class FindingsSerializer(serializers.Serializer[Any]):
    contradictions = ContradictionSerializer(many=True)
