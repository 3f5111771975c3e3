"""The door for languages: another one is a folder of its own, found by its name, and English keeps out of it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import mtcheck
from mtcheck import Settings, languages, rules
from mtcheck.checking import checker, registry
from mtcheck.checking.checker import active_rules
from mtcheck.checking.registry import all_rules, find, target_rules
from mtcheck.languages import UnknownLanguage, codes, language
from mtcheck.languages.base import unstrained
from mtcheck.text.vocabulary import Vocabulary

# A language of which mtcheck knows no more than its letters, its months and how to cut a text at white space.
TOY = """
import re
import numpy as np
from mtcheck.languages.base import Language
from mtcheck.text.document import Document, Flag
from mtcheck.text.vocabulary import Vocabulary

WORDS = Vocabulary(months=frozenset(["zin"]), definite_articles=frozenset(["ro"]), before_dates=frozenset(["na"]))

def flag(text, m):
    word = m.group()
    kind = Flag.WORD if word.isalpha() else Flag.NUMBER if word.isdigit() else Flag.PUNCT
    stop = Flag.STOP if word in ".!?" else 0
    return kind | stop | Flag.SPACE * text[m.start() - 1 : m.start()].isspace() | Flag.CAPITAL * word[0].isupper()

def analyse(text, settings, layout=None):
    found = list(re.finditer(r"\\w+|[^\\w\\s]", text))
    n = len(found)
    return Document(
        text=text,
        words=[m.group() for m in found],
        start=np.array([m.start() for m in found], np.int64),
        end=np.array([m.end() for m in found], np.int64),
        flags=np.array([flag(text, m) for m in found], np.uint32),
        sentence=np.zeros(n, np.int32),
        paragraph=np.zeros(n, np.int32),
        sentence_bounds=np.array([[0, n]], np.int32),
        kinds=np.zeros(1, np.uint8),
        tags=[""] * n,
        pos=np.zeros(n, np.uint16),
        small=np.zeros(n, np.float32),
        boundary=np.zeros(n, np.float32),
        word_count=len(text.split()),
        settings=settings,
        language="Toy",
        vocabulary=WORDS,
    )

LANGUAGE = Language("xx", "Toy", analyse, WORDS)
"""
RULE = '''
from mtcheck.lint import MINOR, Bad, Good, Match, document_rule

@document_rule(
    code="TOY001", name="toy-month", severity=MINOR, mqm="x", examples=(Bad("[[zin]]"), Good("a"), Good("b")),
)
def toy_month(document):
    """Finds a month.

    For tests.
    """
    for word in document.vocabulary["months"] & document.index.keys():
        for i in document.index[word]:
            yield Match(document.span(i), "a month of " + document.language, 0.9)
'''


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The code of a language that stands in two folders outside the package."""
    for path, text in (("languages/xx/__init__.py", TOY), ("rules/xx/months/toy_month.py", RULE)):
        file = tmp_path / path
        file.parent.mkdir(parents=True)
        file.write_text(text, encoding="utf-8")
    for folder in ("rules/xx", "rules/xx/months"):
        (tmp_path / folder / "__init__.py").touch()
    monkeypatch.setattr(languages, "__path__", [*languages.__path__, str(tmp_path / "languages")])
    monkeypatch.setattr(rules, "__path__", [*rules.__path__, str(tmp_path / "rules")])
    yield "xx"
    language.cache_clear()
    for kept in (registry._installed, registry.all_rules, registry.target_rules):
        kept.cache_clear()
    checker._active.cache_clear()
    for name in [name for name in sys.modules if name.startswith(("mtcheck.languages.xx", "mtcheck.rules.xx"))]:
        del sys.modules[name]


def test_a_language_is_a_folder(toy: str) -> None:
    assert codes() == ["en", toy]
    assert (language(toy).code, language(toy).name) == (toy, "Toy")
    assert language(toy).strain is unstrained


def test_the_rules_of_a_language_are_its_own_and_those_of_any(toy: str) -> None:
    mine = {r.code for r in target_rules(toy)}
    assert mine - {r.code for r in target_rules()} == {"TOY001"}
    folders = {r.function.__module__.split(".")[2] for r in target_rules(toy)}
    assert folders <= {"any", toy}
    assert {r.code for r in all_rules(toy)} - mine == {r.code for r in all_rules() if r.bilingual}
    assert find("toy-month", toy).family == "months"
    with pytest.raises(registry.UnknownRule):
        find("toy-month")


def test_english_rules_stay_out(toy: str) -> None:
    text = "In zin it rained on the the town."
    assert [f.code for f in mtcheck.check(text).findings] == ["REP001"]
    report = mtcheck.check(text, settings=Settings(language=toy))
    assert [(f.code, f.message) for f in report.findings] == [("TOY001", "a month of Toy")]
    assert "|lang:xx|" in report.score.signature
    assert report.score.strain == 0
    assert [r.code for r in active_rules(Settings(select=("TOY",), language=toy))] == ["TOY001"]


def test_rules_for_any_language_run_in_its_words(toy: str) -> None:
    text = "Na 33 zin ropal ve ,ro mita go。 Ro ve na 12 zin to the town."
    report = mtcheck.check(text, settings=Settings(language=toy, ignore=("TOY",)))
    found = [(f.code, text[slice(*f.span)], f.message) for f in report.findings]
    assert found == [
        ("NUM003", "33 zin", "zin has at most 31 days."),
        ("SPC001", "ve ,", "A space stands before “,” here."),
        ("PUN004", "go。", "“。” is a mark of another script, not of Toy."),
    ]
    assert "NUM003" not in {f.code for f in mtcheck.check(text).findings}  # zin is no month of English


def test_rules_for_any_language_ask_for_words_that_english_has() -> None:
    asked = {
        name
        for path in Path(rules.__path__[0], "any").rglob("*.py")
        for name in re.findall(r"""(?:vocabulary|words)\["(\w+)"\]""", path.read_text(encoding="utf-8"))
    }
    assert len(asked) > 20
    assert asked - language().vocabulary.keys() == set()
    assert all(word == word.lower() for words in language().vocabulary.values() for word in words)


def test_english_is_the_default() -> None:
    assert language() is language("en")
    assert Settings().language == "en"
    assert language().analyse("A day.", {}).language == "English"
    assert "|lang:en|" in mtcheck.check("It rained.").score.signature


def test_an_unknown_language_is_named() -> None:
    for code in ("qq", "base", "", "en.grammar", ".."):
        with pytest.raises(UnknownLanguage, match="there are: en"):
            mtcheck.check("x", settings=Settings(language=code))


def test_a_language_is_imported_when_it_is_asked_for() -> None:
    asked = (
        "import sys, mtcheck.languages as x; print(x.codes(), *{'numpy', 'mtcheck.languages.en'} & sys.modules.keys())"
    )
    out = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert out == "['en']\n"


def test_a_class_that_a_language_lacks_is_empty() -> None:
    words = Vocabulary(months=frozenset(["zin"]))
    assert words["months"] == {"zin"}
    assert words["weekdays"] == frozenset()
