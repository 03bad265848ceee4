"""Names and pronouns to what the article itself says, where only one reading is left."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction import definites
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import noun_words
from claims.extraction.mentions import BODIES, Mention, is_topic, mentions_of
from claims.extraction.names import FEMALE, MALE, Names, gender_of, person_name
from claims.extraction.tree import AUXILIARIES, Word, children, subject, text_of
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MALE = frozenset({"he", "him", "his", "himself"})
_FEMALE = frozenset({"she", "her", "hers", "herself"})
_REFLEXIVE = frozenset({"himself", "herself"})
_THING = frozenset({"it", "its"})
_MANY = frozenset({"they", "them", "their", "theirs"})
_SPEAKER = frozenset({"i", "me", "my", "mine"})
_GROUP = frozenset({"we", "us", "our", "ours"})
ADDRESSES = word_set("mr mr. mrs mrs. ms ms. dr dr. professor prof. sir lord lady miss")
POSSESSIVE = frozenset({"his", "her", "its", "their", "my", "our", "hers", "theirs", "mine", "ours"})
# Sentences back in which a pronoun may find its name.
WINDOW_SENTENCES = 2


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a sentence's words stand for, by token, and the words left open."""

    names: dict[int, str]
    open: dict[int, str]


def resolve(
    sentence: Sentence, *, names: Names, before: list[list[Mention]], speaker: str | None, place: int = 0
) -> tuple[Resolved, list[Mention]]:
    """Resolve one sentence, which starts at `place`; `before` are the mentions of the sentences before it,
    the latest last.
    """
    doc = sentence.doc
    mentions = mentions_of(doc, names)
    resolved: dict[int, str] = dict(definites.replacements(doc, names.things, place))
    resolved |= _short_forms(doc, names) | _short_names(doc, names) | _offices(doc, names)
    unresolved: dict[int, str] = {}
    for token in doc:
        lower = token.lower_
        if token.pos_ not in {"PRON", "DET"} or token.i in resolved:
            continue
        if lower in _SPEAKER:
            if speaker:
                resolved[token.i] = _possessive(speaker) if token.tag_ == "PRP$" else speaker
                resolved |= _third_person(token)
            continue
        if lower in _GROUP:
            unresolved[token.i] = token.text
            continue
        wanted = _wanted(lower)
        if wanted is None or lower in _REFLEXIVE or _is_expletive(token):
            continue
        name = _from_source(token, sentence, wanted, resolved, names) or _from_mentions(
            token, wanted, mentions, before, names
        )
        if name is None:
            unresolved[token.i] = token.text
        else:
            resolved[token.i] = _possessive(name) if token.tag_ == "PRP$" else name
            mentions.append(
                Mention(name, token.i, wanted, token.dep_ in {"nsubj", "nsubjpass"}, is_topic=is_topic(token))
            )
    return Resolved(resolved, unresolved), sorted(mentions, key=lambda m: m.token)


# Forms of the first person and of the third.
_THIRD = {"'ve": "has", "have": "has", "'m": "is", "am": "is", "do": "does", "'ll": "will", "'d": "would"}


def _third_person(token: "Token") -> dict[int, str]:
    """'I think', 'I've been' → '… thinks', '… has been'."""
    if token.dep_ not in {"nsubj", "nsubjpass"}:
        return {}
    verb = token.head
    first = next((c for c in verb.children if c.dep_ in AUXILIARIES and c.i > token.i), verb)
    if first.lower_ in _THIRD:
        return {first.i: _THIRD[first.lower_]}
    if first.tag_ != "VBP":
        return {}
    ending = "es" if first.lower_.endswith(("s", "sh", "ch", "x", "o")) else "s"
    return {first.i: first.text + ending}


def _wanted(lower: str) -> str | None:
    if lower in _MALE or lower in _FEMALE:
        return "person"
    if lower in _THING:
        return "thing"
    return "many" if lower in _MANY else None


def _is_expletive(token: "Token") -> bool:
    if token.dep_ == "expl":
        return True
    if token.lower_ != "it" or token.dep_ != "nsubj":
        return False
    if token.head.lemma_ == "be" and any(c.dep_ in {"acomp", "attr"} for c in token.head.children):
        return any(
            t.dep_ in {"xcomp", "ccomp", "advcl", "relcl", "acl"} and t.i > token.head.i
            for t in token.head.subtree
        )
    return any(
        c.dep_ in {"ccomp", "csubj", "xcomp", "advcl"} and c.i > token.head.i for c in token.head.children
    ) or (token.head.lemma_ in {"rain", "snow", "seem", "appear", "take"})


def _short_forms(doc: "Doc", names: Names) -> dict[int, str]:
    """'the IMF' → 'the International Monetary Fund', where the article has the one that it can mean."""
    found = {t.i: names.in_full(t.text) for t in doc if t.is_upper and t.tag_ == "NNP" and t.dep_ != "appos"}
    return {i: name for i, name in found.items() if name}


def _short_names(doc: "Doc", names: Names) -> dict[int, str]:
    found = {}
    for entity in doc.ents:
        if entity.label_ == "PERSON" and len(entity) == 1:
            full = names.full(entity.text)
            address = _address_before(entity.start, doc)
            start = entity.start if address is None else address
            beside = [doc[i].tag_ for i in (start - 1, entity.end) if 0 <= i < len(doc)]
            if full and "NNP" not in beside and full.lower() != entity.text.lower():
                found[entity.start] = full
                found |= {} if address is None else {address: ""}
    return found


def _address_before(start: int, doc: "Doc") -> int | None:
    """The "Mr." in front of a name, which the name in full does without."""
    return start - 1 if start and doc[start - 1].lower_ in ADDRESSES else None


def _offices(doc: "Doc", names: Names) -> dict[int, str]:
    """'the mayor' → the article's one mayor."""
    found = {}
    for token in doc:
        if token.lemma_.lower() not in names.by_office or token.tag_ != "NN" or token.i == 0:
            continue
        article = doc[token.i - 1]
        if article.lower_ != "the" or any(c.dep_ in {"prep", "relcl", "appos"} for c in token.children):
            continue
        if any(c.dep_ in {"compound", "amod", "poss"} for c in token.children) or token.dep_ in {
            "attr",
            "compound",
        }:
            continue
        holder = names.holder(token.lemma_.lower())
        if holder:
            found[token.i] = holder
            found[article.i] = ""
    return found


def _from_source(
    token: "Token", sentence: Sentence, wanted: str, resolved: dict[int, str], names: Names
) -> str | None:
    """'The officials said they …': the subject of the content is who says it."""
    if token.dep_ not in {"nsubj", "nsubjpass", "poss"}:
        return None
    report = sentence.report_at(token.i)
    if report is None or not report.source or report.head is None:
        return None
    if token.dep_ == "poss" or sentence.doc[report.head] not in (token.head, token.head.head):
        return None
    head = max(
        (sentence.doc[i] for i in report.source), key=lambda t: t.head.i == report.verb or t.dep_ in {"nsubj"}
    )
    return _source_fits(head, wanted, resolved, names)


def _source_fits(head: "Token", wanted: str, resolved: dict[int, str], names: Names) -> str | None:
    if head.i in resolved:
        return resolved[head.i] if wanted == "person" else None
    if wanted == "person" and head.ent_type_ == "PERSON":
        return names.full(head.lower_) or text_of(_entity_words(head))
    if (wanted == "many" and head.tag_ in {"NNS", "NNPS"}) or (
        wanted == "thing" and head.ent_type_ in BODIES
    ):
        return text_of(noun_words(head))
    return None


def _entity_words(token: "Token") -> list[Word]:
    entity = next((e for e in token.doc.ents if e.start <= token.i < e.end), None)
    return [Word(person_name(entity), None)] if entity is not None else []


def _fits(mention: Mention, token: "Token", wanted: str, names: Names) -> bool:
    if mention.kind != wanted:
        return False
    gender = (
        names.gender(mention.name) or gender_of(mention.name.lower().split()[-1])
        if wanted == "person"
        else None
    )
    return gender is None or gender == (MALE if token.lower_ in _MALE else FEMALE)


def _from_mentions(
    token: "Token", wanted: str, mentions: list[Mention], before: list[list[Mention]], names: Names
) -> str | None:
    own = [
        m for m in mentions if m.token < token.i and _fits(m, token, wanted, names) and not _clashes(m, token)
    ]
    if not own and _opens_clause(token):
        own = [
            m for m in mentions if m.token in _governing_subjects(token) and _fits(m, token, wanted, names)
        ]
    if wanted == "thing" and len({m.name for m in own}) == 1:
        own = [m for m in own if m.is_subject]
    choice = _only(own, token) if own else None
    if own:
        return choice
    if wanted == "thing":
        return _continued_topic(token, before)
    if wanted == "many" and token.dep_ not in {"nsubj", "nsubjpass"}:
        return None
    for earlier in reversed(before[-WINDOW_SENTENCES:]):
        fitting = [m for m in earlier if _fits(m, token, wanted, names)]
        if fitting:
            return _only_subject(fitting, token, wanted)
    return None


def _continued_topic(token: "Token", before: list[list[Mention]]) -> str | None:
    """What an "It" that opens a sentence means: what the sentence before was about, unless that was a
    person.
    """
    if token.lower_ != "it" or token.i > 1 or not is_topic(token) or not before:
        return None
    if token.head.lemma_ == "be" or any(c.lower_ == "is" for c in children(token.head, "auxpass")):
        return None  # "It is the biggest cut": what happened, not what it happened to.
    topics = {m.name for m in before[-1] if m.is_topic and m.kind in {"topic", "thing"}}
    return topics.pop() if len(topics) == 1 else None


def _opens_clause(token: "Token") -> bool:
    """'Although it …, the council …': the name comes after."""
    if wanted_verb := next((t for t in (token.head, token.head.head) if t.dep_ == "advcl"), None):
        noun = subject(wanted_verb.head)
        return noun is not None and noun.i > token.i
    return False


def _only(found: list[Mention], token: "Token") -> str | None:
    """The one name left; among people, that of the nearest clause's subject."""
    distinct = {m.name for m in found}
    if len(distinct) == 1:
        return distinct.pop()
    if found[0].kind != "person":
        return None
    by_token = {m.token: m.name for m in found}
    return next((by_token[i] for i in _governing_subjects(token) if i in by_token), None)


def _governing_subjects(token: "Token") -> list[int]:
    """Subjects of the clauses around the token, the nearest first."""
    found: list[int] = []
    at = token.head
    while True:
        noun = subject(at)
        if noun is not None and noun != token and token not in noun.subtree:
            found.append(noun.i)
        if at.head == at:
            return found
        at = at.head


def _only_subject(found: list[Mention], token: "Token", wanted: str) -> str | None:
    distinct = {m.name for m in found}
    subjects = {m.name for m in found if m.is_subject}
    if len(distinct) == 1 and (wanted == "person" or subjects) and "" not in distinct:
        return distinct.pop()
    if len(subjects) == 1 and token.dep_ in {"nsubj", "nsubjpass"}:
        return subjects.pop()
    return None


def _clashes(mention: Mention, token: "Token") -> bool:
    """An object pronoun is not its own clause's subject."""
    if token.dep_ in {"dobj", "pobj", "dative"} and token.lower_ not in POSSESSIVE:
        verb = token.head if token.dep_ != "pobj" else token.head.head
        noun = subject(verb)
        return noun is not None and noun.i == mention.token
    return False


def reword(pieces: Iterable[Word], resolved: Resolved) -> tuple[str, tuple[str, ...]]:
    """The claim's text with names in full, each pronoun replaced unless its name stands before it; and
    what is open.
    """
    found: list[Word] = []
    still_open: list[str] = []
    for one in pieces:
        name = resolved.names.get(one.token) if one.token is not None else None
        if one.token in resolved.open:
            still_open.append(one.text)
        if name is None or one.token is None:
            found.append(one)
            continue
        if name == "":
            continue
        lower = one.text.lower()
        gave_way = resolved.names.get(one.token - 1) == "" and not one.text[0].isupper()
        if gave_way and name.lower() in text_of(found).lower():
            found.extend((Word("the", None), one))
            continue
        pronoun = lower in POSSESSIVE or _wanted(lower) is not None or lower in _SPEAKER
        if (
            pronoun
            and name.removesuffix("'s").rstrip("'").lower() in text_of(found).lower()
            and lower not in _SPEAKER
        ):
            found.append(one)
            continue
        found.append(Word(name, one.token, one.space or lower == "i"))
    return text_of(found), tuple(dict.fromkeys(still_open))


def _possessive(name: str) -> str:
    if name.endswith(("'s", "’s")):
        return name
    return name + ("'" if name.endswith("s") else "'s")
