"""Files that hold text, but none that could be read and written back faithfully: refused, with advice."""

from __future__ import annotations

from mtcheck.reading.base import File, Format, Options, never
from mtcheck.reading.encoding import Unreadable

SUFFIXES = (".rtf", ".pdf", ".doc", ".pages", ".mobi", ".azw3")
WORD_PROCESSOR = "save it as DOCX or ODT"
ADVICE = {
    ".pdf": "a PDF holds no running text: check the document that it was made from, or the text that pdftotext makes",
    ".rtf": WORD_PROCESSOR,
    ".doc": WORD_PROCESSOR,
    ".pages": "export it as DOCX or EPUB",
    ".mobi": "check the EPUB that it was made from",
    ".azw3": "check the EPUB that it was made from",
}


def read(data: bytes, name: str, options: Options) -> File:
    """Raises Unreadable, which says what to do."""
    suffix = next(s for s in SUFFIXES if name.lower().endswith(s))
    raise Unreadable(f"{suffix[1:].upper()} files are not read; {ADVICE[suffix]}")


FORMAT = Format(read, folders=never, text=None)
