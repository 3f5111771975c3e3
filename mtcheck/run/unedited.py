"""How much of an article an editor has left as the machine wrote it, by sentences.

Wikipedia's translation tool limits this for every article that is published from machine output.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

from mtcheck.checking.report import Report


class Unedited(NamedTuple):
    """Of one article: the sentences of the edited version, and how many of them the raw one has word for word.
    `part`: which article of the file, if that holds several."""

    sentences: int
    left: int
    part: str = ""

    @property
    def share(self) -> float:
        """0 to 1; 0 for an article without sentences."""
        return self.left / self.sentences if self.sentences else 0.0

    def to_dict(self, most: float) -> dict[str, Any]:
        """`most`: the greatest share that is allowed."""
        part = {"part": self.part} if self.part else {}
        return {
            **part,
            "sentences": self.sentences,
            "unedited": self.left,
            "share": round(self.share, 4),
            "over": self.share > most,
        }


def unedited(raw: Sequence[Report], edited: Sequence[Report]) -> list[Unedited]:
    """For each edited article that has a raw version. Of a file with several articles those with the same label belong
    together, where labels are missing or given twice those in the same place."""
    by_place = len({r.part for r in raw}) < len(raw) or len({r.part for r in edited}) < len(edited)
    there = {k if by_place else r.part: r for k, r in enumerate(raw)}
    both = [(there.get(k if by_place else r.part), r) for k, r in enumerate(edited)]
    return [_left(before, after) for before, after in both if before]


def _left(raw: Report, edited: Report) -> Unedited:
    """A sentence that the raw version has once counts once: what an editor has copied is their own."""
    before, after = (Counter(_sentences(r)) for r in (raw, edited))
    return Unedited(after.total(), (before & after).total(), edited.part)


def _sentences(report: Report) -> list[str]:
    """The sentences that hold a letter, with single spaces: a paragraph that is wrapped otherwise is not edited."""
    from mtcheck.languages.en import analyse

    text = report.text if report.prose is None else report.prose
    found = (" ".join(s.text.split()) for s in analyse(text).sentences)
    return [s for s in found if any(map(str.isalpha, s))]
