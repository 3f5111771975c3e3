"""Tables of articles: what `check_batches` gives, runs over files and what breaks them, and the sums of the results."""

from __future__ import annotations

import gzip
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

pa = pytest.importorskip("pyarrow", reason="needs mtcheck[corpus]")
pytest.importorskip("duckdb", reason="needs mtcheck[corpus]")

import pyarrow.parquet as pq  # noqa: E402

import mtcheck  # noqa: E402
from mtcheck.corpus import check_batches, check_table, output_schema, records, rows  # noqa: E402  # noqa: E402
from mtcheck.corpus import parts as parts_module  # noqa: E402
from mtcheck.corpus.batches import ColumnError  # noqa: E402
from mtcheck.corpus.figures import figures  # noqa: E402
from mtcheck.corpus.files import Known  # noqa: E402
from mtcheck.run.outputs import write_whole  # noqa: E402
from mtcheck.run.processes import KILLED  # noqa: E402

GOOD = "The council met on Monday to talk about the new bridge."
BAD = "People said the the wait had been too long."
CAPITAL = "They met three times For talks on trade."
PROGRAM = [sys.executable, "-m", "mtcheck"]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="needs fork, and limits of files")
Row = dict[str, Any]


def table(n: int, **more: Sequence[Any]) -> Any:
    """A table of so many articles, every third with a doubled word."""
    texts = [f"{BAD if k % 3 == 0 else GOOD} It was number {k}." for k in range(n)]
    return pa.table({"text": texts, "id": list(range(n)), **more})


def results(out: Path) -> list[Row]:
    """All rows of the parts, in order."""
    found = [row for part in sorted((out / "parts").iterdir()) for row in pq.read_table(part).to_pylist()]
    return sorted(found, key=lambda row: (row["file"], row["row"]))


def ids(out: Path) -> list[Any]:
    return [row["id"] for row in results(out)]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    return tmp_path


# check_batches


def test_a_batch_gives_a_batch_with_what_check_says() -> None:
    [found] = check_batches(pa.table({"text": [CAPITAL, GOOD], "n": [1, 2]}).to_batches())
    assert found.schema == output_schema(pa.schema([("text", pa.string()), ("n", pa.int64())]))
    first, second = found.to_pylist()
    report = mtcheck.check(CAPITAL)
    [finding] = report.findings
    assert report.score.value is not None
    assert (first["n"], first["words"], first["why_not"]) == (1, report.words, None)
    assert first["score"] == pytest.approx(report.score.value, abs=1e-4)
    assert first["families"] == [{"family": "casing", "findings": 1}]
    assert first["findings"] == [
        {
            "code": "CAP001",
            "severity": "minor",
            "confidence": pytest.approx(finding.confidence),
            "start": 21,
            "end": 24,
            "quote": "For",
            "message": finding.message,
            "fix": "Write “for”",
        }
    ]
    assert second["findings"] == [] and second["families"] == []


def test_offsets_are_code_points() -> None:
    text = f"🙂 {BAD}"
    [row] = check_table(pa.table({"text": [text]})).to_pylist()
    [finding] = row["findings"]
    assert text[finding["start"] : finding["end"]] == finding["quote"] == "the the"


@pytest.mark.parametrize("kind", ["string", "large_string", "string_view", "binary", "large_binary", "dictionary"])
def test_text_of_any_arrow_type(kind: str) -> None:
    texts = pa.array([BAD, None])
    kinds = {"dictionary": pa.dictionary(pa.int32(), pa.string())}
    texts = texts.cast(kinds.get(kind) or getattr(pa, kind)())
    found = check_table(pa.table({"text": texts})).to_pylist()
    assert [f["code"] for f in found[0]["findings"]] == ["REP001"] and found[1]["why_not"] == "no text"


def test_rows_that_cannot_be_checked_say_why_and_the_others_go_on() -> None:
    raw = pa.array([BAD.encode(), b"caf\xe9", None, b"x" * 2_000, "词语词语词语".encode()], pa.binary())
    found = check_table(pa.table({"text": raw}), largest=1_000).to_pylist()
    assert [row["words"] is None for row in found] == [False, True, True, True, False]
    assert [row["why_not"] for row in found[:4]] == [
        None,
        "the text is not UTF-8 (byte 3)",
        "no text",
        "the text has more than 1,000 bytes",
    ]
    assert found[4]["score"] is None and found[4]["why_not"]


def test_bytes_that_a_table_calls_text() -> None:
    """Parquet calls text what nobody has looked at."""
    broken = pa.array([b"caf\xe9", BAD.encode()], pa.binary()).cast(pa.string(), safe=False)
    found = check_table(pa.table({"text": broken, "title": broken})).to_pylist()
    assert found[0]["why_not"] == "the text is not UTF-8 (byte 3)" and found[0]["title"] == "caf\ufffd"
    assert found[1]["findings"]


def test_several_processes_give_the_same() -> None:
    whole = table(150)
    batches = whole.to_batches(max_chunksize=40)
    alone = list(check_batches(batches))
    assert [b.num_rows for b in alone] == [40, 40, 40, 30]
    assert list(check_batches(batches, jobs=2)) == alone


def test_an_empty_batch_has_the_columns_all_the_same() -> None:
    empty = table(0)
    assert check_table(empty).schema == output_schema(empty.schema) and check_table(empty).num_rows == 0
    [found] = check_batches([pa.RecordBatch.from_pylist([], schema=empty.schema)])
    assert found.num_rows == 0


def test_with_a_source_the_bilingual_rules_run() -> None:
    source = "Der Rat beschloss am Montag, 500 Millionen Euro für die Brücke auszugeben. Die Arbeit beginnt bald."
    english = "The council decided on Monday to spend 300 million euros on the bridge. The work will begin soon."
    whole = pa.table({"en": [english, english], "de": [source, None]})
    beside, alone = check_table(whole, text_column="en", source_column="de").to_pylist()
    expected = [f.code for f in mtcheck.check(english, source=source).findings]
    assert expected and [f["code"] for f in beside["findings"]] == expected
    assert [f["code"] for f in alone["findings"]] == [f.code for f in mtcheck.check(english).findings]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"text_column": "body"}, "no column 'body'; there are: text, id, score"),
        ({"text_column": "id", "keep": []}, "the column 'id' holds no text but int64"),
        ({}, "the results have a column 'score' too"),
        ({"keep": ["nothing"]}, "no column 'nothing'"),
        ({"source_column": "de"}, "no column 'de'"),
    ],
)
def test_columns_that_do_not_fit(options: dict[str, Any], message: str) -> None:
    with pytest.raises(ColumnError, match=message):
        check_table(table(2, score=[1, 2]), **options)
    assert "m_score" in check_table(table(2, score=[1, 2]), prefix="m_").column_names


def test_a_fault_of_mtcheck_costs_one_row(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(text: str, **more: Any) -> mtcheck.Report:
        if "number 1" in text:
            raise RecursionError("too deep")
        return mtcheck.check(text, **more)

    def all_fail(texts: Sequence[str], **more: Any) -> list[mtcheck.Report]:
        raise RecursionError("too deep")

    monkeypatch.setattr(rows, "check", fails)
    monkeypatch.setattr(rows, "check_many", all_fail)
    found = check_table(table(3)).to_pylist()
    assert [row["words"] is None for row in found] == [False, True, False]
    assert "internal error (RecursionError: too deep)" in found[1]["why_not"]


# Runs over files


def test_all_kinds_of_files(run: Run, site: Path) -> None:
    (site / "in/deep").mkdir()
    pq.write_table(table(20), site / "in/a.parquet", row_group_size=8)
    lines = [json.dumps({"text": BAD, "id": k, "more": [1]}) for k in range(3)]
    packed = pa.CompressedOutputStream(str(site / "in/deep/b.jsonl.zst"), "zstd")
    packed.write("\n".join(lines).encode())
    packed.close()
    with gzip.open(site / "in/c.jsonl.gz", "wt") as file:
        file.write("\n\n".join(lines))
    (site / "in/d.csv").write_text('id,text\n7,"Two lines\nthe the end of it."\n8,\n', encoding="utf-8-sig")
    (site / "in/e.tsv").write_text(f"id\ttext\n9\t{BAD}\n")
    for name in ("_SUCCESS", ".hidden.csv", "notes.txt"):
        (site / "in" / name).write_text("nothing")
    done = run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1", "--part-rows", "8")
    assert done.code == 0, done.err
    found = results(site / "out")
    names = ["a.parquet"] * 20 + ["c.jsonl.gz"] * 3 + ["d.csv"] * 2 + ["deep/b.jsonl.zst"] * 3 + ["e.tsv"]
    assert [row["file"] for row in found] == names
    assert [row["row"] for row in found[20:23]] == [1, 3, 5]  # numbers of lines
    assert list(found[0]) == ["file", "row", "id", "score", "words", "findings", "families", "why_not"]
    assert [row["id"] for row in found[18:25]] == [18, 19, 0, 1, 2, 7, 8]
    assert [len(row["findings"]) for row in found[20:]] == [1, 1, 1, 1, 0, 1, 1, 1, 1]
    assert "29 rows, 29 checked, 0 skipped" in done.out
    assert "1 no words" in done.out


def test_a_second_run_makes_only_what_is_missing(run: Run, site: Path) -> None:
    pq.write_table(table(40), site / "in/a.parquet", row_group_size=20)
    command = ("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1", "--part-rows", "10")
    assert run(*command).code == 0
    parts = sorted((site / "out/parts").iterdir())
    whole, times = results(site / "out"), {p.name: p.stat().st_mtime_ns for p in parts}
    again = run(*command)
    assert again.code == 0 and "0 rows, 0 checked, 0 skipped, 40 were there before" in again.out
    parts[1].unlink()
    parts[2].write_bytes(parts[2].read_bytes()[:-20])
    third = run(*command, "--part-rows", "7")  # parts of another size fit in
    assert third.code == 0 and f"{len(parts) - 2} part" not in third.err
    assert "is broken" in third.err and third.err.count("\n") == 1
    assert results(site / "out") == whole
    kept = {p.name: p.stat().st_mtime_ns for p in (site / "out/parts").iterdir()}
    assert times.items() - kept.items() == {(p.name, times[p.name]) for p in parts[1:3]} - kept.items()


def test_new_files_are_added(run: Run, site: Path) -> None:
    pq.write_table(table(5), site / "in/b.parquet")
    assert run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1").code == 0
    pq.write_table(table(4), site / "in/a.parquet")
    assert "4 rows" in run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1").out
    assert ids(site / "out") == [0, 1, 2, 3, 0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--ignore", "REP"), 'ignore was [], is ["REP"]'),
        (("--keep", ""), 'keep was ["id"], is []'),
        (("--largest", "99"), "largest was 1000000, is 99"),
        ((), "a.parquet has changed"),
    ],
)
def test_another_configuration_is_noticed(run: Run, site: Path, options: tuple[str, ...], message: str) -> None:
    pq.write_table(table(5), site / "in/a.parquet")
    command = ["corpus", "run", "in", "out", "--jobs", "1"]
    assert run(*command, "--keep", "id").code == 0
    before = results(site / "out")
    if not options:
        pq.write_table(table(6), site / "in/a.parquet")
    changed = run(*command, *(options if "--keep" in options else ("--keep", "id", *options)))
    assert changed.code == 2 and message in changed.err and "--restart" in changed.err
    assert changed.err.count("\n") == 1 and results(site / "out") == before
    assert run(*command, "--keep", "id", *options, "--restart").code == 0
    assert len(results(site / "out")) == (5 if options else 6)


def test_input_that_is_gone_is_noticed(run: Run, site: Path) -> None:
    for name in ("a", "b"):
        pq.write_table(table(2), site / f"in/{name}.parquet")
    assert run("corpus", "run", "in", "out", "--jobs", "1").code == 0
    (site / "in/a.parquet").unlink()
    assert "a.parquet is gone" in run("corpus", "run", "in", "out", "--jobs", "1").err


def test_types_that_differ_between_files_become_those_of_the_first(run: Run, site: Path) -> None:
    pq.write_table(pa.table({"text": [GOOD], "id": ["x"]}), site / "in/a.parquet")
    pq.write_table(table(1), site / "in/b.parquet")
    (site / "in/c.jsonl").write_text(json.dumps({"text": GOOD, "id": {"k": True}}))
    assert run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1").code == 0
    assert ids(site / "out") == ["x", "0", '{"k":true}']
    pq.write_table(table(1), site / "in/0.parquet")
    done = run("corpus", "run", "in", "out2", "--keep", "id", "--jobs", "1")
    assert done.code == 2 and "a.parquet: rows 1 to 1 cannot be read: the column 'id'" in done.err
    assert [row["file"] for row in results(site / "out2")] == ["0.parquet", "b.parquet"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing", "out"), "no file or folder nothing"),
        (("empty", "out"), "empty holds no table"),
        (("note.txt", "out"), "note.txt is no table"),
        (("in", "out", "--text-column", "body"), "a.parquet: no column 'body'; there are: text, id"),
        (("in", "out", "--source-column", "de"), "a.parquet: no column 'de'"),
        (("in", "out", "--keep", "id,wek"), "a.parquet: no column 'wek'"),
        (("in", "out", "--text-column", "id"), "a.parquet: the column 'id' holds no text"),
        (("in", "in/out"), "in/out lies in in"),
        (("in", "in"), "in lies in in"),
        (("in", "other"), "other holds something else"),
        (("broken.parquet", "out"), "broken.parquet: cannot be read"),
        (("broken.jsonl.zst", "out"), "broken.jsonl.zst: cannot be read"),
        (("empty.csv", "out"), "empty.csv: is empty"),
    ],
)
def test_bad_input_is_one_clear_line(run: Run, site: Path, arguments: tuple[str, ...], message: str) -> None:
    pq.write_table(table(2), site / "in/a.parquet")
    (site / "empty").mkdir()
    (site / "other").mkdir()
    (site / "other/thesis.txt").write_text("mine")
    for name in ("note.txt", "broken.parquet", "broken.jsonl.zst"):
        (site / name).write_text("no such thing")
    (site / "empty.csv").write_text("")
    done = run("corpus", "run", *arguments)
    assert done.code == 2 and message in done.err and done.err.count("\n") == 1 and not done.out
    assert (site / "other/thesis.txt").exists() and not (site / "out/manifest.json").exists()


def test_one_bad_file_does_not_stop_the_others(run: Run, site: Path) -> None:
    pq.write_table(table(2), site / "in/a.parquet")
    (site / "in/b.parquet").write_text("no such thing")
    (site / "in/c.csv").write_text("title\nx\n")
    done = run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1")
    assert done.code == 2 and ids(site / "out") == [0, 1]
    assert "b.parquet: cannot be read" in done.err and "c.csv: no column 'text'" in done.err
    (site / "in/b.parquet").unlink()
    manifest = json.loads((site / "out/manifest.json").read_text())
    assert [p["name"] for p in manifest["problems"]] == ["b.parquet", "c.csv"] and manifest["finished"]


def test_a_restart_removes_only_what_is_its_own(run: Run, site: Path) -> None:
    pq.write_table(table(2), site / "in/a.parquet")
    assert run("corpus", "run", "in", "out", "--jobs", "1").code == 0
    (site / "out/parts/mine.parquet").write_text("mine")
    (site / "out/mine.txt").write_text("mine")
    assert run("corpus", "run", "in", "out", "--jobs", "1", "--restart").code == 0
    assert (site / "out/parts/mine.parquet").exists() and (site / "out/mine.txt").exists()


# What breaks


@LINUX
@pytest.mark.parametrize("jobs", [1, 2])
def test_a_row_that_takes_too_long_costs_itself(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    usual = mtcheck.check_many

    def slow(texts: Sequence[str], **more: Any) -> list[mtcheck.Report]:
        if any("number 33." in text for text in texts):
            time.sleep(60)
        return usual(texts, **more)

    monkeypatch.setattr(rows, "check_many", slow)
    pq.write_table(table(70), site / "in/a.parquet")
    monkeypatch.setattr("mtcheck.cli.corpora.jobs_of", lambda _: jobs)
    begin = time.monotonic()
    done = run("corpus", "run", "in", "out", "--keep", "id", "--time-limit", "2")
    assert time.monotonic() - begin < 50
    assert done.code == 0 and "1 checking it took too long" in done.out
    found = results(site / "out")
    assert [row["id"] for row in found] == list(range(70))
    assert [row["id"] for row in found if row["words"] is None] == [33]
    assert found[33]["why_not"] == "checking it took too long (more than 2 seconds)"


@pytest.mark.parametrize("suffix", [".gz", ".zst", ".bz2"])
def test_a_packed_file_that_holds_far_too_much_is_not_read_to_its_end(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("mtcheck.corpus.records.AT_LEAST", 100_000)
    row = b'{"text": "Nothing is wrong here."}\n'
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, {".gz": "gzip", ".zst": "zstd", ".bz2": "bz2"}[suffix]) as packed:
        packed.write(row * 3 + b" " * 50_000_000 + b"\n" + row)
    (site / f"in/bomb.jsonl{suffix}").write_bytes(sink.getvalue().to_pybytes())
    (site / "in/good.jsonl").write_bytes(row)
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 2
    assert f"bomb.jsonl{suffix}: rows from 4 on cannot be read: it holds more than 200 times its size" in done.err
    assert [row["file"] for row in results(site / "out")] == [f"bomb.jsonl{suffix}"] * 3 + ["good.jsonl"]


def test_what_has_changed_in_the_input_is_named(run: Run, site: Path) -> None:
    for k in range(13):
        (site / f"in/{k:02}.jsonl").write_text('{"text": "Nothing is wrong here."}\n')
    assert run("corpus", "run", "in", "out", "--jobs", "1").code == 0
    for k in range(12):
        (site / f"in/{k:02}.jsonl").write_text('{"text": "All of it is another text now."}\n')
    (site / "in/12.jsonl").unlink()
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    named = ", ".join(f"{k:02}.jsonl" for k in range(10))
    assert f"12 files have changed since: {named} and 2 more; 12.jsonl is gone" in done.err
    assert "--restart, which checks all of it again" in done.err
    assert done.err.count("\n") == 1


@pytest.mark.parametrize("style", ["text", "json", "html"])
def test_rows_without_a_date_are_counted(run: Run, site: Path, style: str) -> None:
    days = ["2026-03-02"] * 3 + ["", "soon", None, None]
    rows_ = pa.table({"text": ["Nothing is wrong here."] * 7, "day": days})
    pq.write_table(rows_, site / "in/a.parquet")
    run("corpus", "run", "in", "out", "--keep", "day", "--jobs", "1")
    out = run("corpus", "report", "out", "--week", "day", "--format", style).out
    if style == "json":
        [weeks] = json.loads(out)["tables"]
        assert weeks["undated"] == 4 and [g["key"] for g in weeks["groups"]] == [["2026-W10"]]
    else:
        assert "week (day): 4 rows without a date that can be read" in out


def test_rows_with_a_nul_are_skipped(run: Run, site: Path) -> None:
    (site / "in/a.jsonl").write_text('{"text": "It is \\u0000 binary."}\n{"text": "It is none."}\n')
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 0 and "1 skipped" in done.out and "binary data" in done.out
    assert [row["words"] for row in results(site / "out")] == [None, 3]


@LINUX
def test_a_row_that_kills_its_process_costs_itself(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = mtcheck.check_many

    def deadly(texts: Sequence[str], **more: Any) -> list[mtcheck.Report]:
        if any("number 33." in text for text in texts):
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(texts, **more)

    monkeypatch.setattr(rows, "check_many", deadly)
    pq.write_table(table(70), site / "in/a.parquet")
    monkeypatch.setattr("mtcheck.cli.corpora.jobs_of", lambda jobs: 2)
    done = run("corpus", "run", "in", "out", "--keep", "id")
    assert done.code == 0 and f"1 {KILLED.partition(' (')[0]}" in done.out
    found = results(site / "out")
    assert [row["id"] for row in found] == list(range(70))
    assert [row["id"] for row in found if row["words"] is None] == [33] and found[33]["why_not"] == KILLED


@LINUX
def test_a_process_that_is_killed_once_costs_nothing(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = mtcheck.check_many

    def deadly(texts: Sequence[str], **more: Any) -> list[mtcheck.Report]:
        if any("number 33." in text for text in texts) and not os.path.exists("killed"):
            Path("killed").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(texts, **more)

    monkeypatch.setattr(rows, "check_many", deadly)
    monkeypatch.setattr("mtcheck.cli.corpora.jobs_of", lambda jobs: 2)
    pq.write_table(table(70), site / "in/a.parquet")
    assert run("corpus", "run", "in", "out", "--keep", "id").code == 0
    assert ids(site / "out") == list(range(70)) and all(row["words"] for row in results(site / "out"))


@LINUX
@pytest.mark.slow
@pytest.mark.parametrize(("sign", "code"), [("SIGINT", 130), ("SIGKILL", -9), ("SIGTERM", -15)])
def test_a_run_that_is_stopped_goes_on(site: Path, sign: str, code: int) -> None:
    pq.write_table(table(2700), site / "in/a.parquet", row_group_size=200)
    command = [*PROGRAM, "corpus", "run", "in", "out", "--keep", "id", "--part-rows", "64"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(1200):
        if len(list((site / "out").glob("parts/*.parquet"))) >= 2:
            break
        time.sleep(0.05)
    process.send_signal(getattr(signal, sign))
    _, err = process.communicate(timeout=60)
    assert process.returncode == code and b"Traceback" not in err
    assert sign != "SIGINT" or b"interrupted; finished parts are kept" in err
    kept = {p.name: p.stat().st_mtime_ns for p in (site / "out/parts").glob("[!.]*")}
    assert 2 <= len(kept) < 43 and all(name.endswith(".parquet") for name in kept)
    name = next(iter(kept))
    (site / f"out/parts/.{name}.0123456789abcdef.tmp").touch()  # as a kill before the renaming leaves one
    assert not json.loads((site / "out/manifest.json").read_text())["finished"]
    assert subprocess.run(command, capture_output=True).returncode == 0
    after = {p.name: p.stat().st_mtime_ns for p in (site / "out/parts").iterdir()}
    assert kept.items() <= after.items() and all(name.endswith(".parquet") for name in after)
    assert ids(site / "out") == list(range(2700))


def test_a_broken_row_group_costs_its_own_rows(run: Run, site: Path) -> None:
    path = site / "in/a.parquet"
    pq.write_table(table(90), path, row_group_size=30, compression="zstd")
    place = pq.read_metadata(path).row_group(1).column(0)
    data = bytearray(path.read_bytes())
    begin = place.dictionary_page_offset or place.data_page_offset
    data[begin : begin + place.total_compressed_size] = b"\xff" * place.total_compressed_size
    path.write_bytes(data)
    done = run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1")
    assert done.code == 2 and "a.parquet: rows 31 to 60 cannot be read" in done.err and done.err.count("\n") == 1
    assert ids(site / "out") == [*range(30), *range(60, 90)]
    assert "not read: a.parquet: rows 31 to 60" in run("corpus", "report", "out").out


@pytest.mark.parametrize("packed", ["gz", "zst", "bz2"])
def test_a_stream_that_breaks_off_keeps_what_came_before(run: Run, site: Path, packed: str) -> None:
    path = site / f"in/a.jsonl.{packed}"
    codec = {"gz": "gzip", "zst": "zstd", "bz2": "bz2"}[packed]
    stream = pa.CompressedOutputStream(str(path), codec)
    noise = os.urandom(1_200_000).hex()
    for k in range(200):
        stream.write(
            json.dumps({"text": GOOD, "id": k, "noise": noise[12_000 * k : 12_000 * (k + 1)]}).encode() + b"\n"
        )
    stream.close()
    path.write_bytes(path.read_bytes()[: int(path.stat().st_size * 0.7)])
    done = run("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1")
    found = [int(n) for n in ids(site / "out")]
    assert done.code == 2 and f"rows from {len(found) + 1} on cannot be read" in done.err
    assert (found == list(range(len(found))) and packed == "bz2") or len(found) > 20


def test_packed_files_of_several_members(run: Run, site: Path) -> None:
    line = json.dumps({"text": GOOD}).encode() + b"\n"
    (site / "in/a.jsonl.gz").write_bytes(gzip.compress(line) + gzip.compress(line))
    codec = pa.Codec("zstd")
    frame = codec.compress(line, asbytes=True)
    (site / "in/b.jsonl.zst").write_bytes(frame + frame)
    assert run("corpus", "run", "in", "out", "--jobs", "1").code == 0
    assert [row["file"][0] for row in results(site / "out")] == ["a", "a", "b", "b"]


def test_a_row_of_fifty_megabytes(run: Run, site: Path) -> None:
    huge = "word " * 10_000_000
    pq.write_table(pa.table({"text": [GOOD, huge, BAD]}), site / "in/a.parquet")
    (site / "in/b.jsonl").write_text("\n".join(json.dumps({"text": text}) for text in (GOOD, huge, BAD)))
    (site / "in/c.csv").write_text("\n".join(["text", GOOD, huge, BAD]))
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 0 and "3 the text has more than 1,000,000 bytes" in done.out
    assert [row["words"] for row in results(site / "out")] == [11, None, 9] * 3


def test_a_line_that_is_too_long_to_hold(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "LONGEST", 1_000)
    long = json.dumps({"text": "word " * 1_000})
    (site / "in/a.jsonl").write_text("\n".join([json.dumps({"text": GOOD}), long, json.dumps({"text": BAD}), long]))
    (site / "in/b.csv").write_text(f'text\n{GOOD}\n"{"word " * 1_000}"\n{BAD}\n')
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 2 and "b.csv: rows from 2 on cannot be read: field larger" in done.err
    found = results(site / "out")
    assert [(row["file"], row["words"]) for row in found[:4]] == [("a.jsonl", words) for words in (11, None, 9, None)]
    assert found[1]["why_not"] == "the line has more than 1,000 bytes" and len(found) == 5


def test_lines_and_records_that_are_wrong(run: Run, site: Path) -> None:
    wrong = [b'{"text": "cut', b"[1]", b'{"text": 5}', b'{"text": {}}', b'{"text": null}', b"{}", b'{"text": "\xe9"}']
    (site / "in/a.jsonl").write_bytes(b"\n".join([json.dumps({"text": BAD}).encode(), *wrong]))
    (site / "in/b.csv").write_bytes(b"text,id\ncaf\xe9,1\nx\n,2\na,b,c\n")
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 0 and done.err == ""
    why = [row["why_not"] for row in results(site / "out")]
    assert why[0] is None and why[1].startswith("the line is no JSON: ")
    assert why[2:] == [
        "the line is no JSON object",
        "the text is a number, no string",
        "the text is an object, no string",
        "no text",
        "no text",
        "the line is not UTF-8",
        "the text is not UTF-8 (byte 3)",
        "the row has 1 fields, the header 2",
        "no words",
        "the row has 3 fields, the header 2",
    ]


def test_a_full_disk(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pq.write_table(table(30), site / "in/a.parquet")

    def full(path: str, data: bytes) -> None:
        if path.endswith(".parquet") and len(list((site / "out/parts").iterdir())) == 2:
            raise OSError(28, "No space left on device", path)
        write_whole(path, data)

    monkeypatch.setattr(parts_module, "write_whole", full)
    command = ("corpus", "run", "in", "out", "--keep", "id", "--jobs", "1", "--part-rows", "10")
    pq.write_table(table(30), site / "in/a.parquet", row_group_size=10)
    done = run(*command)
    assert done.code == 2 and "cannot write: no space left on device; finished parts are kept" in done.err
    assert done.err.count("\n") == 1 and ids(site / "out") == list(range(20))
    monkeypatch.setattr(parts_module, "write_whole", write_whole)
    assert run(*command).code == 0 and ids(site / "out") == list(range(30))


@LINUX
@pytest.mark.slow
def test_a_disk_that_takes_no_more(site: Path) -> None:
    """The real thing, as far as a limit on files goes."""
    noise = [" ".join(os.urandom(2_000).hex()[k : k + 5] for k in range(0, 4_000, 5)) for _ in range(40)]
    pq.write_table(table(40, noise=noise), site / "in/a.parquet", row_group_size=20)
    command = [*PROGRAM, "corpus", "run", "in", "out", "--keep", "id,noise", "--jobs", "1"]

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(command, preexec_fn=limited, capture_output=True, text=True)
    assert done.returncode == 2 and "cannot write: file too large" in done.stderr and done.stderr.count("\n") == 1
    assert not list((site / "out/parts").iterdir())
    assert subprocess.run(command, capture_output=True).returncode == 0 and ids(site / "out") == list(range(40))


def test_two_runs_do_not_share_a_folder(run: Run, site: Path) -> None:
    pq.write_table(table(3), site / "in/a.parquet")
    with parts_module.Folder("out").locked():
        done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 2 and "another run is writing to out" in done.err


@pytest.mark.parametrize("text", ["{}", "[]", '{"format": 2}', "nothing", '{"format": 1, "files": 3}'])
def test_a_manifest_that_is_none(run: Run, site: Path, text: str) -> None:
    pq.write_table(table(3), site / "in/a.parquet")
    (site / "out").mkdir()
    (site / "out/manifest.json").write_text(text)
    for command in (("run", "in", "out"), ("report", "out")):
        done = run("corpus", *command)
        assert done.code == 2 and "is no manifest of a run" in done.err and done.err.count("\n") == 1


def test_rows_that_are_known() -> None:
    known = Known([(2, 4), (4, 6), (10, 20)])
    assert list(known.gaps(0, 30)) == [(0, 2), (6, 10), (20, 30)]
    assert list(known.gaps(3, 5)) == [] and list(known.gaps(5, 12)) == [(6, 10)]
    assert list(known.gaps(12, 25)) == [(20, 25)] and list(Known().gaps(1, 3)) == [(1, 3)]
    assert [k for k in range(22) if known.holds(k)] == [*range(2, 6), *range(10, 20)]


# Reports

HOSTILE = "<script>alert(1)</script>\x1b[31m\n::error::x"


@pytest.fixture
def checked_corpus(run: Run, site: Path) -> Path:
    """Results of 30 articles of two engines in two weeks, and three that were skipped."""
    n = 33
    engines = [HOSTILE if k % 2 else "deep" for k in range(n)]
    urls = [f"https://u:p@www.site{k % 3}.example:8080/x?y" if k % 4 else "Print" for k in range(n)]
    days = ["2026-03-02" if k < 20 else "2026-03-09T10:00:00" for k in range(n)]
    whole = table(n, **{'engine "x"': engines, "url": urls, "day": days}).to_pylist()
    for row in whole[30:]:
        row["text"] = None
    pq.write_table(pa.Table.from_pylist(whole), site / "in/a.parquet", row_group_size=11)
    assert run("corpus", "run", "in", "out", "--jobs", "1", "--keep", 'engine "x",url,day,id').code == 0
    return site / "out"


def test_sums_are_those_of_the_rows(checked_corpus: Path) -> None:
    found = figures(str(checked_corpus), [['engine "x"'], ['engine "x"', "day"]], "url", "day")
    whole = results(checked_corpus)
    scores = [row["score"] for row in whole if row["score"] is not None]
    total = found.total
    assert (total.rows, total.checked, total.scored) == (33, 30, len(scores)) and found.manifest.finished
    assert total.mean_score == pytest.approx(sum(scores) / len(scores))
    assert total.words == sum(row["words"] or 0 for row in whole)
    assert total.findings == 10 and total.families == {"repetition": 10}
    assert total.passed == sum(score >= 79.95 for score in scores)
    assert sum(found.scores) == len(scores) and found.skipped == (("no text", 3),)
    [rule] = found.rules
    assert rule == ("REP001", "doubled-word", 10, 10) or (rule.code, rule.findings, rule.rows) == ("REP001", 10, 10)
    engines, both, sites, weeks = found.tables
    assert {s.label[0][:4]: s.rows for s in engines.sums} == {"deep": 17, "<scr": 16}
    assert sum(s.findings for s in engines.sums) == 10 and len(both.sums) == 4
    assert [s.per_thousand for s in engines.sums] == sorted((s.per_thousand for s in engines.sums), reverse=True)
    assert {s.label[0] for s in sites.sums} == {"print", "site0.example", "site1.example", "site2.example"}
    assert [(s.label[0], s.rows) for s in weeks.sums] == [("2026-W10", 20), ("2026-W11", 13)]
    assert found.worst[0].score == min(scores) and len(found.worst) == 20


def test_a_table_shows_the_largest_groups(checked_corpus: Path) -> None:
    [groups] = figures(str(checked_corpus), [["id"]], most=5).tables
    assert len(groups.sums) == 5 and groups.left_out == 28


def test_reports_are_harmless(run: Run, checked_corpus: Path) -> None:
    by = ("--by", 'engine "x"', "--site", "url", "--week", "day")
    text = run("corpus", "report", "out", *by)
    assert text.code == 0 and "\x1b" not in text.out and "\n::error" not in text.out
    assert "33 rows, 30 checked, 3 skipped" in text.out and "2026-W10" in text.out
    page = run("corpus", "report", "out", *by, "--format", "html").out
    assert "<script" not in page and "&lt;script&gt;alert(1)" in page and "\x1b" not in page
    assert "33 articles in out" in page and "default-src 'none'" in page
    data = json.loads(run("corpus", "report", "out", *by, "--format", "json").out)
    assert data["total"]["rows"] == 33 and data["skipped"] == [{"why": "no text", "rows": 3}]
    assert [t["by"] for t in data["tables"]] == ['engine "x"', "site (url)", "week (day)"]
    assert run("corpus", "report", "out", "--format", "json", "--output-file", "r.json").code == 0
    assert json.loads(Path("r.json").read_text())["total"] == data["total"]


def test_columns_that_were_not_kept(run: Run, checked_corpus: Path) -> None:
    done = run("corpus", "report", "out", "--by", "title")
    assert done.code == 2 and "no column 'title' in the results; kept were:" in done.err
    assert run("corpus", "report", "in").code == 2 and run("corpus", "report", "nothing").code == 2


def test_a_broken_part_is_told_and_not_counted(run: Run, checked_corpus: Path) -> None:
    part = sorted((checked_corpus / "parts").iterdir())[0]
    part.write_bytes(b"PAR1")
    done = run("corpus", "report", "out")
    assert done.code == 2 and part.name in done.err and "is broken, and not counted" in done.err
    assert "rows," in done.out


def test_a_prefix_is_followed(run: Run, site: Path) -> None:
    pq.write_table(table(4, score=[1, 2, 3, 4], row=[1, 1, 2, 2]), site / "in/a.parquet")
    clash = run("corpus", "run", "in", "out", "--jobs", "1", "--keep", "row")
    assert clash.code == 2 and "'row' too" in clash.err
    assert run("corpus", "run", "in", "out", "--jobs", "1", "--keep", "score,row", "--prefix", "m_").code == 0
    found = figures("out", [["row"]])
    assert found.total.rows == 4 and [s.label for s in found.tables[0].sums] == [("1",), ("2",)]


def test_results_without_rows(run: Run, site: Path) -> None:
    pq.write_table(table(0), site / "in/a.parquet")
    assert run("corpus", "run", "in", "out", "--jobs", "1", "--keep", "id").code == 0
    for style in ("text", "json", "html"):
        assert run("corpus", "report", "out", "--by", "id", "--format", style).code == 0


def test_the_query_engine_may_touch_no_file(checked_corpus: Path) -> None:
    import duckdb

    from mtcheck.corpus.figures import CLOSED

    with duckdb.connect(":memory:", config=CLOSED) as db:
        for query in ("select * from read_text('/etc/hostname')", "copy (select 1) to 'x.csv'", "install httpfs"):
            with pytest.raises(duckdb.Error):
                db.execute(query)
        with pytest.raises(duckdb.Error):
            db.execute("set enable_external_access = true")


# The command line


def test_nothing_else_loads_arrow() -> None:
    code = "import sys; from mtcheck.cli.main import main; main(sys.argv[1:])\n"
    code += "sys.exit(any(heavy in sys.modules for heavy in ('pyarrow', 'duckdb', 'mtcheck.corpus')))"
    for arguments in (["fixtures/seed.txt"], ["corpus", "run", "--help"], ["corpus", "--help"], ["--help"]):
        root = Path(__file__).resolve().parent.parent
        done = subprocess.run([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL, cwd=root)
        assert done.returncode == 0, arguments


def test_without_the_extra_it_says_what_to_install(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [n for n in sys.modules if n.partition(".")[0] == "pyarrow" or n.startswith("mtcheck.corpus")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    for command in (("run", "in", "out"), ("report", "out")):
        done = run("corpus", *command)
        assert done.code == 2 and "pip install 'mtcheck[corpus]'" in done.err


def test_a_configuration_that_has_no_effect_is_told(run: Run, site: Path) -> None:
    pq.write_table(table(1), site / "in/a.parquet")
    (site / "mtcheck.toml").write_text('fail-on = "minor"\nselect = ["CAP001"]\n')
    done = run("corpus", "run", "in", "out", "--jobs", "1")
    assert done.code == 0 and "no effect on a corpus: fail-on" in done.err
    assert results(site / "out")[0]["findings"] == []


def test_a_person_who_watches_sees_a_bar(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    from mtcheck.corpus.running import Tally
    from mtcheck.report.progress import share_bar

    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "120")
    with share_bar() as move:
        move(Tally(rows=5, words=1_000, share=0.5))
    assert "5 rows" in capsys.readouterr().err


# The docs

DOCS = Path(__file__).resolve().parent.parent / "docs" / "corpus.md"


def blocks_of(kind: str) -> list[str]:
    return re.findall(rf"```{kind}\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)


def test_the_commands_of_the_docs(run: Run, site: Path) -> None:
    import duckdb

    (site / "articles").mkdir()
    n = 12
    more = {
        "engine": ["alpha", "beta"] * 6,
        "pair": ["de-en"] * n,
        "url": [f"https://x.example/{k}" for k in range(n)],
        "day": ["2026-03-02"] * n,
    }
    whole = table(n, **more).rename_columns(["body", "id", "engine", "pair", "url", "day"])
    pq.write_table(whole, site / "articles" / "a.parquet")
    commands = [line.split() for line in blocks_of("sh")[0].splitlines()]
    assert len(commands) == 4
    for name, *arguments in commands:
        assert name == "mtcheck"
        done = run(*arguments)
        assert done.code == 0, (arguments, done.err)
    assert "alpha" in (site / "corpus.html").read_text() and json.loads((site / "corpus.json").read_text())
    [query] = blocks_of("sql")
    assert [row[0] for row in sorted(duckdb.execute(query).fetchall())] == ["alpha", "beta"]
    pq.write_table(whole, "articles.parquet")
    [program] = blocks_of("python")
    exec(program.replace("jobs=4", "jobs=1"), {})
