"""SPC002, SPC003: white space inside brackets, and none outside."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import spaced_marks, word_end, word_start

FAR = 300  # code points within which the partner of a bracket is looked for


@document_rule(
    code="SPC002",
    name="spaced-bracket",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors="()",
    examples=(
        Bad("The agency [[( WHO]]) has warned of it.", fix="The agency (WHO) has warned of it."),
        Bad("The agency (the [[WHO )]] has warned of it.", fix="The agency (the WHO) has warned of it."),
        Bad("It costs [[( 15]] dollars each ) now.", fix="It costs (15 dollars each) now."),
        Good("I miss him :( but we go on (or so I hope :)"),
        Good("Mark your choice: ( ) yes ( ) no. I cannot sleep ( and so on."),
    ),
)
def spaced_bracket(document: Document) -> Iterator[Match]:
    """A space stands inside a bracket.

    Tokenizers cut brackets off their words, and the engine does not put them back.
    """
    text = document.text
    paired = set()
    for i in document.index.get("(", ()):
        if not document.has(i + 1, Flag.SPACE) or document.has(i + 1, Flag.NEWLINE):
            continue
        start, inner = document.starts[i], document.starts[i + 1]
        before = text[start - 1 : start]
        if before.isalnum() or before in tuple(":;(_") or not (text[inner].isalnum() or text[inner] in "“\"‘'$€£#"):
            continue
        close = _closing(text, inner)
        if close:
            paired.add(close)
            inside = text[inner:close]
            gap = len(inside) - len(inside.rstrip(" "))
            edits = (Edit(start, inner, "("), *([Edit(close - gap, close, "")] if gap else ()))
            yield _match(Span(start, word_end(text, inner)), edits, "after")
    for i in spaced_marks(document):
        if document.words[i] != ")" or document.starts[i] in paired:
            continue
        last, end = document.ends[i - 1], document.ends[i]
        opened = text.rfind("(", max(0, last - FAR), last)
        inside = text[opened:last]
        if opened < 0 or ")" in inside or "\n" in inside or text[opened - 1 : opened] in (":", ";"):
            continue
        if text[last - 1].isalnum() or text[last - 1] in ".!?,”\"’'%":
            yield _match(Span(word_start(text, last), end), (Edit(last, end, ")"),), "before")


def _closing(text: str, at: int) -> int:
    """Where the bracket opened before `at` closes in the same paragraph; 0 if it does not."""
    close = text.find(")", at, at + FAR)
    closes = close >= 0 and "\n" not in text[at:close] and text[close - 1] not in ":;" and "(" not in text[at:close]
    return close if closes else 0


def _match(span: Span, edits: tuple[Edit, ...], side: str) -> Match:
    return Match(span, f"A space stands {side} the bracket.", 0.9, (Fix("Close up the bracket", edits, SAFE),))


@document_rule(
    code="SPC003",
    name="glued-bracket",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors="()",
    examples=(
        Bad("The [[ministry(which]] denies it) has left.", fix="The ministry (which denies it) has left."),
        Bad("The ministry (since [[May)has]] left.", fix="The ministry (since May) has left."),
        Good("The (in)famous member(s) called print(value) and f(abc) of the (mis)information(al) kind."),
        Good("The ministry (since May) has left."),
    ),
)
def glued_bracket(document: Document) -> Iterator[Match]:
    """A space is missing outside a bracket.

    Chinese and Japanese write brackets without spaces, and the engine keeps it so.
    """
    text = document.text
    for i in document.index.get("(", ()):
        at = document.starts[i]
        if document.has(i, Flag.SPACE) or not _letters(text[max(0, at - 3) : at]) or not text[at - 1].islower():
            continue
        if _letters(text[at + 1 : at + 4]) and _long(text, at + 1):
            yield _glued(text, at, at, "before")
    for i in document.index.get(")", ()):
        at = document.ends[i]
        after = text[at : at + 3]
        if ((_letters(after) and after.islower()) or (after[:1].isupper() and after[1:2].islower())) and _aside(
            text, at - 1
        ):
            yield _glued(text, at - 1, at, "after")


def _letters(piece: str) -> bool:
    return len(piece) == 3 and piece.isalpha()


def _glued(text: str, bracket: int, at: int, side: str) -> Match:
    span = Span(word_start(text, bracket, 20), word_end(text, bracket + 1, 20))
    fix = Fix("Put a space", (Edit(at, at, " "),), SAFE)
    return Match(span, f"A space is missing {side} the bracket.", 0.8, (fix,))


def _long(text: str, at: int) -> bool:
    """Whether what the bracket holds has several words: no call of a function, no ending in brackets."""
    close = text.find(")", at, at + FAR)
    return close >= 0 and text[at:close].count(" ") > 1 and "\n" not in text[at:close] and "," not in text[at : at + 12]


def _aside(text: str, close: int) -> bool:
    """Whether the bracket that closes here opened before a word and holds several words or a number."""
    opened = text.rfind("(", max(0, close - FAR), close)
    if opened < 1 or not text[opened - 1].isspace() or "\n" in text[opened:close]:
        return False
    inside = text[opened + 1 : close]
    return " " in inside.strip() or inside.isdigit()
