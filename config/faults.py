"""What is answered when something fails on our side: it needs neither the database nor a session.

What went wrong stands in the log, as Django writes it.
"""

from __future__ import annotations

import sys
from http import HTTPStatus

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from config.api_errors import database_away, unexpected
from factcheck.api.problems import CONTENT_TYPE

# A database that was restarted is back within this.
RETRY_SECONDS = 10


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500. A database that is away is said to be away, with 503 and when to come again."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if is_away else HTTPStatus.INTERNAL_SERVER_ERROR
    answer: HttpResponse
    if request.path.startswith("/api/"):
        problem = database_away() if is_away else unexpected()
        answer = JsonResponse(problem.as_dict(), status=status, content_type=CONTENT_TYPE)
    else:
        answer = HttpResponse(render_to_string("500.html", {"is_away": is_away}), status=status)
    if is_away:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer
