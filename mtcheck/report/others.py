"""What other readers say beside their findings, in words: how much they marked, the scores of segments."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checking.report import Report
from mtcheck.lint.findings import SegmentScores
from mtcheck.text.lines import lines_of


def others(report: Report) -> Iterator[str]:
    """A line for each other reader, and for each metric of quality estimation."""
    for tally in report.readers:
        hidden = tally.marked - tally.shown
        more = (
            f", {hidden:,} not shown: less sure than --min-confidence, or of a kind that is left out" if hidden else ""
        )
        yield f"{tally.reader}: {tally.marked:,} error span{'s' * (tally.marked != 1)}{more}"
    for scores in report.scores:
        yield _scores(scores, report)


def _scores(scores: SegmentScores, report: Report) -> str:
    worst = scores.worst
    if report.segments:
        where = report.segment_at(worst.span.start).id
    else:
        where = "{}:{}".format(*lines_of(report.text).place(worst.span.start))
    side = "less is better" if scores.errors else "more is better"
    count = f"{len(scores.scores):,} segment{'s' * (len(scores.scores) != 1)}"
    return f"{scores.metric} ({side}): {count}, mean {scores.mean:.3g}, the worst {worst.value:.3g} at {where}"
