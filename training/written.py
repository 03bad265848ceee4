"""The pairs that were written for the stance model, in training/written: own texts, free to ship.

A block is a passage (P) with claims, or a claim (Q) with passages, one a line. S: the passage supports the
claim, C: it contradicts it, N: it decides nothing about it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from factcheck.evaluation.datasets import Label, Pair

FOLDER = Path(__file__).parent / "written"
SOURCE = "written"
HELD_OUT = 0.1  # of the blocks
_LABELS: dict[str, Label] = {"S": "supports", "C": "contradicts", "N": "context"}
_LINE = re.compile(r"([PQSCN]): (\S.*)")


def parted(folder: Path = FOLDER) -> tuple[list[Pair], list[Pair]]:
    """The pairs to learn and those held out, a block in one part. `source` is "written" and the file's name.

    Raises ValueError for a line that is none of the five.
    """
    found: tuple[list[Pair], list[Pair]] = ([], [])
    for path in sorted(folder.glob("*.txt")):
        for block in path.read_text().strip().split("\n\n"):
            head, *lines = block.splitlines()
            found[_is_held_out(head)].extend(_pairs(head, lines, f"{SOURCE} {path.stem}"))
    return found


def _pairs(head: str, lines: list[str], source: str) -> Iterator[Pair]:
    form, given = _read(head)
    for line in lines:
        label, text = _read(line)
        claim, passage = (text, given) if form == "P" else (given, text)
        yield Pair(claim, passage, _LABELS[label], source)


def _read(line: str) -> tuple[str, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"A line begins with P, Q, S, C or N, a colon and a space; this one doesn't: {line}")
    return match[1], match[2]


def _is_held_out(head: str) -> bool:
    return int.from_bytes(hashlib.sha256(head.encode()).digest()[:4]) / 2**32 < HELD_OUT
