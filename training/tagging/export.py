"""The trained claim tagger as the files that ship: an ONNX graph, tables, the tokenizer.

    PYTHONPATH=.:training python training/tagging/export.py TAGGER.pt --out models/claim-tagger-2

Same environment as train.py. The graph gives each word's state once; what a pair of words adds to it is
looked up in the tables by way and distance, so that only likely words are asked for all others. Word pieces
are a table as well, of whole numbers with a scale for each piece. Prints the hashes.
"""

import argparse
import hashlib
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_vectors import OPSET, copy_tokenizer, weights_folder
from tagging.network import KINDS, PAIR, PIECE_SCALE, STATE, Links, Tagger
from tagging.train import piece_vectors

INPUTS = {
    "words": {0: "words"},
    "kinds": {0: "words"},
    "heads": {0: "words"},
    "below": {0: "words", 1: "words"},
}
OUTPUTS = ("told", "from_head", "from_word", "affinity", "word")


class Halves(torch.nn.Module):
    """Of a sentence: scores of making a claim, and what each word brings to a pair as head or as other."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, words: Any, kinds: Any, heads: Any, below: Any) -> tuple[Any, ...]:
        numbers = torch.cumsum(torch.ones_like(heads), 0)
        before = torch.where(numbers == 1, numbers[-1:], numbers - 2)
        whole = torch.ones_like(below) / numbers[-1:]
        state, told = self.tagger.states(words, kinds, Links(heads, before, numbers, below, whole))
        head, word = self.tagger.head(state), self.tagger.word(state)
        affinity = head @ self.tagger.affinity / math.sqrt(PAIR)
        return told, self.tagger.from_head(head), self.tagger.from_word(word), affinity, word


def export_graph(tagger: Tagger, target: Path) -> None:
    heads = torch.tensor([1, 1, 1, 2, 3])
    kinds = torch.ones((5, len(KINDS)), dtype=torch.int64)
    torch.onnx.export(
        Halves(tagger),
        (torch.rand(5, STATE), kinds, heads, torch.rand(5, 5)),
        str(target),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes={**INPUTS, **{name: {0: "words"} for name in OUTPUTS}},
        opset_version=OPSET,
        dynamo=False,
    )


def tables(tagger: Tagger, known: dict[str, dict[str, int]]) -> dict[str, np.ndarray]:
    """What word pieces, ways and distances bring, the last layer, and the names by number."""
    pieces = tagger.pieces(piece_vectors() * PIECE_SCALE).numpy()
    scale = np.abs(pieces).max(1, keepdims=True) / 127
    last = tagger.last[-1]
    return {kind: np.array(sorted(found, key=found.__getitem__)) for kind, found in known.items()} | {
        "pieces": np.rint(pieces / np.maximum(scale, 1e-9)).astype(np.int8),
        "scale": scale.astype(np.float32),
        "by_way": tagger.by_way(tagger.ways.weight).numpy().astype(np.float16),
        "by_distance": tagger.by_distance(tagger.distances.weight).numpy().astype(np.float16),
        "weight": last.weight.numpy()[0],
        "bias": last.bias.numpy(),
    }


@torch.no_grad()
def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tagger", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    trained = torch.load(options.tagger)
    known = trained["vocabularies"]
    tagger = Tagger(len(known["ways"]), piece_vectors().shape[1])
    tagger.load_state_dict(trained["weights"])
    tagger.eval()
    options.out.mkdir(parents=True, exist_ok=True)
    copy_tokenizer(weights_folder(), options.out / "tokenizer.json")
    export_graph(tagger, options.out / "model.onnx")
    np.savez_compressed(options.out / "tables.npz", **tables(tagger, known))
    for name in ("model.onnx", "tables.npz", "tokenizer.json"):
        body = (options.out / name).read_bytes()
        print(name, len(body), hashlib.sha256(body).hexdigest())


if __name__ == "__main__":
    main()
