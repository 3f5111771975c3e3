"""A repository that nobody has vouched for: what its settings, links, names and texts may not do."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest
import yaml
from conftest import Run

from mtcheck.project.trust import inside, tree_of, writable
from mtcheck.report.cells import harmless
from mtcheck.report.formats import names

pytestmark = pytest.mark.slow  # programs are started

BAD = "The minister said the the talks would go on.\n"
ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checked-out tree, which is the working folder; beside it stands what is nobody's business."""
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "secret.txt").write_text(f"Secret. {BAD}")
    (tmp_path / "private" / "terms.csv").write_text("Rat,council\n")
    (tmp_path / "tree" / ".git" / "hooks").mkdir(parents=True)
    (tmp_path / "tree" / "a.txt").write_text(BAD)
    monkeypatch.chdir(tmp_path / "tree")
    return tmp_path / "tree"


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


OUTSIDE = [
    'output = ["json:../private/secret.txt"]',
    'output = ["json:{private}/new.json"]',
    'output = ["json:link/new.json"]',
    'output = ["concise:.git/hooks/pre-commit"]',
    'output = ["concise:news/../.GIT/config"]',
    'output = ["json:pipe"]',
    'baseline = "../private/known.json"',
    'glossary = "../private/terms.csv"',
    'glossary = "link/terms.csv"',
    'forbidden-terms = "{private}/secret.txt"',
    'profile = "x"\nprofiles.x.glossary = "../private/terms.csv"',
]


@pytest.mark.parametrize("setting", OUTSIDE)
@pytest.mark.parametrize("command", ["check", "baseline"])
def test_settings_of_a_tree_do_not_reach_out_of_it(run: Run, tree: Path, setting: str, command: str) -> None:
    private = tree.parent / "private"
    os.symlink(private, tree / "link")
    os.mkfifo(tree / "pipe")
    (tree / "mtcheck.toml").write_text(setting.replace("{private}", str(private)))
    before = everything(tree.parent)
    if command == "baseline" and "output" in setting:
        return
    result = run(command, "a.txt")
    assert (result.code, result.out) == (2, "")
    assert "leads out of the tree, or is no usual file" in result.err
    assert everything(tree.parent) == before


def test_the_command_line_may_say_so(run: Run, tree: Path) -> None:
    (tree / "mtcheck.toml").write_text('output = ["json:../private/new.json"]\nglossary = "../private/terms.csv"\n')
    assert run("check", "a.txt", "--config", "mtcheck.toml").code == 0
    assert (tree.parent / "private" / "new.json").exists()
    (tree / "mtcheck.toml").write_text("")
    assert run("check", "a.txt", "--output", "json:../private/two.json", "--glossary", "../private/terms.csv").code == 0
    assert (tree.parent / "private" / "two.json").exists()


def test_files_of_a_tree_count_from_its_folder(run: Run, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tree / "mtcheck.toml").write_text('output = ["json:out.json"]\nglossary = "lists/terms.csv"\ncache = true\n')
    (tree / "lists").mkdir()
    (tree / "lists" / "terms.csv").write_text("Rat,council\n")
    monkeypatch.chdir(tree.parent)
    assert run("check", "tree/a.txt").code == 0
    assert {p.name for p in tree.parent.iterdir()} == {"private", "tree"}
    assert (tree / "out.json").exists() and (tree / ".mtcheck_cache").is_dir()


@pytest.mark.parametrize("what", ["folder", "database", "tag"])
def test_a_cache_of_links_is_not_used(run: Run, tree: Path, what: str) -> None:
    private = tree.parent / "private"
    if what == "folder":
        os.symlink(private, tree / ".mtcheck_cache")
    else:
        (tree / ".mtcheck_cache").mkdir()
        name = "results.sqlite" if what == "database" else "CACHEDIR.TAG"
        os.symlink(private / "new", tree / ".mtcheck_cache" / name)
    before = everything(private)
    result = run("check", "a.txt", "--cache")
    assert result.code == 0 and "REP001" in result.out
    assert "cannot use the cache" in result.err
    assert everything(private) == before


def test_links_of_articles_out_of_the_tree_are_not_followed(run: Run, tree: Path) -> None:
    os.symlink(tree.parent / "private" / "secret.txt", tree / "b.txt")
    os.symlink(tree / "a.txt", tree / "c.txt")
    os.symlink("/dev/zero", tree / "d.txt")
    result = run("check", ".", "--format", "concise")
    assert (result.code, result.out.count("REP001")) == (2, 1)
    assert "./b.txt: a link out of the tree" in result.err and "./d.txt: a link out of the tree" in result.err
    assert run("fix", ".", "--write").code == 2
    assert (tree.parent / "private" / "secret.txt").read_text() == f"Secret. {BAD}"
    assert "REP001" in run("check", "b.txt").out  # named


def test_links_of_settings_sources_and_sidecars_are_not_followed(run: Run, tree: Path) -> None:
    private = tree.parent / "private"
    (private / "mtcheck.toml").write_text('password = "hunter2"')
    os.symlink(private / "mtcheck.toml", tree / "mtcheck.toml")
    result = run("check", "a.txt")
    assert result.code == 2 and "a link out of the tree" in result.err and "hunter2" not in result.err
    (tree / "mtcheck.toml").unlink()
    os.symlink(private / "mtcheck.toml", tree / "a.txt.mtcheck.toml")
    result = run("check", "a.txt")
    assert "a link, which is not followed" in result.err and "hunter2" not in result.err + result.out
    (tree / "de").mkdir()
    os.symlink(private / "secret.txt", tree / "de" / "a.txt")
    result = run("check", "a.txt", "--source-dir", "de", "--format", "json")
    assert result.code == 2 and "a link out of the tree" in result.err and "Secret" not in result.out


def test_what_lies_in_a_tree(tree: Path) -> None:
    assert inside("a.txt", ".") and inside(".", ".") and not inside("..", ".")
    assert not inside(str(tree) + "2", str(tree))  # a neighbour of a longer name
    (tree / "deep" / "er").mkdir(parents=True)
    assert tree_of("deep/er") == str(tree.resolve())
    assert tree_of("../private") == str((tree.parent / "private").resolve())
    assert writable("new", ".") and not writable(".hg/hgrc", ".")


# Sizes


def test_sizes_are_bounded_in_every_format(run: Run, tree: Path) -> None:
    (tree / "mtcheck.toml").write_text('max-file-size = 0.05\njson-pointer = ["/x"]\n')
    big = "x" * 60_000
    for suffix in ("txt", "md", "html", "json", "jsonl", "srt", "vtt", "tmx", "xlf", "po", "tsv", "csv", "docx"):
        (tree / f"b.{suffix}").write_text(big)
        result = run("check", f"b.{suffix}")
        assert (result.code, result.err) == (2, f"mtcheck: b.{suffix}: larger than 0.05 MB (max-file-size)\n")
    result = run("check", "-", stdin=big.encode())
    assert (result.code, result.err) == (2, "mtcheck: <stdin>: larger than 0.05 MB (max-file-size)\n")
    for option in ("--source", "--reference", "--glossary", "--forbidden"):
        result = run("check", "a.txt", option, "b.txt")
        assert result.code == 2 and "larger than 0.05 MB" in result.err.replace("\n", " ")


def test_sizes_are_bounded_when_unpacked_too(run: Run, tree: Path) -> None:
    with zipfile.ZipFile(tree / "a.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", "<w>" + "x" * 11_000_000 + "</w>")
    assert (tree / "a.docx").stat().st_size < 20_000
    assert "a.docx: larger than 10 MB" in run("check", "a.docx").err


@pytest.mark.parametrize("style", names())
def test_reports_are_not_much_larger_than_the_texts(run: Run, tree: Path, style: str) -> None:
    text = "the the minister said that for the the talks and " * 1000  # no full stop: one sentence
    (tree / "a.txt").write_text(text)
    assert len(run("check", "a.txt", "--format", style).out) < 100 * len(text)


# What is printed


NAMES = ["::set-output name=x::y.txt", "##[error]x.txt", "##vso[task.complete]y.txt", "#\u200b#[error].txt"]
TEXT = (
    "::set-output name=a::The the talks.\n\n"
    "##[set-env name=A]The the talks.\n\n##vso[task.complete]the the talks.\n\n"
    "He said ##[error] the the talks.\n\n  ::error file=x::The the talks went on.\n\n"
    "He said ##\r[error]the the talks.\n"
)


@pytest.mark.parametrize("style", ["text", "concise", "json", "jsonl", "sarif", "gitlab", "rdjson"])
def test_no_text_and_no_name_is_a_command_for_a_ci(run: Run, tree: Path, style: str) -> None:
    for name in NAMES:
        (tree / name).write_text(TEXT)
    (tree / "##[error]no.txt").write_bytes(b"\xff")
    for options in ([], ["--min-confidence", "0", "--preview", "--statistics"]):
        result = run("check", ".", "--format", style, *options)
        for line in (result.out + result.err).splitlines():
            assert not line.lstrip().startswith("::")
            assert not re.search(r"##\w*\[", line)


def test_commands_are_made_harmless_and_nothing_else() -> None:
    assert harmless("a ##[x] ##vso[y]") == "a #♯[x] #♯vso[y]".replace("#♯", "♯#")
    assert harmless(" ::error::x\n::y") == " ∶:error::x\n∶:y"
    for text in ("## Heading", "std::vector", "a\n- ::b", "#[1]"):
        assert harmless(text) == text


def test_errors_in_settings_carry_no_escape_codes(run: Run, tree: Path) -> None:
    for text in (
        '[per-path."\\u001b]0;x\\u0007##[error]"]\nignor = []',
        '[per-file-ignores]\n"\\u001b[31m" = ["NOPE"]',
        'profile = "\\u001b[2J"',
        '"\\u001b[2J" = 1',
        'output = ["\\u001b[2J"]',
        'output = ["json:\\u001b[2J/x"]',
    ):
        (tree / "mtcheck.toml").write_text(text)
        result = run("check", "a.txt")
        assert result.code == 2
        assert "\x1b" not in result.err and "\x07" not in result.err and "##[" not in result.err


def test_csv_with_carriage_returns_keeps_its_rows(run: Run, tree: Path) -> None:
    (tree / "a.txt").rename("a\rb\r\n=c.txt")
    out = run("check", ".", "--format", "csv").out
    assert "\r" not in out
    rows = list(csv.reader(io.StringIO(out)))
    assert [row[0] for row in rows] == ["path", "./a\nb\n=c.txt"]
    assert {len(row) for row in rows} == {14}


def test_hooks_pass_names_that_look_like_options(run: Run, tree: Path) -> None:
    name = "--output-file=stolen.md"
    (tree / name).write_text(BAD)
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text()):
        result = run(*hook["entry"].split()[1:], *hook["args"], name)
        assert result.code == 0 and "stolen" in result.out + result.err
    assert not (tree / "stolen.md").exists()
    assert (tree / name).read_text() == BAD.replace("the the", "the")
    action = yaml.safe_load((ROOT / "action.yml").read_text())
    assert '-- "${paths[@]}"' in next(s["run"] for s in action["runs"]["steps"] if s.get("id") == "check")


def test_a_baseline_that_is_a_pipe_or_deep(run: Run, tree: Path) -> None:
    os.mkfifo(tree / "pipe")
    assert "not a regular file" in run("check", "a.txt", "--baseline", "pipe").err
    (tree / "deep").write_text("[" * 100_000)
    assert "no baseline of mtcheck" in run("check", "a.txt", "--baseline", "deep").err
    (tree / "known").write_text(json.dumps({"version": 1, "files": {"a.txt": [{"mark": 1, "count": "x"}]}}))
    assert "no baseline of mtcheck" in run("check", "a.txt", "--baseline", "known").err
