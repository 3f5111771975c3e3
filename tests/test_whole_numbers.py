"""The models in whole numbers: sums stay exact, and neither chunks nor neighbours nor the machine change a bit."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

import numpy as np
import pytest

from mtcheck.languages.en.model import parser as parsing
from mtcheck.languages.en.model import reader as reading
from mtcheck.languages.en.model.arrays import load
from mtcheck.languages.en.model.whole import (
    ACTIVE,
    EXACT,
    LOGIT,
    SUM,
    SURE,
    VECTOR,
    WIDE,
    Layer,
    clip,
    layer,
    powers,
    worth,
)

INPUT = {"window": VECTOR, "squeeze": SUM, "relation": 2 * WIDE}  # the largest that a layer is given; else ACTIVE
FILES = {"reading": load(reading.WEIGHTS), "parsing": load(parsing.WEIGHTS)}
LAYERS = [
    (file, name[: -len("_shift")])
    for file, arrays in FILES.items()
    for name in arrays
    if name.endswith("_shift") and name[: -len("_shift")] in arrays
]
TEXT = (
    "Dr. Ana Ruiz , who met Kim 's aides , did n't say when the long-term talks would end . They end In May ?".split()
)


def stored(file: str, name: str) -> tuple[Layer, int]:
    """A layer, and the largest number it is given."""
    return layer(FILES[file], name), INPUT.get(name.rpartition("_")[2], ACTIVE)


def test_all_layers_are_there() -> None:
    assert len(LAYERS) == 2 * 5 + 8


@pytest.mark.parametrize(("file", "name"), LAYERS)
def test_no_sum_reaches_what_a_float_holds_exactly(file: str, name: str) -> None:
    found, most = stored(file, name)
    assert found.largest(most) < EXACT


@pytest.mark.parametrize(("file", "name"), LAYERS)
def test_floats_give_what_whole_numbers_give(file: str, name: str) -> None:
    found, most = stored(file, name)
    weights, shift = found.weights.astype(np.int64), found.shift.astype(np.int64)
    rng = np.random.default_rng(3)
    inputs = rng.integers(-most, most + 1, (40, len(weights)))
    inputs[:20] *= rng.random(inputs[:20].shape) < 0.5
    inputs[0], inputs[1] = most, -most
    worst = int(np.abs(weights).sum(axis=0).argmax())
    inputs[2] = most * np.sign(weights[:, worst])
    expected = (inputs @ weights + found.bias) >> shift
    ones = np.ones((len(inputs), 1), np.float32)
    given = np.concatenate((inputs.astype(np.float32), ones), axis=1)
    assert np.array_equal(np.floor(given @ found.floats()), expected)
    backwards = given[:, ::-1] @ found.floats()[::-1]  # in another order
    assert np.array_equal(np.floor(backwards), expected)


def test_products_of_queries_and_keys_stay_exact() -> None:
    arrays = FILES["parsing"]
    numbers, shift = int(arrays["queries"]), int(arrays["product_shift"])
    heads = layer(arrays, "heads")
    ends = slice(2 * numbers, 2 * numbers + 2)  # how good a head, how good a root
    scores = Layer(heads.weights[:, ends], heads.bias[ends], heads.shift[ends])
    end = scores.largest(ACTIVE) >> int(scores.shift.min())
    distance = int(np.abs(arrays["distance"]).max())
    assert numbers * WIDE**2 + (end + distance) * 2**shift < EXACT


def test_clip_rounds_down_within_bounds() -> None:
    values = np.array([-3.5, -0.25, 0.75, 126.999, 127.5, 4000], np.float32)
    out = np.empty_like(values)
    clip(values, 0, ACTIVE, out)
    assert out.tolist() == [0, 0, 0, 126, 127, 127]


def test_powers_do_not_depend_on_who_computes_them() -> None:
    table = powers()
    exact = SURE * np.exp(-np.arange(len(table) - 1) / LOGIT)
    assert float(np.abs(exact - np.floor(exact) - 0.5).min()) > 1e-6  # none is near where rounding turns
    assert table[0] == SURE
    assert table[-2:].tolist() == [1, 0]
    assert np.array_equal(worth(np.array([0, len(table), 1e9], np.float32)), [SURE, 0, 0])
    assert 34 * SURE < EXACT  # what a word's possible heads add up to


def everything(words: list[str]) -> list[np.ndarray]:
    """All that the models say of words."""
    read, parsed = reading.read(words), parsing.parse(words)
    return [*map(np.ascontiguousarray, read), *map(np.ascontiguousarray, parsed)]


@pytest.mark.parametrize("size", [1, 17, 100])
def test_no_bit_depends_on_the_chunks(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    words = TEXT * 9
    whole = everything(words)
    monkeypatch.setattr(reading, "CHUNK", size)
    monkeypatch.setattr(parsing, "CHUNK", size)
    for a, b in zip(whole, everything(words), strict=True):
        assert np.array_equal(a, b)


def test_empty_slots_keep_texts_apart() -> None:
    net, gap = reading.model(), np.zeros(3, np.int64)
    with net.lock:
        first, second = net.slots(TEXT), net.slots(TEXT[::-1])
        both, n = np.concatenate((first, gap, second)), len(TEXT)
        for found in (
            net.tagger.best,
            lambda ids: net.reader.restore(ids)[0].T,
            lambda ids: net.reader.restore(ids)[1],
        ):
            together = found(both)
            assert np.array_equal(together[:n], found(first))
            assert np.array_equal(together[n + len(gap) :], found(second))


DIGEST = "b9c4aa3dc63aaead7c474c56e1ae10a6165c205770f7e8322173758145d3dea8"  # changes with the weights
SCRIPT = """
import hashlib, sys
sys.path.insert(0, {tests!r})
from test_whole_numbers import TEXT, everything
print(hashlib.sha256(b"".join(a.tobytes() for a in everything(TEXT * 3))).hexdigest())
"""


def test_the_bits_are_these_on_every_machine() -> None:
    assert hashlib.sha256(b"".join(a.tobytes() for a in everything(TEXT * 3))).hexdigest() == DIGEST


@pytest.mark.slow
@pytest.mark.parametrize("kernel", ["Nehalem", "Sandybridge", "Haswell"])
def test_no_bit_depends_on_what_the_processor_can_do(kernel: str) -> None:
    """OpenBLAS and numpy made to believe in an older processor; where they do not listen, nothing changes either."""
    without = "" if kernel == "Haswell" else "FMA3 AVX2"
    env = {**os.environ, "OPENBLAS_CORETYPE": kernel, "NPY_DISABLE_CPU_FEATURES": without}
    script = SCRIPT.format(tests=os.path.dirname(__file__))
    done = subprocess.run([sys.executable, "-c", script], env=env, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == DIGEST, done.stderr
