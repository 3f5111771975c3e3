"""Words a second beside other checkers, in one alternating run: mtcheck, proselint, and spaCy's blank English tokenizer
as a measure of the machine.

    python benchmarks/side_by_side.py [ARTICLES.json] [--articles N] [--words N] [--rounds N] [--other PYTHON]

Each checker runs in a process of its own and checks the same batch when its turn comes, `--rounds` times around; CPU
seconds, the median of the rounds. ARTICLES.json is a list of texts (without one, sentences of fixtures/human).
`--words` joins articles until they have so many. proselint and spaCy are no dependencies of mtcheck: `--other` names
the Python of an environment that has them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = "import json, sys, time; texts = json.load(open(sys.argv[1], encoding='utf-8'))\n"
TURNS = """
run(texts[:20])
for line in sys.stdin:
    began = time.process_time()
    run(texts)
    print(time.process_time() - began, flush=True)
"""
OURS = "import mtcheck\nrun = mtcheck.check_many\n"
THEIRS = {
    "proselint": """
from proselint.checks import __register__
from proselint.registry import CheckRegistry
from proselint.tools import LintFile
CheckRegistry().register_many(__register__)
def run(texts):
    for k, text in enumerate(texts):
        LintFile(str(k), text).lint()
""",
    "spaCy blank": "import spacy\nnlp = spacy.blank('en')\nrun = lambda texts: [nlp(text) for text in texts]\n",
}


def made_up(count: int) -> list[str]:
    """Articles of about 125 words, of sentences in random order."""
    text = " ".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "fixtures" / "human").glob("*.txt")))
    sentences = [s for s in re.split(r"(?<=[.!?])\s+", text) if 5 < len(s.split()) < 40]
    dice = random.Random(1)
    return [" ".join(dice.choices(sentences, k=6)) for _ in range(count)]


def joined(texts: list[str], words: int) -> list[str]:
    """The texts, one after the other, in articles of at least so many words."""
    out: list[str] = []
    part: list[str] = []
    for text in texts:
        part.append(text)
        if sum(len(p.split()) for p in part) >= words:
            out.append("\n\n".join(part))
            part = []
    return out


def started(python: str, code: str, path: str) -> subprocess.Popen[str]:
    environment = {
        **os.environ,
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(ROOT) if python == sys.executable else "",
    }
    command = [python, "-c", START + code + TURNS, path]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment)


def turn(process: subprocess.Popen[str]) -> float:
    """CPU seconds of one batch."""
    assert process.stdin and process.stdout
    process.stdin.write("\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("path", nargs="?", type=Path)
    options.add_argument("--articles", type=int, default=800)
    options.add_argument("--words", type=int, default=0)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--other", default="", help="the Python that has proselint and spaCy")
    chosen = options.parse_args()
    texts = json.loads(chosen.path.read_text(encoding="utf-8")) if chosen.path else made_up(chosen.articles)
    texts = texts[: chosen.articles]
    if chosen.words:
        texts = joined(texts, chosen.words)
    words = sum(len(text.split()) for text in texts)
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(texts, file)
        file.flush()
        runs = {"mtcheck": started(sys.executable, OURS, file.name)}
        if chosen.other:
            runs |= {name: started(chosen.other, code, file.name) for name, code in THEIRS.items()}
        rounds: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(chosen.rounds):
            for name, process in runs.items():
                rounds[name].append(turn(process))
        for process in runs.values():
            process.communicate()
    print(f"{len(texts)} texts, {words:,} words; median of {chosen.rounds} rounds in turn")
    ours = statistics.median(rounds["mtcheck"])
    for name, seconds in rounds.items():
        middle = statistics.median(seconds)
        print(f"{name:12} {words / middle:10,.0f} words/s; mtcheck is {middle / ours:.2f} times as fast")


if __name__ == "__main__":
    main()
