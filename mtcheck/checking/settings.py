"""Settings of a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mtcheck.bitext.folder import CODE
from mtcheck.checking.scoring import Calibration
from mtcheck.languages import DEFAULT

if TYPE_CHECKING:
    from mtcheck.checking.own import PhraseRow


@dataclass(frozen=True, slots=True)
class Settings:
    """What a check is told. `select` and `ignore` hold rule codes, names, families or code beginnings."""

    select: tuple[str, ...] = ()  # empty: all rules that are not in preview
    ignore: tuple[str, ...] = ()
    min_confidence: float = 0.5
    preview: bool = False  # also run rules that are still being proven
    calibration: Calibration = field(default_factory=Calibration)
    profile: str = "news"
    options: Mapping[str, Any] = field(default_factory=dict)  # for rules: entities, word lists, glossary, today
    source_lang: str | None = None  # code of the source's language; None: detected
    language: str = DEFAULT  # code of the language that the text is in
    phrases: tuple[PhraseRow, ...] = ()  # rules of one's own that are phrases

    def __post_init__(self) -> None:
        if not 0 <= self.min_confidence <= 1:
            raise ValueError(f"min_confidence must lie between 0 and 1, not {self.min_confidence}")
        if self.source_lang and not CODE.fullmatch(self.source_lang):
            raise ValueError(f"source_lang must be the code of a language (de, zh), not {self.source_lang!r}")
