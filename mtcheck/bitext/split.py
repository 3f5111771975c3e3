"""Source text -> paragraphs and sentences, in any script. Spans are code points."""

from __future__ import annotations

import re
from itertools import pairwise

from mtcheck.text.spans import Span

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
STOPS = ".!?:…。！？：؟۔।"
ITEM = re.compile(r"[-–—*•·▪●◦]\s|\(?\d{1,3}[.)]\s|#{1,6}\s")
WRAPPED_WIDTH = 50, 140  # of the longest line of hard-wrapped text
FULL = 0.7  # share of it that other lines have
LOWER = re.compile(r"[a-zà-öø-ÿа-яёіїєґ\d,;]")


def paragraphs(text: str) -> list[Span]:
    """Lines that hold more than white space, without the space around them; in hard-wrapped text what stands between
    empty lines."""
    lines = []
    for m in LINE.finditer(text):
        line = m.group()
        stripped = line.strip()
        if stripped:
            start = m.start() + line.index(stripped[0])
            lines.append(Span(start, start + len(stripped)))
    return _joined(text, lines) if _wrapped(text, lines) else lines


def _wrapped(text: str, lines: list[Span]) -> bool:
    """Whether most lines that end without a stop are full and go on with their sentence in the next line."""
    longest = max((b - a for a, b in lines), default=0)
    going_on = broken = 0
    for a, b in pairwise(lines):
        if text[a.end - 1] in STOPS or _apart(text, a, b):
            continue
        if text[b.start].islower() and a.end - a.start >= FULL * longest:
            going_on += 1
        else:
            broken += 1
    return going_on > max(1, broken) and WRAPPED_WIDTH[0] <= longest <= WRAPPED_WIDTH[1]


def _joined(text: str, lines: list[Span]) -> list[Span]:
    out = lines[:1]
    for line in lines[1:]:
        if _apart(text, out[-1], line) or ITEM.match(text, line.start):
            out.append(line)
        else:
            out[-1] = Span(out[-1].start, line.end)
    return out


def _apart(text: str, a: Span, b: Span) -> bool:
    """Whether an empty line stands between two lines."""
    return text.count("\n", a.end, b.start) > 1 or text.count("\r", a.end, b.start) > 1


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
