"""Fills the templates. What comes from outside is escaped by Jinja, and freed of what could reorder or hide."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from mtcheck.checking.measured import line_of
from mtcheck.checking.registry import described
from mtcheck.checking.scoring import printed
from mtcheck.lint.rule import Bad, BadPair, Example, Good, GoodPair, Rule
from mtcheck.lint.testing import unmark
from mtcheck.reading.files import Problem
from mtcheck.report.page import plots
from mtcheck.report.page.families import READERS, families, stylesheet
from mtcheck.report.page.layout import Mark, Run, clean, runs
from mtcheck.report.page.model import ALONE, ArticleView
from mtcheck.report.summary import Summary
from mtcheck.text.spans import Span
from mtcheck.version import VERSION

HERE = Path(__file__).parent
WHOLE = 20  # articles up to which each card gives the reason; of more it stands once, with the rule
EARLY = Markup("document.documentElement.className='js'")  # before the body is shown
COMMAND = re.compile(r"#(?=#\w*\[)|^:(?=:)")  # for the log of a CI service


def shown(value: object) -> object:
    """What a template prints for a value: escaped, on one line, harmless in a log too."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    text = str(escape(clean(value)))
    return Markup(COMMAND.sub(lambda m: f"&#{ord(m[0])};", text))


@cache
def environment() -> Environment:
    """The templates. Everything that they print passes `shown`."""
    loader = FileSystemLoader(HERE / "templates")
    made = Environment(
        loader=loader, autoescape=True, finalize=shown, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    made.filters["score"] = printed
    made.globals.update(version=VERSION, alone=ALONE)
    return made


@cache
def static(*names: str) -> Markup:
    """Files of the folder `static`, one after the other."""
    return Markup("\n".join((HERE / "static" / name).read_text(encoding="utf-8").strip() for name in names))


def digest(text: str) -> str:
    """What a content security policy calls an inline style or script."""
    return f"'sha256-{base64.b64encode(sha256(text.encode()).digest()).decode()}'"


def report_page(articles: Sequence[ArticleView], summary: Summary, problems: Sequence[Problem]) -> Iterable[str]:
    """The report as one self-contained file, in parts."""
    others = f"\n{READERS}" if any("readers" in a.families for a in articles) else ""
    style = Markup(f"{static('base.css', 'report.css')}\n{stylesheet()}{others}")
    script = static("notes.js", "report.js")
    scripts = f"{digest(EARLY)} {digest(script)}"
    policy = f"default-src 'none'; style-src {digest(style)}; script-src {scripts}; base-uri 'none'; form-action 'none'"
    many = len(articles) != 1
    yield from (
        environment()
        .get_template("report.html")
        .generate(
            articles=articles,
            many=many,
            whole=len(articles) <= WHOLE,
            summary=summary,
            problems=problems,
            rules=rules_of(articles),
            style=style,
            script=script,
            early=EARLY,
            policy=Markup(policy),
            charts=charts(articles) if many else {},
            families=(*families(), *(("readers",) if others else ())),
        )
    )


def charts(articles: Sequence[ArticleView]) -> dict[str, Any]:
    """What the plots over many articles show."""
    return {
        "scores": plots.histogram(articles),
        "families": plots.by_family(articles),
        "folders": plots.by_folder(articles),
        "base": plots.common_folder(articles),
        "threshold": articles[0].threshold if articles else 0,
    }


def rules_of(articles: Iterable[ArticleView]) -> dict[str, dict[str, Any]]:
    """The pages of the rules that have findings, by their codes."""
    codes = sorted({c.code for a in articles for c in a.cards})
    return {code: page for code in codes if (page := rule_page(code))}


def rule_page(code: str) -> dict[str, Any] | None:
    """What is to be told of a rule; None for what is no rule (an error of mtcheck's own)."""
    rule = described(code)
    return _page(code, rule.origin) if rule else None


@lru_cache(maxsize=2048)
def _page(code: str, origin: str) -> dict[str, Any] | None:
    """`rule_page`, kept: phrases of a configuration have one code and another origin once they are changed."""
    if (rule := described(code)) is None:
        return None
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": str(rule.severity),
        "mqm": rule.mqm,
        "summary": rule.summary,
        "why": [" ".join(part.split()) for part in rule.why.split("\n\n")],
        "measured": "" if rule.bilingual or origin else line_of(rule.code),
        "examples": _examples(rule),
    }


def _examples(rule: Rule) -> list[dict[str, Any]]:
    """The first examples of a rule: two that it finds, two that it must not."""
    bad = [e for e in rule.examples if isinstance(e, Bad)][:2]
    good = [e for e in rule.examples if isinstance(e, Good)][:2]
    chosen: list[Example] = [*bad, *good]
    out: list[dict[str, Any]] = []
    for example in chosen:
        text, marks = example.text, list[Mark]()
        if isinstance(example, Bad):
            text, spans = unmark(example.text)
            marks = [Mark(span, k) for k, span in enumerate(spans, 1)]
        parts: list[Run] = runs(text, [Span(0, len(text))], marks, ())[0]
        fix = example.fix if isinstance(example, Bad) else None
        source = example.source if isinstance(example, BadPair | GoodPair) else ""
        out.append({"bad": isinstance(example, Bad), "runs": parts, "fix": fix, "source": source})
    return out
