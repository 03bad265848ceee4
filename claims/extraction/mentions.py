"""Who and what a sentence mentions that a pronoun after it may mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.decompose.rewrite import noun_words
from claims.extraction.described import several_of
from claims.extraction.names import Names, gender_of, person_name
from claims.extraction.tree import subject, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

BODIES = frozenset({"ORG", "GPE", "NORP", "FAC", "PRODUCT"})


@dataclass(frozen=True, slots=True)
class Mention:
    """kind: person, thing, many or topic (what the main clause is about)."""

    name: str
    token: int
    kind: str
    is_subject: bool
    is_topic: bool = False
    speaks: bool = False


def mentions_of(doc: "Doc", names: Names) -> list[Mention]:
    """People, bodies, several and the sentence's topic, by the names that the article has for them."""
    found = []
    for entity in doc.ents:
        main = _is_subject(entity.root)
        if entity.label_ == "PERSON":
            name = person_name(entity)
            if len(entity) == 1:
                name = names.full(entity.text) or name
            found.append(Mention(name, entity.root.i, "person", main))
        elif entity.label_ in BODIES:
            body = names.in_full(entity.root.text) or person_name(entity)
            found.append(Mention(body, entity.root.i, "thing", main))
    found.extend(
        Mention(text_of(noun_words(t)), t.i, "person", t.dep_ in {"nsubj", "nsubjpass"})
        for t in doc
        if t.tag_ == "NN"
        and not t.ent_type_
        and gender_of(t.lemma_.lower())
        and t.dep_ not in {"attr", "appos"}
    )
    found += _topic(doc, names)
    people = {m.token: m for m in found if m.kind == "person"}
    for token in doc:
        antecedent = _antecedent(token)
        if antecedent is not None and antecedent.i in people:
            found.append(Mention(people[antecedent.i].name, token.i, "person", True))
        if token.dep_ in {"nsubj", "nsubjpass"} and token.tag_ in {"NNS", "NNPS"} and not token.ent_type_:
            found.append(
                Mention(text_of(noun_words(token)), token.i, "many", True, is_topic(token), _speaks(token))
            )
    found += [
        Mention(s.name, s.root.i, "many", _is_subject(s.root), is_topic(s.root))
        for s in several_of(doc, names)
    ]
    return found


def _speaks(noun: "Token") -> bool:
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in SAYING


def _topic(doc: "Doc", names: Names) -> list[Mention]:
    """The one thing that the sentence's main clause is about, which an "It" behind the full stop means."""
    root = next(t for t in doc if t.head == t)
    noun = subject(root)
    if noun is None or noun.tag_ not in {"NN", "NNP"} or noun.ent_type_ == "PERSON":
        return []
    if any(c.dep_ == "conj" for c in noun.children) or gender_of(noun.lemma_.lower()):
        return []
    full = names.in_full(noun.text)
    article = next((c.lower_ + " " for c in noun.children if c.dep_ == "det" and c.lower_ == "the"), "")
    name = article + full if full else text_of(noun_words(noun))
    for opener in ("A ", "An ", "a ", "an "):
        name = "the " + name.removeprefix(opener) if name.startswith(opener) else name
    return [Mention(name, noun.i, "topic", True, is_topic=True)]


def is_topic(token: "Token") -> bool:
    """Whether the sentence's main clause is about it."""
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.head == token.head


def _is_subject(token: "Token") -> bool:
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token.dep_ in {"nsubj", "nsubjpass"}


def _antecedent(token: "Token") -> "Token | None":
    """The noun of a "who" that is its clause's subject."""
    if (
        token.tag_ not in {"WP", "WDT"}
        or token.dep_ not in {"nsubj", "nsubjpass"}
        or token.head.dep_ != "relcl"
    ):
        return None
    return token.head.head
