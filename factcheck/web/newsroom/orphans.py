"""Claims whose words are not exactly in the newest text: what is proposed, and what a person may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims import following
from claims.extraction.types import CONTEXT_CHARACTERS
from claims.models import AnchorFate, Article, Claim
from factcheck.models import FactCheck
from factcheck.web.newsroom.cards import SET_ASIDE
from factcheck.workflow.services.anchoring import ENDED_WITH_ITS_WORDS
from factcheck.workflow.statuses import State


@dataclass(frozen=True)
class Proposal:
    """Words of the new text where the claim might stand now, with some of what is around them."""

    start: int
    end: int
    before: str
    quote: str
    after: str


@dataclass(frozen=True)
class Orphan:
    """claim: the one that the words belong to, after a merge the survivor.

    drops: whether letting go of the words may end its check, or leaves it as it was reviewed.
    """

    fate: AnchorFate
    claim: Claim
    factcheck: FactCheck
    proposals: tuple[Proposal, ...]
    drops: bool


def orphans_of(article: Article) -> list[Orphan]:
    """In the order of the text they came from; claims that nobody works on any more are left out."""
    related = ("anchor__claim__factcheck", "anchor__claim__merged_into__factcheck", "anchor__version")
    fates = following.waiting_of(article).select_related(*related)
    return [orphan for orphan in map(_orphan, fates) if orphan.factcheck.state not in SET_ASIDE]


def _orphan(fate: AnchorFate) -> Orphan:
    claim = fate.anchor.claim.merged_into or fate.anchor.claim
    return Orphan(
        fate=fate,
        claim=claim,
        factcheck=claim.factcheck,
        proposals=tuple(_proposals(fate.version.text, fate.places)),
        drops=State(claim.factcheck.state) in ENDED_WITH_ITS_WORDS,
    )


def _proposals(text: str, places: Sequence[dict[str, float]]) -> list[Proposal]:
    found = []
    for place in places:
        start, end = int(place["start"]), int(place["end"])
        before, after = text[max(0, start - CONTEXT_CHARACTERS) : start], text[end : end + CONTEXT_CHARACTERS]
        found.append(Proposal(start=start, end=end, before=before, quote=text[start:end], after=after))
    return found
