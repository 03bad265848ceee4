"""Whether claims can be true together: from rows to statements, and from what is found to rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from claims.models import Article, ArticleVersion, Claim
from factcheck.accounts.models import User
from factcheck.evidence import contradictions
from factcheck.evidence.contradictions import Statement
from factcheck.evidence.models import Contradiction
from factcheck.evidence.policies import check_can_settle_contradiction


def find(claims: Sequence[Claim], others: Sequence[Claim] = ()) -> list[contradictions.Contradiction]:
    """Contradictions among claims of one article, and with those of others. Writes nothing.

    Claims without words in their article's newest version are left out. They need article and speaker.
    """
    ours = _statements(claims)
    return [*contradictions.find(ours), *contradictions.find_between(ours, _statements(others))]


@transaction.atomic
def record(
    *,
    claims: Sequence[Claim],
    found: Sequence[contradictions.Contradiction],
    others: Sequence[Claim] = (),
) -> None:
    """Store what was found, once; what no longer holds of `claims` goes, unless a person dismissed it."""
    texts = {claim.pk: claim.text for claim in (*claims, *others)}
    wanted = [_row(one, texts) for one in found if {one.one, one.other} <= texts.keys()]
    keys = {(row.claim_id, row.other_id, row.kind) for row in wanted}
    compared = Contradiction.objects.standing().filter(claim__in=texts, other__in=texts)
    for row in compared.of_claims([claim.pk for claim in claims]).select_related("claim", "other"):
        if (row.claim_id, row.other_id, row.kind) not in keys or not row.holds:
            row.delete()
    Contradiction.objects.bulk_create(wanted, ignore_conflicts=True)


def dismiss(*, contradiction: Contradiction, by: User) -> Contradiction:
    """A person says that both may well be true. Raises NotAllowed."""
    check_can_settle_contradiction(contradiction, by)
    contradiction.dismissed_by, contradiction.dismissed_at = by, timezone.now()
    contradiction.save(update_fields=["dismissed_by", "dismissed_at"])
    return contradiction


def take_up(*, contradiction: Contradiction, by: User) -> Contradiction:
    """Take a dismissal back. Raises NotAllowed."""
    check_can_settle_contradiction(contradiction, by)
    contradiction.dismissed_by = contradiction.dismissed_at = None
    contradiction.save(update_fields=["dismissed_by", "dismissed_at"])
    return contradiction


def _statements(claims: Sequence[Claim]) -> list[Statement]:
    by_article: dict[Article, list[Claim]] = {}
    for claim in claims:
        by_article.setdefault(claim.article, []).append(claim)
    return [
        statement
        for article, of_article in by_article.items()
        for statement in _statements_of(article.current_version, of_article)
    ]


def _statements_of(version: ArticleVersion, claims: Sequence[Claim]) -> list[Statement]:
    starts = list(version.sentences.order_by("start").values_list("start", flat=True))
    places = dict(version.anchors.filter(claim__in=claims).order_by("-start").values_list("claim", "start"))
    return [
        Statement(
            key=claim.pk,
            text=claim.text,
            sentence=_sentence(version, starts, places[claim.pk]),
            speaker=claim.speaker.name if claim.speaker else "",
            published=version.article.published_on,
        )
        for claim in claims
        if claim.pk in places
    ]


def _sentence(version: ArticleVersion, starts: Sequence[int], at: int) -> str:
    """Which sentence of which text; words that no sentence is known for stand for themselves."""
    index = bisect_right(starts, at)
    return f"{version.pk}:{index}" if index else f"{version.pk}@{at}"


def _row(found: contradictions.Contradiction, texts: dict[int, str]) -> Contradiction:
    (claim, span), (other, other_span) = sorted(
        [(found.one, found.one_span), (found.other, found.other_span)]
    )
    return Contradiction(
        claim_id=claim,
        other_id=other,
        kind=found.kind,
        start=span[0],
        end=span[1],
        words=texts[claim][slice(*span)],
        other_start=other_span[0],
        other_end=other_span[1],
        other_words=texts[other][slice(*other_span)],
        note=found.note,
    )
