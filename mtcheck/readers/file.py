"""The error spans of a file as a reader: which of them are about an article, and where in it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property

from mtcheck.readers.files import Loaded
from mtcheck.readers.said import Said, folded, placed
from mtcheck.readers.spans import Marked, Passage


@dataclass(frozen=True)
class SpanFile:
    """What a file says. `alone`: only one article is checked, so that what names no file is about it."""

    path: str
    loaded: Loaded
    alone: bool

    def marks(self, passage: Passage) -> Marked:
        """What the file says of a passage."""
        said = self.about(passage)
        named = os.path.basename(passage.name) in self._by_file
        found = placed(passage, said, loose=self.alone or named)
        name, total = os.path.basename(self.path), len(said)
        problems, notices = [], []
        if found.outside:
            problems.append(
                f"{name}: {_counted(found.outside, total)} outside of the text, refused ({found.why_outside})"
            )
        if found.refused:
            notices.append(f"{name}: {_counted(found.refused, total)} refused ({found.why})")
        if self.alone and not passage.segments and found.elsewhere:
            what = f"{name}: {_counted(found.elsewhere, total)} about segments that do not stand in this text"
            (notices if found.spans else problems).append(what)
        return Marked(tuple(found.spans), tuple(problems), tuple(notices), self._readers)

    def about(self, passage: Passage) -> list[Said]:
        """What may be about a passage, in the order of the file."""
        return self._of_segments(passage) if passage.segments else self._of_article(passage)

    @property
    def stray(self) -> int:
        """How many errors nobody can tell the article of, where several are checked."""
        return 0 if self.alone else sum(s.article is None and s.within is None for s in self.loaded.said)

    @cached_property
    def _readers(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(s.reader for s in self.loaded.said))

    @cached_property
    def _by_file(self) -> dict[str | None, list[Said]]:
        """By the last part of the name of the file that they name."""
        out: dict[str | None, list[Said]] = {}
        for s in self.loaded.said:
            key = None if s.article is None else os.path.basename(s.article.replace("\\", "/"))
            out.setdefault(key, []).append(s)
        return out

    @cached_property
    def _by_segment(self) -> dict[str | int, list[int]]:
        """The places in the list of those about a segment, by its id, its number, and its text (after a line break)."""
        out: dict[str | int, list[int]] = {}
        for k, s in enumerate(self.loaded.said):
            keys: set[str | int | None] = {s.segment, s.number if s.within is None else None}
            keys.add(None if s.within is None else "\n" + folded(s.within.strip()))
            for key in keys - {None}:
                out.setdefault(key, []).append(k)  # type: ignore[arg-type]
        return out

    def _of_article(self, passage: Passage) -> list[Said]:
        own = self._by_file.get(os.path.basename(passage.name), [])
        own = [s for s in own if _named(s.article or "", passage.name)]
        unnamed = self._by_file.get(None, [])
        if own:
            chosen = own + [s for s in unnamed if self.alone or s.within is not None]
        elif self.alone and len(self._by_file) == 1:
            chosen = list(self.loaded.said)
        else:
            chosen = [s for s in self.loaded.said if s.within is not None or (self.alone and s.article is None)]
        return [s for s in chosen if not (s.part and passage.part and s.part != passage.part)]

    def _of_segments(self, passage: Passage) -> list[Said]:
        """Those about the segments of a bilingual file."""
        found: set[int] = set()
        for k, segment in enumerate(passage.segments):
            text = folded(passage.text[slice(*segment.target)].strip())
            for key in (segment.id, passage.first + k, "\n" + text):
                found.update(self._by_segment.get(key, ()))
        return [self.loaded.said[k] for k in sorted(found)]


def _named(said: str, name: str) -> bool:
    """Whether a file that spans name is one of this name: the same path, or one that ends like it."""
    one, other = (p.replace("\\", "/").removeprefix("./") for p in (said, name))
    return one == other or other.endswith("/" + one) or one.endswith("/" + other) or "/" not in one


def _counted(n: int, total: int) -> str:
    return f"{n} of {total} error span{'s' * (total != 1)}"
