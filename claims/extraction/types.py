"""What the steps of extraction hand to each other and to the outside.

Every offset is a count of Unicode code points into the text that was given, end exclusive.
"""

from dataclasses import dataclass

# Characters kept on each side of a quote, so that it can be found again when the text changes
# (the W3C Web Annotation "TextQuoteSelector" leaves the length open; 32 is Hypothesis's choice).
CONTEXT_CHARACTERS = 32

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is credited with a content; `start` and `end` are where the article names them."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """Words of time and the ISO 8601 date, month, year or interval they mean (None: not resolved)."""

    text: str
    start: int
    end: int
    value: str | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """Words of amount, their value ("1500000", "3/5", "3..5", ">700") and unit ("USD", "percent", "")."""

    text: str
    start: int
    end: int
    value: str
    unit: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A name and its label in the model's scheme (PERSON, ORG, GPE …)."""

    text: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: spans of source and cue (None when the article leaves them out) and of the content."""

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class ExtractedSentence:
    """A stretch of the article; all of them together cover it. `set_aside` says why it has no claim."""

    start: int
    end: int
    checkworthiness: float
    set_aside: str | None


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One assertion in words that stand alone, anchored to the article: `article[start:end] == quote`."""

    text: str
    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    kind: str
    speaker: Speaker | None
    cue: Span | None
    when: tuple[When, ...]
    quantities: tuple[Quantity, ...]
    entities: tuple[Entity, ...]
    checkworthiness: float
    reasons: tuple[str, ...]
    ambiguous: tuple[str, ...]
    group: int


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one text; `group` of a claim is the index of its sentence here."""

    language: str
    claims: tuple[ExtractedClaim, ...]
    attributions: tuple[Attribution, ...]
    sentences: tuple[ExtractedSentence, ...]
    notices: tuple[str, ...]
