"""NUM008, NUM010, NUM011: money, times of day, and large numbers said oddly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from mtcheck.languages.en.vocabulary import HALF_DAYS, PLURAL_SCALES, SCALES
from mtcheck.lint import HINT, MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import at_numbers
from mtcheck.text.patterns import LazyPattern

WORDS = {"$": "dollars?", "€": "euros?", "£": "pounds?", "¥": "yen|yuan", "₽": "ru?o?u?bles?"}
TWICE = "|".join(rf"{re.escape(sign)} ?\d[\d.,]{{0,12}}(?: [mb]illion)? (?:{word})\b" for sign, word in WORDS.items())
ENDS_CHAIN = re.compile(
    r"\d(?:,? (?:and|or|to) |, |[ \u00a0]?[–—-][ \u00a0]?)\Z"
)  # 5 to 10 $: the sign belongs to both
LONGEST = 8
MONEY = LazyPattern(rf"({TWICE})|(?<![\w$€£.,])(\d(?:[\d.,]{{0,12}}\d)?)( ?)([$£])(?![\w$])")


@document_rule(
    code="NUM008",
    name="currency-sign",
    severity=MINOR,
    mqm="locale/currency-format",
    anchors=WORDS,
    examples=(
        Bad("It costs [[$50 dollars]].", fix="It costs $50."),
        Bad("It costs [[50 $]] a day.", fix="It costs $50 a day."),
        Good("It costs $50, or 50 dollars, or €5 million euro-denominated bonds."),
        Good("From $10–$20, US$5 and A$7."),
    ),
)
def currency_sign(document: Document) -> Iterator[Match]:
    """The sign of a currency stands after the amount, or beside the currency's name.

    Other languages write the sign last, and the engine adds a word for what the sign says already.
    """
    text = document.text
    for m in MONEY.finditer(text):
        if m.group(1):
            at = m.group(1).rindex(" ") + m.start()
            fix = Fix("Delete the word", (Edit(at, m.end(), ""),), SAFE)
            if text[m.end() : m.end() + 1] != "-":
                yield Match(Span(*m.span()), f"“{m.group()}” names the currency twice.", 0.85, (fix,))
            continue
        amount = m.group(2)
        new = m.group(4) + amount
        alone = not ENDS_CHAIN.search(text[max(0, m.start() - LONGEST) : m.start()])
        fix = Fix(f"Write “{new}”", (Edit(*m.span(), new),), SAFE if alone else HINT)
        yield Match(Span(*m.span()), f"The sign stands first in English: {new}.", 0.5, (fix,))


CLOCK = HALF_DAYS | {"o'clock", "a.m.", "p.m."}
HOURS = LazyPattern(
    r"(?<![\d.:])(1[3-9]|2[0-3])((?:[:.][0-5]\d)?) ?(?:[ap]\.m\.?|[ap]m|[AP]\.M\.?|[AP]M)(?![\w/])"
    r"|(?<![\d.:–-])(1[3-9]|2[0-4]) o['’]clock\b|(?<![\d.:])(\d{1,2}[:.][0-5]\d) o['’]clock\b"
)


@document_rule(
    code="NUM010",
    name="clock-time",
    severity=MINOR,
    mqm="locale/time-format",
    anchors=CLOCK,
    examples=(
        Bad("They met at [[15:30 p.m.]] on Monday.", fix="They met at 3:30 p.m. on Monday."),
        Bad("They met at [[21 o'clock]].", fix="They met at 21:00."),
        Bad("They met at [[15.30 o'clock]].", fix="They met at 15:30."),
        Bad("They met at [[15:30 a.m.]] or at 14–[[15 p.m.]] on Monday."),
        Good("They met at 3:30 p.m. or 6:23 p.m., at 12 pm or 9 o'clock, or at 15:30."),
        Good("He is 21. Am I?"),
    ),
)
def clock_time(document: Document) -> Iterator[Match]:
    """A time mixes the clock of 24 hours with that of twelve.

    The engine copies the hour and adds a.m., p.m. or o'clock, as in German “15.30 Uhr”.
    """
    text = document.text
    for m in at_numbers(document, HOURS):
        if m.group(1):
            if text[max(0, m.start() - 3) : m.start()].strip()[-1:] in ("-", "–") or "a" in m.group().lower():
                fixes: tuple[Fix, ...] = ()
            else:
                new = f"{int(m.group(1)) - 12}{m.group(2).replace('.', ':')} p.m."
                fixes = (Fix(f"Write “{new}”", (Edit(*m.span(), new),), SUGGEST),)
        else:
            new = f"{m.group(3)}:00" if m.group(3) else m.group(4).replace(".", ":")
            fixes = (Fix(f"Write “{new}”", (Edit(*m.span(), new),), SUGGEST),)
        yield Match(Span(*m.span()), f"“{m.group()}” mixes two ways to tell the time.", 0.8, fixes)


AMOUNT_SCALES = (SCALES | PLURAL_SCALES) - {"trillion", "trillions"}
DOUBLED = frozenset(product(("thousand", "million"), repeat=2))
COUNT = Flag.NUMBER | Flag.WORD


@document_rule(
    code="NUM011",
    name="scale-words",
    severity=MINOR,
    mqm="fluency/grammar",
    anchors=AMOUNT_SCALES,
    examples=(
        Bad("It cost [[10 thousand million]] euros."),
        Bad("They have [[hundreds thousands]] of members."),
        Good("It cost several hundred thousand euros, or ten thousand, million for million."),
        Good("Hundreds of thousands came; a thousand millionaires did."),
        Good("Thousand million is an old way to say billion."),
        Good("A Feast of Hundreds\nThousands came on the next day."),
    ),
)
def scale_words(document: Document) -> Iterator[Match]:
    """A large number is put together as English does not do it.

    Spanish says “mil millones” for a billion, and Chinese and Korean count in ten thousands.
    """
    words = document.lower
    for i in sorted(i for scale in AMOUNT_SCALES for i in document.index.get(scale, ())):
        before, word = document.word(i - 1), words[i]
        pair = (before, word)
        if pair in DOUBLED and document.has(i - 2, COUNT):
            yield Match(document.span(i - 2, i), f"English does not say “{document.slice(i - 2, i)}”.", 0.7)
        elif before in ("hundreds", "tens", "dozens") and document.same_sentence(i - 1, i):
            yield Match(document.span(i - 1, i), f"English does not say “{document.slice(i - 1, i)}”.", 0.7)
