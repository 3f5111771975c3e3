"""SPC004, SPC005: quotation marks with white space on the wrong side."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import word_end, word_start
from mtcheck.text.patterns import LazyPattern

AFTER_OPENING = LazyPattern(r"“(?<![\w.,!?]“)[^\S\n]{1,3}(?=[^\W_])")
BEFORE_CLOSING = LazyPattern(r"(?<=\S)[^\S\n]{1,3}”(?!\s*\w)")
INSIDE = LazyPattern(r"\"(?<!\S\") ([^\"\n]{1,60}[\w.,!?]) \"(?=[\s.,!?]|$)")
# A mark between a word, or a word and a stop, and a word.
GLUED = LazyPattern(
    r"(?:(?<=[a-z.,][a-z,])“|(?<=[a-z.,][a-z.,!?])\"|(?<=[a-z.,][.,!?])”|(?<=[a-z][a-z])”)(?=[A-Za-z]{2})"
)


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
    for m in AFTER_OPENING.finditer(text):
        fix = Fix("Delete the space", (Edit(m.start() + 1, m.end(), ""),), SAFE)
        span = Span(m.start(), word_end(text, m.end()))
        yield Match(span, "A space stands after the opening mark.", 0.9, (fix,))
    for m in BEFORE_CLOSING.finditer(text):
        # People do this too, where the source has a full-width mark.
        fix = Fix("Delete the space", (Edit(m.start(), m.end() - 1, ""),), SAFE)
        span = Span(word_start(text, m.start()), m.end())
        yield Match(span, "A space stands before the closing mark.", 0.3, (fix,))
    for m in INSIDE.finditer(text):
        fix = Fix("Delete the spaces", (Edit(*m.span(), f'"{m.group(1)}"'),), SUGGEST)
        end = m.end() if m.end() - m.start() < 40 else word_end(text, m.start() + 2)
        yield Match(Span(m.start(), end), "Spaces stand inside the quotation marks.", 0.7, (fix,))


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
        Good("We know they”ll come and you”ve won."),
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
        if not GLUED.match(text, at):
            continue
        if text[at + 1 : at + 4].partition(" ")[0] in document.vocabulary["clitics"]:
            continue  # for an apostrophe: I”ll
        yield _glued(text, at, at if document.has(i, Flag.OPEN) else at + 1)


def _glued(text: str, mark: int, at: int) -> Match:
    fix = Fix("Put a space", (Edit(at, at, " "),), SUGGEST)
    span = Span(word_start(text, mark, 20), word_end(text, mark + 1, 20))
    return Match(span, "A space is missing beside the quotation mark.", 0.8, (fix,))
