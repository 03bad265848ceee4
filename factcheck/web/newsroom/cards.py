"""A claim as a card: what stands in the list beside the article, and how its mark looks in the text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from claims.models import Claim, ClaimAnchor
from factcheck.models import FactCheck, Verdict
from factcheck.web.marked_text import Mark
from factcheck.web.newsroom.next_action import Counts, next_action
from factcheck.web.newsroom.otherwise import Otherwise
from factcheck.web.newsroom.planned import Due, due_of, whose
from factcheck.workflow.statuses import IN_WORK, UNCHECKED, UNFINISHED, State

# Nobody works on these any more: their marks leave the text, their cards wait behind a filter.
SET_ASIDE = (State.DISMISSED, State.DROPPED)


@dataclass(frozen=True)
class Standing:
    """Where a claim stands: family and label of its verdict, and whether a second person agreed."""

    family: str
    label: str
    suggested: bool


@dataclass(frozen=True)
class Line:
    """What a card says at a glance; many cards of an article say the same."""

    standing: Standing
    counts: Counts
    source_changed: bool
    match_overtaken: bool
    check_withdrawn: bool
    ambiguous: bool


@dataclass(frozen=True)
class Card:
    """number: the claim's place in text order, from 1. anchors: its words in the version shown, first first,
    with those of the claims that were merged into it."""

    claim: Claim
    factcheck: FactCheck
    number: int
    anchors: tuple[ClaimAnchor, ...]
    standing: Standing
    counts: Counts
    verdict: Verdict | None
    due: Due | None
    otherwise: tuple[Otherwise, ...] = ()

    @property
    def kept_in(self) -> Claim | None:
        """The claim of another article that this one is checked with; the case is that one's."""
        return self.claim.merged_into

    @property
    def anchor(self) -> ClaimAnchor | None:
        """Its own words in the version shown, or None."""
        return next((one for one in self.anchors if one.claim_id == self.claim.pk), None)

    @property
    def state(self) -> str:
        return str(State(self.factcheck.state).label)  # Django's own display hashes all choices each time

    @property
    def is_set_aside(self) -> bool:
        return self.factcheck.state in SET_ASIDE

    @property
    def is_in_work(self) -> bool:
        return self.factcheck.state in IN_WORK

    @property
    def is_unfinished(self) -> bool:
        """Somebody has still to do something about it."""
        return self.factcheck.state in UNFINISHED

    @property
    def whose(self) -> str:
        return whose(self.factcheck)

    @property
    def line(self) -> Line:
        return Line(
            standing=self.standing,
            counts=self.counts,
            source_changed=self.factcheck.source_changed_at is not None,
            match_overtaken=self.claim.match_overtaken,  # type: ignore[attr-defined]
            check_withdrawn=self.kept_in is not None and self.factcheck.state == State.WITHDRAWN,
            ambiguous=bool(self.claim.ambiguous),
        )

    @property
    def next_action(self) -> str:
        return next_action(self.factcheck.state, self.counts)

    @property
    def spoken(self) -> str:
        """What the pill says after the number: "False, signed off"."""
        return f"{self.standing.label}, {self.state.lower()}"

    def marks(self, *, address: str, is_current: bool) -> list[Mark]:
        """Where its words stand in the text; none when it was set aside."""
        if self.is_set_aside:
            return []
        return [
            Mark(
                number=self.number,
                place=place,
                family=self.standing.family,
                start=anchor.start,
                end=anchor.end,
                label=self.spoken,
                suggested=self.standing.suggested,
                address=address,
                is_current=is_current,
            )
            for place, anchor in enumerate(self.anchors, start=1)
        ]


def standing_of(factcheck: FactCheck) -> Standing:
    """Tint is earned by a second person's decision: a proposal shows its pattern only."""
    signed = next((verdict for verdict in factcheck.verdicts.all() if verdict.signed_off), None)
    if signed is not None:
        return Standing(signed.rating.family, signed.rating.label, suggested=False)
    proposed = factcheck.verdict if factcheck.state == State.IN_REVIEW else None
    if proposed is not None:
        label = _("Proposed: {label}").format(label=proposed.rating.label)
        return Standing(proposed.rating.family, label, suggested=True)
    return Standing(UNCHECKED, _("No verdict yet"), suggested=True)


def cards_of(
    claims: Sequence[Claim],
    *,
    version_id: int,
    now: datetime,
    otherwise: Mapping[int, Sequence[Otherwise]] | None = None,
) -> list[Card]:
    """In text order; claims without words in this version come last. Expects `claims_for_cards`.

    now: says which deadlines have passed. otherwise: by claim, what says otherwise.
    """
    placed = [(claim, _anchors(claim, version_id)) for claim in claims]
    placed.sort(key=lambda one: (not one[1], one[1][0].start if one[1] else 0, one[0].pk))
    numbers = {claim.pk: number for number, (claim, _) in enumerate(placed, start=1)}
    return [
        _card(
            claim,
            anchors,
            number=numbers[claim.pk],
            now=now,
            otherwise=_numbered((otherwise or {}).get(claim.pk, ()), numbers),
        )
        for claim, anchors in placed
    ]


def _card(
    claim: Claim,
    anchors: tuple[ClaimAnchor, ...],
    *,
    number: int,
    now: datetime,
    otherwise: tuple[Otherwise, ...],
) -> Card:
    factcheck = claim.checked_as.factcheck
    return Card(
        claim=claim,
        factcheck=factcheck,
        number=number,
        anchors=anchors,
        standing=standing_of(factcheck),
        counts=counts_of(claim),
        verdict=factcheck.verdict,
        due=due_of(factcheck, now=now),
        otherwise=otherwise,
    )


def _numbered(otherwise: Sequence[Otherwise], numbers: Mapping[int, int]) -> tuple[Otherwise, ...]:
    return tuple(replace(one, number=numbers.get(one.claim.pk, 0)) for one in otherwise)


def counts_of(claim: Claim) -> Counts:
    """Expects a claim annotated by `counted`."""
    return Counts(
        supports=claim.supports,  # type: ignore[attr-defined]
        contradicts=claim.contradicting,  # type: ignore[attr-defined]
        context=claim.context,  # type: ignore[attr-defined]
        unjudged=claim.unjudged,  # type: ignore[attr-defined]
    )


def _anchors(claim: Claim, version_id: int) -> tuple[ClaimAnchor, ...]:
    everywhere = [anchor for one in (claim, *claim.merged.all()) for anchor in one.anchors.all()]
    here = [anchor for anchor in everywhere if anchor.version_id == version_id]
    return tuple(sorted(here, key=lambda anchor: (anchor.start, anchor.end, anchor.pk)))
