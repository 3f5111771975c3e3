"""Runs that break: processes that are killed, caches, streams that are closed, files that change under the hand."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from conftest import Run

from mtcheck.checking import checker
from mtcheck.checking.report import Checked
from mtcheck.checking.settings import Settings
from mtcheck.project.loading import load
from mtcheck.reading.files import Input, Problem
from mtcheck.run import fixing, flow, runner
from mtcheck.run.cache import Cache
from mtcheck.run.filters.base import CheckedFile
from mtcheck.run.flow import Task
from mtcheck.run.outputs import Changed, Staged, write_whole
from mtcheck.run.processes import KILLED, Workers
from mtcheck.run.runner import checked

pytestmark = pytest.mark.slow  # programs are started

BAD = "The minister said the the talks would go on.\n"
PROGRAM = [sys.executable, "-m", "mtcheck"]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def articles(folder: Path, n: int, text: str = BAD) -> list[Input | Problem]:
    names = [f"{k:03}.txt" for k in range(n)]
    for name in names:
        (folder / name).write_text(text)
    return [Input(name, name) for name in names]


# Processes


def test_a_process_that_dies_costs_the_report_of_one_file(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = articles(site, 70)

    def deadly(files: list[Input | Problem], task: Task) -> Iterator[CheckedFile | Problem]:
        if {"020.txt", "055.txt"} & {f.name for f in files}:
            os.kill(os.getpid(), signal.SIGKILL)
        return flow.check_files(files, task)

    monkeypatch.setattr(runner, "check_files", deadly)
    results = list(checked(files, Task.of(load(isolated=True)), 2))
    problems = [item for item in results if isinstance(item, Problem)]
    assert problems == [Problem("020.txt", KILLED), Problem("055.txt", KILLED)]
    names = [item.name if isinstance(item, Problem) else item.input.name for item in results]
    assert names == [f.name for f in files]


def test_the_end_comes_however_much_is_waiting() -> None:
    """A thread whose process is ended may not take what wakes the other."""

    class Slow(SimpleQueue[Any]):
        def put(self, item: Any, block: bool = True, timeout: float | None = None) -> None:
            super().put(item, block, timeout)
            if item is None:
                time.sleep(0.3)  # time for one thread to come back for more

    def work(files: list[str]) -> list[str]:
        time.sleep(60)
        return []

    workers = Workers(2, work, lambda file, why: why, list)
    workers._idle = Slow()
    for _ in range(40):
        workers.submit([])
    ending = threading.Thread(target=workers.end, daemon=True)
    ending.start()
    ending.join(20)
    assert not ending.is_alive()


def test_a_process_that_is_killed_once_costs_nothing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deadly(files: list[Input | Problem], task: Task) -> Iterator[CheckedFile | Problem]:
        if "020.txt" in [f.name for f in files] and not os.path.exists("killed"):
            Path("killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return flow.check_files(files, task)

    monkeypatch.setattr(runner, "check_files", deadly)
    results = list(checked(articles(site, 40), Task.of(load(isolated=True)), 2))
    assert len(results) == 40
    assert not any(isinstance(item, Problem) for item in results)


@LINUX
@pytest.mark.parametrize(("sign", "code"), [("SIGTERM", -15), ("SIGHUP", -1), ("SIGKILL", -9)])
def test_a_signal_leaves_no_process_and_no_file_behind(site: Path, sign: str, code: int) -> None:
    (site / "many").mkdir()
    articles(site / "many", 300, BAD * 40)
    command = [*PROGRAM, "check", "many", "--jobs", "2", "--output", "json:out.json", "--output", "concise"]
    environment = {**os.environ, "MTCHECK_TEST": str(site)}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment)
    assert process.stdout and process.stdout.readline()
    process.send_signal(getattr(signal, sign))
    process.stdout.close()
    assert process.wait(30) == code
    assert process.stderr and b"Traceback" not in process.stderr.read()
    for _ in range(100):
        if not (left := _running(f"MTCHECK_TEST={site}")):
            break
        time.sleep(0.05)
    assert left == []
    assert [p.name for p in site.iterdir()] == ["many"]


def test_a_signal_takes_away_what_had_to_have_a_name(site: Path) -> None:
    code = "import os, signal; del os.O_TMPFILE; from mtcheck import __main__; from mtcheck.run.outputs import Staged\n"
    code += "files = [Staged('a'), Staged('b')]; files[1].finish(); assert len(os.listdir()) == 2\n"
    code += "__main__._end(signal.SIGTERM, None)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == -signal.SIGTERM
    assert [p.name for p in site.iterdir()] == ["b"]


def _running(variable: str) -> list[str]:
    """The processes in whose environment a variable stands."""
    found = []
    for process in Path("/proc").iterdir():
        try:
            if process.name.isdigit() and variable.encode() in (process / "environ").read_bytes().split(b"\0"):
                found.append(process.name)
        except OSError:  # another's, or gone
            continue
    return found


def test_an_interrupt_at_the_start_is_no_traceback(site: Path) -> None:
    (site / "a.txt").write_text(BAD)
    for k in range(6):
        process = subprocess.Popen([*PROGRAM, "a.txt"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL)
        time.sleep(0.1 + 0.1 * k)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
        if b"Traceback" in err:
            assert b"mtcheck/" not in err  # Python itself was not yet ready
            continue
        assert process.returncode in (-2, 130, 0)


# Streams


@pytest.mark.skipif(os.name == "nt", reason="POSIX shells")
@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ("check a.txt >&-", 2, "bad file descriptor"),
        ("rules >&-", 2, "bad file descriptor"),
        ("fix a.txt >&-", 2, "bad file descriptor"),
        ("check - <&-", 2, "bad file descriptor"),
        ("check a.txt >&- --output json:out.json", 0, ""),
        ("check a.txt 2>&-", 0, ""),
    ],
)
def test_closed_streams(site: Path, words: str, code: int, told: str) -> None:
    (site / "a.txt").write_text(BAD)
    done = subprocess.run(["sh", "-c", f"{sys.executable} -m mtcheck {words}"], capture_output=True, text=True)
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert told in done.stderr and bool(done.stderr) == bool(told)
    if "out.json" in words:
        assert json.loads((site / "out.json").read_text())["summary"]["files"] == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full")
@pytest.mark.parametrize("command", ["check a.txt", "rules", "fix a.txt", "compare a.txt a.txt", "config"])
def test_a_full_disk_is_told_in_a_line(site: Path, command: str) -> None:
    (site / "a.txt").write_text(BAD)
    with open("/dev/full", "w") as full:
        done = subprocess.run([*PROGRAM, *command.split()], stdout=full, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 2
    assert "no space left on device" in done.stderr
    assert "Traceback" not in done.stderr


# Files that are written


SPACE = """import resource, sys
from mtcheck.cli.main import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))
sys.exit(main({words}))"""


@LINUX
@pytest.mark.parametrize(
    ("words", "left"),
    [
        (["check", "big.txt", "--output", "concise", "--output", "jsonl:out"], "out"),
        (["check", "big.txt", "--output", "json:out", "--output", "concise:small"], "out"),
        (["check", "small.txt", "--output", "html:out"], "out"),
        (["fix", "big.txt", "small.txt", "--write"], "big.txt"),
        (["baseline", "big.txt", "--file", "out"], "out"),
        (["init"], "./mtcheck.toml"),
    ],
)
def test_no_half_file_where_there_is_no_room(site: Path, words: list[str], left: str) -> None:
    """A file may grow to 150 bytes only: one line, which names it, and neither an old file nor a new one is cut."""
    (site / "big.txt").write_text(BAD * 40)
    (site / "small.txt").write_text(BAD)
    code = SPACE.format(most=150, words=words)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 2
    lines = [line for line in done.stderr.splitlines() if "REP001" not in line]
    assert len(lines) == 1 and f"{left}: cannot write: file too large" in lines[0]
    assert sorted(p.name for p in site.iterdir()) == ["big.txt", "small.txt"]
    assert (site / "big.txt").read_text() == BAD * 40
    assert (site / "small.txt").read_text() == (BAD.replace("the the", "the") if words[0] == "fix" else BAD)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can become somebody else")
def test_what_one_may_not_write_is_told_in_a_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = 65534
    with TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)  # theirs to enter, not so what pytest makes
        monkeypatch.chdir(folder)
        site = Path(folder)
        (site / "own").mkdir()
        for name in ("a.txt", "b.txt", "own/c.txt"):
            (site / name).write_text(BAD)
        for name in ("own", "own/c.txt", "a.txt"):
            os.chown(site / name, nobody, -1)
        (site / "own/d.txt").write_text(BAD)  # not theirs, in a folder that is
        words = ("fix", "own/d.txt", "a.txt", "b.txt", "own/c.txt")
        outputs = ("check", "own/c.txt", "--output")
        run(*words), run(*outputs, "json:b.txt")  # what is imported is imported now
        before = (site / "b.txt").read_text()
        os.seteuid(nobody)
        try:
            fixed = run(*words, "--write")
            checks = [run(*outputs, f"json:{name}") for name in ("b.txt", "new.json", "own/d.txt", "own/new.json")]
        finally:
            os.seteuid(0)
        refused = [line for line in fixed.err.splitlines() if "REP001" not in line]
        assert fixed.code == 2
        assert refused == [
            "mtcheck: own/d.txt: cannot write: permission denied",
            "mtcheck: a.txt: cannot write: permission denied in its folder",
            "mtcheck: b.txt: cannot write: permission denied",
        ]
        assert (site / "own/c.txt").read_text() == BAD.replace("the the", "the")
        assert [(site / name).read_text() for name in ("own/d.txt", "a.txt", "b.txt")] == [BAD, BAD, before]
        assert [c.code for c in checks] == [2, 2, 2, 0]
        assert all(c.err.count("\n") == 1 and "permission denied" in c.err for c in checks[:3])
        monkeypatch.undo()


@pytest.mark.parametrize("sign", ["SIGTERM", "SIGINT"])
def test_a_signal_leaves_an_article_whole_that_is_being_fixed(site: Path, sign: str) -> None:
    """Whenever it comes: while the first is read, or after some were written."""
    for k in range(6):
        names = [f"{n}.txt" for n in range(30)]
        for name in names:
            (site / name).write_text(BAD * 100)
        command = [*PROGRAM, "fix", *names, "--write"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr
        process.stderr.read(1)  # the first is written
        time.sleep(0.05 * k)
        process.send_signal(getattr(signal, sign))
        _, err = process.communicate(timeout=60)
        assert process.returncode in (-15, 130) and b"Traceback" not in err
        texts = {(site / name).read_text() for name in names}
        assert texts == {BAD * 100, (BAD * 100).replace("the the", "the")}
        assert sorted(p.name for p in site.iterdir()) == sorted(names)


def test_stale_temporary_files_block_nothing(run: Run, site: Path) -> None:
    for name in ("a.txt", "out.json"):
        (site / f".{name}.{os.getpid()}.tmp").write_text("left by a process that had this number")
    (site / "a.txt").write_text(BAD)
    assert run("check", "a.txt", "--output", "json:out.json").code == 0
    assert run("fix", "a.txt", "--write").code == 0
    assert (site / "a.txt").read_text() == BAD.replace("the the", "the")


def test_without_files_that_have_no_name_it_works_too(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "O_TMPFILE", raising=False)
    (site / "a").write_text("old")
    (site / "a").chmod(0o640)
    write_whole("a", b"new", expected=b"old")
    staged = Staged("b")
    assert len(list(site.iterdir())) == 2
    staged.stream.write("b")
    staged.finish()
    Staged("c").discard()
    assert {p.name: p.read_text() for p in site.iterdir()} == {"a": "new", "b": "b"}
    assert (site / "a").stat().st_mode & 0o777 == 0o640


def test_a_file_that_changed_is_not_written(site: Path) -> None:
    (site / "a").write_text("what the editor saved")
    with pytest.raises(Changed):
        write_whole("a", b"fixed", expected=b"what was read")
    assert {p.name: p.read_text() for p in site.iterdir()} == {"a": "what the editor saved"}


def test_fix_leaves_a_file_that_somebody_saves_meanwhile(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real: Callable[..., object] = fixing.fix_file

    def slow(file: Input, *args: object, **options: object) -> object:
        fixed = real(file, *args, **options)
        with open("a.txt", "a") as saved:
            saved.write("A sentence that the editor saved meanwhile.\n")
        return fixed

    for name in ("a.txt", "b.txt"):
        (site / name).write_text(BAD)
    monkeypatch.setattr(fixing, "fix_file", slow)
    result = run("fix", "a.txt", "b.txt", "--write")
    assert result.code == 2
    assert "a.txt: cannot write: it changed after it was read, and is left as it is" in result.err
    assert (site / "a.txt").read_text().startswith(BAD)
    assert "meanwhile" in (site / "a.txt").read_text()
    assert (site / "b.txt").read_text() == BAD.replace("the the", "the")


# The cache


def _cached(run: Run, n: int) -> tuple[int, str]:
    result = run("check", ".", "--cache", "--format", "json")
    assert len(json.loads(result.out)["files"]) == n
    return result.code, result.err


def test_a_cache_of_somebody_else_is_left_alone(run: Run, site: Path) -> None:
    articles(site, 3)
    (site / ".mtcheck_cache").mkdir()
    database = site / ".mtcheck_cache" / "results.sqlite"
    with sqlite3.connect(database) as db:
        db.execute("CREATE TABLE results (what TEXT)")
        db.execute("INSERT INTO results VALUES ('precious')")
    code, told = _cached(run, 3)
    assert code == 0 and "cannot use the cache" in told
    with sqlite3.connect(database) as db:
        assert db.execute("SELECT what FROM results").fetchall() == [("precious",)]


def test_a_cache_with_odd_rows(run: Run, site: Path) -> None:
    articles(site, 3)
    assert _cached(run, 3) == (0, "")
    with sqlite3.connect(".mtcheck_cache/results.sqlite") as db:
        keys = [row[0] for row in db.execute("SELECT key FROM results")]
        for key, value, used in zip(keys, (b"no zlib", 7, "text"), (1, "x", None), strict=False):
            db.execute("UPDATE results SET value = ?, used = ? WHERE key = ?", (value, used, key))
    assert _cached(run, 3) == (0, "")


def test_a_cache_that_another_process_holds(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtcheck.run.cache.PATIENCE", 0.1)
    articles(site, 3)
    Cache(".mtcheck_cache").close()
    other = sqlite3.connect(".mtcheck_cache/results.sqlite", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    code, told = _cached(run, 3)
    assert code == 0 and "locked" in told and told.count("\n") == 1
    other.execute("ROLLBACK")
    other.close()
    assert _cached(run, 3) == (0, "")


def test_a_cache_on_a_full_disk(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles(site, 40, "".join(f"It costs the the {k} euros.\n\n" for k in range(30)))
    real = sqlite3.connect

    def small(*args: Any, **options: Any) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*args, **options)
        connection.execute("PRAGMA max_page_count = 1")  # no more than it has; SQLITE_FULL beyond that
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    code, told = _cached(run, 40)
    assert code < 2  # whole, whatever it says of the articles
    assert told.count("\n") == 1 and "full" in told


def test_a_cache_that_is_cut_short(run: Run, site: Path) -> None:
    articles(site, 40)
    assert _cached(run, 40) == (0, "")
    path = site / ".mtcheck_cache" / "results.sqlite"
    data = path.read_bytes()
    for damaged in (data[: len(data) // 2], data[:100], data[:200] + b"\xff" * (len(data) - 200), b""):
        path.write_bytes(damaged)
        code, told = _cached(run, 40)
        assert code == 0
        assert told.count("\n") <= 1 and ("go on without" in told or not told)


# Files of the wrong shape


SIDECARS = {
    "ignore = 3": "no table",
    "ignore = [1]": "no table",
    '[[ignore]]\ntext = 7\nreason = "x"': "text must be a text",
    '[[ignore]]\nline = "one"\nreason = "x"': "line must be a number",
    "[[ignore]]\nline = true": "line must be a number",
    "[[ignore]]\nrules = [1, 2]": "rules must be a text",
    "[[ignore]]\nsegment = 2": "segment must be a text",
    "[[ignore]]\nreason = [1]": "reason must be a text",
    "a = " + "[" * 5000: "",
    "ignore = {": "",
    "\xff": "",
}


@pytest.mark.parametrize("sidecar", SIDECARS)
def test_sidecars_of_the_wrong_shape(run: Run, site: Path, sidecar: str) -> None:
    articles(site, 2)
    (site / "000.txt.mtcheck.toml").write_bytes(sidecar.encode("latin-1"))
    result = run("check", ".", "--select", "REP001", "--format", "json")
    assert [len(f["findings"]) for f in json.loads(result.out)["files"]] == [1, 1]
    assert "000.txt.mtcheck.toml: " in result.err and SIDECARS[sidecar] in result.err


def test_lines_of_gitignore_that_mean_nothing(run: Run, site: Path) -> None:
    articles(site, 3)
    (site / ".gitignore").write_bytes(b"!\n\\\n[\n\xff\n\0\n000.txt\r\n")
    result = run("check", ".", "--format", "concise")
    assert [line.split(":")[0] for line in result.out.splitlines()] == ["./001.txt", "./002.txt"]
    (site / ".gitignore").unlink()
    os.mkfifo(site / ".gitignore")
    assert run("check", ".", "--format", "concise").out.count("REP001") == 3


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("pyproject.toml", "tool = 1  # tool.mtcheck", ""),
        ("pyproject.toml", "[tool]\nmtcheck = 1  # tool.mtcheck", "tool.mtcheck must be a table, not 1"),
        ("mtcheck.toml", "tool = 1", "unknown key 'tool'"),
        ("mtcheck.toml", "tool.mtcheck = []", "must be a table"),
        ("mtcheck.toml", "a = " + "[" * 5000, "no valid TOML"),
        ("mtcheck.toml", "ignore = ['" + "x" * 2_000_000 + "']", "larger than a configuration may be"),
        ("mtcheck.toml", 'exclude = ["!"]', "invalid git pattern: '!'"),
        ("mtcheck.toml", '[per-file-ignores]\n"!" = []', "invalid git pattern: '!'"),
    ],
)
def test_configurations_of_the_wrong_shape(run: Run, site: Path, name: str, text: str, told: str) -> None:
    articles(site, 1)
    (site / name).write_text(text)
    result = run("check", ".", "--format", "concise")
    if told:
        assert (result.code, result.out) == (2, "")
        assert told in result.err.replace("\n", " ")
    else:
        assert (result.code, result.err) == (0, "")


def test_a_fault_of_mtcheck_costs_one_file_its_report(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    articles(site, 3)
    real = checker.judged_many

    def broken(articles: list[checker.Given], settings: Settings) -> list[Checked]:
        if "deep\n" in [article.text for article in articles]:
            raise RecursionError("maximum recursion depth exceeded")
        return real(articles, settings)

    (site / "001.txt").write_text("deep\n")
    monkeypatch.setattr(flow, "judged_many", broken)
    result = run("check", ".", "--format", "concise")
    assert (result.code, result.out.count("REP001")) == (2, 2)
    assert result.err.startswith("mtcheck: ./001.txt: internal error (RecursionError: maximum recursion depth")
