"""Measures in front of a noun: 'the 42-year-old minister', 'the 70 meter hall'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import candidate, name_words, noun_words
from claims.extraction.tree import Candidate, Word, added, child, is_indefinite, word
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_UNITS = word_set(
    """
    meter metre kilometer kilometre km mile foot yard acre hectare ton tonne story storey centimeter
    centimetre inch kilogram pound megawatt
    """
)
_AGES = word_set("year month week day")
_PLURALS = {"foot": "feet", "inch": "inches", "km": "km", "story": "stories"}
_DIMENSIONS = word_set("old high tall long wide deep thick")
_BEFORE = frozenset({"square", "cubic", "-", "–"})


def claims_of(sentence: Sentence) -> Iterator[Candidate]:
    """'The minister is 42 years old', 'the hall is 70 meters'."""
    for noun in sentence.doc:
        if noun.pos_ in {"NOUN", "PROPN"}:
            yield from _measured(noun)


def without_measure(title: list["Token"]) -> list["Token"]:
    """'student' of '19-year-old student': the words of a title without the measure that is told apart."""
    measure = _measure(title[-1])
    inside = _inside(title[-1], measure) if measure is not None else ()
    return [t for t in title if t.i not in inside]


def _measured(noun: "Token") -> Iterator[Candidate]:
    measure = _measure(noun)
    if measure is None or any(c.text == "/" for c in noun.children):
        return  # '151 km/h'
    unit, dimension = measure
    about = _about(noun, _inside(noun, measure), is_age=dimension is not None and dimension.lower_ == "old")
    if about is None:
        return
    told = [*_amount(unit), *([word(dimension)] if dimension is not None else [])]
    kept = {w.token for w in (*about, *told) if w.token is not None}
    extra = {noun.i} if noun.i not in kept else ()
    yield candidate((*about, added("is"), *told), head=noun, kind="quantity", rule="measure", extra=extra)


def _measure(noun: "Token") -> tuple["Token", "Token | None"] | None:
    """The unit, which has a number, and the dimension: (year, old), (meter, high), (meter, None)."""
    for one in noun.children:
        if one.i > noun.i or one.dep_ not in {"amod", "nmod", "compound"}:
            continue
        if one.lower_ in _DIMENSIONS:
            unit = child(one, "npadvmod", "nmod", "compound") or _before(one)
            if unit is not None and unit.lemma_.lower() in _UNITS | _AGES and _number(unit) is not None:
                return unit, one
        if one.lemma_.lower() in _UNITS and _number(one) is not None:
            following = one.nbor(1)
            return one, following if following.lower_ in _DIMENSIONS else None
    return None


def _before(dimension: "Token") -> "Token | None":
    at = dimension.i - 1
    while at > 0 and dimension.doc[at].text in _BEFORE:
        at -= 1
    return dimension.doc[at] if at >= 0 else None


def _number(unit: "Token") -> "Token | None":
    return next((c for c in unit.children if c.dep_ == "nummod" and c.i < unit.i), None)


def _amount(unit: "Token") -> Iterator[Word]:
    """'15 meters', '240,000 square meters'."""
    number = _number(unit)
    assert number is not None
    for token in unit.doc[number.i : unit.i]:
        if token.text not in {"-", "–"}:
            yield Word(token.text, token.i)
    singular = unit.lemma_.lower()
    one = number.lower_ in {"1", "one"}
    yield Word(singular if one else _PLURALS.get(singular, singular + "s"), unit.i)


def _inside(noun: "Token", measure: tuple["Token", "Token | None"]) -> set[int]:
    unit, dimension = measure
    number = _number(unit)
    assert number is not None
    last = dimension.i if dimension is not None else unit.i
    return set(range(number.i, last + 1))


def _about(noun: "Token", measure: set[int], *, is_age: bool) -> tuple[Word, ...] | None:
    """The person by name, else the noun without its measure; None for just anybody."""
    for other in (noun.head if noun.dep_ in {"appos", "attr", "compound"} else noun, child(noun, "appos")):
        if other is not None and other.ent_type_ == "PERSON":
            return name_words(other)
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        named = child(noun.head, "nsubj")
        if named is not None and named.ent_type_ == "PERSON":
            return name_words(named)
    if is_age and (is_indefinite(noun) or noun.dep_ == "compound"):
        return None
    pieces = [w for w in noun_words(noun) if w.token not in measure]
    if pieces and pieces[0].text.lower() in {"a", "an"}:
        pieces[0] = Word("the", pieces[0].token)
    return tuple(pieces) if len(pieces) > 1 or noun.pos_ == "PROPN" else None
