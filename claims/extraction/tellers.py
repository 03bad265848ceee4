"""Who says what a pronoun stands in: the one that the pronoun may mean."""

from typing import TYPE_CHECKING

from claims.extraction.antecedents import subject_ahead
from claims.extraction.bodies import BODY_NOUNS
from claims.extraction.decompose.context import Sentence
from claims.extraction.mentions import BODIES, mentioned_again, speaks
from claims.extraction.names import Names, gender_of_pronoun, person_name
from claims.extraction.pronouns import SPEAKER_FORMS
from claims.extraction.tree import Word, child, children, name_around, subject, text_of, words
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# 'Police figures show it rose': they show nothing of themselves.
_COMMENTING = word_set("critic analyst expert observer opponent commentator economist campaigner")
_SHOWING = frozenset({"show", "suggest", "indicate"})
# Who say "they" of themselves.
_SHARES = word_set("percent % some many most several both others few majority all half third quarter")


def from_source(
    token: "Token", sentence: Sentence, wanted: str, resolved: dict[int, str], names: Names
) -> str | None:
    """'The officials said they …': the subject of the content is who says it, as in '…, it said'."""
    told = _from_content(token) if wanted == "thing" else None
    if told is not None:
        return told
    head = _teller_of(token, sentence)
    report = sentence.report_at(token.i)
    if head is None or report is None or (wanted == "thing" and _is_called_another(token)):
        return None
    if wanted == "many" and token.head.dep_ == "advcl" and subject_ahead(token) is not None:
        return None  # "After they fled, 900 people lived there, agencies said."
    if wanted == "many" and report.verb == head.head.i and _is_several(head):
        return _up_to_comma(sentence.doc, report.source)
    name = _source_fits(head, wanted, resolved, names)
    clashes = wanted == "person" and name is not None and _differs(token, head, names.gender(name))
    return None if clashes else name


def _is_called_another(token: "Token") -> bool:
    """'It was the highest rate, the bank said': a bank is no rate."""
    called = child(token.head, "attr") if token.head.lemma_ == "be" else None
    return called is not None and not _is_body(called)


def _differs(pronoun: "Token", teller: "Token", gender: str | None) -> bool:
    """'She was threatened, he said', 'Ann Lee said he won': not who says so."""
    known = gender_of_pronoun(teller.lower_) or gender
    return known is not None and known != gender_of_pronoun(pronoun.lower_)


def _from_content(token: "Token") -> str | None:
    """'Oriel will close the plant, it said': the body that the content is about is who says it."""
    content = child(token.head, "ccomp")
    noun = subject(content) if content is not None and content.i < token.i and speaks(token) else None
    return _body(noun) if noun is not None and _is_body(noun) else None


def _teller_of(token: "Token", sentence: Sentence) -> "Token | None":
    """The noun that says the content whose subject the token is."""
    report = sentence.report_at(token.i)
    if token.dep_ not in {"nsubj", "nsubjpass"} or report is None or not report.source or report.head is None:
        return None
    if sentence.doc[report.head] not in (token.head, token.head.head):
        return None
    source = [sentence.doc[i] for i in report.source]
    does = next((t for t in source if t.head.i == report.verb or t.dep_ == "nsubj"), None)
    return does or next(t for t in source if t.head == t or t.head.i not in report.source)


def may_be_teller(token: "Token", sentence: Sentence) -> bool:
    """'Lunde said he had asked': while nobody knows who Lunde is, "he" may be Lunde, and is nobody else."""
    teller = _teller_of(token, sentence)
    unknown = teller is not None and teller.tag_ == "NNP" and not teller.ent_type_
    return unknown and gender_of_pronoun(token.lower_) is not None


def may_be_set_against(token: "Token", sentence: Sentence) -> bool:
    """'Hubble works, though NASA says it will fail': what the main clause is about, and not who says so."""
    teller = _teller_of(token, sentence) if token.lower_ == "it" else None
    saying = teller.head if teller is not None else token
    other = subject(saying.head) if teller is not None and saying.dep_ == "advcl" else None
    return other is not None and other.ent_type_ != "PERSON"


def may_be_told_of(token: "Token", sentence: Sentence) -> bool:
    """'Critics noted that they had not done so': critics speak of others."""
    teller = _teller_of(token, sentence)
    return teller is not None and token.lower_ == "they" and teller.lemma_.lower() in _COMMENTING


def may_be_told(token: "Token", sentence: Sentence) -> bool:
    """'Lunde told him that he had won': "he" may be either."""
    teller = _teller_of(token, sentence)
    told = child(teller.head, "dobj", "dative") if teller is not None else None
    gender = gender_of_pronoun(told.lower_) if told is not None else None
    return gender is not None and gender == gender_of_pronoun(token.lower_)


def _up_to_comma(doc: "Doc", source: tuple[int, ...]) -> str:
    """'31 percent of those asked', without what its commas set apart; all of 'Lee, Roe and Lund'."""
    listed = any(doc[i].dep_ == "conj" and doc[i].tag_ == "NNP" for i in source)
    ends = {"("} if listed else {",", "("}
    end = next((i for i in source if doc[i].text in ends and i > source[0]), source[-1] + 1)
    return text_of(words(doc[source[0] : end]))


def _is_several(source: "Token") -> bool:
    """'45 percent of voters', 'Mills and Clinton', 'most', 'the board' (who may be "they")."""
    other = child(source, "conj")
    return (
        source.lower_ in _SHARES
        or (other is not None and other.tag_ == "NNP" and source.ent_type_ == "PERSON")
        or source.tag_ in {"NNS", "NNPS"}
        or source.ent_type_ == "ORG"
    )


def _source_fits(head: "Token", wanted: str, resolved: dict[int, str], names: Names) -> str | None:
    if head.lower_ in SPEAKER_FORMS:
        return None  # "I believe that he …" is somebody else.
    if head.i in resolved:
        return resolved[head.i] if wanted == "person" and head.lower_ != "they" else None
    if wanted == "person" and head.ent_type_ == "PERSON":
        return names.full(head.lower_) or text_of(_entity_words(head))
    if wanted == "thing":
        return _body(head) if head.head.lemma_ not in _SHOWING else None
    return mentioned_again(head) if wanted == "many" and head.tag_ in {"NNS", "NNPS"} else None


def _body(source: "Token") -> str | None:
    """The body that speaks, or that a person speaks for: 'a company spokesman', 'an aide of the council'."""
    if _is_body(source):
        beside = next((c for c in children(source, "appos") if c.i == source.i + 1), source)
        return mentioned_again(beside if beside.pos_ == "PROPN" else source)
    if source.ent_type_ == "PERSON":
        return None  # 'It has few staff, said Ann Lee of the charity Hope'
    named = children(source, "poss") + [p for c in children(source, "prep") for p in children(c, "pobj")]
    owner = next(filter(_is_body, named), None)
    if owner is not None:
        return mentioned_again(owner).removesuffix("'s").removesuffix("’s")
    inside = next(filter(_is_body, children(source, "compound")), None)
    return f"the {inside.text}" if inside is not None and inside.tag_ == "NN" else None


def _is_body(noun: "Token") -> bool:
    """Whether it is an "it" that can speak: a body by its name or its noun, or a name that is nobody's."""
    unknown = noun.tag_ == "NNP" and not noun.ent_type_
    return unknown or noun.ent_type_ in BODIES or noun.lemma_.lower() in BODY_NOUNS


def _entity_words(token: "Token") -> list[Word]:
    entity = name_around(token)
    return [Word(person_name(entity), None)] if entity is not None else []
