"""'…, with the first meeting set to take place in May': a clause without a verb of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose.rewrite import be, candidate, noun_words, tidy
from claims.extraction.tree import Candidate, child, subtree, words

if TYPE_CHECKING:
    from spacy.tokens import Token


def stands_alone(preposition: "Token") -> bool:
    """A "with" after a comma whose noun has a participle."""
    if preposition.lower_ != "with" or preposition.i == 0 or preposition.nbor(-1).text != ",":
        return False
    return _parts(preposition) is not None


def claims_of(preposition: "Token") -> Iterator[Candidate]:
    """'The first meeting is set to take place in May.'"""
    found = _parts(preposition)
    if found is None:
        return
    noun, participle = found
    rest = [t for t in subtree(preposition) if t.i >= participle.i]
    pieces = (*noun_words(noun), be(noun), *words(tidy(rest)))
    yield candidate(pieces, head=participle, kind="event", rule="absolute")


def _parts(preposition: "Token") -> tuple["Token", "Token"] | None:
    noun = child(preposition, "pobj")
    participle = child(noun, "acl") if noun is not None else None
    if noun is None or participle is None or participle.tag_ not in {"VBN", "VBG"}:
        return None
    return noun, participle
