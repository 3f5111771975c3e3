"""The tables. Each takes the folder of data, the checkers and a limit of documents, and gives its rows."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.kit import data
from benchmarks.kit.checkers import Checker, Finding
from benchmarks.kit.figures import correlation, mcc, number, per_thousand, sample, share, spearman, words

Cell = str | int | float | None
LONG = 12  # words: a finding of more is about a sentence, not about words


class Table(NamedTuple):
    """What is counted, what the columns are called, and how the rows are made."""

    title: str
    about: str
    columns: tuple[str, ...]
    sets: tuple[str, ...]  # the data sets that it reads
    rows: Callable[[Path, Sequence[Checker], int], Iterator[list[Cell]]]


def human(folder: Path, checkers: Sequence[Checker], limit: int) -> Iterator[list[Cell]]:
    corpora = {
        "GUM": lambda: data.conllu(folder / "gum", "gum"),
        "PUD": lambda: data.conllu(folder / "pud", "pud"),
        "NTREX, English": lambda: data.ntrex_english(folder / "ntrex"),
        "GAP": lambda: data.gap(folder / "gap"),
    }
    for name, load in corpora.items():
        texts = [t.text for t in sample(load(), limit, lambda t: t.id)]
        count = sum(map(words, texts))
        for checker in checkers:
            checked = checker.check(texts, None)
            found = sum(len(c.findings) for c in checked)
            clean = sum(not c.findings for c in checked)
            row = [per_thousand(found, count), share(clean, len(texts))]
            yield [name, checker.name, len(texts), count, found, *row]


def pairs(folder: Path, checkers: Sequence[Checker], limit: int) -> Iterator[list[Cell]]:
    for language, rows in data.ntrex(folder / "ntrex").items():
        documents = [list(group) for _, group in groupby(rows, lambda p: p.document)]
        documents = sample(documents, limit, lambda d: d[0].document)
        damaged = [damage(d) for d in documents]
        for checker in (c for c in checkers if c.uses_source):
            alarms = found = 0
            sources = ["\n".join(p.source for p in d) for d in documents]
            clean = checker.check(["\n".join(p.target for p in d) for d in documents], sources)
            spoilt = checker.check([text for text, _ in damaged], sources)
            for document, before, after, (text, place) in zip(documents, clean, spoilt, damaged, strict=True):
                lines = "\n".join(p.target for p in document)
                bilingual = [f for f in before.findings if f.rule.startswith("B")]
                alarms += len(bilingual)
                had = {(f.rule, lines[f.start : f.end]) for f in before.findings}
                new = [f for f in after.findings if (f.rule, text[f.start : f.end]) not in had]
                found += any(touches(f, place) for f in new)
            count = sum(words(p.target) for d in documents for p in d)
            yield [
                language,
                checker.name,
                len(documents),
                count,
                alarms,
                per_thousand(alarms, count),
                share(found, len(documents)),
            ]


def damage(document: list[data.Pair]) -> tuple[str, tuple[int, int]]:
    """The translation with one segment damaged, and where that stands: a number changed, else a sentence of another
    place, a sentence left out of the segment or left untranslated, by turns."""
    dice = random.Random(number(document[0].document))
    at = dice.randrange(len(document))
    target = document[at].target
    numbers = list(re.finditer(r"\d{2,}", target))
    kind = dice.randrange(4)
    if kind == 0 and numbers:
        m = dice.choice(numbers)
        target = f"{target[: m.start()]}{int(m[0]) + 13}{target[m.end() :]}"
    elif kind == 1 and len(document) > 1:
        target = document[at - 1].target
    elif kind == 2 and words(target) > 8:
        target = " ".join(target.split()[: words(target) // 2]) + "."
    else:
        target = document[at].source
    lines = [target if n == at else p.target for n, p in enumerate(document)]
    start = sum(len(line) + 1 for line in lines[:at])
    return "\n".join(lines), (start, start + len(target))


def touches(finding: Finding, place: tuple[int, int]) -> bool:
    return finding.start < place[1] and max(finding.end, finding.start + 1) > place[0]


PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
OTHER = {
    "he": "she",
    "him": "her",
    "his": "her",
    "himself": "herself",
    "she": "he",
    "hers": "his",
    "herself": "himself",
}
FLIPPED = 3  # pronouns of one gender that a text needs, so that another gender in it can be seen


def pronouns(folder: Path, checkers: Sequence[Checker], limit: int) -> Iterator[list[Cell]]:
    texts = [t.text for t in sample(data.gap(folder / "gap"), limit, lambda t: t.id)]
    places = [[m.span() for m in PRONOUN.finditer(text)] for text in texts]
    copies = [(n, copy) for n, text in enumerate(texts) if (copy := flipped(text))]
    for checker in checkers:
        checked = checker.check(texts, None)
        flagged = sum(
            any(f.end - f.start <= 30 and touches(f, place) for f in c.findings)
            for c, all_ in zip(checked, places, strict=True)
            for place in all_
        )
        spoilt = checker.check([text for _, (text, _) in copies], None)
        found = sum(
            any(
                touches(f, place) and (f.start, f.rule) not in {(g.start, g.rule) for g in checked[n].findings}
                for f in c.findings
                if f.end - f.start <= 30
            )
            for c, (n, (_, place)) in zip(spoilt, copies, strict=True)
        )
        count = sum(map(len, places))
        yield [
            checker.name,
            len(texts),
            count,
            flagged,
            share(flagged, count),
            len(copies),
            found,
            share(found, len(copies)),
        ]


def flipped(text: str) -> tuple[str, tuple[int, int]] | None:
    """The text with one pronoun of the other gender, and where it stands; None where that could not be seen."""
    found = list(PRONOUN.finditer(text))
    if len(found) < FLIPPED or len({m[0].lower() in ("he", "him", "his", "himself") for m in found}) > 1:
        return None
    sure = [m for m in found[1:] if m[0].lower() in OTHER]  # "her" may be "him" or "his"
    if not sure:
        return None
    m = random.Random(number(text)).choice(sure)
    new = OTHER[m[0].lower()]
    new = new.capitalize() if m[0][0].isupper() else new
    return f"{text[: m.start()]}{new}{text[m.end() :]}", (m.start(), m.start() + len(new))


def segments(folder: Path, checkers: Sequence[Checker], limit: int) -> Iterator[list[Cell]]:
    for pair, rows in data.mlqe(folder / "mlqe-pe").items():
        chosen = sample(rows, limit, lambda r: r.source)
        for checker in checkers:
            checked = checker.check(
                [r.text for r in chosen], [r.source for r in chosen] if checker.uses_source else None
            )
            hit = wrong = missed = right = 0
            for row, c in zip(chosen, checked, strict=True):
                for place, bad in zip(row.words, row.bad, strict=True):
                    flagged = any(touches(f, place) for f in c.findings)
                    hit += flagged and bad
                    wrong += flagged and not bad
                    missed += bad and not flagged
                    right += not flagged and not bad
            agree = correlation([c.score for c in checked], [r.score for r in chosen])
            row = [share(hit, hit + wrong), share(hit, hit + missed), mcc(hit, wrong, missed, right), agree]
            yield [pair, checker.name, len(chosen), share(hit + missed, hit + wrong + missed + right), *row]


PENALTY = {"Critical": 25.0, "Major": 5.0, "Minor": 1.0}


def marked(folder: Path, checkers: Sequence[Checker], limit: int) -> Iterator[list[Cell]]:
    documents = data.bio(folder / "bio-mqm")
    names = set(sample(sorted({d.id for d in documents}), limit, str))
    documents = [d for d in documents if d.id in names]
    for checker in checkers:
        checked = checker.check([d.text for d in documents], None)
        hit = total = covered = count = seen = errors = 0
        for d, c in zip(documents, checked, strict=True):
            spans = [(start, end) for start, end, _ in d.errors]
            local = [f for f in c.findings if words(d.text[f.start : f.end]) <= LONG]
            total += len(local)
            hit += sum(any(touches(f, s) for s in spans) for f in local)
            errors += len(spans)
            seen += sum(any(touches(f, s) for f in local) for s in spans)
            for m in re.finditer(r"\S+", d.text):
                count += 1
                covered += any(s < m.end() and m.start() < e for s, e in spans)
        bad = [-sum(PENALTY.get(e[2], 0.0) for e in d.errors) / max(1, words(d.text)) for d in documents]
        agree = spearman([c.score for c in checked], bad)
        row = [share(hit, total), share(covered, count), share(seen, errors), agree]
        yield [checker.name, len(documents), count, total, *row]


TABLES = {
    "human": Table(
        "Human text",
        "Articles that people wrote: every finding counts as a false alarm, though some are real slips.",
        ("corpus", "checker", "documents", "words", "findings", "per 1,000 words", "documents without any"),
        ("gum", "pud", "ntrex", "gap"),
        human,
    ),
    "pairs": Table(
        "With the source",
        "NTREX: the English article as the translation of each other language. Alarms are findings beside the source "
        "that human pairs give. Found: one segment of each article is damaged (a number changed, another sentence in "
        "its place, half of it gone, or left untranslated); the share of these with a new finding in the segment.",
        ("source", "checker", "documents", "words", "alarms", "per 1,000 words", "damage found"),
        ("ntrex",),
        pairs,
    ),
    "pronouns": Table(
        "Pronouns",
        "GAP, passages of Wikipedia: pronouns that are flagged in them as they are, and, where one of three or more "
        "that agree was turned into the other gender, how often a new finding is at it. Not each such turn is an "
        "error that can be seen: another person may be meant.",
        ("checker", "passages", "pronouns", "flagged", "share", "turned", "found", "share found"),
        ("gap",),
        pronouns,
    ),
    "words": Table(
        "Words to correct",
        "MLQE-PE, sentences of Wikipedia by neural engines, with the words that post-editors changed: precision and "
        "recall of flagged words, Matthews' correlation, and Pearson's of the score with that of assessors. mtcheck "
        "has the source.",
        ("pair", "checker", "sentences", "bad words", "precision", "recall", "MCC", "score"),
        ("mlqe-pe",),
        segments,
    ),
    "marked": Table(
        "Marked errors",
        "Bio-MQM, abstracts of biomedical papers by the systems of WMT21: the share of findings of at most 12 words "
        "that touch an error which an annotator marked, beside chance (the share of words within such errors); the "
        "share of marked errors found; Spearman's correlation of a document's score with what its errors cost by MQM.",
        ("checker", "documents", "words", "findings", "touch an error", "chance", "errors found", "score"),
        ("bio-mqm",),
        marked,
    ),
}
