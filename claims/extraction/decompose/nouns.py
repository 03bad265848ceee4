"""Appositions, titles and participles as claims about their noun."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from claims.extraction.decompose import relatives
from claims.extraction.decompose.context import ROLE_NOUNS, Sentence
from claims.extraction.decompose.rewrite import be, candidate, name_words, noun_words, tidy
from claims.extraction.decompose.stating import is_stating
from claims.extraction.given_names import FEMALE_NAMES, MALE_NAMES
from claims.extraction.names import FEMALE, MALE, gender_of
from claims.extraction.tree import (
    Candidate,
    Word,
    added,
    child,
    children,
    is_indefinite,
    is_plural,
    is_verbal,
    subject,
    subtree,
    words,
)
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

Walk = Callable[..., Iterator[Candidate]]
_WHOLES = word_set(
    """
    plan law rule measure ban move decision step proposal idea policy claim result sign change practice
    increase demand discovery finding achievement feat development event setback victory defeat
    milestone record pace rate rise fall drop jump gain charge allegation accusation penalty punishment
    ruling verdict judgment judgement
    breakthrough trend shift figure job task
    """
)
_ASIDE = frozenset({"relcl", "conj", "cc", "parataxis"})
# "cars made by Ford" is told apart, "lanterns lit" is not.
MIN_PARTICIPLE_TOKENS = 3
# An article and a noun.
BARE_LABEL_WORDS = 2
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_WHERE = frozenset({"in", "at", "near", "from", "outside", "across", "to"})
# What a place can be.
_REGIONS = word_set(
    """
    city town village country nation state province region district capital county suburb island municipality
    kingdom republic member ally rival neighbor neighbour home host power economy producer exporter importer
    hub port resort destination democracy territory community place area settlement birthplace borough
    neighborhood neighbourhood stronghold site hometown enclave peninsula river lake mountain colony partner
    one center centre metropolis
    """
)
_MIXED = frozenset({("NNP", "NN", "NNS"), ("NN", "NN", "NNS")})
_MEASURES = frozenset({"DATE", "TIME", "PERCENT", "QUANTITY"})
_AMOUNTS = frozenset({"MONEY", "PERCENT", "QUANTITY"})
_OPENING_MARKS = frozenset({*'“"‘«„', "''"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "FAC", "PRODUCT", "WORK_OF_ART", "EVENT", "LOC"})


def stands_alone(token: "Token") -> bool:
    """Whether an apposition or participle can be told as a claim; if not it stays with its noun."""
    if token.dep_ == "appos":
        return _is_described(token)
    if token.tag_ != "VBN" or token.head.pos_ not in {"NOUN", "PROPN"} or subject(token) is not None:
        return False  # 'no evidence that Lee had been paid': what the noun holds.
    if token.lemma_ == "follow" and child(token, "agent") is not None:
        return False  # 'the most cases, followed by Oslo': a list goes on.
    if token.head.dep_ == "npadvmod" or _is_of_amount(token):
        return False  # 'the 715 pence a share offered by Lund': the pence were.
    if token.head.dep_ == "attr" and _after_comma(token):
        return True
    return described_noun(token) == token.head and (_after_comma(token) or _tells_enough(token))


def _is_of_amount(participle: "Token") -> bool:
    """'wants to cut taxes by 12 billion crowns, financed by a sale': the cut is, not the crowns."""
    noun = participle.head
    return _after_comma(participle) and any(t.ent_type_ in _AMOUNTS for t in (noun, *noun.lefts))


def _tells_enough(participle: "Token") -> bool:
    """Whether a participle right behind its noun says by whom, where or when."""
    return child(participle, "agent") is not None and len(list(participle.subtree)) >= MIN_PARTICIPLE_TOKENS


def _is_described(token: "Token") -> bool:
    if _is_of_the_clause(token) and child(token, "relcl") is not None:
        return True
    noun = described_noun(token)
    nominal = {"NOUN", "PROPN"}
    if noun is not None and _is_one_of(token) and noun.pos_ in nominal:
        return True
    if noun is None or token.pos_ not in nominal or noun.pos_ not in nominal:
        return _is_age(token)
    if _is_no_description(token, noun):
        return False
    is_parted = any(t.text in {",", "—", "–", "("} for t in token.doc[noun.i + 1 : token.i + 1])
    if not {noun.ent_type_, token.ent_type_} & _NAMES and "PROPN" not in {noun.pos_, token.pos_}:
        several = token.tag_ == noun.tag_ == "NNS" and _after_comma(token)
        counted = several and child(token, "nummod") is not None
        return (is_indefinite(token) and is_parted) or counted
    return is_parted


def _is_one_of(token: "Token") -> bool:
    """'…, one of the most popular in the country'"""
    return _is_one_among(token) and _after_comma(token)


def _is_one_among(token: "Token") -> bool:
    return token.lower_ == "one" and any(c.lower_ == "of" for c in token.children)


def _right_before(token: "Token") -> "Token | None":
    """The name or noun that the comma in front of the apposition follows."""
    first = min(t.i for t in token.subtree)
    noun = token.doc[first - 2] if first > 1 else token
    return noun if noun.pos_ in {"NOUN", "PROPN"} else None


def _is_no_description(token: "Token", noun: "Token") -> bool:
    """Short forms ("(UNAM)"), examples, denials, times, places of places ("Aceh, Indonesia"), one person for
    several.
    """
    opener = token.doc[min(t.i for t in token.subtree)]
    return (
        (token.is_upper and token.nbor(-1).text == "(")
        or opener.lower_ in {"such", "including", "like"}
        or any(t.dep_ == "neg" for t in token.doc[noun.i + 1 : opener.i])
        or token.ent_type_ in _MEASURES
        or noun.ent_type_ in _MEASURES
        or child(token, "predet") is not None
        or _is_quoted(token, opener)
        or _one_and_many(noun, token)
        or _one_and_many(token, noun)
        or {noun.ent_type_, token.ent_type_} == {"PERSON"}
        or _is_only_where(noun, token)
        or _is_list(token, noun)
        or {_gender(noun), gender_of(token.lower_)} == {MALE, FEMALE}
        or {noun.ent_type_, token.ent_type_} <= _PLACES
    )


def _gender(noun: "Token") -> str | None:
    """What the noun, or the given name of whom it names, says."""
    given = noun.left_edge
    while given.ent_type_ != "PERSON" and given.i < noun.i:
        given = given.nbor(1)
    named = MALE if given.lower_ in MALE_NAMES else FEMALE if given.lower_ in FEMALE_NAMES else None
    return gender_of(noun.lower_) or named


def _is_list(token: "Token", noun: "Token") -> bool:
    """'the EPA, 18 states, and a number of cities': the first comma of a list, or of two verbs, taken for an
    apposition.
    """
    third = child(noun, "conj")
    if noun.ent_type_ == "PERSON" and third is not None and third.i > token.i and third.tag_ == noun.tag_:
        return all(t.tag_ == "NNP" for t in token.subtree)  # 'met Ben Lee, Carly Roe or Mike Lund'
    named = child(token, "appos")
    if named is not None and named.pos_ == "PROPN" and child(named, "conj") is not None:
        return True
    following = child(token, "conj")
    if following is None or token.lemma_.lower() in ROLE_NOUNS:
        return False
    # 'to Congress, the public and allies abroad': one thing is no several.
    several = (noun.tag_, token.tag_, following.tag_) in _MIXED
    if several or is_verbal(following) or (token.ent_type_ and token.ent_type_ == noun.ent_type_):
        return True
    if child(token, "det") is not None and token.pos_ == "NOUN":
        mixed = noun.tag_ == "NNS" and token.tag_ == "NN" and following.lemma_.lower() not in ROLE_NOUNS
        return mixed and child(following, "det") is not None
    first = min(t.i for t in following.subtree)
    return any(t.text == "," for t in token.doc[token.i + 1 : first])


def _is_only_where(noun: "Token", label: "Token") -> bool:
    """'the biggest paper in Peru, a free daily': the paper is one, not Peru."""
    inside = noun.dep_ == "pobj" and noun.head.lower_ in _WHERE and noun.ent_type_ in {"GPE", "LOC"}
    return inside and not label.ent_type_ and label.lemma_.lower() not in _REGIONS


def _is_quoted(token: "Token", opener: "Token") -> bool:
    """A label in quotation marks is somebody's word for the noun, not what the article says it is."""
    return any(t.text in _OPENING_MARKS for t in token.doc[max(opener.i - 1, 0) : token.i])


def _one_and_many(one: "Token", many: "Token") -> bool:
    """One person is not several."""
    return one.ent_type_ == "PERSON" and many.tag_ in {"NNS", "NNPS"} and child(one, "conj") is None


def _is_age(token: "Token") -> bool:
    """'Daniel Montalvo, 19, …', not 'one vote for Lee, 13 for Roe'."""
    return (
        token.text.isdigit()
        and token.head.ent_type_ == "PERSON"
        and _after_comma(token)
        and (token.i + 1 == len(token.doc) or token.nbor(1).pos_ == "PUNCT")
    )


def described_noun(token: "Token") -> "Token | None":
    """The noun an apposition is about: the one right before its comma, whatever the parser hung it on."""
    noun = token.head
    first = min(t.i for t in token.subtree)
    if token.i <= noun.i or first < 1:
        return None
    own = {t.i for t in noun.subtree}
    if all(i in own for i in range(noun.i, first)):
        return noun
    before = token.doc[max(0, first - 2)]
    while before.dep_ in {"pobj", "prep"} and before.head.i < before.i and before.dep_ == "prep":
        before = before.head
    return before if before.pos_ in {"NOUN", "PROPN"} else None


def _after_comma(token: "Token") -> bool:
    first = min(t.i for t in token.subtree)
    return first > 0 and token.doc[first - 1].text == ","


def claims_of(token: "Token", sentence: Sentence, walk: Walk) -> Iterator[Candidate]:
    """'Lai, the leading candidate' → 'Lai is the leading candidate'."""
    if token.dep_ == "acl":
        noun = relatives.thing_meant(token.head)
        facts = [c for c in token.children if c.dep_ == "advcl" and is_stating(c, sentence)]
        told = tidy(subtree(token, keep=lambda t: t not in facts))
        yield candidate(
            (*noun_words(noun), be(noun, past=not _lasts(token, noun)), *words(told)),
            head=token,
            kind="event",
            rule="participle",
        )
        for fact in facts:
            yield from walk(fact, sentence)
        return
    yield from _apposition(token, sentence, walk)


def _lasts(participle: "Token", noun: "Token") -> bool:
    """'the firm, based in Ohio', 'the drug, known as Leptara'"""
    known = participle.lemma_ == "know" and noun.ent_type_ != "PERSON"
    return known or participle.lemma_ in {"base", "headquarter", "locate", "situate"}


def _apposition(token: "Token", sentence: Sentence, walk: Walk) -> Iterator[Candidate]:
    noun = described_noun(token)
    if _is_age(token):
        pieces = (*name_words(token.head), added("is"), *words([token]), added("years old"))
        yield candidate(pieces, head=token, kind="property", rule="age")
        return
    if noun is None:
        return
    if _is_one_of(token):
        noun = _right_before(token) or noun
    if _is_of_the_clause(token):
        yield from _clauses_about(token, words([token]), sentence, walk)
        return
    if noun.ent_type_ == "PERSON" or not (token.ent_type_ == "PERSON" or _names(token, noun)):
        about, described = noun, token
    else:
        about, described = token, _office(noun)
    if is_indefinite(described):
        about = _last_before(described, about)
    first = name_words(about) if about.ent_type_ == "PERSON" else noun_words(about)
    for label in [described] if about.tag_ == "NNS" else _labels(described, about):
        yield from _described(token, about, first, label)
    yield from _clauses_about(described, first, sentence, walk)
    if about == token:
        yield from _clauses_about(token, first, sentence, walk)


def _last_before(described: "Token", noun: "Token") -> "Token":
    """'Danes and Frisians, a minority': the description is of those it follows."""
    joined = child(noun, "conj")
    if joined is None or is_verbal(joined) or not noun.i < joined.i < described.i:
        return noun
    return _last_before(described, joined)


def _is_of_the_clause(token: "Token") -> bool:
    """'They want flats on the airfield, a plan that …': the plan is all of it, not the airfield."""
    extreme = any(c.tag_ == "JJS" or c.lower_ in {"first", "latest"} for c in children(token, "amod"))
    return any(c.lower_ == "such" for c in children(token, "amod")) or (
        (is_indefinite(token) or extreme) and token.lemma_.lower() in _WHOLES
    )


def _clauses_about(
    described: "Token", about: tuple[Word, ...], sentence: Sentence, walk: Walk
) -> Iterator[Candidate]:
    """What the clauses of a description tell, said of what is described."""
    if _is_of_the_clause(described):
        about = (added("the"), *about)
    for clause in described.children:
        if clause.dep_ == "relcl" and relatives.stands_alone(clause):
            yield from relatives.claims_of(clause, sentence, walk, about)


def _names(token: "Token", noun: "Token") -> bool:
    """'their child, Gloria': a name behind what it names."""
    return token.tag_ == "NNP" and noun.tag_ == "NN" and child(token, "det") is None


def _office(noun: "Token") -> "Token":
    """'Co-founder of Google, Sergey Brin': the office, not the company."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in ROLE_NOUNS:
        return noun.head.head
    return noun


def _labels(described: "Token", about: "Token") -> list["Token"]:
    """'an Australian woman and former Scientologist' is two things; not 'his wife, Ann, and the mayor'."""
    joined = [
        c
        for c in described.children
        if c.dep_ == "conj" and (c.tag_ in {"NN", "NNP"} or _is_one_among(c))
        if not described.i < about.i < c.i
    ]
    is_office = described.lemma_.lower() in ROLE_NOUNS
    if len(joined) == 1 and (described.tag_ == "NN" or is_office):
        return [described, joined[0]]
    return [described]


def _described(
    token: "Token", about: "Token", first: tuple[Word, ...], described: "Token"
) -> Iterator[Candidate]:
    several = described.tag_ in {"NNS", "NNPS"}
    if several != is_plural(about) and (several or described.lemma_.lower() in ROLE_NOUNS):
        return
    kind = "role" if described.lemma_.lower() in ROLE_NOUNS else "property"
    among = next((c for c in described.lefts if c.lower_ == "among"), None)
    aside = {*_ASIDE, "appos"} - ({"conj", "cc"} if about.tag_ == "NNS" else set())

    def keep(token: "Token") -> bool:
        if token.head == described and token.dep_ == "prep" and described.i < about.i < token.i:
            return False  # 'The nominee, Ann Lee, as secretary in 2012': that is what she did it as.
        if token.lower_ == "then" and token.head == described:
            return False
        return token not in (about, among) and (token.dep_ not in aside or _stays(token, described))

    label = words(tidy(subtree(described, keep=keep)))
    told_by_clause = any(t.dep_ == "relcl" and not _is_short_clause(t) for t in described.children)
    vague = is_indefinite(described) and kind != "role" and about.ent_type_ != "PERSON"
    if told_by_clause and len(label) <= BARE_LABEL_WORDS and (vague or label[0].text == "the"):
        return  # 'milk is an area', of 'milk, an area in which they lead'; 'Lee, the man who left'
    is_firm = about.tag_ == "NNPS" and child(about, "det") is None and child(described, "det") is not None
    is_one = about.ent_type_ == "PERSON" or is_firm
    past = any(c.lower_ in {"once", "then"} for c in described.children)
    past = past or described.left_edge.lower_ == "long"  # 'Harbor, long its biggest owner'
    verb = added("is") if is_one and not several and not past else be(about, past=past)
    yield candidate((*first, verb, *label), head=token, kind=kind, rule="apposition")
    participle = next((c for c in described.children if c.dep_ == "acl" and c.i > described.i), None)
    if participle is not None and participle.tag_ == "VBN":
        pieces = (*first, be(about, past=True), *words(tidy(subtree(participle))))
        yield candidate(pieces, head=token, kind="event", rule="participle")


def _stays(branch: "Token", described: "Token") -> bool:
    """A short clause, and the second name of 'an analyst at Lund & Roe', 'the maker of tea and jam'."""
    if branch.dep_ == "cc":
        following = child(branch.head, "conj")
        return following is not None and _stays(following, described)
    if branch.dep_ != "conj":
        return _is_short_clause(branch)
    alike = branch.pos_ == branch.head.pos_ and branch.lemma_.lower() not in ROLE_NOUNS
    return branch.head != described and alike and child(branch, "det", "relcl") is None


def _is_short_clause(clause: "Token") -> bool:
    """'a state that borders Kaduna', 'the first woman to lead it': it can't be told by itself."""
    told = subtree(clause, keep=lambda t: t.dep_ != "relcl")
    is_short = len(told) <= MIN_PARTICIPLE_TOKENS or any(c.lower_ == "to" for c in children(clause, "aux"))
    return clause.dep_ == "relcl" and not relatives.is_aside(clause) and is_short
