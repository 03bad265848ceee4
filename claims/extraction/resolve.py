"""Names and pronouns to what the article itself says, where only one reading is left."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from claims.extraction import definites, titles
from claims.extraction.antecedents import antecedent
from claims.extraction.attribution.reported import Reported, between_marks
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.rewrite import noun_words
from claims.extraction.described import Described
from claims.extraction.described import replacements as described_people
from claims.extraction.mentions import (
    Mention,
    is_subject,
    is_topic,
    mentions_of,
    speaks,
)
from claims.extraction.names import Names, gender_of_pronoun
from claims.extraction.pronouns import (
    FEMALE_FORMS,
    GROUP_FORMS,
    MALE_FORMS,
    POSSESSIVE,
    REFLEXIVE,
    SPEAKER_FORMS,
    wanted_by,
)
from claims.extraction.rewording import Resolved
from claims.extraction.short_verbs import in_full, third_person
from claims.extraction.tellers import (
    from_source,
    may_be_set_against,
    may_be_teller,
    may_be_told,
    may_be_told_of,
)
from claims.extraction.tree import QUOTE_MARKS, Word, subject, text_of
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Stands among the mentions of a sentence that is all quotation.
QUOTATION = "quotation"
# Sentences back in which two people talk with each other.
DIALOGUE_SENTENCES = 6
ADDRESSES = word_set("mr mr. mrs mrs. ms ms. dr dr. professor prof. sir lord lady miss")
# What is somebody's: 'Lee's was first, and theirs second'.
_STANDING_ALONE = word_set("theirs hers")
# Names that no sentence has without "the".
_WITH_ARTICLE = re.compile(
    r"U\.?[SKN]\.?|E\.?U\.?|United (States|Kingdom|Nations)|European Union|Netherlands|Philippines"
    r"|White House|Kremlin|Pentagon|Vatican"
)
# Verbs whose "it" stands for what follows, or for nothing: 'it emerged that', 'it takes years', 'it rained'.
_IMPERSONAL = word_set(
    """
    seem appear emerge happen turn follow remain take matter help hurt cost mean surprise strike make feel
    look sound come rain snow
    """
)


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
    people = _offices(doc, names) | dict(described_people(doc, described, place))
    resolved |= _short_forms(doc, names) | _short_names(doc, names) | people
    mentions = [_renamed(m, resolved) for m in mentions]
    mentions += [_met(name, doc[i]) for i, name in people.items() if name and " and " not in name]
    unresolved: dict[int, str] = {}
    owners: dict[int, str] = {}
    marked = between_marks(doc)
    tellers = {i for r in sentence.reports for i in r.source} - marked
    for token in sorted(doc, key=lambda t: t.i not in tellers):
        lower = token.lower_
        if token.pos_ not in {"PRON", "DET"} or token.i in resolved:
            continue
        if lower in SPEAKER_FORMS:
            if speaker and wanted_by(speaker.lower()) is None:
                resolved[token.i] = _possessive(speaker) if token.tag_ == "PRP$" else speaker
                resolved |= third_person(token)
            continue
        if lower in GROUP_FORMS:
            unresolved[token.i] = token.text
            continue
        wanted = wanted_by(lower)
        if (
            wanted is None
            or lower in REFLEXIVE
            or _is_expletive(token)
            or _is_either(token)
            or _is_of_group(token)
        ):
            continue
        spoken_by = _speakers(token, sentence, mentions) if token.i in marked else []
        silent = frozenset(m.name for m in spoken_by)
        if not silent and spoken and speaker and token.i not in tellers:
            silent = frozenset({speaker})
        quoted = _named_by(token, sentence, mentions)
        near = _told(before) if token.i in tellers and speaks(token) else before
        name = None if silent else from_source(token, sentence, wanted, resolved, names)
        name = name or antecedent(
            token,
            wanted,
            [m for m in mentions if m.name not in silent | quoted and not _are_tellers(m, token, sentence)],
            _heard(near[-DIALOGUE_SENTENCES:], silent, quoted),
            names,
        )
        open_ = (
            _may_be_unnamed(token, spoken_by)
            or (lower == "his" and token.dep_ != "poss")  # 'Luc never said that the money was his'
            or may_be_teller(token, sentence)
            or may_be_told(token, sentence)
            or may_be_told_of(token, sentence)
            or may_be_set_against(token, sentence)
            or (token.i in marked and _speaks_for(name, token, sentence))
        )
        if not name or _hangs_on_pronoun(name) or open_:
            unresolved[token.i] = token.text
            mentions += [_mention("", token, wanted)] if wanted == "person" and is_topic(token) else []
        else:
            called = f"the {name}" if _WITH_ARTICLE.fullmatch(name) else name
            resolved[token.i] = (
                _possessive(called) if lower in _STANDING_ALONE or token.tag_ == "PRP$" else called
            )
            owners |= {token.i: name} if token.tag_ == "PRP$" else {}
            resolved |= in_full(token)
            _name_owned(mentions, token, resolved)
            mentions.append(_mention(name, token, wanted))
            if is_topic(token.head if token.dep_ == "poss" else token) and len(name.split()) > 1:
                names.note_gender(name, lower)
    said = frozenset(range(len(doc))) - tellers if spoken else marked
    met = [replace(m, is_quoted=m.token in said) for m in mentions]
    met += [Mention(QUOTATION, -1, QUOTATION, False, is_quoted=True)] if spoken else []
    return Resolved(resolved, unresolved, owners, _marks(doc)), sorted(met, key=lambda m: m.token)


def _marks(doc: "Doc") -> frozenset[int]:
    return frozenset(t.i for t in doc if t.text in QUOTE_MARKS)


def _mention(name: str, pronoun: "Token", kind: str) -> Mention:
    """Who the pronoun means, as the next pronoun may mean it; without a name where nobody is known."""
    gender = gender_of_pronoun(pronoun.lower_) if kind == "person" else None
    return Mention(
        name, pronoun.i, kind, is_subject(pronoun), is_topic(pronoun), speaks(pronoun), gender=gender
    )


def _met(name: str, noun: "Token") -> Mention:
    """The person whom the noun stands for: 'the mayor', 'the Ohio governor'."""
    return Mention(name, noun.i, "person", is_subject(noun), is_topic(noun), speaks(noun))


def _told(before: list[list[Mention]]) -> list[list[Mention]]:
    """Whom the article itself mentions, where a "she said" finds its name; what is all quoted is passed
    over.
    """
    return [
        [m for m in one if not m.is_quoted] for one in before if not one or not all(m.is_quoted for m in one)
    ]


def _heard(
    before: list[list[Mention]], silent: frozenset[str], quoted: frozenset[str]
) -> list[list[Mention]]:
    """Whom somebody may mean who speaks: neither themselves nor those whom they are talking with."""
    spoken_to = any(m.name in silent for one in before for m in one)
    others = {m.name for one in before for m in one if m.speaks and spoken_to}
    return [[m for m in one if m.name not in silent | quoted | others] for one in before]


def _speakers(token: "Token", sentence: Sentence, mentions: list[Mention]) -> list[Mention]:
    """Who says what the quoted token stands in; where no parse ties it to anybody, who speaks there."""
    around = [r for r in sentence.reports if token.i in r.content]
    if around or any(token.i in r.source for r in sentence.reports):
        return [m for r in around for m in mentions if m.token in r.source]
    told = {i for r in sentence.reports for i in r.source} - between_marks(sentence.doc)
    return [m for m in mentions if m.token in told and speaks(sentence.doc[m.token])]


def _are_tellers(several: Mention, token: "Token", sentence: Sentence) -> bool:
    """'He hid them, they said': those who say so were not hidden."""
    around = [r for r in sentence.reports if token.i in r.content and several.token in r.source]
    behind = any(r.head is not None and r.head < several.token for r in around)
    return behind and sentence.doc[several.token].lower_ == "they"


def _speaks_for(name: str | None, token: "Token", sentence: Sentence) -> bool:
    """'"They were cold," said one of the guides': the guides are not who was cold."""
    told = {i for r in sentence.reports if token.i in r.content for i in r.source}
    last = (name or "").lower().split()[-1:]
    return any(sentence.doc[i].tag_ == "NNS" and [sentence.doc[i].lower_] == last for i in told)


def _may_be_unnamed(token: "Token", spoken_by: list[Mention]) -> bool:
    """'"He sold it," he said': while the one is unknown, so is who the other is."""
    gender = gender_of_pronoun(token.lower_)
    return gender is not None and any(not m.name and m.gender == gender for m in spoken_by)


def _named_by(speaker: "Token", sentence: Sentence, mentions: list[Mention]) -> frozenset[str]:
    """Whom the pronoun, as a speaker, names in the quotation: '"Lee lied," he said' is not Lee; nor are
    "they" those of 'With rebels in the town, they said, the army left'.
    """
    marked = between_marks(sentence.doc)
    own = [r for r in sentence.reports if speaker.i in r.source]
    said = {i for r in own for i in r.content if i in marked}
    if speaker.lower_ == "they":
        said |= {i for r in own for i in r.content} - {i for r in own for i in _subject_of(r, sentence)}
    return frozenset(m.name for m in mentions if m.token in said)


def _subject_of(report: Reported, sentence: Sentence) -> set[int]:
    noun = subject(sentence.doc[report.head]) if report.head is not None else None
    return {t.i for t in noun.subtree} if noun is not None else set()


def _renamed(mention: Mention, resolved: dict[int, str]) -> Mention:
    """The mention by the name that stands in its noun's place; 'Roe and Lee' are not the first of them."""
    if mention.kind == "many" and " and " in mention.name:
        return mention
    return (
        mention
        if mention.kind not in {"person", "many"}
        else replace(mention, name=resolved.get(mention.token) or mention.name)
    )


def _hangs_on_pronoun(name: str) -> bool:
    """'his daughter' is no name, nor are 'whose children'."""
    return any(word in POSSESSIVE or word == "whose" for word in name.lower().split())


def _name_owned(mentions: list[Mention], owner: "Token", resolved: dict[int, str]) -> None:
    """'His daughter' has the name 'Tom Roe's daughter' once "his" is known."""
    for place, mention in enumerate(mentions):
        if mention.token == owner.head.i and owner.tag_ == "PRP$" and _hangs_on_pronoun(mention.name):
            own = noun_words(owner.head)
            name = text_of(Word(resolved[owner.i], None) if w.token == owner.i else w for w in own)
            mentions[place] = replace(mention, name=name)


def _is_either(token: "Token") -> bool:
    """A "he" of 'he or she', which is nobody."""
    near = token.doc[max(token.i - 2, 0) : token.i + 3]
    either = {t.lower_ for t in near}
    return "or" in either and bool(either & MALE_FORMS) and bool(either & FEMALE_FORMS)


def _is_of_group(token: "Token") -> bool:
    """'the staff, among them Lee': whom it means stands in front of the comma."""
    return token.i > 1 and token.nbor(-1).lower_ == "among" and token.nbor(-2).text == ","


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
    return token.head.lemma_.lower() in _IMPERSONAL


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
    for noun, beside, held in titles.replacements(doc, names.titles):
        holders = {names.full(name.rsplit(maxsplit=1)[-1]) or name for name in held}
        if len(holders) == 1 and noun.i not in found:
            found |= {noun.i: holders.pop(), **{t.i: "" for t in beside}}
    return found


def _possessive(name: str) -> str:
    if name.endswith(("'s", "’s")):
        return name
    return name + ("'" if name.endswith("s") else "'s")
