"""BNE001, BNE002: what the source denies and the translation says, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

DENIES = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.I)
# Words by which English may deny, or say the same without denying.
TURNING = re.compile(r"\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot|than)\b|n['’]t\b", re.I)
NEARLY = re.compile(
    r"\b(?:no|not|never|none|nobody|no-?one|nothing|nowhere|neither|nor|without|cannot|un\w+|in\w+|im\w+|ir\w+|il\w+|dis\w+|"
    r"non\w*|fail\w*|lack\w*|refus\w*|den[iy]\w*|reject\w*|avoid\w*|prevent\w*|unless|hardly|barely|scarcely|rarely|seldom|"
    r"little|few|only|just|but|instead|rather|than|stop\w*|miss\w*|los[et]\w*|except|other|any\w*|ever|yet|until|before|"
    r"mis\w+|free|ban\w*|prohibit\w*|against|doubt\w*|absen\w*|too|less|least|still|keep|kept|ceas\w*|end\w*|away|out|"
    r"far|wrong|bad|either|\w*less|despite|although|though|far|despite|impossible|can['’]?t|held|off|no\w*)\b|n['’]t\b",
    re.I,
)
TAG = re.compile(
    r"n['’]t (?:it|he|she|they|we|you|i)\b|\bnot only\b|\bwhether or not\b|\bor not\b|why not|if not\b|\bnot least\b|"
    r"\bnever more\b|\bnot to mention\b|\bnot out of\b|\bnot until\b",
    re.I,
)


@pair_rule(
    code="BNE001",
    name="negation-added",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("The council did [[not]] meet on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        BadPair("It was [[not]] the last game.", source="Это был последний матч.", lang="ru"),
        GoodPair("The council did not meet on Monday.", source="Der Rat tagte am Montag nicht.", lang="de"),
        GoodPair("He did not want to go.", source="Er weigerte sich zu gehen.", lang="de"),
        GoodPair("She isn't here.", source="彼女はここにいない。", lang="ja"),
    ),
)
def negation_added(pair: Pair) -> Iterator[Match]:
    """The sentence denies what the source says.

    Engines go by what is said more often of a thing; a small word more or less costs them little.
    """
    if not pair.language.negation:
        return
    for bead in pair.trusted:
        assert bead.target
        m = DENIES.search(bead.target_text)
        if not m or TAG.search(bead.target_text) or "?" in bead.target_text:
            continue
        if not any(denies(pair, b) or nearly(pair, b) for b in pair.around(bead) if b.source):
            span = Span(*m.span()).shifted(bead.target.start)
            yield Match(span, "The source does not deny this.", 0.55, (), _there(bead))


@pair_rule(
    code="BNE002",
    name="negation-lost",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("[[The council met on Monday.]]", source="Der Rat tagte am Montag nicht.", lang="de"),
        GoodPair("The council did not meet on Monday.", source="Der Rat tagte am Montag nicht.", lang="de"),
        GoodPair("The council failed to meet.", source="Der Rat tagte nicht.", lang="de"),
    ),
)
def negation_lost(pair: Pair) -> Iterator[Match]:
    """The sentence says what the source denies.

    Engines go by what is said more often of a thing; a small word more or less costs them little.
    """
    if not pair.language.negation:
        return
    for bead in pair.trusted:
        assert bead.target
        if NEARLY.search(bead.target_text) or "?" in bead.target_text:
            continue
        if denies(pair, bead):
            sure = 0.55 if pair.language.latin else 0.4  # elsewhere many of these words do not deny
            yield Match(bead.target, "The source denies this.", sure, (), _there(bead))


@pair_rule(
    code="BNE003",
    name="opposite-said",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("The party [[lost]] the election.", source="Die Partei gewann die Wahl.", lang="de"),
        BadPair("The village lies [[south]] of the river.", source="Деревня лежит к северу от реки.", lang="ru"),
        BadPair("They met [[after]] the war.", source="他们在战争之前见面了。", lang="zh"),
        GoodPair("The party won the election.", source="Die Partei gewann die Wahl.", lang="de"),
        GoodPair("The party won, the others lost.", source="Die Partei gewann die Wahl.", lang="de"),
        GoodPair("At least 30 came.", source="Vinieron más de 30.", lang="es"),
        GoodPair("He did not win; he lost.", source="Er gewann nicht.", lang="de"),
        GoodPair("They lost no game.", source="Sie gewannen jedes Spiel.", lang="de"),
    ),
)
def opposite_said(pair: Pair) -> Iterator[Match]:
    """The sentence says the opposite of what the source says: south for north, lost for won, less for more.

    For engines that go by the company of words, opposites are the nearest relatives: they stand in the same places.
    """
    from mtcheck.bitext.opposites import turned

    for bead in pair.trusted:
        if bead.denies or TURNING.search(bead.target_text):
            continue  # not lost, no more than
        for span, there in turned(pair, bead):
            word = pair.document.text[slice(*span)]
            related = (Related(there, "the opposite in the source", SOURCE),)
            message = f"The source says “{pair.source.text[slice(*there)]}” here, not “{word}”."
            yield Match(span, message, 0.6, (), related)


def _there(bead: Bead) -> tuple[Related, ...]:
    return (Related(bead.source, "the sentence in the source", SOURCE),) if bead.source else ()


def denies(pair: Pair, bead: Bead) -> bool:
    """Whether a piece of the source holds a word that negates."""
    return bead.denies


def nearly(pair: Pair, bead: Bead) -> bool:
    """Whether it holds a word that English may render with a negation."""
    return bead.source_has(pair.language.near_negation)
