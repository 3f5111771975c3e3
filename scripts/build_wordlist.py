"""Build the English word list (mtcheck/languages/en/lexicon/) from SCOWL and counts of words in the training text.

Needs Debian's packages `scowl` and `wordnet-base` (or SCOWL's folder final/ and WordNet's dict/) and the folder
of training text:

    python scripts/build_wordlist.py /usr/share/dict/scowl /usr/share/wordnet ../shared/data

Four sets go into one file, as Bloom filters: words, rare words, names, and the letter triples of English words.
The frequent words, which also serve as suggestions, go into a second file as text, most frequent block first.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtcheck.languages.en.words.wordlist import FREQUENT_FILE, SETS_FILE, Bloom, pack, parts  # noqa: E402

NAME = re.compile(r"([a-z_0-9]+)-([a-z-]+)\.(\d+)")
KINDS = {"words", "upper", "proper-names", "abbreviations", "hacker"}
LETTERS = re.compile(r"[^\W\d_]+")
RARE = 95  # SCOWL's size in which words are so rare that a misspelling is likelier
FREQUENT = 40
PART = 8  # words that must hold three letters in a row before these count as English
BITS = {"words": 16, "rare": 10, "names": 9, "parts": 16}  # of a filter for each word: 0.1 %, 1 %, 2 % false members


def scowl(folder: Path) -> dict[str, int]:
    """The words of SCOWL's lists, with the smallest size each is in."""
    sizes: dict[str, int] = {}
    for path in sorted(folder.iterdir()):
        m = NAME.fullmatch(path.name)
        if m and m.group(2) in KINDS:
            for word in path.read_text(encoding="latin-1").split():
                sizes[word] = min(sizes.get(word, 99), int(m.group(3)))
    return sizes


def wordnet(folder: Path) -> set[str]:
    """The single words of WordNet in small letters."""
    found: set[str] = set()
    for path in sorted(folder.glob("index.*")):
        lines = path.read_text(encoding="utf-8").splitlines()
        found |= {line.split(" ", 1)[0] for line in lines if line[:1].isalpha()}
    return {w for w in found if LETTERS.fullmatch(w)}


def plain(word: str) -> str:
    """The word without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))


def texts(folder: Path) -> Iterator[str]:
    """The training texts, as lines."""
    for path in sorted(folder.rglob("*.gz")):
        if "dev" in path.name:
            continue
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if path.suffixes[0] == ".conllu":
                    column = line.split("\t")
                    yield column[1] if len(column) > 2 else ""
                else:
                    yield re.sub(r"_[A-Z$,.:()`'#-]+(?=\s)", "", line) if "tagged" in path.name else line


def counts(folder: Path) -> Counter[str]:
    """How often each word is in the training text, as it is written there."""
    found: Counter[str] = Counter()
    for line in texts(folder):
        found.update(LETTERS.findall(line))
    return found


def extra() -> set[str]:
    lines = (ROOT / "scripts" / "extra_words.txt").read_text(encoding="utf-8").splitlines()
    return {w for line in lines if not line.startswith("#") for w in line.split()}


def main() -> None:
    sizes, seen = scowl(Path(sys.argv[1])), counts(Path(sys.argv[3]))
    small = {w: s for w, s in sizes.items() if LETTERS.fullmatch(w) and w == w.lower()}
    words = {w for w, s in small.items() if s < RARE or seen[w] >= 2} | extra()
    words |= {w for w, n in seen.items() if w == w.lower() and n >= 4 and w.isascii() and len(w) > 3}
    capitals = {w.lower() for w, s in sizes.items() if w != w.lower() and LETTERS.fullmatch(w)}
    words |= wordnet(Path(sys.argv[2])) - capitals
    words |= {plain(w) for w in words}
    rare = set(small) - words
    names = capitals | {w.lower() for w, n in seen.items() if w.istitle() and n >= 2}
    names -= words | rare
    sets = {"words": words, "rare": rare, "names": names}
    triples = Counter(t for w in words if w.isascii() for t in parts(w))
    sets["parts"] = {t for t, n in triples.items() if n >= PART}
    blooms = {name: Bloom.of(members, BITS[name]) for name, members in sets.items()}
    Path(SETS_FILE).write_bytes(pack(blooms))
    frequent = [w for w, s in small.items() if (s <= FREQUENT or (s < RARE and seen[w] >= 3)) and len(w) > 1]
    blocks: dict[int, list[str]] = {}
    for w in frequent:
        blocks.setdefault(max(0, 8 - seen[w].bit_length()) + (0 if small[w] <= 35 else 1), []).append(w)
    ranks = {word: rank for rank, b in enumerate(sorted(blocks)) for word in blocks[b]}
    Path(FREQUENT_FILE).write_bytes("".join(f"{w} {ranks[w]}\n" for w in sorted(ranks)).encode())
    for name, members in sets.items():
        print(f"{name}: {len(members)}")
    print(f"frequent: {len(frequent)} in {len(blocks)} blocks: {[len(blocks[b]) for b in sorted(blocks)]}")
    print(f"{os.path.getsize(SETS_FILE):,} and {os.path.getsize(FREQUENT_FILE):,} bytes")


if __name__ == "__main__":
    main()
