"""All the words of a page, one line a block, without looking for the main part of it."""

from __future__ import annotations

import re
from typing import Any

BLANKS = re.compile(r"[ \t\r\n\f\u00a0]+")
# Elements that carry no words of the page.
SILENT = frozenset({"script", "style", "template", "svg", "head", "object", "iframe"})
FURNITURE = frozenset({"nav", "header", "footer", "aside", "form", "noscript", "button", "select", "dialog"})
# Of HTML, and of the tree that trafilatura gives (TEI): highlighting, links, pictures.
INLINE = frozenset(
    """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small
    span strike strong sub sup time tt u var wbr hi ref graphic
    """.split()  # noqa: SIM905 - a list of fifty strings is harder to read
)
CELLS = frozenset({"td", "th", "cell"})
CELL_BAR = " | "


def all_words(tree: Any) -> str:
    """Everything a reader may see, navigation and `<noscript>` included."""
    return _lines(tree, SILENT)


def words_of_main_part(body: Any) -> str:
    """The words of the tree that trafilatura found, where nothing is left to leave out."""
    return _lines(body, frozenset())


def words_without_furniture(tree: Any) -> str:
    """The same without the elements that are marked as navigation, header, footer, aside or form."""
    body = tree.find("body")
    return _lines(tree if body is None else body, SILENT | FURNITURE)


def _lines(tree: Any, left_out: frozenset[str]) -> str:
    pieces: list[str] = []
    # By hand and not by recursion: pages nest deeper than Python's stack.
    stack: list[tuple[Any, bool]] = [(tree, False)]
    while stack:
        element, leaving = stack.pop()
        if leaving:
            pieces.append(_border(element))
            pieces.append(element.tail or "" if element is not tree else "")
            continue
        stack.append((element, True))
        if not isinstance(element.tag, str) or element.tag in left_out:
            continue
        pieces.append(_border(element) if element.tag not in CELLS else "")
        pieces.append(BLANKS.sub(" ", element.text or ""))
        stack.extend((child, False) for child in reversed(element))
    return _tidied("".join(pieces))


def _border(element: Any) -> str:
    if not isinstance(element.tag, str) or element.tag in INLINE:
        return ""
    return CELL_BAR if element.tag in CELLS else "\n"


def _tidied(text: str) -> str:
    lines = (BLANKS.sub(" ", line).strip(" |") for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
