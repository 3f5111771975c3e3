"""Readability figures by textstat, imported only when asked for (it loads a dictionary)."""

from __future__ import annotations


def figures(text: str) -> dict[str, float]:
    """Flesch reading ease, Flesch-Kincaid grade and mean sentence length in words, of a text with words."""
    import textstat

    return {
        "flesch_reading_ease": round(float(textstat.flesch_reading_ease(text)), 1),
        "flesch_kincaid_grade": round(float(textstat.flesch_kincaid_grade(text)), 1),
        "mean_sentence_length": round(float(textstat.words_per_sentence(text)), 1),
    }
