"""How much a statement deserves a check, with reasons a person can read."""

import math
import re
from dataclasses import dataclass

NUMBER = "gives a number"
NAMED = "names who or what it is about"
COMPARISON = "compares"
CAUSE = "says what caused what"
FORECAST = "is a forecast"
DATED = "says when"
QUOTED = "somebody is credited with it"
OPINION = "is an opinion"
VAGUE = "names nobody and nothing to check"
PERSONAL = "is about the speaker's own feelings or wishes"

_NUMBER = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|hundred|thousand|million|billion"
    r"|trillion|half|quarter|percent|majority|twice|double)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;:)] )[A-Z][\w.'’-]+|\b[A-Z]{2,}\b|^[A-Z][\w'’-]+ [A-Z]")
_COMPARISON = re.compile(
    r"\b(?:more|less|fewer|higher|lower|bigger|smaller|larger|greater|better|worse|most|least|highest|lowest|largest"
    r"|biggest|first|worst|best|only|record|than|increased?|decreased?|rose|fell|grew|dropped|doubled|tripled"
    r"|cut|raised)\b",
    re.IGNORECASE,
)
_CAUSE = re.compile(
    r"\b(?:because|caused?|led to|due to|resulted?|thanks to|driven by|as a result)\b", re.IGNORECASE
)
_FORECAST = re.compile(
    r"\b(?:will|would|going to|expects?|plans?|forecasts?|predicts?|intends?|by 20\d\d)\b", re.IGNORECASE
)
_OPINION = re.compile(
    r"\b(?:should|must|ought|need to|needs to|have to|has to|deserves?|great|terrible|wonderful|horrible|beautiful|amazing"
    r"|tragic|shameful|sad|proud|important|critical|wiser|unacceptable|outrageous|disgraceful|ridiculous|best way"
    r"|I (?:think|believe|feel|hope|guess)|in my (?:view|opinion)|hopefully|unfortunately|let's|let us)\b",
    re.IGNORECASE,
)
_PERSONAL = re.compile(
    r"\b(?:I|we)\b.{0,30}\b(?:want|hope|wish|love|like|thank|feel|glad|happy|pleased)\b", re.IGNORECASE
)
_DATED = re.compile(
    r"\b(?:(?:1[5-9]|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|last (?:week|month|year)"
    r"|january|february|april|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Score:
    """0 to 1, and why; opinions get a low score and say so."""

    checkworthiness: float
    reasons: tuple[str, ...]


# Log-odds of each sign; the base is a plain statement without any.
_WEIGHTS = (
    (NUMBER, _NUMBER, 1.1),
    (NAMED, _NAME, 0.8),
    (COMPARISON, _COMPARISON, 0.5),
    (CAUSE, _CAUSE, 0.4),
    (FORECAST, _FORECAST, -0.2),
    (DATED, _DATED, 0.3),
    (OPINION, _OPINION, -1.6),
    (PERSONAL, _PERSONAL, -1.2),
)
_BASE = -0.4


def score(text: str) -> Score:
    """Score one statement."""
    found = [(reason, weight) for reason, pattern, weight in _WEIGHTS if pattern.search(text)]
    reasons = [reason for reason, _ in found]
    total = _BASE + sum(weight for _, weight in found) + min(len(text.split()), 25) * 0.02
    if not {NUMBER, NAMED} & set(reasons):
        reasons.append(VAGUE)
        total -= 0.6
    return Score(round(1 / (1 + math.exp(-total)), 3), tuple(reasons))
