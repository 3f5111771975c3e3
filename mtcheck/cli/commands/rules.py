"""`mtcheck rules`: all rules."""

from __future__ import annotations

import sys

from mtcheck.cli.options import command, json_or_text


@command()
@json_or_text
def rules(style: str) -> None:
    """List all rules."""
    from mtcheck.checking.registry import all_rules
    from mtcheck.report.json import dumps
    from mtcheck.report.rules import rule_dict, write_table

    if style == "json":
        sys.stdout.write(dumps([rule_dict(r) for r in all_rules()]))
    else:
        write_table(sys.stdout, all_rules())
