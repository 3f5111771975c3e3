"""Names of two words that are written alike on both sides, and what stands in their place: Ben Miller in the source,
Desert Southwest here. For rules to judge.

A name that an English reader knows by its words (a first name, English words) is left as it is by translators. If none
of its words stands here, and two words with a capital do that are nothing like the source, they are another's.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.bitext.compare_names import inside_sentence, supported
from mtcheck.bitext.letters import foreignness
from mtcheck.bitext.names import plain
from mtcheck.bitext.pair import Bead, Pair
from mtcheck.bitext.swaps import common
from mtcheck.languages.en.people.names import FEMALE, MALE, given, title
from mtcheck.languages.en.words.wordlist import WORD, kind
from mtcheck.text.document import Flag
from mtcheck.text.spans import Span

LONG = 3  # letters of words that have no capital in a headline
FOREIGN = 3.0  # of the letters of a word, from which it is the source's own
HEAD = 3  # letters by which a name that is written alike is known again


def replaced(pair: Pair, bead: Bead) -> tuple[Span, Span] | None:
    """(name in the translation, the one of the source that it has taken the place of)."""
    if not pair.language.latin or not bead.source or not bead.target:
        return None
    other = next(_strangers(pair, bead), None)
    lost = next(_lost(pair, bead), None) if other and not _headline(bead) else None
    return (other, lost) if other and lost else None


def _headline(bead: Bead) -> bool:
    """Whether most of its longer words have capitals: then these show no names."""
    long = [w for w in bead.target_words if len(w) > LONG]
    return 2 * sum(w[0].isupper() for w in long) > len(long)


def _lost(pair: Pair, bead: Bead) -> Iterator[Span]:
    """Two words with capitals side by side in the source, which English has too, and neither of which stands here."""
    text = bead.source_text
    near = [w for b in pair.near(bead) for w in b.target_words]
    here = {plain(w)[:HEAD] for w in near if w[0].isupper()} | {*map(plain, near)}
    for (at, first), (end, second) in pairwise(bead.source_places):
        if end != at + len(first) + 1 or text[end - 1] != " " or not (_capital(first) and _capital(second)):
            continue
        if any(common(pair, w) or not _known(w, pair.language.code) for w in (first, second)):
            continue
        if not inside_sentence(text, at) and given(first).upper() not in (FEMALE, MALE):
            continue  # a sentence may begin with any word
        if here.isdisjoint(part for w in (first, second) for part in (plain(w), plain(w)[:HEAD])):
            assert bead.source
            yield Span(at, end + len(second)).shifted(bead.source.start)


def _capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()


def _known(word: str, code: str) -> bool:
    """Whether English has the word as a name, or as a word and the source's language hardly has it too (Plaza)."""
    return bool(given(word)) or (kind(word.lower()) == WORD and foreignness(word.lower(), code) < FOREIGN)


def _strangers(pair: Pair, bead: Bead) -> Iterator[Span]:
    """Two or more words with capitals side by side here, none of which the source has anything like."""
    document = pair.document
    run: list[int] = []
    for i in [*bead.capitals, -1]:
        if run and i != run[-1] + 1:
            if len(run) > 1 and _strange(pair, bead, run):
                yield document.span(run[0], run[-1])
            run = []
        run.append(i)


def _strange(pair: Pair, bead: Bead, run: list[int]) -> bool:
    document = pair.document
    words = [document.words[i] for i in run]  # Eastern Time is nobody
    if document.has(run[0], Flag.FIRST) or words[-1] == "Time" or any(title(w.lower()) for w in words):
        return False
    near = [b.source_text for b in pair.near(bead) if b.source]
    return not any(supported(pair, w, t) for w in words for t in near)
