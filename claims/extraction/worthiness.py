"""The signs in a sentence that it deserves a check, and how much each weighs."""

import re

NUMBER = "gives a number"
NAMED = "names who or what it is about"
COMPARISON = "compares"
CAUSE = "says what caused what"
FORECAST = "is a promise or a forecast"
DATED = "says when"
OPINION = "is an opinion"
PERSONAL = "is about the speaker's own feelings or wishes"
PAST = "tells what happened"
RECORD = "tells what somebody did in office, in court or with money"
QUESTION = "asks"
ADDRESS = "speaks to the audience"
ABSOLUTE = "says always, never or nobody"
SHORT = "is short"
FRAGMENT = "is no full sentence"
OTHERS = "tells what others do or did"
REPORTED = "says what somebody said"


def _any(words: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{words})\b")


_FINITE = (
    r"is|are|was|were|has|have|had|did|does|do|\w+ed|went|got|gave|took|made|said|told|left|lost|won|paid|cut|built|sent|put|came"
    r"|became|let|fell|rose|grew|spent|signed|wrote|knew|saw|kept|brought|ran|led|met|held|thought|found|began|\w+'s|\w+'re|\w+'ve"
)
# Asked of the text in small letters, in less than half the time of a search that ignores case; NAMED alone
# looks at the text as it stands.
SIGNS: dict[str, re.Pattern[str]] = {
    NUMBER: re.compile(
        r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundreds?|thousands?"
        r"|millions?|billions?|trillions?|half|quarter|percent|majority|twice|double[sd]?|tripled?|dozens?|third)\b",
    ),
    NAMED: re.compile(r"(?<=[\w,;:)'] )(?!I\b|I')[A-Z][\w.'’-]+|\b[A-Z]{2,}\b"),
    COMPARISON: _any(
        r"more|less|fewer|higher|lower|bigger|smaller|larger|greater|most|least|highest|lowest|largest|biggest|worst|best|only"
        r"|first|than|up|down|increas\w+|decreas\w+|rose|ris(?:es|ing)|fell|grew|drop\w*|cut|raised|lost|gained|record"
    ),
    CAUSE: _any(r"because|caus\w+|led to|due to|result\w*|thanks to|as a result|by \w+ing"),
    FORECAST: _any(r"will|'ll|would|going to|gonna|shall|won't|plan to|want to|if you elect"),
    DATED: _any(
        r"(?:19|20)\d\d|yesterday|last (?:week|month|year|night)|years? ago|since|ago|this year"
        r"|january|february|april|june|july"
        r"|august|september|october|november|december|when (?:i|he|she|we|they) (?:was|were|took|left|came)"
    ),
    OPINION: _any(
        r"should|must|ought|need to|needs to|have to|has to|deserves?|wonderful|horrible|beautiful"
        r"|amazing|shameful|sad|proud|wrong"
        r"|believe|think|hope|feel|fair|great|good|bad|disaster|smart|ridiculous|important|disagree"
    ),
    PERSONAL: re.compile(
        r"\b(?:i|we)(?:'m|'d|'ve)? (?:\w+ )?(?:want|hope|wish|love|like|thank|feel|believe|think"
        r"|understand|respect|look forward|care)\b"
        r"|\bthank|\bproud\b|\bglad\b|\bhappy\b",
    ),
    PAST: _any(
        r"was|were|had|did|didn't|went|got|gave|took|made|said|told|left|lost|won|paid|built|sent|came|became|fell|rose|grew|spent|signed"
        r"|wrote|brought|voted|called|closed|ended|started|created|passed|\w{3,}ed"
    ),
    RECORD: _any(
        r"vot\w+|sign\w+|bills?|laws?|tax(?:es)?|jobs?|budget|deficit|debt|court|president|senator|governor|administration|congress|senate"
        r"|military|troops|police|crimes?|criminals?|prisons?|companies|company|health ?care"
        r"|insurance|medicare|social security|economy"
        r"|unemployment|trade|treaty|deal|wages|money|dollars|pa(?:id|y)|prices|schools?|immigra\w+|border|war|nuclear|oil|gas|energy"
        r"|vaccine|hospital\w*|drugs?|contract|charged|lobbyist|program|plan|policy|record|rate|percent"
    ),
    QUESTION: re.compile(r"\?\W*$"),
    ADDRESS: re.compile(
        r"^\W*(?:let me|let's|let us|look|listen|well|no|yes|excuse me|please|come on|go|you know"
        r"|good|hello|thank|imagine|now|okay|so)\b"
        r"|\b(?:you should|you know|excuse me|ladies|god bless|please|hold on|your vote|my friend)\b",
    ),
    ABSOLUTE: _any(r"never|always|nobody|no one|none|every|everybody|ever|all"),
    SHORT: re.compile(r"^\W*(?:\S+\s+){0,5}\S+\W*$"),
    OTHERS: _any(r"he|she|they|his|her|their|him|them|people|it's|there (?:is|are|was|were)"),
    REPORTED: _any(r"said|says|told|called|promised|claim\w+|denied|admitted|praised"),
    FRAGMENT: re.compile(rf"^(?!.*\b(?:{_FINITE})\b)", re.DOTALL),
}


def signs_of(text: str) -> tuple[str, ...]:
    """The signs that the sentence shows, in the order of SIGNS."""
    plain = text.replace("’", "'")
    small = plain.lower()
    return tuple(n for n, pattern in SIGNS.items() if pattern.search(plain if n == NAMED else small))
