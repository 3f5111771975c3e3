"""Who a document speaks of: names, their types and genders, pronouns, and whom they stand for."""

from __future__ import annotations

from typing import Any

import pytest

from mtcheck import Settings, check
from mtcheck.languages.en import analyse
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.entities import Entity, Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import Case, pronouns
from mtcheck.rules.en.pronouns.neuter import antecedent, neuters
from mtcheck.text.document import Document


def entity(text: str, name: str, settings: dict[str, Any] | None = None) -> Entity:
    found = [e for e in mentions(analyse(text, settings)).entities if e.name == name]
    assert len(found) == 1, [e.name for e in mentions(analyse(text, settings)).entities]
    return found[0]


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Fatima", "F"), ("Mohammed", "M"), ("Volodymyr", "M"), ("Olena", "F"), ("Recep", "M"), ("Shirin", "F"),
        ("Yossi", "M"), ("Chinedu", "M"), ("Jacinda", "F"), ("Friederike", "F"), ("Andrzej", "M"), ("Zoë", "F"),
        ("Kim", "U"), ("Anne-Marie", "F"), ("Thomas", "m"), ("Council", ""), ("Monday", ""),
    ],
)  # fmt: skip
def test_first_names(name: str, gender: str) -> None:
    assert names.given(name) == gender


@pytest.mark.parametrize(
    ("text", "name", "type_", "gender"),
    [
        ("On Monday Mr. Orlo Vint spoke in Bern.", "Orlo Vint", Type.PERSON, "M"),
        ("On Monday the actress Orlo Vint spoke.", "Orlo Vint", Type.PERSON, "F"),
        ("On Monday Volodymyr Zelensky spoke.", "Volodymyr Zelensky", Type.PERSON, "M"),
        ("On Monday Orlo Vint, the actress, spoke.", "Orlo Vint", Type.PERSON, "F"),
        ("On Monday Orlo Vint, president of the club, spoke.", "Orlo Vint", Type.PERSON, ""),
        ("On Monday Orlo Vint, chairman of the club, spoke.", "Orlo Vint", Type.PERSON, ""),
        ("Queen Noor met King Harald, Sir Orlo and Lady Vint.", "Noor", Type.PERSON, "F"),
        ("He joined the movement “Viking” in May.", "Viking", Type.THING, ""),
        ("On Monday it snowed in the hills, and Thessaloniki was calm.", "Thessaloniki", Type.PLACE, ""),
        ("On Monday Xq Petrova spoke.", "Xq Petrova", Type.PERSON, "F"),
        ("It said the Korean Central News Agency agreed.", "Korean Central News Agency", Type.ORGANISATION, ""),
        ("They met in Poland on Monday.", "Poland", Type.PLACE, ""),
        ("He works for Oriel Ltd. in London.", "Oriel Ltd.", Type.ORGANISATION, ""),
        ("They live in Santa Ana now.", "Santa Ana", Type.THING, ""),
        ("They watched Soyuz MS-23 land.", "Soyuz MS-23", Type.THING, ""),
    ],
)
def test_types_and_genders(text: str, name: str, type_: Type, gender: str) -> None:
    found = entity(text, name)
    assert (found.type, found.gender) == (type_, gender)


def test_a_surname_leads_to_the_full_name() -> None:
    found = entity("Yesterday Maria Lopez won. The coach praised Lopez, and Lopez smiled.", "Maria Lopez")
    assert len(found.mentions) == 3


def test_pronouns_tell_the_gender_of_an_unknown_person() -> None:
    found = entity("On Friday Kim Jong Un said his country was ready.", "Kim Jong Un")
    assert found.gender == "M"
    assert "his" in found.evidence


def test_the_configuration_overrides_all() -> None:
    settings = {"entities": {"Maria Lopez": "he", "Oriel": {"type": "organisation"}, "Vint": {"type": "nonsense"}}}
    text = "Yesterday Maria Lopez of Oriel met Vint."
    assert entity(text, "Maria Lopez", settings).gender == "M"
    assert entity(text, "Oriel", settings).type is Type.ORGANISATION
    assert entity(text, "Vint", settings).type is Type.UNKNOWN


@pytest.mark.parametrize(
    ("text", "cases"),
    [
        ("She took her car.", [Case.SUBJECT, Case.POSSESSIVE]),
        ("They saw her in town.", [Case.OBJECT]),
        ("They saw her.", [Case.OBJECT]),
        ("The car is hers.", [Case.INDEPENDENT]),
        ("The car is his.", [Case.INDEPENDENT]),
        ("He hurt himself in his home country.", [Case.SUBJECT, Case.REFLEXIVE, Case.POSSESSIVE]),
        ("Everyone must do his or her duty.", []),
        ("They served Her Majesty.", []),
    ],
)
def test_cases(text: str, cases: list[Case]) -> None:
    assert [p.case for p in pronouns(analyse(text))] == cases


def reason(text: str) -> str:
    document: Document = analyse(text)
    found = antecedent(document, pronouns(document)[0])
    return found if isinstance(found, str) else document.slice(found.first, found.last)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The plan failed. According to the Defence Ministry, nobody was hurt. She gave no details.",
            "Defence Ministry",
        ),
        ("The plan failed. The company lost money, and the prices she offers are low.", "The company"),
        ("She gave no details about the ministry.", "nothing before"),
        ("The ministry met Anna Lind. She gave no details.", "someone of that gender before"),
        ("The ministry met. The frigate left the port of Brest. She is due in Dakar.", "exempt"),
        ("The ministry met. The journalist of the agency waited. She gave no details.", "person noun: journalist"),
        ("The ministry met. The agency in Bern waited. She smiled.", "human"),
    ],
)
def test_what_a_pronoun_stands_for(text: str, expected: str) -> None:
    assert reason(text) == expected


def test_one_fix_for_all_places() -> None:
    text = "The plan failed. The Defence Ministry spoke on Monday. She said that she would publish her figures."
    found = [f for f in check(text, settings=Settings(select=("PRO",))).findings if f.code == "PRO001"]
    assert [text[slice(*f.span)] for f in found] == ["She", "she", "her"]
    assert [e.new for e in found[0].fixes[0].edits] == ["It", "it", "its"]
    assert not found[1].fixes
    assert text[slice(*found[0].related[0].span)] == "Defence Ministry"
    assert "woman" in found[0].message


def test_an_entity_table_silences() -> None:
    text = "The plan failed. The Defence Ministry spoke on Monday. She gave no details."
    table = {"entities": {"Defence Ministry": {"type": "person", "pronoun": "she"}}}
    assert not check(text, settings=Settings(select=("PRO",), options=table)).findings


def test_nothing_to_do_without_pronouns() -> None:
    assert neuters(analyse("")) == []
    assert neuters(analyse("The ministry met on Monday.")) == []


@pytest.mark.slow
def test_time_grows_linearly() -> None:
    text = "The ministry met Aba Vint. She said that he knew her. " * 2000
    assert isinstance(neuters(analyse(text)), list)
