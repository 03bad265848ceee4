"""Claims of the desk's other articles that may be the open one: a hint, and a person makes them one."""

from __future__ import annotations

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector

from claims.models import Claim
from factcheck.matching.words import words_of
from factcheck.workflow.statuses import IN_WORK

# Of the words of both, so many they share at least; with less, claims about one subject say different things.
LEAST_SHARED = 0.5
SHOWN_AT_MOST = 3
# Claims that share any word, the likeliest first: so many are compared word by word.
LOOKED_AT = 50


def same_elsewhere(claim: Claim) -> list[Claim]:
    """Those still in work that share half of the words and every number, the likeliest first."""
    words = sorted(set(words_of(claim.text)))
    if not words or claim.merged_into_id is not None:
        return []
    query = SearchQuery(" | ".join(f"'{word}'" for word in words), search_type="raw", config="english")
    near = (
        Claim.objects.filter(article__desk=claim.article.desk_id, merged_into=None)
        .filter(factcheck__state__in=IN_WORK)
        .exclude(article=claim.article_id)
        .annotate(found=SearchVector("text", config="english"))
        .filter(found=query)
        .select_related("article")
        .order_by(SearchRank("found", query).desc(), "-pk")[:LOOKED_AT]
    )
    found: list[tuple[float, Claim]] = [(shared(claim.text, one.text), one) for one in near]
    found.sort(key=lambda likeness_and_claim: -likeness_and_claim[0])
    return [one for likeness, one in found if likeness >= LEAST_SHARED][:SHOWN_AT_MOST]


def shared(text: str, other: str) -> float:
    """The share of both texts' words that they have in common; 0 when one names another number. Pure."""
    ours, theirs = set(words_of(text)), set(words_of(other))
    if {word for word in ours if word.isdigit()} != {word for word in theirs if word.isdigit()}:
        return 0.0
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0
