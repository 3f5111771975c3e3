"""Files of error spans and of scores: what they hold, and where in an article it is."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.lint.findings import CRITICAL, MAJOR, MINOR
from mtcheck.readers.file import SpanFile
from mtcheck.readers.files import MOST_READERS, BadSpans, Loaded, loaded
from mtcheck.readers.files.gemba import answer
from mtcheck.readers.kinds import KINDS, kind_of
from mtcheck.readers.mqm import OURS, WITHIN, WMT, category, severity, wmt
from mtcheck.readers.said import ODD, PLAIN, folded
from mtcheck.readers.scores import ScoreFile, loaded_scores
from mtcheck.readers.spans import Marked, Passage, ReaderSpan, SegmentText
from mtcheck.text.spans import Span

TEXT = "The mayor opened the tower bridge on Monday.\nShe thanked the  “night workers” of the bridge.\n"
FIRST, SECOND = TEXT.split("\n")[:2]


def marked(data: str, text: str = TEXT, name: str = "a.txt", *, alone: bool = True) -> Marked:
    return SpanFile("s.json", loaded(data.encode(), "s"), alone).marks(Passage(name, text))


def words(data: str, text: str = TEXT) -> list[str]:
    return [text[s.start : s.end] for s in marked(data, text).spans]


def lines(*records: object) -> str:
    return "".join(json.dumps(r) + "\n" for r in records)


XCOMET = {
    "out/a.txt": [
        {
            "src": "Der Bürgermeister …",
            "mt": FIRST,
            "COMET": 0.71,
            "errors": [{"text": "tower bridge", "confidence": 0.62, "severity": "major", "start": 21, "end": 33}],
        },
        {"src": "Sie dankte …", "mt": SECOND, "COMET": 0.98},
    ]
}


def test_xcomet() -> None:
    (span,) = marked(json.dumps(XCOMET, indent=4)).spans
    assert span == ReaderSpan("xCOMET", 21, 33, MAJOR, "other", confidence=0.62)


def test_xcomet_of_several_systems_uses_the_one_of_the_article() -> None:
    other = {"b.txt": [{"mt": "Something else.", "errors": [{"severity": "major", "start": 0, "end": 9}]}]}
    found = marked(json.dumps(XCOMET | other))
    assert [(s.start, s.end) for s in found.spans] == [(21, 33)]
    assert not found.problems and not found.notices


def test_gemba_answers_as_text() -> None:
    text = 'Critical:\nno-error\nMajor:\naccuracy/mistranslation - "tower bridge"\nMinor:\nstyle/awkward - "thanked"'
    record = {"mt": FIRST, "errors": text.replace("thanked", "opened")}
    found = marked(lines(record, {"mt": SECOND, "answer": text.replace("tower bridge", "bridge")})).spans
    assert [(s.reader, s.severity, s.mqm, TEXT[s.start : s.end]) for s in sorted(found, key=lambda s: s.start)] == [
        ("GEMBA-MQM", MINOR, "style/unidiomatic", "opened"),
        ("GEMBA-MQM", MAJOR, "accuracy/mistranslation", "tower bridge"),
        ("GEMBA-MQM", MINOR, "style/unidiomatic", "thanked"),
        ("GEMBA-MQM", MAJOR, "accuracy/mistranslation", "bridge"),
    ]


def test_what_gemba_prints_is_in_small_letters_and_has_no_texts() -> None:
    printed = (
        "defaultdict(<class 'list'>, {'critical': ['accuracy/addition - \"on monday\"'], 'minor': []})\n"
        "defaultdict(<class 'list'>, {'minor': ['fluency/grammar - \"she\"']})\n"
    )
    assert words(printed) == ["on Monday", "She"]
    assert [s.severity for s in marked(printed).spans] == [CRITICAL, MINOR]


def test_gemba_errors_by_severity() -> None:
    record = {"mt": FIRST, "errors": {"major": [{"class": "accuracy-omission", "span": "opened"}], "minor": []}}
    (span,) = marked(lines(record)).spans
    assert (span.severity, span.mqm, span.start) == (MAJOR, "accuracy/omission", 10)
    assert words(lines({"critical": [], "major": ['accuracy - "mayor"'], "minor": []})) == ["mayor"]


def test_an_answer_with_a_note_and_without_a_quote() -> None:
    assert answer("Major:\n- accuracy/mistranslation - “it's so” (a name)")["major"] == [
        {"category": "accuracy/mistranslation", "quote": "it's so", "note": "a name"}
    ]
    with pytest.raises(ValueError, match="quotes nothing"):
        answer("Minor:\nstyle/awkward: all of it")
    with pytest.raises(ValueError, match="without a severity"):
        answer('accuracy - "x"')
    assert answer('Minor:\nnon-translation - "x"')["critical"]


def test_automqm_lists() -> None:
    whole = [
        {"span": "tower bridge", "category": "accuracy", "subcategory": "mistranslation", "severity": "Major"},
        {"error_span": "thanked", "error_type": "Style/Awkward", "error_severity": "minor", "explanation": "stiff"},
    ]
    found = marked(json.dumps(whole)).spans
    assert [(s.reader, s.mqm, s.note) for s in found] == [
        ("s", "accuracy/mistranslation", ""),
        ("s", "style/unidiomatic", "stiff"),
    ]


def test_wmt_quality_estimation_table() -> None:
    quoted = '"' + 'He said ""no"" to the plan.' + '"'
    rows = [
        "mt_system\tdoc_id\tseg_id\tannotator_id\tsource\ttarget\tstart_ids\tend_ids\terrors",
        f"sys\td1\t0\trater1\ts\t{FIRST}\t21 4\t33 9\tmajor minor",
        f"sys\td1\t1\trater1\ts\t{SECOND}\t-1\t-1\tno-error",
        f"sys\td1\t2\trater2\ts\t{quoted}\t9\t11\tmajor",
    ]
    text = f'{TEXT}He said "no" to the plan.\n'
    found = marked("\n".join(rows), text).spans
    assert [(s.reader, s.severity, text[s.start : s.end]) for s in found] == [
        ("rater1", MAJOR, "tower bridge"),
        ("rater1", MINOR, "mayor"),
        ("rater2", MAJOR, "no"),
    ]


def test_wmt_training_table_without_a_header() -> None:
    rows = (f"1\trater8\ts\t{FIRST}\t21\t33\tmajor", f"2\trater8\ts\t{SECOND}\t0\t3\tminor")
    found = marked("".join(f"hyp.X\tnews.1\t{row}\n" for row in rows))
    assert [(s.reader, TEXT[s.start : s.end]) for s in found.spans] == [("rater8", "tower bridge"), ("rater8", "She")]


def test_wmt_submission_and_gold_labels() -> None:
    row = f"zh-en\tBASE\t0\t{FIRST}\t21 44\t33 44\tmajor minor"
    for before in ("2280000\n600000000\n1\n", "LP\tMETHOD\tSEG\tMT\tSTART\tEND\tTYPE\n", ""):
        found = marked(f"{before}{row}\n")
        assert [(s.reader, s.start, s.end) for s in found.spans] == [("BASE", 21, 33), ("BASE", 44, 44)]


MQM = "system\tdoc\tdoc_id\tseg_id\trater\tsource\ttarget\tcategory\tseverity\n"


def test_mqm_tsv() -> None:
    rows = [
        "sys\td\t1\t1\trater1\ts\tThe mayor opened the <v>tower bridge</v> on Monday.\tAccuracy/Mistranslation\tMajor",
        f"sys\td\t1\t1\trater2\t<v>s</v>\t{FIRST}\tAccuracy/Omission\tMajor",
        f"sys\td\t1\t1\trater2\t<v>s</v>\t{FIRST}\tSource error\tMinor",
        f"sys\td\t2\t2\trater1\ts\t{SECOND}\tNo-error\tNo-error",
        f"sys\td\t2\t2\trater1\ts\t{SECOND}\tNon-translation!\tMajor",
        f"sys\td\t2\t2\trater1\ts\t{SECOND.replace('She', '<v>She</v>')}\tStyle/Awkward\tNeutral",
        "other\td\t2\t2\trater1\ts\tA line <v>of</v> another system.\tFluency/Grammar\tMinor",
    ]
    found = marked(MQM + "\n".join(rows) + "\n")
    assert [(s.reader, s.mqm, TEXT[s.start : s.end]) for s in found.spans] == [
        ("rater1", "accuracy/mistranslation", "tower bridge"),
        ("rater2", "accuracy/omission", ""),
        ("rater1", "non-translation", SECOND),
    ]
    assert found.notices == ("s.json: 1 of 4 error spans about segments that do not stand in this text",)


def test_mqm_viewer_metadata() -> None:
    header = "system\tdoc\tdocSegId\tglobalSegId\trater\tsource\ttarget\tcategory\tseverity\tmetadata\n"
    metadata = json.dumps({"note": "a bridge with towers", "timestamp": 5})
    (span,) = marked(
        f"{header}x\td\t1\t1\tr\ts\tThe <v>mayor</v> opened the tower bridge on Monday.\tOther\tMinor\t{metadata}"
    ).spans
    assert span.note == "a bridge with towers"
    (span,) = marked(
        f"{header}x\td\t1\t1\tr\ts\tThe <v>mayor</v> opened the tower bridge on Monday.\tOther\tMinor\thm"
    ).spans
    assert span.note == "hm"


def test_our_form() -> None:
    record = {
        "reader": "GPT-4",
        "file": "a.txt",
        "start": 21,
        "end": 33,
        "quote": "tower bridge",
        "severity": "critical",
        "mqm": "accuracy/mistranslation/name",
        "note": "a name",
        "suggestion": "Tower Bridge",
        "confidence": 0.5,
    }
    (span,) = marked(lines(record)).spans
    assert span == ReaderSpan("GPT-4", 21, 33, CRITICAL, "accuracy/mistranslation/name", "a name", "Tower Bridge", 0.5)


def test_a_quote_is_found_by_its_offset_or_in_turn() -> None:
    text = "the cat and the dog and the cow"
    one = {"severity": "minor", "quote": "the"}
    assert [s.start for s in marked(lines(one, one, one, one), text).spans] == [0, 12, 24, 0]
    assert [s.start for s in marked(lines(one | {"start": 24, "end": 27}), text).spans] == [24]
    assert [s.start for s in marked(lines(one | {"start": 3, "end": 6}), text).spans] == [0]


def test_quotes_may_differ_in_marks_spaces_and_small_letters() -> None:
    assert words(lines({"severity": "minor", "quote": '"Night Workers"'})) == ["“night workers”"]
    assert words(lines({"severity": "minor", "quote": " thanked the  "})) == ["thanked the"]
    assert len(ODD) == len(PLAIN) and len(folded(ODD)) == len(ODD)


def test_a_quote_that_does_not_stand_there_is_refused_and_counted() -> None:
    found = marked(lines({"severity": "minor", "quote": "no such words"}, {"severity": "minor", "quote": "mayor"}))
    assert len(found.spans) == 1
    assert found.notices == ("s.json: 1 of 2 error spans refused (line 1: what it quotes does not stand there)",)
    assert not found.problems
    within = lines({"severity": "minor", "quote": "thanked", "mt": FIRST})
    assert marked(within).notices, "in another segment it does not count"


def test_offsets_outside_are_a_problem() -> None:
    found = marked(lines({"severity": "minor", "start": 500, "end": 510}, {"severity": "minor", "start": 4, "end": 9}))
    why = f"line 1: 500 to 510 is no place in a text of {len(TEXT)}"
    assert found.problems == (f"s.json: 1 of 2 error spans outside of the text, refused ({why})",)
    (span,) = found.spans
    (clipped,) = marked(lines({"severity": "minor", "start": 90, "end": 9000})).spans
    assert (span.start, clipped.end) == (4, len(TEXT))


def test_a_file_about_another_text_is_a_problem() -> None:
    found = marked(lines({"mt": "Not of this article.", "errors": [{"severity": "major", "start": 0, "end": 3}]}))
    assert found.problems == ("s.json: 1 of 1 error span about segments that do not stand in this text",)


def test_a_segment_may_be_part_of_a_line_if_the_article_is_alone() -> None:
    text = "One sentence here. Another one there."
    data = lines({"mt": "Another one there.", "errors": [{"severity": "minor", "start": 0, "end": 7}]})
    assert words(data, text) == ["Another"]
    assert not marked(data, text, alone=False).spans


def test_equal_segments_are_taken_in_turn() -> None:
    text = "Yes.\nNo.\nYes.\n"
    system = [{"mt": m, "errors": [{"severity": "minor", "start": 0, "end": 2}]} for m in ("Yes.", "No.", "Yes.")]
    assert [s.start for s in marked(json.dumps({"h.txt": system}), text).spans] == [0, 5, 9]


def test_several_articles() -> None:
    data = lines(
        {"file": "x/a.txt", "severity": "minor", "quote": "mayor"},
        {"file": "b.txt", "severity": "minor", "quote": "opened"},
        {"severity": "minor", "quote": "tower"},
        {"mt": FIRST, "severity": "minor", "quote": "bridge"},
    )
    file = SpanFile("s", loaded(data.encode(), "s"), False)
    found = file.marks(Passage("x/a.txt", TEXT))
    assert [TEXT[s.start : s.end] for s in found.spans] == ["mayor", "bridge"]
    assert not file.marks(Passage("y/a.txt", "Another text.")).spans
    assert file.stray == 1


def test_parts_of_a_file() -> None:
    data = lines({"part": "two", "severity": "minor", "quote": "mayor"})
    file = SpanFile("s", loaded(data.encode(), "s"), True)
    assert not file.marks(Passage("a.json", TEXT, part="one")).spans
    assert file.marks(Passage("a.json", TEXT, part="two")).spans


def test_segments_of_a_bilingual_file() -> None:
    text = f"{FIRST}\n\n{SECOND}"
    second = Span(len(FIRST) + 2, len(text))
    passage = Passage("m.tmx", text, "q\n\nr", segments=(
        SegmentText("u1", Span(0, len(FIRST)), Span(0, 1)),
        SegmentText("u2", second, Span(3, 4)),
    ), first=256)  # fmt: skip
    data = lines(
        {"segment": "u2", "severity": "minor", "start": 4, "end": 11},
        {"mt": SECOND, "severity": "minor", "quote": "bridge"},
        {"segment": "u9", "severity": "minor", "start": 0, "end": 1},
    )
    found = SpanFile("s", loaded(data.encode(), "s"), True).marks(passage)
    assert [text[s.start : s.end] for s in found.spans] == ["thanked", "bridge"]
    assert not found.problems
    scores = ScoreFile("k", loaded_scores(b"0.5\n" * 256 + b"0.25\n0.75\n", "kiwi"), True).marks(passage).scores
    assert [(s.span, s.value) for s in scores[0].scores] == [(Span(0, len(FIRST)), 0.25), (second, 0.75)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "empty"),
        (b'[{"severity": "minor"', "no JSON that can be read"),
        (lines({"severity": "minor", "quote": "a"}).encode() + b'{"sev', "line 2: no JSON"),
        (b"system\tdoc\trater\n1\t2\t3\n", "neither JSON nor a table"),
        (b"just words\n", "neither JSON nor a table"),
        (b'{"a": "\0"}', "NUL"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (MQM.encode() + b"a\tb\tc\n", "row 1 has 3 columns, not 9"),
        (b'[{"severity": "huge", "quote": "a"}]', "no severity 'huge'"),
        (b'[{"severity": "minor", "start": -3, "end": 4}]', "-3 to 4 is no place"),
        (b'[{"severity": "minor", "start": 5, "end": 4}]', "5 to 4 is no place"),
        (b'[{"severity": "minor", "start": 5}]', "only one offset"),
        (b'[{"severity": "minor", "start": 1.5, "end": 4}]', "no whole number"),
        (b'[{"severity": "minor", "start": 1, "end": 4, "confidence": 7}]', "not between 0 and 1"),
        (b'[{"severity": "minor", "start": 1, "end": 4, "confidence": NaN}]', "not between 0 and 1"),
        (b'[{"severity": "minor", "quote": ["a"]}]', "where a text is expected"),
        (b'[{"quote": "a"}]', "no severity"),
        (b"[1, 2]", "no object"),
        (b'[{"errors": 5, "mt": "x"}]', "no list"),
        (b'{"mt": "x", "errors": {"huge": ["a"]}}', "no severity 'huge'"),
        (b"defaultdict(<class 'list'>, {'major': [__import__('os')]})", "no dictionary"),
    ],
)
def test_what_is_no_file_of_spans(data: bytes, why: str) -> None:
    with pytest.raises(BadSpans, match=why) as told:
        loaded(data, "s")
    assert "\n" not in str(told.value)


def test_wrong_records_are_told_and_the_others_used() -> None:
    found = loaded(lines({"severity": "huge", "quote": "a"}, {"severity": "minor", "quote": "b"}).encode(), "s")
    assert found.wrong == ("line 1: no severity 'huge'",)
    assert len(found.said) == 1


def test_lone_surrogates_and_many_readers() -> None:
    (said,) = loaded(b'{"severity": "minor", "quote": "a", "note": "\\ud800x", "reader": "\\udfff"}', "s").said
    said.note.encode()
    said.reader.encode()
    many = lines(*({"severity": "minor", "quote": "a", "reader": f"r{k}"} for k in range(MOST_READERS + 1)))
    with pytest.raises(BadSpans, match="101 readers"):
        loaded(many.encode(), "s")


@pytest.mark.slow
def test_time_grows_with_the_file_and_the_text() -> None:
    """Quotes that stand nowhere, in a text where they nearly do, would take the product of both."""
    text = "ab " * 100_000
    data = lines(*({"severity": "minor", "quote": "ab " * 30 + f"x{k}"} for k in range(3000)))
    start = time.perf_counter()
    found = marked(data, text)
    assert time.perf_counter() - start < 20
    assert not found.spans and found.notices


def test_every_category_has_a_name_on_both_sides() -> None:
    for ours in OURS:
        assert category(ours) == ours
        assert kind_of(ours) in KINDS
        back = category(wmt(ours))
        assert back is not None and (back == "other" or back.split("/")[0] in (ours.split("/")[0], "fluency", "style"))
    assert {*WITHIN.values()} <= OURS and {*WMT} <= OURS
    assert [category(n) for n in ("No-error", "Source issue", "Non-translation!", "fluency-inconsistency", "?")] == [
        None,
        None,
        "non-translation",
        "fluency",
        "other",
    ]
    assert category("Accuracy/Omission (Translation)") == "accuracy/omission"
    assert severity("HOTW-test") is None
    assert severity("Neutral") is None and severity("CRITICAL") is CRITICAL
    assert kind_of("style/register").name == "reader-style" and kind_of("design/markup").name == "reader-error"


def test_scores_of_cometkiwi_and_metricx() -> None:
    def of(data: str, name: str = "kiwi") -> list[tuple[str, bool, list[tuple[int, float]]]]:
        found = ScoreFile("k.json", loaded_scores(data.encode(), name), True).marks(Passage("a.txt", TEXT))
        assert not found.problems and not found.spans
        return [(s.metric, s.errors, [(x.span.start, x.value) for x in s.scores]) for s in found.scores]

    assert of(json.dumps(XCOMET)) == [("COMET", False, [(0, 0.71), (len(FIRST) + 1, 0.98)])]
    printed = "a.txt\tSegment 0\tscore: 0.7100\na.txt\tSegment 1\tscore: 0.9800\na.txt\tscore: 0.8450\n"
    assert of(printed) == [("COMET", False, [(0, 0.71), (len(FIRST) + 1, 0.98)])]
    metricx = lines({"source": "s", "hypothesis": SECOND, "prediction": 3.25})
    assert of(metricx) == [("MetricX", True, [(len(FIRST) + 1, 3.25)])]
    assert of("0.5\n0.25\n") == [("kiwi", False, [(0, 0.5), (len(FIRST) + 1, 0.25)])]


@pytest.mark.parametrize("data", ["", "one\ntwo\n", '[{"mt": "x"}]', "[3]", '{"score": "nan"}', '{"score": 1e999}'])
def test_what_is_no_file_of_scores(data: str) -> None:
    with pytest.raises(BadSpans):
        loaded_scores(data.encode(), "k")


def test_scores_of_another_text_are_a_problem() -> None:
    passage = Passage("a.txt", TEXT)
    more = ScoreFile("k.txt", loaded_scores(b"1\n2\n3\n", "k"), True).marks(passage)
    assert more.problems == ("k.txt: 1 of 3 scores are of no segment of this text (line 3: there is no segment 2)",)
    other = ScoreFile("k.txt", loaded_scores(b'{"mt": "Other.", "score": 1}', "k"), True).marks(passage)
    assert other.problems == ("k.txt: none of its 1 scores is of a segment of this text",)


def test_spans_of_files_go_to_other_processes() -> None:
    import pickle

    file = SpanFile("s", Loaded(loaded(json.dumps(XCOMET).encode(), "s").said), True)
    assert pickle.loads(pickle.dumps(file)).marks(Passage("a.txt", TEXT)) == file.marks(Passage("a.txt", TEXT))


def test_spans_that_cannot_be() -> None:
    for start, end, confidence in ((-1, 2, None), (3, 2, None), (0, 1, 1.5)):
        with pytest.raises(ValueError):
            ReaderSpan("r", start, end, MINOR, confidence=confidence)


def test_the_page_lists_every_kind() -> None:
    page = (Path(__file__).parent.parent / "docs" / "readers.md").read_text(encoding="utf-8")
    assert all(f"| {k.code} | {k.name} |" in page for k in KINDS)


FIELDS = (
    "severity",
    "quote",
    "start",
    "end",
    "mt",
    "errors",
    "category",
    "segment",
    "confidence",
    "COMET",
    "score",
    "number",
    "major",
)
ATOMS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.sampled_from(("major", "minor", "Accuracy/Omission", 'Major:\nstyle - "x"')),
)
VALUES = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=4)), inner)
    ),
    max_leaves=20,
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(VALUES.map(json.dumps), st.lists(VALUES.map(json.dumps), max_size=4).map("\n".join), st.text()))
def test_whatever_a_file_holds_it_is_read_or_refused(data: str) -> None:
    content = data.encode("utf-8", "surrogatepass")
    for read in (loaded, loaded_scores):
        try:
            found = read(content, "s")
        except BadSpans as e:
            assert "\n" not in str(e)
            continue
        if isinstance(found, Loaded):
            result = SpanFile("s", found, True).marks(Passage("a.txt", TEXT))
            assert all(0 <= s.start <= s.end <= len(TEXT) for s in result.spans)
        else:
            ScoreFile("s", found, True).marks(Passage("a.txt", TEXT))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=5), min_size=5, max_size=9), max_size=4))
def test_whatever_a_table_holds_it_is_read_or_refused(rows: list[list[str]]) -> None:
    for header in (MQM, "source\ttarget\tstart_ids\tend_ids\terrors\n", ""):
        data = header + "\n".join("\t".join(r) for r in rows)
        try:
            found = loaded(data.encode("utf-8", "surrogatepass"), "s")
        except BadSpans:
            continue
        SpanFile("s", found, True).marks(Passage("a.txt", TEXT))


def test_with_a_quote_one_offset_will_do() -> None:
    at = TEXT.index("the  “")
    (span,) = marked(lines({"severity": "major", "quote": "the", "start": at})).spans
    assert (span.start, span.end) == (at, at + 3)
    with pytest.raises(BadSpans, match="only one offset of two, and no quote"):
        loaded(b'{"severity": "major", "start": 3}', "s")


def test_an_offset_of_a_thousand_digits_is_not_quoted() -> None:
    with pytest.raises(BadSpans, match="an offset is beyond any text") as told:
        loaded(f'{{"severity": "major", "start": 0, "end": {"9" * 4000}}}'.encode(), "s")
    assert len(str(told.value)) < 100


def test_mqm_tsv_with_marks_in_several_pieces() -> None:
    row = FIRST.replace("tower", "<v>to<v>wer</v>").replace("bridge", "bridge</v>")
    header = "system\tdoc\ttarget\tcategory\tseverity\n"
    assert words(f"{header}x\ta\t{row}\tAccuracy\tMajor\n") == ["tower bridge"]


def test_an_article_is_found_behind_many_others_in_a_large_table() -> None:
    text = f"{FIRST} {SECOND}\n" + "They went home in the rain, and nobody saw them. " * 2000
    row = {"errors": [{"severity": "major", "span": "bridge"}]}
    others = ({"mt": f"They went away, number {k}.", **row} for k in range(40_000))
    found = marked(lines(*others, {"mt": SECOND, **row}), text)
    assert [(s.start, s.end) for s in found.spans] == [(text.rindex("bridge"), text.rindex("bridge") + 6)]
    assert found.notices == ("s.json: 40000 of 40001 error spans about segments that do not stand in this text",)


@pytest.mark.parametrize("text", ["他说：“这是新的桥梁，在河的上面，非常漂亮。”", "x-«The new bridge is long.»"])
def test_a_segment_within_a_line_may_begin_at_any_mark_and_where_no_spaces_are(text: str) -> None:
    row = {"mt": text[2:22], "errors": [{"severity": "major", "span": text[3:5]}]}
    assert [(s.start, s.end) for s in marked(lines(row), text).spans] == [(3, 5)]
