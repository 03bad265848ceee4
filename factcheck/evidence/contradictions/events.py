"""What happens when: the dated events of statements, also where a date only follows from two statements.

"They will meet on the day of the elections" and "They will meet on Friday", of one sentence, date the
elections.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.evidence.compare.clauses import arguments_of, complement_of
from factcheck.evidence.compare.lexicon import SAYING_WORDS, words
from factcheck.evidence.compare.moments import Moment, find_moments
from factcheck.evidence.compare.reading import Reading, content, is_content, lemma, span_of
from factcheck.evidence.compare.types import Span
from factcheck.evidence.contradictions.types import Statement

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Nouns that happen, each with the verb that says the same.
NOMINALS = {
    "election": "vote", "poll": "vote", "referendum": "vote", "ballot": "vote", "vote": "vote",
    "meeting": "meet", "summit": "meet", "visit": "visit", "attack": "attack", "speech": "speak",
    "explosion": "explode", "blast": "explode", "arrest": "arrest", "death": "die", "birth": "bear",
    "wedding": "marry", "crash": "crash", "strike": "strike", "launch": "launch", "trial": "try",
    "resignation": "resign", "appointment": "appoint", "inauguration": "inaugurate", "opening": "open",
    "closure": "close", "verdict": "convict", "election day": "vote", "match": "play", "game": "play",
    "earthquake": "quake", "shooting": "shoot", "funeral": "bury", "release": "release",
}  # fmt: skip
# They say little by themselves, or happen again and again: two dates of them are two events.
_TOO_COMMON = SAYING_WORDS | words(
    "be have do make take get go come give use see know think want show look find put keep let begin start "
    "continue try call work seem include expect plan hold happen occur become report write ask add speak talk"
)
_SAME_DAY = words("day date")


@dataclass(frozen=True)
class Event:
    """Something that happens once. `who`: lemmas of what takes part; `names`: those of them that are names.

    `moment` with its `span` in the statement of `key`; `said`: the words that name the event.
    """

    key: int
    sentence: str
    speaker: str
    word: str
    who: frozenset[str]
    names: frozenset[str]
    said: str
    moment: Moment
    span: Span


def events(statements: Sequence[tuple[Statement, Reading]]) -> list[Event]:
    """The dated events, those last whose date follows from another statement of their sentence."""
    dated = [event for statement, reading in statements for event in _dated(statement, reading)]
    return [*dated, *_dated_by_their_day(statements, dated)]


def _dated(statement: Statement, reading: Reading) -> Iterable[Event]:
    for moment in find_moments(reading.text, published=statement.published):
        head = reading.head((moment.start, moment.end))
        happening = _happening(head) if head is not None else None
        if happening is not None:
            yield _event(statement, reading, happening, moment, (moment.start, moment.end))


def _dated_by_their_day(
    statements: Sequence[tuple[Statement, Reading]], dated: Sequence[Event]
) -> Iterable[Event]:
    for statement, reading in statements:
        for noun, verb in _shared_days(reading):
            same = [e for e in dated if e.sentence == statement.sentence and e.word == lemma(verb)]
            days = {(e.moment.year, e.moment.month, e.moment.day, e.moment.weekday) for e in same}
            if len(days) == 1:
                day = span_of(list(noun.head.head.subtree))
                yield _event(statement, reading, noun, same[0].moment, day)


def _shared_days(reading: Reading) -> Iterable[tuple["Token", "Token"]]:
    """(what happens that day, the verb of the clause) for each "on the day of …"."""
    for token in reading.doc:
        if lemma(token) in _SAME_DAY and token.dep_ == "pobj" and token.head.lower_ == "on":
            nouns = [n for p in token.children if p.lower_ == "of" for n in p.children if n.dep_ == "pobj"]
            verb = next((t for t in token.ancestors if t.pos_ == "VERB"), None)
            if nouns and verb is not None and lemma(nouns[0]) in NOMINALS:
                yield nouns[0], verb


def _happening(head: "Token") -> "Token | None":
    """The noun or verb that the date says the time of: the nearest above it that happens."""
    for token in head.ancestors:
        if token.pos_ == "NOUN" and lemma(token) in NOMINALS:
            return token
        if token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}:
            return token if lemma(token) not in _TOO_COMMON else None
        if token.pos_ in {"NOUN", "PROPN", "AUX"}:
            return None
    return None


def _event(statement: Statement, reading: Reading, happening: "Token", moment: Moment, span: Span) -> Event:
    """span: the words that say when; they take no part in what happens."""
    when = find_moments(reading.text, published=statement.published)
    taken = {t.i for other in when for t in reading.tokens((other.start, other.end))}
    parts = [t for t in _participants(happening) if t.i not in taken]
    return Event(
        key=statement.key,
        sentence=statement.sentence,
        speaker=statement.speaker,
        word=NOMINALS.get(lemma(happening), lemma(happening)),
        who=content(parts),
        names=frozenset(lemma(t) for t in parts if t.pos_ == "PROPN" and is_content(t)),
        said=_said(reading, happening, parts),
        moment=moment,
        span=span,
    )


def _participants(happening: "Token") -> list["Token"]:
    if happening.pos_ == "VERB":
        return list(arguments_of(happening, complement_of(happening)))
    return [t for t in happening.subtree if t.i != happening.i]


def _said(reading: Reading, happening: "Token", parts: Sequence["Token"]) -> str:
    near = [t for t in parts if happening.pos_ != "VERB" and t.i < happening.i and t.dep_ != "det"]
    start, end = span_of([*near, happening])
    return reading.text[start:end]
