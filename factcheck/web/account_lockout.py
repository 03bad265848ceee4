"""Who tried too many passwords is told so, and when to come back."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from axes.helpers import get_cool_off
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(request: HttpRequest, _answer: HttpResponse | None, _credentials: Any) -> HttpResponse:
    """The page instead of the form's answer (429). The right password opens nothing until the time is over.

    Named by AXES_LOCKOUT_CALLABLE, for the newsroom's log-in and the admin's.
    """
    lasts = get_cool_off(request)
    context = {"failures": settings.AXES_FAILURE_LIMIT, "minutes": round(lasts.total_seconds() / 60)}
    page = render(request, "factcheck/account/locked_out.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    page["Retry-After"] = str(round(lasts.total_seconds()))
    return page
