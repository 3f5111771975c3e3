"""Names of two words that are written alike on both sides, with other words in their place (BNA003)."""

from __future__ import annotations

import pytest

from mtcheck.bitext.language import language_data
from mtcheck.bitext.memory import Memory
from mtcheck.bitext.runs import replaced
from mtcheck.languages.en import analyse
from mtcheck.reading.base import Segment
from mtcheck.run.segments import _pair


def found(lang: str, source: str, target: str) -> str:
    """The words that stand in another name's place; "" if none do."""
    pair = _pair([Segment("1", source, target)], language_data(lang), analyse(target), Memory())
    [bead] = pair.paired
    both = replaced(pair, bead)
    return target[slice(*both[0])] if both else ""


@pytest.mark.parametrize(
    ("lang", "source", "target"),
    [
        ("es", "Dio las gracias a Tom Daley y se fue.", "He thanked [Manatee County] and left."),
        ("de", "Er dankte Super Mario und ging dann heim.", "He thanked [Desert Southwest]'s guests and went home."),
        ("es", "Tom Daley dio las gracias y se fue.", "So it was [Manatee County] that gave thanks and left."),
        ("es", "Dio las gracias a Tom Daley otra vez", "He thanked and praised [Manatee County] again"),
        ("es", "Trabaja en el Washington Examiner hoy.", "He works with the [Manatee County] now and then."),
    ],
)
def test_other_words_stand_in_its_place(lang: str, source: str, target: str) -> None:
    assert f"[{found(lang, source, target.replace('[', '').replace(']', ''))}]" in target


@pytest.mark.parametrize(
    ("lang", "source", "target", "why"),
    [
        (
            "es",
            "Dio las gracias a Tom Daley.",
            "He thanked and praised Tom Daley again with Manatee County.",
            "it is here",
        ),
        (
            "de",
            "Er traf eine Femme Fatale im Dienst.",
            "He met with a femme fatale of the Secret Bus.",
            "it is here, small",
        ),
        (
            "es",
            "Saludó a Tom Daley y Jim Corbyn.",
            "He greeted Jim Corbyn and left again.",
            "the other is the source's",
        ),
        ("es", "Dio las gracias a Tom, Daley y todos.", "He thanked Manatee County and left.", "two names, not one"),
        ("es", "Dio las gracias a Tom-Daley y se fue.", "He thanked Manatee County and left.", "joined by a hyphen"),
        ("es", "Dio las gracias a TOM DALEY y se fue.", "He thanked Manatee County and left.", "capitals throughout"),
        ("es", "Dio las gracias a la Corte Suprema hoy.", "He thanked the High Bench and left.", "Spanish words"),
        ("es", "Se reunieron en la Plaza Central.", "They met again at Night Bus in town.", "Spanish has them too"),
        ("es", "Vio el big boy y a Big Boy otra vez.", "He saw it and the Night Bus again.", "small elsewhere"),
        ("es", "Snoop Lion canta y baila ahora.", "All of the Low Town now sing and dance.", "a sentence begins"),
        ("es", "El alcalde saluda a Tom Daley", "Mayor today Greets Manatee County", "a headline"),
        ("es", "Hoy se reunieron aquí con Tom Daley.", "Brave Hearts met with him here today.", "a sentence begins"),
        ("es", "En Navidad se reunió con Tom Daley.", "He met with him here at Easter again.", "one word"),
        (
            "es",
            "Vio a Tom Daley otra vez y se fue.",
            "He left at Easter and again in Bristol then.",
            "not side by side",
        ),
        ("es", "Dio las gracias al Rey Felipe y se fue.", "He thanked the King Philip and left.", "a title"),
        ("ru", "Он поблагодарил Tom Daley и ушёл домой.", "He thanked Manatee County and went home.", "another script"),
    ],
)
def test_what_may_well_be_right(lang: str, source: str, target: str, why: str) -> None:
    assert not found(lang, source, target), why
