"""Names and pronouns to what the article itself says, where only one reading is left."""

from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction import definites
from claims.extraction.attribution.cues import SAYING
from claims.extraction.attribution.reported import between_marks
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import noun_words
from claims.extraction.described import Described
from claims.extraction.described import replacements as described_people
from claims.extraction.mentions import BODIES, Mention, is_topic, mentions_of
from claims.extraction.names import FEMALE, MALE, Names, gender_of, person_name
from claims.extraction.pronouns import (
    GROUP_FORMS,
    MALE_FORMS,
    POSSESSIVE,
    REFLEXIVE,
    SPEAKER_FORMS,
    wanted_by,
)
from claims.extraction.rewording import Resolved
from claims.extraction.short_verbs import in_full, third_person
from claims.extraction.tree import Word, child, children, subject, text_of, words
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ADDRESSES = word_set("mr mr. mrs mrs. ms ms. dr dr. professor prof. sir lord lady miss")
# Who say "they" of themselves.
_SHARES = word_set("percent % some many most several both others few majority all half third quarter")
# Sentences back in which a pronoun may find its name.
WINDOW_SENTENCES = 2


def resolve(
    sentence: Sentence,
    *,
    names: Names,
    described: Described,
    before: list[list[Mention]],
    speaker: str | None,
    place: int = 0,
    spoken: bool = False,
) -> tuple[Resolved, list[Mention]]:
    """Resolve one sentence, which starts at `place`; `before` are the mentions of the sentences before it,
    the latest last; all of it is `spoken` by the speaker, or else only its quotations.
    """
    doc = sentence.doc
    mentions = mentions_of(doc, names)
    resolved: dict[int, str] = dict(definites.replacements(doc, names.things, place))
    resolved |= dict(described_people(doc, described, place))
    resolved |= _short_forms(doc, names) | _short_names(doc, names) | _offices(doc, names)
    mentions = [_renamed(m, resolved) for m in mentions]
    unresolved: dict[int, str] = {}
    speaking = _speaking(sentence, mentions, speaker if spoken else None)
    for token in doc:
        lower = token.lower_
        if token.pos_ not in {"PRON", "DET"} or token.i in resolved:
            continue
        if lower in SPEAKER_FORMS:
            if speaker:
                resolved[token.i] = _possessive(speaker) if token.tag_ == "PRP$" else speaker
                resolved |= third_person(token)
            continue
        if lower in GROUP_FORMS:
            unresolved[token.i] = token.text
            continue
        wanted = wanted_by(lower)
        if wanted is None or lower in REFLEXIVE or _is_expletive(token):
            continue
        silent = speaking.get(token.i, frozenset())
        quoted = _named_by(token, sentence, mentions)
        name = None if silent else _from_source(token, sentence, wanted, resolved, names)
        name = name or _from_mentions(
            token,
            wanted,
            [m for m in mentions if m.name not in silent | quoted],
            [[m for m in one if m.name not in silent | quoted] for one in before],
            names,
        )
        if name is None or _hangs_on_pronoun(name):
            unresolved[token.i] = token.text
        else:
            resolved[token.i] = _possessive(name) if token.tag_ == "PRP$" else name
            resolved |= in_full(token)
            _name_owned(mentions, token, resolved)
            mentions.append(
                Mention(name, token.i, wanted, token.dep_ in {"nsubj", "nsubjpass"}, is_topic=is_topic(token))
            )
    return Resolved(resolved, unresolved), sorted(mentions, key=lambda m: m.token)


def _speaking(sentence: Sentence, mentions: list[Mention], speaker: str | None) -> dict[int, frozenset[str]]:
    """For each token in quotation marks, who speaks it: no "she" in what Lee says is Lee."""
    sources = {i for r in sentence.reports for i in r.source}
    carried = {t.i: frozenset({speaker}) for t in sentence.doc if t.i not in sources and speaker}
    found = {}
    for number in between_marks(sentence.doc):
        own = {
            m.name for r in sentence.reports if number in r.content for m in mentions if m.token in r.source
        }
        found[number] = frozenset(own)
    return carried | {number: names for number, names in found.items() if names}


def _named_by(speaker: "Token", sentence: Sentence, mentions: list[Mention]) -> frozenset[str]:
    """Whom the pronoun, as a speaker, names in the quotation: '"Lee lied," he said' is not Lee."""
    marked = between_marks(sentence.doc)
    said = {i for r in sentence.reports if speaker.i in r.source for i in r.content if i in marked}
    return frozenset(m.name for m in mentions if m.token in said)


def _renamed(mention: Mention, resolved: dict[int, str]) -> Mention:
    """The mention by the name that stands in its noun's place."""
    return (
        mention
        if mention.kind not in {"person", "many"}
        else replace(mention, name=resolved.get(mention.token) or mention.name)
    )


def _hangs_on_pronoun(name: str) -> bool:
    """'his daughter' is no name."""
    return name.split(maxsplit=1)[0].lower() in POSSESSIVE


def _name_owned(mentions: list[Mention], owner: "Token", resolved: dict[int, str]) -> None:
    """'His daughter' has the name 'Tom Roe's daughter' once "his" is known."""
    for place, mention in enumerate(mentions):
        if mention.token == owner.head.i and owner.tag_ == "PRP$" and _hangs_on_pronoun(mention.name):
            own = noun_words(owner.head)
            name = text_of(Word(resolved[owner.i], None) if w.token == owner.i else w for w in own)
            mentions[place] = replace(mention, name=name)


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
    if wanted == "many" and report.verb == head.head.i and _is_several(head):
        return _up_to_comma(sentence.doc, report.source)
    return _source_fits(head, wanted, resolved, names)


def _up_to_comma(doc: "Doc", source: tuple[int, ...]) -> str:
    """'31 percent of those asked', without what its commas set apart."""
    end = next((i for i in source if doc[i].text in {",", "("} and i > source[0]), source[-1] + 1)
    return text_of(words(doc[source[0] : end]))


def _is_several(source: "Token") -> bool:
    """'45 percent of voters', 'Mills and Clinton', 'most', 'the board' (who may be "they")."""
    other = child(source, "conj")
    return (
        source.lower_ in _SHARES
        or (other is not None and other.ent_type_ == source.ent_type_ == "PERSON")
        or source.tag_ in {"NNS", "NNPS"}
        or source.ent_type_ == "ORG"
    )


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
    return gender is None or gender == (MALE if token.lower_ in MALE_FORMS else FEMALE)


def _from_mentions(
    token: "Token", wanted: str, mentions: list[Mention], before: list[list[Mention]], names: Names
) -> str | None:
    own = [
        m
        for m in mentions
        if m.token < token.i
        and _fits(m, token, wanted, names)
        and not _clashes(m, token)
        and (wanted != "many" or token not in token.doc[m.token].subtree)
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
    window = before[-WINDOW_SENTENCES:]
    if wanted == "many" and token.head.lemma_.lower() in SAYING:
        spoke = [[m for m in earlier if m.speaks] for earlier in window]
        window = spoke if any(spoke) else window
    for earlier in reversed(window):
        fitting = [m for m in earlier if _fits(m, token, wanted, names)]
        if wanted == "many" and any(m.is_topic for m in fitting):
            fitting = [m for m in fitting if m.is_topic]
        if fitting:
            return _only_subject(fitting, token, wanted)
    return None


def _continued_topic(token: "Token", before: list[list[Mention]]) -> str | None:
    """What an "It" that opens a sentence means: what the sentence before was about, unless that was a
    person.
    """
    if token.lower_ != "it" or not _opens_sentence(token) or not is_topic(token) or not before:
        return None
    if token.head.lemma_ == "be" or any(c.lower_ == "is" for c in children(token.head, "auxpass")):
        return None  # "It is the biggest cut": what happened, not what it happened to.
    topics = {m.name for m in before[-1] if m.is_topic and m.kind in {"topic", "thing"}}
    return topics.pop() if len(topics) == 1 else None


def _opens_sentence(token: "Token") -> bool:
    """Whether only a joint and a time stand before it: 'But on Tuesday, it …'."""
    return all(
        t.pos_ in {"CCONJ", "PUNCT", "ADP", "ADV"} or t.ent_type_ in {"DATE", "TIME"}
        for t in token.doc[: token.i]
    )


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


def _possessive(name: str) -> str:
    if name.endswith(("'s", "’s")):
        return name
    return name + ("'" if name.endswith("s") else "'s")
