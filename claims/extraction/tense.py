"""Does a time lie ahead of the article, or behind it? Its own clause says, not the sentence's first verb."""

from datetime import date
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.dates import find_dates
from claims.extraction.tree import AUXILIARIES, children, is_verbal
from claims.extraction.types import When
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

_COMING = word_set("will 'll would shall wo going gonna")
# In front of a time or an event they put it after the moment that is told.
_AHEAD = word_set("ahead eve before upcoming forthcoming due scheduled planned next coming expected set")
# Verbs whose infinitive has not happened yet.
_PLANNING = word_set(
    """
    plan expect schedule set due intend aim hope want agree decide vow pledge promise prepare need ask order
    urge call invite likely ready
    """
)


def dates_of(doc: "Doc", *, published: date | None) -> tuple[When, ...]:
    """The sentence's times, each looked at the way its own clause does."""
    behind = find_dates(doc.text, published=published, future=False)
    if not any(looks_ahead(doc, w.start) for w in behind):
        return behind
    ahead = {(w.start, w.end): w for w in find_dates(doc.text, published=published, future=True)}
    return tuple(ahead.get((w.start, w.end), w) if looks_ahead(doc, w.start) else w for w in behind)


def looks_ahead(doc: "Doc", at: int) -> bool:
    """Whether the time whose words begin at this character of the sentence is still to come."""
    token = next((t for t in doc if t.idx + len(t) > at), None)
    while token is not None:
        decided = _decides(token)
        if decided is not None:
            return decided
        token = token.head if token.head != token else None
    return False


def _decides(token: "Token") -> bool | None:
    """What this word says of the times below it; None when it says nothing."""
    if token.lower_ in _AHEAD or any(c.lower_ in _AHEAD and c.i < token.i for c in token.children):
        return True
    if not is_verbal(token) or token.dep_ in AUXILIARIES:
        return None
    return _by_verb(token)


def _by_verb(verb: "Token") -> bool | None:
    helpers = children(verb, *AUXILIARIES)
    if any(h.lower_ in _COMING for h in helpers) or verb.lemma_.lower() in {"schedule", "plan"}:
        return True
    if verb.tag_ == "VBD" or any(h.tag_ == "VBD" or h.lemma_ == "have" for h in helpers):
        return False
    if verb.tag_ == "VB":
        return verb.head.lemma_.lower() in _PLANNING or any(h.tag_ == "MD" for h in helpers) or None
    is_present = verb.tag_ in {"VBZ", "VBP"} or any(h.tag_ in {"VBZ", "VBP"} for h in helpers)
    return verb.lemma_.lower() not in SAYING if is_present else None
