"""Tables, files and folders that are not as they should be: one clear line each, nothing lost, nothing mixed."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

pa = pytest.importorskip("pyarrow", reason="needs mtcheck[corpus]")
pytest.importorskip("duckdb", reason="needs mtcheck[corpus]")

import pyarrow.parquet as pq  # noqa: E402

from mtcheck.corpus import Columns, running  # noqa: E402
from mtcheck.corpus.figures import figures  # noqa: E402
from mtcheck.corpus.files import Known, Piece, find, read  # noqa: E402
from mtcheck.reading.files import Problem  # noqa: E402

GOOD = "The council met on Monday to talk about the new bridge."
BAD = "People said the the wait had been too long."
ONE = ("--jobs", "1")


def write(path: str, rows: int = 4, group: int = 1_000, **more: Any) -> None:
    """A table of so many articles, in row groups of so many."""
    texts = [f"{BAD if k % 2 else GOOD} It was number {k}." for k in range(rows)]
    pq.write_table(pa.table({"text": texts, **more}), path, row_group_size=group)


def results(out: str = "out") -> list[dict[str, Any]]:
    """All rows of the parts, in order."""
    found = [row for part in Path(out, "parts").iterdir() for row in pq.read_table(part).to_pylist()]
    return sorted(found, key=lambda row: (row["file"], row["row"]))


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


def assert_one_line(done: Any, message: str) -> None:
    assert done.code == 2 and message in done.err and done.err.count("\n") == 1, done.err


# Reports


def test_columns_that_differ_by_a_capital_only(run: Run) -> None:
    write("in/a.parquet", Score=["x", "y", "x", "y"], engine=list("aabb"), Engine=list("pqrs"))
    assert run("corpus", "run", "in", "out", *ONE, "--keep", "Score,engine,Engine").code == 0
    lower, upper, both = figures("out", [["engine"], ["Engine"], ["Score", "engine"]]).tables
    assert sorted(s.label for s in lower.sums) == [("a",), ("b",)] and len(upper.sums) == 4
    assert sorted(s.label for s in both.sums) == [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")]
    assert figures("out").total.mean_score is not None


def test_a_type_that_the_query_engine_does_not_know(run: Run) -> None:
    write("in/a.parquet", half=pa.array([1.0, 2.0, 3.0, 4.0]).cast(pa.float16()))
    assert run("corpus", "run", "in", "out", *ONE, "--keep", "half").code == 0
    assert run("corpus", "report", "out").code == 0
    assert_one_line(run("corpus", "report", "out", "--by", "half"), "out cannot be added up")


def test_names_of_columns_are_harmless_in_text(run: Run) -> None:
    name = "\x1b[31m<b>\n::error::x"
    columns: Any = {name: list("abab")}
    write("in/a.parquet", **columns)
    assert run("corpus", "run", "in", "out", *ONE, "--keep", name).code == 0
    done = run("corpus", "report", "out", "--by", name)
    assert done.code == 0 and "\x1b" not in done.out and "\n::error" not in done.out and "<b>" in done.out


def test_a_part_that_is_broken_within(run: Run) -> None:
    """Its end, which says what is in it, is whole."""
    write("in/a.parquet", 40)
    assert run("corpus", "run", "in", "out", *ONE, "--part-rows", "20").code == 0
    part = sorted(Path("out/parts").iterdir())[0]
    data = bytearray(part.read_bytes())
    data[60:200] = bytes(byte ^ 0x5A for byte in data[60:200])
    part.write_bytes(data)
    done = run("corpus", "report", "out", "--by", "file")
    assert_one_line(done, f"{part.name}: is broken, and not counted; remove it and run again")
    assert "out: 20 rows" in done.out
    part.unlink()
    assert run("corpus", "run", "in", "out", *ONE).code == 0 and len(results()) == 40


@pytest.mark.parametrize(
    "change",
    [
        {"threshold": float("nan")},
        {"files": {"a.parquet": [float("inf"), 1]}},
        {"configuration": {"prefix": 5}},
        {"configuration": {}},
        {"schema": "AAAA"},
        None,
    ],
)
def test_a_manifest_of_nonsense(run: Run, change: dict[str, Any] | None) -> None:
    write("in/a.parquet")
    assert run("corpus", "run", "in", "out", *ONE).code == 0
    place = Path("out/manifest.json")
    place.write_text("[" * 200_000 if change is None else json.dumps(json.loads(place.read_text()) | change))
    for command in (("run", "in", "out"), ("report", "out")):
        assert_one_line(run("corpus", *command), "is no manifest of a run")


def test_a_report_of_what_is_no_run(run: Run) -> None:
    write("in/a.parquet")
    assert_one_line(run("corpus", "report", "in"), "in holds no results of mtcheck corpus run")


# The folder of the results


def test_a_folder_of_something_else_is_left_as_it_is(run: Run) -> None:
    write("in/a.parquet")
    Path("out").mkdir()
    Path("out/mine.txt").write_text("x")
    for more in ((), ("--restart",)):
        assert_one_line(run("corpus", "run", "in", "out", *ONE, *more), "out holds something else")
        assert os.listdir("out") == ["mine.txt"]


def test_parts_without_a_manifest_are_not_trusted(run: Run) -> None:
    """Nothing says that the input is still what they were made from."""
    write("in/a.parquet", 4)
    assert run("corpus", "run", "in", "out", *ONE).code == 0
    Path("out/manifest.json").unlink()
    write("in/a.parquet", 6)
    assert_one_line(run("corpus", "run", "in", "out", *ONE), "holds parts, but no manifest.json")
    assert run("corpus", "run", "in", "out", *ONE, "--restart").code == 0 and len(results()) == 6


def test_a_restart_that_is_killed_leaves_no_old_parts_behind(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("in/a.parquet", 40)
    assert run("corpus", "run", "in", "out", *ONE, "--part-rows", "10").code == 0
    write("in/a.parquet", 42)
    unlink, left = os.unlink, [2]

    def killed(path: Any, **more: Any) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", killed)
    assert run("corpus", "run", "in", "out", *ONE, "--restart").code != 0
    monkeypatch.setattr(os, "unlink", unlink)
    assert_one_line(run("corpus", "run", "in", "out", *ONE), "a.parquet has changed")
    assert run("corpus", "run", "in", "out", *ONE, "--restart").code == 0 and len(results()) == 42


def test_a_folder_without_a_name(run: Run) -> None:
    write("in/a.parquet")
    assert_one_line(run("corpus", "run", "in", "", *ONE), "the folder of the results has no name")
    assert os.listdir(".") == ["in"]


# What is read


def lines(*rows: Any) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_a_packed_file_of_which_bytes_have_changed(run: Run) -> None:
    whole = gzip.compress(lines(*({"text": f"{GOOD} {k * 7919 % 1000}"} for k in range(3_000))).encode())
    Path("in/b.jsonl").write_text(lines({"text": GOOD}))
    messages = set()
    for at in range(1_000, len(whole) - 400, 700):
        data = bytearray(whole)
        data[at : at + 200] = b"\xff" * 200
        Path("in/a.jsonl.gz").write_bytes(data)
        found = read(find("in")[0], Columns(keep=()), Known(), 64)
        messages |= {p.message.partition("cannot be read: ")[2][:8] for p in found if isinstance(p, Problem)}
    assert "Error -3" in messages  # of zlib
    done = run("corpus", "run", "in", "out", *ONE, "--largest", "1")
    assert done.code == 2 and "a.jsonl.gz: rows from" in done.err and "Traceback" not in done.err


def test_files_without_a_line_hold_no_rows_and_no_fault(run: Run) -> None:
    for name in ("a.jsonl", "a.csv", "a.jsonl.zst"):
        Path("in", name).touch()
    Path("in/b.jsonl").write_text("\n\n")
    write("in/c.parquet", n=[1, 2, 3, 4])
    done = run("corpus", "run", "in", "out", *ONE, "--keep", "n")
    assert (done.code, done.err) == (0, "") and [row["n"] for row in results()] == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.csv", "text,n\nx,1\n".encode("utf-16"), "a.csv: its header is not UTF-8"),
        ("a.jsonl", '{"text": "x"}\n'.encode("utf-16"), "a.jsonl: its first lines are no JSON objects in UTF-8"),
        ("a.csv", b"text,n,text\nx,1,y\n", "a.csv: two columns 'text'; there are: text, n, text"),
        ("a.csv", ",".join(f"c{k}" for k in range(5_000)).encode(), "c18, c19 and 4,980 more"),
    ],
)
def test_files_of_another_shape(run: Run, name: str, data: bytes, message: str) -> None:
    Path("in", name).write_bytes(data)
    assert_one_line(run("corpus", "run", "in", "out", *ONE), message)


def test_what_is_passed_over_is_told(run: Run) -> None:
    write("in/a.parquet")
    os.symlink("nowhere", "in/b.parquet")
    os.symlink(".", "in/loop")
    Path("in/c.json").write_text("[]")
    Path("in/.hidden.json").write_text("[]")
    done = run("corpus", "run", "in", "out", *ONE)
    assert done.code == 0 and len(results()) == 4
    assert done.err.splitlines() == [
        "mtcheck: loop: passed over: a link to a folder",
        "mtcheck: b.parquet: passed over: a link that leads nowhere",
        "mtcheck: in: passed over: files of other kinds (1 .json)",
    ]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ('{"text": "x", "n": 1' + "0" * 5000 + "}", "a number in the line is too large to be read"),
        ('{"text": "x", "n": -1e999}', "a number in the line is too large to be read"),
        ('{"text": ' + "[" * 5000 + "]" * 5000 + "}", "the line is nested too deeply"),
        ('{"text": "x", "n": 01}', "the line is no JSON: JSON is malformed: invalid number (byte 20)"),
    ],
)
def test_a_line_that_cannot_be_read_is_told_by_its_fault(run: Run, row: str, message: str) -> None:
    Path("in/a.jsonl").write_text(f"{lines({'text': GOOD})}{row}\n")
    assert run("corpus", "run", "in", "out", *ONE).code == 0
    assert results()[1]["why_not"] == message


def test_a_column_that_is_empty_in_the_first_file(run: Run) -> None:
    write("in/a.parquet", day=pa.nulls(4))
    write("in/b.parquet", day=list("wxyz"))
    assert run("corpus", "run", "in", "out", *ONE, "--keep", "day").code == 0
    assert [row["day"] for row in results()] == [None] * 4 + list("wxyz")


def test_a_new_file_that_comes_first_takes_the_types_that_are_there(run: Run) -> None:
    write("in/b.parquet", n=[1, 2, 3, 4])
    assert run("corpus", "run", "in", "out", *ONE, "--keep", "n").code == 0
    Path("in/a.jsonl").write_text(lines({"text": GOOD, "n": 7}))
    assert run("corpus", "run", "in", "out", *ONE, "--keep", "n").code == 0
    assert [row["n"] for row in results()] == [7, 1, 2, 3, 4]


def test_a_file_that_was_broken_may_be_mended(run: Run) -> None:
    whole = gzip.compress(lines(*({"text": f"{GOOD} {k}"} for k in range(30))).encode())
    Path("in/a.jsonl.gz").write_bytes(whole[:-9])
    write("in/b.parquet", 10)
    Path("in/c.parquet").write_text("nothing")
    broken = run("corpus", "run", "in", "out", *ONE)
    assert broken.code == 2 and "a.jsonl.gz: rows from" in broken.err and "c.parquet: cannot be read" in broken.err
    Path("in/a.jsonl.gz").write_bytes(whole)
    write("in/c.parquet", 5)
    done = run("corpus", "run", "in", "out", *ONE)
    assert done.code == 0 and "35 rows, 35 checked, 0 skipped, 10 were there before" in done.out
    assert [(row["file"], row["row"]) for row in results()] == [
        (file, k + 1) for file, n in (("a.jsonl.gz", 30), ("b.parquet", 10), ("c.parquet", 5)) for k in range(n)
    ]
    write("in/b.parquet", 11)
    assert_one_line(run("corpus", "run", "in", "out", *ONE), "b.parquet has changed")


def test_long_rows_are_not_many_at_once() -> None:
    text = "word " * 1_000_000
    Path("in/a.jsonl").write_text(lines(*[{"text": text}] * 8))
    pq.write_table(pa.table({"text": [f"{text}{k}" for k in range(8)]}), "in/b.parquet", use_dictionary=False)
    for file in find("in"):
        pieces = list(read(file, Columns(keep=()), Known(), 64))
        assert max(p.rows.num_rows for p in pieces if isinstance(p, Piece)) <= 4
        assert sum(p.rows.num_rows for p in pieces if isinstance(p, Piece)) == 8


def test_parts_of_long_columns_hold_fewer_rows(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "LARGEST_PART", 10_000)
    monkeypatch.setattr(running, "BLOCK", 2)
    write("in/a.parquet", 8, 2, more=["x" * 6_000] * 8)
    assert run("corpus", "run", "in", "out", *ONE, "--keep", "more").code == 0
    assert len(os.listdir("out/parts")) == 4 and len(results()) == 8


def test_a_report_does_not_overwrite_the_run(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write("a.parquet")
    assert run("corpus", "run", "a.parquet", "out", *ONE).code == 0
    part = next(Path("out", "parts").iterdir())
    before = Path("out", "manifest.json").read_bytes(), part.read_bytes()
    for name in ("out/manifest.json", str(part), "out/lock", "out/parts/../manifest.json"):
        result = run("corpus", "report", "out", "--output-file", name)
        assert result.code == 2 and "belongs to the run" in result.err
    assert before == (Path("out", "manifest.json").read_bytes(), part.read_bytes())
    assert run("corpus", "report", "out", "--output-file", "out/report.txt").code == 0
