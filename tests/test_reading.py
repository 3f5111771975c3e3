"""Reading: what of each format is text, and the way back to the file. For every format the same properties hold."""

from __future__ import annotations

import html
import io
import json
import pkgutil
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path

import docx
import pytest
from conftest import Run, number
from hypothesis import given, settings
from hypothesis import strategies as st

from mtcheck.checking.report import Report
from mtcheck.lint.findings import Severity
from mtcheck.project.loading import load
from mtcheck.project.project import Project
from mtcheck.reading import formats, readers
from mtcheck.reading.article import GAP, LOCKED, SET, Article, Piece, aligned
from mtcheck.reading.base import Format, Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.files import Input
from mtcheck.reading.formats import read
from mtcheck.run.fixing import Fixed, fix_file
from mtcheck.run.flow import Result, Task, examine
from mtcheck.text.spans import Edit, Span

POINTERS = Options(pointers=("/items/*/title", "/items/*/body", "/title", "/body"))


def text_of(data: str | bytes, name: str, options: Options = POINTERS) -> str:
    data = data.encode() if isinstance(data, str) else data
    return "\n====\n".join(r.text for r in read(data, name, options).articles)


# What is text


def test_markdown() -> None:
    text = text_of(
        '# A *fine* title #\n\nHe saw **the** [man](http://x.y/z-z "t") in\nthe `code` &amp; left \\*now\\*.  \n'
        "New.\n\n"
        "> Quoted\n> words\n\n- one <b>two</b>\n  - three\n\n| a | b |\n|---|---|\n| c c | c |\n\n"
        "```\ncode code\n```\n\n    more code\n\n<div>the the</div>\n\n<!-- note -->\n![alt](p.png)\n",
        "a.md",
    )
    assert text == (
        "A fine title\n\nHe saw the man in the code & left *now*.\nNew.\n\nQuoted words\n\none two\n\nthree\n\n"
        "a\n\nb\n\nc c\n\nc"
    )


@pytest.mark.parametrize(
    ("head", "text"),
    [
        ("---\ntitle: A fine day\nslug: the the\n---\n", "A fine day\n\nBody."),
        ("---\ntitle: 'It''s fine'\ndescription: \"Two \\\"words\\\"\"\n---\n", 'It\'s fine\n\nTwo "words"\n\nBody.'),
        ("---\ndescription: >\n  Long\n  text\ntitle: |\n  T\n---\n", "Long text\n\nT\n\nBody."),
        ("---\r\ntitle: A fine day\r\n---\r\n", "A fine day\n\nBody."),
        ("---\ntitle: [a, b]\n---\n", "Body."),
        ("---\n---\n", "Body."),
        ('+++\ntitle = "A fine day"\ndate = 2024-01-01\n+++\n', "A fine day\n\nBody."),
        ("+++\ntitle = 'A fine day'\n+++\n", "A fine day\n\nBody."),
    ],
)
def test_front_matter(head: str, text: str) -> None:
    assert text_of(head + "\nBody.\n", "a.md") == text


def test_front_matter_keys_and_errors() -> None:
    page = "---\ntitle: A\nlead: The lead\n---\nBody.\n"
    assert text_of(page, "a.md", Options(front_matter=("lead",))) == "The lead\n\nBody."
    assert text_of(page, "a.md", Options(front_matter=())) == "Body."
    with pytest.raises(Unreadable, match=r"front matter: .*line 3"):
        read(b"---\ntitle: 'open\n---\nBody.\n", "a.md")


PAGE = """<!DOCTYPE html><html><head><title>T</title><style>p {}</style></head><body>
<nav><a href="/">Home page of the site</a></nav>
<article class="story"><h1>The visit of the minister</h1>
<p>The minister said on&nbsp;Monday that the <b>talks</b>
would go on &amp; that <a href="x">nobody</a> had left them.<br>He did not say more about it.</p>
<p>A second paragraph with <code>some code</code> follows here, so that the article is long enough to be one.</p>
<script>the the</script></article>
<footer>All rights reserved</footer></body></html>
"""


@pytest.mark.slow
def test_html_by_selector_and_by_extractor() -> None:
    body = (
        "The minister said on\u00a0Monday that the talks would go on & that nobody had left them.\n"
        "He did not say more about it.\n\nA second paragraph with code follows here, so that the article is long "
        "enough to be one."
    )
    title = "The visit of the minister\n\n"
    assert text_of(PAGE, "a.html", Options(selector="article.story")) == title + body
    assert text_of(PAGE, "a.html", Options(selector="article p")) == body
    extracted = text_of(PAGE, "a.html")
    assert body.split("\n\n")[1] in extracted
    assert "Home page" not in extracted
    assert "the the" not in extracted


def test_html_selector_errors() -> None:
    with pytest.raises(Unreadable, match="CSS selector"):
        read(PAGE.encode(), "a.html", Options(selector="p[[["))
    assert text_of(PAGE, "a.html", Options(selector="p.none")) == ""


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "trafilatura", None)
    monkeypatch.setitem(__import__("sys").modules, "selectolax.lexbor", None)
    for options in (Options(), Options(selector="p")):
        with pytest.raises(Unreadable, match=re.escape("pip install 'mtcheck[html]'")):
            read(PAGE.encode(), "a.html", options)


def test_json() -> None:
    data = {"items": [{"title": "One", "body": 'A "b"\n\u2028é😀'}, {"body": "Two", "x": 1.5e3}], "title": "Top"}
    for ascii_only in (True, False):
        file = read(json.dumps(data, ensure_ascii=ascii_only).encode(), "a.json", POINTERS)
        texts = {r.label: r.text for r in file.articles}
        assert texts == {"0": 'One\n\nA "b"\n\u2028é😀', "1": "Two", "": "Top"}


def test_jsonl_is_an_article_a_line() -> None:
    lines = '{"body": "One one"}\n\n{"title": "T", "body": "Two"}\r\n{"x": null}\n'
    file = read(lines.encode(), "a.jsonl", POINTERS)
    assert [(r.label, r.text) for r in file.articles] == [("1", "One one"), ("2", "T\n\nTwo")]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b'{"a": }', "a.json", "no valid JSON"),
        (b'{"a": "\x01"}', "a.json", "no valid JSON"),
        (b'{"a": 1}\n{"a" 2}\n', "a.jsonl", "line 2"),
        (b"[" * 300 + b"]" * 300, "a.json", "nested too deeply"),
    ],
)
def test_invalid_json(data: bytes, name: str, words: str) -> None:
    with pytest.raises(Unreadable, match=words):
        read(data, name, POINTERS)


def test_json_needs_a_pointer() -> None:
    with pytest.raises(Unreadable, match="json-pointer"):
        read(b"{}", "a.json")
    with pytest.raises(Unreadable, match="begins with /"):
        read(b"{}", "a.json", Options(pointers=("body",)))


def test_subtitles() -> None:
    srt = (
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n<i>He saw</i> the\r\nman and\r\n\r\n"
        "2\r\n00:00:03,000 --> 00:00:04,000\r\n{\\an8}went home.\r\n\r\n"
        "3\r\n00:00:05,000 --> 00:00:06,000\r\n- Yes.\r\n"
    )
    assert text_of(srt, "a.srt") == "He saw the man and went home.\nYes."
    vtt = "WEBVTT\n\nNOTE the the\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>Tea &amp; cake\nfor all\n"
    assert text_of(vtt, "a.vtt") == "Tea & cake for all"


def word_file(paragraphs: list[list[tuple[str, bool]]]) -> bytes:
    """A DOCX file; each paragraph is a list of (text, bold) runs."""
    document = docx.Document()
    for runs in paragraphs:
        paragraph = document.add_paragraph()
        for text, bold in runs:
            paragraph.add_run(text).bold = bold
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_docx() -> None:
    data = word_file([[("He saw ", False), ("the man", True)], [], [("A\tb & <c>", False)]])
    assert text_of(data, "a.docx") == "He saw the man\n\nA\tb & <c>"
    document = docx.Document()
    document.add_table(1, 2).cell(0, 1).text = "In a cell"
    document.save(out := io.BytesIO())
    assert text_of(out.getvalue(), "a.docx") == "In a cell"


def test_no_docx() -> None:
    for data in (b"", b"PK\x03\x04", b"text"):
        with pytest.raises(Unreadable, match="no DOCX"):
            read(data, "a.docx")
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(Unreadable, match="entities"):
        read(out.getvalue(), "a.docx")


def test_unknown_suffixes_are_plain_text() -> None:
    assert text_of("**a** b", "a.text") == "**a** b"
    assert read(b"a", "README").articles[0].exact


def test_a_format_is_one_module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is found by the suffixes it declares, and loaded only when a file needs it."""
    (tmp_path / "shouted.py").write_text(
        "from mtcheck.reading.base import Format, never\n"
        "from mtcheck.reading.readers.plain import plain\n\n"
        'SUFFIXES = (".shout", ".loud")\n'
        "FORMAT = Format(lambda data, name, options: plain(data.decode().lower()), folders=never)\n"
    )
    monkeypatch.setattr(readers, "__path__", [*readers.__path__, str(tmp_path)])
    formats.suffixes.cache_clear()
    try:
        assert text_of("HE SAW IT.", "a.LOUD") == "he saw it."
        assert not formats.in_folders("a.shout", Options()) and formats.in_folders("a.md", Options())
    finally:
        formats.suffixes.cache_clear()


def test_declared_suffixes_are_those_of_the_modules() -> None:
    names = [m.name for m in pkgutil.iter_modules(readers.__path__)]
    modules = [import_module(f"mtcheck.reading.readers.{n}") for n in names]
    assert formats.suffixes() == {s: m.__name__ for m in modules for s in m.SUFFIXES}
    assert len(formats.suffixes()) == sum(len(m.SUFFIXES) for m in modules)
    assert all(isinstance(m.FORMAT, Format) for m in modules)


def test_a_text_file_loads_no_other_reader() -> None:
    code = (
        "import sys; from mtcheck.reading.formats import in_folders, read, Options; in_folders('a.txt', Options());"
        "in_folders('a.cpp', Options()); read(b'a', 'a.txt'); print(*(m for m in sys.modules if '.readers.' in m))"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["mtcheck.reading.readers.plain"]


# The way back


def test_edits_spare_markup() -> None:
    pieces = [Piece("see the", 0, 7), Piece(" ", 7, 10, SET), Piece("the", 12, 15), Piece("code", 15, 20, LOCKED)]
    article = Article([*pieces, Piece("\n\n", 20, 22, GAP), Piece("end", 22, 25)])
    assert article.edits(Edit(4, 11, "the")) == [Edit(4, 10, "")]
    assert article.edits(Edit(4, 7, "our")) == [Edit(4, 7, "our")]
    assert article.edits(Edit(8, 12, "")) is None  # cuts into code
    assert article.edits(Edit(14, 18, " ")) is None  # joins blocks
    assert article.back(Span(4, 11)) == Span(4, 15)
    assert article.locked(Span(9, 12))
    assert list(article.blocks) == [Span(0, 20), Span(22, 25)]


def test_values_that_are_escaped_map_as_a_whole() -> None:
    assert [p.kind for p in aligned("It's fine", "'It''s fine'", 1, 11)] == [SET]
    assert "".join(p.text for p in aligned(" a  b ", "x a\n b", 1, 6)) == "a b"


# The same for every format: what is found is where it is said to be, and a fix changes it alone

WORDS = st.sampled_from("minister talks would go on Monday said that nobody left early because trains ran late".split())
MARKS = st.sampled_from(["", "", "", "strong", "link", "entity", "code", "break"])
SENTENCE = st.lists(st.tuples(WORDS, MARKS), min_size=3, max_size=8, unique_by=lambda w: w[0])
ARTICLE = st.lists(st.tuples(SENTENCE, st.booleans(), st.sampled_from(["", "strong", "break"])), min_size=1, max_size=5)
Paragraphs = list[tuple[list[tuple[str, str]], bool, str]]


def words_of(paragraph: tuple[list[tuple[str, str]], bool, str]) -> list[tuple[str, str]]:
    """The words of a paragraph and what marks them; the artefact “the the” stands among them if wanted."""
    words, bad, mark = paragraph
    middle = [("the", ""), ("the", mark), ("old", "")] if bad else []
    return [("They", ""), *words[:2], *middle, *words[2:], ("end.", "")]


def markdown(article: Paragraphs, eol: str) -> bytes:
    def word(text: str, mark: str) -> str:
        forms = {"strong": f"**{text}**", "link": f'[{text}](http://x.y "the the")', "code": "`the the`"}
        return {"entity": f"{text}&amp;co", "break": f"{eol}{text}"}.get(mark) or forms.get(mark, text)

    blocks = [" ".join(word(*w) for w in words_of(p)).replace(f" {eol}", eol) for p in article]
    return (f"---{eol}title: It is fine{eol}---{eol}" + f"{eol}{eol}".join(blocks) + eol).encode()


def page(article: Paragraphs, eol: str) -> bytes:
    def word(text: str, mark: str) -> str:
        forms = {"strong": f"<b>{text}</b>", "link": f'<a title="the the">{text}</a>', "code": "<code>the the</code>"}
        return {"entity": f"{text}&nbsp;x", "break": f"{eol}  {text}"}.get(mark) or forms.get(mark, text)

    blocks = "".join(f"<p>{' '.join(word(*w) for w in words_of(p))}</p>{eol}" for p in article)
    return f"<html><body><main>{eol}{blocks}</main><p>the the</p></body></html>".encode()


def subtitles(article: Paragraphs, eol: str) -> bytes:
    def word(text: str, mark: str) -> str:
        cue = f"{eol}{eol}00:00:01.000 --> 00:00:02.000{eol}"
        return {"strong": f"<b>{text}</b>", "break": f"{eol}{text}", "link": f"{cue}{text}"}.get(mark, text)

    blocks = ["00:01.000 --> 00:02.000" + eol + " ".join(word(*w) for w in words_of(p)) for p in article]
    return f"WEBVTT{eol}{eol}{f'{eol}{eol}'.join(b.replace(f' {eol}', eol) for b in blocks)}{eol}".encode()


def record(article: Paragraphs, eol: str) -> bytes:
    def word(text: str, mark: str) -> str:
        return {"entity": f'{text}"é😀"', "break": f"\t{text}", "code": f"{text}\\"}.get(mark, text)

    text = "\n\n".join(" ".join(word(*w) for w in words_of(p)) for p in article)
    return json.dumps({"id": "the the", "body": text}, ensure_ascii=eol == "\n").encode()


def word_document(article: Paragraphs, eol: str) -> bytes:
    return word_file([[(f"{w} ", mark == "strong") for w, mark in words_of(p)] for p in article])


FORMATS: dict[str, Callable[[Paragraphs, str], bytes]] = {
    "a.md": markdown,
    "a.html": page,
    "a.vtt": subtitles,
    "a.json": record,
    "a.docx": word_document,
}
PROJECT = load(isolated=True, given={"select": ["REP001"], "json-pointer": ["/body"], "html-selector": "main"})


def fixed(data: bytes, name: str, project: Project = PROJECT) -> Fixed:
    out = fix_file(Input(name, None), data, Task.of(project), suggested=True)
    assert isinstance(out, Fixed)
    return out


def bare(text: str, name: str) -> str:
    """A piece of a file without its markup."""
    text = re.sub(r"\s*\d\d:\d\d:\d\d.*\n", " ", text) if name == "a.vtt" else text
    text = re.sub(r"\*\*", "", text) if name == "a.md" else text
    text = html.unescape(re.sub(r"<[^>]*>", "", text)) if name in ("a.html", "a.vtt") else text
    return " ".join(json.loads(f'"{text}"').split() if name == "a.json" else text.split())


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None)
@given(article=ARTICLE, eol=st.sampled_from(["\n", "\r\n"]))
def test_findings_are_where_they_are_said_to_be(name: str, article: Paragraphs, eol: str) -> None:
    file = examine(Input(name, None), Task.of(PROJECT), FORMATS[name](article, eol))
    assert isinstance(file, Result)
    [report] = file.reports
    assert len(report.findings) == sum(bad for _, bad, _ in article)
    for finding in report.findings:
        assert bare(file.text[slice(*finding.span)], name) in ("the the", "the")
        assert file.text[finding.span.start :].lstrip("*<b>").startswith("the")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=25, deadline=None)
@given(article=ARTICLE, eol=st.sampled_from(["\n", "\r\n"]))
def test_a_fix_changes_what_is_found_and_nothing_else(name: str, article: Paragraphs, eol: str) -> None:
    data = FORMATS[name](article, eol)
    before, out = read(data, name, PROJECT.reading), fixed(data, name)
    after = read(out.data, name, PROJECT.reading)
    clean = [(words, False, mark) for words, _, mark in article]
    if not any(bad for _, bad, _ in article):
        assert out.data == data
    if name == "a.docx":
        assert parts(out.data) == parts(data)
    else:
        assert skeleton(out.text, name) == skeleton(before.text, name)
    left = " ".join(after.articles[0].text.split())
    assert "the the" not in left
    expected = read(FORMATS[name]([(w, b, m) for w, b, m in article], eol), name, PROJECT.reading).articles[0].text
    assert left == " ".join(expected.split()).replace("the the", "the")
    assert len(clean) == len(article)


def skeleton(text: str, name: str) -> str:
    """A file without the words of its text and the space between them."""
    body = re.sub(r'"the the"', '"T"', text) if name != "a.json" else json.loads(text)["body"]
    bare_body = "".join(re.sub(r"\bthe\b", "", body).split())
    return bare_body.replace("****", "") if name == "a.md" else bare_body  # marks around nothing


def parts(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of a DOCX file; of its text only the markup."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        rows = [(name, archive.read(name)) for name in archive.namelist()]
    return [(n, re.sub(rb"(<w:t)[^>]*>[^<]*", rb"\1>", d) if n == "word/document.xml" else d) for n, d in rows]


def test_docx_keeps_the_formatting_of_runs() -> None:
    data = word_file([[("He saw the ", False), ("the", True), (" man.", False)], [("Fine & <well>.", True)]])
    document = docx.Document(io.BytesIO(fixed(data, "a.docx").data))
    runs = [(r.text, r.bold) for p in document.paragraphs for r in p.runs]
    assert "".join(t for t, _ in runs) == "He saw the man.Fine & <well>."
    assert [b for _, b in runs] == [False, True, False, True]


def test_escaping_of_new_text() -> None:
    [article] = read(b'{"body": "a b"}', "a.json", Options(pointers=("/body",))).articles
    assert article.edits(Edit(0, 1, 'x"\n')) == [Edit(10, 11, 'x\\"\\n')]
    [article] = read(b"<p>a b</p>", "a.html", Options(selector="p")).articles
    assert article.edits(Edit(0, 1, "x<&")) == [Edit(3, 4, "x&lt;&amp;")]


# Through the command line


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "# T\r\n\r\nHe saw **the** the `x` man.\r\n", "# T\r\n\r\nHe saw **the** `x` man.\r\n"),
        ("a.srt", "1\n00:00:01,0 --> 00:00:02,0\nHe saw the\nthe man.\n", None),
        ("a.json", '{ "body":"He saw the the \\u00e9lan." }\n', '{ "body":"He saw the \\u00e9lan." }\n'),
    ],
)
def test_fix_writes_the_file(run: Run, tmp_path: Path, name: str, before: str, after: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(before.encode())
    assert run("fix", path, "--write", "--suggested", "--select", "REP001", "--json-pointer", "/body").code == 0
    text = path.read_bytes().decode()
    assert text == after if after else "the\nthe" not in text


def test_parts_of_a_file_are_reported_apart(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "All is well."}\n{"body": "He saw the the man."}\n')
    files = json.loads(run(path, "--json-pointer", "/body", "--format", "json").out)["files"]
    assert [(f["part"], len(f["findings"])) for f in files] == [("1", 0), ("2", 1)]
    assert files[1]["findings"][0]["line"] == 2
    assert "a.jsonl [2]: passed; score" in run(path, "--json-pointer", "/body").out


def test_severities_are_replaced_and_scored() -> None:
    def report(**given: object) -> Report:
        project = load(isolated=True, given={"select": ["REP001"], **given})
        result = examine(Input("a.txt", None), Task.of(project), b"He saw the the man.")
        assert isinstance(result, Result)
        return result.reports[0]

    usual, harsh = report(), report(severity={"REP001": "critical"})
    assert harsh.findings == tuple(replace(f, severity=Severity.CRITICAL) for f in usual.findings)
    assert number(harsh.score) < number(usual.score)
