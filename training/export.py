"""Write trained weights, 8-bit tables and 16-bit layers, for whole_numbers.py to make the files of the package of."""

from pathlib import Path

import numpy as np
from torch import Tensor

from mtcheck.languages.en.model.arrays import word_arrays, write
from mtcheck.languages.en.model.parse_layers import DILATIONS
from mtcheck.languages.en.model.parser import piece_rows
from mtcheck.languages.en.model.reader import model

FREQUENT = 24_000  # words whose summed vector is stored ready-made
OWN_KNOWN = 16_384  # of these, how many have ready-made numbers of the parser's own


def quantise(rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """8-bit rows and a 16-bit scale for each row."""
    scale = (np.abs(rows).max(1) / 127 + 1e-8).astype(np.float16)
    scale = np.maximum(scale, np.float16(6e-8))
    return np.clip(np.rint(rows / scale[:, None].astype(np.float32)), -127, 127).astype(np.int8), scale


def export_parser(weights: dict[str, Tensor], path: Path) -> int:
    """Write the parser's file; returns its size in bytes. Its ready-made rows are of the reading model's words."""
    w = {name: value.detach().numpy().astype(np.float32) for name, value in weights.items()}
    table = w["table"].copy()
    table[0] = 0
    arrays: dict[str, np.ndarray] = {}
    arrays["table"], arrays["table_scale"] = quantise(table)
    arrays["known_rows"], arrays["known_scale"] = quantise(table[piece_rows(model().known.all()[:OWN_KNOWN])].sum(1))
    arc = w["query.weight"].shape[0] ** 0.5
    heads = ("query", "key", "weight", "root", "below", "above", "kind")
    scales = {"query": 1 / arc}
    layers = {
        "shape": w["shape.weight"],
        "lists": w["lists.weight"].T,
        "window": w["window.weight"].transpose(2, 1, 0),
        "bias": w["window.bias"],
        "squeeze": w["squeeze.weight"][:, :, 0].T,
        "squeeze_bias": w["squeeze.bias"],
        "heads": np.concatenate([w[f"{h}.weight"] * scales.get(h, 1) for h in heads]).T,
        "heads_bias": np.concatenate([w[f"{h}.bias"] * scales.get(h, 1) for h in heads]),
        "distance": w["distance"],
        "relation": w["relation.weight"].T,
        "relation_bias": w["relation.bias"],
    }
    for i in range(len(DILATIONS)):
        layers |= {f"mix{i}": flat(w[f"mix.{i}.weight"]), f"mix{i}_bias": w[f"mix.{i}.bias"]}
    arrays |= {name: value.astype(np.float16) for name, value in layers.items()}
    write(path, arrays)
    return path.stat().st_size


def flat(kernel: np.ndarray) -> np.ndarray:
    """(out, in, places) -> (places * in, out)."""
    return kernel.transpose(2, 1, 0).reshape(-1, len(kernel))


def export(weights: dict[str, Tensor], words: list[str], counts: dict[str, int], pieces: np.ndarray, path: Path) -> int:
    """Write the file; returns its size in bytes. `words` and `pieces` are the table of words of training."""
    w = {name: value.detach().numpy().astype(np.float32) for name, value in weights.items()}
    table = w["table"].copy()
    table[0] = 0
    order = sorted(range(len(words)), key=lambda i: (i != 0, -counts.get(words[i], 0), words[i]))
    order = [i for i in order if i == 0 or "\n" not in words[i]][:FREQUENT]
    order = order[1:]  # the paragraph mark is looked up by its pieces
    summed = table[pieces[order]].sum(1)
    arrays = {**word_arrays([words[i] for i in order]), "shape": w["shape.weight"]}
    arrays["known_rows"], arrays["known_scale"] = quantise(summed)
    arrays["table"], arrays["table_scale"] = quantise(table)
    heads = {"tagger": (w["tag.weight"], w["tag.bias"])}
    heads["reader"] = (
        np.concatenate([w["case.weight"], w["boundary.weight"]]),
        np.concatenate([w["case.bias"], w["boundary.bias"]]),
    )
    for name, (head, bias) in heads.items():
        layers = {
            "window": w[f"{name}.window.weight"].transpose(2, 1, 0),
            "bias": w[f"{name}.window.bias"],
            "squeeze": w[f"{name}.squeeze.weight"][:, :, 0].T,
            "squeeze_bias": w[f"{name}.squeeze.bias"],
            "context": flat(w[f"{name}.context.weight"]),
            "context_bias": w[f"{name}.context.bias"],
            "far": flat(w[f"{name}.far.weight"]),
            "far_bias": w[f"{name}.far.bias"],
            "head": head.T,
            "head_bias": bias,
        }
        arrays |= {f"{name}_{part}": value.astype(np.float16) for part, value in layers.items()}
    write(path, arrays)
    return path.stat().st_size
