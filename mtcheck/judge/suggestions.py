"""What a suggestion may do: say it better. It may not change numbers and names that agree with the source, nor bring in
others, addresses or markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mtcheck.bitext.compare import numbers
from mtcheck.bitext.compare_names import rendered, source_names, supported, target_names
from mtcheck.bitext.language import language_data
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.source import Source
from mtcheck.judge.answers import Error
from mtcheck.languages import language
from mtcheck.text.spans import Span

MORE = 120  # code points by which a suggestion may be longer than what it stands for
FOREIGN = re.compile(r"https?:|www\.|@|[<>`{}|\\]|\]\(|\*\*|__", re.I)  # of addresses and markup
FIGURE = re.compile(r"\d+")


class Suggestions:
    """Judges suggestions for texts in one language (`target`), translated from another (`source`: its code)."""

    def __init__(self, source: str, target: str) -> None:
        self._source = language_data(source)
        self._analyse = language(target).analyse

    def allowed(self, error: Error) -> bool:
        """Whether the suggestion of an error may be shown."""
        new, before = error.suggestion or "", error.excerpt.target
        old = before[slice(*error.span)]
        if new == old or not new.isprintable() or len(new) > len(old) + MORE:
            return False
        if not set(FOREIGN.findall(new)) <= set(FOREIGN.findall(old)):
            return False
        after = before[: error.span.start] + new + before[error.span.end :]
        return self._faithful(self._bead(error.excerpt.source, before), self._bead(error.excerpt.source, after))

    def _bead(self, source: str, target: str) -> Bead:
        """The two as one segment."""
        whole = Span(0, len(source)), Span(0, len(target))
        pair = Pair(self._analyse(target, {}), Source(source, self._source), True, (whole,))
        return next(pair.paired)

    def _faithful(self, before: Bead, after: Bead) -> bool:
        """Whether numbers and names that agree with the source still do, and no others have come in."""
        return (
            _within(_strange(after), _strange(before))
            and _within(_missing(after), _missing(before))
            and _names_kept(before, after)
            and _within(_figures(before), _figures(after))
        )


def _within(some: Iterable[object], others: Iterable[object]) -> bool:
    return not Counter(some) - Counter(others)


def _strange(bead: Bead) -> list[object]:
    """Numbers and names of the translation that the source does not have."""
    found = numbers(bead.pair, bead)
    values: list[object] = [*(c.target.value for c in found.changed), *(n.value for n in found.added)]
    return [*values, *(w for w in _name_words(bead) if not supported(bead.pair, w, bead.source_text))]


def _missing(bead: Bead) -> list[object]:
    """Numbers and names of the source that the translation does not have."""
    values: list[object] = [*(n.value for n in numbers(bead.pair, bead).missing)]
    if not (bead.pair.language.known and bead.pair.language.cased):
        return values
    return [*values, *(w for _, w in source_names(bead.pair, bead) if not rendered(bead.pair, w, bead.target_text))]


def _names_kept(before: Bead, after: Bead) -> bool:
    """Whether all names that the source has are still there. One that it has in another spelling only may give way to
    one that it has to the letter."""
    source = before.source_text.lower()
    here, then = set(_name_words(before)), set(_name_words(after))
    lost = [w for w in here - then if supported(before.pair, w, before.source_text)]
    better = sum(w.lower() in source for w in then - here)
    return len(lost) <= better and not any(w.lower() in source for w in lost)


def _figures(bead: Bead) -> list[str]:
    """Digits that stand in the source as well."""
    there = set(FIGURE.findall(bead.source_digits))
    return [f for f in FIGURE.findall(bead.target_text) if f in there]


def _name_words(bead: Bead) -> list[str]:
    return [w.removesuffix("'s").removesuffix("’s") for name in target_names(bead.pair, bead) for w in name.words]
