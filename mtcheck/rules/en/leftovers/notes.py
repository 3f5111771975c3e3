"""LEF011: notes of whoever translated, on the text and on the translation."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, Bad, Document, Flag, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

TEXT = r"(?:text|article|passage|sentence|paragraph|wording|phrase|document|source|author|version|translation)\b"
DONE = r"(?:translated|kept|left|preserved|adapted|rendered|maintained|retained)"
DOES = r"(?:aims|maintains|preserves|retains|keeps|captures|conveys|follows|reflects|tries|attempts)\b"
NOTE = LazyPattern(
    # (Note: the original text …)
    r"[(\[](?:(?:Please )?[Nn]ote(?: that)?|NB|NOTE|[Tt]ranslat(?:or|ion)(?:['’]s)? [Nn]otes?|TN|T/N)\s?[:–—-]? ?"
    r"(?:(?:[Tt]he|[Tt]his|[Ss]ome) )?(?:(?:original|source|given|provided|above|rest|remainder|last|final) )+"
    rf"(?:of the )?{TEXT}[^)\]\n]{{0,200}}[)\]]"
    # a line that begins so
    rf"|(?m:^)(?:Please )?[Nn]ote(?: that)?:? (?:that )?(?:the|some) (?:original|source|provided) {TEXT}[^\n]{{0,80}}"
    rf"|(?m:^)I(?:['’]ve| have)(?: also)? {DONE} (?:the|this|all|it|names?|proper) [^\n]{{0,60}}"
    r"\b(?:translat|original|text|literal|English|untranslated|meaning|as (?:is|it is))[^\n]{0,40}"
    rf"|(?m:^)(?:This|The (?:above|English)) translation {DOES}[^\n]{{0,60}}"
)


@document_rule(
    code="LEF011",
    name="translators-note",
    severity=MAJOR,
    mqm="accuracy/addition",
    anchors="translation translated translator translator's original source untranslated".split(),
    examples=(
        Bad("The envoys met in May. [[(Note: The original text breaks off here.)]]"),
        Bad("The envoys met. [[(Translator's note: the source text has a wrong date.)]]"),
        Bad("The envoys met in May.\n[[Note that the original sentence is incomplete and may need]]"),
        Bad("The envoys met in May.\n[[I have translated the text as literally as possible.]]"),
        Bad("The envoys met in May.\n[[This translation keeps the tone of the author.]]"),
        Good("The envoys met in May. (Note: The hall has been closed since, and the original is lost.)"),
        Good("The envoys met in May (see note 4: the source of the money), and the original text was read."),
        Good("“I have kept the original text,” she said. The translation keeps its rhymes."),
        Good("“The envoys met (note: the original text is lost),” she said."),
    ),
)
def translators_note(document: Document) -> Iterator[Match]:
    """A note on the text or on the translation stands in the article.

    Language models tell what they did, and what they found odd in the source; the answer was copied as it is.
    """
    for m in NOTE.finditer(document.text):
        if document.has(next(iter(document.tokens_at(Span(*m.span()))), -1), Flag.QUOTED):
            continue
        message = "This is a note on the text or on its translation, and no part of it."
        yield Match(Span(m.start(), min(m.end(), m.start() + 90)), message, 0.75)
