"""How quiet pages of documentation are: findings per 1,000 words, and where they stand.

    python benchmarks/markdown_pages.py FOLDER... [--show]

FOLDER holds pages in Markdown or MDX that people wrote, at any depth. Told are words, findings, and how many of these
touch code, a tag of a site generator or a cell of a table, of which there should be none.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

from mtcheck.project.loading import load
from mtcheck.reading.files import Input
from mtcheck.run.flow import Result, Task, examine
from mtcheck.text.spans import Span

SUFFIXES = (".md", ".mdx", ".markdown")
TAGS = re.compile(r"\{\{[^{}\n]*\}\}|\{%[^\n]*?%\}|^[ \t]*:::[^\n]*$|(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)", re.MULTILINE)
FENCES = re.compile(r"^[ \t>]*(`{3,}|~{3,}).*?^[ \t>]*\1", re.MULTILINE | re.DOTALL)


def where(text: str, span: Span) -> str:
    """What a finding touches that is no prose; "" for prose."""
    for name, pattern in (("code", FENCES), ("tag", TAGS)):
        if any(m.start() < span.end and span.start < m.end() for m in pattern.finditer(text)):
            return name
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return "table" if line.lstrip().startswith("|") else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--show", action="store_true", help="print every finding")
    options = parser.parse_args()
    task = Task.of(load(isolated=True))
    pages = words = 0
    codes: Counter[str] = Counter()
    places: Counter[str] = Counter()
    for path in sorted(p for f in options.folders for p in f.rglob("*") if p.suffix in SUFFIXES):
        result = examine(Input(str(path), str(path)), task)
        if not isinstance(result, Result):
            print(f"{path}: {result.message}")
            continue
        pages += 1
        for report in result.reports:
            words += report.words
            for finding in report.findings:
                place = where(result.text, finding.span)
                codes[finding.code] += 1
                places[place] += 1
                if options.show:
                    print(finding.code, path, repr(result.text[slice(*finding.span)]), place)
    total = codes.total()
    print(f"{pages} pages, {words:,} words, {total} findings, {1000 * total / max(1, words):.2f} per 1,000 words")
    print("in " + ", ".join(f"{name}: {places[name]}" for name in ("code", "tag", "table")))
    print(", ".join(f"{code} {n}" for code, n in codes.most_common(12)))


if __name__ == "__main__":
    main()
