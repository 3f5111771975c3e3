"""SPC011: spaces around the slash of a unit."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

AMOUNT, SHARE = "km|m|cm|mm|mg|g|kg|ml|l|kWh|MB|GB", "h|s|min|l|ml|kg|m2|m²|m3|m³|d"
UNIT = LazyPattern(rf"(?<=\d) ?((?:{AMOUNT}) ?/ ?(?:{SHARE}))(?![\w/])")


@document_rule(
    code="SPC011",
    name="spaced-unit",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    signs=(" /", "/ "),
    examples=(
        Bad("The car drove at 146 [[km / h]] through the town.", fix="The car drove at 146 km/h through the town."),
        Good("The car drove at 146 km/h through the town. Sizes: 12 m / 14 m."),
        Good("Choose A / B or 5 l / day."),
    ),
)
def spaced_unit(document: Document) -> Iterator[Match]:
    """A unit made of two has spaces around its slash.

    Tokenizers cut it at the slash, and the engine does not put it back.
    """
    for m in UNIT.finditer(document.text):
        new = m.group(1).replace(" ", "")
        if new != m.group(1):
            fix = Fix.write(m.span(1), new, SAFE)
            yield Match(Span(*m.span(1)), f"“{m.group(1)}” has a space in it.", 0.9, (fix,))
