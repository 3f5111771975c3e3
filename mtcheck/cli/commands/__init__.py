"""The commands: one module each, found by its name, which holds a click command of the same name.

A command parses its options, calls what does the work, and returns the exit code (None means 0). At the top its module
imports no more than click and cli.options, so that `mtcheck --help` and a completion stay quick: what it calls is
imported when it runs.
"""
