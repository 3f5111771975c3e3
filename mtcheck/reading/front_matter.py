"""Front matter of Markdown files: YAML between ---, TOML between +++."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mtcheck.reading.article import SET, Piece, aligned
from mtcheck.reading.encoding import Unreadable

FENCED = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n?|\n)(.*?)(?:^)\1[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE)
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

                yield [Piece(tomllib.loads(m.group())[m.group(1)], m.start(2) + 1, m.end(2) - 1, SET)]
            elif value:
                yield aligned(value, text, m.start(2) + 1, m.end(2) - 1)


def _yaml(text: str, start: int, end: int, keys: frozenset[str]) -> Iterator[list[Piece]]:
    import yaml

    try:
        node = yaml.compose(text[start:end], Loader=yaml.SafeLoader)
    except yaml.YAMLError as e:
        problem = getattr(e, "problem", None) or "no valid YAML"
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
            yield aligned(value.value, text, first, last)
