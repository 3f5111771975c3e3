"""What a suggestion may do: say it better. It may not change numbers and names that agree with the source, nor bring in
others, addresses or markup."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from mtcheck.bitext.compare import numbers
from mtcheck.bitext.compare_names import elsewhere, rendered, source_names, supported
from mtcheck.bitext.language import language_data
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.source import Source
from mtcheck.judge.answers import Error
from mtcheck.languages import language
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.text.document import Flag
from mtcheck.text.spans import Span

MORE = 120  # code points by which a suggestion may be longer than what it stands for
FOREIGN = re.compile(r"https?:|www\.|@|[<>`{}|\\]|\]\(|\*\*|__", re.I)  # of addresses and markup
SURE = 0.05  # share of a word's occurrences in small letters under which it is a name where a sentence begins
LEAST = 4  # letters that two forms of a name have in common
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


def _strange(bead: Bead) -> list[float]:
    """Numbers of the translation that the source does not have."""
    found = numbers(bead.pair, bead)
    return [*(c.target.value for c in found.changed), *(n.value for n in found.added)]


def _missing(bead: Bead) -> list[object]:
    """Numbers and names of the source that the translation does not have."""
    values: list[object] = [n.value for n in numbers(bead.pair, bead).missing]
    if not (bead.pair.language.known and bead.pair.language.cased):
        return values
    return [*values, *(w for _, w in source_names(bead.pair, bead) if not rendered(bead.pair, w, bead.target_text))]


def _figures(bead: Bead) -> list[str]:
    """Digits that stand in the source as well."""
    there = set(FIGURE.findall(bead.source_digits))
    return [f for f in FIGURE.findall(bead.target_text) if f in there]


def _names_kept(before: Bead, after: Bead) -> bool:
    """Whether the names stay. One may give way to another only if the source has that one to the letter, and not the
    first; none may just go that the source seems to have, none just come that it does not. In doubt a suggestion is not
    shown: what the model says of the place still is."""
    lost, come = _beyond(before, after), _beyond(after, before)
    source, latin = before.source_text.lower(), before.pair.language.latin
    if lost and come:
        return all(w.lower() in source for w in come) and not any(w.lower() in source for w in lost)
    if not latin and lost:  # a name that sounds like another script's may be any
        return False
    return not any(_there(before, w) for w in lost) and all(_there(after, w) for w in come)


def _there(bead: Bead, word: str) -> bool:
    """Whether the source of a bead has a name: to the letter, as a place that it calls otherwise, or inflected."""
    return elsewhere(bead.pair, word) or (bead.pair.language.latin and supported(bead.pair, word, bead.source_text))


def _beyond(some: Bead, other: Bead) -> list[str]:
    """The words of names that one text has and the other has not, in whatever case and form (China, Chinese)."""
    there = {w.lower() for w in other.pair.document.words}
    return [w for w in _names(some) if w.lower() not in there and not any(_kin(w.lower(), x) for x in there)]


def _kin(one: str, other: str) -> bool:
    """Whether two words differ in their endings only."""
    common = max(LEAST, min(len(one), len(other)) - 1)
    return one[:common] == other[:common]


def _names(bead: Bead) -> list[str]:
    """Words that have a capital letter without need, and are therefore names or parts of names."""
    document = bead.pair.document
    found = (i for i in bead.tokens if document.has(i, Flag.CAPITAL) and document.words[i] != "I")
    return [
        document.words[i] for i in found if not document.has(i, Flag.FIRST) or usually_small(document.words[i]) < SURE
    ]
