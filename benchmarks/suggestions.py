"""How often a suggestion of a language model would pass that it should not, and be refused that should pass.

    EVALKIT_PART=unread python benchmarks/suggestions.py --kit ../shared/evalkit

Wrong ones are made: in human translations (WMT21 zh-en, reference A; NTREX-128, four languages) a digit of a number is
changed, or two words with capital letters are exchanged for two of another place of the same texts. Good ones are edits
that lead from a machine's words to those of a human translation of the same sentence (WMT21 zh-en, two systems, at most
four words): those that touch neither a number nor a capital letter, and the others, some of which do change names.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import NamedTuple

from mtcheck.judge.answers import Error
from mtcheck.judge.excerpts import Excerpt
from mtcheck.judge.suggestions import Suggestions
from mtcheck.text.spans import Span

NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{3,} [A-Z][a-z]{3,}")
TELLING = re.compile(r"\d|\b[A-Z]")
REFERENCE, SYSTEMS = "ref.A", ("hyp.Facebook-AI", "hyp.Online-W")
LANGUAGES, LINES = ("de", "fr", "ru", "ja"), 400
MOST = 4  # words of an edit


class Suggested(NamedTuple):
    """What is suggested for a place of a translation."""

    source: str
    target: str
    span: Span
    new: str


def wmt(kit: Path) -> dict[str, list[tuple[str, ...]]]:
    """Document -> (source, reference, translations) of each segment."""
    from common import left_out  # type: ignore[import-not-found]

    texts: dict[tuple[str, str], list[dict[str, str]]] = {}
    with gzip.open(kit / "data" / "mqm21.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            if not left_out(row["doc"]):
                texts[row["system"], row["doc"]] = row["segments"]
    out = {}
    for doc in sorted({doc for _, doc in texts}):
        sides = [texts[system, doc] for system in (REFERENCE, *SYSTEMS)]
        out[doc] = [(s[0]["source"], *(x["target"] for x in s)) for s in zip(*sides, strict=True)]
    return out


def ntrex(lang: str) -> list[tuple[str, str]]:
    """(source, human translation)."""
    from b13_ntrex import rows  # type: ignore[import-not-found]
    from common import left_out

    own = (r for r in rows("dev", "clean") if r["lang"] == lang and not left_out(r["id"].rpartition(".")[0]))
    return [(r["source"], r["target"]) for r in own][:LINES]


def exchanged(pairs: Sequence[tuple[str, str]], rng: random.Random) -> Iterator[tuple[str, Suggested]]:
    """Changed numbers and names, by what they are."""
    names = [m.group() for _, target in pairs for m in NAME.finditer(target)]
    for source, target in pairs:
        for m in NUMBER.finditer(target):
            old = m.group()
            i = rng.choice([i for i, c in enumerate(old) if c.isdigit()])
            digit = str((int(old[i]) + rng.randint(1, 8)) % 10)
            yield "number changed", Suggested(source, target, Span(*m.span()), old[:i] + digit + old[i + 1 :])
        for m in NAME.finditer(target):
            if (new := rng.choice(names)) != m.group():
                yield "name changed", Suggested(source, target, Span(*m.span()), new)


def edits(source: str, machine: str, human: str) -> Iterator[tuple[str, Suggested]]:
    """What makes a machine's words those of a human translation."""
    a, b = machine.split(" "), human.split(" ")
    at = [0]
    for word in a:
        at.append(at[-1] + len(word) + 1)
    for kind, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "replace" and j - i <= MOST and n - k <= MOST + 1:
            touched = TELLING.search(" ".join([*a[i:j], *b[k:n]]))
            what = "edit with a number or a capital" if touched else "edit without"
            yield what, Suggested(source, machine, Span(at[i], at[j] - 1), " ".join(b[k:n]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True)
    args = parser.parse_args()
    sys.path.insert(0, str(args.kit))
    rng = random.Random(24)
    docs = wmt(args.kit)
    segments = [s for rows in docs.values() for s in rows]
    print(f"{len(docs)} documents of WMT21 zh-en")
    made = list(exchanged([s[:2] for s in segments], rng))
    made += [e for source, human, *others in segments for machine in others for e in edits(source, machine, human)]
    tell("zh (WMT21)", "zh", made)
    for lang in LANGUAGES:
        tell(f"{lang} (NTREX-128)", lang, list(exchanged(ntrex(lang), rng)))


def tell(name: str, lang: str, made: Sequence[tuple[str, Suggested]]) -> None:
    judged = Suggestions(lang, "en")
    counts: Counter[tuple[str, bool]] = Counter()
    for what, s in made:
        excerpt = Excerpt(1, 0, s.target, s.source)
        counts[what, judged.allowed(Error(excerpt, s.span, "other", "minor", "", s.new))] += 1
    for what in sorted({w for w, _ in counts}):
        passed, refused = counts[what, True], counts[what, False]
        print(f"{name:16} {what:32} {passed:5} pass {refused:5} refused  {refused / (passed + refused):.3f}")


if __name__ == "__main__":
    main()
