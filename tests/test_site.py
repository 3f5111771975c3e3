"""The site builds without a warning, its links lead somewhere, and what its pages tell people to type works."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from test_docs import script

import mtcheck

ROOT = Path(__file__).resolve().parent.parent
PAGES = script("tutorials").PAGES


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_every_command_works_and_prints_what_the_page_says(page: Path) -> None:
    """When this fails: python scripts/tutorials.py, then read the difference."""
    assert script("tutorials").played(page) == page.read_text(encoding="utf-8")


def test_a_command_that_does_not_work_is_noticed(tmp_path: Path) -> None:
    tutorials = script("tutorials")
    for block in ("mtcheck nothing.txt", "mtcheck --no-such-option", "no-such-program"):
        page = tmp_path / "page.md"
        page.write_text(f"```sh\n{block}\n```\n", encoding="utf-8")
        with pytest.raises(SystemExit, match="exit"):
            tutorials.played(page)


def test_what_is_printed_is_written_below(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text('```text title="a/b.txt"\nx\n```\n\n```sh\ncat a/b.txt\n```\n\n```text title="output"\ny\n```\n')
    assert script("tutorials").played(page).endswith('```text title="output"\nx\n```\n')


def test_the_python_of_the_readme_runs() -> None:
    text = "He saw the the man."
    names = {"text": text, "source": "Er sah den Mann.", "reference": "He saw the man.", "texts": [text]}
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    scope: dict[str, object] = {"mtcheck": mtcheck, **names}
    for block in blocks:
        exec(block, scope)


def test_generated_reference_pages_are_up_to_date() -> None:
    for path, written in script("reference_pages").PAGES.items():
        assert path.read_text(encoding="utf-8") == written(), "nox -s regenerate"


def test_links_lead_to_what_there_is(tmp_path: Path) -> None:
    """Those to pages; a file that is no page must exist, too."""
    site = script("site")
    site.gather(tmp_path / "docs")
    with pytest.raises(SystemExit, match=r"there is no nothing\.md"):
        site.linked("[a](nothing.md)", "docs/a.md", "a.md")


@pytest.mark.parametrize(
    ("text", "source", "target", "told"),
    [
        ("[a](docs/score.md#x) ![b](docs/score.svg)", "README.md", "index.md", "[a](score.md#x) ![b](score.svg)"),
        ("[`a`](docs/score.md) `[b](nothing.md)`", "README.md", "index.md", "[`a`](score.md) `[b](nothing.md)`"),
        ("[a](../CHANGELOG.md)", "docs/score.md", "score.md", "[a](changelog.md)"),
        ("[a](../../CONTRIBUTING.md)", "docs/rules/x.md", "rules/x.md", "[a](../contributing.md)"),
        ("[a](../noxfile.py)", "docs/score.md", "score.md", "a"),
        ("```md\n[a](nothing.md)\n```\n", "README.md", "index.md", "```md\n[a](nothing.md)\n```\n"),
    ],
)
def test_links_are_those_of_the_site(text: str, source: str, target: str, told: str) -> None:
    assert script("site").linked(text, source, target) == told


def test_what_is_no_page_stands_in_the_repository() -> None:
    told = script("site").linked("[a](LICENSE)", "README.md", "index.md", "https://e.org/m/")
    assert told == "[a](https://e.org/m/tree/main/LICENSE)"


def test_every_page_has_a_place() -> None:
    """Pages that the navigation does not name are listed on a page of their own; those that it names exist."""
    site = script("site")
    named = set(re.findall(r": ([\w./-]+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    gathered = {p.relative_to(ROOT / "docs").as_posix() for p in (ROOT / "docs").rglob("*.md")}
    assert named <= gathered | {*site.OUTSIDE.values(), site.MORE}
    listed = set(re.findall(r"\]\(([^)]+)\)", site.more(ROOT / "docs")))
    index = (ROOT / "docs" / "rules" / "README.md").read_text(encoding="utf-8")
    missing = gathered - named - listed
    assert all(page.startswith("rules/") and page.removeprefix("rules/") in index for page in missing)


@pytest.mark.slow
def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    for needed in ("mkdocs", "material", "mkdocstrings"):
        if find_spec(needed) is None:
            pytest.skip("needs the extra docs")
    site = script("site")
    pages = site.gather(tmp_path / "docs")
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    config = tmp_path / "mkdocs.yml"
    settings = settings.replace("docs_dir: build/docs", f"docs_dir: {pages}").replace("paths: [.]", f"paths: [{ROOT}]")
    config.write_text(settings, encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    made = tmp_path / "site"
    start = (made / "index.html").read_text(encoding="utf-8")
    assert not re.search(
        r"<(?:script|link|img)[^>]+(?:src|href)=.?https?://", start
    )  # nothing is fetched from elsewhere
    python = (made / "reference" / "python" / "index.html").read_text(encoding="utf-8")
    assert "mtcheck.checking.checker.check" in python and "half-open" in python
    assert (made / "pictures" / "page.png").exists() and (made / "tutorials" / "own-rules" / "index.html").exists()
