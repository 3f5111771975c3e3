"""XHO001: the sign for per cent after a figure."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SAFE, Bad, Document, Edit, Fix, Flag, Good, Match, rule


@rule(
    code="XHO001",
    name="percent-sign",
    severity=MINOR,
    mqm="style/organizational-style",
    anchors=("%",),
    examples=(
        Bad("Prices rose by 3[[%]] in May.", fix="Prices rose by 3 per cent in May."),
        Bad("Some 12 [[%]] of them stayed.", fix="Some 12 per cent of them stayed."),
        Good("Prices rose by 3 per cent in May."),
        Good("The sign % stands for it."),
    ),
)
def percent_sign(document: Document, i: int) -> Iterator[Match]:
    """A figure is followed by “%”; this house writes “per cent”.

    Engines keep the sign of the source.
    """
    if not document.has(i - 1, Flag.NUMBER):
        return
    span = document.span(i)
    gap = " " if document.ends[i - 1] == span.start else ""
    fix = Fix("Write “per cent”", (Edit(*span, f"{gap}per cent"),), SAFE)
    yield Match(span, "This house writes “per cent”.", 0.95, (fix,))
