"""Number words, scales, currencies and measures: what turns the words of an amount into a value."""

import re

SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "dozen": 12.0}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}
_BELOW_TWENTY = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]  # fmt: skip
WORDS = {w: float(i) for i, w in enumerate(_BELOW_TWENTY)} | {w: 10.0 * (i + 2) for i, w in enumerate(TENS)}
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth",
]  # fmt: skip
ORDINALS = {w: float(i + 1) for i, w in enumerate(_ORDINALS)} | {
    w[:-1] + "ieth": 10.0 * (i + 2) for i, w in enumerate(TENS)
}
FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
FRACTIONS |= {word + "s": parts for word, parts in FRACTIONS.items() if word not in {"half", "halves"}}
CURRENCIES = {
    "$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "dollar": "USD", "euro": "EUR",
    "pound sterling": "GBP", "yen": "JPY", "rupee": "INR", "usd": "USD", "eur": "EUR", "gbp": "GBP",
}  # fmt: skip
# Unit -> (dimension, size in its base unit), by the SI brochure and the international yard and pound.
MEASURES: dict[str, tuple[str, float]] = {
    "kilometre": ("metre", 1000.0), "kilometer": ("metre", 1000.0), "km": ("metre", 1000.0),
    "metre": ("metre", 1.0), "meter": ("metre", 1.0), "m": ("metre", 1.0), "centimetre": ("metre", 0.01),
    "centimeter": ("metre", 0.01), "cm": ("metre", 0.01), "mm": ("metre", 0.001), "mile": ("metre", 1609.344),
    "foot": ("metre", 0.3048), "feet": ("metre", 0.3048), "ft": ("metre", 0.3048), "inch": ("metre", 0.0254),
    "yard": ("metre", 0.9144), "kilogram": ("gram", 1000.0), "kg": ("gram", 1000.0), "gram": ("gram", 1.0),
    "pound": ("gram", 453.59237), "lb": ("gram", 453.59237), "tonne": ("gram", 1e6), "ton": ("gram", 1e6),
    "hectare": ("square metre", 1e4), "acre": ("square metre", 4046.8564), "second": ("second", 1.0),
    "minute": ("second", 60.0), "hour": ("second", 3600.0), "day": ("second", 86400.0),
    "week": ("second", 604800.0), "month": ("second", 2629800.0), "year": ("second", 31557600.0),
    "litre": ("litre", 1.0), "liter": ("litre", 1.0), "gallon": ("litre", 3.785),
}  # fmt: skip


def scaled(number: str, scale: str | None) -> tuple[float, float]:
    """The value and half its last stated digit ("1.2 million": 50,000; "512": 0)."""
    value = value_of(number)
    factor = 1.0
    if scale:
        word = scale.strip(" -").lower()
        factor = SCALES.get(word) or SHORT_SCALES.get(word, 1.0)
    decimals = len(number.partition(".")[2])
    step = 0.5 * factor / 10**decimals if decimals or factor >= SCALES["thousand"] else 0.0
    return value * factor, step


def value_of(number: str) -> float:
    if number[0].isdigit():
        return float(number.replace(",", ""))
    total, current = 0.0, 0.0
    for word in re.findall(r"[a-z]+", number.lower()):
        if word in SCALES:
            current = (current or 1.0) * SCALES[word]
            if SCALES[word] >= SCALES["thousand"]:
                total, current = total + current, 0.0
        else:
            current += WORDS.get(word, 0.0)
    return total + current


def unit_of(money: str | None, words: str | None) -> tuple[str, float]:
    """The unit of an amount and how many base units it holds."""
    if money:
        return CURRENCIES[money.strip().lower()], 1.0
    word = (words or "").strip(" -").lower()
    if "point" in word:
        return "percentage points", 1.0
    if word.startswith(("%", "per")):
        return "percent", 1.0
    return _named_unit(word.removeprefix("us ").removeprefix("american "))


def _named_unit(word: str) -> tuple[str, float]:
    forms = (word, word.removesuffix("s"), word.removesuffix("es"))
    currency = next((CURRENCIES[form] for form in forms if form in CURRENCIES), None)
    if currency is not None:
        return currency, 1.0
    return next((MEASURES[form] for form in forms if form in MEASURES), ("", 1.0))
