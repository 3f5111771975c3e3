"""Build the case lexicon: English words and how often they are written small in mid-sentence.

    python training/build_lexicon.py DATA_FOLDER SCOWL_FOLDER

SCOWL_FOLDER holds the lists of the Debian package scowl (usr/share/dict/scowl). Words that are capitals by
convention (months, weekdays, nationalities, titles) get a share of 0 but stay words.
"""

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))

from corpus import Document, read_masc, read_text, read_ud

LEVELS = 20  # shares are kept in steps of a twentieth
SIZES = ("10", "20", "35", "40", "50", "55", "60")
TITLES = """president vice-president minister premier chancellor king queen prince princess emperor empress duke
duchess lord lady sir dame baron baroness count countess earl pope cardinal bishop archbishop father sister brother
saint reverend rabbi imam ayatollah sheikh sultan emir general colonel captain lieutenant sergeant corporal major
admiral commander marshal brigadier senator representative congressman congresswoman governor mayor ambassador
secretary attorney judge justice chief professor doctor dean mr mrs ms miss mister madam mum dad mom mommy daddy
grandma grandpa uncle aunt god bible internet""".split()
CALENDAR = """january february march april may june july august september october november december jan feb mar apr
jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur
thurs fri sat sun mondays tuesdays wednesdays thursdays fridays saturdays sundays christmas easter""".split()


def scowl(folder: Path, kinds: tuple[str, ...], sizes: tuple[str, ...] = SIZES) -> set[str]:
    """All entries of some of SCOWL's lists that have no apostrophe."""
    found: set[str] = set()
    for kind in kinds:
        for size in sizes:
            path = folder / f"{kind}.{size}"
            if path.exists():
                found.update(w for w in path.read_text(encoding="latin-1").split() if "'" not in w)
    return found


def documents(folder: Path) -> Iterator[Document]:
    """Every training text."""
    for name in ("ewt", "gum"):
        yield from read_ud(folder / f"ud/en_{name}-train.conllu.gz", join=True)
    yield from read_masc(folder / "text/masc-written-tagged.txt.gz")
    for name in ("current-events", "wikipedia-biographies", "wikipedia-sentences", "us-presidents"):
        for document in read_text(folder / f"text/{name}.txt.gz"):
            if name == "us-presidents":  # capitals there are a matter of period style
                document.cased = [c and w.islower() for c, w in zip(document.cased, document.words, strict=True)]
            yield document


def count(folder: Path) -> tuple[Counter[str], Counter[str]]:
    """Mid-sentence occurrences of each word: written small, and all."""
    small: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for document in documents(folder):
        for word, cased in zip(document.words, document.cased, strict=True):
            if cased and word.replace("-", "").isalpha() and word.isascii():
                total[word.lower()] += 1
                small[word.lower()] += word.islower()
    return small, total


def shares(data: Path, lists: Path) -> tuple[dict[str, float], list[str]]:
    """Share written small of the words met in the texts or excepted; and the other English words.

    Names that also are words have a middling share.
    """
    words = {w for w in scowl(lists, ("english-words", "american-words", "british-words")) if w.islower()}
    upper = {
        w.lower() for w in scowl(lists, ("english-upper", "american-upper", "british-upper", "english-proper-names"))
    }
    small, total = count(data)
    entries = words | {w for w, n in small.items() if n >= 3 and n >= 0.8 * total[w] and len(w) > 1}
    fixed = set(TITLES) | set(CALENDAR)
    result = {}
    entries = {w for w in entries if w.isascii()}
    rare = sorted(w for w in entries if not total[w] and w not in upper and w not in fixed)
    for word in sorted(entries.difference(rare)):
        prior = 0.6 if word in upper else 0.97 if word in words else 0.5
        share = (small[word] + 2 * prior) / (total[word] + 2)
        result[word] = 0.0 if word in fixed else share
    return result, rare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("scowl", type=Path)
    root = Path(__file__).resolve().parents[1]
    parser.add_argument("--out", type=Path, default=root / "mtcheck/languages/en/lexicon/words_case.txt")
    options = parser.parse_args()
    found, rare = shares(options.data, options.scowl)
    levels = {word: round(share * LEVELS) for word, share in found.items()}
    lines = (f"{word} {levels[word]}\n" for word in sorted(levels))
    options.out.write_bytes("".join(lines).encode("ascii"))
    hashes = np.unique(np.array([zlib.crc32(w.encode("ascii")) for w in rare], "<u4"))
    options.out.with_name("rare.bin").write_bytes(hashes.tobytes())
    sizes = sorted(Counter(levels.values()).items())
    print(f"{len(found):,} words, {options.out.stat().st_size:,} bytes; by level {sizes}")
    print(f"{len(rare):,} rare words, {4 * len(hashes):,} bytes")


if __name__ == "__main__":
    main()
