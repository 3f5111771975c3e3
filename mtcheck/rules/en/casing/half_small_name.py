"""CAP007: the first word of a name of a place is written small before the word that says what the place is."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import PLACE_HEADS
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, rule

SHORTEST = 3  # letters
RARE = 8  # how rare a word is, from which it is likelier a name (0 to 10)


@rule(
    code="CAP007",
    name="half-small-name",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    anchors=PLACE_HEADS,
    examples=(
        Bad("The storm came to [[padre]] Island at noon.", fix="The storm came to Padre Island at noon."),
        Bad("They found it in [[lakewood]] Church last year.", fix="They found it in Lakewood Church last year."),
        Bad("The boats on [[zhaojiang]] River are old.", fix="The boats on Zhaojiang River are old."),
        Good("They met in downtown Park Lane and on the muddy River Cam."),
        Good("The storm came to padre island at noon, and to North padre Island."),
        Good("A walk with the padre\nIsland life is hard."),
        Good("He lives in Queen ’ s Road."),
        Good("They stayed at the sun-scorched Lake Hotel."),
    ),
)
def half_small_name(document: Document, i: int) -> Iterator[Match]:
    """A rare word in small letters stands before “Island”, “River” or their like with a capital.

    Engines spell rare names piece by piece, and the capital of the first one is lost.
    """
    k = i - 1
    word = document.word(k)
    if not document.has(i, Flag.CAPITAL) or not document.same_sentence(k, i):
        return
    if not word.isalpha() or not document.words[k].islower() or document.has(k - 1, Flag.CAPITAL):
        return
    if len(word) < SHORTEST or frequent().get(word, RARE) < RARE:
        return
    new = word.capitalize()
    message = f"“{word}” seems to be part of the name that ends in “{document.words[i]}”."
    yield Match(document.span(k), message, 0.65, (Fix.write(document.span(k), new),))
