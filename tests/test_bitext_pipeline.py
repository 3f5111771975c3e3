"""Bilingual files in a pipeline: several reports at once, suppressions, the baseline, the cache, processes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

from mtcheck.checking.settings import Settings
from mtcheck.reading.base import Segment
from mtcheck.report.formats import names
from mtcheck.run import segments
from mtcheck.run.segments import check_segments

UNIT = (
    '<tu tuid="{id}">\n<tuv xml:lang="de"><seg>{source}</seg></tuv><tuv xml:lang="en"><seg>{target}</seg></tuv></tu>\n'
)
SEGMENTS = (
    ("a", "Der Rat tagte im Jahr 1987 in Altmark.", "The council met in Altmark in the year 1978."),
    ("b", 'Er hatte <ph x="1"/> 38 Gäste.', 'It had <ph x="1"/> 38 guests.'),
    ("c", "Sie bauten dort 45 neue Häuser.", "They built 54 new houses there."),
)


def write(path: Path, segments: tuple[tuple[str, str, str], ...]) -> None:
    units = "".join(UNIT.format(id=i, source=s, target=t) for i, s, t in segments)
    head = '<tmx version="1.4"><header srclang="de"/><body>\n'
    path.write_text(f"{head}{units}</body></tmx>\n", encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "m.tmx", SEGMENTS)
    return tmp_path


def report(run: Run, *args: object) -> dict[str, Any]:
    [file] = json.loads(run("check", *args, "--format", "json").out)["files"]
    return dict(file)


def found(run: Run, *args: object) -> list[tuple[str, int, str]]:
    return [(f["segment"]["id"], f["segment"]["line"], f["code"]) for f in report(run, *args)["findings"]]


def test_every_format_points_to_the_segment(run: Run, site: Path) -> None:
    wanted = [x for style in names() for x in ("--output", f"{style}:out.{style}")]
    assert run("check", "m.tmx", *wanted).code == 1
    out = {style: (site / f"out.{style}").read_text(encoding="utf-8") for style in names()}
    assert [(f["segment"]["id"], f["segment"]["line"]) for f in json.loads(out["json"])["files"][0]["findings"]] == [
        ("a", 2),
        ("c", 6),
    ]
    assert out["concise"].splitlines()[1] == "m.tmx:6:1: BNU001 major: c: The source has 45 here, not 54."
    assert "file=m.tmx,line=6,endLine=6" in out["github"]
    assert [r["location"]["lines"]["begin"] for r in json.loads(out["gitlab"])] == [2, 6]
    assert "m.tmx:c+11" in out["text"] and 'line="6"' in out["checkstyle"] and "m.tmx,,6,1,6,1," in out["csv"]
    rows = json.loads(out["rdjson"])["diagnostics"]
    assert [(r["location"]["range"], "suggestions" in r) for r in rows] == [
        ({"start": {"line": n}}, False) for n in (2, 6)
    ]
    results = json.loads(out["sarif"])["runs"][0]["results"]
    assert [r["locations"][0]["physicalLocation"]["region"] for r in results] == [{"startLine": 2}, {"startLine": 6}]
    assert [r["locations"][0]["logicalLocations"][0]["name"] for r in results] == ["a", "c"]
    assert not any("fixes" in r for r in results)


def test_the_text_report_names_segments_everywhere(run: Run, site: Path) -> None:
    """Lines of the joined translations, or of the joined sources, stand nowhere in the file."""
    assert run("check", "m.tmx").out.count("  source: a+") == 1
    assert "  source: c+" in run("check", "m.tmx").out
    assert run("check", "m.tmx").out.endswith("2 fixes to look at: mtcheck fix --suggested m.tmx\n")
    (site / "m.tmx.mtcheck.toml").write_text('[[ignore]]\nrule = "BNU001"\nsegment = "c"\nreason = "counted anew"\n')
    assert ": c+11 BNU001: counted anew" in run("check", "m.tmx").out


def test_suppressions(run: Run, site: Path) -> None:
    side = site / "m.tmx.mtcheck.toml"
    side.write_text('[[ignore]]\nrule = "BNU001"\nsegment = "c"\nreason = "counted anew"\n')
    file = report(run, "m.tmx")
    assert [f["segment"]["id"] for f in file["findings"]] == ["a"]
    assert [s["reason"] for s in file["suppressed"]] == ["counted anew"]
    side.write_text('[[ignore]]\nrule = "BNU001"\nsegment = "b"\nreason = "counted anew"\n')
    assert "no longer suppresses" in run("check", "m.tmx").err
    (site / "mtcheck.toml").write_text('accept = ["54"]\n')
    assert found(run, "m.tmx") == [("a", 2, "BNU001")]


def test_baseline(run: Run, site: Path) -> None:
    assert "2 known findings" in run("baseline", "m.tmx").err
    (site / "mtcheck.toml").write_text('baseline = ".mtcheck-baseline.json"\n')
    assert found(run, "m.tmx") == []
    fresh = ("d", "Er kam am Freitag mit 27 Gästen.", "He came on Friday with 72 guests.")
    write(site / "m.tmx", (fresh, *SEGMENTS[::-1]))
    assert found(run, "m.tmx") == [("d", 2, "BNU001")]
    write(site / "m.tmx", SEGMENTS[1:])
    assert "1 known finding " in run("baseline", "m.tmx", "--prune").err


@pytest.mark.slow
def test_cache_and_processes(run: Run, site: Path) -> None:
    for n in range(20):
        write(site / f"{n:02}.tmx", SEGMENTS[n % 2 :])
    (site / "mtcheck.toml").write_text('include = ["*.tmx"]\n')
    plain = run("check", ".", "--format", "json")
    assert plain.code == 1 and len(json.loads(plain.out)["files"]) == 21
    for options in (("--jobs", "2"), ("--cache",), ("--cache", "--jobs", "2")):
        assert run("check", ".", "--format", "json", *options) == plain


def test_bad_files_among_good_ones(run: Run, site: Path) -> None:
    (site / "bad.tmx").write_text("<tmx><body><tu></body></tmx>")
    result = run("check", "bad.tmx", "m.tmx", "none.tmx", "--output", "jsonl:out.jsonl")
    assert result.code == 2 and "bad.tmx: malformed XML" in result.err and "none.tmx: no such file" in result.err
    kinds = [json.loads(line)["type"] for line in (site / "out.jsonl").read_text().splitlines()]
    assert kinds == ["file", "error", "error", "summary"]


def test_fix_and_compare_with_a_source(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "de.txt").write_text("Der Rat tagte am Montag.\nDie Brücke wurde 1987 eröffnet.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The council met on Monday.\nThe bridge was opened in 1978.\n", encoding="utf-8")
    (tmp_path / "new.txt").write_text("The council met on Monday.\nThe bridge was opened in 1987.\n", encoding="utf-8")
    assert run("check", "en.txt", "--source", ".").err == "mtcheck: .: not a regular file (the source)\n"
    told = json.loads(run("compare", "en.txt", "new.txt", "--source", "de.txt", "--format", "json").out)
    assert "BNU001" in json.dumps(told)
    assert run("fix", "en.txt", "--source", "de.txt", "--suggested", "--write").code == 0
    assert (tmp_path / "en.txt").read_text(encoding="utf-8").endswith("in 1987.\n")


def test_sarif_tells_the_place_in_the_source(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "de.txt").write_text("Ja.\nDie Brücke wurde 1987 eröffnet.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("Yes.\nThe bridge was opened in 1978.\n", encoding="utf-8")
    log = json.loads(run("check", "en.txt", "--source", "de.txt", "--format", "sarif").out)
    [result] = [r for r in log["runs"][0]["results"] if r["ruleId"] == "BNU001"]
    place = result["relatedLocations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "de.txt" and place["region"]["startLine"] == 2
    assert place["region"]["snippet"]["text"] == "1987"


def test_results_with_a_source_are_kept(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from mtcheck.run import runner

    monkeypatch.chdir(tmp_path)
    (tmp_path / "de.txt").write_text("Die Brücke wurde 1987 eröffnet.\n", encoding="utf-8")
    (tmp_path / "en.txt").write_text("The bridge was opened in 1978.\n", encoding="utf-8")
    command = ("check", "en.txt", "--source", "de.txt", "--cache", "--format", "json")
    first = run(*command).out
    assert "BNU001" in first
    with monkeypatch.context() as patch:
        patch.setattr(runner, "check_files", lambda files, _: iter(files and pytest.fail("it is checked again")))
        assert run(*command).out == first
    (tmp_path / "de.txt").write_text("Die Brücke wurde 1978 eröffnet.\n", encoding="utf-8")
    assert "BNU001" not in run(*command).out


def test_consistency_looks_through_the_whole_file(run: Run, site: Path) -> None:
    pairs = [(f"m{n}", f"Hier steht der Turm Nummer {n} am Fluss.", f"Here stands tower {n}.") for n in range(300)]
    first = ("first", "Der Rat tagte am Montag.", "The council met on Monday.")
    last = ("last", "Der Rat tagte am Montag.", "The board gathered on Monday.")
    alike = ("alike", "Bitte Fenster und Läden öffnen.", "Please close the big door.")
    door = ("door", "Bitte die große Tür schließen.", "Please close the big door.")
    write(site / "m.tmx", (first, door, *pairs, last, alike))
    findings = report(run, "m.tmx")["findings"]
    [finding] = [f for f in findings if f["code"] == "BCO002"]
    assert finding["segment"]["id"] == "alike"
    assert finding["related"][0]["text"] == "Bitte die große Tür schließen."
    [finding] = [f for f in findings if f["code"] == "BCO001"]
    assert finding["segment"]["id"] == "last"
    assert finding["related"][0]["text"] == "The council met on Monday."


def test_what_belongs_there_hides_nothing(run: Run, site: Path) -> None:
    write(site / "m.tmx", (("a", "Es gibt %d Dateien in %s.", "In %s there are %d files."),))
    assert ("a", 2, "BTO004") in found(run, "m.tmx")


MARKDOWN = "# {}\n\n{}\n\n- {}\n- {}\n\n```\ncode\n```\n"
GERMAN = ("Der Rat", "Der Rat tagte am Montag.", "Die Bürgermeisterin sprach.", "Alle dankten ihr.")
ENGLISH = ("The council", "The council met on Monday.", "The mayor spoke.", "All thanked her.")


def test_structure_that_the_translation_lost(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "de.md").write_text(MARKDOWN.format(*GERMAN), encoding="utf-8")
    (tmp_path / "whole.md").write_text(MARKDOWN.format(*ENGLISH), encoding="utf-8")
    (tmp_path / "lost.md").write_text("\n\n".join(ENGLISH), encoding="utf-8")
    (tmp_path / "lost.txt").write_text("\n\n".join(ENGLISH), encoding="utf-8")
    page = "<html><body><nav><ul><li>Home</li></ul></nav><article><{0}>{1}</{0}>" + "<p>{2}</p><p>{3}</p><p>{4}</p>"
    (tmp_path / "de.html").write_text(page.format("h1", *GERMAN) + "</article></body></html>", encoding="utf-8")
    (tmp_path / "lost.html").write_text(page.format("p", *ENGLISH) + "</article></body></html>", encoding="utf-8")

    def told(name: str, source: str) -> list[str]:
        data = json.loads(run("check", name, "--source", source, "--select", "BTO005", "--format", "json").out)
        return [f["message"] for f in data["files"][0]["findings"]]

    assert told("whole.md", "de.md") == []
    lost = "The source has more of these. Blocks of code: 1, here 0; headings: 1, here 0; list items: 2, here 0."
    assert told("lost.md", "de.md") == [lost]
    assert told("lost.txt", "de.md") == [], "a text file has no structure to lose"
    assert told("lost.html", "de.html") == ["The source has more of these. Headings: 1, here 0."]


def test_a_source_with_thousands_of_tags_is_made_bare_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """It was for each tag of its translation, which grew with the square."""
    made: list[int] = []

    class Counted:
        def sub(self, new: str, text: str) -> str:
            made.append(len(text))
            return space.sub(new, text)

    space = segments.SPACE
    monkeypatch.setattr(segments, "SPACE", Counted())
    source, target = (f"<{k}>a</{k}> " * 200 for k in "bi")
    check_segments([Segment("1", source, target)], Settings(source_lang="de"))
    assert sum(n > 1000 for n in made) == 1 and len(made) > 200, made[:9]
