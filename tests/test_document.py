"""Tokens, sentences, paragraphs, kinds, quotations: offsets hold whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.languages.en import analyse
from mtcheck.text.document import Flag, Kind


def sentences(text: str) -> list[str]:
    return [s.text for s in analyse(text).sentences]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mr. Smith left. He was tired.", ["Mr. Smith left.", "He was tired."]),
        ("The U.S. Senate met. It voted.", ["The U.S. Senate met.", "It voted."]),
        ("They live in the U.S. The house is old.", ["They live in the U.S.", "The house is old."]),
        ("J. K. Rowling wrote it. She said so.", ["J. K. Rowling wrote it.", "She said so."]),
        ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
        ("He said: “We won.” They cheered.", ["He said: “We won.”", "They cheered."]),
        ('"We won!" he said. "It is over."', ['"We won!" he said.', '"It is over."']),
        ("Wait ... what? Yes.", ["Wait ... what?", "Yes."]),
        ("It began at 9 a.m. on Monday. It rained.", ["It began at 9 a.m. on Monday.", "It rained."]),
        ("He won the title.[3] She came second.", ["He won the title.[3]", "She came second."]),
        ("It ended last week.The talks go on.", ["It ended last week.", "The talks go on."]),
        ("He works for Yahoo! News in Ohio.", ["He works for Yahoo!", "News in Ohio."]),
        ("She met Gen. Ahmed Ali on Jan. 5. It went well.", ["She met Gen. Ahmed Ali on Jan. 5.", "It went well."]),
        ("A headline\nThe text begins. It ends.", ["A headline", "The text begins.", "It ends."]),
        ("Он пришёл. Она ушла.", ["Он пришёл.", "Она ушла."]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_tokens_are_cut_as_in_the_treebanks() -> None:
    text = "Kim's aides don't trust “U.S.-led” drills; costs: $1,200.50 (15:30, 10th, 1990s) at long-term risk…"
    expected = (
        "Kim 's aides do n't trust “ U.S. - led ” drills ; costs : $ 1,200.50 ( 15:30 , 10th , 1990s ) at long-term"
    )
    assert analyse(text).words == [*expected.split(), "risk", "…"]


def test_curly_apostrophes_are_cut_alike() -> None:
    assert analyse("Kim’s aides don’t know.").words == ["Kim", "’s", "aides", "do", "n’t", "know", "."]
    assert analyse("Kim’s aides don’t know.").lower[1] == "'s"


def test_hard_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "The ministry said on Monday that the talks in the capital\n"
        "would go on until the end of the week in spite of the large\n"
        "protests.\n\nNobody expects an agreement before the vote in March, the two\nofficials said.\n"
    )
    document = analyse(text)
    assert len(document.sentences) == 2
    assert document.sentences[1].paragraph == 1


def test_kinds() -> None:
    text = (
        "Talks end without a deal\n"
        "The talks ended on Monday. Nobody signed.\n"
        "- a first point to make\n"
        "1. The second point of it.\n"
        "Why The Talks Ended Without Any Agreement\n"
        "BREAKING NEWS FROM GENEVA TODAY"
    )
    kinds = [s.kind for s in analyse(text).sentences]
    assert kinds == [
        Kind.HEADING, Kind.PROSE, Kind.PROSE, Kind.LIST_ITEM, Kind.LIST_ITEM, Kind.TITLE_CASE, Kind.UPPER_CASE,
    ]  # fmt: skip


def test_quotations() -> None:
    document = analyse('He said “we won” and left. "They lost," she said.\n“It goes on\nNext one.')
    inside = [w for w, f in zip(document.words, document.flag_list, strict=True) if f & Flag.QUOTED]
    assert inside == ["we", "won", "They", "lost", ",", "It", "goes", "on"]


@pytest.mark.parametrize(
    "text", ["", " \n\t", ".", "…", "\ufeff", "’", "a", "\r\n\r\n", "😀", "e\u0301", "\x00", "((((" * 50]
)
def test_odd_texts(text: str) -> None:
    document = analyse(text)
    assert [document.text[s:e] for s, e in zip(document.starts, document.ends, strict=True)] == document.words


def test_combining_marks_stay_in_their_word() -> None:
    assert analyse("Jose\u0301 came.").words == ["Jose\u0301", "came", "."]


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(), max_size=200) | st.text(alphabet="aB .,\n\r\"“”'’!?0-1:([", max_size=200))
def test_columns_fit_any_text(text: str) -> None:
    document = analyse(text)
    n = len(document)
    assert [document.text[s:e] for s, e in zip(document.starts, document.ends, strict=True)] == document.words
    assert all(a <= b for a, b in zip(document.ends, document.starts[1:], strict=False))
    assert "".join(text.split()) == "".join("".join(w.split()) for w in document.words) or any(
        c.isspace() for w in document.words for c in w
    )
    for column in (document.flags, document.sentence, document.paragraph, document.small, document.boundary):
        assert column.shape == (n,)
    bounds = document.sentence_bounds.tolist()
    assert [b for _, b in bounds[:-1]] == [a for a, _ in bounds[1:]]
    assert not n or (bounds[0][0] == 0 and bounds[-1][1] == n)


def test_views() -> None:
    document = analyse("Kim left. She stayed.")
    second = document.sentences[1]
    assert (second.text, len(second), second.tokens) == ("She stayed.", 3, range(3, 6))
    assert second.words == [3, 4]
    assert document.sentence_of(3).text == "She stayed."
    assert document.index["she"] == [3]
    assert list(document.tokens_at(document.span(3, 4))) == [3, 4]
    assert document.word(99) == "" and document.tag(-1) == ""


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    ["word " * 60_000, "a" * 300_000, "a-" * 150_000, "a." * 150_000, "'" * 300_000, "“" * 300_000, "A.B" * 100_000,
     "a@" * 150_000, "1." * 150_000, "www." * 75_000, ". " * 150_000, "\n" * 300_000, "n't" * 100_000,
     "e\u0301" * 150_000],
    ids=lambda t: repr(t[:4]),
)  # fmt: skip
def test_hostile_texts_take_linear_time(text: str) -> None:
    """Quadratic work on 300,000 characters would never come to an end here."""
    document = analyse(text)
    assert "".join(document.words) == "".join(text.split())
