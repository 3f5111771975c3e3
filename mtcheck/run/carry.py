"""Carries what was found in an article to where it stands in the file that the article was read from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from mtcheck.checking.report import Checked, Found
from mtcheck.lint.findings import SOURCE, TARGET, Finding, Fix, Related, SegmentScore
from mtcheck.reading.article import Article
from mtcheck.reading.base import File
from mtcheck.text.spans import Edit

# Findings that are no mistakes in a name: its capital letter, that no dictionary has it.
OF_NAMES = frozenset("CAP001 CAP005 CAP006 PUN001 UNT004 WRD001 WRD002 WRD003 WRD004".split())
# Findings of whole passages, which the code in them does not excuse
OF_PASSAGES = frozenset("SEN014 UNT002 UNT005 UNT007".split())
FEWEST = 3  # words around code that make a sentence of it


class Beside(NamedTuple):
    """What stands beside an article: a text, where it was read from, the file's whole text, and its path."""

    article: Article
    text: str
    path: str = ""
    structure: Mapping[str, int] | None = None  # what its file is built of, if that can be told


def carried(checked: Checked, file: File, article: Article) -> Checked:
    """What was said of an article, with offsets into the file."""

    def back(found: Found) -> Found:
        finding = _back(found.finding, article)
        locked = _in_markup(found.finding, checked, file, article)
        prose, sentence = found.in_prose or found.finding, article.back(found.sentence)
        return found._replace(finding=finding, sentence=sentence, in_markup=locked, in_prose=prose)

    if article.verbatim:
        return checked
    found = tuple(map(back, checked.found))
    scores = tuple(s._replace(scores=tuple(_score(x, article) for x in s.scores)) for s in checked.scores)
    headings = article.layout.headings() if article.layout else None
    return replace(checked, text=file.text, prose=checked.text, headings=headings, found=found, scores=scores)


def source_carried(checked: Checked, original: Beside) -> Checked:
    """The same with its places in the source as those of the source's file."""
    if checked.source is None:
        return checked
    if original.article.exact:
        return replace(checked, source=checked.source._replace(path=original.path))

    def back(found: Found) -> Found:
        finding = found.finding
        related = tuple(_related(r, original.article, SOURCE) for r in finding.related)
        return found._replace(finding=replace(finding, related=related), in_prose=finding)

    source = checked.source._replace(text=original.text, path=original.path, prose=checked.source.text)
    return replace(checked, found=tuple(map(back, checked.found)), source=source)


def _score(score: SegmentScore, article: Article) -> SegmentScore:
    return score._replace(span=article.back(score.span))


def _in_markup(finding: Finding, checked: Checked, file: File, article: Article) -> bool:
    """Whether a finding is not to be judged: in code, on words around it, or on a name that code has too.
    What a whole sentence lacks of the source it lacks with code in it too, unless that is where the code has it."""
    if not article.locked(finding.span):
        words = checked.text[slice(*finding.span)]
        return finding.code in OF_NAMES and _names(words, article.names)
    if finding.code in OF_PASSAGES:
        return 2 * len(article.free(finding.span)) < finding.span.end - finding.span.start
    there = [r for r in finding.related if r.where == SOURCE]
    if not there or not checked.source or len(article.free(finding.span).split()) < FEWEST:
        return True
    here = file.text[slice(*article.back(finding.span))]
    return any(checked.source.text[slice(*r.span)] in here for r in there)


def _names(word: str, names: frozenset[str]) -> bool:
    """Whether a word is one of these names, or the plural of one: structs."""
    return word in names or (word[-1:] == "s" and word[:-1] in names)


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
