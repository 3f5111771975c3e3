"""What a change does to real texts: the findings of the working tree beside those of the last release.

    python benchmarks/regression.py [--base REF] [--human DIR …] [--machine DIR …] [--allow N] [--out REPORT.md]

The texts are .txt and .txt.gz files, one an article, in folders: articles that people wrote and articles that machines
translated. Without folders those of benchmarks/regression are meant, and fixtures/human. `--base` is any git ref;
without it the last tag `v*` before HEAD. Both versions run with the Python this is started with, each from its own
source tree.

The report (Markdown, short enough for a comment on a pull request) says which findings came and went, by rule, human
and machine texts apart. Every finding on a human text counts as a false alarm. Ends with 1 if there are more of them
than before (by more than `--allow`), with 0 otherwise; fewer findings on machine texts are a warning only, since the
ones that went may have been wrong. 2: nothing could be compared.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from same_findings import folder_items

ROOT = Path(__file__).resolve().parent.parent
TEXTS = Path(__file__).resolve().parent / "regression"
ROWS = 20  # rules shown of each side
SHOWN = 8  # findings quoted of each kind
AROUND = 40  # code points quoted on either side of a finding
LARGEST = 60_000  # characters of a report; a comment on GitHub may have 65,536


class Failure(Exception):
    """Nothing can be compared, and why."""


class Found(NamedTuple):
    """A finding: the text it stands in, its rule, its place (code points, half-open)."""

    text: str
    code: str
    start: int
    end: int


class Side(NamedTuple):
    """What two versions say of texts of one kind."""

    words: int
    before: frozenset[Found]
    after: frozenset[Found]

    @property
    def came(self) -> list[Found]:
        return sorted(self.after - self.before)

    @property
    def went(self) -> list[Found]:
        return sorted(self.before - self.after)


def git(*words: str, root: Path = ROOT) -> str:
    """What git says. Raises Failure with git's words."""
    done = subprocess.run(["git", *words], cwd=root, capture_output=True, text=True)
    if done.returncode:
        raise Failure(f"git {words[0]}: {done.stderr.strip()}")
    return done.stdout.strip()


def last_release(root: Path = ROOT) -> str:
    """The tag of the last release before HEAD. Raises Failure if there is none."""
    try:
        return git("describe", "--tags", "--abbrev=0", "--match", "v*", root=root)
    except Failure:
        raise Failure("no release (a tag v*) before HEAD; name what to compare with: --base REF") from None


def unpacked(ref: str, folder: Path, root: Path = ROOT) -> Path:
    """The package as it was at a ref, in a folder."""
    name = git("rev-parse", "--verify", f"{ref}^{{commit}}", root=root)
    archive = folder / "tree.tar"
    git("archive", "--output", str(archive), name, "mtcheck", root=root)
    with tarfile.open(archive) as tar:
        tar.extractall(folder / "tree", filter="data")
    return folder / "tree"


def begin(tree: Path, out: Path, folders: Sequence[Path]) -> subprocess.Popen[str]:
    """Start the dump of what the mtcheck of a source tree finds in folders."""
    program = Path(__file__).with_name("same_findings.py")
    command = [sys.executable, str(program), "dump", str(out), "--no-examples"]
    command += [word for folder in folders for word in ("--folder", str(folder))]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("MTCHECK_")} | {"PYTHONPATH": str(tree)}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=environment, cwd=out.parent, stdout=pipe, stderr=pipe, text=True)


def finish(running: subprocess.Popen[str], out: Path) -> tuple[dict[str, int], set[Found]]:
    """(words of each text, findings) once a dump is done. Raises Failure if it fell over."""
    said = running.communicate()[1]
    if running.returncode:
        raise Failure(f"the check fell over: {said.strip()[-2000:]}")
    words: dict[str, int] = {}
    found: set[Found] = set()
    with gzip.open(out, "rt", encoding="utf-8") as file:
        for name, count, _, _, findings in map(json.loads, file):
            words[name] = count
            found.update(Found(name, code, start, end) for code, start, end, *_ in findings)
    return words, found


def compared(base: Path, tree: Path, kinds: Sequence[Sequence[Path]]) -> list[Side]:
    """What the mtcheck of two source trees finds in folders of each kind. Raises Failure if a kind has no text."""
    folders = [folder.resolve() for kind in kinds for folder in kind]
    with tempfile.TemporaryDirectory() as place:
        outs = [Path(place) / f"{name}.jsonl.gz" for name in ("before", "after")]
        running = [begin(t, out, folders) for t, out in zip((base, tree), outs, strict=True)]
        (_, before), (words, after) = [finish(r, out) for r, out in zip(running, outs, strict=True)]
    sides = []
    for kind in kinds:
        starts = tuple(f"{folder.resolve()}/" for folder in kind)
        own = [count for name, count in words.items() if name.startswith(starts)]
        if not own:
            raise Failure(f"no text (.txt, .txt.gz) in {', '.join(map(str, kind))}")
        found = (frozenset(f for f in all_ if f.text.startswith(starts)) for all_ in (before, after))
        sides.append(Side(sum(own), *found))
    return sides


def table(side: Side) -> list[str]:
    """The rules whose findings changed, those that changed most first."""
    came, went = (Counter(f.code for f in found) for found in (side.came, side.went))
    before, after = (Counter(f.code for f in found) for found in (side.before, side.after))
    codes = sorted(came.keys() | went.keys(), key=lambda c: (-came[c] - went[c], c))
    if not codes:
        return ["No finding came or went."]
    lines = ["| rule | before | after | came | went |", "|---|--:|--:|--:|--:|"]
    lines += [f"| {c} | {before[c]} | {after[c]} | {came[c]} | {went[c]} |" for c in codes[:ROWS]]
    return [*lines, *([f"… and {len(codes) - ROWS} more rules"] if len(codes) > ROWS else [])]


def quoted(found: Sequence[Found], mark: str, texts: dict[str, str]) -> list[str]:
    """Findings with the words around them, the first of each rule before the second of any."""
    seen: Counter[str] = Counter()
    turns = []
    for f in found:
        turns.append((seen[f.code], f))
        seen[f.code] += 1
    lines = []
    for _, f in sorted(turns)[:SHOWN]:
        text = texts[f.text]
        parts = text[max(f.start - AROUND, 0) : f.start], text[f.start : f.end][:80], text[f.end : f.end + AROUND]
        before, inside, after = (" ".join(p.replace("`", "'").split("\n")) for p in parts)
        lines.append(f"- {mark} {f.code} {Path(f.text).name}: `{before}⟦{inside}⟧{after}`")
    return lines


def section(name: str, side: Side, texts: dict[str, str]) -> list[str]:
    """The part of the report for texts of one kind."""
    rates = (1000 * len(x) / side.words if side.words else 0.0 for x in (side.before, side.after))
    head = "{}: {} → {} findings ({:.2f} → {:.2f} per 1,000 words; {:,} words; {} came, {} went)".format(
        name, len(side.before), len(side.after), *rates, side.words, len(side.came), len(side.went)
    )
    return [
        *(f"### {head}", "", *table(side), ""),
        *quoted(side.came, "+", texts),
        *quoted(side.went, "−", texts),
        "",
    ]


def report(ref: str, human: Side, machine: Side, allow: int, texts: dict[str, str]) -> tuple[str, bool]:
    """(the report, whether it is good): bad if human texts have more findings than before, by more than `allow`."""
    more = len(human.after) - len(human.before)
    fewer = len(machine.before) - len(machine.after)
    good = more <= allow
    if good:
        verdict = (
            f"**Passed**: {'no more' if more <= 0 else f'{more} more (allowed: {allow})'} findings on human texts."
        )
    else:
        verdict = f"**Failed**: {more} more findings on human texts than before (allowed: {allow})."
    lines = [f"## Regression over texts, against {ref}", "", verdict]
    if fewer > 0:
        lines.append(f"**Warning**: {fewer} fewer findings on machine texts.")
    lines += ["", *section("Human", human, texts), *section("Machine", machine, texts)]
    text = "\n".join(lines).rstrip() + "\n"
    return (text if len(text) <= LARGEST else text[:LARGEST] + "\n… cut\n"), good


def main(argv: Sequence[str] | None = None, root: Path = ROOT) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", help="a git ref; default: the last tag v*")
    parser.add_argument("--human", type=Path, action="append", help="a folder of texts that people wrote")
    parser.add_argument("--machine", type=Path, action="append", help="a folder of texts that machines translated")
    parser.add_argument("--allow", type=int, default=0, help="findings more on human texts that are let pass")
    parser.add_argument("--out", type=Path, help="where to write the report, too")
    args = parser.parse_args(argv)
    human, machine = args.human or [TEXTS / "human", ROOT / "fixtures" / "human"], args.machine or [TEXTS / "machine"]
    try:
        ref = args.base or last_release(root)
        with tempfile.TemporaryDirectory() as place:
            sides = compared(unpacked(ref, Path(place), root), root, (human, machine))
    except Failure as e:
        print(f"regression: {e}", file=sys.stderr)
        return 2
    texts = {item.id: item.text for folder in (*human, *machine) for item in folder_items(folder.resolve())}
    text, good = report(ref, *sides, args.allow, texts)
    print(text, end="")
    if args.out:
        args.out.write_text(text, encoding="utf-8")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
