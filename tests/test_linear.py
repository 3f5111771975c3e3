"""Work grows with the text: lines of mtcheck that are run for a text, and for one that is four times as long, counted.

benchmarks/worst_case.py measures the time, of more texts; a count is the same on every machine.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections.abc import Callable
from itertools import pairwise, product
from types import FrameType
from typing import Any

import pytest

from mtcheck.bitext.align import PLACES, Unit, align, length_cost
from mtcheck.bitext.compare import numbers
from mtcheck.bitext.language import language_data
from mtcheck.bitext.lengths import Scale
from mtcheck.bitext.numbers_english import english_numbers
from mtcheck.bitext.numerals import BEGIN, numerals
from mtcheck.bitext.pair import LONGEST, Pair
from mtcheck.bitext.passes import STRAY, Piece, _Side, _with_moved, aligned
from mtcheck.bitext.source import Source
from mtcheck.checking.registry import all_rules
from mtcheck.languages.en import analyse
from mtcheck.languages.en.grammar import sentences
from mtcheck.languages.en.grammar.syntax import outline
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.lint.rule import BadPair, Rule
from mtcheck.lint.testing import unmark
from mtcheck.reading.base import Options
from mtcheck.reading.formats import read
from mtcheck.reading.landmarks import landmarks
from mtcheck.text.spans import Span

pytestmark = pytest.mark.slow

SIZE = 2500  # code points of the shorter text
TIMES = 4
MOST = TIMES * 1.25  # 1.16 as an exponent
RULES = {r.code: r for r in all_rules() if not r.code.startswith("CAL")}  # those are rows of tables


def lines_run(once: Callable[[], object]) -> int:
    """How many lines of mtcheck a call runs; each turn of a loop counts."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if "mtcheck" not in frame.f_code.co_filename:
            return None
        count += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        once()
    finally:
        sys.settrace(before)
    return count


def grown(unit: str, size: int) -> str:
    return unit * (size // len(unit) + 1)


def growth(prepare: Callable[[str], Callable[[], object]], unit: str, size: int = SIZE) -> float:
    """By how much more the work is on the longer text. The first call warms caches up: with the longer text, for a
    table of words makes an index once it has been asked often."""
    prepare(grown(unit, TIMES * size))()
    few, many = (lines_run(prepare(grown(unit, n))) for n in (size, TIMES * size))
    return many / few


def prepared(rule: Rule, text: str) -> Callable[[], object]:
    document = analyse(text)
    return lambda: rule.run(document)


def pair_of(target: str, source: str, lang: str, many: int = 1) -> Pair:
    """A pair of so many equal segments."""
    document, original = analyse(target * many), Source.of(source * many, lang)
    t, s = len(target), len(source)
    segments = tuple((Span(k * s, k * s + s), Span(k * t, k * t + t)) for k in range(many))
    return Pair(document, original, True, segments)


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if not rule.bilingual])
def test_the_work_of_a_rule_grows_with_the_text(code: str) -> None:
    example = unmark(RULES[code].examples[0].text)[0].strip() + " "
    size = 4 * SIZE if code == "SEN001" else SIZE  # it looks at 60 places of a word, and at 120 tokens on each side
    assert growth(lambda text: prepared(RULES[code], text), example, size) < MOST


WORST = {
    "CON001": "Mr. Zelensky came. Mr. Zelenskyy went. Mr. Zelenski left. ",
    "CON002": "U.S. ",
    "CON005": "Central Election Commission, Central Electoral Committee, ",
    "PRO002": "He said she hurt himself. ",
    "PRO006": "He saw the man. ",
    "WRD004": "thisisonewordwithoutend",
    "WRD013": "The Barack Obama spoke. ",
    "SEN004": "He left. and isn’t it? ",
    "PUN006": "“ ",
    "REP001": "the ",
}


@pytest.mark.parametrize("code", WORST)
def test_the_work_on_hostile_texts_too(code: str) -> None:
    assert growth(lambda text: prepared(RULES[code], text), WORST[code]) < MOST


def test_the_work_of_pronouns_and_names_in_one_sentence() -> None:
    """Who is named in a sentence is asked for each of its pronouns."""

    def prepare(text: str) -> Callable[[], object]:
        document = analyse(text)
        return lambda: mentions(document)

    assert growth(prepare, "Anna told Weber he knew her and ") < MOST


def test_the_work_of_asking_for_clauses_in_one_sentence() -> None:
    def prepare(text: str) -> Callable[[], object]:
        grammar = outline(analyse(text))
        places = range(len(grammar.document))

        def asked() -> None:
            for i in places:
                grammar.clause_of(i), grammar.clause_with(i), grammar.group_at(i)

        return asked

    assert growth(prepare, "he knew that the bank has sold it when the ") < MOST


@pytest.mark.parametrize("unit", ["!", "!?", "...", ".[1]", '."', "! ", "!(", "?)", "U.S.", "a.b."])
def test_the_work_of_finding_sentences(unit: str) -> None:
    def prepare(text: str) -> Callable[[], object]:
        document = analyse(text)
        return lambda: sentences.split(document.words, document.flags)

    assert growth(prepare, unit) < MOST


def test_stops_in_a_row_have_the_same_behind_them() -> None:
    document = analyse("He left!!! Nobody knew why?! [1] Then he came.[2][3] “Why?”!! (He smiled.)")
    found = [document.text[slice(*s.span)] for s in document.sentences]
    assert found == ["He left!!!", "Nobody knew why?! [1]", "Then he came.[2][3]", "“Why?”!!", "(He smiled.)"]


def test_acronyms_that_are_all_different() -> None:
    """CON008 compares letters; what is explained and never used, and what is used and never explained."""
    names = ["".join(c) for c in product("QXZJVKW", repeat=4)]

    def prepare(many: int) -> Callable[[], object]:
        words = (" ".join(f"{letter}on" for letter in a.lower()) for a in names)
        rows = (f"He saw {w} ({a}). {a}P and {a}P fell." for w, a in zip(words, names[:many], strict=False))
        return prepared(RULES["CON008"], " ".join(rows))

    prepare(200)()
    assert lines_run(prepare(200)) < MOST * lines_run(prepare(50))


SENTENCES = {
    "PRO006": ("The king was ill on that day. In May ", "she was here and "),
    "CAP008": ("", "a word; If you go "),
    "CAP009": ("", "Results: we saw it. "),
    "REP007": ("", "it had an effect on prices and "),
    "WRD030": ("", "they was he have "),
}


@pytest.mark.parametrize("code", SENTENCES)
def test_the_work_on_long_sentences_and_many_of_them(code: str) -> None:
    before, unit = SENTENCES[code]
    assert growth(lambda text: prepared(RULES[code], before + text), unit) < MOST


def test_what_stands_before_an_escape_is_looked_for_near_by() -> None:
    """LEF009 looked through the whole line, which took a minute."""
    once = prepared(RULES["LEF009"], grown("They left.\\nHe came. ", 320_000))
    start = time.process_time()
    once()
    assert time.process_time() - start < 10


# Reading


@pytest.mark.parametrize("unit", ["a\n", "[a][", "![", "> a\n", "^["])
def test_a_paragraph_of_markdown_without_end(unit: str) -> None:
    """When its time grew with the square, many lines took four minutes."""
    start = time.process_time()
    read(grown(unit, 160_000).encode(), "a.md")
    assert time.process_time() - start < 30


# With the source


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if rule.bilingual])
def test_the_work_of_a_bilingual_rule_grows_with_the_segments(code: str) -> None:
    rule = RULES[code]
    example = next(e for e in rule.examples if isinstance(e, BadPair))
    target, source = unmark(example.text)[0] + " ", example.source + " "

    def prepare(many: int) -> Callable[[], object]:
        pair = pair_of(target, source, example.lang, many)
        return lambda: list(rule.run_pair(pair))

    prepare(80)()
    assert lines_run(prepare(80)) < MOST * lines_run(prepare(20))


@pytest.mark.parametrize("sides", [("1千1千", "1千1千", "zh"), ("12 ", "13 ", "de"), ("1,2 ", "3.4,", "ja")])
@pytest.mark.parametrize("code", ["BOM004", "BNU001", "BNA001"])
def test_numbers_and_names_in_one_long_segment(code: str, sides: tuple[str, str, str]) -> None:
    target, source, lang = sides

    def prepare(many: int) -> Callable[[], object]:
        pair = pair_of(target * many, source * many, lang)
        return lambda: list(RULES[code].run_pair(pair))

    prepare(1200)()
    assert lines_run(prepare(1200)) < MOST * lines_run(prepare(300))


def test_a_table_of_numbers_is_not_compared() -> None:
    words = "Dies sind die Zahlen der Stadt, Jahr um Jahr, wie sie im Heft stehen: "
    target, source = (words + " ".join(str(1000 * k + n * (k > 300)) for k in range(1, 400)) for n in (3, 7))
    pair = pair_of(target, source, "de")
    assert numbers(pair, pair.beads[0]) == ([], [], [])
    assert len(pair.beads[0].target_numbers) == 399


def test_what_is_too_long_for_a_sentence_is_not_compared() -> None:
    for length, compared in ((LONGEST, True), (LONGEST + 1, False)):
        target, source = (sentence * (length // 4) for sentence in ("The old house ", "Das alte Haus "))
        (bead,) = pair_of(target[:length], source[:length], "de").beads
        assert bead.too_long is not compared
    assert not list(RULES["BOM004"].run_pair(pair_of("12 Otto " * 2000, "99 Anna " * 2000, "de")))


def test_where_figures_begin_changes_no_number() -> None:
    own = numerals(language_data("ja"))
    assert own
    each = re.compile(own._long.pattern.removeprefix(BEGIN))  # tries every digit
    chance = random.Random(7)
    for _ in range(20_000):
        text = "".join(chance.choices("1234,.億万千百 年", k=12))
        assert [m.span() for m in own._long.finditer(text)] == [m.span() for m in each.finditer(text)], text


def test_a_scale_word_behind_digits_is_theirs() -> None:
    assert [n.value for n in english_numbers("3.5 - million, and a million")] == [3_500_000, 1_000_000]


@pytest.mark.parametrize(("left", "right"), [(1, 3), (1, 1), (5, 1)])
def test_the_work_of_aligning_grows_with_the_sentences(left: int, right: int, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BAND", "WIDEST"):  # else it would take more sentences than one likes to count for
        monkeypatch.setattr(f"mtcheck.bitext.align.{name}", 5)

    def once(many: int) -> Callable[[], object]:
        source, target = ([Unit(30, frozenset())] * (many * k) for k in (left, right))

        def run() -> None:
            steps = align(source, target, Scale(1.0, 5.0))
            assert steps[0][::2] == (0, 0) and steps[-1][1::2] == (len(source), len(target))
            assert all(a.s1 == b.s0 and a.t1 == b.t0 for a, b in pairwise(steps))

        return run

    assert lines_run(once(200)) < MOST * lines_run(once(50))


@pytest.mark.parametrize("anchors", ["", "abc"])
def test_short_sentences_are_compared_with_few_others(anchors: str, monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0

    def counted(deviation: float) -> float:
        nonlocal compared
        compared += 1
        return length_cost(deviation)

    monkeypatch.setattr("mtcheck.bitext.align.length_cost", counted)
    chance = random.Random(7)
    for many in (1000, 2000):
        letters = [chance.choices(anchors, k=1) if anchors else () for _ in range(2 * many)]
        units = [Unit(2, frozenset(each)) for each in letters]
        compared = 0
        align(units[:many], units[many:], Scale(1.0, 5.0))
        assert compared <= 6 * (PLACES + many), many  # six steps have both sides


def test_where_much_is_missing_nothing_is_looked_for_elsewhere() -> None:
    spans = [Span(k, k + 1) for k in range(2 * STRAY + 2)]
    side = _Side([], {s: Unit(2, frozenset("ab")) for s in spans})
    lost, added = ([Piece(s, None, (1, 0)) for s in spans[::2]], [Piece(None, s, (0, 1)) for s in spans[1::2]])
    assert _with_moved([*lost, *added], (side, side), Scale(1.0, 5.0)) == [*lost, *added]
    few = [*lost[:STRAY], added[0]]
    assert sum(p.moved for p in _with_moved(few, (side, side), Scale(1.0, 5.0))) == 1


@pytest.mark.parametrize(
    "unit",
    [
        "## Eins\n\nDer Rat tagte `am` Montag.\n\n",
        "| `code` | Der Rat tagte. |\n",
        "[a](b.html) ",
        "Der Rat.\n\n![bild](bild.png)\n\n",
        "<br> Der Rat,\n",
    ],
)
def test_the_work_of_landmarks_grows_with_the_file(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("BAND", "WIDEST"):
        monkeypatch.setattr(f"mtcheck.bitext.align.{name}", 5)
    head = "| a | b |\n|---|---|\n" if unit.startswith("|") else ""

    def once(many: int) -> Callable[[], object]:
        file = read((head + unit * many).encode(), "a.md", Options())
        article = file.articles[0]
        document = analyse(article.text, {}, article.layout)
        source = Source.of(article.text, "de")

        def run() -> None:
            found = landmarks(article, file.text)
            assert found
            assert aligned(document, source, (found, found))

        return run

    once(400)()
    assert lines_run(once(400)) < MOST * lines_run(once(100))
