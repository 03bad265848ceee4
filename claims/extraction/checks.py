"""What a claim must keep of its sentence; one that fails is told by the sentence itself."""

import re

# Why "This was a defeat" can't stand for its sentence.
POINTS_BACK = "points to what another sentence says"
_NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
_NEGATION = re.compile(r"\b(?:not|no|never|without|neither|nor|cannot|none|nobody)\b|n['’]t\b", re.IGNORECASE)
# A "this" that stands for something said before: its verb follows, not its noun ("this week").
_AUXILIARY = "is|was|are|were|has|have|had|will|would|can|could|may|might|must|does|did"
_POINTING = re.compile(
    rf"^(?:this|these|those)\s(?:{_AUXILIARY})\b|^this\s[a-z]+(?:[^isu]s|ed)\b", re.IGNORECASE
)
_DANGLING = re.compile(
    r"^(?:which|who|whom|whose|that|and|but|or|not (?:his|her|its|their|the))\b"
    r"|^\w+ of (?:which|whom)\b"
    r"|\bthat (?:he|she|it|they)$"
    r"|\b(?:and|or|but|of|the|a|an|to|with|which|must|would|should|might|becomes?|became)$",
    re.IGNORECASE,
)
# What was done stands in another sentence: "It did not", "They insist that they had".
_CUT_SHORT = re.compile(
    r"^(?:\S+ ){1,4}(?:is|was|are|were|has|have|had|do|does|did|wo|would|could|should)(?:n['’]t| not)?$"
    r"|\bthat (?:\S+ ){1,3}(?:did|had|would|could)(?:n['’]t| not)?$",
    re.IGNORECASE,
)
# A question, or one in quotation marks; not "It sank, right?".
_QUESTION = re.compile(
    r"^(?:wh\w+|how|is|are|was|were|do|does|did|can|could|will|would|should|has|have|had)\b.*\?|\?[\"”]",
    re.IGNORECASE,
)
# "The crowd cheered", "Lee supports it": cut out of a longer sentence, fewer words say too little to be
# checked, unless one is a figure.
MIN_WORDS = 4
MIN_BARE_WORDS = 3


def is_cut_short(text: str) -> bool:
    """Whether it says that something was done, and what stands in another sentence."""
    return _CUT_SHORT.search(text.rstrip(". ")) is not None


def failures(text: str, source: str) -> tuple[str, ...]:
    """Reasons why a wording can't stand for its part of the article; empty when it can."""
    found = []
    is_bare = len(source.split()) <= MIN_WORDS or _NUMBER.search(text) is not None
    if len(text.split()) < (MIN_BARE_WORDS if is_bare else MIN_WORDS):
        found.append("too short to assert anything")
    if _DANGLING.search(text.rstrip(".")):
        found.append("begins or ends in mid-clause")
    if _POINTING.search(text):
        found.append(POINTS_BACK)
    if is_cut_short(text):
        found.append("leaves out what is done")
    if _QUESTION.search(text):
        found.append("asks, and asserts nothing")
    if set(_NUMBER.findall(text)) - set(_NUMBER.findall(source)):
        found.append("has a number that its sentence lacks")
    if len(_NEGATION.findall(text)) > len(_NEGATION.findall(source)):
        found.append("has a negation that its sentence lacks")
    return tuple(found)
