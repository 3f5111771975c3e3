"""Suppressions, the baseline, changes in git, comparing, gates: what a pipeline lives on."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

BAD = "The minister said the the talks would go on."
FINE = "Nobody else had anything to add on that day."


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").write_text('select = ["REP001"]\nfail-on = "minor"\n')
    return tmp_path


def report(run: Run, *args: object) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(run("check", *args, "--format", "json").out)
    return data


def lines(run: Run, path: Path, text: str, *args: object) -> list[int]:
    path.write_text(text, encoding="utf-8")
    return [f["line"] for file in report(run, path, *args)["files"] for f in file["findings"]]


# Suppressions


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"{BAD}\n\n<!-- mtcheck: ignore REP001 -- ours -->\n\n{BAD}\n\n{BAD}\n", [1, 7]),
        (f"{BAD} <!-- mtcheck: ignore doubled-word -- ours -->\n\n{BAD}\n", [3]),
        (f"<!-- mtcheck: ignore-start REP -- ours -->\n\n{BAD}\n\n{BAD}\n<!-- mtcheck: ignore-end -->\n\n{BAD}\n", [8]),
        (f"<!-- mtcheck: ignore-start -- ours -->\n\n{BAD}\n\n{BAD}\n", []),
        (f"{BAD}\n\n{BAD}\n<!-- mtcheck: ignore-file REP001 -- ours -->\n", []),
        (f"<!-- mtcheck: ignore CAP001, SEN001 -- ours -->\n\n{BAD}\n", [3]),
    ],
)
def test_comments(run: Run, site: Path, text: str, left: list[int]) -> None:
    assert lines(run, site / "a.md", text) == left
    page = "".join(f"<p>{part}</p>\n" if part == BAD else f"{part}\n" for part in text.split("\n"))
    if " <!--" not in text:
        assert len(lines(run, site / "a.html", page, "--html-selector", "p")) == len(left)


def test_suppressed_findings_are_listed_with_their_reasons(run: Run, site: Path) -> None:
    (site / "a.md").write_text(f"<!-- mtcheck: ignore REP001 -- a band's name -->\n{BAD}\n")
    data = report(run, "a.md")
    [row] = data["files"][0]["suppressed"]
    assert (row["code"], row["reason"], row["by"], row["line"]) == ("REP001", "a band's name", "comment in line 1", 2)
    assert data["summary"]["suppressed"] == 1
    assert data["files"][0]["score"]["npt"] == 0
    assert "suppressed by comment in line 1: 2:" in run("a.md").out
    log = json.loads(run("check", "a.md", "--format", "sarif").out)
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["properties"]["suppressed"][0]["reason"] == "a band's name"


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("<!-- mtcheck: ignore REP001 -- ours -->", "no longer suppresses anything"),
        ("<!-- mtcheck: ignore REP01 -- ours -->", "did you mean REP001?"),
        ("<!-- mtcheck: ignore-all REP001 -- ours -->", "no instruction 'ignore-all'"),
        ("<!-- mtcheck: disable REP001 -->", "no instruction 'disable'; did you mean 'mtcheck: ignore-start'?"),
        ("<!-- mtcheck: disable-next-line -->", "did you mean 'mtcheck: ignore'?"),
        ("<!-- mtcheck-disable -->", "no instruction 'mtcheck-disable'; did you mean 'mtcheck: ignore-start'?"),
        ("<!-- mtcheck-ignore REP001 -->", "did you mean 'mtcheck: ignore'?"),
        ("<!-- mtcheck: -->", "no instruction ''; known: ignore, ignore-start"),
        ("<!-- mtcheck: ignore-end -->", "ignore-end without ignore-start"),
        (f"<!-- mtcheck: ignore REP001 -->\n\n{BAD}", "gives no reason"),
    ],
)
def test_notices(run: Run, site: Path, comment: str, words: str) -> None:
    (site / "a.md").write_text(f"{FINE}\n\n{comment}\n\n{FINE}\n")
    result = run("check", "a.md", "--format", "json")
    assert words in result.err
    assert words in json.loads(result.out)["files"][0]["notices"][0]["message"]
    assert result.code == 0


def test_comments_that_are_no_instructions(run: Run, site: Path) -> None:
    (site / "a.md").write_text(f"<!-- mtcheck is what checks this -->\n{FINE} We use mtcheck here.\n")
    assert run("check", "a.md").err == ""
    (site / "a.txt").write_text(f"<!-- mtcheck: ignore REP001 -- ours -->\n{BAD}\n")
    result = run("check", "a.txt", "--select", "REP001", "--format", "concise")
    assert "a.txt:1:1: in plain text a comment is text" in result.err and "REP001" in result.out


def test_comments_in_code_show_how_it_is_done(run: Run, site: Path) -> None:
    shown = "<!-- mtcheck: ignore-file REP001 -- ours -->"
    for code in (f"```markdown\n{shown}\n```", f"~~~~\n{shown}\n```\n~~~~", f"Write `{shown}`."):
        (site / "a.md").write_text(f"{code}\n\n{BAD}\n")
        result = run("check", "a.md", "--format", "json")
        assert result.err == "" and len(json.loads(result.out)["files"][0]["findings"]) == 1
    (site / "a.md").write_text(f"```\nx\n```\n\n{shown}\n\n{BAD}\n\n```\ny\n")
    assert report(run, "a.md")["files"][0]["findings"] == []


def test_comments_of_mdx(run: Run, site: Path) -> None:
    (site / "a.mdx").write_text(f"{{/* mtcheck: ignore REP001 -- ours */}}\n\n{BAD}\n\n{BAD} Again.\n")
    [file] = report(run, "a.mdx")["files"]
    assert [f["line"] for f in file["suppressed"]] == [3] and [f["line"] for f in file["findings"]] == [5]


def test_no_notice_about_rules_that_do_not_run(run: Run, site: Path) -> None:
    (site / "a.md").write_text(f"<!-- mtcheck: ignore CAP001 -- ours -->\n{FINE}\n")
    assert run("check", "a.md").err == ""


def test_sidecar(run: Run, site: Path) -> None:
    (site / "a.txt").write_text(f"{BAD}\n\n{FINE} It was the the end.\n")
    side = site / "a.txt.mtcheck.toml"
    side.write_text('[[ignore]]\nrule = "REP001"\nline = 3\nreason = "ours"\n')
    assert [f["line"] for f in report(run, "a.txt")["files"][0]["findings"]] == [1]
    side.write_text('[[ignore]]\nrules = ["REP"]\ntext = "the the"\nreason = "ours"\n')
    assert report(run, "a.txt")["files"][0]["findings"] == []
    for text, words in (
        ('[[ignore]]\nrule = "REP001"\ntxt = "x"\n', "unknown key 'txt'"),
        ('[[ignore]]\nrule = "REP001"\nline = 9\nreason = "x"', "no longer suppresses"),
        ("[[ignore", "a.txt.mtcheck.toml: "),
    ):
        side.write_text(text)
        assert words in run("check", "a.txt").err


def test_comments_in_plain_text_are_text(run: Run, site: Path) -> None:
    assert lines(run, site / "a.txt", f"<!-- mtcheck: ignore-file -- ours -->\n\n{BAD}\n") == [3]


def test_suppressed_findings_are_not_fixed(run: Run, site: Path) -> None:
    text = f"<!-- mtcheck: ignore REP001 -- ours -->\n{BAD}\n\n{BAD}\n"
    (site / "a.md").write_text(text)
    run("fix", "a.md", "--write", "--suggested")
    assert (site / "a.md").read_text().count("the the") == 1


# The baseline


def test_baseline_survives_moved_and_wrapped_paragraphs(run: Run, site: Path) -> None:
    path = site / "a.md"
    path.write_text(f"# One\n\n{BAD} {FINE}\n\n{FINE}\n")
    assert run("a.md").code == 1
    assert run("baseline", "a.md").code == 0
    with open(site / "mtcheck.toml", "a") as config:
        config.write('baseline = ".mtcheck-baseline.json"\n')
    assert run("a.md").code == 0
    assert report(run, "a.md")["summary"]["known"] == 1
    wrapped = BAD.replace("said the", "said\nthe") + "\n" + FINE
    path.write_text(f"# One\n\nAn opening.\n\n{FINE}\n\n> {wrapped.replace(chr(10), chr(10) + '> ')}\n")
    assert run("a.md").code == 0
    path.write_text(path.read_text() + "\nA guard saw the the man.\n")
    assert [f["line"] for f in report(run, "a.md")["files"][0]["findings"]] == [11]
    path.write_text(path.read_text().replace("A guard saw the the man.", f"{BAD}"))  # the same once more is new
    assert len(report(run, "a.md")["files"][0]["findings"]) == 1


def test_baseline_prune_and_again(run: Run, site: Path) -> None:
    (site / "a.md").write_text(f"{BAD}\n\nA guard saw the the man.\n")
    (site / "b.md").write_text(f"{BAD}\n")
    run("baseline", ".")
    file = site / ".mtcheck-baseline.json"
    assert {k: len(v) for k, v in json.loads(file.read_text())["files"].items()} == {"a.md": 2, "b.md": 1}
    (site / "b.md").unlink()
    (site / "a.md").write_text(f"{BAD}\n\nA cook saw the the pot.\n")
    assert "1 known finding (3 before)" in run("baseline", ".", "--prune").err
    assert "2 known findings (1 before)" in run("baseline", ".").err


def test_baseline_mistakes(run: Run, site: Path) -> None:
    (site / "a.md").write_text(BAD)
    assert "make one with `mtcheck baseline`" in run("check", "a.md", "--baseline", "none.json").err
    (site / "odd.json").write_text("[]")
    assert "no baseline of mtcheck" in run("check", "a.md", "--baseline", "odd.json").err


# Changes


def git(site: Path, *args: str) -> None:
    command = ["git", "-C", str(site), "-c", "user.name=x", "-c", "user.email=x@x", *args]
    subprocess.run(command, check=True, capture_output=True)


def test_changed_since(run: Run, site: Path) -> None:
    (site / "a.md").write_text(f"{BAD}\n\n{FINE}\n")
    (site / "b c.md").write_text(f"{BAD}\n")
    (site / "a.txt").write_text(f"{BAD}\n{FINE}\n")
    git(site, "init", "-q")
    git(site, "add", ".")
    git(site, "commit", "-qm", "one")
    assert report(run, ".", "--changed-since", "HEAD")["files"] == []
    (site / "a.md").write_text(f"{FINE}\n\nA guard saw the the man.\n\n{BAD.replace('said ', 'said' + chr(10))}\n")
    (site / "a.txt").write_text(f"{FINE}\n{BAD}\nHe saw the the man.\n")
    (site / "é new.md").write_text(f"{BAD}\n")
    found = {
        f["path"]: [x["line"] for x in f["findings"]] for f in report(run, ".", "--changed-since", "HEAD")["files"]
    }
    assert found == {"./a.md": [3], "./a.txt": [3], "./é new.md": [1]}
    assert "no revision 'nope'" in run("check", ".", "--changed-since", "nope").err
    assert run("check", ".", "--changed-since=-x").code == 2


def test_changed_since_outside_of_git(run: Run, site: Path) -> None:
    (site / "a.md").write_text(BAD)
    result = run("check", "a.md", "--changed-since", "HEAD")
    assert result.code == 2
    assert "git" in result.err


# Comparing


def test_compare_files(run: Run, site: Path) -> None:
    (site / "old.md").write_text(f"{BAD}\n\nA guard saw the the man.\n")
    (site / "new.md").write_text(f"{FINE}\n\nA guard saw the the man.\n\nA cook had the the pot.\n")
    result = run("compare", "old.md", "new.md")
    assert "1 fixed, 1 new, 1 left" in result.out
    assert "  - 1:" in result.out
    assert "  + 5:" in result.out
    data = json.loads(run("compare", "old.md", "new.md", "--format", "json").out)
    assert abs(data["files"][0]["change"]) < 0.5
    assert run("compare", "old.md", "new.md", "--fail-on-new").code == 1
    assert run("compare", "old.md", "old.md", "--fail-on-new").code == 0
    assert run("compare", "old.md", "none.md").code == 2
    assert "none.md: no such file or folder" in run("compare", "none.md", ".").err
    assert "compare two files, or two folders" in run("compare", "old.md", ".").err


def test_compare_folders(run: Run, site: Path) -> None:
    for side, text in (("old", BAD), ("new", FINE)):
        (site / side).mkdir()
        (site / side / "a.md").write_text(text)
    (site / "new" / "b.md").write_text(BAD)
    data = json.loads(run("compare", "old", "new", "--format", "json").out)
    assert data["summary"]["fixed"] == data["summary"]["new"] == 1
    assert data["files"][0]["change"] > 0
    assert "b.md: only in the new version; 0 fixed, 1 new, 0 left" in run("compare", "old", "new").out
    assert run("compare", "old", "new/a.md").code == 2


RAW = "The mayor came. She spoke for an hour. Nobody left the hall. It was the last word.\n"


def test_compare_counts_what_an_editor_left(run: Run, site: Path) -> None:
    (site / "raw.md").write_text(RAW)
    edited = RAW.replace("She spoke for an hour.", "She spoke\nfor an hour.").replace("Nobody left", "All stayed in")
    (site / "edited.md").write_text(edited)
    assert "unedited" not in run("compare", "raw.md", "edited.md").out
    good = run("compare", "raw.md", "edited.md", "--max-unedited", "0.75")
    assert good.code == 0, "a sentence that is only wrapped otherwise is unedited; as much as the limit is not over it"
    assert "edited.md: 3 of 4 sentences unedited (75.0%)\n" in good.out
    bad = run("compare", "raw.md", "edited.md", "--max-unedited", "0.7")
    assert bad.code == 1
    assert "(75.0%, over the limit of 70%)" in bad.out
    assert "failed: 1 article has more than 70% of the sentences as the machine wrote them" in bad.out
    told = json.loads(run("compare", "raw.md", "edited.md", "--max-unedited", "0.7", "--format", "json").out)
    assert told["files"][0]["unedited"] == [{"sentences": 4, "unedited": 3, "share": 0.75, "over": True}]
    assert told["summary"]["over_max_unedited"] == 1
    assert told["summary"]["max_unedited"] == 0.7


def test_a_copied_sentence_is_the_editors(run: Run, site: Path) -> None:
    (site / "raw.txt").write_text("The mayor came.\n")
    (site / "edited.txt").write_text("The mayor came. He left. The mayor came.\n")
    assert "1 of 3 sentences" in run("compare", "raw.txt", "edited.txt", "--max-unedited", "1").out


def test_unedited_articles_of_folders_and_of_one_file(run: Run, site: Path) -> None:
    for side, texts in (("raw", (RAW, RAW, RAW)), ("edited", (RAW, "The mayor was there.\n", RAW))):
        (site / side).mkdir()
        (site / side / "all.jsonl").write_text("".join(json.dumps({"text": t}) + "\n" for t in texts))
        (site / side / "1.txt").write_text(RAW)
    (site / "edited" / "new.txt").write_text(RAW)
    (site / "edited" / "none.txt").write_text("\n")
    (site / "raw" / "none.txt").write_text("\n")
    result = run("compare", "raw", "edited", "--max-unedited", "0.9", "--json-pointer", "/text", "--format", "json")
    assert result.code == 1
    files = {f["path"]: f["unedited"] for f in json.loads(result.out)["files"]}
    assert [u["share"] for u in files["all.jsonl"]] == [1, 0, 1], "each article is judged by itself"
    assert [u["over"] for u in files["1.txt"]] == [True]
    assert files["new.txt"] == [], "what the machine never wrote is not unedited"
    assert [u["share"] for u in files["none.txt"]] == [0]
    told = run("compare", "raw", "edited", "--max-unedited", "0.9", "--json-pointer", "/text").out
    assert "failed: 3 articles have more than 90%" in told


@pytest.mark.parametrize("value", ["1.1", "-0.1", "nan", "many", ""])
def test_a_share_is_a_number_from_0_to_1(run: Run, site: Path, value: str) -> None:
    (site / "a.txt").write_text(RAW)
    assert run("compare", "a.txt", "a.txt", f"--max-unedited={value}").code == 2


# Gates


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--max-findings", "2"), 0),
        (("--max-findings", "1"), 1),
        (("--max-per-rule", "2"), 0),
        (("--max-per-rule", "1"), 1),
        (("--max-findings", "0", "--exit-zero"), 0),
    ],
)
def test_gates_over_all_files(run: Run, site: Path, args: tuple[str, ...], code: int) -> None:
    (site / "mtcheck.toml").unlink()
    for name in ("a.md", "b.md"):
        (site / name).write_text(BAD)
    assert run("check", ".", "--select", "REP001", *args).code == code
