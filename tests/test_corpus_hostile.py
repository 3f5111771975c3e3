"""Tables, files and folders that are not as they should be: one clear line each, nothing lost, nothing mixed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

pa = pytest.importorskip("pyarrow", reason="needs mtcheck[corpus]")
pytest.importorskip("duckdb", reason="needs mtcheck[corpus]")

import pyarrow.parquet as pq  # noqa: E402

from mtcheck.corpus.figures import figures  # noqa: E402

GOOD = "The council met on Monday to talk about the new bridge."
BAD = "People said the the wait had been too long."
ONE = ("--jobs", "1")


def write(path: str, n: int = 4, **more: Sequence[Any]) -> None:
    pq.write_table(pa.table({"text": [f"{BAD if k % 2 else GOOD} It was number {k}." for k in range(n)], **more}), path)


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
    write("in/a.parquet", **{name: list("abab")})
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
