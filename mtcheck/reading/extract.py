"""Which blocks of a page are its article: those in which an extractor (trafilatura) finds it, and what belongs to them.

Extractors leave out what is short or unusual: captions, quotations, headings, paragraphs with buttons or notes. So
their answer tells where the article stands, and all the prose there counts.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from typing import Any

from mtcheck.reading.encoding import missing
from mtcheck.reading.page import Block

SHORT = 25  # letters; less may stand anywhere in an article by chance
PROSE = frozenset("p li dd dt blockquote figcaption caption center h1 h2 h3 h4 h5 h6 td th summary".split())
ASIDE = frozenset("nav aside footer form menu dialog label legend select button".split())
BESIDE = re.compile(  # in the classes and ids of what stands beside an article
    r"share|social|related|recommend|promo|newsletter|subscri|comment|author|byline|meta|tags?\b|breadcrumb|widget|sidebar|"
    r"advert|\bads?\b|banner|cookie|popup|modal|login|paywall|navi|menu|footer|copyright|credit|teaser|also|more\b|rating",
    re.IGNORECASE,
)
DEEPEST = 200
SENTENCE = 8  # words of a block in no element of prose that may be a sentence
ENDS = (".", "!", "?", "…", "”", '"', ":", ")")


def article(text: str, blocks: list[Block]) -> list[Block]:
    """The blocks of the article; all if none is found."""
    try:
        from trafilatura import extract
    except ImportError:
        raise missing("html", "HTML") from None
    logging.getLogger("trafilatura").addHandler(logging.NullHandler())  # it tells of broken pages on standard error
    found = extract(text, include_comments=False, include_tables=True, favor_recall=True) or ""
    whole, lines = bare(found), frozenset(bare(line) for line in found.splitlines())
    kept = [_extracted(block, whole, lines) for block in blocks]
    if not any(kept):
        return blocks
    home = _home([b for b, k in zip(blocks, kept, strict=True) if k])
    return [b for b, k in zip(blocks, kept, strict=True) if k or _belongs(b, home)]


def _extracted(block: Block, whole: str, lines: frozenset[str]) -> bool:
    """Whether most of a block is in what was extracted; the extractor may have left out marks of notes, buttons."""
    shown = bare(block.shown)
    if len(shown) < SHORT or shown in lines:
        return bool(shown) and shown in lines
    parts = [bare(t) for t in block.texts]
    return shown in whole or 2 * sum(len(p) for p in parts if p in whole) > len(shown)


def _home(found: Sequence[Block]) -> Any:
    """The smallest element that holds nine tenths of what was found."""
    weights: dict[int, int] = {}
    for block in found:
        for node in _around(block):
            weights[id(node)] = weights.get(id(node), 0) + len(block.shown)
    most = 0.9 * sum(len(b.shown) for b in found)
    fullest = max(found, key=lambda b: len(b.shown))
    holding = [n for n in _around(fullest) if weights[id(n)] >= most]
    return holding[0] if holding else None


def _belongs(block: Block, home: Any) -> bool:
    """Whether a block that the extractor left out is prose of the article."""
    names = []
    for node in _around(block):
        if node is home:
            break
        names.append(node.name)
        if BESIDE.search(f"{(node.attrs or {}).get('class') or ''} {(node.attrs or {}).get('id') or ''}"):
            return False
    else:
        return False
    if ASIDE.intersection(names) or 2 * block.links > len(block.shown):
        return False
    words = block.shown.split()
    return bool(PROSE.intersection(names)) or (len(words) >= SENTENCE and words[-1].endswith(ENDS))


def _around(block: Block) -> Iterator[Any]:
    """The elements around a block, from the inside out; of very deep nesting the inner ones."""
    node = block.node
    for _ in range(DEEPEST):
        if node is None:
            return
        yield node
        node = node.parent


def bare(text: str) -> str:
    """The letters and digits alone: extractors change white space and marks."""
    return "".join(filter(str.isalnum, text))
