"""What every rule of decomposition may look at, and the kind of a clause."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import FORECASTING, SAYING, SPEECH_ACTS
from claims.extraction.attribution.reported import Reported
from claims.extraction.tree import child, is_verbal
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

_PLANS = word_set(
    """
    plan intend expect aim hope schedule prepare promise vow pledge propose seek
    """
)
ROLE_NOUNS = word_set(
    """
    president minister secretary mayor governor senator chairman chairwoman chair chief director leader
    spokesman spokeswoman spokesperson commissioner ambassador judge justice professor nominee candidate
    officer adviser advisor coach manager founder head editor author member representative congressman
    congresswoman lawmaker general colonel captain sergeant king queen prince princess pope bishop
    archbishop lawyer attorney prosecutor economist analyst scientist researcher actor actress singer
    brother sister father mother son daughter wife husband player pilot doctor journalist reporter writer
    owner executive chancellor premier deputy commander founder co-founder creator physicist mathematician
    philosopher politician activist engineer correspondent host consultant strategist surrogate speechwriter
    councillor councilor councilman councilwoman alderman sheriff columnist pollster treasurer organizer
    """
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A parsed sentence, what it hands to speakers, the pronouns that stay open, and whether somebody whom
    another sentence names speaks all of it.
    """

    doc: "Doc"
    reports: tuple[Reported, ...]
    unresolved: frozenset[int] = frozenset()
    is_spoken: bool = False

    def report_at(self, token: int) -> Reported | None:
        """The innermost content that the token stands in."""
        inside = [r for r in self.reports if r.head is not None and token in r.content]
        return min(inside, key=lambda r: len(r.content)) if inside else None

    def report_by(self, verb: int) -> Reported | None:
        """What the verb hands to its speaker."""
        return next((r for r in self.reports if r.verb == verb), None)


def kind_of(verb: "Token") -> str:
    """The kind of the claim that the clause makes."""
    lemma = verb.lemma_.lower()
    if any(c.lower_ in {"will", "'ll", "’ll", "would", "shall"} for c in verb.children if c.dep_ == "aux"):
        return "planned_event"
    if lemma in FORECASTING:
        return "planned_event"
    if lemma in _PLANS and (child(verb, "xcomp") is not None or child(verb, "dobj") is not None):
        return "planned_event"
    if lemma in SPEECH_ACTS or lemma in SAYING:
        return "statement"
    if lemma == "be" or not is_verbal(verb):
        return _kind_of_predicate(verb)
    return "property" if verb.tag_ in {"VBZ", "VBP"} and child(verb, "aux") is None else "event"


def _kind_of_predicate(verb: "Token") -> str:
    complement = child(verb, "attr", "acomp", "prep")
    if complement is None:
        return "property"
    if complement.lemma_.lower() in ROLE_NOUNS:
        return "role"
    measured = any(t.like_num or t.ent_type_ in {"MONEY", "PERCENT", "CARDINAL"} for t in complement.subtree)
    return "quantity" if measured else "property"
