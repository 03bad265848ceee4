"""Subordinate clauses that state a fact of their own and leave the main clause true without them."""

from typing import TYPE_CHECKING

from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.times import is_measure
from claims.extraction.tree import AUXILIARIES, child, children, is_finite, is_negated, is_past, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

STATING_MARKS = word_set("although though while whereas because since as after")
# They open what a clause only supposes.
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "wherever", "whenever"})
_HAPPENING = frozenset({"come", "occur"})
CONCEDING = frozenset({"although", "though", "while", "whereas"})


def is_stating(clause: "Token", sentence: Sentence) -> bool:
    """Whether the adverbial clause can be told by itself: it has a subject that is known, and a tense."""
    main, noun = clause.head, subject(clause)
    mark = next(
        (c for c in clause.children if c.dep_ in {"mark", "advmod"} and c.lower_ in STATING_MARKS), None
    )
    supposed = any(c.lower_ in CONDITIONS for c in children(clause, "mark"))
    if noun is None or noun.i in sentence.unresolved or not is_finite(clause) or supposed:
        return False
    if mark is None:
        return breaks_in(clause)
    if main.dep_ == "npadvmod" or (mark.i and is_measure(mark.nbor(-1))):
        return False  # 'a day after he left' says when.
    if _only_points(clause, mark):
        return False
    if (mark.lower_ == "since" and _says_since_when(clause, main)) or _is_of_gerund(clause):
        return False
    return not is_negated(main) or mark.lower_ in CONCEDING


def _is_of_gerund(clause: "Token") -> bool:
    """'accused him of looking away while families lose their homes': part of what he is accused of."""
    main = clause.head
    return main.dep_ == "pcomp" and main.tag_ == "VBG" and clause.i > main.i


def _only_points(clause: "Token", mark: "Token") -> bool:
    """'The order comes as …': all that it says is when; 'as two have done' repeats the main clause."""
    main = clause.head
    if mark.lower_ == "as" and clause.lemma_ == "do" and child(clause, "dobj") is None:
        return True
    return main.lemma_ in _HAPPENING and child(main, "dobj", "attr", "acomp") is None


def _says_since_when(clause: "Token", main: "Token") -> bool:
    """'has been out of work since she left', 'the smallest lead since she left'."""
    perfect = any(c.lemma_ == "have" for c in children(main, "aux"))
    before = [*main.lefts, *clause.doc[main.i : clause.left_edge.i]]
    return perfect or any(t.tag_ in {"JJS", "RBS"} or t.lower_ == "first" for t in before)


def opens_late(clause: "Token") -> int:
    """Where the clause begins: 'won it overall after Lee had left' hangs the "overall" on the clause."""
    mark = child(clause, "mark")
    late = (
        clause.dep_ == "advcl" and mark is not None and mark.lower_ in {"after", "because", "since", "while"}
    )
    return mark.i if late and mark is not None else 0


def breaks_in(clause: "Token") -> bool:
    """'The ferry was sailing home when its engine caught fire': what happened meanwhile."""
    main = clause.head
    under_way = main.tag_ == "VBG" and any(c.tag_ == "VBD" for c in children(main, *AUXILIARIES))
    when = child(clause, "advmod")
    opens = when is not None and when.lower_ == "when" and when.i == min(t.i for t in clause.subtree)
    return opens and under_way and main.i < clause.i and is_past(clause) and not is_negated(main)
