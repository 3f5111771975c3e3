"""What the page shows of a report: marks, cards, fixes; and its templates. It needs no server: a browser makes it, too
(scripts/playground.py)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from mtcheck.checking.report import Report
from mtcheck.lint.findings import TARGET
from mtcheck.report.page.model import ArticleView, article_view
from mtcheck.report.page.render import environment, rules_of
from mtcheck.serve.units import Units

HERE = Path(__file__).parent
LONGEST_NAME = 200  # characters of the name of an article
KEY = "c"  # begins the ids of cards


@cache
def templates() -> Environment:
    """The templates of the report and the page's own."""
    folders = [HERE / "templates", *environment().loader.searchpath]  # type: ignore[union-attr]
    return environment().overlay(loader=FileSystemLoader(folders))


def marked(name: str, report: Report) -> dict[str, Any]:
    """What the page shows of a report. Offsets are units of UTF-16 into the text that was sent."""
    view = article_view(name[:LONGEST_NAME], report, KEY)
    units = Units(report.text)
    findings = report.findings
    return {
        **_shown(view),
        "marks": [
            [units.of(f.span.start), units.of(f.span.end), c.number, f"{c.prefix} {c.severity}"]
            for c, f in zip(view.cards, findings, strict=True)
        ],
        "related": [
            [units.of(r.span.start), units.of(r.span.end), n]
            for n, f in enumerate(findings, 1)
            for r in f.related
            if r.where == TARGET
        ],
        "fixes": [
            [[[units.of(e.start), units.of(e.end), e.new] for e in fix.edits] for fix in f.fixes] for f in findings
        ],
        "keys": [found.mark for found in report.found],
        "company": dict(report.company),
    }


def _shown(view: ArticleView) -> dict[str, Any]:
    """The parts of the page that the server writes."""
    parts: Any = templates().get_template("parts.html").module
    rules = rules_of([view])
    return {
        "verdict": str(parts.verdict(view)),
        "notes": list(view.notes),
        "cards": "".join(str(parts.card(c, view.id, rules, True)) for c in view.cards),
        "fixlist": str(parts.fix_list(view)),
        "score": view.score,
        "left_out": list(view.left_out),
        "signature": view.signature,
    }
