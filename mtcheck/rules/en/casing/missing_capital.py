"""CAP002: a country, nationality, weekday, month or acronym without its capitals."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import BODIES, KNOWN_PLACES, MONTHS, MONTHS_TOO, PEOPLES, WEEKDAYS
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Fix, Flag, Good, Match, rule
from mtcheck.text.marks import opens_address

SMALL_CHANCE = 0.25  # of being written small, by the reading model; below it the word is a name for sure
AFTER = frozenset(
    "fries press toast doors windows coffee salad bath delight oven chard roll rolls".split()
)  # french fries, turkish delight

ALWAYS_CAPITAL = WEEKDAYS | MONTHS - MONTHS_TOO | PEOPLES | KNOWN_PLACES | BODIES


@rule(
    code="CAP002",
    name="missing-capital",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    anchors=ALWAYS_CAPITAL,
    examples=(
        Bad("The talks with [[american]] officials began on [[tuesday]].",
            fix="The talks with American officials began on Tuesday."),
        Bad("People in [[russia]] and Belarus could watch the match.",
            fix="People in Russia and Belarus could watch the match."),
        Bad("The [[nato]] command said the ships had left.", fix="The NATO command said the ships had left."),
        Bad("Two neighbours ([[russia]] and Belarus) stayed away - [[france]] came.",
            fix="Two neighbours (Russia and Belarus) stayed away - France came."),
        Good("They ate french fries and swiss chard from a dutch oven, and drank turkish coffee off the best china."),
        Good("He may march in May, the polish on his boots still wet."),
        Good("Write to news@russia.example, or follow #ukraine or russia_today; open ?q=ukraine, nato.example now."),
        Good("“we flew to russia on monday,” he typed."),
        Good("Tags: russia, ukraine, war, nato"),
    ),
)  # fmt: skip
def missing_capital(document: Document, i: int) -> Iterator[Match]:
    """A country, a nationality, a weekday, a month or an acronym has no capital letters.

    Many languages write these small, and scripts without capitals do not tell engines what is a name.
    """
    chance = document.small[i]
    if document.has(i, Flag.CAPITAL | Flag.UPPER | Flag.MIXED | Flag.QUOTED) or not document.in_prose(i):
        return
    if document.word(i + 1) in AFTER or _joined(document, i):
        return
    word = document.words[i]
    confidence = 0.9 if chance < SMALL_CHANCE else 0.6
    new = word.upper() if word in BODIES else word.capitalize()
    safety = SAFE if confidence > 0.8 else SUGGEST
    fix = Fix.write(document.span(i), new, safety)
    yield Match(document.span(i), f"“{word}” is written “{new}”.", confidence, (fix,))


def _joined(document: Document, i: int) -> bool:
    """Whether the word is part of an address, a tag or a compound."""
    before = document.word(i - 1) in ("#", "@", "/", ".", "_", "-", "=") and not document.has(i, Flag.SPACE)
    return before or opens_address(document, i) or document.word(i + 1) in ("@", "_", "/")
