"""Labels of politicians, party, state or both: 'Sen. Ann Lee, R-Wis., …', 'Tom Roe (D)', 'Sen. Kim (Ky.)'."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction import offices
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import candidate
from claims.extraction.tree import PARTY, Candidate, Word, added, word, words

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Span

_LABEL = re.compile(
    r"\s?(?:\((?P<bracketed>[RDI])(?:[-–](?P<of>[A-Z][\w. ]{1,14}?))?\)"
    r"|\((?P<state>[A-Z][A-Za-z]{1,4}\.|(?:[A-Z][a-z]?\. ?){2}|Idaho|Iowa|Maine|Ohio|Texas|Utah)\)"
    r"|, (?P<bare>[RDI])-(?P<of_bare>[A-Z][\w.]{1,8}?)(?:,|(?=\.?$)))"
)
_PARTIES = {"R": ("a", "Republican"), "D": ("a", "Democratic"), "I": ("an", "independent")}
_MEMBERS = {"R": ("a", "Republican"), "D": ("a", "Democrat"), "I": ("an", "independent")}
_NO_LONGER = frozenset({"former", "ex"})
_STATES = {
    "AL": "Alabama", "ALA": "Alabama", "AK": "Alaska", "AZ": "Arizona", "ARIZ": "Arizona", "AR": "Arkansas",
    "ARK": "Arkansas", "CA": "California", "CALIF": "California", "CO": "Colorado", "COLO": "Colorado",
    "CT": "Connecticut", "CONN": "Connecticut", "DE": "Delaware", "DEL": "Delaware", "FL": "Florida",
    "FLA": "Florida", "GA": "Georgia", "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "ILL": "Illinois",
    "IN": "Indiana", "IND": "Indiana", "IA": "Iowa", "KS": "Kansas", "KAN": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MASS": "Massachusetts",
    "MI": "Michigan", "MICH": "Michigan", "MN": "Minnesota", "MINN": "Minnesota", "MS": "Mississippi",
    "MISS": "Mississippi", "MO": "Missouri", "MT": "Montana", "MONT": "Montana", "NE": "Nebraska",
    "NEB": "Nebraska", "NV": "Nevada", "NEV": "Nevada", "NH": "New Hampshire", "NJ": "New Jersey",
    "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota", "OH": "Ohio",
    "OK": "Oklahoma", "OKLA": "Oklahoma", "OR": "Oregon", "ORE": "Oregon", "PA": "Pennsylvania",
    "RI": "Rhode Island", "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee",
    "TENN": "Tennessee", "TX": "Texas", "TEX": "Texas", "UT": "Utah", "VT": "Vermont", "VA": "Virginia",
    "WA": "Washington", "WASH": "Washington", "WV": "West Virginia", "WVA": "West Virginia",
    "WI": "Wisconsin", "WIS": "Wisconsin", "WY": "Wyoming", "WYO": "Wyoming",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """A label behind a person's name: its tokens with the marks around them, its letter and its place, either
    of which may be missing.
    """

    name: "Span"
    first: int
    last: int
    letter: str
    place: str


def labels(doc: "Doc") -> Iterator[Party]:
    """The party labels of a sentence, in order; empty where no person's name stands in front."""
    for match in _LABEL.finditer(doc.text):
        name = next((e for e in doc.ents if e.label_ == "PERSON" and e.end_char == match.start()), None)
        inside = [t.i for t in doc if match.start() <= t.idx < match.end()]
        if name is not None and inside:
            letter = match["bracketed"] or match["bare"] or ""
            place = match["of"] or match["of_bare"] or match["state"] or ""
            yield Party(name, inside[0], inside[-1], letter, place)


def set_apart(doc: "Doc") -> None:
    """Hang each label as a whole on its name, and what the parser hung on the label on the name as well."""
    for label in labels(doc):
        inside = set(range(label.first, label.last + 1))
        name = label.name.root
        if name.head.i in inside:
            top = next(doc[i] for i in inside if doc[i].head.i not in inside or doc[i].head == doc[i])
            name.head, name.dep_ = (name, "ROOT") if top.head == top else (top.head, top.dep_)
        for token in doc:
            if token.i not in inside and token != name and token.head.i in inside:
                token.head = name
        for number in inside:
            doc[number].head, doc[number].dep_ = name, PARTY


def claims_of(sentence: Sentence) -> Iterator[Candidate]:
    """'Ann Lee is a Republican senator from Wisconsin.'"""
    for label in labels(sentence.doc):
        office = office_of(label.name)
        if not (label.letter or office):
            continue
        article, party = (_PARTIES if office else _MEMBERS).get(label.letter, ("a", ""))
        named = [Word(party, sentence.doc[label.first].i)] if party else []
        told = [added("is"), added(article), *named, *map(added, office)]
        if label.place:
            told += [added("from"), added(_place(label))]
        extra = range(label.first, label.last + 1)
        yield candidate(
            (*words(label.name), *told), head=label.name.root, kind="role", rule="party", extra=extra
        )


def told_of(label: Party) -> list[str]:
    """The words of party and place that the label stands for."""
    party = _PARTIES.get(label.letter, ("", ""))[1]
    return [w for w in (party, *_place(label).split()) if w]


def _place(label: Party) -> str:
    return _STATES.get(re.sub(r"\W", "", label.place).upper(), label.place)


def office_of(name: "Span") -> list[str]:
    """The office in front of the name, or of the list that the name is in: 'Sens. A (R) and B (D)'."""
    before = [word(t).text for t in name.doc[max(name.start - 2, 0) : name.start]]
    office = offices.in_words(before[-1]) if before else None
    if office is not None:
        return [] if before[0].lower() in _NO_LONGER else [office]
    several = (word(t).text for t in reversed(name.doc[: name.start]))
    shared = offices.in_words(next((w for w in several if w in offices.OF_SEVERAL), ""))
    return [shared] if shared is not None and name.root.dep_ == "conj" else []
