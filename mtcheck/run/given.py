"""A text that a client hands over, in place of a file: its bytes, its source, and what it may be called."""

from __future__ import annotations

import codecs
import os
from dataclasses import dataclass

from mtcheck.project.trust import inside, tree_of
from mtcheck.reading.base import File, Options
from mtcheck.reading.files import Input, Problem, parse
from mtcheck.reading.formats import format_of, suffix_of
from mtcheck.run.companions import Companions

UNNAMED = "<text>"


class Refused(ValueError):
    """What a client asks for and cannot have; the message says why."""


def named(name: str, folder: str) -> Input:
    """A text that stands for a file of this name in `folder`, or for none if there is no name.

    The name decides how the text is read and which settings hold. Raises Refused for a name that leads out of the
    folder's tree (beside it there may be files that silence findings) and for formats that are no plain text."""
    if not name:
        return Input(UNNAMED, None)
    if not name.isprintable():
        raise Refused("the name holds characters that no name should")
    found = format_of(name)
    if found.bilingual:
        raise Refused(f"{suffix_of(name)} holds a source and its translation; give the translation as text, its source")
    if found.text is None:
        raise Refused(f"{suffix_of(name)} is no text format; give the text of the article itself")
    path = os.path.join(folder, name)
    if not inside(path, tree_of(folder)):
        raise Refused("the name leads out of the tree of the working folder")
    return Input(name, path)


def as_bytes(text: str) -> bytes:
    """The bytes of a text, so marked that no declaration in it (of HTML, XML) is believed instead. Raises Refused for
    halves of surrogate pairs."""
    try:
        return codecs.BOM_UTF8 + text.encode()
    except UnicodeEncodeError as e:
        raise Refused(f"character {e.start} is half of a surrogate pair, which is no character") from None


@dataclass(frozen=True, slots=True)
class GivenSource(Companions):
    """The source as a text; it has the format of its article."""

    text: str = ""

    def source_of(self, article: Input, options: Options, largest: float) -> File | Problem | None:
        """The source as the reader of the article's format sees it, or what is wrong."""
        item = parse(Input(f"source{suffix_of(article.name)}", None), as_bytes(self.text), options, largest)
        return Problem(article.name, f"{item.message} (the source)") if isinstance(item, Problem) else item

    def source_path(self, article: Input, options: Options) -> str | None:
        """None: it stands in no file."""
        return None
