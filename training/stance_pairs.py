"""The pairs that the stance model learns from: permissive sets, and rule-made changes of them.

Every change is made so that the claim alone gives nothing away: a refuted claim that is negated is supported,
just as a supported one that is negated is refuted.
"""

import gzip
import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from factcheck.evaluation.changes import change_number, negate
from factcheck.evaluation.datasets import spaced

SUPPORTS, CONTRADICTS, CONTEXT = range(3)
LABELS = ("supports", "contradicts", "context")
_NAMES = {
    "supports": SUPPORTS, "refutes": CONTRADICTS, "nei": CONTEXT, "completely-support": SUPPORTS,
    "refute": CONTRADICTS, "irrelevant": CONTEXT, "partially-support": CONTEXT, "entailment": SUPPORTS,
    "contradiction": CONTRADICTS, "neutral": CONTEXT,
}  # fmt: skip
CONJUNCTIONS = 3000  # of 15,000 made by one rule; more would teach the rule
CHANGED = 2500  # of each kind of change
MOST_WORDS = 0.6


@dataclass(frozen=True)
class Pair:
    claim: str
    passage: str
    label: int
    source: str


def load(folder: Path, *, seed: int) -> list[Pair]:
    """All training pairs, shuffled; the same for the same files and seed."""
    chance = random.Random(seed)
    pairs = [
        *labelled(folder / "stance_fever_dev_2way.jsonl.gz"),
        *labelled(folder / "stance_fever_symmetric_dev.jsonl.gz"),
        *labelled(folder / "stance_fm2_dev.jsonl.gz"),
        *labelled(folder / "stance_factcheckgpt.jsonl.gz"),
        *_pages(folder / "entail_wice_dev.jsonl.gz"),
    ]
    conjunctions = list(_conjunctions(folder / "nli_conjnli_train.jsonl.gz"))
    changed = [*_changes(pairs, chance), *_other_passages(pairs, chance)]
    found = [*pairs, *chance.sample(conjunctions, CONJUNCTIONS), *changed]
    chance.shuffle(found)
    return found


def _rows(path: Path) -> Iterator[dict]:
    with gzip.open(path, "rt") as lines:
        yield from map(json.loads, lines)


def labelled(path: Path) -> Iterator[Pair]:
    source = path.name.removesuffix(".jsonl.gz")
    for row in _rows(path):
        evidence = row["evidence"]
        text = " ".join(evidence) if isinstance(evidence, list) else evidence
        yield Pair(spaced(row["claim"]), spaced(text), _NAMES[row["label"]], source)
        if row.get("distractors"):
            yield Pair(spaced(row["claim"]), spaced(" ".join(row["distractors"][:2])), CONTEXT, source)


def _conjunctions(path: Path) -> Iterator[Pair]:
    for row in _rows(path):
        if row["label"] in _NAMES:
            yield Pair(row["hypothesis"], row["premise"], _NAMES[row["label"]], "nli_conjnli_train")


def _pages(path: Path) -> Iterator[Pair]:
    for row in _rows(path):
        if row["label"] in {"supported", "partially_supported"}:
            chosen = row["supporting"][0] if row["supporting"] else []
            label = SUPPORTS if row["label"] == "supported" else CONTEXT
            if chosen:
                yield Pair(
                    row["claim"], " ".join(row["evidence"][i] for i in chosen), label, "entail_wice_dev"
                )


def _other_passages(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """A claim beside a passage about the same subject that was given for another claim: context.

    Passages that hold most of the claim's words are left out, since they may well decide it.
    """
    by_subject: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_subject.setdefault(" ".join(pair.claim.split()[:2]), []).append(pair)
    found = []
    for group in by_subject.values():
        for pair in group:
            others = [p for p in group if _shared_words(pair.claim, p.passage) < MOST_WORDS]
            if others and pair.source.startswith("stance_fever"):
                found.append(Pair(pair.claim, chance.choice(others).passage, CONTEXT, "other passage"))
    return chance.sample(found, min(len(found), CHANGED))


def _shared_words(claim: str, passage: str) -> float:
    words = {w for w in re.findall(r"\w+", claim.lower()) if len(w) > 3 or w.isdigit()}
    there = set(re.findall(r"\w+", passage.lower()))
    return len(words & there) / len(words) if words else 1.0


def _changes(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    supported = [p for p in pairs if p.label == SUPPORTS]
    refuted = [p for p in pairs if p.label == CONTRADICTS]
    return [
        *_changed(supported, change_number, CONTRADICTS, "changed number", chance),
        *_changed(supported, negate, CONTRADICTS, "negated", chance),
        *_changed(refuted, negate, SUPPORTS, "negated refuted", chance),
    ]


def _changed(
    pairs: list[Pair], change: Callable[[str, random.Random], str | None], label: int, source: str,
    chance: random.Random,
) -> list[Pair]:  # fmt: skip
    found = []
    for pair in chance.sample(pairs, len(pairs)):
        claim = change(pair.claim, chance)
        if claim is not None and len(found) < CHANGED:
            found.append(Pair(claim, pair.passage, label, source))
    return found
