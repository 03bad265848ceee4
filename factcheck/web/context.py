"""What every page knows: the newsroom, the person, the places, what was just done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from factcheck.accounts.models import Role, Theme, User
from factcheck.web.newsroom.acts import SAID, UNDO
from factcheck.web.newsroom.inbox import waiting_for


def newsroom(request: HttpRequest) -> dict[str, Any]:
    """Everything the frame needs. What costs a query is read only when a page shows it."""
    return {
        "newsroom": settings.NEWSROOM,
        **(_signed_in(request) if _is_signed_in(request) else _anonymous(request)),
    }


def _is_signed_in(request: HttpRequest) -> bool:
    return hasattr(request, "user") and request.user.is_authenticated


def _signed_in(request: HttpRequest) -> dict[str, Any]:
    user = cast(User, request.user)
    return {
        "navigation": _lazily(lambda: _places(request, user)),
        "search_address": reverse("articles"),
        "person": _lazily(lambda: _person(user)),
        "theme": "" if user.theme == Theme.SYSTEM else user.theme,
        "shortcuts_off": not user.keyboard_shortcuts,
        "said": _lazily(lambda: request.session.pop(SAID, "")),
        "undo": request.session.get(UNDO),
    }


def _anonymous(request: HttpRequest) -> dict[str, Any]:
    places = [
        _place(request, _("Fact-checks"), reverse("front-page"), "published"),
        _place(request, _("Log in"), reverse("login"), "person"),
    ]
    return {"navigation": places, "search_address": reverse("front-page")}


def _places(request: HttpRequest, user: User) -> list[dict[str, Any]]:
    places = [
        _place(request, _("Inbox"), reverse("inbox"), "inbox", keys="g i", count=waiting_for(user)),
        _place(request, _("Articles"), reverse("articles"), "article", keys="g a"),
        _place(request, _("Claims"), reverse("claims"), "quote", keys="g c"),
        _place(request, _("Sources"), reverse("sources"), "source", keys="g s"),
        _place(request, _("Published"), reverse("front-page"), "published", keys="g p"),
    ]
    if user.is_staff:
        places.append(_place(request, _("Queue"), "/admin/factcheck/factcheck/", "review", keys="g r"))
    return places


def _place(
    request: HttpRequest, label: str, address: str, icon: str, *, keys: str = "", count: int = 0
) -> dict[str, Any]:
    here = request.path
    current = here == address if address == "/" else here.startswith(address)
    return {
        "label": label,
        "address": address,
        "icon": icon,
        "current": current,
        "keys": keys,
        "count": count,
    }


def _person(user: User) -> dict[str, Any]:
    return {
        "name": user.name,
        "role": _role(user),
        "settings_address": reverse("profile"),
        "log_out_address": reverse("logout"),
    }


def _role(user: User) -> str:
    if user.is_superuser:
        return _("Administrator")
    roles = set(user.memberships.values_list("role", flat=True))
    return str((Role.REVIEWER if Role.REVIEWER in roles else Role.JOURNALIST).label)


def _lazily(read: Callable[[], Any]) -> Any:
    return SimpleLazyObject(read)
