"""SPC004, SPC005: quotation marks with white space on the wrong side."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import spaced_marks, word_end, word_start


@document_rule(
    code="SPC004",
    name="spaced-quotation-mark",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors='"“”',
    examples=(
        Bad("Kim said: [[“ We]] are ready.”", fix="Kim said: “We are ready.”"),
        Bad('He told them, [[" No. "]] They left.', fix='He told them, "No." They left.'),
        Good('The "old" way, "new" way and the 32 " screen.'),
        Good("Kim said “we are ready” and left."),
    ),
)
def spaced_quotation_mark(document: Document) -> Iterator[Match]:
    """A space stands inside a quotation mark.

    Tokenizers cut the marks off their words, and the engine does not put them back.
    """
    text = document.text
    for i in document.index.get("“", ()):
        if (
            document.has(i + 1, Flag.SPACE)
            and document.has(i + 1, Flag.WORD | Flag.NUMBER)
            and _opens(text, document.starts[i])
        ):
            inner = document.starts[i + 1]
            edit = Edit(document.ends[i], inner, "")
            span = Span(document.starts[i], word_end(text, inner))
            if "\n" not in text[span.start : inner]:
                yield Match(
                    span, "A space stands after the opening mark.", 0.9, (Fix("Delete the space", (edit,), SAFE),)
                )
    for i in spaced_marks(document):
        before, start = document.ends[i - 1], document.starts[i]
        if document.words[i] == "”" and not document.has(i + 1, Flag.WORD | Flag.NUMBER):
            # People do this too, where the source has a full-width mark.
            fix = Fix("Delete the space", (Edit(before, start, ""),), SAFE)
            span = Span(word_start(text, before), document.ends[i])
            yield Match(span, "A space stands before the closing mark.", 0.3, (fix,))
    if any(document.words[i] == '"' and document.has(i + 1, Flag.SPACE) for i in spaced_marks(document)):
        for m in re.finditer(r"(?:(?<=\s)|^)\" ([^\"\n]{1,60}[\w.,!?]) \"(?=[\s.,!?]|$)", text):
            fix = Fix("Delete the spaces", (Edit(*m.span(), f'"{m.group(1)}"'),), SUGGEST)
            end = m.end() if m.end() - m.start() < 40 else word_end(text, m.start() + 2)
            yield Match(Span(m.start(), end), "Spaces stand inside the quotation marks.", 0.7, (fix,))


def _opens(text: str, at: int) -> bool:
    """Whether nothing stands before the mark that it could close."""
    before = text[at - 1 : at]
    return not (before.isalnum() or before in tuple(".,!?"))


@document_rule(
    code="SPC005",
    name="glued-quotation-mark",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors='"“”',
    examples=(
        Bad('She called [[it"the]] last chance" for peace.', fix='She called it "the last chance" for peace.'),
        Bad("The [[“Mill”was]] sold.", fix="The “Mill” was sold."),
        Bad("He joined [[the“Mill]] group”.", fix="He joined the “Mill group”."),
        Good('He wrote a="value" and the "o"s in "robot".'),
        Good("She called it “the last chance”—a “must” for peace."),
    ),
)
def glued_quotation_mark(document: Document) -> Iterator[Match]:
    """No space stands between a word and a quotation.

    Chinese and Japanese write none, and the engine keeps it so.
    """
    text = document.text
    for i in sorted(i for mark in '“”"' for i in document.index.get(mark, ())):
        at = document.starts[i]
        before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
        if len(before) < 2 or len(after) < 2 or not (after.isascii() and after.isalpha()) or not before.isascii():
            continue
        mark, last = text[at], before[1]
        if not (before[0].islower() or before[0] in ".,") or not (
            last.islower() or last in (".,!?" if mark != "“" else ",")
        ):
            continue
        if mark == "”" and (_clitic(document, at + 1) or not (last in ".,!?" or before.isalpha())):
            continue  # for an apostrophe
        opens = mark == "“" or (mark == '"' and document.has(i, Flag.OPEN))
        yield _glued(text, at, at if opens else at + 1)


def _clitic(document: Document, at: int) -> bool:
    """Whether what stands at this place follows an apostrophe inside a word: I'll."""
    word, space, _ = document.text[at : at + 4].partition(" ")
    return bool(space) and word in document.vocabulary["clitics"]


def _glued(text: str, mark: int, at: int) -> Match:
    fix = Fix("Put a space", (Edit(at, at, " "),), SUGGEST)
    span = Span(word_start(text, mark, 20), word_end(text, mark + 1, 20))
    return Match(span, "A space is missing beside the quotation mark.", 0.8, (fix,))
