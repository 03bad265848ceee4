"""Who is meant by @name in a comment. Pure."""

from __future__ import annotations

import re

# Not within an e-mail address; a full stop at the end belongs to the sentence.
MENTION = re.compile(r"(?<![\w@.])@([\w.+-]*\w)")


def names_in(text: str) -> set[str]:
    """The names after an @, in lower case. Whether somebody is called so is the caller's question."""
    return {name.lower() for name in MENTION.findall(text)}
