"""What each rule did on the development texts, as benchmarks/precision.py measured it."""

from __future__ import annotations

import json
from functools import cache
from typing import NamedTuple

from mtcheck.text.counted import counted
from mtcheck.text.packaged import beside, text_of

_FILE = beside(__file__, "measured.json")


class Measured(NamedTuple):
    """Findings of a rule on human and on machine text (with the number of words read), and mined examples touched."""

    human: int
    human_words: int
    machine: int
    machine_words: int
    artefacts: int
    lookalikes: int

    def line(self) -> str:
        """One sentence for an editor."""
        return (
            f"{counted(self.human, 'finding')} in {self.human_words:,} words of human English "
            f"({1000 * self.human / self.human_words:.3f} per 1,000, real slips among them), "
            f"{self.machine} in {self.machine_words:,} words of machine translation "
            f"({1000 * self.machine / self.machine_words:.3f} per 1,000); of the examples marked by hand it touches "
            f"{counted(self.artefacts, 'artefact')} and {counted(self.lookalikes, 'look-alike')}."
        )


@cache
def _data() -> dict[str, Measured]:
    body = json.loads(text_of(_FILE))
    human, machine = body["human_words"], body["machine_words"]
    return {
        code: Measured(h, human, m, machine, artefacts, alike)
        for code, (h, m, artefacts, alike) in body["rules"].items()
    }


def measured(code: str) -> Measured | None:
    """What was measured for a rule; None for one that has not been measured."""
    return _data().get(code)


def line_of(code: str) -> str:
    """What was measured for a rule, in one sentence for an editor."""
    found = measured(code)
    return found.line() if found else "not measured."
