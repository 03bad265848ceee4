"""What a claim must keep of its sentence; one that fails is told by the sentence itself."""

import re

_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_NEGATION = re.compile(r"\b(?:not|no|never|without|neither|nor|cannot|none|nobody)\b|n['’]t\b", re.IGNORECASE)
_DANGLING = re.compile(
    r"^(?:which|who|whom|whose|that|and|but|or|this|these|those)\b|\b(?:and|or|but|of|the|a|an|to|with|which)$",
    re.IGNORECASE,
)
MIN_WORDS = 3


def failures(text: str, source: str) -> tuple[str, ...]:
    """Reasons why a wording can't stand for its part of the article; empty when it can."""
    found = []
    if len(text.split()) < MIN_WORDS:
        found.append("too short to assert anything")
    if _DANGLING.search(text.rstrip(".")):
        found.append("begins or ends in mid-clause")
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(source)):
        found.append("has a number that its sentence lacks")
    if len(_NEGATION.findall(text)) > len(_NEGATION.findall(source)):
        found.append("has a negation that its sentence lacks")
    return tuple(found)
