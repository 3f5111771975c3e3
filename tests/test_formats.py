"""Every output format: valid for its schema or for a real reader, and safe with hostile text."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from inspect import signature
from pathlib import Path
from typing import TextIO
from xml.etree import ElementTree as Xml

import pytest
from conftest import Run
from junitparser import JUnitXml
from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif
from sarif import loader

from mtcheck.checking import checker
from mtcheck.checking.gate import Gate
from mtcheck.checking.report import Checked, Found
from mtcheck.cli import outputs
from mtcheck.lint.findings import MAJOR, SAFE, Finding, Fix, Related
from mtcheck.reading.files import Problem
from mtcheck.report import formats
from mtcheck.report.formats import Reporter, class_of, names, reporter
from mtcheck.report.summary import Summary
from mtcheck.run import flow
from mtcheck.text.spans import Edit, Span

HOSTILE = "a%0A::error::b,c:d\"'<&>]]>\x1b[31m\u202e=SUM(A1)|\n\t\x00é😀\ud800 -->"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with an article, one of an awkward name, and one that cannot be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one.txt").write_text("Fine.\n\U0001f600 He saw the the man in the the house.\n", encoding="utf-8")
    (tmp_path / "a b,c%&é'.md").write_text("# Title\n\nHe saw **the the** man.\n", encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    return tmp_path


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make every check find one thing with hostile text in all its parts."""
    real = checker.judged_many

    def spoilt(report: Checked) -> Checked:
        span = Span(0, min(5, len(report.text)))
        fix = Fix(HOSTILE, (Edit(0, 2, HOSTILE),), SAFE)
        found = Finding("REP001", "doubled-word", HOSTILE, span, MAJOR, 0.9, "x", (Related(span, HOSTILE),), (fix,))
        return replace(report, found=(Found(found, span),))

    monkeypatch.setattr(flow, "judged_many", lambda *given: [spoilt(report) for report in real(*given)])


def output(run: Run, style: str, *args: object) -> str:
    return run("check", ".", "--select", "REP001", "--format", style, *args).out


@pytest.mark.parametrize("style", names())
def test_every_format_ends_with_a_line_break_and_is_utf8(run: Run, site: Path, style: str) -> None:
    out = output(run, style)
    assert out.endswith("\n")
    assert output(run, style) == out


@pytest.mark.parametrize("style", names())
def test_hostile_text_is_escaped(run: Run, site: Path, hostile: None, style: str) -> None:
    out = output(run, style)
    assert "\x1b" not in out
    assert "\x00" not in out
    if style in ("text", "concise"):
        assert "\u202e" not in out
    check_structure(style, out)


def test_plain_text_is_well_formed(run: Run, site: Path) -> None:
    for style in names():
        check_structure(style, output(run, style))


def check_structure(style: str, out: str) -> None:
    """That a reader of the format gets three files or findings and not more."""
    if style in ("json", "sarif", "gitlab", "rdjson"):
        json.loads(out)
    elif style == "jsonl":
        assert {json.loads(line)["type"] for line in out.splitlines()} == {"file", "error", "summary"}
    elif style == "github":
        assert all(re.fullmatch(r"::(notice|warning|error) [^:]*::[^\r\n]*", line) for line in out.splitlines())
    elif style in ("junit", "checkstyle"):
        Xml.fromstring(out)
    elif style == "csv":
        rows = list(csv.reader(io.StringIO(out)))
        assert {len(r) for r in rows} == {14}
        assert not any(cell.startswith(("=", "+", "@")) for r in rows for cell in r)


def test_concise(run: Run, site: Path) -> None:
    lines = output(run, "concise").splitlines()
    assert lines[0].startswith("./a b,c%&é'.md:3:")
    assert lines[1].startswith("./one.txt:2:10: REP001 ")


def test_sarif_is_valid_and_says_where(run: Run, site: Path) -> None:
    log = json.loads(output(run, "sarif"))
    Sarif.parse_obj(log)
    run_ = log["runs"][0]
    assert run_["columnKind"] == "unicodeCodePoints"
    results = run_["results"]
    assert len(results) == 3
    assert len({r["partialFingerprints"]["mtcheck/v1"] for r in results}) == 3
    place = results[1]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "one.txt"
    text = (site / "one.txt").read_text(encoding="utf-8")
    region = place["region"]
    assert text[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
    assert (region["startLine"], region["startColumn"]) == (2, text.splitlines()[1].index("the the") + 1)
    assert results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b%2Cc%25%26%C3%A9%27.md"
    assert results[1]["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"] == {"text": ""}
    assert run_["tool"]["driver"]["rules"][0]["id"] == "REP001"
    assert not run_["invocations"][0]["executionSuccessful"]  # bad.txt


def test_sarif_with_hostile_text_is_valid_and_a_viewer_reads_it(run: Run, site: Path, hostile: None) -> None:
    run("check", ".", "--output", "sarif:out.sarif")
    Sarif.parse_obj(json.loads((site / "out.sarif").read_text()))
    files = loader.load_sarif_files(str(site / "out.sarif"))
    assert len(files.get_records()) == 2


def test_fingerprints_stay_when_lines_move(run: Run, site: Path) -> None:
    before = [r["partialFingerprints"] for r in json.loads(output(run, "sarif"))["runs"][0]["results"]]
    path = site / "one.txt"
    path.write_text("New line.\n\nAnother.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert [r["partialFingerprints"] for r in json.loads(output(run, "sarif"))["runs"][0]["results"]] == before


def test_github_turns_no_line_around() -> None:
    out = io.StringIO()
    reporter("github", out).end(Summary(Gate()), [Problem("a\u202eb.txt", "one \u202e line\nmore")])
    assert "\u202e" not in out.getvalue() and "one <U+202E> line%0Amore" in out.getvalue()


def test_github(run: Run, site: Path) -> None:
    lines = output(run, "github", "--max-findings", "2").splitlines()
    assert lines[0].startswith("::notice file=a b%2Cc%25&é'.md,line=3,endLine=3,col=10,endColumn=17,title=REP001 ")
    assert lines[-2].startswith("::error file=bad.txt,title=mtcheck::")
    assert lines[-1].startswith("::error title=mtcheck::")
    assert lines[-1].endswith(": 3 findings over all files so far, more than 2")


def test_gitlab(run: Run, site: Path) -> None:
    rows = json.loads(output(run, "gitlab"))
    assert len({r["fingerprint"] for r in rows}) == len(rows) == 3
    assert rows[1]["location"] == {"path": "one.txt", "lines": {"begin": 2, "end": 2}}
    assert {r["severity"] for r in rows} <= {"info", "minor", "major", "critical", "blocker"}
    assert all(r["description"] and r["check_name"] for r in rows)


def test_junit(run: Run, site: Path) -> None:
    suites = JUnitXml.fromstring(output(run, "junit", "--fail-on", "minor").encode())
    [suite] = suites
    assert (suite.tests, suite.failures, suite.errors) == (3, 2, 1)
    kinds = [type(case.result[0]).__name__ for case in suite]
    assert kinds == ["Failure", "Failure", "Error"]
    assert "REP001" in [case.result[0].text for case in suite][1]


def test_checkstyle(run: Run, site: Path) -> None:
    root = Xml.fromstring(output(run, "checkstyle"))
    rows = {f.attrib["name"]: [e.attrib for e in f] for f in root.findall("file")}
    assert [r["line"] for r in rows["one.txt"]] == ["2", "2"]
    assert rows["bad.txt"][0]["severity"] == "error"
    assert {r["severity"] for f in rows.values() for r in f} <= {"ignore", "info", "warning", "error"}


def test_rdjson_counts_bytes(run: Run, site: Path) -> None:
    data = json.loads(output(run, "rdjson"))
    assert data["source"]["name"] == "mtcheck"
    row = next(d for d in data["diagnostics"] if d["location"]["path"] == "one.txt")
    line = (site / "one.txt").read_bytes().splitlines()[1]
    start, end = (row["location"]["range"][k]["column"] - 1 for k in ("start", "end"))
    assert line[start:end] in (b"the the", b"the")
    suggestion = row["suggestions"][0]
    a, b = (suggestion["range"][k]["column"] - 1 for k in ("start", "end"))
    assert (line[:a] + suggestion["text"].encode() + line[b:]).count(b"the the") == 1


def test_csv(run: Run, site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(output(run, "csv"))))
    assert [(r["path"], r["line"], r["code"]) for r in rows][1] == ("./one.txt", "2", "REP001")


# Several at once


def test_several_outputs_at_once(run: Run, site: Path) -> None:
    result = run("check", ".", "--output", "sarif:out.sarif", "--output", "github", "--output", "junit:out.xml")
    assert "::notice file=" in result.out
    assert json.loads((site / "out.sarif").read_text())["version"] == "2.1.0"
    assert JUnitXml.fromfile(str(site / "out.xml"))
    assert sorted(p.name for p in site.iterdir() if p.name.startswith(".")) == []


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--output", "sarf"), "did you mean 'sarif'?"),
        (("--output", "sarif:"), "no file after the colon"),
        (("--output", "json", "--output", "github"), "two reports for standard output"),
        (("--output", "json:x", "--output", "sarif:x"), "two reports for x"),
        (("--output", "json:one.txt", "one.txt"), "would overwrite"),
    ],
)
def test_output_mistakes(run: Run, site: Path, args: tuple[str, ...], words: str) -> None:
    result = run("check", ".", *args)
    assert result.code == 2
    assert words in result.err


def test_no_report_is_written_over_what_the_run_reads(run: Run, site: Path) -> None:
    """The configuration, what it names, the reference, and the suppressions beside an article."""
    files = {
        "mtcheck.toml": 'fail-on = "minor"\n',
        "g.csv": "Rat,council\n",
        "f.txt": "foo\n",
        "r.txt": "It was so.\n",
        "one.txt.mtcheck.toml": '[[ignore]]\nrule = "REP001"\nreason = "so"\n',
    }
    for name, text in files.items():
        (site / name).write_text(text)
    for name in files:
        options = ("--glossary", "g.csv", "--forbidden", "f.txt", "--reference", "r.txt")
        result = run("check", "one.txt", *options, "--output", f"json:{name}")
        assert result.code == 2 and "would overwrite" in result.err and name in result.err
    assert {name: (site / name).read_text() for name in files} == files
    assert run("baseline", "one.txt").code == 0
    result = run("check", "one.txt", "--baseline", ".mtcheck-baseline.json", "--output", "json:.mtcheck-baseline.json")
    assert result.code == 2 and "would overwrite" in result.err


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("check", "c.en.txt", "--source-dir", "."), "c.de.txt"),
        (("check", ".", "--source-dir", "sources"), "sources/one.txt"),
        (("check", "-", "--stdin-filename", "one.txt", "--source-dir", "sources"), "sources/one.txt"),
        (("check", "."), "one.txt"),
        (("check", "sources/../."), "linked.txt"),
        (("check", "."), "one.txt.mtcheck.toml"),
        (("judge", ".", "--url", "http://127.0.0.1:9/v1", "--model", "m"), "one.txt"),
    ],
)
def test_no_report_is_written_over_what_the_run_finds(run: Run, site: Path, words: tuple[str, ...], name: str) -> None:
    """Articles in a folder, suppressions beside them, sources by their names."""
    (site / "sources").mkdir()
    for path in ("c.en.txt", "c.de.txt", "sources/one.txt", "one.txt.mtcheck.toml"):
        (site / path).write_text("")
    if name == "linked.txt":
        (site / name).symlink_to("one.txt")
    before = {p: p.read_bytes() for p in site.rglob("*") if p.is_file()}
    result = run(*words, "--output", f"html:{name}")
    assert result.code == 2 and "would overwrite" in result.err
    assert {p: p.read_bytes() for p in site.rglob("*") if p.is_file()} == before


def test_a_report_among_the_articles_is_written_again(run: Run, site: Path) -> None:
    """It is no article, and may be where one looks for them; a text report, which is not recognised, has to be
    excluded."""
    (site / "bad.txt").unlink()
    options = ("--output", "html:report.html", "--output", "json:report.json", "--json-pointer", "/a")
    texts = []
    for _ in range(2):
        assert run("check", ".", *options).code != 2
        texts.append((site / "report.html").read_text())
    assert texts[0] == texts[1]
    assert len(json.loads((site / "report.json").read_text())["files"]) == 2
    (site / "report.html").unlink()
    text = ("check", ".", "--exit-zero", "--output", "text:report.txt")
    assert (run(*text).code, run(*text).code) == (0, 2)
    (site / "mtcheck.toml").write_text('exclude = ["report.txt"]\n')
    assert run(*text).code == 0


def test_outputs_of_the_configuration(run: Run, site: Path) -> None:
    (site / "mtcheck.toml").write_text('output = ["concise", "csv:out.csv"]\n')
    assert run(".").out.startswith("./a b")
    assert (site / "out.csv").exists()
    assert run(".", "--format", "json").out.startswith("{")


@pytest.mark.slow
@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
def test_a_full_disk(run: Run, site: Path) -> None:
    result = run("check", "one.txt", "--output", "json:/dev/full")
    assert result.code == 2
    assert "cannot write" in result.err
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "mtcheck", "one.txt", "--format", "json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "cannot write" in done.stderr
    assert "Traceback" not in done.stderr


# A new format

ROOT = Path(__file__).resolve().parent.parent
GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Adding an output format")[2]
EXAMPLE = GUIDE.partition("```python\n")[2].partition("```")[0]


@pytest.fixture
def extended(tmp_path: Path) -> list[str]:
    """The program with the module of CONTRIBUTING.md among its formats, and no other change."""
    (tmp_path / "formats").mkdir()
    (tmp_path / "formats" / "scores.py").write_text(EXAMPLE)
    code = "import sys; from mtcheck.report import formats; formats.__path__.append(sys.argv[1])\n"
    code += "from mtcheck.cli.main import main; sys.exit(main(sys.argv[2:]))"
    return [sys.executable, "-c", code, str(tmp_path / "formats")]


@pytest.mark.slow
def test_a_format_is_one_module(extended: list[str], article: Path) -> None:
    def out(*args: object) -> str:
        return subprocess.run([*extended, *map(str, args)], capture_output=True, text=True, check=True).stdout

    assert out(article, "--format", "scores") == f"92.9 {article}\n"
    assert out(article, "--format", "scores", "--statistics", "--readability") == f"92.9 1 {article}\n"
    assert "|scores|spans|text]" in out("check", "--help")
    target = article.parent / "out"
    assert out(article, "--output", f"scores:{target}", "--output", "concise").count("REP001") == 1
    assert target.read_text() == f"92.9 {article}\n"
    (article.parent / "mtcheck.toml").write_text('output = ["scores"]')
    assert out(article) == f"92.9 {article}\n"


def test_a_format_is_one_class(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path)])
    imports = "from mtcheck.report.formats import Reporter\nfrom mtcheck.report.formats.csv import CsvReport\n"
    for name, body in (
        ("toy0", ""),
        ("toy1", "class A(CsvReport): ..."),
        ("toy2", "class A(Reporter): ...\nclass B(A): ..."),
    ):
        (tmp_path / f"{name}.py").write_text(imports + body)
    assert {"toy0", "toy1", "toy2"} < set(names())
    assert class_of("toy1").__name__ == "A"
    for name in ("toy0", "toy2"):
        with pytest.raises(TypeError, match=f"{name} must hold one class"):
            class_of(name)


def test_names_load_no_format() -> None:
    code = "import sys; from mtcheck.report.formats import names; found = names()\n"
    code += "sys.exit(any(f'mtcheck.report.formats.{name}' in sys.modules for name in found))"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_every_option_is_one_of_a_format(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: set[str] = set()

    def spy(name: str, stream: TextIO, **options: object) -> Reporter:
        given.update(options)
        return reporter(name, stream, **options)

    monkeypatch.setattr(outputs, "reporter", spy)
    assert run(article).code == 0
    taken = {option for name in names() for option in signature(class_of(name)).parameters}
    assert given == {"readability", "statistics", "sentence_metrics", "quiet", "source", "spans"} and given <= taken


def test_every_format_is_described() -> None:
    page = (ROOT / "docs" / "pipeline.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`.+?) \|", page.partition("\n## Reports\n")[2].partition("\n## ")[0], re.MULTILINE)
    assert sorted(name for row in rows for name in re.findall(r"`(\w+)`", row)) == list(names())


def test_json_holds_no_control_character_for_a_terminal(run: Run, tmp_path: Path) -> None:
    """U+009B begins a control sequence as ESC [ does, and JSON need not write it otherwise."""
    text = "The man\u009b said the the word\u007f of\u0080 it."
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    out = run("check", path, "--format", "json").out
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f]", out)
    [finding] = [f for f in json.loads(out)["files"][0]["findings"] if f["code"] == "REP001"]
    assert finding["sentence"]["text"] == text


TURNED = "He saw \u202ethe the\u202c man\u200f in the \u2066the\u2069 house.\n"


def test_json_escapes_marks_for_the_direction_of_writing(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TURNED, encoding="utf-8")
    out = run("check", path, "--format", "json").out
    assert not re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", out)
    [finding] = [f for f in json.loads(out)["files"][0]["findings"] if f["code"] == "REP001"]
    assert finding["sentence"]["text"] in TURNED and "\u202e" in finding["sentence"]["text"]


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="no terminals of this kind")
@pytest.mark.parametrize("style", names())
def test_no_format_turns_a_line_around_on_a_terminal(tmp_path: Path, style: str) -> None:
    """In a file or a pipe the text stands as it is."""
    import pty

    (tmp_path / "a.txt").write_text(TURNED, encoding="utf-8")
    command = [sys.executable, "-m", "mtcheck", "a.txt", "--format", style]
    ours, theirs = pty.openpty()
    out = b""
    with subprocess.Popen(command, stdout=theirs, cwd=tmp_path, stderr=subprocess.DEVNULL):
        os.close(theirs)
        with suppress(OSError):  # how Linux says that the other end is closed
            while part := os.read(ours, 1 << 16):
                out += part
    os.close(ours)
    assert len(out) > 100 and not re.search("[\u202a-\u202e\u2066-\u2069]", out.decode())
    piped = subprocess.run(command, stdout=subprocess.PIPE, cwd=tmp_path, stderr=subprocess.DEVNULL).stdout.decode()
    assert "\u202ethe the\u202c" in piped or style != "mqm"
