"""CAP003: capitals inside a common word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from numpy.typing import NDArray

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, mask_rule

LEAST = 4  # letters
OFTEN = 0.3  # share of a word's occurrences that are small


def candidates(document: Document) -> NDArray[Any]:
    """Words with a capital after a small letter."""
    return document.mask(Flag.MIXED) & document.mask(Flag.WORD)


@mask_rule(
    code="CAP003",
    name="random-case",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    flags=Flag.MIXED,
    candidates=candidates,
    examples=(
        Bad("The [[securitY]] of the border was discussed.", fix="The security of the border was discussed."),
        Bad("Several [[BodieS]] will take part in the talks.", fix="Several Bodies will take part in the talks."),
        Good("She sold her iPhone and opened a YouTube channel."),
        Good("The lander InSight sent its first picture, and SpaceX cheered."),
        Good("The magazine ScenE began in 1999. In ScenE the first charts were printed."),
        Good("She plays WoW at night, in the room of a world-clasS hotel."),
    ),
)  # fmt: skip
def random_case(document: Document, i: int) -> Iterator[Match]:
    """A common word has a capital letter in its middle or at its end.

    Engines that cut words into pieces put a piece with a capital where a small one belongs.
    """
    word = document.words[i]
    lower = document.word(i)
    inner = next(k for k in range(1, len(word)) if word[k].isupper())
    if len(word) < LEAST or not word.isalpha() or usually_small(lower) < OFTEN:
        return
    if inner < len(word) - 1 or any(document.words[k] == word for k in document.index[lower] if k != i):
        return  # a capital in the middle makes a brand (YouTube); at the end hardly ever, if it comes only once
    new = word[0] + lower[1:]
    fix = Fix.write(document.span(i), new)
    yield Match(document.span(i), f"“{word}” has a stray capital inside: “{new}”.", 0.8, (fix,))
