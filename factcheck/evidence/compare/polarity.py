"""Negation and modality: does the passage say that it did not happen, or only may or will?"""

from collections.abc import Iterable

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.lexicon import same_word
from factcheck.evidence.compare.predicates import Alignment, Modality, Predicate, Slot, align
from factcheck.evidence.compare.types import Element, Result

_SAID: dict[Modality, str] = {
    "fact": "as a fact", "future": "as still to come", "plan": "as a plan", "possible": "as possible",
    "duty": "as what should be",
}  # fmt: skip
# What is planned is set beside what will be; neither beside what only may or should be.
_REALITY: dict[Modality, str] = {
    "fact": "told", "future": "told", "plan": "told", "possible": "possible", "duty": "duty",
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
    if _says_nothing(pair) or (differs and (not _is_same_deed(pair) or _denies_something_else(pair))):
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


def _is_same_deed(pair: Alignment) -> bool:
    """Whether both texts vouch for it or its denial, as equally real, of the same subject and object."""
    claim, passage = pair.claim, pair.passage
    unnamed = not (claim.slots or passage.slots) and not (claim.pronoun and passage.pronoun)
    if claim.word == "be" or unnamed:
        return False
    if not (claim.asserted and passage.asserted and _REALITY[claim.modality] == _REALITY[passage.modality]):
        return False
    ours, theirs = _missing(claim, passage), _missing(passage, claim)
    told_of_us = len(ours) - _renamed(ours, theirs) <= _unnamed(passage, claim) + _renamed(theirs, ours)
    told_of_them = len(theirs) - _renamed(theirs, ours) <= _unnamed(claim, passage) + _renamed(ours, theirs)
    return told_of_us and told_of_them


def _missing(of: Predicate, among: Predicate) -> list[Slot]:
    """The subject and object that the other does not speak of, by its noun or by the other's noun in it."""
    heads = frozenset(head for slot in among.slots for head in slot.heads)
    return [
        slot
        for slot in of.slots
        if not _share_a_word(slot.heads, among.arguments | {among.word})
        and not _share_a_word(slot.words, heads)
    ]


def _renamed(missing: list[Slot], others: list[Slot]) -> int:
    """How many may be "the country" for a name that the other text has and this one has not."""
    return min(sum(slot.bare for slot in missing), sum(slot.is_name for slot in others))


def _unnamed(of: Predicate, among: Predicate) -> int:
    """How many of the other's parts it may mean without a word for them: by "it", or at all.

    "She cannot sing" denies that she sings anything: what is sung need not be named.
    """
    denies_all = of.negated and not among.negated
    return of.pronoun + (max(0, len(among.slots) - len(of.slots)) if denies_all else 0)


def _share_a_word(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    return any(same_word(a, b) for a in ours for b in theirs)


def _denies_something_else(pair: Alignment) -> bool:
    """Whether what is denied is bound to what the other does not say: "not born in India"."""
    if not (pair.claim.negated or pair.passage.negated):
        return _are_of_other_places(pair.claim, pair.passage)
    denying, other = (pair.claim, pair.passage) if pair.claim.negated else (pair.passage, pair.claim)
    if _is_of_today(denying) and other.past:
        return True  # what is not so today may have been so once
    if denying.of_some and not other.of_some:
        return True
    if not denying.narrowing <= other.told or _none_told(denying.names, other.told):
        return True
    return _none_told(denying.places, other.arguments)


def _are_of_other_places(one: Predicate, other: Predicate) -> bool:
    return bool(other.places) and _none_told(one.places, other.places)


def _none_told(words: frozenset[str], told: frozenset[str]) -> bool:
    return bool(words) and not _share_a_word(words, told)


def _is_of_today(denying: Predicate) -> bool:
    return "no longer" not in denying.text and not denying.past and denying.token.tag_ in {"VBZ", "VBP"}


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
