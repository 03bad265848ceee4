"""Export a trained stance model to ONNX with int8 weights, and check it against the torch model.

    python training/export_stance.py TRAINED_FOLDER PAIRS.jsonl --out models/entailment-2

Same environment as build_vectors.py. Prints how often both give the same label on held-out pairs, and the
hashes.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from build_vectors import OPSET, quantise
from tokenizers import Tokenizer
from train_stance import StanceModel, batch_of, encoded, new_model

CHECKED = 200


def export(model: StanceModel, target: Path) -> None:
    example = torch.ones((2, 8), dtype=torch.int64)
    axes = {0: "pairs", 1: "tokens"}
    names = ["input_ids", "attention_mask", "token_type_ids"]
    torch.onnx.export(
        model,
        (example, example, torch.zeros_like(example)),
        str(target),
        input_names=names,
        output_names=["scores"],
        dynamic_axes={**dict.fromkeys(names, axes), "scores": {0: "pairs"}},
        opset_version=OPSET,
        dynamo=False,
    )


def agreement(model: StanceModel, onnx_file: Path, rows: list, labels: np.ndarray) -> str:
    session = ort.InferenceSession(str(onnx_file), providers=["CPUExecutionProvider"])
    exact, small = [], []
    for row in rows:
        ids, mask, kinds = batch_of([row])
        with torch.no_grad():
            exact.append(model(ids, mask, kinds).argmax(1).item())
        inputs = {"input_ids": ids.numpy(), "attention_mask": mask.numpy(), "token_type_ids": kinds.numpy()}
        small.append(int(session.run(None, inputs)[0].argmax()))
    same = np.mean(np.array(exact) == np.array(small))
    right = np.mean(exact == labels), np.mean(small == labels)
    return f"same label {same:.3f}; accuracy torch {right[0]:.3f}, int8 {right[1]:.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("trained", type=Path)
    parser.add_argument("pairs_file", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    model = new_model()
    model.load_state_dict(torch.load(options.trained / "stance.pt"))
    model.eval()
    shutil.copyfile(options.trained / "tokenizer.json", options.out / "tokenizer.json")
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        export(model, full)
        quantise(full, options.out / "model.onnx")
    tokenizer = Tokenizer.from_file(str(options.out / "tokenizer.json"))
    pairs = [json.loads(line) for line in options.pairs_file.read_text().splitlines()]
    held_out = [p for p in pairs if p["part"] != "train"][:CHECKED]
    labels = np.array([p["label"] for p in held_out])
    print(agreement(model, options.out / "model.onnx", encoded(tokenizer, held_out), labels))
    for name in ("model.onnx", "tokenizer.json"):
        body = (options.out / name).read_bytes()
        print(name, len(body), hashlib.sha256(body).hexdigest())


if __name__ == "__main__":
    main()
