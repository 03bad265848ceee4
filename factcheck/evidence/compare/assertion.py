"""Whether a clause is told as what happened, or only supposes, intends or picks out."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.tree import FINITE_TAGS
from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.clauses import SUBJECTS
from factcheck.evidence.compare.denials import is_negation
from factcheck.evidence.compare.reading import folded, lemma

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_ASCRIBED = frozenset({"attr", "appos", "ROOT"})


def is_asserted(verb: "Token") -> bool:
    """Whether the text vouches for what the verb says, or for its denial.

    It does not for a condition ("if it fails"), an aim ("years left to save it"), a group that is picked out
    ("patients who died"), what is asked, and what stands under a denied verb ("no study shows that …").
    """
    if verb.sent.text.rstrip().endswith("?"):
        return False
    return all(_is_told(token) for token in _governing(verb))


def _governing(verb: "Token") -> "Iterator[Token]":
    """The verb and all above it. A finite verb is joined to no infinitive, whatever the parser says."""
    above = verb
    while True:
        yield above
        if above.head.i == above.i:
            return
        if above.dep_ == "conj" and above.tag_ in FINITE_TAGS and _is_infinitive(above.head):
            above = above.head
        above = above.head


def _is_told(token: "Token") -> bool:
    relation = token.dep_
    if relation in {"relcl", "acl"}:
        return _adds(token)
    if relation == "advcl":
        return not _is_infinitive(token) and not _opens_with(token, lexicon.SUPPOSING)
    if relation == "ccomp":
        return not _opens_with(token, frozenset({"if", "whether"})) and not _is_denied(token.head)
    if relation == "xcomp" and _is_infinitive(token):
        return lemma(token.head) == "be" or lemma(token.head) in lexicon.TELLING_OF_WHAT_FOLLOWS
    return relation not in {"csubj", "csubjpass"}


def _adds(token: "Token") -> bool:
    """Whether a clause at a noun tells something of it, rather than which one is meant."""
    above = token.head
    if token.dep_ == "acl" and (_is_infinitive(token) or _opens_with(token, frozenset({"that"}))):
        return above.dep_ in _ASCRIBED if _is_infinitive(token) else lemma(above) in lexicon.DENYING_WORDS
    first = min(t.i for t in token.subtree)
    after_comma = first > 0 and token.doc[first - 1].text in {",", "(", "–", "—", "-"}
    return after_comma or above.dep_ in _ASCRIBED or above.pos_ in {"PROPN", "PRON"}


def _is_infinitive(token: "Token") -> bool:
    return any(c.dep_ in {"aux", "mark"} and c.lower_ == "to" for c in token.children)


def _opens_with(token: "Token", words: frozenset[str]) -> bool:
    return any(c.dep_ in {"mark", "advmod", "prep"} and c.lower_ in words for c in token.children)


def _is_denied(verb: "Token") -> bool:
    """Whether the verb is negated, itself or in its subject, and yet denies nothing of what follows it."""
    if lemma(verb) == "be":  # "it is not true that", which the denials read
        return False
    subjects = [c for c in verb.children if c.dep_ in SUBJECTS]
    said_by_none = any(
        folded(t.text) in lexicon.NEGATIVE_SUBJECTS | {"no"} for s in subjects for t in (s, *s.children)
    )
    return said_by_none or any(is_negation(c) for c in verb.children)
