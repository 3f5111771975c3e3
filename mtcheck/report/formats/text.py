"""The report for a person at a terminal.

Article text is untrusted: everything from it is printed through `shown` or `cells`, never as rich markup.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from mtcheck.checking.gains import equal
from mtcheck.checking.report import Found, Report, fix_list
from mtcheck.checking.scoring import SMALLEST_SAMPLE, printed
from mtcheck.lint.findings import HINT, SAFE, SOURCE, Finding, Fix, Related, Severity
from mtcheck.reading.files import Problem
from mtcheck.report.cells import cut, harmless, paragraph, shown, width_of
from mtcheck.report.console import STYLE, WIDEST, Styled, columns, show, terminal
from mtcheck.report.formats import Reporter
from mtcheck.report.others import others
from mtcheck.report.quote import quote
from mtcheck.report.summary import Summary
from mtcheck.text.counted import counted
from mtcheck.text.lines import Lines, lines_of
from mtcheck.text.spans import Span

SAFETY = {SAFE: "safe", HINT: "a hint only"}
MANY = 30  # findings from which on the worst come first
SHOWN = 8  # places of findings like one shown that are named
PLAIN_NAME = re.compile(r"[\w./-]+", re.ASCII)  # a name that no shell takes apart
KEEP = "to apply any, keep what it says (--output spans:FILE)"
ALONE = "checked without the source: what was left out or is wrong beside it shows only with --source"


class TextReport(Reporter):
    """Prints each file as it comes, and the sums at the end."""

    def __init__(
        self,
        stream: TextIO,
        *,
        readability: bool = False,
        statistics: bool = False,
        sentence_metrics: bool = False,
        quiet: bool = False,
        spans: Sequence[str] = (),
        source: Sequence[str] = (),
        model: str = "",
        width: int | None = None,
    ) -> None:
        """`spans`: the files of error spans that were read; `source`: the option that gave the sources, and its value;
        `model`: the reader that was asked in this run alone, whose
        suggestions nobody has kept. `width` in cells; without one, that of the terminal up to WIDEST."""
        super().__init__(stream)
        self._console = terminal(stream)
        self._pending = Styled()
        self._width = width or max(20, min(columns(self._console), WIDEST))
        self.readability = readability
        self._statistics = statistics
        self._sentence_metrics = sentence_metrics
        self._quiet = quiet
        self._names: list[str] = []  # of files with findings, which the last line may name
        self._spans, self._model, self._source = spans, model, source
        self._safe = self._suggested = self._by_hand = self._passing = 0
        self._of_spans = False  # whether a fix that a person may choose comes from a file of spans
        self._with_source = False

    def file(self, name: str, report: Report) -> None:
        """Print one file: its score, its findings, its fix list."""
        self._count(name, report)
        if self._quiet and (report.verdict is None or report.verdict.passed):
            return
        name = shown(name)
        self._say(_score_line(f"{name} [{shown(report.part)}]" if report.part else name, report))
        if self._quiet:
            self._flush()
            return
        if self.readability and report.readability:
            from mtcheck.checking.readability import notes

            self._say(_readability(report))
            for note in notes(report.readability, report.words):
                self._say(f"note: {note}")
        self._beside(report)
        lines = lines_of(report.text)
        groups = equal(report.findings)
        if len(groups) > MANY:
            groups.sort(key=lambda rows: _worst(report.findings[rows[0]]))
            self._say(f"  {len(report.findings)} findings, the worst first:")
        for rows in groups:
            self._finding(name, report.found[rows[0]], report, lines)
            self._like_it(rows[1:], report, lines)
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
        for told in others(report):
            self._hang("  ", told)
        if not report.metrics:
            return
        for metric in report.metrics.scores:
            self._say(f"  {metric.name} {metric.value:.1f}  {metric.signature}")
        if self._sentence_metrics and report.metrics.by_line:
            from mtcheck.checking.metrics import NAMES

            for line in report.metrics.sentences():
                values = (f"{n} {v:5.1f}" for n, v in zip(NAMES, line.values, strict=True))
                self._say(f"  {line.line:5}  " + "  ".join(values))

    def _count(self, name: str, report: Report) -> None:
        """What the last lines will tell."""
        self._with_source |= report.source is not None
        if report.findings and name not in self._names[-1:]:
            self._names.append(name)
        for finding in report.findings:
            offered = [f for f in finding.fixes if f.edits and f.safety is not HINT]
            kept = [f for f in offered if not f.by or f.by != self._model]  # by what can be read again
            if not offered:
                self._by_hand += 1
            elif finding.safe_fix:
                self._safe += 1
            elif not kept:
                self._passing += 1
            else:
                self._suggested += 1
                self._of_spans |= bool(kept[0].by)

    def _like_it(self, rows: Sequence[int], report: Report, lines: Lines) -> None:
        """Where findings equal to the one just shown stand."""
        if not rows:
            return
        places = [_place(report, report.findings[i].span, lines) for i in rows[:SHOWN]]
        more = ", …" if len(rows) > SHOWN else ""
        self._hang("  ", f"and {len(rows)} more like it: {', '.join(places)}{more}", "dim")

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Print what concerns all files. Problems have been told by then."""
        if self._statistics and summary.rules:
            self._say(Styled("Findings by rule", "bold"))
            for (code, name), n in sorted(summary.rules.items(), key=lambda x: (-x[1], x[0])):
                self._say(f"  {n:5,}  {code} {name}")
            self._say()
        if summary.files + len(problems) > 1 and summary.files:
            self._say(_totals(summary, len(problems)))
            for metric in summary.metrics:
                self._say(f"  {metric.name} {metric.value:.1f}  {metric.signature}")
        self._stopped(summary, problems)
        if summary.files and not self._quiet:
            if not self._with_source:
                self._say(Styled(ALONE, "dim"))
            self._say(Styled(summary.signature, "dim"))
            self._what_to_do()
        self._flush()

    def _what_to_do(self) -> None:
        """The last line: what there is to do about the findings."""
        if not self._names:
            return
        name = _quoted(shown(self._names[0])) if len(self._names) == 1 else "FILE..."
        if self._with_source and self._source:
            name = " ".join((name, *(_quoted(shown(word)) for word in self._source)))
        parts = []
        if self._safe:
            parts.append(f"{counted(self._safe, 'safe fix')}: mtcheck fix --write {name}")
        if self._suggested:
            spans = "".join(f" --spans {_quoted(shown(file))}" for file in self._spans if self._of_spans)
            parts.append(f"{counted(self._suggested, 'fix')} to look at: mtcheck fix --suggested {name}{spans}")
        if self._passing:
            parts.append(f"{counted(self._passing, 'fix')} of {shown(self._model)} alone: {KEEP}")
        if self._by_hand:
            parts.append(f"{self._by_hand} to correct by hand")
        self._say(Styled("; ".join(parts), "bold"))  # not wrapped: it may be copied

    def _left_out(self, report: Report, lines: Lines) -> None:
        """What was silenced, and why; how many findings are not new."""
        for s in report.suppressed:
            place = _place(report, s.found.finding.span, lines)
            why = f": {s.reason}" if s.reason else ""
            self._hang("  ", f"suppressed by {s.by}: {place} {s.found.finding.code}{why}", "dim")
        if report.known:
            self._say(Styled(f"  {counted(report.known, 'finding')} not new", "dim"))

    def _stopped(self, summary: Summary, problems: Sequence[Problem]) -> None:
        """Why the exit code will be 1, or 2."""
        code = 2 if problems else 1
        for name, reasons in summary.stopped[:10]:
            what = f"{shown(name)}: " if summary.files > 1 else ""
            self._say(f"exit {code}: {what}{'; '.join(reasons)}")
        if (more := len(summary.stopped) - 10) > 0:
            self._say(f"exit {code}: and {more} more")
        if problems and summary.files:
            self._say(f"exit 2: {counted(len(problems), 'problem')} with what was to be read")

    def _finding(self, name: str, found: Found, report: Report, lines: Lines) -> None:
        finding = found.finding
        head = Styled(f"\n{name}:{_place(report, finding.span, lines)}  ")
        head.append(f"{finding.code} {finding.name}", "bold")
        head.append(f"  {finding.severity}", STYLE[finding.severity])
        head.append(f"  {finding.confidence:.2f}", "dim")
        self._say(head)
        for row in quote(report.text, found.sentence, finding.span, self._width - 4):
            shown_row, carets = Styled("    "), "    "
            for marked, run in groupby(row, key=lambda cell: cell.marked):
                part = list(run)
                shown_row.append("".join(c.text for c in part), "bold red" if marked else "")
                carets += ("^" if marked else " ") * sum(c.width for c in part)
            self._say(shown_row)
            if "^" in carets:
                self._say(Styled(carets.rstrip(), "red"))
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
        place = _place(report, related.span, lines, related.where == SOURCE)
        quoted = cut(shown(text[related.span.start : related.span.end][:200]), self._width // 2)
        self._hang(lead, f"{place} “{quoted}”: {related.message}", "dim")

    def _fix_list(self, report: Report, lines: Lines) -> None:
        rows = fix_list(report)
        findings, scored = report.findings, report.score.applicable
        places = [_place(report, findings[g.findings[0]].span, lines) for g in rows]
        widest = max(map(len, places))
        note = ", what costs most first (score gained, score then)" if scored else ""
        self._say(Styled("\nFix list", "bold").append(note, "dim"))
        for gain, place in zip(rows, places, strict=True):
            finding = findings[gain.findings[0]]
            what = finding.fixes[0].title if finding.fixes else finding.message
            if (n := len(gain.findings)) > 1:
                what = f"{n} times: {what}"
            row = f"  {gain.gain:+6.1f}  {printed(gain.then):>5}" if scored else ""
            row += f"  {place:{widest}}  {finding.code}  "
            self._say(row + cut(shown(what), max(10, self._width - len(row))))

    def _hang(self, lead: str, text: str, style: str = "") -> None:
        """Print wrapped text after a lead, its further lines below its first."""
        indent = width_of(lead)
        for row in paragraph(text, self._width - indent):
            self._say(Styled(lead + row, style))
            lead = " " * indent

    def _say(self, line: str | Styled = "") -> None:
        self._pending.append(line).append("\n")

    def _flush(self) -> None:
        """Print what has been said. Many lines at once, and past rich but for a terminal: far faster."""
        if self._console:
            show(self._console, self._pending)
        else:
            self._stream.write(harmless(self._pending.plain))
        self._pending = Styled()


def _quoted(name: str) -> str:
    """A name as a shell takes it."""
    if PLAIN_NAME.fullmatch(name):
        return name
    import shlex

    return shlex.quote(name)


def _place(report: Report, span: Span, lines: Lines, of_source: bool = False) -> str:
    """Line and column; in a bilingual file the segment and the offset in its translation, or in its source."""
    if not report.segments:
        return "{}:{}".format(*lines.place(span.start))
    place = report.segment_at(span.start, of_source)
    return f"{shown(place.id)}+{span.start - (place.source if of_source else place.target).start}"


def _worst(finding: Finding) -> tuple[float, float, int]:
    return -finding.severity.rank, -finding.confidence, finding.span.start


def _fix(fix: Fix) -> str:
    note = SAFETY.get(fix.safety)
    return f"{fix.title} ({note})" if note else fix.title


def _score_line(name: str, report: Report) -> Styled:
    """The headline: the verdict, then the score, or why there is none, or that nothing was found."""
    score = report.score
    line = Styled(f"{name}: ", "bold")
    if report.verdict:
        line.append("passed" if report.verdict.passed else "failed", "green" if report.verdict.passed else "red")
        line.append("; ")
    known = f" of what is new ({counted(report.known, 'known finding')} not counted)" if report.known else ""
    if not score.applicable:
        what = f"no score: {score.why}"
    elif report.findings:
        what = f"score {printed(score.shown)}/100{known}"
    else:
        what = f"no known artefacts found{known}"
    rest = f"{what}; {counted(report.words, 'word')}" if report.words else what
    if report.findings:
        rest += f"; {_counts(report.findings)}"
    if score.applicable and not score.sufficient:
        rest += f"; insufficient sample (under {SMALLEST_SAMPLE} words)"
    return line.append(rest)


def _counts(findings: Sequence[Finding]) -> str:
    kinds = [(s, sum(f.severity is s for f in findings)) for s in reversed(Severity)]
    return f"{counted(len(findings), 'finding')} ({', '.join(f'{n} {s}' for s, n in kinds if n)})"


def _readability(report: Report) -> str:
    r = report.readability
    return (
        f"  Flesch reading ease {r['flesch_reading_ease']}, Flesch-Kincaid grade {r['flesch_kincaid_grade']}, "
        f"{r['mean_sentence_length']} words a sentence"
    )


def _totals(summary: Summary, unread: int) -> Styled:
    line = Styled(f"{counted(summary.files, 'file')}: ", "bold")
    parts = [f"{summary.words:,} words"]
    if summary.passed or summary.failed:
        parts.insert(0, f"{summary.passed} passed, {summary.failed} failed")
    if unread:
        parts.insert(1, counted(unread, "problem"))
    if summary.mean_score is not None and summary.findings:
        parts.append(f"mean score {printed(summary.mean_score)}")
    if unscored := summary.files - summary.scored:
        parts.append(f"{unscored} without a score")
    parts.append(counted(summary.findings, "finding") if summary.findings else "no known artefacts found")
    return line.append("; ".join(parts))
