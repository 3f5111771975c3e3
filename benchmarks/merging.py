"""Merging: another reader alone, rules alone, both in one report; and whether the merged ranking is the better one.

    python benchmarks/merging.py --kit ../shared/evalkit

The documents, GPT-4's spans and the annotators' errors are those of WMT23's quality estimation task (he-en, zh-en; see
training/merging_texts.py), without the last quarter. A span is right if it touches a marked error; recall is the share
of marked errors that are touched. Confidences are fitted without the document that they are for
(training/fit_merging.py). Rules run without the source unless `--with-source`.

Spans that begin beyond their segment are refused on import; both rankings are of the others. Ranked by severity alone
spans are level within a severity: its figures are the mean over 100 random orders. "words": the share of the marked
characters (white space aside) that annotators marked too; long spans gain nothing by it. The intervals are a bootstrap
over documents.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "training")]

from fit_merging import Row, left_out  # noqa: E402
from merging_texts import Annotated, documents, touches  # noqa: E402

import mtcheck  # noqa: E402
from mtcheck.checking.merging import features, weights  # noqa: E402
from mtcheck.languages import language  # noqa: E402
from mtcheck.lint.findings import MAJOR, Severity  # noqa: E402
from mtcheck.text.spans import Span  # noqa: E402

LEVELS = (0.05, 0.1, 0.2, 0.3, 0.35)  # recall
ORDERS, DRAWS = 100, 1000
LOCAL = 100  # code points of a rule's finding that is about words
Floats = NDArray[np.float64]


class Item(NamedTuple):
    """A span of the reader or a finding of a rule: whom it touches, and how much of it is marked."""

    doc: int
    severity: Severity
    confidence: float
    errors: frozenset[tuple[int, int]]  # document and number of each error that it touches
    marked: int  # characters that annotators marked
    length: int
    of_rule: bool = False


def items(found: Sequence[Annotated], with_source: bool) -> tuple[list[Item], list[Item]]:
    """(the reader's spans, with confidences fitted without their document; the findings of rules)."""
    spans, rules, rows = [], [], []
    names = list(weights())
    for k, d in enumerate(found):
        document = language("en").analyse(d.text, mtcheck.Settings().options)
        values = features(document, d.spans)
        for s, v in zip(d.spans, values, strict=True):
            spans.append(_item(k, d, s.span, s.severity, 0.0))
            rows.append(Row(d.id, d.lang, v, bool(spans[-1].errors)))
        settings = mtcheck.Settings(source_lang=d.lang if with_source else None)
        report = mtcheck.check(d.text, source=d.source if with_source else None, settings=settings)
        for f in report.findings:
            if f.span.end - f.span.start <= LOCAL:
                rules.append(_item(k, d, f.span, f.severity, f.confidence, of_rule=True))
    sure = left_out(rows, names)
    return [i._replace(confidence=float(p)) for i, p in zip(spans, sure, strict=True)], rules


def _item(k: int, d: Annotated, span: Span, severity: Severity, confidence: float, *, of_rule: bool = False) -> Item:
    errors = frozenset((k, n) for n, e in enumerate(d.errors) if touches(span, e))
    inside = [i for i in range(span.start, min(span.end, len(d.text))) if not d.text[i].isspace()]
    marked = sum(any(e.start <= i < e.end for e in d.errors) for i in inside)
    return Item(k, severity, confidence, errors, marked, len(inside), of_rule)


def curve(ranked: Sequence[Item], total: int) -> Floats:
    """Shape (levels, 2): precision by spans and by words where recall first reaches each level; NaN where it never
    does."""
    out = np.full((len(LEVELS), 2), np.nan)
    seen: set[tuple[int, int]] = set()
    right = marked = length = level = 0
    for n, item in enumerate(ranked, 1):
        seen |= item.errors
        right += bool(item.errors)
        marked += item.marked
        length += item.length
        while level < len(LEVELS) and len(seen) >= LEVELS[level] * total:
            out[level] = right / n, marked / max(1, length)
            level += 1
    return out


def by_severity(found: Sequence[Item], total: int, rng: np.random.Generator, orders: int) -> Floats:
    """The mean curve over random orders within each severity."""
    rank = np.array([i.severity.rank for i in found], float)
    drawn = [np.argsort(-(rank + rng.random(len(rank)) / 2)) for _ in range(orders)]
    return np.asarray(np.mean([curve([found[i] for i in order], total) for order in drawn], axis=0))


def by_confidence(found: Sequence[Item], total: int) -> Floats:
    return curve(sorted(found, key=lambda i: -i.confidence), total)


def drawn_again(docs: Sequence[int], by_doc: dict[int, list[Item]]) -> list[Item]:
    """The items of documents drawn with replacement: one drawn twice counts as two."""
    out = []
    for copy, k in enumerate(docs):
        out += [i._replace(errors=frozenset((copy, n) for _, n in i.errors)) for i in by_doc.get(k, ())]
    return out


def line(name: str, found: Sequence[Item], total: int) -> str:
    right = sum(bool(i.errors) for i in found)
    touched = len(frozenset().union(*(i.errors for i in found))) if found else 0
    words = sum(i.marked for i in found) / max(1, sum(i.length for i in found))
    return f"{name:34} {len(found):6} {right / max(1, len(found)):10.3f} {words:6.3f} {touched / total:7.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kit", type=Path, required=True)
    parser.add_argument("--with-source", action="store_true")
    parser.add_argument("--draws", type=int, default=DRAWS)
    args = parser.parse_args()
    found = list(documents(args.kit))
    spans, rules = items(found, args.with_source)
    totals = [len(d.errors) for d in found]
    total, beyond = sum(totals), sum(d.beyond for d in found)
    print(f"{len(found)} documents, {total} marked errors; {beyond} of {len(spans) + beyond} spans refused\n")
    print(f"{'':34} {'number':>6} {'precision':>10} {'words':>6} {'recall':>7}")
    shown = mtcheck.Settings().min_confidence
    both = [*spans, *rules]
    for name, chosen in (
        ("the reader alone", spans),
        ("the reader alone, majors", [s for s in spans if s.severity.rank >= MAJOR.rank]),
        ("rules alone", rules),
        ("merged, all", both),
        (f"merged, from {shown:g}", [i for i in both if i.confidence >= shown]),
        (f"merged, from {shown:g}, of the reader", [s for s in spans if s.confidence >= shown]),
    ):
        print(line(name, chosen, total))
    print("\nprecision at equal recall (words)")
    rng = np.random.default_rng(24)
    curves = {
        "by the reader's severity": by_severity(spans, total, rng, ORDERS),
        "spans by fitted confidence": by_confidence(spans, total),
        "spans and rules by confidence": by_confidence(both, total),
    }
    print(f"{'recall':34}" + "".join(f"{level:15.2f}" for level in LEVELS))
    for name, values in curves.items():
        print(f"{name:34}" + "".join(f"{p:8.3f} ({w:.3f})" for p, w in values))
    compared(spans, both, totals, args.draws)


def compared(spans: Sequence[Item], both: Sequence[Item], totals: Sequence[int], draws: int) -> None:
    """What the merged rankings gain over severity, with bootstrap intervals over documents."""
    rng = np.random.default_rng(24)
    apart = [{}, {}]  # type: list[dict[int, list[Item]]]
    for kept, chosen in zip(apart, (spans, both), strict=True):
        for i in chosen:
            kept.setdefault(i.doc, []).append(i)
    gains: tuple[list[Floats], list[Floats]] = ([], [])
    for _ in range(draws):
        docs = rng.integers(0, len(totals), len(totals)).tolist()
        total = sum(totals[k] for k in docs)
        alone = drawn_again(docs, apart[0])
        base = by_severity(alone, total, rng, 5)
        gains[0].append(by_confidence(alone, total) - base)
        gains[1].append(by_confidence(drawn_again(docs, apart[1]), total) - base)
    print("\ngain over severity, 95 % interval")
    for name, drawn in zip(("spans by fitted confidence", "spans and rules by confidence"), gains, strict=True):
        for k, what in enumerate(("precision", "words")):
            low, mid, high = np.nanpercentile(np.array(drawn)[:, :, k], [2.5, 50, 97.5], axis=0)
            cells = (f"{m:+7.3f} ({a:+.3f} to {b:+.3f})" for a, m, b in zip(low, mid, high, strict=True))
            print(f"{name}, {what}:" + "".join(cells))


if __name__ == "__main__":
    main()
