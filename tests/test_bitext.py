"""Source languages, sentences, alignment, numbers and names across languages."""

from __future__ import annotations

import random

import pytest

import mtcheck
from mtcheck.bitext.align import Step, Unit, align
from mtcheck.bitext.detect import detect
from mtcheck.bitext.differing import otherwise
from mtcheck.bitext.language import language_data
from mtcheck.bitext.lengths import Scale, measured
from mtcheck.bitext.likeness import Likeness, Sides
from mtcheck.bitext.memory import First
from mtcheck.bitext.names import distance, likeness, skeleton
from mtcheck.bitext.numbers import Number, agree
from mtcheck.bitext.numbers_english import english_numbers
from mtcheck.bitext.numbers_source import source_numbers
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.source import Source
from mtcheck.languages.en import analyse
from mtcheck.rules.bilingual.consistency import same_source_differently
from mtcheck.text.spans import Span

SUPPORTED = "ar cs de es fr he hi it ja ko pl pt ru uk zh".split()


@pytest.mark.parametrize("code", SUPPORTED)
def test_every_language_has_its_tables(code: str) -> None:
    known = language_data(code)
    assert known.known and known.ratio > 0 and known.negation
    assert len(known.month_names) == 12 and len(known.day_names) == 7
    assert "germany" in known.place_names.names


def test_language_codes() -> None:
    assert language_data("pt-BR").code == "pt" and language_data("zh_Hans").code == "zh"
    assert not language_data("../x").known and not language_data("xx").known and language_data("").code == "und"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Der Rat hat gestern über den neuen Haushalt der Stadt beraten.", "de"),
        ("Le conseil a discuté hier du nouveau budget de la ville.", "fr"),
        ("Совет вчера обсуждал новый бюджет и был против.", "ru"),
        ("Рада вчора обговорювала новий бюджет і його виконання.", "uk"),
        ("議会は昨日、新しい予算について話し合った。", "ja"),
        ("议会昨天讨论了新预算。", "zh"),
        ("의회는 어제 새 예산을 논의했다.", "ko"),
        ("ناقش المجلس أمس الميزانية الجديدة.", "ar"),
        ("המועצה דנה אתמול בתקציב החדש.", "he"),
        ("परिषद ने कल नए बजट पर चर्चा की।", "hi"),
        ("", "und"),
    ],
)
def test_detect(text: str, code: str) -> None:
    assert detect(text) == code


def test_sentences() -> None:
    text = "Am 3. Mai kam Dr. Weiß an. Er blieb z. B. bis abends!\n今日は雨。明日は？はい。"
    source = Source.of(text, "de")
    first, second = source.paragraphs
    assert [text[slice(*s)] for s in source.sentences(first)] == [
        "Am 3. Mai kam Dr. Weiß an.",
        "Er blieb z. B. bis abends!",
    ]
    assert [text[slice(*s)] for s in source.sentences(second)] == ["今日は雨。", "明日は？", "はい。"]


@pytest.mark.parametrize(
    ("text", "lang", "count"),
    [
        ("Вони спали. 25 лютого впав дім.", "uk", 2),
        ("Er kam 2018. 3. Februar war der Tag.", "de", 2),
        ("Beide schliefen. 25 Leute kamen.", "de", 2),
        ("Siehe Art. 25 des Gesetzes.", "de", 1),
        ("Siehe Art. 3 Absatz 2.", "de", 1),
        ("Am 3. 5. kam er.", "de", 1),
        ("Wer kam? 25 Leute!", "de", 2),
        ("Sie schliefen … 25 Leute kamen.", "de", 1),
    ],
)
def test_sentences_that_begin_with_a_figure(text: str, lang: str, count: int) -> None:
    source = Source.of(text, lang)
    assert len(source.sentences(source.paragraphs[0])) == count, text


def test_align_merges_and_gaps() -> None:
    def units(*lengths: int) -> list[Unit]:
        return [Unit(n, frozenset()) for n in lengths]

    scale = Scale(1.0, 3.0)
    assert align(units(50, 60), units(52, 58), scale) == [Step(0, 1, 0, 1), Step(1, 2, 1, 2)]
    assert align(units(100, 60), units(49, 52, 61), scale) == [Step(0, 1, 0, 2), Step(1, 2, 2, 3)]
    assert align(units(), units(5), scale) == [Step(0, 0, 0, 1)]
    assert align(units(5), units(), scale) == [Step(0, 1, 0, 0)]


def test_anchors_outweigh_lengths() -> None:
    source = [Unit(40, frozenset({"1987"})), Unit(40, frozenset({"2024"}))]
    target = [Unit(40, frozenset({"2024"}))]
    assert align(source, target, Scale(1.0, 3.0)) == [Step(0, 1, 0, 0), Step(1, 2, 0, 1)]


def test_align_covers_everything_once() -> None:
    chance = random.Random(7)
    for _ in range(30):
        left = [Unit(chance.randint(1, 200), frozenset()) for _ in range(chance.randint(0, 12))]
        right = [Unit(chance.randint(1, 200), frozenset()) for _ in range(chance.randint(0, 12))]
        steps = align(left, right, Scale(1.0, 5.0))
        assert [i for s in steps for i in range(s.s0, s.s1)] == list(range(len(left)))
        assert [j for s in steps for j in range(s.t0, s.t1)] == list(range(len(right)))


@pytest.mark.slow
def test_long_texts_stay_in_time() -> None:
    units = [Unit(80 + i % 7, frozenset()) for i in range(600)]
    assert len(align(units, [*units, Unit(80, frozenset())], Scale(1.0, 5.0))) >= 600


def codes(source: str, lang: str, english: str) -> list[str]:
    """The codes of what is found in a translation."""
    report = mtcheck.check(english, source=source, settings=mtcheck.Settings(source_lang=lang))
    return [f.code for f in report.findings]


def values(numbers: list[Number]) -> list[float]:
    return [n.value for n in numbers]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("twenty-five thousand", [25_000]),
        ("3.5 million euros", [3_500_000]),
        ("1,234 of 5", [1234, 5]),
        ("a hundred and ten", [110]),
        ("ten five", [10, 5]),
    ],
)
def test_english_numbers(text: str, expected: list[float]) -> None:
    assert values(english_numbers(text)) == expected


@pytest.mark.parametrize(
    ("source", "lang", "english"),
    [
        ("3,5 Mio. Euro", "de", "3.5 million euros"),
        ("1.234 Menschen", "de", "1,234 people"),
        ("zweiundzwanzig", "de", "22"),
        ("350万人", "ja", "3.5 million"),
        ("4億2600万ドル", "ja", "426 million dollars"),
        ("二十五年", "zh", "25 years"),
        ("平成25年", "ja", "2013"),
        ("２７歳", "ja", "27"),
        ("٢٥ شخصا", "ar", "25 people"),
        ("19 h", "fr", "7 p.m."),
        ("14:00 Uhr", "de", "2 p.m."),
        ("12 тыс. человек", "ru", "12,000 people"),
        ("пять человек", "ru", "five people"),
        ("7 लाख", "hi", "700,000"),
        ("XIX wiek", "pl", "19th century"),
        ("午後3時50分", "ja", "3:50 p.m."),
    ],
)
def test_numbers_agree(source: str, lang: str, english: str) -> None:
    left, right = source_numbers(source, 0, language_data(lang)), english_numbers(english)
    assert right and any(agree(t, s) for t in right for s in left), (left, right)


@pytest.mark.parametrize(
    ("source", "lang", "english"),
    [("1987", "de", "1978"), ("503 Mio.", "de", "501 million"), ("２７歳", "ja", "37"), ("drei", "de", "five")],
)
def test_numbers_disagree(source: str, lang: str, english: str) -> None:
    left, right = source_numbers(source, 0, language_data(lang)), english_numbers(english)
    assert not any(agree(t, s) for t in right for s in left)


@pytest.mark.parametrize(
    ("name", "text"),
    [("Washington", "Вашингтон"), ("Netanyahu", "נתניהו"), ("Zelenskyy", "Зеленський"), ("Gupta", "गुप्ता")],
)
def test_names_across_scripts(name: str, text: str) -> None:
    assert likeness(name, skeleton(text)) > 0.7


def test_distance() -> None:
    assert distance("abc", "xxabcxx") == 0 and distance("abc", "xxabdxx") == 1 and distance("", "x") == 0


def test_offsets_are_of_each_text() -> None:
    text, source = "😀 The council met.\r\nIt had 38 guests.", "😀😀 Der Rat tagte.\r\nEr hatte 38 Gäste."
    pair = Pair(analyse(text), Source.of(source, "de"))
    last = pair.beads[-1]
    assert last.target_text == "It had 38 guests." and last.source_text == "Er hatte 38 Gäste."
    assert [text[slice(*n.span)] for n in last.target_numbers] == ["38"]
    assert [source[slice(*n.span)] for n in last.source_numbers] == ["38"]


@pytest.mark.slow
def test_hostile_texts() -> None:
    for text in (
        "1" * 5000,
        "1." * 3000,
        "(" * 3000,
        "a@" * 3000,
        "<a " * 2000,
        "十" * 3000,
        "!" * 3000,
        "\u202e" * 500,
    ):
        assert Pair(analyse(text), Source.of(text, "zh")).beads is not None
        assert source_numbers(text, 0, language_data("de")) is not None


# -- what a text tells of itself -------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "lang", "english", "same"),
    [
        ("1,5 Milliarden", "de", "1.5 billion", True),
        ("1,5 Milliarden", "de", "1.5 million", False),
        ("3,5 Prozent", "de", "35 percent", False),
        ("60.000 millones", "es", "60 billion", True),
        ("60 mil milhões", "pt", "60 billion", True),
        ("двадцать пять", "ru", "twenty-five", True),
        ("двадцать пять", "ru", "twenty-six", False),
        ("quatre-vingt-dix", "fr", "ninety", True),
        ("soixante et onze", "fr", "71", True),
        ("أربعة عشر", "ar", "fourteen", True),
        ("שמונה עשר", "he", "18", True),
        ("1 億 4 千万", "ja", "140 million", True),
        ("1억 4천 2백만", "ko", "142 million", True),
        ("2亿", "zh", "2 billion", False),
        ("تین", "xx", "three", False),
        ("۲۶،۷۵۰", "fa", "26,750", True),
        ("500 000", "fr", "half a million", True),
        ("1800", "sv", "the 19th century", True),
        ("148410", "de", "148411", False),
        ("30 Meter", "de", "30m", True),
        ("4K", "zh", "4K", True),
        ("30 Millionen", "de", "30m", True),
        ("30 Milliarden", "de", "30m", False),
        ("30 Dollar", "de", "$30m", False),
        ("30 Milliarden", "de", "$30 bln", True),
        ("1 трлн", "ru", "$1 tln", True),
        ("121 млн", "ru", "121 mln", True),
        ("1.1亿", "zh", "110 million", True),
        ("33.06万", "zh", "330,600", True),
        ("1.1億円", "ja", "110 million", True),
        ("30 milljörðum", "is", "30 billion", True),
    ],
)
def test_numbers_agree_by_value(source: str, lang: str, english: str, same: bool) -> None:
    left, right = source_numbers(source, 0, language_data(lang)), english_numbers(english)
    assert any(agree(t, s) for t in right for s in left) is same, (left, right)


@pytest.mark.parametrize(
    ("source", "lang", "english", "alarm"),
    [
        ("Es fallen 10 cm Regen.", "de", "There will be 4 inches of rain.", False),
        ("Es fallen 10 cm Regen.", "de", "There will be 14 inches of rain.", True),
        ("Es fallen 5 bis 10 cm Regen.", "de", "There will be 2 to 4 inches of rain.", False),
        ("Es sind 27 Grad.", "de", "It is 80 degrees.", False),
        ("Die Reise dauert 14 Tage.", "de", "The trip takes two weeks.", False),
        ("Der Ort liegt 35 Kilometer entfernt.", "de", "The town is 22 miles away.", False),
        ("Der Ort liegt 35 Kilometer entfernt.", "de", "The town is 52 miles away.", True),
    ],
)
def test_measures_are_converted(source: str, lang: str, english: str, alarm: bool) -> None:
    assert any(code in ("BNU001", "BNU006") for code in codes(source, lang, english)) is alarm


@pytest.mark.parametrize(
    ("source", "lang", "english", "alarm"),
    [
        ("Man erwartet 4 Millionen bis 6 Millionen Gäste.", "de", "They expect 4 to 6 million guests.", False),
        ("Man erwartet 4 Millionen, nicht 6 Millionen Gäste.", "de", "They expect 4, not 6 million guests.", True),
        ("Man erwartet 400 Millionen bis 600 Millionen Gäste.", "de", "They expect 4 to 6 million guests.", True),
        ("Es kamen 4 Milliarden und 6 Millionen.", "de", "There came 4 thousand and 6 million.", True),
        ("Es kamen 4 Tausend und 6 Millionen.", "de", "There came 4 billion and 6 million.", True),
        ("Früher kostete es fünf Millionen, jetzt sieben.", "de", "It cost five million, now seven million.", False),
        ("Früher kostete es fünf Millionen, jetzt sieben.", "de", "It cost five million, now seven billion.", True),
        ("预计有400至600万名游客。", "zh", "They expect 4 million to 6 million guests.", False),
        ("预计有400至600万名游客。", "zh", "They expect 40 million to 60 million guests.", True),
    ],
)
def test_what_multiplies_is_not_said_twice(source: str, lang: str, english: str, alarm: bool) -> None:
    assert ("BNU001" in codes(source, lang, english)) is alarm


def test_a_text_has_lengths_of_its_own() -> None:
    language = language_data("de")
    scale = measured([(100.0 + n, 130.0 + 1.3 * n) for n in range(40)], language)
    assert scale.own and abs(scale.ratio - 1.25) < 0.06 and scale.spread < language.spread
    assert not measured([], language).own and measured([], language).ratio == 1.0


def test_a_moved_sentence_is_found_in_its_place() -> None:
    first = "Im Jahr 1987 kaufte Walmark die Fabrik in Ostrau."
    middle = [f"Der Rat der Stadt tagte zum {n}. Mal in der Halle am Fluss." for n in (31, 42, 53, 64)]
    english = [f"The city council met for the {n}th time in the hall by the river." for n in (31, 42, 53, 64)]
    moved = "In 1987 Walmark bought the factory in Ostrau."
    pair = Pair(analyse("\n".join([*english, moved])), Source.of("\n".join([first, *middle]), "de"))
    assert [b.moved for b in pair.beads] == [False] * 4 + [True]
    assert pair.beads[-1].source_text == first


def test_what_beads_have_in_common() -> None:
    beads = [Sides(frozenset({f"#{n}", "cname"}), frozenset({f"#{n}"})) for n in range(100, 120)]
    likeness = Likeness([*beads, Sides(frozenset({"#7"}), frozenset({"#100"}))])
    assert likeness.enough and not likeness.unlike
    assert likeness.of(beads[3]) > 0 > likeness.of(Sides(frozenset({"#1"}), frozenset({"#105"})))
    other = Likeness([Sides(frozenset({f"#{n + 50}"}), frozenset({f"#{n}"})) for n in range(20)])
    assert other.unlike and not other.enough
    few = [Sides(frozenset({f"#{n}"}), frozenset({f"#{n}"})) for n in range(7)]
    short = Likeness([*few, *[Sides(frozenset(), frozenset())] * 200])  # short sentences that have little to compare
    assert not short.unlike and not short.enough


LONG = (
    "Der Rat tagte am Montag. Die Bürgermeisterin sprach lange über den neuen Haushalt der Stadt und über die Schulen. "
    "Dann gingen alle nach Hause, ohne dass jemand etwas beschlossen hätte, was viele Bürger sehr geärgert hat. "
)


@pytest.mark.parametrize(
    ("source", "target", "lang", "word"),
    [
        ("", "The council met on Monday.", "de", "empty"),
        (LONG, "The council met on Monday.", "fr", "German, not in French"),
        (
            "The council met on Monday, and the mayor spoke for a long time about the schools. " * 4,
            LONG,
            "de",
            "swapped",
        ),
        (LONG, LONG, "de", "itself"),
        (LONG, "The council met on Monday.", "de", ""),
    ],
)
def test_a_source_that_is_not_the_texts(source: str, target: str, lang: str, word: str) -> None:
    pair = Pair(analyse(target), Source.of(source, lang))
    assert word in pair.mismatch and bool(word) == bool(pair.mismatch)
    assert not pair.mismatch or not pair.beads


def test_the_same_hash_is_not_the_same_text() -> None:
    german = "Die Tür ist offen. Die Tür ist zu."
    pair = Pair(analyse("The door is open. The door is shut."), Source.of(german, "de"))
    known = First()
    assert known.place(hash("Die Tür ist zu."), Span(0, 18), Span(0, 17)) is None
    assert pair.first(known, lambda there, _: there, Span(19, 34), Span(18, 35)) is None
    pair.memory.by_source = known
    assert not list(same_source_differently.run_pair(pair))


def test_what_stood_first_has_the_same_key() -> None:
    pair = Pair(analyse("The door is shut. Shut the door."), Source.of("Die Tür ist zu. Die Tür ist zu.", "de"))
    known = First()
    assert pair.first(known, lambda there, _: there, Span(0, 15), Span(0, 17)) is None
    first = pair.first(known, lambda there, _: there, Span(16, 31), Span(18, 32))
    assert first and first.source == "Die Tür ist zu." and first.translated_at == Span(0, 17)


def test_what_stood_first_is_known_of_very_many() -> None:
    first = First()
    keys = [hash(str(k)) for k in range(500)] + [k * 2**40 for k in range(1, 100)]  # many of one slot
    for k, key in enumerate(keys):
        assert first.place(key, Span(k, k + 1), Span(2 * k, 2 * k + 1)) is None
    for k, key in enumerate(keys):
        assert first.place(key, Span(k, k + 1), Span(2 * k, 2 * k + 1)) is None  # it is this one
        assert first.place(key, Span(9999, 9999), Span(0, 0)) == (Span(k, k + 1), Span(2 * k, 2 * k + 1))


def test_two_translations_of_one_source_are_told_apart_by_the_words_that_differ() -> None:
    one = "The council of the town met on Monday to speak about the new budget."
    for other, words in (
        ("The council of the city met on Monday to speak about the new budget.", "“town” where this says “city”"),
        ("The council of the town met to speak about the new budget.", "“met on Monday” where this says “met”"),
        ("Council of the town met on Monday to speak about the new budget.", "“The council” where this says “Council”"),
        ("THE council of the town met on Monday to speak of the new budget.", "“about” where this says “of”"),
    ):
        assert otherwise(one, other).endswith(f"with {words}."), other
    for other in ("On Monday, the council of the town spoke at length about its new budget.", "No.", "…"):
        assert otherwise(one, other) == f"The same source was translated before as “{one}”"
    assert otherwise("Close the door.", "Shut the door.").endswith("before as “Close the door.”")
