"""TIM001 and the day of the run: which years are over."""

from __future__ import annotations

from datetime import date

import pytest

from mtcheck import Settings, check


def found(year: int | str, today: date | None) -> bool:
    settings = Settings(select=("TIM001",), options={"today": today} if today else {})
    return bool(check(f"In {year} she has bought a house in the village.", settings=settings).findings)


@pytest.mark.parametrize(
    ("year", "today", "over"),
    [
        (2023, date(2024, 1, 1), True),
        (2024, date(2024, 12, 31), False),
        (2024, date(2025, 1, 1), True),
        (2025, date(2031, 7, 1), True),
        (2030, date(2031, 7, 1), True),
        (2031, date(2031, 7, 1), False),
        (2032, date(2031, 7, 1), False),
        (1500, date(2031, 7, 1), True),
        (1499, date(2031, 7, 1), False),
        ("202³", date(2031, 7, 1), False),  # the year with a note
    ],
)
def test_a_year_is_over_when_the_next_has_begun(year: int | str, today: date, over: bool) -> None:
    assert found(year, today) is over


def test_without_a_day_it_is_that_of_the_run() -> None:
    year = date.today().year
    assert found(year - 1, None)
    assert not found(year + 1, None)
