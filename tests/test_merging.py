"""Findings of other readers in the report: what they are worth, where they come from, and what they leave alone."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from conftest import Run

import mtcheck
from mtcheck.checking.merging import LONGEST_NOTE, confidences, weights
from mtcheck.checking.reading import INTERNAL
from mtcheck.languages import language
from mtcheck.lint.findings import CRITICAL, MAJOR, MINOR, SUGGEST, Severity
from mtcheck.readers.spans import Marked, Passage, ReaderSpan
from mtcheck.report.formats import names
from mtcheck.run.flow import Result, Task, examine

ROOT = Path(__file__).parent.parent
TEXT = "They met three times For talks on trade with the Ministry of Grapes in Geneva.\n"
FOR, MINISTRY = (21, 24), (49, 67)
HOSTILE = "\x1b[31m##[error]x\n::error::y <script>alert(1)</script> \u202e & \"'\x00"


def span(place: tuple[int, int], severity: Severity = MAJOR, **more: object) -> ReaderSpan:
    return ReaderSpan(str(more.pop("reader", "GPT-4")), *place, severity, **more)  # type: ignore[arg-type]


def check(*spans: ReaderSpan, text: str = TEXT, **settings: object) -> mtcheck.Report:
    return mtcheck.check(text, spans=spans, settings=mtcheck.Settings(**settings))  # type: ignore[arg-type]


def told(report: mtcheck.Report) -> list[tuple[str, tuple[int, int], tuple[str, ...]]]:
    return [(f.code, tuple(f.span), f.readers) for f in report.findings]  # type: ignore[misc]


def test_a_span_is_a_finding_that_says_where_it_comes_from() -> None:
    report = check(span(MINISTRY, mqm="accuracy/mistranslation", note="a name", suggestion="Ministry of Labour"))
    rule, reader = report.findings
    assert (rule.code, rule.readers) == ("CAP001", ())
    assert (reader.code, reader.name, reader.mqm) == ("RDR001", "reader-mistranslation", "accuracy/mistranslation")
    assert reader.message == "GPT-4 marks a wrong translation: a name"
    assert reader.readers == ("GPT-4",)
    assert reader.fixes[0].safety is SUGGEST and reader.safe_fix is None
    assert report.readers == (("GPT-4", 1, 1),)


def test_without_readers_nothing_changes() -> None:
    alone, empty = mtcheck.check(TEXT), check()
    assert alone == empty
    assert "readers" not in json.dumps(alone.to_dict())


def test_without_readers_nothing_of_them_is_imported(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT)
    code = (
        "import sys; from mtcheck.cli.main import main\n"
        "try: main([sys.argv[1], '--isolated', '--output', 'json', '--output', 'html:' + sys.argv[2]])\n"
        "except SystemExit: pass\n"
        "print([m for m in sys.modules if m.startswith(('mtcheck.readers', 'mtcheck.checking.merging', 'httpx'))],"
        " file=sys.stderr)"
    )
    command = [sys.executable, "-c", code, str(article), str(tmp_path / "a.html")]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stderr.strip() == "[]"


def test_a_rule_speaks_for_a_reader_about_the_same_words() -> None:
    report = check(span(FOR, MINOR, confidence=0.9))
    assert told(report) == [("CAP001", FOR, ("GPT-4",))]
    assert report.findings[0].message.endswith("sentence. GPT-4 marks an error of a kind that it does not name.")
    assert report.findings[0].confidence == mtcheck.check(TEXT).findings[0].confidence, (
        "no evidence that it should rise"
    )


def test_what_a_reader_suggests_stands_after_the_fixes_of_the_rule() -> None:
    (found,) = check(span(FOR, MINOR, confidence=0.9, note="too big", suggestion="of")).findings
    assert [f.title for f in found.fixes] == ["Write “for”", "Write “of”"]
    assert found.safe_fix is found.fixes[0]
    assert found.message.endswith(": too big")
    (found,) = check(span(FOR, MINOR, confidence=0.9, suggestion="for")).findings
    assert len({f.edits for f in found.fixes}) == 1


def test_a_rule_that_fails_has_no_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    from mtcheck.lint.rule import Rule

    def fails(*_: object) -> list[object]:
        raise RuntimeError

    monkeypatch.setattr(Rule, "run", fails)
    assert INTERNAL in {f.code for f in check(span((0, 4), confidence=0.9)).findings if not f.readers}
    assert INTERNAL not in {f.code for f in check(span((0, 4), confidence=0.9)).findings if f.readers}


def test_a_more_severe_reader_and_one_about_more_words_stand_beside_the_rule() -> None:
    assert [c for c, *_ in told(check(span(FOR, MAJOR, confidence=0.9)))] == ["CAP001", "RDR010"]
    wide = check(span((5, 39), MINOR, confidence=0.9))
    assert told(wide) == [("RDR010", (5, 39), ("GPT-4",)), ("CAP001", FOR, ("GPT-4",))]


def test_readers_that_agree_are_one_finding() -> None:
    one = span(MINISTRY, MINOR, mqm="terminology", note="a term", confidence=0.6)
    two = span((48, 68), MAJOR, mqm="terminology/wrong-term", reader="xCOMET", confidence=0.5)  # with spaces around
    report = check(one, two, one)
    (found,) = [f for f in report.findings if f.code == "RDR006"]
    assert (found.severity, found.confidence, found.readers) == (MAJOR, 0.6, ("xCOMET", "GPT-4"))
    assert found.message == "xCOMET, GPT-4 mark a wrong term: a term"
    assert [t.marked for t in report.readers] == [1, 1]


def test_confidence_is_what_the_reader_says_or_fitted() -> None:
    document = language("en").analyse(TEXT, {})
    spans = [span((0, 4)), span((5, 8)), span((9, 14), MINOR), span((15, 20), confidence=0.123), span((5, 8), CRITICAL)]
    name, small, minor, said, critical = confidences(document, spans)
    assert name > small > minor
    assert said == 0.123
    assert critical == small
    assert set(weights()) >= {"", "major"}


def test_what_is_less_sure_is_counted_and_not_shown() -> None:
    report = check(span(MINISTRY, confidence=0.3), span((5, 8), confidence=0.7))
    assert report.readers == (("GPT-4", 2, 1),)
    assert [c for c, *_ in told(report)] == ["RDR010", "CAP001"]
    assert len(check(span(MINISTRY, confidence=0.3), min_confidence=0.2).findings) == 2


def test_readers_are_chosen_like_rules() -> None:
    marked = (span(MINISTRY, mqm="style", confidence=0.9), span((5, 8), mqm="accuracy", confidence=0.9))
    assert [c for c, *_ in told(check(*marked, ignore=("RDR007",)))] == ["RDR001", "CAP001"]
    assert [c for c, *_ in told(check(*marked, ignore=("readers",)))] == ["CAP001"]
    assert [c for c, *_ in told(check(*marked, select=("RDR",)))] == ["RDR001", "RDR007"]
    assert [c for c, *_ in told(check(*marked, select=("CAP",)))] == ["CAP001"]
    assert [c for c, *_ in told(check(*marked, select=("reader-style",)))] == ["RDR007"]


def test_the_signature_and_the_score_know_of_readers() -> None:
    alone, both = mtcheck.check(TEXT), check(span(MINISTRY, reader="GPT 4|x", confidence=0.9))
    assert "|readers:GPT_4_x|" in both.score.signature
    assert both.score.value is not None and alone.score.value is not None
    assert both.score.value < alone.score.value


def test_a_span_beyond_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="beyond"):
        check(span((0, 500)))


def test_suggestions_with_markup_are_only_told() -> None:
    for bad in ("<b>x</b>", "a\nb", "[x](y)", "\x1b[0m", "a `b`"):
        found = check(span(MINISTRY, suggestion=bad, confidence=0.9)).findings[-1]
        assert found.fixes == ()
        assert "It suggests" in found.message
    (fix,) = check(span(MINISTRY, suggestion="", confidence=0.9)).findings[-1].fixes
    assert fix.title == "Delete “Ministry of Grapes”"
    assert check(span(MINISTRY, suggestion="Ministry of Grapes", confidence=0.9)).findings[-1].fixes == ()


def test_notes_are_kept_short_and_on_one_line() -> None:
    found = check(span(MINISTRY, note="x\n" * 1000, reader="r" * 500, confidence=0.9)).findings[-1]
    assert "\n" not in found.message
    assert len(found.message) < 2 * LONGEST_NOTE


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    rows = [
        {"reader": "GPT-4", "severity": "major", "quote": "Ministry of Grapes", "suggestion": "Ministry of Labour"},
        {"reader": "GPT-4", "severity": "major", "quote": "nowhere to be found"},
        {"reader": "Sly\x1b", "severity": "critical", "start": 9, "end": 14, "note": HOSTILE, "confidence": 0.9},
    ]
    (tmp_path / "s.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    return tmp_path


def test_spans_on_the_command_line(site: Path, run: Run) -> None:
    code, out, err = run("check", "a.txt", "--spans", "s.jsonl")
    assert code == 1
    assert "GPT-4 marks an error" in out and "GPT-4: 1 error span\n" in out
    assert err == (
        "mtcheck: a.txt:1:1: s.jsonl: 1 of 3 error spans refused (line 2: what it quotes does not stand there)\n"
    )
    assert "\x1b" not in out and "\n::error::y" not in out and "##[error]" not in out
    assert out.endswith(": mtcheck fix --suggested a.txt --spans s.jsonl; 1 to correct by hand\n")


@pytest.mark.parametrize("style", names())
def test_every_format_says_where_findings_come_from(site: Path, run: Run, style: str) -> None:
    code, out, _ = run("check", "a.txt", "--spans", "s.jsonl", "--format", style)
    assert code == 1
    assert "GPT-4" in out
    assert "\x1b" not in out
    assert "##[error]" not in out and "\n::error::y" not in out


def test_html_escapes_what_readers_say(site: Path, run: Run) -> None:
    _, out, _ = run("check", "a.txt", "--spans", "s.jsonl", "--format", "html")
    assert "<script>alert(1)" not in out
    assert "fam-readers" in out


def test_the_json_report_keeps_to_its_schema(site: Path, run: Run) -> None:
    (site / "k.txt").write_text("0.25\n")
    args = ("--spans", "s.jsonl", "--segment-scores", "k.txt", "--format", "json")
    _, out, _ = run("check", "a.txt", *args)
    data = json.loads(out)
    jsonschema.validate(data, json.loads((ROOT / "docs" / "report.schema.json").read_text(encoding="utf-8")))
    file = data["files"][0]
    assert {t["reader"] for t in file["readers"]} == {"GPT-4", "Sly\x1b"}
    assert [f.get("readers") for f in file["findings"] if f["code"] == "CAP001"] == [None]
    assert file["segment_scores"][0]["segments"][0]["score"] == 0.25


def test_sarif_knows_the_kinds(site: Path, run: Run) -> None:
    _, out, _ = run("check", "a.txt", "--spans", "s.jsonl", "--format", "sarif")
    run_ = json.loads(out)["runs"][0]
    assert {r["id"] for r in run_["tool"]["driver"]["rules"]} >= {"CAP001", "RDR010"}
    assert ["GPT-4"] in [r["properties"].get("readers") for r in run_["results"]]


def test_explain_knows_the_kinds(run: Run) -> None:
    assert "reader-mistranslation" in run("explain", "RDR001").out
    assert "RDR" not in run("rules").out


@pytest.mark.parametrize(
    "content",
    [
        b'{"severity": "mi',
        b"\0\0",
        b"system\tdoc\n1\t2\n",
        b"\xff",
        b"",
        b'[{"severity": "minor", "start": -1, "end": 2}]',
    ],
)
def test_a_bad_file_is_one_line_and_the_articles_are_checked(site: Path, run: Run, content: bytes) -> None:
    (site / "bad.json").write_bytes(content)
    (site / "b.txt").write_text(TEXT)
    code, out, err = run("check", "a.txt", "b.txt", "--spans", "bad.json", "--format", "concise")
    assert code == 2
    assert err.startswith("mtcheck: bad.json: ") and err.count("\n") == 1
    assert out.count("CAP001") == 2


def test_a_missing_and_a_large_file(site: Path, run: Run) -> None:
    code, out, err = run("check", "a.txt", "--spans", "none.json", "--format", "concise")
    assert (code, err) == (2, "mtcheck: none.json: no such file or folder\n")
    assert "CAP001" in out
    (site / "mtcheck.toml").write_text("max-file-size = 0.001\n")
    (site / "big.json").write_bytes(b" " * 2000)
    done = run("check", "a.txt", "--spans", "big.json")
    assert done.code == 2 and "big.json: larger than 0.001 MB" in done.err


def test_offsets_outside_are_exit_two(site: Path, run: Run) -> None:
    (site / "o.jsonl").write_text('{"severity": "minor", "start": 900, "end": 901}\n')
    code, out, err = run("check", "a.txt", "--spans", "o.jsonl")
    assert code == 2
    assert err.count("\n") == 1 and "outside of the text" in err
    assert "CAP001" in out


def test_fix_applies_a_suggestion_only_if_asked(site: Path, run: Run) -> None:
    code = run("fix", "a.txt", "--spans", "s.jsonl", "--write").code
    assert (code, (site / "a.txt").read_text()) == (0, TEXT.replace("For", "for"))
    (site / "a.txt").write_text(TEXT)
    run("fix", "a.txt", "--spans", "s.jsonl", "--suggested", "--write")
    assert (site / "a.txt").read_text() == TEXT.replace("For", "for").replace("Grapes", "Labour")


def test_baseline_and_suppressions_hold_for_readers(site: Path, run: Run) -> None:
    assert run("baseline", "a.txt", "--spans", "s.jsonl", "--file", "known.json")[0] == 0
    code, out, _ = run("check", "a.txt", "--spans", "s.jsonl", "--baseline", "known.json")
    assert code == 0 and "3 findings not new" in out
    code, out, _ = run("check", "a.txt", "--baseline", "known.json")
    assert code == 0
    (site / "a.md").write_text(f"<!-- mtcheck: ignore readers -- seen -->\n\n{TEXT}")
    _, out, _ = run("check", "a.md", "--spans", "s.jsonl", "--format", "concise")
    assert "CAP001" in out and "RDR" not in out
    (site / "a.txt.mtcheck.toml").write_text('[[ignore]]\nrule = "RDR010"\nreason = "seen"\n')
    _, out, err = run("check", "a.txt", "--spans", "s.jsonl", "--format", "concise")
    assert "RDR" not in out and "no rule" not in err


def test_places_in_markup_are_those_of_the_file(site: Path, run: Run) -> None:
    (site / "a.md").write_text(f"# A title\n\n**{TEXT.strip()}**\n")
    _, out, _ = run("check", "a.md", "--spans", "s.jsonl", "--format", "concise")
    assert "a.md:3:52: RDR010" in out


def test_bilingual_files(site: Path, run: Run) -> None:
    rows_of = ("source\ttarget", "Guten Tag.\tGood day.", "Sie trafen den Minister.\tThey met the cheese.")
    (site / "m.tsv").write_text("\n".join(rows_of) + "\n")
    rows = [
        {"mt": "They met the cheese.", "severity": "major", "quote": "cheese", "confidence": 0.9},
        {"mt": "Not there.", "severity": "major", "quote": "Not", "confidence": 0.9},
    ]
    (site / "t.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    (site / "k.txt").write_text("0.9\n0.2\n")
    args = ("--source-lang", "de", "--spans", "t.jsonl", "--segment-scores", "k.txt")
    out = run("check", "m.tsv", *args, "--format", "json").out
    data = json.loads(out)["files"][0]
    (found,) = [f for f in data["findings"] if f["code"].startswith("RDR")]
    assert (found["text"], found["segment"]["start"]) == ("cheese", 13)
    assert [s["text"] for s in data["segment_scores"][0]["segments"]] == ["Good day.", "They met the cheese."]
    assert "t" in found["readers"]
    assert run("check", "m.tsv", *args, "--fail-on-segment-score-under", "0.5")[0] == 1


def test_several_processes_and_the_cache(site: Path, run: Run) -> None:
    rows = []
    for k in range(20):
        (site / f"n{k:02}.txt").write_text(TEXT)
        rows.append({"file": f"n{k:02}.txt", "severity": "major", "quote": "Grapes", "confidence": 0.9})
    (site / "n.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows))
    files = [f"n{k:02}.txt" for k in range(20)]
    one = run("check", *files, "--spans", "n.jsonl", "--format", "concise")
    assert one[1].count("RDR010") == 20
    assert run("check", *files, "--spans", "n.jsonl", "--format", "concise", "--jobs", "2") == one
    run("check", *files, "--cache", "--format", "concise")
    assert run("check", *files, "--spans", "n.jsonl", "--format", "concise", "--cache") == one
    assert "RDR" not in run("check", *files, "--cache", "--format", "concise")[1]


def test_gates_of_segment_scores(site: Path, run: Run) -> None:
    (site / "clean.txt").write_text("The minister went home.\nHe slept well there.\n")
    (site / "x.jsonl").write_text(
        '{"hypothesis": "The minister went home.", "prediction": 0.5}\n'
        '{"hypothesis": "He slept well there.", "prediction": 9.5}\n'
    )
    (site / "k.txt").write_text("0.9\n0.4\n")
    beside = ("clean.txt", "--segment-scores", "k.txt", "--segment-scores", "x.jsonl")
    code, out, _ = run("check", *beside)
    assert code == 0
    assert "k (more is better): 2 segments, mean 0.65, the worst 0.4 at 2:1" in out
    assert "MetricX (less is better): 2 segments, mean 5, the worst 9.5 at 2:1" in out
    code, out, _ = run("check", *beside, "--fail-on-segment-score-under", "0.5")
    assert code == 1 and "1 segment with k under 0.5, the worst 0.4" in out
    code, out, _ = run("check", *beside, "--fail-on-segment-score-over", "5", "--format", "junit")
    assert code == 1 and "1 segment with MetricX over 5, the worst 9.5" in out
    assert run("check", *beside, "--fail-on-segment-score-over", "5", "--exit-zero")[0] == 0
    code, _, err = run("check", "clean.txt", "--fail-on-segment-score-over", "5")
    assert code == 2 and "need --segment-scores" in err


@pytest.mark.parametrize("style", ["mqm", "spans"])
def test_exports_are_read_again(site: Path, run: Run, style: str) -> None:
    (site / "a.txt").write_text(TEXT + "A second line is fine.\n" + "He   said the the tower\tfell.\n")
    first = run("check", "a.txt", "--spans", "s.jsonl", "--format", "json")
    run("check", "a.txt", "--spans", "s.jsonl", "--output", f"{style}:out.txt")
    again = run("check", "a.txt", "--spans", "out.txt", "--select", "RDR", "--format", "json")
    assert again[2] == ""

    def spans(out: str) -> list[tuple[int, int, str]]:
        found = json.loads(out)["files"][0]["findings"]
        return [(f["span"]["start"], f["span"]["end"], f["severity"]) for f in found]

    assert spans(again[1]) == spans(first[1])
    assert len(spans(first[1])) >= 4


def test_our_findings_as_mqm_tsv(site: Path, run: Run) -> None:
    (site / "a.txt").write_text(TEXT + "A second <v>line</v> is fine.\n")
    _, out, _ = run("check", "a.txt", "--spans", "s.jsonl", "--format", "mqm")
    rows = list(csv.DictReader(io.StringIO(out), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert [(r["rater"], r["category"], r["severity"]) for r in rows] == [
        ("Sly\ufffd", "Other", "Critical"),
        ("mtcheck", "Fluency/Spelling", "Minor"),
        ("GPT-4", "Other", "Major"),
        ("mtcheck", "No-error", "No-error"),
    ]
    assert rows[1]["target"] == TEXT.strip().replace("For", "<v>For</v>")
    assert rows[3]["target"] == "A second ‹v>line‹/v> is fine."
    assert json.loads(rows[1]["metadata"])["suggestion"] == "for"


def test_a_reader_in_code(tmp_path: Path) -> None:
    """What `Task.readers` holds may be anything that marks spans; what it tells comes out."""
    from mtcheck.project.loading import load
    from mtcheck.reading.files import Input

    class Fixed:
        def marks(self, passage: Passage) -> Marked:
            at = passage.text.index("Grapes")
            spans = (span((at, at + 6), confidence=0.9), span((0, 10**9), confidence=0.9))
            return Marked(spans, ("a problem",), ("a notice",), ("GPT-4", "Silent"))

    task = Task(load([], isolated=True), (), readers=(Fixed(),))
    result = examine(Input("a.txt", None, TEXT.encode()), task)
    assert isinstance(result, Result)
    assert [p.message for p in result.problems] == ["a problem"]
    (report,) = result.reports
    assert [n.message for n in report.notices] == ["a notice"]
    assert report.readers == (("GPT-4", 1, 1), ("Silent", 0, 0))
    assert "|readers:GPT-4,Silent|" in report.score.signature


@pytest.mark.slow
def test_merging_takes_time_that_grows_with_spans() -> None:
    import time

    text = "The grapes are sweet and the talks are long. " * 4000

    def seconds(n: int) -> float:
        spans = [span((k * 8 % 170_000, k * 8 % 170_000 + 30_000 // (1 + k % 9)), confidence=0.9) for k in range(n)]
        start = time.perf_counter()
        mtcheck.check(text, spans=spans)
        return time.perf_counter() - start

    base = seconds(1)
    assert seconds(8000) < base + 20


def test_concise_says_how_many_spans_are_not_shown(site: Path, run: Run) -> None:
    out = run("check", "a.txt", "--spans", "s.jsonl", "--format", "concise", "--min-confidence", "0.85").out
    assert "a.txt: GPT-4: 1 error span, 1 not shown: less sure than --min-confidence" in out
    assert "a.txt: Sly" not in out  # all of it is shown
    assert "not shown" not in run("check", "a.txt", "--spans", "s.jsonl", "--format", "concise").out
