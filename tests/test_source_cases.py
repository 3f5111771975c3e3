"""Minimal pairs, each with what is right: no bilingual finding, or one of a code (fixtures/source)."""

from __future__ import annotations

from pathlib import Path

import pytest

import mtcheck
from mtcheck.checking.settings import Settings
from mtcheck.project.loading import load
from mtcheck.reading.base import Segment
from mtcheck.reading.files import Input
from mtcheck.run.flow import Result, Task, examine
from mtcheck.run.segments import check_segments

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "source"
PAIRS = [tuple(line.split("\t")) for line in (FOLDER / "pairs.tsv").read_text(encoding="utf-8").splitlines()]


def pair(row: tuple[str, ...]) -> object:
    """What is not told apart yet may not be told apart by chance: it must fail."""
    marks = [pytest.mark.xfail(strict=True, reason=row[2])] if row[2] else []
    return pytest.param(row[0], row[1], row[3], row[4], marks=marks)


@pytest.mark.parametrize(("lang", "want", "source", "target"), [pair(p) for p in PAIRS])
def test_pairs(lang: str, want: str, source: str, target: str) -> None:
    """`want`: the beginning of a code that must be found, "" for none at all."""
    checked = check_segments(iter([Segment("1", source, target)]), Settings(source_lang=lang))
    codes = {f.code for f in checked.findings if f.code.startswith("B")}
    assert any(c.startswith(want) for c in codes) if want else not codes, codes


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("o2.tsv", {("1", "BTO004"), ("2", "BTO004")}),
        ("nb.tsv", {("1", "BNU001"), ("3", "BTO002"), ("5", "BTO001"), ("7", "BNU004")}),
        ("far.tsv", {("300", "BCO001")}),
        ("gl.xlf", {("2", "BTO002"), ("4", "BTO002"), ("5", "BTO002")}),
    ],
)
def test_files(name: str, want: set[tuple[str, str]]) -> None:
    """`want`: segments with what is found in them."""
    if name.endswith(".xlf"):
        pytest.importorskip("defusedxml")
    result = examine(Input(str(FOLDER / name), str(FOLDER / name)), Task.of(load(isolated=True)))
    assert isinstance(result, Result)
    [report] = result.reports
    found = {(report.segment_at(f.span.start).id, f.code) for f in report.findings}
    assert {(i, code) for i, code in found if code.startswith("B")} == want


@pytest.mark.parametrize(("name", "want"), [("scale", ["BNU001", "BNU001"]), ("es", [])])
def test_articles(name: str, want: list[str]) -> None:
    text, source = ((FOLDER / f"{name}{end}").read_text(encoding="utf-8") for end in (".txt", ".src.txt"))
    assert [f.code for f in mtcheck.check(text, source=source).findings if f.code.startswith("B")] == want
