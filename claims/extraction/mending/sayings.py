"""Verbs of saying that the parser joined wrongly to what is said, or to who says it."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import FORECASTING, SAYING
from claims.extraction.mending.rows import PAST_TAGS, Misreading, hang, lift
from claims.extraction.tree import AUXILIARIES, QUOTE_MARKS, child, children, is_finite, subject
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# What figures show, and what nobody does by saying something.
_SHOWING = frozenset({"show", "suggest", "indicate", "find"})
_HARMING = word_set("kill injure wound hurt trap destroy damage drown bury")
_NOUNS = frozenset({"NOUN", "PROPN"})


def _saying_of_name(clause: "Token") -> "Token | None":
    """The "said" of '"The port is back," Anna Lee, the mayor, said', hung on who says it."""
    name = clause.head
    if clause.dep_ != "ccomp" or clause.i > name.i or name.dep_ != "nsubj" or not is_finite(clause):
        return None
    says = name.head.lemma_.lower() in SAYING and child(name.head, "ccomp") is None
    return name.head if says else None


def _saying_in_front(clause: "Token") -> "Token | None":
    """The "told" of 'told reporters on a call that the company had acted', read as a call that it acted."""
    if clause.dep_ != "relcl" or clause.head.dep_ != "pobj" or clause.i < clause.head.i:
        return None
    opener, noun = clause.left_edge, subject(clause)
    if opener.lower_ != "that" or noun is None or noun == opener or opener.head != clause:
        return None
    verb = clause.head.head.head
    tells = verb.lemma_.lower() in SAYING and child(verb, "ccomp") is None
    return verb if tells and verb.i < clause.head.i and subject(verb) is not None else None


def _report(clause: "Token", saying: "Token") -> None:
    opener = clause.left_edge
    opener.dep_, opener.tag_ = "mark", "IN"
    clause.head, clause.dep_ = saying, "ccomp"


def _is_appended_saying(token: "Token") -> bool:
    """'A won, the commission announced', 'A won, making it first, researchers reported on Monday': the
    speaker's verb read as a participle, or as saying when.
    """
    if token.tag_ not in PAST_TAGS or token.dep_ != "advcl" or token.lemma_.lower() not in SAYING:
        return False
    noun = subject(token)
    if noun is None or token.i < token.head.i or child(token, "mark", "aux", "auxpass", "dobj", "ccomp"):
        return False
    first = min(t.i for t in noun.subtree)
    inside = set(token.subtree).difference(*(c.subtree for c in _participles_in_front(token, noun)))
    opens = all(t.i >= first or t.pos_ == "PUNCT" for t in inside)
    return opens and token.doc[first - 1].text in {",", "”", '"'}


def _participles_in_front(saying: "Token", noun: "Token") -> list["Token"]:
    """The "making" of what is said, hung on the verb that says it."""
    return [c for c in children(saying, "advcl") if c.tag_ == "VBG" and c.i < noun.left_edge.i]


def _appended(token: "Token", _sign: object) -> None:
    noun = subject(token)
    for participle in _participles_in_front(token, noun) if noun is not None else ():
        participle.head = token.head
    token.dep_, token.tag_ = "parataxis", "VBD"


def _speaker_in_front(verb: "Token") -> "Token | None":
    """The "governor" of 'were saved by nightfall, the governor, Joe Lee, said', read as what nightfall is."""
    if verb.lemma_.lower() not in SAYING or not is_finite(verb) or subject(verb) is not None or verb.i < 4:
        return None
    if child(verb, "ccomp") is None or verb.nbor(-1).text != ",":
        return None
    name = verb.nbor(-2)
    while name.dep_ in {"compound", "flat"} or (name.dep_ == "pobj" and name.head.dep_ == "prep"):
        name = name.head if name.dep_ != "pobj" else name.head.head
    described = name.head if name.dep_ == "appos" else name
    if name.dep_ != "appos" or described.dep_ != "appos" or described.pos_ not in _NOUNS:
        return None
    return described if described.left_edge.nbor(-1).text == "," else None


def _speak(verb: "Token", noun: "Token") -> None:
    noun.head, noun.dep_ = verb, "nsubj"


def _told_in_front(verb: "Token") -> "Token | None":
    """The "send" of 'will send 200 troops to Lenia, Ann Lee said', read as a clause of the noun."""
    if verb.dep_ != "relcl" or verb.lemma_.lower() not in SAYING or child(verb, "ccomp", "dobj", "mark"):
        return None
    noun, told = subject(verb), verb.head
    if noun is None or noun.pos_ not in _NOUNS or noun.left_edge.nbor(-1).text != ",":
        return None
    while told.head != told and not is_finite(told):
        told = told.head
    opens = all(c.i >= noun.left_edge.i or c.is_punct for c in verb.children)
    return told if opens and is_finite(told) and subject(told) is not None else None


def _deed_of_content(participle: "Token") -> "Token | None":
    """The "exploded" of 'A bomb exploded, officials said, killing 12', read as what officials did."""
    says = participle.head
    if participle.tag_ != "VBG" or participle.dep_ != "advcl" or says.lemma_.lower() not in SAYING:
        return None
    content, noun = child(says, "ccomp"), subject(says)
    if content is None or noun is None or participle.i < says.i or participle.nbor(-1).text != ",":
        return None
    before = content.i < noun.i and is_finite(content) and subject(content) is not None
    not_said = says.lemma_.lower() in _SHOWING or participle.lemma_.lower() in _HARMING
    return content if before and not_said else None


def _is_other_sentence(clause: "Token") -> bool:
    """'A said it feared 9 losses; B said it had no plans': A's saying is no part of B's."""
    saying = clause.head
    if clause.dep_ != "ccomp" or clause.i > saying.i:
        return False
    noun = subject(saying)
    if noun is None or subject(clause) is None or not is_finite(clause) or clause.i > noun.left_edge.i:
        return False
    between = clause.doc[clause.i : noun.left_edge.i]
    if between[-1].text == ";":
        return True
    if saying.lemma_.lower() not in SAYING | FORECASTING:
        return False
    other = any(c.dep_ in {"ccomp", "dobj"} and c.i > saying.i for c in saying.children)
    return between[-1].text == ":" or (other and any(t.text == ";" for t in between))


def _set_apart(clause: "Token", _sign: object) -> None:
    clause.dep_ = "parataxis"


def _saying_behind_quotation(saying: "Token") -> "tuple[Token, Token] | None":
    """What is said and by whom in '"We stayed, and none left," Lee said', read as one row."""
    first = saying.head
    if saying.dep_ != "conj" or saying.lemma_.lower() not in SAYING or first.head != first:
        return None
    noun = subject(saying) or _noun_behind_marks(saying)
    if noun is None or not first.i < noun.i < saying.i or not _follows_marks(noun):
        return None
    return (first, noun) if child(saying, "ccomp", "dobj", "mark") is None else None


def _noun_behind_marks(saying: "Token") -> "Token | None":
    """The "mayor", read as what somebody in the quotation has not left."""
    before = saying.doc[saying.head.i : saying.i]
    return next((t for t in before if t.dep_ == "dobj" and _follows_marks(t)), None)


def _follows_marks(noun: "Token") -> bool:
    opens = noun.left_edge.i
    return opens > 1 and noun.doc[opens - 1].text in QUOTE_MARKS and noun.doc[opens - 2].text == ","


def _say(saying: "Token", found: "tuple[Token, Token]") -> None:
    first, noun = found
    for stop in [c for c in first.children if c.i > saying.i]:
        stop.head = saying
    saying.head, saying.dep_ = saying, "ROOT"
    first.head, first.dep_ = saying, "ccomp"
    noun.head, noun.dep_ = saying, "nsubj"


def _teller_of_perfect(verb: "Token") -> "Token | None":
    """The "complained" of 'Lee complained that the referee had added time, and was sent off': she was."""
    first = verb.head
    helpers = children(verb, *AUXILIARIES)
    if verb.dep_ != "conj" or first.dep_ != "ccomp" or subject(verb) is not None:
        return None
    before = any(c.lower_ == "had" for c in children(first, "aux"))
    opens = helpers[0] if helpers else verb
    then = opens.lower_ in {"was", "were"} or (opens == verb and verb.tag_ == "VBD")
    joint = verb.doc[opens.i - 2 : opens.i].text if then and opens.i > 1 else ""
    told = first.head.tag_ == "VBD" and first.head.i < first.i and first.head.lemma_.lower() in SAYING
    return first.head if before and told and joint in {", and", ", but"} else None


def _saying_of_lost_name(name: "Token") -> "Token | None":
    """The "said" of '9 cars left the rails, said Ann Lee, a spokeswoman, and 3 burned', its name taken for
    what burned.
    """
    clause = name.head
    saying = clause.head
    if name.dep_ != "nsubj" or clause.dep_ != "ccomp" or saying.lemma_.lower() not in SAYING:
        return None
    others = [c for c in children(clause, "nsubj") if c.i > name.i]
    behind = name.left_edge.i == saying.i + 1 and subject(saying) is None
    first = child(saying, "ccomp")
    if not others or not behind or first is None or first.i > saying.i:
        return None
    return saying if saying.nbor(-1).text == "," else None


def _say_by_name(name: "Token", saying: "Token") -> None:
    clause, first = name.head, child(saying, "ccomp")
    assert first is not None
    name.head = saying
    for joint in children(name, "cc"):
        joint.head = first
    clause.head, clause.dep_ = first, "conj"


def _content_of_noun(saying: "Token") -> "Token | None":
    """The "lost" of 'Exporters estimate that a third is lost', the verb read as a noun with a subject."""
    told = child(saying, "ccomp")
    noun = child(saying, "nsubj")
    if saying.tag_ not in {"NN", "NNS"} or saying.head != saying or told is None or noun is None:
        return None
    clause = saying.lemma_.lower() in SAYING | FORECASTING and child(told, "mark") is not None
    return told if clause and child(saying, "det", "cop", "poss") is None and noun.i < saying.i else None


def _read_as_verb(saying: "Token", _told: object) -> None:
    saying.pos_, saying.tag_ = "VERB", "VBZ" if saying.tag_ == "NNS" else "VBP"


def _clause_of_insisting(saying: "Token") -> "Token | None":
    """The "improving" of 'apologised, but insisted things were improving', read as insisted things."""
    noun = saying.head
    clause = noun.head
    if saying.tag_ != "VBN" or saying.dep_ != "amod" or saying.lemma_.lower() not in SAYING:
        return None
    joint = saying.nbor(-1) if saying.i else saying
    first = clause.head
    opens = joint.dep_ == "cc" and joint.head == first == first.head and noun.left_edge == saying
    told = clause.dep_ == "conj" and noun.dep_ in {"nsubj", "nsubjpass"} and is_finite(clause)
    return clause if opens and told and first.tag_ == "VBD" and subject(first) is not None else None


def _insist(saying: "Token", clause: "Token") -> None:
    first = clause.head
    saying.head, saying.dep_, saying.tag_, saying.pos_ = first, "conj", "VBD", "VERB"
    clause.head, clause.dep_ = saying, "ccomp"


def _saying_of_claimed(verb: "Token") -> "Token | None":
    """The "claims" of 'Lee, who claims many victims have given up', read as claiming the victims."""
    if verb.dep_ != "conj" or subject(verb) is not None or not is_finite(verb) or verb.left_edge.i < 2:
        return None
    noun = verb.left_edge.nbor(-1)
    saying = noun.head
    claimed = noun.dep_ == "dobj" and saying.lemma_.lower() in SAYING and saying.i < noun.i
    apart = saying not in {verb, verb.head} and verb.head in saying.ancestors
    return saying if claimed and apart and child(saying, "ccomp") is None else None


def _claim_clause(verb: "Token", saying: "Token") -> None:
    noun = verb.left_edge.nbor(-1)
    verb.head, verb.dep_ = saying, "ccomp"
    noun.head, noun.dep_ = verb, "nsubj"


def _speaker_until_year(verb: "Token") -> "Token | None":
    """The "chief" of 'the chief who ran it until 2022 said', read as what the year said."""
    year, clause = subject(verb), verb.head
    if verb.dep_ != "advcl" or clause.dep_ != "relcl" or year is None or verb.lemma_.lower() not in SAYING:
        return None
    mark, noun = child(verb, "mark"), clause.head
    dated = year.ent_type_ == "DATE" and year.tag_ == "CD" and mark is not None and mark.i == year.i - 1
    return noun if dated and noun.pos_ in _NOUNS and noun.i < clause.i else None


def _let_speak(verb: "Token", noun: "Token") -> None:
    clause, year, mark, main = verb.head, subject(verb), child(verb, "mark"), noun.head
    assert year is not None and mark is not None
    mark.head, mark.dep_ = clause, "prep"
    year.head, year.dep_ = mark, "pobj"
    verb.head, verb.dep_ = main, "parataxis"
    noun.head, noun.dep_ = verb, "nsubj"


def _told_of_who(saying: "Token") -> "Token | None":
    """The "stole" of 'Lee, who Roe says stole the money, left', read as the main verb."""
    told = saying.head.head
    if saying.dep_ != "relcl" or saying.lemma_.lower() not in SAYING or told.i != saying.i + 1:
        return None
    who, noun = [*children(saying, "nsubj"), None, None][:2]
    opens = who is not None and who.tag_ in {"WP", "WDT"} and noun is not None and who.i < noun.i < saying.i
    main = child(told, "conj")
    left = main is not None and is_finite(main) and subject(main) is None and child(told, "cc") is None
    return main if opens and left and saying.head == subject(told) else None


def _tell_of_who(saying: "Token", main: "Token") -> None:
    noun, told = saying.head, main.head
    main.head, main.dep_ = (told.head, told.dep_) if told.head != told else (main, "ROOT")
    noun.head, noun.dep_ = main, "nsubjpass" if child(main, "auxpass") else "nsubj"
    for stop in [c for c in children(told, "punct") if c.i > main.i]:
        stop.head = main
    told.head, told.dep_ = saying, "xcomp"


def _helping_saying(saying: "Token") -> "Token | None":
    """The "fired" of 'Lee, who police say fired first', which the "say" is read as helping."""
    told = saying.head
    noun = subject(told)
    helps = saying.dep_ in AUXILIARIES and saying.lemma_.lower() in SAYING and told.dep_ == "relcl"
    said = told.i == saying.i + 1 and noun is not None and noun.i < saying.i
    nouns = children(told, "nsubj", "nsubjpass")
    return told if helps and said and len(nouns) == 2 and nouns[0].tag_ in {"WP", "WDT"} else None


def _say_of_who(saying: "Token", told: "Token") -> None:
    saying.head, saying.dep_ = told.head, "relcl"
    saying.pos_ = "VERB"
    for noun in children(told, "nsubj", "nsubjpass"):
        noun.head, noun.dep_ = saying, "nsubj"
    told.head, told.dep_, told.tag_ = saying, "xcomp", "VBD"


SAYINGS: tuple[Misreading, ...] = (
    (_saying_of_name, hang("ccomp")),
    (_saying_in_front, _report),
    (_is_appended_saying, _appended),
    (_speaker_in_front, _speak),
    (_told_in_front, hang("parataxis")),
    (_deed_of_content, hang("advcl")),
    (_is_other_sentence, _set_apart),
    (_saying_behind_quotation, _say),
    (_teller_of_perfect, lift),
    (_saying_of_lost_name, _say_by_name),
    (_content_of_noun, _read_as_verb),
    (_clause_of_insisting, _insist),
    (_saying_of_claimed, _claim_clause),
    (_speaker_until_year, _let_speak),
    (_told_of_who, _tell_of_who),
    (_helping_saying, _say_of_who),
)
