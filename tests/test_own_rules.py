"""Rules of one's own: phrases of a configuration, and packages found by their entry points."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import Run

import mtcheck
from mtcheck.checking import checker, packages, registry
from mtcheck.checking.own import PhraseRow, UnusablePhrase, rules_of, tokens_of
from mtcheck.languages import language
from mtcheck.lint import MAJOR, Rule
from mtcheck.lint.phrases import Phrases, Sought
from mtcheck.project.keys import ConfigError
from mtcheck.project.loading import load
from mtcheck.project.phrases import MOST_PHRASES, MOST_RULES, mistake, rows_of
from mtcheck.testing import violations

EXAMPLE = Path(__file__).resolve().parent.parent / "examples" / "house-rules"
CONFIG = """\
[[phrases]]
code = "XHS001"
find = ["in the frame/framework of", "within the frame of"]
suggest = "as part of"

[[phrases]]
code = "XHS002"
name = "people-counted"
find = "a number of # people"
suggest = "{4} people"
severity = "major"
message = "Give the number alone."
"""
FRAME = PhraseRow("XHS001", "own-frame", ("in the frame/framework of",), suggest=("as part of",))


def found(text: str, *rows: PhraseRow) -> list[tuple[str, str, list[str]]]:
    """(code, words, what the fixes write) of the findings of these rows alone."""
    settings = mtcheck.Settings(select=("own",), phrases=rows)
    report = mtcheck.check(text, settings=settings)
    return [
        (f.code, text[slice(*f.span)], [edit.new for fix in f.fixes for edit in fix.edits]) for f in report.findings
    ]


# What a phrase finds


def test_a_phrase_is_found_in_any_case_and_its_capital_stays() -> None:
    text = "In the frame of a plan they met. It is part, in the framework of it, of more."
    assert found(text, FRAME) == [
        ("XHS001", "In the frame of", ["As part of"]),
        ("XHS001", "in the framework of", ["as part of"]),
    ]


@pytest.mark.parametrize(
    "text",
    ["The frame of it broke.", "They put it in the frame. Of course it fell.", "He stood in the\n\nframe of it."],
)
def test_a_phrase_stands_in_one_sentence_whole(text: str) -> None:
    assert found(text, FRAME) == []


def test_numbers_and_words_as_they_were_written() -> None:
    row = PhraseRow("XHS002", "own-count", ("a number of # people/persons",), suggest=("{4} {5}", "some {5}"))
    assert found("It hurt a number of 15 persons.", row) == [
        ("XHS002", "a number of 15 persons", ["15 persons", "some persons"])
    ]


def test_case_matters_where_it_is_said() -> None:
    row = PhraseRow("XHS003", "own-net", ("Internet",), suggest=("internet",), match_case=True)
    text = "Internet users like the Internet, and the internet likes them."
    assert found(text, row) == [("XHS003", "Internet", ["internet"])]


def test_what_is_written_as_suggested_is_right() -> None:
    row = PhraseRow("XHS004", "own-kyiv", ("kiev/kyiv",), suggest=("Kyiv",))
    assert found("They flew from Kyiv to Kiev.", row) == [("XHS004", "Kiev", ["Kyiv"])]


def test_marks_and_clitics_are_words_of_a_phrase() -> None:
    rows = [PhraseRow("XHS005", "own-a", ("until the moment ,",)), PhraseRow("XHS006", "own-b", ("doesn't matter",))]
    text = "No one spoke until the moment, he said. It doesn’t matter."
    assert [(c, w) for c, w, _ in found(text, *rows)] == [
        ("XHS005", "until the moment,"),
        ("XHS006", "doesn’t matter"),
    ]


def test_the_longest_phrase_counts_but_not_one_that_is_left_out() -> None:
    short, long = PhraseRow("XHS001", "own-x", ("frame of",)), PhraseRow("XHS002", "own-y", ("in the frame of",))
    text = "They met in the frame of a plan."
    assert [(c, w) for c, w, _ in found(text, short, long)] == [("XHS002", "in the frame of")]
    settings = mtcheck.Settings(select=("own",), ignore=("XHS002",), phrases=(short, long))
    assert [f.code for f in mtcheck.check(text, settings=settings).findings] == ["XHS001"]


def test_without_a_message_the_suggestion_is_said() -> None:
    bare = PhraseRow("XHS007", "own-bare", ("utilize",))
    settings = mtcheck.Settings(phrases=(bare, FRAME))
    report = mtcheck.check("They utilize it in the frame of a plan.", settings=settings)
    told = {f.code: f.message for f in report.findings if f.code.startswith("X")}
    assert told == {
        "XHS001": "“in the frame of”: say “as part of”.",
        "XHS007": "“utilize” is not to be used.",
    }


def test_the_signature_tells_which_phrases() -> None:
    text, other = "They met on Monday.", FRAME._replace(find=("in the frame of",))
    lines = {
        mtcheck.check(text, settings=mtcheck.Settings(phrases=p)).score.signature for p in [(), (FRAME,), (other,)]
    }
    assert len(lines) == 3


@pytest.mark.slow
def test_time_does_not_grow_with_the_phrases() -> None:
    """The worst that a repository can do: as many phrases as there may be, all of words that the text is full of."""
    binary = (f"{k + 2:b}".replace("0", "a").replace("1", "b") for k in range(MOST_PHRASES))
    sought = [Sought(tuple((word,) for word in words), 0) for words in binary]
    document = language().analyse("a b " * 20_000, {})
    begun = time.perf_counter()
    assert sum(1 for _ in Phrases(sought).places(document)) <= len(document)
    assert time.perf_counter() - begun < 5


# What a configuration may say


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").write_text(CONFIG, encoding="utf-8")
    (tmp_path / "a.txt").write_text("In the frame of it the blast hurt a number of 15 people.\n", encoding="utf-8")
    return tmp_path


def test_commands_know_phrases(site: Path, run: Run) -> None:
    files = json.loads(run("a.txt", "--format", "json").out)["files"]
    assert [(f["code"], f["name"], f["severity"]) for f in files[0]["findings"]] == [
        ("XHS001", "own-in-the-frame-of", "minor"),
        ("XHS002", "people-counted", "major"),
    ]
    assert "XHS002  people-counted" in run("rules").out and "XHS002" not in run("rules", "--isolated").out
    told = run("explain", "people-counted").out
    assert "Give the number alone." in told and "from the configuration" in told and "better: 5 people" in told
    assert json.loads(run("explain", "XHS001", "--format", "json").out)["family"] == "own"
    assert run("explain", "XHS001", "--isolated").code == 2
    assert "XHS001" not in run("a.txt", "--ignore", "own").out
    assert "As part of it the blast hurt 15 people." in run("fix", "--suggested", "a.txt").out


@pytest.mark.parametrize("style", ["html", "sarif", "gitlab", "junit", "csv", "rdjson", "checkstyle"])
def test_every_format_knows_phrases(site: Path, run: Run, style: str) -> None:
    assert "XHS002" in run("a.txt", "--format", style).out


def test_severities_gates_and_comments_know_phrases(site: Path, run: Run) -> None:
    config = site / "mtcheck.toml"
    config.write_text('fail-on = "critical"\n[severity]\nXHS001 = "critical"\n' + CONFIG, encoding="utf-8")
    assert run("a.txt").code == 1
    (site / "b.md").write_text("<!-- mtcheck: ignore own -- so it is said here -->\nIn the frame of it they met.\n")
    told = run("b.md")
    assert told.code == 0 and "no rule" not in told.out and "suppressed" in told.out


def test_the_page_gives_phrases_a_colour_and_leaves_the_others(site: Path, run: Run) -> None:
    page = run("a.txt", "--format", "html").out
    assert ".fam-own{--h:330}" in page and "content:'XHS'" in page


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('find = "x"', "code is missing"),
        ('code = "XHS001"', "find is missing"),
        ('code = "CAP001"\nfind = "x"', "rule 1 (CAP001): code must be X, two capital letters"),
        ('code = "XHS001"\nfind = []', "find must be a phrase"),
        ('code = "XHS001"\nfind = "x"\nmessage = "\\u001b[2J"', "message must be a text of 500 printable"),
        ('code = "XHS001"\nfind = "x"\nsugest = "y"', "did you mean 'suggest'"),
        ('code = "XHS001"\nfind = "x"\nseverity = "bad"', "severity must be one of"),
        ('code = "XHS001"\nfind = "x"\nconfidence = 2', "confidence must be a number between 0 and 1"),
        (
            'code = "XHS001"\nfind = "x"\nname = "cap"\n[[phrases]]\ncode = "XHS001"\nfind = "y"',
            "two rules have the code",
        ),
        ('code = "XHS001"\nfind = "x y,/z"', "what stands on each side of a / is one word"),
        ('code = "XHS001"\nfind = "x"\nsuggest = "{2} y"', "a phrase has only 1 word, no {2}"),
        ('code = "XHS001"\nfind = "x"\nname = "doubled-word"', "two rules have the name doubled-word"),
        (f'code = "XHS001"\nfind = "{"x " * 17}"', "more than 16 words"),
    ],
)
def test_mistakes_are_told_plainly(site: Path, run: Run, text: str, told: str) -> None:
    (site / "mtcheck.toml").write_text(f"[[phrases]]\n{text}\n", encoding="utf-8")
    done = run("a.txt")
    assert done.code == 2 and told in done.err and "Traceback" not in done.err


def test_a_configuration_is_bounded() -> None:
    rows: list[dict[str, Any]] = [{"code": f"X{k // 26000:c}", "find": "x"} for k in range(MOST_RULES + 1)]
    assert "at most" in mistake(rows)
    assert "at most" in mistake([{"code": f"XAB{k:03}", "find": ["x"] * 200} for k in range(MOST_PHRASES // 200 + 1)])
    with pytest.raises(UnusablePhrase, match="choices"):
        tokens_of("/".join("abcdefghijklmnopqrstuvwxyzabcdefghijkl"), language().cut)


def test_names_are_made_of_phrases_and_differ() -> None:
    rows = rows_of([{"code": f"XHS00{k}", "find": find} for k, find in enumerate(["a/b c", "a c", "%"])])
    assert [row.name for row in rows] == ["own-a-c", "xhs001", "xhs002"]


def test_the_environment_can_give_phrases(site: Path) -> None:
    given = '[{code = "XEN001", find = "x", severity = "major"}]'
    assert load([], environ={"MTCHECK_PHRASES": given}).phrases == (
        PhraseRow("XEN001", "own-x", ("x",), severity=MAJOR),
    )
    with pytest.raises(ConfigError, match="MTCHECK_PHRASES"):
        load([], environ={"MTCHECK_PHRASES": "[1]"})


def test_explaining_is_harmless(site: Path, run: Run) -> None:
    (site / "mtcheck.toml").write_text(
        '[[phrases]]\ncode = "XHS001"\nfind = "x"\nmessage = "::error::x ##[error]y"\n', encoding="utf-8"
    )
    for args in (["explain", "XHS001"], ["rules"]):
        out = run(*args).out
        assert "\x1b" not in out and "\n::error" not in out and "##[" not in out


# Packages


def _example_rules() -> list[Rule]:
    sys.path.insert(0, str(EXAMPLE))
    try:
        return list(packages.rules_in(importlib.import_module("mtcheck_house_rules")))
    finally:
        sys.path.remove(str(EXAMPLE))


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path in which packages count as installed; nothing of them is known afterwards."""
    folder = tmp_path / "site"
    folder.mkdir()
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    kept = (registry._installed, registry._with_phrases, registry.all_rules, registry.target_rules, checker._active)
    caches = (packages.package_rules, packages.package_files, *kept)
    for cached in caches:
        cached.cache_clear()
    yield folder
    for cached in caches:
        cached.cache_clear()


def install(folder: Path, value: str, name: str = "some-house", version: str = "1.2") -> None:
    """What pip leaves behind of a package with an entry point."""
    info = folder / f"{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    (info / "entry_points.txt").write_text(f"[mtcheck.rules]\nhouse = {value}\n")


def test_the_example_keeps_the_contract() -> None:
    rules = _example_rules()
    assert sorted(r.code for r in rules) == ["XHO001", "XHO002"]
    assert {r.family for r in rules} == {"house"}
    assert [v for r in rules for v in violations(r)] == []


def test_packages_are_found_and_named(installed: Path) -> None:
    (installed / "mtcheck_house_rules").symlink_to(EXAMPLE / "mtcheck_house_rules")
    install(installed, "mtcheck_house_rules")
    rule = registry.find("percent-sign")
    assert (rule.code, rule.origin) == ("XHO001", "some-house 1.2")
    assert registry.family_of("XHO001") == "house" and registry.matching("house") == {"XHO001", "XHO002"}
    assert any(line.split()[0].endswith("percent.py") for line in packages.package_files())
    settings = mtcheck.Settings(select=("house",))
    assert [f.code for f in mtcheck.check("Prices rose by 3% in May.", settings=settings).findings] == ["XHO001"]


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("no_such_module", "No module named 'no_such_module'"),
        ("json", "holds no rules"),
        ("broken_house", "ZeroDivision"),
    ],
)
def test_a_broken_package_is_named(installed: Path, run: Run, value: str, told: str) -> None:
    (installed / "broken_house.py").write_text("1 / 0\n")
    install(installed, value)
    for args in (["rules"], ["explain", "CAP001"], ["-", "--isolated"]):
        done = run(*args, stdin=b"They met.")
        assert done.code == 2 and "some-house 1.2" in done.err and told in done.err and "Traceback" not in done.err


def test_a_package_may_not_take_a_code(installed: Path, run: Run) -> None:
    source = "from dataclasses import replace\nfrom mtcheck.checking.registry import found_in\n"
    source += "RULES = [replace(r) for r in found_in(('any',)) if r.code == 'BTE002']\n"
    (installed / "twice.py").write_text(source)
    install(installed, "twice")
    done = run("rules")
    assert done.code == 2 and "two rules have the code BTE002" in done.err and "some-house 1.2" in done.err


def test_what_stands_in_the_working_folder_is_not_installed(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (installed / "broken_house.py").write_text("1 / 0\n")
    install(installed, "broken_house")
    monkeypatch.chdir(installed)
    assert packages.package_rules() == ()


@pytest.mark.slow
def test_the_example_is_found_when_it_is_installed_beside_the_wheel(tmp_path: Path) -> None:
    """Wheels of both, in a fresh environment; what they need is lent by the environment of the tests."""
    if importlib.util.find_spec("hatchling") is None or importlib.util.find_spec("pip") is None:
        pytest.skip("needs pip and hatchling to build the wheels")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    offline = ["--no-index", "--no-deps", "--no-build-isolation"]
    root = EXAMPLE.parent.parent
    for source in (root, EXAMPLE):
        done = subprocess.run([*pip, "wheel", *offline, "-w", tmp_path, source], capture_output=True, text=True)
        if done.returncode:
            pytest.skip(f"pip cannot build a wheel here: {done.stderr[-300:]}")
    home = tmp_path / "venv"
    venv.create(home, with_pip=False)
    folder = home / ("Scripts" if sys.platform == "win32" else "bin")
    python = next(p for p in (folder / "python", folder / "python.exe") if p.exists())
    wheels = sorted(tmp_path.glob("*.whl"))
    assert len(wheels) == 2
    subprocess.run([*pip, "--python", python, "install", "--no-index", "--no-deps", *wheels], check=True)
    lent = [p for p in sys.path if p.endswith("site-packages")]
    (next(home.rglob("site-packages")) / "lent.pth").write_text("\n".join(lent))
    article = tmp_path / "a.txt"
    article.write_text("Prices rose by 3% in May. 15 people were hurt.\n")

    def mtcheck_says(*args: str) -> str:
        environment = {"PATH": "/usr/bin:/bin"}  # neither PYTHONPATH nor settings
        command = [str(python), "-m", "mtcheck", *args]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, env=environment)
        return done.stdout

    assert "XHO001  percent-sign" in mtcheck_says("rules")
    assert "from mtcheck-house-rules 1.0.0" in mtcheck_says("explain", "XHO002")
    told = mtcheck_says("a.txt", "--format", "concise")
    assert "XHO001" in told and "XHO002" in told


def test_rules_of_no_phrases_are_none() -> None:
    assert rules_of(()) == ()
