"""PUN004, PUN005: marks, letters and digits of another script."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import around, word_start
from mtcheck.text.masks import beyond_ascii
from mtcheck.text.patterns import LazyPattern
from mtcheck.text.scripts import foreign_letter

PLAIN = {
    "،": ",", "؛": ";", "؟": "?", "٪": "%", "。": ".", "，": ",", "、": ",", "：": ":", "；": ";", "！": "!", "？": "?",
    "（": "(", "）": ")", "［": "[", "］": "]", "％": "%", "．": ".", "।": ".", "॥": ".", "¿": "", "¡": "", "־": "-",
    "「": "“", "」": "”", "『": "“", "』": "”", "《": "“", "》": "”", "〈": "“", "〉": "”", "【": "[", "】": "]",
    "・": " ",
}  # fmt: skip
MARKS = frozenset(PLAIN)
# Japanese headlines and lists keep these in pairs, or at the start of a line, even when people translate them.
DECORATION = frozenset("【】《》〈〉・")
FACE = frozenset("^＾▽;´`ω")
ENGLISH = frozenset(".,;:!?")
PARTNER = {"【": "】", "】": "【", "《": "》", "》": "《", "〈": "〉", "〉": "〈"}
OPENING = frozenset("（［「『《〈【¿¡")
SPACED = frozenset("،؛؟。，、：；！？।॥）］")  # a space follows the English mark
WORD = LazyPattern(r"[A-Za-z]{1,12}(?!\w)")
WIDE = LazyPattern("[０-９Ａ-Ｚａ-ｚ]{1,40}")
PATTERN = LazyPattern("[" + "".join(map(re.escape, sorted(MARKS))) + "]{1,8}")


@document_rule(
    code="PUN004",
    name="foreign-mark",
    severity=MINOR,
    mqm="fluency/punctuation",
    anchors=MARKS,
    examples=(
        Bad("He came [[late،]] and left early.", fix="He came late, and left early."),
        Bad("The talks went [[on。]]Nobody left.", fix="The talks went on. Nobody left."),
        Bad("Do they [[agree？]]", fix="Do they agree?"),
        Bad("[[¿]]Why did the envoys leave?", fix="Why did the envoys leave?"),
        Bad(
            "He came late [[،]]and asked: [[¿]]why did they leave?", fix="He came late, and asked: why did they leave?"
        ),
        Bad("Home router [[・]] no work needed.", fix="Home router   no work needed."),
        Good("The poem 春晓，处处闻啼鸟。 is known to all."),
        Good("She sang “¿Quién será?” and “¡Viva!” all night, in Arabic: نعم، أهلا."),
        Good('Keep symbols like "、" and "。" as they are. The marks “？” and “！！” are wide.'),
        Bad("He said: “It is [[late。]]”", fix="He said: “It is late.”"),
        Bad("He asked: “[[¿]]Why did they leave?”", fix="He asked: “Why did they leave?”"),
        Bad('He wrote [["yes"、]]"no" in it.', fix='He wrote "yes", "no" in it.'),
        Good("The poems 「春晓」、「静夜思」 are short. See you （＾▽＾）"),
        Good("・ The screw\n・ The nut"),
        Good("【Caution】 The screw that came with it is small."),
    ),
)
def foreign_mark(document: Document) -> Iterator[Match]:
    """A punctuation mark of another script stands in English text.

    The engine copies the mark of the source instead of writing the English one.
    """
    text = document.text
    for m in PATTERN.finditer(text):
        marks = m.group()
        before, after = around(text, m.start(), m.end())
        if _in_own_script(marks, before, after) or (marks[0] in "¿¡" and not _question_after(document, m.end())):
            continue
        if FACE & {before, after}:
            continue  # a face made of marks
        if _mentioned(document, m.start(), m.end()):
            continue  # symbols like “、” and “。”
        if set(marks) <= DECORATION and _decorates(text, m.start(), m.end()):
            continue
        sure = 0.6 if set(marks) <= DECORATION else 0.95
        span = Span(m.start() if marks[0] in OPENING else word_start(text, m.start()), m.end())
        message = f"“{marks}” is a mark of another script, not of {document.language}."
        yield Match(span, message, sure, (_fix(text, m.start(), m.end(), before),))


def _in_own_script(marks: str, before: str, after: str) -> bool:
    """Whether the words beside the marks are written in another script, so that the marks belong to them."""
    beside = after if marks[0] in OPENING else before
    return any(map(foreign_letter, beside))


def _mentioned(document: Document, start: int, end: int) -> bool:
    """Whether quotation marks hold nothing but the marks, which are spoken of and not used."""
    first, last = bisect_left(document.starts, start), bisect_left(document.starts, end)
    return document.has(first - 1, Flag.OPEN) and document.has(last, Flag.CLOSE)


def _decorates(text: str, start: int, end: int) -> bool:
    """Whether decoration stands as Japanese layout has it: in a pair within the paragraph, or as a bullet."""
    partner = PARTNER.get(text[start])
    if partner is None:
        return text[max(0, start - 1) : start] in ("", "\n")
    if text[start] in OPENING:
        return partner in text[end : end + 120].partition("\n\n")[0]
    return text.rfind(partner, max(0, start - 120), start) >= 0


def _question_after(document: Document, at: int) -> bool:
    """Whether a question or exclamation in the document's language follows, and none of the other language's."""
    m = WORD.match(document.text, at)
    return m is not None and m.group().lower() in document.vocabulary["question_openers"]


def _fix(text: str, start: int, end: int, before: str) -> Fix:
    new = "".join(PLAIN[c] for c in dict.fromkeys(text[start:end]))
    if ENGLISH.intersection(before, new):
        new = ""  # the English mark is there already
    lone = new.strip()
    if text[end - 1] in SPACED and re.match(r"[^\W_]|[“\"(]", text[end : end + 1]):
        new += " "
    while text[start - 1 : start] == " " and lone[:1] in ENGLISH:
        start -= 1
    safety = SUGGEST if set(text[start:end]) & DECORATION else SAFE
    return Fix(f"Write “{lone}”" if lone else "Delete it", (Edit(start, end, new),), safety)


@document_rule(
    code="PUN005",
    name="full-width-characters",
    severity=MINOR,
    mqm="fluency/character-encoding",
    wake=beyond_ascii,
    examples=(
        Bad("He paid [[３５]] dollars.", fix="He paid 35 dollars."),
        Bad("The [[ＮＨＫ]] reported it.", fix="The NHK reported it."),
        Good("The company 株式会社ＮＴＴ is large."),
        Good("The price is ￥1,760 a month."),
    ),
)
def full_width(document: Document) -> Iterator[Match]:
    """Letters or digits are of the wide kind that East Asian text uses.

    The engine copies them from a Chinese or Japanese source.
    """
    text = document.text
    for m in WIDE.finditer(text):
        before, after = around(text, m.start(), m.end())
        if any(map(foreign_letter, before + after)):
            continue
        new = "".join(chr(ord(c) - 0xFEE0) for c in m.group())
        fix = Fix.write(m.span(), new, SAFE)
        yield Match(Span(*m.span()), f"“{m.group()}” is written in full-width characters.", 0.9, (fix,))
