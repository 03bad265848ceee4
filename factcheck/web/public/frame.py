"""What stands around every page for readers: where to search, and how we work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Link:
    label: str
    address: str


def frame(*, search: bool = True) -> dict[str, Any]:
    """The context of base_public.html. search: False where the page has a search form of its own."""
    return {
        "search_address": reverse("front-page") if search else "",
        "about_links": [
            Link(_("What ratings mean"), reverse("about-ratings")),
            Link(_("Corrections"), reverse("about-corrections")),
            Link(_("How we check"), reverse("about-method")),
            Link(_("Atom feed"), reverse("checks-atom")),
            Link(_("JSON feed"), reverse("checks-json")),
        ],
    }
