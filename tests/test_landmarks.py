"""What stands alike on both sides of files with markup holds their alignment: headings, code, addresses, pictures."""

from __future__ import annotations

import numpy as np
import pytest

from mtcheck.bitext.align import UNHEADED, Unit, cosine, heading_cost, odd_cost, one_to_one
from mtcheck.bitext.anchors import UNSHOWN
from mtcheck.bitext.lengths import Scale
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.passes import Piece, _Side, _with_moved
from mtcheck.bitext.source import Source
from mtcheck.languages import language
from mtcheck.reading.base import File, Options
from mtcheck.reading.formats import read
from mtcheck.reading.landmarks import landmarks
from mtcheck.reading.structure import of_page
from mtcheck.text.landmarks import FOLLOWED, HEADING, PRECEDED, Landmarks
from mtcheck.text.spans import Span


def file(text: str, name: str = "a.md") -> File:
    return read(text.encode(), name, Options())


def marks(text: str, name: str = "a.md") -> Landmarks:
    read_ = file(text, name)
    found = landmarks(read_.articles[0], read_.text)
    assert found
    return found


def beads(source: str, target: str, lang: str = "de") -> list[tuple[str, str]]:
    """(source, translation) of each bead of two Markdown files."""
    there, here = file(source), file(target)
    a, b = there.articles[0], here.articles[0]
    known = landmarks(a, there.text), landmarks(b, here.text)
    assert known[0] and known[1]
    pair = Pair(language().analyse(b.text, {}, b.layout), Source.of(a.text, lang), landmarks=(known[0], known[1]))
    return [(x.source_text, x.target_text) for x in pair.beads]


def test_headings_have_levels_and_places() -> None:
    text = "# One\n\nHello there.\n\n### [Three](a.html)\n\nBye then.\n\nTitle\n=====\n"
    assert marks(text).headings == ((0, "1"), (19, "3"), (37, HEADING))
    page = "<html><body><h2 class='x'>One</h2><p>Hello there, and a good day to all of you.</p></body></html>"
    assert [level for _, level in marks(page, "a.html").headings] == ["2"]


def test_what_is_not_shown_belongs_to_the_line_on_which_it_stands() -> None:
    found = marks(
        "See [this](one.html)\n\n![x](pic.png)\n\n| `code` | Text here. |\n|---|---|\n| `more` | And here. |\n"
    )
    text = file("See [this](one.html)\n\n![x](pic.png)\n").articles[0].text
    assert text == "See this"
    assert (7, "](one.html)") in found.unshown
    between = "![x](pic.png)"
    assert {(7, FOLLOWED + between), (10, PRECEDED + between)} <= set(found.unshown)
    assert (10, "`code`") in found.unshown
    assert any(value == "`more`" for _, value in found.unshown)


def test_a_text_without_markup_has_none() -> None:
    plain = file("Hello there.\n", "a.txt")
    assert landmarks(plain.articles[0], plain.text) is None


PARTS = {
    "Anfang": "Der Rat tagte am Montag lange über den Haushalt von Lindhorst und die Schulen.",
    "Wetter": "Ein Sturm zog über das Land. Viele Dächer wurden dabei stark beschädigt. Die Schäden sind groß.",
    "Schule": "Die Kinder haben eine Woche frei. Sie freuen sich sehr darüber. Auch die Lehrer sind froh.",
    "Ende": "Am Abend gingen alle nach Altmark und tranken noch ein Glas Wein.",
}
ENGLISH = {
    "Beginning": "The council met for a long time on Monday about the budget of Lindhorst and the schools.",
    "Weather": "A storm passed over the country. Many roofs were badly damaged. The damage is great.",
    "School": "The children have a week off. They are very happy about it. The teachers are glad too.",
    "End": "In the evening they all went to Altmark and drank a glass of wine.",
}


def page(parts: dict[str, str]) -> str:
    return "\n\n".join(f"## {title}\n\n{text}" for title, text in parts.items()) + "\n"


def test_headed_parts_that_are_missing_leave_those_behind_them_alone() -> None:
    short = {k: v for k, v in ENGLISH.items() if k in ("Beginning", "End")}
    found = beads(page(PARTS), page(short))
    assert (PARTS["Ende"], ENGLISH["End"]) in found
    assert next(s for s, t in found if not t) == "Wetter"


def test_rows_of_tables_are_held_by_the_code_in_them() -> None:
    def table(cells: list[tuple[str, str]]) -> str:
        return "| Tag | Text |\n|---|---|\n" + "".join(f"| `{code}` | {text} |\n" for code, text in cells)

    german = [
        (f"{{{{tag{n}::x}}}}", f"Damit wird das Feld {word} ersetzt.")
        for n, word in enumerate(("eins", "zwei", "drei"))
    ]
    english = [
        (f"{{{{tag{n}::x}}}}", f"This replaces the field {word}.") for n, word in enumerate("one two three".split())
    ]
    found = beads(table(german), table([english[0], english[2]]))
    assert (german[2][1], english[2][1]) in found
    assert (german[1][1], "") in found


def test_a_line_that_ends_with_a_comma_goes_on() -> None:
    source = "Das ist ein Bild:<br>**Breite**: wie breit es ist,<br>**Höhe**: wie hoch es ist."
    target = "This is a picture: <br>**width**: how wide it is, <br>**height**: how high it is."
    assert all(s and t for s, t in beads(source, target))


@pytest.mark.parametrize(
    ("left", "right", "cost"), [("2", "2", -2.5), ("2", "", UNHEADED), ("2", "3", UNHEADED), ("", "", 0.0)]
)
def test_headings_stand_beside_headings(left: str, right: str, cost: float) -> None:
    assert heading_cost(Unit(9, headings=left), Unit(9, headings=right)) == cost


def test_units_are_not_taken_one_by_one_if_their_marks_differ() -> None:
    def units(marks: str) -> list[Unit]:
        return [Unit(40, hints=frozenset({UNSHOWN + m})) for m in marks]

    scale = Scale(1.0, 6.8)
    assert one_to_one(units("abcd"), units("abcd"), scale)
    assert not one_to_one(units("abcd"), units("bcda"), scale)
    assert not one_to_one([Unit(40, headings="2"), Unit(40)], [Unit(40), Unit(40, headings="2")], scale)


def test_lengths_that_differ_beyond_measure_have_a_cost() -> None:
    assert odd_cost(1000.0) == 69.0


def test_an_empty_item_of_a_list_is_none() -> None:
    counts = [dict(made()) for text in ("- one\n-\n- three\n", "- one\n- three\n") if (made := file(text).structure)]
    assert [c["list items"] for c in counts] == [2, 2]
    page = "<html><body><ul><li>One thing of many.</li><li class='x'> </li><li>Another thing.</li></ul></body></html>"
    assert of_page(page, 0, len(page))["list items"] == 2


def test_what_means_the_same_and_stands_elsewhere_has_been_moved() -> None:
    def found(target: tuple[float, float]) -> list[Piece]:
        there, here = Span(0, 20), Span(30, 50)
        sides = tuple(
            _Side([], {span: Unit(20, vector=np.array(vector, np.float32))})
            for span, vector in ((there, (1.0, 0.0)), (here, target))
        )
        lone = [Piece(there, None, (1, 0)), Piece(None, here, (0, 1))]
        return _with_moved(lone, (sides[0], sides[1]), Scale(1.0, 5.0))

    assert [p.moved for p in found((0.9, 0.3))] == [True]
    assert [p.moved for p in found((0.3, 0.9))] == [False, False]
    assert cosine(np.zeros(2, np.float32), np.ones(2, np.float32)) == 0.0
