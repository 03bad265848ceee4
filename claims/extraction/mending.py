"""Misreadings of the parser that its own tree gives away, put right in place."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import OF_A_DEED, SAYING
from claims.extraction.tree import FINITE_TAGS, child, children, is_finite, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NAMING = word_set("call name dub title nickname")
_NOMINAL = frozenset({"NOUN", "PROPN"})


def mend(doc: "Doc") -> "Doc":
    """The document, its tree corrected where one reading is plainly wrong."""
    for token in doc:
        if _is_listed_gerund(token):
            token.dep_ = "conj"
        elif _is_past_under_modal(token):
            _lift(token)
        elif _is_relative_of_deed(token):
            token.head, token.dep_ = token.doc[min(t.i for t in token.subtree) - 1], "relcl"
        elif _is_appended_saying(token):
            token.dep_, token.tag_ = "parataxis", "VBD"
        elif _is_naming_participle(token):
            _subordinate(token)
    return doc


def _is_listed_gerund(token: "Token") -> bool:
    """'accused of hiding money, selling the boat and lying': the first comma of a list, taken for a
    participle.
    """
    if token.tag_ != "VBG" or token.dep_ != "advcl" or token.head.dep_ != "pcomp" or token.head.tag_ != "VBG":
        return False
    first = min(t.i for t in token.subtree)
    last = child(token, "conj")
    joined = last is not None and last.tag_ == "VBG" and child(token, "cc") is not None
    return joined and token.head.i < first == token.i and token.nbor(-1).text == ","


def _is_past_under_modal(token: "Token") -> bool:
    """'said it would close and suggested …': "would" takes no past tense, so the second verb is a fellow of
    "said".
    """
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or subject(token) is not None or first.tag_ != "VB":
        return False
    above = first.head
    return (
        child(first, "aux") is not None
        and first.dep_ == "ccomp"
        and above.tag_ == "VBD"
        and above.i < first.i
    )


def _lift(token: "Token") -> None:
    first = token.head
    for joint in children(first, "cc"):
        if first.i < joint.i < token.i:
            joint.head = first.head
    token.head = first.head


def _is_relative_of_deed(token: "Token") -> bool:
    """'accused of keeping the tools they had been given': an accusation takes no clause, a noun does."""
    if token.dep_ != "ccomp" or token.head.lemma_.lower() not in OF_A_DEED or child(token, "mark"):
        return False
    first = min(t.i for t in token.subtree)
    noun = subject(token)
    opens = noun is not None and min(t.i for t in noun.subtree) == first and is_finite(token)
    return opens and token.i > token.head.i and token.doc[first - 1].pos_ in _NOMINAL


def _is_appended_saying(token: "Token") -> bool:
    """'A won, the commission announced': the speaker's verb read as a participle."""
    if token.tag_ != "VBN" or token.dep_ != "advcl" or token.lemma_.lower() not in SAYING:
        return False
    noun = subject(token)
    if noun is None or token.i < token.head.i or child(token, "mark", "aux", "auxpass", "dobj", "ccomp"):
        return False
    first = min(t.i for t in noun.subtree)
    opens = all(t.i >= first or t.pos_ == "PUNCT" for t in token.subtree)
    return opens and token.doc[first - 1].text in {",", "”", '"'}


def _is_naming_participle(token: "Token") -> bool:
    """'a group called Rise was told': one subject for two finite verbs that nothing joins."""
    if token.tag_ != "VBD" or token.lemma_.lower() not in _NAMING or subject(token) is None:
        return False
    return _without_subject(token) is not None and child(token, "oprd", "dobj", "attr") is not None


def _without_subject(naming: "Token") -> "Token | None":
    """The finite verb behind the name that has no subject of its own and is joined to nothing."""
    below = [naming.head, *naming.head.children, *naming.children]
    for verb in below:
        bare = verb.dep_ in {"ccomp", "ROOT", "dep", "advcl"} and subject(verb) is None
        helper = next((c for c in verb.children if c.tag_ in FINITE_TAGS and c.dep_[:3] == "aux"), verb)
        if bare and verb.i > naming.i and helper.tag_ in FINITE_TAGS and child(verb, "mark", "cc") is None:
            return verb
    return None


def _subordinate(naming: "Token") -> None:
    """The noun becomes the other verb's subject, and the naming its participle."""
    verb, noun = _without_subject(naming), subject(naming)
    assert verb is not None
    assert noun is not None
    marks, relation = children(naming, "mark"), "nsubjpass" if child(verb, "auxpass") else "nsubj"
    for mark in marks:
        mark.head = verb
    if naming in verb.ancestors:
        verb.head, verb.dep_ = (naming.head, naming.dep_) if naming.head != naming else (verb, "ROOT")
    noun.head, noun.dep_ = verb, relation
    naming.head, naming.dep_, naming.tag_ = noun, "acl", "VBN"
