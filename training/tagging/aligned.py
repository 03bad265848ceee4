"""Sentences of articles with listed claims, and which of their words make each claim.

    python -m training.tagging.aligned ARTICLES.jsonl[.gz] … --out SENTENCES.jsonl

What the tagger learns from; run in the product's environment. ARTICLES are as in
claims/extraction/evaluation/written_news.jsonl.gz; those held out are left out. A listed claim's words are
looked for in its sentence, a pronoun or short name counts as the name that it stands for, and the claim is
given to the word that makes it: its verb, or what something is said to be.
"""

import argparse
import gzip
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from claims.extraction import compose, pipeline, read
from claims.extraction.evaluation.wording import content_words
from claims.extraction.parser import parse
from claims.extraction.tagging.features import is_content
from claims.extraction.tokens import Doc, Token

# A claim with fewer of its words in the sentence is another sentence's.
MIN_FOUND = 0.5
# Of a name's words, the share that the claim has to have for a pronoun to mean it.
MIN_NAMED = 0.6
_COPULAS = frozenset({"be", "have"})
_COMPLEMENTS = frozenset({"attr", "acomp", "xcomp", "oprd", "ccomp", "dobj", "advmod"})

Record = dict[str, Any]


def articles(path: Path) -> Iterator[Record]:
    data = path.read_bytes()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf8")
    yield from (row for row in map(json.loads, text.splitlines()) if not row.get("held_out"))


def sentences_of(article: Record) -> Iterator[Record]:
    """Each sentence that the pipeline reads, with its parse and claims."""
    listed = list(zip(article["claims"], parse(c["claim"] for c in article["claims"]), strict=True))
    for seen in _read(article["text"]):
        doc = seen.sentence.doc
        found = list(_claims_in(seen, listed))
        yield {
            "article": article["doc"],
            "text": doc.text,
            "words": [[t.text, t.idx, t.tag_, t.dep_, t.head.i, t.ent_type_] for t in doc],
            "content": [is_content(t) for t in doc],
            "claims": [{"head": head, "words": sorted(own | {head})} for head, own in _apart(doc, found)],
        }


def _read(text: str) -> list[compose.ReadSentence]:
    """The sentences as they are handed to the last step of extraction."""
    seen: list[compose.ReadSentence] = []

    def watched(one: compose.ReadSentence) -> Any:
        seen.append(one)
        return told(one)

    told = compose.claims_of
    read.compose.claims_of = watched  # type: ignore[attr-defined]
    try:
        pipeline.find_claims(text)
    finally:
        read.compose.claims_of = told  # type: ignore[attr-defined]
    return seen


def _claims_in(
    seen: compose.ReadSentence, listed: Iterable[tuple[Record, Doc]]
) -> Iterator[tuple[int, set[int]]]:
    doc, offset = seen.sentence.doc, seen.offset
    end = offset + len(doc.text)
    for claim, parsed in listed:
        spans = [(claim["start"], claim["end"]), *map(tuple, claim.get("also", []))]
        span = next(((s, e) for s, e in spans if max(s, offset) < min(e, end)), None)
        if span is None or not claim["checkworthy"]:
            continue
        own = _own_words(seen, claim["claim"], (span[0] - offset, span[1] - offset))
        if own:
            yield _maker(doc, own, parsed), own


def _own_words(seen: compose.ReadSentence, wording: str, span: tuple[int, int]) -> set[int]:
    """The sentence's words that are the claim's: those inside its span first, else the nearest ones."""
    doc, wanted = seen.sentence.doc, content_words(wording)
    places: dict[str, list[int]] = defaultdict(list)
    for token in doc:
        for stem in content_words(token.text)[:1]:
            places[stem].append(token.i)
    own: set[int] = set()
    missing: list[str] = []
    for stem in wanted:
        inside = [i for i in places[stem] if span[0] <= doc[i].idx < span[1]]
        if inside:
            own.update(inside[: 1 if wanted.count(stem) == 1 else None])
        elif places[stem]:
            own.add(min(places[stem], key=lambda i: abs(doc[i].idx - sum(span) / 2)))
        else:
            missing.append(stem)
    for number, name in seen.resolved.names.items():
        meant = set(content_words(name))
        if (
            meant
            and len(meant & set(wanted)) >= MIN_NAMED * len(meant)
            and (number in own or meant & set(missing))
        ):
            own.add(number)
            missing = [stem for stem in missing if stem not in meant]
    return own if len(missing) <= MIN_FOUND * len(set(wanted)) else set()


def _maker(doc: Doc, own: set[int], claim: Doc) -> int:
    """The word of the sentence that is the claim's verb, or what its "is" says; else the topmost one."""
    root = next(t for t in claim if t.head == t)
    verb = _same_word(doc, own, root)
    if verb is not None and root.lemma_ not in _COPULAS:
        return verb
    below = [c for c in root.children if c.dep_ in _COMPLEMENTS]
    below += [g for c in root.children if c.dep_ == "prep" for g in c.children]
    found = next((i for i in (_same_word(doc, own, t) for t in below) if i is not None), verb)
    return found if found is not None else min(own, key=lambda i: (_depth(doc[i]), i))


def _same_word(doc: Doc, own: set[int], wanted: Token) -> int | None:
    stems = content_words(wanted.text)[:1]
    same = [
        i
        for i in own
        if doc[i].lemma_ == wanted.lemma_ or (stems and content_words(doc[i].text)[:1] == stems)
    ]
    return min(same, key=lambda i: _depth(doc[i]), default=None)


def _depth(token: Token) -> int:
    return sum(1 for _ in token.ancestors)


def _apart(doc: Doc, found: list[tuple[int, set[int]]]) -> Iterator[tuple[int, set[int]]]:
    """Claims of one word are given to the topmost word that only one of them has."""
    taken: set[int] = set()
    for index, (head, own) in enumerate(found):
        others = set().union(*(o for i, (_, o) in enumerate(found) if i != index))
        alone = own - others
        maker = min(alone, key=lambda i: (_depth(doc[i]), i)) if head in taken and alone else head
        taken.add(maker)
        yield maker, own


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("articles", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    with options.out.open("w", encoding="utf8") as out:
        for path in options.articles:
            for article in articles(path):
                out.writelines(json.dumps(s, ensure_ascii=False) + "\n" for s in sentences_of(article))


if __name__ == "__main__":
    main()
