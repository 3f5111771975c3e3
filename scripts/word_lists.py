"""Word lists in the rules: constants of a module that spell out words of their own. Words that several rules ask for
stand once, in the vocabulary of their language (mtcheck/languages/en/vocabulary.py).

    python scripts/word_lists.py           # how many there are
    python scripts/word_lists.py --show    # each with its first words

A list is a module-level constant with four words or more written in it, as a string that is split or as a set or tuple
of small-letter strings. Rows of data (phrases/) do not count.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "mtcheck" / "rules"
FEWEST = 4  # words that make a list
GENERATED = ("phrase_rows.py",)


def words_in(value: ast.expr) -> list[str]:
    """The words that an expression spells out."""
    out: list[str] = []
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split":
            text = node.func.value
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                out += text.value.split()
        elif isinstance(node, ast.Set | ast.Tuple | ast.List):
            strings = [e.value for e in node.elts if isinstance(e, ast.Constant) and isinstance(e.value, str)]
            out += [s for s in strings if s[:1].isalpha() and s == s.lower()]
    return out


def lists() -> Iterator[tuple[Path, str, list[str]]]:
    """(file, name, words) of each list."""
    for path in sorted(RULES.rglob("*.py")):
        if path.name in GENERATED:
            continue
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                target = node.targets[0] if isinstance(node, ast.Assign) else node.target
                if len(words := words_in(node.value)) >= FEWEST:
                    yield path.relative_to(RULES), ast.unparse(target), words


def main() -> None:
    found = list(lists())
    if "--show" in sys.argv:
        for path, name, words in found:
            print(f"{path!s:45} {name:22} {len(words):4}  {' '.join(words)[:100]}")
    print(f"{len(found)} word lists in rules")


if __name__ == "__main__":
    main()
