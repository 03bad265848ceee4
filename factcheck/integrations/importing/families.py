"""Which verdict family a publisher's rating belongs to: by its words, else by its number. Plain values.

"" where neither says it: then nobody is told that a claim was refuted because we guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SUPPORTED, MIXED, REFUTED, UNPROVEN, NOT_RATED = "supported", "mixed", "refuted", "unproven", "not_rated"

# The words of the scales that fact-checkers use, as their ratings begin. The longer one wins: “mostly false”
# is not read as “false”, nor “not true” as “true”. Other languages: the commonest words of each.
WORDS = {
    SUPPORTED: """true|mostly true|largely true|correct|mostly correct|accurate|mostly accurate|supported|
        verified|confirmed|right|legit|authentic|real|correct attribution|verdadero|cierto|verdad|vrai|
        richtig|wahr|verdadeiro|vero|waar|prawda|правда|benar""",
    MIXED: """half true|half-true|half truth|mixture|mixed|misleading|partly true|partly false|partially true|
        partially false|partly correct|missing context|lacks context|needs context|out of context|exaggerated|
        exaggeration|cherry-picked|cherry picking|cherrypicking|conflicting evidence|distorted|imprecise|
        three pinocchios|two pinocchios|engañoso|enganoso|media verdad|à moitié vrai|trompeur|irreführend|
        teilweise falsch|teils falsch|größtenteils falsch|fuorviante|misleidend""",
    REFUTED: """false|mostly false|largely false|barely true|pants on fire|fake|fake news|hoax|incorrect|
        inaccurate|wrong|untrue|not true|not correct|not accurate|not real|debunked|refuted|fabricated|
        made up|baseless|altered|doctored|manipulated|miscaptioned|misattributed|incorrect attribution|scam|
        fiction|legend|absurd|four pinocchios|deepfake|ai-generated|falso|mentira|bulo|faux|falsch|fälschung|
        fałsz|фейк|salah|hoaks|yanlış""",
    UNPROVEN: """unproven|unverified|unsupported|unsubstantiated|not enough evidence|not enough info|
        not enough information|insufficient evidence|no evidence|lacks evidence|needs more evidence|
        inconclusive|undetermined|unknown|research in progress|unconfirmed|no hay pruebas|unbelegt|
        non vérifiable""",
    NOT_RATED: """satire|labeled satire|labelled satire|originated as satire|parody|opinion|not checkable|
        uncheckable|not rated|no rating|explainer|sátira|forecast""",
}
# Of the way from the worst to the best number.
SUPPORTED_FROM, REFUTED_TO = 0.75, 0.25


def family_of(words: str, *, value: float | None, worst: float | None, best: float | None) -> str:
    """The family of a rating, or "" where it can't be told."""
    return _by_words(words) or _by_number(value, worst, best)


def _by_words(words: str) -> str:
    said = re.findall(r"[\w'’-]+", words.casefold())
    beginnings = (" ".join(said[:count]) for count in range(LONGEST, 0, -1))
    return next((PHRASES[each] for each in beginnings if each in PHRASES), "")


def _by_number(value: float | None, worst: float | None, best: float | None) -> str:
    if value is None or worst is None or best is None or not worst < best or not worst <= value <= best:
        return ""
    share = (value - worst) / (best - worst)
    if share >= SUPPORTED_FROM:
        return SUPPORTED
    return REFUTED if share <= REFUTED_TO else MIXED


def _phrases() -> Iterator[tuple[str, str]]:
    for family, words in WORDS.items():
        for phrase in words.split("|"):
            yield " ".join(phrase.split()), family


PHRASES = dict(_phrases())
LONGEST = max(phrase.count(" ") + 1 for phrase in PHRASES)
