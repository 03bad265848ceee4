"""Negation and modality: does the passage say that it did not happen, or only may or will?"""

from collections.abc import Iterable

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.predicates import Alignment, Modality, Predicate, align, same_word
from factcheck.evidence.compare.types import Element, Result

_SAID: dict[Modality, str] = {
    "fact": "as a fact", "future": "as still to come", "plan": "as a plan", "possible": "as possible",
    "duty": "as what should be",
}  # fmt: skip


def compare_polarity(
    claim: tuple[Predicate, ...], passage: tuple[Predicate, ...]
) -> tuple[tuple[Element, ...], tuple[Alignment, ...]]:
    """Elements of negation and modality, and the alignments they rest on."""
    pairs = [(predicate, align(predicate, passage)) for predicate in claim if not _only_reports(predicate)]
    elements = [e for predicate, pair in pairs for e in _elements(predicate, pair)]
    return tuple(elements), tuple(pair for _, pair in pairs if pair is not None)


def _only_reports(predicate: Predicate) -> bool:
    """Whether it only introduces what is said ("Patel said that …"): the speaker's element speaks of it."""
    clause = any(c.dep_ in {"ccomp", "parataxis"} for c in predicate.token.children)
    return clause and predicate.word in lexicon.SAYING_WORDS


def _elements(predicate: Predicate, pair: Alignment | None) -> Iterable[Element]:
    if pair is None:
        if predicate.negated:
            yield Element(
                predicate.span, None, "negation", "not mentioned",
                "the claim denies this; the passage does not speak of it",
            )  # fmt: skip
        return
    negation = _negation(pair)
    if negation is not None:
        yield negation
    modality = _modality(pair)
    if modality is not None:
        yield modality


def _negation(pair: Alignment) -> Element | None:
    claim, passage = pair.claim, pair.passage
    opposite = pair.likeness == "opposite"
    if not (claim.negated or passage.negated or opposite):
        return None
    differs = (claim.negated != passage.negated) != opposite
    if _says_nothing(pair) or (differs and _denies_something_else(pair)):
        return None
    result: Result = "differs" if differs else "agrees"
    return Element(claim.span, passage.span, "negation", result, _negation_note(pair, differs=differs))


def _says_nothing(pair: Alignment) -> bool:
    """Denying the narrower leaves the wider open: not annexed says nothing of not governed."""
    if pair.likeness == "implied":
        return not pair.passage.negated or pair.claim.negated
    if pair.likeness == "implies":
        return not pair.claim.negated or pair.passage.negated
    return False


def _denies_something_else(pair: Alignment) -> bool:
    """Whether what is denied stands in the words after a preposition: "not born in India" denies no birth."""
    denying, other = (pair.claim, pair.passage) if pair.claim.negated else (pair.passage, pair.claim)
    if not denying.negated:
        return False
    if (
        other.past
        and not denying.past
        and "no longer" not in denying.text
        and denying.token.tag_ in {"VBZ", "VBP"}
    ):
        return True  # what is not so today may have been so once
    if denying.of_some and not other.of_some:
        return True
    return bool(denying.places) and not any(
        same_word(place, word) for place in denying.places for word in other.arguments
    )


def _negation_note(pair: Alignment, *, differs: bool) -> str:
    ours, theirs = pair.claim.text, pair.passage.text
    if not differs:
        return (
            f"both deny it: “{ours}”, “{theirs}”" if pair.claim.negated else f"“{ours}” and “{theirs}” agree"
        )
    if pair.passage.negated and not pair.claim.negated:
        return f"the claim says “{ours}”, the passage denies it: “{theirs}”"
    if pair.claim.negated and not pair.passage.negated:
        return f"the claim denies it (“{ours}”), the passage says “{theirs}”"
    return f"the claim says “{ours}”, the passage the opposite: “{theirs}”"


def _modality(pair: Alignment) -> Element | None:
    claim, passage = pair.claim.modality, pair.passage.modality
    if pair.likeness in {"opposite", "implied", "implies"} or claim == passage == "fact":
        return None
    same = claim == passage or {claim, passage} == {"future", "plan"}
    ours, theirs = _marked(pair.claim), _marked(pair.passage)
    if same:
        return Element(ours, theirs, "modality", "agrees", f"both speak of it {_SAID[claim]}")
    note = f"the claim speaks of it {_SAID[claim]}, the passage {_SAID[passage]}"
    return Element(ours, theirs, "modality", "differs", note)


def _marked(predicate: Predicate) -> tuple[int, int]:
    if predicate.modal is None:
        return predicate.span
    return min(predicate.span[0], predicate.modal[0]), max(predicate.span[1], predicate.modal[1])
