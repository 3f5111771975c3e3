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


def write_differences(
    stream: TextIO, differences: Sequence[Difference], style: str, paired: Ranking | None = None
) -> None:
    """For programs (style json) or for people. `paired`: the two versions over all articles."""
    names = ("old", "new")
    if style == "json":
        rows = [d.to_dict() for d in differences]
        told = ranking_dict(names, paired) if paired else None
        stream.write(dumps({"version": 1, "files": rows, "summary": sums(differences), "paired": told}))
    else:
        lines = io.StringIO()
        _write(lines, differences)
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


def _scores(d: Difference) -> str:
    if d.change is not None:
        return f"score {printed(d.old_score or 0)} → {printed(d.new_score or 0)} ({d.change:+.1f})"
    if d.old_score is None and d.new_score is None:
        return "no score"
    return "only in the new version" if d.old_score is None else "only in the old version"
