"""Nouns, names and labels that the parser set on the wrong noun or verb."""

from typing import TYPE_CHECKING

from claims.extraction.decompose.context import ROLE_NOUNS
from claims.extraction.mending.rows import Misreading, hang
from claims.extraction.tree import SUBJECTS, child, children, is_finite, is_indefinite, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_FIGURES = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_UNITS = word_set(
    """
    euro dollar pound crown franc yen yuan rupee rouble ruble peso real rand lira percent point tonne ton
    barrel litre liter ounce bushel megawatt gigawatt degree
    """
)
_NOUNS = frozenset({"NOUN", "PROPN"})
_REASONS = word_set("as because since although though whereas")


def _noun_of_times(times: "Token") -> "Token | None":
    """The "size" of 'the bank, four times the rival's size, …', read as a second thing that the bank is."""
    fellow = next((c for c in children(times.head, "appos") if c.i > times.i), None)
    counted = times.dep_ == "appos" and times.lower_ == "times" and child(times, "nummod") is not None
    return fellow if counted and fellow is not None and fellow.left_edge.i == times.i + 1 else None


def _count(times: "Token", noun: "Token") -> None:
    times.head, times.dep_ = noun, "nmod"


def _person_described(name: "Token") -> "Token | None":
    """The "Lee" of 'goals by Lee, a young player, and Tom Roe, whose kick went in': no label of hers."""
    label = name.head
    person = label.head
    if (
        name.dep_ != "conj"
        or name.ent_type_ != "PERSON"
        or label.dep_ != "appos"
        or label.ent_type_ == "PERSON"
    ):
        return None
    return person if person.ent_type_ == "PERSON" and child(label, "cc") is not None else None


def _join_person(name: "Token", person: "Token") -> None:
    label = name.head
    for other in [c for c in label.children if c.dep_ == "cc" or (c.dep_ == "relcl" and c.i > name.i)]:
        other.head = person if other.dep_ == "cc" else name
    name.head = person


def _noun_before_name(name: "Token") -> "Token | None":
    """The "driver" of 'in 1986, when it burned, killing her driver, Tom Roe', read as a year and a man."""
    first = name.head
    alien = first.ent_type_ in {"DATE", "TIME", "GPE"} and child(first, "cc") is None
    opens = name.left_edge.i
    if name.dep_ != "conj" or name.ent_type_ != "PERSON" or not alien or opens < first.i + 2:
        return None
    noun = name.doc[opens - 2]
    return noun if name.doc[opens - 1].text == "," and noun.tag_ == "NN" and not noun.ent_type_ else None


def _is_dative_her(her: "Token") -> bool:
    """'It cost her several friends': the friends are no "several" of hers."""
    noun = her.head
    if her.lower_ != "her" or her.dep_ != "poss" or noun.dep_ != "dobj":
        return False
    counted = any(c.lower_ in {"several", "a", "the", "many"} for c in children(noun, "amod", "det"))
    return counted and noun.head.i == her.i - 1


def _give(her: "Token", _sign: object) -> None:
    her.head, her.dep_, her.tag_ = her.head.head, "dative", "PRP"


def _object_it_follows(noun: "Token") -> "Token | None":
    """The "volumes" of 'wrote three volumes and, at 70, a cookbook', the last read as a time."""
    verb = noun.head
    if noun.dep_ not in {"npadvmod", "dobj"} or noun.tag_ != "NN" or noun.ent_type_ in {"DATE", "TIME"}:
        return None
    joint, thing = child(verb, "cc"), child(verb, "dobj")
    if joint is None or thing is None or child(verb, "conj") is not None:
        return None
    if not thing.i < joint.i < noun.i or child(noun, "det") is None:
        return None
    commas = noun.doc[joint.i + 1].text == "," == noun.doc[noun.left_edge.i - 1].text
    return thing if commas else None


def _list_thing(noun: "Token", thing: "Token") -> None:
    verb = noun.head
    joint = child(verb, "cc")
    assert joint is not None
    for between in [c for c in verb.children if joint.i < c.i < noun.i]:
        between.head = noun
    noun.head, noun.dep_ = thing, "conj"
    joint.head = thing


def _noun_of_measure(label: "Token") -> "Token | None":
    """The noun in front of ', a figure that has hardly changed', read as how much."""
    tells = child(label, "relcl") is not None and is_indefinite(label)
    opens = label.left_edge.i
    if label.dep_ != "npadvmod" or label.tag_ != "NN" or not tells or opens < 2 or label.ent_type_:
        return None
    noun = label.doc[opens - 2]
    return noun if label.doc[opens - 1].text == "," and noun.pos_ in _NOUNS else None


def _verb_of_figure(participle: "Token") -> "Token | None":
    """The "rose" of 'rose to 31 percent, driven by anger': what was driven is the rise, and no figure."""
    figure = participle.head
    if participle.dep_ != "acl" or participle.tag_ != "VBN" or figure.dep_ not in {"pobj", "dobj"}:
        return None
    counted = figure.ent_type_ in _FIGURES or figure.lemma_.lower() in _UNITS
    if not counted or child(participle, "agent") is None:
        return None
    if participle.nbor(-1).text != ",":
        return None
    verb = figure
    while verb.head != verb and not is_finite(verb):
        verb = verb.head
    return verb if is_finite(verb) and subject(verb) is not None else None


def _verb_past_name(prep: "Token") -> "Token | None":
    """The "see" of 'will see the minister, Anna Lee, behind closed doors': what comes behind the name's comma
    says how she is seen, and no office.
    """
    noun = prep.head
    name = next((c for c in children(noun, "appos") if c.i < prep.i), None)
    if prep.dep_ != "prep" or name is None or noun.dep_ not in {"dobj", "pobj"}:
        return None
    commas = prep.nbor(-1).text == "," == noun.doc[name.left_edge.i - 1].text
    verb = noun.head if noun.dep_ == "dobj" else noun.head.head
    return verb if commas and verb.pos_ == "VERB" else None


def _time_that_acts(after: "Token") -> "Token | None":
    """The "week" of 'The week after the vote will set the tone', read as if the vote set it."""
    verb, noun = after.head, after.doc[after.i - 1]
    if after.dep_ != "mark" or after.lower_ not in {"after", "before"} or after.i < 1:
        return None
    if verb.dep_ not in {"ROOT", "ccomp"} or child(verb, "cc") is not None:
        return None
    read_as_subject = subject(verb)
    if noun.dep_ != "npadvmod" or noun.head != verb or read_as_subject is None:
        return None
    return noun if read_as_subject.left_edge.i == after.i + 1 else None


def _let_act(after: "Token", noun: "Token") -> None:
    verb = after.head
    read_as_subject = subject(verb)
    assert read_as_subject is not None
    noun.dep_ = read_as_subject.dep_
    after.head, after.dep_ = noun, "prep"
    read_as_subject.head, read_as_subject.dep_ = after, "pobj"


def _top_of_quote(prep: "Token") -> "Token | None":
    """The "lantern" of 'voted for a text that calls it “a lantern, in its waters and beyond”': what stands in
    a quotation behind a comma is not said of the vote.
    """
    if prep.dep_ != "prep" or prep.i < 2 or prep.nbor(-1).text != ",":
        return None
    before = prep.doc[: prep.i]
    opened = next((t.i for t in reversed(before) if t.tag_ in {"``", "''"}), None)
    if opened is None or prep.doc[opened].tag_ != "``" or prep.head.i > opened:
        return None
    tops = [t for t in before if t.i > opened and not t.is_punct and t.head.i < opened]
    return tops[0] if len(tops) == 1 and tops[0].pos_ in _NOUNS else None


def _verb_explained(clause: "Token") -> "Token | None":
    """The "arms" of 'arms it to keep the peace, as the other has not ruled out a war': a reason is one for
    what is done, and no part of the purpose.
    """
    marked = any(c.lower_ in _REASONS for c in children(clause, "mark"))
    purpose = clause.head
    if clause.dep_ != "advcl" or not marked or not is_finite(clause) or subject(clause) is None:
        return None
    if purpose.tag_ != "VB" or purpose.dep_ not in {"advcl", "xcomp"} or is_finite(purpose):
        return None
    return purpose.head if is_finite(purpose.head) else None


def _candidate_for_office(name: "Token") -> "Token | None":
    """The "candidate" of 'the candidate for governor, Ann Lee', who is no governor."""
    office = name.head
    sought = name.dep_ == "appos" and office.dep_ == "pobj" and office.head.lower_ == "for"
    seeker = office.head.head
    bare = office.pos_ == "NOUN" and child(office, "det", "poss") is None
    return seeker if sought and bare and name.ent_type_ == "PERSON" and seeker.pos_ in _NOUNS else None


def _office_of_name(name: "Token") -> "Token | None":
    """The "nominee" of 'the election and the policies of the nominee, Ann Lee', who is no election."""
    opens = name.left_edge.i
    if name.dep_ != "appos" or name.ent_type_ != "PERSON" or opens < 2 or name.doc[opens - 1].text != ",":
        return None
    office, above = name.doc[opens - 2], name.head
    is_office = office.lemma_.lower() in ROLE_NOUNS and not office.ent_type_ and office.pos_ == "NOUN"
    alien = above.lemma_.lower() not in ROLE_NOUNS and not above.ent_type_ and above in office.ancestors
    return office if is_office and alien and office.tag_ == "NN" else None


def _noun_in_office(as_: "Token") -> "Token | None":
    """The "appointment" of 'the appointment of Lee as judge was rejected', read with two subjects."""
    verb, office = as_.head, as_.nbor(1) if as_.i + 1 < len(as_.doc) else None
    if as_.lower_ != "as" or as_.dep_ != "mark" or office is None or office.head != verb:
        return None
    first = next((c for c in children(verb, *SUBJECTS) if c.i < as_.i), None)
    second = office.dep_ in SUBJECTS and office.tag_ == "NN" and not list(office.children)
    return first if second else None


def _put_in_office(as_: "Token", noun: "Token") -> None:
    office = as_.nbor(1)
    as_.head, as_.dep_ = noun, "prep"
    office.head, office.dep_ = as_, "pobj"


def _label_behind_then(adverb: "Token") -> "Token | None":
    """The "executive" of 'Mr. Lee, then chief executive, sold shares', the "then" hung on his name."""
    if adverb.lower_ not in {"then", "now", "once", "formerly"} or adverb.head.pos_ != "PROPN":
        return None
    label = next((c for c in children(adverb.head, "appos") if c.left_edge.i == adverb.i + 1), None)
    return label if adverb.i and adverb.nbor(-1).text == "," else None


MISPLACED: tuple[Misreading, ...] = (
    (_office_of_name, hang("appos")),
    (_candidate_for_office, hang("appos")),
    (_noun_of_times, _count),
    (_person_described, _join_person),
    (_noun_before_name, hang("appos")),
    (_is_dative_her, _give),
    (_object_it_follows, _list_thing),
    (_noun_of_measure, hang("appos")),
    (_verb_of_figure, hang("advcl")),
    (_verb_past_name, hang("prep")),
    (_time_that_acts, _let_act),
    (_top_of_quote, hang("prep")),
    (_verb_explained, hang("advcl")),
    (_noun_in_office, _put_in_office),
    (_label_behind_then, hang("advmod")),
)
