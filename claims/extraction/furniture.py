"""What a page prints around its sentences: headings, by-lines, captions, buttons."""

import re
from typing import TYPE_CHECKING

from claims.extraction.segment import ENTRY_TIME, SPEAKER_LABEL
from claims.extraction.tree import is_finite, is_verbal
from claims.extraction.wordlists import word_set

if TYPE_CHECKING:
    from claims.extraction.tokens import Doc, Token

HEADING = "heading"
BYLINE = "by-line"
DATELINE = "date line"
CAPTION = "caption"
PAGE_FURNITURE = "page furniture"
QUESTION = "question"
FRAGMENT = "no full sentence"
SPEAKER = "speaker's name"
EMPTY = "no words"
INSTRUCTION = "request or instruction"

# A heading is a line; what is longer and unpunctuated is a sentence that lost its full stop.
MAX_HEADING_WORDS = 22

# Every longer word of a title has a capital, and so have its small ones.
MIN_TITLE_LETTERS = 4
MIN_TITLE_WORDS = 3
_SMALL_WORDS = word_set(
    """
    a an the on in of to for and or with his her its is are was be by from at it that over not will has as
    """
)
# By-lines, captions and buttons are shorter.
MAX_LINE_CHARACTERS = 200
# A longer line that ends in a colon introduces what somebody says.
MIN_INTRODUCTION_WORDS = 5
REPEATED = "repeats an earlier sentence"

_FURNITURE = re.compile(
    r"^\W*(related (articles|stories|content|topics|links)|back to top|read more|read also"
    r"|see also|share (this|on)"
    r"|(click|tap) here|sign up|subscribe|newsletter|advertisement|sponsored|story continues|continue reading"
    r"|most (read|popular)|trending|follow us|comments?$|leave a (reply|comment)|print( this)?$"
    r"|e?-?mail( this)?$"
    r"|tags?:|topics?:|filed under|copyright|©|all rights reserved|cookie|terms of (use"
    r"|service)|privacy policy"
    r"|skip to|menu$|home$|search$|log ?in|register|next( article| story)?$|previous( article| story)?$"
    r"|watch:|listen:|photos?:|video:|gallery|download|loading|view (more|all|gallery)|load more|sources?$"
    r"|external links|references$|read the rest|this (article|story) (was|has been"
    r"|is) (originally|updated|part)"
    r"|have (an opinion|something to)|editor'?s note)",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"^\W*((by|written by|reported by|story by|photo by)\s+[A-Z][\w.'-]+(\s+(and\s+)?[A-Z][\w.'-]+){0,6}\W*$"
    r"|-*\s*(additional )?report(ing|ed) (by|from)\b|.{0,60}contributed to this (report|story)"
    r"|(published|updated|posted|last (updated|modified))\b.{0,60}$)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"^\W*(photo|image|picture|file photo|caption|credit|photograph|map|chart|graphic"
    r"|screenshot)s?\b\s*(:|by|of|credit)"
    r"|\((photo|image|file|credit|ap|reuters|afp|getty)\b[^)]*\)\W*$",
    re.IGNORECASE,
)
_MONTH = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATELINE = re.compile(
    rf"^\W*((mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+)?"
    rf"({_MONTH}\s+\d{{1,2}}(st|nd|rd|th)?,?\s+\d{{4}}|\d{{1,2}}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d)"
    r"(\W+(at\s+)?\d{1,2}[:.]\d\d.{0,12})?\W*$",
    re.IGNORECASE,
)
_LINES = ((_FURNITURE, PAGE_FURNITURE), (_BYLINE, BYLINE), (_DATELINE, DATELINE), (_CAPTION, CAPTION))
_SAYS = re.compile(
    r"\b(said|says|continued|added|wrote|writes|replied|asked|tweeted|told|stated|explained|responded|answered|noted"
    r"|declared|announced|testified|posted|concluded|recalled)\b[\w\s,.'’]*:$"
)
# '"Where are they to go?" Anna Lee asked.': a question, and who asks it.
_ASKED = re.compile(
    r"[\"“][^\"”.]*\?[\"”] (?:[\w.'’-]+ ){1,5}(?:asked|asks|wondered|said)(?: [\w'’-]+){0,4}\.?"
)
# 'Lee asked the board, "Who will pay?"': somebody asked it, which is told.
_ASKS_IN_MARKS = re.compile(r"(?!(?:[Ww]h\w+|[Hh]ow) )[^\"“”?]{10,}[,:]? [\"“][^\"“”]*\?[\"”]")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*$")


def by_wording(words: str, *, ends_paragraph: bool, starts_paragraph: bool) -> str | None:
    """The reason to set a sentence aside that its wording alone gives, or None."""
    if not any(c.isalnum() for c in words):
        return EMPTY
    if starts_paragraph:
        opener = _opener(words, alone=ends_paragraph)
        if opener is not None:
            return opener
    asks = words.rstrip("\"'”’)] ").endswith("?") and _ASKS_IN_MARKS.fullmatch(words) is None
    if asks or _ASKED.fullmatch(words):
        return QUESTION
    return HEADING if starts_paragraph and ends_paragraph and _is_heading(words) else None


def _opener(words: str, *, alone: bool) -> str | None:
    """What stands where a paragraph begins: a place and date, a speaker's label, or a line of its own."""
    if words.endswith(("—", "–", "--", " -", " _")) or (not alone and re.fullmatch(ENTRY_TIME, words)):
        return DATELINE
    if not alone and words.endswith(":") and SPEAKER_LABEL.match(words + " x x"):
        return SPEAKER
    if len(words) >= MAX_LINE_CHARACTERS:
        return None
    return next((reason for pattern, reason in _LINES if pattern.search(words)), None)


def _is_heading(words: str) -> bool:
    count = len(words.split())
    introduces = words.endswith(":") and (count > MIN_INTRODUCTION_WORDS or _SAYS.search(words) is not None)
    return not introduces and not _ENDS_SENTENCE.search(words) and count <= MAX_HEADING_WORDS


def _has_own_subject(verb: "Token") -> bool:
    """A base form taken for an infinitive: 'lanterns not only fill the square'."""
    relations = {c.dep_ for c in verb.children}
    return "nsubj" in relations and "aux" not in relations and verb.head == verb


def introduction(words: str) -> str | None:
    """'Lee continued:' says who speaks next, and nothing else."""
    is_short = len(words.split()) <= MIN_INTRODUCTION_WORDS
    return SPEAKER if is_short and _SAYS.search(words.rstrip()) else None


def headline(words: str) -> str | None:
    """'Lee Puts The Port On The Defensive': a title; the parser reads it badly, the story tells it again."""
    found = re.findall(r"[A-Za-z][\w'-]*", words)
    long = [w for w in found if len(w) >= MIN_TITLE_LETTERS]
    small = any(w[0].isupper() and w.lower() in _SMALL_WORDS for w in found[1:])
    is_title = small and len(long) >= MIN_TITLE_WORDS and all(w[0].isupper() for w in long)
    return HEADING if is_title and len(found) <= MAX_HEADING_WORDS else None


def by_grammar(doc: "Doc") -> str | None:
    """The reason that the parsed sentence gives: it asserts nothing of its own."""
    root = next((t for t in doc if t.head == t), None)
    if root is not None and root.tag_ == "VB" and not any(c.dep_ in {"nsubj", "aux"} for c in root.children):
        return INSTRUCTION
    if root is not None and root.lower_ == "not":
        return FRAGMENT  # 'Not if they are cooked.'
    if not any(is_verbal(t) and (is_finite(t) or (t.tag_ == "VB" and _has_own_subject(t))) for t in doc):
        return FRAGMENT
    return None
