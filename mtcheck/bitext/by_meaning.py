"""Names made of common words, which English says by their meaning: World of Darkness for Мир Тьмы."""

from __future__ import annotations

from mtcheck.bitext.compare_names import supported
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.text.document import Flag

JOINTS = frozenset("of the and in".split())
LETTERS = 4  # of a word that says something


def named_by_meaning(pair: Pair, bead: Bead) -> bool:
    """Whether the translation has a name of two common words or more, one of which is nothing like the source's."""
    before: str | None = None
    for i in bead.tokens:
        word = pair.document.words[i]
        if word in JOINTS:
            continue
        here = word if _common(pair, i) else None
        if before and here and not all(supported(pair, w, bead.source_text) for w in (before, here)):
            return True
        before = here
    return False


def _common(pair: Pair, i: int) -> bool:
    """Whether a word with a capital is no name by itself."""
    document, word = pair.document, pair.document.words[i]
    if len(word) < LETTERS or not document.has(i, Flag.CAPITAL) or document.has(i, Flag.FIRST):
        return False
    return usually_small(word) > 0
