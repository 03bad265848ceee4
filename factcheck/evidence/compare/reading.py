"""A parsed text, and the questions that every comparison asks of its words."""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claims.extraction.parser import parse
from factcheck.evidence.compare.lexicon import LIGHT_WORDS
from factcheck.evidence.compare.types import Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

CONTENT_TAGS = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV"})


@dataclass(frozen=True)
class Reading:
    """A text, its parse, and its content words."""

    text: str
    doc: "Doc"

    def tokens(self, span: Span) -> "list[Token]":
        """The tokens that overlap a span of characters."""
        return [t for t in self.doc if t.idx < span[1] and t.idx + len(t) > span[0]]

    def head(self, span: Span) -> "Token | None":
        """The token of the span that governs the others in it."""
        inside = self.tokens(span)
        indexes = {t.i for t in inside}
        return next((t for t in inside if t.head.i not in indexes or t.head.i == t.i), None)


# A claim is set beside many passages, and judged after it is compared.
@lru_cache(maxsize=64)
def read(text: str) -> Reading:
    return Reading(text, next(iter(parse([text]))))


# The same words come again and again.
@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Lower case without accents: "Zürich" and "zurich" are one word."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'").casefold())
    return "".join(c for c in plain if not unicodedata.combining(c))


def lemma(token: "Token") -> str:
    return folded(token.lemma_)


def is_content(token: "Token") -> bool:
    return token.pos_ in CONTENT_TAGS and lemma(token) not in LIGHT_WORDS and token.text[0].isalnum()


def content(tokens: "list[Token] | Doc") -> frozenset[str]:
    """The lemmas of the words that carry meaning."""
    return frozenset(lemma(t) for t in tokens if is_content(t))


def span_of(tokens: "list[Token]") -> Span:
    first, last = min(tokens, key=lambda t: t.i), max(tokens, key=lambda t: t.i)
    return first.idx, last.idx + len(last)
