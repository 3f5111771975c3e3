"""English: text -> Document. Analysis only; what is wrong with the text is for rules to say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.languages.base import Language
from mtcheck.languages.en.grammar import sentences, tokens
from mtcheck.languages.en.model.reader import TAGS, read, tag
from mtcheck.languages.en.model.strain import strain
from mtcheck.languages.en.vocabulary import VOCABULARY
from mtcheck.languages.en.words.native import native
from mtcheck.text.batch import Batch
from mtcheck.text.document import PENN, Document, Flag, Part
from mtcheck.text.layout import Layout, Look

__all__ = ["LANGUAGE", "analyse", "analyse_many", "tag"]

NAME = "English"
_FLAGS = {Look.EMPHASIS: Flag.EMPHASIS, Look.STRONG: Flag.STRONG, Look.LINK: Flag.LINK, Look.CODE: Flag.CODE}
LOOK_FLAGS = np.array([sum(f for b, f in _FLAGS.items() if bits & b) for bits in range(16)], np.uint32)
MADE_FOR_ALL = ("lower", "flag_list", "pos_list")  # properties of documents that are quicker to make for a whole batch
_TAGS = (*TAGS, "")  # the last is that of what stands between two texts
_POS = np.array([PENN.get(name, 0) for name in _TAGS], np.uint16)


def analyse(text: str, settings: Mapping[str, Any] | None = None, layout: Layout | None = None) -> Document:
    """The document of an English text. `layout`: what the markup of its file says of it. Time grows linearly with the
    text."""
    return analyse_many([text], settings, [layout]).documents[0]


def analyse_many(
    texts: Sequence[str],
    settings: Mapping[str, Any] | None = None,
    layouts: Sequence[Layout | None] | None = None,
) -> Batch:
    """The documents of some texts, each as if it were alone. What is numpy's work is done for all of them together."""
    layouts = layouts or [None] * len(texts)
    words, start, end, places = tokens.tokenize_many(texts)
    flags = tokens.shape_flags(words)
    flags[1:][start[1:] > end[:-1]] |= np.uint32(Flag.SPACE)
    first = np.array([a for a, b in places if a < b], np.int64)
    flags[first] &= ~np.uint32(Flag.SPACE)
    _mark_paragraphs(texts, places, start, end, flags)
    newline = (flags & np.uint32(Flag.NEWLINE)) != 0
    # between two texts everything ends
    flags[first] |= np.uint32(Flag.NEWLINE)
    for (_, a), (b, _) in pairwise(places):
        flags[a:b] = np.uint32(Flag.NEWLINE)
    flags |= sentences.quoted(words, flags)
    for layout, (a, b) in zip(layouts, places, strict=True):
        if layout is not None:
            flags[a:b] |= LOOK_FLAGS[layout.looks_of(start[a:b], end[a:b])]
    bounds = sentences.split(words, flags)
    sentence = np.repeat(np.arange(len(bounds), dtype=np.int32), bounds[:, 1] - bounds[:, 0])
    inside = ((flags & np.uint32(Flag.WORD)) != 0).nonzero()[0]
    if len(inside):
        within = sentence[inside]
        flags[inside[np.append(True, within[1:] != within[:-1])]] |= np.uint32(Flag.FIRST)
    blocks = _blocks(layouts, places, start, bounds)
    kinds = sentences.kinds(words, end - start, flags, bounds, blocks)
    flags[first] &= ~np.uint32(Flag.NEWLINE)
    told = read(words, newline)
    told.tag[start == end] = len(TAGS)
    whole = Document(
        text="",
        words=words,
        start=start,
        end=end,
        flags=flags,
        sentence=sentence,
        paragraph=newline.cumsum(dtype=np.int32),
        sentence_bounds=bounds,
        kinds=kinds,
        tags=[_TAGS[t] for t in told.tag.tolist()],
        pos=_POS[told.tag],
        small=told.small,
        boundary=told.boundary,
        settings=settings or {},
        language=NAME,
        vocabulary=VOCABULARY,
        blocks=blocks,
    )
    documents = [
        _document(text, whole, a, b, marked=layout is not None)
        for text, layout, (a, b) in zip(texts, layouts, places, strict=True)
    ]
    if len(documents) == 1:
        return Batch(documents)
    return Batch(documents, whole, [a for a, _ in places])


def _mark_paragraphs(
    texts: Sequence[str],
    places: Sequence[tuple[int, int]],
    start: NDArray[np.int64],
    end: NDArray[np.int64],
    flags: NDArray[np.uint32],
) -> None:
    """Set NEWLINE where a paragraph begins within a text; places are the tokens of each text, half-open."""
    for text, (a, b) in zip(texts, places, strict=True):
        flags[a + sentences.paragraph_starts(text, start[a:b], end[a:b])] |= np.uint32(Flag.NEWLINE)


def _blocks(
    layouts: Sequence[Layout | None],
    places: Sequence[tuple[int, int]],
    start: NDArray[np.int64],
    bounds: NDArray[np.int32],
) -> NDArray[np.uint8] | None:
    """Shape (sentences,): what the block is in which each begins; None if no text has a layout."""
    if not any(layout is not None for layout in layouts):
        return None
    blocks = np.zeros(len(bounds), np.uint8)
    first = bounds[:, 0]
    for layout, (a, b) in zip(layouts, places, strict=True):
        if layout is not None:
            here = slice(*first.searchsorted([a, b]).tolist())
            blocks[here] = layout.kinds_at(start[first[here]])
    return blocks


def _document(text: str, whole: Document, a: int, b: int, *, marked: bool) -> Document:
    """The document of a text that holds the tokens of the whole from a up to b; `marked`: there is a layout of it."""
    k, end = (int(whole.sentence[a]), int(whole.sentence[b - 1]) + 1) if a < b else (0, 0)
    document = replace(
        whole,
        part_of=Part(whole, a, b) if b - a < len(whole) else None,  # else it is a whole of its own
        text=text,
        words=whole.words[a:b],
        start=whole.start[a:b],
        end=whole.end[a:b],
        flags=whole.flags[a:b],
        sentence=whole.sentence[a:b] - np.int32(k),
        paragraph=whole.paragraph[a:b] - whole.paragraph[a : a + 1],
        sentence_bounds=whole.sentence_bounds[k:end] - np.int32(a),
        kinds=whole.kinds[k:end],
        blocks=whole.blocks[k:end] if marked and whole.blocks is not None else None,
        tags=whole.tags[a:b],
        pos=whole.pos[a:b],
        small=whole.small[a:b],
        boundary=whole.boundary[a:b],
        word_count=int(np.count_nonzero(whole.flags[a:b] & np.uint32(Flag.SPACE))) + 1 if a < b else 0,
    )
    for name in MADE_FOR_ALL:
        vars(document)[name] = getattr(whole, name)[a:b]
    return document


def cut(text: str) -> list[str]:
    """The words and marks of a text."""
    return tokens.tokenize(text)[0]


LANGUAGE = Language("en", NAME, analyse, VOCABULARY, strain, native, cut, analyse_many)
