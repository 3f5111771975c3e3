"""The command line: what goes in, what exit code comes out. What is printed is in test_report_*.py."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import click
import pytest
from conftest import Run
from rich.cells import cell_len

import mtcheck
from mtcheck.checking.measured import Measured
from mtcheck.cli.commands.check import SEVERITIES
from mtcheck.cli.main import cli, main
from mtcheck.lint.findings import Severity
from mtcheck.run.cache import Cache

ONLY = ("--select", "REP001")
PYTHON = [sys.executable, "-m", "mtcheck"]


# What is read


def test_plain_path_means_check(run: Run, article: Path) -> None:
    assert run(article) == run("check", article)
    assert "REP001" in run(article).out


def test_options_before_the_path(run: Run, article: Path) -> None:
    assert json.loads(run("--format", "json", article).out)["files"][0]["path"] == str(article)


def test_folder_is_walked_in_order_without_hidden_files(run: Run, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("z.md", "a.TXT", "b/c.txt", "b/d.py", ".hidden.txt", ".git/e.txt"):
        (tmp_path / name).write_text("All is well.\n")
    files = json.loads(run(tmp_path, "--format", "json").out)["files"]
    assert [os.path.relpath(f["path"], tmp_path) for f in files] == ["a.TXT", "z.md", "b/c.txt"]


def test_a_file_named_twice_is_checked_once(run: Run, article: Path) -> None:
    files = json.loads(run(article, article.parent, article, "--format", "json").out)["files"]
    assert len(files) == 1


def test_standard_input(run: Run) -> None:
    result = run("-", "--stdin-filename", "draft.txt", *ONLY, stdin="He saw the the man 😀.".encode())
    assert "draft.txt:1:8  REP001" in result.out
    assert "<stdin>:1:8" in run("-", *ONLY, stdin=b"He saw the the man.").out


def test_an_explicit_file_may_have_any_suffix(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "article"
    path.write_text("All is well.")
    assert run(path).code == 0


# What cannot be read

LATIN = "; if it is Latin-1 (Windows-1252), give --encoding latin-1"


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"It is\x00binary", "binary data (a NUL byte at byte 5)"),
        ("One\nCafé society".encode("latin-1"), f"not UTF-8 text (byte 0xe9 in line 2){LATIN}"),
        (b"\xed\xa0\x80", f"not UTF-8 text (byte 0xed in line 1){LATIN}"),
    ],
)
def test_unreadable_text(run: Run, article: Path, data: bytes, why: str) -> None:
    bad = article.parent / "bad.txt"
    bad.write_bytes(data)
    result = run(bad, article)
    assert result.code == 2
    assert result.err == f"mtcheck: {bad}: {why}\n"
    assert "REP001" in result.out  # the other file is checked all the same


def test_missing_path(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path / "nowhere.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err == f"mtcheck: {tmp_path / 'nowhere.txt'}: no such file or folder\n"


def test_folder_without_articles(run: Run, tmp_path: Path) -> None:
    result = run(tmp_path)
    assert result.code == 2
    assert "no articles in this folder" in result.err


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_pipes_and_devices_are_refused(run: Run, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    result = run(pipe, "/dev/zero", tmp_path)  # once by name, once in its folder
    assert result.code == 2
    assert result.err.count("not a regular file; use - to read standard input") == 2


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_forbidden_file(run: Run, article: Path) -> None:
    article.chmod(0)
    assert "permission denied" in run(article).err


def test_dangling_link_and_loop(run: Run, tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    result = run(tmp_path)
    assert result.code == 2
    assert len(result.err.splitlines()) == 2


def test_errors_stand_in_the_json_report(run: Run, article: Path) -> None:
    result = run(article, article.parent / "no.txt", "--format", "json")
    assert result.code == 2
    report = json.loads(result.out)
    assert report["errors"] == [{"path": str(article.parent / "no.txt"), "message": "no such file or folder"}]
    assert len(report["files"]) == 1


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \n\r\n\t", b"\n"])
def test_empty_text_has_no_score(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(data)
    result = run(path)
    assert result.code == 0
    assert "passed; no score: no words" in result.out
    asked = run(path, "--fail-under", 1)
    assert asked.code == 1
    assert "exit 1: no score to be 1 or more: no words" in asked.out
    assert json.loads(run(path, "--format", "json").out)["files"][0]["score"]["value"] is None


@pytest.mark.slow
@pytest.mark.parametrize(
    "data", [b"...", "日本語の文章。".encode(), "😀👍🏽".encode(), "e\u0301".encode(), b"\r", b"a\rb"]
)
def test_odd_texts_do_not_crash(run: Run, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "odd.txt"
    path.write_bytes(data)
    for style in ("text", "json"):
        assert run(path, "--format", style).code in (0, 1)


# Offsets and lines


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xef\xbb\xbfHe saw the the man.", "1:8"),
        (b"It is so.\r\n\r\nHe saw the the man.\r\n", "3:8"),
        (b"It is so.\rHe saw the the man.\r", "2:8"),
        ("It is so.\x0b😀 He saw the the man.".encode(), "1:20"),
        ("It is so.\u2028He saw the the man.".encode(), "1:18"),
        ("日本 said: he saw the the man.".encode(), "1:17"),
    ],
)
def test_lines_and_columns(run: Run, tmp_path: Path, data: bytes, place: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert f"a.txt:{place}  REP001" in run(path, *ONLY).out


# Gates and exit codes


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),  # a minor finding does not stop by default
        (("--fail-on", "minor"), 1),
        (("--fail-on", "major"), 0),
        (("--fail-on", "critical"), 0),
        (("--fail-under", "50"), 0),
        (("--fail-under", "100"), 1),
        (("--fail-under", "100", "--fail-on", "critical"), 1),
        (("--fail-under", "10", "--fail-on", "minor"), 1),
        (("--exit-zero",), 0),
    ],
)
def test_gates(run: Run, article: Path, options: tuple[str, ...], code: int) -> None:
    result = run(article, *ONLY, *options)
    assert result.code == code
    assert ("exit 1: " in result.out) == (code == 1)


def test_an_input_error_outranks_the_gate(run: Run, article: Path) -> None:
    assert run(article, "no.txt", "--fail-on", "minor").code == 2
    assert run(article, "no.txt", "--exit-zero").code == 2


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--exit-zero", "--fail-on", "minor"), "--exit-zero contradicts"),
        (("--exit-zero", "--fail-under", "0"), "--exit-zero contradicts"),
        (("--select", "REP01"), "did you mean REP001?"),
        (("--ignore", "doubled-wrod"), "did you mean doubled-word?"),
        (("--select", "ZZZ999"), "no rule 'ZZZ999'"),
        (("--min-confidence", "2"), "not in the range"),
        (("--min-confidence", "nan"), "between 0 and 1"),
        (("--fail-under", "101"), "not in the range"),
        (("--fail-on", "severe"), "'severe' is not one of"),
        (("--format", "xml"), "'xml' is not one of"),
        (("--threshold", "100"), "threshold must lie between 0 and 100"),
        (("--allowed", "0"), "allowed penalty points must be positive"),
        (("--stdin-filename", "x.txt"), "--stdin-filename is for standard input"),
        (("--colour",), "No such option"),
    ],
)
def test_usage_errors(run: Run, article: Path, args: tuple[str, ...], words: str) -> None:
    result = run("check", article, *args)
    assert (result.code, result.out) == (2, "")
    assert words in result.err


def test_no_path(run: Run) -> None:
    assert run("check").code == 2
    assert run().code == 2


def test_misspelt_command(run: Run) -> None:
    result = run("expalin", "REP001")
    assert result.code == 2
    assert "did you mean `mtcheck explain`?" in result.err


def test_calibration_moves_the_score(run: Run, article: Path) -> None:
    mild = json.loads(run(article, "--format", "json", "--allowed", "100").out)["files"][0]["score"]
    strict = json.loads(run(article, "--format", "json", "--allowed", "1").out)["files"][0]["score"]
    assert mild["value"] > strict["value"]
    assert not strict["reached"]
    assert "scale:80/1|" in strict["signature"]


def test_select_and_ignore_take_commas_and_repeat(run: Run, article: Path) -> None:
    assert "REP001" in run(article, "--select", "repetition").out
    assert "REP001" not in run(article, "--ignore", "doubled-word, REP").out
    assert "REP001" not in run(article, "--select", "REP001", "--ignore", "REP001").out


def test_min_confidence(run: Run, article: Path) -> None:
    assert "no known artefacts found" in run(article, *ONLY, "--min-confidence", "1").out


# Where it is written


def test_output_file(run: Run, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    result = run(article, "--format", "json", "--output-file", target)
    assert result.out == ""
    assert json.loads(target.read_text(encoding="utf-8"))["files"][0]["words"] == 9
    assert [p.name for p in tmp_path.iterdir() if p.suffix == ".tmp"] == []


def test_output_file_is_left_alone_by_a_usage_error(run: Run, article: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.txt"
    target.write_text("old")
    assert run(article, "--select", "nothing", "--output-file", target).code == 2
    assert target.read_text() == "old"


def test_output_file_where_nothing_can_be_written(run: Run, article: Path, tmp_path: Path) -> None:
    for target in (tmp_path / "no" / "report.txt", tmp_path):
        result = run(article, "--output-file", target)
        assert result.code == 2
        assert result.err.startswith(f"mtcheck: {target}: cannot write: ")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["article.txt"]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_output_file_in_a_read_only_folder(run: Run, article: Path, tmp_path: Path) -> None:
    folder = tmp_path / "locked"
    folder.mkdir(mode=0o500)
    assert run(article, "--output-file", folder / "report.txt").code == 2
    assert list(folder.iterdir()) == []


def test_output_file_may_be_a_device(run: Run, article: Path) -> None:
    assert run(article, "--output-file", os.devnull).code == 0
    assert not Path(os.devnull).is_file()


def test_output_file_never_replaces_an_article(run: Run, article: Path) -> None:
    before = article.read_bytes()
    assert run(article, "--output-file", article).code == 2
    assert article.read_bytes() == before


# Commands about rules


def test_rules(run: Run) -> None:
    assert any(line.startswith("REP001  doubled-word") for line in run("rules").out.splitlines())
    rules = json.loads(run("rules", "--format", "json").out)
    assert [r["code"] for r in rules] == sorted(r["code"] for r in rules)
    assert next(r for r in rules if r["code"] == "REP001")["fixable"] is True


@pytest.mark.parametrize("word", ["REP001", "rep001", "doubled-word"])
def test_explain(run: Run, word: str) -> None:
    out = run("explain", word).out
    for part in ("REP001 doubled-word", "severity minor", "MQM fluency/", "stable", "wrong:", "right:"):
        assert part in out
    assert "--ignore REP001" in out


def test_explain_as_json_and_unknown(run: Run) -> None:
    assert json.loads(run("explain", "REP001", "--format", "json").out)["name"] == "doubled-word"
    result = run("explain", "REP002x")
    assert result.code == 2
    assert "did you mean" in result.err


def test_explain_of_several_rules_names_them(run: Run) -> None:
    """It said: no rule 'words'; did you mean words?"""
    assert "'SPC' is" in run("explain", "SPC").err and "SPC001, " in run("explain", "SPC").err
    assert "'words' is" in run("explain", "words").err and "WRD001, " in run("explain", "words").err
    assert "did you mean CAP?" in run("explain", "CAPP").err


def test_what_was_measured_is_said_in_good_english(run: Run) -> None:
    for rule in json.loads(run("rules", "--format", "json").out):
        if rule["measured"] and not rule["origin"]:
            assert not re.search(r"\b1 (findings|artefacts|look-alikes)\b", Measured(**rule["measured"]).line())


def test_explain_syntax(run: Run) -> None:
    out = run("explain", "--syntax", "The roof of these old houses were damaged. “We are late,” said Tom.").out
    assert out.startswith("Sentence 1: The roof of these old houses were damaged.\n")
    assert max(map(len, out.splitlines())) <= 80
    for row in (
        "The roof +singular",
        "these old houses +plural",
        "were damaged +past simple passive",
        "of these .+ roof",
    ):
        assert re.search(row, out)
    for row in (r"The roof \| were damaged \| -", r"damaged +VBN +root +\d\.\d\d +\(root\)", r"late,” +Tom \(said\)"):
        assert re.search(row, out)


def test_explain_syntax_is_harmless_and_fits_80_columns(run: Run) -> None:
    text = "\x1b[31mThe man\u202e saw ##[error]x ::error:: 漢字漢字漢字 " + "houses and " * 30 + "it."
    out = run("explain", "--syntax", text).out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert "##[" not in out
    assert not re.search(r"^\s*::", out, re.MULTILINE)
    assert max(map(cell_len, out.splitlines())) <= 80
    assert run("explain", "--syntax", "").out == "\n"


def test_explain_syntax_as_json(run: Run) -> None:
    found = json.loads(run("explain", "--format", "json", "--syntax", "Three old dogs have seen the cat of Tom.").out)
    (sentence,) = found["sentences"]
    assert [p["number"] for p in sentence["phrases"]] == ["plural", "singular", "either"]
    clause = sentence["clauses"][0]
    assert clause["group"]["verbs"] == [3, 4]
    assert (clause["subject"]["head"], clause["object"]["head"]) == (2, 6)
    assert sentence["attachments"][0]["to"] == 6
    dogs = found["tokens"][2]
    assert (dogs["text"], dogs["start"], dogs["end"], dogs["head"], dogs["relation"]) == ("dogs", 10, 14, 4, "nsubj")


def test_explain_wants_a_rule_or_a_text(run: Run) -> None:
    assert run("explain").code == 2
    assert run("explain", "REP001", "--syntax", "A dog.").code == 2


@pytest.mark.slow
def test_every_rule_can_be_explained(run: Run) -> None:
    for rule in json.loads(run("rules", "--format", "json").out):
        assert run("explain", rule["code"]).code == 0


# Help, version, completion


def test_version_and_help(run: Run) -> None:
    assert run("--version").out == f"mtcheck, version {mtcheck.__version__}\n"
    for args in (["-h"], ["check", "-h"], ["fix", "--help"], ["rules", "-h"], ["explain", "-h"], ["completion", "-h"]):
        assert run(*args).code == 0
    assert run("-h").out.count("\n  mtcheck") + run("-h").out.count("\n    mtcheck") >= 5


def test_help_groups_the_options_of_check(run: Run) -> None:
    sections = re.split(r"\n(?=[A-Z][a-z ]+:\n)", run("check", "--help").out)
    groups = {
        text.partition(":")[0]: re.findall(r"^  (?:-h, )?(--[\w-]+)", text, re.MULTILINE) for text in sections[1:]
    }
    assert groups["Options"] == ["--help"] and list(groups)[-1] == "Options"
    assert groups["Gates"] == ["--fail-on", "--fail-under", "--max-findings", "--max-per-rule", "--exit-zero"]
    assert all(len(options) > 1 for heading, options in groups.items() if heading != "Options")
    lines = "".join(sections).splitlines()
    starts = {len(m[0]) for line in lines if (m := re.match(r"  --\S+( \S+)?  +(?=\S)", line))}
    assert starts == {34}  # their texts stand in one column


def test_severities_are_those_of_findings() -> None:
    assert tuple(Severity) == SEVERITIES


def test_a_command_is_one_module() -> None:
    for name in cli.list_commands(click.Context(cli)):
        command = cli.get_command(click.Context(cli), name)
        assert command and command.name == name and command.get_short_help_str() and command.help
    assert cli.get_command(click.Context(cli), "nothing") is None


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["check", "--help"], ["completion", "bash"]])
def test_help_loads_nothing_heavy(args: list[str]) -> None:
    code = "import sys; from mtcheck.cli.main import main; main(sys.argv[1:])\n"
    code += "sys.exit(any(heavy in sys.modules for heavy in ('numpy', 'rich', 'mtcheck.lint', 'mtcheck.project')))"
    assert subprocess.run([sys.executable, "-c", code, *args], stdout=subprocess.DEVNULL).returncode == 0


@pytest.mark.parametrize("shell", ["zsh", "fish", "bash"])
def test_completion_script(run: Run, shell: str) -> None:
    assert "_MTCHECK_COMPLETE" in run("completion", shell).out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("mtcheck expl", "plain,explain"),
        ("mtcheck art", "file,art"),
        ("mtcheck explain REP", "plain,REP001"),
        ("mtcheck check --ignore ZZZ,REP", "plain,ZZZ,REP001"),
        ("mtcheck a.txt --form", "plain,--format"),
    ],
)
def test_completion(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str, expected: str
) -> None:
    monkeypatch.setenv("_MTCHECK_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", words)
    monkeypatch.setenv("COMP_CWORD", str(len(words.split()) - 1))
    with pytest.raises(SystemExit):
        main([])
    assert expected in capsys.readouterr().out.splitlines()


# The cache


def test_a_cache_that_cannot_be_used_is_told(run: Run, article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(article.parent)
    Path(".mtcheck_cache").write_text("no folder")
    result = run(article, "--cache")
    assert result.code == 0 and "REP001" in result.out
    assert ".mtcheck_cache: cannot use the cache: " in result.err


@pytest.mark.parametrize("method", ["get", "put", "close"])
def test_a_cache_that_fails_on_the_way_is_told_once_and_costs_nothing(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.chdir(article.parent)
    Path("b.txt").write_text(article.read_text())
    monkeypatch.setattr(Cache, method, fail)
    result = run("check", article, "b.txt", "--cache", "--format", "concise", "--output-file", "out.txt")
    assert result.code == 0
    assert [line.split(":")[0] for line in Path("out.txt").read_text().splitlines()] == [str(article), "b.txt"]
    assert result.err.endswith(
        ".mtcheck_cache: the cache failed: database or disk is full; go on without (--no-cache)\n"
    )
    assert result.err.count("\n") == 1


# The process


@pytest.mark.slow
@pytest.mark.parametrize("command", [["rules"], ["rules", "--format", "json"], ["check", "TEXT"], ["fix", "TEXT"]])
def test_broken_pipe_ends_quietly(tmp_path: Path, command: list[str]) -> None:
    text = tmp_path / "long.txt"
    text.write_text("He saw the the man.\n" * 2000)  # more than a pipe holds
    arguments = [str(text) if word == "TEXT" else word for word in command]
    process = subprocess.Popen([*PYTHON, *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    assert process.stdout
    process.stdout.close()
    assert process.wait() == 141


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_interrupt_exits_130() -> None:
    code = "import os, signal, sys; from mtcheck.cli.commands import check; from mtcheck.cli.main import main\n"
    code += "check.check_once = lambda *a, **k: os.kill(os.getpid(), signal.SIGINT)\n"
    code += "sys.exit(main(['-']))"
    process = subprocess.run([sys.executable, "-c", code], stdin=subprocess.DEVNULL, capture_output=True)
    assert (process.returncode, process.stderr) == (130, b"")


@pytest.mark.slow
def test_output_that_the_encoding_lacks_is_escaped(article: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    process = subprocess.run([*PYTHON, str(article)], capture_output=True, env=environment)
    assert process.returncode == 0
    assert b"\\u2192 Delete the second" in process.stdout


@pytest.mark.slow
def test_a_file_name_that_is_no_text(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9\x1b[31m.txt"
    with open(name, "wb") as file:
        file.write(b"He saw the the man.")
    for style in ("text", "json"):
        process = subprocess.run([*PYTHON, name, "--format", style], capture_output=True)
        assert process.returncode == 0
        assert b"\x1b" not in process.stdout


GERMAN = (
    "Der Rat hat am Dienstag mit `git push` beschlossen, die alte Brücke über den Fluss zu sperren. "
    "Die Kosten sind noch nicht bekannt, und niemand wollte am Abend sagen, wann die Arbeiten beginnen."
)
SALAD = (
    "Proponents steady celebrative kicks happily launch `reinforcement` processing succeeded accent amplified "
    "coordinates liberally driven consuming surpasses alternation cycles demonstrating feast planning rewriting "
    "programs lifting efficiently vantage interchange."
)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"# Brücke\n\n{GERMAN}\n", ["UNT007"]),
        (f"# Brücke\n\n{GERMAN} {GERMAN}\n\n- see the old bridge as well\n", ["UNT007"]),
        (f"# The bridge\n\nThe council met on Monday.\n\n{SALAD}\n", ["SEN014"]),
    ],
)
def test_code_in_a_passage_does_not_excuse_it(run: Run, tmp_path: Path, text: str, codes: list[str]) -> None:
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    done = run("check", path, "--isolated", "--format", "json")
    assert done.code == 1
    assert [f["code"] for file in json.loads(done.out)["files"] for f in file["findings"]] == codes
