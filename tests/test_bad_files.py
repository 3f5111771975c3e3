"""One bad file: it costs a line and exit code 2, whatever is wrong with it, and the others are checked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Run

BAD = "The minister said the the talks would go on.\n"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TMX = (
    "<?xml version='1.0' encoding='{0}'?><tmx version='1.4'><body><tu><tuv xml:lang='de'><seg>Das Haus.</seg></tuv>"
    "<tuv xml:lang='en'><seg>The the house.</seg></tuv></tu></body></tmx>"
)


def matter(head: str) -> bytes:
    return f"---\n{head}\n---\n{BAD}".encode()


def word_file() -> bytes:
    document = pytest.importorskip("docx").Document()
    document.add_paragraph(" ".join(f"The {k} ministers met." for k in range(500)))
    document.save(out := io.BytesIO())
    return out.getvalue()


def damaged() -> bytes:
    """A DOCX file whose compressed text is broken in the middle."""
    data = word_file()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.getinfo("word/document.xml")
    middle = part.header_offset + 30 + len(part.filename) + part.compress_size // 2
    return data[:middle] + b"\xff" * 8 + data[middle + 8 :]


def deep_word_file() -> bytes:
    inside = "<w:tbl>" * 1000 + "</w:tbl>" * 1000
    with zipfile.ZipFile(out := io.BytesIO(), "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{inside}</w:body></w:document>')
    return out.getvalue()


# What cannot be read, by any reader
UNREADABLE: dict[str, Callable[[], bytes]] = {
    "page.md": lambda: matter("{{ page }}: b"),
    "escape.md": lambda: matter('title: "a\\qb"'),
    "number.md": lambda: matter('title: "\\U00110000"'),
    "deep.md": lambda: matter("title: " + "[" * 1500),
    "cut.docx": lambda: word_file()[:9000],
    "damaged.docx": damaged,
    "wide.tmx": lambda: TMX.format("utf-32").encode("utf-32"),
    "deep.tmx": lambda: f"<tmx><body>{'<tu>' * 1000}{'</tu>' * 1000}</body></tmx>".encode(),
    "deep.xlf": lambda: f"<xliff version='1.2'>{'<file>' * 1000}{'</file>' * 1000}</xliff>".encode(),
    "attributes.html": lambda: f"<p {' '.join(f'a{k}' for k in range(100_000))}>{BAD}</p>".encode(),
    "field.csv": lambda: f"source,target\nHallo,{'x' * 17_000_000}\n".encode(),
    "field.tsv": lambda: f'source\ttarget\nHallo\t"{"x" * 17_000_000}"\n'.encode(),
}
# What a reader may read, or not
ODD: dict[str, Callable[[], bytes]] = {
    "deep-toml.md": lambda: f"+++\ntitle = {'[' * 1500}\n+++\n{BAD}".encode(),
    "escape-toml.md": lambda: f'+++\ntitle = "a\\qb"\n+++\n{BAD}'.encode(),
    "digits-toml.md": lambda: f"+++\ntitle = {'9' * 5000}\n+++\n{BAD}".encode(),
    "digits.md": lambda: matter(f"title: {'9' * 5000}"),
    "gbk.tmx": lambda: TMX.format("gbk").encode("gbk"),
    "big5.tmx": lambda: TMX.format("big5").encode("big5"),
    "utf-7.tmx": lambda: TMX.format("utf-7").encode("utf-7"),
    "section.html": lambda: f"<html><body><article><p>{BAD * 9}</p><![foo[</article></body></html>".encode(),
    "deep.html": lambda: f"<html><body>{'<div>' * 1000}<p>{BAD * 9}</p>{'</div>' * 1000}</body></html>".encode(),
    "deep.docx": deep_word_file,
}


@pytest.mark.slow
@pytest.mark.parametrize("name", [*UNREADABLE, *ODD])
def test_a_bad_file_among_good_ones(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mtcheck.toml").write_text("max-file-size = 40\n")
    (tmp_path / name).write_bytes({**UNREADABLE, **ODD}[name]())
    (tmp_path / "a.txt").write_text(BAD)
    (tmp_path / "z.txt").write_text(BAD)
    result = run("check", "a.txt", name, "z.txt", "--select", "REP001", "--format", "concise")
    assert [line[:6] for line in result.out.splitlines() if not line.startswith(name)] == ["a.txt:", "z.txt:"]
    told = result.err.splitlines()
    assert len(told) <= 1 and all(line.startswith(f"mtcheck: {name}: ") for line in told)
    assert "internal error" not in result.err
    assert result.code == 2 if told or name in UNREADABLE else result.code < 2
    if name in UNREADABLE:
        assert told and name not in result.out
