"""Verbs in a row that the parser joined to the wrong one, or read in another form than their fellows."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from claims.extraction.attribution.cues import SAYING, SPEECH_ACTS
from claims.extraction.tree import AUXILIARIES, child, children, is_finite, is_past, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# How a misreading shows, and how it is put right with what the sign has found.
Misreading = tuple[Callable[["Token"], Any], Callable[["Token", Any], None]]

PAST_TAGS = frozenset({"VBD", "VBN"})
# Verbs that hardly take an object: behind a noun they are its verb, not its participle.
WITHOUT_OBJECT = word_set(
    """
    burn sweep collapse explode erupt sink crash collide occur emerge arrive die fall rise happen leak burst
    gather march protest riot vanish disappear escape resign drift survive recover return move land arrive
    retire plead serve live stay remain travel turn stop end start continue flee
    """
)
# 'handed over', 'sent back': they have an object, or are done to what would be one.
_DONE_TO_WITH_PARTICLE = word_set("hand turn send bring carry throw shut lock")
_ANSWERING = SAYING | word_set("answer elaborate name identify give discuss provide")
# Of these, those that nobody does to another.
_NEVER_DONE_TO = word_set("flee die vanish disappear escape arrive emerge fall rise happen go become")


def hang(relation: str) -> Callable[["Token", "Token"], None]:
    def correct(token: "Token", head: "Token") -> None:
        token.head, token.dep_ = head, relation

    return correct


def _retag(tag: str) -> Callable[["Token", bool], None]:
    def correct(token: "Token", _sign: bool) -> None:
        token.tag_ = tag

    return correct


def _rename(relation: str) -> Callable[["Token", bool], None]:
    def correct(token: "Token", _sign: bool) -> None:
        token.dep_ = relation

    return correct


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


def _is_listed_past(token: "Token") -> bool:
    """'has mocked a reporter, referred to a thief and left': the same, of what somebody did."""
    first = token.head
    if token.tag_ not in PAST_TAGS or first.tag_ not in PAST_TAGS or token.dep_ != "advcl":
        return False
    last = child(token, "conj")
    bare = subject(token) is None and child(token, "mark", *AUXILIARIES) is None
    joined = last is not None and last.tag_ in PAST_TAGS and child(token, "cc") is not None
    opens = token.i == min(t.i for t in token.subtree) and token.i and token.nbor(-1).text == ","
    return bool(bare and joined and opens and first.i < token.i)


def _verb_of_object(token: "Token") -> "Token | None":
    """The "ate" of 'ate oysters, downed wine and left': only what somebody did has an object."""
    noun, last = token.head, child(token, "conj")
    if token.dep_ != "acl" or token.tag_ not in PAST_TAGS or child(token, "dobj") is None or last is None:
        return None
    listed = last.tag_ in PAST_TAGS and child(token, "cc") is not None and token.nbor(-1).text == ","
    done = noun.dep_ == "dobj" and noun.head.tag_ == "VBD" and subject(noun.head) is not None
    return noun.head if listed and done else None


def _list(token: "Token", _sign: object) -> None:
    """Join it to the verb in front of it, in its form."""
    form = token.head.tag_
    second: Token | None = token
    token.dep_ = "conj"
    while second is not None and second.tag_ in PAST_TAGS and subject(second) is None:
        second.tag_, second = form, next((c for c in children(second, "conj") if c.i > second.i), None)


def _is_bare_beside_bare(token: "Token") -> bool:
    """'would be fined and have to pay': the second verb is under the "would" as well."""
    first = token.head
    modal = any(c.tag_ == "MD" for c in children(first, "aux"))
    return (
        token.tag_ == "VBP" and token.dep_ == "conj" and first.tag_ == "VB" and modal and not subject(token)
    )


def _fellow_in_relative(token: "Token") -> "Token | None":
    """The "raises" of 'adopted a budget that raises fares, adds officers and closes parks', of which the last
    two were read beside "adopted".
    """
    first = token.head
    if token.tag_ != "VBZ" or token.dep_ != "conj" or first.tag_ != "VBD" or subject(token) is not None:
        return None
    between = token.doc[first.i + 1 : token.i]
    return next((t for t in between if t.tag_ == "VBZ" and t.dep_ == "relcl" and subject(t)), None)


def _is_past_beside_passive(token: "Token") -> bool:
    """'were held on Monday and released without charge': the second deed was done to them as well."""
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or first.tag_ != "VBN" or child(first, "auxpass") is None:
        return False
    if any(c.lower_ == "but" for c in children(first, "cc")):
        return False  # 'was ordered to leave but appealed'
    bare = child(token, "nsubj", "nsubjpass", "dobj", "ccomp", "xcomp", "aux", "acomp", "attr") is None
    particle = child(token, "prt")
    if particle is not None and token.lemma_ not in _DONE_TO_WITH_PARTICLE:
        return False
    return bare and token.lower_.endswith("ed") and token.lemma_ not in WITHOUT_OBJECT


def _is_deed_beside_passive(token: "Token") -> bool:
    """'was ousted in May and later fled to Spain': what was done to her, and what she did."""
    first = token.head
    passive = first.tag_ == "VBN" and child(first, "auxpass") is not None
    alone = child(token, "nsubj", "nsubjpass", *AUXILIARIES) is None
    return (
        token.tag_ == "VBN" and token.dep_ == "conj" and passive and alone and token.lemma_ in _NEVER_DONE_TO
    )


def _is_past_beside_supposed(token: "Token") -> bool:
    """'would have cost 9 billion and produced a tenth': it would have."""
    first = token.head
    helpers = {c.tag_ for c in children(first, "aux")}
    supposed = first.tag_ == "VBN" and "MD" in helpers and len(helpers) > 1
    bare = child(token, *AUXILIARIES, "nsubj", "nsubjpass", "advmod") is None
    return token.tag_ == "VBD" and token.dep_ == "conj" and supposed and bare


def _is_fellow_of_saying(token: "Token") -> bool:
    """'said it would close and suggested …', 'noted that it lags and asked whether …', 'said that five had
    died but later counted three': neither "would" nor a present takes a past tense as its fellow, and nobody
    corrects what he says in what he says, so the second verb is one of "said".
    """
    first = token.head
    if token.tag_ != "VBD" or token.dep_ != "conj" or subject(token) is not None:
        return False
    above = first.head
    modal = first.tag_ == "VB" and child(first, "aux") is not None
    spoken = token.lemma_.lower() in SAYING | SPEECH_ACTS and is_finite(first) and not is_past(first)
    corrected = first.tag_ == "VBN" and any(c.lower_ == "later" for c in children(token, "advmod"))
    return (
        (modal or spoken or corrected or _is_silence(token))
        and first.dep_ == "ccomp"
        and above.tag_ == "VBD"
        and above.i < first.i
    )


def _is_silence(verb: "Token") -> bool:
    """'noted that exports had fallen and declined to say why': exports decline nothing."""
    answer, noun = child(verb, "xcomp"), subject(verb.head)
    silent = (
        verb.lemma_ in {"decline", "refuse"} and answer is not None and answer.lemma_.lower() in _ANSWERING
    )
    return silent and noun is not None and noun.tag_ == "NNS"


def _list_under(token: "Token", verb: "Token") -> None:
    token.head = verb
    _list(token, verb)


def lift(token: "Token", _sign: object) -> None:
    first = token.head
    for joint in children(first, "cc"):
        if first.i < joint.i < token.i:
            joint.head = first.head
    token.head = first.head


ROWS: tuple[Misreading, ...] = (
    (_is_listed_gerund, _rename("conj")),
    (_is_listed_past, _list),
    (_verb_of_object, _list_under),
    (_is_bare_beside_bare, _retag("VB")),
    (_fellow_in_relative, hang("conj")),
    (_is_past_beside_passive, _retag("VBN")),
    (_is_past_beside_supposed, _retag("VBN")),
    (_is_deed_beside_passive, _retag("VBD")),
    (_is_fellow_of_saying, lift),
)
