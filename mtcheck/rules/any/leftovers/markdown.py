"""LEF010: marks of Markdown in plain text."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SUGGEST, Bad, BlockKind, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

MARK = LazyPattern(
    r"(?<![\w*])\*\*(?P<bold>[^\W_](?:[^*\n]{0,150}[^\s*])?)\*\*(?![\w*])"
    r"|(?m:^)(?P<heading>#{2,6} +)(?=[^\W_][^\r\n]{0,80}(?<![.!?])(?:[\r\n]|$))"
    r"|(?<![\w\]!])\[(?P<link>[^\W_][^\]\[\n]{0,80})\]\(https?://[^\s()]{1,200}\)"
)
# What shows that the author writes Markdown: code, images, tables, lists, or many marks.
MARKDOWN = LazyPattern(r"(?m)^(?:```|~~~|\|.*\||!\[|[-*+] \S|\d{1,2}\. \S|> \S|# \S|---$)|!\[[^\]\n]*\]\(|`[^`\n]+`")
MOST = 6
# In a file of Markdown: marks that show because white space parts them from their words, or from each other.
BROKEN = LazyPattern(
    r"(?<![\w*])\*\*[ \t](?P<inside>[^\W\d_]{3}[^*\n]{0,60}?)(?P<space>[ \t]?)\*\*(?![\w*])"
    r"|(?<![\w*])\*[ \t]\*(?P<parted>[^\W\d_]{3}[^*\n]{0,60}?)\*\*(?![\w*])"
    r"|(?<=[a-z] )\*[ \t](?P<lean>[^\W\d_]{3}[^*\n]{0,40}?)(?P<behind>[ \t])\*(?=[ ,.])"
)


@document_rule(
    code="LEF010",
    name="markdown-mark",
    severity=MINOR,
    mqm="fluency/character-encoding",
    signs=("**", "##", "](", " * "),
    examples=(
        Bad("[[**The Talks**]]\nThe envoys met in May.", fix="The Talks\nThe envoys met in May."),
        Bad("The envoys [[**met**]] in May.", fix="The envoys met in May."),
        Bad("[[### ]]The Talks\nThe envoys met in May.", fix="The Talks\nThe envoys met in May."),
        Bad("See [[[the report](https://example.org/a)]] of May.", fix="See the report of May."),
        Bad(
            "This is called [[** net to net **]] by them.",
            fix="This is called **net to net** by them.",
            blocks=(BlockKind.PARAGRAPH,),
        ),
        Bad(
            "It is called [[* *Standard Forwarding**]] by them.",
            fix="It is called **Standard Forwarding** by them.",
            blocks=(BlockKind.PARAGRAPH,),
        ),
        Bad(
            "These are called [[* receivers *]] by them.",
            fix="These are called *receivers* by them.",
            blocks=(BlockKind.PARAGRAPH,),
        ),
        Good("The cost is 3 * price * 2, and a * b * c is more.", blocks=(BlockKind.PARAGRAPH,)),
        Good("It is a ** b ** c, and they ** 12 of them ** are **bold** here.", blocks=(BlockKind.PARAGRAPH,)),
        Good("The value 2**3**2 is 512, a** b ** c, and **kwargs are arguments."),
        Good("# The Talks\n\nThe envoys **met** in May."),
        Good("The envoys **met** in May:\n- in Rome\n- in Kyiv"),
        Good("| a | b |\n|---|---|\n| **c** | d |"),
        Good("## The Talks\n\nCall `meet()` to meet.\n\n## The End\n\nThe envoys left."),
        Good("### The envoys met in May, and nobody knows what they said to each other.\nThey left."),
        Good("Call f[i](x), see [3](p. 4) and note ## 7."),
        Good("**Note** one. **Note** two. **Note** three. **Note** four. **Note** five. **Note** six. **Note** seven."),
    ),
)
def markdown_mark(document: Document) -> Iterator[Match]:
    """Marks of Markdown stand in plain text.

    Language models mark what they write as if it were shown in a chat; the answer was copied as it is.
    """
    text = document.text
    if document.blocks is not None:
        yield from _broken(document)
        return
    if MARKDOWN.search(text):
        return
    found = list(MARK.finditer(text))
    if len(found) > MOST:
        return
    for m in found:
        fix = Fix("Delete the marks", (Edit(*m.span(), m["bold"] or m["link"] or ""),), SUGGEST)
        shown = m.group() if len(m.group()) < 40 else m.group()[:37] + "…"
        yield Match(
            Span(*m.span()), f"“{shown.strip()}” has marks of Markdown, which plain text does not show.", 0.7, (fix,)
        )


def _broken(document: Document) -> Iterator[Match]:
    """Marks of bold letters that Markdown shows as they are: it allows no white space inside them."""
    for m in BROKEN.finditer(document.text):
        spaces = [m.start() + (2 if m["inside"] else 1)]
        spaces += [m.start(name) for name in ("space", "behind") if m[name]]
        fix = Fix("Delete the white space", tuple(Edit(at, at + 1, "") for at in spaces), SUGGEST)
        yield Match(Span(*m.span()), f"“{m.group()}” shows its marks: white space parts them.", 0.7, (fix,))
