"""'the student' → the one person whom the article called a student, 'all three' → the three it listed."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.extraction.decompose.lists import people_of
from claims.extraction.decompose.titles import title_before
from claims.extraction.names import PERSON_NOUNS, Names, person_name
from claims.extraction.tree import child, children, is_indefinite, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claims.extraction.tokens import Doc, Token

# Words for several people by their number, and for two who belong together.
_COUNTS = {"both": 2, "two": 2, "pair": 2, "couple": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
_PARENTS = "parents"
_CHILDREN = word_set("child son daughter baby boy girl toddler infant")
# The clause that lists people counts for a while only: somebody else may be meant later.
MAX_DISTANCE = 600


@dataclass(frozen=True, slots=True)
class Met:
    """A name, or several, and where the article has them."""

    name: str
    place: int


@dataclass
class Described:
    """People of the article by the nouns that describe them, and those it lists together."""

    by_noun: dict[str, list[Met]] = field(default_factory=dict)
    others: dict[str, list[int]] = field(default_factory=dict)
    several: dict[int, list[Met]] = field(default_factory=dict)
    parents: set[str] = field(default_factory=set)
    named: list[Met] = field(default_factory=list)

    def learn(self, doc: "Doc", names: Names, place: int) -> None:
        """Take up the sentence's people; `place` is where it starts."""
        for entity in doc.ents:
            if entity.label_ == "PERSON":
                name = names.full(entity.text) or person_name(entity)
                self.named.append(Met(name, place + entity.root.idx))
                for noun in _descriptions(entity.root):
                    self.by_noun.setdefault(noun, []).append(Met(name, place + entity.root.idx))
        for token in doc:
            if token.lower_ in PERSON_NOUNS and is_indefinite(token) and token.dep_ not in {"appos", "attr"}:
                self.others.setdefault(token.lower_, []).append(place + token.idx)
        for people in several_of(doc, names):
            self.several.setdefault(len(people.names), []).append(Met(people.name, place + people.first))
            if len(people.names) == 2 and any(_is_their_child(t) for t in doc):
                self.parents.add(people.name)

    def person(self, noun: str, place: int) -> str | None:
        """The one person called so before this place, unless the article met another one since."""
        met = [m for m in self.by_noun.get(noun, ()) if m.place < place]
        if len({m.name for m in met}) != 1:
            return None
        others = self.others.get(noun, ())
        return None if any(met[-1].place < other < place for other in others) else met[0].name

    def people(self, count: int, place: int) -> str | None:
        """The last ones of that number listed together shortly before this place; of two, unless somebody
        else was named since, who may be one of the two.
        """
        met = [m for m in self.several.get(count, ()) if m.place < place <= m.place + MAX_DISTANCE]
        if not met:
            return None
        since = (m for m in self.named if met[-1].place < m.place < place)
        return met[-1].name if count > 2 or all(m.name in met[-1].name for m in since) else None


@dataclass(frozen=True, slots=True)
class Several:
    """People whom a clause lists: each in full, together in words, and the characters before the first."""

    names: tuple[str, ...]
    name: str
    first: int
    root: "Token"


def several_of(doc: "Doc", names: Names) -> "Iterator[Several]":
    """The people that the sentence lists with an "and", by their full names."""
    for people in people_of(doc):
        full = tuple(names.full(n.text) or person_name(n) for n in people.names)
        if len(set(full)) == len(full):
            joined = ", ".join(full[:-1]) + f" and {full[-1]}"
            yield Several(full, joined, people.names[0].start_char, people.names[0].root)


def replacements(doc: "Doc", described: Described, place: int) -> "Iterator[tuple[int, str]]":
    """Tokens of the sentence and who stands in their place; the words beside them give way."""
    for token in doc:
        phrase = _bare_phrase(token)
        if phrase is None:
            continue
        at = place + token.idx
        who = described.person(token.lower_, at)
        if token.lower_ in _COUNTS and subject(token.head) == token:
            who = described.people(_COUNTS[token.lower_], at)
        if token.lower_ == _PARENTS and len(described.parents) == 1:
            who = next(iter(described.parents))
        if who is not None:
            yield token.i, who
            yield from ((t.i, "") for t in phrase)


def _bare_phrase(token: "Token") -> "list[Token] | None":
    """What stands in front of "student" in 'the student', of "three" in 'all three'; None for a longer
    phrase.
    """
    own = list(token.children)
    if token.dep_ in {"attr", "appos", "compound", "conj", "npadvmod", "nummod", "amod", "det"}:
        return None
    if any(c.lower_ not in {"the", "all", "both"} or c.i > token.i for c in own):
        return None
    counted = token.lower_ in _COUNTS and (bool(own) or token.lower_ == "both")
    named = [c.lower_ for c in own] == ["the"] and token.lower_ in PERSON_NOUNS | {_PARENTS}
    return own if counted or named else None


def _descriptions(name: "Token") -> "Iterator[str]":
    """'student Ahmed', 'Ahmed, a boy', 'Ahmed is a student'."""
    nouns = [*title_before(name), *children(name, "appos")]
    if name.dep_ == "nsubj" and name.head.lemma_ == "be":
        nouns += children(name.head, "attr")
    own = [n for n in nouns if child(n, "poss") is None]
    for noun in [*own, name.head] if name.dep_ == "appos" else own:
        if noun.lower_ in PERSON_NOUNS and noun.tag_ in {"NN", "NNP"}:
            yield noun.lower_


def _is_their_child(token: "Token") -> bool:
    owner = child(token, "poss")
    return token.lower_ in _CHILDREN and owner is not None and owner.lower_ == "their"
