"""Who a claim says it is from, and whether the passage has it from the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.align import share
from factcheck.evidence.compare.clauses import SUBJECTS
from factcheck.evidence.compare.names import Name, are_same
from factcheck.evidence.compare.reading import Reading, content, lemma, span_of
from factcheck.evidence.compare.types import Element, Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Two speakers contradict each other only over the same words; else both may have spoken.
MIN_SHARE_TO_DIFFER = 0.6


@dataclass(frozen=True)
class Said:
    """A speaker, by span, content words and the names in it; and the content words of what is said."""

    span: Span
    text: str
    own_words: frozenset[str]
    names: tuple[Name, ...]
    words: frozenset[str]


def find_said(reading: Reading, names: tuple[Name, ...]) -> tuple[Said, ...]:
    """Everything that is attributed: "Patel said that …", "…, Patel said", "according to Patel"."""
    return tuple(said for token in reading.doc if (said := _said(reading, token, names)) is not None)


def _said(reading: Reading, token: "Token", names: tuple[Name, ...]) -> Said | None:
    speaker = _speaker(token)
    if speaker is None or speaker.pos_ == "PRON":
        return None
    phrase = [t for t in speaker.subtree if t.dep_ not in {"relcl", "punct"}]
    span = span_of(phrase)
    inside = tuple(n for n in names if n.span[0] < span[1] and span[0] < n.span[1])
    rest = [t for t in token.sent if t not in phrase and t.i != token.i]
    return Said(span, reading.text[slice(*span)], content(phrase), inside, content(rest))


def _speaker(token: "Token") -> "Token | None":
    if token.lower_ == "according":
        return next((c for p in token.children if p.lower_ == "to" for c in p.children), None)
    if token.pos_ != "VERB" or lemma(token) not in lexicon.SAYING_WORDS:
        return None
    reports = token.dep_ == "parataxis" or any(c.dep_ in {"ccomp", "parataxis"} for c in token.children)
    return next((c for c in token.children if c.dep_ in SUBJECTS), None) if reports else None


def compare_speakers(
    claim: Reading, passage: Reading, ours: tuple[Name, ...], theirs: tuple[Name, ...]
) -> tuple[Element, ...]:
    others = find_said(passage, theirs)
    return tuple(_compare(said, others) for said in find_said(claim, ours))


def _compare(said: Said, others: tuple[Said, ...]) -> Element:
    for other in others:
        if _same_speaker(said, other):
            return Element(said.span, other.span, "speaker", "agrees", f"both have it from {said.text}")
    for other in others:
        named = said.names and other.names
        if named and share(said.words, other.words) >= MIN_SHARE_TO_DIFFER:
            note = f"the claim has it from {said.text}, the passage from {other.text}"
            return Element(said.span, other.span, "speaker", "differs", note)
    return Element(
        said.span, None, "speaker", "not mentioned", f"the passage has nothing said by {said.text}"
    )


def _same_speaker(said: Said, other: Said) -> bool:
    if said.names and other.names:
        return any(are_same(a, b) for a in said.names for b in other.names)
    return share(said.own_words, other.own_words) >= MIN_SHARE_TO_DIFFER
