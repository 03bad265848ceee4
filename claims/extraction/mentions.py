"""Who and what a sentence mentions that a pronoun after it may mean."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.decompose.rewrite import inside_sentence, noun_words
from claims.extraction.described import several_of
from claims.extraction.names import PERSON_NOUNS, Names, gender_of, person_name
from claims.extraction.tree import child, children, is_indefinite, subject, text_of

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

BODIES = frozenset({"ORG", "GPE", "NORP", "FAC", "PRODUCT"})

# Who speaks without a name.
_UNNAMED = frozenset({"official", "aide", "insider", "source"})


@dataclass(frozen=True, slots=True)
class Mention:
    """kind: person, thing, many or topic (what the main clause is about). A pronoun that nobody is known for
    has no name, and bars the way to whoever was named before it. A quoted one is in what somebody says.
    """

    name: str
    token: int
    kind: str
    is_subject: bool
    is_topic: bool = False
    speaks: bool = False
    gender: str | None = None
    is_quoted: bool = False


def mentions_of(doc: "Doc", names: Names) -> list[Mention]:
    """People, bodies, several and the sentence's topic, by the names that the article has for them."""
    found = []
    for entity in doc.ents:
        main = is_subject(_first(entity.root))
        if entity.label_ == "PERSON":
            name = person_name(entity)
            if len(entity) == 1:
                name = names.full(entity.text) or name
            first = _first(entity.root)
            found.append(Mention(name, entity.root.i, "person", main, is_topic(first), speaks(first)))
        elif entity.label_ in BODIES:
            body = names.in_full(entity.root.text) or person_name(entity)
            body = "" if _is_of_people(entity.root) or _is_common_part(entity.root) else body
            found.append(Mention(body, entity.root.i, "thing", main))
    found += [
        Mention(
            mentioned_again(t),
            t.i,
            "person",
            is_subject(t),
            is_topic(t),
            speaks(t) and t.lemma_ in _UNNAMED,
            gender=gender_of(t.lemma_.lower()),
        )
        for t in doc
        if _is_person(t)
    ]
    found += _topic(doc, names)
    people = {m.token: m for m in found if m.kind == "person"}
    for token in doc:
        noun = _antecedent(token)
        if noun is not None and noun.i in people:
            found.append(Mention(people[noun.i].name, token.i, "person", True))
        elif noun is not None and noun.tag_ in {"NNS", "NNPS"}:
            found.append(Mention(_inside(noun), token.i, "many", True))
        if _is_some_of(token):
            found.append(Mention("", token.i, "many", True, is_topic(token)))
        several = token.tag_ in {"NNS", "NNPS"} and token.ent_type_ in {"", "NORP"}
        if token.dep_ in {"nsubj", "nsubjpass"} and several:
            found.append(Mention(_inside(token), token.i, "many", True, is_topic(token), speaks(token)))
    found += [
        Mention(s.name, s.root.i, "many", is_subject(_first(s.root)), is_topic(_first(s.root)))
        for s in several_of(doc, names)
    ]
    return found


def _inside(noun: "Token") -> str:
    """As inside a sentence, but a "The" stays as a speaker's name has it."""
    return text_of(noun_words(noun)) if noun.left_edge.pos_ == "DET" else inside_sentence(noun)


def _is_some_of(token: "Token") -> bool:
    """'few of the farmers', 'the two': several who have no name, and whom a "they" may mean."""
    parts = [p for c in children(token, "prep") if c.lower_ == "of" for p in children(c, "pobj")]
    several = any(p.tag_ in {"NNS", "NNPS"} for p in parts) and token.tag_ in {"JJ", "DT", "CD"}
    counted = token.tag_ == "CD" and any(c.lower_ == "the" for c in children(token, "det"))
    return token.dep_ in {"nsubj", "nsubjpass"} and (several or counted)


def _is_of_people(name: "Token") -> bool:
    """'Americans', who are "they" and never "it"."""
    return name.ent_type_ == "NORP" and name.tag_ in {"NNS", "NNPS"}


def _is_common_part(noun: "Token") -> bool:
    """The "police" of 'police figures'."""
    return noun.dep_ == "compound" and noun.text.islower()


def speaks(noun: "Token") -> bool:
    """Whether the noun is who says something."""
    return noun.dep_ == "nsubj" and noun.head.lemma_.lower() in SAYING


def _is_person(noun: "Token") -> bool:
    """'the woman', 'an aide who left': somebody without a name."""
    if noun.tag_ != "NN" or noun.ent_type_ or noun.dep_ in {"attr", "appos", "compound", "poss"}:
        return False
    if noun.head.lower_ == "as" and noun.dep_ == "pobj":
        return False
    if speaks(noun) and noun.lemma_ in _UNNAMED and is_indefinite(noun):
        return True
    who = any(c.lower_ == "who" for clause in children(noun, "relcl") for c in clause.children)
    the = child(noun, "det")
    known = the is not None and the.lower_ == "the" and noun.lower_ in PERSON_NOUNS and not _is_title(noun)
    return who or known or gender_of(noun.lemma_.lower()) is not None


def _is_title(noun: "Token") -> bool:
    """'the economist Anna Lee'"""
    return noun.i + 1 < len(noun.doc) and noun.nbor(1).ent_type_ == "PERSON"


def mentioned_again(noun: "Token") -> str:
    """The noun as the article may mention it again: 'the woman' for 'a woman'."""
    name = text_of(noun_words(noun))
    for opener in ("A ", "An ", "a ", "an ", "The "):
        name = "the " + name.removeprefix(opener) if name.startswith(opener) else name
    return name


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
    name = article + full if full else mentioned_again(noun)
    return [Mention(name, noun.i, "topic", True, is_topic=True)]


def is_topic(token: "Token") -> bool:
    """Whether the sentence's main clause is about it."""
    return token.dep_ in {"nsubj", "nsubjpass"} and token.head.head == token.head


def is_subject(token: "Token") -> bool:
    return token.dep_ in {"nsubj", "nsubjpass"}


def _first(token: "Token") -> "Token":
    """The first of the nouns that the token is joined to: 'Lee' for the Roe of 'Lee and Roe', and the noun
    whose name it is: 'the chief of staff, Owen Roe'.
    """
    if token.dep_ == "appos" and is_subject(token.head):
        return token.head
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def _antecedent(token: "Token") -> "Token | None":
    """The noun of a "who" that is its clause's subject."""
    if (
        token.tag_ not in {"WP", "WDT"}
        or token.dep_ not in {"nsubj", "nsubjpass"}
        or token.head.dep_ != "relcl"
    ):
        return None
    return token.head.head
