"""A verb and the words that the tagger gives to its claim, told as a sentence. Pure."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose.clauses import shared_auxiliaries
from claims.extraction.decompose.context import ROLE_NOUNS, kind_of
from claims.extraction.decompose.lists import is_a_person
from claims.extraction.decompose.rewrite import (
    be,
    candidate,
    name_words,
    tidy,
    with_commas_between,
)
from claims.extraction.decompose.stating import CONDITIONS
from claims.extraction.names import PERSON_NOUNS
from claims.extraction.tagging.features import is_content
from claims.extraction.tree import (
    AUXILIARIES,
    Candidate,
    Word,
    child,
    children,
    is_finite,
    is_past,
    is_verbal,
    subject,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Of a claim's words, the share that its telling has to have; the others are mostly whom a pronoun means.
MIN_TOLD = 0.6
# They belong to whatever word they hang on.
_BOUND = frozenset(
    {*AUXILIARIES, "det", "neg", "prt", "case", "quantmod", "predet", "expl", "nummod", "compound", "poss"}
)
# Without them the word that they hang on says something else.
_LIMITING = word_set(
    """
    not never no hardly barely scarcely rarely seldom neither nor without allegedly reportedly apparently
    possibly perhaps maybe probably likely supposedly nearly almost virtually practically
    alleged apparent attempted acting assistant deputy draft ex failed fake former future interim likely
    mock planned possible potential proposed prospective purported so-called supposed suspected unfinished
    vice would-be
    """
)
_JOINTS = frozenset({"prep", "agent", "dative", "pcomp", "mark", "cc"})
# A verb can't be without them: "raised 9 crowns", "is dry".
_COMPLEMENTS = frozenset({"dobj", "attr", "acomp"})
_SIGNS = frozenset({"-", "$", "€", "£", "%"})
_RELATIVE_TAGS = frozenset({"WDT", "WP"})
_OPENERS = word_set("after before since because while although though when where until as once")
_CLAUSES = frozenset({"relcl", "ccomp", "advcl", "parataxis"})
# They describe what they hang on, and are told as they are or not at all.
_MODIFYING = frozenset({"relcl", "advcl", "acl"})
_PAUSES = frozenset({",", "(", "-", "–", "—"})
_HYPHENS = frozenset({"-", "–", "‑"})
_MERELY = word_set("just only merely simply necessarily even")
_DEFINITE = word_set("the that those this these")
_PARTS_OF_A_CLAUSE = frozenset(
    {"nsubj", "nsubjpass", "dobj", "dative", "attr", "acomp", "xcomp", "ccomp", "oprd"}
)


def tell(head: "Token", own: set[int]) -> Candidate | None:
    """The claim that a word makes with its words `own`, by number; None where they don't make a sentence."""
    noun = _subject_of(head, own)
    if noun is None or _supposes(head) or _is_gap(head):
        return None
    below, named = {t.i for t in head.subtree}, {t.i for t in noun.subtree}
    inside = noun.i in below
    below, named = (below - named, named) if inside else (below, named - below)
    if len(own & (below | named)) < MIN_TOLD * len(own):
        return None
    opener = max((c.i for c in children(head, "mark", "advmod") if c.lower_ in _OPENERS), default=-1)
    below -= _clauses_in_front(head, noun)
    told = _completed(head, {i for i in own & below if i > opener} | {head.i}, below)
    subject_words = _subject_words(noun, own & named, named)
    if told is None or subject_words is None:
        return None
    predicate = words(tidy(with_commas_between([head.doc[i] for i in sorted(told)])))
    if not predicate or _cuts_figures(told, head) or any(_is_not_only(head.doc[i]) for i in told):
        return None
    opening = [w for w in predicate if inside and w.token is not None and w.token < noun.i]
    rest = [w for w in predicate if w not in opening]
    pieces = (*opening, *subject_words, *_helpers(head, noun), *rest)
    return candidate(
        pieces, head=head, kind=_kind_of(head), rule="clause" if is_verbal(head) else "apposition"
    )


def _clauses_in_front(head: "Token", noun: "Token") -> set[int]:
    """The tokens of 'Ranked 212th in May, she won': a clause of its own, or what only says when."""
    return {t.i for c in children(head, "advcl") if c.i < noun.i for t in c.subtree}


def _is_not_only(token: "Token") -> bool:
    """'goes back to not just the White House' denies nothing."""
    after = token.i + 1
    return token.lower_ == "not" and after < len(token.doc) and token.doc[after].lower_ in _MERELY


def _cuts_figures(told: set[int], head: "Token") -> bool:
    """'beat Sole 6-4', of 'beat Sole 6-4, 3-6, 7-5'."""
    figures = [i for i in told if head.doc[i].text[0].isdigit() and head.doc[i].ent_type_ != "DATE"]
    behind = [head.doc[i + 1 : i + 3] for i in figures]
    return any(
        two[0].text == "," and two[1].text[0].isdigit() and two[1].i not in told
        for two in behind
        if len(two) == 2
    )


def _kind_of(head: "Token") -> str:
    if is_verbal(head):
        return kind_of(head)
    return "role" if head.lemma_.lower() in ROLE_NOUNS else "property"


def _subject_of(head: "Token", own: set[int]) -> "Token | None":
    noun = _doer(head) if is_verbal(head) else _described(head)
    if noun is None:
        return None
    while (
        head.dep_ == "acl" and noun.dep_ == "pobj" and noun.head.head.i in own and noun.head.head.i < noun.i
    ):
        noun = noun.head.head  # 'a poll by the institute, published on Friday'
    return noun if not is_content(noun) or noun.i in own else None


def _described(label: "Token") -> "Token | None":
    """Which person an apposition describes; None where it may describe several, or is the name itself."""
    noun, opens = label.head, label.left_edge.i
    named = noun.ent_type_ == "PERSON" and label.ent_type_ != "PERSON"
    if label.dep_ != "appos" or not named or child(noun, "conj") is not None:
        return None
    lemma = label.lemma_.lower()
    if not (is_a_person(lemma) or lemma in PERSON_NOUNS) or label.tag_ in {"NNS", "NNPS"}:
        return None  # 'voted to censure Carla Menendez, the first such vote'
    if child(label, "relcl") is not None:
        return None  # 'the soprano whose records sold': rules tell it of her
    behind = noun.i < opens and label.doc[opens - 1].text == ","
    return noun if behind and not any(is_finite(t) for t in label.doc[noun.i : opens]) else None


def _doer(verb: "Token") -> "Token | None":
    """What the clause is about: its subject, the noun of a relative clause or participle, a first verb's."""
    noun = subject(verb)
    if noun is not None and noun.tag_ in _RELATIVE_TAGS:
        return verb.head if verb.dep_ == "relcl" and verb.head.i < verb.i and not _is_doubtful(noun) else None
    if noun is not None:
        return noun if noun.i < verb.i and noun.dep_ not in {"csubj", "csubjpass", "expl"} else None
    if verb.dep_ == "conj" and is_verbal(verb.head) and verb.head.i < verb.i:
        return None if _lost_its_passive(verb) else _doer(verb.head)
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ in {"VBN", "VBD"} and verb.head.i < verb.i:
        return verb.head
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and child(verb, "mark", "advmod") is None:
        return subject(verb.head)
    return None


def _lost_its_passive(verb: "Token") -> bool:
    """'have become famous, profiled on front pages': a participle that no "have" goes with."""
    alone = child(verb, "dobj", *AUXILIARIES) is None and child(verb.head, "auxpass") is None
    return verb.tag_ == "VBN" and alone


def _is_doubtful(relative: "Token") -> bool:
    """'turned on a camera across the street, which recorded it', 'for the mayor and groups that backed her':
    whether what the clause is about may be another noun.
    """
    noun, before = relative.head.head, relative.nbor(-1).text
    nearer = any(t.pos_ in {"NOUN", "PROPN"} for t in relative.doc[noun.i + 1 : relative.i])
    is_name = noun.pos_ == "PROPN"
    apart = before in _PAUSES and (nearer or (noun.dep_ == "pobj" and not is_name))
    nobody = relative.lower_ == "who" and is_name and noun.ent_type_ not in {"PERSON", ""}
    return apart or nobody or noun.dep_ == "conj" or child(noun, "conj") is not None


def _is_gap(verb: "Token") -> bool:
    """'a truce that Kyiv called a stunt': what the clause is about is not its subject."""
    noun = subject(verb)
    if verb.dep_ != "relcl" or noun is None or noun.tag_ in _RELATIVE_TAGS:
        return False
    return not any(c.tag_ == "WRB" for c in verb.children)


def _supposes(verb: "Token") -> bool:
    """Whether the clause, or one around it, says only what would be if."""
    for clause in (verb, *verb.ancestors):
        if any(c.lower_ in CONDITIONS for c in children(clause, "mark", "advmod")):
            return True
        if clause.dep_ not in _CLAUSES | {"conj"} and clause != verb:
            break
    return False


def _subject_words(noun: "Token", own: set[int], named: set[int]) -> tuple[Word, ...] | None:
    if noun.ent_type_ == "PERSON" and child(noun, "conj") is None:
        return name_words(noun)
    told = _completed(noun, own | {noun.i}, named)
    return words(tidy([noun.doc[i] for i in sorted(told)])) if told else None


def _helpers(verb: "Token", noun: "Token") -> tuple[Word, ...]:
    """The auxiliary that the predicate needs behind its subject and does not bring along."""
    if not is_verbal(verb):
        return (be(noun),)
    set_apart = verb.i == noun.i + 2 and verb.nbor(-1).text == "," and child(verb, "dobj") is None
    if is_finite(verb) and not set_apart and (subject(verb) is not None or verb.dep_ == "conj"):
        return ()
    if verb.dep_ == "conj":
        shared = shared_auxiliaries(verb)
        if shared or verb.tag_ != "VBN":
            return shared
    main = next((t for t in verb.ancestors if is_verbal(t) and is_finite(t)), verb)
    return (be(noun, past=is_past(main)),)


def _completed(verb: "Token", own: set[int], below: set[int]) -> set[int] | None:
    """The words with all that ties them to their verb, and all that they can't be without.

    None where a word hangs below one that says something and is not among them.
    """
    doc = verb.doc
    own = own | {c.i for c in children(verb, *_COMPLEMENTS) if not _is_apart(c, verb)} & below
    told = {verb.i}
    for number in own - {verb.i}:
        between = _between(doc[number], verb)
        if any(is_content(t) and t.i not in own and t.dep_ not in _JOINTS for t in between):
            return None
        told |= {number, *(t.i for t in between)}
    for entity in doc.ents:
        inside = set(range(entity.start, entity.end))
        if inside <= below and not inside.isdisjoint(told):
            told |= inside
    waiting = list(told)
    while waiting:
        for bound in _bound_to(doc[waiting.pop()], told, verb):
            if bound.i in below and bound.i not in told:
                told.add(bound.i)
                waiting.append(bound.i)
    return told


def _is_apart(token: "Token", verb: "Token") -> bool:
    return any(t.text == "," for t in verb.doc[verb.i : token.i])


def _between(token: "Token", verb: "Token") -> list["Token"]:
    found: list[Token] = []
    while token.head not in {verb, token}:
        token = token.head
        found.append(token)
    return found


def _bound_to(token: "Token", told: set[int], verb: "Token") -> Iterator["Token"]:
    """What is told wherever the token is."""
    yield from _tied_to(token)
    if token != verb and token.dep_ in _MODIFYING:
        yield from token.subtree
        return
    for below in token.children:
        joins = below.dep_ == "cc" and any(c.i in told and c.i > below.i for c in children(token, "conj"))
        counts = token.like_num or token.lower_ in {"least", "most"}
        bound = below.dep_ in _BOUND or (below.dep_ == "advmod" and counts)
        sign = below.tag_ in {"HYPH", "POS"} or below.text in _SIGNS
        limits = below.lower_ in _LIMITING
        if sign or limits or joins or bound or _completes(below, verb) or _singles_out(below):
            yield below


def _completes(below: "Token", verb: "Token") -> bool:
    """'had failed to link her to it', 'is due to vote': what the verb or quality above is nothing without."""
    above = below.head
    if above.dep_ in {"prep", "agent"}:
        return below.dep_ in {"pobj", "pcomp"}
    if above.dep_ == "acomp":
        return below.dep_ in {"xcomp", "ccomp", "prep"}
    if above.lower_ == "ago":
        return below.dep_ == "npadvmod"
    inner = above != verb and is_verbal(above) and below.dep_ in _PARTS_OF_A_CLAUSE
    return inner or (below.tag_ == "PRP" and below.dep_ in {"dobj", "dative"})


def _singles_out(below: "Token") -> bool:
    """'in the ten minutes he was absent': without the clause nobody knows which ones."""
    noun = below.head
    if below.dep_ == "relcl" and noun.lower_ in {"one", "ones"}:
        return True
    if below.dep_ not in {"relcl", "acl"} or below.i < noun.i or not child(noun, "det"):
        return False
    is_definite = any(c.lower_ in _DEFINITE for c in children(noun, "det"))
    return is_definite and not any(t.text in _PAUSES for t in below.doc[noun.i : below.left_edge.i + 1])


def _tied_to(token: "Token") -> Iterator["Token"]:
    """'front-runner' is one word, and "an" goes with the word behind it."""
    for side in (-1, 1):
        at = token.i + side
        if 0 <= at < len(token.doc):
            other = token.doc[at]
            first = token if side > 0 else other
            hyphened = _HYPHENS & {token.text, other.text} and not first.whitespace_
            if hyphened or (side > 0 and token.lower_ in {"a", "an"}):
                yield other
