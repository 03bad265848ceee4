"""All, most, some, none: how much of a group the claim speaks of, and how much the passage."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from factcheck.evidence.compare.align import role_of, same_noun, same_verb, share
from factcheck.evidence.compare.predicates import same_word
from factcheck.evidence.compare.reading import Reading, lemma, span_of
from factcheck.evidence.compare.types import Element, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Word -> least and greatest share of the group that it is said of, in hundredths.
SHARES = {
    "all": (100, 100), "every": (100, 100), "each": (100, 100), "both": (100, 100), "most": (51, 99),
    "majority": (51, 99), "many": (10, 99), "several": (2, 90), "some": (1, 90), "few": (1, 20),
    "minority": (1, 49), "no": (0, 0), "none": (0, 0), "neither": (0, 0),
}  # fmt: skip
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
        Quantifier(token, lemma(noun), span_of([token, noun]), SHARES[lemma(token)])
        for token, noun in found
        if noun is not None and abs(noun.i - token.i) <= 6
    )


def _is_quantifier(token: "Token") -> bool:
    """ "Few" is one; "fewer", which compares, is none."""
    return lemma(token) in SHARES and (token.tag_ not in {"JJR", "JJS", "RBR"} or token.lower_ == "most")


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
    claim: Reading, passage: Reading, ours: tuple[Quantifier, ...], theirs: tuple[Quantifier, ...]
) -> tuple[Element, ...]:
    return tuple(_compare(claim, passage, quantifier, theirs) for quantifier in ours)


def _compare(
    claim: Reading, passage: Reading, quantifier: Quantifier, theirs: tuple[Quantifier, ...]
) -> Element:
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
        note = f"the claim says “{words}”, the passage “{said}”"
        return Element(quantifier.span, other.span, "quantifier", "differs", note)
    return Element(
        quantifier.span, None, "quantifier", "not mentioned",
        f"the passage does not say how many: “{words}”",
    )  # fmt: skip


def _same_statement(claim: Reading, passage: Reading, one: Quantifier, other: Quantifier) -> bool:
    role, place = role_of(claim, one.span), role_of(passage, other.span)
    return (same_verb(role, place) or same_noun(role, place)) and share(
        role.around, place.around
    ) >= MIN_SHARE_OF_WORDS


def _allows(ours: Quantifier, theirs: Quantifier) -> bool:
    """Whether the passage's share bears out the claim's: "most" bears out "some", never "all"."""
    if ours.share == (0, 0) or theirs.share == (0, 0):
        return ours.share == theirs.share
    return theirs.share[0] >= ours.share[0] and not (ours.share[1] < 50 <= theirs.share[0])
