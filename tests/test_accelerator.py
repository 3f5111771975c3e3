"""The compiled arithmetic gives numpy's bits, and refuses what it cannot compute. Skipped where it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from mtcheck.languages.en.model import accelerator
from mtcheck.languages.en.model import parser as parsing
from mtcheck.languages.en.model import reader as reading
from mtcheck.languages.en.model.arrays import load

fast: Any = pytest.importorskip("mtcheck_fast")

TEXT = (
    "Dr. Ana Ruiz , who met Kim 's aides in Rome , did n't say when the long-term talks would end . THEY End In May ? "
    "« Non » , he wrote ; “ two of the 3,000 pages were lost ” … and Nobody cares !"
).split()
STRANGE = ["", "\n", "🙂", "👩‍👩‍👧", "漢字", "a" * 10_000, "\ud800", "\x00", " ", "İstanbul", "ǅ", "ﬁ", "…", "-"]
STRANGE += ["--a-", "'s"]


class Pair:
    """Both ways to compute, side by side."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._patch = monkeypatch
        self._nets = {}
        for name, module in (("numpy", None), ("compiled", fast)):
            for where in (accelerator, reading, parsing):
                monkeypatch.setattr(where, "compiled", lambda module=module: module)
            self._nets[name] = reading.Model(), parsing.Parser()
        assert isinstance(self._nets["compiled"][0].tagger, accelerator.CompiledEncoder)

    def same(self, words: list[str], starts: Any = None, sentence: Any = None) -> None:
        """Hold the two against each other."""
        found = [self._all(name, words, starts, sentence) for name in self._nets]
        for a, b in zip(*found, strict=True):
            assert a.dtype == b.dtype
            assert np.array_equal(a, b)

    def _all(self, name: str, words: list[str], starts: Any, sentence: Any) -> list[Any]:
        net, parser = self._nets[name]
        self._patch.setattr(reading, "model", lambda: net)
        self._patch.setattr(parsing, "parser", lambda: parser)
        return [*reading.read(words, starts), *parsing.parse(words, starts, sentence)]


@pytest.fixture(params=[True, False], ids=["wide", "plain"])
def pair(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pair]:
    """With the widest instructions of the processor, and without them."""
    usual = fast.processor()
    fast.processor(request.param)
    yield Pair(monkeypatch)
    fast.processor(usual)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 5, 6, 7, 16, 17, 33, 63, 64, 65, 129])
def test_the_same_at_every_length(pair: Pair, n: int) -> None:
    words = (TEXT * 4)[:n]
    pair.same(words)
    pair.same(words, None, np.zeros(n, np.int32))


def test_the_same_with_paragraphs_and_sentences(pair: Pair) -> None:
    rng = np.random.default_rng(1)
    words = [TEXT[i] for i in rng.integers(0, len(TEXT), 300)]
    for share in (0.02, 0.3, 1):
        starts = rng.random(len(words)) < share
        pair.same(words, starts)
        pair.same(words, starts, np.cumsum(rng.random(len(words)) < share))


@pytest.mark.parametrize("word", STRANGE, ids=ascii)
def test_the_same_for_strange_words(pair: Pair, word: str) -> None:
    pair.same([word])
    pair.same([*TEXT, word, *TEXT, word, word])


def test_the_same_over_chunks(pair: Pair) -> None:
    rng = np.random.default_rng(2)
    words = [TEXT[i] for i in rng.integers(0, len(TEXT), 2 * reading.CHUNK + 77)]
    pair.same(words, None, np.arange(len(words)) // 25)
    pair.same(words)


def test_the_same_for_new_words(pair: Pair) -> None:
    rng = np.random.default_rng(3)
    letters = np.array(list("abcdefghiäß’-AZ09."))
    words = ["".join(rng.choice(letters, rng.integers(1, 15))) for _ in range(600)]
    pair.same(words)


def test_the_same_when_the_store_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, parsing):
        monkeypatch.setattr(module, "STORED", 2400)
    pair = Pair(monkeypatch)
    pair.same([f"word{i}x" if i % 3 else f"Qaz{i}" for i in range(5000)])
    pair.same(TEXT * 3)


def test_slots_and_columns_are_checked() -> None:
    encoder = accelerator.CompiledEncoder(load(reading.WEIGHTS), "tagger", 100)
    encoder.store(1, np.ones((3, 64), np.float32))
    assert len(encoder.best(np.array([0, 1, 3]))) == 3
    for wrong in ([4], [-1], [2**40]):
        with pytest.raises(ValueError, match="slot"):
            encoder.best(np.array(wrong))
    net: Any = encoder._net
    for slot, words in ((0, 1), (5, 1), (1, 100), (-3, 1)):
        with pytest.raises(ValueError, match="stored"):
            net.store(slot, np.ones((words, 64), np.int16))
    for ids, out in ((np.zeros(3, np.int64), np.zeros(2, np.uint8)), (np.zeros(3, np.int8), np.zeros(3, np.uint8))):
        with pytest.raises(ValueError):
            net.best(ids, out)
    with pytest.raises(ValueError):
        net.store(1, np.ones(63, np.int16))
    frozen = np.zeros(1, np.uint8)
    frozen.flags.writeable = False
    with pytest.raises((BufferError, TypeError, ValueError)):
        net.best(np.zeros(1, np.int64), frozen)


def test_layers_that_do_not_fit_are_refused() -> None:
    arrays = load(reading.WEIGHTS)
    good = [accelerator._packed(arrays, f"tagger_{part}") for part in ("window", "squeeze", "context", "far", "head")]
    powers = accelerator._powers()
    for k in range(5):
        other = [*good]
        other[k] = good[(k + 1) % 5]
        with pytest.raises(ValueError, match="fit"):
            fast.Encoder(*other, powers, 100)
    with pytest.raises(ValueError, match="size"):
        fast.Encoder((65, *good[0][1:]), *good[1:], powers, 100)
    for slots in (0, -5, 2**30):
        with pytest.raises(ValueError, match="fit"):
            fast.Encoder(*good, powers, slots)
    with pytest.raises(ValueError, match="power"):
        fast.Encoder(*good, np.zeros(5, np.int32), 100)
    unmade = fast.Encoder.__new__(fast.Encoder)
    with pytest.raises(ValueError):
        unmade.best(np.zeros(1, np.int64), np.zeros(1, np.uint8))
    with pytest.raises(RuntimeError):
        unmade.store(1, np.zeros(64, np.int16))
    made = fast.Encoder(*good, powers, 100)
    with pytest.raises(RuntimeError):
        made.__init__(*good, powers, 100)
