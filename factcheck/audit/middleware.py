"""Every event of a request knows who caused it and by which door."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import pghistory
from django.http import HttpRequest, HttpResponse

READS = {"GET", "HEAD", "OPTIONS"}


class HistoryContext:
    """Opens a history context around every request that may write."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READS:
            return self.get_response(request)
        with pghistory.context(by=request.user.pk, door=_door(request.path), request=str(uuid.uuid4())):
            return self.get_response(request)


def _door(path: str) -> str:
    if path.startswith("/admin/"):
        return "admin"
    return "api" if path.startswith("/api/") else "web"
