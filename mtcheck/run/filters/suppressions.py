"""Findings that somebody has silenced: by comments in Markdown and HTML, by a sidecar file.

    <!-- mtcheck: ignore CAP001 -- the style of this house -->          the next block, or the block it stands in
    <!-- mtcheck: ignore-start CAP001 REP -- reason --> ... <!-- mtcheck: ignore-end -->
    <!-- mtcheck: ignore-file SEN -- reason -->

A comment that names no rule is about all. The sidecar file of article.txt is article.txt.mtcheck.toml.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from mtcheck.checking.checker import active_rules
from mtcheck.checking.report import Checked, Found, Left
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import Finding, Notice
from mtcheck.reading.files import Problem, read_file
from mtcheck.run.filters import SIDECAR
from mtcheck.run.filters.base import CheckedFile, sifted
from mtcheck.text.lines import BREAK, lines_of
from mtcheck.text.spans import Span

COMMENT = re.compile(r"<!--\s*mtcheck:\s*(ignore(?:-\w+)?)\b[ \t]*(.*?)\s*-->", re.DOTALL)
_REASON = re.compile(r"\s--\s")
KINDS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
KEYS = {"rule": str, "rules": str, "text": str, "line": int, "segment": str, "reason": str}  # of a sidecar file
LARGEST = 1  # MB of a sidecar file


@dataclass
class Suppression:
    """Silences findings of some rules (None: all) in a span of the file; of `text`, only those on these words."""

    codes: frozenset[str] | None
    span: Span
    reason: str
    by: str
    place: Span  # of the comment
    text: str | None = None
    line: int | None = None
    segment: str | None = None  # of a bilingual file
    used: bool = field(default=False, compare=False)

    def silences(self, finding: Finding, article: Checked) -> bool:
        """Whether it is about this finding of an article."""
        text = article.text
        if self.codes is not None and finding.code not in self.codes:
            return False
        quoted = text[slice(*finding.span)]
        if self.text is not None and " ".join(self.text.split()) not in " ".join(quoted.split()):
            return False
        if self.line is not None and lines_of(text).place(finding.span.start)[0] != self.line:
            return False
        if self.segment is not None and self.segment != _segment(finding, article):
            return False
        return self.span.start <= finding.span.start < max(self.span.end, self.span.start + 1)


def _segment(finding: Finding, article: Checked) -> str | None:
    """The id of the segment that a finding stands in."""
    return article.segment_at(finding.span.start).id if article.segments else None


def suppress(checked: CheckedFile, settings: Settings) -> CheckedFile:
    """The file without what is silenced; that is listed, and so is what no longer silences anything.

    In plain text, a comment is text."""
    text, blocks = checked.text, checked.blocks
    notices: list[Notice] = []
    comments = _comments(text, blocks, notices) if blocks is not None and "mtcheck:" in text else ()
    found = [*comments, *_sidecar(checked.input.path, text, notices)]
    articles = [sifted(article, _silencer(article, found)) for article in checked.articles]
    with_source = any(article.source for article in articles)
    active = {r.code for r in active_rules(settings, bilingual=with_source)}
    for s in found:
        if not s.used and (s.codes is None or s.codes & active):
            notices.append(Notice(s.place, f"this suppression no longer suppresses anything ({s.by})"))
    if notices and articles:
        articles[0] = replace(articles[0], notices=(*articles[0].notices, *notices))
    return checked._replace(articles=tuple(articles))


def _silencer(article: Checked, suppressions: Sequence[Suppression]) -> Callable[[Found], Left | None]:
    def judge(found: Found) -> Left | None:
        matching = [s for s in suppressions if s.silences(found.finding, article)]
        for s in matching:
            s.used = True
        return Left(found, matching[0].reason, matching[0].by) if matching else None

    return judge


def _comments(text: str, blocks: Sequence[Span], notices: list[Notice]) -> Iterator[Suppression]:
    opened: list[tuple[re.Match[str], frozenset[str] | None, str]] = []
    for m in COMMENT.finditer(text):
        place, by = Span(*m.span()), f"comment in line {lines_of(text).place(m.start())[0]}"
        words, _, reason = _REASON.sub("\0", f" {m.group(2)} ", count=1).partition("\0")
        if m.group(1) not in KINDS:
            notices.append(Notice(place, f"no instruction {m.group(1)!r}; known: {', '.join(KINDS)}"))
            continue
        if m.group(1) == "ignore-end":
            if opened:
                first, codes, why = opened.pop()
                yield Suppression(codes, Span(first.end(), m.start()), why, _by(text, first), Span(*first.span()))
            else:
                notices.append(Notice(place, "ignore-end without ignore-start"))
            continue
        codes = _codes(words, place, notices)
        if codes == frozenset():
            continue
        if not (reason := reason.strip()):
            notices.append(Notice(place, "this suppression gives no reason; write it after --"))
        if m.group(1) == "ignore-start":
            opened.append((m, codes, reason))
        elif m.group(1) == "ignore-file":
            yield Suppression(codes, Span(0, len(text)), reason, by, place)
        else:
            yield Suppression(codes, _block(text, blocks, place), reason, by, place)
    for first, codes, why in opened:
        yield Suppression(codes, Span(first.end(), len(text)), why, _by(text, first), Span(*first.span()))


def _by(text: str, comment: re.Match[str]) -> str:
    return f"comment in line {lines_of(text).place(comment.start())[0]}"


def _block(text: str, blocks: Sequence[Span], comment: Span) -> Span:
    """The block that a comment stands in or at the end of, or else the next one."""
    for block in blocks:
        behind = block.end <= comment.start and not BREAK.search(text, block.end, comment.start)
        if block.end > comment.start or behind:
            return block
    return Span(comment.end, comment.end)


def _codes(words: str, place: Span, notices: list[Notice]) -> frozenset[str] | None:
    """The codes that rule words mean; None without words. Those that mean nothing make a notice."""
    from mtcheck.checking.registry import UnknownRule, matching

    if not words.strip(" ,[]"):
        return None
    out: frozenset[str] = frozenset()
    for word in re.split(r"[\s,\[\]]+", words.strip(" ,[]")):
        try:
            out |= matching(word)
        except UnknownRule as e:
            notices.append(Notice(place, str(e)))
    return out


def _sidecar(path: str | None, text: str, notices: list[Notice]) -> Iterator[Suppression]:
    """What the sidecar file of an article says; nothing without one."""
    side = f"{path}{SIDECAR}"
    if path is None or not os.path.isfile(side):
        return
    import tomllib

    name = os.path.basename(side)
    start = Span(0, 0)
    item = Problem(side, "a link, which is not followed") if os.path.islink(side) else read_file(side, LARGEST)
    if isinstance(item, Problem):
        notices.append(Notice(start, f"{name}: {item.message}"))
        return
    try:
        rows = tomllib.loads(item.text).get("ignore", [])
    except (tomllib.TOMLDecodeError, RecursionError) as e:
        notices.append(Notice(start, f"{name}: {e}"))
        return
    for row in rows if isinstance(rows, list) else [rows]:
        if wrong := _wrong(row):
            notices.append(Notice(start, f"{name}: {wrong}"))
            continue
        codes = _codes(_words(row), start, notices)
        if codes == frozenset():
            continue
        if not row.get("reason"):
            notices.append(Notice(start, f"{name}: a suppression without a reason"))
        span = Span(0, len(text))
        yield Suppression(codes, span, row.get("reason", ""), name, start, *map(row.get, ("text", "line", "segment")))


def _wrong(row: Any) -> str:
    """What is wrong with an entry of a sidecar file, if anything is."""
    if not isinstance(row, dict):
        return f"no table [[ignore]]: {row!r:.100}"
    for key, value in row.items():
        if key not in KEYS:
            return f"unknown key {key!r}; known: {', '.join(KEYS)}"
        texts = value if key == "rules" and isinstance(value, list) else [value]
        if not all(type(v) is KEYS[key] for v in texts):
            return (
                f"{key} must be {'a number' if KEYS[key] is int else 'a text in quotation marks'}, not {value!r:.100}"
            )
    return ""


def _words(row: dict[str, Any]) -> str:
    rules = row.get("rules", row.get("rule", ""))
    return " ".join(rules) if isinstance(rules, list) else str(rules)
