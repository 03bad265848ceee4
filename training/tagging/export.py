"""The trained claim tagger as the files that ship: an int8 ONNX graph, tables, the tokenizer.

    PYTHONPATH=.:training python training/tagging/export.py TAGGER.pt --out models/claim-tagger-1

Same environment as train.py. The graph gives each word's state once; what a pair of words adds to it is
looked up in the tables by way and distance, so that only likely words are asked for all others. Prints the
hashes.
"""

import argparse
import hashlib
import math
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
from build_vectors import OPSET, copy_tokenizer, quantise, weights_folder
from train import KINDS, STATE, Tagger

INPUTS = {
    "input_ids": {1: "pieces"},
    "attention_mask": {1: "pieces"},
    "words": {1: "words", 2: "pieces"},
    "features": {1: "words"},
    "heads": {1: "words"},
}
OUTPUTS = ("told", "from_head", "from_word", "affinity", "word")


class Halves(torch.nn.Module):
    """Scores of making a claim, and what each word brings to a pair as its head or as its other word."""

    def __init__(self, tagger: Tagger) -> None:
        super().__init__()
        self.tagger = tagger

    def forward(self, ids: Any, mask: Any, words: Any, kinds: Any, heads: Any) -> tuple[Any, ...]:
        state, told = self.tagger.states(ids, mask, words, kinds, heads)
        head, word, mixing = self.tagger.head(state), self.tagger.word(state), self.tagger.pair[0]
        from_head = head @ mixing.weight[:, :STATE].T + mixing.bias
        from_word = word @ mixing.weight[:, STATE : 2 * STATE].T
        return told, from_head, from_word, head @ self.tagger.affinity / math.sqrt(STATE), word


def export_graph(tagger: Tagger, target: Path) -> None:
    ids = torch.ones((1, 8), dtype=torch.int64)
    kinds, heads = torch.ones((1, 5, len(KINDS)), dtype=torch.int64), torch.ones((1, 5), dtype=torch.int64)
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        torch.onnx.export(
            Halves(tagger),
            (ids, ids, torch.rand(1, 5, 8), kinds, heads),
            str(full),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={**INPUTS, **{name: {1: "words"} for name in OUTPUTS}},
            opset_version=OPSET,
            dynamo=False,
        )
        quantise(full, target)


def tables(tagger: Tagger, known: dict[str, dict[str, int]]) -> dict[str, np.ndarray]:
    """What ways and distances add to a pair, the last layer, and the names by number."""
    mixing, last = tagger.pair[0].weight.detach(), tagger.pair[-1]
    ways, distances = tagger.ways.weight.detach(), tagger.distances.weight.detach()
    behind = 2 * STATE + ways.shape[1]
    names = {kind: np.array(sorted(found, key=found.__getitem__)) for kind, found in known.items()}
    return names | {
        "by_way": (ways @ mixing[:, 2 * STATE : behind].T).numpy().astype(np.float16),
        "by_distance": (distances @ mixing[:, behind:].T).numpy().astype(np.float16),
        "weight": last.weight.detach().numpy()[0],
        "bias": last.bias.detach().numpy(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("tagger", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    trained = torch.load(options.tagger)
    known = trained["vocabularies"]
    tagger = Tagger(len(known["ways"]))
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
