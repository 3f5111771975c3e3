"""The tools of the server for agents, as functions: what they give, what they refuse, how much."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mtcheck.checking.registry import UnknownRule
from mtcheck.checking.report import Found, Report
from mtcheck.checking.scoring import Calibration, score
from mtcheck.lint.findings import HINT, MAJOR, MINOR, SAFE, SUGGEST, Finding, Fix, Related
from mtcheck.mcp.answers import MOST, QUOTED, check_answer, cut, finding_dict, fix_dict
from mtcheck.mcp.answers import Shown as ShownFinding
from mtcheck.mcp.tools import LARGEST, Given, Tools
from mtcheck.run.given import Refused
from mtcheck.text.spans import Edit, Span

DOUBLED = "He saw the the man."


@pytest.fixture
def tools(tmp_path: Path) -> Tools:
    return Tools(str(tmp_path))


def test_check_fix_and_compare(tools: Tools) -> None:
    told = tools.check(Given(DOUBLED))
    assert [f["rule"] for f in told["findings"]] == ["REP001"]
    assert told["findings"][0]["fixes"][0]["edits"] == [{"start": 10, "end": 14, "new": ""}]
    fixed = tools.fix(Given(DOUBLED))
    assert fixed["quoted"]["text"] == "He saw the man."
    assert [a["rule"] for a in fixed["applied"]] == ["REP001"]
    both = tools.compare(DOUBLED, Given(fixed["quoted"]["text"]))
    assert both["counts"] == {"new": 0, "fixed": 1, "left": 0}
    assert both["fixed"][0]["quoted"] == "the the"
    assert tools.fix(Given("He saw the man."))["changed"] is False


def test_the_source_has_the_format_of_its_article(tools: Tools) -> None:
    german = "Der Rat stimmte **am Montag** mit [15 zu 7](https://example.org/2024) Stimmen für die neue Brücke."
    english = "On **Monday** the council voted [15 to 9](https://example.org/2024) in favour of the new bridge."
    told = tools.check(Given(english, german, "de", "a.md"))
    numbers = [f for f in told["findings"] if f["rule"].startswith("BNU")]
    assert [f["quoted"]["text"] for f in numbers] == ["9"]
    assert numbers[0]["related"][0]["quoted"] == "7"


def test_what_cannot_be_done_is_refused(tools: Tools, tmp_path: Path) -> None:
    for given, why in (
        (Given("a" * (LARGEST + 1)), "at most 400,000"),
        (Given("a", source="a" * (LARGEST + 1)), "the source has"),
        (Given("\ud800"), "half of a surrogate pair"),
        (Given("a\0"), "binary data"),
        (Given("a", name="../a.txt"), "out of the tree"),
        (Given("a", name="a.docx"), "no text format"),
        (Given("a", name="a.po"), "give the translation as text"),
        (Given("a", name="a\n.txt"), "characters that no name should"),
        (Given("a", source="Hallo.", source_lang="german"), "the settings cannot be used"),
    ):
        with pytest.raises(Refused, match=why):
            tools.check(given)
        with pytest.raises(Refused, match=why):
            tools.fix(given)
    with pytest.raises(Refused, match="first is 0 or more"):
        tools.check(Given("a"), first=-1)
    (tmp_path / "mtcheck.toml").write_text('baseline = "/etc/passwd"\n')
    with pytest.raises(Refused, match="leads out of the tree"):
        tools.check(Given("a"))
    (tmp_path / "mtcheck.toml").write_text('profile = "none"\n')
    with pytest.raises(Refused, match="the settings cannot be used"):
        tools.compare("a", Given("b"))


def test_a_name_that_is_a_link_out_of_the_tree_is_refused(tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "out").symlink_to("/")
    with pytest.raises(Refused, match="out of the tree"):
        tools.check(Given(DOUBLED, name="out/a.txt"))


def test_a_sidecar_file_of_the_name_holds(tools: Tools, tmp_path: Path) -> None:
    (tmp_path / "a.txt.mtcheck.toml").write_text('[[ignore]]\nrule = "REP001"\nreason = "a poem"\n')
    told = tools.check(Given(DOUBLED, name="a.txt"))
    assert told["suppressed"] == 1
    assert told["findings"] == []


def test_options_of_the_command_line_hold(tmp_path: Path) -> None:
    assert Tools(str(tmp_path), options={"ignore": ["REP001"]}).check(Given(DOUBLED))["findings"] == []
    assert Tools(str(tmp_path)).check(Given(DOUBLED), min_confidence=1)["findings"] == []


def test_rules_are_explained() -> None:
    assert Tools(isolated=True).explain("doubled-word")["code"] == "REP001"
    assert {"code", "name", "family", "severity", "status", "summary"} == set(Tools(isolated=True).rule_table()[0])
    with pytest.raises(UnknownRule):
        Tools(isolated=True).explain("nothing")


def report(text: str, findings: list[Finding], sentence: Span) -> Report:
    found = tuple(Found(f, sentence) for f in findings)
    return Report(text=text, words=9, found=found, score=score(findings, 9, Calibration(), "s"))


def test_what_is_long_is_cut_and_told() -> None:
    assert cut("a" * QUOTED, QUOTED) == "a" * QUOTED
    assert cut("a" * 1000, QUOTED) == "a" * (QUOTED - 1) + "…"
    many = Fix("F", tuple(Edit(i, i + 1, "b") for i in range(0, 60, 2)))
    assert len(fix_dict(many)["edits"]) == 20
    assert "left_out" in fix_dict(many)
    assert "left_out" in fix_dict(Fix("F", (Edit(0, 1, "b" * 1000),)))
    assert "left_out" not in fix_dict(Fix("F", (Edit(0, 1, "b"),)))
    text = "a " * 5000
    fixes = (Fix("hint", (Edit(0, 1, "b"),), HINT), *(Fix("F", (Edit(0, 1, "b"),), SUGGEST) for _ in range(5)))
    related = tuple(Related(Span(i, i + 1), "r") for i in range(9))
    finding = Finding("REP001", "x", "m" * 5000, Span(4000, 4001), MINOR, 0.9, "fluency", related, fixes)
    told = finding_dict(ShownFinding(Found(finding, Span(0, 10_000)), report(text, [finding], Span(0, 10_000))))
    assert told["left_out"] == {"related": 4, "fixes": 2}
    assert told["quoted"]["sentence"].startswith("…") and told["quoted"]["sentence"].endswith("…")
    assert len(json.dumps(told)) < 5_000


def test_the_gravest_come_first() -> None:
    rows = [Finding("REP001", "x", "m", Span(i, i + 1), MINOR, i / 1000, "fluency") for i in range(300)]
    rows.append(Finding("SEN001", "x", "m", Span(299, 300), MAJOR, 0.1, "fluency", (), (Fix("F", (), SAFE),)))
    told = check_answer([report("a" * 300, rows, Span(0, 300))], [None], 0, 1000)
    assert told["findings"][0]["rule"] == "SEN001"
    assert [f["start"] for f in told["findings"][1:4]] == [299, 298, 297]
    assert len(told["findings"]) == MOST
    assert told["left_out"] == "101 findings that weigh less; ask with first=200"
    assert told["passed"] is None
