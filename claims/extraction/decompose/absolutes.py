"""'…, with the first meeting set to take place in May': a clause without a verb of its own."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose import participles
from claims.extraction.decompose.rewrite import be, candidate, name_words, noun_words, tidy
from claims.extraction.tree import (
    AUXILIARIES,
    Candidate,
    Word,
    child,
    children,
    is_finite,
    is_negated,
    is_past,
    is_plural,
    is_verbal,
    subject,
    subtree,
    word,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# What somebody has who is said to win, rank or stand "with" it.
_WON = word_set("vote majority share turnout point seat percent")
_WINNING = word_set("elect reelect re-elect win finish lead end top defeat beat retain place rank")


def stands_alone(preposition: "Token") -> bool:
    """A "with" after a comma, or first, whose noun has a participle, or one that says what somebody has."""
    if preposition.lower_ != "with":
        return False
    if preposition.i and _owner(preposition) is not None:
        return True
    apart = preposition.i == 0 or preposition.nbor(-1).text == ","
    return (apart or _is_clause(preposition)) and _parts(preposition) is not None


def _is_clause(preposition: "Token") -> bool:
    """'ended with Lund winning': the noun does something, in a clause that tells what was so."""
    doing, name = child(preposition, "pcomp"), child(preposition, "pobj")
    if doing is None and name is not None and name.ent_type_:
        doing = child(name, "acl")
    if doing is None or doing.tag_ != "VBG" or (doing.dep_ == "pcomp" and subject(doing) is None):
        return False
    main = next((t for t in preposition.ancestors if is_verbal(t)), None)
    if main is None or not is_finite(main) or is_negated(main):
        return False
    return not any(c.tag_ == "MD" for c in children(main, *AUXILIARIES))


def _owner(preposition: "Token") -> "Token | None":
    """Who has what follows: 'The museum, with 3,000 paintings, …', 'Lee was elected with 58,825 votes'."""
    noun, thing = preposition.head, child(preposition, "pobj")
    if thing is None or child(thing, "acl", "relcl") is not None or preposition.lower_ != "with":
        return None
    if noun.dep_ in {"nsubj", "nsubjpass"} and preposition.nbor(-1).text == ",":
        return noun
    counted = thing.lemma_.lower() in _WON and any(t.like_num for t in thing.lefts)
    won = is_verbal(noun) and noun.lemma_.lower() in _WINNING and not is_negated(noun)
    return subject(noun) if counted and won else None


def _had(preposition: "Token", owner: "Token") -> Iterator[Candidate]:
    """'Lee had 58,825 votes.'"""
    verb = owner.head
    form = "had" if is_past(verb) else "have" if is_plural(owner) else "has"
    about = name_words(owner) if owner.ent_type_ == "PERSON" else noun_words(owner)
    about = tuple(w for w in about if w.token is None or w.token < preposition.i or owner.i > preposition.i)
    thing = child(preposition, "pobj")
    assert thing is not None
    told = tidy(subtree(thing))
    yield candidate(
        (*about, Word(form, preposition.i), *words(told)), head=thing, kind="quantity", rule="absolute"
    )


def claims_of(preposition: "Token") -> Iterator[Candidate]:
    """'The first meeting is set to take place in May.'"""
    owner = _owner(preposition)
    if owner is not None:
        yield from _had(preposition, owner)
        return
    found = _parts(preposition)
    if found is None:
        return
    noun, participle = found
    if participle.pos_ == "ADJ":
        pieces = (*_plain_noun(noun, participle), be(noun, past=is_past(preposition.head)))
        yield candidate(
            (*pieces, *words(tidy(subtree(participle)))), head=participle, kind="property", rule="absolute"
        )
        return
    main = next((t for t in preposition.ancestors if is_finite(t)), preposition.head)
    others = _others(participle, noun)
    for other in others:
        yield from _done_to(other, main)
    for one, tokens in participles.told_one_by_one(participle):
        own = [t for t in tokens if not any(other in {t, *t.ancestors} for other in others)]
        second = _second(one, own)
        if second is not None:
            yield from _joined(*second, main)
            own = own[: own.index(second[2][0])]
        rest = [t for t in own if noun.head != participle or (t != noun and noun not in t.ancestors)]
        verb = _finite(one, noun, main) if one.tag_ == "VBG" else None
        told = (Word(verb, t.i, bool(t.whitespace_)) if verb and t == one else word(t) for t in tidy(rest))
        helper = () if verb else (be(noun, past=is_past(main)),)
        pieces = (*noun_words(noun), *helper, *told)
        yield candidate(pieces, head=one, kind="event", rule="absolute", extra=_bare(main, preposition))


def _done_to(other: "Token", main: "Token") -> Iterator[Candidate]:
    """'4 were hurt', of 'with 4 hurt and 9 still missing'."""
    deed = child(other, "acl")
    if deed is not None and deed.tag_ == "VBN":
        told = (*noun_words(other), be(other, past=is_past(main)), *words(tidy(subtree(deed))))
        yield candidate(told, head=deed, kind="event", rule="absolute")


def _bare(main: "Token", preposition: "Token") -> list[int]:
    """The verb that says nothing but how something went: 'The match ended with Lund winning three points'."""
    others = [c for c in main.children if c.dep_ not in {"nsubj", "punct", "cc", "mark"} and c != preposition]
    return [] if others or not _is_clause(preposition) else [main.i]


def _second(verb: "Token", tokens: list["Token"]) -> tuple["Token", "Token", list["Token"]] | None:
    """The noun, its participle and all words from the "and" of '… and the others backing Roe', which the
    parser hangs on the last noun before it.
    """
    for doing in tokens:
        noun = doing.head
        if doing.dep_ != "acl" or doing.tag_ != "VBG" or noun.dep_ != "conj" or doing.i != noun.i + 1:
            continue
        first = min(t.i for t in noun.subtree)
        at = next((n for n, t in enumerate(tokens) if t.i == first), 0)
        if noun.i > verb.i and at and tokens[at - 1].lower_ == "and":
            return noun, doing, tokens[at - 1 :]
    return None


def _joined(noun: "Token", doing: "Token", tokens: list["Token"], main: "Token") -> Iterator[Candidate]:
    """'The others backed Roe.'"""
    verb = Word(_finite(doing, noun, main), doing.i, bool(doing.whitespace_))
    told = (verb if t == doing else word(t) for t in tidy(tokens[1:]))
    yield candidate(told, head=doing, kind="event", rule="absolute")


def _finite(verb: "Token", noun: "Token", main: "Token") -> str:
    """What goes on while the clause is told in a compound present goes on still."""
    if verb.lower_ == "missing":
        return f"{be(noun, past=is_past(main)).text} missing"
    helpers = {c.tag_ for c in children(main, *AUXILIARIES)}
    if helpers & {"VBZ", "VBP"}:
        return f"{be(noun).text} {verb.text}"
    return participles.finite_form(verb, noun, main)


def _last_subject(participle: "Token") -> "Token | None":
    """The "9" of 'with 4 hurt and 9 still missing'."""
    return next(reversed([c for c in children(participle, "nsubj") if c.i < participle.i]), None)


def _others(participle: "Token", noun: "Token") -> list["Token"]:
    return [c for c in children(participle, "nsubj", "cc") if c.i < participle.i and c != noun]


def _plain_noun(noun: "Token", adjective: "Token") -> tuple[Word, ...]:
    return words(tidy(subtree(noun, keep=lambda t: t != adjective)))


def _parts(preposition: "Token") -> tuple["Token", "Token"] | None:
    noun = child(preposition, "pobj")
    participle = child(noun, "acl") if noun is not None else None
    if noun is not None and participle is None:
        participle = next((c for c in children(noun, "amod") if c.i > noun.i and child(c, "prep")), None)
    if noun is None:
        participle = child(preposition, "pcomp")
        noun = _last_subject(participle) if participle is not None else None
    if noun is None or participle is None or participle.tag_ not in {"VBN", "VBG", "VBD", "JJ"}:
        return None
    return noun, participle
