"""The sums of a corpus as text, JSON and a page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from mtcheck.checking.scoring import printed
from mtcheck.corpus.figures import STEP, Figures, Sums, Table
from mtcheck.report.cells import cut, harmless, shown, width_of
from mtcheck.report.json import dumps

HEADS = ("rows", "checked", "words", "mean score", "pass", "findings", "per 1,000")
NONE = "–"
MOST_PLOTTED = 20  # groups that a plot shows
WIDEST = 48  # cells of a label in a table of text
Rows = list[tuple[str, tuple[str, ...]]]  # a label, and what stands beside it
MILLION, THOUSAND = 1_000_000, 10_000  # from which the numbers over bars are cut short


def write_report(stream: TextIO, found: Figures, style: str) -> None:
    """As text, json or html."""
    if style == "json":
        stream.write(dumps(as_dict(found)))
    elif style == "html":
        stream.writelines(page(found))
        stream.write("\n")
    else:
        stream.writelines(f"{harmless(line).rstrip()}\n" for line in _lines(found))


# For programs


def as_dict(found: Figures) -> dict[str, Any]:
    return {
        "version": 1,
        "folder": found.folder,
        "signature": found.manifest.signature,
        "threshold": found.manifest.threshold,
        "finished": found.manifest.finished,
        "total": _sums(found.total),
        "scores": [{"from": k * STEP, "rows": n} for k, n in enumerate(found.scores)],
        "rules": [r._asdict() for r in found.rules],
        "skipped": [{"why": why, "rows": n} for why, n in found.skipped],
        "unjudged": [{"why": why, "rows": n} for why, n in found.unjudged],
        "tables": [
            {
                "by": t.title,
                "left_out": t.left_out,
                "undated": t.undated,
                "groups": [{"key": s.label, **_sums(s)} for s in t.sums],
            }
            for t in found.tables
        ],
        "lowest": [w._asdict() for w in found.worst],
        "problems": [p._asdict() for p in (*found.problems, *found.broken)],
    }


def _sums(s: Sums) -> dict[str, Any]:
    values = s._asdict()
    del values["label"]
    if s.mean_score is not None:
        values["mean_score"] = round(s.mean_score, 4)
    return {**values, "findings_per_1000_words": round(s.per_thousand, 4), "families": dict(s.families)}


# For people


def _lines(found: Figures) -> Iterator[str]:
    total = found.total
    yield f"{shown(found.folder)}: {_said(found)}"
    if total.mean_score is not None:
        yield f"mean score {printed(total.mean_score)}"
    if not found.manifest.finished:
        yield "the run is not finished: these are the results so far"
    for what, reasons in (("skipped", found.skipped), ("without a score", found.unjudged)):
        if reasons:
            yield f"{what}: " + "; ".join(f"{n:,} {shown(why)}" for why, n in reasons)
    for problem in found.problems:
        yield f"not read: {shown(problem.name)}: {shown(problem.message)}"
    yield ""
    bands = [(f"{k * STEP} to {(k + 1) * STEP}", (f"{n:,}",)) for k, n in enumerate(found.scores) if n]
    yield from _columns("score", ("rows",), bands)
    rates = [(name, (f"{n:,}", f"{_rate(n, total):.2f}")) for name, n in _by_number(total)]
    yield from _columns("family", ("findings", "per 1,000"), rates)
    for table in found.tables:
        yield from _columns(table.title, HEADS, _rows(table))
        if table.left_out:
            yield f"  and {table.left_out:,} smaller ones\n"
        if table.undated:
            yield f"{shown(table.title)}: {_undated(table)}\n"
    for title, (_, *heads), rows in _lists(found):
        yield from _columns(title, heads, rows)
    yield shown(found.manifest.signature)


def _said(found: Figures) -> str:
    """The sums in one line."""
    total = found.total
    share = f", {total.share_passed:.1%} reach {found.manifest.threshold:g}" if total.share_passed is not None else ""
    return (
        f"{total.rows:,} rows, {total.checked:,} checked, {total.rows - total.checked:,} skipped{share}; "
        f"{total.words:,} words, {total.findings:,} findings, {total.per_thousand:.2f} per 1,000 words"
    )


def _undated(table: Table) -> str:
    return f"{table.undated:,} row{'s' * (table.undated != 1)} without a date that can be read"


def _rate(findings: int, total: Sums) -> float:
    return 1000 * findings / total.words if total.words else 0.0


def _by_number(sums: Sums) -> list[tuple[str, int]]:
    return sorted(sums.families.items(), key=lambda x: (-x[1], x[0]))


def _label(sums: Sums) -> str:
    return shown(", ".join(part or NONE for part in sums.label))


def _rows(table: Table) -> Rows:
    return [
        (
            _label(s),
            (
                f"{s.rows:,}",
                f"{s.checked:,}",
                f"{s.words:,}",
                NONE if s.mean_score is None else printed(s.mean_score),
                NONE if s.share_passed is None else f"{s.share_passed:.1%}",
                f"{s.findings:,}",
                f"{s.per_thousand:.2f}",
            ),
        )
        for s in table.sums
    ]


def _lists(found: Figures) -> list[tuple[str, tuple[str, ...], Rows]]:
    """(title, heads, rows) of what is not added up by a column."""
    rules: Rows = [(f"{r.code} {r.name}".strip(), (f"{r.findings:,}", f"{r.rows:,}")) for r in found.rules]
    worst: Rows = [
        (f"{shown(w.file)} row {w.row:,}", (printed(w.score), f"{w.words:,}", f"{w.findings:,}")) for w in found.worst
    ]
    return [
        ("Rules", ("rule", "findings", "in rows"), rules),
        ("The lowest scores", ("row", "score", "words", "findings"), worst),
    ]


def _columns(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> Iterator[str]:
    """A table: the labels to the left, numbers to the right."""
    if not rows:
        return
    labels = [cut(label, WIDEST) for label, _ in rows]
    title = cut(shown(title), WIDEST)
    first = max(width_of(title), *map(width_of, labels))
    widths = [max(len(head), *(len(cells[k]) for _, cells in rows)) for k, head in enumerate(heads)]
    numbers = "".join(f"  {head:>{w}}" for head, w in zip(heads, widths, strict=True))
    yield f"{title}{' ' * (first - width_of(title))}{numbers}"
    for label, (_, cells) in zip(labels, rows, strict=True):
        numbers = "".join(f"  {cell:>{w}}" for cell, w in zip(cells, widths, strict=True))
        yield f"{label}{' ' * (first - width_of(label))}{numbers}"
    yield ""


def page(found: Figures) -> Iterator[str]:
    """One self-contained page, without scripts."""
    from markupsafe import Markup

    from mtcheck.report.page import plots
    from mtcheck.report.page.families import stylesheet
    from mtcheck.report.page.render import digest, environment, static

    style = Markup(f"{static('base.css', 'report.css', 'corpus.css')}\n{stylesheet()}")
    most = max(found.scores, default=0) or 1
    top = max(found.total.families.values(), default=0) or 1
    reasons = [
        (title, ("why", "rows"), [(why, (f"{n:,}",)) for why, n in rows])
        for title, rows in (("Skipped", found.skipped), ("Without a score", found.unjudged))
    ]
    yield from (
        environment()
        .get_template("corpus.html")
        .generate(
            policy=Markup(f"default-src 'none'; style-src {digest(style)}; base-uri 'none'; form-action 'none'"),
            style=style,
            folder=found.folder,
            total=found.total,
            sums=_said(found),
            finished=found.manifest.finished,
            problems=[*found.problems, *found.broken],
            threshold=found.manifest.threshold,
            signature=found.manifest.signature,
            heads=HEADS,
            scores=[
                plots.Bar(f"{k * STEP}–{(k + 1) * STEP}", n, _short(n), n / most) for k, n in enumerate(found.scores)
            ],
            families=[
                plots.Bar(name, n, f"{_rate(n, found.total):.2f}", n / top, name) for name, n in _by_number(found.total)
            ],
            tables=[
                {
                    "title": t.title,
                    "rows": _rows(t),
                    "groups": _groups(t),
                    "left_out": t.left_out,
                    "undated": _undated(t) if t.undated else "",
                }
                for t in found.tables
            ],
            lists=[{"title": title, "heads": heads, "rows": rows} for title, heads, rows in (*reasons, *_lists(found))],
        )
    )


def _groups(table: Table) -> list[Any]:
    """What a plot of a table shows."""
    from mtcheck.report.page import plots

    plotted = [s for s in table.sums if s.words][:MOST_PLOTTED]
    most = max((s.per_thousand for s in plotted), default=0.0) or 1.0
    groups = []
    for s in plotted:
        rates = {family: 1000 * n / s.words for family, n in sorted(s.families.items())}
        bars = tuple(plots.Bar(f, rate, f"{rate:.2f}", rate / most, f) for f, rate in rates.items())
        groups.append(plots.Folder(_label(s), s.checked, s.words, s.mean_score, s.per_thousand, bars))
    return groups


def _short(n: int) -> str:
    """A number that fits over a bar."""
    if n >= MILLION:
        return f"{n / 1_000_000:.3g}M"
    return f"{n / 1000:.3g}k" if n >= THOUSAND else f"{n}"
