"""What bilingual rules see and are not sure of: on fresh translations by people it was hardly ever a mistake."""

from __future__ import annotations

import pytest

from mtcheck.checking.settings import Settings
from mtcheck.reading.base import Segment
from mtcheck.run.segments import check_segments

PAIRS = [
    ("BNE002", "de", "Der Rat tagte am Montag nicht.", "The council met on Monday."),
    ("BNA004", "es", "El partido ganó las elecciones.", "The FJX won the election."),
    ("BNE001", "de", "Der Rat tagte am Montag.", "The council did not meet on Monday."),
    ("BNA002", "de", "Der Minister reist nach Griechenland.", "The minister will travel."),
    ("BUN002", "es", "Fueron a la plaza de las victorias grandes.", "They walked to the plaza de las victorias."),
    ("BUN002", "de", "Ich hätte gern eine Kellerwein.", "I would like a Kellerwein now."),
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
