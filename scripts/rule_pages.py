"""Write docs/rules/: a page for each rule, and an index. `--check` only says whether they are up to date."""

from __future__ import annotations

import sys
from pathlib import Path

from mtcheck.checking.measured import line_of
from mtcheck.checking.registry import all_rules
from mtcheck.lint.rule import Bad, BadPair, GoodPair, Rule

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "rules"
RETIRED = "retired.md"  # written by hand
QUOTING = ("calques", "numbers", "pronouns")  # families whose summaries quote what they find
SILENCED = "<!-- mtcheck: ignore-file -- it quotes the mistakes that the rules find -->"


def page(rules: list[Rule]) -> str:
    """The page of a family."""
    family = rules[0].family
    silenced = f"{SILENCED}\n\n" if family in QUOTING else ""
    return f"# Rules: {family}\n\n{silenced}" + "\n".join(map(section, rules))


def section(rule: Rule) -> str:
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
    lines += [f"Measured: {line_of(rule.code)}", ""]
    lines += [_example(e) for e in rule.examples]
    return "\n".join([*lines, ""])


def _example(example: object) -> str:
    source = f"{_quote(example.source)} ⇒ " if isinstance(example, BadPair | GoodPair) else ""
    if isinstance(example, Bad):
        fixed = f"  \n  → {_quote(example.fix)}" if example.fix else ""
        return f"- found: {source}{_quote(example.text)}{fixed}"
    return f"- silent: {source}{_quote(getattr(example, 'text', ''))}"


def _quote(text: str) -> str:
    """Text as inline code that cannot be taken for markup."""
    fence = "``" if "`" in text else "`"
    return fence + " " * ("`" in text) + text.replace("\n", "⏎") + " " * ("`" in text) + fence


def pages() -> dict[str, str]:
    """File name -> content."""
    families: dict[str, list[Rule]] = {}
    for rule in all_rules():
        families.setdefault(rule.family, []).append(rule)
    out = {f"{family}.md": page(rules) for family, rules in families.items()}
    rows = [
        f"| [{r.code}]({f}.md#{r.code.lower()}-{r.name}) | {r.name} | {r.severity} | {r.summary} |"
        for f, rules in sorted(families.items())
        for r in rules
    ]
    head = (
        f"# Rules\n\n{SILENCED}\n\nMade by `scripts/rule_pages.py` from the rules themselves. Codes that are gone: "
        "[retired.md](retired.md).\n\n"
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
