"""Dates of a claim beside those of a passage, each to the precision its words have."""

from factcheck.evidence.compare.align import Role, closeness, contrasts, role_of, same_verb, share
from factcheck.evidence.compare.moments import Moment, agree
from factcheck.evidence.compare.reading import Reading
from factcheck.evidence.compare.types import Element

AGREEMENT_BONUS = 0.6
# Another date is the same event's only when the verb is the same, or nearly all other words are.
MIN_CLOSENESS_TO_DIFFER = 1.4
MIN_SHARE_WITHOUT_VERB = 0.75

# A start, an end and a day within are three dates of one event.
_BOUNDS = {
    "since": "start", "from": "start", "after": "start", "until": "end", "till": "end", "to": "end",
    "by": "end", "before": "end",
}  # fmt: skip


def compare_dates(
    claim: Reading, passage: Reading, ours: tuple[Moment, ...], theirs: tuple[Moment, ...]
) -> tuple[Element, ...]:
    places = [(moment, _role(passage, moment)) for moment in theirs]
    return tuple(_compare(claim, moment, places) for moment in ours)


def _role(reading: Reading, moment: Moment) -> Role:
    return role_of(reading, (moment.start, moment.end))


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
        return closeness(role, place) >= MIN_CLOSENESS_TO_DIFFER
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
