"""Amounts in words and digits to values with their unit."""

import re
from collections.abc import Iterator

from claims.extraction.types import Quantity

_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
}  # fmt: skip
NUMBER_WORDS = {
    name: value
    for value, name in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    name: value * 10
    for value, name in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
_FRACTIONS = {
    "half": "1/2",
    "third": "1/3",
    "quarter": "1/4",
    "thirds": "/3",
    "quarters": "/4",
    "fifths": "/5",
}
_CURRENCIES = {
    "us$": "USD", "a$": "AUD", "au$": "AUD", "c$": "CAD",
    "ca$": "CAD", "nz$": "NZD", "hk$": "HKD", "$": "USD",
    "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₽": "RUB", "₩": "KRW",
    "dollar": "USD", "dollars": "USD", "euro": "EUR",
    "euros": "EUR", "pound": "GBP", "pounds": "GBP", "yen": "JPY",
    "yuan": "CNY", "rupees": "INR", "rubles": "RUB", "cents": "cent",
}  # fmt: skip
_COMPARISONS = {
    "more than": ">", "over": ">", "above": ">", "greater than": ">", "exceeding": ">", "at least": ">=",
    "no fewer than": ">=", "no less than": ">=", "less than": "<",
    "fewer than": "<", "under": "<", "below": "<",
    "at most": "<=", "up to": "<=", "no more than": "<=",
    "nearly": "~", "almost": "~", "about": "~", "around": "~",
    "approximately": "~", "roughly": "~", "some": "~", "an estimated": "~", "close to": "~",
}  # fmt: skip

_WORDED = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = rf"(?:{_DIGITS}|(?:{_WORDED})(?:[- ](?:{_WORDED}))?(?![a-z]))"
_PATTERN = re.compile(
    rf"(?<![\w.,/:-])(?:(?P<comparison>{'|'.join(_COMPARISONS)})\s+)?"
    rf"(?P<sign>(?:us|au|a|ca|c|nz|hk)?\$|[€£¥₹₽₩])?\s?(?P<low>{_AMOUNT})"
    rf"(?:\s?(?:-|–|to)\s?(?:us\$|[$€£¥])?(?P<high>{_AMOUNT}))?"
    r"(?:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|mn|[kmb](?![a-z])))?"
    r"(?:\s?(?P<unit>%|percentage points?|per ?cent|percent|dollars?|euros?|pounds?|yen|yuan"
    r"|rupees|rubles|cents"
    r"|(?:square )?(?:kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet)|km²|km|kg|kilograms?"
    r"|tons?|tonnes?|acres?|hectares?"
    r"|degrees?(?: (?:celsius|fahrenheit))?|mph|megawatts?|years? old|years?|months?|weeks?"
    r"|days?|hours?|minutes?"
    r"|seconds?|votes?|seats?|people|times)(?![a-z]))?(?![\w]|[.,]\d)",
    re.IGNORECASE,
)
_RATIO = re.compile(
    rf"\b(?P<part>{_AMOUNT}) (?:out of|in|of) (?:every )?(?P<whole>{_AMOUNT})\b"
    rf"|\b(?P<count>a|one|two|three)[- ](?P<fraction>half|third|quarter|thirds|quarters|fifths)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Amounts in order, none overlapping; years, dates and times of day are left to dates.py."""
    ratios = list(_ratios(text))
    taken = [(q.start, q.end) for q in ratios]
    plain = [q for q in _amounts(text) if all(q.end <= s or q.start >= e for s, e in taken)]
    return tuple(sorted([*ratios, *plain], key=lambda q: q.start))


def _amounts(text: str) -> Iterator[Quantity]:
    for match in _PATTERN.finditer(text):
        if _is_date_part(text, match):
            continue
        low, high = _value(match["low"]), _value(match["high"])
        scale = _SCALES.get((match["scale"] or "").lower(), 1)
        if low is None or (match["low"].lower() == "one" and not match["unit"] and scale == 1):
            continue
        prefix = _COMPARISONS.get((match["comparison"] or "").lower(), "")
        value = prefix + _plain(low * scale) + (f"..{_plain(high * scale)}" if high is not None else "")
        yield Quantity(match.group().strip(), match.start(), match.end(), value, _unit(match))


def _ratios(text: str) -> Iterator[Quantity]:
    for match in _RATIO.finditer(text):
        if match["fraction"]:
            count = {"a": "1", "one": "1", "two": "2", "three": "3"}[match["count"].lower()]
            value = count + "/" + _FRACTIONS[match["fraction"].lower()].split("/")[1]
        else:
            part, whole = _value(match["part"]), _value(match["whole"])
            if part is None or whole is None or part > whole or _YEAR.fullmatch(match["whole"]):
                continue
            value = f"{_plain(part)}/{_plain(whole)}"
        yield Quantity(match.group(), match.start(), match.end(), value, "ratio")


def _is_date_part(text: str, match: re.Match[str]) -> bool:
    if match["unit"] or match["sign"] or match["scale"]:
        return False
    if _YEAR.fullmatch(match["low"]) and not match["comparison"]:
        return True
    around = text[max(0, match.start() - 12) : match.end() + 12]
    months = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
    amount = re.escape(match["low"])
    return bool(
        re.search(rf"{months}\s+{amount}\b|\b{amount}(?:st|nd|rd|th)?\s+{months}\b", around, re.IGNORECASE)
        or re.search(rf"\b{amount}(?::\d\d)?\s?[ap]\.?m", around, re.IGNORECASE)
    )


def _value(words: str | None) -> float | None:
    if not words:
        return None
    plain = words.replace(",", "").lower()
    if plain[0].isdigit():
        return float(plain)
    return float(sum(NUMBER_WORDS[part] for part in re.split(r"[- ]", plain)))


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:.10g}"


def _unit(match: re.Match[str]) -> str:
    sign, unit = (match["sign"] or "").lower(), (match["unit"] or "").lower()
    if sign:
        return _CURRENCIES.get(sign, sign)
    if unit in {"%", "percent", "per cent"}:
        return "percent"
    return _CURRENCIES.get(unit, unit.removesuffix("s") if unit not in {"celsius"} else unit)
