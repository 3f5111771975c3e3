"""Applies fixes: earliest first, none that touches another, again and again until nothing is left to fix."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from mtcheck.lint.findings import HINT, Finding, Fix
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input, Problem
from mtcheck.reading.rewrite import Inline
from mtcheck.run.flow import Result, Task, examine
from mtcheck.text.lines import Lines
from mtcheck.text.spans import Edit, edited

MOST_ROUNDS = 10
UNWRITABLE = "cannot be written again"


class Where(NamedTuple):
    """Line and column, which count from 1. In a bilingual file the line in which the segment begins, and its id."""

    line: int
    column: int
    segment: str = ""


class Choice(NamedTuple):
    """A finding, the fix chosen for it, and where it stood in the round that met it."""

    finding: Finding
    fix: Fix
    place: Where


class Fixed(NamedTuple):
    """A file after fixing: its bytes as read, what its offsets counted in before, the same now, and its bytes. Of a
    bilingual file the two texts are its own, not that of the translations, if it is UTF-8.
    `skipped` are fixes that were left in the last round because they overlap an earlier one; `held` those in segments
    with inline elements; `left` what is still found, `places` where; `settled` is False if fixes kept making new ones
    until the rounds ran out."""

    read: bytes
    before: str
    text: str
    data: bytes
    applied: tuple[Choice, ...]
    skipped: tuple[Choice, ...]
    held: tuple[Choice, ...]
    left: tuple[Finding, ...]
    places: tuple[Where, ...]
    rounds: int
    settled: bool


def fix_file(input: Input, data: bytes, task: Task, *, suggested: bool) -> Fixed | Problem:
    """Fix a file of any format, in rounds, each of which edits the file's own characters and reads it again: apply
    each finding's only safe fix, or with `suggested` its first fix that is more than a hint. What is left is judged by
    the evidence there was at first: fixing one finding hides no other. Spans of other readers are of the text as it
    was: what they suggest is applied in the first round, and only with `suggested`."""
    applied: list[Choice] = []
    seen: set[bytes] = set()
    inline: set[int] = set()  # segments that only their own tool can change
    result = examine(input, task, data)
    if isinstance(result, Problem):
        return result
    read, before = data, result.text
    task = replace(task, before=tuple(r.company for r in result.reports), readers=())
    for done in range(MOST_ROUNDS + 1):
        findings = tuple(sorted((f for r in result.reports for f in r.findings), key=lambda f: f.sort_key))
        taken, skipped = without_overlaps(choices(result, findings, suggested))
        taken, held = _held(result, taken, inline)
        if not taken or done == MOST_ROUNDS or data in seen:  # seen: fixes that undo each other
            break
        seen.add(data)
        try:
            saved = _saved(result, [e for c in taken for e in c.fix.edits])
        except Inline as e:
            inline |= e.segments
            taken, held = _held(result, [*taken, *held], inline)
            if not taken:
                break
            saved = _saved(result, [e for c in taken for e in c.fix.edits])
        if isinstance(saved, Problem):
            return saved
        data = saved
        applied += taken
        again = examine(input, task, data)
        if isinstance(again, Problem):
            return again
        result = again
    lines = Lines(result.text)
    places = tuple(_where(result, lines, f) for f in findings)
    texts = _own(result, read, data) or (before, result.text)
    done_to = tuple(applied), tuple(skipped), tuple(held)
    return Fixed(read, *texts, data, *done_to, findings, places, done, not taken)


def _held(result: Result, taken: Sequence[Choice], inline: set[int]) -> tuple[list[Choice], list[Choice]]:
    """Fixes apart that touch segments with inline elements."""
    if not inline:
        return list(taken), []
    free: list[Choice] = []
    held: list[Choice] = []
    for choice in taken:
        touches = any(_segment(result, e.start) in inline for e in choice.fix.edits)
        (held if touches else free).append(choice)
    return free, held


def _own(result: Result, read: bytes, data: bytes) -> tuple[str, str] | None:
    """What stands in a bilingual file before and after, for the diff; None for others, and for what is not UTF-8."""
    if not (result.file and result.file.segments):
        return None
    try:
        return read.decode("utf-8"), data.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _segment(result: Result, offset: int) -> int:
    """The number of the segment in which an offset lies."""
    return bisect_right(result.reports[0].segments, offset, key=lambda p: p.target.start) - 1


def _where(result: Result, lines: Lines, finding: Finding) -> Where:
    report = result.reports[0]
    if not report.segments:
        return Where(*lines.place(finding.span.start))
    segment = report.segment_at(finding.span.start)
    return Where(max(1, segment.line), 1, segment.id)


def _saved(result: Result, edits: Sequence[Edit]) -> bytes | Problem:
    """The bytes of a file after edits: of its text, or of the translations in it. Raises Inline."""
    assert result.file is not None  # this process has read it
    if not result.file.segments:
        try:
            return result.file.saved(edits)
        except Unreadable as e:  # a part of the archive that holds no text is damaged
            return Problem(result.input.name, f"{UNWRITABLE}: {e}")
    places = result.reports[0].segments
    new: dict[int, list[Edit]] = {}
    for edit in edits:
        number = _segment(result, edit.start)
        new.setdefault(number, []).append(edit.shifted(-places[number].target.start))
    texts = {n: edited(result.text[slice(*places[n].target)], sorted(own)) for n, own in new.items()}
    try:
        return result.file.segments.rewrite(texts)
    except Inline:
        raise
    except Unreadable as e:
        return Problem(result.input.name, str(e))


def chosen_fix(finding: Finding, suggested: bool) -> Fix | None:
    """The fix that would be applied to a finding, if any."""
    if finding.safe_fix or not suggested:
        return finding.safe_fix
    return next((f for f in finding.fixes if f.safety is not HINT), None)


def choices(result: Result, findings: Iterable[Finding], suggested: bool) -> list[Choice]:
    lines = Lines(result.text)
    chosen = [(f, chosen_fix(f, suggested)) for f in findings]
    return [Choice(f, fix, _where(result, lines, f)) for f, fix in chosen if fix and fix.edits]


def without_overlaps(choices: Iterable[Choice]) -> tuple[list[Choice], list[Choice]]:
    """(taken, skipped): the earliest first; a fix is taken whole or not at all."""
    taken: list[Choice] = []
    skipped: list[Choice] = []
    edits: list[Edit] = []  # of those taken, sorted
    for choice in sorted(choices, key=lambda c: (min(c.fix.edits), c.finding.sort_key)):
        if _clashes(choice.fix.edits, edits):
            skipped.append(choice)
        else:
            taken.append(choice)
            for edit in choice.fix.edits:
                insort(edits, edit)
    return taken, skipped


def _clashes(new: Sequence[Edit], taken: Sequence[Edit]) -> bool:
    """Whether edits share a character or a first place (their order would be a guess) with others or each other."""
    for edit in new:
        at = bisect_left(taken, edit)
        if any(_clash(*sorted((edit, t))) for t in taken[max(0, at - 1) : at + 1]):
            return True
    own = sorted(new)
    return any(_clash(a, b) for a, b in pairwise(own))


def _clash(first: Edit, second: Edit) -> bool:
    return second.start < first.end or second.start == first.start
