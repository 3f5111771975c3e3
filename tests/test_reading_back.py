"""The way back from an article to its file. For every format, in every encoding that it allows: what is found is where
it is said to be, and a fix changes it and nothing else."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import docx
import pytest
from conftest import Run, number
from hypothesis import given, settings
from hypothesis import strategies as st
from test_reading_html import book
from test_reading_office import document, odt

from mtcheck.lint.findings import Severity
from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.reading.article import GAP, KEPT, LOCKED, SET, SPARED, Article, Piece, aligned
from mtcheck.reading.base import Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input
from mtcheck.reading.formats import read, suffixes
from mtcheck.run.fixing import Fixed, fix_file
from mtcheck.run.flow import Result, Task, examine
from mtcheck.text.spans import Edit, Span

ONLY = {"select": ["REP001"]}


# Edits


def test_edits_spare_markup() -> None:
    pieces = [Piece("see the", 0, 7), Piece(" ", 7, 10, SET), Piece("the", 12, 15), Piece("code", 15, 20, LOCKED)]
    article = Article([*pieces, Piece("\n\n", 20, 22, GAP), Piece("end", 22, 25)])
    assert article.edits(Edit(4, 11, "the")) == [Edit(3, 7, "")]  # the first of two, with the space before
    assert article.edits(Edit(4, 7, "our")) == [Edit(4, 7, "our")]
    assert article.edits(Edit(8, 12, "")) is None  # cuts into code
    assert article.edits(Edit(14, 18, " ")) is None  # joins blocks
    assert article.back(Span(4, 11)) == Span(4, 15)
    assert article.locked(Span(9, 12))
    assert list(article.blocks) == [Span(0, 20), Span(22, 25)]


def test_an_edit_is_one_place_in_the_file() -> None:
    pieces = [Piece("a ", 0, 2), Piece("big", 4, 7), Piece("\n", 7, 7, KEPT), Piece("dog ran", 11, 18)]
    article = Article(pieces)
    assert article.edits(Edit(2, 5, "")) is None  # would leave an element empty
    assert article.edits(Edit(3, 9, "")) is None  # would have to go round a mark
    assert article.edits(Edit(5, 6, " ")) is None  # the break is not to be edited
    assert article.edits(Edit(2, 5, "old")) == [Edit(4, 7, "old")]
    assert article.edits(Edit(5, 5, ",")) == [Edit(7, 7, ",")]
    assert article.edits(Edit(6, 9, "dog")) == []


def test_what_is_spared_is_text_but_not_judged_alone() -> None:
    article = Article([Piece("see ", 0, 4), Piece("How", 5, 8, SPARED), Piece(" to go", 8, 14)])
    assert article.locked(Span(4, 7)) and article.locked(Span(5, 6))
    assert not article.locked(Span(4, 10)) and not article.locked(Span(0, 13))
    assert article.edits(Edit(4, 7, "how")) == [Edit(5, 6, "h")]
    assert article.back(Span(5, 10)) == Span(6, 11)


def test_seams_are_crossed_only_if_need_be() -> None:
    article = Article([Piece("the ", 0, 4), Piece("the man", 4, 11)], seams=frozenset((4,)))
    assert article.edits(Edit(3, 7, "")) == [Edit(0, 4, "")]
    assert article.edits(Edit(2, 6, "X")) == [Edit(2, 6, "X")]


def test_values_that_are_escaped_map_as_a_whole() -> None:
    assert [p.kind for p in aligned("It's fine", "'It''s fine'", 1, 11)] == [SET]
    assert "".join(p.text for p in aligned(" a  b ", "x a\n b", 1, 6)) == "a b"


def edit_of(data: str, name: str, old: str, new: str, codec: str = "utf-8") -> list[Edit] | None:
    """What becomes of writing `new` over the first `old` of a file's article."""
    options = Options(pointers=("/body",), selector="p", encoding=codec)
    [article] = read(data.encode(codec), name, options).articles
    at = article.text.index(old)
    return article.edits(Edit(at, at + len(old), new))


def test_new_text_is_written_as_the_file_must_hold_it() -> None:
    assert edit_of('{"body": "a b"}', "a.json", "a", 'x"\n') == [Edit(10, 11, 'x\\"\\n')]
    assert edit_of("<p>a b</p>", "a.html", "a", "x<&") == [Edit(3, 4, "x&lt;&amp;")]
    assert edit_of("a b", "a.md", "a", "x*[") == [Edit(0, 1, "x\\*\\[")]
    assert edit_of("---\ntitle: a b\n---\n", "a.md", "a", "it: is") is None
    assert edit_of("---\ntitle: a b\n---\n", "a.md", "a", "it is") == [Edit(11, 12, "it is")]


def test_what_the_encoding_lacks_is_written_as_a_reference_or_not_at_all() -> None:
    for name in ("a.txt", "a.srt"):
        text = "a b" if name == "a.txt" else "1\n00:00:01,0 --> 00:00:02,0\na b\n"
        assert edit_of(text, name, "a", "“", "latin-1") is None
        assert edit_of(text, name, "a", "é", "latin-1")
    assert edit_of("a b", "a.md", "a", "“", "latin-1") == [Edit(0, 1, "&#8220;")]
    assert edit_of("<p>a b", "a.html", "a", "“", "latin-1") == [Edit(3, 4, "&#8220;")]
    assert edit_of('{"body": "a b"}', "a.json", "a", "“", "latin-1") == [Edit(10, 11, "\\u201c")]


# The same for every format

WORDS = st.sampled_from("minister talks would go on Monday said café nobody left early because trains ran late".split())
MARKS = st.sampled_from(["", "", "", "strong", "link", "entity", "code", "break", "gone", "note"])
SENTENCE = st.lists(st.tuples(WORDS, MARKS), min_size=3, max_size=8, unique_by=lambda w: w[0])
ARTICLE = st.lists(st.tuples(SENTENCE, st.booleans(), st.sampled_from(["", "strong", "break"])), min_size=1, max_size=5)
Paragraphs = list[tuple[list[tuple[str, str]], bool, str]]


def words_of(paragraph: tuple[list[tuple[str, str]], bool, str]) -> list[tuple[str, str]]:
    """The words of a paragraph and what marks them; the artefact “the the” stands among them if wanted."""
    words, bad, mark = paragraph
    middle = [("the", ""), ("the", mark), ("old", "")] if bad else []
    return [("They", ""), *words[:2], *middle, *words[2:], ("end.", "")]


def sentences(article: Paragraphs, forms: dict[str, str], eol: str = "\n") -> list[str]:
    """The paragraphs, with each mark written as `forms` says: {} stands for the word."""

    def word(text: str, mark: str) -> str:
        return forms.get(mark, "{}").replace("{}", text).replace("\n", eol)

    return [re.sub(r" +(?=[\r\n])", "", " ".join(word(*w) for w in words_of(p))) for p in article]


def plain(article: Paragraphs, eol: str) -> str:
    return f"{eol}{eol}".join(sentences(article, {"break": "{}\n"}, eol)) + eol


def markdown(article: Paragraphs, eol: str) -> str:
    forms = {"strong": "**{}**", "link": '[{}](http://x.y "the the")', "code": "`the the`", "entity": "{}&amp;co"}
    forms |= {"break": "\n{}", "gone": "{} {{< a >}} <!-- the the -->", "note": "{}[^1]"}
    return f"---{eol}title: It is fine{eol}---{eol}" + f"{eol}{eol}".join(sentences(article, forms, eol)) + eol


def page(article: Paragraphs, eol: str, charset: str = "") -> str:
    forms = {"strong": "<b>{}</b>", "link": '<a title="the the">{}</a>', "code": "<code>the the</code>"}
    forms |= {"entity": "{}&nbsp;x", "break": "\n  {}", "gone": "{}<del>the the</del>", "note": "{}<sup>[1]</sup>"}
    body = "".join(f"<p>{s}</p>{eol}" for s in sentences(article, forms, eol))
    head = f'<head><meta charset="{charset}"></head>' if charset else ""
    return f"<html>{head}<body><main>{eol}{body}</main><p>the the</p></body></html>"


def subtitles(article: Paragraphs, eol: str) -> str:
    cue = "\n\n00:00:01.000 --> 00:00:02.000\n"
    forms = {
        "strong": "<b>{}</b>",
        "break": "\n{}",
        "link": f"{cue}{{}}",
        "entity": "{} &amp; co",
        "note": "<c.x>{}</c>",
    }
    cues = (f"00:01.000 --> 00:02.000{eol}{s}" for s in sentences(article, forms, eol))
    return f"WEBVTT{eol}{eol}" + f"{eol}{eol}".join(cues) + eol


def srt(article: Paragraphs, eol: str) -> str:
    number, forms = 0, {"strong": "<i>{}</i>", "break": "\n{}", "note": "{{\\an8}}{}".replace("{{", "{", 1)}
    cues = []
    for number, cue in enumerate(sentences(article, forms, eol), 1):
        cues.append(f"{number}{eol}00:00:{number:02},000 --> 00:00:{number:02},900{eol}{cue}")
    return f"{eol}{eol}".join(cues) + eol


def records(article: Paragraphs, eol: str) -> str:
    return eol.join(record([paragraph], "\n") for paragraph in article) + eol


def mdx(article: Paragraphs, eol: str) -> str:
    head = f"import A from 'the the'{eol}{eol}<A b=\"the the\">{eol}{eol}"
    forms = {"strong": "**{}**", "code": "`the the`", "gone": "{} {/* the the */}", "entity": "{} {the.the}"}
    return head + f"{eol}{eol}".join(sentences(article, forms | {"break": "\n{}"}, eol)) + f"{eol}{eol}</A>{eol}"


def record(article: Paragraphs, eol: str) -> str:
    forms = {"entity": '{}"é"', "break": "\t{}", "code": "{}\\", "gone": "{}/"}
    text = "\n\n".join(sentences(article, forms))
    return json.dumps({"id": "the the", "body": text}, ensure_ascii=eol == "\r\n")


def word_document(article: Paragraphs, codec: str) -> bytes:
    def run(text: str, mark: str) -> str:
        look = "<w:rPr><w:b/></w:rPr>" if mark == "strong" else ""
        run = f'<w:r>{look}<w:t xml:space="preserve">{text} </w:t></w:r>'
        return f"<w:del>{run}</w:del>{run}" if mark == "gone" else run

    body = "".join(f"<w:p>{''.join(run(*w) for w in words_of(p))}</w:p>" for p in article)
    return document(body, codec)


def text_document(article: Paragraphs, codec: str) -> bytes:
    forms = {
        "strong": "<text:span>{}</text:span>",
        "break": "\n{}",
        "entity": "{} &amp; &#233;",
        "gone": "<text:bookmark/>{}",
    }
    body = "".join(f"<text:p>{s}</text:p>" for s in sentences(article, forms))
    return odt(body)


def chapters(article: Paragraphs, codec: str) -> bytes:
    head = f'<?xml version="1.0" encoding="{codec}"?>\n'
    return book(**{"OEBPS/text/one.xhtml": (head + page(article, "\n")).replace("<p>the the</p>", "").encode(codec)})


class Kind(NamedTuple):
    """A format: its files by paragraphs, line break and encoding, and the encodings that they may be in."""

    name: str
    write: Callable[[Paragraphs, str, str], bytes]
    codecs: tuple[str, ...]


def text_kind(name: str, make: Callable[[Paragraphs, str], str]) -> Kind:
    codecs = ("utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1", "cp1252", "gb18030")
    return Kind(name, lambda article, eol, codec: make(article, eol).encode(codec), codecs)


KINDS = (
    text_kind("a.txt", plain),
    text_kind("a.md", markdown),
    text_kind("a.mdx", mdx),
    text_kind("a.vtt", subtitles),
    text_kind("a.srt", srt),
    text_kind("a.json", record),
    text_kind("a.jsonl", records),
    Kind(
        "a.html", lambda a, eol, codec: page(a, eol, codec).encode(codec), ("utf-8", "utf-16", "iso-8859-1", "gb18030")
    ),
    Kind("a.docx", lambda a, eol, codec: word_document(a, codec), ("utf-8", "utf-16", "iso-8859-1")),
    Kind("a.odt", lambda a, eol, codec: text_document(a, codec), ("utf-8",)),
    Kind("a.epub", lambda a, eol, codec: chapters(a, codec), ("utf-8", "utf-16", "iso-8859-1")),
)
CASES = st.tuples(ARTICLE, st.sampled_from(["\n", "\r\n", "\r"]), st.integers(0, 6))


def project_of(kind: Kind, codec: str) -> Project:
    given: dict[str, object] = {"select": ["REP001"], "json-pointer": ["/body"], "html-selector": "main"}
    if codec in ("latin-1", "cp1252", "gb18030") and kind.name != "a.html":
        given["encoding"] = codec
    return load(isolated=True, given=given)


def made(kind: Kind, case: tuple[Paragraphs, str, int]) -> tuple[bytes, Project]:
    article, eol, n = case
    codec = kind.codecs[n % len(kind.codecs)]
    eol = "\n" if eol == "\r" and kind.name in ("a.md", "a.mdx", "a.txt", "a.html") else eol
    return kind.write(article, eol, codec), project_of(kind, codec)


def bare(text: str, name: str) -> str:
    """A piece of a file without its markup."""
    text = re.sub(r"\s*\d\d:\d\d:\d\d[^\r\n]*[\r\n]+", " ", text) if name == "a.vtt" else text
    text = text.replace("**", "") if name in ("a.md", "a.mdx") else text
    text = html.unescape(re.sub(r"<[^>]*>", "", text)) if name in ("a.html", "a.vtt", "a.srt", "a.epub") else text
    return " ".join(json.loads(f'"{text}"').split() if name in ("a.json", "a.jsonl") else text.split())


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
@settings(max_examples=20, deadline=None)
@given(case=CASES)
def test_findings_are_where_they_are_said_to_be(kind: Kind, case: tuple[Paragraphs, str, int]) -> None:
    data, project = made(kind, case)
    result = examined(data, kind.name, project)
    findings = [f for report in result.reports for f in report.findings]
    extra = 1 if kind.name == "a.epub" else 0  # in the other chapter
    assert len(findings) == sum(bad for _, bad, _ in case[0]) + extra
    for finding in findings:
        assert bare(result.text[slice(*finding.span)], kind.name) == "the the"


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.name)
@settings(max_examples=20, deadline=None)
@given(case=CASES)
def test_a_fix_changes_what_is_found_and_nothing_else(kind: Kind, case: tuple[Paragraphs, str, int]) -> None:
    data, project = made(kind, case)
    before, out = read(data, kind.name, project.reading), fixed(data, kind.name, project)
    after = read(out.data, kind.name, project.reading)
    if not any(bad for _, bad, _ in case[0]) and kind.name != "a.epub":
        assert out.data == data
    texts = [[" ".join(a.text.split()) for a in file.articles] for file in (before, after)]
    assert texts[1] == [t.replace("the the", "the") for t in texts[0]]
    for old, new in zip(parts(data), parts(out.data), strict=True):
        assert old[0] == new[0] and without_the(old[1], kind) == without_the(new[1], kind)
    assert after.encoding == before.encoding


def table(article: Paragraphs, mark: str) -> str:
    rows = (f"{n}{mark}Er kam.{mark}{' '.join(w for w, _ in words_of(p))}" for n, p in enumerate(article))
    return "\n".join((f"id{mark}source{mark}target", *rows)) + "\n"


def xliff(article: Paragraphs) -> str:
    forms = {"strong": '<g id="1">{}</g>', "entity": "{}&amp;co", "code": '<x id="2"/>'}
    units = (
        f'<trans-unit id="{n}"><source>{s if "<g" in s else "Er kam."}</source><target>{s}</target></trans-unit>\n'
        for n, s in enumerate(sentences(article, forms))  # an inline element that the source lacks would be a finding
    )
    return f'<xliff version="1.2"><file source-language="de"><body>{"".join(units)}</body></file></xliff>'


def memory(article: Paragraphs) -> str:
    units = (
        f'<tu tuid="{n}"><tuv xml:lang="de"><seg>Er kam.</seg></tuv><tuv xml:lang="en"><seg>{s}</seg></tuv></tu>\n'
        for n, s in enumerate(sentences(article, {"strong": '<hi type="b">{}</hi>', "entity": "{}&lt;co"}))
    )
    return f'<tmx version="1.4"><header srclang="de"/><body>{"".join(units)}</body></tmx>'


def catalogue(article: Paragraphs) -> str:
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    rows = (f'#: {n}\nmsgid "Er kam {n}."\nmsgstr "{s}"\n' for n, s in enumerate(sentences(article, {})))
    return head + "\n".join(rows)


BILINGUAL: dict[str, Callable[[Paragraphs], str]] = {
    "a.tsv": lambda article: table(article, "\t"),
    "a.csv": lambda article: table(article, ","),
    "a.xlf": xliff,
    "a.tmx": memory,
    "a.po": catalogue,
}


@pytest.mark.parametrize("name", BILINGUAL)
@settings(max_examples=15, deadline=None)
@given(article=ARTICLE)
def test_findings_of_segments_are_where_they_are_said_to_be(name: str, article: Paragraphs) -> None:
    data = BILINGUAL[name](article).encode()
    [report] = examined(data, name, load(isolated=True, given={**ONLY, "source-lang": "de"})).reports
    places = [report.segment_at(f.span.start).id for f in report.findings]
    assert places == [str(n) for n, (_, bad, _) in enumerate(article) if bad]
    for finding in report.findings:
        assert bare(report.text[slice(*finding.span)], "a.html") == "the the"


def examined(data: bytes, name: str, project: Project) -> Result:
    out = examine(Input(name, None), Task.of(project), data)
    assert isinstance(out, Result)
    return out


def fixed(data: bytes, name: str, project: Project) -> Fixed:
    out = fix_file(Input(name, None), data, Task.of(project), suggested=True)
    assert isinstance(out, Fixed)
    return out


def parts(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of an archive, or the file itself."""
    if not data.startswith(b"PK"):
        return [("", data)]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]


def without_the(data: bytes, kind: Kind) -> bytes:
    """The bytes without “the”, spaces and line breaks, which a fix may take away; NULs of UTF-16 and UTF-32 too."""
    data = data.replace(b"\0", b"")
    return re.sub(rb"\s+", b"", re.sub(rb"\bthe\b", b"", data.replace(rb"\t", b"")))


def test_a_document_of_word_keeps_the_look_of_its_runs() -> None:
    made = docx.Document()
    first = made.add_paragraph()
    for text, bold in (("He saw the ", False), ("the", True), (" man.", False)):
        first.add_run(text).bold = bold
    made.add_paragraph().add_run("Fine & <well>.").bold = True
    made.save(out := io.BytesIO())
    after = docx.Document(io.BytesIO(fixed(out.getvalue(), "a.docx", load(isolated=True)).data))
    runs = [(r.text, r.bold) for p in after.paragraphs for r in p.runs]
    assert runs == [("He saw ", False), ("the", True), (" man.", False), ("Fine & <well>.", True)]


# Whatever is in a file: text stands where it is said to stand, and nothing but Unreadable is raised

SIGNS = r"""# * ** _ ~~ ` ``` [ ] ( ) ]( [a](b) ![a](b) <a> </a> <b> <br> <sup> </sup> <del> </del> <!-- --> &amp; &shy;
\ \* | |---| > - 1. : ::: !!! note ??? --- +++ title: {{ }} {{< >}} {% %} {# {.a} {: $ $$ [^1] [^1]: [x] :a: {a}` ^[
word Word the & Ünïcode 😀 http://a.b/c?d=e&f 1 . , “ ” 00:01.000 --> 00:02.000 WEBVTT <i> {\an8}""".split()
SIGNS += [" ", "  ", "\n", "\r\n", "\n\n", "    ", "\t", "\x00", "\r", "\u2028", "\ufdd0"]
MARKUP = st.lists(st.sampled_from(SIGNS), max_size=40)


@settings(max_examples=200, deadline=None)
@given(MARKUP)
def test_every_piece_is_at_its_place(parts: list[str]) -> None:
    text = "".join(parts)
    for name in ("a.md", "a.mdx", "a.vtt", "a.srt", "a.txt"):
        try:
            file = read(text.encode(), name)
        except Unreadable:
            continue
        for piece in (p for a in file.articles for p in a.pieces):
            assert 0 <= piece.start <= piece.end <= len(file.text)
            if piece.kind == "same":
                assert file.text[piece.start : piece.end] == piece.text
        for article in file.articles:
            assert all(a.start <= b.start for a, b in zip(article.pieces, article.pieces[1:], strict=False))


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(sorted(suffixes())), st.binary(max_size=200), st.integers(0, 7), st.binary(min_size=1, max_size=3)
)
def test_damaged_files_are_refused_or_read(suffix: str, noise: bytes, n: int, junk: bytes) -> None:
    kind = KINDS[n % len(KINDS)]
    article: Paragraphs = [([("minister", ""), ("said", "strong"), ("café", "")], True, "")]
    whole = kind.write(article, "\n", "utf-8")
    at = int.from_bytes(junk, "big") % len(whole)
    for data, name in (
        (noise, f"a{suffix}"),
        (whole[:at] + junk + whole[at + len(junk) :], kind.name),
        (whole[:at], kind.name),
    ):
        try:
            file = read(data, name, Options(pointers=("/body",)))
            for _ in file.segments or ():
                pass
        except Unreadable as e:
            assert str(e) and "\n" not in str(e)


# Through the command line


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "# T\r\n\r\nHe saw **the** the `x` man.\r\n", "# T\r\n\r\nHe saw **the** `x` man.\r\n"),
        ("a.md", "He saw the [the bridge](the-the.md).\n", "He saw [the bridge](the-the.md).\n"),
        ("a.md", "He saw *the* *the* bridge.\n", "He saw *the* *the* bridge.\n"),
        (
            "a.html",
            "<p>He saw <em>the</em> <em>the</em> bridge.</p>",
            "<p>He saw <em>the</em> <em>the</em> bridge.</p>",
        ),
        ("a.html", "<p>He saw the <em>the</em> bridge.</p>", "<p>He saw <em>the</em> bridge.</p>"),
        (
            "a.srt",
            "1\n00:00:01,0 --> 00:00:02,0\nHe saw the\nthe man.\n",
            "1\n00:00:01,0 --> 00:00:02,0\nHe saw\nthe man.\n",
        ),
        (
            "a.srt",
            "1\n00:00:01,0 --> 00:00:02,0\nHe saw the\n\n2\n00:00:03,0 --> 00:00:04,0\nthe man.\n",
            "1\n00:00:01,0 --> 00:00:02,0\nHe saw\n\n2\n00:00:03,0 --> 00:00:04,0\nthe man.\n",
        ),
        ("a.json", '{ "body":"He saw the the \\u00e9lan." }\n', '{ "body":"He saw the \\u00e9lan." }\n'),
        ("a.txt", "\ufeffHe saw the the café.\r\n", "\ufeffHe saw the café.\r\n"),
    ],
)
def test_fix_writes_the_file(run: Run, tmp_path: Path, name: str, before: str, after: str) -> None:
    path = tmp_path / name
    for codec in ("utf-8", "utf-16-le", "cp1252"):
        if "\ufeff" in before and codec == "cp1252":
            continue
        path.write_bytes(before.encode(codec))
        options = ("--select", "REP001", "--json-pointer", "/body", "--html-selector", "p", "--encoding", codec)
        assert run("fix", path, "--write", "--suggested", *options).code == 0
        assert path.read_bytes() == after.encode(codec)


def test_parts_of_a_file_are_reported_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "All is well."}\n{"body": "He saw the the man."}\n')
    files = json.loads(run(path, "--json-pointer", "/body", "--format", "json").out)["files"]
    assert [(f["part"], len(f["findings"])) for f in files] == [("1", 0), ("2", 1)]
    assert files[1]["findings"][0]["line"] == 2
    assert "a.jsonl [2]: passed; score" in run(path, "--json-pointer", "/body").out


def test_severities_are_replaced_and_scored() -> None:
    usual, harsh = (
        examined(b"He saw the the man.", "a.txt", load(isolated=True, given={**ONLY, "severity": severity})).reports[0]
        for severity in ({}, {"REP001": "critical"})
    )
    assert harsh.findings == tuple(replace(f, severity=Severity.CRITICAL) for f in usual.findings)
    assert number(harsh.score) < number(usual.score)
