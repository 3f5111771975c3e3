"""DOCX: the paragraphs of the body as lines of text. Edits change the text of runs and nothing else in the file.

The parser of the standard library says at which byte of word/document.xml every text stands; saving replaces those
bytes and copies the other parts of the file as they are.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from xml.parsers import expat
from xml.sax.saxutils import escape

from mtcheck.reading.article import GAP, SET, Article, Piece
from mtcheck.reading.base import File, Format, Options
from mtcheck.reading.encoding import Unreadable
from mtcheck.text.spans import Edit

SUFFIXES = (".docx",)
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
P, T, DELETED = f"{WORDS} p", f"{WORDS} t", f"{WORDS} del"
BREAKS = {f"{WORDS} tab": "\t", f"{WORDS} br": "\n", f"{WORDS} cr": "\n", f"{WORDS} noBreakHyphen": "\u2011"}
BODY = "word/document.xml"
LARGEST = 256 * 1024 * 1024  # bytes of XML; more is taken for a bomb
SHAPE = re.compile(rb"<[^>]*?>")


class Run(NamedTuple):
    """A text of the document: its first byte, that of its end, that of the tag before, and the text."""

    tag: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Docx(File):
    """A DOCX file as read; `data` are its bytes."""

    data: bytes = b""

    def saved(self, edits: Sequence[Edit]) -> bytes:
        """The file after edits: the runs that they touch have other text, all else is copied."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
            xml = archive.read(BODY)
            return _archive(archive, _changed(xml, _parsed(xml), edits))


def read(data: bytes, name: str, options: Options) -> Docx:
    """The article in a DOCX file. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(BODY).file_size > LARGEST:
                raise Unreadable("the document is too large")
            parsed = _parsed(archive.read(BODY))
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError):
        raise Unreadable("no DOCX file") from None
    except expat.ExpatError as e:
        raise Unreadable(f"no valid DOCX: {e}") from None
    pieces: list[Piece] = []
    at = 0
    for item in parsed:
        text = item.text if isinstance(item, Run) else item
        kind = "same" if isinstance(item, Run) else GAP if text == "\n\n" else SET
        pieces.append(Piece(text, at, at + len(text), kind))
        at += len(text)
    article = Article(pieces)
    return Docx(article.text, (article,), data=data)


FORMAT = Format(read, binary=True)


def _parsed(xml: bytes) -> list[Run | str]:
    """The runs in reading order; a string is a tab, a line break or the end of a paragraph (two line breaks)."""
    out: list[Run | str] = []
    state: list[str] = []  # open elements of interest
    run: dict[str, int] = {}
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    texts: list[str] = []

    def refuse(*_: object) -> None:
        raise Unreadable("no DOCX: it declares entities")

    def start(name: str, _: object) -> None:
        if name in (DELETED, FALLBACK) or (state and state[-1] != P and name != T):
            if name in (DELETED, FALLBACK):
                state.append(name)
        elif name == P:
            if out and out[-1] != "\n\n":
                out.append("\n\n")
            state.append(name)
        if name == T and state and state[-1] == P:
            run["tag"] = parser.CurrentByteIndex
            run["start"] = xml.index(b">", parser.CurrentByteIndex) + 1
            texts.clear()
        elif name in BREAKS and state and state[-1] == P and "tag" not in run:
            out.append(BREAKS[name])

    def end(name: str) -> None:
        if name == T and "tag" in run:
            if texts:
                out.append(Run(run["tag"], run["start"], parser.CurrentByteIndex, "".join(texts)))
            run.clear()
        elif state and name == state[-1]:
            state.pop()
            if name == P and out and out[-1] != "\n\n":
                out.append("\n\n")

    def data(text: str) -> None:
        if "tag" in run:
            texts.append(text)

    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, data
    parser.EntityDeclHandler = refuse
    parser.Parse(xml, True)
    return out[:-1] if out and out[-1] == "\n\n" else out


def _changed(xml: bytes, parsed: Sequence[Run | str], edits: Sequence[Edit]) -> bytes:
    """The XML after edits, which are offsets into the text of all that was parsed."""
    starts: list[int] = []
    at = 0
    for item in parsed:
        starts.append(at)
        at += len(item.text if isinstance(item, Run) else item)
    texts: dict[int, str] = {}
    for edit in sorted(edits, reverse=True):
        for k, left, right, new in _by_run(parsed, starts, edit):
            text = texts.get(k, _text(parsed[k]))
            texts[k] = text[:left] + new + text[right:]
    parts: list[bytes] = []
    done = 0
    for k in sorted(texts):
        run = parsed[k]
        assert isinstance(run, Run)
        parts += (xml[done : run.tag], _tag(xml[run.tag : run.start], texts[k]), escape(texts[k]).encode())
        done = run.end
    return b"".join([*parts, xml[done:]])


def _text(item: Run | str) -> str:
    return item.text if isinstance(item, Run) else item


def _by_run(parsed: Sequence[Run | str], starts: Sequence[int], edit: Edit) -> Iterator[tuple[int, int, int, str]]:
    """(index of a run, the range in it that changes, the new text). Breaks between runs stay."""
    k = max(0, bisect_right(starts, edit.start) - 1)
    if edit.start == edit.end and (not isinstance(parsed[k], Run) or edit.start == starts[k] > 0):
        k = k - 1 if isinstance(parsed[k - 1], Run) and k else k
    new = edit.new
    while k < len(parsed) and (starts[k] < edit.end or (edit.start == edit.end and starts[k] <= edit.start)):
        text = _text(parsed[k])
        left, right = max(0, edit.start - starts[k]), min(len(text), edit.end - starts[k])
        if isinstance(parsed[k], Run):
            yield k, left, max(left, right), new
            new = ""
        if edit.start == edit.end:
            break
        k += 1


def _tag(tag: bytes, text: str) -> bytes:
    """The start tag of a run's text, which keeps spaces at its edges only if it says so."""
    if text == text.strip() or b"xml:space" in tag:
        return tag
    return tag[:-1] + b' xml:space="preserve">'


def _archive(archive: zipfile.ZipFile, xml: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for info in archive.infolist():
            copy.writestr(info, xml if info.filename == BODY else archive.read(info))
    return out.getvalue()
