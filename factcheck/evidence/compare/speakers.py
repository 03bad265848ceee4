"""Who a claim says it is from, and whether the passage has it from the same."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.align import share
from factcheck.evidence.compare.names import Name, are_same
from factcheck.evidence.compare.predicates import SUBJECTS
from factcheck.evidence.compare.reading import Reading, content, lemma, span_of
from factcheck.evidence.compare.types import Element, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Two speakers contradict each other only over the same words; else both may have spoken.
MIN_SHARE_TO_DIFFER = 0.6


@dataclass(frozen=True)
class Said:
    """A speaker's span, and the content words of what is said."""

    span: Span
    words: frozenset[str]


def find_said(reading: Reading) -> tuple[Said, ...]:
    """ "Patel said that …", "…, Patel said", "according to Patel"."""
    found = [said for token in reading.doc if (said := _said(token)) is not None]
    return tuple(found)


def _said(token: "Token") -> Said | None:
    if token.lower_ == "according":
        speaker = next((c for p in token.children if p.lower_ == "to" for c in p.children), None)
    elif lemma(token) in lexicon.SAYING_WORDS and token.pos_ == "VERB":
        clause = any(c.dep_ in {"ccomp", "parataxis"} for c in token.children) or token.dep_ == "parataxis"
        speaker = next((c for c in token.children if c.dep_ in SUBJECTS), None) if clause else None
    else:
        return None
    if speaker is None or speaker.pos_ == "PRON":
        return None
    phrase = [t for t in speaker.subtree if t.dep_ not in {"relcl", "punct"}]
    rest = [t for t in token.sent if t not in phrase and t.i != token.i]
    return Said(span_of(phrase), content(rest))


def compare_speakers(
    claim: Reading, passage: Reading, ours: tuple[Name, ...], theirs: tuple[Name, ...]
) -> tuple[Element, ...]:
    others = find_said(passage)
    return tuple(_compare(claim, passage, said, others, ours, theirs) for said in find_said(claim))


def _compare(
    claim: Reading,
    passage: Reading,
    said: Said,
    others: tuple[Said, ...],
    ours: tuple[Name, ...],
    theirs: tuple[Name, ...],
) -> Element:
    words = claim.text[slice(*said.span)]
    for other in others:
        if _same_speaker(claim, passage, said, other, ours, theirs):
            return Element(said.span, other.span, "speaker", "agrees", f"both have it from {words}")
    for other in others:
        named = _names_in(said.span, ours) and _names_in(other.span, theirs)
        if named and share(said.words, other.words) >= MIN_SHARE_TO_DIFFER:
            note = f"the claim has it from {words}, the passage from {passage.text[slice(*other.span)]}"
            return Element(said.span, other.span, "speaker", "differs", note)
    return Element(said.span, None, "speaker", "not mentioned", f"the passage has nothing said by {words}")


def _same_speaker(
    claim: Reading,
    passage: Reading,
    said: Said,
    other: Said,
    ours: tuple[Name, ...],
    theirs: tuple[Name, ...],
) -> bool:
    mine, yours = _names_in(said.span, ours), _names_in(other.span, theirs)
    if mine and yours:
        return any(are_same(a, b) for a in mine for b in yours)
    words, said_by = content(claim.tokens(said.span)), content(passage.tokens(other.span))
    return bool(words) and share(words, said_by) >= MIN_SHARE_TO_DIFFER


def _names_in(span: Span, names: tuple[Name, ...]) -> list[Name]:
    return [n for n in names if n.span[0] < span[1] and span[0] < n.span[1]]
