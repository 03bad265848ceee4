"""What the passages that people accepted add up to: a family of ratings, or, most often, nothing.

Pure. Only people's stances count, never the machine's. Nothing is concluded from a single source, from
sources that say both, from a page that no longer says it, from a judgement of other words, or while a part of
the claim is borne out by none.
Mixed and unproven verdicts weigh what is said, which is a person's work: they are never concluded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from factcheck.evidence.coverage import Part

# The rules' version, kept with everything that they conclude.
RULES = "verdict-rules-1"
# Families of the workflow, which lies above; a test holds the two together.
Family = Literal["supported", "refuted"]
Reason = Literal[
    "nothing decides",
    "both sides",
    "source changed",
    "reworded",
    "one source",
    "not compared",
    "part open",
    "part differs",
]
# Fewer sources than this, however sure each is, may all repeat one mistake.
LEAST_SOURCES = 2
# How often one source alone is right: what a shown stance has to reach. Two independent ones that agree are
# then right in .97; on development data 72 of 73 such claims were (docs/evaluation.md).
ONE_SOURCE_RIGHT = 0.85


@dataclass(frozen=True, slots=True)
class Weighed:
    """An accepted passage. source: the same for sources that stand or fall together (rules.independent).

    holds: whether its page still says it, as far as is known. of_these_words: whether it was accepted for the
    claim's words as they are now. compared: whether it is known which parts of the claim it speaks to.
    """

    key: int
    stance: str
    source: int
    holds: bool = True
    of_these_words: bool = True
    compared: bool = True


@dataclass(frozen=True, slots=True)
class Conclusion:
    """family: "" for no suggestion, and then why_not says why. score: 0 to 1, how likely people agree.

    passages: the keys it rests on. sources: how many independent ones they come from. parts: the claim's
    words that keep it from being concluded.
    """

    family: Family | Literal[""] = ""
    score: float = 0.0
    passages: tuple[int, ...] = ()
    sources: int = 0
    why_not: Reason | None = None
    parts: tuple[str, ...] = ()


def conclude(passages: Sequence[Weighed], parts: Sequence[Part] = ()) -> Conclusion:
    """passages: the accepted ones. parts: the claim's, with what those passages say of each."""
    supporting = [one for one in passages if one.stance == "supports"]
    contradicting = [one for one in passages if one.stance == "contradicts"]
    decisive = supporting or contradicting
    if not decisive:
        return Conclusion(why_not="nothing decides")
    if supporting and contradicting:
        return Conclusion(why_not="both sides")
    if stale := _stale(decisive):
        return Conclusion(why_not=stale)
    sources = len({one.source for one in decisive})
    if sources < LEAST_SOURCES:
        return Conclusion(why_not="one source")
    if supporting and (doubt := _doubt(supporting, parts)):
        return doubt
    return Conclusion(
        family="supported" if supporting else "refuted",
        score=_score(sources),
        passages=tuple(one.key for one in decisive),
        sources=sources,
    )


def _stale(decisive: Sequence[Weighed]) -> Reason | None:
    """Whether a judgement was of a page, or of a claim, that says something else now."""
    if not all(one.holds for one in decisive):
        return "source changed"
    return None if all(one.of_these_words for one in decisive) else "reworded"


def _doubt(supporting: Sequence[Weighed], parts: Sequence[Part]) -> Conclusion | None:
    """A claim is supported only when each part is borne out, whatever stance the passage as a whole got."""
    if not all(one.compared for one in supporting):
        return Conclusion(why_not="not compared")
    differing = tuple(part.words for part in parts if part.differ and not part.agree)
    if differing:
        return Conclusion(why_not="part differs", parts=differing)
    silent = tuple(part.words for part in parts if part.is_open)
    return Conclusion(why_not="part open", parts=silent) if silent else None


def _score(sources: int) -> float:
    """That all of them are right rather than all of them wrong, when each errs by itself."""
    right, wrong = ONE_SOURCE_RIGHT**sources, (1 - ONE_SOURCE_RIGHT) ** sources
    return round(right / (right + wrong), 4)
