"""An article on one page: what was found, what is decided, what is open. Made for paper."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from factcheck.web.newsroom import loading
from factcheck.web.newsroom.access import article_for
from factcheck.web.newsroom.cards import Card, cards_of
from factcheck.web.newsroom.exports import exports_of_article
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.web.newsroom.shares import shares_of
from factcheck.workflow.statuses import State


@dataclass(frozen=True)
class Part:
    """One heading of the page, and which claims stand under it."""

    title: Any
    holds: Callable[[Card], bool]


PARTS = (
    Part(_("Decided"), lambda card: not card.standing.suggested),
    Part(_("Waiting for a reviewer"), lambda card: card.factcheck.state == State.IN_REVIEW),
    Part(
        _("Being checked"),
        lambda card: card.factcheck.state in (State.OPEN, State.RETURNED, State.CORRECTING),
    ),
    Part(_("Suggested, nobody has looked yet"), lambda card: card.factcheck.state == State.SUGGESTED),
    Part(_("Set aside"), lambda card: card.is_set_aside or card.factcheck.state == State.WITHDRAWN),
)


def parts_of(cards: Iterable[Card]) -> list[tuple[Part, list[Card]]]:
    """Each claim under the first heading that holds it; headings without claims are left out."""
    held: dict[int, list[Card]] = {}
    for card in cards:
        place = next((at for at, part in enumerate(PARTS) if part.holds(card)), None)
        if place is not None:
            held.setdefault(place, []).append(card)
    return [(PARTS[at], held[at]) for at in sorted(held)]


@require_safe
@login_required
def summary(request: PersonsRequest, pk: int) -> HttpResponse:
    article = article_for(request.user, pk)
    version = article.current_version
    cards = cards_of(loading.claims_for_cards(article), version_id=version.pk, now=timezone.now())
    context = {
        "article": article,
        "version": version,
        "parts": parts_of(cards),
        "shares": shares_of(cards),
        "sources": loading.sources_of(article),
        "exports": exports_of_article(article),
        "now": timezone.now(),
    }
    return render(request, "factcheck/newsroom/summary.html", context)
