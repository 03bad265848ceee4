"""What an answer can be narrowed to and widened by: ?fields=id,text and ?include=evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import ValidationError
from rest_framework.serializers import BaseSerializer

FIELDS, INCLUDE = "fields", "include"


@dataclass(frozen=True)
class Related:
    """Rows that can come along: how they are fetched for all, and where one row has its own.

    fetch: makes the prefetch; called with a request at hand, since rows are built per query.
    """

    serializer: type[BaseSerializer[Any]]
    fetch: Callable[[], Prefetch[Any]]
    of: Callable[[Any], Any]
    many: bool = True

    def shown(self, row: Any, context: dict[str, Any]) -> Any:
        """As its own route would show it."""
        value = self.of(row)
        if value is None:
            return None
        plain = {name: each for name, each in context.items() if name not in (FIELDS, INCLUDE)}
        return self.serializer(value, many=self.many, context=plain).data


def chosen(query: Mapping[str, str], parameter: str, known: Iterable[str]) -> list[str]:
    """The names in a parameter, comma-separated; [] without it. Raises ValidationError for others."""
    names = [name.strip() for name in query.get(parameter, "").split(",") if name.strip()]
    if unknown := [name for name in names if name not in known]:
        there_are = _("There is no “{name}” here. There are: {known}.")
        said = there_are.format(name=unknown[0], known=", ".join(known) or _("none"))
        raise ValidationError({parameter: [said]})
    return names


def parameters(related: Mapping[str, Related]) -> list[OpenApiParameter]:
    """For the schema of a resource."""
    fields = OpenApiParameter(
        FIELDS, str, description="Only these fields, comma-separated. Without it: all of them."
    )
    along = OpenApiParameter(
        INCLUDE,
        str,
        description=f"What comes along in `included`, comma-separated: {', '.join(related)}.",
    )
    return [fields, along] if related else [fields]
