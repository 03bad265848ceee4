"""The development sets of evidence and matching, as they lie in the data folder."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from claims.extraction.evaluation.datasets import records
from claims.language.spelling import plain
from factcheck.matching.ranking import KnownClaim

Label = Literal["supports", "contradicts", "context"]

STANCE_SETS = ("fever_symmetric_dev", "fm2_dev", "fever_dev_2way", "healthver_dev", "climatefever",
               "emergent", "factcheckgpt")  # fmt: skip
# What the sets call their labels. Half a support and "not enough information" decide nothing: context.
LABELS: dict[str, Label] = {
    "supports": "supports", "refutes": "contradicts", "nei": "context", "for": "supports",
    "against": "contradicts", "observing": "context", "completely-support": "supports",
    "refute": "contradicts", "irrelevant": "context", "partially-support": "context",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim, a passage, and how people said that it bears on the claim."""

    claim: str
    passage: str
    label: Label
    source: str


@dataclass(frozen=True, slots=True)
class Page:
    """A claim, the sentences of a page, and the indexes of those that support it."""

    claim: str
    sentences: tuple[str, ...]
    supporting: frozenset[int]


@dataclass(frozen=True, slots=True)
class Query:
    """A new claim and the ids of the known claims that say the same."""

    text: str
    gold: frozenset[str | int]


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim whose truth people settled: what they said of each passage, and from which host it came."""

    is_true: bool
    passages: tuple[tuple[Label, str], ...]


def judged_claims(folder: Path) -> Iterator[Judged]:
    """factcheck-gpt: claims of answers with web passages. Raises MissingDataError."""
    for row in records(folder, "endtoend_factcheckgpt.jsonl.gz"):
        for sentence in row["sentences"].values():
            columns = ("claims_factuality_label", "stance_claim_autoEvid", "auto_evidence_url")
            for truth, stances, addresses in zip(*(sentence[name] for name in columns), strict=True):
                if isinstance(truth, bool):
                    hosts = [urlsplit(address).netloc for address in addresses]
                    labels = [LABELS[stance] for stance in stances]
                    yield Judged(truth, tuple(zip(labels, hosts, strict=True)))


def pairs(folder: Path, name: str) -> Iterator[Pair]:
    """The labelled pairs of a stance set. Raises MissingDataError."""
    for row in records(folder, f"stance_{name}.jsonl.gz"):
        evidence = row.get("evidence", row.get("headline"))
        text = " ".join(evidence) if isinstance(evidence, list) else str(evidence)
        yield Pair(spaced(row["claim"]), spaced(text), LABELS[row["label"]], name)


def pages(folder: Path) -> list[Page]:
    """WiCE: claims with a supporting sentence somewhere in a page. Raises MissingDataError."""
    found = [_page(row) for row in records(folder, "entail_wice_dev.jsonl.gz")]
    return [page for page in found if page.supporting]


def _page(row: dict[str, Any]) -> Page:
    supporting = frozenset(index for group in row["supporting"] for index in group)
    return Page(row["claim"], tuple(row["evidence"]), supporting)


def archive(folder: Path) -> tuple[list[str], list[tuple[str, frozenset[int]]]]:
    """FM2: all evidence sentences and distractors in one heap; each claim with the places of its evidence.

    Raises MissingDataError.
    """
    places: dict[str, int] = {}
    wanted = []
    for row in records(folder, "stance_fm2_dev.jsonl.gz"):
        for sentence in (*row["evidence"], *row["distractors"]):
            places.setdefault(sentence, len(places))
        wanted.append((row["claim"], frozenset(places[s] for s in row["evidence"])))
    return list(places), wanted


def snopes(folder: Path) -> list[KnownClaim]:
    """CheckThat! 2020 task 2: claims that Snopes checked. Raises MissingDataError."""
    rows = records(folder, "match_clef20t2_claims.jsonl.gz")
    return [KnownClaim(row["id"], row["claim"], row["title"]) for row in rows]


def tweets(folder: Path, split: str) -> list[Query]:
    """Tweets that repeat one of them. Raises MissingDataError.

    The list holds 184 claims twice or more, with other marks, of which the set names one: each is right here.
    """
    claims, twins = snopes(folder), defaultdict(set)
    for claim in claims:
        twins[plain(claim.text)].add(claim.id)
    twins_of = {claim.id: twins[plain(claim.text)] for claim in claims}
    return [
        Query(row["text"], frozenset().union(*(twins_of[name] for name in row["gold"])))
        for row in records(folder, f"match_clef20t2_{split}.jsonl.gz")
    ]


def debates(folder: Path) -> tuple[list[KnownClaim], list[Query]]:
    """Sentences of debates against the claims that PolitiFact checked. Raises MissingDataError.

    The set has a line for each claim of a sentence; here a sentence is one query, for all of them.
    """
    ids: dict[tuple[str, str], int] = {}
    gold: dict[str, set[int]] = defaultdict(set)
    for row in records(folder, "match_politifact_debates.jsonl.gz"):
        known = row["verified_claim"], row["verified_claim_article_title"]
        gold[row["sentence"]].add(ids.setdefault(known, len(ids)))
    queries = [Query(sentence, frozenset(places)) for sentence, places in gold.items()]
    return [KnownClaim(place, claim, title) for (claim, title), place in ids.items()], queries


def spaced(text: str) -> str:
    """FEVER's tokens back to plain text: "( 2004 ) ," to "(2004),"."""
    text = text.replace("-LRB-", "(").replace("-RRB-", ")").replace("-LSB-", "[").replace("-RSB-", "]")
    text = re.sub(r"\s+([,.;:!?)\]']|n't\b|'s\b)", r"\1", text.replace("--", "–"))
    return re.sub(r"([(\[])\s+", r"\1", text).replace(" `` ", " “").replace(" ''", "”")
