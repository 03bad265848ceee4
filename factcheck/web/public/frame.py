"""What stands around every page for readers: the places to go, and how we work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Link:
    label: str
    address: str


@dataclass(frozen=True)
class Place(Link):
    icon: str
    current: bool


def frame(request: HttpRequest, *, search: bool = True) -> dict[str, Any]:
    """The context of base_public.html. search: False where the page has a search form of its own."""
    front = reverse("front-page")
    ratings = reverse("about-ratings")
    return {
        "navigation": [
            Place(_("Fact-checks"), front, "published", request.path == front),
            Place(_("What ratings mean"), ratings, "unchecked", request.path == ratings),
        ],
        "search_address": front if search else "",
        "about_links": [
            Link(_("What ratings mean"), ratings),
            Link(_("Corrections"), reverse("about-corrections")),
            Link(_("How we check"), reverse("about-method")),
            Link(_("Atom feed"), reverse("checks-atom")),
            Link(_("JSON feed"), reverse("checks-json")),
        ],
    }
