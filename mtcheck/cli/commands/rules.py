"""`mtcheck rules`: all rules."""

from __future__ import annotations

import sys
from typing import Any

from mtcheck.cli.options import command, configuration, json_or_text


@command(short_help="List all rules, your own too.")
@json_or_text
@configuration
def rules(style: str, **settings: Any) -> None:
    """List all rules, those of installed packages and of the configuration too."""
    from mtcheck.checking.registry import all_rules
    from mtcheck.cli.setup import project_of
    from mtcheck.report.json import dumps
    from mtcheck.report.rules import rule_dict, write_table

    found = all_rules(phrases=project_of([], None, **settings).phrases)
    if style == "json":
        sys.stdout.write(dumps([rule_dict(r) for r in found]))
    else:
        write_table(sys.stdout, found)
