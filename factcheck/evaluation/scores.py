"""Each score of evidence and matching, set by set, with its 95% interval."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar, get_args

import numpy as np

from claims.extraction.evaluation.intervals import Counts, Rate, precision, rate, recall
from claims.language import vectors
from factcheck.evaluation import datasets
from factcheck.evaluation.changes import change_number, negate
from factcheck.evaluation.datasets import Label, Pair, Query
from factcheck.evaluation.splits import LEARNT_SETS, parted
from factcheck.evidence import passages
from factcheck.evidence.compare import Element, Kind, compare
from factcheck.evidence.conclude import Conclusion, Family, Weighed, conclude
from factcheck.evidence.stance import Stance, judge
from factcheck.matching.ranking import KnownClaims

SEED = 3
# Pairs, pages or queries of a set that are looked at when nothing else is asked: a set a minute or two.
SAMPLE = 600
BEST = 5
# Both kinds of pairs are balanced and taken from one source, so that a difference can be right or wrong.
DIFFERENCE_SETS = ("fever_symmetric_dev", "fm2_dev", "fever_dev_2way")

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Judged:
    """What is said of a pair, beside what people said of it."""

    label: Label
    stance: Stance
    elements: tuple[Element, ...]

    @property
    def likeliest(self) -> Label:
        scores: dict[Label, float] = {
            "supports": self.stance.supports,
            "contradicts": self.stance.contradicts,
            "context": self.stance.context,
        }
        return max(scores, key=lambda label: scores[label])


def find_passages(folder: Path, sample: int) -> Iterator[Rate]:
    """The supporting sentence within its page (WiCE), and within the sentences of all pages (FM2)."""
    pages = _some(datasets.pages(folder), sample)
    within = [_reciprocal(passages.rank(p.claim, p.sentences).order, p.supporting) for p in pages]
    yield rate("WiCE, within a page: MRR", within, _mean)
    sentences, wanted = datasets.archive(folder)
    heap = vectors.embed(sentences)
    across = []
    for claim, places in _some(wanted, sample):
        order = np.argsort(-(heap @ vectors.embed([claim])[0]), kind="stable")
        across.append(_reciprocal(order.tolist(), places))
    yield rate("FM2, across pages: MRR", across, _mean)


def comparison(folder: Path, sample: int) -> Iterator[Rate]:
    """Whether a difference that is named is one, by kind; and what became of claims changed by rule."""
    chosen = [
        pair for name in DIFFERENCE_SETS for pair in _some(list(datasets.pairs(folder, name)), sample // 2)
    ]
    judged = [_judged(pair) for pair in chosen if pair.label != "context"]
    for kind in get_args(Kind):
        differing = [one for one in judged if _differs(one, kind)]
        counts = [_share(one.label == "contradicts") for one in differing]
        yield rate(f"a {kind} that differs: is contradicted", counts, precision)
    named = [_share(_differs(one)) for one in judged if one.label == "contradicts"]
    yield rate("contradicted pairs: a difference is named", named, precision)
    yield from _changed(folder, sample)


def _changed(folder: Path, sample: int) -> Iterator[Rate]:
    """Supported pairs whose claim was changed in one number or negated: none may be called supported."""
    chance = random.Random(SEED)  # noqa: S311 - no secret
    supported = [
        pair
        for name in DIFFERENCE_SETS
        for pair in _some(list(datasets.pairs(folder, name)), sample)
        if pair.label == "supports"
    ]
    for what, change in (("a number changed", change_number), ("negated", negate)):
        judged = [
            _judged(Pair(claim, pair.passage, "contradicts", what))
            for pair in supported
            if (claim := change(pair.claim, chance)) is not None
        ]
        called = [_share(one.stance.stance == "supports") for one in judged]
        yield rate(f"{what}: still called supported", called, precision)
        yield rate(f"{what}: a difference is named", [_share(_differs(o)) for o in judged], precision)


def stance(folder: Path, sample: int) -> Iterator[Rate]:
    """What a person would be shown, and the likeliest stance of pairs that the model has not learnt."""
    held_out = parted(folder)[1]
    for name in datasets.STANCE_SETS:
        learnt = name in LEARNT_SETS
        of_set = [p for p in held_out if p.source == name] if learnt else list(datasets.pairs(folder, name))
        judged = [_judged(pair) for pair in _some(of_set, sample)]
        for label in ("supports", "contradicts"):
            shown = [_shown(one, label) for one in judged]
            yield rate(f"{name}: {label} shown, right", shown, precision)
            yield rate(f"{name}: {label} shown, of all there", shown, recall)
        yield rate(f"{name}: likeliest, right", [_share(o.label == o.likeliest) for o in judged], precision)
        yield rate(f"{name}: likeliest, macro-F1", judged, _macro_f1)


def matching(folder: Path, sample: int) -> Iterator[Rate]:
    """The right known claim among the first five."""
    known = KnownClaims(datasets.snopes(folder))
    for split in ("dev", "train"):
        yield from _matched(f"tweets, {split}", known, _some(datasets.tweets(folder, split), sample))
    claims, queries = datasets.debates(folder)
    yield from _matched("debates", KnownClaims(claims), _some(queries, sample))


def _matched(name: str, known: KnownClaims, queries: list[Query]) -> Iterator[Rate]:
    orders = [[match.id for match in known.match(query.text, limit=BEST)] for query in queries]
    found = [_reciprocal(order, query.gold) for order, query in zip(orders, queries, strict=True)]
    yield rate(f"{name}: MRR@{BEST}", found, _mean)
    yield rate(f"{name}: hit@{BEST}", [float(place > 0) for place in found], _mean)
    named = [
        Counts(len(query.gold.intersection(order)), len(order), len(query.gold))
        for order, query in zip(orders, queries, strict=True)
    ]
    yield rate(f"{name}: of all named claims, among the first {BEST}", named, recall)


def verdicts(folder: Path, _sample: int) -> Iterator[Rate]:
    """What the rules conclude from people's stances, beside what people concluded (factcheck-gpt)."""
    wanted = list(datasets.judged_claims(folder))
    found = [(claim, _concluded(claim)) for claim in wanted]
    families: dict[bool, Family] = {True: "supported", False: "refuted"}
    yield rate("verdicts: suggested", [_share(bool(one.family)) for _, one in found], precision)
    for truth, family in families.items():
        right = [_share(claim.is_true is truth) for claim, one in found if one.family == family]
        yield rate(f"verdicts: {family} suggested, right", right, precision)


def _concluded(claim: datasets.Judged) -> Conclusion:
    hosts = list(dict.fromkeys(host for _, host in claim.passages))
    weighed = [
        Weighed(key, label, source=hosts.index(host)) for key, (label, host) in enumerate(claim.passages)
    ]
    return conclude(weighed)


SETS: dict[str, Callable[[Path, int], Iterator[Rate]]] = {
    "passages": find_passages,
    "comparison": comparison,
    "stance": stance,
    "matching": matching,
    "verdicts": verdicts,
}


def measure(names: Sequence[str], folder: Path, *, sample: int = SAMPLE) -> Iterator[Rate]:
    """The rates of the named sets, as they come. Raises MissingDataError."""
    for name in names:
        yield from SETS[name](folder, sample)


def _judged(pair: Pair) -> Judged:
    elements = compare(pair.claim, pair.passage)
    return Judged(pair.label, judge(pair.claim, pair.passage, elements), elements)


def _differs(one: Judged, kind: Kind | None = None) -> bool:
    return any(e.result == "differs" and kind in {None, e.type} for e in one.elements)


def _shown(one: Judged, label: str) -> Counts:
    found = one.stance.shown and one.stance.stance == label
    return Counts(int(found and one.label == label), int(found), int(one.label == label))


def _share(right: bool) -> Counts:
    return Counts(int(right), 1, 1)


def _macro_f1(judged: Sequence[Judged]) -> float:
    """Over the labels that the set has."""
    scores = []
    for label in {one.label for one in judged}:
        right = sum(one.label == one.likeliest == label for one in judged)
        both = sum((one.label == label) + (one.likeliest == label) for one in judged)
        scores.append(2 * right / both)
    return sum(scores) / len(scores) if scores else 0.0


def _reciprocal(order: Sequence[str | int], wanted: frozenset[str | int] | frozenset[int]) -> float:
    """One over the place of the first that is wanted; 0 when none is there."""
    return next((1 / place for place, one in enumerate(order, start=1) if one in wanted), 0.0)


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _some(items: list[Item], count: int) -> list[Item]:
    """The same `count` of them every time."""
    return random.Random(SEED).sample(items, min(count, len(items)))  # noqa: S311 - no secret
