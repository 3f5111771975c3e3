"""The checkers that are measured: mtcheck, and others that are installed beside it. None of them is a dependency."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Any, NamedTuple

import mtcheck

SPELLING = ("MORFOLOGIK_RULE_", "SpellCheck")  # rules that look words up; they flag names above all


class Finding(NamedTuple):
    """Code points, half-open, and the rule."""

    start: int
    end: int
    rule: str


class Checked(NamedTuple):
    """A score, more is better, and findings."""

    score: float
    findings: list[Finding]


Check = Callable[[Sequence[str], Sequence[str] | None], list[Checked]]


class Checker(NamedTuple):
    name: str
    version: str
    uses_source: bool
    check: Check


def ours(texts: Sequence[str], sources: Sequence[str] | None = None) -> list[Checked]:
    """mtcheck, as it is by default. A text that cannot be judged counts as 100, or 0 with a critical finding."""
    out = []
    for report in mtcheck.check_many(list(texts), sources=list(sources) if sources else None):
        value = report.score.value
        if value is None:
            value = 0.0 if any(str(f.severity) == "critical" for f in report.findings) else 100.0
        out.append(Checked(value, [Finding(f.span.start, f.span.end, f.code) for f in report.findings]))
    return out


def by_density(text: str, findings: list[Finding]) -> Checked:
    """The score of a checker that gives none: 100 minus its findings per 1,000 words."""
    return Checked(100.0 - 1000 * len(findings) / max(1, len(text.split())), findings)


def proselint() -> Check:
    tools: Any = importlib.import_module("proselint.tools")
    registry: Any = importlib.import_module("proselint.registry").CheckRegistry()
    checks: Any = importlib.import_module("proselint.checks")
    registry.register_many(checks.__register__)

    def one(text: str) -> Checked:
        found = [r.check_result for r in tools.LintFile("text", text).lint()] if text else []
        return by_density(text, [Finding(r.span[0] - 1, r.span[1] - 1, str(r.check_path)) for r in found])

    return lambda texts, sources=None: [one(text) for text in texts]


def harper() -> Check:
    module: Any = importlib.import_module("harper")
    linter = module.Linter()

    def one(text: str) -> Checked:
        groups = linter.organized_lints(text, language=module.Language.PLAINTEXT)
        found = [Finding(x.span.start, x.span.end, rule) for rule, lints in groups.items() for x in lints]
        return by_density(text, sorted(f for f in found if not f.rule.startswith(SPELLING)))

    return lambda texts, sources=None: [one(text) for text in texts]


def languagetool() -> Check:
    """LanguageTool's own server by language-tool-python, which needs Java and fetches the server when first used."""
    tool: Any = importlib.import_module("language_tool_python").LanguageTool("en-US")

    def one(text: str) -> Checked:
        found = [Finding(*_points(text, m.offset, m.error_length), m.rule_id) for m in tool.check(text)]
        return by_density(text, [f for f in found if not f.rule.startswith(SPELLING)])

    return lambda texts, sources=None: [one(text) for text in texts]


def _points(text: str, offset: int, length: int) -> tuple[int, int]:
    """Code points for a place in units of UTF-16."""
    units = text.encode("utf-16-le", "surrogatepass")
    start = len(units[: 2 * offset].decode("utf-16-le", "ignore"))
    return start, start + len(units[2 * offset : 2 * (offset + length)].decode("utf-16-le", "ignore"))


# name -> the distribution, what starts it, what it is called in tables
PEERS: dict[str, tuple[str, Callable[[], Check], str]] = {
    "proselint": ("proselint", proselint, "proselint"),
    "harper": ("harper-py", harper, "Harper without spelling"),
    "languagetool": ("language-tool-python", languagetool, "LanguageTool without spelling"),
}


def checkers(peers: Sequence[str] | None = None) -> tuple[list[Checker], list[str]]:
    """mtcheck and the peers that can be started (None: all there are), and why others are not measured."""
    out = [Checker("mtcheck", mtcheck.__version__, True, ours)]
    absent = []
    for name in PEERS if peers is None else peers:
        distribution, start, shown = PEERS[name]
        try:
            out.append(Checker(shown, version(distribution), False, start()))
        except PackageNotFoundError:
            absent.append(f"{shown}: not installed ({distribution})")
        except Exception as e:  # Java or the server is missing, an interface has changed: measured without it
            absent.append(f"{shown}: does not start ({type(e).__name__})")
    return out, absent
