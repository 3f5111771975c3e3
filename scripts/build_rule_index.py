"""Builds mtcheck/rules/index.py: the cards of all rules, and what wakes each, so that a rule that sleeps is not
imported. Run it after a change in mtcheck/rules; a test says when it was forgotten, and until then all are imported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from mtcheck import rules
from mtcheck.checking.catalogue import Catalogue, stamp
from mtcheck.checking.registry import ANY, BILINGUAL, found_in
from mtcheck.languages import DEFAULT

TARGET = Path(rules.__file__).parent / "index.py"
FOLDERS = (ANY, DEFAULT, BILINGUAL)
HEAD = '''"""Made by scripts/build_rule_index.py; see mtcheck/checking/catalogue.py."""

from __future__ import annotations

Codes = tuple[str, ...]
'''


def index() -> str:
    """The text of the file."""
    known = Catalogue.of(found_in(FOLDERS))
    table = known.table
    parts = [
        HEAD,
        f"FOLDERS = {FOLDERS!r}\nSTAMP = {stamp(str(TARGET.parent), FOLDERS)}\n",
        "CARDS: tuple[tuple[str, str, str, str, bool, str], ...] = (",
        *(f"    {tuple(card[:-1])!r}," for card in known.cards.values()),
        f")\nALWAYS: Codes = {tuple(table.always)!r}",
        *_rows("ALONE: dict[str, Codes]", _codes(table.alone)),
        *_rows("BEFORE: dict[str, dict[str, Codes]]", {k: _codes(v) for k, v in table.before.items()}),
        *_rows("AFTER: dict[str, dict[str, Codes]]", {k: _codes(v) for k, v in table.after.items()}),
        *_rows("SIGNS: dict[str, Codes]", _codes(table.signs)),
        *_rows("FLAGS: dict[int, Codes]", {k: tuple(v) for k, v in table.flags.items()}),
    ]
    return "\n".join(parts) + "\n"


def _codes(table: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    return {key: tuple(codes) for key, codes in sorted(table.items())}


def _rows(name: str, table: Mapping[str, object] | Mapping[int, object]) -> list[str]:
    return [f"{name} = {{", *(f"    {key!r}: {value!r}," for key, value in sorted(table.items())), "}"]


if __name__ == "__main__":
    TARGET.write_text(index(), encoding="utf-8")
