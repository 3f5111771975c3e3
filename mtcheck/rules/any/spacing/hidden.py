"""SPC008: characters that nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import around, word_end, word_start
from mtcheck.text.scripts import foreign_letter

HIDDEN = frozenset("\u200b\u2060\ufeff\u00ad\u200e\u200f\u180e\u200c\u200d")
JOINERS = frozenset("\u200c\u200d")


@document_rule(
    code="SPC008",
    name="hidden-character",
    severity=MINOR,
    mqm="fluency/character-encoding",
    anchors=HIDDEN,
    examples=(
        Bad("The [[inter\u00adnational]] talks went on.", fix="The international talks went on."),
        Bad("The [[talks\u200b]] went on.", fix="The talks went on."),
        Bad(
            "The talks with [[\u200b]]Spain cost [[RM\u200e]]13 and [[more.\u200b]]",
            fix="The talks with Spain cost RM13 and more.",
        ),
        Good("They hold \u200cbanners."),
        Good("A family 👩\u200d👩\u200d👧 and the word می\u200cخواهم."),
        Good("The talks\u2060—all of them\u2060—went on."),
        Good("\ufeffThe talks went on."),
        Good("The talks went on.\n\u200b\nNobody left.\n\u200b"),
    ),
)
def hidden_character(document: Document) -> Iterator[Match]:
    """A character without width stands in or beside a word.

    It comes with the source: soft hyphens, marks for the direction of writing, breaks without width.
    """
    text = document.text
    for m in re.finditer("[\u200b\u2060\ufeff\u00ad\u200e\u200f\u180e\u200c\u200d]{1,9}", text):
        before, after = around(text, m.start(), m.end())
        inside = text[m.start() - 1].isalpha() and text[m.end() : m.end() + 1].isalpha()
        if m.start() == 0 or any(foreign_letter(c) or c > "\u2190" for c in before + after):
            continue  # a byte order mark; emoji and other scripts need theirs
        if text[m.start() - 1] == "\n" and text[m.end() : m.end() + 1] in ("", "\n", "\r"):
            continue  # an empty line of a page's layout
        if m.group() == "\u2060" and not inside:
            continue  # it keeps a dash or a row of dots at its word
        if set(m.group()) & (JOINERS | {"\u00ad"}) and not inside:
            continue
        fix = Fix("Delete it", (Edit(*m.span(), ""),), SAFE)
        span = Span(word_start(text, m.start()), word_end(text, m.end()) if inside else m.end())
        yield Match(span, "A character that is not seen stands here.", 0.8 if inside else 0.6, (fix,))
