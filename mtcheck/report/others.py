"""What other readers say beside their findings, in words: how much they marked, the scores of segments."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.checking.report import Report, Tally
from mtcheck.lint.findings import SegmentScores
from mtcheck.text.lines import lines_of


def others(report: Report) -> Iterator[str]:
    """A line for each other reader, and for each metric of quality estimation."""
    yield from map(_spans, report.readers)
    for scores in report.scores:
        yield _scores(scores, report)


def hidden(report: Report) -> Iterator[str]:
    """A line for each other reader of whose error spans some are not shown."""
    return (_spans(tally) for tally in report.readers if tally.marked > tally.shown)


def _spans(tally: Tally) -> str:
    less = tally.marked - tally.shown
    more = f", {less:,} not shown: less sure than --min-confidence, or of a kind that is left out" if less else ""
    return f"{tally.reader}: {tally.marked:,} error span{'s' * (tally.marked != 1)}{more}"


def _scores(scores: SegmentScores, report: Report) -> str:
    worst = scores.worst
    if report.segments:
        where = report.segment_at(worst.span.start).id
    else:
        where = "{}:{}".format(*lines_of(report.text).place(worst.span.start))
    side = "less is better" if scores.errors else "more is better"
    count = f"{len(scores.scores):,} segment{'s' * (len(scores.scores) != 1)}"
    return f"{scores.metric} ({side}): {count}, mean {scores.mean:.3g}, the worst {worst.value:.3g} at {where}"
