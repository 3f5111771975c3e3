"""Texts that are analysed together: each as if it were alone, and rules that wait."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mtcheck import check, check_many
from mtcheck.checking.checker import DEFAULT, active
from mtcheck.checking.reading import Reading, read
from mtcheck.checking.registry import all_rules
from mtcheck.languages.en import analyse, analyse_many
from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.model.parsed import Arcs
from mtcheck.lint import MINOR, Document, Match, layer, mask_rule
from mtcheck.lint.testing import unmark
from mtcheck.text.batch import Batch, numbers
from mtcheck.text.masks import Mask, Told, among, columnar, following
from mtcheck.text.wishes import Later, Wishes

TEXTS = [
    "The mayor left on Monday. He said that “nobody knew”.",
    "",
    " \n ",
    "[1] What is it? [2] Nobody knows. [",
    "“He said so",
    ". . . And then. ...",
    "3",
    ". The end",
    "1. The cat sat.\n2. The dog ran.\n- a\n- b",
    "“",
    "No. 5 is here! “",
    "Is it? The the men has left.“ A.",
    "中文字符。测试 The Übung was très good.",
    "x" * 3000,
]
EXAMPLES = [unmark(e.text)[0] for r in all_rules() if not r.bilingual for e in r.examples]


def test_documents_of_a_batch_are_what_they_are_alone() -> None:
    for text, document in zip(TEXTS, analyse_many(TEXTS).documents, strict=True):
        alone = analyse(text)
        assert (document.text, document.words, document.tags) == (text, alone.words, alone.tags)
        assert (document.lower, document.word_count) == (alone.lower, alone.word_count)
        columns = "start end flags sentence paragraph sentence_bounds kinds pos small boundary"
        for name in columns.split():
            found, expected = getattr(document, name), getattr(alone, name)
            assert found.dtype == expected.dtype and found.tolist() == expected.tolist(), (text, name)


def test_reports_of_a_batch_are_what_they_are_alone() -> None:
    texts = [*TEXTS, *EXAMPLES[::7]]
    for text, report in zip(texts, check_many(texts), strict=True):
        assert report == check(text), text


def test_sentences_that_are_parsed_together_are_parsed_as_if_alone() -> None:
    documents = analyse_many(EXAMPLES[:40]).documents
    for document in documents:
        document.wishes.open = True
        with pytest.raises(Later):
            Arcs(document).read(*range(len(document.bounds)))
    assert documents[0].wishes
    together = []
    for document in documents:
        found = syntax(document)
        with pytest.raises(Later):
            found.need(range(len(document.bounds)))
        together.append(found.arcs)
    documents[0].wishes.open = False
    documents[0].wishes.fulfil()
    assert not documents[0].wishes
    for document, arcs in zip(documents, together, strict=True):
        alone = Arcs(analyse(document.text))
        for k in range(len(document.bounds)):
            alone.read(k)
        assert arcs is not None
        assert (arcs.head, arcs.relation, arcs.kind) == (alone.head, alone.relation, alone.kind)
        assert arcs.sure == alone.sure and arcs.kind_sure == alone.kind_sure


def test_what_wakes_a_rule_is_never_too_strict() -> None:
    woken = [r for r in all_rules() if r.wake]
    assert len(woken) > 20
    for document in analyse_many(EXAMPLES).documents:
        for rule in woken:
            assert rule.wakes(document) or not rule.run(document), (rule.code, document.text)


def test_the_whole_wakes_what_its_documents_wake() -> None:
    batch = analyse_many(EXAMPLES[::3])
    for rule in all_rules():
        if rule.wake:
            alone = [numbers(rule.wake(analyse(d.text))).tolist() for d in batch.documents[:60]]
            together = batch.places(rule.wake)[:60]
            assert all(there for there, one in zip(together, alone, strict=True) if one), rule.code
            assert together == alone or not rule.placed, rule.code


def test_a_batch_without_a_whole_asks_each_document() -> None:
    documents = [analyse(text) for text in ("The cat sat.", "A dog ran.", "")]
    assert Batch(documents).places(lambda d: among(d, {"cat"})) == [[1], [], []]
    found = active(DEFAULT).due_in(Batch(documents))
    assert [[r.code for r, _ in woken] for woken in found] == [
        [r.code for r, _ in active(DEFAULT).due(d)] for d in documents
    ]


def test_masks_of_words() -> None:
    document = analyse("The cat saw the Cat.")
    assert among(document, {"cat"}).tolist() == [False, True, False, False, True, False]
    assert following(among(document, {"cat"})).tolist() == [True, False, False, True, False, False]
    asked: list[str] = []

    def about(word: str) -> bool:
        asked.append(word)
        return word == "the"

    told = Told(about)
    assert told.mask(document).tolist() == [True, False, False, True, False, False]
    assert told.mask(document).any() and sorted(asked) == [".", "cat", "saw", "the"]


def test_a_columnar_function_works_once_for_a_batch() -> None:
    seen: list[int] = []

    @columnar
    def cats(document: Document) -> Mask:
        seen.append(len(document))
        return among(document, {"cat"})

    first, second = analyse_many(["The cat sat.", "A cat ran off."]).documents
    assert (cats(first).tolist(), cats(second).tolist()) == (
        [False, True, False, False],
        [False, True, False, False, False],
    )
    assert len(seen) == 1
    assert cats(analyse("cat")).tolist() == [True]


def test_a_rule_that_waits_is_asked_again() -> None:
    wishes = Wishes()
    done: list[list[str]] = []
    asked: list[str] = []
    documents = analyse_many(["One.", "Two."]).documents

    def work(items: list[str]) -> None:
        done.append(items)

    def call(document: Document, i: int) -> Iterator[Match]:
        """Toy.

        For this test.
        """
        if not done:
            wishes.ask(work, [document.words[i]])
        asked.append(document.words[i])
        yield Match(document.span(i), "here", 0.9)

    rule = mask_rule(
        code="TOY001", name="toy", severity=MINOR, mqm="other", examples=(), candidates=lambda d: list(range(len(d)))
    )(call)
    readings = [Reading(d, [(rule, [])]) for d in documents]
    read(readings, [wishes])
    assert done == [["One", ".", "Two", "."]]
    assert asked == ["One", ".", "Two", "."] and not wishes.open
    assert [len(r.said) for r in readings] == [2, 2] and not any(r.failures for r in readings)


def test_what_waits_asks_once() -> None:
    """Else many places that ask for one layer would each look through the whole text."""
    asked = []

    @layer
    def slow(document: Document) -> int:
        asked.append(document)
        document.wishes.ask(lambda items: None, ["a"])
        return 1

    document = analyse("He left.")
    document.wishes.open = True
    for _ in range(3):
        with pytest.raises(Later):
            slow(document)
    assert len(asked) == 1
    document.wishes.open = False
    document.wishes.fulfil()
    assert slow(document) == 1 and len(asked) == 2


def test_many_mistakes_of_one_kind_take_no_more_memory_each() -> None:
    """Two sizes of a text of mistakes; of the larger no more than twice as much is asked."""
    wanted = []
    for lines in (50, 100):
        batch = analyse_many(["The man go home\n" * lines])
        for wish in batch.wishes:
            wish.open = True
        reading = Reading(batch.documents[0], list(active(DEFAULT).due(batch.documents[0])))
        reading.ask()
        wanted.append(sum(len(items) for wish in batch.wishes for items in wish._wanted.values()))
    assert 0 < wanted[1] < 2.5 * wanted[0]
