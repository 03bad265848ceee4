"""Is this the page, or something that stands in its way? Judged by what was captured, not by the status.

A consent wall, paywall, login, captcha, soft 404 or script-only page never counts as evidence without a
person saying so. The rules look for the machinery of such pages first, since words differ by language, and
believe words only on pages with little text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.fetching import quality_signs as signs
from sources.fetching.types import CaptureQuality

# A page with less main text than this says next to nothing: about two sentences.
NEAR_EMPTY_CHARACTERS = 140
# Walls and error pages are short; above this much main text the article is there and the wall is only an
# overlay.
WALL_MAX_CHARACTERS = 1500
# A wall itself says a few sentences.
STUB_CHARACTERS = 560
MAX_TITLE = 200
TITLE_PARTS = re.compile(r"\s[-–—|·:]\s|[|:]")
# A page of scripts: this many times more script than text.
SCRIPT_SHARE = 20


@dataclass(frozen=True)
class Judged:
    """The quality of a capture, and the sentence for a person when it is not `ok`."""

    quality: CaptureQuality
    cause: str = ""


@dataclass(frozen=True)
class PageFacts:
    """What the rules look at. `visible` is all the words a reader would see, `text` the main text found in
    them.
    """

    address: str
    title: str
    heading: str
    text: str
    visible: str
    markup: str
    script_characters: int = 0
    # JSON-LD's isAccessibleForFree; None when the page does not say.
    free: bool | None = None


UPLOAD = "open it yourself and upload a copy, or use an archived copy"
CAUSES = {
    CaptureQuality.CAPTCHA: f"The site asked whether we are a human instead of showing the page: {UPLOAD}.",
    CaptureQuality.LOGIN: f"The site showed its log-in instead of the page: {UPLOAD}.",
    CaptureQuality.CONSENT_WALL: f"The site showed its cookie consent instead of the page: {UPLOAD}.",
    CaptureQuality.PAYWALL: f"Only the free beginning of the page was captured: {UPLOAD}.",
    CaptureQuality.NOT_FOUND: "The site says there is no such page: check the address, or use an old copy.",
    CaptureQuality.SCRIPT_ONLY: f"The page is put together by scripts, which are not run here: {UPLOAD}.",
    CaptureQuality.NEAR_EMPTY: f"There is next to no text on the page as it was captured: {UPLOAD}.",
}


def judge_text(text: str) -> Judged:
    """The quality of something without markup, a PDF or a text file: only near-emptiness can be seen."""
    empty = len(text.strip()) < NEAR_EMPTY_CHARACTERS
    return _judged(CaptureQuality.NEAR_EMPTY if empty else CaptureQuality.OK)


def judge(facts: PageFacts) -> Judged:
    """The quality of an HTML page: the first rule in this order that holds."""
    for quality, holds in RULES:
        if holds(facts):
            return _judged(quality)
    return _judged(CaptureQuality.OK)


def _judged(quality: CaptureQuality) -> Judged:
    return Judged(quality=quality, cause=CAUSES.get(quality, ""))


def _is_short(facts: PageFacts) -> bool:
    return len(facts.text) < WALL_MAX_CHARACTERS


def _says(pattern: re.Pattern[str], facts: PageFacts) -> bool:
    return bool(pattern.search(facts.title) or pattern.search(facts.visible[: 2 * WALL_MAX_CHARACTERS]))


def _is_stub(facts: PageFacts) -> bool:
    return len(facts.text) < STUB_CHARACTERS


def _names_itself(pattern: re.Pattern[str], facts: PageFacts) -> bool:
    """Whether the title, a part of it, the heading or the first words say so, not just mention it."""
    starts = (*TITLE_PARTS.split(facts.title), facts.heading, facts.text)
    return any(pattern.match(start.strip()[:MAX_TITLE]) for start in starts)


def _is_captcha(facts: PageFacts) -> bool:
    machinery = bool(signs.CAPTCHA_MACHINERY.search(facts.markup))
    return _is_stub(facts) and (
        _says(signs.CAPTCHA_WORDS, facts) or (machinery and len(facts.text) < NEAR_EMPTY_CHARACTERS)
    )


def _is_not_found(facts: PageFacts) -> bool:
    if not _is_short(facts) or not _names_itself(signs.NOT_FOUND_TITLE, facts):
        return False
    return _is_stub(facts) or bool(signs.NOT_FOUND_WORDS.search(facts.text))


def _is_login(facts: PageFacts) -> bool:
    if not _is_stub(facts) or not _says(signs.LOGIN_WORDS, facts):
        return False
    has_field = bool(signs.PASSWORD_FIELD.search(facts.markup))
    return (
        has_field
        or _names_itself(signs.LOGIN_TITLE, facts)
        or bool(signs.LOGIN_ADDRESS.search(facts.address))
    )


def _is_consent_wall(facts: PageFacts) -> bool:
    if not _is_short(facts):
        return False
    named = _is_stub(facts) and bool(signs.CONSENT_WORDS.search(facts.title))
    at_a_wall = named or bool(signs.CONSENT_ADDRESS.search(facts.address))
    return _says(signs.CONSENT_WORDS, facts) and (at_a_wall or _is_mostly_about_consent(facts))


def _is_mostly_about_consent(facts: PageFacts) -> bool:
    """Most sites carry a consent banner; it is a wall when the main text is about cookies."""
    main = facts.text or facts.visible
    mentions = len(signs.ABOUT_CONSENT.findall(main))
    return mentions >= 3 and mentions * 60 > len(main)


def _is_paywall(facts: PageFacts) -> bool:
    if facts.free is False and _is_short(facts):
        return True
    has_wall = bool(signs.PAYWALL_MACHINERY.search(facts.markup))
    tail = facts.text[-400:]
    return _is_short(facts) and (
        bool(signs.PAYWALL_WORDS.search(tail)) or (has_wall and _says(signs.PAYWALL_WORDS, facts))
    )


def _is_script_only(facts: PageFacts) -> bool:
    if not _is_stub(facts):
        return False
    if signs.SCRIPT_WORDS.search(facts.visible) or signs.EMPTY_ROOT.search(facts.markup):
        return True
    nearly_empty = len(facts.text) < NEAR_EMPTY_CHARACTERS
    return nearly_empty and facts.script_characters > SCRIPT_SHARE * max(len(facts.visible), 100)


def _is_near_empty(facts: PageFacts) -> bool:
    return len(facts.text.strip()) < NEAR_EMPTY_CHARACTERS


RULES = (
    (CaptureQuality.CAPTCHA, _is_captcha),
    (CaptureQuality.NOT_FOUND, _is_not_found),
    (CaptureQuality.CONSENT_WALL, _is_consent_wall),
    (CaptureQuality.LOGIN, _is_login),
    (CaptureQuality.PAYWALL, _is_paywall),
    (CaptureQuality.SCRIPT_ONLY, _is_script_only),
    (CaptureQuality.NEAR_EMPTY, _is_near_empty),
)
