"""The JSON report against its published schema, and its figures against the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from conftest import Run

import mtcheck

SCHEMA = json.loads((Path(__file__).parent.parent / "docs" / "report.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def report(run: Run, *args: object) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(run(*args, "--format", "json").out)
    return result


def test_schema_is_itself_valid_and_closed() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)

    def closed(node: Any) -> bool:
        if isinstance(node, list):
            return all(map(closed, node))
        if not isinstance(node, dict):
            return True
        own = "properties" not in node or node.get("additionalProperties") is False
        return own and all(map(closed, node.values()))

    assert closed(SCHEMA)


@pytest.mark.slow
def test_real_output_fits_the_schema(run: Run, fixtures: Path, article: Path) -> None:
    (article.parent / "empty.txt").write_text("")
    (article.parent / "emoji.txt").write_text("😀 He saw the the man.\r\n", encoding="utf-8")
    for args in ((fixtures,), (article.parent, "missing.txt"), (article, "--fail-under", "99"), (article, "--preview")):
        VALIDATOR.validate(report(run, *args))


@pytest.mark.parametrize(
    "change",
    [
        lambda r: r.pop("version"),
        lambda r: r.update(extra=1),
        lambda r: r["files"][0].update(extra=1),
        lambda r: r["files"][0]["findings"][0].pop("span"),
        lambda r: r["files"][0]["findings"][0].update(severity="bad"),
        lambda r: r["files"][0]["score"].update(value=101),
    ],
)
def test_the_schema_refuses_what_does_not_fit(run: Run, article: Path, change: Any) -> None:
    whole = report(run, article)
    change(whole)
    assert not VALIDATOR.is_valid(whole)


def test_to_dict_is_an_entry_without_its_path(run: Run, article: Path) -> None:
    entry = report(run, article)["files"][0]
    assert entry.pop("path") == str(article)
    assert entry.pop("verdict") == {"passed": True, "reasons": []}
    assert mtcheck.check(article.read_text(encoding="utf-8")).to_dict() == entry
    jsonschema.Draft202012Validator({**SCHEMA, **SCHEMA["$defs"]["article"]}).evolve(
        schema={"$ref": "#/$defs/article", "$defs": SCHEMA["$defs"]}
    ).validate(entry)


@pytest.mark.parametrize(
    "text", ["He saw the the man.", "😀 It is.\r\nHe saw the the man.\r\n", "\ufeffHe saw the the man.", "A.\rThe the."]
)
def test_offsets_quote_the_text_and_lines_agree(run: Run, tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode())
    read = text.removeprefix("\ufeff")
    lines = read.replace("\r\n", "\n\n").replace("\r", "\n")  # the same length
    finding = report(run, path, "--select", "REP001")["files"][0]["findings"][0]
    start, end = finding["span"]["start"], finding["span"]["end"]
    assert read[start:end] == finding["text"]
    assert finding["column"] == start - (lines.rfind("\n", 0, start) + 1) + 1
    assert finding["line"] == read[:start].replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    assert finding["end_column"] - finding["column"] == end - start
    assert finding["sentence"]["text"] == read[finding["sentence"]["start"] : finding["sentence"]["end"]]
    assert finding["sentence"]["start"] <= start < end <= finding["sentence"]["end"]


def test_fix_list_names_each_finding_once(run: Run, fixtures: Path) -> None:
    for entry in report(run, fixtures, "--min-confidence", "0")["files"]:
        listed = entry["fix_list"]
        assert sorted(i for g in listed for i in g["findings"]) == list(range(len(entry["findings"])))
        assert all(g["finding"] == g["findings"][0] for g in listed)
        assert [g["score_then"] for g in listed] == sorted(g["score_then"] for g in listed)
        if listed and entry["score"]["applicable"]:
            assert listed[-1]["score_then"] == pytest.approx(100, abs=0.06)


def test_summary_adds_up(run: Run, fixtures: Path) -> None:
    whole = report(run, fixtures)
    summary, files = whole["summary"], whole["files"]
    assert summary["files"] == len(files) == summary["passed"] + summary["failed"]
    assert summary["words"] == sum(f["words"] for f in files)
    assert summary["findings"] == sum(len(f["findings"]) for f in files) == sum(summary["by_rule"].values())
    assert summary["findings"] == sum(summary["by_severity"].values())


def test_gate_in_the_summary(run: Run, article: Path) -> None:
    gate = report(run, article, "--select", "REP001", "--fail-on", "minor")["summary"]["gate"]
    assert gate == {
        "passed": False,
        "stopped": [{"path": str(article), "reasons": ["1 finding of any severity"]}],
    }
    assert report(run, article, "--exit-zero")["summary"]["gate"] == {"passed": True, "stopped": []}


def test_readability_on_request(run: Run, article: Path) -> None:
    assert report(run, article)["files"][0]["readability"] is None
    assert report(run, article, "--readability")["files"][0]["readability"]["mean_sentence_length"] == 9
