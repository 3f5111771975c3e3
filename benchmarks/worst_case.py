"""How long the worst text of each rule, reader and filter takes, and how that grows: time must grow with the text.

python benchmarks/worst_case.py [NAME...] [--kinds rules pairs readers filters] [--quick | --all]

A rule's texts are made of its own anchors (of many, eight) and examples: each repeated with a space, glued, in lines,
in sentences and in paragraphs. A bilingual rule's are its examples with their sources and strings of numbers and
names, repeated in one segment and in many; how the sentences of both sides find each other is timed apart. A reader's
and a filter's are what its format opens, closes or leaves open, repeated. Each is tried at 3 and 12 kB; where that
grows too fast, or takes long, at 10 and 40, and where it still does at 20, 40 ... 320 kB (less, once a run takes over
20 seconds). CPU seconds, the least of three runs if they are short, without Python's collector, whose runs grow with
whatever else is in memory. Printed: the worst text of each, the exponent (the slope of log time over log size, by
least squares; "-" if 160 kB take under 50 ms, too little to say, or would take under half a second if time grew with
the square) and the seconds at 160 kB (measured, or from the largest size). Exit code 1 if an exponent is over 1.15 or
160 kB take over 2 seconds.
"""

from __future__ import annotations

import argparse
import gc
import io
import math
import sys
import time
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from mtcheck.__main__ import one_thread

one_thread()

from mtcheck.bitext.pair import Pair  # noqa: E402
from mtcheck.bitext.source import Source  # noqa: E402
from mtcheck.checking.registry import all_rules  # noqa: E402
from mtcheck.languages.en import analyse  # noqa: E402
from mtcheck.lint.rule import BadPair, GoodPair, Rule  # noqa: E402
from mtcheck.lint.testing import unmark  # noqa: E402
from mtcheck.project.loading import load  # noqa: E402
from mtcheck.reading.base import Options  # noqa: E402
from mtcheck.reading.files import Input, parse  # noqa: E402
from mtcheck.run.flow import Task, check_file  # noqa: E402
from mtcheck.text.spans import Span  # noqa: E402

KB = 1000
SIZES = tuple(20 * KB * 2**k for k in range(5))
TRIALS = ((3 * KB, 12 * KB), (10 * KB, 40 * KB))
MOST, SLOWEST, LONG, SHORT = 1.15, 2.0, 20.0, 0.05  # exponent; seconds at 160 kB; of a run; too few to say
JOINTS = (" ", "", "\n", ". ", "\n\n")
Run = Callable[[str], Callable[[], object]]  # text -> what is timed

READERS: dict[str, tuple[str, ...]] = {
    ".txt": ("a", "!", "\n", "1千", "а", "é", "\u200b", "a.\n"),
    ".md": ("> ", "[", "[a](", "*a ", "**a*", "`", "``a`", "<a ", "<!--", "- ", "a|", "|a|\n|-|\n", "![", "&amp;",
            "[a][", "[a\n", "^[", "{: ", "a\n: b\n", "> a\n", "- a\n", "$a ", "[^1]: a\n",
            "a\n", "# a\n", "[a]: b\n", "\\", "~~~\n", "---\na: b\n", "<!--mtcheck:ignore ", "1. ", "   "),
    ".html": ("<a", "<a<", "<a\u2039a", "<p>a", "<b>", "</b>", "<!--", "&", "&amp;", "<p>a<br>b", "<td>a", "<table>",
              "a ", "<script>", "<p>", "<li>a", "<ul><li>a", "<br>a ", "<sup>a</sup>", "<div>", "<tr><td>a", "<a>a"),
    ".json": ('["a",', '{"a":', "[", '"', '{"x":"a"}\n'),
    ".jsonl": ('{"x":"a"}\n', "\n", "{"),
    ".srt": ("1\n00:00:01,000 --> 00:00:02,000\na\n", "1\n", "00:00:01,000 --> 00:00:02,000\n", "\n", "a\n", "<",
             "00:00:01,000 -->"),
    ".vtt": ("00:01.000 --> 00:02.000\na\n", "WEBVTT\n\n", "<c>", "NOTE a\n", "<", "a\n"),
    ".csv": ("source,target\n", '"', "a,b\n", '"a","b\n'),
    ".tsv": ("source\ttarget\n", "a\tb\n", '"a\t'),
    ".po": ('msgid "a"\nmsgstr "b"\n\n', 'msgid "a"\n', '"a"\n', "#\n"),
    ".tmx": ("<tu>", "<tu><tuv><seg>a</seg></tuv></tu>", "<a ", "&"),
    ".xlf": ("<unit>", "<trans-unit id='a'><source>a</source><target>b</target></trans-unit>", "<x/>", "]]>"),
    ".docx": ("<w:p><w:r><w:t>a</w:t></w:r></w:p>", "<w:p/><w:p><w:r><w:t>a</w:t><w:tab/><w:br/></w:r></w:p>"),
    ".odt": ("<text:p>a</text:p>", "<text:p>a<text:span>b</text:span><text:s/></text:p>"),
}  # fmt: skip
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
PACKED = {  # the part of an archive that holds the text, what stands around it there, and where it may be cut
    ".docx": ("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>', "</w:body></w:document>", "</w:p>"),
    ".odt": ("content.xml", f'<o:document-content xmlns:o="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0"><o:body>'
             "<o:text>", "</o:text></o:body></o:document-content>", "</text:p>"),
}  # fmt: skip
PAIRS = (("1千1千", "1千1千", "zh"), ("12 ", "13 ", "de"), ("Anna ", "Otto ", "de"), ("Anna ", "Отто ", "ru"),
         ("a. ", "b. ", "de"), ("Who? ", "Wer! ", "de"))  # fmt: skip
HEADS = {".csv": "source,target\n", ".tsv": "source\ttarget\n", ".vtt": "WEBVTT\n\n", ".html": "<html><body>",
         ".tmx": "<tmx><body>", ".xlf": "<xliff version='1.2'><file><body>"}  # fmt: skip
FILTERS = (
    "<!--mtcheck:ignore ",
    "<!-- mtcheck: ignore" + " " * 40,
    "<!-- mtcheck: ignore REP -- a -->\n\nHe saw the the man.\n\n",
    "<!-- mtcheck: ignore-start -- a -->\n\nThe the.\n\n",
    "<!-- mtcheck: ignore-start -->\n\nThe the.\n\n<!-- mtcheck: ignore-end -->\n\n",
    "<!-- mtcheck: ignore-end -->\n\n",
    "<!-- mtcheck: ignore-file NOPE -->\n\nThe the.\n\n",
    "<!-- mtcheck: ignore -- " + "-- " * 30,
)


class Worst(NamedTuple):
    """The slowest text of something."""

    unit: str
    exponent: float | None
    seconds: float


def units_of(rule: Rule) -> Iterator[str]:
    """The texts that are repeated for a rule."""
    anchors = sorted(rule.anchors)
    words = [*anchors[:: max(1, len(anchors) // 8)], *rule.signs]
    for part in dict.fromkeys((*words, *_examples(rule))):
        for joint in JOINTS if part in words else JOINTS[:2] + JOINTS[4:]:
            yield part.rstrip(". ") + joint if joint == ". " else part + joint


def few(rule: Rule) -> tuple[str, ...]:
    """Two of its anchors or signs and its first two examples, each with a space."""
    words = [*sorted(rule.anchors), *rule.signs]
    return tuple(f"{part} " for part in dict.fromkeys((*words[:1], *words[-1:], *_examples(rule)[:2])))


def _examples(rule: Rule) -> list[str]:
    return [unmark(e.text)[0].strip() for e in rule.examples]


def of_rule(rule: Rule) -> Run:
    """Time of one rule; what it asks the document for counts, the document itself does not."""

    def prepare(text: str) -> Callable[[], object]:
        def once() -> object:
            return rule.run(document)

        document = analyse(text)
        return once

    return prepare


def of_pair_rule(rule: Rule, many: bool) -> Run:
    """Time of one bilingual rule on a text and its source, which a tab parts in the unit, in one segment or in many."""

    def prepare(text: str) -> Callable[[], object]:
        pair = paired(text, many)
        return lambda: list(rule.run_pair(pair))

    return prepare


def paired(text: str, many: bool | None) -> Pair:
    """Both sides of a text of repeated units (target, tab, source, tab, language, newline); with None not yet
    aligned."""
    rows = [row.split("\t") for row in text.split("\f") if row.count("\t") == 2]
    sides = ["".join(row[k] for row in rows) for k in (0, 1)]
    source = Source.of(sides[1], rows[0][2])
    document = analyse(sides[0])
    if many is None:
        return Pair(document, source)
    ends = [list(accumulate((len(row[k]) for row in rows), initial=0)) for k in (1, 0)]
    segments = [(Span(*s), Span(*t)) for s, t in zip(pairwise(ends[0]), pairwise(ends[1]), strict=True)]
    whole = [(Span(0, len(sides[1])), Span(0, len(sides[0])))]
    return Pair(document, source, True, tuple(segments if many else whole))


def alignment(text: str) -> Callable[[], object]:
    pair = paired(text, None)
    return lambda: pair.beads


def pair_units(rules: Iterable[Rule]) -> tuple[str, ...]:
    """Target, tab, source, tab and language, for each example and for some strings."""
    examples = [e for r in rules for e in r.examples if isinstance(e, BadPair | GoodPair)]
    rows = [(unmark(e.text)[0].strip() + " ", e.source.strip() + " ", e.lang) for e in examples]
    return tuple("\t".join(row) + "\f" for row in dict.fromkeys((*PAIRS, *rows)))


def analysis(text: str) -> Callable[[], object]:
    return lambda: analyse(text)


def of_reader(suffix: str) -> Run:
    options = Options(pointers=("/*", "/x"))

    def prepare(text: str) -> Callable[[], object]:
        data = packed(suffix, text) if suffix in PACKED else (HEADS.get(suffix, "") + text).encode()

        def once() -> object:
            file = parse(Input(f"a{suffix}", None, data), data, options)
            segments: Any = getattr(file, "segments", None)
            try:
                return list(segments) if segments else file
            except ValueError:  # Unreadable
                return None

        return once

    return prepare


def packed(suffix: str, text: str) -> bytes:
    part, before, after, end = PACKED[suffix]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, before + text[: text.rindex(end) + len(end)] + after)
    return out.getvalue()


def filters(text: str) -> Callable[[], object]:
    """Time of all filters on a Markdown file that has been read and checked."""
    task = Task.of(load(isolated=True))
    checked = check_file(Input("a.md", None, f"The the.\n\n{text}".encode()), task)

    def once() -> object:
        found: Any = checked
        for apply in task.filters:
            found = apply(found)
        return found

    return once


def grown(unit: str, size: int) -> str:
    return (unit * (size // len(unit) + 1))[:size]


def seconds(run: Run, text: str, times: int = 3) -> float:
    """CPU seconds, the least of so many runs; one is enough if it is long."""
    best = math.inf
    for _ in range(times):
        once = run(text)
        gc.collect()
        gc.disable()
        start = time.process_time()
        once()
        best = min(best, time.process_time() - start)
        gc.enable()
        if best > 0.3:
            break
    return best


def slope(rows: list[tuple[int, float]]) -> float:
    xs, ys = [math.log(size) for size, _ in rows], [math.log(max(s, 1e-6)) for _, s in rows]
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((x - mx) * (y - my) for x, y in zip(xs, ys, strict=True)) / sum((x - mx) ** 2 for x in xs)


def measured(run: Run, unit: str, thorough: bool) -> Worst:
    """What a unit costs."""
    rows: list[tuple[int, float]] = []
    for sizes in () if thorough else TRIALS:
        rows = [(size, seconds(run, grown(unit, size), 1)) for size in sizes]
        if not _doubtful(*rows):
            return Worst(unit, None, rows[1][1] * 160 * KB / rows[1][0])
    rows = []
    for size in SIZES:
        rows.append((size, seconds(run, grown(unit, size))))
        if rows[-1][1] > LONG:
            break
    exponent = slope(rows)
    known = dict(rows).get(160 * KB)
    at_160 = known if known is not None else rows[-1][1] * (160 * KB / rows[-1][0]) ** exponent
    return Worst(unit, exponent if at_160 > SHORT else None, at_160)


def _doubtful(small: tuple[int, float], large: tuple[int, float]) -> bool:
    """Whether 160 kB could take long, for all that two sizes tell."""
    times = 160 * KB / large[0]
    return (large[1] * times**2 > SLOWEST / 4 and slope([small, large]) > MOST) or large[1] * times > SLOWEST / 2


def worst(run: Run, units: Iterator[str] | tuple[str, ...], thorough: bool) -> Worst:
    """The worst of the units: one that grows too fast before one that is merely slow."""
    found = [measured(run, unit, thorough) for unit in units if unit.strip() or unit]
    return max(found, key=lambda w: ((w.exponent or 0) > MOST, w.seconds))


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("names", nargs="*", metavar="NAME", help="codes of rules, suffixes, or filters")
    options.add_argument(
        "--kinds",
        nargs="+",
        choices=["rules", "pairs", "readers", "filters"],
        default=["rules", "pairs", "readers", "filters"],
    )
    options.add_argument("--quick", action="store_true", help="only four texts for each rule")
    options.add_argument("--all", action="store_true", help="try every text at all sizes")
    args = options.parse_args()
    check_file(Input("a.md", None, b"Loads the model."), Task.of(load(isolated=True)))
    gc.collect()
    gc.freeze()  # what the model and the word lists hold need not be gone through again and again
    jobs: list[tuple[str, Run, Any]] = []
    if "rules" in args.kinds:
        rules = [r for r in all_rules() if not r.bilingual]
        jobs += [(r.code, of_rule(r), few(r) if args.quick else tuple(units_of(r))) for r in rules]
        jobs.append(("analysis", analysis, tuple(dict.fromkeys(u for r in rules for u in list(units_of(r))[:1]))))
    if "pairs" in args.kinds:
        for rule in (r for r in all_rules() if r.bilingual):
            units = pair_units([rule])
            jobs.append((rule.code, of_pair_rule(rule, False), units))
            jobs.append((f"{rule.code} many", of_pair_rule(rule, True), units))
        jobs.append(("alignment", alignment, pair_units(r for r in all_rules() if r.code == "BOM001")))
    if "readers" in args.kinds:
        jobs += [(suffix, of_reader(suffix), units) for suffix, units in READERS.items()]
    if "filters" in args.kinds:
        jobs.append(("filters", filters, FILTERS))
    failed = 0
    print(f"{'what':12} {'exponent':>8} {'160 kB, s':>10}  text")
    for name, run, units in jobs:
        if args.names and name not in args.names:
            continue
        w = worst(run, units, args.all)
        bad = (w.exponent or 0) > MOST or w.seconds > SLOWEST
        failed += bad
        told = "-" if w.exponent is None else f"{w.exponent:.2f}"
        print(f"{name:12} {told:>8} {w.seconds:10.3f}  {w.unit[:60]!r}{'  <-' if bad else ''}", flush=True)
    print(f"{failed} too slow")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
