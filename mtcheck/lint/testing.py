"""The contract between a rule and its examples, public so that rules kept elsewhere can use it too.

`violations(rule)` checks that
1. every `Bad` gives exactly the marked matches, and its fixes give the listed text, which checks clean;
2. there are at least two `Good`, all silent, one of them a near miss that holds an anchor or a candidate;
3. spans shift exactly under text put before, emoji, CRLF, curly apostrophes and a missing final newline;
4. the rule's own words pass all other rules.

The examples of a bilingual rule have a source, which gets the same surroundings in 3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from mtcheck.languages import language
from mtcheck.lint.rule import Bad, BadPair, Example, Good, GoodPair, Match, Rule
from mtcheck.text.document import Document
from mtcheck.text.layout import Layout
from mtcheck.text.spans import Span, edited

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair

MARK = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)
SHOWN = 0.2  # candidates below this are never shown; examples need at least it


def unmark(text: str) -> tuple[str, list[Span]]:
    """The text without its [[marks]], and the marked spans in it."""
    spans: list[Span] = []
    plain, at = "", 0
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        spans.append(Span(len(plain), len(plain) + len(m.group(1))))
        plain += m.group(1)
        at = m.end()
    return plain + text[at:], spans


def matches(rule: Rule, text: str, example: Example | None = None, before: str = "") -> list[Match]:
    """The rule's candidates in a text, in reading order. A bilingual rule compares it with the source of the
    example, with `before` put before that too."""
    options = example.options if isinstance(example, BadPair | GoodPair) else {}
    document = analysed(text, options, layout_of(example, text) if example else None)
    if rule.bilingual and isinstance(example, BadPair | GoodPair):
        found = rule.run_pair(_pair(document, before + example.source, example.lang, options))
    else:
        found = iter(rule.run(document) if rule.wakes(document) else ())
    return sorted((m for m in found if m.confidence >= SHOWN), key=lambda m: m.span)


def analysed(text: str, options: Mapping[str, Any], layout: Layout | None = None) -> Document:
    """The document of an example."""
    return language().analyse(text, options, layout)


def layout_of(example: Example, text: str) -> Layout | None:
    """What an example says of the markup of its text: the kind of each line, the last one's for those behind it, and
    the first place of each part that is set apart."""
    if not example.blocks:
        return None
    lines = [m.span() for m in re.finditer(r"[^\n]+", text)]
    kinds = [*example.blocks, *repeat(example.blocks[-1], len(lines) - len(example.blocks))]
    rows = [(start, end, int(kind)) for (start, end), kind in zip(lines, kinds, strict=True)]
    places = ((text.find(part), part, look) for part, look in example.looks)  # not there: a fix has changed it
    looks = [(at, at + len(part), look) for at, part, look in places if at >= 0]
    return Layout.of(rows, sorted(looks))


def _pair(document: Document, source: str, lang: str, options: Mapping[str, Any]) -> Pair:
    """The two of an example. `structure`: what surrounds the words; `segmented`: whether a line is a segment."""
    from mtcheck.bitext.pair import Pair
    from mtcheck.bitext.source import Source

    whole, structure = Source.of(source, lang), options.get("structure")
    if not options.get("segmented"):
        return Pair(document, whole, structure=structure)
    rows = zip(_lines(whole.text), _lines(document.text), strict=True)
    return Pair(document, whole, segmented=True, segments=tuple(rows), structure=structure)


def _lines(text: str) -> list[Span]:
    return [Span(*m.span()) for m in re.finditer(r"[^\r\n]+", text)]


def violations(rule: Rule) -> list[str]:
    """What breaks the contract, in words; empty if nothing does."""
    return [*example_violations(rule), *_near_misses(rule), *_shifts(rule)]


def example_violations(rule: Rule) -> Iterator[str]:
    """What the examples say and the rule does not do."""
    yield from _bad(rule)
    yield from _good(rule)


def _bad(rule: Rule) -> Iterator[str]:
    examples = [e for e in rule.examples if isinstance(e, Bad)]
    if not examples:
        yield "has no Bad example"
    for e in examples:
        text, spans = unmark(e.text)
        found = matches(rule, text, e)
        if not spans:
            yield f"Bad marks nothing: {e.text!r}"
        if [m.span for m in found] != spans:
            yield f"Bad gives {[text[slice(*m.span)] for m in found]}: {e.text!r}"
            continue
        edits = [edit for m in found if m.fixes for edit in m.fixes[0].edits]
        if e.fix is None and edits:
            yield f"Bad lists no fix but the rule offers {edited(text, edits)!r}"
        elif e.fix is not None and edited(text, edits) != e.fix:
            yield f"fix gives {edited(text, edits)!r}, not {e.fix!r}"
        elif e.fix is not None and (left := matches(rule, e.fix, e)):
            yield f"fix does not check clean: {e.fix!r} ({left[0].message})"


def _good(rule: Rule) -> Iterator[str]:
    examples = [e for e in rule.examples if isinstance(e, Good)]
    if len(examples) < 2:
        yield "needs two Good examples or more"
    for e in examples:
        if found := matches(rule, e.text, e):
            yield f"Good gives {[e.text[slice(*m.span)] for m in found]}: {e.text!r}"


def _near_misses(rule: Rule) -> Iterator[str]:
    examples = [e for e in rule.examples if isinstance(e, Good)]
    if examples and not any(_near_miss(rule, e) for e in examples):
        yield "no Good is a near miss: none holds an anchor or a candidate, or wakes the rule"


def _near_miss(rule: Rule, example: Good) -> bool:
    """Whether the rule has a look at an example before it stays silent."""
    if rule.bilingual:
        return isinstance(example, GoodPair) and bool(example.source)
    document = analysed(example.text, {})
    if rule.anchors and not rule.once:  # of two neighbours the longer word tells what the rule is about
        return not document.index.keys().isdisjoint(max(a.split(" "), key=len) for a in rule.anchors)
    return rule.wakes(document) and (rule.candidates is None or bool(rule.places(document)))


def _shifts(rule: Rule) -> Iterator[str]:
    """Every Bad again, in surroundings that move the places."""
    for e in rule.examples:
        if not isinstance(e, Bad):
            continue
        text, spans = unmark(e.text)
        for name, changed, moved in surroundings(text, spans):
            if rule.whole and moved != list(spans):
                continue
            before = changed[: moved[0].start - spans[0].start] if spans else ""
            found = [m.span for m in matches(rule, changed, e, before)]
            if not set(moved) <= set(found):
                yield f"{name}: spans {found} instead of {moved}: {changed!r}"


def surroundings(text: str, spans: Sequence[Span]) -> Iterator[tuple[str, str, list[Span]]]:
    """(name, changed text, where the spans are in it)."""
    for name, before in (
        ("a paragraph before", "The two sides met on Monday.\n"),
        ("emoji before", "Good news 😀👍🏽.\n"),
        ("CRLF before", "The two sides met on Monday.\r\n\r\n"),
    ):
        yield name, before + text, [s.shifted(len(before)) for s in spans]
    yield "curly apostrophes", re.sub(r"(?<=\w)'(?=\w)", "’", text), list(spans)
    yield "a final newline", text + "\n", list(spans)
