"""Fixes a file of any format: in rounds, each of which edits the file's own characters and reads it again."""

from __future__ import annotations

from typing import NamedTuple

from mtcheck.lint.findings import Finding
from mtcheck.project.project import Project
from mtcheck.reading.files import File, Problem, parse
from mtcheck.reading.source import Source
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


def fix_file(file: File, data: bytes, project: Project, *, suggested: bool) -> FixedFile | Problem:
    """Apply each finding's only safe fix, or with `suggested` its first fix that is more than a hint."""
    applied: list[Choice] = []
    seen: set[bytes] = set()
    source = parse(file, data, project.reading)
    if isinstance(source, Problem):
        return source
    before = source.text
    for done in range(MOST_ROUNDS + 1):
        findings = _findings(file, source, project)
        taken, skipped = without_overlaps(choices(source.text, findings, suggested))
        if not taken or done == MOST_ROUNDS or data in seen:  # seen: fixes that undo each other
            break
        seen.add(data)
        data = source.saved([e for c in taken for e in c.fix.edits])
        applied += taken
        again = parse(file, data, project.reading)
        if isinstance(again, Problem):
            return again
        source = again
    return FixedFile(before, source.text, data, tuple(applied), tuple(skipped), findings, done, not taken)


def _findings(file: File, source: Source, project: Project) -> tuple[Finding, ...]:
    """What is found and not silenced."""
    settings = project.settings_for(file.path)
    reports = examine(source, settings, project.severities_for(file.path))
    kept = suppress(reports, source.text, blocks_of(source), file.path, settings, project.accepted)
    return tuple(sorted((f for r in kept for f in r.findings), key=lambda f: f.sort_key))
