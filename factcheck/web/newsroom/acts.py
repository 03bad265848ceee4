"""What every act of a person shares: it is a POST, a refusal is shown in place, and it can be undone.

A view of an act gets the thing it is about, calls one service and returns `done(...)`. When the service
refuses, the page the person was on is drawn again with the sentence, the values and a fitting status.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from claims.exceptions import ClaimsError
from factcheck.exceptions import FactcheckError, NotAllowed, Stale, TransitionDenied
from factcheck.web.newsroom.requests import PersonsRequest
from jobs.exceptions import JobsError
from sources.exceptions import SourcesError

REFUSALS = (ClaimsError, SourcesError, FactcheckError, JobsError)
FORBIDDEN, CONFLICT, UNPROCESSABLE = 403, 409, 422
SAID, UNDO = "said", "undo"
# What people write themselves, by act. Where the act is no longer possible, its form is gone from the page.
WRITTEN = {
    "comment": ("text",),
    "dismiss": ("reason",),
    "drop": ("reason",),
    "edit": ("text",),
    "hand_over": ("reason",),
    "propose": ("conclusion", "in_short", "reasoning"),
    "publish": ("correction_note",),
    "return_for_changes": ("note",),
    "settle_source_change": ("note",),
    "split": ("text", "rest"),
    "withdraw": ("reason",),
}

View = Callable[..., HttpResponse]
Find = Callable[..., Any]
Draw = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Refusal:
    """An act that was refused: which, about what, the sentence, the field it is about, what was typed.

    is_over: the act is not possible now, whatever is typed.
    """

    act: str
    subject: int
    message: str
    field: str = ""
    status: int = UNPROCESSABLE
    values: dict[str, str] = dataclasses.field(default_factory=dict)
    is_over: bool = False

    @property
    def written(self) -> str:
        """What the person wrote for an act that is over: nobody writes the same twice. "" otherwise."""
        if not self.is_over:
            return ""
        texts = (self.values.get(name, "").strip() for name in WRITTEN.get(self.act, ()))
        return "\n\n".join(text for text in texts if text)


def act(*, find: Find, refused: Draw) -> Callable[[View], View]:
    """Make a view of an act.

    find(user, pk): what it is about, or Http404; without a pk in the address, find(user).
    refused(request, thing, refusal): the page to draw again.
    Whoever has to log in first comes back to the page with the act: an act itself can't be opened.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        @require_POST
        def wrapped(request: PersonsRequest, **place: int) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(_back(request) or reverse("inbox"))
            thing = find(request.user, **place)
            try:
                return view(request, thing)
            except REFUSALS as error:
                refusal = refusal_of(view.__name__, thing.pk, error, request)
                return refused(request, find(request.user, **place), refusal)

        return wrapped

    return decorate


def refusal_of(act_name: str, subject: int, error: Exception, request: PersonsRequest) -> Refusal:
    return Refusal(
        act=act_name,
        subject=subject,
        message=str(error),
        field=getattr(error, "field", ""),
        status=_status(error),
        values={name: str(value) for name, value in request.POST.items()},
        is_over=isinstance(error, NotAllowed | TransitionDenied),
    )


def done(
    request: PersonsRequest, to: str, said: str, *, undo: str = "", **undo_fields: str
) -> HttpResponseRedirect:
    """Go back to the page the person was on, else to `to`. The status line says what happened.

    undo: the address whose POST takes it back; it is offered until the next act.
    """
    request.session[SAID] = said
    request.session[UNDO] = {"action": undo, "fields": undo_fields} if undo else None
    return redirect(_back(request) or to)


def _back(request: PersonsRequest) -> str:
    """A page of this site, by its path: a word without a slash would be taken for a page's name."""
    back = request.POST.get("back", "")
    here = back.startswith("/") and url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return back if here else ""


def _status(error: Exception) -> int:
    if isinstance(error, NotAllowed):
        return FORBIDDEN
    return CONFLICT if isinstance(error, Stale) else UNPROCESSABLE
