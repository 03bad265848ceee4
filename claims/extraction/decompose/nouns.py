"""Appositions, titles and participles as claims about their noun."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose.context import ROLE_NOUNS, Sentence
from claims.extraction.decompose.rewrite import be, candidate, name_words, noun_words, tidy
from claims.extraction.tree import Candidate, Word, added, subtree, words

if TYPE_CHECKING:
    from spacy.tokens import Token

Walk = Callable[..., Iterator[Candidate]]
_HONORIFICS = frozenset("mr mr. mrs mrs. ms ms. dr dr. sir madam".split())
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LOC"})


def stands_alone(token: "Token") -> bool:
    """Whether an apposition or participle can be told as a claim; if not it stays with its noun."""
    if token.dep_ == "appos":
        return _is_described(token)
    return token.tag_ == "VBN" and _after_comma(token) and token.head.pos_ in {"NOUN", "PROPN"}


def _is_described(token: "Token") -> bool:
    noun = token.head
    if token.i <= noun.i or token.pos_ not in {"NOUN", "PROPN"} or noun.pos_ not in {"NOUN", "PROPN"}:
        return False
    if {noun.ent_type_, token.ent_type_} <= _PLACES:
        return False  # "Aceh, Indonesia" says where, not what.
    if not (noun.ent_type_ in _NAMES or token.ent_type_ in _NAMES):
        return False
    return any(t.text in {",", "—", "–", "("} for t in token.doc[noun.i + 1 : token.i + 1])


def _after_comma(token: "Token") -> bool:
    first = min(t.i for t in token.subtree)
    return first > 0 and token.doc[first - 1].text == ","


def claims_of(token: "Token", sentence: Sentence, walk: Walk) -> Iterator[Candidate]:
    """'Lai, the leading candidate' → 'Lai is the leading candidate'."""
    if token.dep_ == "acl":
        noun = token.head
        pieces = (*noun_words(noun), be(noun, past=True), *words(tidy(subtree(token))))
        yield candidate(pieces, head=token, kind="event", rule="participle")
        return
    yield from _apposition(token, sentence, walk)


def _apposition(token: "Token", sentence: Sentence, walk: Walk) -> Iterator[Candidate]:
    noun = token.head
    if noun.ent_type_ == "PERSON" or token.ent_type_ != "PERSON":
        about, described = noun, token
    else:
        about, described = token, noun
    first = name_words(about) if about.ent_type_ == "PERSON" else noun_words(about)
    kind = "role" if described.lemma_.lower() in ROLE_NOUNS else "property"
    label = noun_words(described)
    participle = next((c for c in described.children if c.dep_ == "acl" and c.i > described.i), None)
    if participle is not None:
        label = (*label, *words(tidy(subtree(participle))))
    yield candidate((*first, be(about), *label), head=token, kind=kind, rule="apposition")
    if participle is not None and participle.tag_ == "VBN":
        pieces = (*first, be(about, past=True), *words(tidy(subtree(participle))))
        yield candidate(pieces, head=token, kind="event", rule="participle")


def titles(sentence: Sentence) -> Iterator[Candidate]:
    """'Japan's Foreign Minister Yoko Kamikawa' → 'Yoko Kamikawa is Japan's Foreign Minister'."""
    for entity in sentence.doc.ents:
        if entity.label_ != "PERSON" or len(entity) < 2:
            continue
        title = title_before(entity.root)
        if title:
            label: tuple[Word, ...] = words(tidy(title))
            pieces = (*words(entity), added("is"), *label)
            yield candidate(pieces, head=entity.root, kind="role", rule="title")


def title_before(name: "Token") -> list["Token"]:
    """The words of office in front of a person's name; empty where there are none."""
    entity = [t for t in name.doc if t.ent_type_ == "PERSON" and abs(t.i - name.i) < 6]
    start = name.i
    while start > 0 and name.doc[start - 1] in entity and name.doc[start].ent_iob_ == "I":
        start -= 1
    inside = [t for t in subtree(name) if t.i < start and t.dep_ not in {"punct", "det"}]
    if not inside or inside[-1].i != start - 1:
        return []
    last = inside[-1]
    named = any(t.lemma_.lower() in ROLE_NOUNS for t in inside)
    if last.lower_ in _HONORIFICS or not named:
        return []
    return inside


def titles_within(sentence: Sentence) -> list["Token"]:
    """Title words that are told as claims of their own and leave the clause."""
    found: list[Token] = []
    for entity in sentence.doc.ents:
        if entity.label_ == "PERSON" and len(entity) >= 2:
            found.extend(title_before(entity.root))
    return found


def named_by_apposition(split: list["Token"]) -> dict[int, tuple[Word, ...]]:
    """Descriptions that give way to the person they name: each of their tokens → the name, or nothing."""
    names: dict[int, tuple[Word, ...]] = {}
    for token in split:
        if token.dep_ == "appos" and token.ent_type_ == "PERSON" and token.head.ent_type_ != "PERSON":
            described = subtree(token.head, keep=lambda t, name=token: t != name and t.dep_ != "conj")
            names |= {t.i: () for t in described}
            names[token.head.i] = name_words(token)
    return names


def rename(pieces: tuple[Word, ...], names: dict[int, tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words with every description replaced by its name."""
    found: list[Word] = []
    for one in pieces:
        found.extend((one,) if one.token is None else names.get(one.token, (one,)))
    return tuple(found)
