"""LEF001: marks of tokenizers."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

SIGNS = ("<", "@", "#", "▁", "⁇")
NAMES = ("[ unk", "[ pad", "[ mask", "[ cls", "[ sep", "[ inst", "/ inst")
PATTERN = LazyPattern(
    r"<(?:unk|pad|mask|bos|eos|sep|cls|num|url|date|name|ent)>|</?s>|\[(?:UNK|PAD|MASK|CLS|SEP)\]|▁|⁇"
    r"|<\|[a-z_]{2,20}\|>|</?think>|\[/?INST\]|<</?SYS>>"
    r"|(?<=\w) ?@(?:-|,|\.|/)@ ?(?=\w)|(?<=\w)@@ ?(?=[a-z])|(?<=[a-z]) ##[a-z]{1,12}\b"
)


@document_rule(
    code="LEF001",
    name="tokenizer-mark",
    severity=MAJOR,
    mqm="fluency/character-encoding",
    anchors=NAMES,
    signs=SIGNS,
    examples=(
        Bad("The farmers [[<unk>]] of the state left.", fix="The farmers of the state left."),
        Bad("The [[▁]]president met them.", fix="The president met them."),
        Bad("The farmers left.[[<|im_end|>]]", fix="The farmers left."),
        Bad("[[<</SYS>>]] The farmers left.", fix=" The farmers left."),
        Bad("In about 70 [[⁇]] 90 cases.", fix="In about 70 90 cases."),
        Bad("A long[[ @-@ ]]term plan.", fix="A long-term plan."),
        Bad("The inter[[@@ ]]national plan was read[[ ##ing]] well.", fix="The international plan was reading well."),
        Good("Write to us@example.org, see #hashtag and a < b, b > c."),
        Good("The tag <b> makes bold text."),
    ),
)
def tokenizer_mark(document: Document) -> Iterator[Match]:
    """A mark of the engine's own tokenizer stands in the text.

    The engine cuts words into pieces and marks the cuts, or a word it does not know, and did not clean up.
    """
    text = document.text
    for m in PATTERN.finditer(text):
        start, end = m.span()
        mark = m.group()
        new = mark.strip(" @#") if mark[0] in " @" else ""
        if mark[0] in "<[⁇" and text[start - 1 : start] == " ":
            start -= 1  # with one of the spaces around it
        safety = SAFE if mark[0] not in "<[⁇" else SUGGEST  # a word is missing there
        fix = Fix("Delete it", (Edit(start, end, new),), safety)
        yield Match(Span(*m.span()), f"“{mark.strip()}” is a mark of the engine, not text.", 0.95, (fix,))
