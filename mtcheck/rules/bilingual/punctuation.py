"""BPU002, BPU003, BPU006, BPU007: marks that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.lint import (
    MINOR,
    SAFE,
    SOURCE,
    SUGGEST,
    BadPair,
    Edit,
    Fix,
    GoodPair,
    Match,
    Related,
    Span,
    pair_rule,
)

if TYPE_CHECKING:
    from mtcheck.bitext.language import Marks
    from mtcheck.bitext.pair import Bead, Pair

CLOSERS = " \t\"'”’»)]」』）】›*_"
COLONS = ":：:;；—–-―∶„“「»"  # what may stand in the source where English has a colon
# Marks of times, scores and entities are no punctuation.
LONE = {"!": re.compile(r"!"), ":": re.compile(r":(?<!\d:)(?= [a-z])")}
BREAK = re.compile(r"[,،、，(（。](?=.)|\. ")  # within a sentence, or between two
SHORTEST = 3  # words; a shorter piece is no headline, nor shows how the text writes them
SENTENCE = 5  # words; fewer are often a call or a greeting
CLAUSE = 4  # words on each side of a colon that may make clauses of it
SMALL = ("singular_determiners", "plural_demonstratives", "subject_pronouns")  # of words that headlines leave out
SMALL_TOO = "finite_auxiliaries"  # which a longer headline may have (after woman is hurt)
# A stop, and behind it a note or the page that it is found on: [citation needed], :212–219
NOTED = re.compile(r"[.!?][\"”’)]?\s?(?:\[[^\[\]\n]{1,40}\]|:\d[\d–-]*)+\s*$")
LONG = 8  # words of such a headline
INITIALS = re.compile(r"\b\w{1,2}\.(?:\w{1,2}\.)+$")  # A.I., EE.UU.
ALSO_STOPS = "…：:;；"  # what may end a sentence beside the marks that always do


def stopped(bead: Bead) -> bool:
    """Whether a mark ends the source side."""
    return bead.source_text.rstrip(CLOSERS)[-1:] in bead.pair.language.marks.ending + ALSO_STOPS


def related(bead: Bead, message: str) -> tuple[Related, ...]:
    """The place in the source that a finding is about."""
    return (Related(bead.source, message, SOURCE),) if bead.source else ()


@pair_rule(
    code="BPU002",
    name="mark-added",
    severity=MINOR,
    mqm="fluency/punctuation",
    examples=(
        BadPair("The council met on Monday[[!]]", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair(
            "It has one aim now: it wants to be first.", source="Es hat ein Ziel, es will Erster sein.", lang="de"
        ),
        GoodPair('He called it the "best day ever!"', source="Er nannte es den „besten Tag von allen“.", lang="de"),
        BadPair("The mayor[[:]] he came.", source="Die Bürgermeisterin und er kamen.", lang="de"),
        GoodPair("What a day!", source="Was für ein Tag!", lang="de"),
        BadPair("We know what he wants[[:]] he wants money.", source="Wir wissen dass er Geld will.", lang="de"),
        GoodPair("We know what he wants: he wants money.", source="Wir wissen, dass er Geld will.", lang="de"),
        GoodPair("Don't go there!", source="Geh nicht dorthin.", lang="de"),
        GoodPair("The Yahoo! page was down.", source="Die Seite von Yahoo! war nicht zu erreichen.", lang="de"),
        BadPair(
            "The council met on Monday, and it was late[[!]]",
            source="Der Rat tagte am Montag, und es war spät.",
            lang="de",
        ),
        # The source has no marks at all, or one that stands within a word; behind a question it is no shout.
        GoodPair("The council met on Monday!", source="Der Rat tagte am Montag", lang="de"),
        GoodPair("What a beautiful day it was!", source="Ի՜նչ գեղեցիկ օր էր այսօր:", lang="hy"),
        GoodPair("What did he do there?!", source="Was hat er da getan?", lang="de"),
    ),
)
def mark_added(pair: Pair) -> Iterator[Match]:
    """An exclamation mark or colon stands here that the source does not have.

    Engines learn from subtitles and advertisements, where everybody shouts, and from headlines.
    """
    if not pair.language.known:
        return
    for bead in pair.trusted:
        assert bead.target
        if not stopped(bead):
            continue  # who leaves out marks leaves out others too
        same = {"!": pair.language.marks.exclamation, ":": COLONS}
        for mark, kin in same.items():
            if mark == "!" and len(bead.target_words) < SENTENCE:
                continue  # English calls out loud what others say
            m = LONE[mark].search(bead.target_text)
            if m is None or any(c in b.source_text for b in pair.around(bead) for c in kin):
                continue
            if mark == ":" and BREAK.search(bead.source_text):
                continue  # translators put one mark for another between two thoughts
            if not _joins(bead.target_text, m):
                at = bead.target.start + m.start()
                sure = 0.55 if pair.language.spaced else 0.45
                yield Match(Span(at, at + 1), f"The source has no “{mark}” here.", sure, (), related(bead, "no mark"))


def _joins(text: str, m: re.Match[str]) -> bool:
    """Whether a colon joins two clauses, for which other languages have a comma or begin a sentence, or an exclamation
    mark belongs to what is quoted."""
    if m.group() == "!":
        return text[m.end() : m.end() + 1] in ('"', "”", "’", "'") or text[m.start() - 1 : m.start()] == "?"
    return min(len(text[: m.start()].split()), len(text[m.end() :].split())) >= CLAUSE


@pair_rule(
    code="BPU003",
    name="final-stop-lost",
    severity=MINOR,
    mqm="fluency/punctuation",
    examples=(
        BadPair(
            "The council met on [[Monday]]",
            fix="The council met on Monday.",
            source="Der Rat tagte am Montag.",
            lang="de",
        ),
        BadPair("They went [[home]]", fix="They went home.", source="彼らは家に帰った。", lang="ja"),
        GoodPair("The council met on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair("Council meets on Monday", source="Rat tagt am Montag", lang="de"),
        GoodPair("They met their colleagues from the U.S", source="Sie trafen ihre Kollegen aus der z.B.", lang="de"),
        GoodPair("The bank pays a fine in the USA", source="El banco paga una multa en los EE.UU.", lang="es"),
        GoodPair("Council meets on Monday to talk budget", source="Der Rat tagt am Montag.", lang="de"),
        GoodPair(
            "Police arrest man, 32, on suspicion of murder after woman is hurt",
            source="Die Polizei nahm einen Mann (32) fest, nachdem eine Frau verletzt wurde.",
            lang="de",
        ),
        BadPair(
            "Police and firemen were [[there]]",
            fix="Police and firemen were there.",
            source="Polizei und Feuerwehr waren dort.",
            lang="de",
        ),
        GoodPair("The Council Meets on Monday", source="Der Rat tagt am Montag.", lang="de"),
        GoodPair("They were there on Monday.[citation needed]", source="Sie waren am Montag dort.", lang="de"),
        GoodPair("They were there on Monday.:212–219", source="Sie waren am Montag dort.", lang="de"),
        GoodPair(
            "The council met on Monday\nThe mayor was there too",
            source="Der Rat tagte am Montag.\nDie Bürgermeisterin war auch da.",
            lang="de",
        ),
        BadPair(
            "Council News\nThe council met on [[Monday]]",
            fix="Council News\nThe council met on Monday.",
            source="Nachrichten des Rates\nDer Rat tagte am Montag.",
            lang="de",
        ),
        BadPair("It was [[raining]]", fix="It was raining.", source="下雨。", lang="zh"),
        BadPair("Everybody went [[home]]", fix="Everybody went home.", source="Alle gingen nach Hause.", lang="de"),
        # The source has no stop, or that of an abbreviation; a word or two are a button.
        GoodPair("The council met on Monday", source="Der Rat tagte am Montag", lang="de"),
        GoodPair("The church is of the 12th century", source="Die Kirche stammt aus dem 12. Jh.", lang="de"),
        GoodPair("Read more", source="Hier weiterlesen.", lang="de"),
    ),
)
def final_stop_lost(pair: Pair) -> Iterator[Match]:
    """The source ends its sentence with a stop; here it is missing.

    The last token of a sentence is the first to go when an engine stops early.
    """
    document = pair.document
    for bead in pair.trusted:
        source = bead.source_text.rstrip(CLOSERS)
        target = bead.target_text.rstrip(CLOSERS)
        if NOTED.search(bead.target_text):
            continue
        marks = pair.language.marks
        if not target[-1:].isalnum() or not source.endswith(tuple(marks.ending)):
            continue
        if source[-1] == "." and _abbreviated(source.split()[-1]):
            continue
        tokens = bead.tokens
        if len(tokens) < 3 or _unstopped_beside(pair, bead) or _headline(pair, bead):
            continue
        i = next((i for i in reversed(tokens) if document.words[i][-1].isalnum()), tokens[-1])
        mark = "!" if source[-1] in marks.exclamation else "?" if source[-1] in marks.question else "."
        safety = SAFE if mark == "." else SUGGEST
        end = document.ends[tokens[-1]] if document.words[tokens[-1]] in ('"', "”") else document.ends[i]
        fix = Fix(f"Add “{mark}”", (Edit(end, end, mark),), safety)
        yield Match(document.span(i), "The sentence has no final stop; the source has one.", 0.8, (fix,))


def _unstopped_beside(pair: Pair, bead: Bead) -> bool:
    """Whether the piece before or behind lacks its stop too: that is how this text writes leads and captions."""
    beside = [b for b in pair.around(bead) if b is not bead and len(b.target_words) > SHORTEST]
    return any(b.target_text.rstrip(CLOSERS)[-1:].isalnum() for b in beside)


def _headline(pair: Pair, bead: Bead) -> bool:
    """Whether it is written as headlines are: with capitals, or without an article or any such small word."""
    words = bead.target_words
    names = SMALL if len(words) >= LONG else (*SMALL, SMALL_TOO)
    small = frozenset[str]().union(*(pair.document.vocabulary[name] for name in names))
    long = [w for w in words if len(w) > 3]
    capitals = sum(w[0].isupper() for w in long) >= 0.7 * len(long)
    return len(words) > SHORTEST and (capitals or not any(w.lower() in small for w in words))


def _abbreviated(last: str) -> bool:
    """Whether the full stop behind the last word may be that of an abbreviation (Jh., A.I.)."""
    return len(last) < 4 or INITIALS.search(last) is not None


NUMERIC, NUMBER = "#~<>=", re.compile(r"\s?[$€£]?\d")  # symbols for a word, before a number
FULL = 0xFEE0  # from a symbol to its form in full width
INSTEAD = {"~": "〜", "*": "※•●★"}  # what other scripts have for it
SYMBOL = re.compile(r"[\^_~|\\{}<>=#@*§¶†]")


@pair_rule(
    code="BPU006",
    name="symbol-added",
    severity=MINOR,
    mqm="fluency/punctuation",
    examples=(
        BadPair("It was the last game for[[^]] the team.", source="Es war das letzte Spiel der Mannschaft.", lang="de"),
        GoodPair("The first is tip #1, for ~20 guests.", source="Der erste ist Tipp 1, für etwa 20 Gäste.", lang="de"),
        GoodPair("Write to info@example.org.", source="Schreiben Sie an info@example.org.", lang="de"),
        BadPair("They met at the town hall[[#]] on Monday.", source="Sie trafen sich am Montag im Rathaus.", lang="de"),
        BadPair("It cost[[^]] 5 euros in all.", source="Es kostete insgesamt 5 Euro.", lang="de"),
        # Markers of lists, and what other scripts have for a symbol.
        GoodPair("* The council met.\n* Thanks.", source="- Der Rat tagte.\n- Danke.", lang="de"),
        GoodPair("The result is x = y.", source="结果是 x ＝ y。", lang="zh"),
        GoodPair("Tickets are not for sale.*", source="切符は販売しておりません※。", lang="ja"),
        GoodPair("It was the last game for the team.", source="Es war das letzte Spiel der Mannschaft.", lang="de"),
    ),
)
def symbol_added(pair: Pair) -> Iterator[Match]:
    """A symbol stands here that the source does not have.

    Leftovers of tokens, tags and placeholders that an engine did not put back together.
    """
    for bead in pair.trusted:
        assert bead.target
        for m in SYMBOL.finditer(bead.target_text):
            at, c = m.start(), m.group()
            if c in NUMERIC and NUMBER.match(bead.target_text, at + 1):
                continue  # number, about, less than
            if not _begins_line(bead.target_text, at) and not _has(pair.source.text, c):
                start = bead.target.start + at
                yield Match(Span(start, start + 1), f"The source has no “{c}”.", 0.6)
                break


def _has(text: str, symbol: str) -> bool:
    """Whether a text has a symbol, also in full width, or what it has in its place."""
    return any(c in text for c in symbol + chr(ord(symbol) + FULL) + INSTEAD.get(symbol, ""))


def _begins_line(text: str, at: int) -> bool:
    """Whether nothing but stars stands before it in its line."""
    return not text[text.rfind("\n", 0, at) + 1 : at].strip("*")


@cache
def _foreign(marks: Marks) -> re.Pattern[str]:
    """Marks that English does not have, between words in Latin letters. What is rare is looked for first."""
    mark = f"[{re.escape(marks.foreign)}]"
    return re.compile(rf"{mark}(?<![^\s\0-\u024f]{mark}){mark}*(?![^\s\0-\u024f])")


@pair_rule(
    code="BPU007",
    name="source-punctuation-kept",
    severity=MINOR,
    mqm="fluency/typography",
    examples=(
        BadPair("The council met[[،]] then it voted.", source="اجتمع المجلس، ثم صوت.", lang="ar"),
        BadPair("The council met on Monday[[。]]", source="议会星期一开会。", lang="zh"),
        GoodPair("The council met, then it voted.", source="اجتمع المجلس، ثم صوت.", lang="ar"),
        GoodPair("They sang ¡Viva! all night.", source="Sie sangen die ganze Nacht Viva.", lang="de"),
        GoodPair("The band is called 「ゆず」.", source="バンド名は「ゆず」です。", lang="ja"),
    ),
)
def source_punctuation_kept(pair: Pair) -> Iterator[Match]:
    """A mark of the source language's punctuation was kept.

    Engines copy marks that they have seldom seen translated.
    """
    pattern = _foreign(pair.language.marks)
    for bead in pair.trusted:
        assert bead.target
        for m in pattern.finditer(bead.target_text):
            if m.group() in bead.source_text:
                yield Match(
                    Span(*m.span()).shifted(bead.target.start),
                    f"“{m.group()}” is punctuation of the source language.",
                    0.8,
                )
