"""'…, four more than in 2020': what a clause compares its figure with, behind a comma or a dash."""

from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extraction.decompose.rewrite import be, noun_words
from claims.extraction.tree import Word, child, is_past, subject, words
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_MARKS = frozenset({",", "-", "–", "—", "--"})
_COMPARING = word_set("more less fewer better worse higher lower larger smaller above below")
_OPENING = _COMPARING | word_set("up down twice half double")
_TIMES = word_set("twice half double triple")
# Words from the start of a comparison to its "more": 'three million more than …'.
MAX_AMOUNT_WORDS = 4
_SETTING = word_set("increase raise cut lower reduce trim revise edge lift push put set")
_CHANGING = word_set("rise fall climb drop jump increase decrease decline grow shrink slip edge sink surge")


def told_apart(verb: "Token", tokens: list["Token"]) -> tuple[list["Token"], list["Token"]]:
    """The clause's tokens without a comparison set off from them, and the comparison; empty where it has
    none.
    """
    places = [n for n, t in enumerate(tokens) if t.text in _MARKS and t.i > verb.i and not _is_hyphen(t)]
    for start, end in pairwise([*places, len(tokens)]):
        phrase = tokens[start + 1 : end]
        if _compares(phrase) and not _is_all_it_says(phrase, verb):
            return tokens[:start] + tokens[end + (tokens[start].text != "," and end < len(tokens)) :], phrase
    return tokens, []


def _is_hyphen(mark: "Token") -> bool:
    """The mark in 'al-Shabaab', 'second-lowest'."""
    return mark.text != "," and not mark.whitespace_ and not mark.nbor(-1).whitespace_


def _is_all_it_says(phrase: list["Token"], verb: "Token") -> bool:
    """'none was, at that point, more than a question'"""
    return verb.lemma_ == "be" and any(t.head == verb and t.dep_ in {"attr", "acomp"} for t in phrase)


def _compares(phrase: list["Token"]) -> bool:
    lower = [t.lower_ for t in phrase]
    if len(lower) < 3 or not (lower[0] in _OPENING or phrase[0].like_num):
        return False
    opening = lower[: MAX_AMOUNT_WORDS + 1]
    if lower[0] in {"up", "down"}:
        return "from" in lower
    if lower[1] == "than":
        return lower[0] in _COMPARING and (lower[2] in _TIMES or not phrase[2].like_num)
    return ("than" in lower and not _COMPARING.isdisjoint(opening)) or (
        lower[0] in _TIMES and lower.count("as") > 1
    )


def told(verb: "Token", phrase: list["Token"], tokens: list["Token"]) -> tuple[Word, ...]:
    """The comparison as a sentence: of the thing that was counted, set or changed; else of the whole
    clause.
    """
    thing, noun = child(verb, "dobj"), subject(verb)
    lemma = verb.lemma_.lower()
    if thing is not None and lemma in _SETTING:
        return (*noun_words(thing), be(thing, past=is_past(verb)), *words(phrase))
    changed = phrase[0].lower_ in {"up", "down"}
    if thing is not None and not changed and (thing.like_num or child(thing, "nummod") is not None):
        return words([*(t for t in tokens if t.i <= verb.i), *phrase])
    if noun is not None and lemma in _CHANGING and changed:
        return (*noun_words(noun), be(noun, past=is_past(verb)), *words(phrase))
    return words(tokens)
