"""All, most, some, none: how much of a group the claim speaks of, and how much the passage."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor
from typing import TYPE_CHECKING

from factcheck.evidence.compare.align import role_of, same_noun, same_verb, share
from factcheck.evidence.compare.amounts import Amount
from factcheck.evidence.compare.lexicon import same_word
from factcheck.evidence.compare.reading import Reading, lemma, span_of
from factcheck.evidence.compare.types import Element, Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Word -> least and greatest share of the group that it is said of, in hundredths.
SHARES = {
    "all": (100, 100), "every": (100, 100), "each": (100, 100), "both": (100, 100), "most": (51, 99),
    "majority": (51, 99), "many": (10, 99), "several": (2, 90), "some": (1, 90), "few": (1, 20),
    "minority": (1, 49), "no": (0, 0), "none": (0, 0), "neither": (0, 0),
}  # fmt: skip
# "Not all" are fewer than all, "nearly all" almost all.
_NOT, _NEARLY = frozenset({"not"}), frozenset({"nearly", "almost", "virtually", "practically"})
_LESS_THAN_ALL, _ALMOST_ALL = (0, 99), (85, 100)
# So many may be left unsaid: who tells of drivers tells of some. What "no" denies is told with the negations.
_VAGUE = frozenset({"many", "several", "some", "few", "no", "none", "neither"})
MIN_SHARE_OF_WORDS = 0.5


@dataclass(frozen=True)
class Quantifier:
    token: "Token"
    noun: str
    span: Span
    share: tuple[int, int]


def find_quantifiers(reading: Reading) -> tuple[Quantifier, ...]:
    found = ((token, _noun(token)) for token in reading.doc if _is_quantifier(token))
    return tuple(
        Quantifier(token, lemma(noun), span_of([token, noun]), _share(token))
        for token, noun in found
        if noun is not None and abs(noun.i - token.i) <= 6
    )


def _share(token: "Token") -> tuple[int, int]:
    before = token.nbor(-1).lower_ if token.i else ""
    if SHARES[lemma(token)] == SHARES["all"] and before in _NOT | _NEARLY:
        return _LESS_THAN_ALL if before in _NOT else _ALMOST_ALL
    return SHARES[lemma(token)]


def _is_quantifier(token: "Token") -> bool:
    """ "Few" is one; "fewer", which compares, is none, nor are "both … and …" and "every two years"."""
    if lemma(token) not in SHARES or (token.tag_ in {"JJR", "JJS", "RBR"} and token.lower_ != "most"):
        return False
    pairs = token.lower_ == "both" and any(c.dep_ == "conj" for c in token.head.children)
    recurs = token.lower_ == "every" and token.i + 1 < len(token.doc) and token.nbor(1).pos_ == "NUM"
    return not pairs and not recurs


def _noun(token: "Token") -> "Token | None":
    """The group that is spoken of: "all senators", "most of the voters"; "no doubt" has none."""
    if token.dep_ in {"det", "amod", "predet", "nummod"} and token.head.pos_ in {"NOUN", "PROPN"}:
        return (
            token.head
            if token.head.tag_ in {"NNS", "NNPS"} or lemma(token) in {"every", "each", "no"}
            else None
        )
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((c for c in child.children if c.dep_ == "pobj" and c.pos_ in {"NOUN", "PROPN"}), None)
    return None


def compare_quantifiers(
    claim: Reading,
    passage: Reading,
    ours: tuple[Quantifier, ...],
    theirs: tuple[Quantifier, ...],
    shares: tuple[Amount, ...],
) -> tuple[Element, ...]:
    """`shares`: the amounts of the passage; those in percent are set beside "most" and the like."""
    others = [*theirs, *_counted(passage, shares)]
    found = (_compare(claim, passage, quantifier, others) for quantifier in ours)
    return tuple(element for element in found if element is not None)


def _counted(passage: Reading, shares: tuple[Amount, ...]) -> Iterator[Quantifier]:
    for amount in (a for a in shares if a.unit == "percent" and a.high <= 100 and a.low >= 0):
        span = amount.start, amount.end
        token, noun = passage.head(span), role_of(passage, span).noun
        if token is not None and noun is not None:
            yield Quantifier(token, noun, span, (floor(amount.low), ceil(amount.high)))


def _compare(
    claim: Reading, passage: Reading, quantifier: Quantifier, theirs: list[Quantifier]
) -> Element | None:
    words = claim.text[slice(*quantifier.span)]
    for other in theirs:
        if not same_word(quantifier.noun, other.noun) or not _same_statement(
            claim, passage, quantifier, other
        ):
            continue
        said = passage.text[slice(*other.span)]
        if _allows(quantifier, other):
            return Element(
                quantifier.span, other.span, "quantifier", "agrees", f"“{said}” bears out “{words}”"
            )
        if not _differs_plainly(claim, passage, quantifier, other):
            continue
        note = f"the claim says “{words}”, the passage “{said}”"
        return Element(quantifier.span, other.span, "quantifier", "differs", note)
    if lemma(quantifier.token) in _VAGUE:
        return None
    note = f"the passage does not say how many: “{words}”"
    return Element(quantifier.span, None, "quantifier", "not mentioned", note)


def _same_statement(claim: Reading, passage: Reading, one: Quantifier, other: Quantifier) -> bool:
    role, place = role_of(claim, one.span), role_of(passage, other.span)
    alike = share(role.around, place.around) >= MIN_SHARE_OF_WORDS
    return alike and role.denied == place.denied and (same_verb(role, place) or same_noun(role, place))


def _differs_plainly(claim: Reading, passage: Reading, one: Quantifier, other: Quantifier) -> bool:
    """A share in percent is of the same group when it did the same: 60% may be women, and most have died."""
    if lemma(other.token) in SHARES:
        return True
    told_exactly = lemma(one.token) not in _VAGUE
    return told_exactly and same_verb(role_of(claim, one.span), role_of(passage, other.span))


def _allows(ours: Quantifier, theirs: Quantifier) -> bool:
    """Whether the passage's share bears out the claim's: "most" bears out "some", never "all"."""
    if ours.share == (0, 0) or theirs.share == (0, 0):
        return ours.share == theirs.share
    return theirs.share[0] >= ours.share[0] and not (ours.share[1] < 50 <= theirs.share[0])
