"""What markup says of a text: from the readers, through the document, to what rules make of it."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest

from mtcheck.languages.en import analyse
from mtcheck.reading.formats import read
from mtcheck.text.document import Document, Flag, Kind
from mtcheck.text.layout import BlockKind, Layout, Look

MARKDOWN = """---
title: Is the harbour open? Yes.
description: All of it is told here.
---
# What is *open*?

Run `make -k .`. Then go **on** to [the docs](a.html).

**What you need.** A boat and a net.

- Stir the soup
- It is cold. Wear a hat.

  Take gloves too

> A wise word.

| Place | Time |
|-------|------|
| North | It opens at ten. |

Boat
: What floats

!!! note "Mind the gap"

    A small one.
"""
PAGE = """<article><h1>Is it open?</h1><div class=x><h2><span>Two</span></h2></div>
<figure><img src=a.png><figcaption>The <b>old</b> harbour</figcaption></figure>
<ul><li><p>Stir the soup<p>Take <i>gloves</i> <a href=x>and hats</a> too<li>A net<ul><li>A boat</ul></ul>
<blockquote><p>A wise word</blockquote><table><caption>Times</caption><tr><th>North<td>Ten<td><p>It is far</table>
<dl><dt>Boat.<dd>What floats</dl><p>The end of <code>main.c</code>. It is far.</article>"""
ODT = """<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:automatic-styles>
<style:style style:name="P1" style:parent-style-name="Caption"/></office:automatic-styles><office:body><office:text>
<text:p text:style-name="Title">The harbour</text:p><text:h>Is it open?</text:h><text:p>It is far.</text:p>
<text:list><text:list-item><text:p>Stir the soup</text:p><text:p>It is hot</text:p></text:list-item></text:list>
<text:p text:style-name="P1">The old harbour</text:p><text:p text:style-name="Quotations">A wise word</text:p>
<table:table><table:table-cell><text:p>North</text:p></table:table-cell></table:table><text:p>The end.</text:p>
</office:text></office:body></office:document-content>"""


def document_of(data: bytes, name: str, part: int = 0) -> Document:
    article = read(data, name).articles[part]
    return analyse(article.text, {}, article.layout)


def blocks(document: Document) -> list[tuple[str, BlockKind]]:
    return [(s.text, document.block(s.first)) for s in document.sentences]


def test_blocks_of_markdown() -> None:
    H, P, I, C, Q, T = (  # noqa: E741
        BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.QUOTATION, BlockKind.TERM,
    )  # fmt: skip
    assert blocks(document_of(MARKDOWN.encode(), "a.md")) == [
        ("Is the harbour open?", H), ("Yes.", H), ("All of it is told here.", P), ("What is open?", H),
        ("Run x.", P), ("Then go on to the docs.", P), ("What you need.", P), ("A boat and a net.", P),
        ("Stir the soup", I), ("It is cold.", I), ("Wear a hat.", I), ("Take gloves too", P), ("A wise word.", Q),
        ("Place", C), ("Time", C), ("North", C), ("It opens at ten.", C), ("Boat", T), ("What floats", I),
        ("Mind the gap", H), ("A small one.", P),
    ]  # fmt: skip


def test_blocks_of_a_page() -> None:
    found = dict(blocks(document_of(PAGE.encode(), "a.html")))
    assert found == {
        "Is it open?": BlockKind.HEADING, "Two": BlockKind.HEADING, "The old harbour": BlockKind.CAPTION,
        "Stir the soup": BlockKind.ITEM, "Take gloves and hats too": BlockKind.PARAGRAPH, "A net": BlockKind.ITEM,
        "A boat": BlockKind.ITEM, "A wise word": BlockKind.QUOTATION, "Times": BlockKind.CAPTION,
        "North": BlockKind.CELL, "Ten": BlockKind.CELL, "It is far": BlockKind.CELL, "Boat.": BlockKind.TERM,
        "What floats": BlockKind.ITEM, "The end of x.": BlockKind.PARAGRAPH, "It is far.": BlockKind.PARAGRAPH,
    }  # fmt: skip


def test_blocks_of_office_documents() -> None:
    made = docx.Document()
    made.add_heading("Is it open?", 1)
    made.add_paragraph("It is far.")
    made.add_paragraph("Stir the soup", style="List Bullet")
    made.add_paragraph("The old harbour", style="Caption")
    made.add_paragraph("A wise word", style="Intense Quote")
    made.add_table(1, 1).cell(0, 0).text = "North"
    out = io.BytesIO()
    made.save(out)
    expected = [
        ("Is it open?", BlockKind.HEADING), ("It is far.", BlockKind.PARAGRAPH), ("Stir the soup", BlockKind.ITEM),
        ("The old harbour", BlockKind.CAPTION), ("A wise word", BlockKind.QUOTATION), ("North", BlockKind.CELL),
    ]  # fmt: skip
    assert blocks(document_of(out.getvalue(), "a.docx")) == expected
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as z:
        z.writestr("content.xml", ODT)
    found = blocks(document_of(archive.getvalue(), "a.odt"))
    assert found[0] == ("The harbour", BlockKind.HEADING)
    assert found[-1] == ("The end.", BlockKind.PARAGRAPH)
    assert found[1:4] == expected[:3]
    assert found[4] == ("It is hot", BlockKind.PARAGRAPH)
    assert found[5:8] == expected[3:]


def test_kinds_and_looks() -> None:
    document = document_of(MARKDOWN.encode(), "a.md")
    kinds = {s.text: s.kind for s in document.sentences}
    assert kinds["What is open?"] == Kind.HEADING  # whatever it ends in
    assert kinds["What you need."] == Kind.HEADING  # bold, and the paragraph goes on
    assert kinds["A boat and a net."] == Kind.PROSE
    assert kinds["Stir the soup"] == Kind.LIST_ITEM
    assert kinds["It is cold."] == kinds["It opens at ten."] == Kind.PROSE  # full sentences
    assert kinds["North"] == Kind.CELL
    assert kinds["Boat"] == Kind.TERM

    def marked(flag: int) -> list[str]:
        return [document.words[i] for i in range(len(document)) if document.has(i, flag)]

    assert marked(Flag.EMPHASIS) == ["open"]
    assert marked(Flag.LINK) == ["the", "docs"]
    assert marked(Flag.STRONG) == ["on", "What", "you", "need", "."]
    assert marked(Flag.CODE) == ["x"]


def test_bold_sentences_within_a_paragraph_are_no_headings() -> None:
    text = "It is far. It is cold. So go."
    layout = Layout.of([(0, len(text), BlockKind.PARAGRAPH)], [(11, 22, Look.STRONG)])
    assert [s.kind for s in analyse(text, {}, layout).sentences] == [Kind.PROSE] * 3
    whole = Layout.of([(0, 10, BlockKind.PARAGRAPH)], [(0, 10, Look.STRONG)])
    assert [s.kind for s in analyse("It is far.", {}, whole).sentences] == [Kind.PROSE]


def test_code_may_end_a_sentence() -> None:
    assert [s.text for s in analyse("He died (b. Rome). Run x. Then go.").sentences] == [
        "He died (b. Rome).", "Run x. Then go.",
    ]  # fmt: skip
    layout = Layout.of([(0, 16, BlockKind.PARAGRAPH)], [(4, 5, Look.CODE)])
    assert [s.text for s in analyse("Run x. Then go.", {}, layout).sentences] == ["Run x.", "Then go."]


def test_plain_text_says_nothing() -> None:
    document = document_of(b"Is it open?\n\nIt is far.\n", "a.txt")
    assert document.blocks is None
    assert {kind for _, kind in blocks(document)} == {BlockKind.UNKNOWN}
    assert not document.has(0, Flag.CODE | Flag.EMPHASIS | Flag.STRONG | Flag.LINK)


def test_layout_of_nothing() -> None:
    layout = Layout.of([])
    assert len(analyse("", {}, layout)) == 0
    assert analyse("It is far.", {}, layout).block(0) == BlockKind.UNKNOWN


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.md", "---\ntitle: 'The Town&#8217;s <i>Fair</i> &amp; Market'\n---\n", "The Town’s Fair & Market"),
        ("a.md", "+++\ntitle = 'A &lt; B'\n+++\n", "A < B"),
        ("a.mdx", "As :quote[the town says.]{#says} It is far.", "As [the town says.] It is far."),
        ("a.md", 'See this:\n\n=== "The old tab"\n\n    It is far.\n', "See this:\n\nold tab\n\nIt is far."),
        (
            "a.md",
            "It is `a` now and\n`b`, so it gives `c`: that is\nnot far.",
            "It is x now and x, so it gives x: that is not far.",
        ),
    ],
)
def test_what_generators_show(name: str, data: str, expected: str) -> None:
    assert read(data.encode(), name).articles[0].text == expected
