"""What happened to a claim, newest first, from rows that are there anyway."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from factcheck.evidence.models import Decision
from factcheck.models import Evidence

if TYPE_CHECKING:
    from factcheck.web.newsroom.cards import Card


@dataclass(frozen=True)
class Event:
    """at; what happened, with who did it; and the words that go with it."""

    at: datetime
    what: str
    words: str = ""


def timeline(card: Card, evidence: Iterable[Evidence]) -> list[Event]:
    """Found or added, reworded, evidence judged, verdicts, sign-offs, sources that changed, talk."""
    events = [
        *_claim(card),
        *_judgements(evidence),
        *_verdicts(card),
        *_source_changes(card),
        *_talk(card),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _claim(card: Card) -> Iterable[Event]:
    claim = card.claim
    by = claim.added_by
    what = _("Added by {name}").format(name=by.name) if by else _("Found in the article")
    yield Event(claim.created_at, what, claim.extracted_text or "")
    if claim.edited_by and claim.edited_at:
        yield Event(claim.edited_at, _("Reworded by {name}").format(name=claim.edited_by.name), claim.text)


def _judgements(evidence: Iterable[Evidence]) -> Iterable[Event]:
    for one in evidence:
        if one.decided_by is None or one.decided_at is None:
            continue
        if one.decision == Decision.ACCEPTED:
            what = _("{name} accepted a passage: {stance}").format(
                name=one.decided_by.name, stance=one.get_stance_accepted_display().lower()
            )
        else:
            what = _("{name} rejected a passage: {reason}").format(
                name=one.decided_by.name, reason=one.get_rejection_reason_display().lower()
            )
        yield Event(one.decided_at, what, one.exact)


def _verdicts(card: Card) -> Iterable[Event]:
    for verdict in card.factcheck.verdicts.all():
        what = _("{name} proposed “{label}”").format(
            name=verdict.proposed_by.name, label=verdict.rating.label
        )
        yield Event(verdict.proposed_at, what, verdict.conclusion)
        for signoff in verdict.signoffs.all():
            what = _("{decision} by {name}").format(
                decision=signoff.get_decision_display(), name=signoff.by.name
            )
            yield Event(signoff.at, what, signoff.note)


def _source_changes(card: Card) -> Iterable[Event]:
    changes = card.factcheck.source_changes.select_related("evidence__snapshot__source", "settled_by")
    for change in changes:
        what = _("{source}: {change}").format(source=change.evidence.snapshot.source, change=change.what)
        yield Event(change.raised_at, what, change.evidence.exact)
        if change.settled_by and change.settled_at:
            settled = _("{settlement} by {name}, though the source changed").format(
                settlement=change.get_settlement_display(), name=change.settled_by.name
            )
            yield Event(change.settled_at, settled, change.note)


def _talk(card: Card) -> Iterable[Event]:
    for comment in card.factcheck.comments.select_related("by"):
        yield Event(comment.at, _("{name} wrote").format(name=comment.by.name), comment.text)
