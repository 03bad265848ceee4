"""What a text says happens: its predicates with their arguments, polarity and modality, and how two align."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from factcheck.evidence.compare import lexicon
from factcheck.evidence.compare.assertion import is_asserted
from factcheck.evidence.compare.clauses import SUBJECTS, arguments_of, complement_of, placed_of, slots_of
from factcheck.evidence.compare.denials import is_negation, negations_of
from factcheck.evidence.compare.narrowing import names_in, narrowing_of, told_in
from factcheck.evidence.compare.reading import Reading, content, folded, is_content, lemma, span_of
from factcheck.evidence.compare.types import Span

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

Modality = Literal["fact", "future", "plan", "possible", "duty"]
Likeness = Literal["same", "synonym", "opposite", "implied", "implies"]

_MODAL_VERBS: dict[str, Modality] = {
    "will": "future", "shall": "future", "'ll": "future", "would": "possible", "may": "possible",
    "might": "possible", "could": "possible", "should": "duty", "must": "duty", "ought": "duty",
}  # fmt: skip
_BARE = (["the"], ["this"])


@dataclass(frozen=True, slots=True)
class Slot:
    """A subject, an object, or who did it: its noun (of a name, all words), and all its content words.

    `bare`: "the country" alone, which may be one that was named before.
    """

    heads: frozenset[str]
    words: frozenset[str]
    bare: bool
    is_name: bool


@dataclass(frozen=True)
class Predicate:
    """A verb, or the word that a form of "be" ascribes, with what it is said of.

    `places`: those of the arguments that stand under a preposition of its own ("born *in India*").
    `of_some`: the subject is part of a group ("three senators"), which leaves the rest open.
    `pronoun`: an argument is a pronoun, which may stand for any of the other text's.
    """

    token: "Token"
    complement: "Token | None"
    word: str
    span: Span
    text: str
    arguments: frozenset[str]
    places: frozenset[str]
    pronoun: bool
    negated: bool
    negation: Span | None
    modality: Modality
    modal: Span | None
    past: bool
    of_some: bool

    # What follows is asked of the few predicates that differ, and costs more to find.
    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Its subject and object."""
        return tuple(_slots(self.token, self.complement))

    @cached_property
    def asserted(self) -> bool:
        """Whether the text vouches for it, or for its denial."""
        return is_asserted(self.token)

    @cached_property
    def narrowing(self) -> frozenset[str]:
        """What a denial of it is bound to ("not *more often*"): without it, it may well be so."""
        return narrowing_of(self.token, self.complement)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words of the names it is said of, its subject left out."""
        return names_in(self.token, self.complement)

    @cached_property
    def told(self) -> frozenset[str]:
        """All words of its sentence, with the prepositions before its dates and numbers."""
        return told_in(self.token.sent)


@dataclass(frozen=True)
class Alignment:
    """Two predicates that speak of the same thing, how their words are related, and how sure that is."""

    claim: Predicate
    passage: Predicate
    likeness: Likeness
    score: float


def find_predicates(reading: Reading) -> tuple[Predicate, ...]:
    return tuple(_predicate(reading, token) for token in reading.doc if _is_predicate(token))


def align(claim: Predicate, passage: tuple[Predicate, ...]) -> Alignment | None:
    """The passage's predicate that speaks of the same thing, or None when there is none to be sure of."""
    found = [a for p in passage if (a := _alignment(claim, p)) is not None]
    return max(found, key=lambda a: a.score, default=None)


# A predicate's word counts most; arguments must share something, or be pronouns.
_LIKENESS_SCORE: dict[Likeness, float] = {
    "same": 1.0, "synonym": 0.8, "opposite": 0.8, "implied": 0.6, "implies": 0.6,
}  # fmt: skip
MIN_SHARED_ARGUMENTS = 0.3


def _alignment(claim: Predicate, passage: Predicate) -> Alignment | None:
    likeness = _likeness(claim.word, passage.word)
    if likeness is None:
        return None
    shared = _shared_arguments(claim, passage)
    if shared < MIN_SHARED_ARGUMENTS:
        return None
    return Alignment(claim, passage, likeness, _LIKENESS_SCORE[likeness] + shared)


def _likeness(claim: str, passage: str) -> Likeness | None:
    if claim == passage:
        return "same"
    if lexicon.are_opposite(claim, passage):
        return "opposite"
    if lexicon.are_synonyms(claim, passage):
        return "synonym"
    if passage in lexicon.IMPLIES.get(claim, ()):
        return "implied"
    if claim in lexicon.IMPLIES.get(passage, ()):
        return "implies"
    return None


def _shared_arguments(claim: Predicate, passage: Predicate) -> float:
    """Share of the smaller argument set found in the other; a pronoun vouches for one missing."""
    if not claim.arguments or not passage.arguments:
        return 0.5 if claim.pronoun or passage.pronoun else 0.0
    shared = float(sum(any(lexicon.same_word(a, b) for b in passage.arguments) for a in claim.arguments))
    shared += 0.5 if passage.pronoun else 0.0
    return min(1.0, shared / min(len(claim.arguments), len(passage.arguments)))


def _is_predicate(token: "Token") -> bool:
    if token.pos_ == "VERB":
        return token.dep_ not in {"amod", "compound", "aux", "auxpass"}
    return token.pos_ == "AUX" and token.dep_ not in {"aux", "auxpass"}


def _predicate(reading: Reading, token: "Token") -> Predicate:
    complement = complement_of(token)
    spoken_of = list(arguments_of(token, complement))
    negations = negations_of(token, complement, spoken_of)
    modality, modal = _modality(token)
    span = _span(token, complement, negations)
    return Predicate(
        token=token,
        complement=complement,
        word=_word(token, complement),
        span=span,
        text=reading.text[slice(*span)],
        arguments=content(spoken_of) - {lemma(complement) if complement is not None else ""},
        places=content([*placed_of(token, complement), *_denied_nouns(negations)]),
        pronoun=any(_may_stand_for_another(t) for t in spoken_of),
        negated=len(negations) % 2 == 1,
        negation=span_of([negations[-1]]) if negations else None,
        modality=modality,
        modal=span_of([modal]) if modal is not None else None,
        past=_is_past(token),
        of_some=any(_is_part(t) for t in spoken_of if t.head.head == token and t.head.dep_ in SUBJECTS),
    )


def _slots(token: "Token", complement: "Token | None") -> Iterator[Slot]:
    for phrase in map(list, slots_of(token, complement)):
        named = [t for t in phrase if is_content(t)]
        if named:
            bare = [t.lower_ for t in phrase if t != named[0]] in _BARE
            name = [named[0], *(t for t in named if t.dep_ == "compound" and t.head == named[0])]
            heads = content(name if named[0].pos_ == "PROPN" else named[:1])
            yield Slot(heads, content(named), bare, named[0].pos_ == "PROPN")


def _may_stand_for_another(token: "Token") -> bool:
    return token.pos_ == "PRON" and folded(token.text) not in lexicon.NEGATIVE_SUBJECTS


def _word(token: "Token", complement: "Token | None") -> str:
    """The lemma that carries the meaning, with its particle: "rule out" is not "rule"."""
    if complement is not None:
        return lemma(complement)
    particle = next((c for c in token.children if c.dep_ == "prt"), None)
    return lemma(token) if particle is None else f"{lemma(token)}-{lemma(particle)}"


def _modality(token: "Token") -> tuple[Modality, "Token | None"]:
    denied = any(is_negation(c) for c in token.children)
    for child in token.children:
        modal = _MODAL_VERBS.get(lemma(child)) or _MODAL_VERBS.get(child.lower_)
        if child.dep_ == "aux" and modal is not None:
            # "Could not read" is told as a fact.
            return ("fact", None) if denied and child.lower_ == "could" else (modal, child)
        if child.dep_ == "advmod" and lemma(child) in lexicon.DOUBTING_WORDS:
            return "possible", child
    above = token.head
    if token.dep_ == "xcomp" and any(c.lower_ == "to" for c in token.children):
        if lemma(above) in lexicon.PLANNING_WORDS or (lemma(above) == "go" and above.tag_ == "VBG"):
            return "plan", above
        if lemma(above) in lexicon.DOUBTING_WORDS:
            return "possible", above
    return "fact", None


def _denied_nouns(negations: "list[Token]") -> "list[Token]":
    """The noun that "no" stands before: what is denied is that there was one."""
    return [n.head for n in negations if n.dep_ in {"det", "nummod"}]


def _is_past(token: "Token") -> bool:
    """Told in the simple past; "has never met" reaches into the present and is not."""
    auxiliaries = [c for c in token.children if c.dep_ in {"aux", "auxpass"}]
    return any(t.tag_ == "VBD" for t in (auxiliaries or [token]))


def _is_part(token: "Token") -> bool:
    return token.dep_ == "nummod" or token.lower_ in {"some", "few", "several", "many", "other", "most"}


def _span(token: "Token", complement: "Token | None", negations: list["Token"]) -> Span:
    """The verb group, with the word that turns it round when it stands within reach."""
    group = [token, *(c for c in token.children if c.dep_ in {"aux", "auxpass", "neg", "prt"})]
    group += [n for n in negations if abs(n.i - token.i) <= 4]
    if complement is not None and complement.dep_ != "pobj":
        group.append(complement)
    return span_of(group)
