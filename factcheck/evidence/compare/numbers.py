"""Numbers of a claim beside those of a passage: only amounts of the same unit and role are compared."""

from dataclasses import dataclass
from math import isinf

from factcheck.evidence.compare.align import Role, closeness, contrasts, role_of, same_noun, same_verb, share
from factcheck.evidence.compare.amounts import Amount
from factcheck.evidence.compare.names import Name
from factcheck.evidence.compare.reading import Reading, content
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

# A bare number is the claim's when this much of the claim's sentence stands around it.
MIN_SHARE_UNNAMED = 0.5
# A result of a vote or game says by itself what it is of.
MIN_SHARE_FOR_A_RESULT = 0.5
# "More than 500" is said of 512 or 560; who counted 700 has said something else, true as it may be.
NEAR_THE_END = 0.12
# The one sum of money that a passage names is the claim's when half of the claim's words are told around
# it. Who acted is a part of its own: the passage may say "the notice" where the claim has a name.
MIN_SHARE_FOR_THE_ONLY_SUM = 0.5
# The same things counted, with another verb: as good as all else must be the same.
MIN_SHARE_WITH_ANOTHER_VERB = 0.75
# Where an ordinal says which one something is, instead of picking out which is spoken of.
_ASCRIBED = frozenset({"attr", "appos", "oprd", "acomp", "advmod", "ROOT"})


@dataclass(frozen=True)
class _Place:
    """An amount of the passage and its role; `alone`: no other of its unit is there."""

    amount: Amount
    role: Role
    alone: bool


def compare_numbers(
    claim: Reading,
    passage: Reading,
    ours: tuple[Amount, ...],
    theirs: tuple[Amount, ...],
    names: tuple[Name, ...],
) -> tuple[Element, ...]:
    """`names`: those of the claim. A number that is part of one ("Fifty Shades") is borne out by the name."""
    units = [amount.unit for amount in theirs]
    places = [
        _Place(amount, role_of(passage, (amount.start, amount.end)), units.count(amount.unit) == 1)
        for amount in theirs
    ]
    told = content(passage.doc)
    return tuple(_named(amount, names, passage) or _compare(claim, amount, places, told) for amount in ours)


def _named(amount: Amount, names: tuple[Name, ...], passage: Reading) -> Element | None:
    """Both have the name that the number is part of, word for word."""
    name = next((n for n in names if n.span[0] <= amount.start and amount.end <= n.span[1]), None)
    if name is None or name.span == (amount.start, amount.end):
        return None
    start = passage.text.find(name.text)
    if start < 0:
        return None
    span = start, start + len(name.text)
    return Element((amount.start, amount.end), span, "number", "agrees", f"both name {name.text}")


def _compare(claim: Reading, amount: Amount, places: list[_Place], told: frozenset[str]) -> Element:
    role = role_of(claim, (amount.start, amount.end))
    span = (amount.start, amount.end)
    comparable = [p for p in places if p.amount.unit == amount.unit and p.role.is_label == role.is_label]
    best = max(comparable, key=lambda p: _score(amount, role, p), default=None)
    if best is not None and not _leaves_open(amount, best.amount):
        theirs = (best.amount.start, best.amount.end)
        if agree(amount, best.amount) and _may_be_same(amount, role, best):
            return Element(span, theirs, "number", "agrees", _agreement(amount, best.amount))
        if _same_role(amount, role, best, told):
            note = f"the claim says {amount.text}, the passage {best.amount.text}"
            return Element(span, theirs, "number", "differs", note)
    return Element(span, None, "number", "not mentioned", f"the passage gives no number for “{amount.text}”")


def _score(amount: Amount, role: Role, place: _Place) -> float:
    return closeness(role, place.role) + AGREEMENT_BONUS * agree(amount, place.amount)


def _may_be_same(amount: Amount, role: Role, place: _Place) -> bool:
    """Forty jobs are not forty ships, whoever has them."""
    if contrasts(role, place.role):
        return False
    if amount.unit not in {"", "ordinal"}:
        return True
    unnamed = role.noun is None or place.role.noun is None
    if unnamed and share(role.around, place.role.around) >= MIN_SHARE_UNNAMED:
        return True
    return same_noun(role, place.role) or same_verb(role, place.role)


def _leaves_open(one: Amount, other: Amount) -> bool:
    """One says "more than 500" and the other a number far beyond: it neither bears it out nor denies it."""
    if _is_open(one) == _is_open(other) or not agree(one, other):
        return False
    ours, theirs = _stated(one), _stated(other)
    return abs(ours - theirs) > NEAR_THE_END * max(abs(ours), abs(theirs))


def _is_open(amount: Amount) -> bool:
    return isinf(amount.low) or isinf(amount.high)


def _stated(amount: Amount) -> float:
    """The number in the words: of an open amount the end it states."""
    return amount.high if isinf(amount.low) else amount.low


def _same_role(amount: Amount, role: Role, place: _Place, told: frozenset[str]) -> bool:
    if contrasts(role, place.role) or _tell_something_else(amount, role, place.role):
        return False
    near = closeness(role, place.role)
    if amount.unit in {"", "ordinal"}:
        unnamed = role.noun is None or place.role.noun is None  # "12 people died and 15 were wounded"
        alike = same_noun(role, place.role) or (unnamed and same_verb(role, place.role))
        return alike and near >= MIN_CLOSENESS_TO_DIFFER
    least = MIN_SHARE_FOR_A_RESULT if amount.unit == "score" else MIN_SHARE_WITHOUT_NOUN
    around = share(role.around, place.role.around)
    if same_noun(role, place.role) and not same_verb(role, place.role):
        return around >= MIN_SHARE_WITH_ANOTHER_VERB
    if near >= MIN_CLOSENESS_TO_DIFFER or around >= least:
        return True
    is_sum = place.alone and amount.unit.isupper()
    return is_sum and share(role.around - role.subject, told) >= MIN_SHARE_FOR_THE_ONLY_SUM


def _tell_something_else(amount: Amount, role: Role, place: Role) -> bool:
    """A share that did and one that did not, a part and its group, a level and a change by so much.

    "The second dose" is another thing than the third; only who is said to be the second is not the third.
    """
    if role.denied != place.denied or {role.of_group, place.of_group} == {"part", "group"}:
        return True
    if amount.unit == "ordinal":
        return not {role.slot, place.slot} <= _ASCRIBED
    if amount.unit in {"", "score"}:
        return False
    return role.by_so_much != place.by_so_much


def agree(one: Amount, other: Amount) -> bool:
    """Whether both may state the same value, as exactly as their words put it."""
    slack = _slack(one, other)
    if _is_open(one) and _is_open(other):  # "at least 13 million" does not bear out "at least 14 million"
        same_end = isinf(one.low) == isinf(other.low)
        return same_end and abs(_stated(one) - _stated(other)) <= slack
    return one.low - slack <= other.high and other.low - slack <= one.high


def _slack(one: Amount, other: Amount) -> float:
    sizes = [abs(v) for a in (one, other) for v in (a.low, a.high) if not isinf(v)]
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
