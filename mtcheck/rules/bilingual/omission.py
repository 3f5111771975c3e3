"""BOM001 to BOM005: sentences left out, added, empty or of another text; lengths that do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import CRITICAL, MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule
from mtcheck.text.patterns import LazyPattern

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

WORDY = 8  # code points that said twice are no laughter and no song
MOST = 4  # names and numbers in a message
LEAST = 30  # code points of English; a shorter sentence is too easily part of its neighbour
# A sentence that says how its text was translated: it is meant for readers, and no source has it.
NOTICE = LazyPattern(
    r"(?i)\b(?:machine|automatic(?:ally)?)[- ]translat(?:ed|ion)\b"
    r"|\btranslated (?:\w+ ){0,3}(?:by|with|using|via) (?:the )?(?:a machine|Google|DeepL|Bing|Yandex|ChatGPT|AI)\b"
)
EMPTY = "The source has text; there is no translation."
SOURCE_TEXT = (
    "Der Rat tagte am Montag. Die Bürgermeisterin sprach lange über den neuen Haushalt der Stadt und die Schulen. "
    "Dann gingen alle nach Hause."
)


def _quote(text: str) -> str:
    return text if len(text) <= 60 else text[:57].rstrip() + "…"


# Confidence where the limit is just passed: of 18 on people’s translations within half a deviation three were right, of
# 18 further off seven, and six arguable.
NEAR = 0.45


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
        BadPair(
            "[[The council met on Monday.]] Then they all went home.",
            source="Der Rat tagte am Montag. Die Bürgermeisterin sprach lange über den neuen Haushalt der Stadt und "
            "die Schulen. Die Opposition war mit ihrem Vortrag alles andere als zufrieden und stellte viele Fragen. "
            "Niemand hatte darauf eine Antwort, und am Ende wurde die Sitzung sogar unterbrochen. "
            "Dann gingen alle nach Hause.",
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
    from mtcheck.bitext.fit import lost, settled

    for run, here in lost(pair):
        told = [b for b in run if b.expected >= LEAST]
        if told:
            sure = all(settled(pair, b) for b in (run[0], run[-1]))
            yield _left_out(told, here, 0.6 if sure else 0.3)


def _left_out(beads: list[Bead], here: Span, sure: float) -> Match:
    """What is said of sentences of the source that are missing behind a place."""
    first, last = beads[0].source, beads[-1].source
    assert first and last
    quoted = _quote(beads[0].source_text)
    message = f"After this the source has a sentence that is missing here: “{quoted}”"
    if len(beads) > 1:
        message = f"After this {len(beads)} sentences of the source are missing here. The first of them: “{quoted}”"
    return Match(here, message, sure, (), (Related(Span(first.start, last.end), "has no counterpart", SOURCE),))


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
        GoodPair("so they sang so they sang", source="so sangen sie so sangen sie", lang="de"),
        GoodPair("No! No!", source="Nein!", lang="de"),
        GoodPair("They met. They talked for hours.", source="Sie trafen sich und redeten stundenlang.", lang="de"),
        GoodPair(
            "This article is machine translated. The council met on Monday. Then they all went home.",
            source="Der Rat tagte am Montag. Dann gingen alle nach Hause.",
            lang="de",
        ),
        GoodPair(
            "The council met on Monday. Then they all went home. This page was translated from German with DeepL.",
            source="Der Rat tagte am Montag. Dann gingen alle nach Hause.",
            lang="de",
        ),
    ),
)
def sentence_added(pair: Pair) -> Iterator[Match]:
    """A sentence stands here that the source does not have.

    Engines go on by themselves where a text seems unfinished, or say a sentence twice in other words.
    """
    from mtcheck.bitext.fit import added, comparable, settled

    for bead, _, here in comparable(pair):
        again = _twice(bead.target_text)
        if again and not _twice(bead.source_text):
            span = Span(here.start + again, here.end)
            yield Match(span, "This says again what stands before it; the source says it once.", 0.8)
    for bead, here in added(pair):
        if len(bead.target_text) >= LEAST and not NOTICE.search(bead.target_text):
            yield Match(here, "The source has no such sentence.", 0.6 if settled(pair, bead) else 0.3)


def _twice(text: str) -> int:
    """Where a text begins to say its first half again, word for word; 0 if it does not."""
    words = text.split()
    half = len(words) // 2
    if len(text) <= 2 * WORDY or words[:half] != words[half:]:
        return 0
    return len(text) - len(text.split(None, half)[-1])


@pair_rule(
    code="BOM003",
    name="empty-translation",
    severity=CRITICAL,
    mqm="accuracy/omission",
    examples=(
        BadPair("[[.]]", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair("Yes.", source="Ja.", lang="de"),
        GoodPair("***", source="* * *", lang="de"),
        GoodPair(" ", source="* * *", lang="de"),
    ),
)
def empty_translation(pair: Pair) -> Iterator[Match]:
    """There is no translation.

    An engine that finds nothing to say gives back an empty line or a lone mark.
    """
    from mtcheck.bitext.fit import both
    from mtcheck.bitext.words import WORD

    for bead, there, here in both(pair):
        if bead.source_words and not any(map(str.isalnum, bead.target_text)):
            yield Match(here, EMPTY, 0.95, (), (Related(there, "is not translated", SOURCE),))
    whole = pair.document.text
    if not whole.strip() and WORD.search(pair.source.text):
        yield Match(Span(0, len(whole)), EMPTY, 0.95)


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
    from mtcheck.bitext.fit import comparable, foreign

    for bead, there, here in comparable(pair):
        sure = foreign(pair, bead)
        if sure:
            related = (Related(there, "stands in its place", SOURCE),)
            yield Match(here, f"This does not match the source{_missed(pair, bead)}.", sure, (), related)


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
    from mtcheck.bitext.fit import comparable, excess

    for bead, there, here in comparable(pair):
        off = excess(pair, bead)
        if off:
            message = f"This is much {'longer' if off > 0 else 'shorter'} than the source makes likely."
            sure = min(0.8, NEAR + 0.1 * abs(off))
            yield Match(here, message, sure, (), (Related(there, "the source", SOURCE),))


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
