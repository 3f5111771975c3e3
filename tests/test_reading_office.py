"""DOCX and ODT: what of them is read, where it is said to be, and how it is written back."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from conftest import Run

from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.formats import read
from mtcheck.text.lines import lines_of
from mtcheck.text.spans import Edit, Span

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def document(body: str, codec: str = "utf-8", space: str = TRANSITIONAL, part: str = "word/document.xml") -> bytes:
    """A DOCX file whose body holds this XML."""
    head = f'<?xml version="1.0" encoding="{codec}"?><w:document xmlns:w="{space}" {SPACES}>'
    xml = f"{head}<w:body>{body}</w:body></w:document>"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = f'<Relationships><Relationship Id="r" Type="{kind}" Target="/{part}"/></Relationships>'
    return zipped({"_rels/.rels": relations, part: xml.encode(codec), "word/media/a.png": b"\x89PNG the the"})


def p(*runs: str, more: str = "") -> str:
    return f"<w:p>{more}{''.join(runs)}</w:p>"


def r(text: str, more: str = "") -> str:
    return f'<w:r>{more}<w:t xml:space="preserve">{text}</w:t></w:r>'


def text_of(data: bytes, name: str = "a.docx") -> str:
    return read(data, name).articles[0].text


def test_a_document_that_is_damaged_elsewhere_is_not_fixed(tmp_path: Path, run: Run) -> None:
    """Its text can be read, but not all that stands beside it."""
    file = tmp_path / "a.docx"
    data = document(p(r("He saw the the man.")))
    head = data.rindex(b"PK\3\4")  # of the picture
    damaged = data[:head] + b"PK\3\5" + data[head + 4 :]
    file.write_bytes(damaged)
    done = run("fix", "--write", file)
    assert done.code == 2
    assert "cannot be written again" in done.err
    assert file.read_bytes() == damaged


def test_documents_of_word() -> None:
    made = docx.Document()
    made.add_paragraph("He saw ").add_run("the man").bold = True
    made.add_paragraph()
    made.add_paragraph("A\tb & <c>")
    made.add_table(1, 2).cell(0, 1).text = "In a cell"
    made.save(out := io.BytesIO())
    assert text_of(out.getvalue()) == "He saw the man\n\nA\tb & <c>\n\nIn a cell"


BOX = "<w:drawing><w:txbxContent>{}</w:txbxContent></w:drawing>"
DELETED_END = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # tracked changes
        (p(r("He saw "), f"<w:moveFrom>{r('the old ')}</w:moveFrom>", r("it.")), "He saw it."),
        (p(r("He saw "), f"<w:moveTo>{r('the old ')}</w:moveTo>", r("man.")), "He saw the old man."),
        (p(r("He saw "), f"<w:del>{r('an ')}</w:del><w:ins>{r('the ')}</w:ins>", r("man.")), "He saw the man."),
        (p(r("He saw "), more=DELETED_END) + p(r("the man.")) + p(r("End.")), "He saw the man.\n\nEnd."),
        # text boxes stand beside the paragraph that they hang on
        (
            p(r("He saw "), f"<w:r>{BOX.format(p(r('Note')) + p(r('Two')))}</w:r>", r("it.")),
            "He saw it.\n\nNote\n\nTwo",
        ),
        (
            p(
                r("He "),
                f"<mc:AlternateContent><mc:Choice>{BOX.format(p(r('N')))}</mc:Choice>",
                "<mc:Fallback>",
                r("N"),
            )[:-6]
            + "</mc:Fallback></mc:AlternateContent>"
            + r("came.")
            + "</w:p>",
            "He came.\n\nN",
        ),
        # breaks, hidden text, readings, formulas, instructions
        (p("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t></w:r>"), "a\tb\nc"),
        (p("<w:r><w:t>co</w:t><w:softHyphen/><w:t>n</w:t><w:noBreakHyphen/><w:t>x</w:t></w:r>"), "con\u2011x"),
        (p(r("a "), r("hidden ", "<w:rPr><w:vanish/></w:rPr>"), r("b", '<w:rPr><w:vanish w:val="0"/></w:rPr>')), "a b"),
        (p(r("a "), f"<w:ruby><w:rt>{r('x')}</w:rt><w:rubyBase>{r('b')}</w:rubyBase></w:ruby>"), "a b"),
        (p(r("so "), "<m:oMath><m:r><m:t>e</m:t></m:r><m:r><m:t>=m</m:t></m:r></m:oMath>", r(" is.")), "so x is."),
        (p("<w:r><w:instrText>PAGE PAGE</w:instrText></w:r>", r("1")), "1"),
        (p(more="<w:pPr><w:tabs><w:tab w:pos='1'/></w:tabs></w:pPr>") + p(r("a")), "a"),
    ],
)
def test_what_of_a_docx_is_text(body: str, text: str) -> None:
    for space in (TRANSITIONAL, STRICT):
        assert text_of(document(body, space=space)) == text
    assert text_of(document(body, part="word/document2.xml")) == text
    assert text_of(document(body, codec="utf-16")) == text


def test_lines_are_the_paragraphs_of_the_document() -> None:
    file = read(document(p(r("One")) + p() + p() + p(r("He saw the man"))), "a.docx")
    assert file.text == "One\n\n\nHe saw the man"
    assert lines_of(file.text).place(file.articles[0].back(_span(file.articles[0].text, "man")).start) == (4, 12)


def _span(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "us-ascii"])
@pytest.mark.parametrize("space", [TRANSITIONAL, STRICT])
def test_a_docx_is_written_back_as_it_was(codec: str, space: str) -> None:
    cafe = "caf\xe9" if codec != "us-ascii" else "caf&#233;"
    body = p(
        r(f"In the {cafe} &amp; &#8220;bar&#8221; he saw the "), r("the", "<w:rPr><w:b/></w:rPr>"), r(" man &lt;3.")
    )
    declared = codec.removesuffix("-sig")
    data = document(body, space=space)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {n: archive.read(n) for n in archive.namelist()}
    old = archive_text(data).replace('encoding="utf-8"', f'encoding="{declared}"')
    parts["word/document.xml"] = old.encode(codec)
    file = read(zipped(parts), "a.docx")
    article = file.articles[0]
    assert article.text == "In the café & “bar” he saw the the man <3."
    at = article.text.index("the the") + 4
    [edit] = article.edits(Edit(at, at + 4, "")) or []
    saved = file.saved([edit])
    with zipfile.ZipFile(io.BytesIO(saved)) as archive:
        assert {n: archive.read(n) for n in archive.namelist() if n != "word/document.xml"} == {
            n: d if isinstance(d, bytes) else d.encode() for n, d in parts.items() if n != "word/document.xml"
        }
        new = archive.read("word/document.xml")
    assert new == old.replace("he saw the </w:t>", "he saw </w:t>").encode(codec)
    [edit] = article.edits(Edit(*_span(article.text, "man"), "“mañ”")) or []
    with zipfile.ZipFile(io.BytesIO(file.saved([edit]))) as archive:
        written = archive.read("word/document.xml").decode(codec)
    expected = {"iso-8859-1": "&#8220;mañ&#8221;", "us-ascii": "&#8220;ma&#241;&#8221;"}.get(codec, "“mañ”")
    assert written == old.replace(" man ", f" {expected} ")


def archive_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode("utf-8-sig")


def test_spaces_at_the_edge_of_a_run_are_kept() -> None:
    file = read(document("<w:p><w:r><w:t>He saw it it</w:t></w:r></w:p>"), "a.docx")
    [edit] = file.articles[0].edits(Edit(9, 12, " ")) or []
    assert "it </w:t>" in archive_text(file.saved([edit])) and 'space="preserve">' in archive_text(file.saved([edit]))
    [edit] = file.articles[0].edits(Edit(9, 12, "")) or []
    assert "preserve" not in archive_text(file.saved([edit]))


def test_a_fix_of_a_docx(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(document(p(r("He saw the ")) + p(r("He saw the "), r("the", "<w:rPr><w:b/></w:rPr>"), r(" man."))))
    result = run("check", path, "--select", "REP001", "--format", "concise")
    assert ":2:8: REP001" in result.out
    assert run("fix", path, "--write", "--suggested", "--select", "REP001").code == 0
    assert read(path.read_bytes(), "a.docx").text == "He saw the \nHe saw the man."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no DOCX"),
        (b"PK\x03\x04", "no DOCX"),
        (b"text", "no DOCX"),
        (zipped({"a": "b"}), "it has no word/document.xml"),
        (zipped({"word/document.xml": "<a>"}), "no valid DOCX"),
        (zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "entities"),
        (zipped({"word/document.xml": b'<?xml version="1.0" encoding="latin-9x"?><a/>'}), "no encoding"),
        (document(p(r(" "))), "nothing in it is text"),
    ],
)
def test_no_docx(data: bytes, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(data, "a.docx")


def test_a_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mtcheck.reading.package.LARGEST", 10_000)
    with pytest.raises(Unreadable, match="too large"):
        read(document(p(r("a" * 20_000))), "a.docx")
    monkeypatch.setattr("mtcheck.reading.package.LARGEST_IN_ALL", 1000)
    with pytest.raises(Unreadable, match="too large"):
        read(document(p(r("a" * 2000))), "a.docx")


# ODT

NAMES = "office text table draw style"


def odt(body: str, **parts: str) -> bytes:
    """An ODT file whose text holds this XML."""
    spaces = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in NAMES.split())
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.3"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    usual = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": xml, "META-INF/manifest.xml": "<m/>"}
    return zipped({**usual, **parts})


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<text:h>One</text:h><text:p/><text:p>He <text:span>saw</text:span> it.</text:p>", "One\n\nHe saw it."),
        ("<text:p>  a\n  b<text:s text:c='2'/>c<text:tab/>d<text:line-break/>e </text:p>", "a b  c\td\ne "),
        ("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>", "a"),
        (
            "<table:table><table:table-cell><text:p>a &amp; b&#8217;s</text:p></table:table-cell></table:table>",
            "a & b’s",
        ),
        ("<text:tracked-changes><text:p>the the</text:p></text:tracked-changes><text:p>a</text:p>", "a"),
        ("<text:p>a<office:annotation><text:p>the the</text:p></office:annotation>b</text:p>", "ab"),
        (
            "<text:p>So it is.<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>A note."
            "</text:p></text:note-body></text:note> End.</text:p>",
            "So it is. End.\n\nA note.",
        ),
        (
            "<text:p>a<draw:frame><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame>b</text:p>",
            "ab\n\nBox",
        ),
    ],
)
def test_what_of_an_odt_is_text(body: str, text: str) -> None:
    assert text_of(odt(body), "a.odt") == text


def test_a_fix_of_an_odt(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.odt"
    body = "<text:p>He &amp; she saw the <text:span text:style-name='x'>the</text:span> old\n man&#8217;s hat.</text:p>"
    path.write_bytes(odt(body))
    assert run("fix", path, "--write", "--suggested", "--select", "REP001").code == 0
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(io.BytesIO(odt(body))) as before:
        assert archive.namelist() == before.namelist()
        old, new = before.read("content.xml").decode(), archive.read("content.xml").decode()
        assert new == re.sub("saw the <", "saw <", old)
        assert archive.read("mimetype") == before.read("mimetype")


def test_no_odt() -> None:
    with pytest.raises(Unreadable, match="no ODT"):
        read(b"PK", "a.odt")
    with pytest.raises(Unreadable, match="password"):
        read(odt("<text:p>a</text:p>", **{"META-INF/manifest.xml": "<a><manifest:encryption-data/></a>"}), "a.odt")
