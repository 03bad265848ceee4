"""What a denial is bound to: "did not die *more often*" leaves open that somebody died."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.clauses import SUBJECTS
from factcheck.evidence.compare.denials import is_negation
from factcheck.evidence.compare.reading import is_content, lemma
from factcheck.evidence.compare.units import ORDINALS

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_COMPARING = frozenset({"JJR", "RBR", "JJS", "RBS"})
# A denial ends, begins or holds at a time: "not before 2027" is bound to both words.
_BOUNDS = frozenset({"before", "until", "till", "after", "since", "from", "by", "within", "than"})


def narrowing_of(verb: "Token", complement: "Token | None") -> frozenset[str]:
    """Adverbs and comparisons behind the denial, and the numbers with their prepositions."""
    first = min([verb.i, *(c.i for c in verb.children if c.dep_ in {"aux", "auxpass"})])
    words = list(_clause(verb, complement))
    behind = {word for token in words if token.i > first for word in _narrowing(token, verb)}
    return frozenset(behind | {word for token in words for word in _number(token) if " " in word})


def names_in(verb: "Token", complement: "Token | None") -> frozenset[str]:
    """The words of the names in the verb's own clause, its subject left out."""
    return frozenset(lemma(t) for t in _clause(verb, complement) if t.pos_ == "PROPN" and t.text[0].isalnum())


def told_in(tokens: "Iterable[Token]") -> frozenset[str]:
    """What `narrowing_of` may give, of a whole sentence."""
    return frozenset(word for token in tokens for word in (_degree(lemma(token)), *_number(token)))


def _narrowing(token: "Token", verb: "Token") -> Iterator[str]:
    adverb = token.dep_ in {"advmod", "npadvmod"} and token.head == verb and is_content(token)
    if adverb and lemma(token) not in lexicon.SENTENCE_ADVERBS and not is_negation(token):
        yield lemma(token)
    if token.tag_ in _COMPARING:
        yield _degree(lemma(token))
    yield from _number(token)


def _degree(word: str) -> str:
    """Whoever has not the most may have more; whoever has not more has not the most."""
    return {"most": "more", "least": "less"}.get(word, word)


def _number(token: "Token") -> Iterator[str]:
    """A number, after the preposition that bounds it: "before 2027" is not "from 2027"."""
    counts = token.pos_ == "NUM" and token.text[0].isalnum() and token.lower_ != "zero"
    if not counts and token.lower_ not in ORDINALS:
        return
    above = next((t for t in token.ancestors if t.pos_ in {"ADP", "SCONJ", "VERB"}), token)
    of_a_noun = above.head.pos_ in {"NOUN", "PROPN"}  # "a film from 1968" is one of that year
    preposition = "" if of_a_noun else above.lower_
    yield f"{preposition} {token.lower_}" if preposition in _BOUNDS else token.lower_


def _clause(verb: "Token", complement: "Token | None") -> "Iterator[Token]":
    """The words below the verb and what it ascribes, but subjects and clauses of their own."""
    for child in verb.children:
        if child.dep_ not in SUBJECTS | {"conj", "ccomp", "advcl", "parataxis"}:
            yield from _below(child)
    if complement is not None and complement.head.dep_ != "prep" and complement.head != verb:
        yield complement


def _below(token: "Token") -> "Iterator[Token]":
    yield token
    for child in token.children:
        if child.dep_ not in {"relcl", "acl", "advcl", "ccomp", "conj", "appos"}:
            yield from _below(child)
