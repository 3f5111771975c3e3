"""How often a line of a translation is laid beside the wrong line of its source, on whole documents.

Of each document of NTREX-128 (kit: data/ntrex.clean.SPLIT.tsv.xz) the lines are put into paragraphs of one to four, on
both sides alike, and aligned as running text. A line is wrong if most of it stands in pieces that do not touch its own
line of the source. Measured as they are (`clean`), with one paragraph of the translation missing (`missing`), and with
one of another document put in (`added`; `found`: it was seen to have no counterpart).

    EVALKIT_PART=unread python benchmarks/alignment.py --kit ../evalkit
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from mtcheck.bitext.language import language_data
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.source import Source
from mtcheck.languages import language
from mtcheck.text.spans import Span

LEAST = 8  # lines of a document
Line = tuple[str, str]


def documents(kit: Path, split: str, lang: str) -> list[list[Line]]:
    """(source, translation) of each line of each document."""
    sys.path.insert(0, str(kit))
    from b13_ntrex import rows  # type: ignore[import-not-found]
    from common import left_out  # type: ignore[import-not-found]

    found: dict[str, list[Line]] = defaultdict(list)
    for row in rows(split, "clean"):
        name = row["id"].rpartition(".")[0]
        if row["lang"] == lang and not left_out(name):
            found[name].append((row["source"], row["target"]))
    return [lines for lines in found.values() if len(lines) >= LEAST]


def paragraphs(count: int) -> list[range]:
    """Lines 0 to count in paragraphs of one to four, always the same."""
    out, at = [], 0
    while at < count:
        size = (1, 3, 2, 4, 2)[len(out) % 5]
        out.append(range(at, min(count, at + size)))
        at += size
    return out


def text(lines: list[str], groups: list[range], glue: str) -> tuple[str, dict[int, Span]]:
    """The paragraphs as a text, and where each line stands."""
    spans, out = {}, ""
    for group in groups:
        out += "\n\n" if out else ""
        for k in group:
            out += glue if k != group[0] else ""
            spans[k] = Span(len(out), len(out) + len(lines[k]))
            out += lines[k]
    return out, spans


def overlap(a: Span | None, b: Span | None) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start)) if a and b else 0


def wrong(pair: Pair, sources: dict[int, Span], targets: dict[int, Span]) -> tuple[int, int]:
    """(wrong lines, lines) of the translation; a line without a counterpart is wrong if it is given one."""
    bad = 0
    for k, span in targets.items():
        right = 0
        for bead in pair.beads:
            shared = overlap(bead.target, span)
            if shared and (overlap(bead.source, sources[k]) if k in sources else bead.source is None):
                right += shared
        bad += right < (span.end - span.start) / 2
    return bad, len(targets)


def measured(docs: list[list[Line]], lang: str) -> Iterator[tuple[str, int, int]]:
    """(measure, how many, of how many) of each document."""
    data = language_data(lang)
    for n, lines in enumerate(docs):
        left, right = [s for s, _ in lines], [t for _, t in lines]
        groups = paragraphs(len(lines))
        source, at_source = text(left, groups, " " if data.spaced else "")

        def pair_of(english: str, source: str = source) -> Pair:
            return Pair(language("en").analyse(english), Source(source, data))

        target, at_target = text(right, groups, " ")
        yield "clean", *wrong(pair_of(target), at_source, at_target)
        gone = 1 + n % (len(groups) - 1)
        target, at_target = text(right, groups[:gone] + groups[gone + 1 :], " ")
        yield "missing", *wrong(pair_of(target), at_source, at_target)
        other = docs[(n + 1) % len(docs)]
        extra = [t for _, t in other[2:5]]
        target, at_target = text(
            [*right, *extra],
            [*groups[:gone], range(len(right), len(right) + len(extra)), *groups[gone:]],
            " ",
        )
        pair = pair_of(target)
        own = {k: s for k, s in at_target.items() if k < len(right)}
        yield "added", *wrong(pair, at_source, own)
        new = Span(at_target[len(right)].start, at_target[len(right) + len(extra) - 1].end)
        alone = sum(overlap(b.target, new) for b in pair.beads if b.source is None)
        yield "found", int(alone >= (new.end - new.start) / 2), 1


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--kit", type=Path, required=True)
    p.add_argument("--split", default="dev")
    p.add_argument("--langs", default="ar,cs,de,es,fr,he,hi,it,ja,ko,pl,pt,ru,uk,zh,tr,fa,vi,id,nl,sv,el")
    p.add_argument("--most", type=int, default=0, help="documents of a language (0: all)")
    args = p.parse_args()
    print("| source | documents | clean, wrong lines | missing, wrong lines | added, wrong lines | added found |")
    print("|---|---|---|---|---|---|")
    for lang in args.langs.split(","):
        docs = documents(args.kit, args.split, lang)[: args.most or None]
        sums: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for measure, count, whole in measured(docs, lang):
            sums[measure][0] += count
            sums[measure][1] += whole
        cells = [f"{100 * sums[m][0] / sums[m][1]:.1f} %" for m in ("clean", "missing", "added")]
        print("|", " | ".join([lang, str(len(docs)), *cells, "{} of {}".format(*sums["found"])]), "|", flush=True)


if __name__ == "__main__":
    main()
