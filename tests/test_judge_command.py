"""`mtcheck judge`: the rules' report with what a model marks, and what becomes of it when the model fails."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("httpx")

from conftest import Run
from model_stub import Stub, content, error, errors, model, raw, refusal, silence

SOURCE = (
    "Der Stadtrat hat am 3. Mai über 250 Wohnungen beraten. Viele Anwohner sind dagegen, sagte die Bürgermeisterin.\n"
)
TARGET = "The city council advised the the 250 apartments on 3 May. Many are against it, the mayor said.\n"
KEY = "sk-test-7f3a9c"
JSON = ("--format", "json")
ALL = ("--min-confidence", "0.1")  # a single mark of a model is worth less than the usual 0.5
GOOD = errors(error("advised", suggestion="discussed", explanation="beraten means to discuss here."))


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with an article and its source, and a cache that is not the user's."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("MTCHECK_JUDGE_KEY", KEY)
    (tmp_path / "a.txt").write_text(TARGET, encoding="utf-8")
    (tmp_path / "s.txt").write_text(SOURCE, encoding="utf-8")


def asked(stub: Stub, *more: object) -> tuple[object, ...]:
    return ("judge", "a.txt", "--source", "s.txt", "--url", stub.url, "--model", "stub", *ALL, *more)


def test_what_a_model_marks_stands_beside_the_rules(run: Run) -> None:
    with model(GOOD) as stub:
        result = run(*asked(stub, *JSON))
    report = json.loads(result.out)["files"][0]
    found = {f["text"]: f for f in report["findings"]}
    assert "the the" in found and found["advised"]["readers"] == ["stub"]
    assert found["advised"]["fixes"][0] == {
        "title": "Write “discussed”",
        "safety": "suggest",
        "edits": [{"start": 17, "end": 24, "new": "discussed"}],
    }
    assert report["readers"] == [{"reader": "stub", "marked": 1, "shown": 1}]
    assert result.code == 1 and result.err.count("\n") == 1
    assert "stub marked 1 error in 2 passages (1 request, 900 + 60 tokens)" in result.err
    assert stub.asked[0].headers["Authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    "play", [refusal(401, f"{KEY} {TARGET}"), silence, raw(body=b"<html>", kind="text/html"), content("no"), raw(302)]
)
def test_the_rules_report_always_comes_out(play: object, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtcheck.judge.limits.Limits.__init__.__defaults__", _hasty())
    style = ("--format", "jsonl")
    alone = run("check", "a.txt", "--source", "s.txt", *ALL, *style)
    with model(play) as stub:  # type: ignore[arg-type]
        result = run(*asked(stub, *style))
        optional = run(*asked(stub, *style, "--optional"))
    reports = [json.loads(r.out.splitlines()[0]) for r in (alone, result, optional)]
    assert reports[0] == reports[1] == {k: v for k, v in reports[2].items() if k != "notices"}
    assert "the the" in result.out
    assert (result.code, optional.code) == (2, 0)
    for err in (result.err, optional.err):
        assert err.count("\n") == 1 and f"the model at {stub.url.removesuffix('/v1')}: " in err
        assert KEY not in err and "council" not in err and "Stadtrat" not in err
    assert "the exit code is 2 (that of the gates with --optional)" in result.err
    assert "the exit code is that of the gates (--optional)" in optional.err


def _hasty() -> tuple[object, ...]:
    """The defaults of the limits, but for the waits between tries."""
    from mtcheck.judge.limits import Limits

    usual = Limits.__init__.__defaults__
    assert usual is not None and usual[-2] == 0.5
    return (*usual[:-2], 0.01, usual[-1])


def test_kept_answers_cost_nothing(run: Run, tmp_path: Path) -> None:
    with model(GOOD) as stub:
        first, second = run(*asked(stub)), run(*asked(stub))
        assert len(stub.asked) == 1 and first.out == second.out and "(0 requests, 0 + 0 tokens)" in second.err
        run(*asked(stub, "--no-answers"))
        run(*asked(stub, "--answers", "own"))
    assert len(stub.asked) == 3
    assert (tmp_path / "cache/mtcheck/judge/results.sqlite").is_file() and (tmp_path / "own").is_dir()


def test_a_folder_that_cannot_be_used_is_told(run: Run) -> None:
    with model(GOOD) as stub:
        result = run(*asked(stub, "--answers", "a.txt"))
    assert "mtcheck: a.txt: cannot keep answers" in result.err and "advised" in result.out


def test_what_a_model_says_is_no_command_for_a_terminal(run: Run) -> None:
    hostile = error("advised", explanation="\x1b]0;x\x07 \u202e\n::error::x ##vso[x]", suggestion="\x1b[31mx")
    for style in ("text", "concise", "github", "csv"):
        with model(errors(hostile)) as stub:
            result = run(*asked(stub, "--format", style, "--no-answers"))
        assert "\x1b" not in result.out + result.err and "\u202e" not in result.out and "##vso[" not in result.out


def test_places_in_a_file_with_markup(run: Run) -> None:
    Path("a.md").write_text(
        f"---\ntitle: News\n---\n\n# News\n\n{TARGET.replace('advised', '**advised**')}", encoding="utf-8"
    )
    Path("s.md").write_text(f"---\ntitle: Neues\n---\n\n# Neues\n\n{SOURCE}", encoding="utf-8")
    with model(errors(error("advised", 1), error("advised", 2), error("advised", 3))) as stub:
        result = run(
            "judge", "a.md", "--source", "s.md", "--url", stub.url, "--model", "stub", *ALL, "--format", "json"
        )
    found = [f for f in json.loads(result.out)["files"][0]["findings"] if f["code"].startswith("RDR")]
    assert [(f["text"], f["line"]) for f in found] == [("advised", 7)]


def test_a_bilingual_file_needs_no_source(run: Run) -> None:
    Path("a.tsv").write_text(
        "source\ttarget\nEin Haus steht da.\tA horse stands there.\nZwei Autos.\tTwo cars.\n", encoding="utf-8"
    )
    with model(errors(error("horse", suggestion="house"))) as stub:
        result = run(
            "judge", "a.tsv", "--source-lang", "de", "--url", stub.url, "--model", "m", *ALL, "--format", "json"
        )
    found = [f for f in json.loads(result.out)["files"][0]["findings"] if f["code"].startswith("RDR")]
    assert [(f["text"], f["segment"]["start"]) for f in found] == [("horse", 2)]


def test_what_a_model_marked_can_be_kept_and_fixed_later(run: Run) -> None:
    with model(GOOD) as stub:
        run(*asked(stub, "--output", "spans:read.jsonl"))
    rows = [json.loads(line) for line in Path("read.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [r["quote"] for r in rows if r["reader"] == "stub"] == ["advised"]
    fixed = run("fix", "a.txt", "--source", "s.txt", "--spans", "read.jsonl", "--suggested", *ALL)
    assert "+The city council discussed the 250 apartments" in fixed.out


def test_other_readers_stand_beside_the_model(run: Run) -> None:
    row = {"reader": "xCOMET", "file": "a.txt", "quote": "apartments", "severity": "major"}
    start = TARGET.index("apartments")
    Path("x.jsonl").write_text(json.dumps(row | {"start": start, "end": start + 10}) + "\n", encoding="utf-8")
    with model(GOOD) as stub:
        result = run(*asked(stub, "--spans", "x.jsonl", *JSON))
    assert [t["reader"] for t in json.loads(result.out)["files"][0]["readers"]] == ["stub", "xCOMET"]


def test_without_a_source_nothing_is_sent(run: Run) -> None:
    with model(GOOD) as stub:
        result = run("judge", "a.txt", "--url", stub.url, "--model", "stub")
    assert stub.asked == [] and result.code == 2 and "there is no source beside the article" in result.err
    assert "the the" in result.out


HERE = 'judge-url = "{}"\njudge-model = "stub"\n'


@pytest.mark.parametrize(("form", "name"), [(HERE, "mtcheck.toml"), ("[tool.mtcheck]\n" + HERE, "pyproject.toml")])
def test_a_tree_cannot_have_articles_sent(form: str, name: str, run: Run) -> None:
    """Neither the server nor the model counts from a configuration that was found."""
    with model(GOOD) as stub:
        Path(name).write_text(form.format(stub.url), encoding="utf-8")
        result = run("judge", "a.txt", "--source", "s.txt")
        half = run("judge", "a.txt", "--source", "s.txt", "--url", stub.url)
        assert stub.asked == []
        run("judge", "a.txt", "--source", "s.txt", "--config", name)
        assert len(stub.asked) == 1
        run("check", "a.txt", "--source", "s.txt")
        assert len(stub.asked) == 1
    assert result.code == half.code == 2 and result.out == half.out == ""
    assert f"{name}: judge-url decides where articles are sent, so it counts only as an option" in result.err
    assert "as MTCHECK_JUDGE_MODEL, or in a file named with --config" in half.err


def test_nor_by_a_profile(run: Run) -> None:
    with model(GOOD) as stub:
        Path("mtcheck.toml").write_text(f'profile = "x"\n[profiles.x]\njudge-url = "{stub.url}"\n', encoding="utf-8")
        result = run("judge", "a.txt", "--source", "s.txt", "--model", "stub")
        assert stub.asked == [] and result.code == 2 and "judge-url decides" in result.err


def test_the_environment_may_say_where(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with model(GOOD) as stub:
        monkeypatch.setenv("MTCHECK_JUDGE_URL", stub.url)
        monkeypatch.setenv("MTCHECK_JUDGE_MODEL", "stub")
        monkeypatch.setenv("OTHER_KEY", "sk-other")
        result = run("judge", "a.txt", "--source", "s.txt", "--key-from", "OTHER_KEY")
    assert result.code == 0 and stub.asked[0].headers["Authorization"] == "Bearer sk-other"


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ([], "say which server and model"),
        (["--url", "http://127.0.0.1:1"], "say which server and model"),
        (["--url", "http://me:hunter2@127.0.0.1:1", "--model", "m"], "may hold no name, no password"),
        (["--url", "https://x.example/v1?key=hunter2", "--model", "m"], "may hold no name, no password"),
        (["--url", "x", "--model", "m"], "no address of a server"),
        (["--url", "http://127.0.0.1:1", "--model", "m", "--key-from", "NO_SUCH"], "--key-from NO_SUCH: there is no"),
        (["--url", "http://x.example/v1", "--model", "m"], "use https, or --allow-http"),
        (["--url", "http://127.0.0.1:1", "--model", "m", "--answers", "x", "--no-answers"], "contradicts"),
        (["--url", "http://127.0.0.1:1", "--model", "m", "--exit-zero", "--fail-on", "minor"], "contradicts"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_a_usage_error(options: list[str], says: str, run: Run) -> None:
    result = run("judge", "a.txt", "--source", "s.txt", *options)
    assert result.code == 2 and says in result.err and result.out == ""
    assert "hunter2" not in result.err and KEY not in result.err


def _program(text: str) -> subprocess.CompletedProcess[str]:
    """What a process of its own prints, that runs the command line as `main`."""
    program = f"import sys; from mtcheck.cli.main import main; {text}"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)


def test_without_the_library_one_line_says_what_to_do() -> None:
    command = "['judge', 'a.txt', '--source', 's.txt', '--url', 'http://127.0.0.1:1', '--model', 'm']"
    done = _program(f"sys.modules['httpx'] = None; sys.exit(main({command}))")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "Error: asking a model needs a library (httpx): pip install 'mtcheck[judge]'\n"


def test_nothing_of_it_is_loaded_for_a_check() -> None:
    found = "sorted(n for n in sys.modules if n.startswith(('httpx', 'mtcheck.judge', 'asyncio')))"
    done = _program(f"main(['check', 'a.txt', '--source', 's.txt']); print({found}, file=sys.stderr)")
    assert done.stderr == "[]\n"


def test_help_names_the_command(run: Run) -> None:
    assert "judge " in run("--help").out
    page = run("judge", "--help").out
    assert "MTCHECK_JUDGE_KEY" in page and KEY not in page


def test_the_report_promises_no_fix_that_nobody_has_kept(run: Run) -> None:
    with model(GOOD) as stub:
        result = run(*asked(stub))
        kept = run(*asked(stub, "--output", "text", "--output", "spans:read.jsonl"))
    assert "1 fix of stub alone: to apply any, keep what it says (--output spans:FILE)" in result.out
    assert "--spans" not in result.out
    assert "mtcheck fix --suggested a.txt --source s.txt --spans read.jsonl" in kept.out.splitlines()[-1]
    assert "stub alone" not in kept.out
    fixed = run("fix", "--suggested", "a.txt", "--spans", "read.jsonl", *ALL)
    assert "discussed" in fixed.out


def test_what_mtcheck_wrote_is_not_said_twice(run: Run) -> None:
    run("check", "a.txt", "--output", "spans:own.jsonl", *ALL)
    again = run("check", "a.txt", "--spans", "own.jsonl", "--format", "json", *ALL)
    (doubled,) = (f for f in json.loads(again.out)["files"][0]["findings"] if f["text"] == "the the")
    assert doubled["message"].endswith(" mtcheck marks this place too.")


def test_a_proxy_that_nobody_can_use_keeps_nobody_from_this_machine(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALL_PROXY", "junk://127.0.0.1:9")
    with model(GOOD) as stub:
        result = run(*asked(stub, *JSON))
    assert "stub marked 1 error" in result.err


@pytest.mark.parametrize("name", ["s.txt", "spans.jsonl"])
def test_no_report_is_written_over_what_is_read(name: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "spans.jsonl").write_text('{"severity": "major", "quote": "May"}', encoding="utf-8")
    before = (tmp_path / name).read_bytes()
    result = run("check", "a.txt", "--source", "s.txt", "--spans", "spans.jsonl", "--output", f"spans:{name}")
    assert result.code == 2 and f"would overwrite {name}" in result.err
    with model(GOOD) as stub:
        result = run(*asked(stub, "--spans", "spans.jsonl", "--output", f"spans:{name}"))
    assert result.code == 2 and not stub.asked and (tmp_path / name).read_bytes() == before


def test_a_folder_for_answers_that_is_none_is_told_in_words(run: Run) -> None:
    with model(GOOD) as stub:
        result = run(*asked(stub, "--answers", "a.txt"))
    assert "a.txt: cannot keep answers: file exists; go on without (--no-answers)" in result.err
    assert "stub marked 1 error" in result.err
