"""The same claim once more: which published checks of the desk an open claim may repeat."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from claims.models import Claim
from factcheck.matching.words import words_of
from factcheck.publication.models import Publication
from factcheck.web.newsroom.access import claim_for
from factcheck.web.newsroom.requests import PersonsRequest
from factcheck.workflow import policies

SHOWN_AT_MOST = 20


@require_safe
@login_required
def find_check(request: PersonsRequest, pk: int) -> HttpResponse:
    """Published checks of the desk with the words that are asked for, else with any of the claim's own."""
    claim = claim_for(request.user, pk)
    words = request.GET.get("q", "").strip()
    context = {
        "claim": claim,
        "article": claim.article,
        "words": words,
        "checks": published_checks(claim, words),
        "why_not": policies.why_not(policies.check_can_merge, claim.factcheck, request.user),
    }
    return render(request, "factcheck/newsroom/find_check.html", context)


def published_checks(claim: Claim, words: str) -> list[Publication]:
    """The likeliest first, each in its newest version. words: as people search; "" for the claim's own."""
    query = SearchQuery(words, config="english", search_type="websearch") if words else _any_word(claim.text)
    standing = Publication.objects.filter(is_current=True, withdrawn_at=None).exclude(factcheck__claim=claim)
    of_desk = standing.filter(factcheck__claim__article__desk=claim.article.desk_id)
    return list(_ranked(of_desk, query)[:SHOWN_AT_MOST])


def _ranked(found: QuerySet[Publication], query: SearchQuery | None) -> QuerySet[Publication]:
    if query is None:
        return found.none()
    ranked = found.filter(words=query).order_by(SearchRank(F("words"), query).desc(), "-pk")
    return ranked.select_related("rating", "factcheck__claim__article")


def _any_word(text: str) -> SearchQuery | None:
    """None for a text without words that say anything."""
    words = sorted(set(words_of(text)))
    if not words:
        return None
    return SearchQuery(" | ".join(f"'{word}'" for word in words), search_type="raw", config="english")
