"""Readability figures by textstat, imported only when asked for (it loads a dictionary)."""

from __future__ import annotations

from collections.abc import Mapping


def figures(text: str) -> dict[str, float]:
    """Flesch reading ease, Flesch-Kincaid grade and mean sentence length in words, of a text with words."""
    import textstat

    return {
        "flesch_reading_ease": round(float(textstat.flesch_reading_ease(text)), 1),
        "flesch_kincaid_grade": round(float(textstat.flesch_kincaid_grade(text)), 1),
        "mean_sentence_length": round(float(textstat.words_per_sentence(text)), 1),
    }


LONGEST, SHORTEST = 32.0, 9.0  # mean words of a sentence; news lies between 15 and 27
HARDEST = 18.0  # Flesch-Kincaid grade; news lies between 9 and 15
ENOUGH = 100  # words; a shorter text says nothing about its style


def notes(found: Mapping[str, float], words: int) -> list[str]:
    """What is far outside the readability of news, in words; never an error."""
    if words < ENOUGH or not found:
        return []
    out = []
    length, grade = found["mean_sentence_length"], found["flesch_kincaid_grade"]
    if length > LONGEST:
        out.append(f"sentences have {length:g} words on average, far more than in news (15 to 27)")
    elif length < SHORTEST:
        out.append(f"sentences have {length:g} words on average, far fewer than in news (15 to 27)")
    if grade > HARDEST:
        out.append(f"the text takes {grade:g} years of school to read, far more than news (9 to 15)")
    return out
