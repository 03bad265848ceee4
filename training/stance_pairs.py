"""The pairs that the stance model learns from: permissive sets, and rule-made changes of them.

    python -m training.stance_pairs DATA_FOLDER --out PAIRS.jsonl

Runs in the product's environment and writes one JSON object a line: claim, passage, label (0 supports,
1 contradicts, 2 context), source, and part: "train", or "held out" for the pairs that the model is measured
on. Pairs that share a claim or a passage, in whatever set, lie in one part: FEVER-Symmetric is made of
FEVER's passages. The same files give the same lines.

Changes are made so that the claim alone gives nothing away: a refuted claim that is negated is supported,
just as a supported one that is negated is refuted.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from claims.extraction.evaluation.datasets import records
from factcheck.evaluation.changes import change_number, negate
from factcheck.evaluation.datasets import pairs as labelled_pairs
from factcheck.evaluation.datasets import spaced

SEED = 13
SUPPORTS, CONTRADICTS, CONTEXT = range(3)
HELD_OUT = 0.3  # of the groups of a small set
HELD_OUT_OF_FEVER = 0.1
_LABELS = {"supports": SUPPORTS, "contradicts": CONTRADICTS, "context": CONTEXT}
_ENTAILMENT = {"entailment": SUPPORTS, "contradiction": CONTRADICTS, "neutral": CONTEXT}
# At most so many pairs of a source: one made by a single rule would teach the rule, and what rules can make,
# the rules of stance.py see without a model. Context must come from each source that has decided pairs, or
# the model learns the source.
MOST = {
    "conjnli supports": 400, "conjnli contradicts": 400, "conjnli context": 400, "factscore": 400,
    "factscore other": 300, "factcheckgpt context": 250, "other passage": 5500, "distractor": 450,
    "wice other": 200, "changed number": 400, "changed name": 300, "changed month": 100, "negated": 400,
    "negated refuted": 300,
}  # fmt: skip
OVERLAP_THAT_MAY_DECIDE = 0.6
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b(?=,? \d)")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w'-]+)(?: [A-Z][\w'-]+)*")


@dataclass(frozen=True, slots=True)
class Pair:
    claim: str
    passage: str
    label: int
    source: str
    part: str = "train"


def load(folder: Path) -> list[Pair]:
    """All pairs, shuffled, the held-out ones among them. Raises MissingDataError."""
    chance = random.Random(SEED)
    given = parted([*_labelled(folder), *_distractors(folder)])
    learnt = [pair for pair in given if pair.part == "train"]
    facts = list(_facts(folder))
    made = [
        *facts, *_other_facts(folder, chance), *_conjunctions(folder), *_pages(folder, chance),
        *_other_passages(learnt, chance), *_changes([*learnt, *facts], chance),
    ]  # fmt: skip
    found = _at_most([*learnt, *made], chance)
    found += [pair for pair in given if pair.part != "train"]
    chance.shuffle(found)
    return found


def parted(pairs: list[Pair]) -> list[Pair]:
    """The same pairs, each told its part: those tied by a claim or a passage stay together."""
    groups = _groups(pairs)
    small = {group for group, pair in zip(groups, pairs, strict=True) if pair.source != "fever_dev_2way"}
    return [
        replace(pair, part="held out") if _place(group) < _share_held_out(group, small) else pair
        for group, pair in zip(groups, pairs, strict=True)
    ]


def _groups(pairs: list[Pair]) -> list[str]:
    """A name for the group of each pair: one claim or passage out of all that are tied to it."""
    root: dict[str, str] = {}

    def find(key: str) -> str:
        while root.setdefault(key, key) != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    keys = [(f"c {_plain(pair.claim)}", f"p {_plain(pair.passage)}") for pair in pairs]
    for claim, passage in keys:
        root[find(claim)] = find(passage)
    return [find(claim) for claim, _passage in keys]


def _share_held_out(group: str, small: set[str]) -> float:
    return HELD_OUT if group in small else HELD_OUT_OF_FEVER


def _place(group: str) -> float:
    """Somewhere between 0 and 1, always the same for the same name."""
    return int.from_bytes(hashlib.sha256(group.encode()).digest()[:4]) / 2**32


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text.lower()).strip()


def _labelled(folder: Path) -> Iterator[Pair]:
    for name in ("fever_dev_2way", "fever_symmetric_dev", "fm2_dev", "factcheckgpt"):
        for pair in labelled_pairs(folder, name):
            context = name == "factcheckgpt" and pair.label == "context"
            source = "factcheckgpt context" if context else name
            yield Pair(pair.claim, pair.passage, _LABELS[pair.label], source)


def _distractors(folder: Path) -> Iterator[Pair]:
    """Sentences of the page that a game's player could be misled by: they decide nothing."""
    for row in records(folder, "stance_fm2_dev.jsonl.gz"):
        for sentence in row["distractors"][:2]:
            yield Pair(spaced(row["claim"]), spaced(sentence), CONTEXT, "distractor")


def _conjunctions(folder: Path) -> Iterator[Pair]:
    names = {place: name for name, place in _LABELS.items()}
    for row in records(folder, "nli_conjnli_train.jsonl.gz"):
        label = _ENTAILMENT[row["label"]]
        yield Pair(row["hypothesis"], row["premise"], label, f"conjnli {names[label]}")


def _pages(folder: Path, chance: random.Random) -> Iterator[Pair]:
    for row in records(folder, "entail_wice_dev.jsonl.gz"):
        sentences, marked = row["evidence"], {i for group in row["supporting"] for i in group}
        if row["supporting"] and row["supporting"][0]:
            label = SUPPORTS if row["label"] == "supported" else CONTEXT
            yield Pair(row["claim"], " ".join(sentences[i] for i in row["supporting"][0]), label, "wice")
        others = [s for i, s in enumerate(sentences) if i not in marked and len(s.split()) > 7]
        for sentence in chance.sample(others, min(2, len(others))):
            if overlap(row["claim"], sentence) < OVERLAP_THAT_MAY_DECIDE:
                yield Pair(row["claim"], sentence, CONTEXT, "wice other")


def _facts(folder: Path) -> Iterator[Pair]:
    """A sentence bears out the facts that people read in it, true or not."""
    for row in records(folder, "decompose_factscore.jsonl.gz"):
        for sentence in row["sentences"]:
            for fact in sentence.get("human") or ():
                yield Pair(fact["text"], sentence["text"], SUPPORTS, "factscore")


def _other_facts(folder: Path, chance: random.Random) -> Iterator[Pair]:
    """A fact beside another sentence about the same person."""
    for row in records(folder, "decompose_factscore.jsonl.gz"):
        sentences = row["sentences"]
        for place, sentence in enumerate(sentences):
            others = [s["text"] for i, s in enumerate(sentences) if i != place]
            facts = [f["text"] for f in sentence.get("human") or ()]
            if others and facts:
                fact, other = chance.choice(facts), chance.choice(others)
                if overlap(fact, other) < OVERLAP_THAT_MAY_DECIDE:
                    yield Pair(fact, other, CONTEXT, "factscore other")


def _other_passages(pairs: list[Pair], chance: random.Random) -> Iterator[Pair]:
    """A claim beside a passage about the same subject that was given for another claim."""
    by_subject: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.source.startswith("fever"):
            by_subject.setdefault(" ".join(pair.claim.split()[:2]), []).append(pair)
    for group in by_subject.values():
        for pair in group:
            others = [p for p in group if overlap(pair.claim, p.passage) < OVERLAP_THAT_MAY_DECIDE]
            if others:
                yield Pair(pair.claim, chance.choice(others).passage, CONTEXT, "other passage")


def overlap(claim: str, passage: str) -> float:
    """Share of the claim's longer words that the passage has too."""
    words = {w for w in re.findall(r"\w+", claim.lower()) if len(w) > 3 or w.isdigit()}
    there = set(re.findall(r"\w+", passage.lower()))
    return len(words & there) / len(words) if words else 1.0


def _changes(pairs: list[Pair], chance: random.Random) -> Iterator[Pair]:
    supported = [p for p in pairs if p.label == SUPPORTS]
    refuted = [p for p in pairs if p.label == CONTRADICTS]
    names = sorted({m[0] for p in pairs for m in _NAME.finditer(p.claim)})
    yield from _changed(supported, change_number, CONTRADICTS, "changed number", chance)
    yield from _changed(supported, negate, CONTRADICTS, "negated", chance)
    yield from _changed(refuted, negate, SUPPORTS, "negated refuted", chance)
    yield from _changed(supported, change_month, CONTRADICTS, "changed month", chance)
    for pair in supported:
        claim = change_name(pair.claim, pair.passage, names, chance)
        if claim is not None:
            yield Pair(claim, pair.passage, CONTRADICTS, "changed name")


def _changed(
    pairs: Iterable[Pair], change: Callable[[str, random.Random], str | None], label: int, source: str,
    chance: random.Random,
) -> Iterator[Pair]:  # fmt: skip
    for pair in pairs:
        claim = change(pair.claim, chance)
        if claim is not None:
            yield Pair(claim, pair.passage, label, source)


def change_month(claim: str, chance: random.Random) -> str | None:
    """The claim with the month of a date changed; None where it has none."""
    match = _MONTH.search(claim)
    if match is None:
        return None
    month = chance.choice([m for m in _MONTHS if m != match[0]])
    return claim[: match.start()] + month + claim[match.end() :]


def change_name(claim: str, passage: str, names: list[str], chance: random.Random) -> str | None:
    """The claim with a later name that the passage has too replaced by one it hasn't; None without one.

    The name at the head is left: another subject makes another claim, which the passage does not speak to.
    """
    found = [m for m in _NAME.finditer(claim) if m.start() > len(claim) / 3 and m[0] in passage]
    if not found:
        return None
    match = found[-1]
    others = (
        n for n in chance.sample(names, min(99, len(names)))
        if n not in passage and n not in claim and n.count(" ") == match[0].count(" ")
    )  # fmt: skip
    other = next(others, None)
    return None if other is None else claim[: match.start()] + other + claim[match.end() :]


def _at_most(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    by_source: dict[str, list[Pair]] = {}
    for pair in pairs:
        by_source.setdefault(pair.source, []).append(pair)
    return [
        pair
        for source, group in by_source.items()
        for pair in chance.sample(group, min(len(group), MOST.get(source, len(group))))
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    found = load(options.data)
    options.out.write_text("".join(json.dumps(asdict(p), ensure_ascii=False) + "\n" for p in found))
    for (part, source, label), count in sorted(Counter((p.part, p.source, p.label) for p in found).items()):
        print(f"{part:9} {source:22} {label} {count}")


if __name__ == "__main__":
    main()
