"""LEF008: characters read in the wrong encoding."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SAFE, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.marks import word_end, word_start
from mtcheck.text.patterns import LazyPattern

LEADS = ("â€", "Ã", "Â", "Ð", "Ñ", "ï", "\ufffd")
HIGH = "\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
PATTERN = LazyPattern(rf"â€[{HIGH}]?|Ã[\u00a0-\u00bf]|ï»¿|Â[\u00a0-\u00bf]|(?:[ÐÑ][{HIGH}]){{2,40}}|\ufffd{{1,9}}")


@document_rule(
    code="LEF008",
    name="wrong-encoding",
    severity=MAJOR,
    mqm="fluency/character-encoding",
    signs=LEADS,
    examples=(
        Bad("It is [[Kimâ€™s]] plan.", fix="It is Kim’s plan."),
        Bad("The [[cafÃ©]] was closed.", fix="The café was closed."),
        Bad("He wrote a ([[rÃ©sumÃ©]]), and left.", fix="He wrote a (résumé), and left."),
        Bad("The [[na\ufffdve]] plan failed."),
        Good("SÃO PAULO and the Âme café; the rôle of Ñandú."),
        Good("It is Kim’s plan – so far…"),
    ),
)
def wrong_encoding(document: Document) -> Iterator[Match]:
    """Letters or marks were read in the wrong encoding.

    The source reached the engine, or the result left it, as bytes that were taken for another encoding.
    """
    text = document.text
    done = 0
    for m in PATTERN.finditer(text):
        if m.start() < done:
            continue
        start, done = word_start(text, m.start(), 40), word_end(text, m.end(), 40)
        start = m.start() - len(text[start : m.start()].lstrip("(“\"'["))
        done = m.end() + len(text[m.end() : done].rstrip(".,;:!?)”\"'"))
        word = text[start:done]
        right = _repaired(word)
        fixes = (Fix(f"Write “{right}”", (Edit(start, done, right),), SAFE),) if right else ()
        yield Match(Span(start, done), f"“{word}” was read in the wrong encoding.", 0.95, fixes)


def _repaired(word: str) -> str:
    """The word as it was before UTF-8 was taken for Windows-1252; "" if that was not it."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return word.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return ""
