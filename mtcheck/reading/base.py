"""What every reader takes and gives: (the bytes of a file, its name, options) -> the file as read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mtcheck.lint.findings import Notice
from mtcheck.reading.article import Article
from mtcheck.reading.encoding import UTF8, Decoded, Encoding, Unreadable, decode, failure
from mtcheck.reading.structure import Structure
from mtcheck.text.spans import Edit, Span, edited


class Segment(NamedTuple):
    """A source segment and its translation. `lang`: the source's language, if the file says it; `line`: of the file,
    from 1, in which it begins, or 0; `one`: it is said of just one thing, so that its number may be said in words."""

    id: str
    source: str
    target: str
    lang: str = ""
    line: int = 0
    one: bool = False


class Segments:
    """The segments of a bilingual file, read while one goes through them, from the beginning each time."""

    def __init__(self, read: Callable[[], Iterator[Segment]], rewrite: Callable[[Mapping[int, str]], bytes]) -> None:
        """`rewrite` gives the file with new translations, by the number of the segment."""
        self.read = read
        self.rewrite = rewrite

    def __iter__(self) -> Iterator[Segment]:
        """Raises Unreadable for what is wrong with the file, whatever its parser raises."""
        try:
            yield from self.read()
        except Unreadable:
            raise
        except Exception as e:
            raise Unreadable(f"cannot be read ({failure(e)})") from None


class File:
    """A file as read. `text` is what all offsets count in: the file's text, or what is shown of a file that is no text.

    A bilingual file has `segments` and no articles. `notices`: what a user should know about the reading, what was left
    out. `structure` gives what its one article is built of, if that can be told."""

    def __init__(
        self,
        text: str,
        articles: tuple[Article, ...] = (),
        encoding: Encoding = UTF8,
        segments: Segments | None = None,
        notices: tuple[Notice, ...] = (),
        structure: Callable[[], Structure] | None = None,
    ) -> None:
        self.text, self.articles, self.encoding = text, articles, encoding
        self.segments, self.notices, self.structure = segments, notices, structure

    @property
    def blocks(self) -> tuple[Span, ...] | None:
        """The spans of the paragraphs; None for plain text and bilingual files."""
        if all(a.exact for a in self.articles):
            return None
        return tuple(sorted(b for a in self.articles for b in a.blocks))

    def saved(self, edits: Sequence[Edit]) -> bytes:
        """The bytes of the file after edits that do not overlap."""
        return self.encoding.encode(edited(self.text, edits))


class Options(NamedTuple):
    """What the configuration says about reading."""

    front_matter: tuple[str, ...] = ("title", "description")
    selector: str | None = None
    pointers: tuple[str, ...] = ()
    source_lang: str | None = None  # of bilingual files
    encoding: str | None = None  # of files whose bytes do not say it


def always(options: Options) -> bool:
    return True


def never(options: Options) -> bool:
    return False


def decoded(data: bytes, options: Options) -> Decoded:
    """The text of a file that does not say itself how it is written. Raises Unreadable."""
    return decode(data, options.encoding)


class Format(NamedTuple):
    """What is known of a file format. `read` gets the bytes of a file and its name, and raises Unreadable; `folders`
    says whether the files of a folder are articles; `text` gives the text in which the offsets count, None for binary
    files, whose readers alone know it."""

    read: Callable[[bytes, str, Options], File]
    folders: Callable[[Options], bool] = always
    text: Callable[[bytes, Options], Decoded] | None = decoded
    bilingual: bool = False  # holds a source and its translation, segment by segment
