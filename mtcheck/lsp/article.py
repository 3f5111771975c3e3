"""An open article: its text, its report, and places in an editor's units."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from lsprotocol import types

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Finding, Fix, Severity
from mtcheck.project.project import Project
from mtcheck.reading.files import Input, Problem, parse
from mtcheck.run.carry import examine
from mtcheck.run.filters.suppressions import suppress
from mtcheck.run.runner import blocks_of
from mtcheck.text.lines import lines_of
from mtcheck.text.spans import Edit, Span

LEVELS = {
    Severity.MINOR: types.DiagnosticSeverity.Information,
    Severity.MAJOR: types.DiagnosticSeverity.Warning,
    Severity.CRITICAL: types.DiagnosticSeverity.Error,
}
BYTES = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@dataclass
class Article:
    """The last state of an open article; `encoding` is what its editor counts columns in."""

    uri: str
    version: int | None
    text: str
    reports: list[Report]
    problem: str | None
    encoding: str

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
        scored = [r for r in self.reports if r.score.applicable]
        words = sum(r.words for r in scored)
        score = sum(r.score.value * r.words for r in scored) / words if words else None
        return {
            "uri": self.uri,
            "version": self.version,
            "score": None if score is None else round(score, 1),
            "passed": all(r.score.passed for r in scored),
            "words": words,
            "findings": len(self.findings),
        }


def read_article(uri: str, version: int | None, text: str, encoding: str, project: Project) -> Article:
    """Check an open article by its present text."""
    path = path_of(uri)
    options = replace(project.reading, encoding="utf-8")  # an editor has decoded it
    file = parse(Input(path or uri, path), text.encode("utf-8", "surrogatepass"), options)
    if isinstance(file, Problem):
        return Article(uri, version, text, [], file.message, encoding)
    settings = project.settings_for(path)
    reports = examine(file, settings, project.severities_for(path))
    reports = suppress(reports, file.text, blocks_of(file), path, settings, project.accepted)
    return Article(uri, version, file.text, reports, None, encoding)


def path_of(uri: str) -> str | None:
    """The file of a URI; None for one that is not saved yet."""
    parts = urlsplit(uri)
    return os.path.abspath(url2pathname(unquote(parts.path))) if parts.scheme == "file" else None
