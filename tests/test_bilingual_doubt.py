"""What bilingual rules see and are not sure of: on fresh translations by people it was hardly ever a mistake."""

from __future__ import annotations

import pytest

from mtcheck.checking.settings import Settings
from mtcheck.reading.base import Segment
from mtcheck.run.segments import check_segments

PAIRS = [
    ("BNE002", "de", "Der Rat tagte am Montag nicht.", "The council met on Monday."),
    ("BNA004", "es", "El partido ganó las elecciones.", "The FJX won the election."),
    (
        "BNE001",
        "de",
        "Der Rat der Stadt tagte am Montag und am Dienstag im alten Rathaus, weil im neuen damals ein Fest war.",
        "The council of the city did not meet on Monday and on Tuesday in the old town hall, since in the new one "
        "there was a feast.",
    ),
    (
        "BNE003",
        "ru",
        "Это был самый старый из городов к северу от реки, которые они увидели в пути.",
        "It was the oldest of the towns that they had seen south of the river on their way.",
    ),
]


@pytest.mark.parametrize(("code", "lang", "source", "target"), PAIRS)
def test_it_is_found_below_the_threshold(code: str, lang: str, source: str, target: str) -> None:
    def codes(least: float) -> set[str]:
        settings = Settings(source_lang=lang, min_confidence=least, select=("bilingual",))
        return {f.code for f in check_segments(iter([Segment("1", source, target)]), settings).findings}

    assert code in codes(0.1)
    assert code not in codes(0.5)
