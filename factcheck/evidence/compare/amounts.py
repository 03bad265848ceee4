"""The amounts a text states: value or range, unit, how exact the words are, and what is counted."""

import re
from dataclasses import dataclass

from factcheck.evidence.compare.types import Span
from factcheck.evidence.compare.units import (
    FRACTIONS,
    MEASURES,
    ORDINALS,
    SCALES,
    TENS,
    WORDS,
    scaled,
    unit_of,
    value_of,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """`low` to `high` (equal for a single value, open ends infinite) of `unit`, in the unit's base size.

    `unit`: "percent", a currency's code, a dimension, "ordinal", "score" or "" (a count or bare number).
    `step`: half the last digit stated, in the same size; the words claim no more exactness than that.
    `about`: the words say themselves that the value is near.
    """

    text: str
    start: int
    end: int
    low: float
    high: float
    unit: str
    step: float = 0.0
    about: bool = False


_WORD = "|".join(sorted([*WORDS, *SCALES, "a hundred", "a thousand", "a million"], key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NUMBER = rf"(?:{_DIGITS}|\b(?:{_WORD})\b(?:[\s-]+(?:and\s+)?(?:{_WORD})\b)*)"
_SCALE = r"(?:[\s-]?(?:hundred|thousand|million|billion|trillion|dozen|bn|mn|tn)\b|(?:k|m|b)\b)"
_MONEY = r"(?:US\$|[$€£¥₹])\s?"
_MEASURE = "|".join(sorted(map(re.escape, MEASURES), key=len, reverse=True))
_UNIT = (
    r"(?:\s?%|[\s-]?per\s?cent\b|[\s-]percentage points?\b"
    r"|\s+(?:US |American )?(?:dollars?|euros?|yen|rupees?|USD|EUR|GBP)\b"
    rf"|[\s-]?(?:{_MEASURE})s?\b)"
)
_RANGE = r"\s?(?:-|–|—|\bto\b|\band\b|\bor\b)\s?"
_PATTERN = re.compile(
    rf"(?P<money>{_MONEY})?(?P<first>{_NUMBER})(?P<scale>{_SCALE})?"
    rf"(?:(?P<join>{_RANGE})(?:{_MONEY})?(?P<second>{_NUMBER})(?P<scale2>{_SCALE})?)?(?P<unit>{_UNIT})?",
    re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:(?P<top>one|two|three|four|a|an)[\s-]+)?(?P<part>half|thirds?|quarters?|fifths?|tenths?)\b"
    r"(?=\s+(?:of|the|a|an|its|their|his|her|all)\b)|\b(?P<n>one|two|three|four|five|six|seven|eight|nine"
    r"|\d+)\s+(?:in|out of)\s+"
    r"(?P<d>two|three|four|five|six|seven|eight|nine|ten|\d+)\b(?!\s*(?:january|february|march|april|may|june"
    r"|july|august|september|october|november|december))",
    re.IGNORECASE,
)
# The result of a vote: "voted 93 to 4", "by 95 votes to 2", "a vote of 52-48".
_VOTE = re.compile(
    r"\b(?:(?:vot\w+|tally|passed|approved|rejected|won|lost)\s(?:it\s)?(?:(?:of|by|with)\s)?"
    r"(?:a vote of\s)?|vote of\s)"
    r"(?P<result>(?P<ours>\d+)(?:\svotes?)?(?:\sto\s|\s?[-–]\s?)(?P<theirs>\d+))\b"
    r"|\b(?P<longer>(?P<for>\d+)\svotes?\sto\s(?P<against>\d+))\b",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    rf"\b(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?P<tens>{'|'.join(TENS)})-(?P<ones>{'|'.join(list(ORDINALS)[:9])})"
    rf"|(?P<word>{'|'.join(ORDINALS)}))\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\babout|\baround|\bapproximately|\broughly|\bsome|\bnearly|\balmost|\bclose to|~|\bcirca|\bc\."
    r"|\ban estimated)\s*$",
    re.IGNORECASE,
)
_AT_LEAST = re.compile(
    r"(?:\bmore than|\bover|\bat least|\babove|\bexceed(?:s|ed|ing)?|\bupwards of|>)\s*$", re.IGNORECASE
)
_AT_MOST = re.compile(
    r"(?:\bless than|\bfewer than|\bunder|\bat most|\bbelow|\bup to|\bno more than|<)\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"(?:\bbetween|\bfrom)\s*$", re.IGNORECASE)
_OR_MORE = re.compile(r"\s(?:or|and) more\b|\+")
_OR_LESS = re.compile(r"\s(?:or|and) (?:less|fewer)\b")
_LOOK_BACK, _LOOK_AHEAD = 16, 12  # characters


def find_amounts(text: str, *, taken: tuple[Span, ...] = ()) -> tuple[Amount, ...]:
    """The amounts of `text` in order; spans in `taken` (dates, say) are left alone."""
    found: list[Amount] = []
    for parse, pattern in ((_vote, _VOTE), (_fraction, _FRACTION), (_ordinal, _ORDINAL), (_plain, _PATTERN)):
        for match in pattern.finditer(text):
            span = match.span()
            if any(_overlap(span, other) for other in (*taken, *((a.start, a.end) for a in found))):
                continue
            amount = parse(text, match)
            if amount is not None:
                found.append(amount)
    return tuple(sorted(found, key=lambda a: a.start))


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _vote(_text: str, match: re.Match[str]) -> Amount | None:
    name = "result" if match["result"] else "longer"
    ours, theirs = match["ours"] or match["for"], match["theirs"] or match["against"]
    return _score(match[name], match.span(name), float(ours), float(theirs))


def _fraction(text: str, match: re.Match[str]) -> Amount | None:
    if match["part"]:
        top = WORDS.get((match["top"] or "one").lower(), 1.0)
        share = top / FRACTIONS[match["part"].lower()]
    else:
        top, bottom = (value_of(match[name]) for name in ("n", "d"))
        if not bottom or top > bottom:
            return None
        share = top / bottom
    # "two-thirds" and "one in five" are said of shares that are near them, to about one percentage point.
    return _bounded(text, match.span(), share * 100, "percent", 1.0)


def _ordinal(text: str, match: re.Match[str]) -> Amount | None:
    following = text[match.end() : match.end() + _LOOK_AHEAD].lower()
    if re.match(r"\s+centur|s\b|\s+(?:later|after|before)\b", following):  # a date, or a second of time
        return None
    if match["digits"]:
        value = float(match["digits"])
    elif match["tens"]:
        value = WORDS[match["tens"].lower()] + ORDINALS[match["ones"].lower()]
    else:
        value = ORDINALS[match["word"].lower()]
    return Amount(match[0], *match.span(), value, value, "ordinal")


def _plain(text: str, match: re.Match[str]) -> Amount | None:
    if _is_part_of_a_word(text, match.span()) or _is_pronoun(text, match):
        return None
    first, step = scaled(match["first"], match["scale"] or match["scale2"])
    unit, size = unit_of(match["money"], match["unit"])
    if unit == "percent":
        step = step or 0.5
    if match["second"] is None:
        return _bounded(text, match.span(), first * size, unit, step * size)
    return _joined(text, match, first * size, unit, size)


def _joined(text: str, match: re.Match[str], low: float, unit: str, size: float) -> Amount | None:
    """Two numbers: a range, a result, or a first amount beside another."""
    high, step = (part * size for part in scaled(match["second"], match["scale2"]))
    joined = match["join"].strip().lower()
    before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
    if joined in {"and", "or"} and not _BETWEEN.search(before):
        return _first_only(text, match)
    if low < high:
        return Amount(match[0], *match.span(), low, high, unit, step)
    is_result = joined in {"-", "–"} and not unit
    return _score(match[0], match.span(), low, high) if is_result else _first_only(text, match)


def _score(words: str, span: Span, first: float, second: float) -> Amount:
    """Two numbers of a result, "3-1": kept as one value, since either alone says little."""
    value = first + second / 1000
    return Amount(words, *span, value, value, "score")


def _first_only(text: str, match: re.Match[str]) -> Amount | None:
    again = _PATTERN.match(text, match.start(), match.start("join"))
    return _plain(text, again) if again and again["second"] is None else None


def _bounded(text: str, span: Span, value: float, unit: str, step: float) -> Amount:
    """The amount with the words before or after it that loosen it, "about 500", "500 or more"."""
    start, end = span
    low = high = value
    before, after = text[max(0, start - _LOOK_BACK) : start], text[end : end + _LOOK_AHEAD]
    near, least, most = (pattern.search(before) for pattern in (_ABOUT, _AT_LEAST, _AT_MOST))
    or_more, or_less = _OR_MORE.match(after), _OR_LESS.match(after)
    if least or or_more:
        high = float("inf")
    elif most or or_less:
        low = float("-inf")
    for loosener in (near, least, most):
        start -= len(loosener[0]) if loosener else 0
    end += len((or_more or or_less or [""])[0])
    return Amount(text[start:end], start, end, low, high, unit, step, bool(near))


def _is_part_of_a_word(text: str, span: Span) -> bool:
    before, after = text[max(0, span[0] - 1) : span[0]], text[span[1] : span[1] + 1]
    hyphenated = bool(re.search(r"[^\W\d]-$", text[max(0, span[0] - 2) : span[0]]))
    return hyphenated or bool(re.match(r"[\w.]", before)) or after.isalnum()


def _is_pronoun(text: str, match: re.Match[str]) -> bool:
    """Whether "one" is a word and no amount: "one of them", "no one", "the one"."""
    if match["first"].lower() != "one" or match["unit"] or match["scale"]:
        return False
    before, after = text[: match.start()].rstrip().lower(), text[match.end() :].lstrip().lower()
    if before.endswith("at least"):  # "at least one singer" is a singer
        return True
    return after.startswith(("of ", "another", ".", ",")) or before.endswith(
        (" no", "no", " the", "any", "some", "every")
    )
