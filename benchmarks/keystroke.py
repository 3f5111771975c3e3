"""What a keystroke costs the language server: CPU time from a change to the findings that it publishes.

    python benchmarks/keystroke.py [--words N] [--strokes N] [--formats txt,md,html] [--kit KIT]
    python benchmarks/keystroke.py --reach SECONDS

Starts the server as an editor does, opens an article of fixtures/human (or of the kit's human references), and types
sentences into a paragraph in its middle, letter by letter, taking some letters back. Printed are, in milliseconds of
the server's CPU time, the median, 95 % and the least: `keystroke`, until the first findings after a change; `pause`,
until those of the whole, once nothing more is typed. `agree`: how many of the first findings were already the last.
Linux only: the kernel's count of CPU time is read.

`--reach` shows which rules say something else of a paragraph between its neighbours than of a whole text, in texts put
together from the examples of all rules: those that `checking/again.py` must name.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
TYPED = "They said that the the new roads was despite of the rain opened on Monday , and nobody have seen it. "
BETWEEN = 0.03  # seconds between keystrokes
BACK = 7  # each so many letters one is taken back and typed again


class Key(NamedTuple):
    """A change at a place (line, column): so many characters go, a text comes."""

    line: int
    column: int
    gone: int
    text: str


class Server:
    """The language server, by its protocol."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "mtcheck", "lsp"]
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
        self._process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        self.uri = ""
        self._version = 0
        units = {"general": {"positionEncodings": ["utf-32"]}}
        self.send("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": units}, number=1)
        self.until(lambda m: m.get("id") == 1)
        self.send("initialized", {})

    def send(self, method: str, params: Any, number: int | None = None) -> None:
        """Send a request, or without a number a notification."""
        message = {"jsonrpc": "2.0", "method": method, "params": params, **({"id": number} if number else {})}
        body = json.dumps(message).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def until(self, wanted: Any) -> Any:
        """The next message of a kind."""
        out = self._process.stdout
        assert out
        while True:
            length = 0
            while line := out.readline().strip():
                if line.lower().startswith(b"content-length:"):
                    length = int(line.split(b":")[1])
            if not length:
                raise SystemExit("the server has ended")
            message = json.loads(out.read(length))
            if wanted(message):
                return message

    def open(self, path: Path, text: str) -> None:
        """Open an article, and wait until it has been checked."""
        self.uri, self._version = path.as_uri(), 1
        item = {"uri": self.uri, "languageId": "plaintext", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": item})
        self.status()

    def press(self, key: Key) -> tuple[float, list[Any]]:
        """(milliseconds of CPU until something is published, what is)."""
        self._version += 1
        version = self._version
        start, end = {"line": key.line, "character": key.column}, {"line": key.line, "character": key.column + key.gone}
        change = {"range": {"start": start, "end": end}, "text": key.text}
        before = self.cpu()
        identifier = {"uri": self.uri, "version": version}
        self.send("textDocument/didChange", {"textDocument": identifier, "contentChanges": [change]})
        published = self.until(
            lambda m: m.get("method") == "textDocument/publishDiagnostics" and m["params"].get("version") == version
        )
        return self.cpu() - before, published["params"]["diagnostics"]

    def status(self) -> Any:
        """Wait until the whole has been checked."""
        return self.until(lambda m: m.get("method") == "mtcheck/status")

    def cpu(self) -> float:
        """Milliseconds of CPU time of all threads."""
        threads = Path(f"/proc/{self._process.pid}/task")
        return sum(int((t / "schedstat").read_text().split()[0]) for t in threads.iterdir()) / 1e6

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait()


def article(words: int, kit: Path | None) -> list[str]:
    """The paragraphs of an article of so many words."""
    texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "fixtures" / "human").glob("*.txt"))]
    if kit:
        from same_findings import kit_items

        texts = [i.text for i in kit_items(kit) if i.text.count("\n") > 5][:50]
    out: list[str] = []
    for paragraph in (p for text in texts for p in text.split("\n") if p.strip()):
        out.append(paragraph)
        if sum(len(p.split()) for p in out) >= words:
            break
    return out


def written(paragraphs: list[str], suffix: str) -> tuple[str, int, int]:
    """(a file of these paragraphs, the line of the one in the middle, the column behind its first word)."""
    middle = len(paragraphs) // 2
    at = paragraphs[middle].index(" ") + 1
    if suffix == "html":
        rows = [f"<p>{html.escape(p, quote=False)}</p>" for p in paragraphs]
        page = ["<!doctype html><html><body><article>", *rows, "</article></body></html>", ""]
        return "\n".join(page), middle + 1, at + 3
    return "\n\n".join(paragraphs) + "\n", middle * 2, at


def keys(line: int, column: int, count: int) -> Iterator[Key]:
    """Keystrokes at a place."""
    typed, at = 0, column
    while typed < count:
        for letter in TYPED:
            typed += 1
            yield Key(line, at, 0, letter)
            if typed % BACK == 0:
                yield Key(line, at, 1, "")
                yield Key(line, at, 0, letter)
                typed += 2
            at += 1
            if typed >= count:
                return


def measure(folder: Path, suffix: str, words: int, strokes: int, kit: Path | None) -> None:
    """Type, and print what it costs."""
    paragraphs = article(words, kit)
    text, line, column = written(paragraphs, suffix)
    server = Server(folder)
    server.open(folder / f"article.{suffix}", text)
    quick: list[float] = []
    paused: list[float] = []
    same = 0
    for n, key in enumerate(keys(line, column, strokes)):
        took, found = server.press(key)
        if n % 10 == 9:  # a pause
            before = server.cpu()
            message = server.until(lambda m: m.get("method") in ("textDocument/publishDiagnostics", "mtcheck/status"))
            if message["method"] == "mtcheck/status":  # a server that publishes once
                paused.append(took)
            else:
                paused.append(server.cpu() - before)
                same += message["params"]["diagnostics"] == found
                server.status()
        elif n > 10:
            quick.append(took)
        time.sleep(BETWEEN)
    server.close()
    total = sum(len(p.split()) for p in paragraphs)
    for name, times in (("keystroke", quick), ("pause", paused)):
        ordered = sorted(times)
        figures = f"{statistics.median(ordered):6.1f} {ordered[int(0.95 * len(ordered))]:6.1f} {ordered[0]:6.1f}"
        print(f"{suffix:5} {total:6} words {name:10} {figures} ms of {len(ordered)}", flush=True)
    print(f"{suffix:5} agree {same} of {len(paused)}")


def reach(seconds: float) -> None:
    """Print the rules that need more of a text than a paragraph and its neighbours."""
    from mtcheck.checking.again import near_by
    from mtcheck.checking.checker import DEFAULT, active
    from mtcheck.lint import Bad
    from mtcheck.lint.testing import unmark

    rules = active(DEFAULT).rules()
    families: dict[str, list[str]] = {}
    for r in rules:
        texts = [unmark(e.text)[0] if isinstance(e, Bad) else e.text for e in r.examples]
        families.setdefault(r.family, []).extend(t.strip() for t in texts if "\n" not in t.strip())
    every = [t for texts in families.values() for t in texts]
    dice = random.Random(1)
    named = {r.code for r in rules if not near_by(r)}
    differ: Counter[str] = Counter()
    total: Counter[str] = Counter()
    end = time.time() + seconds
    while time.time() < end:
        own = families[dice.choice(list(families))]
        parts = [*dice.sample(own, min(6, len(own))), *dice.sample(every, 3)]
        dice.shuffle(parts)
        for here, there in apart(parts):
            total.update(code for code, *_ in here | there)
            differ.update(code for code, *_ in here ^ there)
    print(f"{sum(total.values())} candidates, {sum(differ.values())} of them not the same")
    for code, count in differ.most_common():
        print(f"{code} {'named' if code in named else 'NOT NAMED'}: {count} of {total[code]}")


def apart(parts: list[str]) -> Iterator[tuple[set[tuple[str, int, int]], set[tuple[str, int, int]]]]:
    """For each paragraph (candidates of the whole text in it, of the paragraph between its neighbours)."""
    text, starts = "\n\n".join(parts), [0]
    for part in parts:
        starts.append(starts[-1] + len(part) + 2)
    whole = proposed(text, 0)
    for k, part in enumerate(parts):
        first, last = starts[max(0, k - 1)], starts[min(len(parts), k + 2)]
        inside = range(starts[k], starts[k] + len(part))
        both = (whole, proposed(text[first:last], first))
        yield tuple({c for c in found if c[1] in inside} for found in both)  # type: ignore[misc]


def proposed(text: str, base: int) -> set[tuple[str, int, int]]:
    """All candidates of a text that stands at `base`: code and place."""
    from mtcheck.checking.checker import DEFAULT, active
    from mtcheck.languages.en import analyse

    document = analyse(text)
    found = [(r.code, m.span) for r, at in active(DEFAULT).due(document) for m in r.run(document, at)]
    document.forget()
    return {(code, span.start + base, span.end + base) for code, span in found}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--words", type=int, default=1100)
    options.add_argument("--strokes", type=int, default=200)
    options.add_argument("--formats", default="txt,md,html")
    options.add_argument("--kit", type=Path)
    options.add_argument("--reach", type=float)
    chosen = options.parse_args()
    if chosen.reach:
        reach(chosen.reach)
        return
    print(f"load {os.getloadavg()[0]:.1f}; median, 95 %, least")
    for suffix in chosen.formats.split(","):
        with tempfile.TemporaryDirectory() as name:
            measure(Path(name), suffix, chosen.words, chosen.strokes, chosen.kit)


if __name__ == "__main__":
    main()
