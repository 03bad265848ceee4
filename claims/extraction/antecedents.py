"""Whom a pronoun means, of those whom its own and the last sentences mention; None where two may be meant."""

from typing import TYPE_CHECKING

from claims.extraction.attribution.cues import SAYING
from claims.extraction.mentions import Mention, is_subject, is_topic, speaks
from claims.extraction.names import PERSON_NOUNS, Names, gender_of, gender_of_pronoun
from claims.extraction.pronouns import POSSESSIVE
from claims.extraction.tree import child, children, subject

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

# Sentences back in which a pronoun may find its name.
WINDOW_SENTENCES = 2
# Verbs that share a subject: 'Lee left, calling him', 'agreed to call', 'for calling', 'and called'.
_WITHOUT_SUBJECT = frozenset({"xcomp", "advcl", "pcomp", "conj"})
_TELLING = frozenset({"put", "show", "find", "suggest"})
_ANYBODY = frozenset({"nobody", "anybody", "anyone", "everybody", "everyone", "somebody", "someone"})
_COUNTED = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "CARDINAL"})


def antecedent(
    token: "Token", wanted: str, mentions: list[Mention], before: list[list[Mention]], names: Names
) -> str | None:
    """The name that the pronoun stands for; `mentions` are of its own sentence, `before` of those before."""
    earlier = [m for m in mentions if m.token < token.i and _fits(m, token, wanted, names)]
    own = [m for m in earlier if not _clashes(m, token)]
    if not own and _opens_clause(token):
        own = [m for m in mentions if m.token == subject_ahead(token) and _fits(m, token, wanted, names)]
    if wanted == "thing":
        told = _noun_of_relative(token)
        if told is not None and all(m.token != told.i for m in own):
            return None  # "The ministry tests the milk, which has been sold since it was bottled"
        if len({m.name for m in own}) == 1:
            own = [m for m in own if m.is_subject]
    if any(not _is_anybody(m, names) for m in own):
        return _of_own_sentence(own, token, wanted, names)
    doers = _governing_subjects(token) if own else []
    if any(m.token in doers for m in own):
        return None  # "The senator lost his seat", and no name is known.
    if wanted == "thing":
        return _continued_topic(token, before)
    if wanted == "many" and (not is_subject(token) or _after_several(token) or _after_anybody(token)):
        return None
    return _of_earlier_sentence(token, wanted, before, names)


def _noun_of_relative(token: "Token") -> "Token | None":
    """What the "which" stands for that is the subject around the token's clause."""
    clause = token.head
    while clause.head != clause:
        noun = subject(clause)
        if noun is not None and noun != token:
            return clause.head if noun.tag_ == "WDT" and clause.dep_ == "relcl" else None
        clause = clause.head
    return None


def _of_own_sentence(own: list[Mention], token: "Token", wanted: str, names: Names) -> str | None:
    if wanted == "thing" and token.lower_ in POSSESSIVE and _after_another_thing(own, token):
        return None
    if wanted == "thing" and token.dep_ == "dobj" and _after_object(token):
        return None  # "would stop selling the pill after a study linked it to deaths"
    if wanted == "many" and any(token in token.doc[m.token].subtree for m in own):
        return None  # "The voices that fell silent because they …": told already.
    if wanted == "person" and any(_is_another(token.doc[m.token]) for m in own):
        return None  # "An inmate says another man committed the murder he was convicted of"
    opening = _root(token).left_edge.i
    if wanted == "person" and all(m.token < opening for m in own):
        return _from_sentence(own, token)
    return _only(own, token, names)


def _after_another_thing(own: list[Mention], token: "Token") -> bool:
    """'The agency banned no use of the drug, saying its benefits …': what is "the" may be meant as well, in
    the next clause.
    """
    last = max(m.token for m in own)
    between = token.doc[last + 1 : token.i]
    things = [t for t in between if t.tag_ == "NN" and any(c.lower_ == "the" for c in children(t, "det"))]
    verbs = [t for t in between if t.tag_[:2] == "VB"]
    return any(v.i > t.i and t not in token.ancestors for v in verbs for t in things)


def _is_another(noun: "Token") -> bool:
    return any(c.lower_ == "another" for c in children(noun, "det"))


def _after_object(token: "Token") -> bool:
    """Whether an earlier verb of the sentence has one thing for its object."""
    before = token.doc[_root(token).left_edge.i : token.i]
    return any(t.dep_ == "dobj" and t.tag_ == "NN" and t.head != token.head for t in before)


def _of_earlier_sentence(
    token: "Token", wanted: str, before: list[list[Mention]], names: Names
) -> str | None:
    window = before[-WINDOW_SENTENCES:]
    if wanted == "many" and token.head.lemma_.lower() in SAYING:
        spoke = [[m for m in sentence if m.speaks] for sentence in window]
        window = spoke if any(spoke) else window
    for sentence in reversed(window):
        fitting = [m for m in sentence if _fits(m, token, wanted, names) and not _is_anybody(m, names)]
        if wanted == "many" and any(m.is_topic for m in fitting):
            fitting = [m for m in fitting if m.is_topic]
        unnamed = wanted == "person" and any(m.speaks and _is_anybody(m, names) for m in sentence)
        if unnamed and not any(m.is_topic for m in fitting):
            return None  # '"Park it," an official wrote. His name was blacked out.'
        if fitting:
            return _from_sentence(fitting, token)
    return None


def _fits(mention: Mention, token: "Token", wanted: str, names: Names) -> bool:
    if mention.kind != wanted:
        return False
    return wanted != "person" or _gender(mention, names) in {None, gender_of_pronoun(token.lower_)}


def _gender(mention: Mention, names: Names) -> str | None:
    if mention.gender or not mention.name:
        return mention.gender
    return names.gender(mention.name) or gender_of(mention.name.lower().split()[-1])


def _is_anybody(mention: Mention, names: Names) -> bool:
    """'the aide who left', 'the senator': somebody whom no name is known for; there may be a second one."""
    unnamed = mention.kind == "person" and mention.name[:1].islower()
    return unnamed and _gender(mention, names) is None


def _after_several(token: "Token") -> bool:
    """Whether the sentence has a plural before the "they": 'regretted the columns after they came out'."""
    return any(
        t.tag_ in {"NNS", "NNPS"} and t.ent_type_ not in _COUNTED and t.dep_ != "compound"
        for t in token.doc[_root(token).left_edge.i : token.i]
    )


def _after_anybody(token: "Token") -> bool:
    """'Nobody will lose the chance that they had'"""
    return any(t.lower_ in _ANYBODY for t in token.doc[_root(token).left_edge.i : token.i])


def _root(token: "Token") -> "Token":
    """The verb of the token's sentence; a quotation may hold several sentences."""
    while token.head != token:
        token = token.head
    return token


def _continued_topic(token: "Token", before: list[list[Mention]]) -> str | None:
    """What an "It" that opens a sentence means: what the sentence before was about, unless that was a
    person.
    """
    if token.lower_ != "it" or not _opens_sentence(token) or not is_topic(token) or not before:
        return None
    if token.head.lemma_ == "be" or any(c.lower_ == "is" for c in children(token.head, "auxpass")):
        return None  # "It is the biggest cut": what happened, not what it happened to.
    if token.head.lemma_.lower() in _TELLING:
        return None  # "It put the party on 38%": a poll that the sentence before may only have named.
    topics = {m.name for m in before[-1] if m.is_topic and m.kind in {"topic", "thing"}}
    return topics.pop() if len(topics) == 1 else None


def _opens_sentence(token: "Token") -> bool:
    """Whether only a joint and a time stand before it: 'But on Tuesday, it …'."""
    return all(
        t.pos_ in {"CCONJ", "PUNCT", "ADP", "ADV"} or t.ent_type_ in {"DATE", "TIME"}
        for t in token.doc[: token.i]
    )


def _opens_clause(token: "Token") -> bool:
    """'Although it …, the council …', 'In her statement, Lee …': the name comes after."""
    return subject_ahead(token) is not None


def subject_ahead(token: "Token") -> int | None:
    """The subject behind the clause or the phrase in front that holds the pronoun."""
    at = token
    while at.head != at:
        noun = subject(at.head)
        in_front = at.dep_ == "advcl" or (at.dep_ == "prep" and token.lower_ in POSSESSIVE)
        if in_front and noun is not None and noun.i > token.i and token not in noun.subtree:
            return noun.i
        at = at.head
    return None


def _only(found: list[Mention], token: "Token", names: Names) -> str | None:
    """The one name left; among people, that of the nearest clause's subject."""
    distinct = {m.name for m in found}
    if len(distinct) == 1:
        return distinct.pop()
    if found[0].kind != "person":
        return None
    known = {m.name for m in found if _gender(m, names)}
    if len(known) == 1 and all(m.name in known or _is_anybody(m, names) for m in found):
        return known.pop()
    by_token = {m.token: m for m in found}
    nearest = next((by_token[i] for i in _governing_subjects(token) if i in by_token), None)
    if nearest is None or _is_anybody(nearest, names) or any(_is_told(m, nearest, token) for m in found):
        return None
    return nearest.name if len(known) != 1 or nearest.name in known else None


def _is_told(mention: Mention, teller: Mention, token: "Token") -> bool:
    """Who is told or asked: 'Roe told Lee that he …' may be either."""
    verb, noun = token.doc[teller.token].head, token.doc[mention.token]
    told = noun.head == verb and noun.dep_ in {"dobj", "dative"} and mention.name != teller.name
    return told and verb.lemma_.lower() in SAYING


def _governing_subjects(token: "Token") -> list[int]:
    """Subjects of the clauses around the token, the nearest first, each before who owns it: 'Lee's vote'."""
    found: list[int] = []
    at = token.head
    while True:
        noun = subject(at)
        if noun is not None and noun != token and token not in noun.subtree:
            found.append(noun.i)
            found += [c.i for c in (*children(noun, "appos"), *children(noun, "poss"))]
        if at.head == at:
            return found
        at = at.head


def _from_sentence(found: list[Mention], token: "Token") -> str | None:
    """Whom of an earlier sentence the pronoun means: the only one, the only subject, or whom the main
    clause was about.
    """
    distinct = {m.name for m in found}
    subjects = {m.name for m in found if m.is_subject}
    if len(distinct) == 1:
        return distinct.pop() if found[0].kind == "person" or subjects else None
    if not is_subject(token) and not (token.dep_ == "poss" and is_topic(token.head)):
        return None
    if len(subjects) == 1:
        return subjects.pop()
    topics = {m.name for m in found if m.is_topic}
    if len(topics) != 1 or found[0].kind != "person":
        return None
    told = {m.name for m in found if m.is_subject and any(t.speaks and t.name != m.name for t in found)}
    return topics.pop() if speaks(token) or told <= topics else None


def _clashes(mention: Mention, token: "Token") -> bool:
    """An object pronoun is not its own clause's subject, and nobody is his own colleague."""
    if token.dep_ == "poss" and token.head.dep_ == "appos" and token.head.lower_ in PERSON_NOUNS:
        return token.head.head.i == mention.token
    if token.dep_ == "nsubj" and token.head.dep_ == "relcl":
        return token.head.head.i == mention.token  # 'Roe, whom she accused'
    if token.dep_ not in {"dobj", "pobj", "dative"} or token.lower_ in POSSESSIVE:
        return False
    verb = token.head if token.dep_ != "pobj" else token.head.head
    return _doer(verb) == mention.token


def _doer(verb: "Token") -> int | None:
    """The subject of the verb, its own or the one that it shares: 'Roe left, calling him'; for 'asked Lee
    to call him', Lee.
    """
    while (noun := subject(verb)) is None and verb.dep_ in _WITHOUT_SUBJECT:
        joined = verb.dep_
        verb = verb.head.head if joined == "pcomp" else verb.head
        governed = child(verb, "dobj") if joined in {"xcomp", "pcomp"} else None
        if governed is not None:
            return governed.i
    return noun.i if noun is not None else None
