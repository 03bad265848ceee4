"""Numbers of a claim beside those of a passage: only amounts of the same unit and role are compared."""

from factcheck.evidence.compare.align import Role, closeness, role_of, same_noun, same_verb, share
from factcheck.evidence.compare.amounts import Amount
from factcheck.evidence.compare.reading import Reading
from factcheck.evidence.compare.types import Element

# "about 500" beside 512, but not beside 560.
ABOUT_TOLERANCE = 0.05
# Miles told in kilometres, and the like, are rounded by whoever converts them.
CONVERSION_TOLERANCE = 0.03
# Rounding moves a stated value by no more than this, whatever its last digit: 5.2 million is "5 million", but
# 1.4 million is not "1 million".
ROUNDING_TOLERANCE = 0.05
# An equal value outweighs a better place in the sentence only when the places are about alike.
AGREEMENT_BONUS = 0.6
MIN_CLOSENESS_TO_DIFFER = 1.4
# Counts are of the same thing only when the noun is the same; shares and sums when the sentences are alike.
MIN_SHARE_WITHOUT_NOUN = 0.6


def compare_numbers(
    claim: Reading, passage: Reading, ours: tuple[Amount, ...], theirs: tuple[Amount, ...]
) -> tuple[Element, ...]:
    roles = [(amount, role_of(passage, (amount.start, amount.end))) for amount in theirs]
    return tuple(_compare(claim, amount, roles) for amount in ours)


def _compare(claim: Reading, amount: Amount, others: list[tuple[Amount, Role]]) -> Element:
    role = role_of(claim, (amount.start, amount.end))
    candidates = [
        (_score(amount, role, other, place), other, place)
        for other, place in others
        if _comparable(amount, other)
    ]
    span = (amount.start, amount.end)
    if not candidates:
        return Element(
            span, None, "number", "not mentioned", f"the passage gives no number for “{amount.text}”"
        )
    _, best, place = max(candidates, key=lambda c: c[0])
    if agree(amount, best):
        return Element(span, (best.start, best.end), "number", "agrees", _agreement(amount, best))
    if _same_role(amount, role, place):
        note = f"the claim says {amount.text}, the passage {best.text}"
        return Element(span, (best.start, best.end), "number", "differs", note)
    return Element(span, None, "number", "not mentioned", f"the passage gives no number for “{amount.text}”")


def _score(amount: Amount, role: Role, other: Amount, place: Role) -> float:
    return closeness(role, place) + AGREEMENT_BONUS * agree(amount, other)


def _comparable(one: Amount, other: Amount) -> bool:
    return one.unit == other.unit


def _same_role(amount: Amount, role: Role, place: Role) -> bool:
    near = closeness(role, place)
    if amount.unit in {"", "ordinal"}:
        unnamed = role.noun is None or place.noun is None  # "12 people died and 15 were wounded"
        alike = same_noun(role, place) or (unnamed and same_verb(role, place))
        return alike and near >= MIN_CLOSENESS_TO_DIFFER
    return near >= MIN_CLOSENESS_TO_DIFFER or share(role.around, place.around) >= MIN_SHARE_WITHOUT_NOUN


def agree(one: Amount, other: Amount) -> bool:
    """Whether both may state the same value, as exactly as their words put it."""
    slack = _slack(one, other)
    return one.low - slack <= other.high and other.low - slack <= one.high


def _slack(one: Amount, other: Amount) -> float:
    sizes = [abs(v) for a in (one, other) for v in (a.low, a.high) if v not in (float("inf"), float("-inf"))]
    size = max(sizes, default=0.0)
    if one.unit in {"score", "ordinal"}:
        return 0.0
    rounding = min(
        max(one.step, other.step), max(ROUNDING_TOLERANCE * size, 1.0 if one.unit == "percent" else 0.0)
    )
    about = ABOUT_TOLERANCE * size if one.about or other.about else 0.0
    converted = CONVERSION_TOLERANCE * size if _unit_words_differ(one, other) else 0.0
    # A hair more, so that 12.25 still rounds to 12.3 in binary.
    return max(rounding, about, converted) * (1 + 1e-9)


def _unit_words_differ(one: Amount, other: Amount) -> bool:
    if one.unit in {"", "percent", "percentage points", "ordinal", "score"} or one.unit.isupper():
        return False
    return _unit_word(one) != _unit_word(other)


def _unit_word(amount: Amount) -> str:
    return amount.text.lower().rstrip("s").split()[-1].rpartition("-")[2].lstrip("0123456789.,")


def _agreement(amount: Amount, other: Amount) -> str:
    if amount.low == other.low and amount.high == other.high:
        return (
            f"both say {other.text}"
            if amount.text == other.text
            else f"{amount.text} and {other.text} are the same"
        )
    return f"{other.text} fits “{amount.text}”, as exactly as the words put it"
