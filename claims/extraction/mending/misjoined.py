"""Clauses that the parser joined wrongly to the one beside them, told by the joint that is missing."""

from typing import TYPE_CHECKING

from claims.extraction.mending.rows import Misreading
from claims.extraction.tree import (
    AUXILIARIES,
    FINITE_TAGS,
    child,
    children,
    is_finite,
    subject,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
# Prepositions that may as well open a clause.
_OPENERS = frozenset({"as", "after", "before", "since", "until"})
# 'passed by 103 votes', 'rose by 3 percent': by how much, not by whom.
_MEASURES = word_set("vote percent % point percentage mile metre meter yard second minute goal length")

# Requests that may have a clause: "Remember Lee won".
_ASKING_FOR_A_CLAUSE = word_set(
    "ensure say imagine suppose remember note recall think know believe hope see tell pray assume let guess"
)


def _word_before(token: "Token") -> str:
    return token.doc[token.i - 1].text if token.i else ""


def _noun_behind_opener(verb: "Token") -> "Token | None":
    """The "fire" of 'left their homes as a fire driven by wind tore through the hills', read as two deeds of
    those who left, without an "and".
    """
    main = verb.head
    if (
        verb.dep_ != "conj"
        or verb.tag_ != "VBD"
        or child(main, "cc") is not None
        or subject(verb) is not None
    ):
        return None
    if child(verb, *AUXILIARIES) is not None or verb.left_edge.i != verb.i or _word_before(verb) == ",":
        return None
    between = verb.doc[main.i + 1 : verb.i]
    opener = next((t for t in between if t.lower_ in _OPENERS and t.dep_ == "prep"), None)
    noun = child(opener, "pobj") if opener is not None else None
    return noun if noun is not None and max(t.i for t in noun.subtree) == verb.i - 1 else None


def _open_clause(verb: "Token", noun: "Token") -> None:
    opener = noun.head
    verb.head, verb.dep_, verb.tag_ = opener.head, "advcl", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    opener.head, opener.dep_, opener.tag_ = verb, "mark", "IN"


def _opening_clause(verb: "Token") -> "tuple[Token, Token] | None":
    """The "fall" and the "ruled" of 'Ten years after the fall of a dam killed 9 people, a court ruled …',
    read as two deeds, the first of which nobody did.
    """
    if verb.head != verb or verb.tag_ != "VBD" or subject(verb) is not None or child(verb, "cc") is not None:
        return None
    opener = next((c for c in children(verb, "prep") if c.lower_ in _OPENERS and c.i < verb.i), None)
    noun = child(opener, "pobj") if opener is not None else None
    main = next((c for c in children(verb, "conj") if subject(c) is not None), None)
    if noun is None or main is None or max(t.i for t in noun.subtree) != verb.i - 1:
        return None
    return noun, main


def _open_before_main(verb: "Token", found: "tuple[Token, Token]") -> None:
    noun, main = found
    opener = noun.head
    main.head, main.dep_ = main, "ROOT"
    for stop in [c for c in verb.children if c.dep_ == "punct" and c.i > main.i]:
        stop.head = main
    verb.head, verb.dep_ = main, "advcl"
    noun.head, noun.dep_ = verb, "nsubj"
    opener.dep_, opener.tag_ = "mark", "IN"


def _noun_of_margin(verb: "Token") -> "Token | None":
    """The "bill" of 'The bill passed by 103 votes to 98.', read as a bill that votes passed."""
    noun, by = verb.head, child(verb, "agent")
    margin = child(by, "pobj") if by is not None else None
    if verb.tag_ != "VBN" or verb.dep_ != "acl" or margin is None or margin.lemma_.lower() not in _MEASURES:
        return None
    beside = {t for c in children(verb, "advcl") if child(c, "mark") is not None for t in c.subtree}
    alone = noun.head == noun and not any(t.tag_ in FINITE_TAGS and t not in beside for t in verb.doc)
    counted = child(margin, "nummod") is not None or any(c.lower_ == "single" for c in margin.children)
    return noun if alone and noun.pos_ in _NOUNS and counted else None


def _make_main(verb: "Token", noun: "Token") -> None:
    """The noun becomes the subject of the verb, which takes all that follows it."""
    for other in [c for c in noun.children if c.i > verb.i]:
        other.head = verb
    verb.head, verb.dep_, verb.tag_ = verb, "ROOT", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    by = child(verb, "agent")
    if by is not None:
        by.dep_ = "prep"


def _first_of_three(verb: "Token") -> "Token | None":
    """The "raises" of 'The plan raises fares, freezes pay and sells boats', read as what somebody freezes."""
    first = child(verb, "ccomp")
    last = child(verb, "conj")
    if first is None or last is None or first.i > verb.i or subject(verb) is not None:
        return None
    alike = verb.tag_ == first.tag_ == last.tag_ and verb.tag_ in {"VBZ", "VBD"}
    joined = child(verb, "cc") is not None and verb.nbor(-1).text == "," and subject(first) is not None
    bare = (
        subject(last) is None and child(first, "mark") is None and child(verb, "mark", *AUXILIARIES) is None
    )
    return first if alike and joined and bare and verb.dep_ == "ROOT" else None


def _list_behind(verb: "Token", first: "Token") -> None:
    first.head, first.dep_ = first, "ROOT"
    verb.head, verb.dep_ = first, "conj"
    for stop in children(verb, "punct"):
        if stop.i < verb.i or stop.i == max(t.i for t in verb.subtree):
            stop.head = first


def _verb_of_what_claims(noun: "Token") -> "Token | None":
    """The "filmed" of 'A video that claims to show the attack was filmed in 2015', read as what it shows."""
    if noun.head != noun or noun.pos_ not in _NOUNS:
        return None
    clause = next((c for c in children(noun, "relcl") if child(c, "xcomp") is not None), None)
    shows = child(clause, "xcomp") if clause is not None else None
    verb = child(shows, "ccomp") if shows is not None and child(shows, "dobj") is None else None
    if verb is None or not is_finite(verb) or child(verb, "mark") is not None or subject(verb) is None:
        return None
    return None if any(t.tag_ in FINITE_TAGS and t.i > verb.i for t in noun.doc) else verb


def _claim_thing(noun: "Token", verb: "Token") -> None:
    """What the verb was read of is what the noun claims to show; the noun is the verb's subject."""
    thing, shows = subject(verb), verb.head
    assert thing is not None
    for stop in children(noun, "punct"):
        stop.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, thing.dep_
    thing.head, thing.dep_ = shows, "dobj"


def _clause_of_which(which: "Token") -> "tuple[Token, Token] | None":
    """The noun before and the verb behind the "which" of 'a fund which the old board, led by Lee, set up in
    2018', read as 'which board'.
    """
    noun, doc = which.head, which.doc
    if (
        which.tag_ != "WDT"
        or which.dep_ not in {"det", "nsubj"}
        or not 2 <= which.i < len(which.doc) - 1
        or which.nbor(1).tag_ not in {"DT", "PRP$"}
    ):
        return None
    before = which.nbor(-1)
    if (
        noun.pos_ not in _NOUNS
        or before.pos_ not in _NOUNS
        or any(t.tag_ in FINITE_TAGS for t in noun.subtree)
    ):
        return None
    while before.dep_ in {"pobj", "prep"} and before.head.dep_ in {"prep", "pobj", "dobj", "attr"}:
        before = before.head
    past = [t for t in noun.subtree if t.dep_ == "acl" and t.tag_ == "VBN" and t.i > noun.i]
    closed = [
        t
        for t in past
        if doc[t.i - 1].text == "," and any(doc[p.i - 1].text == "," for p in past if p.i < t.i)
    ]
    return (
        (before, closed[0])
        if closed and before.pos_ in _NOUNS and child(closed[0], "agent") is None
        else None
    )


def _hang_which(which: "Token", found: "tuple[Token, Token]") -> None:
    before, verb = found
    noun = which.head
    for other in [t for t in noun.doc[verb.i + 1 :] if t.head == noun]:
        other.head = verb
    verb.head, verb.dep_, verb.tag_ = before, "relcl", "VBD"
    noun.head, noun.dep_ = verb, "nsubj"
    which.head, which.dep_ = verb, "dobj"


def _noun_of_verb_behind_aside(verb: "Token") -> "Token | None":
    """The "director" of 'Its director, Ann Lee, called on lenders' and the "group" of 'The group, all members
    of a club, set out', where the sentence has no other verb.
    """
    if verb.dep_ != "acl" or verb.tag_ not in {"VBD", "VBN"} or _word_before(verb) != ",":
        return None
    noun = next(t for t in verb.ancestors if t.head == t)
    near = verb.head == noun or (verb.head.dep_ == "appos" and verb.head.head == noun)
    if noun.pos_ not in _NOUNS or child(verb, "agent") or not (near or child(verb, "ccomp")):
        return None
    asides = [c for c in children(noun, "appos", "relcl") if noun.i < c.i < verb.i]
    if not asides or noun.doc[asides[0].left_edge.i - 1].text != ",":
        return None
    inside = {t.i for c in (*asides, verb) for t in c.subtree}
    return None if any(t.tag_ in FINITE_TAGS and t.i not in inside for t in verb.doc) else noun


def _noun_behind_opener_with_name(verb: "Token") -> "Token | None":
    """The "maker" of 'before a maker, Tom Roe, paid off its debts', read as before a maker."""
    noun = verb.head
    if verb.dep_ != "acl" or verb.tag_ not in {"VBD", "VBN"} or child(verb, "dobj") is None:
        return None
    named = any(c.ent_type_ == "PERSON" and c.i < verb.i for c in children(noun, "appos"))
    opens = noun.dep_ == "pobj" and noun.head.lower_ in _OPENERS and noun.head.dep_ == "prep"
    return noun if opens and named and verb.nbor(-1).text == "," else None


def _is_inverted_condition(verb: "Token") -> bool:
    """'Had they left, Lee said, all would have died': they did not."""
    first = verb.doc[verb.left_edge.i]
    noun = subject(verb)
    if (
        verb.dep_ != "ccomp"
        or first.lower_ not in {"had", "were", "should"}
        or first.head != verb
        or noun is None
    ):
        return False
    supposed = any(c.tag_ == "MD" for c in children(verb.head, "aux"))
    return first.dep_ in AUXILIARIES and noun.left_edge.i == first.i + 1 and supposed and verb.i < verb.head.i


def _condition_behind(verb: "Token") -> "Token | None":
    """The "banned" of 'The bill would have banned fishing, had it passed', read as what passed."""
    main, helper, noun = child(verb, "ccomp"), child(verb, "aux"), subject(verb)
    if main is None or helper is None or noun is None or verb.head != verb or main.i > verb.i:
        return None
    turned = helper.lower_ == "had" and noun.left_edge.i == helper.i + 1 and _word_before(helper) == ","
    return (
        main if turned and main.i < helper.i and any(c.tag_ == "MD" for c in children(main, "aux")) else None
    )


def _suppose_behind(verb: "Token", main: "Token") -> None:
    main.head, main.dep_ = main, "ROOT"
    verb.head, verb.dep_ = main, "advcl"


def _is_by_the_time(verb: "Token") -> bool:
    """'By the time help arrived, 12 had drowned': read as what they drowned."""
    first = verb.doc[verb.left_edge.i : verb.left_edge.i + 3]
    return (
        verb.dep_ == "ccomp" and verb.i < verb.head.i and [t.lower_ for t in first] == ["by", "the", "time"]
    )


def _suppose(verb: "Token", _sign: object) -> None:
    verb.dep_ = "advcl"


def _verb_of_name(name: "Token") -> "Token | None":
    """The "admitted" of 'Polgreen, testifying in May, admitted it', and the "bought" of 'In May, Keep the
    Promise, one of three, has bought time', the name read as a request.
    """
    if name.tag_ != "VB" or name.head != name or not name.is_title or len(name.doc) < 4:
        return None
    verb = next((c for c in children(name, "conj") if is_finite(c) and subject(c) is None), None)
    if verb is None or _word_before(verb.left_edge) != ",":
        return None
    if name.i == 0:
        return verb if name.nbor(1).text == "," and verb.tag_ == "VBD" else None
    return verb if name.nbor(-1).text == "," and child(name, "cc") is None else None


def _verb_of_long_name(name: "Token") -> "Token | None":
    """The "spent" of 'Keep Iowa Moving spent $3 million', read as a request that Iowa spend it."""
    if name.tag_ != "VB" or name.head != name or name.lemma_.lower() in _ASKING_FOR_A_CLAUSE:
        return None
    verb = child(name, "ccomp")
    noun = subject(verb) if verb is not None and is_finite(verb) else None
    if verb is None or noun is None or child(verb, "mark") is not None:
        return None
    between = name.doc[name.i + 1 : noun.i + 1]
    named = noun.pos_ == "PROPN" and len(between) > 1 and all(t.is_title or t.dep_ == "det" for t in between)
    return verb if named and child(name, "dobj", "nsubj", *AUXILIARIES) is None else None


def _name_whole(name: "Token", verb: "Token") -> None:
    noun = subject(verb)
    assert noun is not None
    verb.head, verb.dep_ = verb, "ROOT"
    for other in list(name.children):
        other.head = verb
    name.head, name.dep_, name.tag_, name.pos_ = noun, "compound", "NNP", "PROPN"


def _name_subject(name: "Token", verb: "Token") -> None:
    for other in list(name.children):
        if other != verb:
            other.head = verb
    verb.head, verb.dep_ = verb, "ROOT"
    name.head, name.dep_, name.tag_, name.pos_ = verb, "nsubj", "NNP", "PROPN"


def _verb_before_relative(verb: "Token") -> "Token | None":
    """The "recorded" of 'has recorded 9 albums, three of which won, and given 90 shows'."""
    told = verb.head
    if verb.dep_ != "conj" or told.dep_ != "relcl" or told.tag_ != "VBD" or subject(verb) is not None:
        return None
    main = told.head.head
    perfect = main.tag_ == "VBN" and any(c.lemma_ == "have" for c in children(main, "aux"))
    bare = verb.tag_ in {"VBD", "VBN"} and child(verb, *AUXILIARIES) is None
    return main if perfect and bare and verb.doc[verb.i - 2 : verb.i].text == ", and" else None


def _go_on(verb: "Token", main: "Token") -> None:
    for joint in children(verb.head, "cc"):
        joint.head = main
    verb.head = main
    verb.tag_ = main.tag_


def _noun_of_marked_root(saying: "Token") -> "Token | None":
    """The "courses" of 'to cut 9 courses, including French, that officials say attract few', the clause read
    as what all of it is about.
    """
    mark, first = child(saying, "mark"), child(saying, "ccomp")
    if saying.head != saying or mark is None or mark.lower_ != "that" or first is None or first.i > mark.i:
        return None
    noun = saying.doc[mark.i - 2] if mark.i > 1 and _word_before(mark) == "," else first
    while noun.dep_ in {"conj", "pobj"} or noun.lower_ == "including":
        noun = noun.head
    return noun if noun.pos_ in _NOUNS and noun.i > first.i else None


def _hang_root(saying: "Token", noun: "Token") -> None:
    first = child(saying, "ccomp")
    assert first is not None
    first.head, first.dep_ = first, "ROOT"
    saying.head, saying.dep_ = noun, "relcl"


def _verb_of_first_subject(verb: "Token") -> "Token | None":
    """The "board" of 'The board, eight of whose members were named by Lee, is to vote', read as named."""
    told = verb.head
    if verb.dep_ != "conj" or told.head != told or subject(verb) is not None or child(told, "cc") is not None:
        return None
    nouns = [c for c in children(told, "nsubj", "nsubjpass") if c.i < told.i]
    between = told.doc[nouns[0].i : told.i] if len(nouns) > 1 else ()
    return (
        nouns[0] if is_finite(verb) and any(t.lower_ in {"whose", "whom", "which"} for t in between) else None
    )


def _take_subject(verb: "Token", noun: "Token") -> None:
    told = verb.head
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, told.head, told.dep_ = verb, noun, "relcl"


MISJOINED: tuple[Misreading, ...] = (
    (_noun_behind_opener, _open_clause),
    (_opening_clause, _open_before_main),
    (_noun_of_margin, _make_main),
    (_first_of_three, _list_behind),
    (_clause_of_which, _hang_which),
    (_noun_of_marked_root, _hang_root),
    (_verb_of_first_subject, _take_subject),
    (_noun_of_verb_behind_aside, _make_main),
    (_noun_behind_opener_with_name, _open_clause),
    (_is_inverted_condition, _suppose),
    (_is_by_the_time, _suppose),
    (_condition_behind, _suppose_behind),
    (_verb_of_what_claims, _claim_thing),
    (_verb_before_relative, _go_on),
    (_verb_of_name, _name_subject),
    (_verb_of_long_name, _name_whole),
)
