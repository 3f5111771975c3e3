"""Rules are run: on one article, or on several whose wishes are worked out together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mtcheck.lint.findings import MINOR, Finding
from mtcheck.lint.rule import Match, Rule
from mtcheck.text.document import Document
from mtcheck.text.spans import Span
from mtcheck.text.wishes import Later, Wishes

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair

INTERNAL = "INT001"  # the code of a finding about mtcheck itself
ROUNDS = (True, True, False)  # in which wishes are collected; what is asked for in the last is worked out at once


class Reading:
    """The rules that are run on an article, and what they say."""

    def __init__(
        self,
        document: Document,
        woken: Sequence[tuple[Rule, list[int]]],
        pair: Pair | None = None,
        bilingual: Sequence[Rule] = (),
    ) -> None:
        """`woken`: rules with the places of their anchors; `bilingual`: those for the pair, if there is one."""
        self.document, self.pair = document, pair
        self.failures: list[Finding] = []  # about rules that failed
        self._calls = [*woken, *((r, []) for r in (bilingual if pair else ()))]
        self._said: list[list[Match] | None] = [None] * len(self._calls)
        self._waiting = [*range(len(self._calls))]  # those who have not said what they have to say

    def ask(self) -> None:
        """Run the rules that have not said what they have to say."""
        waiting, self._waiting = self._waiting, []
        for k in waiting:
            self._said[k] = self._tried(*self._calls[k])
            if self._said[k] is None:
                self._waiting.append(k)

    def _tried(self, rule: Rule, places: list[int]) -> list[Match] | None:
        """The rule's candidates; None if it is to be asked again. A rule that raises has none: a finding of confidence
        0 names it, the rest goes on."""
        try:
            if rule.bilingual and self.pair:
                return list(rule.run_pair(self.pair))
            return rule.run(self.document, places)
        except Later:
            return None
        except Exception as e:  # whatever a rule may raise
            message = f"The rule {rule.code} {rule.name} failed: {type(e).__name__}: {e}"
            self.failures.append(Finding(INTERNAL, "internal-error", message, Span(0, 0), MINOR, 0.0, "internal"))
            return []

    @property
    def said(self) -> list[tuple[Rule, Match]]:
        """All candidates, by their rules."""
        return [(r, m) for (r, _), found in zip(self._calls, self._said, strict=True) for m in found or ()]


def read(readings: Sequence[Reading], wishes: Sequence[Wishes]) -> None:
    """Run the rules of several articles. What they wish of these is worked out together."""
    for together in ROUNDS:
        for wish in wishes:
            wish.open = together
        for reading in readings:
            reading.ask()
        for wish in wishes:
            wish.open = False
            wish.fulfil()
