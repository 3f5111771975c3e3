"""Write docs/rules/: a page for each family of rules, and an index. `--check` only says whether they are up to date.

On the site (scripts/site.py) each example that is found by default has a link that opens it in the playground."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from urllib.parse import quote

import mtcheck
from mtcheck.checking.measured import line_of, measured
from mtcheck.checking.registry import all_rules
from mtcheck.lint.rule import Bad, BadPair, GoodPair, Rule

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "rules"
READ = ROOT / "benchmarks" / "read.tsv"
RETIRED = "retired.md"  # written by hand
FEW = 20  # findings under which a percentage would say nothing
QUOTING = ("calques", "numbers", "pronouns")  # families whose summaries quote what they find
SILENCED = "<!-- mtcheck: ignore-file -- it quotes the mistakes that the rules find -->"


def page(rules: list[Rule], try_at: str = "") -> str:
    """The page of a family; `try_at` is where the playground is, from the page."""
    family = rules[0].family
    silenced = f"{SILENCED}\n\n" if family in QUOTING else ""
    return f"# Rules: {family}\n\n{silenced}" + "\n".join(section(rule, try_at) for rule in rules)


def section(rule: Rule, try_at: str = "") -> str:
    """What a rule does, why, and its examples."""
    lines = [
        f"## {rule.code} {rule.name}",
        "",
        rule.summary,
        "",
        rule.why,
        "",
        f"Severity {rule.severity}, MQM category `{rule.mqm}`, status {rule.status}.",
        "",
    ]
    if read_line(rule.code):
        lines += [f"Read: {read_line(rule.code)}", ""]
    if measured(rule.code) or not read_line(rule.code):
        lines += [f"Measured: {line_of(rule.code)}", ""]
    lines += [_example(e, rule, try_at) for e in rule.examples]
    return "\n".join([*lines, ""])


@cache
def read() -> dict[str, tuple[int, int, int]]:
    """By rule, how many of its findings readers took for right, arguable and wrong (benchmarks/read_findings.py)."""
    lines = READ.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {code: (int(right), int(arguable), int(wrong)) for code, right, arguable, wrong in rows}


def read_line(code: str) -> str:
    """The precision of a rule as readers saw it, in one sentence; "" if nobody read any."""
    right, arguable, wrong = read().get(code, (0, 0, 0))
    if not (all_ := right + arguable + wrong):
        return ""
    whole = f" ({100 * right / all_:.0f} %)" if all_ >= FEW else ""
    findings = "1 finding" if all_ == 1 else f"{all_} findings"
    return f"{findings} in human and machine texts: {right} right{whole}, {arguable} arguable, {wrong} wrong."


def _example(example: object, rule: Rule, try_at: str) -> str:
    source = f"{_quote(example.source)} ⇒ " if isinstance(example, BadPair | GoodPair) else ""
    if not isinstance(example, Bad):
        return f"- silent: {source}{_quote(getattr(example, 'text', ''))}"
    fixed = f"  \n  → {_quote(example.fix)}" if example.fix else ""
    return f"- found: {source}{_quote(example.text)}{_link(example, rule, try_at)}{fixed}"


def _link(example: Bad, rule: Rule, try_at: str) -> str:
    """A link that opens an example in the playground, if there is one and it says there what the example shows."""
    if not try_at:
        return ""
    text = example.text.replace("[[", "").replace("]]", "")
    source = example.source if isinstance(example, BadPair) else ""
    if rule.code not in {f.code for f in mtcheck.check(text, source=source or None).findings}:
        return ""  # too weak alone, or in preview
    beside = f"&source={quote(source, safe='')}" if source else ""
    return f" [try it]({try_at}#text={quote(text, safe='')}{beside})"


def _quote(text: str) -> str:
    """Text as inline code that cannot be taken for markup."""
    fence = "``" if "`" in text else "`"
    return fence + " " * ("`" in text) + text.replace("\n", "⏎") + " " * ("`" in text) + fence


def pages(try_at: str = "") -> dict[str, str]:
    """File name -> content."""
    families: dict[str, list[Rule]] = {}
    for rule in all_rules():
        families.setdefault(rule.family, []).append(rule)
    out = {f"{family}.md": page(rules, try_at) for family, rules in families.items()}
    rows = [
        f"| [{r.code}]({f}.md#{r.code.lower()}-{r.name}) | {r.name} | {r.severity} | {r.summary} |"
        for f, rules in sorted(families.items())
        for r in rules
    ]
    head = (
        f"# Rules\n\n{SILENCED}\n\nMade by `scripts/rule_pages.py` from the rules themselves. Codes that are gone: "
        "[retired.md](retired.md). “Read” on the page of a rule counts findings that people judged, in texts on which "
        "confidences were fitted too: on others expect less ([evidence](../evidence.md)).\n\n"
        "| code | name | severity | what it finds |\n|---|---|---|---|\n"
    )
    return {"README.md": head + "\n".join(rows) + "\n", **out}


def main() -> int:
    wanted = pages()
    have = {p.name: p.read_text(encoding="utf-8") for p in FOLDER.glob("*.md") if p.name != RETIRED}
    if "--check" in sys.argv:
        return int(have != wanted)
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in have.keys() - wanted.keys():
        (FOLDER / name).unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    print(f"wrote {len(wanted)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
