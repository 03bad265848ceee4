"""A resource of which a caller may ask for some fields, and for related rows along with it."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import Model
from rest_framework import serializers

from factcheck.api.included import FIELDS, INCLUDE

Row = TypeVar("Row", bound=Model)


class SparseSerializer(serializers.ModelSerializer[Row]):
    """The view puts the names into the context; without them all is shown and nothing comes along."""

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        wanted = self.context.get(FIELDS)
        return {name: fields[name] for name in fields if name in wanted} if wanted else fields

    def to_representation(self, instance: Row) -> dict[str, Any]:
        shown = super().to_representation(instance)
        related = self.context.get(INCLUDE)
        if related:
            shown["included"] = {name: one.shown(instance, self.context) for name, one in related.items()}
        return shown
