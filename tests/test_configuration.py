"""The configuration: where it is found, what holds, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest
from conftest import Run

from mtcheck.lint.findings import MAJOR
from mtcheck.project.globs import Filter, GitIgnore, Globs
from mtcheck.project.keys import KEYS, ConfigError, json_schema
from mtcheck.project.loading import load

DOUBLED = "The minister said the the talks would go on.\n"
SCHEMA = Path(__file__).resolve().parent.parent / "docs" / "configuration.schema.json"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two articles, which is the working folder."""
    (tmp_path / "news").mkdir()
    (tmp_path / "drafts").mkdir()
    for name in ("news/a.txt", "drafts/b.txt"):
        (tmp_path / name).write_text(DOUBLED)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def config(site: Path, text: str, name: str = "mtcheck.toml") -> Path:
    path = site / name
    path.write_text(text, encoding="utf-8")
    return path


def codes(run: Run, *args: object) -> dict[str, list[str]]:
    files = json.loads(run("check", "--format", "json", *args).out)["files"]
    return {f["path"]: [x["code"] for x in f["findings"]] for f in files}


# Where it is found


def test_own_file_and_pyproject_nearest_upwards(site: Path) -> None:
    config(site, '[tool.other]\nx = 1\n[tool.mtcheck]\nignore = ["CAP"]\n', "pyproject.toml")
    assert load(["news/a.txt"])["ignore"] == ["CAP"]
    config(site / "news", "min-confidence = 0.7")
    assert load(["news/a.txt"])["min-confidence"] == 0.7
    assert load(["news/a.txt"])["ignore"] == []
    assert load(["news/a.txt", "drafts/b.txt"])["ignore"] == ["CAP"]  # of the folder they share
    assert load([], cwd=str(site / "news"))["min-confidence"] == 0.7


def test_a_pyproject_of_another_tool_is_passed_over(site: Path) -> None:
    config(site, "min-confidence = 0.7")
    config(site / "news", "[project]\nname = 'x'\n", "pyproject.toml")
    assert load(["news/a.txt"])["min-confidence"] == 0.7


@pytest.mark.slow
def test_config_and_isolated(site: Path, run: Run) -> None:
    config(site, 'ignore = ["REP001"]')
    other = config(site, "", "other.toml")
    assert codes(run, "news")["news/a.txt"] == []
    assert codes(run, "news", "--isolated")["news/a.txt"] == ["REP001"]
    assert codes(run, "news", "--config", other)["news/a.txt"] == ["REP001"]
    assert run("news", "--isolated", "--config", other).code == 2
    assert "no such file" in run("news", "--config", "none.toml").err


# What holds


def test_options_outrank_the_file_which_outranks_the_profile(site: Path) -> None:
    config(site, 'profile = "strict"\nthreshold = 85\n')
    project = load(["news"], given={"min-confidence": 0.9})
    assert (project["fail-on"], project.origins["fail-on"]) == ("minor", "profile strict")
    assert (project["threshold"], project.origins["threshold"]) == (85, "mtcheck.toml")
    assert (project["min-confidence"], project.origins["min-confidence"]) == (0.9, "command line")
    assert project.origins["jobs"] == "default"
    assert project.settings.profile == "strict"


def test_own_profiles(site: Path) -> None:
    config(site, '[profiles.wire]\nmin-confidence = 0.6\nignore = ["CAP"]\n')
    project = load(["news"], given={"profile": "wire"})
    assert project.settings.min_confidence == 0.6
    assert project.settings.ignore == ("CAP",)
    with pytest.raises(ConfigError, match="did you mean 'wire'"):
        load(["news"], given={"profile": "wirre"})


def test_per_file_ignores_and_severity(site: Path, run: Run) -> None:
    config(site, '[per-file-ignores]\n"drafts/**" = ["doubled-word"]\n[severity]\nREP001 = "major"\n')
    assert codes(run, ".") == {"./drafts/b.txt": [], "./news/a.txt": ["REP001"]}
    finding = json.loads(run("news", "--format", "json").out)["files"][0]["findings"][0]
    assert finding["severity"] == "major"
    assert load(["news"]).severities == {"REP001": MAJOR}


def test_ignore_on_the_command_line_adds(site: Path) -> None:
    config(site, 'ignore = ["CAP"]')
    assert load(["news"], given={"ignore": ["REP"]}).settings.ignore == ("CAP", "REP")


def test_extend_select_keeps_the_usual_rules(site: Path) -> None:
    config(site, 'extend-select = ["REP001"]')
    assert {"REP001", "CAP001"} <= set(load(["news"]).settings.select)


def test_per_path_gates(site: Path, run: Run) -> None:
    config(site, 'fail-on = "minor"\n[per-path."drafts/**"]\nfail-on = "critical"\n')
    assert run("drafts").code == 0
    assert run("news").code == 1
    config(site, '[per-path."drafts/**"]\nmax-findings = 0\n')
    summary = json.loads(run(".", "--format", "json").out)["summary"]
    assert [(s["path"], s["reasons"]) for s in summary["gate"]["stopped"]] == [
        ("./drafts/b.txt", ["1 finding over all files so far, more than 0"])
    ]


def test_word_lists_and_entities_reach_the_rules_and_the_report(site: Path, run: Run) -> None:
    config(site, 'accept = ["the the"]\nnames = ["The The"]\n[entities]\n"Acme" = "it"\n')
    options = load(["news"]).settings.options
    assert options == {"accept": ["the the"], "names": ["The The"], "entities": {"Acme": "it"}}
    file = json.loads(run("news", "--format", "json").out)["files"][0]
    assert file["findings"] == []
    assert file["suppressed"][0]["by"] == "word list"


def test_exclude_gitignore_include_and_force(site: Path, run: Run) -> None:
    (site / ".git").mkdir()
    (site / ".gitignore").write_text("b.txt\n")
    (site / "news" / "c.article").write_text(DOUBLED)
    assert list(codes(run, ".")) == ["./news/a.txt"]
    assert list(codes(run, "drafts/b.txt")) == ["drafts/b.txt"]  # named outright
    config(site, 'respect-gitignore = false\nexclude = ["news/a.*"]\ninclude = ["*.article"]\n')
    assert list(codes(run, ".")) == ["./drafts/b.txt", "./news/c.article"]
    assert list(codes(run, "news/a.txt")) == ["news/a.txt"]
    config(site, 'exclude = ["news"]\nforce-exclude = true\n')
    assert list(codes(run, "news/a.txt")) == []


def test_lists_of_terms_lie_beside_the_configuration(site: Path, run: Run) -> None:
    config(site, 'glossary = "lists/terms.csv"\nforbidden-terms = "lists/no.txt"\n')
    (site / "lists").mkdir()
    (site / "lists" / "terms.csv").write_text("Rat,council\n")
    (site / "lists" / "no.txt").write_text("minister\n")
    options = load(["news"]).settings.options
    assert options == {"glossary": (("Rat", ("council",)),), "forbidden": ("minister",)}
    shown = json.loads(run("config", "news", "--format", "json").out)["settings"]
    assert shown["glossary"] == {"value": "lists/terms.csv", "origin": "mtcheck.toml"}
    (site / "other.txt").write_text("premier\n")
    (site / "news" / "a.txt").write_text("The premier met the minister.\n")
    assert codes(run, "news/a.txt") == {"news/a.txt": ["BTE002"]}
    message = json.loads(run("news/a.txt", "--forbidden", "other.txt", "--format", "json").out)
    assert [f["text"] for f in message["files"][0]["findings"]] == ["premier"]


# What it refuses


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("selct = []", "unknown key 'selct'; did you mean 'select'?"),
        ("min_confidence = 0.5", "did you mean 'min-confidence'?"),
        ("min-confidence = 2", "min-confidence must be a number between 0 and 1, not 2"),
        ("preview = 1", "preview must be true or false"),
        ('ignore = ["REP01"]', "did you mean REP001?"),
        ('[per-file-ignores]\n"*.md" = ["doubled-wrod"]', "did you mean doubled-word?"),
        ('[severity]\nREP001 = "bad"', "one of minor, major, critical"),
        ('[severity]\nREX001 = "major"', "no rule 'REX001'"),
        ('[per-path."a"]\nselect = []', "per-path.\"a\": unknown key 'select'"),
        ('[profiles.x]\nfail-onn = "minor"', "profiles.x: unknown key 'fail-onn'; did you mean 'fail-on'?"),
        ("threshold = 100", "threshold must lie between"),
        ("= 3", "no valid TOML"),
        (f"threshold = {'9' * 5000}", "mtcheck.toml: no valid TOML"),  # more digits than Python takes
        ('profile = "sttrict"', "did you mean 'strict'?"),
        ('glossary = "none.csv"', "none.csv: no such file"),
        ('output = ["sarf:x"]', "did you mean 'sarif'?"),
    ],
)
def test_mistakes_are_told(site: Path, run: Run, text: str, words: str) -> None:
    config(site, text)
    result = run("check", "news")
    assert result.code == 2
    assert words in result.err
    assert "Traceback" not in result.err


# What it shows


def test_config_shows_settings_and_origins(site: Path, run: Run) -> None:
    config(site, 'threshold = 85\n[per-file-ignores]\n"*.txt" = ["CAP"]\n')
    out = run("config", "news/a.txt", "--profile", "strict").out
    assert "threshold = 85" in out
    assert "# mtcheck.toml" in out
    assert "left out in news/a.txt: CAP" in out
    data = json.loads(run("config", "--format", "json").out)
    assert data["settings"]["threshold"] == {"value": 85, "origin": "mtcheck.toml"}
    assert set(data["settings"]) == {key.name for key in KEYS}


def test_the_published_schema_is_the_one_that_holds(run: Run) -> None:
    published = json.loads(SCHEMA.read_text(encoding="utf-8"))
    assert published == json_schema() == json.loads(run("config", "--schema").out)
    jsonschema.Draft7Validator.check_schema(published)


@pytest.mark.parametrize(
    ("data", "fits"),
    [
        ({"select": ["CAP"], "per-path": {"a/**": {"fail-under": 70}}, "entities": {"X": {"type": "person"}}}, True),
        ({"selct": []}, False),
        ({"per-path": {"a": {"select": []}}}, False),
        ({"max-per-rule": {"CAP001": 3}, "profiles": {"x": {"jobs": "auto"}}}, True),
        ({"jobs": 0}, False),
    ],
)
def test_the_schema_agrees_with_the_checks(data: dict[str, object], fits: bool) -> None:
    assert jsonschema.Draft7Validator(json_schema()).is_valid(data) == fits


def test_defaults_are_of_their_kind() -> None:
    assert [k.name for k in KEYS if k.default is not None and not k.kind.fits(k.default)] == []


# Globs


def test_globs_are_those_of_gitignore(tmp_path: Path) -> None:
    globs = Globs(str(tmp_path), ["*.md", "!keep.md", "/top/", "a/**/b.txt"])
    assert globs.match(str(tmp_path / "x" / "y.md"))
    assert not globs.match(str(tmp_path / "keep.md"))
    assert globs.match(str(tmp_path / "top"), folder=True)
    assert globs.match(str(tmp_path / "a" / "c" / "d" / "b.txt"))
    assert not globs.match(str(tmp_path.parent / "y.md"))


def test_gitignore_of_folders_above_and_below(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / ".gitignore").write_text("*.txt\n/in/x.md\n")
    (tmp_path / "in" / ".gitignore").write_text("!kept.txt\n")
    ignore = GitIgnore(str(tmp_path / "in"))
    assert ignore.ignored(str(tmp_path / "in" / "deep" / "a.txt"), folder=False)
    assert not ignore.ignored(str(tmp_path / "in" / "kept.txt"), folder=False)
    assert ignore.ignored(str(tmp_path / "in" / "x.md"), folder=False)
    assert not Filter(str(tmp_path), [], [], False).leaves_out(str(tmp_path / "a.txt"), folder=False)
