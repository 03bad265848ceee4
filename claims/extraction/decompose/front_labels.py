"""What somebody is, said in front of the clause: 'A lawyer, Lee has …'."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose.context import ROLE_NOUNS
from claims.extraction.decompose.rewrite import candidate, name_words, tidy
from claims.extraction.tree import Candidate, added, is_indefinite, subject, subtree, words

if TYPE_CHECKING:
    from claims.extraction.tokens import Token


def label_of(verb: "Token") -> "Token | None":
    """The "lawyer" of 'A lawyer, Lee has …': what the person is whose name follows the comma."""
    noun = subject(verb)
    if noun is None or noun.ent_type_ != "PERSON":
        return None
    first = min(t.i for t in noun.subtree)
    label = next((c for c in verb.children if c.dep_ in {"npadvmod", "dep", "nsubj"} and c.i < first), None)
    if label is None or label.pos_ != "NOUN" or not is_indefinite(label) or label.ent_type_:
        return None
    alone = min(t.i for t in label.subtree) == 0 and first > 1 and verb.doc[first - 1].text == ","
    return label if alone and max(t.i for t in label.subtree) < first else None


def told(verb: "Token") -> Iterator[Candidate]:
    """'Lee is a lawyer.'"""
    label, noun = label_of(verb), subject(verb)
    if label is not None and noun is not None:
        kind = "role" if label.lemma_.lower() in ROLE_NOUNS else "property"
        told = (*name_words(noun), added("is"), *words(tidy(subtree(label))))
        yield candidate(told, head=label, kind=kind, rule="apposition")
