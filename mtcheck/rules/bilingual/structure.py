"""BTO005: what pages and Markdown files are built of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, BadPair, GoodPair, Match, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair

COVERED = 0.6  # share of the translation that must be aligned for what surrounds the words to be compared
HALF = ("links",)  # of these so many must be lost: that a page has fewer of them is common


@pair_rule(
    code="BTO005",
    name="structure-lost",
    severity=MINOR,
    mqm="design/markup",
    examples=(
        BadPair(
            "The council met. [[The mayor spoke.]]",
            source="Der Rat tagte. Die Bürgermeisterin sprach.",
            lang="de",
            options={"structure": ({"headings": 3, "tables": 1}, {"headings": 2, "tables": 1})},
        ),
        GoodPair(
            "The council met. The mayor spoke.",
            source="Der Rat tagte. Die Bürgermeisterin sprach.",
            lang="de",
            options={"structure": ({"headings": 2, "tables": 1}, {"headings": 3, "tables": 1})},
        ),
        GoodPair(
            "The council met. The mayor spoke.",
            source="Der Rat tagte. Die Bürgermeisterin sprach.",
            lang="de",
            options={"structure": ({"links": 9}, {"links": 6})},
        ),
        GoodPair(
            "Yes.",
            source="Die Bürgermeisterin sprach lange über den neuen Haushalt, die Schulen und die Straßen der Stadt.",
            lang="de",
            options={"structure": ({"headings": 3}, {"headings": 2})},
        ),
        GoodPair("The council met.", source="Der Rat tagte.", lang="de"),
    ),
)
def structure_lost(pair: Pair) -> Iterator[Match]:
    """The page or Markdown file has fewer headings, list items, tables, blocks of code or images than its source.

    Engines are given the words; what puts them back into their places may lose some. Of links half must be lost. It is
    said once, at the end.
    """
    if pair.structure is None or pair.coverage < COVERED:
        return
    there, here = pair.structure
    lost = [
        f"{kind}: {there[kind]}, here {here.get(kind, 0)}"
        for kind in sorted(there)
        if here.get(kind, 0) < there[kind] // (2 if kind in HALF else 1)
    ]
    if lost:
        yield Match(
            pair.document.sentences[-1].span, f"The source has more of these. {'; '.join(lost).capitalize()}.", 0.65
        )
