"""The door to what becomes of claims when an article's text changes: they follow, or wait for a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.exceptions import NotWaiting
from claims.models import AnchorFate, Article, ArticleVersion, ClaimAnchor, FateDecision
from claims.services import anchor_claim, locate, lock_article
from claims.versions.follow import EXACT, Followed, Standing, follow


def find_fates(version: ArticleVersion) -> dict[int, Followed]:
    """Where every claim that stood somewhere before stands in this version, by the id of its last anchor.

    Writes nothing. Empty for a version that another one has replaced already.
    """
    if version.article.current_version != version:
        return {}
    found: dict[int, Followed] = {}
    anchors = _to_follow(version).select_related("version", "claim__speaker").order_by("version_id", "id")
    for earlier, group in groupby(anchors, key=lambda anchor: anchor.version):
        standing = list(group)
        fates = follow(earlier.text, version.text, [_standing(anchor) for anchor in standing])
        found |= {anchor.pk: fate for anchor, fate in zip(standing, fates, strict=True)}
    return found


@transaction.atomic
def record_fates(*, version: ArticleVersion, fates: Mapping[int, Followed]) -> list[AnchorFate]:
    """Store what `find_fates` found; exact matches get their anchor in this version. Returns what is new.

    Running it again adds nothing, and what a person decided meanwhile stays.
    """
    lock_article(version.article)
    new = _to_follow(version).filter(pk__in=fates).select_related("claim").order_by("pk")
    recorded = []
    for anchor in new:
        followed = fates[anchor.pk]
        if followed.fate in EXACT:
            anchor_claim(anchor.claim, version, followed.places[0].start, followed.places[0].end)
        recorded.append(
            AnchorFate(
                anchor=anchor,
                version=version,
                fate=followed.fate.value,
                places=[asdict(place) for place in followed.places],
            )
        )
    return AnchorFate.objects.bulk_create(recorded)


@transaction.atomic
def place(*, fate: AnchorFate, start: int, end: int, quote: str, by: Any) -> ClaimAnchor:
    """A person says where the claim stands now. Its wording stays. Raises NotWaiting, BadAnchor.

    start, end: code points of the newest version; quote: the words that are there.
    """
    waiting = _waiting(fate)
    start, end = locate(waiting.version.text, start=start, end=end, quote=quote)
    anchor = anchor_claim(waiting.anchor.claim, waiting.version, start, end)
    _decide(waiting, FateDecision.PLACED, by)
    return anchor


@transaction.atomic
def leave_out(*, fate: AnchorFate, by: Any) -> None:
    """A person says that the claim stands nowhere in the new text. Raises NotWaiting."""
    _decide(_waiting(fate), FateDecision.LEFT_OUT, by)


def waiting_of(article: Article) -> QuerySet[AnchorFate]:
    """What a person has to place or leave out, in the order of the text before."""
    return (
        AnchorFate.objects.waiting()
        .filter(version__article=article)
        .select_related("anchor__claim__merged_into", "version")
        .order_by("anchor__version__number", "anchor__start", "pk")
    )


def _to_follow(version: ArticleVersion) -> QuerySet[ClaimAnchor]:
    """The places of earlier versions from which nothing has led on yet."""
    fates = AnchorFate.objects.filter(anchor=OuterRef("pk"))
    return ClaimAnchor.objects.filter(
        ~Exists(fates.settled()),
        ~Exists(fates.filter(version=version)),
        claim__article_id=version.article_id,
        version__number__lt=version.number,
    )


def _standing(anchor: ClaimAnchor) -> Standing:
    claim = anchor.claim
    speaker = claim.speaker.name if claim.speaker else ""
    # As extracted: the words that a person chose for the check need not be the article's.
    wording = f"{claim.extracted_text or ''} {speaker}"
    return Standing(start=anchor.start, end=anchor.end, wording=wording)


def _waiting(fate: AnchorFate) -> AnchorFate:
    """The fate under a lock. Raises NotWaiting."""
    lock_article(fate.version.article)
    found = AnchorFate.objects.waiting().filter(pk=fate.pk).select_related("version", "anchor__claim").first()
    if found is None:
        raise NotWaiting(_("This was decided already, or the text changed once more. Look at it again."))
    return found


def _decide(fate: AnchorFate, decision: FateDecision, by: Any) -> None:
    fate.decision, fate.decided_by, fate.decided_at = decision, by, timezone.now()
    fate.save(update_fields=["decision", "decided_by", "decided_at"])
