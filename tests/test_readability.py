"""Readability figures come from textstat, offline, and only extremes are worth a note."""

from __future__ import annotations

import mtcheck
from mtcheck.checking.readability import figures, notes

LONG = (
    "The ministry, which had promised a report on the consequences of the reform for hospitals in the provinces as "
    "well as for the universities that train their staff, announced on Thursday that the publication, already "
    "postponed several times because of disagreements over methodology, would be delayed again until the autumn. "
)


def test_figures_of_plain_text() -> None:
    found = figures("The cat sat on the mat. It was warm there.")
    assert found["mean_sentence_length"] == 5
    assert found["flesch_reading_ease"] > 90


def test_long_sentences_are_noted_and_change_no_finding() -> None:
    text = LONG * 4
    report = mtcheck.check(text)
    remarks = notes(report.readability, report.words)
    assert any("far more than in news" in r for r in remarks)
    assert all(f.mqm != "readability" for f in report.findings)


def test_news_and_short_texts_have_no_note() -> None:
    news = (
        "The council met on Monday to discuss the budget for the coming year. It will vote on the plan in March. " * 8
    )
    assert notes(figures(news), len(news.split())) == []
    assert notes(figures(LONG), len(LONG.split())) == []
    assert notes({}, 0) == []
