"""A parsed sentence in plain Python: read from the parser once, asked by the rules many thousand times.

The names are those of spaCy, whose own tokens are made anew and look their strings up at each question.
"""

from bisect import insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc as SpacyDoc
    from spacy.tokens import Token as SpacyToken

_PLACE = attrgetter("i")


class Token:
    """A word of a sentence and its place in the tree; tags, relations and heads may be put right."""

    __slots__ = (
        "_head",
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "i",
        "idx",
        "is_digit",
        "is_punct",
        "is_space",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(self, doc: "Doc", read: "SpacyToken") -> None:
        self.doc = doc
        self.i = read.i
        self.idx = read.idx
        self.text = read.text
        self.lower_ = read.lower_
        self.lemma_ = read.lemma_
        self.whitespace_ = read.whitespace_
        self.pos_ = read.pos_
        self.tag_ = read.tag_
        self.dep_ = read.dep_
        self.ent_type_ = read.ent_type_
        self.ent_iob_ = read.ent_iob_
        self.is_space = read.is_space
        self.is_punct = read.is_punct
        self.is_digit = read.is_digit
        self.like_num = read.like_num
        self.children: list[Token] = []
        self._head = self

    def __len__(self) -> int:
        return len(self.text)

    def __bool__(self) -> bool:
        return True

    def __repr__(self) -> str:
        return self.text

    @property
    def head(self) -> "Token":
        """What it hangs on; a root hangs on itself."""
        return self._head

    @head.setter
    def head(self, head: "Token") -> None:
        if self._head is not self:
            self._head.children.remove(self)
        self._head = head
        if head is not self:
            insort(head.children, self, key=_PLACE)

    @property
    def is_upper(self) -> bool:
        return self.text.isupper()

    @property
    def is_lower(self) -> bool:
        return self.text.islower()

    @property
    def is_title(self) -> bool:
        return self.text.istitle()

    @property
    def lefts(self) -> "list[Token]":
        return [c for c in self.children if c.i < self.i]

    @property
    def subtree(self) -> "list[Token]":
        """The token and all below it, each branch in one piece: those before it, itself, those after it."""
        found: list[Token] = []
        self._gather(found)
        return found

    def _gather(self, found: "list[Token]") -> None:
        is_out = False
        for branch in self.children:
            if not is_out and branch.i > self.i:
                found.append(self)
                is_out = True
            branch._gather(found)
        if not is_out:
            found.append(self)

    @property
    def ancestors(self) -> "Iterator[Token]":
        """What it hangs on, and so on up to the root; two that hang on each other end nowhere else."""
        at = self
        for _ in self.doc:
            if at._head is at:
                return
            at = at._head
            yield at

    def is_ancestor(self, below: "Token") -> bool:
        return any(a is self for a in below.ancestors)

    @property
    def left_edge(self) -> "Token":
        return min(self.subtree, key=_PLACE)

    @property
    def sent(self) -> "Span":
        return next(s for s in self.doc.sents if s.start <= self.i < s.end)

    def nbor(self, away: int = 1) -> "Token":
        """The token that many places on; an IndexError outside the sentence."""
        if self.i + away < 0:
            raise IndexError(f"There is no token {-away} places before {self.text!r}.")
        return self.doc[self.i + away]


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring tokens; those of a name or a figure have a label."""

    doc: "Doc" = field(compare=False, repr=False)
    start: int
    end: int
    label_: str = ""

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> "Span": ...
    def __getitem__(self, at: int | slice) -> "Token | Span":
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        return self[0].idx

    @property
    def end_char(self) -> int:
        return self[-1].idx + len(self[-1])

    @property
    def text(self) -> str:
        return self.doc.text[self.start_char : self.end_char] if len(self) else ""

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, the first of several; a mark or a space only where
        there is nothing else.
        """
        outside = [t for t in self if t.head is t or not self.start <= t.head.i < self.end]
        return min(outside, key=_depth, default=self[0])


def _depth(token: Token) -> int:
    """How many tokens are above; as many as there can be above a mark that nothing hangs on."""
    is_bare = (token.is_punct or token.is_space) and not token.children and token.head is not token
    return len(token.doc) if is_bare else sum(1 for _ in token.ancestors)


class Doc:
    """A parsed sentence; `article` is how the article has it, where the parser read a plainer form."""

    def __init__(self, read: "SpacyDoc") -> None:
        self.text: str = read.text
        self.article: str = read.text
        self.tokens = [Token(self, t) for t in read]
        for token, source in zip(self.tokens, read, strict=True):
            token.head = self.tokens[source.head.i]
        self.ents = tuple(Span(self, e.start, e.end, e.label_) for e in read.ents)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    def __len__(self) -> int:
        return len(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]

    def set_ents(self, spans: list[Span]) -> None:
        """Put these names and figures in the place of those read before; none may overlap another."""
        for token in self.tokens:
            token.ent_type_, token.ent_iob_ = "", "O"
        for span in spans:
            for token in span:
                token.ent_type_, token.ent_iob_ = span.label_, "B" if token.i == span.start else "I"
        self.ents = tuple(sorted(spans, key=lambda s: s.start))

    @property
    def sents(self) -> tuple[Span, ...]:
        """The sentences that the parser saw: each starts where the tree of a root does."""
        starts = sorted({0} | {t.left_edge.i for t in self.tokens if t.head is t})
        return tuple(Span(self, a, b) for a, b in zip(starts, [*starts[1:], len(self)], strict=True))
