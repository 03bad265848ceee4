"""Problem details (RFC 9457): what every refusal of the API looks like."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from http import HTTPStatus
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, Serializer

CONTENT_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:problem-type:factcheck:"
# DRF's and Django's names for "about the whole, not one field".
WHOLE = {"non_field_errors", "__all__", "detail"}


@dataclass(frozen=True)
class FieldError:
    """field: its key in the body or query; name: as a form labels it; pointer: RFC 6901, into the body."""

    field: str
    name: str
    pointer: str
    detail: str


@dataclass(frozen=True)
class Problem:
    status: int
    name: str
    detail: str
    errors: tuple[FieldError, ...] = ()

    @property
    def title(self) -> str:
        return self.name.replace("-", " ").capitalize()

    def as_dict(self) -> dict[str, Any]:
        body: dict[str, Any] = {
            "type": TYPE_PREFIX + self.name,
            "title": self.title,
            "status": int(self.status),
            "detail": self.detail,
        }
        if self.errors:
            body["errors"] = [asdict(error) for error in self.errors]
        return body

    def as_response(self, headers: Mapping[str, str] | None = None) -> Response:
        body, sent = self.as_dict(), dict(headers or {})
        return Response(body, status=self.status, headers=sent, content_type=CONTENT_TYPE)


class InvalidBody(ValidationError):
    """A body of the wrong shape; knows what a form calls its fields. unknown: what the shape doesn't have."""

    def __init__(self, serializer: BaseSerializer[Any], *, unknown: Mapping[str, str]) -> None:
        super().__init__({**dict(serializer.errors), **unknown})
        self.names = _labels(serializer)


def in_shape(shape: type[Serializer[Any]], given: Any) -> dict[str, Any]:
    """What was sent, in this shape. Raises InvalidBody.

    A misspelt field is refused: ignored, an edit would be answered as if it had been made.
    """
    serializer = shape(data=given)
    names = set(given) - set(serializer.fields) if isinstance(given, Mapping) else set()
    refusal = _("There is no field of this name. There are: {known}.").format(
        known=", ".join(sorted(serializer.fields))
    )
    if not serializer.is_valid() or names:
        raise InvalidBody(serializer, unknown=dict.fromkeys(sorted(names), refusal))
    return serializer.validated_data


def invalid(error: ValidationError) -> Problem:
    """Every complaint of a validation, with the field it is about."""
    errors = tuple(_complaints(error.detail, (), getattr(error, "names", {})))
    detail = (
        errors[0].detail if len(errors) == 1 else _("There are {count} problems.").format(count=len(errors))
    )
    return Problem(HTTPStatus.BAD_REQUEST, "invalid", detail, errors)


def about_field(field: str, detail: str) -> tuple[FieldError, ...]:
    """The complaint of a service about one field; none when it names no field."""
    return (_complaint((field,), detail, {}),) if field else ()


def _complaints(detail: Any, path: tuple[str, ...], names: Mapping[str, str]) -> Iterator[FieldError]:
    if isinstance(detail, Mapping):
        for key, value in detail.items():
            yield from _complaints(value, path if key in WHOLE else (*path, str(key)), names)
    elif isinstance(detail, list):
        for index, value in enumerate(detail):
            nested = isinstance(value, Mapping | list)
            yield from _complaints(value, (*path, str(index)) if nested else path, names)
    else:
        yield _complaint(path, str(detail), names)


def _complaint(path: tuple[str, ...], detail: str, names: Mapping[str, str]) -> FieldError:
    field = path[0] if path else ""
    name = names.get(field) or field.replace("_", " ").capitalize()
    return FieldError(
        field=".".join(path), name=name, pointer="".join(f"/{part}" for part in path), detail=detail
    )


def _labels(serializer: BaseSerializer[Any]) -> dict[str, str]:
    if not isinstance(serializer, Serializer):
        return {}
    return {key: str(field.label) for key, field in serializer.fields.items() if field.label}
