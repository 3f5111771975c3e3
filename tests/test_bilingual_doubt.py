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


@pytest.mark.parametrize(
    ("source", "target", "found"),
    [
        ("Er nannte es „den besten von allen alten Plänen“.", "He called it the best of all the old plans.", True),
        ("Er nannte es „den besten von allen alten Plänen“.", "He called it 'the best of all the old plans'.", False),
        ("Er nannte es „den alten Plan der Stadt“.", "He called it the old plan of the city.", True),
        ("Er nannte es „den alten Plan“.", "He called it the old plan.", False),
        ("Er las „Der alte Plan der Stadt“.", "He read The Old Plan of the City.", False),
        ('Er ging in das "Tor" und in den alten Turm am Fluss der Stadt zu "Eva".', "He went to Tor and Eva.", False),
    ],
)
def test_phrases_that_are_quoted(source: str, target: str, found: bool) -> None:
    report = check_segments(iter([Segment("1", source, target)]), Settings(source_lang="de", select=("BPU004",)))
    assert [f.code for f in report.findings] == ["BPU004"] * found


def test_a_question_that_no_engine_makes_up_is_shown_in_company_only() -> None:
    report = check_segments(
        iter([Segment("1", "Ich kann nur froh sein.", "How can I not be glad?")]),
        Settings(source_lang="de", select=("BPU001",)),
    )
    assert not report.findings


def test_a_quotation_that_is_opened_again_in_the_next_paragraph() -> None:
    pairs = [
        ("Er sagte: „Wir tagten.", 'He said: "We met.'),
        ("Dann gingen wir.", "Then we went home."),
        ("Es regnete.“", '"It was raining.'),
        ("„Und wir froren.“", 'And we froze."'),
    ]
    segments = [Segment(str(i), *pair) for i, pair in enumerate(pairs)]
    assert not check_segments(iter(segments), Settings(source_lang="de", select=("BPU004",))).findings
