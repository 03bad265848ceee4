"""What no text holds, and PostgreSQL stores in none: refused once, before any page looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from rest_framework.views import APIView

NUL = "\0"


class RefuseNul:
    """400 for a NUL character in an address, a query or a form. Bytes that are no UTF-8 are U+FFFD by then.

    The API is left out: its serializers and filters refuse it field by field, as problems.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, _args: Any, _named: Any) -> None:
        """Raises BadRequest."""
        if issubclass(getattr(view, "cls", object), APIView):
            return
        if any(NUL in words for words in chain([request.path], _words(request.GET), _words(request.POST))):
            raise BadRequest(_("There is a NUL character in what was sent."))


def _words(given: QueryDict) -> Iterator[str]:
    for name, values in given.lists():
        yield name
        yield from values
