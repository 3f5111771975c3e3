"""The report for people: nothing lost, nothing harmful, all in its place."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from mtcheck import Edit, Finding, Fix, Related, Report, Safety, Severity, Span
from mtcheck.checking.gate import Gate
from mtcheck.checking.report import Found
from mtcheck.checking.scoring import Calibration, score
from mtcheck.report.cells import cells, cut, paragraph, shown, width_of, wrap
from mtcheck.report.formats.text import TextReport
from mtcheck.report.quote import quote
from mtcheck.report.summary import Summary

ESCAPE = "\x1b"


def made(text: str, *findings: Finding, words: int = 400) -> Report:
    result = score(findings, words, Calibration(), f"mtcheck:0|words:{words}")
    whole = Span(0, len(text))
    return Report(text=text, words=words, found=tuple(Found(f, whole) for f in findings), score=result)


def found(span: Span, severity: Severity = Severity.MAJOR, **more: object) -> Finding:
    values = {"code": "AAA001", "name": "a-rule", "message": "Wrong.", "confidence": 0.9, "mqm": "fluency", **more}
    return Finding(span=span, severity=severity, **values)  # type: ignore[arg-type]


def printed(report: Report, *, gate: Gate | None = None, width: int = 80) -> str:
    stream = io.StringIO()
    text_report, summary = TextReport(stream, width=width), Summary(gate or Gate())
    text_report.file("a.txt", summary.add("a.txt", report))
    text_report.end(summary, [])
    return stream.getvalue()


def test_a_finding_from_head_to_fix_list() -> None:
    text = "The agency spoke.\nShe said so."
    fixes = (
        Fix("Write “It”", ()),
        Fix("Write “They”", (), Safety.HINT),
        Fix("Write “The agency”", (), Safety.SAFE),
    )
    related = (Related(Span(0, 10), "this is what it stands for"),)
    out = printed(made(text, found(Span(18, 21), fixes=fixes, related=related)))
    assert out == (
        "a.txt: failed; score 77.7/100; 400 words; 1 finding (1 major)\n"
        "\n"
        "a.txt:2:1  AAA001 a-rule  major  0.90\n"
        "    The agency spoke. She said so.\n"
        "                      ^^^\n"
        "  Wrong.\n"
        "  → Write “It”\n"
        "  or Write “They” (a hint only)\n"
        "  or Write “The agency” (safe)\n"
        "  note: 1:1 “The agency”: this is what it stands for\n"
        "\n"
        "Fix list, what costs most first (score gained, score then)\n"
        "   +22.2  100.0  2:1  AAA001  Write “It”\n"
        "\n"
        "exit 1: 1 finding of major or critical severity; score 77.7, under 80\n"
        "checked without the source: what was left out or is wrong beside it shows only with --source\n"
        "mtcheck:0|words:400\n"
        "1 to correct by hand\n"
    )


def test_the_fix_list_begins_with_what_gains_most() -> None:
    findings = [
        found(Span(0, 1), Severity.MINOR, message="first"),
        found(Span(2, 3), Severity.CRITICAL, message="second"),
        found(Span(4, 5), Severity.MAJOR, message="third"),
    ]
    rows = printed(made("a b c d", *findings)).split("Fix list")[1].splitlines()[1:4]
    assert [row.split()[-1] for row in rows] == ["second", "third", "first"]
    assert [row.split()[1] for row in rows] == ["75.8", "95.1", "100.0"]


def test_equal_findings_are_one_row() -> None:
    text = "the the the the the the the the the the the the"
    fix = (Fix("Delete it", (Edit(0, 1, ""),), Safety.SAFE),)
    findings = [found(Span(4 * k, 4 * k + 3), Severity.MINOR, fixes=fix) for k in range(12)]
    out = printed(made(text, *findings))
    assert out.count("AAA001 a-rule") == 1
    assert "  and 11 more like it: 1:5, 1:9, 1:13, 1:17, 1:21, 1:25, 1:29, 1:33, …\n" in out
    assert "12 times: Delete it" in out
    assert out.splitlines()[-1] == "12 safe fixes: mtcheck fix --write a.txt"


def test_of_many_findings_the_worst_come_first() -> None:
    findings = [found(Span(k, k + 1), Severity.MINOR, message=f"Wrong {k}.") for k in range(40)]
    findings.append(found(Span(45, 46), Severity.CRITICAL, message="Worst."))
    out = printed(made("x" * 50, *findings))
    assert "41 findings, the worst first:\n\na.txt:1:46" in out
    assert printed(made("x" * 50, *findings[:30])).index("Wrong 0.") < out.index("Fix list")


def test_no_finding_is_no_number() -> None:
    """What strain costs ranks texts; a person would take it for quality."""
    out = printed(made("All is well here.", words=400))
    assert out.startswith("a.txt: passed; no known artefacts found; 400 words\n")
    assert "100" not in out and "99" not in out


def test_quiet_tells_what_fails(run: Run, article: Path) -> None:
    (article.parent / "b.txt").write_text("All is well.\n")
    out = run(article.parent, "--select", "REP001", "--fail-on", "minor", "--quiet").out.splitlines()
    assert len(out) == 3
    assert out[0].startswith(f"{article}: failed; score ")
    assert out[1].startswith("2 files: 1 passed, 1 failed; ")
    assert out[2] == f"exit 1: {article}: 1 finding of any severity"


def test_short_and_empty_texts_say_so() -> None:
    assert "insufficient sample (under 300 words)" in printed(made("Short.", words=1))
    assert printed(made("", words=0)).startswith("a.txt: passed; no score: no words\n")


def test_totals_over_files(run: Run, article: Path) -> None:
    (article.parent / "b.txt").write_text("All is well.\n")
    (article.parent / "empty.txt").write_text("")
    out = run(article.parent, "--select", "REP001", "--fail-on", "minor", "--statistics").out
    assert "3 files: 2 passed, 1 failed; 12 words; mean score" in out
    assert "; 1 without a score; 1 finding\n" in out
    assert "exit 1: " + str(article) + ": 1 finding of any severity" in out
    assert "\n      1  REP001 doubled-word\n" in out
    assert out.splitlines()[-2].endswith("|files:3|words:12")
    assert out.splitlines()[-1] == f"1 safe fix: mtcheck fix --write {article}"


def test_readability_on_request(run: Run, article: Path) -> None:
    assert "Flesch reading ease" in run(article, "--readability").out
    assert "Flesch reading ease" not in run(article).out


# Untrusted text

HARMFUL = "He saw the the \x1b[31mman\x07 \x9b2J \u202eevil\u202c [bold]not[/bold] :smile: \x00\x7f\u2066 end."


def test_control_characters_of_the_article_never_reach_the_terminal() -> None:
    bad = found(
        Span(7, 14),
        message=HARMFUL,
        fixes=(Fix(HARMFUL, ()),),
        related=(Related(Span(15, len(HARMFUL)), HARMFUL),),
    )
    out = printed(made(HARMFUL, bad))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    assert "[bold]not[/bold] :smile:" in out.replace("\n    ", " ")
    assert "<U+202E>" in out
    assert "␛[31m" in out


def test_control_characters_in_names_and_diffs(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text("He saw the the man\x1b[2J.")
    assert ESCAPE not in run(path).out
    assert ESCAPE not in run(tmp_path / "\x1bmissing").err
    assert ESCAPE not in run("--select", "\x1b[31m", path).err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[2J" not in run("fix", path).out


@given(st.text(max_size=60))
def test_shown_is_one_harmless_line(text: str) -> None:
    assert all(c.isprintable() or c in "\u200c\u200d" for c in shown(text))


# Colour


def test_no_colour_unless_on_a_terminal(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert ESCAPE not in run(article).out
    monkeypatch.setenv("FORCE_COLOR", "1")
    coloured = run(article).out
    assert "\x1b[1;31m" in coloured  # the marked words, bold and red
    monkeypatch.setenv("NO_COLOR", "1")
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]", run(article).out)


def test_no_colour_in_an_output_file(run: Run, article: Path, tmp_path: Path) -> None:
    run(article, "--output-file", tmp_path / "r")
    assert ESCAPE not in (tmp_path / "r").read_text(encoding="utf-8")


# Widths


@pytest.mark.parametrize("before", ["", "日本語の文 ", "🎉🎉 ", "e\u0301te\u0301 ", "한국어 ", "\t"])
def test_carets_stand_below_the_place(before: str) -> None:
    text = before + "he saw it."
    start = text.index("saw")
    row = quote(text, Span(0, len(text)), Span(start, start + 3), 60)[0]
    line = "".join(c.text for c in row)
    left = sum(c.width for c in row[: next(i for i, c in enumerate(row) if c.marked)])
    assert left == cell_len(line[: line.index("saw")])
    assert "".join(c.text for c in row if c.marked) == "saw"


def test_a_long_sentence_is_cut_around_the_place() -> None:
    text = "word " * 500 + "HERE " + "word " * 500
    span = Span(2500, 2504)
    rows = quote(text, Span(0, len(text)), span, 60)
    whole = " ".join("".join(c.text for c in row) for row in rows)
    assert len(rows) <= 4
    assert "… word" in whole
    assert whole.rstrip().endswith("…")
    assert "HERE" in whole


def test_a_long_place_loses_its_middle() -> None:
    text = "Once " + "again and " * 100 + "over."
    rows = quote(text, Span(0, len(text)), Span(5, len(text) - 5), 60)
    assert len(rows) <= 5
    assert all(cell.marked for row in rows for cell in row if "again" in cell.text)


@given(
    st.text(max_size=300) | st.text("ab 日🎉\n", max_size=300),
    st.integers(0, 300),
    st.integers(0, 300),
    st.integers(10, 80),
)
@settings(deadline=None)
def test_every_quote_marks_something_and_fits(text: str, start: int, length: int, width: int) -> None:
    start = min(start, len(text))
    span = Span(start, min(len(text), start + length))
    rows = quote(text, Span(0, len(text)), span, width)
    assert any(c.marked for row in rows for c in row) or not text[slice(*span)].strip()
    for row in rows:
        assert sum(c.width for c in row) <= max(width, max(c.width for c in row))


@given(st.text("ab 日é\t", max_size=200), st.integers(4, 40))
def test_wrapping_keeps_all_words(text: str, width: int) -> None:
    rows = wrap(cells(text), width)
    assert "".join("".join(c.text for c in row) for row in rows).replace(" ", "") == shown(text).replace(" ", "")
    assert all(cell_len(line) <= width for line in paragraph(text, width))


def test_cut() -> None:
    assert cut("short", 10) == "short"
    assert cut("a longer text", 9) == "a longer…"
    assert width_of(cut("日本語日本語", 5)) <= 5


def test_narrow_and_wide_terminals(run: Run, fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for columns in ("10", "40", "300"):
        monkeypatch.setenv("COLUMNS", columns)
        assert run(fixtures / "seed.txt").code in (0, 1)


def test_what_a_model_alone_suggests_for_a_rules_place_is_not_promised() -> None:
    edit = (Edit(0, 3, "x"),)
    of_rule, of_model = Fix("Write “y”", edit), Fix("Write “x”", edit, by="stub")
    rows = (
        ((of_model,), "1 fix of stub alone"),
        ((of_rule, of_model), "1 fix to look at: mtcheck fix --suggested a.txt"),
        ((of_model, Fix("Write “z”", edit, by="file")), "mtcheck fix --suggested a.txt --spans s.jsonl"),
        ((Fix("Write “x”", edit, Safety.HINT), of_model), "1 fix of stub alone"),
    )
    for fixes, says in rows:
        stream = io.StringIO()
        report, summary = TextReport(stream, spans=("s.jsonl",), model="stub"), Summary(Gate())
        made_of = made("She said so.", found(Span(0, 3), fixes=fixes, readers=("stub", "file")))
        report.file("a.txt", summary.add("a.txt", made_of))
        report.end(summary, [])
        last = stream.getvalue().splitlines()[-1]
        assert says in last
        assert ("--spans" in last) == (fixes[-1].by == "file")


def test_the_last_line_can_be_copied_with_its_source(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("He saw the the man on Monday.\n")
    Path("the source.txt").write_text("Er sah den Mann am Montag.\n", encoding="utf-8")
    Path("sources").mkdir()
    Path("sources", "a.txt").write_text("Er sah den Mann am Montag.\n", encoding="utf-8")
    for option, value, told in (
        ("--source", "the source.txt", "'the source.txt'"),
        ("--source-dir", "sources", "sources"),
    ):
        last = run("check", "a.txt", option, value, "--select", "REP001").out.splitlines()[-1]
        assert last.endswith(f" a.txt {option} {told}")
        assert "mtcheck fix" in last
    assert "--source" not in run("check", "a.txt", "--select", "REP001").out.splitlines()[-1]
