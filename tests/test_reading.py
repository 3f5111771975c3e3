"""Reading: which part of a file is text. The way back is in test_reading_back.py, HTML, EPUB and the documents of word
processors have files of their own."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from conftest import Run, segments_of

from mtcheck.reading import formats, readers
from mtcheck.reading.base import Format, Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.formats import read

POINTERS = Options(pointers=("/items/*/title", "/items/*/body", "/title", "/body"))


def text_of(data: str | bytes, name: str, options: Options = POINTERS) -> str:
    data = data.encode() if isinstance(data, str) else data
    return "\n====\n".join(a.text for a in read(data, name, options).articles)


# Formats


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


@pytest.mark.parametrize("suffix", ["rtf", "pdf", "doc", "pages", "mobi"])
def test_what_cannot_be_read_faithfully_is_refused_with_advice(suffix: str) -> None:
    with pytest.raises(Unreadable, match=r"DOCX|pdftotext|EPUB"):
        read(b"{\\rtf1 He saw the the man.}", f"a.{suffix}")
    assert not formats.in_folders(f"a.{suffix}", Options())


# Markdown


def test_markdown() -> None:
    text = text_of(
        '# A *fine* title #\n\nHe saw **the** [man](http://x.y/z-z "t") in\nthe `code` &amp; left \\*now\\*.  \n'
        "New.\n\n"
        "> Quoted\n> words\n\n- one <b>two</b>\n  - three\n\n| a | b |\n|---|---|\n| c c | c |\n\n"
        "```\ncode code\n```\n\n    more code\n\n<div>the the</div>\n\n<!-- note -->\n![alt](p.png)\n",
        "a.md",
    )
    assert text == (
        "A fine title\n\nHe saw the man in the x & left *now*.\nNew.\n\nQuoted words\n\none two\n\nthree\n\n"
        "a\n\nb\n\nc c\n\nc"
    )


@pytest.mark.parametrize(
    ("page", "text"),
    [
        # site generators: Hugo, Jekyll
        ('{{< figure src="a.png" title="x x" >}}\n\nHe came.', "He came."),
        ("He saw {{< ref >}} it.", "He saw it."),
        ("Of version {{ site.version }}, he said.", "Of version x, he said."),
        ("{% highlight ruby %}\nputs puts\n\nthe the\n{% endhighlight %}\n\nHe came.", "He came."),
        ("{{< code-toggle file=a >}}\n[[a]]\nb = 'c c'\n{{< /code-toggle >}}\n\nHe came.", "He came."),
        ("{% raw %}\n\nHe came.\n\n{% endraw %}", "He came."),
        ("[a]({{< ref b.md >}}) b", "a b"),
        ("# He came {#id .c}\n\n{: .note }\nHe left.", "He came\n\nHe left."),
        # containers and admonitions
        ("::: warning\nHe came.\n:::\n", "He came."),
        (":::{card} Title\n:link: a.md\nHe came.\n:::\n", "He came."),
        (
            '!!! note "A title"\n    He came\n    home.\n\n    He left.\n\nEnd.',
            "A title\n\nHe came home.\n\nHe left.\n\nEnd.",
        ),
        ("??? warning\n    He came.\n", "He came."),
        ('=== "Tab"\n\n    He came.\n', '"Tab"\n\nHe came.'),
        ("> [!NOTE]\n> He came.", "He came."),
        ("> " * 12 + "He came.", "He came."),
        ("> " * 15 + "He came.\n\nShe left.", "> > > He came.\n\nShe left."),  # no text is dropped
        ("".join(f"{'  ' * k}- {k}\n" for k in range(18)), "\n\n".join(map(str, range(18)))),
        ("".join(f"{'  ' * k}- {k}\n" for k in range(20)), "\n\n".join([*map(str, range(17)), "17 - 18 - 19"])),
        ("[" * 30 + "He](a) came [now](b).", "[" * 29 + "He came now."),
        # MyST, pandoc, GitHub
        ("See {ref}`a b` now.", "See x now."),
        ("See [](a.md) now.", "See x now."),
        ("It is so [@smith, p. 3].", "It is so [@smith, p. 3]."),
        ("It is so[^1].\n\n[^1]: He said\n    it twice.\n\nEnd.", "It is so.\n\nHe said it twice.\n\nEnd."),
        ("- [ ] one\n- [x] two\n", "one\n\ntwo"),
        ("Done :tada: now, at 10:30:45.", "Done now, at 10:30:45."),
        ("Let $x^2$ be it; it costs $5 or $10.\n\n$$\na a\n$$\n", "Let x be it; it costs $5 or $10."),
        ("\\begin{align}\na_{11} & b\n\\end{align}\n\nHe came.", "He came."),
        # definition lists
        ("Term\n: The mayor\n  saw it.\n\nOther\n\n: It was.\n", "Term\n\nThe mayor saw it.\n\nOther\n\nIt was."),
        # what is crossed out, hidden, or no text
        ("The ~~old~~ new <del>bad</del> man ~~x~~.", "The new man."),
        ("On May 5<sup>th</sup>, in 1204.<sup>[1]</sup> 10<sup>2</sup> H<sub>2</sub>O", "On May 5th, in 1204. 10 H2O"),
        ("one<br>two<br/>three<br />four", "one\ntwo\nthree\nfour"),
        ("con&shy;text super<wbr>cali", "context supercali"),
        ("Press <kbd>the the</kbd> now <!-- the the -->.", "Press x now."),
        ("| a |\n|---|\n| b \\| c `d\\|e` |\n", "a\n\nb | c x"),
        ("`only code`\n\n| `a` | b |\n|---|---|\n", "b"),
        ("##A mill\nHe came to #Brno.\n#Now", "A mill\n\nHe came to #Brno. #Now"),
        # blocks of HTML in the middle of a paragraph
        (
            "He saw:<br /><ul><li>a mill. </li><li>A <b>town</b></li></ul>Now <p>he left.</p>",
            "He saw:\n\na mill.\n\nA town\n\nNow\n\nhe left.",
        ),
        ("He said: <blockquote>We\nleft.</blockquote>\nIt is so.<hr>", "He said:\n\nWe left.\n\nIt is so."),
        (
            "It is<d-cite key=a></d-cite> <x-b>so</x-b> <x-c></x-c>, <d-math>x</d-math>.<d-footnote>a</d-footnote>",
            "It is so, x.",
        ),
        # lists and verse without marks
        (
            "For the blow:\nDove on the anchor\n9:1 ratio of *rode*\nTying up the *sail*\nWe put extra lines around it",
            "For the blow:\nDove on the anchor\n9:1 ratio of rode\nTying up the sail\nWe put extra lines around it",
        ),
        (
            "We have a mill by\nThe Old River, and it is\nA good one of the north of\nEngland as we\nThink of it all",
            "We have a mill by The Old River, and it is A good one of the north of England as we Think of it all",
        ),
        # a sentence that ends in code
        ("When it is moved to the town,\n\n- go\n", "When it is moved to the town, x\n\ngo"),
        ("Go and run the thing\n\n`a b`\n\nand then that", "Go and run the thing x\n\nand then that"),
        ("A list of all of them is shown with\n\n```\na\n```\n", "A list of all of them is shown with x"),
        ("See `a.b.` Then go on.", "See x. Then go on."),
        ("See `a.b` then, or `c.` now.", "See x then, or x now."),
        # titles and terms on lines of their own
        ("**What is it?**\nIt is a mill.", "What is it?\n\nIt is a mill."),
        ("**The mill** by the\nsea, and\n**the** town\nof Brno.", "The mill by the sea, and the town of Brno."),
        ("**Mills**\nand **towns** of\nBrno **are** old.", "Mills and towns of Brno are old."),
        ("There are two.\n**one** Go by sea.\n`two` Go by land.", "There are two.\n\none Go by sea.\n\nx Go by land."),
        ("Add keys to\n`two` We go by land.", "Add keys to x We go by land."),
        # words of a title in a sentence are not judged, but read
        ("He wrote a book, see [How to begin](a.md), and left.", "He wrote a book, see How to begin, and left."),
    ],
)
def test_dialects_of_markdown(page: str, text: str) -> None:
    assert text_of(page, "a.md") == text
    if "~~" not in page:
        assert text_of(page.replace("\n", "\r\n"), "a.md") == text


def test_mdx() -> None:
    page = (
        "import A from 'a'\nimport B from 'b b'\n\nexport const c = {\n  d: 'd d',\n}\n\n# Of {name} and me\n\n"
        '<Note kind="x">\nHe came.\n</Note>\n\n{/* the the */}\n\nHe left <Badge />.\n'
    )
    assert text_of(page, "a.mdx") == "Of x and me\n\nHe came.\n\nHe left."
    assert "{name}" in text_of(page, "a.md")


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


# JSON


def test_json() -> None:
    data = {"items": [{"title": "One", "body": 'A "b"\n\u2028é😀'}, {"body": "Two", "x": 1.5e3}], "title": "Top"}
    for ascii_only in (True, False):
        file = read(json.dumps(data, ensure_ascii=ascii_only).encode(), "a.json", POINTERS)
        texts = {a.label: a.text for a in file.articles}
        assert texts == {"0": 'One\n\nA "b"\n\u2028é😀', "1": "Two", "": "Top"}


def test_jsonl_is_an_article_a_line() -> None:
    lines = '{"body": "One one"}\n\n{"title": "T", "body": "Two"}\r\n{"x": null}\n'
    file = read(lines.encode(), "a.jsonl", POINTERS)
    assert [(a.label, a.text) for a in file.articles] == [("1", "One one"), ("2", "T\n\nTwo")]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b'{"a": }', "a.json", "no valid JSON"),
        (b'{"a": "\x01"}', "a.json", "no valid JSON"),
        (b'{"a": 1}\n{"a" 2}\n', "a.jsonl", "line 2"),
        (b"[" * 300 + b"]" * 300, "a.json", "nested too deeply"),
        (b"[" * 100_000, "a.json", "nested too deeply"),
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


# Subtitles


@pytest.mark.parametrize("eol", ["\r\n", "\n", "\r"])
def test_subtitles(eol: str) -> None:
    srt = (
        "1\n00:00:01,000 --> 00:00:02,000\n<i>He saw</i> the\nman and\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n{\\an8}went home.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n- Yes.\n"
    )
    assert text_of(srt.replace("\n", eol), "a.srt") == "He saw the man and went home.\nYes."
    assert text_of(srt.replace("\n\n", "\n").replace("\n", eol), "a.srt") == "He saw the man and went home.\nYes."
    vtt = "WEBVTT\n\nNOTE the the\n\n00:01.000 --> 00:02.000 align:start\n<v Ann>Tea &amp; cake\nfor all\n"
    assert text_of(vtt.replace("\n", eol), "a.vtt") == "Tea & cake for all"


# Bilingual files


def test_every_form_of_a_plural_is_a_segment(tmp_path: Path) -> None:
    path = tmp_path / "a.po"
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n\n'
    path.write_bytes(
        (head + 'msgid "ein Gäst"\nmsgid_plural "viele"\nmsgstr[0] "one"\nmsgstr[1] "two"\nmsgstr[2] "three"\n').encode(
            "latin-1"
        )
    )
    rows = [(s.id, s.source, s.target) for s in segments_of(path)]
    assert rows == [
        ("ein Gäst[0]", "ein Gäst", "one"),
        ("ein Gäst[1]", "viele", "two"),
        ("ein Gäst[2]", "viele", "three"),
    ]


def test_what_is_not_to_be_translated_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    usual, out, within = (
        "".join(
            f'<trans-unit id="{letter}{n}"{more}><source>a</source><target>b</target></trans-unit>'
            for n, more in enumerate(("", ' translate="no"', ' translate="yes"'))
        )
        for letter in "abc"
    )
    body = f'{usual}<group translate="no">{out}</group><group>{within}</group>'
    path.write_text(f'<xliff version="1.2"><file source-language="de"><body>{body}</body></file></xliff>')
    assert [s.id for s in segments_of(path)] == ["a0", "a2", "b2", "c0", "c2"]


def test_bilingual_files_in_other_encodings(tmp_path: Path) -> None:
    for codec in ("utf-16", "utf-8-sig", "latin-1"):
        path = tmp_path / f"{codec}.tsv"
        path.write_bytes("source\ttarget\nGäste\tcafé guests\n".encode(codec))
        found = read(path.read_bytes(), path.name, Options(encoding="latin-1")).segments
        assert found and [s.target for s in found] == ["café guests"]


def test_standard_input_is_read_by_its_name(run: Run) -> None:
    data = b"source\ttarget\nEr kam.\tHe saw the the man.\n"
    assert "REP001" in run("check", "-", "--stdin-filename", "a.tsv", "--format", "concise", stdin=data).out


def test_names_that_code_joins_with_a_stop_lack_no_space(tmp_path: Path, run: Run) -> None:
    page = tmp_path / "a.md"
    page.write_text(
        "## Class: stream.Readable\n\nIt is old here.\n\nThe talks lasted a week.The envoys left.\n\n"
        "```js\nnew stream.Readable() // The week\n```\n",
        encoding="utf-8",
    )
    _, out, _ = run("check", str(page), "--isolated", "--select", "PUN001", "--format", "concise")
    assert [line.split(":")[1] for line in out.splitlines() if "PUN001" in line] == ["5"]


def test_numbers_of_more_digits_than_python_takes_spoil_no_json() -> None:
    """They are valid JSON, and no text."""
    data = f'{{"n": {"9" * 5000}, "text": "The the man."}}'.encode()
    file = read(data, "a.json", Options(pointers=("/text",)))
    assert file.articles[0].text == "The the man."
