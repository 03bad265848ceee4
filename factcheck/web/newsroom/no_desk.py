"""Who is at no desk reads why there is nothing to see, and whom to ask, on every page of the newsroom."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from factcheck.accounts.models import Desk
from factcheck.accounts.policies import is_at_a_desk
from factcheck.accounts.services import who_can_log_in

NEWSROOM = "factcheck.web.newsroom"
# What a person sets for themselves, and the help, need no desk.
ONES_OWN = ("/settings/", "/help/")


class DeskOrWhy:
    """Stands before every view of the newsroom."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_given: Any
    ) -> HttpResponse | None:
        if not view.__module__.startswith(NEWSROOM) or request.path.startswith(ONES_OWN):
            return None
        if not request.user.is_authenticated or is_at_a_desk(request.user):
            return None
        status = HTTPStatus.OK if request.method in ("GET", "HEAD") else HTTPStatus.FORBIDDEN
        return render(request, "factcheck/newsroom/no_desk.html", _whom_to_ask(), status=status)


def _whom_to_ask() -> dict[str, Any]:
    administrators = who_can_log_in().filter(is_superuser=True).order_by("first_name", "username")
    return {"administrators": administrators, "desks_exist": Desk.objects.exists()}
