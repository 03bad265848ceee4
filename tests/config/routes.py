"""Every address that the URL conf has, as a list."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^)]*\))*\)")
# A page tells which methods it takes by refusing the others (405); a route of the API has a list.
PAGE_METHODS = ("GET", "POST")
HANDLERS = ("get", "post", "put", "patch", "delete")
# Django's admin shows a list, a history and a question by POST as well, and decides both alike.
SHOWN_ALIKE = re.compile(r"^admin/\w+/\w+/(<path:object_id>/(history|delete)?/?)?$")


@dataclass(frozen=True)
class Route:
    """path: as the URL conf writes it, with its parameters; methods: those that are worth a try."""

    path: str
    name: str
    methods: tuple[str, ...]

    @property
    def parameters(self) -> list[str]:
        return [first or second for first, second in PARAMETER.findall(self.path)]

    def places(self) -> Iterator[tuple[str, str]]:
        """Each parameter with the part of the path before it, which says of what it is."""
        for found in PARAMETER.finditer(self.path):
            yield PARAMETER.sub("*", self.path[: found.start()]), found[1] or found[2]

    def filled(self, values: list[Any]) -> str:
        """The address with these instead of its parameters."""
        waiting = iter(values)
        return "/" + PARAMETER.sub(lambda _found: str(next(waiting)), self.path)


def routes() -> list[Route]:
    """In the order of the URL conf."""
    return list(_walk(get_resolver().url_patterns, "", ""))


def _walk(patterns: list[Any], before: str, space: str) -> Iterator[Route]:
    for one in patterns:
        path = before + str(one.pattern).removeprefix("^").removesuffix("$")
        if isinstance(one, URLResolver):
            yield from _walk(one.url_patterns, path, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield Route(path, f"{space}{one.name or ''}", _methods(one, path))


def _methods(pattern: URLPattern, path: str) -> tuple[str, ...]:
    view = pattern.callback
    # The framework adds "head" to a view's actions when it is first called.
    tried = getattr(view, "actions", None) or [
        name for name in HANDLERS if hasattr(getattr(view, "cls", None), name)
    ]
    handled = tuple(name.upper() for name in tried if name in HANDLERS)
    if handled:
        return handled
    return ("GET",) if SHOWN_ALIKE.match(path) else PAGE_METHODS
