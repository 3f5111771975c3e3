"""Documents that are ZIP archives of XML: taken apart within bounds, and put together again with other parts."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple
from xml.parsers import expat

from mtcheck.reading.encoding import Decoded, Unreadable, decode
from mtcheck.text.spans import Edit

LARGEST = 64 * 1024 * 1024  # bytes of a part; more is taken for a bomb
LARGEST_IN_ALL = 1024 * 1024 * 1024
MOST_PARTS = 20_000
DECLARED = re.compile(r"""\A\s*<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']""")
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError, ValueError)


class Package:
    """An archive. Every method raises Unreadable; `kind` (DOCX) is what the message says it is not."""

    def __init__(self, data: bytes, kind: str) -> None:
        self._data = data
        self._kind = kind
        with self._opened() as archive:
            infos = archive.infolist()
            self.names = frozenset(i.filename for i in infos)
            if len(infos) > MOST_PARTS or sum(i.file_size for i in infos) > LARGEST_IN_ALL:
                raise Unreadable("the document is too large when it is unpacked")

    @contextmanager
    def _opened(self) -> Iterator[zipfile.ZipFile]:
        try:
            with zipfile.ZipFile(io.BytesIO(self._data)) as archive:
                yield archive
        except Unreadable:
            raise
        except BROKEN:
            raise Unreadable(f"no {self._kind} file, or a damaged one") from None

    def part(self, name: str) -> bytes:
        """The bytes of a part."""
        if name not in self.names:
            raise Unreadable(f"no {self._kind} file: it has no {name}")
        with self._opened() as archive, archive.open(name) as part:
            data = part.read(LARGEST + 1)
        if len(data) > LARGEST:
            raise Unreadable("the document is too large when it is unpacked")
        return data

    def with_parts(self, parts: Mapping[str, bytes]) -> bytes:
        """The archive with other bytes for some of its parts; the rest is copied."""
        out = io.BytesIO()
        with self._opened() as archive, zipfile.ZipFile(out, "w") as copy:
            for info in archive.infolist():
                if info.filename in parts:
                    copy.writestr(info, parts[info.filename])
                elif info.is_dir():
                    copy.writestr(info, b"")
                else:
                    with archive.open(info) as old, copy.open(info, "w") as new:
                        shutil.copyfileobj(old, new)
        return out.getvalue()


def xml_text(data: bytes) -> Decoded:
    """The text of an XML part in the encoding that it declares. Raises Unreadable."""
    head = data[:200].decode("latin-1")
    if not head.lstrip("\xef\xbb\xbf").startswith(("\xff\xfe", "\xfe\xff")) and "\0" in head[:4]:
        return decode(data, "utf-16-le" if head[1] == "\0" else "utf-16-be")
    declared = DECLARED.match(head.removeprefix("\xef\xbb\xbf"))
    name = declared[1] if declared else None
    return decode(data, None if name is None or name.lower().startswith("utf-16") else name, strict=True)


class Run(NamedTuple):
    """Characters of an XML part, as they stand in it: `start` and `end` count bytes of the part as UTF-8. `whole`: they
    are written as a reference."""

    text: str
    start: int
    end: int
    whole: bool


class Parser:
    """An expat parser of UTF-8 that refuses entities of the document's own and tells each text with its place.

    `start` and `end` are called with (name, attributes) and (name); names are “namespace local”."""

    def __init__(self) -> None:
        self._parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        self._parser.StartElementHandler = self.start
        self._parser.EndElementHandler = self.end
        self._parser.CharacterDataHandler = self._data
        self._parser.EntityDeclHandler = self._refuse
        self._xml = b""

    def feed(self, xml: bytes, kind: str) -> None:
        """Parse a part. Raises Unreadable."""
        self._xml = xml
        try:
            self._parser.Parse(xml, True)
        except expat.ExpatError as e:
            raise Unreadable(f"no valid {kind}: {e}") from None

    @property
    def at(self) -> int:
        """The byte at which the present event begins."""
        return self._parser.CurrentByteIndex

    @property
    def xml(self) -> bytes:
        return self._xml

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, run: Run) -> None:
        """A text, or a part of one."""

    def _refuse(self, *_: object) -> None:
        raise Unreadable("it declares entities of its own, which is refused")

    def _data(self, text: str) -> None:
        at = self.at
        raw = text.encode("utf-8", "surrogatepass")
        if self._xml.startswith(raw, at):
            self.text(Run(text, at, at + len(raw), False))
        elif self._xml[at : at + 1] == b"&":
            self.text(Run(text, at, self._xml.index(b";", at) + 1, True))
        elif self._xml[at : at + 1] == b"\r":
            self.text(Run(text, at, at + 1 + self._xml.startswith(b"\n", at + 1), True))


class ByteEdit(NamedTuple):
    """Replace xml[start:end] by `new`."""

    start: int
    end: int
    new: bytes


def edits_of(edits: Sequence[Edit], runs: Sequence[tuple[int, Run | None]]) -> Iterator[ByteEdit]:
    """The edits of a shown text as edits of the part. `runs`: (offset in the shown text, what stands there), None for
    what no edit may touch; an edit that touches such is a mistake of the caller's (ValueError)."""
    from bisect import bisect_right

    starts = [at for at, _ in runs]
    for edit in sorted(edits):
        k = max(0, bisect_right(starts, edit.start) - 1)
        if edit.start == edit.end and k and (starts[k] == edit.start or runs[k][1] is None) and runs[k - 1][1]:
            k -= 1  # at the end of the text before
        new = edit.new
        first = True
        while k < len(runs) and (first or starts[k] < edit.end):
            run = runs[k][1]
            if run is None:
                raise ValueError("an edit of what is no text")
            left, right = max(0, edit.start - starts[k]), min(len(run.text), edit.end - starts[k])
            yield ByteEdit(*_place(run, left, max(left, right)), new=_escaped(new))
            new, first = "", False
            k += 1


def _place(run: Run, left: int, right: int) -> tuple[int, int]:
    if run.whole:
        return (run.start, run.end) if left < right else (run.end, run.end) if left else (run.start, run.start)
    before = len(run.text[:left].encode("utf-8", "surrogatepass"))
    return run.start + before, run.start + before + len(run.text[left:right].encode("utf-8", "surrogatepass"))


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def spliced(xml: bytes, edits: Sequence[ByteEdit]) -> bytes:
    """The part after edits that do not overlap."""
    parts: list[bytes] = []
    at = 0
    for start, end, new in sorted(edits):
        parts += (xml[at:start], new)
        at = end
    return b"".join([*parts, xml[at:]])


def written(xml: bytes, like: Decoded) -> bytes:
    """A part, given as UTF-8, in the encoding it was read in; what that lacks is written as references."""
    return like.encoding.mark + xml.decode().encode(like.encoding.codec, "xmlcharrefreplace")
