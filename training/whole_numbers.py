"""Turn trained weights into whole numbers: python training/whole_numbers.py DATA_FOLDER

Reads the 16-bit weights that train.py and train_parser.py write (training/cache/reading.npy, parsing.npy), sees on a
twelfth of the training texts how large every number of every layer becomes, and writes the files of the package: tables
as they were, layers as mtcheck/languages/en/model/whole.py wants them. Nothing is learned, no development text is read;
the same texts and weights give the same bytes with the same numpy.
"""

import argparse
import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))

from corpus import read_text, read_ud
from prepare import TEXTS

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model.arrays import Words, load, write
from mtcheck.languages.en.model.parse_layers import DILATIONS
from mtcheck.languages.en.model.parser import KINDS, listed
from mtcheck.languages.en.model.parser import piece_rows as own_rows
from mtcheck.languages.en.model.reader import with_breaks
from mtcheck.languages.en.model.vectors import Vectors, piece_rows
from mtcheck.languages.en.model.whole import ACTIVE, LOGIT, SUM, UNIT, WEIGHT, WIDE, Layer

HERE = Path(__file__).resolve().parent
PACKAGE = HERE.parent / "mtcheck/languages/en/model/weights"
TOP = 99.99  # percent of the values that a channel must be able to say; the rest is cut off
EVERY = 12  # of the documents one is looked at
DEAD = 0.02  # a channel's unit is at least this share of the mean one's

Arrays = dict[str, np.ndarray]


def documents(folder: Path) -> Iterator[list[str]]:
    """The words of some training texts, a document at a time, with the breaks between paragraphs."""
    found = [d for name in ("ewt", "gum") for d in read_ud(folder / f"ud/en_{name}-train.conllu.gz", True)[::EVERY]]
    found += [d for name in TEXTS for d in read_text(folder / f"text/{name}.txt.gz")[::EVERY]]
    for d in found:
        yield list(with_breaks(d.words, d.breaks)[0])


def layer(weights: np.ndarray, bias: np.ndarray, unit: np.ndarray, out: np.ndarray) -> Layer:
    """A layer whose inputs count in `unit` (inputs,) and whose outputs count in `out` (outputs,)."""
    scaled = weights * np.asarray(unit)[:, None] / out
    most = np.maximum(np.abs(scaled).max(axis=0), 1e-12)
    shift = np.clip(np.floor(np.log2(WEIGHT / most)), 0, 20).astype(np.int64)
    factor = 2.0**shift
    whole = np.rint(scaled * factor)
    assert np.abs(whole).max() <= WEIGHT, "outputs count in too small a unit"
    offset = np.rint(bias / out * factor) + np.where(shift > 0, factor / 2, 0)
    return Layer(whole.astype(np.int8), offset.astype(np.int32), shift.astype(np.uint8))


def units_of(values: list[np.ndarray], most: int) -> np.ndarray:
    """The unit of each channel in which its largest values are about `most`; values (words, channels)."""
    top = np.percentile(np.abs(np.concatenate(values)), TOP, axis=0)
    return np.maximum(top, DEAD * top.mean()) / most


def windows(vectors: np.ndarray, w: Arrays, name: str) -> np.ndarray:
    """What the first layer makes of the words of a document, (words, wide)."""
    n, weights = len(vectors), w[f"{name}window"]
    padded = np.pad(vectors, ((len(weights) // 2, len(weights) // 2), (0, 0)))
    return np.maximum(sum(padded[k : k + n] @ weights[k] for k in range(len(weights))) + w[f"{name}bias"], 0)


def around(values: np.ndarray, step: int, w: Arrays, name: str) -> np.ndarray:
    """A layer over the values `step` before, of the word, and `step` after."""
    n = len(values)
    padded = np.pad(values, ((step, step), (0, 0)))
    sides = np.concatenate((padded[:n], padded[step : n + step], padded[2 * step :]), axis=1)
    return np.maximum(sides @ w[name] + w[f"{name}_bias"], 0)


def window_layer(w: Arrays, name: str, hidden: np.ndarray) -> Layer:
    """The first layer, its places side by side; the bias goes with the word itself."""
    places, size, wide = w[f"{name}window"].shape
    bias = np.zeros((places, wide))
    bias[places // 2] = w[f"{name}bias"]
    weights = w[f"{name}window"].transpose(1, 0, 2).reshape(size, -1)
    return layer(weights, bias.reshape(-1), np.full(size, 1 / UNIT), np.tile(hidden, places))


def reader_layers(w: Arrays, name: str, texts: list[np.ndarray]) -> dict[str, Layer]:
    """The layers of the tagger or the reader; texts: vectors of the words of each document."""
    seen: list[list[np.ndarray]] = [[], [], [], []]
    for vectors in texts:
        hidden = windows(vectors, w, f"{name}_")
        near = hidden @ w[f"{name}_squeeze"] + w[f"{name}_squeeze_bias"]
        middle = around(near, 1, w, f"{name}_context")
        for values, kept in zip((hidden, near, middle, around(middle, 3, w, f"{name}_far")), seen, strict=True):
            kept.append(values)
    hidden, near, middle, far = (units_of(kept, most) for kept, most in zip(seen, (SUM, *[ACTIVE] * 3), strict=True))
    score = np.full(w[f"{name}_head"].shape[1], 1 / LOGIT)
    return {
        "window": window_layer(w, f"{name}_", hidden),
        "squeeze": layer(w[f"{name}_squeeze"], w[f"{name}_squeeze_bias"], hidden, near),
        "context": layer(w[f"{name}_context"], w[f"{name}_context_bias"], np.tile(near, 3), middle),
        "far": layer(w[f"{name}_far"], w[f"{name}_far_bias"], np.tile(middle, 3), far),
        "head": layer(w[f"{name}_head"], w[f"{name}_head_bias"], np.concatenate((near, middle, far)), score),
    }


def stored(layers: dict[str, Layer], prefix: str = "") -> Arrays:
    """The arrays of some layers, by the names that whole.layer looks for."""
    out: Arrays = {}
    for name, found in layers.items():
        for part, values in zip(("", "_bias", "_shift"), found, strict=True):
            out[f"{prefix}{name}{part}"] = values
    return out


def reading(floats: Arrays, texts: list[list[str]]) -> Arrays:
    """The arrays of the reading model's file."""
    kept = (
        "known",
        "known_hash",
        "known_rank",
        "known_end",
        "known_rows",
        "known_scale",
        "table",
        "table_scale",
        "shape",
    )
    arrays = {name: floats[name] for name in kept}
    w = {name: a.astype(np.float32) for name, a in floats.items() if name not in kept}
    words = Vectors(Words(arrays), arrays, piece_rows)
    plain, shaped = [], []
    for text in texts:
        vectors = words([features.small(t) for t in text]) / UNIT
        shaped.append(vectors + arrays["shape"][[features.shape(t) for t in text]])
        plain.append(vectors[[not features.is_stop(t) for t in text]])
    arrays |= stored(reader_layers(w, "tagger", shaped), "tagger_")
    return arrays | stored(reader_layers(w, "reader", plain), "reader_")


def parsing(floats: Arrays, reader: Arrays, texts: list[list[str]]) -> Arrays:
    """The arrays of the parser's file; `reader`: those of the reading model."""
    kept = ("table", "table_scale", "known_rows", "known_scale", "shape", "lists")
    arrays = {name: floats[name] for name in kept}
    w = {name: a.astype(np.float32) for name, a in floats.items() if name not in kept}
    known = Words(reader)
    shared, own = Vectors(known, reader, piece_rows), Vectors(known, arrays, own_rows)
    shape, lists = (arrays[name].astype(np.float32) for name in ("shape", "lists"))
    vectors = []
    for text in texts:
        small = [features.small(t) for t in text]
        numbers = np.concatenate((shared(small), own(small)), axis=1) / UNIT
        vectors.append(
            numbers + shape[[features.shape(t) for t in text]] + np.array([listed(t) for t in small]) @ lists
        )
    queries = (w["heads"].shape[1] - 2 - 2 * len(w["relation"]) - len(KINDS)) // 2
    layers, product_shift = parser_layers(w, vectors, queries)
    return (
        arrays
        | stored(layers)
        | {
            "distance": np.rint(w["distance"] * LOGIT).astype(np.int16),
            "product_shift": np.array(product_shift, np.uint8),
            "queries": np.array(queries, np.uint8),
        }
    )


def parser_layers(w: Arrays, texts: list[np.ndarray], queries: int) -> tuple[dict[str, Layer], int]:
    """The layers of the parser, which has so many numbers in a query, and how far products of queries and keys are to
    be shifted to count in 1 / LOGIT."""
    seen: list[list[np.ndarray]] = [[], [], [], []]
    for vectors in texts:
        hidden = windows(vectors, w, "")
        near = np.maximum(hidden @ w["squeeze"] + w["squeeze_bias"], 0)
        deep = around(near, DILATIONS[0], w, "mix0")
        for i, far in enumerate(DILATIONS[1:], 1):
            deep = deep + around(deep, far, w, f"mix{i}")
        out = np.concatenate((near, deep), axis=1) @ w["heads"] + w["heads_bias"]
        for values, kept in zip((hidden, near, deep, out), seen, strict=True):
            kept.append(values)
    hidden, near, deep = (units_of(kept, most) for kept, most in zip(seen, (SUM, ACTIVE, ACTIVE), strict=False))
    label = len(w["relation"])
    ends = units_of(seen[3], WIDE)
    query, key = ends[:queries], ends[queries : 2 * queries]
    shift = int(np.floor(np.log2(1 / (LOGIT * (query * key).max()))))
    product = 2.0**-shift / LOGIT
    below = 2 * queries + 2
    relation = np.maximum(ends[below : below + label], ends[below + label : below + 2 * label])
    score = np.full(w["heads"].shape[1], 1 / LOGIT)
    score[:queries], score[queries : 2 * queries] = np.sqrt(product * query / key), np.sqrt(product * key / query)
    score[below : below + 2 * label] = np.tile(relation, 2)
    layers = {
        "window": window_layer(w, "", hidden),
        "squeeze": layer(w["squeeze"], w["squeeze_bias"], hidden, near),
        "mix0": layer(w["mix0"], w["mix0_bias"], np.tile(near, 3), deep),
        "heads": layer(w["heads"], w["heads_bias"], np.concatenate((near, deep)), score),
        "relation": layer(w["relation"], w["relation_bias"], relation, np.full(w["relation"].shape[1], 1 / LOGIT)),
    }
    for i in range(1, len(DILATIONS)):
        layers[f"mix{i}"] = layer(w[f"mix{i}"], w[f"mix{i}_bias"], np.tile(deep, 3), deep)
    return layers, shift


def main() -> None:
    """Write both files, or that of the reading model alone: the parser is trained on its vectors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--floats", type=Path, default=HERE / "cache", help="folder of the 16-bit weights")
    parser.add_argument("--out", type=Path, default=PACKAGE)
    options = parser.parse_args()
    texts = list(documents(options.data))
    print(f"{len(texts):,} documents, {sum(map(len, texts)):,} words")
    reader = reading(load(str(options.floats / "reading.npy")), texts)
    write(options.out / "reading.npy", reader)
    if (options.floats / "parsing.npy").exists():
        write(options.out / "parsing.npy", parsing(load(str(options.floats / "parsing.npy")), reader, texts))


if __name__ == "__main__":
    main()
