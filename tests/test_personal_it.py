"""What "it" and "its" can stand for: persons (PRO004), organisations in the plural (PRO005)."""

from __future__ import annotations

import pytest

from mtcheck import Settings, check

RULES = ("PRO002", "PRO004", "PRO005")


def found(text: str) -> list[tuple[str, str, float]]:
    findings = check(text, settings=Settings(select=RULES, min_confidence=0.1)).findings
    return [(f.code, text[f.span.start : f.span.end], round(f.confidence, 2)) for f in findings]


@pytest.mark.parametrize(
    ("text", "word", "confidence"),
    [
        ("The treasurer danced with its wife.", "its", 0.85),
        ("Jane Doe, chairman of the bank, and its husband left.", "its", 0.85),
        ("King Harald and its brother met Sheikha Noor.", "its", 0.75),
        ("The actress found itself in trouble.", "itself", 0.75),
        ("He found itself in trouble.", "itself", 0.75),
        ("The actress broke its leg.", "its", 0.65),
        ("Maria Lopez was born in 1950. It studied medicine in Madrid.", "It", 0.65),
        ("Mr Lund said that it would resign next week.", "it", 0.65),
        ("The minister praised its predecessor.", "its", 0.5),
        ("President Anna Lind praised its predecessor.", "its", 0.5),
        ("The cabinet met on Monday. Mr Lund said that it would resign.", "it", 0.35),
    ],
)
def test_it_for_a_person(text: str, word: str, confidence: float) -> None:
    assert found(text) == [("PRO004", word, confidence)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr Lund said that it would take a week, and that it had rained.",
        "The mayor said that it was clear that it had been a mistake.",
        "The wolf and its mother slept. The infant needs its mother.",
        "The museum and its sister gallery are shut. The firm praised its mother company.",
        "Turkey and its president, Mr Erdem, want a deal.",
        "Mr Lund founded the firm. It was born in a garage in Oslo.",
        "The plan angered the minister. It died in committee.",
        "The presidency itself is at stake. The teacher said it herself.",
        "Ted Lasso ended its run in May.",  # shows and firms bear names of persons
        "The party lost its leader. The club sold its striker.",
    ],
)
def test_silent(text: str) -> None:
    assert [f for f in found(text) if f[2] >= 0.5] == []


def test_fix_only_with_a_known_gender() -> None:
    known, unknown = (check(f"The {who} came with its wife.").findings[0] for who in ("actor", "treasurer"))
    assert known.fixes[0].edits[0].new == "his"
    assert not unknown.fixes
    assert "“his”, “her” or “their”" in unknown.message


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("King Harald hurt herself in the fall.", "herself"),
        ("Queen Noor praised his own work.", "his"),
        ("The spokeswoman contradicted himself.", "himself"),
    ],
)
def test_against_the_subject(text: str, word: str) -> None:
    ((code, at, confidence),) = found(text)
    assert (code, at) == ("PRO002", word)
    assert confidence >= 0.6


@pytest.mark.parametrize(
    "text",
    [
        "The chairman hurt herself in the fall.",  # women are called chairman too
        "Robin Hale hurt herself in the fall.",
        "The queen saw the king himself.",
        "The firm raised its prices and angered its workers and their families.",
        "The police have contradicted themselves.",
    ],
)
def test_not_against_the_subject(text: str) -> None:
    assert found(text) == []


def test_an_object_is_not_the_subject_of_its_own_verb() -> None:
    pupils = "She told the pupils to follow him to the town where she was born."
    assert [f[:2] for f in found(pupils)] == [("PRO002", "him")]  # whom they followed may be she
    assert found("She followed him to the town where she was born.") == []


def test_number_is_a_hint() -> None:
    assert found("The ministry has contradicted themselves.") == [("PRO005", "themselves", 0.4)]
    assert not check("The ministry has contradicted themselves.").findings
