"""Train the stance model: MiniLM reads claim and passage together, one epoch-sized pass by default.

    python training/train_stance.py DATA_FOLDER --out FOLDER [--pairs 40000]

Same environment as build_vectors.py. Writes torch weights to FOLDER; export_stance.py makes the ONNX file.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
from build_vectors import weights_folder
from stance_pairs import LABELS, Pair, load
from tokenizers import Tokenizer
from transformers import AutoModel

SEED = 13
MAX_TOKENS = 112
BATCH = 32
RATE = 8e-5
WARM_UP = 0.06
HELD_OUT = 800
LABEL_SMOOTHING = 0.05


class StanceModel(torch.nn.Module):
    """Scores (pairs, 3) from the first token's state and the mean of all."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder
        self.drop = torch.nn.Dropout(0.1)
        self.head = torch.nn.Linear(2 * encoder.config.hidden_size, len(LABELS))

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> torch.Tensor:
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1)
        return self.head(self.drop(torch.cat((states[:, 0], mean), dim=1)))


def encoded(tokenizer: Tokenizer, pairs: list[Pair]) -> list[tuple[list[int], list[int]]]:
    found = tokenizer.encode_batch([(p.claim, p.passage) for p in pairs])
    return [(e.ids, e.type_ids) for e in found]


def batch_of(rows: list[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(ids) for ids, _ in rows)
    ids, kinds = np.zeros((2, len(rows), longest), dtype=np.int64)
    mask = np.zeros((len(rows), longest), dtype=np.int64)
    for row, (tokens, segments) in enumerate(rows):
        ids[row, : len(tokens)], kinds[row, : len(tokens)], mask[row, : len(tokens)] = tokens, segments, 1
    return torch.from_numpy(ids), torch.from_numpy(mask), torch.from_numpy(kinds)


def batches(rows: list, chance: np.random.Generator) -> list[np.ndarray]:
    """Indexes of pairs of about one length, in random order of batches."""
    order = chance.permutation(len(rows))
    order = order[np.argsort([len(rows[i][0]) // 8 for i in order], kind="stable")]
    found = [order[i : i + BATCH] for i in range(0, len(order), BATCH)]
    chance.shuffle(found)
    return found


def freeze(model: StanceModel) -> list[torch.nn.Parameter]:
    """Embeddings stay as they are: a third of the time, and rare words keep their meaning."""
    for parameter in model.encoder.embeddings.parameters():
        parameter.requires_grad = False
    return [p for p in model.parameters() if p.requires_grad]


def train(model: StanceModel, rows: list, labels: np.ndarray, total_pairs: int) -> None:
    parameters = freeze(model)
    optimiser = torch.optim.AdamW(parameters, lr=RATE, weight_decay=0.01)
    steps = total_pairs // BATCH
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda s: min(1.0, s / (WARM_UP * steps)) * max(0.0, 1 - s / steps)
    )
    loss_of = torch.nn.CrossEntropyLoss(label_smoothing=LABEL_SMOOTHING)
    chance, step, started, recent = np.random.default_rng(SEED), 0, time.monotonic(), 0.0
    model.train()
    while step < steps:
        for chosen in batches(rows, chance)[: steps - step]:
            loss = loss_of(model(*batch_of([rows[i] for i in chosen])), torch.from_numpy(labels[chosen]))
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(parameters, 1.0)
            optimiser.step()
            schedule.step()
            step += 1
            recent = 0.98 * recent + 0.02 * loss.item()
            if step % 50 == 0:
                speed = step * BATCH / (time.monotonic() - started)
                print(
                    f"step {step}/{steps} loss {recent / (1 - 0.98**step):.3f} {speed:.1f} pairs/s",
                    flush=True,
                )


@torch.no_grad()
def accuracy(model: StanceModel, rows: list, labels: np.ndarray) -> float:
    model.eval()
    right = 0
    for start in range(0, len(rows), BATCH):
        chosen = slice(start, start + BATCH)
        right += (model(*batch_of(rows[chosen])).argmax(1).numpy() == labels[chosen]).sum()
    return right / len(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--pairs", type=int, default=40000, help="pairs seen in all")
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args()
    torch.manual_seed(SEED)
    torch.set_num_threads(options.threads)
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=MAX_TOKENS, strategy="only_second")
    pairs = load(options.data, seed=SEED)
    rows, labels = encoded(tokenizer, pairs), np.array([p.label for p in pairs])
    model = StanceModel(AutoModel.from_pretrained(weights_folder()))
    print(
        len(pairs),
        "pairs; by label",
        np.bincount(labels),
        "tokens a pair",
        np.mean([len(r[0]) for r in rows]),
    )
    train(model, rows[HELD_OUT:], labels[HELD_OUT:], options.pairs)
    print("held out:", accuracy(model, rows[:HELD_OUT], labels[:HELD_OUT]))
    options.out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), options.out / "stance.pt")
    tokenizer.save(str(options.out / "tokenizer.json"))
    (options.out / "training.json").write_text(json.dumps({"pairs": options.pairs, "seed": SEED}))


if __name__ == "__main__":
    main()
