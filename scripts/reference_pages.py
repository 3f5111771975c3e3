"""Write docs/reference/commands.md from the command line, and the tables of docs/configuration.md from the keys."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import click

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtcheck.cli.main import cli  # noqa: E402
from mtcheck.project.keys import KEYS  # noqa: E402
from mtcheck.project.phrases import CELLS, NEEDED  # noqa: E402

COMMANDS = ROOT / "docs" / "reference" / "commands.md"
SETTINGS = ROOT / "docs" / "configuration.md"
WIDTH = 100
HEAD = """\
# Command line

<!-- mtcheck: ignore-file -- made from the program -->

Made by `scripts/reference_pages.py` from the program itself: what `mtcheck COMMAND --help` prints. A
[tutorial](../tutorials/editor.md) shows the commands at work.
"""


def commands() -> str:
    """The page of the command line."""
    parts = [HEAD, _section("mtcheck", cli, None)]
    with click.Context(cli, info_name="mtcheck", **_WIDE) as above:
        for name in cli.list_commands(above):
            command = cli.get_command(above, name)
            assert command is not None
            parts.append(_section(f"mtcheck {name}", command, above))
    return "\n".join(parts)


_WIDE: dict[str, Any] = {**cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}


def _section(title: str, command: click.Command, above: click.Context | None) -> str:
    with click.Context(command, parent=above, info_name=title.rpartition(" ")[2], **_WIDE) as context:
        text = "\n".join(line.rstrip() for line in command.get_help(context).splitlines())
    return f"## {title}\n\n```text\n{text}\n```\n"


def settings() -> str:
    """docs/configuration.md with its tables."""
    keys = [(f"`{k.name}`", _value(k.default), k.help) for k in KEYS]
    cells = [
        (f"`{name}`" + " (needed)" * (name in NEEDED), _value(cell.schema.get("default")), cell.help)
        for name, cell in CELLS.items()
    ]
    text = SETTINGS.read_text(encoding="utf-8")
    for name, rows in (("keys", keys), ("phrases", cells)):
        first, last = f"<!-- {name}: made by scripts/reference_pages.py -->\n", f"<!-- end of {name} -->"
        before, _, rest = text.partition(first)
        text = before + first + _table(("key", "default", "meaning"), rows) + last + rest.partition(last)[2]
    return text


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, ["---"] * len(head), *rows))


def _value(value: Any) -> str:
    return "" if value is None else f"`{json.dumps(value)}`"


PAGES = {COMMANDS: commands, SETTINGS: settings}


def main() -> int:
    for path, written in PAGES.items():
        path.write_text(written(), encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
