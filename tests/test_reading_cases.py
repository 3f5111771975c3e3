"""Small files that comparable tools fail on (fixtures/formats), and what a user is told of a file that is not, or not
wholly, read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from conftest import Run

from mtcheck.reading.base import Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.reading.formats import read
from mtcheck.run.companions import matching

DOUBLED = "REP001"


@pytest.fixture
def cases(tmp_path: Path, fixtures: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files, in the working folder."""
    shutil.copytree(fixtures / "formats", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(run: Run, name: str, *options: str) -> list[tuple[str, int, str]]:
    """(code, line, text) of the findings in a file."""
    data = json.loads(run("check", name, "--format", "json", "--exit-zero", *options).out)
    return [(f["code"], f.get("line", 0), f["text"]) for file in data["files"] for f in file["findings"]]


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("sup.html", [(DOUBLED, 2, "and and"), (DOUBLED, 3, "the the")]),
        ("nohead.html", [(DOUBLED, 5, "the the")]),
        ("br.html", []),
        ("br.md", []),
        ("hugo.md", []),
        ("admonition.md", []),
        ("deflist.md", []),
        ("link.md", [(DOUBLED, 1, "the [the")]),
        ("strict.docx", [(DOUBLED, 2, "the the")]),
        ("document2.docx", [(DOUBLED, 2, "the the")]),
        ("moved2.docx", []),
    ],
)
def test_articles(cases: Path, run: Run, name: str, rows: list[tuple[str, int, str]]) -> None:
    assert found(run, name) == rows
    before = (cases / name).read_bytes()
    assert run("fix", name, "--write", "--suggested").code == 0
    assert found(run, name) == []
    if not rows:
        assert (cases / name).read_bytes() == before
    elif name.endswith((".html", ".md")):
        expected = before.decode().replace("and and", "and").replace("the the", "the").replace("the [the", "[the")
        assert (cases / name).read_text() == expected


def test_all_words_are_read(cases: Path) -> None:
    for name, words in (("sup.html", 44), ("nohead.html", 32), ("br.html", 24)):
        [article] = read((cases / name).read_bytes(), name).articles
        assert len(article.text.split()) == words


def test_bilingual_files(cases: Path, run: Run) -> None:
    texts = [text for code, _, text in found(run, "pl.po") if code == DOUBLED]
    assert texts == ["were were", "the the"]
    assert [(c, t) for c, _, t in found(run, "a.po")] == [(DOUBLED, "spoke spoke")]  # “one file” needs no %d
    (cases / "b.po").write_text((cases / "a.po").read_text().replace('"%d files deleted"', '"Some files deleted"'))
    assert "BTO002" in [row[0] for row in found(run, "b.po")]
    lost = [row for row in found(run, "g.xlf") if row[0] == "BTO002"]
    assert len(lost) == 1
    assert not [row for row in found(run, "g.xlf") if row[0] == "BUN002"]  # not to be translated


@pytest.mark.parametrize(
    "name",
    """fm_deep.md fm_jinja_key.md cdata.html corrupt_deflate.docx enc_GBK.xlf enc_UTF-7.xlf deepg1000.xlf
    deep1000.json""".split(),
)
def test_one_line_tells_of_a_file_that_cannot_be_read(cases: Path, run: Run, name: str, article: Path) -> None:
    for command in (("check",), ("fix", "--write")):
        if command[0] == "fix" and name.endswith(".xlf"):
            continue
        result = run(*command, name, article, "--json-pointer", "/a", "--select", DOUBLED)
        assert result.code == 2
        assert [line.startswith(f"mtcheck: {name}: ") for line in result.err.splitlines()].count(True) == 1
        assert "the the" in result.out or "article.txt:1:" in result.err  # the other file is dealt with


def test_what_is_no_sentence_in_a_table_is_not_judged(tmp_path: Path, run: Run) -> None:
    rows = (("the the bridge", False), ("He saw the the bridge.", True), ("`a`: the the bridge", False))
    (tmp_path / "a.md").write_text("| A |\n|---|\n" + "".join(f"| {text} |\n" for text, _ in rows))
    table = "".join(f"<tr><td>{text}</td></tr>" for text, _ in rows)
    (tmp_path / "a.html").write_text(f"<table>{table}</table>")
    for name in ("a.md", "a.html"):
        texts = found(run, str(tmp_path / name), "--html-selector", "table")
        assert [row[0] for row in texts] == [DOUBLED]
        assert (
            read((tmp_path / name).read_bytes(), name, Options(selector="table")).articles[0].text.count("the the") == 3
        )


# Nothing is left unread in silence


@pytest.mark.parametrize(
    ("name", "text", "options", "words"),
    [
        ("a.md", "```\ncode\n```\n", (), "nothing in it is text"),
        ("a.md", "---\nweight: 3\n---\n", (), "nothing in it is text"),
        ("a.html", "<script>a</script>", (), "nothing in it is text"),
        ("a.html", "<p>a</p>", ("--html-selector", ".x"), "matches nothing in this page"),
        ("a.srt", "He came.\n", (), "nothing in it is text"),
        ("a.json", '{"a": {"text": "He came.", "b": ["c"]}}', ("--json-pointer", "/text"), "texts at /a/text, /a/b/*"),
        ("a.json", "{}", ("--json-pointer", "/text"), "no text in this file"),
        ("a.jsonl", '{"a": ""}\n', ("--json-pointer", "/a"), "nothing in it is text"),
        ("a.tsv", "source\ttarget\n", (), "no segments"),
        ("a.rtf", "{\\rtf1 the the}", (), "save it as DOCX or ODT"),
    ],
)
def test_a_file_of_which_nothing_is_read_fails(
    run: Run, tmp_path: Path, name: str, text: str, options: tuple[str, ...], words: str
) -> None:
    path = tmp_path / name
    path.write_text(text)
    result = run("check", path, *options)
    assert result.code == 2 and words in result.err and result.err.count("\n") == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.srt"])
def test_an_empty_file_is_no_mistake(run: Run, tmp_path: Path, name: str) -> None:
    for text in ("", " \n\n"):
        (tmp_path / name).write_text(text)
        assert run("check", tmp_path / name).code == 0


# Encodings


@pytest.mark.parametrize(
    ("data", "hint"),
    [
        (
            "One\nCafé society".encode("latin-1"),
            "byte 0xe9 in line 2); if it is Latin-1 (Windows-1252), give --encoding",
        ),
        ("It is so.".encode("utf-16-le"), "it looks like UTF-16: give --encoding utf-16-le"),
        ("It is so.".encode("utf-16-be"), "give --encoding utf-16-be"),
        (b"\xff\xfea", "not utf-16-le text"),
    ],
)
def test_hints(run: Run, tmp_path: Path, data: bytes, hint: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    result = run("check", tmp_path / "a.txt")
    assert result.code == 2 and hint in result.err


@pytest.mark.parametrize(
    ("codec", "told"),
    [("latin-1", "latin-1"), ("cp1252", "iso-8859-1"), ("utf-16-le", "utf-16-le"), ("utf-16", None), ("utf-32", None)],
)
def test_encodings(run: Run, tmp_path: Path, codec: str, told: str | None) -> None:
    path = tmp_path / "a.txt"
    text = "The café said the the talks would go on{}.\n".format("’" if codec == "cp1252" else "")
    path.write_bytes(text.encode(codec))
    options = ("--encoding", told) if told else ()
    assert json.loads(run("check", path, "--format", "json", *options).out)["files"][0]["findings"][0]["column"] == 15
    assert run("fix", path, "--write", *options).code == 0
    assert path.read_bytes() == text.replace("the the", "the").encode(codec)


def test_an_unknown_encoding(run: Run, article: Path) -> None:
    result = run("check", article, "--encoding", "latin-77")
    assert result.code == 2 and "the name of an encoding" in result.err
    with pytest.raises(Unreadable, match="no encoding is called"):
        read(b"a", "a.txt", Options(encoding="base64"))


def test_the_key_of_the_configuration(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").write_text('encoding = "latin-1"\n')
    (tmp_path / "a.txt").write_bytes("Café.".encode("latin-1"))
    (tmp_path / "b.html").write_bytes(b'<meta charset="utf-8"><p>' + "Café “x”.".encode())
    assert run("check", "a.txt").code == 0


# The source of an article


def test_sources_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (
        "ar/x/a.txt ar/y/a.ar.md ar/a.txt ar/12.01.2024.ar.txt ar/t.fr.txt ar/t.ar.txt ar/old/b.txt "
        "en/x/a.txt en/y/a.en.txt en/z/a.txt en/12.03.2024.txt en/t.en.txt t.txt t.ar.txt"
    ).split():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a")
    for folder, article, lang, source in (
        ("ar", "en/x/a.txt", None, "ar/x/a.txt"),  # subfolders are mirrored
        ("ar", str(tmp_path / "en/x/a.txt"), None, "ar/x/a.txt"),
        ("ar", "en/y/a.en.txt", None, "ar/y/a.ar.md"),  # formats and languages may differ
        ("ar", "en/z/a.txt", None, "ar/a.txt"),
        ("ar", "en/12.03.2024.txt", None, None),  # the whole name counts
        ("ar", "en/t.en.txt", None, "ar/t.ar.txt"),
        ("ar", "en/t.en.txt", "fr", "ar/t.fr.txt"),
        (".", "t.txt", None, "./t.ar.txt"),  # never itself
        (".", "./t.txt", None, "./t.ar.txt"),
        ("ar", "ar/x/a.txt", None, None),
        ("none", "en/x/a.txt", None, None),
    ):
        assert matching(folder, article, lang) == source, (folder, article)


def test_a_bilingual_file_is_no_source(run: Run, tmp_path: Path, article: Path) -> None:
    (tmp_path / "a.tsv").write_text("source\ttarget\na\tb\n")
    result = run("check", article, "--source", tmp_path / "a.tsv")
    assert result.code == 2 and "check it by itself" in result.err


# What a fix would damage


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Term one\nTerm two\n: Another word.\n", "Term one\nTerm two\n\nAnother word."),
        ("> Term\n> : Its meaning.\n", "Term\n\nIts meaning."),
        ("He came\nhome: it was late.\n", "He came home: it was late."),
        ("Press ![the the](a.png), then ![x](b.png).\n", "Press x, then x."),
        ("It is so. ![x](b.png)\n![y](c.png) Fine.\n", "It is so. Fine."),
        ("Take a star or\n:star:{ .big }, as you like.\n", "Take a star or, as you like."),
        (r"Take \(a , b\) or \(x^2\) of \[a_1 , b\].", "Take x or x of x."),
        (r"Take it \(as he did , too\), see \[7 , 8\].", "Take it (as he did , too), see [7 , 8]."),
    ],
)
def test_marks_of_markdown(text: str, shown: str) -> None:
    assert read(text.encode(), "a.md").articles[0].text == shown


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.md", "Term one\nTerm two\n: A meaning that is short.\n", None),
        ("a.md", "He saw the old bridge and ![the bridge](a.png).\n", None),
        ("a.md", "He saw the [the bridge](http://x.y/the-the).\n", "He saw [the bridge](http://x.y/the-the).\n"),
        ("a.html", "<p>He saw <em>the</em> the man there.</p>\n", "<p>He saw <em>the</em> man there.</p>\n"),
        ("a.html", "<p>He saw the <em>the</em> man there.</p>\n", "<p>He saw <em>the</em> man there.</p>\n"),
        (
            "a.srt",
            "1\n00:00:01,0 --> 00:00:02,0\nHe saw the\n\n2\n00:00:03,0 --> 00:00:04,0\nthe man there.\n",
            "1\n00:00:01,0 --> 00:00:02,0\nHe saw\n\n2\n00:00:03,0 --> 00:00:04,0\nthe man there.\n",
        ),
        ("a.txt", "It cost 5 to 10 $ a day.\n", None),
        ("a.txt", "It rose from 15 212 to 20 300 people.\n", "It rose from 15,212 to 20,300 people.\n"),
        ("a.txt", "He suffers since two years from a cough.\n", None),
        ("a.txt", "Last year he has not bought a house.\n", None),
    ],
)
def test_fixes_damage_nothing(run: Run, tmp_path: Path, name: str, before: str, after: str | None) -> None:
    path = tmp_path / name
    path.write_text(before)
    assert run("fix", path, "--write", "--suggested", "--html-selector", "p", "--ignore", "SEN").code == 0
    assert path.read_text() == (before if after is None else after)


def test_a_word_that_can_stand_twice_is_no_safe_fix(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("They met at the well well outside the town, and he was in the the church of Europe Europe.\n")
    assert run("fix", path, "--write").code == 0
    assert (
        path.read_text() == "They met at the well well outside the town, and he was in the church of Europe Europe.\n"
    )


def test_a_space_in_a_number_is_a_safe_fix_only_where_it_cannot_be_two(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("He scored 3 100 times, and some 15 212 people saw 1 250 000 euros.\n")
    assert run("fix", path, "--write").code == 0
    assert path.read_text() == "He scored 3 100 times, and some 15,212 people saw 1,250,000 euros.\n"


# Names


def test_what_code_has_too_is_a_name(run: Run, tmp_path: Path) -> None:
    text = "Click the {} button to go on, and then run frobnicate again, since it knows your recieve queue.\n"
    (tmp_path / "a.md").write_text(text.format("Submit"))
    before = [row[2] for row in found(run, str(tmp_path / "a.md"))]
    assert "recieve" in before
    code = "\n```\n<button>Submit</button>\n$ frobnicate --all\n```\n\nSee `recieve` or [it](/docs/frobnicate).\n"
    (tmp_path / "a.md").write_text(text.format("Submit") + code)
    assert found(run, str(tmp_path / "a.md")) == []
    (tmp_path / "a.html").write_text(f"<p>{text.format('Submit')} <code>recieve</code></p>")
    assert "recieve" not in [row[2] for row in found(run, str(tmp_path / "a.html"), "--html-selector", "p")]


def test_names_are_what_a_file_holds_beside_its_text() -> None:
    text = (
        "---\ntitle: Front\n---\n# Head\n\nHe saw *one* and [two](/three-four) of `five`.\n\n"
        "| six | `seven` |\n|---|---|\n| eight | {{< nine >}} |\n\n- ten\n\n      eleven\n\n<!-- twelve -->\n"
    )
    names = read(text.encode(), "a.md").articles[0].names
    assert names == set("three four three-four five seven nine eleven twelve".split())
    page = b"<main><p>He saw <code>one</code> and two.</p></main><nav>three</nav>"
    assert read(page, "a.html", Options(selector="main")).articles[0].names == {"one"}
