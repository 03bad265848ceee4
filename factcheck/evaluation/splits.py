"""Which pairs of the permissive stance sets are held out: the model has learnt the others.

Pairs that share a claim or a passage, in whatever set, lie on one side: FEVER-Symmetric is made of FEVER's
passages. A pair always lies on the same side, whatever else is asked.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from claims.extraction.evaluation.datasets import records
from claims.language.spelling import plain
from factcheck.evaluation.datasets import Pair, pairs, spaced

LEARNT_SETS = ("fever_dev_2way", "fever_symmetric_dev", "fm2_dev", "factcheckgpt")
DISTRACTOR = "distractor"
HELD_OUT = 0.3  # of the groups of a small set
HELD_OUT_OF_FEVER = 0.1


def parted(folder: Path) -> tuple[list[Pair], list[Pair]]:
    """The pairs of LEARNT_SETS and FM2's distractors, learnt and held out. Raises MissingDataError."""
    found = [pair for name in LEARNT_SETS for pair in pairs(folder, name)]
    found += _distractors(folder)
    kept = _are_held_out(found)
    return (
        [pair for pair, out in zip(found, kept, strict=True) if not out],
        [pair for pair, out in zip(found, kept, strict=True) if out],
    )


def _distractors(folder: Path) -> Iterator[Pair]:
    """Sentences of the page that a game's player could be misled by: they decide nothing."""
    for row in records(folder, "stance_fm2_dev.jsonl.gz"):
        for sentence in row["distractors"][:2]:
            yield Pair(spaced(row["claim"]), spaced(sentence), "context", DISTRACTOR)


def _are_held_out(found: Sequence[Pair]) -> list[bool]:
    groups = _groups(found)
    small = {group for group, pair in zip(groups, found, strict=True) if pair.source != "fever_dev_2way"}
    return [_place(group) < (HELD_OUT if group in small else HELD_OUT_OF_FEVER) for group in groups]


def _groups(found: Sequence[Pair]) -> list[str]:
    """A name for the group of each pair: one claim or passage out of all that are tied to it."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    keys = [(f"c {plain(pair.claim)}", f"p {plain(pair.passage)}") for pair in found]
    for claim, passage in keys:
        root[find(claim)] = find(passage)
    return [find(claim) for claim, _passage in keys]


def _place(group: str) -> float:
    """Somewhere between 0 and 1, always the same for the same name."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4]) / 2**32
