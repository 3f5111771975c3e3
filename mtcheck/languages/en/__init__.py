"""English: text -> Document. Analysis only; what is wrong with the text is for rules to say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from mtcheck.languages.base import Language
from mtcheck.languages.en.grammar import sentences, tokens
from mtcheck.languages.en.model.reader import TAGS, read, tag
from mtcheck.languages.en.model.strain import strain
from mtcheck.languages.en.vocabulary import VOCABULARY
from mtcheck.languages.en.words.native import native
from mtcheck.text.document import PENN, Document, Flag
from mtcheck.text.layout import Layout, Look

__all__ = ["LANGUAGE", "analyse", "tag"]

NAME = "English"
_FLAGS = {Look.EMPHASIS: Flag.EMPHASIS, Look.STRONG: Flag.STRONG, Look.LINK: Flag.LINK, Look.CODE: Flag.CODE}
LOOK_FLAGS = np.array([sum(f for b, f in _FLAGS.items() if bits & b) for bits in range(16)], np.uint32)
_POS = np.array([PENN.get(name, 0) for name in TAGS], np.uint16)


def analyse(text: str, settings: Mapping[str, Any] | None = None, layout: Layout | None = None) -> Document:
    """The document of an English text. `layout`: what the markup of its file says of it. Time grows linearly with the
    text."""
    words, start, end = tokens.tokenize(text)
    n = len(words)
    flags = tokens.shape_flags(words) | sentences.break_flags(text, start, end)
    flags |= sentences.quoted(words, flags)
    if layout is not None:
        flags |= LOOK_FLAGS[layout.looks_of(start, end)]
    bounds = sentences.split(words, flags)
    sentence = np.repeat(np.arange(len(bounds), dtype=np.int32), bounds[:, 1] - bounds[:, 0])
    newline = (flags & np.uint32(Flag.NEWLINE)) != 0
    paragraph = np.cumsum(newline, dtype=np.int32)
    word = (flags & np.uint32(Flag.WORD)) != 0
    places = word.nonzero()[0]
    if len(places):
        within = sentence[places]
        flags[places[np.append(True, within[1:] != within[:-1])]] |= np.uint32(Flag.FIRST)
    blocks = None if layout is None else layout.kinds_at(start[bounds[:, 0]])
    kind = sentences.kinds(words, end - start, flags, bounds, blocks)
    told = read(words, newline)
    return Document(
        text=text,
        words=words,
        start=start,
        end=end,
        flags=flags,
        sentence=sentence,
        paragraph=paragraph,
        sentence_bounds=bounds,
        kinds=kind,
        tags=[TAGS[t] for t in told.tag.tolist()],
        pos=_POS[told.tag],
        small=told.small,
        boundary=told.boundary,
        word_count=int(np.count_nonzero(flags & np.uint32(Flag.SPACE))) + 1 if n else 0,
        settings=settings or {},
        language=NAME,
        vocabulary=VOCABULARY,
        blocks=blocks,
    )


def cut(text: str) -> list[str]:
    """The words and marks of a text."""
    return tokens.tokenize(text)[0]


LANGUAGE = Language("en", NAME, analyse, VOCABULARY, strain, native, cut)
