"""What `mtcheck rules` and `mtcheck explain` print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.text import Text

from mtcheck.checking.measured import line_of, measured
from mtcheck.lint.rule import Bad, BadPair, Example, Good, GoodPair, Rule
from mtcheck.lint.testing import unmark
from mtcheck.report.cells import cells, harmless, paragraph, shown
from mtcheck.report.console import STYLE, WIDEST, console_for


def rule_dict(rule: Rule) -> dict[str, Any]:
    """A rule as data."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": str(rule.severity),
        "mqm": rule.mqm,
        "status": rule.status,
        "origin": rule.origin or None,
        "fixable": any(isinstance(e, Bad) and e.fix is not None for e in rule.examples),
        "summary": rule.summary,
        "why": " ".join(rule.why.split()),
        "measured": found._asdict() if (found := measured(rule.code)) else None,
        "examples": [_example_dict(e) for e in rule.examples],
    }


def _example_dict(example: Example) -> dict[str, Any]:
    source = {"source": example.source, "lang": example.lang} if isinstance(example, BadPair | GoodPair) else {}
    if isinstance(example, Good):
        return {"good": example.text, **source}
    return {"bad": example.text, "fix": example.fix, **source}


def write_table(stream: TextIO, rules: Sequence[Rule]) -> None:
    """A line for each rule."""
    console = console_for(stream)
    widest = max((len(r.name) for r in rules), default=0)
    for r in rules:
        line = Text(r.code, "bold").append(f"  {r.name:{widest}}  ", "not bold")
        line.append(f"{r.severity:8}", f"not bold {STYLE[r.severity]}")
        line.append(f"  {r.status:7}  {harmless(shown(r.summary))}", "not bold")
        console.print(line)


def write_explanation(stream: TextIO, rule: Rule) -> None:
    """All that is known of a rule."""
    console = console_for(stream)
    console.print(Text(f"{rule.code} {rule.name}", "bold"))
    facts = f"severity {rule.severity}, MQM {rule.mqm}, family {rule.family}, {rule.status}"
    console.print(facts + (" (runs only with --preview or when selected)" if rule.status == "preview" else ""))
    if rule.origin:
        console.print(Text(f"from {shown(rule.origin)}"))
    for part in (rule.summary, *rule.why.split("\n\n")):
        console.print()
        _wrapped(console, " ".join(part.split()))
    if not rule.bilingual and not rule.origin:
        console.print(Text("\nMeasured", "bold"))
        _wrapped(console, line_of(rule.code), "  ")
    console.print(Text("\nExamples", "bold"))
    for example in rule.examples:
        _example(console, example)
    console.print(Text("\nSwitch it off", "bold"))
    console.print(f"  mtcheck --ignore {rule.code} PATH")
    console.print(f"  <!-- mtcheck: ignore {rule.code} -- reason -->  (before a block of Markdown or HTML)")
    _wrapped(console, f'rule = "{rule.code}" under [[ignore]] in FILE.mtcheck.toml beside any other file', "  ")


def _example(console: Console, example: Example) -> None:
    if isinstance(example, BadPair | GoodPair):
        _wrapped(console, example.source, "  source: ", "dim")
    if isinstance(example, Good):
        _wrapped(console, example.text, "  right:  ")
        return
    text, spans = unmark(example.text)
    lead = Text("  wrong:  ")
    carets = " " * 10
    for i, cell in enumerate(cells(text)):
        marked = any(s.start <= i < max(s.end, s.start + 1) for s in spans)
        lead.append(cell.text, "bold red" if marked else "")
        carets += ("^" if marked else " ") * cell.width
    console.print(lead)
    console.print(Text(carets.rstrip(), "red"))
    if example.fix is not None:
        _wrapped(console, example.fix, "  better: ", "green")


def _wrapped(console: Console, text: str, lead: str = "", style: str = "") -> None:
    width = max(20, min(console.width, WIDEST) - len(lead))
    for row in paragraph(text, width):
        console.print(Text(harmless(lead + row), style))
        lead = " " * len(lead)
