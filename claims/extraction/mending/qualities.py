"""Adjectives that the parser joined to the wrong word, or took for a verb, or a verb for them."""

from typing import TYPE_CHECKING

from claims.extraction.mending.rows import PAST_TAGS, Misreading
from claims.extraction.tree import child, children, subject

if TYPE_CHECKING:
    from claims.extraction.tokens import Token


def _noun_done_to(quality: "Token") -> "Token | None":
    """The "economists" of 'raised the rate by a point, surprising economists', read as a second object."""
    noun = quality.head
    if quality.dep_ != "amod" or quality.lower_[-3:] != "ing" or noun.dep_ != "dobj" or quality.i > noun.i:
        return None
    first = child(noun.head, "dobj")
    opens = noun.left_edge == quality and quality.nbor(-1).text == ","
    second = first is not None and first.i < quality.i and child(first, "conj") is None
    return noun if opens and second else None


def _do_to(deed: "Token", noun: "Token") -> None:
    deed.head, deed.dep_ = noun.head, "dep"
    noun.head = deed


def _fellow_quality(quality: "Token") -> "Token | None":
    """The first "effective" of 'was 91 percent effective, the firm said, but only 40 percent effective'."""
    first = child(quality.head, "acomp") if quality.dep_ == "acomp" else None
    joints = children(quality.head, "cc")
    joined = first is not None and any(first.i < c.i < quality.i for c in joints)
    return first if joined and child(quality.head, "conj") is None else None


def _join_quality(quality: "Token", first: "Token") -> None:
    for joint in children(quality.head, "cc"):
        if first.i < joint.i < quality.i:
            joint.head = first
    quality.head, quality.dep_ = first, "conj"


def _verb_of_quality(deed: "Token") -> "Token | None":
    """The "sacked" of 'The king dissolved parliament, sacked Roe and …', the first verb a quality."""
    noun = deed.head
    describes = deed.tag_ == "VBD" and deed.dep_ == "amod" and child(deed, "nsubj") is not None
    return noun.head if describes and noun.dep_ == "nsubj" and noun.i > deed.i else None


def _put_first(deed: "Token", second: "Token") -> None:
    noun = deed.head
    deed.head, deed.dep_ = (deed, "ROOT") if second.head == second else (second.head, second.dep_)
    noun.head, noun.dep_ = deed, "dobj"
    for other in [c for c in second.children if c.i < deed.i]:
        other.head = deed
    second.head, second.dep_ = deed, "conj"


def _verb_of_rank(rank: "Token") -> "Token | None":
    """The "fled" of 'Three men were held, and a fourth fled', of which "fourth" is read as a quality."""
    verb, article = rank.head, rank.nbor(-1) if rank.i else rank
    acts = rank.dep_ == "amod" and verb.i == rank.i + 1 and verb.tag_ in PAST_TAGS and verb.dep_ == "conj"
    return verb if acts and subject(verb) is None and article.tag_ == "DT" and article.head == verb else None


def _act(rank: "Token", verb: "Token") -> None:
    rank.dep_, rank.pos_ = "nsubj", "NOUN"
    for article in children(verb, "det"):
        article.head = rank


QUALITIES: tuple[Misreading, ...] = (
    (_noun_done_to, _do_to),
    (_fellow_quality, _join_quality),
    (_verb_of_quality, _put_first),
    (_verb_of_rank, _act),
)
