"""The pairs that the stance model learns from: permissive sets, free texts as we read them, changes by rule.

    python -m training.stance_pairs DATA_FOLDER --out PAIRS.jsonl [--without-written]

Runs in the product's environment and writes one JSON object a line: claim, passage, label (0 supports,
1 contradicts, 2 context), source, style (of text), topic, and part: "train", or "held out" for the pairs that
the model is measured on. Pairs that share a claim or a passage, in whatever set, lie in one part:
FEVER-Symmetric is made of FEVER's passages. Pairs written for this model (training/written) come beside
those. The same files give the same lines.

Every style of text has all three labels, in like numbers, so that a style tells nothing. Changes are made so
that the claim alone gives nothing away: a refuted claim that is negated is supported, as a supported one that
is negated is refuted, and a changed claim beside another passage of its topic is context as any other is.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from claims.extraction.evaluation.datasets import records
from claims.extraction.pipeline import find_claims
from claims.language.spelling import plain
from factcheck.evaluation.changes import change_number, negate
from factcheck.evaluation.datasets import Pair as LabelledPair
from factcheck.evaluation.splits import DISTRACTOR, parted
from factcheck.evidence.entailment import nearest, overlap
from training import written

SEED = 13
SUPPORTS, CONTRADICTS, CONTEXT = range(3)
_LABELS = {"supports": SUPPORTS, "contradicts": CONTRADICTS, "context": CONTEXT}
_ENTAILMENT = {"entailment": SUPPORTS, "contradiction": CONTRADICTS, "neutral": CONTEXT}
_STYLES = {"fever_dev_2way": "fever", "fever_symmetric_dev": "fever", "fm2_dev": "fm2", DISTRACTOR: "fm2",
           "factcheckgpt": "factcheckgpt"}  # fmt: skip
# At most so many pairs of each label; small sets that people labelled are seen more often than the others.
MOST_A_LABEL = {"fever": 6500, "conjnli": 900, "biography": 2200, "news": 2200, "factcheckgpt": 320}
TIMES = {"fever_symmetric_dev": 2, "fm2_dev": 2, "distractor": 2, "wice": 2, "factcheckgpt": 2}
# How often those written for the model are there: that is, for what the other sets are far from.
TIMES_WRITTEN = 3
# What rules make of a style where people labelled enough is a lesser part of it.
CHANGED = {"fever": 0.2, "conjnli": 0.0}
OVERLAP_THAT_MAY_DECIDE = 0.6
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
           "October", "November", "December")  # fmt: skip
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b(?=,? \d)")
_NAME = re.compile(r"(?<=[a-z,] )(?:[A-Z][\w'-]+)(?: [A-Z][\w'-]+)*")
_NO_NAME = r"(?!(?:The|A|An|In|On|At|He|She|It|They|There|This|That|His|Her|Its)\b)"
_FIRST_NAME = re.compile(_NO_NAME + r"[A-Z][\w'-]+(?: [A-Z][\w'-]+)*")
_DETAIL = re.compile(r"(?<=\w) (?:in|at|for|with|by|from|after|during|because of|to) [^,.;]{4,40}(?=\.$)")
_OPPOSITES = (
    "increase decrease", "increases decreases", "increased decreased", "increasing decreasing",
    "more fewer", "more less", "most least", "higher lower", "highest lowest", "rose fell", "rises falls",
    "rising falling", "gained lost", "won lost", "wins loses", "win lose", "before after", "first last",
    "early late", "earlier later", "older younger", "oldest youngest", "largest smallest", "larger smaller",
    "large small", "big small", "longest shortest", "long short", "best worst", "better worse", "good bad",
    "northern southern", "eastern western", "north south", "east west", "male female", "man woman",
    "brother sister", "father mother", "son daughter", "husband wife", "actor singer", "true false",
    "success failure", "successful unsuccessful", "supported opposed", "supports opposes", "support oppose",
    "accepted rejected", "accepts rejects", "allowed banned", "allows bans", "above below", "over under",
    "started ended", "began ended", "begins ends", "opened closed", "open closed", "public private",
    "safe dangerous", "effective ineffective", "likely unlikely", "possible impossible", "guilty innocent",
    "alive dead", "always never", "all none", "many few", "warmer colder", "warm cold", "hot cold",
    "strong weak", "stronger weaker", "causes prevents", "cause prevent", "caused prevented",
    "worsens improves", "improved worsened", "improve worsen", "major minor", "majority minority",
    "both neither", "inside outside", "with without", "bought sold", "joined left", "entered left",
    "arrived left", "friend enemy", "same different", "positive negative", "rich poor", "new old",
    "harmful harmless", "raised lowered",
)  # fmt: skip


def _either_way(couples: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for couple in couples:
        one, other = couple.split()
        found.setdefault(one, other)
        found.setdefault(other, one)
    return found


OPPOSITE = _either_way(_OPPOSITES)
_OPPOSABLE = re.compile(rf"\b(?:{'|'.join(sorted(OPPOSITE, key=len, reverse=True))})\b")


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim beside a passage. `core` is the sentence of the passage that the claim is about."""

    claim: str
    passage: str
    label: int
    source: str
    part: str = "train"
    style: str = ""
    topic: str = ""
    core: str = ""


def load(folder: Path, *, with_written: bool = True) -> list[Pair]:
    """All pairs, shuffled, the held-out ones among them. Raises MissingDataError."""
    chance = random.Random(SEED)
    learnt, held_out = parted(folder)
    kept = {plain(text) for pair in held_out for text in (pair.claim, pair.passage)}
    told = [
        *map(_given, learnt), *_facts(folder, chance), *_news(folder, chance), *_answers(folder, kept),
        *_conjunctions(folder), *_pages(folder, chance),
    ]  # fmt: skip
    told += _changes(told, chance)
    told += _other_passages(told, chance)
    told = [replace(pair, passage=nearest(pair.claim, pair.passage)) for pair in told]
    told = [pair for pair in told if plain(pair.passage) not in kept]
    found = [pair for pair in _balanced(told, chance) if plain(pair.claim) not in kept]
    found += [_given(pair, "held out") for pair in held_out]
    found += _written() if with_written else []
    chance.shuffle(found)
    return found


def _written() -> list[Pair]:
    """As they stand: their labels are in like numbers already, and their words are spread over them."""
    learnt, held_out = (
        [
            Pair(p.claim, nearest(p.claim, p.passage), _LABELS[p.label], p.source, part=part)
            for p in pairs
        ]
        for part, pairs in zip(("train", "held out"), written.parted(), strict=True)
    )  # fmt: skip
    return learnt * TIMES_WRITTEN + held_out


def _given(pair: LabelledPair, part: str = "train") -> Pair:
    """A pair of a set as it is learnt: with its style of text, and its topic where it has other passages."""
    topic = {
        "fever_dev_2way": " ".join(pair.claim.split()[:2]),
        "fm2_dev": pair.claim,
        DISTRACTOR: pair.claim,
    }
    context = pair.source == "factcheckgpt" and pair.label == "context"
    return Pair(
        pair.claim, pair.passage, _LABELS[pair.label], "factcheckgpt context" if context else pair.source,
        part=part, style=_STYLES[pair.source], topic=topic.get(pair.source, ""),
    )  # fmt: skip


def _conjunctions(folder: Path) -> Iterator[Pair]:
    for row in records(folder, "nli_conjnli_train.jsonl.gz"):
        label = _ENTAILMENT[row["label"]]
        yield Pair(row["hypothesis"], row["premise"], label, "conjnli", style="conjnli")


def _pages(folder: Path, chance: random.Random) -> Iterator[Pair]:
    for row in records(folder, "entail_wice_dev.jsonl.gz"):
        sentences, marked = row["evidence"], {i for group in row["supporting"] for i in group}
        if row["supporting"] and row["supporting"][0]:
            label = SUPPORTS if row["label"] == "supported" else CONTEXT
            passage = " ".join(sentences[i] for i in row["supporting"][0])
            yield Pair(row["claim"], passage, label, "wice", style="wice", topic=row["id"])
        others = [s for i, s in enumerate(sentences) if i not in marked and len(s.split()) > 7]
        for sentence in chance.sample(others, min(2, len(others))):
            if overlap(row["claim"], sentence) < OVERLAP_THAT_MAY_DECIDE:
                yield Pair(row["claim"], sentence, CONTEXT, "wice other", style="wice", topic=row["id"])


def _facts(folder: Path, chance: random.Random) -> Iterator[Pair]:
    """A sentence bears out the facts that people read in it, true or not."""
    for row in records(folder, "decompose_factscore.jsonl.gz"):
        sentences = [sentence["text"] for sentence in row["sentences"]]
        for place, sentence in enumerate(row["sentences"]):
            for fact in sentence.get("human") or ():
                yield Pair(
                    fact["text"], window(sentences, place, chance), SUPPORTS, "factscore", style="biography",
                    topic=f"{row['model']} {row['topic']}", core=sentences[place],
                )  # fmt: skip


def _news(folder: Path, chance: random.Random) -> Iterator[Pair]:
    """A sentence bears out what our own reading, or a person, finds in it to check."""
    by_hand = {row["doc"]: row["claims"] for row in records(folder, "gold_articles.jsonl")}
    for row in records(folder, "gum_dev.jsonl.gz"):
        sentences = [" ".join(row["text"][start:end].split()) for start, end in row["sentences"]]
        read = [(c.text, c.start, c.speaker) for c in find_claims(row["text"]).claims]
        read += [(c["claim"], c["start"], c["speaker"]) for c in by_hand.get(row["id"], ())]
        for claim, at, speaker in read:
            place = next((i for i, (start, end) in enumerate(row["sentences"]) if start <= at < end), None)
            if place is not None and speaker is None:
                yield Pair(
                    claim, window(sentences, place, chance), SUPPORTS, "news", style="news",
                    topic=row["id"], core=sentences[place],
                )  # fmt: skip


def _answers(folder: Path, kept: set[str]) -> Iterator[Pair]:
    """A sentence of a machine's answer bears out the claims that people read in it, true or not."""
    for row in records(folder, "endtoend_factcheckgpt.jsonl.gz"):
        for sentence in row["sentences"].values():
            for claim in sentence["claims"]:
                if isinstance(claim, str) and plain(claim) not in kept:
                    yield Pair(
                        claim, sentence["decontext"], SUPPORTS, "answer", style="biography",
                        topic=f"answer {row['prompt']}",
                    )  # fmt: skip


def window(sentences: list[str], place: int, chance: random.Random) -> str:
    """A sentence, by itself or with the one before or after it, as passages of the product are."""
    start = max(0, place - chance.choice((0, 0, 1)))
    return " ".join(sentences[start : place + 1 + chance.choice((0, 0, 1))])


def _other_passages(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """A claim, changed or not, beside a passage of its topic that was given for another claim.

    Half of the time it is the one with most of the claim's words among those that can't decide it.
    """
    passages: dict[tuple[str, str], list[str]] = defaultdict(list)
    for pair in pairs:
        passages[pair.style, pair.topic].append(pair.passage)
    found = []
    for pair in pairs:
        if pair.label == CONTEXT or not pair.topic:
            continue
        others = sorted(set(passages[pair.style, pair.topic]))
        others = [p for p in others if (pair.core or pair.passage) not in p and p not in pair.passage]
        shares = {p: overlap(pair.claim, p) for p in others}
        others = [p for p in others if shares[p] < OVERLAP_THAT_MAY_DECIDE]
        if others:
            near = chance.random() < 0.5
            other = max(others, key=shares.__getitem__) if near else chance.choice(others)
            found.append(replace(pair, passage=other, label=CONTEXT, source="other passage"))
    return found


def _changes(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """What one rule makes of each pair, and of a supported one what decides nothing any more."""
    names = sorted({m[0] for p in pairs for m in _NAME.finditer(p.claim)})
    details = sorted({m[0] for p in pairs for m in _DETAIL.finditer(p.claim)})
    found: list[Pair | None] = []
    for pair in pairs:
        if chance.random() >= CHANGED.get(pair.style, 1.0):
            continue
        if pair.label == CONTRADICTS:
            found.append(_changed(pair, negate(pair.claim, chance), SUPPORTS, "negated refuted"))
        elif pair.label == SUPPORTS:
            found.append(_contradicted(pair, names, chance))
            if chance.random() < 0.6:
                found.append(_left_open(pair, names, details, chance))
    return [pair for pair in found if pair is not None]


def _contradicted(pair: Pair, names: list[str], chance: random.Random) -> Pair | None:
    """The pair with its claim changed by one of the rules that fit it, by chance."""
    rules: list[tuple[str, Callable[[], str | None]]] = [
        ("changed number", lambda: change_number(pair.claim, chance)),
        ("changed month", lambda: change_month(pair.claim, chance)),
        ("changed name", lambda: change_name(pair.claim, pair.passage, names, chance)),
        ("opposite", lambda: change_to_opposite(pair.claim, pair.passage, chance)),
        ("negated", lambda: negate(pair.claim, chance)),
    ]
    chance.shuffle(rules)
    rules.sort(
        key=lambda rule: rule[0] == "negated" and chance.random() < 0.5
    )  # nearly every claim has a verb
    for name, rule in rules:
        if (claim := rule()) is not None:
            return _changed(pair, claim, CONTRADICTS, name)
    return None


def _left_open(pair: Pair, names: list[str], details: list[str], chance: random.Random) -> Pair | None:
    if chance.random() < 0.5:
        claim = change_subject(pair.claim, pair.passage, names, chance)
        return _changed(pair, claim, CONTEXT, "other subject")
    return _changed(pair, add_detail(pair.claim, pair.passage, details, chance), CONTEXT, "added detail")


def _changed(pair: Pair, claim: str | None, label: int, source: str) -> Pair | None:
    return None if claim is None else replace(pair, claim=claim, label=label, source=source)


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
    return _renamed(claim, passage, found[-1], names, chance) if found else None


def change_subject(claim: str, passage: str, names: list[str], chance: random.Random) -> str | None:
    """The claim about somebody else; None unless it starts with a name that the passage has too."""
    match = _FIRST_NAME.match(claim)
    if match is None or match[0] not in passage:
        return None
    return _renamed(claim, passage, match, names, chance)


def _renamed(
    claim: str, passage: str, match: re.Match[str], names: list[str], chance: random.Random
) -> str | None:
    others = (
        n for n in chance.sample(names, min(99, len(names)))
        if n not in passage and n not in claim and n.count(" ") == match[0].count(" ")
    )  # fmt: skip
    other = next(others, None)
    return None if other is None else claim[: match.start()] + other + claim[match.end() :]


def change_to_opposite(claim: str, passage: str, chance: random.Random) -> str | None:
    """The claim with one word that the passage has too turned into its opposite; None without one."""
    there = set(re.findall(r"\w+", passage))
    found = [m for m in _OPPOSABLE.finditer(claim) if m[0] in there and OPPOSITE[m[0]] not in there]
    if not found:
        return None
    match = chance.choice(found)
    return claim[: match.start()] + OPPOSITE[match[0]] + claim[match.end() :]


def add_detail(claim: str, passage: str, details: list[str], chance: random.Random) -> str | None:
    """The claim with a circumstance at its end that the passage says nothing about; None where none fits."""
    if not claim.endswith(".") or len(claim.split()) < 4 or not details:
        return None
    detail = chance.choice(details)
    return None if overlap(detail, passage) > 0 else f"{claim[:-1]}{detail}."


def _balanced(pairs: list[Pair], chance: random.Random) -> list[Pair]:
    """As many of each label in a style as there are of its rarest, and half as many again; then repeated."""
    by_style: dict[str, dict[int, list[Pair]]] = defaultdict(lambda: defaultdict(list))
    for pair in pairs:
        by_style[pair.style][pair.label].append(pair)
    found = []
    for style, by_label in by_style.items():
        rarest = min(len(group) for group in by_label.values())
        most = min(MOST_A_LABEL.get(style, len(pairs)), rarest * 3 // 2)
        found += [p for group in by_label.values() for p in chance.sample(group, min(len(group), most))]
    return [pair for pair in found for _ in range(TIMES.get(pair.source, 1))]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without-written", action="store_true")
    options = parser.parse_args()
    found = load(options.data, with_written=not options.without_written)
    options.out.write_text("".join(json.dumps(asdict(p), ensure_ascii=False) + "\n" for p in found))
    counts = Counter((p.part, p.style, p.source, p.label) for p in found)
    for (part, style, source, label), count in sorted(counts.items()):
        print(f"{part:9} {style:13} {source:22} {label} {count}")


if __name__ == "__main__":
    main()
