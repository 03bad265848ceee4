"""Train the claim tagger: MiniLM and a head that marks which words belong to the claim of another.

    PYTHONPATH=.:training python training/tagging/train.py SENTENCES.jsonl … --out TAGGER.pt
        [--rounds 6] [--start OLD.pt] [--rate R] [--rate-of-head R]

Run in the project's folder, in the environment of training/build_vectors.py; SENTENCES are by
training/tagging/aligned.py. export.py makes the files that ship. models/claim-tagger-1/CARD.md says which two
runs made the model.
"""

import argparse
import json
import math
import random
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import torch
from build_vectors import weights_folder
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import AutoModel

from claims.extraction.tagging.features import distance, way

SEED = 1
SENTENCES_A_BATCH = 12
MAX_WORDS = 120
FROZEN_LAYERS = 3
WARM_UP = 0.06
DROPPED = 0.2
# Ways between words that are rarer are all one to the model.
MIN_WAY = 8
STATE, MIXED = 128, 96
KINDS = {"tags": (80, 32), "relations": (80, 32), "labels": (30, 16)}

Vocabularies = dict[str, dict[str, int]]


class Tagger(torch.nn.Module):
    """Word states from the encoder and the parse; from them, who makes a claim and who belongs to it."""

    def __init__(self, ways: int) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(weights_folder(), add_pooling_layer=False)
        self.kinds = torch.nn.ModuleList(torch.nn.Embedding(*size) for size in KINDS.values())
        width = self.encoder.config.hidden_size + sum(size for _, size in KINDS.values())
        self.told = _scorer(2 * width, STATE, first_drop=True)
        self.head = torch.nn.Sequential(torch.nn.Dropout(DROPPED), torch.nn.Linear(width, STATE))
        self.word = torch.nn.Sequential(torch.nn.Dropout(DROPPED), torch.nn.Linear(width, STATE))
        self.affinity = torch.nn.Parameter(torch.zeros(STATE, STATE))
        self.ways, self.distances = torch.nn.Embedding(ways + 1, 48), torch.nn.Embedding(24, 16)
        self.pair = _scorer(2 * STATE + 48 + 16, MIXED, first_drop=False)

    def states(self, ids: Any, mask: Any, words: Any, kinds: Any, heads: Any) -> tuple[Any, Any]:
        """Word states (sentences, words, width) and the scores of making a claim (sentences, words)."""
        read = words @ self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        state = torch.cat([read, *(kind(kinds[..., n]) for n, kind in enumerate(self.kinds))], -1)
        above = torch.gather(state, 1, heads.unsqueeze(-1).expand(-1, -1, state.shape[-1]))
        return state, self.told(torch.cat([state, above], -1)).squeeze(-1)

    def members(self, state: Any, heads: list[int], ways: Any, distances: Any) -> Any:
        """Scores (heads, words) of one sentence's words for the claims of some of them."""
        head, word = self.head(state[heads]), self.word(state)
        both = torch.cat(
            [
                head.unsqueeze(1).expand(-1, len(word), -1),
                word.unsqueeze(0).expand(len(heads), -1, -1),
                self.ways(ways),
                self.distances(distances),
            ],
            -1,
        )
        return self.pair(both).squeeze(-1) + head @ self.affinity @ word.T / math.sqrt(STATE)


def _scorer(width: int, hidden: int, *, first_drop: bool) -> torch.nn.Sequential:
    dropped = torch.nn.Dropout(DROPPED)
    layers = [torch.nn.Linear(width, hidden), torch.nn.ReLU(), torch.nn.Linear(hidden, 1)]
    return torch.nn.Sequential(*([dropped, *layers] if first_drop else [*layers[:2], dropped, layers[2]]))


def tree_of(sentence: dict) -> list[SimpleNamespace]:
    """The sentence's words as far as `way` asks them."""
    tokens = [SimpleNamespace(i=i, dep_=word[3]) for i, word in enumerate(sentence["words"])]
    for token, word in zip(tokens, sentence["words"], strict=True):
        token.head = tokens[word[4]]
    return tokens


def vocabularies(sentences: list[dict]) -> Vocabularies:
    names = [sorted({w[n] for s in sentences for w in s["words"]}) for n in (2, 3, 5)]
    ways: Counter[str] = Counter()
    for sentence in sentences:
        tree = tree_of(sentence)
        ways.update(way(tree, c["head"], i) for c in sentence["claims"] for i in range(len(tree)))
    kept = [w for w, count in ways.most_common() if count >= MIN_WAY]
    return {
        kind: {name: n for n, name in enumerate(found, 1)}
        for kind, found in zip((*KINDS, "ways"), (*names, kept), strict=True)
    }


def encoded(sentence: dict, tokenizer: Tokenizer, known: Vocabularies) -> dict:
    """Numbers of a sentence as the model takes them, and what is to be learnt from it."""
    words = sentence["words"]
    pieces = tokenizer.encode(sentence["text"])
    starts, at = [w[1] for w in words], 0
    alignment = np.zeros((len(words), len(pieces.ids)), dtype=np.float32)
    for number, (start, end) in enumerate(pieces.offsets):
        while end > start and at + 1 < len(starts) and starts[at + 1] <= start:
            at += 1
        alignment[at, number] = end > start
    tree, makers = tree_of(sentence), {}
    for claim in sentence["claims"]:
        makers.setdefault(claim["head"], []).append(set(claim["words"]))
    heads, everywhere = list(makers), range(len(words))
    return {
        "ids": pieces.ids,
        "words": alignment / np.maximum(alignment.sum(1, keepdims=True), 1),
        "kinds": np.array(
            [[known[kind].get(w[n], 0) for n, kind in zip((2, 3, 5), KINDS, strict=True)] for w in words]
        ),
        "above": [w[4] for w in words],
        "heads": heads,
        "ways": torch.tensor([[known["ways"].get(way(tree, h, i), 0) for i in everywhere] for h in heads]),
        "distances": torch.tensor([[distance(h, i) for i in everywhere] for h in heads]),
        "members": torch.tensor([[np.mean([i in m for m in makers[h]]) for i in everywhere] for h in heads]),
        "content": torch.tensor(sentence["content"], dtype=torch.float32),
    }


def batch_of(rows: list[dict]) -> tuple[torch.Tensor, ...]:
    """ids, mask, alignment, kinds and heads of several sentences, filled up to the longest."""
    pieces, words = max(len(r["ids"]) for r in rows), max(len(r["above"]) for r in rows)
    ids, mask = torch.zeros((2, len(rows), pieces), dtype=torch.long)
    aligned = torch.zeros((len(rows), words, pieces))
    kinds = torch.zeros((len(rows), words, len(KINDS)), dtype=torch.long)
    heads = torch.zeros((len(rows), words), dtype=torch.long)
    for number, row in enumerate(rows):
        length, count = len(row["ids"]), len(row["above"])
        ids[number, :length] = torch.tensor(row["ids"])
        mask[number, :length] = 1
        aligned[number, :count, :length] = torch.from_numpy(row["words"])
        kinds[number, :count] = torch.from_numpy(row["kinds"])
        heads[number, :count] = torch.tensor(row["above"])
    return ids, mask, aligned, kinds, heads


def loss_of(model: Tagger, rows: list[dict]) -> torch.Tensor:
    """Over the words, whether each makes a claim; over the claims, which content words are theirs."""
    state, told = model.states(*batch_of(rows))
    total = torch.zeros(())
    for number, row in enumerate(rows):
        count = len(row["above"])
        makes = torch.zeros(count)
        makes[row["heads"]] = 1
        total = total + functional.binary_cross_entropy_with_logits(
            told[number, :count], makes, reduction="sum"
        )
        if row["heads"]:
            scores = model.members(state[number, :count], row["heads"], row["ways"], row["distances"])
            each = functional.binary_cross_entropy_with_logits(
                scores, row["members"].float(), reduction="none"
            )
            total = total + (each * row["content"]).sum()
    return total / len(rows)


def batches(rows: list[dict]) -> list[list[dict]]:
    """Sentences of about one length together, in no order."""
    ordered = sorted(rows, key=lambda r: len(r["ids"]) + random.random() * SENTENCES_A_BATCH)
    found = [ordered[n : n + SENTENCES_A_BATCH] for n in range(0, len(ordered), SENTENCES_A_BATCH)]
    random.shuffle(found)
    return found


def freeze(model: Tagger) -> None:
    layers = [model.encoder.embeddings, *model.encoder.encoder.layer[:FROZEN_LAYERS]]
    for parameter in (p for layer in layers for p in layer.parameters()):
        parameter.requires_grad = False


def train(model: Tagger, rows: list[dict], *, rounds: int, rate: float, rate_of_head: float) -> None:
    reader = [p for p in model.encoder.parameters() if p.requires_grad]
    others = [p for name, p in model.named_parameters() if not name.startswith("encoder.")]
    groups = [{"params": reader, "lr": rate}, {"params": others, "lr": rate_of_head}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = rounds * math.ceil(len(rows) / SENTENCES_A_BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1, (step + 1) / (WARM_UP * steps)) * max(0.0, 1 - step / steps)
    )
    began = time.time()
    for number in range(1, rounds + 1):
        losses = []
        for rows_of_batch in batches(rows):
            loss = loss_of(model, rows_of_batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"round {number}: loss {np.mean(losses):.3f}, {time.time() - began:.0f} s", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sentences", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rounds", type=int, default=6)
    parser.add_argument("--start", type=Path)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--rate-of-head", type=float, default=1e-3)
    options = parser.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    lines = [json.loads(line) for path in options.sentences for line in path.open(encoding="utf8")]
    sentences = [s for s in lines if len(s["words"]) <= MAX_WORDS]
    start = torch.load(options.start) if options.start else None
    known = start["vocabularies"] if start else vocabularies(sentences)
    model = Tagger(len(known["ways"]))
    if start:
        model.load_state_dict(start["weights"])
    freeze(model)
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=256)
    rows = [encoded(s, tokenizer, known) for s in sentences]
    train(model, rows, rounds=options.rounds, rate=options.rate, rate_of_head=options.rate_of_head)
    torch.save({"weights": model.state_dict(), "vocabularies": known}, options.out)


if __name__ == "__main__":
    main()
