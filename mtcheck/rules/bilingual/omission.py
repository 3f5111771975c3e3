"""BOM001 to BOM005: sentences left out, added, empty or of another text; lengths that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import CRITICAL, MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

LONGER = 3.8  # standard deviations that are unlikely, as measured on the text itself; shorter: by the language
UNMEASURED = 5.0  # and by the table of the language alone
# As fitted on news in 22 languages, with and without half of a sentence:
HALF, NEARER = 0.55, 3.0  # closeness of half-sentences and short translations; what each of it counts
WITNESS, WITNESSES = 0.5, 4  # what a number or a name counts that both sides have; how many do
LOOKED_AT = 1.5  # standard deviations below what is unlikely from which meaning is asked
TERSE = 1.5  # standard deviations by which headlines may be shorter than other sentences
BRACKETS = re.compile(r"[(（\[][^()（）\[\]]{1,300}[)）\]]")
PARTS = re.compile(r"[\s/‐‑–—-]+")  # what parts the words that may be initials
HEBREW = re.compile(r"\w[\"״]\w\b")  # the mark of initials in a script without capitals
SPELT = 12  # code points that initials are shorter than what they stand for
CLOSERS = "\"'”’»“)）」』 "
WORDY = 8  # code points that said twice are no laughter and no song
LOST = 1.3  # standard deviations, as `halves` counts them, from which a part is lost
SHORT = 40  # code points of both sides together; lengths of shorter pieces say nothing
MOST = 4  # names and numbers in a message
NAMED = 4.0  # what names and numbers of one side, missing on the other, must add up to (one of the translation is 2)
APART = 4.0  # standard deviations from which lengths alone may be what is wrong
HINTED = 2.0  # the same, where the text's other pairs show that the two speak of different things
LEAST = 30  # code points of English; a shorter sentence is too easily part of its neighbour
SOURCE_TEXT = (
    "Der Rat tagte am Montag. Die Bürgermeisterin sprach lange über den neuen Haushalt der Stadt und die Schulen. "
    "Dann gingen alle nach Hause."
)


def _quote(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


@pair_rule(
    code="BOM001",
    name="sentence-left-out",
    severity=MAJOR,
    mqm="accuracy/omission",
    examples=(
        BadPair(
            "[[The council met on Monday.]] Then they all went home.",
            source=SOURCE_TEXT,
            lang="de",
        ),
        GoodPair(
            "The council met on Monday. The mayor spoke at length about the city's new budget and the schools. "
            "Then they all went home.",
            source=SOURCE_TEXT,
            lang="de",
        ),
        GoodPair(
            "The council met on Monday, and the mayor spoke at length about the city's new budget and the schools. "
            "Then they all went home.",
            source=SOURCE_TEXT,
            lang="de",
        ),
    ),
)
def sentence_left_out(pair: Pair) -> Iterator[Match]:
    """A sentence of the source has no counterpart here.

    Engines that translate sentence by sentence lose one where their splitter goes wrong, or stop early in a long one.
    """
    from mtcheck.bitext.pair import TRUSTED

    anchor = next((b.target for b in pair.beads if b.target), Span(0, 0))
    for i, bead in enumerate(pair.beads):
        anchor = bead.target or anchor
        if bead.target is None and bead.source and bead.expected >= LEAST:
            sure = 0.6 if all(b.confidence >= TRUSTED for b in _beside(pair, i)) else 0.3
            related = (Related(bead.source, "has no counterpart", SOURCE),)
            message = f"After this the source has a sentence that is missing here: “{_quote(bead.source_text)}”"
            yield Match(anchor, message, sure, (), related)


def _beside(pair: Pair, i: int) -> list[Bead]:
    return [b for b in pair.beads[max(0, i - 1) : i + 2] if b.source and b.target]


@pair_rule(
    code="BOM002",
    name="sentence-added",
    severity=MAJOR,
    mqm="accuracy/addition",
    examples=(
        BadPair(
            "The council met on Monday. [[The mayor spoke at length about the city's new budget and the schools.]] "
            "Then they all went home.",
            source="Der Rat tagte am Montag. Dann gingen alle nach Hause.",
            lang="de",
        ),
        BadPair("They all met again. [[They all met again.]]", source="Sie trafen sich alle wieder.", lang="de"),
        GoodPair("They met. They talked.", source="Sie trafen sich. Sie redeten.", lang="de"),
        GoodPair("They all won! They all won!", source="Alle gewannen! Alle gewannen!", lang="de"),
        GoodPair("They met. They talked for hours.", source="Sie trafen sich und redeten stundenlang.", lang="de"),
    ),
)
def sentence_added(pair: Pair) -> Iterator[Match]:
    """A sentence stands here that the source does not have.

    Engines go on by themselves where a text seems unfinished, or say a sentence twice in other words.
    """
    from mtcheck.bitext.pair import TRUSTED

    for i, bead in enumerate(pair.beads):
        if bead.source and bead.target and (again := _twice(bead.target_text)) and not _twice(bead.source_text):
            span = Span(bead.target.start + again, bead.target.end)
            yield Match(span, "This says again what stands before it; the source says it once.", 0.8)
        if bead.source is None and bead.target and len(bead.target_text) >= LEAST:
            sure = 0.6 if all(b.confidence >= TRUSTED for b in _beside(pair, i)) else 0.3
            yield Match(bead.target, "The source has no such sentence.", sure)


def _twice(text: str) -> int:
    """Where a text begins to say its first half again, word for word; 0 if it does not."""
    middle = len(text) // 2
    return middle + 1 if len(text) > 2 * WORDY and text[:middle] == text[middle + 1 :] and text[middle] == " " else 0


@pair_rule(
    code="BOM003",
    name="empty-translation",
    severity=CRITICAL,
    mqm="accuracy/omission",
    examples=(
        BadPair("[[.]]", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair("Yes.", source="Ja.", lang="de"),
        GoodPair("***", source="* * *", lang="de"),
    ),
)
def empty_translation(pair: Pair) -> Iterator[Match]:
    """There is no translation.

    An engine that finds nothing to say gives back an empty line or a lone mark.
    """
    from mtcheck.bitext.words import WORD

    for bead in pair.beads:
        if bead.source and bead.target and bead.source_words and not any(map(str.isalnum, bead.target_text)):
            yield _empty(bead)
    whole = pair.document.text
    if not whole.strip() and WORD.search(pair.source.text):
        yield Match(Span(0, len(whole)), "The source has text; there is no translation.", 0.95)


def _empty(bead: Bead) -> Match:
    related = (Related(bead.source, "is not translated", SOURCE),) if bead.source else ()
    return Match(bead.target or Span(0, 0), "The source has text; there is no translation.", 0.95, (), related)


@pair_rule(
    code="BOM004",
    name="not-this-sentence",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair(
            "[[Sylvana knows the word from comics and tells about Japan in 1994.]]",
            source="Im Jahr 2011 kaufte Walmark die Fabrik in Ostrau.",
            lang="de",
        ),
        GoodPair(
            "In 2011 Walmark bought the factory in Ostrava.",
            source="Im Jahr 2011 kaufte Walmark die Fabrik in Ostrau.",
            lang="de",
        ),
        GoodPair("The old factory was bought by Tessmer.", source="Kolbe kaufte die alte Fabrik im Tal.", lang="de"),
        GoodPair("They bought the factory.", source="Im Jahr 2011 kaufte Walmark die Fabrik.", lang="de"),
    ),
)
def not_this_sentence(pair: Pair) -> Iterator[Match]:
    """This does not translate what stands in its place in the source.

    Lines that have slipped by one, or a sentence from another text that an engine remembered.
    """
    for bead in pair.beads:
        if not bead.source or not bead.target:
            continue
        sure = _foreign(pair, bead)
        if sure:
            related = (Related(bead.source, "stands in its place", SOURCE),)
            yield Match(bead.target, f"This does not match the source{_missed(pair, bead)}.", sure, (), related)


def _missed(pair: Pair, bead: Bead) -> str:
    """The names and numbers that only one side has, for the message."""
    from mtcheck.bitext.compare import numbers
    from mtcheck.bitext.compare_names import span_of, supported, target_names

    found = numbers(pair, bead)
    text, original = pair.document.text, pair.source.text
    here = [n.span for n in (*(c.target for c in found.changed), *found.added)]
    here += [
        span_of(pair, n)
        for n in target_names(pair, bead)
        if not any(supported(pair, w, bead.source_text) for w in n.words)
    ]
    there = [n.span for n in (*(c.source for c in found.changed), *found.missing)]
    parts = []
    if here:
        parts.append(f"it has no {', '.join(text[slice(*s)] for s in sorted(here)[:MOST])}")
    if there:
        parts.append(f"{', '.join(original[slice(*s)] for s in sorted(there)[:MOST])} of it stands nowhere here")
    return ": " + "; ".join(parts) if parts else ""


def _foreign(pair: Pair, bead: Bead) -> float:
    """From the meaning of both sides, where it is known; else from what each names and the other lacks, and from the
    lengths."""
    from mtcheck.bitext import meaning
    from mtcheck.bitext.compare import lone_and_shared
    from mtcheck.bitext.likeness import DIFFERENT

    if bead.too_long or len(bead.target_text) + bead.expected < LEAST:
        return 0.0
    if (
        bead.closeness is not None and not meaning.APART <= bead.closeness < meaning.TOGETHER
    ):  # who knows the meaning need not guess
        return min(0.9, 0.7 + 0.8 * (meaning.APART - bead.closeness)) if bead.apart else 0.0
    values = {s.value for s in bead.source_numbers}
    if values and any(t.digits and t.value in values for t in bead.target_numbers):
        return 0.0  # as `lone_and_shared` would say, which takes long
    left, right, shared = lone_and_shared(pair, bead)
    if shared:
        return 0.0
    different = bead.likeness < DIFFERENT
    points = min(left, 2) + 2 * min(right, 2) - 0.25 * bead.likeness
    if points < (HINTED if different else NAMED):
        return 0.0
    if pair.language.cased and not left:
        return 0.45  # names that only the translation has may be other names of the same
    # Where one side is much longer, it may well say the same and more.
    return (0.7 if points >= NAMED and different else 0.6) if abs(bead.deviation) < APART else 0.45


@pair_rule(
    code="BOM005",
    name="length-unlikely",
    severity=MAJOR,
    mqm="accuracy/omission",
    examples=(
        BadPair(
            "[[Houses, houses, streets, streets, trees, trees, and then many more of these and yet more of them, "
            "and of houses and streets and trees.]]",
            source="Häuser und Bäume.",
            lang="de",
        ),
        GoodPair(
            "HCoV-229E, HCoV-OC43, HCoV-HKU1 and HCoV-NL63 cause colds.",
            source="عادة ما يسبب فيروس كورونا البشري-229E، وفيروس كورونا البشري-OC43، وفيروس كورونا البشري-HKU1، "
            "وفيروس كورونا البشري-NL63، الزكام أو الإسهال أو الاثنين معًا عند الكثير من الناس.",
            lang="ar",
        ),
        GoodPair("Houses, streets and trees.", source="Häuser, Straßen und Bäume.", lang="de"),
        GoodPair("Hello!", source="Guten Tag!", lang="de"),
    ),
)
def length_unlikely(pair: Pair) -> Iterator[Match]:
    """This is much longer or shorter than its source makes likely.

    A part was lost, or the engine fell into a loop. What is likely is measured on the text itself, if it
    is long enough.
    """
    from mtcheck.bitext.halves import lost_parts

    if not pair.language.known and not pair.scale.own:
        return
    for bead in pair.beads:
        if bead.source and bead.target and not bead.too_long and len(bead.target_text) + bead.expected > SHORT:
            off = bead.deviation
            if off < 0 and pair.scale.own and (parts := pair.once(lost_parts)) and id(bead) in parts:
                yield from _part(pair, bead, parts[id(bead)])
                continue
            most = (LONGER if off > 0 else pair.language.shorter) if pair.scale.own else UNMEASURED
            if off < LOOKED_AT - most:
                off = min(_without_glosses(pair, bead), 0.0)
                most += TERSE if _headline(pair, bead) else 0.0
                off -= _doubt(pair, bead) if -off > most - LOOKED_AT else 0.0
            if abs(off) > most:
                yield _unlikely(bead, "longer" if off > 0 else "shorter", abs(off) - most)


def _part(pair: Pair, bead: Bead, value: float) -> Iterator[Match]:
    """A translation that renders but a part of its source, by its length and by the meaning of both sides."""
    value += bead.deviation - min(_without_glosses(pair, bead), 0.0)  # what explains a word may be left out
    most = LOST + (TERSE if _headline(pair, bead) else 0.0)
    if value > most:
        yield _unlikely(bead, "shorter", value - most)


def _unlikely(bead: Bead, how: str, more: float) -> Match:
    """The finding; `more`: standard deviations beyond what is likely."""
    assert bead.source and bead.target
    related = (Related(bead.source, "the source", SOURCE),)
    return Match(
        bead.target,
        f"This is much {how} than the source makes likely.",
        min(0.8, 0.5 + 0.1 * more),
        (),
        related,
    )


def _doubt(pair: Pair, bead: Bead) -> float:
    """Standard deviations by which a translation counts as shorter than it is if its meaning is far from the source's,
    and as longer (negative) if it is near, or has all numbers and names that can be compared."""
    from mtcheck.bitext.compare import lone_and_shared

    left, _, shared = lone_and_shared(pair, bead)
    value = 0.0 if bead.closeness is None else NEARER * (HALF - bead.closeness)
    return value - (WITNESS * min(shared, WITNESSES) if not left else 0.0)


def _without_glosses(pair: Pair, bead: Bead) -> float:
    """By how much the translation is too short, leaving out what the source adds in brackets and it does not: what a
    title means, what initials stand for; and what initials of the translation are short for."""
    from mtcheck.bitext.lengths import expected

    extra = len(BRACKETS.findall(bead.source_text)) - len(BRACKETS.findall(bead.target_text))
    initials = _initials(bead.target_text) - _initials(bead.source_text)
    if extra <= 0 and initials <= 0:
        return bead.deviation
    left = BRACKETS.sub("", bead.source_text, count=extra) if extra > 0 else bead.source_text
    length = len(bead.target_text) + SPELT * max(0, initials)
    return pair.scale.deviation(expected(left, pair.language), length)


def _initials(text: str) -> int:
    """How many words of a text are initials in any script: two capitals, and no more small letters."""
    return sum(_short(part) for part in PARTS.split(text)) + len(HEBREW.findall(text))


def _short(word: str) -> bool:
    capitals = sum(map(str.isupper, word))
    return capitals > 1 and capitals >= sum(map(str.islower, word))


def _headline(pair: Pair, bead: Bead) -> bool:
    """Whether neither side ends with a stop: English headlines say much in few words."""
    ends = bead.source_text.rstrip(CLOSERS)[-1:], bead.target_text.rstrip(CLOSERS)[-1:]
    return ends[0] not in pair.language.marks.ending and ends[1] not in ".!?…"


@pair_rule(
    code="BOM006",
    name="not-this-source",
    severity=MAJOR,
    whole=True,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair(
            "[[The council met on Monday.]]",
            source="Le conseil s'est réuni lundi et a longuement parlé du budget de la ville. La maire a dit que les "
            "écoles ne recevraient pas plus d'argent que l'année dernière. Puis tous sont rentrés chez eux, "
            "sans un mot de plus. Les journalistes ont attendu longtemps devant la porte de la mairie.",
            lang="de",
        ),
        GoodPair("The council met on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair("***", source="* * *", lang="de"),
    ),
)
def not_this_source(pair: Pair) -> Iterator[Match]:
    """The source is not what the text was translated from.

    It is empty, in another language than was said, the text itself, or the source of another text. Nothing else is
    compared then.
    """
    if pair.mismatch:
        first = pair.document.sentences[0].span if pair.document.sentences else Span(0, len(pair.document.text))
        yield Match(first, pair.mismatch, 0.9)
