"""Read the training texts into documents: words, tags, sentence ends, and where case can be learned."""

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

STOP = re.compile(r"[.!?\u2026]+$")
CLOSERS = frozenset("\"')]}\u201d\u2019") | {"''", "-RRB-"}
OPENERS = frozenset("\"'([{\u201c\u2018-*\u2022:;\u2014\u2013") | {"``", "`", "-LRB-", "--"}


@dataclass(slots=True)
class Document:
    """The words of a document in order, and lists parallel to them."""

    words: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)  # "" where unknown
    ends: list[bool] = field(default_factory=list)  # a sentence ends after this word
    cased: list[bool] = field(default_factory=list)  # its case says something about the word
    breaks: list[bool] = field(default_factory=list)  # a paragraph begins at this word

    def add(self, words: list[str], tags: list[str] | None = None, new_paragraph: bool = False) -> None:
        """Add one sentence."""
        self.words += words
        self.tags += tags or [""] * len(words)
        self.ends += [False] * (len(words) - 1) + [True]
        self.cased += _cased(words)
        self.breaks += [new_paragraph] + [False] * (len(words) - 1)


def _cased(words: list[str]) -> list[bool]:
    """Mark the words whose case is informative: inside a sentence in ordinary sentence case."""
    letters = [w for w in words if w[:1].isalpha() or w[1:2].isalpha()]
    capital = sum(w[:1].isupper() for w in letters)
    plain = (
        len(letters) >= 4
        and letters[0][:1].isupper()
        and capital <= 0.45 * len(letters)
        and any(STOP.match(w) for w in words[-2:])
    )
    if not plain:
        return [False] * len(words)
    marks = []
    begins = True
    for word in words:
        marks.append(not begins)
        opens = word in OPENERS and word != "-"
        begins = opens or bool(STOP.match(word)) or (begins and not word[:1].isalpha())
    return marks


def ud_sentences(path: Path) -> Iterator[tuple[bool, bool, list[list[str]]]]:
    """Yield (new document, new paragraph, rows of one sentence) for a conllu file."""
    document = paragraph = False
    rows: list[list[str]] = []
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = True
            elif line.startswith("# newpar") and not line.startswith("# newpar_block"):
                paragraph = True
            elif line and line[0] != "#":
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line and rows:
                yield document, paragraph, rows
                document, paragraph, rows = False, False, []
    if rows:
        yield document, paragraph, rows


def read_ud(path: Path, join: bool = False) -> list[Document]:
    """Read a treebank; `join` writes hyphened compounds as one word, as running text does."""
    documents: list[Document] = []
    for new_document, new_paragraph, rows in ud_sentences(path):
        if new_document or not documents:
            documents.append(Document())
        words, tags = [r[1].replace(" ", "") for r in rows], [r[4] for r in rows]
        if join:
            words, tags = _joined(rows)
        documents[-1].add(words, tags, new_paragraph or new_document)
    return documents


def _joined(rows: list[list[str]]) -> tuple[list[str], list[str]]:
    """Join the parts of hyphened compounds of one sentence."""
    words, tags = [], []
    for i, last in compounds(rows):
        words.append("".join(r[1] for r in rows[i : last + 1]).replace(" ", ""))
        tags.append(rows[i][4] if last == i else _compound_tag(rows, i, last))
    return words, tags


def compounds(rows: list[list[str]]) -> Iterator[tuple[int, int]]:
    """First and last row of each word of a sentence; a hyphened compound is one word."""
    i = 0
    while i < len(rows):
        last = i
        while (
            last + 2 < len(rows)
            and rows[last + 1][1] == "-"
            and rows[last + 1][4] == "HYPH"
            and "SpaceAfter=No" in rows[last][9]
            and "SpaceAfter=No" in rows[last + 1][9]
        ):
            last += 2
        yield i, last
        i = last + 1


def _compound_tag(rows: list[list[str]], first: int, last: int) -> str:
    """The tag of a compound as one word: an adjective before a noun, else the tag of its last part."""
    tag = rows[last][4]
    inside = {r[0] for r in rows[first : last + 1]}
    outer = [r for r in rows[first : last + 1] if r[6] not in inside]
    modifies = (
        bool(outer)
        and outer[0][7].split(":")[0] in ("amod", "compound", "nmod")
        and (outer[0][6].isdigit() and int(outer[0][6]) > int(rows[last][0]))
    )
    if tag in ("NNP", "NNPS") or not modifies:
        return tag if tag != "AFX" else "JJ"
    return "JJ"


_MASC_TAGS = {"(": "-LRB-", ")": "-RRB-", "...": ":", "-": ":", "#": "SYM", '"': "''", "'": "''"}


def read_masc(path: Path) -> list[Document]:
    """Read MASC: a sentence a line, word_TAG; the tags are automatic."""
    documents: list[Document] = []
    paragraph = True
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# "):
                documents.append(Document())
                paragraph = True
                continue
            pairs = [p.rpartition("_") for p in line.split()]
            pairs = [p for p in pairs if p[0] and p[2]]
            if not pairs:
                paragraph = True
                continue
            if all(STOP.match(p[0]) for p in pairs):
                continue
            tags = [_MASC_TAGS.get(p[2], p[2]) for p in pairs]
            documents[-1].add([p[0] for p in pairs], tags, paragraph)
            paragraph = False
    return documents


_CLITIC = re.compile(r"(?i)(?<=\w)(n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))$")
_TOKEN = re.compile(
    r"""(?:[A-Za-z]\.){2,}                                   # U.S.
      | (?:Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Capt|St|Jr|Sr|Inc|Ltd|Co|Corp|No|vs|etc|cf
          |Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec|approx|ca|Bros|Mt|Ft|Rev|Hon)\.(?=\W)
      | (?<![\w.])[A-Z]\.(?=\s+[A-Z])                        # an initial: John F. Kennedy
      | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?:-\w+)*
      | \w+(?:['\u2019]\w+)*(?:-\w+(?:['\u2019]\w+)*)*
      | \.{2,} | --+ | [^\w\s]""",
    re.VERBOSE,
)
_SPLIT = re.compile(
    r"(?<=[a-z0-9)\]\"\u201d][.!?])(?:\s+|(?<=[a-z][.!?]))(?=[\"\u201c(]?[A-Z])|(?<=[.!?][\"\u201d])\s+(?=[A-Z\"\u201c])"
)
_TITLES = "Mr|Mrs|Ms|Dr|Prof|Gen|Col|Lt|Sen|Rep|Gov|Sgt|Capt|St|Jr|Sr|No|vs|cf|ca|Mt|Ft|Rev|Hon"
_MONTHS = "Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec"
_ABBREVIATION = re.compile(rf"\b(?:{_TITLES}|{_MONTHS})\.$")


def words_of(text: str) -> list[str]:
    """Cut running text into words, clitics and marks, as the treebanks do."""
    words = []
    for token in _TOKEN.findall(text):
        clitics = []
        while (found := _CLITIC.search(token)) and found.start():
            clitics.append(found.group())
            token = token[: found.start()]
        words.append(token)
        words += reversed(clitics)
    return words


def sentences_of(paragraph: str) -> list[str]:
    """Cut a well-formed paragraph into sentences."""
    sentences: list[str] = []
    for part in _SPLIT.split(paragraph):
        if not part:
            continue
        if sentences and _ABBREVIATION.search(sentences[-1]):
            sentences[-1] += " " + part
        else:
            sentences.append(part)
    return sentences


def read_text(path: Path, lines_per_document: int = 40) -> list[Document]:
    """Read plain text, a paragraph or a sentence a line."""
    documents = [Document()]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for count, line in enumerate(lines):
            if not line.strip() or count % lines_per_document == 0:
                documents.append(Document())
            first = True
            for sentence in sentences_of(line.strip()):
                words = words_of(sentence)
                if words:
                    documents[-1].add(words, None, first)
                    first = False
    return [d for d in documents if d.words]
