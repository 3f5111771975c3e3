"""Builds mtcheck/languages/en/lexicon/names_given.txt: first names with the gender of those who bear them.

Run it in an environment of its own: `pip install faker==40.54.0 names==0.3.0`
and `pip install --no-deps nomquamgender==0.1.4`,
then `python scripts/build_names.py`. All three packages are under the MIT licence. nomquamgender joins
36 public sources from 150 countries (number of sources, number of people, share of women); Faker has names by
country; `names` has first names and surnames of the United States census of 1990, which is in the public domain.

A name counts as a woman's or a man's if nearly all its bearers are; else as either's. Small letters mark
names that are common surnames too and say little when they stand alone ("Thomas said").
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import unicodedata
from collections.abc import Iterator
from importlib.metadata import files
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "mtcheck/languages/en/lexicon/names_given.txt"
SOURCES, PEOPLE = 4, 20  # a name needs so many
WORD_PEOPLE = 8_000  # and one that is an English word as well
WORD_BLOCKS = 8  # of the frequent words, which the list of English words holds in blocks
EITHER_PEOPLE = 300  # and a name of both genders so many
SURE = 0.05  # at most this share of the other gender
SURNAMES = 6000  # the commonest in the census
NOT_NAMES = frozenset(  # English words, places and days that capitals bring up more often than people do
    """the a an this that these those it its in on at of and or but for from to with by as is was are were be not no he
    she his her they we you i my our your their who what when where how why all any some one two first last new old
    do so if an about after before city north south east west january february march april may june july august
    september october november december monday tuesday wednesday thursday friday saturday sunday london paris
    china india america asia africa europe england ireland france spain israel jordan georgia chad cuba kenya
    malaysia russia berlin vienna madrid milan florence sydney houston dallas austin carolina virginia dakota
    montana nevada alabama alaska arizona indiana louisiana texas oxford cambridge chelsea brooklyn bronx
    christian muslim islam catholic jesus christmas easter english german french roman dutch irish king queen prince
    princess duke earl baron major general captain doctor lord lady sir judge dean bishop pope saint deputy senator
    president minister chief police army state states united nations university college bank company group union
    party court house senate congress government ministry press times post news world sun moon star sea river lake
    internet google amazon facebook apple mercedes toyota honda lexus nissan ford tesla oracle
    my me mother father son daughter brother sister baby boy girl man woman lady mister miss mrs see many more most
    such other another each every well good great big little young high long best art music love life home
    every since while during because although however both only even still also just now then here there
    an de la le el al da di du van von bin ben abu der den""".split()
)


def plain(name: str) -> str:
    """A name as it is looked up: small letters, no accents."""
    letters = unicodedata.normalize("NFKD", name.strip().lower().replace("ı", "i").replace("ø", "o").replace("ł", "l"))
    return "".join(c for c in letters if not unicodedata.combining(c)).replace("’", "'")


def words_of(file: str, letters: str = "") -> frozenset[str]:
    """The words of another list, of the classes named by `letters` (all if none is)."""
    lines = (OUT.parent / file).read_text(encoding="utf-8").splitlines()
    rows = [x for x in lines if x and not x.startswith("#") and (not letters or x[0] in letters)]
    return frozenset(w for x in rows for w in x.split())


def english_words() -> frozenset[str]:
    rows = (line.split() for line in (OUT.parent / "words_frequent.txt").read_text(encoding="utf-8").splitlines())
    return frozenset(word for word, block in rows if int(block) < WORD_BLOCKS)


CITIES = frozenset(
    "victoria sofia florence vienna paris madison santiago kazan lima".split()
)  # that people are named after
COUNTRIES = words_of("names_places.txt", "P") - CITIES
WORDS = english_words()
OTHERS = (
    words_of("nouns_person.txt") | words_of("nouns_organisation.txt") | words_of("nouns_gendered.txt")
    | words_of("nouns_titles.txt") | words_of("names_places.txt", "OA")
    | COUNTRIES
)  # fmt: skip
BOTH = frozenset("abbot duke prince bishop earl baron".split())  # but these are names as well
SHORT = frozenset("al bo ed jo li ty yu".split())


def usable(name: str) -> bool:
    if name in NOT_NAMES or (name in OTHERS and name not in BOTH):
        return False
    return name in SHORT or (name.isascii() and name.isalpha() and 3 <= len(name) <= 14)


def packed(package: str, name: str) -> str:
    """The text of a file of an installed package, which is not imported (nomquamgender would need pandas)."""
    return next(f for f in files(package) or () if f.name == name).read_text()


def consensus() -> Iterator[tuple[str, str]]:
    data = json.loads(packed("nomquamgender", "name_data.json"))
    for name, (sources, people, women, *_) in data.items():
        if sources >= SOURCES and people >= PEOPLE and usable(name):
            if name in WORDS and people < WORD_PEOPLE:
                continue
            if min(women, 1 - women) <= SURE:
                yield name, "F" if women > 0.5 else "M"
            elif people >= EITHER_PEOPLE:
                yield name, "U"


def by_country() -> Iterator[tuple[str, str]]:
    import faker.providers.person as person  # type: ignore[import-not-found]

    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{module.name}").Provider
        for attribute, gender in (("female", "F"), ("male", "M")):
            for kind in ("first_names", "first_romanized_names"):
                for name in getattr(provider, f"{kind}_{attribute}", ()):
                    if usable(plain(name)):
                        yield plain(name), gender


def surnames() -> frozenset[str]:
    lines = packed("names", "dist.all.last").split("\n")
    return frozenset(line.split()[0].lower() for line in lines[:SURNAMES] if line)


def main() -> None:
    genders = dict(consensus())
    seen: dict[str, set[str]] = {}
    for name, gender in by_country():
        seen.setdefault(name, set()).add(gender)
    for name, found in seen.items():
        if name in WORDS:
            continue
        genders.setdefault(name, found.pop() if len(found) == 1 else "U")
    common = surnames() | WORDS
    rows = {n: gender.lower() if gender != "U" and n in common else gender for n, gender in genders.items()}
    OUT.write_bytes("".join(f"{name} {rows[name]}\n" for name in sorted(rows)).encode())
    print({c: len(names) for c, names in rows.items()}, OUT.stat().st_size)


if __name__ == "__main__":
    main()
