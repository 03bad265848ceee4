"""Questions asked of a parsed sentence, and the words of a candidate claim built from it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.types import Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token
    from claims.extraction.tokens import Span as Name

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
AUXILIARIES = frozenset({"aux", "auxpass"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
# The relation of a party label to its name ("meta" is the model's word for what is no part of the grammar).
PARTY = "meta"
QUOTE_MARKS = frozenset({*'"“”„«»', "''"})
_DENYING = frozenset({"never", "no", "hardly", "scarcely"})


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a claim: its text, the token it stands for (None: added), and whether a space follows."""

    text: str
    token: int | None
    space: bool = True


@dataclass(frozen=True, slots=True)
class Candidate:
    """A claim before names are resolved; `tokens` are those of its sentence that it rests on."""

    words: tuple[Word, ...]
    tokens: tuple[int, ...]
    kind: str
    rule: str
    head: int


def word(token: "Token") -> Word:
    """The token as the article has it."""
    text = token.doc.article[token.idx : token.idx + len(token)]
    return Word(text, token.i, bool(token.whitespace_))


def words(tokens: Iterable["Token"]) -> tuple[Word, ...]:
    return tuple(map(word, tokens))


def added(text: str) -> Word:
    return Word(text, None)


def child(token: "Token", *relations: str) -> "Token | None":
    """The first child that stands in one of the relations."""
    for below in token.children:
        if below.dep_ in relations:
            return below
    return None


def children(token: "Token", *relations: str) -> list["Token"]:
    return [c for c in token.children if c.dep_ in relations]


def subject(token: "Token") -> "Token | None":
    return child(token, *SUBJECTS)


def subtree(token: "Token", *, keep: Callable[["Token"], bool] = lambda t: True) -> list["Token"]:
    """The token and all below it, in order; a branch whose head is not kept is left out."""
    found, waiting = [token], [token]
    while waiting:
        fresh = [c for c in waiting.pop().children if keep(c)]
        found.extend(fresh)
        waiting.extend(fresh)
    return sorted(found, key=lambda t: t.i)


def is_verbal(token: "Token") -> bool:
    return token.pos_ in {"VERB", "AUX"}


def is_finite(token: "Token") -> bool:
    """Whether the verb, or its first auxiliary, carries tense."""
    return token.tag_ in FINITE_TAGS or any(
        c.tag_ in FINITE_TAGS for c in token.children if c.dep_ in AUXILIARIES
    )


def is_past(token: "Token") -> bool:
    """Whether the verb, or its first auxiliary, tells of the past."""
    return token.tag_ == "VBD" or any(c.tag_ == "VBD" for c in token.children if c.dep_ in AUXILIARIES)


def name_around(token: "Token") -> "Name | None":
    """The named thing or person that the token is a word of."""
    return next((e for e in token.doc.ents if e.start <= token.i < e.end), None)


def is_negated(token: "Token") -> bool:
    return any(c.dep_ == "neg" or c.lower_ in _DENYING or _is_no_longer(c) for c in token.children)


def _is_no_longer(adverb: "Token") -> bool:
    return adverb.lower_ == "longer" and any(c.lower_ == "no" for c in adverb.children)


def is_indefinite(noun: "Token") -> bool:
    return any(c.dep_ == "det" and c.lower_ in {"a", "an"} for c in noun.children)


def is_plural(noun: "Token") -> bool:
    counts = noun.tag_ == "CD" and noun.ent_type_ != "DATE" and noun.lower_ not in {"1", "one"}
    return counts or noun.tag_ in {"NNS", "NNPS"} or child(noun, "conj") is not None


def char_span(doc: "Doc", tokens: Iterable[int]) -> Span:
    """First to last character of the tokens, in the sentence's text."""
    found = sorted(tokens)
    last = doc[found[-1]]
    return doc[found[0]].idx, last.idx + len(last)


def text_of(pieces: Iterable[Word]) -> str:
    return "".join(w.text + (" " if w.space else "") for w in pieces).strip()
