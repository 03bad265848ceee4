"""Do two spans, one in each text, play the same part? Shared heads, shared predicates, shared words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.clauses import SUBJECTS, complement_of
from factcheck.evidence.compare.denials import is_negation
from factcheck.evidence.compare.lexicon import same_word, words
from factcheck.evidence.compare.reading import Reading, content, lemma
from factcheck.evidence.compare.types import Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_UNIT_NOUNS = words("percent percentage % point million billion thousand dollar euro number total people")


@dataclass(frozen=True)
class Role:
    """Where a span stands: `noun` it counts or names, `verb` that governs it, `around` it in its sentence.

    `verb` is what is ascribed where that is a form of "be" ("were *workers*"); `denied`: it is negated.
    `by_so_much`: the span measures a change ("fell *by* 5 percent"). `slot`: how the noun hangs in the
    sentence. `of_group`: a part of a group, or the size of one ("one of the three").
    """

    noun: str | None
    verb: str | None
    preposition: str | None
    subject: frozenset[str]
    around: frozenset[str]
    is_label: bool
    denied: bool = False
    slot: str = ""
    of_group: str = ""
    by_so_much: bool = False


def _is_label(head: "Token") -> bool:
    """A number that names rather than counts: "roll call vote 7", "Apollo 11"."""
    if head.pos_ != "NUM" or head.i == 0 or head.nbor(-1).pos_ not in {"NOUN", "PROPN"}:
        return False
    after = head.nbor(1) if head.i + 1 < len(head.doc) else None
    return after is None or after.pos_ not in {"NOUN", "PROPN", "ADJ", "SYM"}


def role_of(reading: Reading, span: Span) -> Role:
    head = reading.head(span)
    if head is None:
        return Role(None, None, None, frozenset(), frozenset(), is_label=False)
    inside = {t.i for t in reading.tokens(span)}
    noun = _noun(head, inside)
    verb = _verb(head)
    preposition = next((t for t in (head, *head.ancestors) if t.pos_ == "ADP"), None)
    around = [
        t for t in head.sent if t.i not in inside and t.ent_type_ not in {"DATE", "CARDINAL", "PERCENT"}
    ]
    return Role(
        noun=lemma(noun) if noun is not None else None,
        verb=_word(verb, head) if verb is not None else None,
        preposition=preposition.lower_ if preposition is not None else None,
        subject=content([t for c in verb.children if c.dep_ in SUBJECTS for t in c.subtree])
        if verb is not None
        else frozenset(),
        around=content(around),
        is_label=_is_label(head),
        denied=verb is not None and any(is_negation(c) for c in verb.children),
        slot=(noun if noun is not None and head in noun.children else head).dep_,
        of_group=_of_group(head),
        by_so_much=preposition is not None and preposition.lower_ == "by" and preposition.dep_ == "prep",
    )


def _word(verb: "Token", head: "Token") -> str:
    complement = complement_of(verb) if verb.lemma_ == "be" else None
    inside = complement is not None and (complement == head or complement.is_ancestor(head))
    return lemma(verb if complement is None or inside else complement)


def _of_group(head: "Token") -> str:
    """ "Two of the climbers" are a part; "the three climbers" of whom one is spoken are the group."""
    phrase = head.head if head.dep_ == "nummod" else head
    if any(
        c.lower_ == "of" and any(g.dep_ == "pobj" and _is_definite(g) for g in c.children)
        for c in head.children
    ):
        return "part"
    counted = phrase.head.lower_ == "of" and phrase.head.head.pos_ in {"NUM", "PRON"}
    return "group" if phrase.dep_ == "pobj" and counted and _is_definite(phrase) else ""


def _is_definite(noun: "Token") -> bool:
    return any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "all"} for c in noun.children)


def _noun(head: "Token", inside: set[int]) -> "Token | None":
    """The thing counted: "512 voters" -> voters; "12 percent of voters" -> voters."""
    if (
        head.head.i not in inside
        and head.head.pos_ in {"NOUN", "PROPN"}
        and head.dep_ not in {"pobj", "appos"}
    ):
        return head.head
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "in", "for"}:
            found = [c for c in child.children if c.dep_ == "pobj" and c.i not in inside]
            if found:
                return found[0]
    if head.pos_ == "NOUN" and lemma(head) not in _UNIT_NOUNS:
        return head
    return None


def _verb(token: "Token") -> "Token | None":
    return next(
        (t for t in token.ancestors if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}), None
    )


def same_noun(one: Role, other: Role) -> bool:
    return one.noun is not None and other.noun is not None and same_word(one.noun, other.noun)


def same_verb(one: Role, other: Role) -> bool:
    if one.verb is None or other.verb is None:
        return False
    return lexicon.are_synonyms(one.verb, other.verb) or lexicon.are_opposite(one.verb, other.verb)


def contrasts(one: Role, other: Role) -> bool:
    """The words around them set two things against each other: the first medal, the last medal."""
    ours, theirs = one.around - other.around, other.around - one.around
    return any(lexicon.are_opposite(a, b) for a in ours for b in theirs)


def share(of: frozenset[str], among: frozenset[str]) -> float:
    """Share of the words `of` that are `among` the others, by lemma, synonym or root."""
    if not of:
        return 0.0
    return sum(any(same_word(a, b) for b in among) for a in of) / len(of)


def closeness(one: Role, other: Role) -> float:
    """0 to 3: how far two roles are the same; noun and verb count one each, the words around the rest."""
    return same_noun(one, other) + same_verb(one, other) + share(one.around, other.around)
