"""Fields and shapes that several resources share."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

# PostgreSQL's integer; a larger offset can only be a mistake.
MAX_OFFSET = 2_147_483_647
MAX_TEXT_CHARACTERS = 10_000


class Offset(serializers.IntegerField):
    """Unicode code points into a text."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=MAX_OFFSET, **kwargs)


class Number(serializers.IntegerField):
    """The number (id) of something that exists already."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=1, max_value=9_223_372_036_854_775_807, **kwargs)


class Moment(serializers.DateTimeField):
    """A moment that UTC can tell: Python knows offsets that lead out of the calendar."""

    def to_internal_value(self, value: Any) -> datetime:
        moment: datetime = super().to_internal_value(value)
        try:
            return moment.astimezone(UTC)
        except OverflowError:
            self.fail("overflow")


class Change(serializers.Serializer[Any]):
    """What is left out stays as it is; a change of nothing is refused."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if not self.initial_data:
            known = ", ".join(self.fields)
            raise serializers.ValidationError(_("Say what to change: {known}.").format(known=known))
        return attrs


class ExactText(serializers.CharField):
    """Words as they stand in a text: nothing is trimmed, or the offsets would lie."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(trim_whitespace=False, **kwargs)


@extend_schema_field({"type": "array", "items": {"type": "string"}})
class Sentences(serializers.JSONField):
    """A list of sentences for people."""


@extend_schema_field({"type": "array", "items": {"type": "object", "additionalProperties": True}})
class Objects(serializers.JSONField):
    """A list of objects as extraction or comparison wrote them."""


class FieldErrorSerializer(serializers.Serializer[Any]):
    field = serializers.CharField(help_text="Its key in the body or the query; empty: the whole.")
    name = serializers.CharField(help_text="As a form labels it.")
    pointer = serializers.CharField(help_text="JSON Pointer (RFC 6901) into the body.")
    detail = serializers.CharField()


class ProblemSerializer(serializers.Serializer[Any]):
    """Problem details, RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(help_text="A sentence for a person: what is wrong and what to do.")
    errors = FieldErrorSerializer(many=True, required=False)  # type: ignore[assignment]
