"""What a suggestion may do: say it better. It may not change numbers and names that agree with the source, nor bring in
others, addresses or markup."""

from __future__ import annotations

import re
from collections import Counter

from mtcheck.bitext.compare_names import elsewhere, rendered, source_names, supported
from mtcheck.bitext.language import language_data
from mtcheck.bitext.numbers import Number, agree
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
SMALLEST = 3  # of numbers written in words


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
        if not _numbers_kept(before, after) or not _names_kept(before, after):
            return False
        return not Counter(_unrendered(after)) - Counter(_unrendered(before))


def _numbers_kept(before: Bead, after: Bead) -> bool:
    """Whether no number is gone that agrees with the source, and none has come that does not."""
    here, then = _telling(before), _telling(after)
    lost = [n for n in here if all(n.value != x.value for x in then)]
    come = [n for n in then if all(n.value != x.value for x in here)]
    return not any(_agrees(before, n) for n in lost) and all(_agrees(after, n) for n in come)


def _telling(bead: Bead) -> list[Number]:
    """The numbers of the translation, but for small words that say little (one, both)."""
    return [n for n in bead.target_numbers if n.digits or n.value >= SMALLEST]


def _agrees(bead: Bead, number: Number) -> bool:
    return any(agree(number, s, bead.pair.language.multiplies) for s in bead.source_numbers)


def _unrendered(bead: Bead) -> list[str]:
    """Names of the source that the translation does not have, where names can be told by their capitals."""
    if not (bead.pair.language.known and bead.pair.language.cased):
        return []
    return [w for _, w in source_names(bead.pair, bead) if not rendered(bead.pair, w, bead.target_text)]


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
