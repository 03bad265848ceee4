"""Titles in front of a person's name, as claims of their own."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction.decompose.context import ROLE_NOUNS, Sentence
from claims.extraction.decompose.measures import without_measure
from claims.extraction.decompose.rewrite import candidate, tidy
from claims.extraction.tree import Candidate, Word, added, subtree, words
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_HONORIFICS = word_set("mr mr. mrs mrs. ms ms. dr dr. sir madam")
# Offices that many hold at once: 'a Lund spokeswoman', but 'chief of police'.
_HELD_BY_MANY = word_set(
    """
    spokesman spokeswoman spokesperson aide adviser advisor lawyer attorney analyst economist professor
    researcher scientist historian writer author journalist reporter columnist actor actress singer musician
    artist player farmer teacher nurse doctor student resident prosecutor speechwriter strategist consultant
    activist campaigner lawmaker legislator senator congressman congresswoman engineer architect banker
    investor trader detective official expert pollster lobbyist volunteer candidate
    """
)
_OPENS_WITH_VOWEL = re.compile(r"[aeioAEIO]|[uU](?!ni|se|\.?S)|[FHLMNRSX][A-Z]")


def claims_of(sentence: Sentence) -> Iterator[Candidate]:
    """'Japan's Foreign Minister Yoko Kamikawa' → 'Yoko Kamikawa is Japan's Foreign Minister'."""
    for entity in sentence.doc.ents:
        if entity.label_ != "PERSON" or len(entity) < 2:
            continue
        title = title_before(entity.root)
        if title:
            label: tuple[Word, ...] = _in_sentence(words(tidy(without_measure(title))), title)
            named = words(t for t in entity if t.tag_ != "POS")
            pieces = (*named, added("is"), *_article(title), *label)
            yield candidate(pieces, head=entity.root, kind="role", rule="title")


def _article(title: list["Token"]) -> tuple[Word, ...]:
    """The "a" of 'Anna Lee is a Lund spokeswoman'; none where the title says whose she is."""
    owned = any(t.tag_ in {"POS", "PRP$"} for t in title)
    if owned or title[-1].lower_ not in _HELD_BY_MANY or (title[-1].is_title and not _opens_only(title)):
        return ()
    return (added("an" if _OPENS_WITH_VOWEL.match(title[0].text) else "a"),)


def _opens_only(title: list["Token"]) -> bool:
    """'Actress Lena Marsh …': a capital that only opens the sentence."""
    return len(title) == 1 and title[0].i == 0 and title[0].lower_ in _HELD_BY_MANY


def _in_sentence(label: tuple[Word, ...], title: list["Token"]) -> tuple[Word, ...]:
    return (replace(label[0], text=label[0].text.lower()), *label[1:]) if _opens_only(title) else label


def title_before(name: "Token") -> list["Token"]:
    """The words of office in front of a person's name; empty where there are none."""
    entity = [t for t in name.doc if t.ent_type_ == "PERSON" and abs(t.i - name.i) < 6]
    start = name.i
    while start > 0 and name.doc[start - 1] in entity and name.doc[start].ent_iob_ == "I":
        start -= 1
    inside = [t for t in subtree(name) if t.i < start and _is_of_title(t)]
    while start and name.doc[start - 1].is_space:
        start -= 1
    if not inside or inside[-1].i != start - 1:
        return []
    last = inside[-1]
    of_somebody = last.tag_ == "NN" and last.lower_ in _HELD_BY_MANY  # 'Lund spokeswoman'
    unfit = {"PERCENT"} if of_somebody else {"PERSON", "PERCENT"}
    if any(t.tag_ in {"VBG", "RB"} or t.ent_type_ in unfit for t in inside):
        return []
    named = last.tag_ == "NN" or any(t.lemma_.lower() in ROLE_NOUNS for t in inside)
    if last.lower_ in _HONORIFICS or last.tag_ == "NNS" or not named:
        return []
    return inside


def _is_of_title(token: "Token") -> bool:
    return token.tag_ == "HYPH" or (token.dep_ not in {"punct", "det"} and not token.is_space)


def words_within(sentence: Sentence) -> list["Token"]:
    """Title words that are told as claims of their own and leave the clause."""
    found: list[Token] = []
    for entity in sentence.doc.ents:
        if entity.label_ == "PERSON" and len(entity) >= 2:
            found.extend(title_before(entity.root))
    return found
