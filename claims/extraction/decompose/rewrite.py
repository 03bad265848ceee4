"""Small moves on the words of a clause that keep it a sentence."""

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from claims.extraction.tree import (
    AUXILIARIES,
    FINITE_TAGS,
    PARTY,
    QUOTE_MARKS,
    Candidate,
    Word,
    added,
    is_plural,
    subject,
    subtree,
    text_of,
    words,
)

if TYPE_CHECKING:
    from claims.extraction.tokens import Token

_EDGE = frozenset({",", ";", ":", "-", "–", "—", "--", "and", "but", "...", "…", ".", "(", ")"})
# They open a clause; at the end of a claim theirs was cut off.
_OPENERS = frozenset({"as", "because", "while", "although", "whereas", "after", "than"})
# What is counted, or when it was, is written small.
_COUNTS = frozenset({"CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "DATE", "TIME"})
_ASIDES = frozenset({"amod", "advmod"})
_HEAVY = frozenset({"relcl", "appos", "acl", "parataxis", "advcl", "punct", "cc"})


def noun_words(noun: "Token") -> tuple[Word, ...]:
    """The noun with what tells which one it is, without its clauses and appositions."""
    kept = subtree(
        noun,
        keep=lambda t: (
            t.tag_ == "HYPH"
            or t.dep_ == "cc"
            or _parts_list(t)
            or (t.dep_ not in _HEAVY and not _gives_examples(t) and not _is_set_apart(t))
            or t.i < noun.i
        ),
    )
    if any(t.dep_ == "conj" for t in kept):
        return words(tidy(kept))
    return words(tidy([t for t in kept if not (t.dep_ == "cc" and t.i > noun.i)]))


def inside_sentence(noun: "Token") -> str:
    """The noun's words as they stand inside a sentence: 'two members' for "Two members" that opens one."""
    told, first = text_of(noun_words(noun)), noun.left_edge
    named = first.pos_ == "PROPN" or first.ent_type_ not in {"", *_COUNTS}
    return told if named or first.i else told[:1].lower() + told[1:]


def _parts_list(token: "Token") -> bool:
    """The comma in 'lawmakers, traders and guests'."""
    return token.text == "," and any(c.dep_ == "conj" and c.i > token.i for c in token.head.children)


def _is_set_apart(token: "Token") -> bool:
    """'the ministry, long wary of banks', 'inflation, down from 9 percent in May'"""
    opens = token.left_edge.i
    return token.dep_ in _ASIDES and token.i > token.head.i and token.doc[opens - 1].text == ","


def _gives_examples(token: "Token") -> bool:
    """'states, including Ohio', 'states such as Ohio'"""
    return token.lower_ == "including" or (
        token.lower_ == "as" and any(c.lower_ == "such" for c in token.children)
    )


def name_words(noun: "Token") -> tuple[Word, ...]:
    """The name alone, without the title in front of it; the noun's words where it is no name."""
    entity = [t for t in noun.doc if t.ent_type_ == "PERSON" and _same_entity(t, noun)]
    return words(entity) if entity else noun_words(noun)


def _same_entity(token: "Token", noun: "Token") -> bool:
    if not noun.ent_type_:
        return False
    low, high = sorted((token.i, noun.i))
    return all(t.ent_type_ and (t.ent_iob_ == "I" or t.i == low) for t in noun.doc[low : high + 1])


def be(noun: "Token", *, past: bool = False) -> Word:
    forms = {(False, False): "is", (False, True): "are", (True, False): "was", (True, True): "were"}
    return added(forms[past, is_plural(noun)])


def tidy(tokens: "Iterable[Token]") -> list["Token"]:
    """Drop party labels, spare spaces, joints left at the edges, quotation marks that lost their partner."""
    found = [t for t in tokens if t.dep_ != PARTY and not t.is_space]
    while found and (found[0].lower_ in _EDGE):
        found.pop(0)
    while found and found[-1].lower_ in _EDGE | _OPENERS and not _closes_bracket(found):
        found.pop()
    if len(found) > 2 and found[0].text in QUOTE_MARKS and found[-1].text in QUOTE_MARKS:
        return tidy(found[1:-1])
    marks = [t for t in found if t.text in QUOTE_MARKS]
    if len(marks) % 2:
        lone = _lone(marks)
        found = [t for t in found if t is not lone]
        return tidy(found)
    return _without_stray_commas(found)


def with_commas_between(tokens: list["Token"]) -> list["Token"]:
    """With the commas whose neighbours are both kept, wherever the parser hung them."""
    found = tokens[:1]
    for before, token in pairwise(tokens):
        if token.i == before.i + 2 and before.nbor(1).text == ",":
            found.append(before.nbor(1))
        found.append(token)
    return found


def _closes_bracket(found: list["Token"]) -> bool:
    """Whether the last token closes a bracket that stands open, with words in it."""
    opened = next((n for n in reversed(range(len(found) - 1)) if found[n].text in {"(", ")"}), None)
    return (
        found[-1].text == ")" and opened is not None and found[opened].text == "(" and opened < len(found) - 2
    )


def _lone(marks: list["Token"]) -> "Token":
    if marks[0].text in "”»" or len(marks) == 1:
        return marks[0]
    return marks[-1]


def _is_emptied(bracket: "Token", tokens: list["Token"]) -> bool:
    """Whether all that stood between the brackets was told apart."""
    partner = {"(": 1, ")": -1}.get(bracket.text)
    if partner is None:
        return False
    at = tokens.index(bracket) + partner
    return 0 <= at < len(tokens) and {bracket.text, tokens[at].text} == {"(", ")"}


def _without_stray_commas(tokens: list["Token"]) -> list["Token"]:
    """A comma whose neighbour was cut away no longer joins anything."""
    kept: list[Token] = []
    tokens = [t for t in tokens if not _is_emptied(t, tokens)]
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        cut_after = following is not None and following.i != token.i + 1
        cut_before = bool(kept) and kept[-1].i != token.i - 1
        joint = token.text in {",", "—", "–", ";"} or (token.text == "-" and token.tag_ != "HYPH")
        closes = token.text == "," and (
            _closes_aside(kept, following) or _opens_aside(kept, following, token)
        )
        if joint and (cut_after or cut_before) and not closes and not _separates(kept, following):
            continue
        kept.append(token)
    return kept


def _opens_aside(kept: list["Token"], following: "Token | None", comma: "Token") -> bool:
    """Whether what the noun is like follows: 'Inflation[, which stood at 9%], down from 10%, is high'."""
    if following is None or following.i != comma.i + 1 or not kept:
        return False
    closes = comma.doc[min(max(t.i for t in following.subtree) + 1, len(comma.doc) - 1)]
    return following.dep_ in _ASIDES and following.head == kept[-1] and closes.text == ","


def _closes_aside(kept: list["Token"], following: "Token | None") -> bool:
    """Whether an odd comma stands between the verb that follows and its subject: 'her friend, Lee[, 19],
    left'.
    """
    if following is None or following.tag_ not in FINITE_TAGS or not kept or kept[-1].text == ",":
        return False
    verb = following.head if following.dep_ in AUXILIARIES else following
    noun = subject(verb)
    return noun is not None and sum(t.text == "," and t.i > noun.i for t in kept) % 2 == 1


def _separates(kept: list["Token"], following: "Token | None") -> bool:
    """Whether the next member of a list follows, with no other joint left: 'Lee[, who …]; Roe'."""
    if following is None or not kept or kept[-1].text in _EDGE or following.text in _EDGE:
        return False
    above = (following, *following.ancestors)
    members = [t for t in above if t.dep_ in {"conj", "appos"} and t.head.i <= kept[-1].i]
    return any(not t.is_ancestor(kept[-1]) for t in members)


def candidate(
    pieces: Iterable[Word], *, head: "Token", kind: str, rule: str, extra: Iterable[int] = ()
) -> Candidate:
    """A candidate whose last word has its space; it rests on the tokens of its words and `extra`."""
    pieces = _plainly_both(list(pieces))
    found = _space_out([_lowered(one, head.doc[0]) if n else one for n, one in enumerate(pieces)])
    tokens = sorted({w.token for w in found if w.token is not None} | set(extra))
    return Candidate(tuple(found), tuple(tokens), kind, rule, head.i)


def _lowered(one: Word, opener: "Token") -> Word:
    """The word that opened the sentence, now inside it."""
    named = opener.pos_ == "PROPN" or (opener.ent_type_ and opener.ent_type_ not in _COUNTS)
    if one.token != opener.i or named or opener.lower_ == "i":
        return one
    return Word(one.text[:1].lower() + one.text[1:], one.token, one.space)


def _plainly_both(pieces: list[Word]) -> list[Word]:
    """'not only A but also B' says A and B, and denies nothing."""
    lower = [w.text.lower() for w in pieces]
    if "not only" not in " ".join(lower) or "but" not in lower:
        return pieces
    first = next(i for i in range(len(lower) - 1) if lower[i : i + 2] == ["not", "only"])
    joint = next((i for i in range(first, len(lower)) if lower[i] == "but"), None)
    if joint is None:
        return pieces
    rest = joint + 2 if lower[joint + 1 : joint + 2] == ["also"] else joint + 1
    return [*pieces[:first], *pieces[first + 2 : joint], Word("and", pieces[joint].token), *pieces[rest:]]


_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "n't", "n’t", "'"})


def _space_out(pieces: list[Word]) -> list[Word]:
    """Put a space where words that were apart now meet."""
    found: list[Word] = []
    for index, one in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        adjacent = (
            following is not None
            and one.token is not None
            and following.token is not None
            and following.token == one.token + 1
        )
        space = one.space if adjacent else following is not None and following.text not in _NO_SPACE_BEFORE
        found.append(Word(one.text, one.token, space))
    return found
