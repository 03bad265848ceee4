"""'…, with the first meeting set to take place in May': a clause without a verb of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose import participles
from claims.extraction.decompose.rewrite import be, candidate, noun_words, tidy
from claims.extraction.tree import Candidate, Word, child, children, is_past, subject, subtree, word, words

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
    if participle.pos_ == "ADJ":
        pieces = (*_plain_noun(noun, participle), be(noun, past=is_past(preposition.head)))
        yield candidate(
            (*pieces, *words(tidy(subtree(participle)))), head=participle, kind="property", rule="absolute"
        )
        return
    main = preposition.head
    for one, tokens in participles.told_one_by_one(participle):
        rest = [t for t in tokens if noun.head != participle or (t != noun and noun not in t.ancestors)]
        verb = participles.finite_form(one, noun, main) if one.tag_ == "VBG" else None
        told = (Word(verb, t.i, bool(t.whitespace_)) if verb and t == one else word(t) for t in tidy(rest))
        helper = () if verb else (be(noun, past=is_past(main)),)
        yield candidate((*noun_words(noun), *helper, *told), head=one, kind="event", rule="absolute")


def _plain_noun(noun: "Token", adjective: "Token") -> tuple[Word, ...]:
    return words(tidy(subtree(noun, keep=lambda t: t != adjective)))


def _parts(preposition: "Token") -> tuple["Token", "Token"] | None:
    noun = child(preposition, "pobj")
    participle = child(noun, "acl") if noun is not None else None
    if noun is not None and participle is None:
        participle = next((c for c in children(noun, "amod") if c.i > noun.i and child(c, "prep")), None)
    if noun is None:
        participle = child(preposition, "pcomp")
        noun = subject(participle) if participle is not None else None
    if noun is None or participle is None or participle.tag_ not in {"VBN", "VBG", "VBD", "JJ"}:
        return None
    return noun, participle
