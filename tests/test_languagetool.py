"""LanguageTool's protocol, its functions: what is asked, which rules that means, what a finding is to a client."""

from __future__ import annotations

import json
import random
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("starlette", reason="the server needs mtcheck[serve]")

from mtcheck.checking.registry import all_rules
from mtcheck.lint.findings import MINOR, SAFE, SUGGEST, Finding, Fix
from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.run.flow import Task
from mtcheck.serve.languagetool.annotated import BadRequest, annotated
from mtcheck.serve.languagetool.answers import check_answer
from mtcheck.serve.languagetool.categories import MISC, kind_of
from mtcheck.serve.languagetool.choice import Choice, Tasks
from mtcheck.serve.languagetool.matches import context, offered
from mtcheck.serve.languagetool.request import check_of, fields_of
from mtcheck.serve.languagetool.upstream import Upstream, english, merged, without_touching
from mtcheck.text.spans import Edit, Span

FORM = "application/x-www-form-urlencoded"
PAGES = "http://127.0.0.1:8765/rules/"
DOUBLED = "He saw the the man."


def project(**values: Any) -> Project:
    return load(isolated=True, given=values)


def answered(fields: dict[str, Any], settings: Project | None = None) -> dict[str, Any]:
    tasks = Tasks(Task.of(settings or project()))
    return check_answer(check_of({"language": "en-US", **fields}), tasks, PAGES)


def found(fields: dict[str, Any], settings: Project | None = None) -> list[str]:
    return [m["rule"]["id"] for m in answered(fields, settings)["matches"]]


def cut(text: str, match: dict[str, Any]) -> str:
    """The words of a match, by its offsets in UTF-16."""
    wide = text.encode("utf-16-le", "surrogatepass")
    return wide[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le", "surrogatepass")


def test_a_match_has_all_that_the_protocol_has() -> None:
    [match] = answered({"text": DOUBLED})["matches"]
    assert match == {
        "message": "“the” stands here twice.",
        "shortMessage": "Doubled word",
        "replacements": [{"value": "the"}],
        "offset": 7,
        "length": 7,
        "context": {"text": DOUBLED, "offset": 7, "length": 7},
        "sentence": DOUBLED,
        "type": {"typeName": "Other"},
        "rule": {
            "id": "REP001",
            "description": "A word stands twice in a row.",
            "issueType": "duplication",
            "category": {"id": "REPETITIONS", "name": "Repetitions"},
            "urls": [{"value": f"{PAGES}REP001"}],
        },
        "ignoreForIncompleteSentence": False,
        "contextForSureMatch": 0,
    }


@settings(deadline=None, max_examples=50)
@given(st.text(alphabet="a \n\U0001f600\U00010348é’", max_size=30), st.text(alphabet="\U0001f600 x.", max_size=20))
def test_offsets_count_utf_16(before: str, behind: str) -> None:
    text = f"{before}\n\nHe saw the the man.\n\n{behind}"
    matches = answered({"text": text, "enabledOnly": "true", "enabledRules": "REP001"})["matches"]
    words = [cut(text, m) for m in matches]
    assert words.count("the the") == 1
    for match, word in zip(matches, words, strict=True):
        assert cut(match["context"]["text"], match["context"]) == " ".join(word.splitlines())


def test_context_is_cut_on_one_line() -> None:
    text = "\U0001f600" * 50 + "\nthe the\r\n" + "b" * 50
    shown = context(Span(51, 58), text)
    assert shown["text"] == "..." + "\U0001f600" * 39 + " the the" + "  " + "b" * 38 + "..."
    assert cut(shown["text"], shown) == "the the"


def parts(*given: str | tuple[str, str | None]) -> dict[str, Any]:
    """An annotation; a pair is markup and what it is to be read as."""
    rows = [{"text": p} if isinstance(p, str) else {"markup": p[0], "interpretAs": p[1]} for p in given]
    return {"annotation": [{k: v for k, v in row.items() if v is not None} for row in rows]}


@pytest.mark.parametrize(
    ("given", "after"),
    [
        (parts("He saw ", ("<b>", None), "the", ("</b>", None), " the man."), "He saw <b>the</b> man."),
        (parts("\U0001f600 He saw ", ("\U0001f600", ""), "the the man."), "\U0001f600 He saw \U0001f600the man."),
        (parts("He saw the", ("&nbsp;", " "), "the man."), "He saw&nbsp;the man."),
        (parts("He saw the", ("<br><br>", "\n\n"), "the man."), None),
        (parts("He ran ", ("\\code{in in}", "in in"), " the town."), None),
        (parts("He ran in ", ("`x y`", ""), " in the town."), None),
        (parts("He saw it", ("\n- ", "\n• "), "The the man."), "He saw it\n- The man."),
        (parts("He ran in ", ("`in`", "`in`"), " the town."), None),
        (parts("He saw the the man."), "He saw the man."),
        ({"text": "He saw the the man.", "metaData": {"Title": "A"}}, "He saw the man."),
    ],
)
def test_annotations_are_read_around_their_markup(given: dict[str, Any], after: str | None) -> None:
    whole = annotated(given).text
    matches = answered({"data": json.dumps(given), "enabledOnly": "true", "enabledRules": "REP001"})["matches"]
    assert [_replaced(whole, m) for m in matches] == ([after] if after else [])


def _replaced(text: str, match: dict[str, Any]) -> str:
    """The text after the first replacement, as a client makes it."""
    wide = text.encode("utf-16-le")
    start, end = 2 * match["offset"], 2 * (match["offset"] + match["length"])
    new: bytes = match["replacements"][0]["value"].encode("utf-16-le")
    return (wide[:start] + new + wide[end:]).decode("utf-16-le")


@pytest.mark.parametrize(
    "data",
    [
        "no json",
        "[" * 100_000,
        "[]",
        "{}",
        '{"text": 3}',
        '{"text": "a", "annotation": []}',
        '{"annotation": {}}',
        '{"annotation": [3]}',
        '{"annotation": [{}]}',
        '{"annotation": [{"text": "a", "markup": "b"}]}',
        '{"annotation": [{"text": null}]}',
        '{"annotation": [{"markup": "a", "interpretAs": 3}]}',
    ],
)
def test_a_broken_annotation_is_told(data: str) -> None:
    with pytest.raises(BadRequest):
        annotated(data)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"language": "en"}, "Missing 'text' or 'data'"),
        ({"text": "a", "data": "{}", "language": "en"}, "not both"),
        ({"text": "a"}, "Missing 'language'"),
        ({"text": "a", "language": "<script>"}, "is not a language code"),
        ({"text": 3, "language": "en"}, "'text' must be a string"),
        ({"text": "a", "language": "en", "enabledOnly": "true"}, "You must specify enabled rules"),
        ({"text": "a", "language": "en", "enabledOnly": "yes", "disabledRules": "A"}, "You cannot specify disabled"),
    ],
)
def test_what_cannot_be_asked_is_told_as_clients_know_it(fields: dict[str, Any], message: str) -> None:
    with pytest.raises(BadRequest, match=message):
        check_of(fields)


def test_parameters_come_in_a_query_a_form_or_json() -> None:
    asked = {"text": "A & b + c = \U0001f600 100%", "language": "en-GB"}
    form = urlencode(asked)
    assert fields_of(form, b"", "") == asked
    assert fields_of("", form.encode(), FORM) == asked
    assert fields_of("", json.dumps(asked).encode(), "application/json") == asked
    assert fields_of("language=en-US", b'{"text": "a"}', "application/json") == {"language": "en-US", "text": "a"}
    for body in (b"3", b"{", b"\xff\xfe", b"[" * 100_000):
        with pytest.raises(BadRequest):
            fields_of("", body, "application/json")
    with pytest.raises(BadRequest):
        fields_of("", b"&".join([b"a=b"] * 1000), FORM)


def test_a_text_that_is_not_escaped_is_whole() -> None:
    """LibreOffice 7.4 sends it so."""
    text = "R & D costs 100% + \U0001f600 &language=x; 5 = five %41"
    body = f"text={text}&language=en-US&username=a&apiKey=b%20c".encode()
    assert fields_of("", body, FORM) == {"text": text, "language": "en-US", "username": "a", "apiKey": "b c"}
    escaped = f"text={quote(text)}&language=en-US".encode()
    assert fields_of("", escaped, FORM) == {"text": text, "language": "en-US"}
    assert fields_of("", b"text=a+b%26c&language=en", FORM)["text"] == "a b&c"


TWO = "He saw the the man for talks on TV. They met three times For talks."


def test_clients_choose_rules_and_categories() -> None:
    usual = found({"text": TWO})
    assert {"REP001", "CAP001"} <= set(usual)
    assert "REP001" not in found({"text": TWO, "disabledRules": "rep001,EN_A_VS_AN"})
    assert "CAP001" not in found({"text": TWO, "disabledCategories": "CASING"})
    assert "CAP001" in found({"text": TWO, "disabledCategories": "CASING", "enabledRules": "CAP001"})
    assert found({"text": TWO, "enabledOnly": "true", "enabledRules": "REP001"}) == ["REP001"]
    assert found({"text": TWO, "enabledOnly": "true", "enabledCategories": "REPETITIONS"}) == ["REP001"]
    assert found({"text": TWO, "enabledOnly": "true", "enabledRules": "EN_A_VS_AN"}) == []
    assert found({"text": TWO, "enabledRules": "EN_A_VS_AN"}) == usual


def test_settings_of_the_project_hold() -> None:
    silent = project(ignore=["REP001"])
    assert "REP001" not in found({"text": TWO}, silent)
    assert "REP001" not in found({"text": TWO, "enabledRules": "REP001"}, silent)
    assert found({"text": TWO, "enabledOnly": "true", "enabledRules": "REP001"}, silent) == []
    assert set(found({"text": TWO}, project(select=["CAP001"]))) == {"CAP001"}


def test_picky_shows_what_is_less_sure() -> None:
    strict = project(**{"min-confidence": 0.9999})
    assert found({"text": DOUBLED}, strict) == []
    assert found({"text": DOUBLED, "level": "picky"}, strict) == ["REP001"]
    assert found({"text": DOUBLED, "level": "default"}, strict) == []


def test_a_rule_in_preview_can_be_switched_on() -> None:
    preview = next((r for r in all_rules() if r.status == "preview" and not r.bilingual), None)
    if preview is None:
        pytest.skip("no rule is in preview")
    tasks = Tasks(Task.of(project()))
    task = tasks.of(Choice(more=frozenset((preview.code,))))
    assert task
    assert preview.code in task.project.settings.select


def test_german_is_no_error_where_the_language_is_left_open() -> None:
    german = "Der Rat hat am Montag über die neue Brücke gesprochen, weil die alte nicht mehr sicher ist. " * 4
    told = answered({"text": german, "language": "auto"})
    assert told["matches"] == []
    assert told["warnings"] == {"incompleteResults": True, "incompleteResultsReason": "the text is not in English"}
    assert told["language"]["detectedLanguage"]["confidence"] == 0.0
    assert found({"text": german}) == ["UNT007"]


def test_the_variant_is_the_clients() -> None:
    assert answered({"text": "A."})["language"]["name"] == "English (US)"
    assert answered({"text": "A.", "language": "en-gb"})["language"]["code"] == "en-GB"
    auto = answered({"text": "A.", "language": "auto", "preferredVariants": "de-AT,en-AU"})
    assert auto["language"]["code"] == "en-AU"
    assert not check_of({"text": "a", "language": "de-DE"}).english


def test_every_rule_has_a_category() -> None:
    assert [r.code for r in all_rules() if kind_of(r.mqm)[1] is MISC] == []
    assert kind_of("fluency/spelling/capitalization") == (
        "typographical",
        kind_of("fluency/spelling/capitalization")[1],
    )
    assert kind_of("fluency/spelling")[0] == "misspelling"
    assert kind_of("nothing/of/this")[1] is MISC


TEXT = "The the old man went home."


@pytest.mark.parametrize(
    ("span", "edits", "words", "texts"),
    [
        ((4, 7), [Edit(4, 7, "an")], "the", ("an",)),
        ((4, 7), [Edit(4, 7, "the")], "the", ()),  # changes nothing
        ((4, 7), [Edit(4, 8, "")], "the old", ("old",)),  # what would be empty takes in the next word
        ((20, 25), [Edit(20, 25, "")], " home.", (".",)),
        ((20, 26), [Edit(20, 26, "")], "went home.", ("went",)),  # or the one before
        ((0, 3), [Edit(4, 8, "")], "The the ", ("The ",)),  # widened to what the fix needs
        ((0, 3), [Edit(0, 3, "A"), Edit(8, 11, "young")], "The", ("A",)),  # words for words: here alone
        ((0, 3), [Edit(0, 3, ""), Edit(4, 5, "T")], "The t", (" T",)),
    ],
)
def test_a_fix_is_put_into_one_place(
    span: tuple[int, int], edits: list[Edit], words: str, texts: tuple[str, ...]
) -> None:
    finding = Finding("REP001", "x", "m", Span(*span), MINOR, 1.0, "fluency", fixes=(Fix("F", tuple(edits), SAFE),))
    offer = offered(finding, TEXT)
    assert (TEXT[slice(*offer.span)], offer.texts) == (words, texts)


def test_what_does_not_fit_is_told() -> None:
    text = "A" + "b" * 500 + "c"
    far = Fix("Write all of it anew", (Edit(0, 1, "x"), Edit(501, 502, "")), SUGGEST)
    offer = offered(Finding("REP001", "x", "m", Span(0, 1), MINOR, 1.0, "fluency", fixes=(far,)), text)
    assert offer == (Span(0, 1), (), ("Write all of it anew",))


def test_a_fix_in_several_places_is_offered_in_each() -> None:
    text = "The agency spoke on Monday. She said that the talks go on. But she gave no date."
    matches = [m for m in answered({"text": text})["matches"] if m["rule"]["id"] == "PRO001"]
    offers = [(cut(text, m), [r["value"] for r in m["replacements"]]) for m in matches]
    assert offers == [("She", ["It"]), ("she", ["it"])]


def match_at(offset: int, length: int, rule: str = "X") -> dict[str, Any]:
    return {"offset": offset, "length": length, "rule": {"id": rule}, "message": "m", "replacements": []}


def test_ours_come_first_where_both_touch_a_place() -> None:
    ours = {
        "software": {"name": "mtcheck"},
        "warnings": {"incompleteResults": False},
        "matches": [match_at(7, 7, "REP")],
    }
    theirs = {
        "language": {"code": "en-US", "name": "English"},
        "matches": [
            match_at(0, 7, "A"),
            match_at(6, 2, "B"),
            match_at(8, 1, "C"),
            match_at(14, 0, "D"),
            match_at(2, 20, "E"),
        ],
        "sentenceRanges": [[0, 5]],
        "hiddenMatches": [1],
    }
    both = merged(ours, theirs)
    assert [m["rule"]["id"] for m in both["matches"]] == ["A", "REP", "D"]
    assert both["language"]["name"] == "English"
    assert both["sentenceRanges"] == [[0, 5]]
    assert "hiddenMatches" not in both
    assert both["software"]["name"] == "mtcheck"
    slow = merged(ours, {"matches": [], "warnings": {"incompleteResults": True}})
    assert slow["warnings"] == {"incompleteResults": True}
    assert english(theirs)
    assert not english({"language": {"code": "de-DE"}})


def test_touching_is_sharing_a_unit() -> None:
    def units(place: tuple[int, int]) -> set[int]:
        return set(range(place[0], place[0] + max(1, place[1])))

    chance = random.Random(1)
    for _ in range(300):
        theirs, ours = ([(chance.randrange(40), chance.randrange(9)) for _ in range(chance.randrange(7))] for _ in "ab")
        kept = without_touching([match_at(*p) for p in theirs], [match_at(*p) for p in ours])
        free = [p for p in theirs if not any(units(p) & units(o) for o in ours)]
        assert [(m["offset"], m["length"]) for m in kept] == free


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a/", "a", "", "http://", "http://a/?b", "http://[", "//a"]
)
def test_only_addresses_of_servers_are_upstreams(url: str) -> None:
    with pytest.raises(ValueError):
        Upstream(url)
