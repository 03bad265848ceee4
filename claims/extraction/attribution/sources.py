"""Who does the saying: the tokens of a cue's speaker."""

from typing import TYPE_CHECKING

from claims.extraction.tree import AUXILIARIES, child, children, is_negated, is_verbal, subject, subtree
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Of people they name a part: "most voters", "half of them".
_SHARES = word_set("percent % majority plurality half third quarter fraction most many few fewer")
_ASKED = word_set("surveyed polled asked interviewed")
_EVERYBODY = frozenset({"everyone", "everybody"})
_NOBODY = frozenset({"nobody", "none", "neither"})
# 'was booed after saying that …': who was booed said so.
_DOING_SO = word_set("before after by while in")


def is_share(noun: "Token") -> bool:
    """'45 percent of voters', 'most Democrats', 'six in 10': so many of them, a figure and no speaker."""
    if noun.lemma_.lower() in _SHARES or (noun.tag_ == "CD" and noun.text.lower() != "one"):
        return True
    if noun.lemma_.lower() == "respondent" or any(c.lower_ in _ASKED for c in children(noun, "acl", "amod")):
        return True
    if any(c.lower_ in {"every", "each"} for c in children(noun, "det")):
        return True
    counts = [c for c in children(noun, "amod", "nummod") if c.i < noun.i]
    return any(c.lower_ in _SHARES or any(p.lower_ == "in" for p in c.children) for c in counts)


def is_of_not_everybody(verb: "Token") -> bool:
    """'Not everyone agrees: Lee has left': who says that is not everyone."""
    doer = doer_of(verb)
    return doer is not None and doer.lower_ in _EVERYBODY and is_negated(doer)


def is_nobody(doer: "Token") -> bool:
    """'Nobody claims that …', 'No official has said that …', 'Neither Lee nor Roe said that …'"""
    return doer.lower_ in _NOBODY or any(c.lower_ in {"no", "neither"} for c in doer.children if c.i < doer.i)


def speaker_of(verb: "Token") -> tuple[int, ...] | None:
    """Tokens of who does the saying, relative pronouns followed to their noun."""
    noun = doer_of(verb)
    if noun is None:
        return None
    if noun.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
        noun = verb.head
    return noun_phrase(noun, verb)


def relative_of(verb: "Token") -> int | None:
    noun = doer_of(verb)
    is_relative = noun is not None and noun.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl"
    return noun.i if noun is not None and is_relative else None


def doer_of(verb: "Token", depth: int = 4) -> "Token | None":
    if child(verb, "auxpass"):
        agent = child(verb, "agent")
        return child(agent, "pobj") if agent is not None else None
    own = subject(verb)
    if own is not None:
        return own if own.dep_ != "csubj" else None
    if verb.dep_ in {"conj", "xcomp", "advcl", "ccomp"} and depth and is_verbal(verb.head):
        return doer_of(verb.head, depth - 1)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if verb.dep_ == "pcomp" and verb.head.lower_ in _DOING_SO and child(verb, *AUXILIARIES) is None:
        return subject(verb.head.head)
    return None


def noun_phrase(noun: "Token", cue: "Token") -> tuple[int, ...]:
    """The noun with all that says who it is, a "who" clause included unless the cue stands in it."""

    def keep(token: "Token") -> bool:
        if token.dep_ in {"relcl", "acl"} and token.i > noun.i and cue != token and cue not in token.subtree:
            return True
        return token.tag_ == "HYPH" or (
            not (
                token.dep_ in {"relcl", "parataxis", "punct", "acl", "advcl", "ccomp", "cc"}
                and token.i > noun.i
            )
            and not (token.dep_ == "conj" and is_verbal(token))
        )

    found = subtree(noun, keep=keep)
    clauses = [t for t in found if t.dep_ in {"relcl", "acl"} and t.i > noun.i and cue not in t.subtree]
    inside = {t.i for t in found} | {t.i for clause in clauses for t in subtree(clause)}
    return _contiguous(sorted(inside), noun.i, noun)


def _contiguous(found: list[int], at: int, noun: "Token") -> tuple[int, ...]:
    """The stretch around the head, with the appositions, brackets and coordinations that belong to it."""
    inside = set(found)
    low = high = at
    while low - 1 in inside:
        low -= 1
    doc = noun.doc
    while high + 1 < len(doc) and (high + 1 in inside or _bridges(doc[high + 1], inside)):
        high += 1
    return tuple(range(low, high + 1))


def _bridges(token: "Token", inside: set[int]) -> bool:
    if token.dep_ != "cc" and token.text not in {",", "(", ")"}:
        return False
    return token.i + 1 in inside or (token.text != "," and token.i + 2 in inside)
