"""SPC013: a small word joined to the code after it."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, SUGGEST, Bad, BlockKind, Document, Edit, Fix, Good, Match, Span, rule

CODE = "x"  # what stands for code in the text of a file with markup
# With an x behind them they are no words, as to (tox) and he (hex) are.
JOINERS = ("the", "and", "of", "with", "from", "for", "by", "that")
MARKED = (BlockKind.PARAGRAPH,)


@rule(
    code="SPC013",
    name="word-joined-to-code",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    anchors=tuple(word + CODE for word in JOINERS),
    examples=(
        Bad("Use it instead [[of]]x here.", fix="Use it instead of x here.", blocks=MARKED),
        Bad("As [[the]]x property says, it is set.", fix="As the x property says, it is set.", blocks=MARKED),
        Good("Use it instead of x here, and not as the thex says."),
        Good("Use it instead of x here. The OFX is new.", blocks=MARKED),
    ),
)
def word_joined_to_code(document: Document, i: int) -> Iterator[Match]:
    """No space stands between a small word and the code after it.

    Engines move the space to the other side of the mark that begins the code, which then joins the word before.
    """
    word = document.words[i]
    if document.blocks is not None and word.islower():
        at = document.ends[i] - len(CODE)
        message = f"A space is missing between “{word[: -len(CODE)]}” and the code after it."
        fix = Fix("Put a space before the code", (Edit(at, at, " "),), SUGGEST)
        yield Match(Span(document.starts[i], at), message, 0.85, (fix,))
