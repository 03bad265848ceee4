"""Participial clauses beside a main clause: '…, scoring a header', 'Started in 1990, …'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose.inflect import past, present
from claims.extraction.decompose.rewrite import be, candidate, tidy
from claims.extraction.tree import (
    AUXILIARIES,
    Candidate,
    Word,
    child,
    children,
    is_negated,
    is_plural,
    subject,
    subtree,
    word,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Token

# Their doer is what the main clause tells, not its subject.
_OF_THE_EVENT = word_set(
    """
    lead result cause make bring prompt force allow leave give mean demonstrate show suggest mark raise
    follow include depend base accord regard concern compare drive trigger spark end kill send put help
    create
    """
)


def stands_alone(verb: "Token") -> bool:
    """A participle set off by a comma, with nothing of its own to say when or why, in a clause with a
    subject.
    """
    main = verb.head
    if verb.dep_ != "advcl" or subject(verb) is not None or child(verb, "mark", *AUXILIARIES) is not None:
        return False
    if verb.lemma_.lower() in _OF_THE_EVENT or is_negated(main) or is_negated(verb) or subject(main) is None:
        return False
    if any(c.dep_ == "advmod" and c.lower_ in {"when", "while", "once", "if"} for c in verb.children):
        return False
    if verb.tag_ == "VBG":
        return verb.i > main.i and _after_comma(verb)
    return verb.tag_ == "VBN" and verb.i < main.i and min(t.i for t in verb.subtree) == 0


def _after_comma(verb: "Token") -> bool:
    first = min(t.i for t in verb.subtree)
    return first > 0 and verb.doc[first - 1].text == ","


def claims_of(verb: "Token", subject_words: tuple[Word, ...]) -> Iterator[Candidate]:
    """'Lukaku scored a header.'"""
    noun = subject(verb.head)
    tokens = tidy(subtree(verb))
    if noun is None or not tokens:
        return
    if verb.tag_ == "VBN":
        pieces: list[Word] = [*subject_words, be(noun, past=True), *words(tokens)]
    else:
        finite = _finite(verb, noun)
        pieces = [
            *subject_words,
            *(Word(finite, t.i, bool(t.whitespace_)) if t == verb else word(t) for t in tokens),
        ]
    yield candidate(pieces, head=verb, kind="event", rule="participle")


def _finite(verb: "Token", noun: "Token") -> str:
    main = verb.head
    helpers = {c.lower_ for c in children(main, *AUXILIARIES)}
    if main.tag_ in {"VBZ", "VBP"} and not helpers:
        return present(verb.lemma_.lower(), plural=is_plural(noun))
    if helpers & {"will", "would", "may", "could", "can", "might", "shall"}:
        return next(h for h in ("will", "would", "may", "could", "can", "might", "shall") if h in helpers) + (
            " " + verb.lemma_.lower()
        )
    return past(verb.lemma_.lower())
