"""Files -> text. Offsets of findings are code points into that text."""
