"""The report for a person at a terminal.

Article text is untrusted: everything from it is printed through `shown` or `cells`, never as rich markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from rich.text import Text

from mtcheck.checking.metrics import NAMES
from mtcheck.checking.readability import notes
from mtcheck.checking.report import Found, Report
from mtcheck.checking.scoring import SMALLEST_SAMPLE, Score, gains
from mtcheck.lint.findings import HINT, SAFE, SOURCE, Finding, Fix, Related, Severity
from mtcheck.reading.files import Problem
from mtcheck.report.cells import cut, harmless, paragraph, shown, width_of
from mtcheck.report.console import STYLE, WIDEST, console_for
from mtcheck.report.formats import Reporter
from mtcheck.report.quote import quote
from mtcheck.report.summary import Summary
from mtcheck.text.lines import Lines, lines_of
from mtcheck.text.spans import Span

SAFETY = {SAFE: "safe", HINT: "a hint only"}


class TextReport(Reporter):
    """Prints each file as it comes, and the sums at the end."""

    def __init__(
        self,
        stream: TextIO,
        *,
        readability: bool = False,
        statistics: bool = False,
        sentence_metrics: bool = False,
        width: int | None = None,
    ) -> None:
        """`width` in cells; without one, that of the terminal up to WIDEST."""
        super().__init__(stream)
        self._console = console_for(stream)
        self._pending = Text()
        self._width = width or max(20, min(self._console.width, WIDEST))
        self.readability = readability
        self._statistics = statistics
        self._sentence_metrics = sentence_metrics

    def file(self, name: str, report: Report) -> None:
        """Print one file: its score, its findings, its fix list."""
        name = shown(name)
        self._say(_score_line(f"{name} [{shown(report.part)}]" if report.part else name, report))
        if self.readability and report.readability:
            self._say(_readability(report))
            for note in notes(report.readability, report.words):
                self._say(f"note: {note}")
        self._beside(report)
        lines = lines_of(report.text)
        for found in report.found:
            self._finding(name, found, report, lines)
            self._flush()
        if report.findings:
            self._fix_list(report, lines)
            self._say()
        self._left_out(report, lines)
        self._flush()

    def _beside(self, report: Report) -> None:
        """What is known of the source and how near the reference is."""
        if report.source:
            covered = f"{report.source.coverage:.0%} of the translation aligned with it"
            self._say(f"  source: {report.source.lang}, {covered}")
        if not report.metrics:
            return
        for metric in report.metrics.scores:
            self._say(f"  {metric.name} {metric.value:.1f}  {metric.signature}")
        if self._sentence_metrics and report.metrics.by_line:
            for line in report.metrics.sentences():
                values = (f"{n} {v:5.1f}" for n, v in zip(NAMES, line.values, strict=True))
                self._say(f"  {line.line:5}  " + "  ".join(values))

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Print what concerns all files. Problems have been told by then."""
        if self._statistics and summary.rules:
            self._say(Text("Findings by rule", "bold"))
            for (code, name), n in sorted(summary.rules.items(), key=lambda x: (-x[1], x[0])):
                self._say(f"  {n:5,}  {code} {name}")
            self._say()
        if summary.files > 1:
            self._say(_totals(summary))
            for metric in summary.metrics:
                self._say(f"  {metric.name} {metric.value:.1f}  {metric.signature}")
        self._stopped(summary)
        if summary.files:
            self._say(Text(summary.signature, "dim"))
        self._flush()

    def _left_out(self, report: Report, lines: Lines) -> None:
        """What was silenced, and why; how many findings are not new."""
        for s in report.suppressed:
            place = "{}:{}".format(*lines.place(s.found.finding.span.start))
            why = f": {s.reason}" if s.reason else ""
            self._hang("  ", f"suppressed by {s.by}: {place} {s.found.finding.code}{why}", "dim")
        if report.known:
            self._say(Text(f"  {_plural(report.known, 'finding')} not new", "dim"))

    def _stopped(self, summary: Summary) -> None:
        """Why the exit code will be 1."""
        for name, reasons in summary.stopped[:10]:
            what = f"{shown(name)}: " if summary.files > 1 else ""
            self._say(f"exit 1: {what}{'; '.join(reasons)}")
        if (more := len(summary.stopped) - 10) > 0:
            self._say(f"exit 1: and {more} more")

    def _finding(self, name: str, found: Found, report: Report, lines: Lines) -> None:
        finding = found.finding
        line, column = lines.place(finding.span.start)
        head = Text(f"\n{name}:{_at(report, finding.span, line, column)}  ")
        head.append(f"{finding.code} {finding.name}", "bold")
        head.append(f"  {finding.severity}", STYLE[finding.severity])
        head.append(f"  {finding.confidence:.2f}", "dim")
        self._say(head)
        for row in quote(report.text, found.sentence, finding.span, self._width - 4):
            shown_row, carets = Text("    "), "    "
            for marked, run in groupby(row, key=lambda cell: cell.marked):
                part = list(run)
                shown_row.append("".join(c.text for c in part), "bold red" if marked else None)
                carets += ("^" if marked else " ") * sum(c.width for c in part)
            self._say(shown_row)
            if "^" in carets:
                self._say(Text(carets.rstrip(), "red"))
        self._hang("  ", finding.message)
        for k, fix in enumerate(finding.fixes):
            self._hang("  → " if k == 0 else "  or ", _fix(fix), "green")
        for related in finding.related:
            self._related(related, report, lines)

    def _related(self, related: Related, report: Report, lines: Lines) -> None:
        text, lead = report.text, "  note: "
        if related.where == SOURCE:
            text, lead = report.source.text if report.source else "", "  source: "
            lines = lines_of(text)
        line, column = lines.place(related.span.start)
        quoted = cut(shown(text[related.span.start : related.span.end][:200]), self._width // 2)
        self._hang(lead, f"{line}:{column} “{quoted}”: {related.message}", "dim")

    def _fix_list(self, report: Report, lines: Lines) -> None:
        rows = gains(report.findings, report.score)
        places = ["{}:{}".format(*lines.place(report.findings[g.finding].span.start)) for g in rows]
        widest = max(map(len, places))
        self._say(Text("\nFix list", "bold").append(", most gained first (score gained, score then)", "not bold dim"))
        for gain, place in zip(rows, places, strict=True):
            finding = report.findings[gain.finding]
            what = finding.fixes[0].title if finding.fixes else finding.message
            row = f"  {gain.gain:+6.1f}  {gain.then:5.1f}  {place:{widest}}  {finding.code}  "
            self._say(row + cut(shown(what), max(10, self._width - len(row))))

    def _hang(self, lead: str, text: str, style: str = "") -> None:
        """Print wrapped text after a lead, its further lines below its first."""
        indent = width_of(lead)
        for row in paragraph(text, self._width - indent):
            self._say(Text(lead + row, style))
            lead = " " * indent

    def _say(self, line: str | Text = "") -> None:
        self._pending.append(line).append("\n")

    def _flush(self) -> None:
        """Print what has been said. Many lines at once, and past rich where nothing is styled: far faster."""
        if self._console.is_terminal:
            self._console.print(self._pending, end="")
        else:
            self._stream.write(harmless(self._pending.plain))
        self._pending = Text()


def _at(report: Report, span: Span, line: int, column: int) -> str:
    """Line and column; in a bilingual file the segment and the offset in its translation."""
    if not report.segments:
        return f"{line}:{column}"
    place = report.segment_at(span.start)
    return f"{shown(place.id)}+{span.start - place.target.start}"


def _fix(fix: Fix) -> str:
    note = SAFETY.get(fix.safety)
    return f"{fix.title} ({note})" if note else fix.title


def _score_line(name: str, report: Report) -> Text:
    score = report.score
    line = Text(f"{name}: ", "bold")
    if not score.applicable:
        return line.append("score not applicable: no words", "not bold")
    line.append(f"score {score.value:.1f}/100, ", "not bold")
    line.append(_verdict(score), "green" if score.passed else "red")
    rest = f"; {report.words:,} words; {_counts(report.findings)}"
    if not score.sufficient:
        rest += f"; insufficient sample (under {SMALLEST_SAMPLE} words)"
    return line.append(rest, "not bold")


def _verdict(score: Score) -> str:
    return "passed" if score.passed else f"failed ({score.threshold:g} passes)"


def _counts(findings: Sequence[Finding]) -> str:
    if not findings:
        return "no findings"
    kinds = [(s, sum(f.severity is s for f in findings)) for s in reversed(Severity)]
    return f"{_plural(len(findings), 'finding')} ({', '.join(f'{n} {s}' for s, n in kinds if n)})"


def _readability(report: Report) -> str:
    r = report.readability
    return (
        f"  Flesch reading ease {r['flesch_reading_ease']}, Flesch-Kincaid grade {r['flesch_kincaid_grade']}, "
        f"{r['mean_sentence_length']} words a sentence"
    )


def _totals(summary: Summary) -> Text:
    line = Text(f"{_plural(summary.files, 'file')}: ", "bold")
    failed = summary.scored - summary.passed
    parts = [f"{summary.passed} passed, {failed} failed", f"{summary.words:,} words"]
    if summary.mean_score is not None:
        parts.append(f"mean score {summary.mean_score:.1f}")
    parts.append(_plural(summary.findings, "finding") if summary.findings else "no findings")
    return line.append("; ".join(parts), "not bold")


def _plural(n: int, what: str) -> str:
    return f"{n:,} {what}" if n == 1 else f"{n:,} {what}s"
