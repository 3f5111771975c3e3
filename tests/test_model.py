"""The reading model as a rule uses it: shapes, tags, case, sentence ends, strange input, size and speed of loading."""

from __future__ import annotations

import os
import time

import numpy as np
import pytest

from mtcheck.languages.en.lexicon import shares, usually_small
from mtcheck.languages.en.model import features
from mtcheck.languages.en.model import reader as reading_model
from mtcheck.languages.en.model.reader import CHUNK, STORED, TAGS, Model, read, tag

TEXT = (
    "Kim said Security partnership between the two countries did n't develop , and he has met Trump three times "
    "For talks . North Korea sent troops to Russia last year . It has tested long-term weapons since 2006 ."
).split()


@pytest.mark.parametrize(
    ("sentence", "tags"),
    [
        ("He has met her .", "PRP VBZ VBN PRP ."),
        ("They do n't know Kim 's name .", "PRP VBP RB VB NNP POS NN ."),
        ("They do n’t know Kim ’s name .", "PRP VBP RB VB NNP POS NN ."),
        ("The committee was founded in 1998 .", "DT NN VBD VBN IN CD ."),
    ],
)
def test_tags(sentence: str, tags: str) -> None:
    assert tag(sentence.split()) == tags.split()


def test_reading_is_parallel_to_the_words() -> None:
    reading = read(TEXT)
    n = len(TEXT)
    assert reading.tag.shape == reading.boundary.shape == reading.small.shape == (n,)
    assert reading.case.shape == (n, 4)
    assert reading.tag.dtype == np.uint8
    assert [TAGS[i] for i in reading.tag] == tag(TEXT)
    for chance in (reading.boundary, reading.case):
        assert chance.dtype == np.float32
        assert float(chance.min()) >= 0
        assert float(chance.max()) <= 1
    assert np.allclose(reading.case.sum(axis=1), 1, atol=1e-4)


def test_case_is_judged_without_looking_at_it() -> None:
    shouted = read([w.upper() for w in TEXT])
    plain = read(TEXT)
    assert np.array_equal(shouted.case, plain.case)
    assert np.array_equal(shouted.boundary, plain.boundary)
    assert plain.small[TEXT.index("For")] > 0.9
    assert plain.small[TEXT.index("Korea")] < 0.1


def test_stops_are_hidden_and_take_the_boundary_of_the_word_before() -> None:
    stop = TEXT.index(".")
    without = read(TEXT[:stop] + TEXT[stop + 1 :])
    reading = read(TEXT)
    assert reading.boundary[stop] == reading.boundary[stop - 1]
    assert reading.boundary[stop - 1] == without.boundary[stop - 1]
    last = len(TEXT) - 1
    assert min(reading.boundary[stop], reading.boundary[last]) > 0.2
    assert reading.boundary[TEXT.index("between")] < 0.1


def test_paragraph_starts() -> None:
    starts = [w in ("Kim", "North") for w in TEXT]
    reading = read(TEXT, starts)
    assert len(reading.tag) == len(TEXT)
    assert reading.boundary[TEXT.index("talks")] > 0.5
    assert tag(TEXT, starts) == [TAGS[i] for i in reading.tag]


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["word"],
        ["."],
        [".", "!", "?"],
        ["🙂", "👩‍👩‍👧", "漢字", "a" * 10_000, "\ud800", "\x00", " ", "İstanbul", "ǅ", "ﬁ", "…"],
        [""],
    ],
)
def test_strange_input(words: list[str]) -> None:
    reading = read(words)
    assert len(reading.tag) == len(reading.boundary) == len(reading.case) == len(tag(words)) == len(words)
    assert bool(np.isfinite(reading.case).all())


def test_chunks_do_not_show() -> None:
    words = TEXT * (2 * CHUNK // len(TEXT) + 3)
    whole = read(words)
    part = read(words[: CHUNK - 20])
    n = CHUNK - 40
    assert np.array_equal(whole.tag[:n], part.tag[:n])
    assert np.array_equal(whole.case[:n], part.case[:n])
    middle = CHUNK // len(TEXT) * len(TEXT)
    again = slice(middle, middle + len(TEXT))
    assert np.array_equal(whole.tag[again], whole.tag[len(TEXT) : 2 * len(TEXT)])
    assert np.array_equal(whole.boundary[again], whole.boundary[len(TEXT) : 2 * len(TEXT)])


@pytest.mark.slow
def test_the_store_is_bounded_and_does_not_change_results() -> None:
    before = read(TEXT)
    read([f"word{i}x" if i % 3 else f"Qaz{i}" for i in range(2 * STORED)])
    assert len(reading_model.model().slots) <= STORED
    after = read(TEXT)
    assert np.array_equal(before.tag, after.tag)
    assert np.array_equal(before.case, after.case)


def test_load_time_and_size() -> None:
    assert os.path.getsize(reading_model.WEIGHTS) <= 6_000_000
    times = []
    for _ in range(3):
        began = time.process_time()
        Model()
        times.append(time.process_time() - began)
    assert min(times) < 0.16  # 0.08 on a quiet machine


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("word", features.LOWER),
        ("Word", features.INITIAL),
        ("I", features.INITIAL),
        ("X-ray", features.INITIAL),
        ("Anglo-American", features.INITIAL),
        ("NATO", features.UPPER),
        ("U.S.", features.UPPER),
        ("McDonald", features.MIXED),
        ("iPhone", features.MIXED),
        ("U.S.-led", features.MIXED),
        ("1998", features.OTHER),
        (",", features.OTHER),
        ("漢字", features.OTHER),
    ],
)
def test_shape(word: str, shape: int) -> None:
    assert features.shape(word) == shape


def test_small() -> None:
    assert features.small("Don’t") == "don't"
    assert features.small("1998") == "0000"
    assert features.small("“") == "``"
    assert len(features.small("a" * 10_000)) == 40
    assert len(features.pieces("long-term")) <= features.PIECES
    assert all(0 < row < features.BUCKETS for row in features.pieces("x"))


def test_lexicon() -> None:
    assert usually_small("for") == 1
    assert usually_small("Security") > 0.7
    assert usually_small("President") == usually_small("monday") == usually_small("xqzt") == 0
    assert usually_small("china") < 0.2
    assert usually_small("abseiling") > 0.9
    assert usually_small("english") == usually_small("xqzt") == 0
    assert shares().get("the") == 1
