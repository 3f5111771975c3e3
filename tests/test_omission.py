"""Lengths that do not fit (BOM005), measured on the text's own pairs."""

from __future__ import annotations

import pytest

import mtcheck
from mtcheck.bitext.fit import added, both, lost
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.source import Source
from mtcheck.checking.settings import Settings
from mtcheck.languages import language
from mtcheck.reading.base import Segment
from mtcheck.run.segments import check_segments

PLACES = "Altmark Steinau Lindhorst Oberfeld Waldkirch Neudorf Hohenau Seefurt Kaltbach Ravenau Moorfeld".split()
USUAL = [
    pair
    for place in PLACES
    for pair in (
        (
            f"Der Rat von {place} sprach am Montag lange über den neuen Haushalt und die alten Schulen.",
            f"On Monday the council of {place} talked at length about the new budget and the old schools.",
        ),
        (
            f"Die Brücke bei {place} war nach dem Sturm gesperrt.",
            f"The bridge near {place} was closed after the storm.",
        ),
    )
]
LONG = (
    "Der Rat sprach am Montag lange über den neuen Haushalt und die alten Schulen, dann gingen alle nach Hause und "
    "tranken noch ein Glas Wein."
)
HEADLINE = "Der Rat von Altmark spricht am Montag lange über den neuen Haushalt der Stadt und die alten Schulen"


def found(source: str, target: str, *, pairs: list[tuple[str, str]] = USUAL, lang: str = "de") -> list[str]:
    """What is said of a pair's length among the usual ones."""
    rows = [Segment(str(k), s, t) for k, (s, t) in enumerate([*pairs, (source, target)])]
    checked = check_segments(iter(rows), Settings(source_lang=lang, select=("BOM005",)))
    return [checked.text[slice(*f.span)] for f in checked.findings]


def test_half_a_sentence_is_found() -> None:
    half = "On Monday the council talked at length about the new budget."
    assert found(LONG, half) == [half]


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("Der Rat von Altmark (der seit vielen Jahren die Schulen, die Brücken und die Straßen verwaltet) tagt.", 0),
        ("Der Rat von Altmark, der seit vielen Jahren die Schulen, die Brücken und die Straßen verwaltet, tagt.", 1),
    ],
)
def test_what_only_the_source_says_in_brackets_is_no_loss(source: str, want: int) -> None:
    assert len(found(source, "The council of Altmark meets.")) == want


@pytest.mark.parametrize(("end", "want"), [("", 0), (".", 1)])
def test_headlines_say_much_in_few_words(end: str, want: int) -> None:
    assert (
        len(found(HEADLINE + end, "Altmark council talks at length on new city budget and old schools" + end)) == want
    )


def test_what_is_no_sentence_has_no_length_to_judge() -> None:
    assert found("Wort " * 2_500, "Word.") == []
    assert len(found("Wort " * 1_900, "Word.")) == 1


def test_nonsense_is_said_once() -> None:
    """Of a source that is not that of this text there is one message."""
    rows = [Segment(str(k), "qwrt zxcv bnmp " * 4, t) for k, (_, t) in enumerate(USUAL)]
    checked = check_segments(iter(rows), Settings(source_lang="de", select=("B",)))
    assert [f.code for f in checked.findings] == ["BOM006"]


def test_a_source_that_is_far_too_short_is_said_once() -> None:
    text = "\n\n".join(t for _, t in USUAL)
    checked = mtcheck.check(text, source="Der Rat tagte.", settings=Settings(source_lang="de", select=("BOM",)))
    assert [(f.code, "small part" in f.message) for f in checked.findings] == [("BOM006", True)]


@pytest.mark.parametrize(
    ("german", "english", "want"),
    [
        ("Der Rat beriet lange über den Haushalt.", "The meeting of the town lasted long.", []),
        ("Der Rat beriet lange über den Haushalt.", "The meeting of Tessmer lasted long.", []),
        ("Der Rat beriet 1987 lange über den Haushalt.", "The meeting of Tessmer lasted long.", ["BOM004"]),
    ],
)
def test_other_pairs_alone_do_not_tell_that_a_sentence_is_wrong(
    monkeypatch: pytest.MonkeyPatch, german: str, english: str, want: list[str]
) -> None:
    """What the text's other pairs have in common counts only beside a name or a number that is missing, in a language
    with capitals on both sides."""
    monkeypatch.setattr(Bead, "likeness", -3.0)
    rows = iter([Segment("1", german, english)])
    checked = check_segments(rows, Settings(source_lang="de", select=("BOM004",)))
    assert [f.code for f in checked.findings] == want


def test_a_day_of_the_week_may_stand_for_the_date() -> None:
    source = "Le maire l'a dit le 28 septembre devant la presse."
    for english, want in (("The mayor told the press on Friday.", []), ("The mayor told the press.", ["BNU003"])):
        rows = iter([Segment("1", source, english)])
        checked = check_segments(rows, Settings(source_lang="fr", select=("BNU003",)))
        assert [f.code for f in checked.findings] == want


def test_an_hour_takes_no_other_numbers_place() -> None:
    source = "Om 14 uur stonden twee auto's binnen en een derde stond buiten."
    rows = iter([Segment("1", source, "At 2pm two cars were inside and another one was outside.")])
    assert check_segments(rows, Settings(source_lang="nl", select=("BNU",))).findings == ()


CZECH = [
    pair
    for place in PLACES
    for pair in (
        (
            f"Rada obce {place} v pondělí dlouho mluvila o novém rozpočtu a o starých školách.",
            f"On Monday the council of {place} talked at length about the new budget and the old schools.",
        ),
        (
            f"Most u obce {place} byl po bouři uzavřen.",
            f"The bridge near {place} was closed after the storm.",
        ),
    )
]
CZECH_LONG = (
    "Rada v pondělí dlouho mluvila o novém rozpočtu a o starých školách, pak šli všichni domů a u večeře vypili ještě "
    "sklenici vína, protože byli po celém dni unavení."
)


@pytest.mark.parametrize(
    ("target", "want"),
    [
        ("On Monday the council talked at length about the new budget.", 1),
        (
            "On Monday the council talked at length about the new budget and the old schools, then they all went home "
            "and drank another glass of wine over dinner, tired from the long day.",
            0,
        ),
    ],
)
def test_half_a_sentence_is_found_where_nobody_knows_what_it_means(target: str, want: int) -> None:
    assert len(found(CZECH_LONG, target, pairs=CZECH, lang="cs")) == want


@pytest.mark.parametrize(
    ("source", "want"),
    [
        ("Rada v pondělí dlouho mluvila o novém rozpočtu, pak šli všichni domů a u večeře pili víno.", 0),
        ("Rada v pondělí dlouho mluvila o novém rozpočtu, pak šel Novotný domů a u večeře pil Kratochvíl víno.", 1),
    ],
)
def test_names_that_are_gone_are_part_of_what_is_lost(source: str, want: int) -> None:
    target = "On Monday the council talked about the new budget, then all drank wine at home."
    assert len(found(source, target, pairs=CZECH, lang="cs")) == want


@pytest.mark.parametrize(("names", "want"), [("NATO, the EU and the UN", 0), ("Nato, the Eu and the Un", 1)])
def test_names_in_initials_make_a_translation_short(names: str, want: int) -> None:
    source = "Rada v pondělí mluvila o Severoatlantické alianci, o Evropské unii a o Organizaci spojených národů."
    target = f"On Monday the council talked for a very long time about {names}."
    assert len(found(source, target, pairs=CZECH, lang="cs")) == want


def test_pieces_say_where_each_side_stands() -> None:
    source = "Der Rat tagte am Montag. Die Bürgermeisterin sprach lange über den neuen Haushalt der Stadt. Alle gingen."
    text = "The council met on Monday. They all went."
    pair = Pair(language().analyse(text, {}), Source.of(source, "de"))
    assert [[b.source_text for b in run] for run, _ in lost(pair)] == [[source[25:92]]]
    assert not list(added(pair))
    assert [text[slice(*here)] for _, _, here in both(pair)] == [text[:26], text[27:]]
