"""Runs a check or a fix over many inputs: what the command line does once its options are read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

from mtcheck.reading.files import Input, Problem, load_bytes
from mtcheck.report.formats import Reporter
from mtcheck.report.summary import Summary
from mtcheck.run.flow import Result, Task
from mtcheck.run.outputs import write_whole
from mtcheck.run.runner import Runner
from mtcheck.text.lines import lines_of

if TYPE_CHECKING:
    from mtcheck.lint.findings import Finding
    from mtcheck.run.fixing import Fixed, Where

PASSED, STOPPED, BROKEN = 0, 1, 2  # exit codes


def tell(name: str, message: str) -> None:
    """One line on standard error. Names are untrusted too."""
    from mtcheck.report.cells import harmless, shown

    print(harmless(f"mtcheck: {shown(name)}: {shown(message)}"), file=sys.stderr, flush=True)


def check_all(
    files: Iterable[Input | Problem],
    runner: Runner,
    reporters: Sequence[Reporter],
    summary: Summary,
    progress: Callable[[Iterable[Result | Problem]], Iterable[Result | Problem]] = iter,
) -> int:
    """Check and report every file; the exit code. A problem is told at once and the rest goes on."""
    problems: list[Problem] = []
    for item in progress(runner.run(files)):
        if isinstance(item, Problem):
            problems.append(item)
            tell(*item)
            continue
        name = item.input.name
        for problem in item.problems:
            problems.append(problem)
            tell(*problem)
        for report in item.reports:
            for notice in report.notices:
                tell("{}:{}:{}".format(name, *lines_of(report.text).place(notice.span.start)), notice.message)
            report = summary.add(name, report)
            for reporter in reporters:
                reporter.file(name, report)
    for reporter in reporters:
        reporter.end(summary, problems)
    return BROKEN if problems else STOPPED if summary.stopped else PASSED


def fix_all(
    files: Iterable[Input | Problem],
    task: Task,
    *,
    suggested: bool,
    write: bool,
    stream: TextIO,
) -> int:
    """Fix every file: show a diff, or write; the exit code. What was done goes to standard error."""
    keep = _write if write else _diff
    code = PASSED
    for file in files:
        fixed = _fixed(file, task, suggested=suggested)
        if isinstance(fixed, Problem):
            tell(*fixed)
            code = BROKEN
            continue
        assert isinstance(file, Input)
        if not _kept(keep, file, fixed, stream):
            code = BROKEN
        else:
            _tell_fixes(file.name, fixed, written=write, suggested=suggested)
    return code


def _fixed(file: Input | Problem, task: Task, *, suggested: bool) -> Fixed | Problem:
    if isinstance(file, Problem):
        return file
    from mtcheck.run.fixing import fix_file

    data = load_bytes(file, task.project["max-file-size"])
    return data if isinstance(data, Problem) else fix_file(file, data, task, suggested=suggested)


def _kept(keep: Callable[[Input, Fixed, TextIO], None], file: Input, fixed: Fixed, stream: TextIO) -> bool:
    try:
        keep(file, fixed, stream)
    except BrokenPipeError:
        raise
    except OSError as e:
        tell(file.name, f"cannot write: {(e.strerror or str(e)).lower()}")
        return False
    return True


def _diff(file: Input, fixed: Fixed, stream: TextIO) -> None:
    if fixed.text != fixed.before:
        from mtcheck.report.diff import write_diff

        write_diff(stream, file.name, fixed.before, fixed.text)


def _write(file: Input, fixed: Fixed, stream: TextIO) -> None:
    """Standard input goes to standard output, fixed or not; a file is written only if it changes."""
    if file.path is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(fixed.data)
    elif fixed.text != fixed.before:
        write_whole(file.path, fixed.data, expected=fixed.read)


def _tell_fixes(name: str, fixed: Fixed, *, written: bool, suggested: bool) -> None:
    if not (fixed.applied or fixed.skipped or fixed.held):
        tell(name, _nothing(fixed, suggested))
    for said, choices in (
        ("fixed" if written else "would fix", fixed.applied),
        ("skipped, overlaps another fix", fixed.skipped),
        ("not fixed, the segment has inline elements; change it in its own tool", fixed.held),
    ):
        for choice in choices:
            tell(_at(name, choice.place, choice.finding), f"{said}: {choice.fix.title}")
    if fixed.applied and fixed.left:
        _tell_left(name, fixed)
    if not fixed.settled:
        tell(name, f"fixes kept making new findings; stopped after {fixed.rounds} rounds")


def _tell_left(name: str, fixed: Fixed) -> None:
    """What is still wrong: a later check, which cannot know what stood beside it, may be less sure of it."""
    for finding, place in zip(fixed.left, fixed.places, strict=True):
        tell(_at(name, place, finding), f"left: {finding.message}")


def _nothing(fixed: Fixed, suggested: bool) -> str:
    """Why there is nothing to do."""
    if not fixed.left:
        return "nothing to fix"
    from mtcheck.run.fixing import chosen_fix

    more = 0 if suggested else sum(chosen_fix(f, True) is not None for f in fixed.left)
    hint = f"; --suggested has a fix for {more}" if more else ""
    kind = "fix" if suggested else "safe fix"
    return f"no {kind} for the {len(fixed.left)} finding{'s' * (len(fixed.left) > 1)}{hint}"


def _at(name: str, where: Where, finding: Finding) -> str:
    segment = f": {where.segment}" if where.segment else ""
    return f"{name}:{where.line}:{where.column}: {finding.code}{segment}"
