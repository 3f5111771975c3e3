"""One module a file format.

A module says its suffixes in a line of its own, `SUFFIXES = (".md", ".markdown")`, and has a `FORMAT`. It is found by
that line and loaded when the first file needs it; nothing else needs editing.
"""
