"""What an article says of itself around its text: by-line and date, as lines of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

# The head of an article is short; further down a date is part of the story.
HEAD_LINES, FOOT_LINES = 10, 3
MAX_LINE_CHARACTERS = 160
# Letters beside the date (a place, an agency); a line with more of them is a sentence that mentions a date.
MAX_OTHER_LETTERS = 30
MIN_YEAR, MAX_YEAR = 1800, 2200

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_DAY}\.?\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_YEAR}-(?P<month>\d\d)-{_DAY}(?=\D|$)",
        rf"\b{_DAY}\.\s?(?P<month>\d{{1,2}})\.\s?{_YEAR}\b",
        # 3/4/2024 is one day in London and another in New York; 25/4/2024 is one everywhere.
        rf"\b(?P<day>1[3-9]|2\d|3[01])/(?P<month>\d{{1,2}})/{_YEAR}\b",
        rf"\b(?P<month>\d{{1,2}})/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}\b",
    )
]
_PUBLISHED = re.compile(r"^\W*(first\s+)?(published|posted|issued|released|date)\b", re.IGNORECASE)
_CHANGED = re.compile(r"\b(last\s+)?(updated|modified|edited|revised|corrected)\b", re.IGNORECASE)
_BESIDE = re.compile(
    r"\b((mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?|first|published|posted|issued|released|date|on|at"
    r"|a\.?m\.?|p\.?m\.?|utc|gmt|[ecmp][sd]?t|cest?|bst)\b",
    re.IGNORECASE,
)
# "TAIPEI, Jan. 12, 2024 (Reuters) — ": what stands before the story's first words.
_DATELINE = re.compile(
    r"^[A-Z][A-Z .,'-]{2,40}[A-Z.,]\W{1,3}(?P<rest>.{6,30}?\d{4})\b[^.]{0,20}?\s*(—|–|--?)\s"
)
_NAME = r"[A-ZÀ-Þ][\w.'’-]+"
_BYLINE = re.compile(
    rf"^\W*(?:by|words(?: by)?|text)(?::\s*|\s+)(?P<names>{_NAME}(?:(?:,| and| &)? {_NAME}){{0,7}})"
    r"(?=\W*$|\s*[|·•—–,])",
    re.IGNORECASE,
)
_CAPITALISED = re.compile(rf"{_NAME}(?:(?:,| and| &)? {_NAME})*")


@dataclass(frozen=True, slots=True)
class Masthead:
    """byline: names without "By", or "". published: None when the text does not say, or says two days."""

    byline: str = ""
    published: date | None = None


def read_masthead(text: str) -> Masthead:
    """By-line and date from the first and last lines of a text; nothing is guessed from its sentences."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    head, foot = lines[:HEAD_LINES], lines[HEAD_LINES:][-FOOT_LINES:]
    return Masthead(byline=_byline(head), published=_published([*head, *foot]))


def _byline(lines: Sequence[str]) -> str:
    for line in lines:
        found = _BYLINE.match(line) if len(line) <= MAX_LINE_CHARACTERS and not _is_sentence(line) else None
        if found and _CAPITALISED.fullmatch(found["names"]):
            return found["names"]
    return ""


def _published(lines: Sequence[str]) -> date | None:
    """The one day that is labelled as the publication's, else the one that stands alone."""
    labelled = {day for line in lines if _PUBLISHED.match(line) for day in _days_of_line(line)}
    alone = {day for line in lines if not _CHANGED.search(line) for day in _days_of_line(line)}
    days = labelled or alone
    return days.pop() if len(days) == 1 else None


def _days_of_line(line: str) -> Iterator[date]:
    dateline = _DATELINE.match(line)
    if dateline:
        yield from (day for _, day in _days(dateline["rest"]))
        return
    if len(line) > MAX_LINE_CHARACTERS:
        return
    # "Published 12 January 2024, updated 13 January 2024": what follows is no longer the publication's.
    line = _CHANGED.split(line, maxsplit=1)[0]
    for words, day in _days(line):
        beside = _BESIDE.sub("", _BYLINE.sub("", line.replace(words, " ")))
        if sum(character.isalpha() for character in beside) <= MAX_OTHER_LETTERS and not _is_sentence(line):
            yield day
            return


def _is_sentence(line: str) -> bool:
    return line.endswith((".", "!", "?", "”", '"')) and not _PUBLISHED.match(line)


def _days(words: str) -> Iterator[tuple[str, date]]:
    for pattern in _DATES:
        for found in pattern.finditer(words):
            day = _day(found)
            if day is not None:
                yield found.group(), day


def _day(found: re.Match[str]) -> date | None:
    month = found["month"].lower()
    number = int(month) if month.isdecimal() else _MONTHS.index(month[:3]) + 1
    try:
        day = date(int(found["year"]), number, int(found["day"]))
    except ValueError:
        return None
    return day if MIN_YEAR <= day.year <= MAX_YEAR else None
