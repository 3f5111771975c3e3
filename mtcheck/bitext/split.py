"""Source text -> paragraphs and sentences, in any script. Spans are code points."""

from __future__ import annotations

import re

from mtcheck.findings import Span

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
# A mark that ends a sentence, with what closes after it. A full stop needs a space after it, other marks do not.
END = re.compile(
    r"(?:[。！？｡‼⁇]+|[.!?…]+(?=[\"'”’»“›)\]]*(?:\s|$))|[؟۔।॥]+)[\"'”’»“›)\]」』）】〉》]*\s*",
)
# After these a full stop does not end a sentence: initials, numbers (German ordinals), short abbreviations.
ABBREVIATION = re.compile(
    r"(?:^|[\s(„\"«])(?:[^\W\d_]|\d{1,2}|[Dd]r|[Pp]rof|Ing|Mgr|JUDr|bzw|usw|ca|vgl|resp|Hr|Fr|Nr|St|Mio|Mrd|Str|"
    r"tys|tzv|tzn|tj|tis|např|atd|np|ul|ks|św|im|nr|al|mld|mln|Sr|Sra|Sta|Mme|Mlle|Hon|Inc|Ltd|Corp|Co|"
    r"гг|др|см|ст|пр|ул|им|тыс|млн|млрд|руб|тис|вул|див)\.$"
)
LOWER = re.compile(r"[a-zà-öø-ÿа-яёіїєґ\d,;]")


def paragraphs(text: str) -> list[Span]:
    """Lines that hold more than white space, without the space around them."""
    out = []
    for m in LINE.finditer(text):
        line = m.group()
        stripped = line.strip()
        if stripped:
            start = m.start() + line.index(stripped[0])
            out.append(Span(start, start + len(stripped)))
    return out


def sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a paragraph, without the space around them."""
    out = []
    start = span.start
    for m in END.finditer(text, span.start, span.end):
        if m.end() < span.end and _ends(text, start, m):
            out.append(_stripped(text, start, m.end()))
            start = m.end()
    if start < span.end:
        out.append(_stripped(text, start, span.end))
    return out


def _ends(text: str, start: int, mark: re.Match[str]) -> bool:
    if LOWER.match(text, mark.end()):
        return mark.group()[0] in "。！？"
    if text[mark.start()] != "." or mark.group().startswith(".."):
        return True
    return not ABBREVIATION.search(text, max(start, mark.start() - 12), mark.start() + 1)


def _stripped(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
