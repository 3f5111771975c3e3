"""Whole articles: what people wrote stays silent; the seed article's report is as reviewed."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import mtcheck
from mtcheck.checking.gate import Gate
from mtcheck.report.formats.text import TextReport
from mtcheck.report.summary import Summary

ROOT = Path(__file__).resolve().parent.parent
HUMAN = sorted((ROOT / "fixtures" / "human").glob("*.txt"))
SEED = ROOT / "fixtures" / "seed.txt"
GOLDEN = ROOT / "tests" / "golden"


@pytest.mark.parametrize("path", HUMAN, ids=lambda p: p.stem)
def test_human_articles_are_silent(path: Path) -> None:
    report = mtcheck.check(path.read_text(encoding="utf-8"))
    assert [(f.code, report.text[slice(*f.span)]) for f in report.findings] == []
    assert report.score.reaches(100)
    assert report.score.sufficient


def golden() -> dict[str, str]:
    """The seed article's reports by file name: what scripts/update_golden.py writes."""
    report = mtcheck.check(SEED.read_text(encoding="utf-8"))
    name = SEED.relative_to(ROOT).as_posix()
    stream = io.StringIO()
    summary, text = Summary(Gate()), TextReport(stream, width=80)
    text.file(name, summary.add(name, report))
    text.end(summary, [])
    return {
        "seed.report.txt": stream.getvalue(),
        "seed.report.json": json.dumps(report.to_dict(), indent=1, ensure_ascii=False) + "\n",
    }


@pytest.mark.slow
@pytest.mark.parametrize("name", ["seed.report.txt", "seed.report.json"])
def test_the_seed_article_is_reported_as_reviewed(name: str) -> None:
    """Regenerate after a review with scripts/update_golden.py."""
    assert golden()[name] == (GOLDEN / name).read_text(encoding="utf-8")
