"""Addresses written in an article: sources for the claims of their paragraph. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

ADDRESS = re.compile(r"https?://[^\s<>\"'”“’)\]]+[^\s<>\"'”“’)\].,;:!?]")
# A page's links that become leads at most, the first ones.
LINKS_AT_MOST = 20


@dataclass(frozen=True)
class WrittenLink:
    """An address, and the paragraph that it stands in as code points of the text."""

    address: str
    start: int
    end: int


def written_links(text: str) -> Iterator[WrittenLink]:
    """The first LINKS_AT_MOST addresses of a text."""
    for match in islice(ADDRESS.finditer(text), LINKS_AT_MOST):
        before, after = text.rfind("\n\n", 0, match.start()), text.find("\n\n", match.start())
        yield WrittenLink(match.group(), max(before, 0), after if after >= 0 else len(text))
