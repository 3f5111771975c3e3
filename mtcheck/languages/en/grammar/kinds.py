"""What kind of thing each noun, name and pronoun stands for: what the parser says."""

from __future__ import annotations

from mtcheck.languages.en.model.parsed import parse_of
from mtcheck.text.document import Document, layer


@layer
def kinds(document: Document) -> list[str]:
    """The kind of each token: one of the parser's KINDS, "" for what is no noun, name or pronoun, or not known."""
    parsed = parse_of(document)
    return ["" if kind == "none" else kind for kind in parsed.kind]
