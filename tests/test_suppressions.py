"""Suppressions in numbers: the quick way gives what the plain one gives, and takes time in proportion."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from mtcheck.checking.report import Checked, Found
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import MINOR, Finding
from mtcheck.reading.files import Input
from mtcheck.run.filters.base import CheckedFile
from mtcheck.run.filters.suppressions import Suppression, _blocks, _silenced, suppress
from mtcheck.text.spans import Span

CODES = ("CAP001", "REP001", "SEN001")
spans = st.tuples(st.integers(0, 12), st.integers(0, 12)).map(lambda p: Span(min(p), max(p)))


def found(code: str, start: int) -> Found:
    span = Span(start, start + 1)
    return Found(Finding(code, "x", "m", span, MINOR, 1.0, "mqm"), span)


@st.composite
def suppressions(draw: st.DrawFn) -> Suppression:
    codes = draw(st.none() | st.frozensets(st.sampled_from(CODES), min_size=1))
    line = draw(st.sampled_from([None, None, 1, 2]))
    return Suppression(codes, draw(spans), "", draw(st.text("ab", max_size=3)), Span(0, 0), line=line)


@pytest.mark.slow
@given(
    st.lists(st.tuples(st.sampled_from(CODES), st.integers(0, 11)), max_size=12), st.lists(suppressions(), max_size=8)
)
def test_the_quick_way_is_the_plain_one(findings: list[tuple[str, int]], given: list[Suppression]) -> None:
    article = Checked(text="abcd\nefgh\nijk", words=1, found=tuple(found(*f) for f in sorted(findings)), strain=0.0)
    first = _silenced([article], given)
    used = [s.used for s in given]
    plain = {id(f): [s for s in given if s.silences(f.finding, article)] for f in article.found}
    assert {k: id(s) for k, s in first.items()} == {k: id(row[0]) for k, row in plain.items() if row}
    assert used == [any(s is x for row in plain.values() for x in row) for s in given]


@given(st.text("a\n\r ", max_size=20), st.lists(spans, max_size=6), st.integers(0, 20))
def test_the_block_of_a_comment(text: str, blocks: list[Span], start: int) -> None:
    blocks = sorted(Span(b.start, min(b.end, len(text))) for b in blocks if b.start <= len(text))
    comment = Span(min(start, len(text)), len(text))
    if "\r\n" in text:
        return
    expected = Span(comment.end, comment.end)
    for block in blocks:
        behind = block.end <= comment.start and not re.search(r"[\r\n]", text[block.end : comment.start])
        if block.end > comment.start or behind:
            expected = block
            break
    assert _blocks(text, blocks)(comment) == expected


@pytest.mark.slow
def test_comments_that_are_not_closed_and_many_that_are() -> None:
    """Seconds are generous; a cubic or quadratic way takes minutes."""
    for unit in (
        "<!--mtcheck:ignore ",
        "<!-- mtcheck: ignore" + " " * 50,
        "<!-- mtcheck: ignore REP -- a -->\n",
        "<!--",
    ):
        text = unit * (100_000 // len(unit))
        blocks = tuple(Span(k, k + 5) for k in range(0, len(text) - 5, 10))
        here = tuple(found("REP001", b.start) for b in blocks)
        article = Checked(text=text, words=1, found=here, strain=0.0)
        begin = time.process_time()
        suppress(CheckedFile(Input("a.md", None), text, blocks, (article,)), Settings())
        assert time.process_time() - begin < 5


def test_a_file_beside_with_a_number_of_too_many_digits(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("The mayor said the the bridge would open in May.\n")
    (tmp_path / "a.txt.mtcheck.toml").write_text(f"line = {'9' * 5000}\n")
    result = run("check", "a.txt", "--format", "concise")
    assert result.out.startswith("a.txt:1:16: REP001") and result.code == 0
    assert result.err.startswith("mtcheck: a.txt:1:1: a.txt.mtcheck.toml: ") and result.err.count("\n") == 1
