"""Names of a claim in a passage: aliases, initials, surnames, spellings carried over from other scripts."""

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from factcheck.evidence.compare.align import Role, role_of, same_verb, share
from factcheck.evidence.compare.lexicon import words
from factcheck.evidence.compare.places import COUNTRIES, tier
from factcheck.evidence.compare.reading import Reading, folded
from factcheck.evidence.compare.types import Element, Span

# spaCy's labels of what has a name. Dates and amounts are compared elsewhere.
LABELS = words("PERSON ORG GPE LOC NORP FAC EVENT PRODUCT WORK_OF_ART LAW LANGUAGE")
_HONORIFICS = words(
    "the a an mr mrs ms dr sir lord lady president senator sen gov governor prime minister secretary "
    "chairman king queen prince princess pope saint st general gen judge justice professor prof"
)
_SMALL_WORDS = words("of the and for")
# Letters that differ between romanisations of one name (Kyiv/Kiev, Gaddafi/Qadhafi, Zelensky/Zelenskyy).
_ROMANISATIONS = (
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("q", "k"), ("ck", "k"), ("ph", "f"), ("ts", "s"), ("tz", "s"),
    ("iy", "i"), ("yy", "i"), ("ij", "i"), ("ii", "i"), ("y", "i"), ("j", "i"), ("w", "v"), ("ou", "u"),
    ("oo", "u"), ("ee", "i"), ("x", "s"),
)  # fmt: skip
MIN_SPELLING_LIKENESS = 86
MIN_LETTERS_FOR_SPELLING = 5
MIN_LETTERS_OF_SHORT_FORM = 3
MIN_SHARE_TO_DIFFER = 0.5


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, where it stands, its label, and its words without titles, folded."""

    text: str
    span: Span
    label: str
    words: tuple[str, ...]

    @property
    def plain(self) -> str:
        return " ".join(self.words)


def find_names(reading: Reading) -> tuple[Name, ...]:
    """Named entities, and capitalised noun phrases that the model left out."""
    found = [
        _name(reading, (e.start_char, e.end_char), e.label_) for e in reading.doc.ents if e.label_ in LABELS
    ]
    taken = {i for e in reading.doc.ents for i in range(e.start, e.end)}
    run: list[int] = []
    for token in reading.doc:
        if token.pos_ == "PROPN" and token.i not in taken and token.text[0].isupper():
            run.append(token.i)
            continue
        found += _of_run(reading, run)
        run = []
    found += _of_run(reading, run)
    return tuple(sorted((n for n in found if n.words), key=lambda n: n.span))


def _of_run(reading: Reading, run: list[int]) -> list[Name]:
    if not run:
        return []
    last = reading.doc[run[-1]]
    return [_name(reading, (reading.doc[run[0]].idx, last.idx + len(last)), "")]


def _name(reading: Reading, span: Span, label: str) -> Name:
    text = reading.text[slice(*span)]
    found = re.findall(r"[^\W_]+(?:[.'][^\W_]+)*", re.sub(r"'s\b|'$", "", folded(text)))
    kept = tuple(w for w in found if w not in _HONORIFICS) or tuple(found)
    return Name(text, span, label, kept)


def compare_names(
    claim: Reading, passage: Reading, ours: tuple[Name, ...], theirs: tuple[Name, ...]
) -> tuple[Element, ...]:
    return tuple(_compare(claim, passage, name, theirs) for name in ours)


def _compare(claim: Reading, passage: Reading, name: Name, theirs: tuple[Name, ...]) -> Element:
    for other in theirs:
        if are_same(name, other):
            return Element(name.span, other.span, "name", "agrees", _agreement(name, other))
    found = re.search(rf"\b{re.escape(name.text)}\b", passage.text, re.IGNORECASE)
    if found and not any(n.span[0] < found.end() and found.start() < n.span[1] for n in theirs):
        return Element(name.span, found.span(), "name", "agrees", f"both name {found[0]}")
    rival = _rival(claim, passage, name, theirs)
    if rival is not None:
        note = f"the claim names {name.text}, the passage {rival.text}"
        return Element(name.span, rival.span, "name", "differs", note)
    return Element(name.span, None, "name", "not mentioned", f"the passage does not name {name.text}")


def are_same(one: Name, other: Name) -> bool:
    """Whether two names may mean one bearer."""
    if COUNTRIES.get(one.plain, one.plain) == COUNTRIES.get(other.plain, other.plain):
        return True
    if any(short(a, b) for short in (_is_acronym, _is_short_form) for a, b in ((one, other), (other, one))):
        return True
    if set(one.words) <= set(other.words) or set(other.words) <= set(one.words):
        return not _is_place_within(one, other)
    return _spelt_alike(one, other)


def _is_place_within(one: Name, other: Name) -> bool:
    """A shared word, another place: "Korea" and "North Korea", "Virginia" and "West Virginia"."""
    points = {"north", "south", "east", "west", "new"}
    return bool(points & (set(one.words) ^ set(other.words)))


def _is_acronym(short: Name, long: Name) -> bool:
    letters = short.plain.replace(".", "")
    if len(short.words) != 1 or not 2 <= len(letters) <= 6 or not short.text.replace(".", "").isupper():
        return False
    parts = re.findall(r"[^\W_]+", folded(long.text))
    initials = {"".join(p[0] for p in parts if p not in without) for without in ((), _SMALL_WORDS, {"the"})}
    return len(parts) > 1 and letters in initials


def _is_short_form(short: Name, long: Name) -> bool:
    """A surname cut short beside the full name: "Woz" and "Steve Wozniak"."""
    if len(short.words) != 1 or len(long.words) == 1 or _is_place_within(short, long):
        return False
    surname = long.words[-1]
    return MIN_LETTERS_OF_SHORT_FORM <= len(short.plain) < len(surname) and surname.startswith(short.plain)


def _spelt_alike(one: Name, other: Name) -> bool:
    """The last words are one name in two spellings, and no given name stands against it."""
    if min(len(one.words[-1]), len(other.words[-1])) < MIN_LETTERS_FOR_SPELLING:
        return False
    mine, yours = _romanised(one.words[-1]), _romanised(other.words[-1])
    if _sound(mine[0]) != _sound(yours[0]) or fuzz.ratio(mine[1:], yours[1:]) < MIN_SPELLING_LIKENESS:
        return False
    return len(one.words) == 1 or len(other.words) == 1 or _given_names_fit(one.words[0], other.words[0])


def _sound(letter: str) -> str:
    return {"g": "k", "c": "k"}.get(letter, letter)


def _given_names_fit(one: str, other: str) -> bool:
    shorter, longer = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    if len(shorter) == 1:
        return longer.startswith(shorter)
    return fuzz.ratio(_romanised(one), _romanised(other)) >= MIN_SPELLING_LIKENESS


def _romanised(word: str) -> str:
    for written, sound in _ROMANISATIONS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1", r"\1", word)


def _rival(claim: Reading, passage: Reading, name: Name, theirs: tuple[Name, ...]) -> Name | None:
    """Another name of the same kind that the passage puts in the same place of the same statement."""
    role = role_of(claim, name.span)
    slot = _slot(claim, name.span)
    for other in theirs:
        alike = slot == _slot(passage, other.span) and _may_contradict(name, other)
        if alike and _is_same_statement(role, role_of(passage, other.span)):
            return other
    return None


def _may_contradict(name: Name, other: Name) -> bool:
    """Names of one kind and size that share no word: else one may be the other, or of its family.

    A title alone ("the Pope") names nobody else.
    """
    if (
        set(other.words) <= _HONORIFICS
        or not name.label
        or name.label != other.label
        or tier(name.plain) != tier(other.plain)
    ):
        return False
    return not set(name.words) & set(other.words) or _is_place_within(name, other)


def _slot(reading: Reading, span: Span) -> tuple[str, str | None]:
    """How the name hangs in its sentence: its relation, and the preposition it stands under."""
    head = reading.head(span)
    if head is None:
        return "", None
    relation = {"nsubjpass": "object", "dobj": "object", "nsubj": "subject"}.get(head.dep_, head.dep_)
    preposition = head.head.lower_ if head.dep_ == "pobj" else None
    return ("subject", None) if preposition == "by" and head.head.dep_ == "agent" else (relation, preposition)


def _is_same_statement(role: Role, place: Role) -> bool:
    return same_verb(role, place) and share(role.around, place.around) >= MIN_SHARE_TO_DIFFER


def _agreement(name: Name, other: Name) -> str:
    return (
        f"both name {other.text}"
        if name.text == other.text
        else f"“{other.text}” may be the same as “{name.text}”"
    )
