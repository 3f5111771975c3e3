"""Checks the articles of a file and carries what is found back to where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from mtcheck.checking.checker import check, score_of
from mtcheck.checking.report import Report
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import SOURCE, TARGET, Finding, Fix, Related, Severity
from mtcheck.reading.article import Article
from mtcheck.reading.base import File
from mtcheck.text.spans import Edit, Span

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
NEIGHBOURS = 3  # words on either side that recognise a finding
FEWEST = 3  # words around code that make a sentence of it
REACH = 80  # code points to look for them in


class Beside(NamedTuple):
    """What stands beside an article: a text, where it was read from, and the file's whole text."""

    article: Article
    text: str


def examine(
    file: File,
    settings: Settings,
    severities: Mapping[str, Severity] | None = None,
    originals: Sequence[Beside] | None = None,
    references: Sequence[Article] | None = None,
) -> list[Report]:
    """The report of each article of a file; offsets count in `file.text`. Severities by code replace the rules'.

    `originals` are what the articles were translated from, `references` human translations: one for each."""
    out = []
    for k, article in enumerate(file.articles):
        original = originals[k] if originals else None
        report = check(
            article.text,
            source=original.article.text if original else None,
            reference=references[k].text if references else None,
            settings=settings,
        )
        if original and not original.article.exact:
            report = _source_carried(report, original)
        out.append(finished(replace(report, part=article.label), file, article, settings, severities or {}))
    if file.notices and out:
        out[0] = replace(out[0], notices=(*file.notices, *out[0].notices))
    return out


def _source_carried(report: Report, original: Beside) -> Report:
    """The report with its places in the source as those of the source's file."""
    assert report.source
    findings = tuple(
        replace(f, related=tuple(_related(r, original.article, SOURCE) for r in f.related)) for f in report.findings
    )
    return replace(report, findings=findings, source=report.source._replace(text=original.text))


def finished(
    report: Report, file: File, article: Article, settings: Settings, severities: Mapping[str, Severity]
) -> Report:
    """The report of an article with severities replaced, fingerprints made, and offsets into the file."""
    if severities:
        findings = [replace(f, severity=severities.get(f.code, f.severity)) for f in report.findings]
        report = with_findings(report, findings, range(len(findings)), settings)
    report = replace(report, fingerprints=fingerprints(report))
    return report if article.verbatim else _carried(report, file, article, settings)


def with_findings(report: Report, findings: Sequence[Finding], kept: Sequence[int], settings: Settings) -> Report:
    """The report with these of its findings, which `kept` gives the numbers of, and the score they have."""
    bilingual = report.source is not None
    score = score_of(findings, report.words, settings, bilingual=bilingual, strain=report.score.strain)
    contexts = tuple(report.contexts[i] for i in kept)
    marks = tuple(report.fingerprints[i] for i in kept) if report.fingerprints else ()
    new = replace(report, findings=tuple(findings), contexts=contexts, fingerprints=marks, score=score)
    return kept_figures(report, new)


def kept_figures(old: Report, new: Report) -> Report:
    """The new version of a report with the readability figures of the old one, if they have been made."""
    if "readability" in vars(old):
        vars(new)["readability"] = old.readability
    return new


def only(report: Report, kept: Sequence[int], settings: Settings) -> Report:
    """The report with the findings of these numbers only."""
    if len(kept) == len(report.findings):
        return report
    return with_findings(report, [report.findings[i] for i in kept], kept, settings)


def _carried(report: Report, file: File, article: Article, settings: Settings) -> Report:
    """The report with offsets into the file, and without findings in what is not to be judged."""
    kept = [i for i, f in enumerate(report.findings) if _judged(f, report, file, article)]
    report = only(report, kept, settings)
    return replace(
        report,
        text=file.text,
        prose=report.text,
        findings=tuple(_back(f, article) for f in report.findings),
        contexts=tuple(article.back(c) for c in report.contexts),
    )


def _judged(finding: Finding, report: Report, file: File, article: Article) -> bool:
    """Whether a finding stands: not in code, nor on words around it. What a whole sentence lacks of the source it
    lacks with code in it too, unless that is where the code has it."""
    if not article.locked(finding.span):
        return True
    there = [r for r in finding.related if r.where == SOURCE]
    if not there or not report.source or len(article.free(finding.span).split()) < FEWEST:
        return False
    here = file.text[slice(*article.back(finding.span))]
    return not any(report.source.text[slice(*r.span)] in here for r in there)


def _back(finding: Finding, article: Article) -> Finding:
    related = tuple(_related(r, article, TARGET) for r in finding.related)
    fixes = tuple(f for fix in finding.fixes if (f := _fix(fix, article)))
    return replace(finding, span=article.back(finding.span), related=related, fixes=fixes)


def _related(related: Related, article: Article, where: str) -> Related:
    return related._replace(span=article.back(related.span)) if related.where == where else related


def _fix(fix: Fix, article: Article) -> Fix | None:
    """The fix in the file; None if one of its edits would cut into markup."""
    edits: list[Edit] = []
    for edit in fix.edits:
        mapped = article.edits(edit)
        if mapped is None:
            return None
        edits += mapped
    ordered = sorted(edits)
    if any(b.start < a.end for a, b in pairwise(ordered)):
        return None
    return replace(fix, edits=tuple(ordered)) if edits else None


def fingerprints(report: Report) -> tuple[str, ...]:
    """For each finding a mark made of its rule, its words and their neighbours in the sentence: moving or
    re-wrapping the paragraph leaves it as it is. Findings that are alike in all of it have the same."""
    rows = zip(report.findings, report.contexts, strict=True)
    return tuple("\0".join((f.code, *_words(report.text, f.span, context))) for f, context in rows)


def _words(text: str, span: Span, context: Span) -> tuple[str, str, str]:
    before = text[max(context.start, span.start - REACH) : span.start]
    after = text[span.end : min(context.end, span.end + REACH)]
    return (
        " ".join(WORD.findall(before)[-NEIGHBOURS:]),
        " ".join(text[slice(*span)].split()),
        " ".join(WORD.findall(after)[:NEIGHBOURS]),
    )


def digest(mark: str) -> str:
    """A fingerprint as it stands in files. Only then is it hashed: the library for it takes long to load."""
    from hashlib import blake2b

    return blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
