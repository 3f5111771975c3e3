"""A text and its parts: document, spans and edits, lines, scripts. Knows no language."""
