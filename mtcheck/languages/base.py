"""What the rest of mtcheck asks of a language: to read a text in it, and to say what strains such a text.

A language is a folder here, named by its code, whose package holds a `LANGUAGE`; its own rules are the folder of the
same name in `mtcheck.rules`. Rules in `mtcheck.rules.any` run on every language and take words from
`document.vocabulary`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from mtcheck.text.batch import Batch
from mtcheck.text.document import Document
from mtcheck.text.layout import Layout
from mtcheck.text.vocabulary import Vocabulary

AnalyseMany = Callable[[Sequence[str], Mapping[str, Any], Sequence[Layout | None]], Batch]
Strain = Callable[[Document, float], float]
Cut = Callable[[str], Sequence[str]]


class Analyse(Protocol):
    """Text, settings and layout -> document."""

    def __call__(self, text: str, settings: Mapping[str, Any], layout: Layout | None = None, /) -> Document: ...


def unquestioned(document: Document) -> bool:
    """Of a language that cannot tell: every text is in it."""
    return True


def unstrained(document: Document, weak: float) -> float:
    """The strain in a language that cannot tell: none."""
    return 0.0


class Language(NamedTuple):
    """A language that texts are checked in.

    `analyse(text, settings, layout)` gives the document of a text, with the vocabulary in it; `settings` is what rules
    may ask (word lists, entities), `layout` what the markup of its file says of the text, None if there is none.
    `strain(document, weak)` is 0 to 1: what speaks against a document without being shown; `weak` are the confidences
    of candidates too weak to be shown, summed, per 1,000 words. `native(document)`: whether some of it is in the
    language, or it is too short to tell. `cut(text)`: the words and marks of a short text, as its document would have
    them.
    """

    code: str  # of ISO 639-1, and the name of its folders
    name: str  # in English, as messages say it
    analyse: Analyse
    vocabulary: Vocabulary
    strain: Strain = unstrained
    native: Callable[[Document], bool] = unquestioned
    cut: Cut = str.split
    analyse_many: AnalyseMany | None = None  # the same for several texts, where that is quicker

    def batch(self, texts: Sequence[str], settings: Mapping[str, Any], layouts: Sequence[Layout | None]) -> Batch:
        """The documents of some texts, each as `analyse` gives it; as many layouts as texts."""
        if self.analyse_many is None:
            return Batch([self.analyse(t, settings, layout) for t, layout in zip(texts, layouts, strict=True)])
        return self.analyse_many(texts, settings, layouts)
