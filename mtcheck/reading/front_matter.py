"""Front matter of Markdown files: YAML between ---, TOML between +++."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence

from mtcheck.reading.article import SAME, SET, Piece, aligned, of_kind
from mtcheck.reading.encoding import Unreadable
from mtcheck.text.layout import BlockKind

FENCED = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)(?:^)\1[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE)
HTML = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,12});|</?(?:i|b|em|strong|code|span|cite|br|sup|sub)\s?/?>"
)
TOML_LINE = re.compile(r"""^([\w-]+)[ \t]*=[ \t]*("(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')""", re.MULTILINE)


def front_matter(text: str, keys: Sequence[str]) -> tuple[list[list[Piece]], int]:
    """(the pieces of each chosen key, in the order of the file; the offset at which the article begins)."""
    found = FENCED.match(text)
    if not found:
        return [], 0
    if not keys:
        return [], found.end()
    pick = _yaml if found.group(1) == "---" else _toml
    return list(pick(text, found.start(2), found.end(2), frozenset(keys))), found.end()


def _toml(text: str, start: int, end: int, keys: frozenset[str]) -> Iterator[list[Piece]]:
    for m in TOML_LINE.finditer(text, start, end):
        if m.group(1) in keys:
            value = m.group(2)[1:-1]
            if m.group(2)[0] == '"' and "\\" in value:
                import tomllib

                found = [Piece(tomllib.loads(m.group())[m.group(1)], m.start(2) + 1, m.end(2) - 1, SET)]
                yield _of_key(m.group(1), found)
            elif value:
                yield _of_key(m.group(1), aligned(value, text, m.start(2) + 1, m.end(2) - 1))


def _yaml(text: str, start: int, end: int, keys: frozenset[str]) -> Iterator[list[Piece]]:
    import yaml

    try:
        node = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.YAMLError as e:
        problem = getattr(e, "problem", None) or "no valid YAML"
        if problem == "second occurrence":  # of what, stands in the other half
            problem = str(getattr(e, "context", "")).partition(";")[0] or problem
        mark = getattr(e, "problem_mark", None)
        raise Unreadable(f"front matter: {problem}" + (f" (line {mark.line + 2})" if mark else "")) from None
    except RecursionError:
        raise Unreadable("front matter: nested too deeply") from None
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise Unreadable(f"front matter: a key that is no word (line {key.start_mark.line + 2})")
        if key.value in keys and isinstance(value, yaml.ScalarNode) and value.value.strip():
            quoted = value.style in ("'", '"')
            first, last = start + value.start_mark.index + quoted, start + value.end_mark.index - quoted
            yield _of_key(key.value, aligned(value.value, text, first, last))


def _of_key(key: str, pieces: list[Piece]) -> list[Piece]:
    """The pieces of a value as a page shows them."""
    kind = BlockKind.HEADING if "title" in key.lower() else BlockKind.PARAGRAPH
    return of_kind([part for piece in pieces for part in _as_shown(piece)], kind)


def _as_shown(piece: Piece) -> Iterator[Piece]:
    """A piece without tags, and with the characters that entities stand for: generators put values into pages as they
    are."""
    done = 0
    for m in HTML.finditer(piece.text) if piece.kind == SAME else ():
        yield piece._replace(text=piece.text[done : m.start()], start=piece.start + done, end=piece.start + m.start())
        if m.group()[0] == "&":
            shown = html.unescape(m.group())
            yield piece._replace(text=shown, start=piece.start + m.start(), end=piece.start + m.end(), kind=SET)
        done = m.end()
    yield piece._replace(text=piece.text[done:], start=piece.start + done) if done else piece
