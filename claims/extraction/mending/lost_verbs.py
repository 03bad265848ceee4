"""Main verbs that the parser took for participles of their subject: all that is told is a noun then."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.mending.rows import WITHOUT_OBJECT
from claims.extraction.tree import AUXILIARIES, FINITE_TAGS, child, children

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_NOMINAL = _NOUNS | {"PRON"}
_INSIDE_NOUN = frozenset({"acl", "dobj", "prep", "pobj"})
# What a caption says of those whom it shows.
_PICTURED = frozenset({"picture", "show", "see", "photograph", "film"})
_SAID_AS = frozenset({"ccomp", "dep", "npadvmod"})


def give_back_verb(participle: "Token") -> None:
    """'a fire swept through the market': where it must be the verb, the noun becomes its subject."""
    noun = _told_noun(participle)
    if noun is not None and noun.i < participle.i and _must_be_verb(participle, noun):
        _make_main(participle, noun)


def _told_noun(participle: "Token") -> "Token":
    """The noun around the participle that is the whole sentence, or the whole of what is said."""
    noun = participle.head
    while noun.dep_ in _INSIDE_NOUN and noun.head != noun:
        noun = noun.head
    return noun


def _must_be_verb(participle: "Token", noun: "Token") -> bool:
    if noun.pos_ not in _NOMINAL or participle.lemma_ in _PICTURED:
        return False
    above = noun.head
    if above == noun:
        if participle.head == noun and (_follows_clause(participle, noun) or _is_alone(participle, noun)):
            return True
        return _is_dated(participle) and _only_verb(list(noun.subtree)) == participle
    spoken = noun.dep_ in _SAID_AS or any(c.dep_ == "nsubj" for c in above.children if c.i > participle.i)
    if above.i < participle.i or not spoken:
        return False
    if above.lemma_.lower() in SAYING:
        return _only_verb(list(noun.subtree)) == participle
    return _is_label_of_all(above) and _is_dated(participle) and _only_verb(list(noun.doc)) == participle


def _is_label_of_all(noun: "Token") -> bool:
    """The "traders" of 'A ferry sank on Sunday, killing 41 people, most of them traders.'"""
    return noun.head == noun and noun.pos_ in _NOUNS and child(noun, "nsubj") is not None


def _only_verb(inside: list["Token"]) -> "Token | None":
    """The one past tense, or the participle that must be it: with an object, or the only one."""
    found = [t for t in inside if t.tag_ in FINITE_TAGS] or [
        t for t in inside if t.tag_ == "VBN" and child(t, "agent", *AUXILIARIES) is None
    ]
    found = [t for t in found if child(t, "dobj") is not None] or found
    return found[0] if len(found) == 1 else None


def _is_dated(participle: "Token") -> bool:
    """'A ferry capsized on Sunday.': a sentence, and no caption."""
    dates = [t for c in participle.children if c.i > participle.i for t in c.subtree if t.ent_type_ == "DATE"]
    return bool(dates) and participle.doc[-1].text == "."


def _is_alone(participle: "Token", noun: "Token") -> bool:
    """Whether it hardly takes an object or says something, and nothing else is finite."""
    said = child(participle, "ccomp") if participle.lemma_.lower() in SAYING else None
    inside = set(said.subtree) if said is not None else set()
    if said is None and participle.lemma_ not in WITHOUT_OBJECT:
        return False
    return not any(t.tag_ in FINITE_TAGS and t not in inside for t in noun.doc)


def _follows_clause(participle: "Token", noun: "Token") -> bool:
    """'Lee, who sold the port in May, left on Monday': the only verb beside that of the clause."""
    clause = next((c for c in children(noun, "relcl") if c.i < participle.i), None)
    if clause is None or child(participle, "agent"):
        return False
    commas = noun.nbor(1).text == "," == participle.nbor(-1).text
    inside = set(clause.subtree)
    return commas and not any(t.tag_ in FINITE_TAGS and t not in inside for t in noun.doc)


def _make_main(verb: "Token", noun: "Token") -> None:
    """It takes all that follows it; what describes a noun in front of a comma goes to that noun."""
    above, verb.tag_ = noun.head, "VBD"
    if above == noun or above.pos_ in _NOUNS:
        verb.head, verb.dep_ = verb, "ROOT"
    else:
        verb.head, verb.dep_ = above, "ccomp"
    after = [c for c in noun.children if c.i > verb.i]
    noun.head, noun.dep_ = verb, "nsubj"
    if above != noun and above.pos_ in _NOUNS:
        above.dep_ = "appos"
        after.append(above)
    for other in after:
        described = _in_front(other) if other.dep_ == "appos" else None
        other.head = described if described is not None else verb
        other.dep_ = "advcl" if other.dep_ == "acl" else other.dep_


def _in_front(apposition: "Token") -> "Token | None":
    """The noun in front of its comma."""
    first = next(t.i for t in apposition.subtree if not t.is_punct)
    noun = apposition.doc[first - 2]
    return noun if noun.pos_ in _NOUNS else None
