"""What is said at a keystroke: the edited paragraph is read alone, the rest is moved."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checking.again import MOST, judged_again, near_by, seen
from mtcheck.checking.checker import DEFAULT, active, judged
from mtcheck.checking.report import Checked
from mtcheck.reading.base import File
from mtcheck.reading.files import Input, parse
from mtcheck.reading.typed import typed
from mtcheck.text.change import change
from mtcheck.text.spans import Span

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

PARAGRAPHS = (
    "The council met on Monday to talk about the new bridge over the old river.",
    "He saw the the man , and nobody have said why. The mayor was there despite of the rain.",
    "“Nothing is decided,” said Ann Miller, who has led the council since 2012. She asked for patience.",
    "The bridge costs 4 million Euro. It is closed from 10:00am  until noon 🙂.",
    "Work begins in the Spring. The firm consists on two engineers and a cook.",
)


def said(checked: Checked) -> list[tuple[str, str, int]]:
    return [(f.code, checked.text[slice(*f.span)], f.span.start) for f in checked.findings]


def edits(text: str, dice: random.Random) -> str:
    """One edit as editors make them."""
    at = dice.randrange(len(text) + 1)
    kind = dice.randrange(6)
    if kind == 0:
        return (
            text[:at] + dice.choice(["a", " ", ",", ".", "’", "é", "\U0001f642", "\n", "\n\n", "the the "]) + text[at:]
        )
    if kind == 1:
        return text[:at] + text[at + dice.choice([1, 1, 1, 5, 40]) :]
    if kind == 2:  # a paragraph joined to the next one
        return text.replace("\n\n", " ", 1)
    if kind == 3:  # or cut in two
        stop = text.find(". ", at)
        return text if stop < 0 else text[: stop + 1] + "\n\n" + text[stop + 2 :]
    if kind == 4:  # a word typed
        return text[:at] + "word"[: dice.randrange(1, 5)] + text[at:]
    return text[:at] + dice.choice(PARAGRAPHS) + text[at:]


@given(st.text("ab\n\U0001f642", max_size=12), st.text("ab\n\U0001f642", max_size=12))
def test_a_change_makes_one_text_of_the_other(before: str, after: str) -> None:
    start, old, new = edit = change(before, after)
    assert before[:start] + after[start:new] + before[old:] == after
    assert 0 <= start <= min(old, new)
    assert edit.shift == len(after) - len(before)
    if before == after:
        assert start == old == new


def test_the_text_itself_and_what_is_undone() -> None:
    text = "\n\n".join(PARAGRAPHS)
    whole = judged(text)
    known = seen(whole)
    assert whole.findings
    assert judged_again(known, text) == whole
    typed_in = judged_again(known, text.replace("Monday", "Mondayx"))
    assert said(typed_in) != said(whole)  # all behind it has moved
    assert judged_again(known, text) == whole


@pytest.mark.slow
def test_after_any_edit_little_differs_from_the_whole() -> None:
    """A hundred edits: all that is said has its place, and of the rules that are asked nearly all is as in the whole,
    away from the word that is typed. What differs was lifted by company, or another rule hides it."""
    dice = random.Random(1)
    start = text = "\n\n".join(PARAGRAPHS)
    asked = {r.code for r in active(DEFAULT).rules() if near_by(r)}
    both = differ = 0
    for _ in range(100):
        known, now = seen(judged(text)), edits(text, dice)
        quick, whole = judged_again(known, now), judged(now)
        cursor = change(text, now).new
        assert quick.text == now
        assert [f.sort_key for f in quick.findings] == sorted(f.sort_key for f in quick.findings)
        assert all(f.sentence.start <= f.finding.span.start < f.finding.span.end <= len(now) for f in quick.found)
        here, there = (
            {(f.code, f.span) for f in c.findings if f.code in asked and not f.span.start <= cursor <= f.span.end}
            for c in (quick, whole)
        )
        both, differ = both + len(here & there), differ + len(here ^ there)
        text = now if 300 < len(now) < 2000 else start
    assert both > 1000
    assert differ < 0.02 * both


def test_what_others_say_holds_as_long_as_its_sentence() -> None:
    text = "The company said on Friday that it would cut jobs. He was late.\n\nThe rain had stopped."
    known = seen(judged(text))
    person = [f.code for f in known.checked.findings if f.code.startswith("PRO")]
    assert person
    elsewhere = judged_again(known, text.replace("cut", "not cut"))
    assert [f.code for f in elsewhere.findings if f.code.startswith("PRO")] == person
    place = known.checked.findings[0].span
    there = judged_again(known, text[: place.end] + "x" + text[place.end :])
    assert [f.code for f in there.findings if f.code.startswith("PRO")] == person[1:]


def test_the_word_that_is_being_typed_is_not_judged() -> None:
    before = "Nothing yet.\n\nHe saw the th"
    known = seen(judged(before))
    assert judged_again(known, before + "e").findings == ()
    assert [f.code for f in judged_again(known, before + "e ").findings] == ["REP001"]


def test_a_large_edit_waits_for_the_whole() -> None:
    text = "\n\n".join(PARAGRAPHS)
    known = seen(judged(text))
    pasted = "He saw the the man. " * (MOST // 10)
    quick = judged_again(known, pasted + "\n\n" + text)
    assert said(quick) == [(code, words, at + len(pasted) + 2) for code, words, at in said(known.checked)]


def test_rules_that_ask_for_more_than_a_paragraph_are_named() -> None:
    """In texts put together from examples. benchmarks/keystroke.py --reach looks at many more."""

    from mtcheck.lint import Bad
    from mtcheck.lint.testing import unmark

    apart: Any = __import__("keystroke").apart
    rules = active(DEFAULT).rules()
    named = {r.code for r in rules if not near_by(r)}
    texts = [unmark(e.text)[0] if isinstance(e, Bad) else e.text for r in rules for e in r.examples]
    parts = [t for t in texts if "\n" not in t]
    random.Random(5).shuffle(parts)
    for k in range(0, min(len(parts), 270), 9):
        for whole, alone in apart(parts[k : k + 9]):
            assert {code for code, *_ in whole ^ alone} <= named, parts[k : k + 9]


PAGES = {
    "a.md": "# News\n\nHe *saw* it all. `Code` is [here](x.html).\n\n- one two\n- three\n",
    "a.html": "<p>He <b>saw</b> it all &amp; more.</p>\n<p>The   council\nmet here.</p><pre>x y</pre>\n",
    "a.txt": "He saw it.\n\nThe council met.\n",
}


@pytest.mark.parametrize("name", PAGES)
def test_a_file_that_is_typed_in_is_as_if_it_were_read(name: str) -> None:
    """Wherever a letter, a space or a stop comes or goes: the same text, and the same way back."""
    text = PAGES[name]
    file = parse(Input(name, None), text.encode())
    assert isinstance(file, File)
    done = 0
    for at in range(len(text) + 1):
        for now in (text[:at] + "a" + text[at:], text[:at] + " " + text[at:], text[:at] + text[at + 1 :]):
            quick = typed(file, now)
            if quick is None or now == text:
                continue
            read = parse(Input(name, None), now.encode())
            assert isinstance(read, File)
            [here], [there] = quick.articles, read.articles
            assert (here.text, quick.text) == (there.text, now), (at, now)
            places = range(len(here.text))
            assert [here.back(Span(i, i + 1)) for i in places] == [there.back(Span(i, i + 1)) for i in places], now
            done += 1
    assert done > 20
