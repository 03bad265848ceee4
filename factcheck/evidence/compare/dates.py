"""Dates of a claim beside those of a passage, each to the precision its words have."""

import re
from dataclasses import replace
from itertools import pairwise

from factcheck.evidence.compare.align import Role, closeness, contrasts, role_of, same_verb, share
from factcheck.evidence.compare.lexicon import words
from factcheck.evidence.compare.moments import Moment, agree
from factcheck.evidence.compare.reading import Reading, content
from factcheck.evidence.compare.types import Element

AGREEMENT_BONUS = 0.6
# Another date is the same event's only when the verb is the same, or nearly all other words are.
MIN_CLOSENESS_TO_DIFFER = 1.4
MIN_SHARE_WITHOUT_VERB = 0.75
# With the same verb and no other date in the passage, less has to be shared.
MIN_CLOSENESS_OF_THE_ONLY_DATE = 1.3
# "A 2006 film" came out in 2006; "the 1947 novel" was published then.
_WORKS = words("film movie comedy drama thriller documentary novel book album song single play musical")
_DASH = re.compile(r"\s*[-–—−]\s*")
_BORN = re.compile(r"\b(?:born|b\.)\s*$", re.IGNORECASE)

# A start, an end and a day within are three dates of one event.
_BOUNDS = {
    "since": "start", "from": "start", "after": "start", "until": "end", "till": "end", "to": "end",
    "by": "end", "before": "end",
}  # fmt: skip


def compare_dates(
    claim: Reading, passage: Reading, ours: tuple[Moment, ...], theirs: tuple[Moment, ...]
) -> tuple[Element, ...]:
    places = [(moment, _place(passage, moment, theirs)) for moment in theirs]
    return tuple(_compare(claim, moment, places) for moment in ours)


def _role(reading: Reading, moment: Moment) -> Role:
    return role_of(reading, (moment.start, moment.end))


def _place(reading: Reading, moment: Moment, moments: tuple[Moment, ...]) -> Role:
    """The date's role, with the event that its form alone tells: birth and death, or a work's release."""
    role = _role(reading, moment)
    event = _life_event(reading.text, moment, moments)
    if event is not None:
        sentence = reading.tokens((moment.start, moment.end))[0].sent
        before = [token for token in sentence if token.idx < moment.start]
        return replace(role, verb=event, preposition=None, around=content(before) | {event})
    if role.noun in _WORKS and _precision(moment) == 1:
        return replace(role, verb="release", around=role.around | {"release"})
    return role


def _life_event(text: str, moment: Moment, moments: tuple[Moment, ...]) -> str | None:
    """What "(12 May 1820 – 13 August 1910)" or "(born 1971)" after a name says of it."""
    start, end = text.rfind("(", 0, moment.start), text.find(")", moment.end)
    if start < 0 or end < 0 or ")" in text[start : moment.start]:
        return None
    if _BORN.search(text, start, moment.start):
        return "bear"
    for one, other in pairwise(moments):
        if moment in (one, other) and _DASH.fullmatch(text, one.end, other.start):
            return "bear" if moment is one else "die"
    return None


def _compare(claim: Reading, moment: Moment, others: list[tuple[Moment, Role]]) -> Element:
    role = _role(claim, moment)
    known = [
        (verdict, other, place) for other, place in others if (verdict := agree(moment, other)) is not None
    ]
    span = (moment.start, moment.end)
    if not known:
        return Element(span, None, "date", "not mentioned", f"the passage gives no date for “{moment.text}”")
    same, best, place = max(known, key=lambda k: closeness(role, k[2]) + AGREEMENT_BONUS * k[0])
    if same:
        return Element(span, (best.start, best.end), "date", "agrees", _agreement(moment, best))
    if _same_event(role, place, alone=len(known) == 1):
        note = f"the claim says {_read(moment)}, the passage {_read(best)}"
        return Element(span, (best.start, best.end), "date", "differs", note)
    return Element(span, None, "date", "not mentioned", f"the passage gives no date for “{moment.text}”")


def _same_event(role: Role, place: Role, *, alone: bool) -> bool:
    """`alone`: the passage names no other date that could be meant."""
    if contrasts(role, place) or _BOUNDS.get(role.preposition or "") != _BOUNDS.get(place.preposition or ""):
        return False
    if same_verb(role, place):
        least = MIN_CLOSENESS_OF_THE_ONLY_DATE if alone else MIN_CLOSENESS_TO_DIFFER
        return closeness(role, place) >= least
    return alone and share(role.around, place.around) >= MIN_SHARE_WITHOUT_VERB


def _read(moment: Moment) -> str:
    if moment.resolved and moment.on is not None:
        return f"{moment.text} ({moment.on:%-d %B %Y})"
    return moment.text


def _agreement(moment: Moment, other: Moment) -> str:
    if _precision(other) < _precision(moment):
        return f"the passage is less exact: {_read(other)} for {_read(moment)}"
    return (
        f"both say {_read(other)}"
        if moment.text == other.text
        else f"{_read(moment)} and {_read(other)} agree"
    )


def _precision(moment: Moment) -> int:
    if moment.until is not None:
        return 0
    return sum(part is not None for part in (moment.year, moment.month, moment.day))
