"""Fixes: which are applied, in which order, and what `fix` writes."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from mtcheck import Edit, Finding, Fix, Safety, Severity, Span
from mtcheck.checking.checker import Given
from mtcheck.checking.report import Checked, Found
from mtcheck.project.loading import load
from mtcheck.reading.files import Input
from mtcheck.run import flow
from mtcheck.run.fixing import Choice, Fixed, Where, chosen_fix, fix_file, without_overlaps
from mtcheck.run.flow import Task
from mtcheck.text.spans import edited

SAFE, SUGGEST, HINT = Safety.SAFE, Safety.SUGGEST, Safety.HINT


def finding(*fixes: Fix, at: int = 0) -> Finding:
    return Finding("AAA001", "a-rule", "Wrong.", Span(at, at + 1), Severity.MINOR, 0.9, "fluency", (), fixes)


def choice(*edits: Edit) -> Choice:
    fix = Fix("fix", edits, SAFE)
    return Choice(finding(fix, at=min(edits).start), fix, Where(1, 1))


def fix_text(text: str, *, suggested: bool = False) -> Fixed:
    fixed = fix_file(Input("a.txt", None), text.encode(), Task.of(load(isolated=True)), suggested=suggested)
    assert isinstance(fixed, Fixed)
    return fixed


TANGLED = (
    "would who  it are few.    he were were here    Those go.",
    "A It is analyzed that exports will fall.   It is analyzed that exports will fall.   \u2028\u0130 He "
    "began to play with 6 years old. ManShe said]  isA He announced, about the same time, the m"
    "erger.  25itself He stole base in the game and went to third \ufb01 !1,000old They avoid it, to"
    " be fair, and it is avoided to save time.  was (was\ufb01'arrested",
    "Attention The day has come -the one we chose- and all are here.  is focused on \xa0whether he will run.",
)


# Which fix


def test_only_a_single_safe_fix_is_applied_unseen() -> None:
    safe, other, suggest, hint = Fix("a", (), SAFE), Fix("b", (), SAFE), Fix("c", (), SUGGEST), Fix("d", (), HINT)
    assert chosen_fix(finding(suggest, safe), False) is safe
    assert chosen_fix(finding(safe, other), False) is None
    assert chosen_fix(finding(suggest, hint), False) is None
    assert chosen_fix(finding(hint, suggest), True) is suggest
    assert chosen_fix(finding(suggest, safe), True) is safe
    assert chosen_fix(finding(safe, other), True) is safe
    assert chosen_fix(finding(hint), True) is None
    assert chosen_fix(finding(), True) is None


# Overlaps


def test_the_earliest_wins_and_the_other_is_skipped() -> None:
    first, second, third = choice(Edit(0, 5, "a")), choice(Edit(3, 8, "b")), choice(Edit(5, 6, "c"))
    assert without_overlaps([third, second, first]) == ([first, third], [second])


@pytest.mark.parametrize(
    ("a", "b", "clash"),
    [
        (Edit(0, 3, ""), Edit(3, 5, ""), False),  # they only touch
        (Edit(0, 3, ""), Edit(2, 5, ""), True),
        (Edit(0, 9, ""), Edit(2, 5, ""), True),
        (Edit(2, 2, "x"), Edit(2, 2, "y"), True),  # which goes first?
        (Edit(2, 2, "x"), Edit(2, 4, ""), True),
        (Edit(2, 4, ""), Edit(4, 4, "x"), False),
        (Edit(2, 4, ""), Edit(3, 3, "x"), True),
        (Edit(2, 4, "x"), Edit(2, 4, "x"), True),
    ],
)
def test_what_overlaps(a: Edit, b: Edit, clash: bool) -> None:
    for pair in ([choice(a), choice(b)], [choice(b), choice(a)]):
        assert bool(without_overlaps(pair)[1]) is clash


def test_a_fix_is_applied_whole_or_not_at_all() -> None:
    wide, inner = choice(Edit(0, 1, ""), Edit(20, 25, "")), choice(Edit(10, 12, ""))
    late = choice(Edit(11, 13, ""), Edit(22, 23, ""))
    assert without_overlaps([wide, inner, late]) == ([wide, inner], [late])
    assert without_overlaps([choice(Edit(0, 4, ""), Edit(2, 6, ""))])[0] == []  # clashes with itself


edits = st.builds(lambda a, n, new: Edit(a, min(a + n, 30), new), st.integers(0, 30), st.integers(0, 6), st.text("xy"))


@given(st.lists(st.lists(edits, min_size=1, max_size=3), max_size=8))
def test_what_is_taken_never_clashes_and_applies_in_any_order(groups: list[list[Edit]]) -> None:
    taken, skipped = without_overlaps([choice(*g) for g in groups])
    assert len(taken) + len(skipped) == len(groups)
    all_edits = sorted(e for c in taken for e in c.fix.edits)
    assert all(a.end <= b.start and a.start < b.start for a, b in pairwise(all_edits))
    text = "abcdefghijklmnopqrstuvwxyz1234"
    backwards = text
    for e in reversed(all_edits):
        backwards = backwards[: e.start] + e.new + backwards[e.end :]
    assert edited(text, all_edits) == backwards


# Rounds


def faked(monkeypatch: pytest.MonkeyPatch, rules: dict[str, str]) -> None:
    """Make the checker find each of these words and offer the replacement as its safe fix."""

    def findings(text: str) -> Iterator[Finding]:
        for word, new in rules.items():
            at = text.find(word)
            if at >= 0:
                yield finding(Fix(f"{word} to {new}", (Edit(at, at + len(word), new),), SAFE), at=at)

    def judged(articles: list[Given], _: object) -> list[Checked]:
        return [
            Checked(text=a.text, words=1, found=tuple(Found(f, f.span) for f in findings(a.text))) for a in articles
        ]

    monkeypatch.setattr(flow, "judged_many", judged)


def test_fixes_are_repeated_until_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    faked(monkeypatch, {"one": "two", "two": "three"})
    fixed = fix_text("one")
    assert (fixed.text, fixed.rounds, fixed.settled, fixed.left) == ("three", 2, True, ())
    assert [c.fix.title for c in fixed.applied] == ["one to two", "two to three"]


def test_fixes_that_never_end_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    faked(monkeypatch, {"a": "aa"})
    fixed = fix_text("a")
    assert (fixed.text, fixed.rounds, fixed.settled) == ("a" * 11, 10, False)


def test_fixes_that_undo_each_other_are_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    faked(monkeypatch, {"left": "right", "right": "left"})
    fixed = fix_text("left")
    assert not fixed.settled
    assert fixed.rounds < 10


@pytest.mark.parametrize(
    "text", ["He saw the the man.", "It is.\r\n\r\nHe saw the the man 😀.\r\n", "All is well.", ""]
)
def test_fixed_text_needs_no_fix(text: str) -> None:
    once = fix_text(text)
    assert fix_text(once.text).applied == ()
    assert once.text == text.replace("the the", "the")


# The command


def test_a_diff_by_default_that_patch_understands(run: Run, article: Path) -> None:
    before = article.read_bytes()
    result = run("fix", article)
    assert result.code == 0
    assert article.read_bytes() == before
    assert "-The minister said the the talks" in result.out
    assert result.err == f"mtcheck: {article}:1:19: REP001: would fix: Delete the second “the”\n"


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_the_diff_applies(run: Run, tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(f"One.\nHe saw the the man.\nThree.\rFour.{end}".encode())
    diff = run("fix", path).out
    assert ("\\ No newline at end of file" in diff) is (not end)
    try:
        subprocess.run(["patch", "-s", str(path)], input=diff.encode(), check=True)
    except FileNotFoundError:
        pytest.skip("no patch program")
    assert path.read_bytes() == f"One.\nHe saw the man.\nThree.\rFour.{end}".encode()


@pytest.mark.parametrize(
    "text",
    ["\ufeffHe saw the the man.", "He saw the the man.\r\nIt is so.\r\n", "It is.\rHe saw the the man 😀.", "the the"],
)
def test_write_changes_nothing_else(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    path.chmod(0o640)
    result = run("fix", "--write", path)
    assert (result.code, result.out) == (0, "")
    assert "fixed: Delete the second “the”" in result.err
    assert path.read_bytes().decode() == text.replace("the the", "the")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_write_follows_a_link(run: Run, article: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.txt"
    link.symlink_to(article)
    run("fix", "--write", link)
    assert link.is_symlink()
    assert "the the" not in article.read_text(encoding="utf-8")


def test_write_leaves_a_clean_file_alone(run: Run, article: Path) -> None:
    article.write_text("All is well.\n")
    os.utime(article, (1, 1))
    assert run("fix", "--write", article).err == f"mtcheck: {article}: nothing to fix\n"
    assert article.stat().st_mtime == 1


def test_standard_input_is_printed_fixed(run: Run) -> None:
    result = run("fix", "--write", "-", stdin="\ufeffHe saw the the man.\r\n".encode())
    assert result.out == "\ufeffHe saw the man.\r\n"
    assert run("fix", "--write", "-", stdin=b"All is well.").out == "All is well."
    assert "+He saw the man." in run("fix", "-", stdin=b"He saw the the man.").out


def test_undecodable_files_are_refused(run: Run, article: Path) -> None:
    bad = article.parent / "bad.txt"
    bad.write_bytes(b"He saw the the caf\xe9")
    result = run("fix", "--write", bad, article)
    assert result.code == 2
    assert bad.read_bytes() == b"He saw the the caf\xe9"
    assert "the the" not in article.read_text(encoding="utf-8")


def test_a_failed_write_leaves_the_file(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    before = article.read_bytes()
    result = run("fix", "--write", article)
    assert result.code == 2
    assert "cannot write: no space left on device" in result.err
    assert article.read_bytes() == before
    assert [p.name for p in article.parent.iterdir()] == ["article.txt"]


def test_only_selected_rules_fix(run: Run, article: Path) -> None:
    assert run("fix", "--ignore", "REP001", article).out == ""


@pytest.mark.slow
def test_fixing_every_fixture_settles(fixtures: Path) -> None:
    for path in sorted(fixtures.rglob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for suggested in (False, True):
            assert fix_text(text, suggested=suggested).settled, path


@pytest.mark.parametrize("suggested", [False, True])
@pytest.mark.parametrize("text", TANGLED)
def test_fixes_of_tangled_texts_settle(text: str, suggested: bool) -> None:
    """Each fix changes something, and there comes an end to them; what they uncover is found then."""
    fixed = fix_text(text, suggested=suggested)
    assert fixed.settled
    assert fixed.rounds < 6
    assert all(edit.new != fixed.before[edit.start : edit.end] for c in fixed.applied[:1] for edit in c.fix.edits)
    assert fix_text(fixed.text, suggested=suggested).rounds <= fixed.rounds
