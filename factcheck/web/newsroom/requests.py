"""The request of somebody who is signed in, as the type checker sees it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from factcheck.accounts.models import User


class PersonsRequest(HttpRequest):
    """Behind login_required: the user is a person, never anonymous."""

    user: User
    htmx: HtmxDetails


def number(text: str | None) -> int:
    """A row's number or an offset as a request gives it; 0 for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 18 else 0
