"""Reads the data sets from folders that hold them as their repositories do."""

from __future__ import annotations

import csv
import io
import json
import re
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple


class Missing(Exception):
    """A data set that is not in the folder, and where it comes from."""


class Text(NamedTuple):
    """A document in English, and the corpus that it is of."""

    corpus: str
    id: str
    text: str


class Pair(NamedTuple):
    """A segment and its source."""

    document: str
    source: str
    target: str


class Tagged(NamedTuple):
    """A segment of MLQE-PE: its words (code points, half-open), which of them are bad, and what assessors gave it."""

    source: str
    text: str
    words: list[tuple[int, int]]
    bad: list[bool]
    score: float


class Marked(NamedTuple):
    """A document with the errors that an annotator marked: start, end, severity."""

    id: str
    system: str
    text: str
    source: str
    errors: list[tuple[int, int, str]]


def needed(folder: Path, pattern: str) -> list[Path]:
    """The files of a data set. Raises Missing."""
    found = sorted(folder.glob(pattern))
    if not found:
        raise Missing(f"no {pattern} in {folder}: python -m benchmarks.kit fetch --data {folder.parent}")
    return found


def conllu(folder: Path, corpus: str) -> list[Text]:
    """The documents of a treebank, a paragraph a line."""
    out = []
    for path in needed(folder, "*.conllu"):
        name, lines = "", [""]
        for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = "]:
            if line.startswith("# newdoc id = "):
                if text := "\n".join(filter(None, lines)):
                    out.append(Text(corpus, name, text))
                name, lines = line.removeprefix("# newdoc id = "), [""]
            elif line.startswith("# newpar"):
                lines.append("")
            elif line.startswith("# text = "):
                lines[-1] = f"{lines[-1]} {line.removeprefix('# text = ')}".strip()
    return out


# Languages of NTREX that mtcheck knows as sources -> the code by which it knows them.
LANGUAGES = {
    "arb": "ar", "ces": "cs", "deu": "de", "ell": "el", "spa": "es", "fas": "fa", "fra": "fr", "heb": "he", "hin": "hi",
    "ind": "id", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl", "pol": "pl", "por": "pt", "rus": "ru", "swe": "sv",
    "tur": "tr", "ukr": "uk", "vie": "vi", "zho-CN": "zh",
}  # fmt: skip


def ntrex_ids(folder: Path) -> list[str]:
    """The document of each line."""
    [path] = needed(folder, "DOCUMENT_IDS.tsv")
    return [line.split("\t")[0].strip() for line in path.read_text(encoding="utf-8").splitlines()]


def ntrex_english(folder: Path) -> list[Text]:
    """The English articles, which the others were translated from; a segment a line."""
    [path] = needed(folder / "NTREX-128", "newstest2019-src.eng.txt")
    articles: dict[str, list[str]] = {}
    for name, line in zip(ntrex_ids(folder), _lines(path), strict=True):
        articles.setdefault(name, []).append(line)
    return [Text("ntrex", name, "\n".join(lines)) for name, lines in articles.items()]


def ntrex(folder: Path) -> dict[str, list[Pair]]:
    """By language: the article in it as the source, the English as the translation."""
    english = [(t.id, line) for t in ntrex_english(folder) for line in t.text.split("\n")]
    out = {}
    for name, code in LANGUAGES.items():
        path = folder / "NTREX-128" / f"newstest2019-ref.{name}.txt"
        if path.is_file():
            rows = zip(english, _lines(path), strict=True)
            out[code] = [Pair(document, source, target) for (document, target), source in rows]
    return out


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]


def gap(folder: Path) -> list[Text]:
    """The passages of GAP, from Wikipedia; each name a page only once."""
    out: dict[str, Text] = {}
    for path in needed(folder, "gap-*.tsv"):
        for row in csv.DictReader(_text_of(path), delimiter="\t", quoting=csv.QUOTE_NONE):
            out.setdefault(row["Text"], Text("gap", row["ID"], row["Text"]))
    return list(out.values())


def _text_of(path: Path) -> io.StringIO:
    return io.StringIO(path.read_text(encoding="utf-8"))


def mlqe(folder: Path) -> dict[str, list[Tagged]]:
    """By pair of languages, the segments of the parts dev and test20."""
    out: dict[str, list[Tagged]] = {}
    for path in needed(folder / "data" / "direct-assessments", "*/*-en-*.tar.gz"):
        pair, _, part = path.name.removesuffix(".tar.gz").rpartition("-")
        edited = folder / "data" / "post-editing" / part / path.name
        stem = "test20" if part == "test" else part
        scored = _unpacked(path)[f"{stem}.{pair.replace('-', '')}.df.short.tsv"]
        tagged = _unpacked(edited)
        rows = [line.split("\t") for line in scored[1:]]  # number, source, translation, …, mean, …, standardised mean
        for row, words, tags in zip(rows, tagged[f"{stem}.mt"], tagged[f"{stem}.tags"], strict=True):
            text = row[2]
            bad = [tag == "BAD" for tag in tags.split()[1::2]]  # the others are the gaps between words
            places = list(_places(text, words.split()))
            if len(places) != len(bad):
                raise ValueError(f"{edited.name}: {len(bad)} tags for {len(places)} words")
            out.setdefault(pair, []).append(Tagged(row[1], text, places, bad, float(row[6])))
    return out


def _unpacked(path: Path) -> dict[str, list[str]]:
    """The lines of the texts in an archive, by name."""
    out = {}
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if re.search(r"\.(?:tsv|mt|tags)$", member.name) else None
            if file:
                out[member.name.rpartition("/")[2]] = file.read().decode("utf-8").removesuffix("\n").split("\n")
    return out


def _places(text: str, words: list[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a text that differs from them in its spaces only."""
    letters = [i for i, c in enumerate(text) if not c.isspace()]
    at = 0
    for word in words:
        yield letters[at], letters[at + len(word) - 1] + 1
        at += len(word)


def bio(folder: Path) -> list[Marked]:
    """The systems' translations into English in Bio-MQM, an abstract of a system a document."""
    out = []
    for path in needed(folder / "data" / "v1" / "target" / "main_phase", "round_one/batch1/*2en/*/*.json"):
        segments: list[dict[str, Any]] = []
        number = 0
        for row in [*json.loads(path.read_text(encoding="utf-8")), {"SEG_ID": "1"}]:
            if segments and int(row["SEG_ID"]) <= int(segments[-1]["SEG_ID"]):  # a new abstract begins
                out.append(_abstract(segments, f"{segments[0]['source_locale']}/{number}"))
                segments, number = [], number + 1
            segments.append(row)
    return out


def _abstract(segments: list[dict[str, Any]], name: str) -> Marked:
    text, errors = "", []
    for row in segments:
        for e in row["target_errors"]:
            errors.append((len(text) + e["startIndex"], len(text) + e["endIndex"] + 1, e["severity"]))
        text += row["target"] + "\n"
    source = "".join(row["source"] + "\n" for row in segments)
    system = f"{segments[0]['source_locale']}/{segments[0]['MT_Engine']}"
    return Marked(name, system, text, source, errors)
