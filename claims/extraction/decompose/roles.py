"""What somebody is, said by the way: 'As a mayor, Lee …', 'a baker named Jim Cole'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import NAMING
from claims.extraction.decompose.context import ROLE_NOUNS, Sentence
from claims.extraction.decompose.rewrite import be, candidate, name_words, noun_words, tidy
from claims.extraction.tree import (
    AUXILIARIES,
    Candidate,
    Word,
    added,
    child,
    children,
    is_finite,
    is_indefinite,
    is_negated,
    is_past,
    is_plural,
    name_around,
    subject,
    subtree,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_NAMED = frozenset({"PERSON", "ORG", "PRODUCT", "WORK_OF_ART", "GPE", "FAC", "EVENT", "LOC"})
_MODALS = word_set("would could may might should will shall can must 'd 'll")
_LOOSE = frozenset({"relcl", "appos", "acl", "punct", "conj", "cc"})


def claims_of(sentence: Sentence) -> Iterator[Candidate]:
    """Each office that a clause says its subject does something in, and each thing that is named."""
    for token in sentence.doc:
        report = sentence.report_at(token.i)
        if report is not None and not report.asserted:
            continue
        if token.dep_ == "prep" and token.lower_ == "as":
            yield from _in_office(token, sentence)
        elif token.dep_ == "acl" and token.tag_ in {"VBN", "VBD"} and token.lemma_.lower() in NAMING:
            yield from _named(token)


def _in_office(preposition: "Token", sentence: Sentence) -> Iterator[Candidate]:
    """'As secretary, Lee opened the port' → 'Lee was secretary'."""
    main, office = preposition.head, child(preposition, "pobj")
    noun = subject(main)
    if office is None or noun is None or noun.i in sentence.unresolved or preposition.i > noun.i:
        return
    singular = office.tag_ in {"NN", "NNP"} and not is_plural(noun)
    open_ = is_negated(main) or any(c.lower_ in _MODALS for c in children(main, *AUXILIARIES))
    if not singular or open_ or not is_finite(main) or office.lemma_.lower() not in ROLE_NOUNS:
        return
    if noun.ent_type_ != "PERSON" and noun.lower_ not in {"he", "she"}:
        return
    about: tuple[Word, ...] = name_words(noun)
    for one, told in _each(office):
        yield candidate((*about, be(noun, past=is_past(main)), *told), head=one, kind="role", rule="title")


def _each(office: "Token") -> Iterator[tuple["Token", tuple[Word, ...]]]:
    """The office and those joined to it, each with the words from its first to the next one's."""
    offices = [office, *(c for c in children(office, "conj") if c.tag_ == office.tag_)]
    phrase = subtree(office, keep=lambda t: t.dep_ not in _LOOSE or t in offices)
    starts = [min(t.i for t in one.lefts) if list(one.lefts) else one.i for one in offices]
    for one, start, end in zip(offices, starts, [*starts[1:], len(office.doc)], strict=True):
        yield one, words(tidy(t for t in phrase if start <= t.i < end))


def _named(participle: "Token") -> Iterator[Candidate]:
    """'A baker named Jim Cole' → 'Jim Cole is a baker'."""
    thing, name = participle.head, child(participle, "oprd", "dobj", "attr")
    if name is None or name.ent_type_ not in _NAMED or name.i < participle.i or not is_indefinite(thing):
        return
    label = noun_words(thing)
    entity = name_around(name)
    if entity is not None and len(label) > 1:
        yield candidate((*words(entity), added("is"), *label), head=thing, kind="property", rule="title")
