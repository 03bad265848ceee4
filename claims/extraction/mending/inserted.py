"""Sayings in the middle of what is said, whose parts the parser joined wrongly: 'Lee, police say, left'."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.mending.rows import PAST_TAGS, Misreading, hang
from claims.extraction.tree import FINITE_TAGS, QUOTE_MARKS, child, children, is_finite, subject

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})


def _content_of_first(noun: "Token") -> "Token | None":
    """The "is" of 'Lee, Roe said, "is a liar"', where Lee is read as a second speaker."""
    saying = noun.head
    content = child(saying, "ccomp")
    if noun.dep_ != "nsubj" or saying.lemma_.lower() not in SAYING or content is None:
        return None
    nouns = [c for c in children(saying, "nsubj") if c.i < saying.i < content.i]
    apart = len(nouns) == 2 and nouns[0] == noun and noun.i + 1 < nouns[1].i and noun.nbor(1).text == ","
    return content if apart and is_finite(content) and subject(content) is None else None


def _verb_quoted_before(clause: "Token") -> "Token | None":
    """The "know" of '"I did not know," Lee said, "that it came from Russia"', which Lee said nothing of."""
    saying = clause.head
    before = child(saying, "ccomp")
    mark = child(clause, "mark")
    if (
        clause.dep_ != "ccomp"
        or before is None
        or mark is None
        or mark.lower_ not in {"that", "whether", "if"}
    ):
        return None
    opens = mark.i > 0 and mark.nbor(-1).text in QUOTE_MARKS and mark == clause.left_edge
    bare = child(before, "ccomp", "dobj", "xcomp", "attr") is None
    return before if opens and bare and before.i < saying.i < clause.i else None


def _verb_around(saying: "Token") -> "Token | None":
    """The "gave" of 'Lee, prosecutors allege, gave them insulin', read as what Lee and they allege."""
    doc = saying.doc
    if (
        saying.lemma_.lower() not in SAYING
        or saying.tag_ not in FINITE_TAGS
        or not 1 < saying.i < len(doc) - 1
    ):
        return None
    noun = saying.nbor(-1)
    apart = saying.nbor(1).text == "," and noun.left_edge.i > 0 and noun.left_edge.nbor(-1).text == ","
    if noun.pos_ not in _NOUNS or not apart or child(saying, "mark", "dobj", "ccomp", "xcomp", "cc"):
        return None
    wrong = saying.dep_ not in {"parataxis", "ccomp", "relcl"} or len(children(saying, "nsubj")) > 1
    main = next(t for t in doc if t.head == t)
    told = child(saying, "conj") if main == saying else main
    if not wrong or told is None or told.i < saying.i or not is_finite(told):
        return None
    return told if main != saying or subject(told) is None else None


def _insert(saying: "Token", told: "Token") -> None:
    noun = saying.nbor(-1)
    first = noun.head if noun.dep_ == "conj" else next(iter(children(saying, "nsubj")), noun)
    if first != noun and subject(told) in {None, saying}:
        first.head, first.dep_ = told, "nsubjpass" if child(told, "auxpass") else "nsubj"
    for beside in [c for c in saying.children if c.i < noun.left_edge.i or c.i > told.i]:
        beside.head = told
    if saying.head == saying:
        told.head, told.dep_ = told, "ROOT"
    saying.head, saying.dep_, saying.pos_ = told, "parataxis", "VERB"
    noun.head, noun.dep_ = saying, "nsubj"


def _source_of_participle(verb: "Token") -> "Token | None":
    """The "survey" of 'Half plan to leave, according to a survey published on Thursday', read as what was."""
    noun, main = verb.nbor(-1) if verb.i > 3 else verb, subject(verb)
    if verb.head != verb or noun.dep_ != "pobj" or noun.head.head.lower_ != "according" or main is None:
        return None
    return noun if main.i < noun.i and subject(main) is not None and verb.tag_ in PAST_TAGS else None


def _found_by(verb: "Token", noun: "Token") -> None:
    main = subject(verb)
    assert main is not None
    for stop in children(verb, "punct"):
        stop.head = main
    main.head, main.dep_, main.pos_, main.tag_ = (
        main,
        "ROOT",
        "VERB",
        "VBP" if main.tag_ == "NN" else main.tag_,
    )
    verb.head, verb.dep_, verb.tag_ = noun, "acl", "VBN"


def _verb_quoted_behind(noun: "Token") -> "Token | None":
    """The "was" of 'The firm insisted his shift "was within limits"', read as a second thing that it did."""
    saying = noun.head
    if noun.dep_ != "dobj" or saying.lemma_.lower() not in SAYING or noun.i + 2 >= len(noun.doc):
        return None
    verb = child(saying, "conj")
    opens = noun.nbor(1).text in QUOTE_MARKS and verb is not None and verb.left_edge.i >= noun.i + 1
    joined = child(saying, "cc")
    bare = joined is None or joined.i < saying.i
    return verb if opens and bare and verb is not None and is_finite(verb) and subject(verb) is None else None


def _let_be_said(noun: "Token", verb: "Token") -> None:
    verb.head, verb.dep_ = noun.head, "ccomp"
    noun.head, noun.dep_ = verb, "nsubj"


def _consequence_said(verb: "Token") -> "Token | None":
    """The "planning" of 'Had it happened at lunch, Lee said, "we would be planning funerals"'."""
    saying, first, noun = verb.head, verb.left_edge, subject(verb)
    if verb.dep_ != "ccomp" or saying.lemma_.lower() not in SAYING or noun is None:
        return None
    turned = first.lower_ in {"had", "were", "should"} and first.head == verb
    behind = [c for c in children(saying, "ccomp") if c.i > saying.i and _is_supposed(c)]
    return behind[0] if turned and behind and noun.left_edge.i == first.i + 1 else None


def _is_supposed(verb: "Token") -> bool:
    return any(c.tag_ == "MD" for c in children(verb, "aux"))


INSERTED: tuple[Misreading, ...] = (
    (_content_of_first, hang("nsubj")),
    (_verb_quoted_before, hang("ccomp")),
    (_verb_around, _insert),
    (_consequence_said, hang("advcl")),
    (_verb_quoted_behind, _let_be_said),
    (_source_of_participle, _found_by),
)
