"""BTO001, BTO002: addresses, placeholders and tags that must come through letter for letter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.bitext.holders import ADDRESS, holders, kept, keywords
from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

TRAILING = ".,;:!?"
SHARE = re.compile(r"\b(\d) ?(?:%|per ?cent)")
MARKS = frozenset("%{<#&$:")  # each placeholder and tag has one of them
FILE = re.compile(r"(?<![\w/:.<>=\"'])/(?:[\w.-]{1,64}/){1,12}[\w.-]{1,64}")  # the path of a file


def _found(pattern: re.Pattern[str], text: str, base: int) -> list[tuple[str, Span]]:
    out = []
    for m in pattern.finditer(text):
        word = m.group().rstrip(TRAILING)
        out.append((word, Span(base + m.start(), base + m.start() + len(word))))
    return out


def _differences(pattern: re.Pattern[str], pair: Pair, bead: Bead) -> Iterator[Match]:
    assert bead.source and bead.target
    here = _found(pattern, bead.target_text, bead.target.start)
    there = _found(pattern, bead.source_text, bead.source.start)
    near_source = " ".join(b.source_text for b in pair.near(bead))
    near_target = " ".join(b.target_text for b in pair.near(bead))
    for word, span in here:
        if word not in near_source:
            yield Match(span, f"The source has no “{word}”.", 0.8)
    for word, span in there:
        if word not in near_target:
            related = (Related(span, "not in the translation", SOURCE),)
            yield Match(bead.target, f"“{word}” of the source is missing.", 0.8, (), related)


@pair_rule(
    code="BTO001",
    name="address-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair(
            "Write to us at [[post@exampel.org]] now.",
            source="Schreiben Sie uns an post@example.org noch heute.",
            lang="de",
        ),
        BadPair("Write to us at [[post@example.org]] now.", source="Schreiben Sie uns noch heute.", lang="de"),
        BadPair(
            "Write to [[ann@exampel.org]] or [[bea@exampel.org]].",
            source="Schreiben Sie an ann@example.org oder bea@example.org.",
            lang="de",
        ),
        GoodPair("It lies in /etc/config.ini.", source="Es liegt in einer Datei.", lang="de"),
        BadPair("It lies in [[/etc/configuration.ini]].", source="Es liegt in /etc/config.ini.", lang="de"),
        GoodPair("It lies in /etc/config.ini.", source="Es liegt in /etc/config.ini.", lang="de"),
        BadPair("[[See our site.]]", source="Siehe https://example.org/a?b=1.", lang="de"),
        GoodPair("See https://example.org/a?b=1.", source="Siehe https://example.org/a?b=1.", lang="de"),
        GoodPair("She wrote to post@example.org.", source="Sie schrieb an post@example.org.", lang="de"),
    ),
)
def address_changed(pair: Pair) -> Iterator[Match]:
    """A web address, an e-mail address or a handle differs from the source's.

    Engines take addresses apart into pieces of words and may put them together differently.
    """
    for bead in pair.trusted:
        if any(c in bead.source_text or c in bead.target_text for c in ("@", "://", "www.")):
            found = list(_differences(ADDRESS, pair, bead))
            yield from [m for m in found if m.span != bead.target][:2] or found[:1]
        elif FILE.search(bead.source_text):
            yield from list(_differences(FILE, pair, bead))[:1]


@pair_rule(
    code="BTO002",
    name="placeholder-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("[[Hello, you have new messages.]]", source="Hallo {name}, es gibt neue Nachrichten.", lang="de"),
        BadPair("Click <b>here[[<b>]] now.", source="Klicken Sie jetzt <b>hier</b>.", lang="de"),
        GoodPair("Hello {name}, there are new messages.", source="Hallo {name}, es gibt neue Nachrichten.", lang="de"),
        GoodPair("Click <b>here</b> now.", source="Klicken Sie jetzt <b>hier</b>.", lang="de"),
        BadPair("Hello [[{{ usuario }}]], there is news.", source="Hallo {{ user }}, es gibt Neues.", lang="de"),
        BadPair("Buy [[$nom]] now.", source="Kaufen Sie $name jetzt.", lang="de"),
        BadPair('Click [[<a href="/hilfe">]]here</a>.', source='Klicken Sie <a href="/help">hier</a>.', lang="de"),
        GoodPair('See <a href="/en/x">here</a>.', source='Siehe <a href="/de/x">hier</a>.', lang="de"),
        GoodPair("One<br/>two.", source="Eins<br>zwei.", lang="de"),
        GoodPair("Of them, 11,698 (7.4%) came.", source="Bunların 11.698'i (%7,4) geldi.", lang="tr"),
        GoodPair("About 5.3% were taken.", source="Yaklaşık %5,3 alındı.", lang="tr"),
        GoodPair("Of them 7 percent came.", source="Bunların %7'si geldi.", lang="tr"),
        GoodPair("Of them 9 percent left.", source="Bunların %9’u gitti.", lang="tr"),
        GoodPair("Hello <em>you</em>.", source="Hallo <i>du</i>.", lang="de"),
        GoodPair("Müller & Sons came.", source="Müller &amp; Söhne kamen.", lang="de"),
        BadPair(
            '[[The house <b translate="no">On the Lake</b> is old.]]',
            source='Das Haus <b translate="no">Am See</b> ist alt.',
            lang="de",
        ),
        GoodPair("It grew by 3% at best.", source="En iyi durumda %3 büyüdü.", lang="tr"),
        BadPair(
            "[[{n, plural, eins {one file} other {# files}}]]",
            source="{n, plural, one {eine Datei} other {# Dateien}}",
            lang="de",
        ),
        BadPair(
            "[[{n, plural, eins {one file} other {files}}]]",
            source="{n, plural, one {Datei} other {Dateien}} {x}",
            lang="de",
        ),
        BadPair(
            "{n, plural, eins {file} other {files}} [[{x}]]",
            source="{n, plural, one {Datei} other {Dateien}}",
            lang="de",
        ),
        GoodPair(
            "{n, plural, one {file} other {files}}",
            source="{n, plural, one {Datei} other {Dateien}}",
            lang="de",
        ),
        GoodPair("Open, select, and type {all of it}.", source="Öffnen, wählen und {alles davon} tippen.", lang="de"),
        GoodPair("Note :that he came.", source="Er kam.", lang="de"),
    ),
)
def placeholder_changed(pair: Pair) -> Iterator[Match]:
    """A placeholder or a tag is missing, new or changed.

    Engines translate the names inside, or lose what they take for noise.
    """
    for bead in filter(_marked, pair.trusted):
        assert bead.source and bead.target
        if changed := next((x for x in kept(bead.source_text) if x[0] not in bead.target_text), None):
            related = (Related(changed[1].shifted(bead.source.start), "not in the translation", SOURCE),)
            yield Match(bead.target, f"“{changed[0]}” is not to be translated.", 0.8, (), related)
            continue
        here = holders(bead.target_text, bead.target.start, bead.source_text)
        there = holders(bead.source_text, bead.source.start, bead.source_text)
        left, right = Counter(w for w, _ in there), Counter(w for w, _ in here)
        extra, lost = right - left, left - right
        for digit in SHARE.findall(bead.target_text):
            del lost[f"%{digit}"]  # in Turkish the sign stands before the number
        if not lost and not extra and (word := _keyword(bead)):
            yield Match(bead.target, f"“{word}” is no keyword of such a message.", 0.8)
        for word in extra:
            span = [s for w, s in here if w == word][-1]
            yield Match(span, f"The source has “{word}” {_times(left[word])} here.", 0.95)
        if lost and not extra:
            word = next(iter(lost))
            span = next(s for w, s in there if w == word)
            related = (Related(span, "not in the translation", SOURCE),)
            yield Match(bead.target, f"“{word}” of the source is missing.", 0.8, (), related)


def _marked(bead: Bead) -> bool:
    """Whether one of the two sides may hold a placeholder or a tag."""
    return not MARKS.isdisjoint(bead.source_text + bead.target_text)


def _keyword(bead: Bead) -> str:
    """A keyword of a message with a plural or a choice that the source's message does not have."""
    new = keywords(bead.target_text) - keywords(bead.source_text)
    return min(new) if new and keywords(bead.source_text) else ""


def _times(n: int) -> str:
    return "nowhere" if n == 0 else "only once" if n == 1 else f"only {n} times"
