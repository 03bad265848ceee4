"""How well sentences are taken apart, against what people listed as their parts."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from claims.extraction.attribution.reported import find_reported
from claims.extraction.decompose.context import Sentence
from claims.extraction.decompose.walk import candidates
from claims.extraction.evaluation import datasets
from claims.extraction.evaluation.intervals import Counts, Rate, f1, precision, rate
from claims.extraction.evaluation.wording import LOOSE, overlap
from claims.extraction.parser import parse
from claims.extraction.pipeline import find_claims

# Two propositions are one from this share of their tokens in common on, as PropSegmEnt's authors count.
LEAST_JACCARD = 0.8

Tokens = frozenset[int]


def facts(folder: Path) -> list[Rate]:
    """FActScore's sentences against the facts that people listed: each fact and each claim counts once."""
    counts = []
    for record in datasets.records(folder, "decompose_factscore.jsonl.gz"):
        sentences = [s for s in record["sentences"] if s["human"]]
        text = " ".join(s["text"] for s in sentences)
        counts.append(_against([h["text"] for s in sentences for h in s["human"]], text))
    return [rate("FActScore: fact F1", counts, f1), rate("FActScore: precision", counts, precision)]


def units(folder: Path) -> list[Rate]:
    """Summaries of news (REALSumm) against their content units."""
    counts = [
        _against(record["scus"], _detokenised(re.sub(r"</?t>", " ", record["reference"])))
        for record in datasets.records(folder, "decompose_scu_REALSumm.jsonl.gz")
    ]
    return [rate("content units: F1", counts, f1), rate("content units: precision", counts, precision)]


def _detokenised(text: str) -> str:
    """Words that were set apart for a program, written as people do: 'notes , coins .' → 'notes, coins.'"""
    return re.sub(r" (?=[.,;:!?%)’']|n't)|(?<=[(£$]) ", "", " ".join(text.split()))


def _against(wanted: Sequence[str], text: str) -> Counts:
    return _paired(wanted, [c.text for c in find_claims(text).claims])


def _paired(wanted: Sequence[str], out: Sequence[str]) -> Counts:
    pairs = ((overlap(w, o), i, j) for i, w in enumerate(wanted) for j, o in enumerate(out))
    return _taken(pairs, LOOSE, out=len(out), wanted=len(wanted))


def _taken(pairs: Iterator[tuple[float, int, int]], least: float, *, out: int, wanted: int) -> Counts:
    """Pairs of a wanted and a found part, the likest first, no part twice."""
    left, right = set(range(wanted)), set(range(out))
    for likeness, i, j in sorted(pairs, reverse=True):
        if likeness >= least and i in left and j in right:
            left.discard(i)
            right.discard(j)
    return Counts(wanted - len(left), out, wanted)


def propositions(folder: Path) -> list[Rate]:
    """PropSegmEnt: the tokens that our claims rest on against each annotator's propositions, and one
    annotator's against another's.
    """
    ours, theirs = [], []
    for record in datasets.records(folder, "decompose_propsegment_dev.jsonl.gz"):
        people = [[frozenset(tokens) for tokens in response] for response in record["responses"]]
        found = _propositions(record["sentence"], record["tokens"])
        ours.append(_sum([_segmented(wanted, found) for wanted in people]))
        theirs.append(_sum([_segmented(one, other) for one, other in combinations(people, 2)]))
    return [
        rate("PropSegmEnt: F1 at Jaccard 0.8", ours, f1),
        rate("PropSegmEnt: F1 of one annotator against another", theirs, f1),
    ]


def _sum(counts: Sequence[Counts]) -> Counts:
    return Counts(sum(c.right for c in counts), sum(c.found for c in counts), sum(c.wanted for c in counts))


def _segmented(wanted: Sequence[Tokens], found: Sequence[Tokens]) -> Counts:
    pairs = ((_jaccard(w, o), i, j) for i, w in enumerate(wanted) for j, o in enumerate(found))
    return _taken(pairs, LEAST_JACCARD, out=len(found), wanted=len(wanted))


def _jaccard(one: Tokens, other: Tokens) -> float:
    return len(one & other) / len(one | other) if one or other else 0.0


def _propositions(sentence: str, tokens: Sequence[str]) -> list[Tokens]:
    """What our claims rest on, in the set's own tokens."""
    places = list(_places(sentence, tokens))
    (doc,) = parse([sentence])
    return [
        frozenset(
            i
            for i, (start, end) in enumerate(places)
            if any(doc[n].idx < end and start < doc[n].idx + len(doc[n]) for n in found.tokens)
        )
        for found in candidates(Sentence(doc, tuple(find_reported(doc))))
    ]


def _places(sentence: str, tokens: Sequence[str]) -> Iterator[tuple[int, int]]:
    at = 0
    for token in tokens:
        start = max(sentence.find(token, at), at)
        at = start + len(token)
        yield start, at


def subjects(folder: Path) -> list[Rate]:
    """Molecular facts whose pronoun or short name was written out by hand, each behind another fact that
    names the person in full: how often ours adds the very same name.
    """
    named: dict[str, list[tuple[str, str]]] = {}
    wanted = []
    for record in datasets.records(folder, "decontext_molecular_facts.jsonl.gz"):
        named.setdefault(record["label"], []).append((record["fact"], record["decontext"]))
        short, full = _subjects(record["fact"], record["decontext"])
        if full and short.lower() != full.lower():
            wanted.append((record["label"], record["fact"], short, full))
    counts = []
    for label, fact, short, full in wanted:
        before = next((d for f, d in named[label] if f != fact and d.startswith(f"{full} ")), None)
        if before is not None:
            counts.append(_named(f"{before} {fact}", len(before), short, full))
    return [
        rate("molecular facts: exact subject", counts, _share_right),
        rate("molecular facts: subjects added that are exact", counts, precision),
    ]


_NAME_WORD = r"(?:[A-Z][\w.'’-]*|of|the|von|van|de)"
_NAME = re.compile(rf"{_NAME_WORD}(?: {_NAME_WORD})+")


def _subjects(fact: str, decontext: str) -> tuple[str, str]:
    """How the fact begins and how the self-contained one does, up to where they go on alike; "" for what is
    more than a name.
    """
    short, full = fact.split(), decontext.split()
    while short and full and short[-1] == full[-1]:
        short.pop()
        full.pop()
    name = " ".join(full)
    return " ".join(short), name if short and _NAME.fullmatch(name) else ""


def _named(text: str, start: int, short: str, full: str) -> Counts:
    told = [c.text for c in find_claims(text).claims if c.start >= start]
    owner = full + ("'" if full.endswith("s") else "'s")
    right = any(t.startswith((f"{full} ", owner)) for t in told)
    added = any(not t.startswith(f"{short} ") for t in told)
    return Counts(int(right), int(right or added), 1)


def _share_right(counts: Sequence[Counts]) -> float:
    return sum(c.right for c in counts) / len(counts) if counts else 0.0
