"""Fixes a file of any format: in rounds, each of which edits the file's own characters and reads it again."""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.lint.findings import Finding
from mtcheck.project.project import Project
from mtcheck.reading.base import File
from mtcheck.reading.files import Input, Problem, parse
from mtcheck.run.carry import examine
from mtcheck.run.filters.suppressions import suppress
from mtcheck.run.fixing import MOST_ROUNDS, Choice, choices, without_overlaps
from mtcheck.run.runner import blocks_of


class FixedFile(NamedTuple):
    """A file after fixing: what its offsets counted in before, the same now, and its bytes. The rest is as in
    `fixing.Fixed`."""

    before: str
    text: str
    data: bytes
    applied: tuple[Choice, ...]
    skipped: tuple[Choice, ...]
    left: tuple[Finding, ...]
    rounds: int
    settled: bool


def fix_file(item: Input, data: bytes, project: Project, *, suggested: bool) -> FixedFile | Problem:
    """Apply each finding's only safe fix, or with `suggested` its first fix that is more than a hint."""
    applied: list[Choice] = []
    seen: set[bytes] = set()
    file = parse(item, data, project.reading)
    if isinstance(file, Problem):
        return file
    before = file.text
    for done in range(MOST_ROUNDS + 1):
        findings = _findings(item, file, project)
        taken, skipped = without_overlaps(choices(file.text, findings, suggested))
        if not taken or done == MOST_ROUNDS or data in seen:  # seen: fixes that undo each other
            break
        seen.add(data)
        data = file.saved([e for c in taken for e in c.fix.edits])
        applied += taken
        again = parse(item, data, project.reading)
        if isinstance(again, Problem):
            return again
        file = again
    return FixedFile(before, file.text, data, tuple(applied), tuple(skipped), findings, done, not taken)


def _findings(item: Input, file: File, project: Project) -> tuple[Finding, ...]:
    """What is found and not silenced."""
    settings = project.settings_for(item.path)
    reports = examine(file, settings, project.severities_for(item.path))
    kept = suppress(reports, file.text, blocks_of(file), item.path, settings, project.accepted)
    return tuple(sorted((f for r in kept for f in r.findings), key=lambda f: f.sort_key))
