"""Figures of a poll that later sentences tell without naming it again."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.extraction.attribution.carried import SpokenSentence
from claims.extraction.attribution.sources import is_share, noun_phrase
from claims.extraction.decompose.context import Sentence
from claims.extraction.tree import char_span, child, children, is_verbal, subject
from claims.extraction.types import Attribution, Span
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

# Sentences without a figure of the poll after which a figure may be somebody else's.
MAX_SENTENCES_BETWEEN = 10

_SURVEYS = frozenset({"poll", "survey"})
_CLAUSES = frozenset({"acl", "relcl", "appos"})
# What a poll does with its figures.
_TELLING = word_set("show find indicate reveal suggest give put have see")
_FIGURE = re.compile(
    r"\b(?:percent|per cent)\b|\d%|\bpercentage points?\b|\b\d+[ -]points?\b|\b\w+ in (?:10|ten|five|four)\b"
    r"|\b(?:half|thirds?|majority) of\b",
    re.IGNORECASE,
)
# Who was asked, and what they can say.
_ASKED = re.compile(
    r"\b(?:voters?|respondents|surveyed|polled|match-?ups?|ratings?|(?:un)?favou?rab\w+|(?:dis)?approv\w+|opinion"
    r"|undecided|democrats|republicans|independents|americans|men|women|adults|leads?|leading|trail\w*|supports?"
    r"|supported|opposed?|favou?rs?|prefer\w*|backs?|backers|supporters|three-way|head-to-head|ahead|tied?|earned"
    r"|prevailed|scared|satisfied|edge|place)\b",
    re.IGNORECASE,
)
# How candidates stand, told without a figure right behind one.
_STANDING = re.compile(
    r"\b(?:leads?|leading|trail\w*|ahead|tied|advantage|edge|divided|united|match-?ups?|viewed|undecided)\b",
    re.IGNORECASE,
)
# What was counted, not asked; and what is told of the poll itself, or of others.
_COUNTED = re.compile(
    r"\b(?:won (?:\w+ ){0,3}\d+|votes? (?:were|was)|counted|turnout|electorate|margins? of (?:sampling )?"
    r"error|error margins?|conducted|caucus(?:es)? results?|exit polls?|census|unemployment|tax(?:es)?"
    r"|(?:in|recent|other|several|two|three|national|public|earlier) polls|surveys)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Voice:
    """The poll that speaks: where the article names it, and the last sentence that was its."""

    source: Span
    last: int


def figures(parsed: Sequence[Sentence | None], spoken: Sequence[SpokenSentence]) -> dict[int, Attribution]:
    """Sentences whose figures are those of the poll named last, by index; `parsed` has None where a sentence
    was set aside.

    One with a speaker of its own, and one about the poll itself, is never among them.
    """
    found: dict[int, Attribution] = {}
    voice: _Voice | None = None
    for index, sentence in enumerate(parsed):
        if sentence is None:
            continue
        doc = sentence.doc
        named = _named_survey(doc)
        if named is not None:
            start, end = char_span(doc, named)
            offset = spoken[index].span[0]
            keeps = voice is not None and not any(t.pos_ == "PROPN" for t in (doc[i] for i in named))
            source = voice.source if keeps and voice is not None else (start + offset, end + offset)
            voice = _Voice(source, index)
        if voice is None or index - voice.last > MAX_SENTENCES_BETWEEN:
            voice = None
            continue
        if not _is_figure_of(voice, index, sentence, spoken):
            continue
        found[index] = Attribution(voice.source, None, (spoken[index].span,))
        voice = _Voice(voice.source, index)
    return found


def _named_survey(doc: "Doc") -> tuple[int, ...] | None:
    """The words that name the one poll that the sentence speaks of."""
    for token in doc:
        if _is_survey(token) and not _is_aside(token):
            return _up_to_comma(doc, noun_phrase(token, token)) if _has_name(token) else _maker(token)
        if token.lower_ == "one" and _is_one_of_polls(token):
            return tuple(t.i for c in children(token, "prep") for p in children(c, "pobj") for t in p.subtree)
    return None


def _up_to_comma(doc: "Doc", named: tuple[int, ...]) -> tuple[int, ...]:
    """'a poll of voters', without what a comma or bracket sets apart."""
    end = next((i for i in named[1:] if doc[i].text in {",", "("}), named[-1] + 1)
    return tuple(i for i in named if i < end)


def _has_name(survey: "Token") -> bool:
    """'a poll by the university', 'the Riverside poll'"""
    return any(t.pos_ == "PROPN" for c in survey.children if c.dep_ not in _CLAUSES for t in c.subtree)


def _maker(survey: "Token") -> tuple[int, ...]:
    """Who made 'the survey, conducted by the university'; the survey itself where nobody is named."""
    for clause in children(survey, *_CLAUSES):
        agent = child(clause, "agent")
        by = child(agent, "pobj") if agent is not None else None
        if by is not None and by.pos_ == "PROPN":
            return noun_phrase(by, by)
    return _up_to_comma(survey.doc, noun_phrase(survey, survey))


def _is_survey(token: "Token") -> bool:
    return token.lemma_.lower() in _SURVEYS and token.tag_ in {"NN", "NNP"} and token.dep_ != "compound"


def _is_aside(noun: "Token") -> bool:
    """'a day after another poll showed …': it speaks in that clause alone."""
    return any(t.dep_ in {"advcl", "relcl", "acl"} and is_verbal(t) for t in (noun, *noun.ancestors))


def _is_one_of_polls(one: "Token") -> bool:
    """'three recent polls, including one from the university'"""
    of = child(one, "prep")
    named = child(of, "pobj") if of is not None and of.lower_ in {"from", "by"} else None
    above = {t.lemma_.lower() for t in one.ancestors}
    return named is not None and named.pos_ == "PROPN" and not _SURVEYS.isdisjoint(above)


def _is_figure_of(voice: _Voice, index: int, sentence: Sentence, spoken: Sequence[SpokenSentence]) -> bool:
    text = sentence.doc.text
    if _COUNTED.search(text) or _has_speaker(sentence) or _is_about_survey(sentence.doc):
        return False
    if _FIGURE.search(text):
        return _ASKED.search(text) is not None
    return index == voice.last + 1 and _STANDING.search(text) is not None


def _has_speaker(sentence: Sentence) -> bool:
    """Whether somebody vouches for it who is no share of the people asked."""
    return any(
        r.asserted and r.source and not any(is_share(sentence.doc[i]) for i in r.source)
        for r in sentence.reports
    )


def _is_about_survey(doc: "Doc") -> bool:
    """'The poll was taken in May', not 'The poll gives Lee, who has 9 percent, …'."""
    root = next(t for t in doc if t.head == t)
    noun = subject(root)
    return noun is not None and noun.lemma_.lower() in _SURVEYS and root.lemma_.lower() not in _TELLING
