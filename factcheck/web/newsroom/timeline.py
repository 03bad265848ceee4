"""What happened to a claim, newest first and as a picture, from rows that are there anyway."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from factcheck.accounts.invitations import who_invited_whom
from factcheck.evidence.models import Decision
from factcheck.models import Evidence

if TYPE_CHECKING:
    from factcheck.web.newsroom.cards import Card


# Half a dot's width stays free at both ends of a lane, in per cent.
MARGIN = 2


class About(models.TextChoices):
    """What an event is about: a lane of the picture each, in this order."""

    CLAIM = "claim", gettext_lazy("Claim")
    EVIDENCE = "evidence", gettext_lazy("Evidence")
    VERDICT = "verdict", gettext_lazy("Verdict")
    PUBLICATION = "publication", gettext_lazy("Publication")
    SOURCES = "sources", gettext_lazy("Sources that changed")
    TALK = "talk", gettext_lazy("Comments")


@dataclass(frozen=True)
class Event:
    """at; what happened, with who did it; and the words that go with it."""

    at: datetime
    about: About
    what: str
    words: str = ""


@dataclass(frozen=True)
class Lane:
    """The events about one thing; places: where each stands, in per cent of the time from first to last."""

    label: str
    places: tuple[float, ...]


@dataclass(frozen=True)
class Picture:
    first: datetime
    last: datetime
    lanes: tuple[Lane, ...]


def picture(events: Sequence[Event]) -> Picture | None:
    """A lane for whatever there are events about; None when everything happened at one moment. Pure."""
    first, last = min(event.at for event in events), max(event.at for event in events)
    if last - first < timedelta(minutes=1):
        return None
    return Picture(first, last, tuple(_lanes(events, first, last)))


def _lanes(events: Sequence[Event], first: datetime, last: datetime) -> Iterable[Lane]:
    for about in About:
        shares = [(event.at - first) / (last - first) for event in events if event.about == about]
        if shares:
            places = sorted({round(MARGIN + share * (100 - 2 * MARGIN), 1) for share in shares})
            yield Lane(str(about.label), tuple(places))


def timeline(card: Card, evidence: Iterable[Evidence]) -> list[Event]:
    """Found or added, reworded, evidence judged, verdicts, sign-offs, publications, changes, talk."""
    events = [
        *_claim(card),
        *_assignments(card),
        *_judgements(evidence),
        *_verdicts(card),
        *_publications(card),
        *_source_changes(card),
        *_talk(card),
    ]
    return sorted(events, key=lambda event: event.at, reverse=True)


def _claim(card: Card) -> Iterable[Event]:
    claim = card.claim
    by = claim.added_by
    what = _("Added by {name}").format(name=by.name) if by else _("Found in the article")
    yield Event(claim.created_at, About.CLAIM, what, claim.extracted_text or "")
    if claim.edited_by and claim.edited_at:
        what = _("Reworded by {name}").format(name=claim.edited_by.name)
        yield Event(claim.edited_at, About.CLAIM, what, claim.text)


def _assignments(card: Card) -> Iterable[Event]:
    for one in card.factcheck.assignments.select_related("to", "by"):
        names = {"by": one.by.name, "to": one.to.name if one.to else ""}
        if one.to is None:
            what = _("{by} left it to nobody")
        else:
            what = _("{by} took it") if one.to == one.by else _("{by} gave it to {to}")
        yield Event(one.at, About.CLAIM, what.format(**names), one.reason)


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
        yield Event(one.decided_at, About.EVIDENCE, what, one.exact)


def _verdicts(card: Card) -> Iterable[Event]:
    for verdict in card.factcheck.verdicts.all():
        what = _("{name} proposed “{label}”").format(
            name=verdict.proposed_by.name, label=verdict.rating.label
        )
        yield Event(verdict.proposed_at, About.VERDICT, what, verdict.conclusion)
        for signoff in verdict.signoffs.all():
            what = _("{decision} by {name}").format(
                decision=signoff.get_decision_display(), name=signoff.by.name
            )
            acquainted = who_invited_whom(verdict.proposed_by, signoff.by)
            words = f"{acquainted} {signoff.note}".strip()
            yield Event(signoff.at, About.VERDICT, what, words)


def _publications(card: Card) -> Iterable[Event]:
    for one in card.factcheck.publications.select_related("published_by", "withdrawn_by", "rating"):
        what = _("{name} published version {version}: “{label}”").format(
            name=one.published_by.name, version=one.version, label=one.rating.label
        )
        yield Event(one.published_at, About.PUBLICATION, what, one.correction_note)
        if one.withdrawn_by and one.withdrawn_at:
            what = _("{name} withdrew it").format(name=one.withdrawn_by.name)
            yield Event(one.withdrawn_at, About.PUBLICATION, what, one.withdrawal_reason)


def _source_changes(card: Card) -> Iterable[Event]:
    changes = card.factcheck.source_changes.select_related("evidence__snapshot__source", "settled_by")
    for change in changes:
        what = _("{source}: {change}").format(source=change.evidence.snapshot.source, change=change.what)
        yield Event(change.raised_at, About.SOURCES, what, change.evidence.exact)
        if change.settled_by and change.settled_at:
            settled = _("{settlement} by {name}, though the source changed").format(
                settlement=change.get_settlement_display(), name=change.settled_by.name
            )
            yield Event(change.settled_at, About.SOURCES, settled, change.note)
        elif change.settled_at:
            lifted = _("{source}: {settlement}").format(
                source=change.evidence.snapshot.source, settlement=change.get_settlement_display()
            )
            yield Event(change.settled_at, About.SOURCES, lifted, "")


def _talk(card: Card) -> Iterable[Event]:
    for comment in card.factcheck.comments.select_related("by"):
        what = _("{name} wrote").format(name=comment.by.name)
        yield Event(comment.at, About.TALK, what, comment.text)
