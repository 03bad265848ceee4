"""Development sets as they lie in the data folder."""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from claims.extraction.types import Span

Record = dict[str, Any]

# Claims of 88 political news articles, listed for this project; their texts are in PolNeAR's training split.
LISTED_NEWS = Path(__file__).with_name("listed_news.jsonl.gz")
# 164 articles of other kinds and their claims, both written for this project; what they tell is invented.
WRITTEN_NEWS = Path(__file__).with_name("written_news.jsonl.gz")

# Articles that nobody read while the rules were written: only their totals are looked at.
HELD_OUT = frozenset(
    {
        "huff-post_2016-09-27_obama-power-plant-rules-face-key",
        "GUM_news_crane",
        "GUM_news_hackers",
        "GUM_news_ie9",
        "GUM_news_korea",
        "GUM_news_stampede",
        "GUM_news_expo",
        "GUM_news_taxes",
    }
)


class MissingDataError(Exception):
    """A development set is not in the folder; the message says which and where it belongs."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """One attribution of PolNeAR: spans of content and source."""

    content: tuple[Span, ...]
    source: tuple[Span, ...]


def records(folder: Path, name: str) -> Iterator[Record]:
    """The objects of a set, gzipped or not. Raises MissingDataError."""
    path = folder / name
    if not path.exists():
        raise MissingDataError(
            f"{path} does not exist. Give the folder that holds the development data with --data."
        )
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
    yield from (json.loads(line) for line in text.split("\n") if line.strip())


def annotated_articles(folder: Path) -> Iterator[tuple[Record, str, date | None]]:
    """Articles with hand-listed claims, their text (here, or in the set they are from), and their day."""
    articles = list(records(folder, "gold_articles.jsonl"))
    texts = {a["doc"]: a for a in articles if "text" in a}
    if len(texts) < len(articles):
        texts |= {r["id"]: r for r in records(folder, "gum_dev.jsonl.gz")}
        texts |= {r["doc"]: r for r in records(folder, "quotes_polnear_dev.jsonl.gz")}
    for article in articles:
        found = texts[article["doc"]]
        yield (
            article | {"held_out": article["doc"] in HELD_OUT},
            found["text"],
            _day(str(found.get("published") or article["doc"])),
        )


def listed_news(folder: Path) -> Iterator[tuple[Record, str, date | None]]:
    """The articles of LISTED_NEWS as far as their claims are listed, and their day."""
    texts = {r["doc"]: r["text"] for r in records(folder, "quotes_polnear_train.jsonl.gz")}
    for article in records(LISTED_NEWS.parent, LISTED_NEWS.name):
        text = texts[article["doc"]][: article["annotated_until"]]
        yield article, text, _day(article["doc"])


def written_news() -> Iterator[tuple[Record, str, date | None]]:
    """The articles of WRITTEN_NEWS; none has a day of its own."""
    for article in records(WRITTEN_NEWS.parent, WRITTEN_NEWS.name):
        yield article, article["text"], None


def _day(words: str) -> date | None:
    day = re.search(r"\d{4}-\d\d-\d\d", words)
    return date.fromisoformat(day.group()) if day else None


def attributed_articles(folder: Path) -> Iterator[tuple[str, list[Quoted]]]:
    """PolNeAR's articles with their attributions (brat stand-off notes)."""
    for record in records(folder, "quotes_polnear_dev.jsonl.gz"):
        yield record["text"], _attributions(record["ann"])


def _attributions(notes: str) -> list[Quoted]:
    spans: dict[str, tuple[Span, ...]] = {}
    events: list[dict[str, list[str]]] = []
    for line in notes.split("\n"):
        parts = line.split("\t")
        if len(parts) == 1:
            continue  # The rest of a quoted text that has line ends of its own.
        if parts[0].startswith("T"):
            _, _, places = parts[1].partition(" ")
            spans[parts[0]] = tuple((int(s), int(e)) for s, e in (p.split() for p in places.split(";")))
        elif parts[0].startswith("E"):
            roles: dict[str, list[str]] = defaultdict(list)
            for role, _, target in (p.partition(":") for p in parts[1].split()):
                roles[role.rstrip("0123456789")].append(target)
            events.append(roles)
    return [
        Quoted(_joined(e["Content"], spans), _joined(e.get("Source", []), spans))
        for e in events
        if e["Content"]
    ]


def _joined(targets: list[str], spans: dict[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    return tuple(span for t in targets for span in spans.get(t, ()))
