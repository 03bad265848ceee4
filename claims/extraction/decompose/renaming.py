"""Descriptions that give way to the name behind them: 'the mayor, Ann Lee, left' is 'Ann Lee left'."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from claims.extraction.decompose.nouns import described_noun
from claims.extraction.decompose.rewrite import name_words
from claims.extraction.tree import Word, child, subtree

if TYPE_CHECKING:
    from claims.extraction.tokens import Token


def named_by_apposition(split: list["Token"]) -> dict[int, tuple[Word, ...]]:
    """Descriptions that give way to the person they name: each of their tokens → the name, or nothing."""
    names: dict[int, tuple[Word, ...]] = {}
    for token in split:
        if token.dep_ == "appos" and token.ent_type_ == "PERSON" and _may_be_one_person(token):
            described = subtree(token.head, keep=_keeps_all_but(token))
            names |= {t.i: () for t in described}
            names[token.head.i] = name_words(token)
    return names


def _may_be_one_person(name: "Token") -> bool:
    """Whether the name follows the description of one, nothing between them but what describes."""
    noun = name.head
    single = noun.ent_type_ != "PERSON" and noun.tag_ not in {"NNS", "NNPS"}
    return single and described_noun(name) == noun


def rename(pieces: tuple[Word, ...], names: dict[int, tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words with every description replaced by its name."""
    found: list[Word] = []
    for one in pieces:
        found.extend((one,) if one.token is None else names.get(one.token, (one,)))
    return tuple(found)


def _keeps_all_but(name: "Token") -> Callable[["Token"], bool]:
    outside = {"conj", "cc"} | ({"punct"} if child(name.head, "conj") is not None else set())
    return lambda t: t != name and t.lower_ != "among" and not (t.dep_ in outside and t.i > name.head.i)
