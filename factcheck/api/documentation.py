"""The schema as a file, and as a page that needs no script and no other server."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularAPIView

PREFIX = "/api/v1/"
METHODS = ("get", "post", "put", "patch", "delete")


class SchemaView(SpectacularAPIView):
    """OpenAPI 3.1, for anyone: it tells what can be asked, nothing of what is stored."""


@dataclass(frozen=True)
class Field:
    """One parameter or field: kind as in “string, date-time”."""

    name: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True)
class Operation:
    anchor: str
    method: str
    path: str
    title: str
    words: str
    parameters: tuple[Field, ...]
    body: tuple[Field, ...]
    answer: tuple[Field, ...]
    statuses: tuple[str, ...]


@dataclass(frozen=True)
class Chapter:
    """What one resource can be asked."""

    name: str
    operations: tuple[Operation, ...]


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """Every route with what it takes and answers, written by the server from the schema."""
    return render(request, "factcheck/api/docs.html", {"chapters": _chapters()})


@cache
def _chapters() -> tuple[Chapter, ...]:
    """The schema does not change while a process runs."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    operations: dict[str, list[Operation]] = {}
    for path, item in schema["paths"].items():
        for method in METHODS:
            if method in item:
                operations.setdefault(_chapter_of(path), []).append(_operation(schema, path, method))
    return tuple(Chapter(name, tuple(found)) for name, found in operations.items())


def _chapter_of(path: str) -> str:
    return path.removeprefix(PREFIX).partition("/")[0] or "index"


def _operation(schema: dict[str, Any], path: str, method: str) -> Operation:
    asked = schema["paths"][path][method]
    title, _line, words = asked.get("description", "").partition("\n")
    taken = _resolved(schema, asked.get("requestBody", {}))
    good = [asked["responses"][status] for status in asked["responses"] if status.startswith("2")]
    return Operation(
        anchor=asked["operationId"],
        method=method.upper(),
        path=path,
        title=title,
        words=words.strip(),
        parameters=tuple(_parameters(asked)),
        body=tuple(_fields(schema, _content(taken))),
        answer=tuple(_fields(schema, _content(good[0]) if good else {})),
        statuses=tuple(asked["responses"]),
    )


def _parameters(asked: dict[str, Any]) -> Iterator[Field]:
    for one in asked.get("parameters", []):
        words = one.get("description", "")
        yield Field(one["name"], _kind(one["schema"]), one.get("required", False), words)


def _content(part: dict[str, Any]) -> dict[str, Any]:
    """The JSON schema of a body, {} for one that has none."""
    forms: list[dict[str, Any]] = list(part.get("content", {}).values())
    return forms[0].get("schema", {}) if forms else {}


def _fields(schema: dict[str, Any], shape: dict[str, Any]) -> Iterator[Field]:
    shape = _resolved(schema, shape)
    if "results" in shape.get("properties", {}):
        shape = _resolved(schema, shape["properties"]["results"])
    if shape.get("type") == "array":
        shape = _resolved(schema, shape["items"])
    required = shape.get("required", [])
    for name, each in shape.get("properties", {}).items():
        words = each.get("description", "") or each.get("title", "")
        yield Field(name, _kind(_resolved(schema, each)), name in required, words)


def _resolved(schema: dict[str, Any], shape: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference into the components, also the one alternative beside null."""
    for alternative in shape.get("oneOf", shape.get("allOf", [])):
        if "$ref" in alternative:
            return _resolved(schema, alternative)
    if "$ref" not in shape:
        return shape
    *_components, group, name = shape["$ref"].split("/")
    found: dict[str, Any] = schema["components"][group][name]
    return found


def _kind(shape: dict[str, Any]) -> str:
    if choices := shape.get("enum") or shape.get("items", {}).get("enum"):
        return " | ".join(str(choice) for choice in choices if choice is not None)
    kinds = shape.get("type", "any")
    kinds = kinds if isinstance(kinds, str) else " | ".join(kinds)
    return f"{kinds}, {shape['format']}" if "format" in shape else kinds
