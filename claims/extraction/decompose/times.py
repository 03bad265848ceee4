"""A clause with two times says two things."""

from typing import TYPE_CHECKING

from claims.extraction.tree import child, is_indefinite, subject, subtree
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_TIME_NOUNS = word_set(
    """
    day days minute minutes morning evening night week month year hour eve anniversary hours weeks months
    years
    """
)


def told_apart(verb: "Token", tokens: list["Token"]) -> list[list["Token"]]:
    """The clause's tokens; twice, with one time each, where it opens with a time and has another.

    "On election day, A meets B on Friday" is two claims, which may contradict each other.
    """
    times = [c for c in verb.children if c in tokens and _is_time(c)]
    noun = subject(verb)
    if len(times) < 2 or noun is None or times[0].i > noun.i or times[-1].i < verb.i:
        return [tokens] if tokens else []
    first = subtree(times[0])
    rest = [t for t in tokens if t not in first and not (t.text == "," and t.i < noun.i)]
    core = [t for t in rest if t.i <= verb.i or _is_core(_branch_of(t, verb), verb)]
    return [core + first, rest]


def _is_core(branch: "Token", verb: "Token") -> bool:
    """Objects, and the phrase that the verb takes right after it."""
    if branch.dep_ not in {"prep", "advcl", "npadvmod", "punct", "cc", "conj"}:
        return True
    return branch.dep_ == "prep" and branch.i == verb.i + 1 and not _is_time(branch)


def _branch_of(token: "Token", verb: "Token") -> "Token":
    while verb not in {token, token.head} and token.head != token:
        token = token.head
    return token


def is_measure(noun: "Token") -> bool:
    """'four weeks', 'a day', 'minutes': how long, not when."""
    counted = noun.tag_ == "NNS" or is_indefinite(noun) or child(noun, "nummod") is not None
    return counted and noun.lower_ in _TIME_NOUNS


def _is_time(token: "Token") -> bool:
    if token.dep_ == "npadvmod":
        return token.ent_type_ == "DATE" and not is_measure(token)
    if token.dep_ != "prep" or token.lower_ == "for":
        return False
    noun = child(token, "pobj")
    return noun is not None and (noun.ent_type_ == "DATE" or noun.lower_ in _TIME_NOUNS)
