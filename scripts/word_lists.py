"""Word lists in the rules: constants of a module that spell out words of their own. Words that several rules ask for
stand once, in the vocabulary of their language (mtcheck/languages/en/vocabulary).

    python scripts/word_lists.py           # how many there are, and which of them say again a class of the vocabulary
    python scripts/word_lists.py --show    # each with its first words

A list is a module-level constant with four words or more written in it, as a string that is split or as a set or tuple
of small-letter strings. Rows of data (phrases/) do not count. A list says a class again if it spells out four in five
of the words of a class that has six or more.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RULES = ROOT / "mtcheck" / "rules"
FEWEST = 4  # words that make a list
MOST = 40  # lists that the rules may have
CLASS = 6  # words of a class that must not be listed again
SHARE = 0.8  # of them, from which a list says the class again
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


def lists_in(source: str) -> Iterator[tuple[str, list[str]]]:
    """(name, words) of each list in the source text of a module."""
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            target = node.targets[0] if isinstance(node, ast.Assign) else node.target
            if len(words := words_in(node.value)) >= FEWEST:
                yield ast.unparse(target), words


def lists() -> Iterator[tuple[Path, str, list[str]]]:
    """(file, name, words) of each list in the rules."""
    for path in sorted(RULES.rglob("*.py")):
        if path.name not in GENERATED:
            for name, words in lists_in(path.read_text(encoding="utf-8")):
                yield path.relative_to(RULES), name, words


def said_again(words: Set[str], vocabulary: Mapping[str, Set[str]]) -> list[str]:
    """The classes of a vocabulary that a list of words spells out again."""
    return [
        name for name, known in vocabulary.items() if len(known) >= CLASS and len(known & words) >= SHARE * len(known)
    ]


def main() -> None:
    from mtcheck.languages.en.vocabulary import VOCABULARY

    found = list(lists())
    for path, name, words in found:
        if "--show" in sys.argv:
            print(f"{path!s:45} {name:22} {len(words):4}  {' '.join(words)[:100]}")
        if again := said_again({word.lower() for word in words}, VOCABULARY):
            print(f"{path}: {name} says again {', '.join(again)}")
    print(f"{len(found)} word lists in rules, of {MOST} at most")


if __name__ == "__main__":
    main()
