"""Verbs joined below or beside the main one: 'helped him leave and get in touch' says two things."""

from typing import TYPE_CHECKING

from claims.extraction.tree import QUOTE_MARKS, child, children, is_negated, is_verbal, subject, subtree
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_ASSERTING = frozenset({"and", "but", "&"})
_BELOW = word_set("xcomp ccomp pcomp ROOT conj")
_COMPLEMENTS = ("dobj", "prep", "xcomp", "attr", "acomp")
# Claims that one clause may be split into this way; more is a list, and kept whole.
MAX_PARTS = 4


def parts(verb: "Token", tokens: list["Token"]) -> list[list["Token"]]:
    """The clause's tokens once for each of its joined verbs; as they are where none can be told apart."""
    if is_negated(verb) or any(t.text == "(" for t in tokens):
        return [tokens]
    waiting: list[list[Token]] = [tokens]
    done: list[list[Token]] = []
    while waiting and len(waiting) + len(done) <= MAX_PARTS:
        one = waiting.pop()
        second = next((t for t in one if _splits(t, verb, one)), None)
        if second is None:
            done.append(one)
        else:
            waiting += [_without_first(second, one), _without_second(second, one)]
    return [*done, *waiting]


def _splits(second: "Token", verb: "Token", tokens: list["Token"]) -> bool:
    first = second.head
    if second.dep_ != "conj" or first not in tokens or not is_verbal(second) or not is_verbal(first):
        return False
    joint = _joint(second)
    if (
        joint is None
        or joint.lower_ not in _ASSERTING
        or second.tag_ != first.tag_
        or first.dep_ not in _BELOW
    ):
        return False
    if joint.head != first and not all(child(v, *_COMPLEMENTS) for v in (first, second)):
        return False  # 'wash, peel and cut the fruit': the verbs share what comes last.
    if _share_marks(first, second) or not _is_of_clause(first, verb):
        return False
    return subject(second) is None and (first != verb or _shares_object(second))


def _is_of_clause(first: "Token", verb: "Token") -> bool:
    """Not of one that tells which thing is meant: 'after a letter telling him to stop and leave'."""
    between = [t for t in first.ancestors if verb in t.ancestors]
    return all(t.dep_ in _BELOW or t.dep_ in {"prep", "dobj", "acl"} for t in between) and not any(
        t.dep_ == "pcomp" and subject(t) is not None for t in between
    )


def _share_marks(first: "Token", second: "Token") -> bool:
    """'"honored and humbled"': one pair of quotation marks around both."""
    after = max(t.i for t in second.subtree) + 1
    opens = first.i > 0 and first.nbor(-1).text in QUOTE_MARKS
    return opens and any(t.text in QUOTE_MARKS for t in second.doc[second.i + 1 : after + 1])


def _joint(second: "Token") -> "Token | None":
    """The "and" before the verb, or the one before the last of its list: 'hid it, sold it and left'."""
    own = next((c for c in children(second.head, "cc") if c.i < second.i), None)
    third = child(second, "conj")
    return own if own is not None or third is None or not is_verbal(third) else _joint(third)


def _shares_object(second: "Token") -> bool:
    joint = _joint(second)
    return joint is not None and joint.i == second.head.i + 1 and second.i == joint.i + 1


def _without_second(second: "Token", tokens: list["Token"]) -> list["Token"]:
    joint, inside = _joint(second), set(subtree(second))
    if _shares_object(second):
        inside = {second}
    return [t for t in tokens if t not in inside and t != joint]


def _without_first(second: "Token", tokens: list["Token"]) -> list["Token"]:
    first = second.head
    kept = set(subtree(second))
    dropped = {t for t in subtree(first) if t.i >= first.i and t not in kept}
    if any(c.tag_ == "TO" for c in children(second, "aux")):
        dropped |= {c for c in children(first, "aux") if c.tag_ == "TO"}
    return [t for t in tokens if t not in dropped]


def joins_inside(joint: "Token", cut: set["Token"]) -> bool:
    """Whether the "and" still joins two parts of its clause, after what was cut off."""
    after = [c for c in joint.head.children if c.dep_ == "conj" and c.i > joint.i]
    return bool(after) and after[0] not in cut
