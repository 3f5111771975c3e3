"""An open article: its text, its report, and places in an editor's units."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types

from mtcheck.checking.gate import Gate
from mtcheck.checking.report import Report
from mtcheck.checking.scoring import MeanScore
from mtcheck.lint.findings import Finding, Fix, Severity
from mtcheck.reading.base import File
from mtcheck.reading.files import Input, Problem
from mtcheck.run.flow import Task, examine
from mtcheck.text.lines import lines_of
from mtcheck.text.spans import Edit, Span

LEVELS = {
    Severity.MINOR: types.DiagnosticSeverity.Information,
    Severity.MAJOR: types.DiagnosticSeverity.Warning,
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
}
BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@dataclass
class OpenArticle:
    """The last state of an open article; `encoding` is what its editor counts columns in, `notices` what went wrong
    besides, such as a source that is missing, `file` what was read."""

    uri: str
    version: int | None
    text: str
    reports: Sequence[Report]
    problem: str | None
    encoding: str
    notices: Sequence[str] = ()
    file: File | None = None

    @property
    def findings(self) -> list[Finding]:
        return [f for r in self.reports for f in r.findings]

    def position(self, offset: int) -> types.Position:
        """The place of an offset."""
        line, column = lines_of(self.text).place(offset)
        codec, unit = BYTES[self.encoding]
        before = self.text[offset - column + 1 : offset]
        return types.Position(line - 1, len(before.encode(codec, "surrogatepass")) // unit)

    def range(self, span: Span) -> types.Range:
        """The range of a span."""
        return types.Range(self.position(span.start), self.position(span.end))

    def diagnostics(self) -> list[types.Diagnostic]:
        """The findings, or the one problem that kept the text from being read."""
        if self.problem:
            start = types.Position(0, 0)
            return [types.Diagnostic(types.Range(start, start), self.problem, source="mtcheck")]
        return [self.diagnostic(f) for f in self.findings]

    def diagnostic(self, finding: Finding) -> types.Diagnostic:
        """A finding as an editor shows it."""
        related = [
            types.DiagnosticRelatedInformation(types.Location(self.uri, self.range(r.span)), r.message)
            for r in finding.related
            if r.where == "target"
        ]
        return types.Diagnostic(
            range=self.range(finding.span),
            message=finding.message,
            severity=LEVELS[finding.severity],
            code=finding.code,
            source="mtcheck",
            related_information=related,
        )

    def changes(self, fix: Fix) -> list[types.TextEdit]:
        """The edits of a fix."""
        return [types.TextEdit(self.range(Span(e.start, e.end)), e.new) for e in fix.edits if isinstance(e, Edit)]

    def status(self) -> dict[str, object]:
        """What the status notification tells."""
        scores, gate = MeanScore(r.score for r in self.reports), Gate()
        score = scores.by_word
        return {
            "uri": self.uri,
            "version": self.version,
            "score": None if score is None else round(score, 1),
            "passed": all(not gate.reasons([f.severity for f in r.findings], r.score) for r in self.reports),
            "words": scores.words,
            "findings": len(self.findings),
            "notices": [self.problem] if self.problem else list(self.notices),
        }


def read_article(
    uri: str, version: int | None, text: str, encoding: str, task: Task, file: File | None = None
) -> OpenArticle:
    """Check an open article by its present text. `file`: what reading it gives, if that is known."""
    path = path_of(uri)
    result = examine(Input(path or uri, path), task, file or text.encode("utf-8", "surrogatepass"))
    if isinstance(result, Problem):
        return OpenArticle(uri, version, text, (), result.message, encoding)
    notices = [p.message for p in result.problems]
    return OpenArticle(uri, version, result.text, result.reports, None, encoding, notices, result.file)


def bilingual(uri: str) -> bool:
    """Whether a file holds a source and its translation."""
    return Input(path_of(uri) or uri, None).bilingual


def path_of(uri: str) -> str | None:
    """The file of a URI; None for one that is not saved yet."""
    try:
        parts = urlsplit(uri)
    except ValueError:  # brackets of no address
        return None
    return os.path.abspath(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None
