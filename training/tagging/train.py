"""Train the claim tagger.

    PYTHONPATH=.:training python training/tagging/train.py SENTENCES.jsonl … --out TAGGER.pt [--rounds 8]

Run in the project's folder, in the environment of training/build_vectors.py, of which only MiniLM's word
pieces are used; SENTENCES are by training/tagging/aligned.py. export.py makes the files that ship.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_vectors import weights_folder
from tagging.network import KINDS, Links, Tagger, loss
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from transformers import AutoModel

from claims.extraction.tagging.features import distance, ways

SEED = 1
SENTENCES_A_BATCH = 32
MAX_WORDS = 120
WARM_UP = 0.05
RATE = 2e-3
# What the averaged weights keep of themselves at a step.
OLD_SHARE = 0.998
# Ways between words that are rarer are all one to the model.
MIN_WAY = 8
# Of a sentence's word, as training/tagging/aligned.py writes it.
TEXT, TAG, RELATION, HEAD, LABEL = 0, 2, 3, 4, 5

Vocabularies = dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in numbers. pieces and places (pieces,): which word piece, of which word; kinds (words, 3);
    heads and makes (words,); pairs (pairs, 4): head, word, way, distance; members (pairs,): 0 to 1.
    """

    pieces: np.ndarray
    places: np.ndarray
    kinds: np.ndarray
    heads: np.ndarray
    makes: np.ndarray
    pairs: np.ndarray
    members: np.ndarray


def vocabularies(sentences: list[dict]) -> Vocabularies:
    names = [sorted({w[n] for s in sentences for w in s["words"]}) for n in (TAG, RELATION, LABEL)]
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for claim in sentence["claims"]:
            counts.update(_ways(sentence, claim["head"], range(len(sentence["words"]))))
    kept = [way for way, count in counts.most_common() if count >= MIN_WAY]
    return {
        kind: {name: n for n, name in enumerate(found, 1)}
        for kind, found in zip((*KINDS, "ways"), (*names, kept), strict=True)
    }


def _ways(sentence: dict, start: int, ends: Any) -> list[str]:
    heads, relations = ([w[n] for w in sentence["words"]] for n in (HEAD, RELATION))
    return ways(heads, relations, start, ends)


def row(sentence: dict, tokenizer: Tokenizer, known: Vocabularies) -> Row:
    words = sentence["words"]
    pieces, places = _pieces([w[TEXT] for w in words], tokenizer)
    makers: dict[int, list[set[int]]] = {}
    for claim in sentence["claims"]:
        makers.setdefault(claim["head"], []).append(set(claim["words"]))
    content = [i for i, says in enumerate(sentence["content"]) if says]
    pairs = [
        (head, word, known["ways"].get(way, 0), distance(head, word))
        for head in makers
        for word, way in zip(content, _ways(sentence, head, content), strict=True)
    ]
    return Row(
        pieces=np.array(pieces),
        places=np.array(places),
        kinds=np.array(
            [
                [known[kind].get(w[n], 0) for n, kind in zip((TAG, RELATION, LABEL), KINDS, strict=True)]
                for w in words
            ]
        ),
        heads=np.array([w[HEAD] for w in words]),
        makes=np.array([i in makers for i in range(len(words))], dtype=np.float32),
        pairs=np.array(pairs, dtype=np.int64).reshape(-1, 4),
        members=np.array(
            [np.mean([word in claim for claim in makers[head]]) for head, word, *_ in pairs], dtype=np.float32
        ),
    )


def _pieces(words: list[str], tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """The word pieces of each word by itself, and the number of the word that each is of."""
    split = [found.ids for found in tokenizer.encode_batch(words, add_special_tokens=False)]
    return [i for ids in split for i in ids], [n for n, ids in enumerate(split) for _ in ids]


def links(heads: np.ndarray, firsts: list[int]) -> Links:
    """Of words in one row, whose sentences begin at `firsts`."""
    count = len(heads)
    numbers = np.arange(count)
    before, behind = numbers - 1, numbers + 1
    before[firsts] = count
    behind[[first - 1 for first in firsts[1:]]] = count
    below = np.zeros((count, count), dtype=np.float32)
    hanging = np.flatnonzero(heads != numbers)
    below[heads[hanging], hanging] = 1
    below /= np.sqrt(np.maximum(below.sum(1, keepdims=True), 1))
    whole = np.zeros((count, count), dtype=np.float32)
    for first, end in zip(firsts, [*firsts[1:], count], strict=True):
        whole[first:end, first:end] = 1 / (end - first)
    return Links(*(torch.from_numpy(x) for x in (heads, before, behind, below, whole)))


def loss_of(model: Tagger, rows: list[Row], vectors: torch.Tensor) -> torch.Tensor:
    firsts = np.cumsum([0, *(len(r.heads) for r in rows)]).tolist()
    count = firsts.pop()

    def joined(name: str, *, moved: bool = False) -> np.ndarray:
        parts = [getattr(r, name) for r in rows]
        return np.concatenate([p + f for p, f in zip(parts, firsts, strict=True)] if moved else parts)

    pieces, kinds = (torch.from_numpy(joined(name)) for name in ("pieces", "kinds"))
    words = model.means(vectors[pieces], torch.from_numpy(joined("places", moved=True)), count)
    state, told = model.states(words, kinds, links(joined("heads", moved=True), firsts))
    moved = [np.array([first, first, 0, 0]) for first in firsts]
    pairs = np.concatenate([r.pairs + by for r, by in zip(rows, moved, strict=True)])
    scores = model.members(state, *torch.from_numpy(pairs).unbind(1))
    makes, members = (torch.from_numpy(joined(name)) for name in ("makes", "members"))
    return loss(told, makes, scores, members) / len(rows)


def train(model: Tagger, rows: list[Row], vectors: torch.Tensor, *, rounds: int) -> dict[str, Any]:
    """The weights, averaged over the last steps: they do a little better on other news than the last ones."""
    averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(OLD_SHARE))
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE, weight_decay=0.01)
    steps = rounds * math.ceil(len(rows) / SENTENCES_A_BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    began = time.time()
    for number in range(1, rounds + 1):
        random.shuffle(rows)
        losses = []
        for first in range(0, len(rows), SENTENCES_A_BATCH):
            found = loss_of(model, rows[first : first + SENTENCES_A_BATCH], vectors)
            optimizer.zero_grad()
            found.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            averaged.update_parameters(model)
            schedule.step()
            losses.append(found.item())
        print(f"round {number}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)
    return averaged.module.state_dict()


def piece_vectors() -> torch.Tensor:
    """MiniLM's word pieces as they are before its first layer: float32 (pieces, width)."""
    encoder = AutoModel.from_pretrained(weights_folder(), add_pooling_layer=False)
    return encoder.embeddings.word_embeddings.weight.detach()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=8)
    options = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    lines = [json.loads(line) for path in options.sentences for line in path.open(encoding="utf8")]
    sentences = [s for s in lines if len(s["words"]) <= MAX_WORDS]
    known, vectors = vocabularies(sentences), piece_vectors()
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    model = Tagger(len(known["ways"]), vectors.shape[1])
    weights = train(model, [row(s, tokenizer, known) for s in sentences], vectors, rounds=options.rounds)
    torch.save({"weights": weights, "vocabularies": known}, options.out)


if __name__ == "__main__":
    main()
