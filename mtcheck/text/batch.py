"""Documents that were analysed together, with the columns of all their tokens side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.text.document import Document
from mtcheck.text.wishes import Wishes

Marks = Callable[[Document], NDArray[Any] | list[int]]
"""A function of a document that marks tokens: a mask of shape (tokens,), or their numbers in order."""


class Batch:
    """Some documents, and where one language analyses them together the `whole`: a document without text that holds the
    tokens of all, with empty words between each two, so that numpy looks at all of them at once."""

    def __init__(self, documents: Sequence[Document], whole: Document | None = None, first: Sequence[int] = ()) -> None:
        """`first`: the token of the whole at which each document begins."""
        self.documents = documents
        self._whole, self._first = whole, np.array(first, np.int64)
        self._known: dict[Marks, list[list[int]]] = {}

    @property
    def wishes(self) -> list[Wishes]:
        """What collects the wishes of these documents, each once."""
        return list({id(d.wishes): d.wishes for d in self.documents}.values())

    def places(self, marks: Marks) -> list[list[int]]:
        """For each document the tokens that the function marks. It must look at columns only, and not beyond the
        sentence of a token."""
        if marks not in self._known:
            self._known[marks] = self._places(marks)
        return self._known[marks]

    def _places(self, marks: Marks) -> list[list[int]]:
        if self._whole is None:
            return [numbers(marks(d)).tolist() for d in self.documents]
        places: list[list[int]] = [[] for _ in self.documents]
        at = numbers(marks(self._whole))
        of = self._first.searchsorted(at, side="right") - 1
        for k, i in zip(of.tolist(), (at - self._first[of]).tolist(), strict=True):
            places[k].append(i)
        return places

    def forget(self) -> None:
        """Drop what was found in the documents; see `Document.forget`."""
        for document in (*self.documents, *([self._whole] if self._whole else [])):
            document.forget()


def numbers(marked: NDArray[Any] | list[int]) -> NDArray[np.intp]:
    """The numbers of the tokens that are marked."""
    return np.array(marked, np.intp) if isinstance(marked, list) else marked.nonzero()[0]
