"""What must not break a run: odd files, interrupts, rules that fail, many files."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pytest
from conftest import Run

from mtcheck.checking import checker
from mtcheck.checking.catalogue import Catalogue, Selection
from mtcheck.lint.rule import Match
from mtcheck.project.loading import load
from mtcheck.reading.files import Input, Problem
from mtcheck.run.cache import Cache
from mtcheck.run.flow import Task
from mtcheck.run.outputs import Staged
from mtcheck.run.runner import checked, jobs_of
from mtcheck.text.document import Document

pytestmark = pytest.mark.slow  # programs are started, files watched

BAD = "The minister said the the talks would go on.\n"
PROGRAM = [sys.executable, "-m", "mtcheck"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_odd_files_among_many(run: Run, site: Path) -> None:
    for n in range(60):
        (site / f"a {n:02}.txt").write_text(BAD)
    os.symlink(site, site / "loop")
    os.symlink("nowhere", site / "dangling.txt")
    os.mkfifo(site / "pipe.txt")
    (site / "binary.txt").write_bytes(b"\0\xff" * 100)
    with open(site / "huge.txt", "wb") as huge:
        huge.truncate(50_000_000)
    with open(os.fsencode(site) + b"/odd\xff.txt", "w") as odd:
        odd.write(BAD)
    for jobs in ("1", "2"):
        result = run("check", ".", "--select", "REP001", "--jobs", jobs, "--format", "json")
        data = json.loads(result.out)
        assert (result.code, len(data["files"])) == (2, 61)
        assert [f["path"] for f in data["files"]] == sorted(f["path"] for f in data["files"])
        told = {e["path"]: e["message"] for e in data["errors"]}
        assert told["./pipe.txt"].startswith("not a regular file")
        assert told["./dangling.txt"] == "no such file or folder"
        assert told["./huge.txt"] == "larger than 10 MB (max-file-size)"
        assert "binary" in told["./binary.txt"]
    for style in ("sarif", "github", "gitlab", "junit", "checkstyle", "rdjson", "csv", "concise", "jsonl", "text"):
        assert "Traceback" not in run("check", ".", "--select", "REP001", "--format", style).err


def test_a_rule_that_raises_is_named_and_the_rest_goes_on(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / "a.txt").write_text(BAD)
    real = checker.active

    def broken(document: Document, *_: int) -> Iterator[Match]:
        raise ZeroDivisionError("by zero")
        yield

    def rules(*args: object, **options: object) -> Selection:
        first, *rest = real(*args, **options).rules()  # type: ignore[arg-type]
        first = replace(first, function=broken, anchors=frozenset(), candidates=None, bilingual=False)
        return Selection(Catalogue.of([first, *rest]), (r.code for r in (first, *rest)))

    monkeypatch.setattr(checker, "active", rules)
    result = run("check", "a.txt", "--format", "json")
    findings = json.loads(result.out)["files"][0]["findings"]
    assert {"INT001", "REP001"} <= {f["code"] for f in findings}
    internal = next(f for f in findings if f["code"] == "INT001")
    assert internal["message"].endswith("failed: ZeroDivisionError: by zero")
    log = json.loads(run("check", "a.txt", "--format", "sarif").out)["runs"][0]
    assert "ZeroDivisionError" in log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert "INT001" not in {r["ruleId"] for r in log["results"]}


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_interrupt_in_mid_run_leaves_no_half_report(site: Path, jobs: str) -> None:
    for n in range(600):
        (site / f"{n:03}.txt").write_text(BAD * 40)
    command = [*PROGRAM, "check", ".", "--jobs", jobs, "--output", "jsonl:out.jsonl", "--output", "concise"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout and process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in err
    assert list(site.glob("*out.jsonl*")) == list(site.glob(".out.jsonl*")) == []


@pytest.mark.parametrize("wanted", [1, 40])
def test_no_process_outlives_a_run(site: Path, wanted: int) -> None:
    for n in range(40):
        (site / f"{n:02}.txt").write_text(BAD)
    files: list[Input | Problem] = [Input(f"{n:02}.txt", f"{n:02}.txt") for n in range(40)]
    results = checked(files, Task.of(load(isolated=True)), 2)
    assert len(list(islice(results, wanted))) == wanted
    results.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []


def test_staged_files_appear_whole_or_not_at_all(site: Path) -> None:
    (site / "a").write_text("old")
    (site / "a").chmod(0o640)
    staged = Staged("a")
    staged.stream.write("new")
    assert (site / "a").read_text() == "old"
    staged.discard()
    assert [p.name for p in site.iterdir()] == ["a"]
    staged = Staged("a")
    staged.stream.write("new")
    staged.finish()
    assert (site / "a").read_text() == "new"
    assert (site / "a").stat().st_mode & 0o777 == 0o640


# The cache


def test_a_cache_that_is_broken_or_cannot_be_written(run: Run, site: Path) -> None:
    (site / "a.txt").write_text(BAD)
    folder = site / ".mtcheck_cache"
    folder.mkdir()
    (folder / "results.sqlite").write_text("this is no database, but long enough to look at" * 10)
    plain = run("check", "a.txt")
    assert run("check", "a.txt", "--cache") == plain
    assert run("check", "a.txt", "--cache") == plain
    (site / "mtcheck.toml").write_text('cache-dir = "a.txt/x"\ncache = true\n')
    result = run("check", "a.txt")
    assert result.out == plain.out
    assert "go on without" in result.err
    assert run("check", "a.txt", "--no-cache") == plain


def test_what_nobody_asks_for_goes(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache("c")
    cache.put(b"key", b"x")
    cache.close()
    cache = Cache("c")
    assert cache.get(b"key") == b"x"
    monkeypatch.setattr(cache, "_now", cache._now + 40 * 24 * 3600)
    cache.close()
    assert Cache("c").get(b"key") is None


@pytest.mark.parametrize("suffix", ["md", "txt", "docx"])
def test_cached_reports_are_the_same(run: Run, site: Path, suffix: str) -> None:
    if suffix == "docx":
        import docx

        document = docx.Document()
        document.add_paragraph(BAD.strip())
        document.save("a.docx")
    else:
        (site / f"a.{suffix}").write_text(f"<!-- mtcheck: ignore CAP -- ours -->\n\n{BAD}")
    first = run("check", f"a.{suffix}", "--cache", "--format", "json")
    assert run("check", f"a.{suffix}", "--cache", "--format", "json") == first
    assert run("check", f"a.{suffix}", "--format", "json") == first


def test_jobs() -> None:
    assert jobs_of(1) == 1
    assert jobs_of("auto") == jobs_of(10**12) >= 1


def test_jobs_mistakes(run: Run, site: Path) -> None:
    (site / "a.txt").write_text(BAD)
    assert 'a number of processes or "auto"' in run("check", "a.txt", "--jobs", "many").err
    assert run("check", "a.txt", "--jobs", "auto", "--exit-zero").code == 0


# Watching


def test_watch_checks_what_changes(site: Path) -> None:
    (site / "a.txt").write_text("All is well.\n")
    command = [*PROGRAM, "check", ".", "--watch", "--format", "concise", "--select", "REP001"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr and process.stdout
        assert "watching" in process.stderr.readline()
        found = ""
        os.set_blocking(process.stdout.fileno(), False)
        for n in range(40):
            (site / "b.txt").write_text(f"{n} {BAD}")
            time.sleep(0.5)
            with suppress(BlockingIOError):  # nothing said yet
                found += os.read(process.stdout.fileno(), 1 << 16).decode()
            if "REP001" in found:
                break
        assert "b.txt:1:" in found
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130


def test_watch_looks_at_the_files_beside_the_articles(site: Path) -> None:
    """Error spans and a source elsewhere: when one of them changes, the article is checked again."""
    folder = site / "elsewhere"
    folder.mkdir()
    (site / "a.txt").write_text("All is well.\n")
    spans = folder / ".spans.jsonl"
    spans.write_text("")
    command = [*PROGRAM, "check", "a.txt", "--watch", "--format", "concise", "--spans", str(spans)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr and process.stdout
        while "watching" not in process.stderr.readline():
            pass
        found = ""
        os.set_blocking(process.stdout.fileno(), False)
        for n in range(40):
            row = {"reader": f"R{n}", "severity": "critical", "quote": "well", "confidence": 0.9}
            spans.write_text(json.dumps(row) + "\n")
            time.sleep(0.5)
            with suppress(BlockingIOError):
                found += os.read(process.stdout.fileno(), 1 << 16).decode()
            if "marks" in found:
                break
        assert "a.txt:1:8:" in found
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)


def test_watch_needs_its_extra(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "a.txt").write_text(BAD)
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert "mtcheck[watch]" in run("check", "a.txt", "--watch").err


def test_a_result_does_not_outlive_its_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """TIM001 goes by the day of the run."""
    from datetime import date

    from mtcheck import Settings
    from mtcheck.reading.base import Options
    from mtcheck.run import cache

    def key(year: int) -> bytes:
        class Day(date):
            @classmethod
            def today(cls) -> Day:
                return cls(year, 6, 1)

        monkeypatch.setattr(cache, "date", Day)
        return cache.key_of(b"In 2030 he has bought it.", ".txt", Settings(), Options())

    assert key(2030) == key(2030) != key(2031)
