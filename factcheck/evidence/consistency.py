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


def find(article: Article, claims: Sequence[Claim]) -> list[contradictions.Contradiction]:
    """The contradictions among claims of one article; claims without words in its newest version are left
    out. Writes nothing. Claims need their speaker.
    """
    return contradictions.find(_statements(article.current_version, claims))


@transaction.atomic
def record(*, claims: Sequence[Claim], found: Sequence[contradictions.Contradiction]) -> None:
    """Store what was found among `claims`, once; what no longer holds goes, unless a person dismissed it."""
    texts = {claim.pk: claim.text for claim in claims}
    wanted = [_row(one, texts) for one in found if {one.one, one.other} <= texts.keys()]
    keys = {(row.claim_id, row.other_id, row.kind) for row in wanted}
    for row in Contradiction.objects.standing().filter(claim__in=texts, other__in=texts):
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


def _statements(version: ArticleVersion, claims: Sequence[Claim]) -> list[Statement]:
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
