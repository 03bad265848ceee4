"""Which claims there are: several become one, one becomes two, one gets other words of the article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from claims.exceptions import BadClaim
from claims.models import Claim, ClaimAnchor
from claims.services import anchor_claim, edit_claim, locate


@transaction.atomic
def move_anchor(*, claim: Claim, start: int, end: int, quote: str) -> ClaimAnchor:
    """Anchor a claim to other words of the article's newest version. Raises BadAnchor."""
    version = claim.article.current_version
    start, end = locate(version.text, start=start, end=end, quote=quote)
    ClaimAnchor.objects.filter(claim=claim, version=version).delete()
    return anchor_claim(claim, version, start, end)


@transaction.atomic
def merge_claims(*, into: Claim, merged: Iterable[Claim]) -> None:
    """Say that these claims are one: the others keep their words in the text and lead to the one that stays.

    What was merged into one of them before follows it.
    """
    for claim in merged:
        Claim.objects.filter(merged_into=claim).update(merged_into=into, updated_at=Now())
        claim.merged_into = into
        claim.save(update_fields=["merged_into", "updated_at"])


def separate_claim(*, claim: Claim) -> None:
    """Let a merged claim stand for itself again."""
    claim.merged_into = None
    claim.save(update_fields=["merged_into", "updated_at"])


@transaction.atomic
def repeat_claim(*, claim: Claim, by: Any) -> Claim:
    """A new claim that says the same at the same words."""
    return _beside(claim, text=claim.text, by=by)


@transaction.atomic
def split_claim(*, claim: Claim, text: str, rest: str, by: Any) -> Claim:
    """Leave `text` to a claim and give the rest to a new one at the same words. Raises BadClaim.

    Returns the new claim. Both need words, and different ones.
    """
    if " ".join(text.split()) == " ".join(rest.split()):
        raise BadClaim(_("Both claims say the same. Write one part in each field."))
    if not text.strip() or not rest.strip():
        raise BadClaim(_("Write both parts: each becomes a claim."))
    edit_claim(claim=claim, text=text, by=by)
    return _beside(claim, text=rest.strip(), by=by, split_from=claim)


def _beside(claim: Claim, *, text: str, by: Any, split_from: Claim | None = None) -> Claim:
    """A new claim at the same words, by the same speaker."""
    new = Claim.objects.create(
        article=claim.article,
        text=text,
        kind=claim.kind,
        speaker=claim.speaker,
        added_by=by,
        split_from=split_from,
    )
    for anchor in claim.anchors.select_related("version"):
        anchor_claim(new, anchor.version, anchor.start, anchor.end)
    return new
