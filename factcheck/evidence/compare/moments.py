"""The dates a text states, each with the precision its words have."""

import re
from calendar import month_abbr, month_name
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factcheck.evidence.compare.types import Span

MONTHS = {m.lower(): i for i, m in enumerate(month_name) if m} | {
    m.lower(): i for i, m in enumerate(month_abbr) if m
}
MONTHS["sept"] = 9
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
EARLIEST_YEAR, LATEST_YEAR = 1000, 2199


@dataclass(frozen=True, slots=True)
class Moment:
    """A date as far as its words say it; a part they leave open is None. `until`: the last year of a range.

    `resolved`: the words were relative ("Thursday", "yesterday") and read against the day of publication.
    """

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    until: int | None = None
    resolved: bool = False

    @property
    def on(self) -> date | None:
        """The one day meant, when the words name one that exists."""
        if self.year is None or self.month is None or self.day is None or self.until is not None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:1[0-9]\d\d|20\d\d|21\d\d)"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
# After one of these a number that looks like a year counts something.
_COUNTED = "people|percent|per cent|km|miles|metres|meters|feet|years|times|votes|seats|jobs"
_WEEKDAY = "|".join(WEEKDAYS)
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<year>{_YEAR})-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)\b",
        rf"\b(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?P<day>{_DAY})(?:\s+of)?\s+(?P<month>{_MONTH})\.?(?:,?\s+(?P<year>{_YEAR}))?\b",
        rf"\b(?:(?P<weekday>{_WEEKDAY}),?\s+)?(?P<month>{_MONTH})\.?\s+(?P<day>{_DAY})(?!\d)(?:\s*,?\s+(?P<year>{_YEAR}))?\b",
        rf"\b(?P<month>{_MONTH})\.?,?\s+(?:of\s+)?(?P<year>{_YEAR})\b",
        rf"\b(?P<year>{_YEAR})\s?(?:-|–|—|to|until|and(?=\s{_YEAR}))\s?(?P<until>{_YEAR}|\d\d)\b",
        r"\b(?P<year>1\d\d0|20\d0)(?P<decade>['’]?s)\b",
        rf"(?<![\d$€£,.])\b(?P<year>{_YEAR})\b(?![,.]\d|%|\s?(?:{_COUNTED}))",
        rf"\b(?P<weekday>{_WEEKDAY})s?\b",
        r"\b(?P<relative>yesterday|today|tomorrow|last year|this year|next year)\b",
        r"\b(?:in|since|by|until|last|this|next|of|early|late|mid)[\s-](?P<month>january|february|march|april|june|july|august"
        r"|september|october|november|december|may(?=[\s.,;]))\b",
    )
)
_FUTURE = re.compile(r"\b(?:will|may|might|plans?|next|expected|scheduled|due|going)\b|['’]ll\b")


def find_moments(text: str, *, published: date | None = None) -> tuple[Moment, ...]:
    """The dates of `text` in order; weekdays and the like become days when `published` is given."""
    found: list[Moment] = []
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(match.start() < m.end and m.start < match.end() for m in found):
                moment = _moment(match, text, published)
                if moment is not None:
                    found.append(moment)
    return tuple(sorted(found, key=lambda m: m.start))


def agree(one: Moment, other: Moment) -> bool | None:
    """Whether both may mean the same time; None when they share no part that could tell."""
    if one.until is not None or other.until is not None:
        return _ranges_agree(one, other)
    known = [(getattr(one, part), getattr(other, part)) for part in ("year", "month", "day")]
    shared = [(a, b) for a, b in known if a is not None and b is not None]
    if not shared:
        return _weekdays_agree(one, other)
    if any(a != b for a, b in shared):
        return False
    return _weekdays_agree(one, other) is not False


def _ranges_agree(one: Moment, other: Moment) -> bool | None:
    if one.year is None or other.year is None:
        return None
    if not (_is_decade(one) or _is_decade(other)):
        return _spans_agree(one, other)
    return one.year <= (other.until or other.year) and other.year <= (one.until or one.year)


def _spans_agree(one: Moment, other: Moment) -> bool | None:
    """Two spans of years must be one; a single year is set beside a span's ends alone."""
    if one.until is not None and other.until is not None:
        return (one.year, one.until) == (other.year, other.until)
    span, single = (one, other) if one.until is not None else (other, one)
    return True if single.year in {span.year, span.until} else None


def _is_decade(moment: Moment) -> bool:
    return moment.text.endswith("s")


def _weekdays_agree(one: Moment, other: Moment) -> bool | None:
    ours, theirs = _weekday(one), _weekday(other)
    return None if ours is None or theirs is None else ours == theirs


def _weekday(moment: Moment) -> int | None:
    return moment.on.weekday() if moment.on is not None else moment.weekday


def _moment(match: re.Match[str], text: str, published: date | None) -> Moment | None:
    parts = match.groupdict()
    moment = Moment(match[0], *match.span(), year=_number(parts.get("year")), day=_number(parts.get("day")))
    month = parts.get("month")
    if month:
        moment = replace(moment, month=MONTHS.get(month.lower()) or _number(month))
    if parts.get("weekday"):
        moment = replace(moment, weekday=WEEKDAYS.index(parts["weekday"].lower()))
    if parts.get("until") or parts.get("decade"):
        return _with_end(moment, parts.get("until"))
    if parts.get("relative"):
        return _relative(moment, parts["relative"].lower(), published)
    return _completed(moment, text, published)


def _number(words: str | None) -> int | None:
    return int(re.sub(r"\D", "", words)) if words else None


def _with_end(moment: Moment, until: str | None) -> Moment | None:
    assert moment.year is not None
    last = moment.year + 9 if until is None else int(until)
    if last < 100:
        last += moment.year // 100 * 100
    return replace(moment, until=last) if last > moment.year else None


def _relative(moment: Moment, words: str, published: date | None) -> Moment | None:
    if published is None:
        return None
    if words.endswith("year"):
        step = {"last": -1, "this": 0, "next": 1}[words.split(maxsplit=1)[0]]
        return replace(moment, year=published.year + step, resolved=True)
    day = published + timedelta(days={"yesterday": -1, "today": 0, "tomorrow": 1}[words])
    return _on(moment, day)


def _completed(moment: Moment, text: str, published: date | None) -> Moment:
    """A bare weekday becomes the nearest such day in the direction that the sentence speaks in."""
    if published is None or moment.weekday is None or moment.day is not None:
        return moment
    back = (published.weekday() - moment.weekday) % 7
    if _speaks_of_the_future(text, moment):
        return _on(moment, published + timedelta(days=-back % 7))
    return _on(moment, published - timedelta(days=back))


def _speaks_of_the_future(text: str, moment: Moment) -> bool:
    start = max(text.rfind(mark, 0, moment.start) for mark in ".;!?") + 1
    end = min((i for mark in ".;!?" if (i := text.find(mark, moment.end)) >= 0), default=len(text))
    return bool(
        re.search(
            r"\b(?:will|may|might|plans?|next|expected|scheduled|due|going)\b|['’]ll\b", text[start:end]
        )
    )


def _on(moment: Moment, day: date) -> Moment:
    return replace(moment, year=day.year, month=day.month, day=day.day, weekday=day.weekday(), resolved=True)


def spans(moments: tuple[Moment, ...]) -> tuple[Span, ...]:
    return tuple((m.start, m.end) for m in moments)
