"""Findings that somebody has silenced: by comments in Markdown and HTML, by a sidecar file.

    <!-- mtcheck: ignore CAP001 -- the style of this house -->          the next block, or the block it stands in
    <!-- mtcheck: ignore-start CAP001 REP -- reason --> ... <!-- mtcheck: ignore-end -->
    <!-- mtcheck: ignore-file SEN -- reason -->

A comment that names no rule is about all. The sidecar file of article.txt is article.txt.mtcheck.toml.
"""

from __future__ import annotations

import os
import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from itertools import accumulate
from typing import Any, NamedTuple

from mtcheck.checking.checker import active
from mtcheck.checking.own import PhraseRow
from mtcheck.checking.report import Checked, Found, Left
from mtcheck.checking.settings import Settings
from mtcheck.lint.findings import Finding, Notice
from mtcheck.reading.files import Problem, read_file
from mtcheck.run.filters import SIDECAR
from mtcheck.run.filters.base import CheckedFile, sifted
from mtcheck.text.lines import lines_of
from mtcheck.text.spans import Span

# <!-- mtcheck: ignore -->, in MDX {/* mtcheck: ignore */}; mtcheck-disable is what other tools have for it.
OPENED = re.compile(r"(<!--|\{/\*)\s*mtcheck(?::\s*((?:\w[\w-]*)?)|-([a-z-]+)\b)")
FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})([^\r\n]*)$", re.MULTILINE)
CLOSED = {"<!--": "-->", "{/*": "*/}"}
MEANT = {  # what other tools call it
    "disable": "ignore-start",
    "off": "ignore-start",
    "enable": "ignore-end",
    "on": "ignore-end",
    "disable-file": "ignore-file",
    "skip-file": "ignore-file",
}
_REASON = re.compile(r"\s--\s")
KINDS = ("ignore", "ignore-start", "ignore-end", "ignore-file")
KEYS = {"rule": str, "rules": str, "text": str, "line": int, "segment": str, "reason": str}  # of a sidecar file
LARGEST = 1  # MB of a sidecar file
Meant = Callable[[str], tuple[frozenset[str], str]]  # the codes that a word means, what is wrong with it


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

    @property
    def narrow(self) -> bool:
        """Whether it is about certain words, a line or a segment."""
        return (self.text, self.line, self.segment) != (None, None, None)

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
    meant = partial(_meant, settings.phrases)
    comments = _comments(text, blocks, meant, notices) if blocks is not None else ()
    if blocks is None and not any(a.segments for a in checked.articles):
        sidecar = "write what it is to silence into FILE" + SIDECAR
        notices += (Notice(c.place, f"in plain text a comment is text; {sidecar}") for c in _opened(text) if c.ours)
    found = [*comments, *_sidecar(checked.input.path, text, meant, notices)]
    first = _silenced(checked.articles, found)

    def judge(found: Found) -> Left | None:
        by = first.get(id(found))
        return Left(found, by.reason, by.by) if by else None

    articles = [sifted(article, judge) for article in checked.articles]
    with_source = any(article.source for article in articles)
    rules = active(settings, bilingual=with_source).codes.keys()
    for s in found:
        if not s.used and (s.codes is None or s.codes & rules):
            notices.append(Notice(s.place, f"this suppression no longer suppresses anything ({s.by})"))
    if notices and articles:
        articles[0] = replace(articles[0], notices=(*articles[0].notices, *notices))
    return checked._replace(articles=tuple(articles))


def _silenced(articles: Sequence[Checked], suppressions: Sequence[Suppression]) -> dict[int, Suppression]:
    """The first suppression of each finding that has one, by the finding's `id`; notes which suppressions are used.

    Near-linear, however many findings and suppressions there are: of those about rules alone, each finding is looked at
    by the first, and the others only ask whether there is one."""
    first: dict[int, Suppression] = {}
    waiting: dict[str, _Waiting] = {}
    rows = sorted(((f.finding.span.start, f, a) for a in articles for f in a.found), key=lambda row: row[0])
    for start, found, article in rows:
        waiting.setdefault(found.finding.code, _Waiting()).add(start, found, article)
    for s in suppressions:
        end = max(s.span.end, s.span.start + 1)
        for code in waiting if s.codes is None else s.codes & waiting.keys():
            if s.narrow:
                for found, article in waiting[code].all(s.span.start, end):
                    if s.silences(found.finding, article):
                        s.used = True
                        first.setdefault(id(found), s)
            elif waiting[code].any(s.span.start, end):
                s.used = True
                for found in waiting[code].taken(s.span.start, end):
                    first.setdefault(id(found), s)
    return first


class _Waiting:
    """The findings of one rule by where they start; each is taken once."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._rows: list[tuple[Found, Checked]] = []
        self._next: list[int] = [0]  # the first at or after a place that has not been taken (shortened on the way)

    def add(self, start: int, found: Found, article: Checked) -> None:
        self._starts.append(start)
        self._rows.append((found, article))
        self._next.append(len(self._rows))

    def any(self, start: int, end: int) -> bool:
        return bisect_left(self._starts, start) < bisect_left(self._starts, end)

    def all(self, start: int, end: int) -> Sequence[tuple[Found, Checked]]:
        return self._rows[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def taken(self, start: int, end: int) -> Iterator[Found]:
        last = bisect_left(self._starts, end)
        k = self._free(bisect_left(self._starts, start))
        while k < last:
            yield self._rows[k][0]
            self._next[k] = k + 1
            k = self._free(k + 1)

    def _free(self, k: int) -> int:
        root = k
        while self._next[root] != root:
            root = self._next[root]
        while self._next[k] != root:
            self._next[k], k = root, self._next[k]
        return root


class _Comment(NamedTuple):
    """A comment for mtcheck: where it stands, its instruction, and the rest."""

    place: Span
    kind: str
    rest: str
    ours: bool = True  # begins with “mtcheck:”


def _opened(text: str) -> Iterator[_Comment]:
    """The comments of a text; one that is not closed is none, nor is one in code, which shows how it is done."""
    at = 0
    fences = _fenced(text)
    while opened := OPENED.search(text, at):
        if (end := _code_end(text, opened.start(), fences)) > 0:
            at = end
            continue
        closed = CLOSED[opened[1]]
        at = text.find(closed, opened.end())
        if at < 0:
            return
        rest = text[opened.end() : at].strip()
        at += len(closed)
        kind = opened[3] if opened[2] is None else opened[2]
        yield _Comment(Span(opened.start(), at), kind, rest, opened[2] is not None)


def _fenced(text: str) -> list[Span]:
    """The code between lines of ``` or ~~~, the first to begin first."""
    out: list[Span] = []
    opened: re.Match[str] | None = None
    for fence in FENCE.finditer(text):
        if opened is None:
            opened = fence
        elif fence[1].startswith(opened[1]) and not fence[2].strip():
            out.append(Span(opened.end(), fence.start()))
            opened = None
    return out if opened is None else [*out, Span(opened.end(), len(text))]


def _code_end(text: str, at: int, fences: Sequence[Span]) -> int:
    """Where the code ends that a comment stands in; 0 if it stands in none."""
    k = bisect_left(fences, at, key=lambda span: span.start) - 1
    if k >= 0 and at < fences[k].end:
        return fences[k].end
    return at + 1 if text[at - 1 : at] == "`" else 0


def _comments(text: str, blocks: Sequence[Span], meant: Meant, notices: list[Notice]) -> Iterator[Suppression]:
    opened: list[tuple[Span, frozenset[str] | None, str]] = []
    lines, block_of = lines_of(text), _blocks(text, blocks)
    for place, kind, rest, ours in _opened(text):
        by = f"comment in line {lines.place(place.start)[0]}"
        words, _, reason = _REASON.sub("\0", f" {rest} ", count=1).partition("\0")
        if kind not in KINDS or not ours:
            notices.append(Notice(place, _unknown(kind, ours)))
            continue
        if kind == "ignore-end":
            if opened:
                first, codes, why = opened.pop()
                yield Suppression(codes, Span(first.end, place.start), why, _by(text, first), first)
            else:
                notices.append(Notice(place, "ignore-end without ignore-start"))
            continue
        codes = _codes(words, meant, place, notices)
        if codes == frozenset():
            continue
        if not (reason := reason.strip()):
            notices.append(Notice(place, "this suppression gives no reason; write it after --"))
        if kind == "ignore-start":
            opened.append((place, codes, reason))
        elif kind == "ignore-file":
            yield Suppression(codes, Span(0, len(text)), reason, by, place)
        else:
            yield Suppression(codes, block_of(place), reason, by, place)
    for first, codes, why in opened:
        yield Suppression(codes, Span(first.end, len(text)), why, _by(text, first), first)


def _unknown(kind: str, ours: bool) -> str:
    """What is said of an instruction that there is not, and what would be right."""
    meant = kind if kind in KINDS else MEANT.get(kind) or MEANT.get(kind.split("-")[0], "")
    meant = "ignore" if kind.endswith("line") else meant
    said = f"no instruction {kind!r}" if ours else f"no instruction 'mtcheck-{kind}'"
    return f"{said}; did you mean 'mtcheck: {meant}'?" if meant else f"{said}; known: {', '.join(KINDS)}"


def _by(text: str, comment: Span) -> str:
    return f"comment in line {lines_of(text).place(comment.start)[0]}"


def _blocks(text: str, blocks: Sequence[Span]) -> Callable[[Span], Span]:
    """What gives the block that a comment stands in, or at the end of in its last line, or else the next one."""
    ends = list(accumulate((b.end for b in blocks), max))
    lines = lines_of(text)

    def block_of(comment: Span) -> Span:
        line = comment.start - lines.place(comment.start)[1] + 1
        k = bisect_left(ends, line)
        return blocks[k] if k < len(blocks) else Span(comment.end, comment.end)

    return block_of


def _codes(words: str, meant: Meant, place: Span, notices: list[Notice]) -> frozenset[str] | None:
    """The codes that rule words mean; None without words. Those that mean nothing make a notice."""
    if not words.strip(" ,[]"):
        return None
    out: frozenset[str] = frozenset()
    for word in re.split(r"[\s,\[\]]+", words.strip(" ,[]")):
        codes, wrong = meant(word)
        out |= codes
        if wrong:
            notices.append(Notice(place, wrong))
    return out


@lru_cache(maxsize=1024)
def _meant(phrases: tuple[PhraseRow, ...], word: str) -> tuple[frozenset[str], str]:
    """(the codes that a word means, what is wrong with it). Kept: to look for the nearest name takes long."""
    from mtcheck.checking.registry import UnknownRule, matching

    try:
        return matching(word, phrases=phrases), ""
    except UnknownRule as e:
        return frozenset(), str(e)


def _sidecar(path: str | None, text: str, meant: Meant, notices: list[Notice]) -> Iterator[Suppression]:
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
    except (ValueError, RecursionError) as e:  # TOML, or a number of more digits than Python takes
        notices.append(Notice(start, f"{name}: {e}"))
        return
    for row in rows if isinstance(rows, list) else [rows]:
        if wrong := _wrong(row):
            notices.append(Notice(start, f"{name}: {wrong}"))
            continue
        codes = _codes(_words(row), meant, start, notices)
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
