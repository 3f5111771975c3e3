"""Where noun phrases begin."""

from __future__ import annotations

import pytest

from mtcheck.languages.en import analyse
from mtcheck.languages.en.grammar.phrases import phrase_start


@pytest.mark.parametrize(
    ("text", "last", "start"),
    [
        ("They sold the old state bank.", "bank", "the"),
        ("They sold their bank.", "bank", "their"),
        ("They met the head of the bank.", "bank", "the"),
        ("They met the minister of finance.", "finance", None),  # the link: the phrase of finance is one word
        ("They met the mayor and chairman.", "chairman", None),
        ("They met the mayor, chairman.", "chairman", None),
        ("He saw a. Bank robbers ran.", "Bank", None),
        ("They sold the big old red brick bank.", "bank", None),  # too far
        ("Banks closed.", "Banks", None),
    ],
)
def test_phrase_start(text: str, last: str, start: str | None) -> None:
    document = analyse(text)
    found = phrase_start(document, document.words.index(last))
    assert (document.word(found) if found is not None else None) == start
