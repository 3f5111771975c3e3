"""`mtcheck explain`: one rule, or the grammar of a sentence."""

from __future__ import annotations

import sys
from typing import Any

import click

from mtcheck.cli.options import command, complete_rule, configuration, json_or_text


@command(short_help="Explain a rule, by code or name.")
@click.argument("rule", shell_complete=complete_rule, required=False)
@click.option("--syntax", metavar="SENTENCE", help="Show instead what the grammar of a text is, as rules see it.")
@json_or_text
@configuration
def explain(rule: str | None, syntax: str | None, style: str, **settings: Any) -> None:
    """Explain a rule, by code or name: what it finds, why machines do this, examples."""
    if (rule is None) == (syntax is None):
        raise click.UsageError("Name a rule, or give a text with --syntax, and not both.")
    if syntax is not None:
        _show_syntax(syntax, style)
    elif rule is not None:
        _explain(rule, style, settings)


def _explain(rule: str, style: str, settings: dict[str, Any]) -> None:
    from mtcheck.checking.registry import UnknownRule, find
    from mtcheck.cli.setup import project_of
    from mtcheck.report.json import dumps
    from mtcheck.report.rules import rule_dict, write_explanation

    try:
        found = find(rule, phrases=project_of([], None, **settings).phrases)
    except UnknownRule as e:
        raise click.UsageError(str(e)) from None
    if style == "json":
        sys.stdout.write(dumps(rule_dict(found)))
    else:
        write_explanation(sys.stdout, found)


def _show_syntax(text: str, style: str) -> None:
    from mtcheck.report.json import dumps
    from mtcheck.report.syntax import syntax_dict, write_syntax

    if style == "json":
        sys.stdout.write(dumps(syntax_dict(text)))
    else:
        write_syntax(sys.stdout, text)
