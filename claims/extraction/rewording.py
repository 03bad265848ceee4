"""A claim's words with what they stand for in their place."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from claims.extraction.pronouns import POSSESSIVE, SPEAKER_FORMS, wanted_by
from claims.extraction.tree import Word, text_of


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a sentence's words stand for, by token, and the words left open. `owners` are whom its possessives
    mean, by themselves: Lee where `names` has "Lee's"; `marks` are its quotation marks.
    """

    names: dict[int, str]
    open: dict[int, str]
    owners: dict[int, str]
    marks: frozenset[int] = frozenset()


def reword(pieces: Iterable[Word], resolved: Resolved) -> tuple[str, tuple[str, ...]]:
    """The claim's text with names in full, each pronoun replaced unless its name stands before it; and
    what is open.
    """
    found: list[Word] = []
    still_open: list[str] = []
    kept: int | None = None
    quoted = False
    for one in pieces:
        quoted ^= one.token in resolved.marks
        name = resolved.names.get(one.token) if one.token is not None else None
        if one.token in resolved.open:
            still_open.append(one.text)
        if name is None or one.token is None:
            # The "'" of "Thomas' sister", behind the full name.
            bare = one.text in {"'", "’"} and one.token is not None and resolved.names.get(one.token - 1)
            found.append(replace(one, text=one.text + "s") if bare and not bare.endswith("s") else one)
            continue
        if quoted:
            found.append(_in_brackets(one, name, found))
            continue
        if name == "":
            continue
        lower = one.text.lower()
        if lower not in POSSESSIVE:  # The "he" of "he decided", told of "his decision".
            name = resolved.owners.get(one.token, name)
        if kept is not None and one.token == kept + 1 and not one.text[0].isalnum():
            found.append(one)  # "he" stays, and so does its "'s".
            continue
        owner = one.text[-2:]
        if owner in {"'s", "’s"} and one.text != owner and not name.endswith(owner):
            name += owner  # "Lee's" made of a "whose".
        if found and name.startswith("The ") and name[4:5].islower():
            name = name[:1].lower() + name[1:]
        gave_way = resolved.names.get(one.token - 1) == "" and not one.text[0].isupper()
        if gave_way and name.lower() in text_of(found).lower():
            found.extend((Word("the", None), one))
            continue
        pronoun = lower in POSSESSIVE or wanted_by(lower) is not None or lower in SPEAKER_FORMS
        if (
            pronoun
            and lower not in SPEAKER_FORMS
            and _is_told(name.removesuffix("'s").rstrip("'"), text_of(found))
        ):
            found.append(one)
            kept = one.token
            continue
        short_verb_follows = pronoun and one.token + 1 in resolved.names
        found.append(Word(name, one.token, one.space or lower == "i" or short_verb_follows))
    return text_of(found), tuple(dict.fromkeys(still_open))


def _in_brackets(one: Word, name: str, before: list[Word]) -> Word:
    """A pronoun in somebody's words as an editor explains it, '"[Lee] won"'; all else stays as it was."""
    known = _is_told(name.removesuffix("'s").rstrip("'"), text_of(before))
    return one if known or wanted_by(one.text.lower()) is None else replace(one, text=f"[{name}]")


def _is_told(name: str, text: str) -> bool:
    """Whether the text has the name, or each of several."""
    return all(part.lower().removeprefix("the ") in text.lower() for part in re.split(r", | and ", name))
