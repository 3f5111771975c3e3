"""The parser of the reading model: shapes, determinism, chunks, strange input, and plain sentences parsed rightly."""

from __future__ import annotations

import os
import time

import numpy as np
import pytest

from mtcheck.languages.en import analyse
from mtcheck.languages.en.model import parser as parsing
from mtcheck.languages.en.model.parse_layers import REACH
from mtcheck.languages.en.model.parsed import parse_of
from mtcheck.languages.en.model.parser import CHUNK, HALO, KINDS, RELATIONS, STORED, Parser, parse

TEXT = (
    "The mayor of the old town told reporters on Friday that two bridges had been closed . "
    "She did n't say when the long-awaited repairs would begin , but a spokesman for the council "
    "promised a report within weeks ."
).split()

# word, its head, the relation; "" is a root
SENTENCES = {
    "The old dog chased a small cat .": [
        ("The", "dog", "det"),
        ("old", "dog", "amod"),
        ("dog", "chased", "nsubj"),
        ("chased", "", "root"),
        ("small", "cat", "amod"),
        ("cat", "chased", "obj"),
    ],
    "The results of the study were published in May .": [
        ("results", "published", "nsubj:pass"),
        ("of", "study", "case"),
        ("study", "results", "nmod"),
        ("were", "published", "aux:pass"),
        ("published", "", "root"),
        ("May", "published", "obl"),
    ],
    "My sister is a teacher , and her husband drives a bus .": [
        ("My", "sister", "nmod:poss"),
        ("sister", "teacher", "nsubj"),
        ("is", "teacher", "cop"),
        ("husband", "drives", "nsubj"),
        ("bus", "drives", "obj"),
    ],
    "We have not seen the man who wrote this letter .": [
        ("We", "seen", "nsubj"),
        ("have", "seen", "aux"),
        ("man", "seen", "obj"),
        ("who", "wrote", "nsubj"),
        ("wrote", "man", "acl:relcl"),
        ("letter", "wrote", "obj"),
    ],
    # the subject is found where the verb has the wrong number
    "The roof of these houses were damaged by the storm .": [
        ("roof", "damaged", "nsubj:pass"),
        ("houses", "roof", "nmod"),
    ],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_plain_sentences(text: str) -> None:
    words = text.split()
    found = parse(words)
    for word, head, relation in SENTENCES[text]:
        i = words.index(word)
        assert found.head[i] == (words.index(head) if head else -1), word
        assert RELATIONS[found.relation[i]] == relation, word
        assert found.sure[i] > 0.5, word


def test_kinds() -> None:
    text = "Maria Lopez left Spain in June and joined the University of Vienna . She said her students were friendly ."
    words = text.split()
    kinds = [KINDS[i] for i in parse(words).kind.argmax(axis=1)]
    expected = {
        "Maria": "person",
        "Spain": "place",
        "June": "time",
        "University": "organisation",
        "Vienna": "place",
        "She": "person",
        "students": "person",
        "left": "none",
        "in": "none",
    }
    assert {word: kinds[words.index(word)] for word in expected} == expected


def test_columns_are_parallel_to_the_words() -> None:
    found = parse(TEXT)
    n = len(TEXT)
    assert found.head.shape == found.relation.shape == found.sure.shape == (n,)
    assert found.kind.shape == (n, len(KINDS))
    assert np.allclose(found.kind.sum(axis=1), 1, atol=1e-4)
    assert float(found.sure.min()) > 0
    assert float(found.sure.max()) <= 1.00001
    near = found.head[found.head >= 0] - np.flatnonzero(found.head >= 0)
    assert int(np.abs(near).max()) <= REACH
    assert 0 not in near


def test_twice_the_same() -> None:
    first, second = parse(TEXT), parse(TEXT)
    assert np.array_equal(first.head, second.head)
    assert np.array_equal(first.sure, second.sure)
    assert np.array_equal(first.kind, second.kind)


@pytest.mark.parametrize(
    "words",
    [[], ["word"], ["."], [""], ["🙂", "漢字", "a" * 10_000, "\ud800", "\x00", " ", "İstanbul", "ﬁ", "…"]],
)
def test_strange_input(words: list[str]) -> None:
    found = parse(words, [True] * len(words), np.zeros(len(words), np.int32))
    assert len(found.head) == len(found.kind) == len(words)
    assert bool(np.isfinite(found.kind).all())
    assert bool(np.isfinite(found.sure).all())
    assert bool((found.head < len(words)).all())


def test_chunks_do_not_show() -> None:
    words = TEXT * (2 * CHUNK // len(TEXT) + 3)
    whole, part = parse(words), parse(words[: CHUNK - 20])
    n = CHUNK - 20 - HALO
    assert np.array_equal(whole.head[:n], part.head[:n])
    assert np.array_equal(whole.relation[:n], part.relation[:n])
    assert np.array_equal(whole.sure[:n], part.sure[:n])
    middle = CHUNK // len(TEXT) * len(TEXT)  # the words around the end of the first chunk
    again, once = slice(middle - len(TEXT), middle + 2 * len(TEXT)), slice(2 * len(TEXT), 5 * len(TEXT))
    assert np.array_equal(relative(whole.head)[again], relative(whole.head)[once])


def relative(head: np.ndarray) -> np.ndarray:
    """How far each head is; 0 for roots."""
    return np.where(head < 0, 0, head - np.arange(len(head)))


def test_the_store_is_bounded_and_does_not_change_results() -> None:
    before = parse(TEXT)
    parse([f"word{i}x" if i % 3 else f"Qaz{i}" for i in range(2 * STORED)])
    assert len(parsing.parser().slots) <= STORED
    after = parse(TEXT)
    assert np.array_equal(before.head, after.head)
    assert np.array_equal(before.sure, after.sure)


def test_no_arc_leaves_a_sentence_or_a_paragraph() -> None:
    text = "The bridge\n\nIt was closed on Monday. Nobody knows why.\n\nThe end of"
    document = analyse(text)
    found = parse_of(document)
    assert len(found.head) == len(document)
    for i, head in enumerate(found.head):
        assert head == -1 or document.same_sentence(i, head)
        assert head != i
        assert (found.relation[i] in RELATIONS) and (found.kind[i] in KINDS)
        assert 0 < found.sure[i] <= 1.00001
        assert 0 < found.kind_sure[i] <= 1.00001
    closed = document.lower.index("closed")
    assert found.head[document.lower.index("it")] == closed
    assert found.relation[document.lower.index("it")] == "nsubj:pass"
    assert parse_of(document) is found


def test_each_sentence_has_one_root_where_sentences_are_given() -> None:
    first = TEXT.index(".") + 1
    sentence = np.array([0] * first + [1] * (len(TEXT) - first), np.int32)
    found = parse(TEXT, None, sentence)
    assert np.bincount(sentence[found.head < 0]).tolist() == [1, 1]
    assert RELATIONS[found.relation[TEXT.index("told")]] == "root"
    assert all((RELATIONS[r] == "root") == (h < 0) for r, h in zip(found.relation, found.head, strict=True))


def test_an_empty_document() -> None:
    assert parse_of(analyse("")).head == []


def test_load_time_and_size() -> None:
    assert os.path.getsize(parsing.WEIGHTS) <= 2_450_000
    times = []
    for _ in range(3):
        began = time.process_time()
        Parser()
        times.append(time.process_time() - began)
    assert min(times) < 0.08  # 0.02 on a quiet machine
