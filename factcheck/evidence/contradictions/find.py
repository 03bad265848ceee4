"""Set statements against each other, and keep what can't be true together."""

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from claims.extraction.parser import parse
from factcheck.evidence.compare import Element, compare_readings
from factcheck.evidence.compare.align import role_of, same_verb, share
from factcheck.evidence.compare.amounts import find_amounts
from factcheck.evidence.compare.moments import Moment, agree
from factcheck.evidence.compare.reading import Reading, content, lemma
from factcheck.evidence.compare.types import Span
from factcheck.evidence.contradictions.events import Event, events
from factcheck.evidence.contradictions.types import Contradiction, Kind, Statement

# Of each statement's words, those beside what differs, this share has to stand in the other as well.
MIN_SHARED: dict[Kind, float] = {"number": 0.6, "negation": 0.7}

_Read = tuple[Statement, Reading]


def find(statements: Sequence[Statement]) -> list[Contradiction]:
    """Contradictions among the statements of one text."""
    readings = _read(statements)
    return _first_of_each(
        [
            *_differences(combinations(readings, 2)),
            *_other_dates(combinations(events(readings), 2)),
        ]
    )


def find_between(statements: Sequence[Statement], others: Sequence[Statement]) -> list[Contradiction]:
    """Contradictions of `statements` (always `one`) with those of other texts."""
    ours, theirs = _read(statements), _read(others)
    return _first_of_each(
        [
            *_differences(product(ours, theirs)),
            *_other_dates(product(events(ours), events(theirs))),
        ]
    )


def _read(statements: Sequence[Statement]) -> list[_Read]:
    docs = parse([statement.text for statement in statements])
    return [(one, Reading(one.text, doc)) for one, doc in zip(statements, docs, strict=True)]


def _first_of_each(found: Iterable[Contradiction]) -> list[Contradiction]:
    """One of a kind for each pair."""
    kept: dict[tuple[int, int, Kind], Contradiction] = {}
    for one in found:
        kept.setdefault((one.one, one.other, one.kind), one)
    return list(kept.values())


# --- Another number, or a denial -----------------------------------------------------------------------


def _differences(pairs: Iterable[tuple[_Read, _Read]]) -> Iterable[Contradiction]:
    words = _Words()
    for (one, ours), (other, theirs) in pairs:
        if not _may_be_set_against(one, other) or not _same_subject(words.of(ours), words.of(theirs)):
            continue
        yield from _difference(one, ours, other, theirs)


class _Words(dict[str, frozenset[str]]):
    """The content words of readings, found once each."""

    def of(self, reading: Reading) -> frozenset[str]:
        if reading.text not in self:
            self[reading.text] = content(reading.doc)
        return self[reading.text]


def _may_be_set_against(one: Statement | Event, other: Statement | Event) -> bool:
    """Of two sentences; and not of two speakers, who may well disagree."""
    if one.sentence == other.sentence:
        return False
    return not (one.speaker and other.speaker and one.speaker != other.speaker)


def _same_subject(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Cheap, before any comparison: half of the shorter statement's words stand in the other."""
    shorter, longer = sorted((ours, theirs), key=len)
    return len(shorter) > 1 and share(shorter, longer) >= min(MIN_SHARED.values()) / 2


def _difference(one: Statement, ours: Reading, other: Statement, theirs: Reading) -> Iterable[Contradiction]:
    there = compare_readings(ours, theirs, published=one.published)
    differing = [e for e in there if e.result == "differs"]
    if len(differing) != 1 or differing[0].type not in MIN_SHARED:
        return
    back = compare_readings(theirs, ours, published=other.published)
    mirrored = [e for e in back if e.result == "differs"]
    if len(mirrored) != 1 or not _mirrors(differing[0], mirrored[0]):
        return
    element = differing[0]
    assert element.evidence is not None  # what differs has something beside it
    kind: Kind = "number" if element.type == "number" else "negation"
    if kind == "number" and not _count_alike(ours, theirs, element):
        return
    if _names_fit(there) and _names_fit(back) and _told_alike(ours, theirs, element, MIN_SHARED[kind]):
        note = _note(ours.text, theirs.text, element.claim, element.evidence)
        yield Contradiction(one.key, other.key, element.claim, element.evidence, kind, note)


def _mirrors(one: Element, back: Element) -> bool:
    return one.type == back.type and one.claim == back.evidence and one.evidence == back.claim


def _count_alike(ours: Reading, theirs: Reading, element: Element) -> bool:
    """Whether both numbers say how much of one thing: no first and second, no killed and hurt."""
    assert element.evidence is not None
    words = ours.text[slice(*element.claim)]
    if any(amount.unit == "ordinal" for amount in find_amounts(words)):
        return False
    one, other = role_of(ours, element.claim), role_of(theirs, element.evidence)
    return (one.verb is None and other.verb is None) or same_verb(one, other)


def _names_fit(elements: Iterable[Element]) -> bool:
    return all(e.result == "agrees" for e in elements if e.type == "name")


def _told_alike(ours: Reading, theirs: Reading, element: Element, least: float) -> bool:
    assert element.evidence is not None
    mine, yours = _around(ours, element.claim), _around(theirs, element.evidence)
    return bool(mine and yours) and min(share(mine, yours), share(yours, mine)) >= least


def _around(reading: Reading, span: Span) -> frozenset[str]:
    inside = {lemma(t) for t in reading.tokens(span)}
    return content(reading.doc) - inside


# --- Another date --------------------------------------------------------------------------------------


def _other_dates(pairs: Iterable[tuple[Event, Event]]) -> Iterable[Contradiction]:
    for one, other in pairs:
        if one.key == other.key or not _may_be_set_against(one, other):
            continue
        if _is_same_event(one, other) and agree(one.moment, other.moment) is False:
            note = f"{one.said}: {_day(one.moment)}; {other.said}: {_day(other.moment)}"
            yield Contradiction(one.key, other.key, one.span, other.span, "date", note)


def _is_same_event(one: Event, other: Event) -> bool:
    """One verb, a name in common, and whoever takes part in one takes part in the other."""
    shorter, longer = sorted((one.who, other.who), key=len)
    return one.word == other.word and bool(one.names & other.names) and share(shorter, longer) == 1.0


def _day(moment: Moment) -> str:
    if moment.resolved and moment.on is not None:
        return f"{moment.text} ({moment.on:%-d %B %Y})"
    return moment.text


def _note(ours: str, theirs: str, mine: Span, yours: Span) -> str:
    return f"“{ours[slice(*mine)]}” against “{theirs[slice(*yours)]}”"
