"""Whether a clause states a view or a wish instead of something that can be checked."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from claims.extraction.attribution.remarks import SAYINGS
from claims.extraction.tree import child, children, subject
from claims.extraction.wordlists import word_set
from claims.extraction.worthiness import DATED, NAMED, NUMBER, signs_of

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_DUTY = frozenset({"should", "must", "ought", "need"})
_EVALUATION = word_set(
    """
    important critical great terrible wonderful horrible beautiful amazing tragic shameful sad proud wise
    wiser wrong right unacceptable outrageous disgraceful ridiculous good bad better best worse worst nice
    fair unfair crucial vital essential fantastic incredible stupid smart brilliant disappointed glad happy
    pleased sorry grateful honored excited confident hopeful clear obvious ready fine unfortunate lucky
    """
)
_WISHES = word_set("want hope wish love like thank feel enjoy wonder guess")
# What somebody says in more words tells something, whatever it is about.
MAX_VAGUE_WORDS = 6
_UNNAMED = frozenset({"it", "they", "you", "there"})
_POINTERS = frozenset({"it", "them", "this", "that", "these", "those", "one"})
_FIRST = frozenset({"i", "we"})
_LET = re.compile(r"^(?:let's|let us|hopefully|unfortunately|thank)\b", re.IGNORECASE)


def is_opinion(head: "Token", wording: str) -> bool:
    """By the clause's own verb: what ought to be, what is good or bad, what the speaker feels or wishes."""
    if _LET.search(wording) or is_demand(head):
        return True
    who = subject(head)
    first_person = who is not None and who.lower_ in _FIRST
    if head.lemma_ in {"need", "have"} and child(head, "xcomp") is not None and first_person:
        return True
    if head.lemma_ == "need" and first_person and child(head, "dobj") is not None:
        return True
    if head.lemma_ in _WISHES and first_person:
        return True
    if who is not None and who.lemma_.lower() in SAYINGS:
        return False  # 'Reports that she had died were wrong'
    return head.lemma_ == "be" and any(_evaluates(c) for c in children(head, "acomp", "attr"))


def is_vague(wording: str) -> bool:
    """'It doesn't work.': few words of something unnamed, in which nothing can be looked up."""
    first, *rest = wording.split()
    unnamed = re.split("['’]", first.strip('"“').lower())[0] in _UNNAMED
    few = len(rest) < MAX_VAGUE_WORDS
    return unnamed and few and {NAMED, NUMBER, DATED}.isdisjoint(signs_of(wording))


def points_away(found: Sequence["Token"], wording: str) -> bool:
    """'Nobody realized it.', 'Lee keeps doing that.': few words, and what was done stands in no noun of the
    sentence before them; `found` are the claim's tokens whose meaning is open.
    """
    few = len(wording.split()) <= MAX_VAGUE_WORDS
    what = [t for t in found if t.lower_ in _POINTERS and t.dep_ in {"dobj", "pobj"}]
    told = {t.i for t in found}
    inside = any(t.tag_ in {"NN", "NNS"} and t.i not in told for p in what for t in p.doc[: p.i])
    return few and bool(what) and not inside and {NUMBER, DATED}.isdisjoint(signs_of(wording))


def is_demand(head: "Token") -> bool:
    """Whether the clause says what ought to be done or to be so."""
    return any(c.lower_ in _DUTY for c in children(head, "aux"))


def _evaluates(word: "Token") -> bool:
    """'is good', 'is clear'; not 'was critical of Lee', nor 'it is not clear whether …'."""
    lemma = word.lemma_.lower()
    if lemma == "clear":
        return child(word, "ccomp") is None and child(word.head, "ccomp", "csubj") is None
    if lemma == "critical":
        return all(c.lower_ != "of" for c in word.children)
    return lemma in _EVALUATION
