"""Asides between dashes: 'The mill - a ruin for years - was sold' is told without them."""

from typing import TYPE_CHECKING

from claims.extraction.tree import QUOTE_MARKS
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_DASHES = frozenset({"—", "–", "--", "―"})
# They take back, limit or carry on what stands in front of them.
_LIMITING = word_set("that with but if unless except though although or nor not only even while")
MIN_ASIDE_WORDS = 3
# A shorter clause is told whole.
MIN_CLAUSE_WORDS = 25


def left_out(verb: "Token", tokens: list["Token"]) -> list["Token"]:
    """The clause's tokens without its asides; an aside that holds the verb or a quotation mark stays."""
    dashes = [n for n, t in enumerate(tokens) if _is_dash(t)]
    if not 1 <= len(dashes) <= 2 or len(tokens) < MIN_CLAUSE_WORDS:
        return tokens
    start, end = dashes[0], dashes[1] if len(dashes) == 2 else len(tokens)
    aside = tokens[start + 1 : end]
    if end == len(tokens) and tokens[start].i < verb.i:
        return tokens
    return tokens if verb in aside or _is_needed(aside) else tokens[:start] + tokens[end + 1 :]


def _is_needed(aside: list["Token"]) -> bool:
    """Whether it limits the clause, has a figure, names who is meant, gives examples, or quotes."""
    if len(aside) < MIN_ASIDE_WORDS or aside[0].lower_ in _LIMITING:
        return True
    return any(
        t.text in QUOTE_MARKS or t.ent_type_ == "PERSON" or t.lower_ == "including" or t.is_digit
        for t in aside
    )


def _is_dash(token: "Token") -> bool:
    """A dash between words, not between the numbers of a range or a score."""
    apart = bool(token.i and token.nbor(-1).whitespace_ and token.whitespace_)
    is_dash = token.text in _DASHES or (token.text == "-" and apart)
    around = token.doc[max(token.i - 1, 0) : token.i + 2]
    return is_dash and not all(t.like_num or t == token for t in around)
