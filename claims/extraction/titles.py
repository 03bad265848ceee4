"""'the Ohio governor' → the one person whom the article gave that title in more or the same words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from claims.extraction.decompose import parties
from claims.extraction.offices import IN_WORDS
from claims.extraction.tree import child, children, subtree

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Span, Token

# Words for one thing, by the form that they are compared in.
_SAME = IN_WORDS | {
    "gop": "republican", "democrat": "democratic", "us": "u.s.", "ex": "former",
    "congressman": "representative", "congresswoman": "representative",
}  # fmt: skip
# They say nothing of who it is.
_LOOSE = frozenset(
    {"presumptive", "presidential", "likely", "then", "the", "a", "an", "of", "-", "mr.", "mrs.", "ms."}
)
_FORMER = frozenset({"former", "vice", "deputy", "acting"})
_PARTS = frozenset({"compound", "amod", "nmod", "punct", "nummod"})
# Whoever will be it: 'became the Republican nominee', 'as the nominee'.
_MAKING = frozenset({"become", "elect", "choose", "pick", "nominate", "name", "be", "remain", "as", "for"})


@dataclass(frozen=True, slots=True)
class Title:
    """A person's title: its words, and the name."""

    words: frozenset[str]
    name: str


@dataclass
class Titles:
    """The titles of the article's people, by each one's last word."""

    by_head: dict[str, set[Title]] = field(default_factory=dict)

    def learn(self, doc: "Doc") -> None:
        """Take up 'Ohio Gov. Roe', 'Roe, the governor of Ohio', 'Sen. Lee of Texas', 'Sen. Lee (R-Tex.)'."""
        for entity in doc.ents:
            if entity.label_ == "PERSON":
                for noun, told in _titles_of(entity):
                    self._add(noun, told, entity.text)
        for label in parties.labels(doc):
            told = [*parties.office_of(label.name), *parties.told_of(label)]
            if len(told) > 1 and told[0] in _SAME.values():
                self._add(told[0], told, label.name.text)

    def _add(self, noun: str, told: list[str], name: str) -> None:
        self.by_head.setdefault(_plain(noun), set()).add(Title(_words(told), name))

    def names(self, noun: "Token") -> set[str]:
        """Who may be meant by a "the" with more words than the office; empty for another phrase."""
        phrase = _phrase(noun)
        if phrase is None:
            return set()
        wanted = _words([t.text for t in phrase])
        met = self.by_head.get(_plain(noun.lower_), set())
        return {t.name for t in met if wanted <= t.words and wanted & _FORMER == t.words & _FORMER}


def _titles_of(name: "Span") -> Iterator[tuple[str, list[str]]]:
    """The last word, and all words, of each title that the sentence gives the person."""
    root, doc = name.root, name.doc
    inside = [t for t in subtree(root) if t.i < name.start and t.dep_ in {*_PARTS, "prep", "pobj"}]
    before = [t.text for t in inside]
    if inside and inside[-1].i == name.start - 1:
        of = next((n for n, t in enumerate(before) if t == "of"), None)
        head = before[of - 1] if of else before[-1]
        place = child(root, "prep")
        place = child(place, "pobj") if place is not None and place.lower_ == "of" else None
        yield head, [*before, *([t.text for t in subtree(place)] if place is not None else [])]
    described = [*children(root, "appos"), *(children(root.head, "attr") if root.dep_ == "nsubj" else [])]
    if root.dep_ == "appos" and root.head.i < root.i and root.head.tag_ == "NN":
        described.append(root.head)
    for noun in described:
        if noun.tag_ in {"NN", "NNP"} and noun.ent_type_ != "PERSON":
            own = {noun, *(t for c in children(noun, *_PARTS) for t in subtree(c)), *_of(noun)}
            yield noun.text, [doc[i].text for i in sorted(t.i for t in own)]


def _of(noun: "Token") -> list["Token"]:
    """The words of 'of Ohio', right behind 'governor'."""
    of = next((c for c in children(noun, "prep") if c.lower_ == "of" and c.i == noun.i + 1), None)
    owner = child(of, "pobj") if of is not None else None
    return [of, *subtree(owner)] if of is not None and owner is not None else []


def _phrase(noun: "Token") -> list["Token"] | None:
    """'the Ohio governor' without its "the"; None for another phrase, and for an office yet to be had."""
    the = child(noun, "det")
    if (
        the is None
        or the.lower_ != "the"
        or noun.tag_ != "NN"
        or noun.dep_ in {"attr", "appos", "compound", "oprd"}
    ):
        return None
    if noun.head.lemma_ in _MAKING:
        return None
    of = _of(noun)
    rest = [c for c in noun.children if c != the and c.dep_ != "case" and c not in of]
    if any(c.dep_ not in _PARTS or c.i > noun.i for c in rest) or not (rest or of):
        return None
    own = sorted({noun, *(t for c in rest for t in subtree(c)), *of}, key=lambda t: t.i)
    is_run = own[-1].i - own[0].i + 1 == len(own) and the.i == own[0].i - 1
    return own if is_run and all(t.ent_type_ != "PERSON" for t in own) else None


def replacements(doc: "Doc", titles: Titles) -> Iterator[tuple["Token", list["Token"], set[str]]]:
    """The nouns that stand for somebody, the words that give way beside each, and who may be meant."""
    for token in doc:
        names = titles.names(token)
        phrase = _phrase(token) if names else None
        if phrase is not None:
            the = child(token, "det")
            yield token, [t for t in (the, *phrase) if t is not None and t != token], names


def _words(told: list[str]) -> frozenset[str]:
    return frozenset(_plain(w) for w in told) - _LOOSE


def _plain(word: str) -> str:
    lower = re.sub(r"['’]s$", "", word.lower())
    return _SAME.get(lower, lower)
