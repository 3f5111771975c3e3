"""Source text -> paragraphs and sentences, in any script. Spans are code points."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

from mtcheck.bitext.language import LanguageData, Marks
from mtcheck.bitext.words import WORD
from mtcheck.text.scripts import EAST_ASIAN
from mtcheck.text.spans import Span

LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
CLOSING = "\"'”’»“›)]」』）】〉》"
SPACED = ".!?…"  # marks that end a sentence only if a space follows
LONG = re.compile(r"[^\W\d_]{6,}$")
LONGEST = 12  # code points before a mark that are looked at
DAY = re.compile(rf"\d{{1,2}}\.?[\s\u00a0]+({WORD.pattern})")
GOING_ON = ":…"  # other marks that end a line
ITEM = re.compile(r"[-–—*•·▪●◦]\s|\(?\d{1,3}[.)]\s|#{1,6}\s")
WRAPPED_WIDTH = 50, 140  # of the longest line of hard-wrapped text
FULL = 0.7  # share of it that other lines have


@cache
def _end(marks: Marks) -> re.Pattern[str]:
    """A mark that ends a sentence, with what closes after it."""
    others = re.escape("".join(c for c in marks.ending if c not in SPACED))
    spaced, closing = re.escape(SPACED), re.escape(CLOSING)
    return re.compile(rf"(?:[{others}]+|[{spaced}]+(?=[{closing}]*(?:\s|$)))[{closing}]*\s*")


@cache
def _abbreviation(language: LanguageData) -> re.Pattern[str]:
    """After this a full stop does not end a sentence: initials, numbers (ordinals), abbreviations."""
    words = "|".join(map(re.escape, language.abbreviations.items))
    return re.compile(rf"(?:^|[\s(„\"«])(?:[^\W\d_]|\d{{1,2}}|{words})\.$")


def paragraphs(text: str, marks: Marks) -> list[Span]:
    """Lines that hold more than white space, without the space around them; in hard-wrapped text what stands between
    empty lines."""
    lines = []
    for m in LINE.finditer(text):
        line = m.group()
        stripped = line.strip()
        if stripped:
            start = m.start() + line.index(stripped[0])
            lines.append(Span(start, start + len(stripped)))
    return _joined(text, lines) if _wrapped(text, lines, marks.ending + GOING_ON) else lines


def _wrapped(text: str, lines: list[Span], stops: str) -> bool:
    """Whether most lines that end without a stop are full and go on with their sentence in the next line."""
    longest = max((b - a for a, b in lines), default=0)
    going_on = broken = 0
    for a, b in pairwise(lines):
        if text[a.end - 1] in stops or _apart(text, a, b):
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


def sentences(text: str, span: Span, language: LanguageData) -> list[Span]:
    """The sentences of a paragraph of the source, without the space around them."""
    out = []
    start = span.start
    for m in _end(language.marks).finditer(text, span.start, span.end):
        if m.end() < span.end and _ends(text, start, m, language):
            out.append(_stripped(text, start, m.end()))
            start = m.end()
    if start < span.end:
        out.append(_stripped(text, start, span.end))
    return out


def _ends(text: str, start: int, mark: re.Match[str], language: LanguageData) -> bool:
    after = text[mark.end() : mark.end() + 1]
    if after.islower() or after in (",", ";"):
        return mark.group()[0] >= EAST_ASIAN
    if after.isdecimal() and not _begins(text, mark, language):
        return False
    if text[mark.start()] != "." or mark.group().startswith(".."):
        return True
    first = max(0, start - 1, mark.start() - LONGEST)  # with the space before the sentence
    return not _abbreviation(language).search(text, first, mark.start() + 1)


def _begins(text: str, mark: re.Match[str], language: LanguageData) -> bool:
    """Whether a sentence begins with the figure behind a mark: the word before the mark is too long for an abbreviation
    (Art. 5), or a month follows (3 марта)."""
    if text[mark.start()] != ".":
        return mark.group()[0] >= EAST_ASIAN or text[mark.start()] in "!?"
    if LONG.search(text, max(0, mark.start() - LONGEST), mark.start()):
        return True
    day = DAY.match(text, mark.end())
    return day is not None and any(day[1].lower() in names for names in language.month_names.values())


def _stripped(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
