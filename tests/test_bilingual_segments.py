"""What bilingual rules say of given segments, where each is compared with its own source alone."""

from __future__ import annotations

from collections import Counter

import pytest

from mtcheck.bitext.language import language_data
from mtcheck.bitext.months import named
from mtcheck.checking.settings import Settings
from mtcheck.reading.base import Segment
from mtcheck.run.segments import check_segments

PLAIN = ("Der Rat tagte am Montag im Saal.", "The council met in the hall on Monday.")


def found(code: str, lang: str, *pairs: tuple[str, str]) -> list[str]:
    """The marked text of each finding of a rule in segments (source, translation)."""
    segments = [Segment(str(i), source, target) for i, (source, target) in enumerate(pairs)]
    report = check_segments(segments, Settings(source_lang=lang, select=(code,), min_confidence=0.42))
    return [report.text[slice(*f.span)] for f in report.findings]


LOST_QUESTIONS = {
    "behind it more is said": ("de", "Wozu denn das? Es war ohnehin vorbei.", "Such a need. It was over anyway."),
    "one of two": ("de", "Wozu das? Warum fragte er sie?", "What need was that? Why did he meet her."),
    "what is it": ("ja", "事務所はどこですか。", "What’s in the office."),
    "the first of two": ("de", "Wo ist sie? Kommt er? Ja.", "Where's the old mayor. Is he coming? Yes."),
    "whatever the subject": ("de", "Tagt Ulm? Kommt er? Ja.", "Has Ulm met there. Is he coming? Yes."),
    "if not": ("de", "Wenn sie tagen, was wäre besser? So Ulm.", "If they meet, what better way than that. So Ulm."),
}
NO_QUESTIONS = {
    "two made one": ("de", "Kommt sie mit Milch? Oder mit Tee?", "Does she come with milk or with tea?"),
    "a condition": ("de", "Sind Sie neu hier? Schauen Sie sich um.", "If you are new here, look around."),
    "a mark in brackets": ("de", "Er spricht (Saterland?) Friesisch mit ihr.", "He speaks Frisian with her at home."),
    "a mark within a word": ("de", "Der Rat?Saal war am Montag voll.", "The hall of the council was full on Monday."),
    "two marks": ("de", "Kommt sie denn heute mit Milch??", "Does she come with milk today?"),
    "what is more": ("de", "Kommt sie? Und ob? Ja, und sie singt.", "Does she come? What's more, she sings."),
}


@pytest.mark.parametrize("case", LOST_QUESTIONS)
def test_a_question_lost_within_a_segment_is_found(case: str) -> None:
    lang, source, target = LOST_QUESTIONS[case]
    assert found("BPU001", lang, (source, target)) == [target]


@pytest.mark.parametrize("case", NO_QUESTIONS)
def test_no_question_is_lost_where_none_was(case: str) -> None:
    lang, source, target = NO_QUESTIONS[case]
    assert found("BPU001", lang, (source, target)) == []


SAID = "„Wir tagen am Montag im Saal“, sagte sie.", '"We meet in the hall on Monday, she said.'
MOVED = "Wir kommen am Montag alle.", 'We all come on Monday."'


def test_a_lone_mark_is_found_beside_another_if_the_quotation_ends_within() -> None:
    assert found("BPU004", "de", ("„Wir tagen noch", '"We meet'), SAID, PLAIN) == ['"']
    assert found("BPU004", "de", MOVED, SAID, PLAIN) == []


def test_a_quotation_that_closes_in_a_later_segment_has_its_partner() -> None:
    opened = ("Er rief: „So!“ und dass alle kommen.", 'He called: "So and that all come.')
    closed = ("Dann singen alle“, rief er.", 'Then all sing," he called.')
    between = ("Sie tagen dort im Saal.", "They meet in the hall there.")
    assert found("BPU004", "de", opened, between, closed, PLAIN) == []
    assert found("BPU004", "de", opened, between, PLAIN) == ['"']


def test_the_marks_of_hebrew_initials_quote_nothing() -> None:
    assert found("BPU004", "he", ("נשיא ארה“ב נפגש עם נציגי האו“ם בעיר", "The US president met the UN in town.")) == []


QUOTED = {
    "all of it": ("de", "„Heute gibt es beides nicht mehr.“", "Today there is neither of them."),
    "all of it, the stop outside": (
        "fr",
        "« Il n’y en a plus du tout aujourd’hui ».",
        "Today there is none left at all.",
    ),
    "behind a colon": (
        "de",
        "Er schrieb: „Wir kommen alle am Abend“, und ging.",
        "He wrote that we come at night, and left.",
    ),
    "so says somebody": ("ja", "「今日は会議があります」と言った。", "There is a meeting today, he said."),
    "long": (
        "de",
        "Das Ziel, „Die ganze große Stadt sollte eines Tages wieder ihren alten Fluss sehen“ hieß es, ist weit.",
        "The aim, they put it, that the whole big town should one day see its old river again, is far.",
    ),
}


@pytest.mark.parametrize("case", QUOTED)
def test_words_that_the_source_quotes_are_quoted(case: str) -> None:
    lang, source, target = QUOTED[case]
    assert found("BPU004", lang, (source, target)) == [target]


def test_a_title_needs_no_marks() -> None:
    assert found("BPU004", "de", ("Er las: „Der Hafen“, dann schlief er.", "He read The Port, then he slept.")) == []
    assert found("BPU004", "ja", ("彼は「港」と言った。", "He said port.")) == []


MONTHS = {
    "once, whatever the spellings": ("hi", "20 नवम्बर को", {11: 1}),
    "one month in two words": ("ar", "في أيلول/سبتمبر", {9: 1}),
    "two with one sign": ("zh", "於4至6月舉行", {4: 1, 6: 1}),
    "two with one sign and a dash": ("ko", "1794년 1 - 2월에", {1: 1, 2: 1}),
    "inflected": ("tr", "ekimden nisana kadar", {10: 1, 4: 1}),
    "no saint": ("ru", "святого августина в августе", {8: 1}),
    "in the tongue of the people": ("el", "τον σεπτέμβρη", {9: 1}),
    "written otherwise": ("he", "בחודש מרס", {3: 1}),
}


@pytest.mark.parametrize("case", MONTHS)
def test_the_months_of_a_text(case: str) -> None:
    lang, text, months = MONTHS[case]
    language = language_data(lang)
    found_there = Counter(n for name in named(text, language.month_names, language) for n in name.numbers)
    assert found_there == Counter(months)
