"""What is logged of a request: its path, and of its query all but secrets."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest
from django_structlog.middlewares import RequestMiddleware

# Google's clients send their key in the query (factcheck/api/factchecktools).
SECRETS = {"key"}
HIDDEN = "hidden"


class RequestLog(RequestMiddleware):
    @staticmethod
    def format_request(request: HttpRequest) -> str:
        if not SECRETS & request.GET.keys():
            return f"{request.method} {request.get_full_path()}"
        query = [
            (name, HIDDEN if name in SECRETS else value)
            for name, values in request.GET.lists()
            for value in values
        ]
        return f"{request.method} {request.path}?{urlencode(query)}"
