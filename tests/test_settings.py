"""Settings that would do nothing are errors or notices; settings in the environment; what `mtcheck init` writes."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import click
import pytest
from conftest import Run

from mtcheck.checking.settings import Settings
from mtcheck.cli.main import cli
from mtcheck.languages.en.people.entities import Type
from mtcheck.project.keys import ENTITY, KEYS, ConfigError, checked
from mtcheck.project.loading import load
from mtcheck.project.template import EXAMPLES, template

DOUBLED = "The minister said the the talks would go on.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with an article."""
    (tmp_path / "a.txt").write_text(DOUBLED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


# What is refused


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"source-lang": "arabic"}, "not 'arabic'; did you mean 'ar'?"),
        ({"source-lang": "no language"}, "the code of a language"),
        (
            {"entities": {"Acme": {"type": "organization"}}},
            "Acme: no type 'organization'; did you mean 'organisation'?",
        ),
        ({"entities": {"Acme": {"type": "company"}}}, "known: person, organisation, place, thing"),
        ({"entities": {"Jo": {"gender": "she"}}}, "Jo: unknown key 'gender'; known: type, pronoun"),
        ({"entities": {"Jo": "her"}}, "Jo: no pronoun 'her'"),
        ({"entities": {"Jo": "xir"}}, "known: he, she, they, it"),
    ],
)
def test_values_that_mean_nothing_are_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(isolated=True, given=given)
    assert words in str(caught.value)


@pytest.mark.parametrize("code", ["ar", "pt-BR", "zh_Hans", "fil", "AR"])
def test_codes_of_languages(code: str) -> None:
    assert load(isolated=True, given={"source-lang": code})["source-lang"] == code


def test_codes_of_languages_in_python() -> None:
    assert Settings(source_lang="pt-BR").source_lang == "pt-BR"
    with pytest.raises(ValueError, match="the code of a language"):
        Settings(source_lang="arabic")


def test_entities_are_those_that_the_rules_know() -> None:
    assert ENTITY["type"] == tuple(Type)
    table = {"Acme": "It", "Jo Lee": {"type": "Person", "pronoun": "She"}}
    assert load(isolated=True, given={"entities": table})["entities"] == table


def test_a_baseline_that_is_not_there(run: Run, site: Path) -> None:
    (site / "mtcheck.toml").write_text('baseline = "none.json"\n')
    for command in ("check", "fix"):
        result = run(command, "a.txt")
        assert result.code == 2 and "none.json" in result.err and "make one with `mtcheck baseline`" in result.err
    assert run("baseline", "a.txt").code == 0 and run("check", "a.txt").code == 0


# What is told


def test_what_needs_a_source_and_has_none_is_told(run: Run, site: Path) -> None:
    (site / "terms.csv").write_text("Rat,council\n")
    result = run("check", "a.txt", "--glossary", "terms.csv", "--source-lang", "de", "--exit-zero")
    assert result.code == 0
    assert "command line: glossary does nothing here, since no text has its source beside it" in result.err
    assert "command line: source-lang does nothing here" in result.err
    (site / "b.txt").write_text("Der Rat sprach.\n")
    assert "does nothing" not in run("check", "a.txt", "--glossary", "terms.csv", "--source", "b.txt").err
    (site / "c.tsv").write_text("source\ttarget\nDer Rat sprach.\tThe council spoke.\n")
    (site / "mtcheck.toml").write_text('glossary = "terms.csv"\n')
    assert run("check", "c.tsv", "a.txt", "--exit-zero").err == ""
    assert "mtcheck.toml: glossary does nothing" in run("check", "a.txt").err
    assert "does nothing" not in run("check", "none.txt").err  # nothing was checked


def test_a_language_without_a_table_is_told(run: Run, site: Path) -> None:
    (site / "b.txt").write_text("Der Rat sprach.\n")
    told = run("check", "a.txt", "--source", "b.txt", "--source-lang", "ger", "--exit-zero").err
    assert "no table of words for the language 'ger'" in told and " de " in told
    assert run("check", "a.txt", "--source", "b.txt", "--source-lang", "de-AT", "--exit-zero").err == ""


# The environment


def test_every_key_is_a_variable(run: Run, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for variable, value in (
        ("FAIL_ON", "critical"),
        ("IGNORE", "CAP, SEN001"),
        ("MAX_FINDINGS", "7"),
        ("SEVERITY", '{REP001 = "critical"}'),
        ("CACHE", "no"),
        ("JOBS", "auto"),
        ("PROFILE", "strict"),
        ("THRESHOLD", ""),
        ("ARGS", "of something else"),
    ):
        monkeypatch.setenv(f"MTCHECK_{variable}", value)
    (site / "mtcheck.toml").write_text('fail-on = "minor"\nignore = ["PUN"]\ncache = true\n')
    shown = json.loads(run("config", "--format", "json").out)["settings"]
    assert shown["fail-on"] == {"value": "critical", "origin": "MTCHECK_FAIL_ON"}
    assert shown["ignore"]["value"] == ["PUN", "CAP", "SEN001"]
    assert shown["max-findings"]["value"] == 7 and shown["jobs"]["value"] == "auto" and shown["cache"]["value"] is False
    assert shown["threshold"] == {"value": 90.0, "origin": "profile strict"}
    assert run("check", "a.txt").code == 1
    assert run("check", "a.txt", "--ignore", "REP001").code == 0
    assert load(["a.txt"], environ={"MTCHECK_FAIL_ON": "minor"}, isolated=True)["fail-on"] is None
    assert load(["a.txt"])["fail-on"] == "minor"  # from Python only if it is asked for


@pytest.mark.parametrize(
    ("variable", "value", "words"),
    [
        ("MTCHECK_FAIL_ON", "minr", "MTCHECK_FAIL_ON: fail-on must be one of"),
        ("MTCHECK_MIN_CONFIDENCE", "5", "MTCHECK_MIN_CONFIDENCE: min-confidence must be a number"),
        ("MTCHECK_THRESHOLD", "9" * 5000, "MTCHECK_THRESHOLD: threshold must"),  # more digits than Python takes
        ("MTCHECK_PER_PATH", "[" * 3000, "MTCHECK_PER_PATH: per-path must"),
        ("MTCHECK_CACHE", "maybe", "MTCHECK_CACHE: cache must be true or false"),
        ("MTCHECK_FAILON", "minor", "did you mean MTCHECK_FAIL_ON?"),
        ("MTCHECK_CONFG", "a.toml", "did you mean MTCHECK_CONFIG?"),
        ("MTCHECK_SELECT", "CAP1", "MTCHECK_SELECT: select: no rule"),
    ],
)
def test_variables_that_mean_nothing_are_refused(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str, words: str
) -> None:
    monkeypatch.setenv(variable, value)
    result = run("check", "a.txt")
    assert result.code == 2 and words in result.err
    assert run("check", "a.txt", "--isolated", "--exit-zero").code == 0


def test_files_in_variables_count_from_the_working_folder(
    run: Run, site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "mtcheck.toml").write_text('select = ["REP001"]\n')
    monkeypatch.setenv("MTCHECK_CONFIG", str(elsewhere / "mtcheck.toml"))
    monkeypatch.setenv("MTCHECK_OUTPUT", f"json:{elsewhere / 'out.json'}")
    monkeypatch.setenv("MTCHECK_CACHE", "1")
    monkeypatch.setenv("MTCHECK_CACHE_DIR", str(elsewhere / "cache"))
    assert run("check", "a.txt", "--exit-zero").code == 0
    assert json.loads((elsewhere / "out.json").read_text())["files"][0]["path"] == "a.txt"
    assert (elsewhere / "cache").is_dir()


# A configuration to begin with


def test_init(run: Run, site: Path) -> None:
    result = run("init")
    assert result.code == 0 and result.err == "mtcheck: ./mtcheck.toml: written; all in it is commented out\n"
    assert tomllib.loads((site / "mtcheck.toml").read_text()) == {}
    again = run("init", ".")
    assert again.code == 2 and "is there already" in again.err
    (site / "x").mkdir()
    (site / "x" / "pyproject.toml").write_text("[tool.mtcheck]\n")
    assert run("init", "x").code == 2 and not (site / "x" / "mtcheck.toml").exists()
    assert "cannot write" in run("init", "none").err


def test_what_init_writes_holds_when_the_signs_are_taken_away() -> None:
    text = re.sub(r"^# (?=[a-z-]+ = )", "", template(), flags=re.MULTILINE)
    table = tomllib.loads(text)
    checked(table, "template")
    assert list(table) == [key.name for key in KEYS]
    assert all(table[key.name] == key.default for key in KEYS if key.name not in EXAMPLES)
    assert all(f"# {key.help}\n" in text for key in KEYS)


# The command line


def test_without_a_path_the_working_folder_is_meant(run: Run, site: Path) -> None:
    for command in (["check"], ["--format", "concise"], ["fix"]):
        assert "a.txt" in run(*command).out
    assert run("baseline").code == 0 and (site / ".mtcheck-baseline.json").exists()


def test_options_stand_under_headings(run: Run) -> None:
    headings = re.findall(r"^(\S.*):$", run("check", "--help").out, re.MULTILINE)
    assert headings[:-1] == [
        "Reports",
        "Rules",
        "Configuration",
        "What is read",
        "Source and terms",
        "Reference",
        "Other readers",
        "Only what is new",
        "Gates",
        "Score",
        "Many files",
    ]
    command = cli.get_command(click.Context(cli), "fix")
    assert command is not None
    assert {getattr(p, "heading", "") for p in command.params} >= {"Rules", "Configuration", "What is read"}
