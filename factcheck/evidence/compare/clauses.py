"""How a verb's clause is built: what it ascribes, what it is said of, what stands under its prepositions."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcheck.evidence.compare.lexicon import EXCLUDING

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
ADJUNCTS = frozenset(
    {"dobj", "dative", "attr", "acomp", "oprd", "agent", "prep", "npadvmod", "pobj", "advmod"}
)
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "conj", "parataxis", "xcomp", "acl", "csubj"})


def complement_of(token: "Token") -> "Token | None":
    """What is ascribed: "is dead", "was part of", "proved innocent", "is under their control"."""
    linking = token.lemma_ in {"be", "become", "remain"}
    found = [c for c in token.children if c.dep_ in {"acomp", "oprd"} or (linking and c.dep_ == "attr")]
    if found or not linking:
        return found[0] if found else None
    placed = [c for p in token.children if p.dep_ == "prep" for c in p.children if c.dep_ == "pobj"]
    return placed[0] if placed else None


def arguments_of(token: "Token", complement: "Token | None") -> Iterator["Token"]:
    for child in token.children:
        if child.dep_ in SUBJECTS | ADJUNCTS and child.lower_ not in EXCLUDING:
            yield from _phrase(child)
    if not any(c.dep_ in SUBJECTS for c in token.children):
        yield from _inherited_subject(token)
    yield from (word for found in _shared_object(token) for word in _phrase(found))
    if complement is not None and complement.head != token:
        yield from _phrase(complement)


def slots_of(token: "Token", complement: "Token | None") -> Iterator[Iterator["Token"]]:
    """The phrases of the subject, the object, and who did it: each is its own part of what is said."""
    subjects = [c for c in token.children if c.dep_ in SUBJECTS]
    yield from (_phrase(c) for c in subjects)
    if not subjects:
        yield _inherited_subject(token)
    for child in (*token.children, *_shared_object(token)):
        if child.dep_ in {"dobj", "attr", "oprd"} and child != complement:
            yield _phrase(child)
        if child.dep_ == "agent":
            yield from (_phrase(c) for c in child.children if c.dep_ == "pobj")


def placed_of(token: "Token", complement: "Token | None") -> Iterator["Token"]:
    """What stands under the predicate's prepositions, or under those of the word it ascribes."""
    ascribed = complement.children if complement is not None and complement.dep_ == "attr" else ()
    for preposition in (c for c in (*token.children, *ascribed) if _places(c)):
        for child in preposition.children:
            if child.dep_ == "pobj" and child != complement:
                yield from _phrase(child)


def clause_of(token: "Token") -> list["Token"]:
    """The words of the clause that a word stands in, with what it says or wants, and no clause aside."""
    verb = next((t for t in (token, *token.ancestors) if t.pos_ in {"VERB", "AUX"} or t.head == t), token)
    return list(_within(verb.head if verb.dep_ in {"aux", "auxpass"} else verb))


def _within(token: "Token") -> Iterator["Token"]:
    yield token
    for child in token.children:
        joined = child.dep_ == "conj" and child.pos_ in {"VERB", "AUX"}
        if child.dep_ not in {"relcl", "acl", "advcl"} and not joined:
            yield from _within(child)


def _places(token: "Token") -> bool:
    return token.dep_ == "prep" and token.lower_ not in EXCLUDING


def _inherited_subject(token: "Token") -> Iterator["Token"]:
    """A participle's or second verb's subject stands with the verb or noun above it.

    What is told of a noun that is ascribed is told of its bearer: "she is a painter trained in Rome".
    """
    above = token.head
    if token.dep_ in {"relcl", "acl"} and above.i != token.i:
        yield above
        if above.dep_ == "appos":
            yield above.head
        elif above.dep_ == "attr":
            yield from _subject(above.head)
    elif token.dep_ in {"conj", "xcomp", "advcl", "pcomp"}:
        governing = above.head if token.dep_ == "pcomp" else above
        found = list(_subject(governing))
        yield from found or (_inherited_subject(governing) if governing.i != token.i else ())


def _shared_object(token: "Token") -> Iterator["Token"]:
    """The object that two verbs have in common stands with the second: "wrote and sang the song"."""
    second = token.doc[token.i + 2] if token.i + 2 < len(token.doc) else None
    if second is None or token.pos_ != "VERB" or second.dep_ != "conj" or second.head != token:
        return
    if not any(c.dep_ in {"dobj", "nsubjpass"} for c in token.children):
        yield from (c for c in second.children if c.dep_ == "dobj")


def _subject(token: "Token") -> Iterator["Token"]:
    for child in token.children:
        if child.dep_ in SUBJECTS:
            yield from _phrase(child)


def _phrase(token: "Token") -> Iterator["Token"]:
    """A token and all below it but subordinate clauses, and what "except" or "other than" leave out."""
    yield token
    for child in token.children:
        if child.dep_ == "prep" and not _places(child):
            continue
        if child.dep_ not in CLAUSES or (child.dep_ == "conj" and child.pos_ != "VERB"):
            yield from _phrase(child)
