"""Documents that were analysed together, with the columns of all their tokens side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mtcheck.text.document import Document, Wishes

Marks = Callable[[Document], NDArray[Any]]  # a function of a document that marks tokens: a mask of shape (tokens,)


class Batch:
    """Some documents, and where one language analyses them together the `whole`: a document without text that holds the
    tokens of all, with empty words between each two, so that numpy looks at all of them at once."""

    def __init__(self, documents: Sequence[Document], whole: Document | None = None, first: Sequence[int] = ()) -> None:
        """`first`: the token of the whole at which each document begins."""
        self.documents = documents
        self._whole, self._first = whole, np.array(first, np.int64)
        self._known: dict[Marks, list[bool]] = {}

    @property
    def wishes(self) -> list[Wishes]:
        """What collects the wishes of these documents, each once."""
        return list({id(d.wishes): d.wishes for d in self.documents}.values())

    def holding(self, marks: Marks) -> list[bool]:
        """For each document whether the function marks a token of it. It must look at columns only, and not beyond the
        sentence of a token."""
        if marks not in self._known:
            self._known[marks] = self._holding(marks)
        return self._known[marks]

    def _holding(self, marks: Marks) -> list[bool]:
        if self._whole is None:
            return [bool(marks(d).any()) for d in self.documents]
        at = marks(self._whole).nonzero()[0]
        held = np.zeros(len(self.documents), bool)
        held[self._first.searchsorted(at, side="right") - 1] = True
        return held.tolist()
