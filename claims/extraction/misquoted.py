"""Verbs of saying that the parser joined wrongly to what is said, or to who says it."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import FORECASTING, SAYING
from claims.extraction.rows import Misreading
from claims.extraction.tree import AUXILIARIES, QUOTE_MARKS, child, children, is_finite, subject

if TYPE_CHECKING:
    from claims.extraction.tokens import Token


def _is_other_sentence(clause: "Token") -> bool:
    """'A said it feared 9 losses; B said it had no plans': A's saying is no part of B's."""
    saying = clause.head
    if clause.dep_ != "ccomp" or clause.i > saying.i or saying.lemma_.lower() not in SAYING | FORECASTING:
        return False
    noun = subject(saying)
    other = any(c.dep_ in {"ccomp", "dobj"} and c.i > saying.i for c in saying.children)
    if noun is None or subject(clause) is None or not is_finite(clause):
        return False
    opens = noun.left_edge.i
    if clause.i < opens and clause.doc[opens - 1].text in {":", ";"}:
        return True
    if not other:
        return False
    return clause.i < noun.i and any(t.text == ";" for t in clause.doc[clause.i : noun.left_edge.i])


def _set_apart(clause: "Token", _sign: object) -> None:
    clause.dep_ = "parataxis"


def _saying_behind_quotation(saying: "Token") -> "tuple[Token, Token] | None":
    """What is said and by whom in '"We stayed, and none left," Lee said', read as one row."""
    first = saying.head
    if saying.dep_ != "conj" or saying.lemma_.lower() not in SAYING or first.head != first:
        return None
    noun = subject(saying) or _noun_behind_marks(saying)
    if noun is None or not first.i < noun.i < saying.i or not _follows_marks(noun):
        return None
    return (first, noun) if child(saying, "ccomp", "dobj", "mark") is None else None


def _noun_behind_marks(saying: "Token") -> "Token | None":
    """The "mayor", read as what somebody in the quotation has not left."""
    before = saying.doc[saying.head.i : saying.i]
    return next((t for t in before if t.dep_ == "dobj" and _follows_marks(t)), None)


def _follows_marks(noun: "Token") -> bool:
    opens = noun.left_edge.i
    return opens > 1 and noun.doc[opens - 1].text in QUOTE_MARKS and noun.doc[opens - 2].text == ","


def _say(saying: "Token", found: "tuple[Token, Token]") -> None:
    first, noun = found
    for stop in [c for c in first.children if c.i > saying.i]:
        stop.head = saying
    saying.head, saying.dep_ = saying, "ROOT"
    first.head, first.dep_ = saying, "ccomp"
    noun.head, noun.dep_ = saying, "nsubj"


def _teller_of_perfect(verb: "Token") -> "Token | None":
    """The "complained" of 'Lee complained that the referee had added time, and was sent off': she was."""
    first = verb.head
    helpers = children(verb, *AUXILIARIES)
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or subject(verb) is not None:
        return None
    before = any(c.lower_ == "had" for c in children(first, "aux"))
    opens = helpers[0] if helpers else verb
    then = opens.lower_ in {"was", "were"} or (opens == verb and verb.tag_ == "VBD")
    joint = verb.doc[opens.i - 2 : opens.i].text if then and opens.i > 1 else ""
    told = first.head.tag_ == "VBD" and first.head.i < first.i and first.head.lemma_.lower() in SAYING
    return first.head if before and told and joint in {", and", ", but"} else None


def _saying_of_lost_name(name: "Token") -> "Token | None":
    """The "said" of '9 cars left the rails, said Ann Lee, a spokeswoman, and 3 burned', its name taken for
    what burned.
    """
    clause = name.head
    saying = clause.head
    if name.dep_ != "nsubj" or clause.dep_ != "ccomp" or saying.lemma_.lower() not in SAYING:
        return None
    others = [c for c in children(clause, "nsubj") if c.i > name.i]
    behind = name.left_edge.i == saying.i + 1 and subject(saying) is None
    first = child(saying, "ccomp")
    if not others or not behind or first is None or first.i > saying.i:
        return None
    return saying if saying.nbor(-1).text == "," else None


def _say_by_name(name: "Token", saying: "Token") -> None:
    clause, first = name.head, child(saying, "ccomp")
    assert first is not None
    name.head = saying
    for joint in children(name, "cc"):
        joint.head = first
    clause.head, clause.dep_ = first, "conj"


def _lift(verb: "Token", saying: "Token") -> None:
    for joint in children(verb.head, "cc"):
        joint.head = saying
    verb.head = saying


MISQUOTED: tuple[Misreading, ...] = (
    (_is_other_sentence, _set_apart),
    (_saying_behind_quotation, _say),
    (_teller_of_perfect, _lift),
    (_saying_of_lost_name, _say_by_name),
)
