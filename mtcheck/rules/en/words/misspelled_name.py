"""WRD004: a capitalised word one letter away from a name or word that every newspaper knows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from mtcheck.languages.en.people.names import plain
from mtcheck.languages.en.words.spelling import Near, cost
from mtcheck.languages.en.words.strangers import NAME_LETTERS, odd_names
from mtcheck.languages.en.words.wordlist import UNKNOWN, kind
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, document_rule
from mtcheck.text.masks import Mask, Told
from mtcheck.text.packaged import beside, lines_of

FILE = beside(__file__, "proper_words.txt")


@cache
def proper_words() -> dict[str, str]:
    """Small form -> the word as written."""
    return {w.lower(): w for line in lines_of(FILE) for w in line.split()}


@cache
def near() -> Near:
    return Near([w for w in proper_words() if len(w) > 3])


_unknown_word = Told(lambda word: len(word) >= NAME_LETTERS and kind(word) == UNKNOWN)


def _unknown(document: Document) -> Mask:
    """Words with a capital that no list holds."""
    return _unknown_word.mask(document) & document.mask(Flag.CAPITAL | Flag.UPPER)


@document_rule(
    code="WRD004",
    name="misspelled-name",
    severity=MINOR,
    mqm="fluency/spelling",
    wake=_unknown,
    examples=(
        Bad("The talks with [[Beligum]] ended on Monday.", fix="The talks with Belgium ended on Monday."),
        Bad("[[Altough]] it rained, they played on.", fix="Although it rained, they played on."),
        Bad("He returned to [[Feburary]] rain.", fix="He returned to February rain."),
        Good("Brazil won the Copa América in July."),
        Good("The singer Brittany Georgiou lives near Berlin."),
        Bad("An [[Ethopian]] town was hit.", fix="An Ethiopian town was hit."),
        Good("Mr. Russian-Smith met Ms. Germano in Chilen. The District of Columbia voted, and so did Viet-Nam."),
        Good("Ethopian said no. Then Ethopian left. He wrote “Beligum” on it."),
        Good("A greatest hits compilation including a few B-sides was released."),
        Good("Mr. Hermany met Ms. Polan."),
    ),
)
def misspelled_name(document: Document) -> Iterator[Match]:
    """A country, month or other well-known capitalised word has a letter wrong.

    Systems spell names piece by piece, or copy a slip of the source.
    """
    index, known = document.index, proper_words()
    for word in odd_names(document):
        i = index[word][0]
        if len(index[word]) > 1 or kind(word) != UNKNOWN:
            continue
        found = near()(word)
        if len(found) != 1 or plain(word) == plain(found[0]) or not _likely(document, i, word, found[0]):
            continue
        meant = known[found[0]]
        message = f"“{document.words[i]}” looks like a slip for “{meant}”."
        yield Match(document.span(i), message, 0.7, (Fix.write(document.span(i), meant),))


def _likely(document: Document, i: int, word: str, meant: str) -> bool:
    """Whether it is no name of its own: letters changed places, or are lost in the middle of a long word."""
    if word[0] != meant[0] or word[1] == "-" or document.has(i, Flag.QUOTED):
        return False
    slip = cost(word, meant)
    return slip < 0 or 6 < len(word) <= len(meant)  # a letter more makes a new name: Interjet
