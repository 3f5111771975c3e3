"""BTO004: the order of tags and of placeholders that have no name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

TAG = re.compile(r"<(/?)([A-Za-z][\w-]{0,32})(?:\s[^<>]{0,300})?(?<!/)>")
UNNAMED = re.compile(r"%(?:\.\d)?[sdiouxXfFeEgGc](?![A-Za-z])|\{\}")
ALONE = frozenset("br hr img input wbr".split())


@pair_rule(
    code="BTO004",
    name="tag-order",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("Click [[</b>]]here<b> now.", source="Klicken Sie jetzt <b>hier</b>.", lang="de"),
        BadPair("<i>Click <b>here[[</i>]]</b>.", source="<i>Klicken Sie <b>hier</b></i>.", lang="de"),
        BadPair("In [[%s]] there are %d files.", source="Es gibt %d Dateien in %s.", lang="de"),
        GoodPair("<b>Here</b> you click <i>now</i>.", source="Klicken Sie <i>jetzt</i> <b>hier</b>.", lang="de"),
        GoodPair("Click </b>here<b> now.", source="Klicken Sie </b>hier<b> jetzt.", lang="de"),
        GoodPair("<b>One<br>two</b>", source="<b>Eins zwei</b>", lang="de"),
        GoodPair("There are %d of the files.", source="Es gibt %s der Dateien.", lang="de"),
        GoodPair("In {name} there are {n} files.", source="Es gibt {n} Dateien in {name}.", lang="de"),
    ),
)
def tag_order(pair: Pair) -> Iterator[Match]:
    """Tags or nameless placeholders stand in an order that does not work.

    Engines move them about like words; a closing tag must follow its opening one, and a program fills nameless
    placeholders in their order.
    """
    for bead in pair.trusted:
        assert bead.source and bead.target
        place = None
        if _unnested(bead.source_text) is None:
            place = _unnested(bead.target_text)
        place = place or _moved(bead)
        if place:
            span = place.shifted(bead.target.start)
            related = (Related(bead.source, "in the right order", SOURCE),)
            yield Match(span, f"“{pair.document.text[slice(*span)]}” stands in the wrong order.", 0.8, (), related)


def _unnested(text: str) -> Span | None:
    """The first closing tag that closes nothing, or not what was opened last."""
    opened: list[str] = []
    for m in TAG.finditer(text):
        name = m[2].lower()
        if name in ALONE:
            continue
        if not m[1]:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return Span(*m.span())
    return None


def _moved(bead: Bead) -> Span | None:
    """The first nameless placeholder that is another than in its place in the source, if all of them are there."""
    here = list(UNNAMED.finditer(bead.target_text))
    there = [m.group() for m in UNNAMED.finditer(bead.source_text)]
    if sorted(m.group() for m in here) != sorted(there):
        return None
    return next((Span(*m.span()) for m, wanted in zip(here, there, strict=True) if m.group() != wanted), None)
