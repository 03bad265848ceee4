"""Words of time to dates, months, years and intervals, against the article's own date."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

from claims.extraction.quantities import NUMBER_WORDS
from claims.extraction.types import When

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTHS["sept"] = 9
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY = "|".join(_WEEKDAYS)

_NUMBERS = NUMBER_WORDS | {"a": 1, "an": 1}
_NUMBER = "|".join(sorted(_NUMBERS, key=len, reverse=True)) + r"|(?<![\d,.])\d{1,3}"
# So many of them have no first and last day, or begin at a time that another sentence tells.
_SEVERAL = rf"{_NUMBER}|several|some|many|a\s+few|a\s+couple\s+of"
_UNITS = r"(?:hours?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"

_PATTERN = re.compile(
    rf"\b(?:(?P<iso>(?P<iso_y>\d{{4}})-(?P<iso_m>\d\d)-(?P<iso_d>\d\d))"
    rf"|(?:(?:{_WEEKDAY}),?\s+)?(?P<m1>{_MONTH})\.?\s+(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<y1>\d{{4}}))?(?![\d:])"
    rf"|(?:(?:{_WEEKDAY}),?\s+)?(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>{_MONTH})\b\.?(?:,?\s+(?P<y2>\d{{4}}))?"
    rf"|(?P<m3>{_MONTH})\.?,?\s+(?:of\s+)?(?P<y3>\d{{4}})"
    rf"|(?:(?P<count>{_NUMBER})\s+(?P<counted>day|week|month|year)s?\s+ago)\b"
    rf"|(?P<open>(?:{_SEVERAL})\s+{_UNITS}\s+(?:ago|later|earlier)"
    rf"|the\s+(?:following|previous)\s+(?:{_UNITS}|morning|spring|summer|autumn|winter))\b"
    rf"|(?P<far>next|last|this|past)\s+(?P<unit>week|month|year|{_WEEKDAY}|{_MONTH})\b"
    rf"|(?P<weekday>{_WEEKDAY})s?\b"
    rf"|(?:in|since|by|during|until|late|early|mid|last|for)[\s-]+(?P<m4>{_MONTH})\b(?!\s+\d)"
    r"|(?P<relative>today|tonight|yesterday|tomorrow)\b"
    r"|(?P<decade>(?:1[5-9]|20)\d0s)\b"
    r"|(?P<y4>(?:1[5-9]|20)\d\d)(?![\d,.:-]\d|[\d$%])\b)",
    re.IGNORECASE,
)
# Words of time that need the recogniser: too many forms for a table. It takes 25 ms, so neither the "last
# year" that the table has nor the "am" of "I am", a "quarter of" something or a verb is a reason to ask it.
_HARDER = re.compile(
    r"\b(?:(?<!\ba )quarter(?!-)|spring|summer|autumn|winter|weekend|(?<!-)(?<!\ba )century"
    r"|(?:the|this|last|next|in|since|by|early|late|of)\s+fall"
    r"|(?:later|earlier)\s+(?:this|last|next|in|that)"
    r"|(?!(?:past|last|next)\s+(?:week|month|year)\b)"
    r"(?:past|last|next|coming)\s+(?:\w+\s+)?(?:days?|weeks?|months?|years?|decades?)"
    r"|(?<!\bI )[ap]\.?m\.?)\b",
    re.IGNORECASE,
)
_FIRST_YEAR = 1000
# Words read around a harder expression; the recogniser's time grows with the text it is given.
_WINDOW_CHARACTERS = 40


def find_dates(text: str, *, published: date | None, future: bool) -> tuple[When, ...]:
    """Expressions of time in order, none overlapping; `future` tells how the clause's verb looks at them.

    Without a publication date a relative expression is kept in words and its value is None.
    """
    found: list[When] = []
    both = [*_plain(text, published=published, future=future), *_harder(text, published, future)]
    for when in sorted(both, key=lambda w: w.start - w.end):
        if all(when.end <= other.start or when.start >= other.end for other in found):
            found.append(when)
    return tuple(sorted(found, key=lambda w: w.start))


def _plain(text: str, *, published: date | None, future: bool) -> Iterator[When]:
    for match in _PATTERN.finditer(text):
        start, end = _edges(match)
        if text[start:end].lower() in {"may", "march", "mar", "sun", "sat"} and not match["m4"]:
            continue
        if match["m4"] and not text[start:end][0].isupper():
            continue
        yield When(text[start:end], start, end, _value(match, published, future))


def _edges(match: re.Match[str]) -> tuple[int, int]:
    """The words of time without the preposition in front of a bare month."""
    return (match.start("m4"), match.end("m4")) if match["m4"] else match.span()


def _value(match: re.Match[str], published: date | None, future: bool) -> str | None:
    found = match.groupdict()
    if found["iso"]:
        return _day(int(found["iso_y"]), int(found["iso_m"]), int(found["iso_d"]))
    for month, day, year in (("m1", "d1", "y1"), ("m2", "d2", "y2")):
        if found[month]:
            return _day_of(_MONTHS[found[month].lower()], int(found[day]), found[year], published, future)
    if found["m3"]:
        return f"{found['y3']}-{_MONTHS[found['m3'].lower()]:02d}"
    if found["decade"]:
        first = int(found["decade"][:4])
        return f"{first}/{first + 9}"
    if found["y4"]:
        return found["y4"]
    return None if published is None or found["open"] else _relative(found, published, future)


def _relative(found: dict[str, Any], published: date, future: bool) -> str | None:
    if found["relative"]:
        days = {"yesterday": -1, "tomorrow": 1}.get(found["relative"].lower(), 0)
        return (published + timedelta(days=days)).isoformat()
    if found["weekday"]:
        return _weekday(_WEEKDAYS[found["weekday"].lower()], published, future)
    if found["m4"]:
        return _bare_month(_MONTHS[found["m4"].lower()], published, future)
    if found["count"]:
        count = found["count"].lower()
        return _ago(int(count) if count.isdigit() else _NUMBERS[count], found["counted"].lower(), published)
    return _counted(found["far"].lower(), found["unit"].lower(), published)


def _ago(count: int, unit: str, published: date) -> str | None:
    """A day, a week, a month or a year, as the unit says: who says "two years ago" tells no day."""
    if unit == "day":
        return (published - timedelta(days=count)).isoformat()
    if unit == "week":
        return _week(published - timedelta(weeks=count))
    if unit == "month":
        return _month(published, -count)
    return f"{published.year - count}" if published.year - count >= _FIRST_YEAR else None


def _week(day: date) -> str:
    monday = day - timedelta(days=day.weekday())
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _month(published: date, step: int) -> str:
    months = published.year * 12 + published.month - 1 + step
    return f"{months // 12}-{months % 12 + 1:02d}"


def _counted(far: str, unit: str, published: date) -> str | None:
    step = {"next": 1, "last": -1, "past": -1}.get(far, 0)
    if unit == "week":
        return _week(published + timedelta(weeks=step))
    if unit == "month":
        return _month(published, step)
    if unit == "year":
        return str(published.year + step)
    if unit in _WEEKDAYS:
        return _weekday(_WEEKDAYS[unit], published, step > 0, strictly=step != 0)
    return _bare_month(_MONTHS[unit], published, step > 0)


def _weekday(number: int, published: date, future: bool, *, strictly: bool = False) -> str:
    """The nearest such day before, or after, publication; the day itself counts unless `strictly`."""
    away = (number - published.weekday()) % 7 if future else -((published.weekday() - number) % 7)
    if away == 0 and strictly:
        away = 7 if future else -7
    return (published + timedelta(days=away)).isoformat()


def _bare_month(month: int, published: date, future: bool) -> str:
    year = published.year
    if future and month < published.month:
        year += 1
    if not future and month > published.month:
        year -= 1
    return f"{year}-{month:02d}"


def _day_of(month: int, day: int, year: str | None, published: date | None, future: bool) -> str | None:
    if year:
        return _day(int(year), month, day)
    if published is None:
        return None
    value = _day(published.year, month, day)
    if value and not future and value > (published + timedelta(days=1)).isoformat():
        return _day(published.year - 1, month, day)
    if value and future and value < published.isoformat():
        return _day(published.year + 1, month, day)
    return value


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _harder(text: str, published: date | None, future: bool) -> Iterator[When]:
    done = -1
    for match in _HARDER.finditer(text):
        if match.start() < done:
            continue
        start = text.rfind(" ", 0, max(0, match.start() - _WINDOW_CHARACTERS)) + 1
        stop = text.find(" ", min(len(text), match.end() + _WINDOW_CHARACTERS // 2))
        done = stop if stop != -1 else len(text)
        for at, end, behind, ahead in _recognise(text[start:done], published):
            value = ahead if future else behind
            yield When(text[start + at : start + end], start + at, start + end, value)


@lru_cache(maxsize=4096)
def _recognise(words: str, published: date | None) -> tuple[tuple[int, int, str | None, str | None], ...]:
    """Where its words of time begin and end, and their value if they lie behind and if ahead."""
    reference = datetime.combine(published or date(2000, 1, 1), time(12))
    found = []
    try:
        results = _recogniser().parse(words, reference)
    except (ValueError, OverflowError, KeyError, IndexError, AttributeError, TypeError):
        return ()  # The recogniser gives up on some odd numbers; the words then stay undated.
    for result in results:
        if result.type_name.rsplit(".", 1)[-1] in {"duration", "set", "time", "timerange"}:
            continue
        values = ((result.resolution or {}).get("values") or []) if published else []
        behind, ahead = (_iso(values[0]), _iso(values[-1])) if values else (None, None)
        found.append((result.start, result.end + 1, behind, ahead))
    return tuple(found)


def _iso(value: dict[str, str | None]) -> str | None:
    """A day, or first and last day; None where the recogniser leaves an end open ("before the summer")."""
    day, start, end = value.get("value"), value.get("start"), value.get("end")
    if day:
        return day[:10] if day[:4].isdigit() else None
    if not start or not end:
        return None
    start, last = start[:10], _day_before(end[:10])
    return f"{start}/{last}" if last else None


def _day_before(day: str) -> str | None:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return None


@lru_cache(maxsize=1)
def _recogniser() -> Any:
    from recognizers_date_time import Culture, DateTimeRecognizer  # noqa: PLC0415  0.5 s to import

    return DateTimeRecognizer(Culture.English, lazy_initialization=True).get_datetime_model()
