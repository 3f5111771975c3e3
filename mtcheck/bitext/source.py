"""The source text with its paragraphs and sentences."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from mtcheck.bitext.detect import detect
from mtcheck.bitext.language import LanguageData, language_data
from mtcheck.bitext.split import paragraphs, sentences
from mtcheck.text.spans import Span


@dataclass(frozen=True, eq=False)
class Source:
    """`text` as read; offsets are code points into it, half-open."""

    text: str
    language: LanguageData

    @classmethod
    def of(cls, text: str, code: str | None = None) -> Source:
        """A source in the language of a code; without one the language is detected."""
        return cls(text, language_data(code or detect(text)))

    @cached_property
    def paragraphs(self) -> list[Span]:
        return paragraphs(self.text, self.language.marks)

    def sentences(self, paragraph: Span) -> list[Span]:
        return sentences(self.text, paragraph, self.language)

    @cached_property
    def lower(self) -> str:
        return self.text.lower()
