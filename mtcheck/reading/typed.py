"""A file with markup after a keystroke in running text, without reading it again: an editor's first answer, which a
reading of the whole corrects if the keystroke made markup after all."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import copy
from itertools import pairwise

from mtcheck.reading.article import SAME, Article, Piece
from mtcheck.reading.base import File
from mtcheck.text.change import Change, change

PLAIN = re.compile(r"[^\W_]*(?:[ ,.;'’][^\W_]+)*[ ,.'’]?")  # what is typed or taken back as it stands


def typed(file: File, text: str) -> File | None:
    """The file with the new `text`; None if it must be read for that."""
    edit = change(file.text, text)
    if file.segments or not all(map(PLAIN.fullmatch, (file.text[edit.start : edit.old], text[edit.start : edit.new]))):
        return None
    if "  " in text[max(0, edit.start - 1) : edit.new + 1]:
        return None  # white space that HTML takes for one
    inside = [_edited(a, text, edit) for a in file.articles]
    if sum(made is not None for made in inside) != 1:
        return None
    articles = [made or _shifted(a, edit) for made, a in zip(inside, file.articles, strict=True)]
    after = copy(file)
    after.text, after.articles, after.structure = text, tuple(articles), None
    return after


def _edited(article: Article, text: str, edit: Change) -> Article | None:
    """The article with the edit, if that lies between two characters that stand in it as they stand in the file, and so
    does all between them."""
    pieces = article.pieces
    starts = [p.start for p in pieces]
    first, last = (bisect_right(starts, at) - 1 for at in (edit.start - 1, edit.old))
    if first < 0 or not _whole(pieces[first : last + 1], edit):
        return None
    begin, end = pieces[first].start, pieces[last].end + edit.shift
    joined = pieces[first]._replace(text=text[begin:end], start=begin, end=end)
    return _with([*pieces[:first], joined, *(_moved(p, edit) for p in pieces[last + 1 :])], article)


def _whole(pieces: Sequence[Piece], edit: Change) -> bool:
    """Whether these pieces stand in the file without anything between, from before an edit to behind it."""
    if not pieces or not pieces[0].start < edit.start or not edit.old < pieces[-1].end:
        return False
    apart = any(a.end != b.start for a, b in pairwise(pieces))
    alike = {(p.kind, p.block, p.look) for p in pieces}
    return not apart and len(alike) == 1 and pieces[0].kind == SAME


def _shifted(article: Article, edit: Change) -> Article:
    return _with([_moved(p, edit) for p in article.pieces], article)


def _moved(piece: Piece, edit: Change) -> Piece:
    if piece.start < edit.old:
        return piece
    return piece._replace(start=piece.start + edit.shift, end=piece.end + edit.shift)


def _with(pieces: Sequence[Piece], article: Article) -> Article:
    return Article(pieces, article.label, names=lambda: article.names)
