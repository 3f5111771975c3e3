"""Measure the reading model on treebank files: python training/evaluate.py FILE.conllu[.gz] ...

Prints accuracy by head, words a second on one core, and load time, with the model as the package runs it.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

sys.path.append(str(Path(__file__).resolve().parents[1]))

import evaluate_parser
from corpus import Document, read_ud

from mtcheck.languages.en.model import features
from mtcheck.languages.en.model import parser as parsing_model
from mtcheck.languages.en.model import reader as reading_model
from mtcheck.languages.en.model.reader import TAGS, read, tag

LEVELS = (0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995)


def tags(documents: list[Document], confusions: int) -> None:
    """Print the tag accuracy over the words that have a tag, of whole documents read at a time."""
    right = total = 0
    wrong: Counter[str] = Counter()
    for document in documents:
        for gold, guess in zip(document.tags, tag(document.words), strict=True):
            if gold != "_":
                total += 1
                right += gold == guess
                if gold != guess:
                    wrong[f"{gold} as {guess}"] += 1
    print(f"  tags      {100 * right / total:.2f} % of {total:,} words")
    for name, spoil in (("all small", str.lower), ("all capitals", str.upper)):
        print(f"            {_spoilt(documents, spoil):.2f} % with {name}")
    print(f"            {_spoilt(documents, str, stops=False):.2f} % without final stops")
    if confusions:
        print("            " + ", ".join(f"{name} {n}" for name, n in wrong.most_common(confusions)))


def _spoilt(documents: list[Document], spoil: Callable[[str], str], stops: bool = True) -> float:
    """Tag accuracy over words with letters, in percent, with every word spoilt, and perhaps without final stops."""
    right = []
    for d in documents:
        kept = [(spoil(w), t) for w, t in zip(d.words, d.tags, strict=True) if stops or not features.is_stop(w)]
        guesses = tag([w for w, _ in kept])
        right += [g == t for (w, t), g in zip(kept, guesses, strict=True) if w.lower() != w.upper() and t != "_"]
    return 100 * sum(right) / len(right)


def curve(name: str, chance: np.ndarray, truth: np.ndarray) -> None:
    """Print precision and recall of `chance >= level` for each level, and of `chance < 1 - level` for the opposite."""
    print(f"  {name}: {int(truth.sum()):,} of {len(truth):,}")
    print("    level   precision  recall   | below 1-level: precision of 'no', recall of 'no'")
    for level in LEVELS:
        yes, no = chance >= level, chance < 1 - level
        print(
            f"    {level:<6}  {_share(truth[yes]):8.2f}  {_share(yes[truth]):8.2f}   |"
            f" {_share(~truth[no]):8.2f}  {_share(no[~truth]):8.2f}"
        )


def _share(marks: np.ndarray) -> float:
    return 100 * float(marks.mean()) if len(marks) else float("nan")


def restored(documents: list[Document]) -> None:
    """Print how well case and sentence ends are restored, read with and without the marks of paragraphs."""
    for with_breaks in (False, True):
        case, shape, ends, truth = [], [], [], []
        for d in documents:
            reading = read(d.words, d.breaks if with_breaks else None)
            stop = np.array([features.is_stop(w) for w in d.words])
            looks = np.array([features.shape(w) for w in d.words])
            known = np.array(d.cased) & (looks < features.OTHER)
            case.append(reading.case[known])
            shape.append(looks[known])
            place = np.maximum.accumulate(np.where(stop, -1, np.arange(len(stop))))
            end = np.zeros(len(stop), bool)
            end[place[np.array(d.ends) & (place >= 0)]] = True
            ends.append(reading.boundary[~stop])
            truth.append(end[~stop])
        right = np.concatenate(case).argmax(1) == np.concatenate(shape)
        print(f"  with {'paragraph starts' if with_breaks else 'words only'}: case {_share(right):.2f} %")
        if with_breaks:
            curve("small, mid-sentence", np.concatenate(case)[:, 0], np.concatenate(shape) == features.LOWER)
        curve("sentence ends", np.concatenate(ends), np.concatenate(truth))


def speed(documents: list[Document], size: int = 500) -> None:
    """Print words a second in documents of about 500 words, each read by itself; best of five rounds."""
    words = [w for d in documents for w in d.words]
    parts = [words[i : i + size] for i in range(0, len(words), size)]
    for name, call in (("tag", tag), ("read", read), ("parse", parsing_model.parse)):
        best = float("inf")
        for _ in range(5):
            began = time.process_time()
            for part in parts:
                call(part)
            best = min(best, time.process_time() - began)
        each = f"{1e6 * best / len(words):.2f}"
        print(f"  {name:5} {len(words) / best:10,.0f} words/s, {each} µs a word ({len(parts)} documents)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--confusions", type=int, default=0, help="print this many of the commonest tag errors")
    options = parser.parse_args()
    began = time.process_time()
    reading_model.model()
    print(f"loaded in {1000 * (time.process_time() - began):.0f} ms, {os.path.getsize(reading_model.WEIGHTS):,} bytes")
    began = time.process_time()
    parsing_model.parser()
    print(f"parser in {1000 * (time.process_time() - began):.0f} ms, {os.path.getsize(parsing_model.WEIGHTS):,} bytes")
    assert len(TAGS) < 256
    for path in options.files:
        print(path.name)
        documents = read_ud(path)
        tags(documents, options.confusions)
        restored(documents)
        evaluate_parser.parsing(path, documents)
        speed(documents)


if __name__ == "__main__":
    main()
