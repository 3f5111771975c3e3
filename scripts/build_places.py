"""Builds mtcheck/bitext/cldr/*.json: names of countries, cities, months and weekdays in the source languages.

Run it with `pip install babel==2.18.0`; it makes one for each language whose table has a ratio, and some. The names are
from the Unicode CLDR (Unicode licence V3, see NOTICE).
"""

from __future__ import annotations

import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from babel import Locale  # type: ignore[import-untyped]

from mtcheck.bitext.index import languages

FOLDER = Path(__file__).resolve().parent.parent / "mtcheck/bitext"
SKIPPED = frozenset("unknown region|pseudo-accents|pseudo-bidi|outlying oceania|world|unknown city|utc".split("|"))
MORE = ("el", "fa", "id", "sv", "vi")  # whose names are told apart though their lengths were not measured
EUROZONE = {"EU": "European Union", "UN": "United Nations"}


def places(source: Locale, english: Locale) -> dict[str, list[str]]:
    """English name -> names in the source language, all in small letters."""
    out: dict[str, set[str]] = {}
    for code, name in source.territories.items():
        if code in english.territories and not name.isdigit():
            out.setdefault(english.territories[code].lower(), set()).add(name.lower())
    for zone, value in source.time_zones.items():
        if "city" in value:
            default = zone.rpartition("/")[2].replace("_", " ")
            city = english.time_zones.get(zone, {}).get("city", default) if zone in english.time_zones else default
            out.setdefault(city.lower(), set()).add(value["city"].lower())
    return {k: sorted(v) for k, v in sorted(out.items()) if k not in SKIPPED and v != {k}}


def words(source: Locale, what: str) -> dict[str, list[str]]:
    """Number of the month (1 to 12) or weekday (0: Monday) -> its names, in small letters."""
    out: dict[str, set[str]] = {}
    for context in ("format", "stand-alone"):
        for key, name in getattr(source, what)[context]["wide"].items():
            out.setdefault(str(key), set()).add(name.lower())
    return {k: sorted(v) for k, v in sorted(out.items(), key=lambda x: int(x[0]))}


def build(code: str) -> None:
    """Write the names of a language."""
    source, english = Locale.parse(code), Locale.parse("en")
    data = {"places": places(source, english), "months": words(source, "months"), "days": words(source, "days")}
    text = json.dumps(data, ensure_ascii=False, indent=0, separators=(",", ":"))
    (FOLDER / "cldr" / f"{code}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    """A process for each language: Babel 2.18 mixes up what languages inherit once it has read another one."""
    with ProcessPoolExecutor(max_workers=1, max_tasks_per_child=1) as pool:
        list(pool.map(build, [code for code, entry in languages().items() if entry.known or code in MORE]))


if __name__ == "__main__":
    main()
