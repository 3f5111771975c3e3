"""`mtcheck explain`: one rule."""

from __future__ import annotations

import sys

import click

from mtcheck.cli.options import command, complete_rule, json_or_text


@command(short_help="Explain a rule, by code or name.")
@click.argument("rule", shell_complete=complete_rule)
@json_or_text
def explain(rule: str, style: str) -> None:
    """Explain a rule, by code or name: what it finds, why machines do this, examples."""
    from mtcheck.checking.registry import UnknownRule, find
    from mtcheck.report.json import dumps
    from mtcheck.report.rules import rule_dict, write_explanation

    try:
        found = find(rule)
    except UnknownRule as e:
        raise click.UsageError(str(e)) from None
    if style == "json":
        sys.stdout.write(dumps(rule_dict(found)))
    else:
        write_explanation(sys.stdout, found)
