"""Words stand once: in the vocabulary of the language, not again in rules."""

from __future__ import annotations

import ast
import importlib.util
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

from mtcheck.languages.en import vocabulary
from mtcheck.languages.en.vocabulary import VOCABULARY

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("word_lists", ROOT / "scripts" / "word_lists.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_rules_hold_few_lists_of_words(script: ModuleType) -> None:
    found = [f"{path}: {name}" for path, name, _ in script.lists()]
    assert 20 < len(found) <= script.MOST, f"put words that others may ask for into the vocabulary: {found}"


def test_rules_say_no_class_again(script: ModuleType) -> None:
    again = {
        f"{path}: {name}": classes
        for path, name, words in script.lists()
        if (classes := script.said_again({word.lower() for word in words}, VOCABULARY))
    }
    assert again == {}, "add to these classes or take from them: CLAUSE_OPENERS - {'as'} | {'but'}"


@pytest.mark.parametrize(
    ("line", "classes"),
    [
        ('DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())', ["weekdays"]),
        ('DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday")', ["weekdays"]),  # six of seven
        ('DAYS = frozenset("monday tuesday wednesday thursday friday".split())', []),
        ('DAYS = WEEKDAYS - {"sunday"} | {"holiday", "feast", "weekend", "today"}', []),
        ('ARTICLES = frozenset("a an the some".split())', []),  # too small a class to say again
    ],
)
def test_a_list_says_a_class_again_from_four_fifths_of_it(script: ModuleType, line: str, classes: list[str]) -> None:
    known = {name: VOCABULARY[name] for name in ("weekdays", "articles")}
    assert [name for _, words in script.lists_in(line) for name in script.said_again({*words}, known)] == classes


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('WORDS = "one two three four".split()', 4),
        ('WORDS: tuple[str, ...] = ("one", "two", "three", "four")', 4),
        ('WORDS = OTHERS - {"one", "two"} | frozenset("three four".split())', 4),
        ('WORDS = OTHERS - {"one"} | {"two", "three"}', 0),  # an adjustment
        ('SIGNS = (".", ",", ";", ":")', 0),
    ],
)
def test_what_counts_as_a_list(script: ModuleType, line: str, words: int) -> None:
    assert [len(found) for _, found in script.lists_in(line)] == ([words] if words else [])


def test_no_class_stands_twice() -> None:
    names = Counter(
        ast.unparse(node.targets[0])
        for path in Path(vocabulary.__path__[0]).glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.Assign)
    )
    assert [name for name, times in names.items() if times > 1] == []
    assert {name.lower() for name in names} >= VOCABULARY.keys()
    classes = Counter(VOCABULARY.values())
    assert [sorted(words) for words, times in classes.items() if times > 1] == []
