"""The workbench: an article's text with its claims beside it, and what goes on about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from claims.models import Article, ArticleSentence, ArticleVersion, Claim
from factcheck.accounts.models import User
from factcheck.intake import waiting_page
from factcheck.models import Evidence
from factcheck.web.marked_text import mark_text, span_list
from factcheck.web.newsroom import loading
from factcheck.web.newsroom.access import article_for
from factcheck.web.newsroom.acts import Refusal
from factcheck.web.newsroom.cards import Card, cards_of
from factcheck.web.newsroom.detail import Detail, detail_of
from factcheck.web.newsroom.filters import Filter, chosen_filter, filters_for
from factcheck.web.newsroom.orphans import orphans_of
from factcheck.web.newsroom.otherwise import otherwise_of
from factcheck.web.newsroom.progress import READING, Work, work_on
from factcheck.web.newsroom.requests import PersonsRequest, number
from factcheck.web.newsroom.shares import shares_of
from factcheck.web.newsroom.versions import old_version
from factcheck.workflow.statuses import State
from jobs.models import LIVE, Job
from sources.models import Snapshot

# Jobs looked at for an article's rows: enough for its newest hundred sources, read and compared.
JOBS_AT_MOST = 500


@dataclass(frozen=True)
class News:
    """What came since the page was drawn: how many claims and passages."""

    claims: int
    passages: int


@require_safe
@login_required
def workbench(request: PersonsRequest, pk: int) -> HttpResponse:
    article = article_for(request.user, pk)
    version = number(request.GET.get("version"))
    if version and version != article.current_version.number:
        return old_version(request, article, version)
    return draw(request, article)


@require_safe
@login_required
def progress(request: PersonsRequest, pk: int) -> HttpResponse:
    """The part that asks for itself while something runs."""
    article = article_for(request.user, pk)
    seen = {name: number(request.GET.get(name)) for name in ("claims_seen", "passages_seen")}
    context = {"article": article, "work": work(article), "news": _news(article, **seen), **seen}
    return render(request, "factcheck/newsroom/parts/work.html", context)


def draw(
    request: PersonsRequest, article: Article, *, refusal: Refusal | None = None, claim: Claim | None = None
) -> HttpResponse:
    """The page. claim: the one that is open, by default the one that the address names."""
    context = assemble(request, article, refusal=refusal, claim_id=claim.pk if claim else None)
    status = refusal.status if refusal else None
    page = render(request, "factcheck/newsroom/workbench.html", context, status=status)
    return replace_url(page, context["here"]) if refusal else page


def assemble(
    request: PersonsRequest, article: Article, *, refusal: Refusal | None, claim_id: int | None
) -> dict[str, Any]:
    version = article.current_version
    claims = loading.claims_for_cards(article)
    cards = cards_of(claims, version_id=version.pk, now=timezone.now(), otherwise=otherwise_of(claims))
    filters = filters_for(request.user)
    wanted = chosen_filter(request.GET.get("show", ""), filters)
    asked = claim_id or number(request.GET.get("claim"))
    base = reverse("workbench", args=[article.pk])
    opens = f"{base}?{_kept(request.GET)}claim="
    current = next((card for card in cards if card.claim.pk == asked), None)
    shown = [card for card in cards if wanted.keeps(card) or card is current]
    sentences = list(version.sentences.all())
    asides = [one for one in sentences if one.set_aside]
    with_asides = "asides" in request.GET
    return {
        "article": article,
        "version": version,
        "cards": shown,
        "current": current,
        "detail": _detail(current, request.user, refusal),
        "refusal": refusal if refusal and current is None else None,
        "text": _text(version, shown, asides if with_asides else [], current, opens),
        "sentence_spans": span_list((one.start, one.end) for one in sentences),
        "asides": len(asides),
        "with_asides": with_asides,
        "filters": [_tab(one, cards, wanted) for one in filters],
        "filter": wanted,
        "shares": shares_of(cards),
        "suggested": sum(card.factcheck.state == State.SUGGESTED for card in cards),
        "orphans": orphans_of(article) if version.number > 1 else [],
        "waiting_page": waiting_page(article),
        "work": work(article),
        "news": None,
        "claims_seen": max((card.claim.pk for card in cards), default=0),
        "passages_seen": _newest_passage(article),
        "base": base,
        "opens": opens,
        # After a refusal the request's own address is the act's, which nobody can open.
        "here": request.get_full_path() if refusal is None else _address(base, asked),
        **_neighbours(shown, current),
    }


def work(article: Article) -> Work:
    jobs = list(Job.objects.about(article.subject).order_by("-id")[:JOBS_AT_MOST])
    reading = [job.payload["snapshot_id"] for job in jobs if job.kind == READING and job.state in LIVE]
    failed = [job.payload["snapshot_id"] for job in jobs if job.kind == READING and job.state not in LIVE]
    snapshots = Snapshot.objects.filter(pk__in=[*reading, *failed]).values_list("pk", "source_id")
    return work_on(
        jobs=jobs,
        sources=loading.sources_of(article),
        source_of_snapshot=dict(snapshots),
        now=timezone.now(),
    )


def address_of(claim: Claim) -> str:
    """The workbench with this claim open."""
    return _address(reverse("workbench", args=[claim.article_id]), claim.pk)


def _kept(asked: QueryDict) -> str:
    """All of the query but the claim, to stand in front of it: made once for hundreds of links."""
    others = asked.copy()
    others.pop("claim", None)
    return f"{others.urlencode()}&" if others else ""


def _address(base: str, claim_id: int) -> str:
    return f"{base}?claim={claim_id}" if claim_id else base


def _detail(card: Card | None, user: User, refusal: Refusal | None) -> Detail | None:
    if card is None:
        return None
    return detail_of(
        card,
        user=user,
        evidence=loading.evidence_for_card(card.claim),
        ratings=loading.ratings_in_use(),
        refusal=refusal,
    )


def _text(
    version: ArticleVersion,
    shown: list[Card],
    asides: list[ArticleSentence],
    current: Card | None,
    opens: str,
) -> str:
    marks = [
        mark
        for card in shown
        for mark in card.marks(address=f"{opens}{card.claim.pk}#c{card.number}", is_current=card is current)
    ]
    return mark_text(
        version.text,
        marks,
        set_aside=[(one.start, one.end) for one in asides],
        reasons={one.end: one.set_aside for one in asides},
    )


def _tab(one: Filter, cards: list[Card], wanted: Filter) -> dict[str, Any]:
    count = sum(one.keeps(card) for card in cards)
    return {"slug": one.slug, "label": one.label, "count": count, "current": one is wanted}


def _neighbours(shown: list[Card], current: Card | None) -> dict[str, Card | None]:
    if not shown:
        return {"earlier": None, "later": None}
    if current is None:
        return {"earlier": None, "later": shown[0]}
    at = shown.index(current)
    return {
        "earlier": shown[at - 1] if at else None,
        "later": shown[at + 1] if at + 1 < len(shown) else None,
    }


def _news(article: Article, *, claims_seen: int, passages_seen: int) -> News:
    return News(
        claims=article.claims.filter(pk__gt=claims_seen, factcheck__isnull=False).count(),
        passages=Evidence.objects.filter(claim__article=article, pk__gt=passages_seen).count(),
    )


def _newest_passage(article: Article) -> int:
    newest = Evidence.objects.filter(claim__article=article).order_by("-pk").values_list("pk", flat=True)
    return newest.first() or 0
