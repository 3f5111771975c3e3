"""What `mtcheck compare` prints."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TextIO

from mtcheck.checking.paired import Ranking
from mtcheck.checking.scoring import printed
from mtcheck.report.cells import harmless, shown
from mtcheck.report.json import dumps
from mtcheck.report.ranking import ranking_dict, sentence_of, write_families
from mtcheck.run.difference import Difference, sums
from mtcheck.run.unedited import Unedited


def write_differences(
    stream: TextIO,
    differences: Sequence[Difference],
    style: str,
    paired: Ranking | None = None,
    max_unedited: float | None = None,
) -> None:
    """For programs (style json) or for people. `paired`: the two versions over all articles; `max_unedited`: the share
    of unedited sentences that an article may have, if they were counted."""
    names = ("old", "new")
    if style == "json":
        rows = [d.to_dict() for d in differences]
        if max_unedited is not None:
            for row, d in zip(rows, differences, strict=True):
                row["unedited"] = [u.to_dict(max_unedited) for u in d.unedited]
        told = ranking_dict(names, paired) if paired else None
        totals = sums(differences)
        if max_unedited is not None:
            totals |= {"max_unedited": max_unedited, "over_max_unedited": len(_over(differences, max_unedited))}
        stream.write(dumps({"version": 1, "files": rows, "summary": totals, "paired": told}))
    else:
        lines = io.StringIO()
        _write(lines, differences)
        if max_unedited is not None:
            _write_unedited(lines, differences, max_unedited)
        if paired and len(differences) > 1:
            lines.write(f"{sentence_of(names, paired, paired.pairs[0])}\n")
            write_families(lines, names, paired)
        stream.write(harmless(lines.getvalue()))


def _write(stream: TextIO, differences: Sequence[Difference]) -> None:
    for d in differences:
        if not (d.fixed or d.new or d.change) and len(differences) > 1:
            continue
        stream.write(f"{shown(d.name)}: {_scores(d)}; {len(d.fixed)} fixed, {len(d.new)} new, {len(d.left)} left\n")
        for sign, rows in (("-", d.fixed), ("+", d.new)):
            for row in rows:
                text = " ".join(row.text.split())[:60]
                stream.write(f"  {sign} {row.line}:{row.column} {row.code} “{shown(text)}”: {shown(row.message)}\n")
    if len(differences) > 1:
        s = sums(differences)
        mean = "" if s["mean_change"] is None else f"; mean change of score {s['mean_change']:+.1f}"
        stream.write(f"{s['files']} files: {s['fixed']} fixed, {s['new']} new, {s['left']} left{mean}\n")


def _over(differences: Sequence[Difference], most: float) -> list[tuple[Difference, Unedited]]:
    """The articles in which an editor has left too much."""
    return [(d, u) for d in differences for u in d.unedited if u.share > most]


def _write_unedited(stream: TextIO, differences: Sequence[Difference], most: float) -> None:
    """A line for each article, then why the gate stops, if it does."""
    for d in differences:
        for u in d.unedited:
            part = f" ({u.part})" if u.part else ""
            over = f", over the limit of {100 * most:g}%" if u.share > most else ""
            name = shown(d.name + part)
            stream.write(f"{name}: {u.left} of {u.sentences} sentences unedited ({u.share:.1%}{over})\n")
    if over_limit := _over(differences, most):
        articles = "1 article has" if len(over_limit) == 1 else f"{len(over_limit)} articles have"
        stream.write(f"failed: {articles} more than {100 * most:g}% of the sentences as the machine wrote them\n")


def _scores(d: Difference) -> str:
    if d.change is not None:
        return f"score {printed(d.old_score or 0)} → {printed(d.new_score or 0)} ({d.change:+.1f})"
    if d.old_score is None and d.new_score is None:
        return "no score"
    return "only in the new version" if d.old_score is None else "only in the old version"
