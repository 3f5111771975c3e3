"""HTML pages and EPUB books: what of them is read."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from conftest import Run
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.reading.article import SPARED
from mtcheck.reading.base import Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.formats import read
from mtcheck.text.spans import Edit

PAGE = """<!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body>
<nav><a href="/">Home page of the site</a></nav>
<article class="story"><h1>The visit of the minister</h1>
<p>The minister said on&nbsp;Monday that the <b>talks</b>
would go on &amp; that <a href="x">nobody</a> had left them.<br>He did not say more about it.</p>
<p>A second paragraph with <code>some code</code> follows here, so that the article is long enough to be one.</p>
<script>the the</script></article>
<footer>All rights reserved</footer></body></html>
"""


def text_of(page: str | bytes, selector: str | None = "body", name: str = "a.html") -> str:
    data = page.encode() if isinstance(page, str) else page
    return "\n====\n".join(a.text for a in read(data, name, Options(selector=selector)).articles)


def test_by_selector_and_by_extractor() -> None:
    body = (
        "The minister said on\u00a0Monday that the talks would go on & that nobody had left them.\n"
        "He did not say more about it.\n\nA second paragraph with x follows here, so that the article is long "
        "enough to be one."
    )
    title = "The visit of the minister\n\n"
    assert text_of(PAGE, "article.story") == text_of(PAGE, None) == title + body
    assert text_of(PAGE, "article p") == body
    assert text_of(PAGE, "article p b, h1") == "The visit of the minister\n\ntalks"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # breaks
        ("<p>one<br>two<br/>three<br />four</br>five</p>", "one\ntwo\nthree\nfour\nfive"),
        ("<p>one.<br><br>Two.<br>\n<br> Three.</p>", "one.\n\nTwo.\n\nThree."),
        ("<p>con&shy;text super<wbr>cali</p>", "context supercali"),
        ("<div>one<div>two</div>three<center>four</center>five</div>", "one\n\ntwo\n\nthree\n\nfour\n\nfive"),
        ("<p>one<p>two<ul><li>three<li>four</ul>", "one\n\ntwo\n\nthree\n\nfour"),
        ("<figure><img alt=x><figcaption>He came.</figcaption></figure>", "He came."),
        ("<p>Press the <button>Save</button> key.", "Press the Save key."),
        # marks beside the text
        ("<p>In 1204.<sup>[1]</sup> May 5<sup>th</sup>, 10<sup>2</sup> H<sub>2</sub>O", "In 1204. May 5th, 10 H2O"),
        ("<p>It grew <sup>[2]</sup>, he said <sup>and left</sup>.", "It grew, he said and left."),
        ('<p>It grew.<sup><a href="#n2">22 </a></sup>He left<sup>3 </sup>.', "It grew. He left."),
        ('<h2>How<a class="headerlink" href="#h">¶</a></h2>', "How"),
        # what is deleted or hidden
        ("<p>The <del>old</del> <ins>new</ins> <s>bad</s> man <strike>x</strike>.", "The new man."),
        ("<p>a <span hidden>b</span> <i style='display: none'>c</i> <b class='x sr-only'>d</b> e", "a e"),
        ("<p>a<script>the the</script><style>x</style><template>y</template><!-- the the -->b", "ab"),
        ("<p>a <ruby>b<rp>(</rp><rt>c</rt><rp>)</rp></ruby>", "a b"),
        # code, formulas, other languages: read, not judged
        ("<p>the <code>a <b>b</b></code> and <kbd>c</kbd> of <math><mi>x</mi><mo>=</mo></math>.", "the x and x of x."),
        ("<p>so <q>he said <q>no</q></q> then", "so “he said ‘no’” then"),
        ("<p>the show for which it runs is called\n<pre>a</pre>", "the show for which it runs is called x"),
        (
            "<p>It takes $1/2$ or $N^2$ steps, \\(n\\) or \\(a_1\\) of $2N$: \\[x =\n1\\].",
            "It takes x or x steps, x or x of x: x x.",
        ),
        ("<p>from $5 to $10, (US$5=$6), $100$ and \\(as here\\)", "from $5 to $10, (US$5=$6), $100$ and \\(as here\\)"),
        # notes that stand in the sentence
        (
            "<p>He came.<d-footnote>In <b>May</b>.</d-footnote>  Then<span class='x sidenote'>Not she</span>, he left."
            "</p>two",
            "He came. Then, he left.\n\nIn May.\n\nNot she\n\ntwo",
        ),
        (
            "<p>He came.<label for=a>⊕</label><span class=marginnote>In <q>May</q>.</span> He left.",
            "He came. He left.\n\nIn “May”.",
        ),
        ("<div class=sidenote>one<p>two</div>three", "one\n\ntwo\n\nthree"),
        ("<p>It is (<x-c></x-c>, <x-c></x-c>) so <x-c></x-c>.", "It is (x, x) so."),
        ("<p>In nets <x-cite key=a></x-cite>, <x-b>so</x-b> <x-cite></x-cite>.", "In nets, so."),
        (
            "<p>It is <d-math>x^2.</d-math> The <math>a</math> is<d-math block>a\nb</d-math>, now<p><code>a</code>",
            "It is x. The x is x\n\n, now",
        ),
        ("<p>Go and run the thing<p><code>a b</code><p>and then that", "Go and run the thing x\n\nand then that"),
        # broken pages
        ("<html><head><title>T</title><body><p>one</p>", "one"),
        ("<p>one</i> two</p></p>three", "one two\n\nthree"),
        ("<p>a &lt; b &amp c &notit; R&D 1 < 2 &#8217; &#x1F600;", "a < b & c ¬it; R&D 1 < 2 ’ 😀"),
        ("<p>one <![if x]>two<![endif]> <?php the the ?>three <% x %>", "one two three"),
        ("\ufeff<p>one <!-- two", "one"),
        # templates
        (
            "{% extends 'a' %}<p>one {{ two }} <a href='{{ url }}'>three</a> {% if x %}four{% endif %}",
            "one x three four",
        ),
        ("<p>one {# two #}", "one {# two #}"),
    ],
)
def test_what_is_shown(page: str, text: str) -> None:
    assert text_of(page) == text
    assert text_of(page.replace("\n", "\r\n")) == text


def test_a_page_is_more_than_what_the_extractor_finds() -> None:
    """Captions, quotations, centred text, paragraphs with marks and buttons belong to the article; menus do not."""
    sentence = "The council met on Tuesday to talk about the budget for the next year and about the roads in the north."
    inner = (
        f"<h1>Roads and bridges</h1><p>{sentence}</p>"
        "<figure><img src=a><figcaption>The old bridge</figcaption></figure>"
        f"<h2>A vote</h2><p>It was so.<sup>[1]</sup> {sentence}</p><blockquote>We shall see.</blockquote>"
        f"<p>He pressed <button>yes</button> and left.</p><center>Well said.</center><p>{sentence}</p>"
        "<aside><p>More about roads is here</p></aside><ul><li><a href=x>Roads of the world</a></li></ul>"
    )
    page = (
        f"<html><head><title>T</title><body><nav><ul><li><a href=a>News</a><li><a href=b>Sport</a></ul></nav>"
        f"<main><article>{inner}</article></main><footer><p>All rights reserved by us.</p></footer></body></html>"
    )
    text = text_of(page, None)
    for wanted in (
        "Roads and bridges",
        "The old bridge",
        "A vote",
        "It was so.",
        "We shall see.",
        "yes and left",
        "Well",
    ):
        assert wanted in text
    for other in ("News", "Sport", "rights", "More about", "of the world"):
        assert other not in text


def test_what_is_left_out_of_a_page_is_told(run: Run, tmp_path: object) -> None:
    [notice] = read(PAGE.encode(), "a.html").notices
    assert re.match(r"3 of the page's \d+ words are left out", notice.message) and "html-selector" in notice.message
    assert read(PAGE.encode(), "a.html", Options(selector="body")).notices == ()
    result = run("check", "-", "--stdin-filename", "a.html", stdin=PAGE.encode())
    assert result.code == 0 and "words are left out" in result.err


@pytest.mark.parametrize("name", ["lang", "xml:lang"])
def test_words_of_another_language_are_not_judged(name: str) -> None:
    page = f"<p>It is no <i {name}='la'>duellum</i> but a <i {name}='en-GB'>war</i>.</p>"
    pieces = read(page.encode(), "a.html", Options(selector="p")).articles[0].pieces
    assert [p.text for p in pieces if p.kind == SPARED] == ["duellum"]


def test_errors() -> None:
    with pytest.raises(Unreadable, match="CSS selector"):
        text_of(PAGE, "p[[[")
    with pytest.raises(Unreadable, match="matches nothing"):
        text_of(PAGE, "p.none")
    with pytest.raises(Unreadable, match="nothing in it is text"):
        text_of("<html><body><script>x</script></body></html>", None)
    with pytest.raises(Unreadable, match=r"does not end.* in line 2"):
        text_of("<p>one\n<![ two<b>three</b>")
    assert text_of(" \n", None) == ""


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    for module, selector in (("trafilatura", None), ("justhtml", "p")):
        with monkeypatch.context() as patched:
            patched.setitem(__import__("sys").modules, module, None)
            with pytest.raises(Unreadable, match=re.escape("pip install 'mtcheck[html]'")):
                text_of(PAGE, selector)


@pytest.mark.parametrize(
    ("head", "codec"),
    [
        ('<meta charset="iso-8859-1">', "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">', "cp1251"),
        ("<meta charset=shift_jis>", "cp932"),
        ('<meta charset="iso-8859-1">', "utf-8"),  # what is UTF-8 is UTF-8
        ("", "utf-16"),
        ("", "utf-8-sig"),
    ],
)
def test_encodings(head: str, codec: str) -> None:
    words = {"cp1251": "Он сказал", "cp932": "東京都"}.get(codec, "“café”")
    file = read(f"<head>{head}</head><p>{words} a".encode(codec), "a.html", Options(selector="p"))
    assert file.articles[0].text == f"{words} a"
    assert file.saved([]) == f"<head>{head}</head><p>{words} a".encode(codec)
    start = file.text.index(" a") + 1
    [edit] = file.articles[0].edits(Edit(len(words) + 1, len(words) + 2, "ø")) or []
    expected = "ø" if codec in ("cp1252", "utf-8", "utf-8-sig", "utf-16") else "&#248;"
    assert edit == Edit(start, start + 1, expected)


def test_xhtml() -> None:
    page = '<?xml version="1.0"?><html><head><script src="x"/><title/></head><body><a id="x"/><p>one<b/></p><p/><p>two'
    assert text_of(page, name="a.xhtml") == "one\n\ntwo"


SOUP = st.lists(
    st.sampled_from(
        """<p> </p> <b> </b> <i> </i> <a> </a> <br> <table> <tr> <td> </table> <ul> <li> </ul> <div> </div> <sup> </sup>
        <code> </code> <pre> </pre> <q> </q> <!--x--> <!x> <?x?> & &amp; &amp &#65; &nbsp; &shy; < > {{x}} {%x%} </x> <x
        <select> <option> </select> <svg> </svg> <math> </math> <body> </body> <head> <title> </title> word Word <p/>
        Ünïcode 😀 1 . , “ ” <textarea> </textarea> <h1> </h1> <hr> <del> </del> <wbr> <script> </script> <button>
        </button> <form> <frameset> <template> </template>""".split()
        + [" ", "\r\n", "\n", "\t", "\x00", "\r"]
    ),
    max_size=40,
)


@settings(max_examples=300, deadline=None)
@given(SOUP)
def test_every_piece_is_at_its_place(parts: list[str]) -> None:
    """Whatever the markup: what is text and can be edited stands in the file as it is said to stand."""
    page = "".join(parts)
    for name in ("a.html", "a.xhtml"):
        try:
            file = read(page.encode(), name, Options(selector="html"))
        except Unreadable:
            continue
        [article] = file.articles
        for piece in article.pieces:
            assert 0 <= piece.start <= piece.end <= len(page)
            if piece.kind == "same":
                assert page[piece.start : piece.end] == piece.text
        assert all(a.start <= b.start for a, b in zip(article.pieces, article.pieces[1:], strict=False))


# EPUB

CONTAINER = '<container><rootfiles><rootfile full-path="OEBPS/c.opf"/></rootfiles></container>'
OPF = (
    '<package xmlns="http://www.idpf.org/2007/opf"><manifest>'
    '<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>'
    '<item id="c1" href="text/one.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="c2" href="text/two%20b.xhtml" media-type="application/xhtml+xml"/>'
    '<item id="i" href="a.png" media-type="image/png"/>'
    '</manifest><spine><itemref idref="n"/><itemref idref="c2"/><itemref idref="c1"/><itemref idref="i"/></spine>'
    "</package>"
)


def book(**parts: str | bytes) -> bytes:
    """An EPUB file of two chapters; parts by name replace or add to it."""
    head = '<?xml version="1.0" encoding="UTF-8"?><html><head><title>the the</title></head><body>'
    usual: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/c.opf": OPF,
        "OEBPS/nav.xhtml": f"{head}<nav>the the</nav></body></html>",
        "OEBPS/text/one.xhtml": f'{head}<a id="p1"/><p>He saw the <i>the</i> old man.</p></body></html>',
        "OEBPS/text/two b.xhtml": f"{head}<h1>Two</h1><p>She saw the the sea&#8217;s end.</p></body></html>",
        "OEBPS/a.png": b"\x89PNG",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**usual, **parts}.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_book_is_read_chapter_by_chapter() -> None:
    file = read(book(), "a.epub")
    assert [(a.label, a.text) for a in file.articles] == [
        ("OEBPS/text/two b.xhtml", "Two\n\nShe saw the the sea’s end."),
        ("OEBPS/text/one.xhtml", "He saw the the old man."),
    ]


def test_a_book_is_written_back(run: Run, tmp_path: object) -> None:
    from pathlib import Path

    path = Path(str(tmp_path)) / "a.epub"
    path.write_bytes(book())
    assert run("check", path, "--select", "REP001").out.count("REP001") >= 2
    assert run("fix", path, "--write", "--suggested", "--select", "REP001").code == 0
    before, after = zipfile.ZipFile(io.BytesIO(book())), zipfile.ZipFile(path)
    assert before.namelist() == after.namelist()
    for name in before.namelist():
        old, new = before.read(name), after.read(name)
        assert new == old.replace(b"saw the the", b"saw the").replace(b"saw the <i>the", b"saw <i>the"), name


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"META-INF/container.xml": "<container/>"}, "names no content"),
        ({"META-INF/container.xml": "<container>"}, "no valid EPUB"),
        ({"OEBPS/c.opf": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}, "entities"),
        ({"OEBPS/c.opf": "<package/>"}, "nothing in it is text"),
        ({"META-INF/encryption.xml": '<e><CipherReference URI="OEBPS/text/one.xhtml"/></e>'}, "DRM"),
    ],
)
def test_no_book(parts: dict[str, str], words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(book(**parts), "a.epub")
    with pytest.raises(Unreadable, match="no EPUB"):
        read(b"PK", "a.epub")
