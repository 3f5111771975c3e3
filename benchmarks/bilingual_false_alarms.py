"""False alarms with the source: findings of the bilingual rules on human translations, by rule and language pair.

    python benchmarks/bilingual_false_alarms.py KIT [--split dev] [--documents 0]

KIT is the folder of the evaluation kit, whose data.py has the WMT references and their sources: the same documents
and splits as its B1. Every finding counts as false. Lines are laid out alike on both sides, as the kit lays them out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from typing import Any

from mtcheck.checking.checker import active_rules, run
from mtcheck.checking.settings import Settings


def source_of(doc: Any, lang: str) -> str:
    """The source of a document, with a line break wherever the translation has one."""
    from mtcheck.bitext.language import language_data

    apart = " " if language_data(lang).spaced else ""
    text = ""
    for k, sentence in enumerate(doc.sentences):
        if k:
            between = doc.text[doc.sentences[k - 1].end : sentence.start]
            text += "\n" if "\n" in between else apart
        text += sentence.source
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kit")
    parser.add_argument("--split", default="dev", choices=("dev", "test"))
    parser.add_argument("--documents", type=int, default=0, help="of each pair (0: all)")
    args = parser.parse_args()
    sys.path.insert(0, args.kit)
    data: Any = __import__("data")
    split_of: Any = __import__("common").split_of

    from mtcheck.bitext.pair import Pair
    from mtcheck.bitext.source import Source
    from mtcheck.languages.en import analyse

    settings = Settings()
    rules = [r for r in active_rules(settings, bilingual=True) if r.bilingual]
    words: Counter[str] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for year, pair in data.WMT_PAIRS:
        lang = pair.split("-")[0]
        docs = [d for d in data.wmt_references(year, pair) if split_of(d.base) == args.split]
        for doc in docs[: args.documents or None]:
            document = analyse(doc.text)
            aligned = Pair(document, Source.of(source_of(doc, lang)))
            words[pair] += document.word_count
            for f in run(document, rules, settings.min_confidence, aligned):
                found[pair, f"{f.code} {f.name}"] += 1
    report(words, found)


def report(words: Counter[str], found: Counter[tuple[str, str]]) -> None:
    pairs = sorted(words)
    names = sorted({name for _, name in found})
    print("| rule | " + " | ".join(pairs) + " | all | per 1,000 words |")
    print("|---" * (len(pairs) + 3) + "|")
    for name in names:
        counts = [found[p, name] for p in pairs]
        print(
            f"| {name} | " + " | ".join(map(str, counts)) + f" | {sum(counts)} | {_rate(sum(counts), words.total())} |"
        )
    sums = [sum(found[p, n] for n in names) for p in pairs]
    print("| all | " + " | ".join(map(str, sums)) + f" | {sum(sums)} | {_rate(sum(sums), words.total())} |")
    rates = [_rate(s, words[p]) for s, p in zip(sums, pairs, strict=True)]
    print("| per 1,000 words | " + " | ".join(rates) + f" | {_rate(sum(sums), words.total())} | |")
    print("| words | " + " | ".join(f"{words[p]:,}" for p in pairs) + f" | {words.total():,} | |")


def _rate(count: int, words: int) -> str:
    return f"{1000 * count / words:.2f}" if words else "-"


if __name__ == "__main__":
    main()
