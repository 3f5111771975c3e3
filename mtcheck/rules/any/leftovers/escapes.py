"""LEF009: characters that are written as escapes of a programming language."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

# A line break or tab between sentences or at the end of one; a character by its number, beside a letter; quotation
# marks in pairs.
ESCAPE = LazyPattern(
    r"(?P<space>(?<=[\w.!?…:,;)\]\"”’»])(?P<gap>[ ]?)(?:\\[nrt])++(?=[ ]?(?:[A-Z“\"«]|$))|(?<=[.!?])\\[nt](?=[ ]))"
    r"|(?P<code>(?<=\w)\\u[0-9A-Fa-f]{4}|\\u[0-9A-Fa-f]{4}(?=\w))"
    r"|(?P<open>(?<![^\s(])\\\"(?=\w[^\\\"\n]{0,200}\\\"))|(?P<close>(?<=[\w.,!?])\\\"(?=[\s.,;:!?)]|$))"
)
CODE = LazyPattern(r"[(=] ?[\"'][^\n]{0,200}$|`[^`\n]{0,200}$|\b[A-Za-z]:\\\S*$")
NEAR = 300  # code points before an escape that say whether it stands in code


@document_rule(
    code="LEF009",
    name="escape",
    severity=MAJOR,
    mqm="fluency/character-encoding",
    signs=("\\",),
    examples=(
        Bad(
            r"The envoys met on Monday.[[\n]]They left on Friday.",
            fix="The envoys met on Monday.\nThey left on Friday.",
        ),
        Bad(r"The envoys met on Monday.[[\n\n]]They left.", fix="The envoys met on Monday.\n\nThey left."),
        Bad(r"The envoys met.[[\n]] They left at noon.[[\n]]", fix="The envoys met.\n They left at noon.\n"),
        Bad(r"Name[[\t]]Total", fix="Name\tTotal"),
        Bad(r"They met in a caf[[\u00e9]] by the river.", fix="They met in a café by the river."),
        Bad(r"He said [[\"]]no[[\"]] to the plan.", fix='He said "no" to the plan.'),
        Good(r"The escape \n stands for a line break, \u00e9 for a letter and \" for a mark."),
        Good(r"The file is in C:\news\Today and the share is \\host\name."),
        Good("The program calls print(\"Done.\\nNext\") and x = 'a.\\nB'; `One.\\nTwo` is a string."),
        Good(r"The letters caf\ud83d are half of one."),
        Good(r"G\"odel wrote \textit{On Formally} and \nu."),
    ),
)
def escape(document: Document) -> Iterator[Match]:
    """A line break, a quotation mark or a letter is written as in a program, with a backslash.

    The text went through JSON or a program's source, and what a translator or a script wrote back was not read as such.
    """
    text = document.text
    for m in ESCAPE.finditer(text):
        near = max(0, m.start() - NEAR)
        line = max(near, text.rfind("\n", near, m.start()) + 1)
        if CODE.search(text[line : m.start()]):
            continue
        start = max(m.start(), m.end("gap"))
        new = text[start : m.end()].encode().decode("unicode_escape")
        if "\ud800" <= new <= "\udfff":
            continue  # half of a character
        fix = Fix("Write the character", (Edit(start, m.end(), new),), SAFE if m["code"] else SUGGEST)
        message = f"“{text[start : m.end()]}” is how a program writes a character, and no text."
        yield Match(Span(start, m.end()), message, 0.85, (fix,))
