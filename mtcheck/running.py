"""Runs a check or a fix over many inputs: what the command line does once its options are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TextIO

from mtcheck.checker import Report, check
from mtcheck.companions import Companions
from mtcheck.config import Settings
from mtcheck.fixing import Choice, Fixed, chosen_fix, fix_text
from mtcheck.inputs import Article, Bilingual, Problem
from mtcheck.outputs import write_whole
from mtcheck.reading.plain import Unreadable, encode
from mtcheck.report.summary import Summary

Input = Article | Bilingual | Problem
PASSED, STOPPED, BROKEN = 0, 1, 2  # exit codes


class Reporter(Protocol):
    """Takes the report of each file, then the sums."""

    def file(self, name: str, report: Report) -> None: ...

    def end(self, summary: Summary, problems: Sequence[Problem]) -> None: ...


def tell(name: str, message: str) -> None:
    """One line on standard error. Names are untrusted too."""
    from mtcheck.report.cells import shown

    print(f"mtcheck: {shown(name)}: {shown(message)}", file=sys.stderr, flush=True)


def check_all(
    inputs: Iterable[Input],
    settings: Settings,
    reporter: Reporter,
    summary: Summary,
    companions: Companions | None = None,
) -> int:
    """Check and report every input; the exit code. A problem is told at once and the rest goes on."""
    problems: list[Problem] = []
    for item in inputs:
        report, troubles = _checked(item, settings, companions)
        for trouble in troubles:
            problems.append(trouble)
            tell(*trouble)
        if report:
            summary.add(item.name, report)
            reporter.file(item.name, report)
    reporter.end(summary, problems)
    return BROKEN if problems else STOPPED if summary.stopped else PASSED


def _checked(item: Input, settings: Settings, companions: Companions | None) -> tuple[Report | None, list[Problem]]:
    """The report of an input, if there is one, and what went wrong. Without its source an article is checked alone."""
    if isinstance(item, Problem):
        return None, [item]
    if isinstance(item, Bilingual):
        checked = _bilingual(item, settings)
        return (None, [checked]) if isinstance(checked, Problem) else (checked, [])
    if companions is None:
        return check(item.text, settings=settings), []
    found = companions.source_of(item), companions.reference_of(item)
    source, reference = (x if isinstance(x, str) else None for x in found)
    report = check(item.text, source=source, reference=reference, settings=settings)
    problems = [x for x in found if isinstance(x, Problem)]
    if companions.by_line and report.metrics and not report.metrics.by_line:
        problems.append(Problem(item.name, "the reference has another number of lines; no metrics by line"))
    return report, problems


def _bilingual(item: Bilingual, settings: Settings) -> Report | Problem:
    from mtcheck.reading.bitext import read_segments  # only such files need these
    from mtcheck.segments import check_segments

    try:
        return check_segments(read_segments(item.path, settings.source_lang), settings)
    except Unreadable as e:
        return Problem(item.name, str(e))
    except OSError as e:
        return Problem(item.name, (e.strerror or str(e)).lower())


def fix_all(
    inputs: Iterable[Input],
    settings: Settings,
    *,
    suggested: bool,
    write: bool,
    stream: TextIO,
) -> int:
    """Fix every input: show a diff, or write; the exit code. What was done goes to standard error."""
    keep = _write if write else _diff
    code = PASSED
    for item in inputs:
        if isinstance(item, Problem):
            tell(*item)
            code = BROKEN
            continue
        if isinstance(item, Bilingual):
            tell(item.name, "cannot fix a bilingual file; check it and change it in its own tool")
            code = BROKEN
            continue
        fixed = fix_text(item.text, settings, suggested=suggested)
        if not _kept(keep, item, fixed, stream):
            code = BROKEN
        else:
            _tell_fixes(item.name, fixed, written=write, suggested=suggested)
    return code


def _kept(keep: Callable[[Article, Fixed, TextIO], None], article: Article, fixed: Fixed, stream: TextIO) -> bool:
    try:
        keep(article, fixed, stream)
    except BrokenPipeError:
        raise
    except OSError as e:
        tell(article.name, f"cannot write: {(e.strerror or str(e)).lower()}")
        return False
    return True


def _diff(article: Article, fixed: Fixed, stream: TextIO) -> None:
    if fixed.text != article.text:
        from mtcheck.report.diff import write_diff

        write_diff(stream, article.name, article.text, fixed.text)


def _write(article: Article, fixed: Fixed, stream: TextIO) -> None:
    """Standard input goes to standard output, fixed or not; a file is written only if it changes."""
    data = encode(fixed.text, article.bom)
    if article.path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
    elif fixed.text != article.text:
        write_whole(article.path, data)


def _tell_fixes(name: str, fixed: Fixed, *, written: bool, suggested: bool) -> None:
    if not fixed.applied and not fixed.skipped:
        tell(name, _nothing(fixed, suggested))
    for choice in fixed.applied:
        tell(_where(name, choice), f"{'fixed' if written else 'would fix'}: {choice.fix.title}")
    for choice in fixed.skipped:
        tell(_where(name, choice), f"skipped, overlaps another fix: {choice.fix.title}")
    if not fixed.settled:
        tell(name, f"fixes kept making new findings; stopped after {fixed.rounds} rounds")


def _nothing(fixed: Fixed, suggested: bool) -> str:
    """Why there is nothing to do."""
    if not fixed.left:
        return "nothing to fix"
    more = 0 if suggested else sum(chosen_fix(f, True) is not None for f in fixed.left)
    hint = f"; --suggested has a fix for {more}" if more else ""
    kind = "fix" if suggested else "safe fix"
    return f"no {kind} for the {len(fixed.left)} finding{'s' * (len(fixed.left) > 1)}{hint}"


def _where(name: str, choice: Choice) -> str:
    line, column = choice.place
    return f"{name}:{line}:{column}: {choice.finding.code}"
