"""Train the stance model: MiniLM reads claim and passage together.

    python training/train_stance.py PAIRS.jsonl --out FOLDER [--pairs 64000] [--minutes M]
        [--start OLD/stance.pt --rate R]

PAIRS.jsonl is written by stance_pairs.py; the environment is that of build_vectors.py. Ends after so many
pairs, or after so many minutes if they are over earlier; the rate falls to nothing in step with whichever is
nearer. Writes torch weights and the run's figures to FOLDER, the weights every ten minutes; export_stance.py
makes the ONNX file. models/entailment-2/CARD.md says which two runs made the model that ships.
"""

import argparse
import hashlib
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from build_vectors import weights_folder
from tokenizers import Tokenizer
from transformers import AutoModel

SEED = 13
LABELS = 3
MAX_TOKENS = 72
TOKENS_A_BATCH = 1024
RATE = 1.2e-4
RATE_OF_HEAD = 1e-3
WARM_UP = 0.05
LABEL_SMOOTHING = 0.02
FROZEN_LAYERS = 2
SAVE_EVERY = 600.0
FOLDS = 5
ROUNDS_OF_GUESSING = 4


class StanceModel(torch.nn.Module):
    """Scores (pairs, 3) from the first token's state and the mean of all."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.head = torch.nn.Linear(2 * encoder.config.hidden_size, LABELS)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        return self.head(torch.cat((states[:, 0], mean), dim=1))


def new_model() -> StanceModel:
    """Starts from the sentence vectors' weights; no dropout, since each pair is seen about twice."""
    encoder = AutoModel.from_pretrained(
        weights_folder(), hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, add_pooling_layer=False
    )
    return StanceModel(encoder)


def pair_tokenizer(source: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(source))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=MAX_TOKENS, strategy="longest_first")
    return tokenizer


def encoded(tokenizer: Tokenizer, rows: list[dict]) -> list[tuple[list[int], list[int]]]:
    found = tokenizer.encode_batch([(row["claim"], row["passage"]) for row in rows])
    return [(e.ids, e.type_ids) for e in found]


def batch_of(rows: list[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(ids) for ids, _ in rows)
    ids, kinds = np.zeros((2, len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for row, (tokens, segments) in enumerate(rows):
        ids[row, : len(tokens)], kinds[row, : len(tokens)], mask[row, : len(tokens)] = tokens, segments, 1
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(kinds)


def batches(rows: list, chance: np.random.Generator) -> list[np.ndarray]:
    """Indexes of pairs of about one length, in random order of batches of about as many tokens."""
    order = chance.permutation(len(rows))
    order = order[np.argsort([len(rows[i][0]) for i in order], kind="stable")]
    found, start = [], 0
    while start < len(order):
        end = start + max(8, TOKENS_A_BATCH // len(rows[order[start]][0]))
        found.append(order[start:end])
        start = end
    chance.shuffle(found)
    return found


def freeze(model: StanceModel) -> list[torch.nn.Parameter]:
    """Embeddings and lower layers stay as they are: faster, and rare words keep their meaning."""
    for part in (model.encoder.embeddings, *model.encoder.encoder.layer[:FROZEN_LAYERS]):
        for parameter in part.parameters():
            parameter.requires_grad = False
    return [p for p in model.parameters() if p.requires_grad]


class OneSided(torch.nn.Module):
    """Guesses the label from the words of claim and passage, without setting one beside the other."""

    def __init__(self, vocabulary: int) -> None:
        super().__init__()
        # A word's weight differs by the text that it stands in.
        self.weights = torch.nn.EmbeddingBag(2 * vocabulary, LABELS, mode="mean")
        self.bias = torch.nn.Parameter(torch.zeros(LABELS))
        torch.nn.init.zeros_(self.weights.weight)

    def forward(self, words: torch.Tensor, starts: torch.Tensor) -> torch.Tensor:
        return 20 * self.weights(words, starts) + self.bias


def given_away(rows: list, labels: np.ndarray, folds: np.ndarray, vocabulary: int) -> torch.Tensor:
    """Log-probabilities (pairs, 3) of the labels by what one text alone tells, learnt from the other folds.

    They are added to the model's scores while it learns, so that it gains by what only both texts together
    tell (a product of experts: Clark, Yatskar and Zettlemoyer 2019, https://aclanthology.org/D19-1418).
    """
    words = [torch.tensor(ids) + vocabulary * torch.tensor(kinds) for ids, kinds in rows]
    wanted, found = torch.from_numpy(labels), torch.zeros(len(rows), LABELS)
    for fold in range(FOLDS):
        guess = OneSided(vocabulary)
        optimiser = torch.optim.Adam(guess.parameters(), lr=0.01)
        learnt = np.flatnonzero(folds != fold)
        for _round in range(ROUNDS_OF_GUESSING):
            shuffled = np.random.default_rng(SEED).permutation(learnt)
            for chosen in np.array_split(shuffled, len(learnt) // 256 + 1):
                loss = torch.nn.functional.cross_entropy(guess(*_bags(words, chosen)), wanted[chosen])
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
        left = np.flatnonzero(folds == fold)
        with torch.no_grad():
            found[left] = guess(*_bags(words, left)).log_softmax(1)
    print("right by one text alone:", round((found.argmax(1) == wanted).float().mean().item(), 3))
    return found


def _bags(words: list[torch.Tensor], chosen: np.ndarray) -> tuple[torch.Tensor, torch.Tensor]:
    lengths = [len(words[i]) for i in chosen]
    return torch.cat([words[i] for i in chosen]), torch.tensor([0, *np.cumsum(lengths)[:-1]])


def folds_of(pairs: list[dict]) -> np.ndarray:
    """The fold of each pair, by its topic: a claim and all that was made of it stay together."""
    topics = [p["topic"] or " ".join(p["claim"].split()[:2]) for p in pairs]
    return np.array([hashlib.sha256(topic.encode()).digest()[0] % FOLDS for topic in topics])


class Progress:
    """How much of the run is over, by pairs or by the clock."""

    def __init__(self, pairs: int, minutes: float | None) -> None:
        self.pairs, self.seconds = pairs, 60 * minutes if minutes else float("inf")
        self.seen, self.started = 0, time.monotonic()

    def share(self) -> float:
        return max(self.seen / self.pairs, self.elapsed() / self.seconds)

    def elapsed(self) -> float:
        return time.monotonic() - self.started

    def factor(self) -> float:
        """What the rate is multiplied by: up for a short while, then down to nothing."""
        share = self.share()
        return max(0.0, min(share / WARM_UP + 0.02, (1 - share) / (1 - WARM_UP)))


@dataclass(frozen=True)
class Learnt:
    """The pairs to learn: their tokens, their labels, and what one text alone gives away of these."""

    rows: list
    labels: np.ndarray
    given_away: torch.Tensor


def train(model: StanceModel, learnt: Learnt, progress: Progress, out: Path, rate: float = RATE) -> None:
    parameters = freeze(model)
    head = {id(p) for p in model.head.parameters()}
    optimiser = torch.optim.AdamW(
        [
            {"params": [p for p in parameters if id(p) not in head], "full_rate": rate},
            {"params": list(model.head.parameters()), "full_rate": RATE_OF_HEAD},
        ],
        weight_decay=0.01,
    )
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=LABEL_SMOOTHING)
    chance, recent, step, saved = np.random.default_rng(SEED), 0.0, 0, 0.0
    model.train()
    while progress.share() < 1:
        for chosen in batches(learnt.rows, chance):
            if progress.share() >= 1:
                break
            for group in optimiser.param_groups:
                group["lr"] = group["full_rate"] * progress.factor()
            scores = model(*batch_of([learnt.rows[i] for i in chosen])).log_softmax(1)
            loss = loss_of(scores + learnt.given_away[chosen], torch.from_numpy(learnt.labels[chosen]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            step, progress.seen = step + 1, progress.seen + len(chosen)
            recent = 0.98 * recent + 0.02 * loss.item()
            if step % 25 == 0:
                speed = progress.seen / progress.elapsed()
                loss_now = recent / (1 - 0.98**step)
                print(
                    f"{progress.share():.3f} pairs {progress.seen} loss {loss_now:.3f} {speed:.1f}/s",
                    flush=True,
                )
            if progress.elapsed() - saved > SAVE_EVERY:
                saved = progress.elapsed()
                torch.save(model.state_dict(), out / "stance.pt")


@torch.no_grad()
def report(model: StanceModel, rows: list, labels: np.ndarray, sources: list[str]) -> dict[str, float]:
    model.eval()
    found = np.concatenate([model(*batch_of(rows[i : i + 32])).argmax(1) for i in range(0, len(rows), 32)])
    return {
        source: round(
            float(np.mean([f == y for f, y, s in zip(found, labels, sources, strict=True) if s == source])), 4
        )
        for source in sorted(set(sources))
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pairs_file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=64000, help="pairs seen in all")
    parser.add_argument("--minutes", type=float)
    parser.add_argument("--start", type=Path, help="weights of an earlier run to go on from")
    parser.add_argument("--rate", type=float, default=RATE, help="of learning, at its highest")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    torch.set_flush_denormal(True)
    options.out.mkdir(parents=True, exist_ok=True)
    tokenizer = pair_tokenizer(weights_folder() / "tokenizer.json")
    tokenizer.save(str(options.out / "tokenizer.json"))
    pairs = [json.loads(line) for line in options.pairs_file.read_text().splitlines()]
    learnt = [p for p in pairs if p["part"] == "train"]
    rows, labels = encoded(tokenizer, learnt), np.array([p["label"] for p in learnt])
    print(len(learnt), "pairs; by label", np.bincount(labels), "tokens", np.mean([len(r[0]) for r in rows]))
    model = new_model()
    if options.start:
        model.load_state_dict(torch.load(options.start))
    known = given_away(rows, labels, folds_of(learnt), tokenizer.get_vocab_size())
    progress = Progress(options.pairs, options.minutes)
    train(model, Learnt(rows, labels, known), progress, options.out, options.rate)
    torch.save(model.state_dict(), options.out / "stance.pt")
    held_out = [p for p in pairs if p["part"] != "train"]
    figures = {
        "pairs_seen": progress.seen,
        "pairs_sha256": hashlib.sha256(options.pairs_file.read_bytes()).hexdigest(),
        "seed": SEED,
        "held out": report(
            model,
            encoded(tokenizer, held_out),
            np.array([p["label"] for p in held_out]),
            [p["source"] for p in held_out],
        ),
    }
    (options.out / "training.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
