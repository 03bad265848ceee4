"""Claims changed by rule, so that their passage can't support them: another number, or the claim denied."""

from __future__ import annotations

import random
import re

_NUMBER = re.compile(r"(?<![\w.,-])\d[\d,]*(?:\.\d+)?(?![\w-])")
_AUXILIARY = re.compile(r"\b(is|was|are|were|has|have|had|will|would|can|could|did|does|do)\b")
_NEGATION = re.compile(r"\b(?:not|never)\s|n't\b")


def change_number(claim: str, chance: random.Random) -> str | None:
    """The claim with one number moved well beyond rounding; None when it has none."""
    found = list(_NUMBER.finditer(claim))
    if not found:
        return None
    match = chance.choice(found)
    value = float(match[0].replace(",", "") or 0)
    is_year = 1000 <= value <= 2100 and "." not in match[0]
    moved = value + chance.choice((-1, 1)) * chance.randint(1, 30) if is_year else _moved(value, chance)
    written = f"{moved:.1f}" if "." in match[0] else str(max(1, round(moved)))
    return claim[: match.start()] + written + claim[match.end() :] if written != match[0] else None


def _moved(value: float, chance: random.Random) -> float:
    if value < 20:
        return value + chance.choice((1, 2, 3, 5))
    return value * chance.choice((0.5, 0.7, 0.8, 1.25, 1.5, 2.0))


def negate(claim: str, chance: random.Random) -> str | None:
    """The claim with its negation dropped, or put in after its first auxiliary; None where neither fits."""
    if _NEGATION.search(claim):
        return _NEGATION.sub("", claim, count=1)
    match = _AUXILIARY.search(claim)
    if match is None:
        return None
    word = chance.choice(("not", "not", "never")) if match[0] not in {"do", "does", "did"} else "not"
    return f"{claim[: match.end()]} {word}{claim[match.end() :]}"
