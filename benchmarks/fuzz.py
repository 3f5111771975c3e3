"""Odd files of every format, made by hypothesis: nothing may crash, hang, lie about places or be damaged.

python benchmarks/fuzz.py [--seconds N] [--classes text .md .docx ...] [--seed N]

An input is put together from sentences of the rules' examples, markup of the format, control characters and bytes
that no text holds, then cut, doubled and overwritten at random. Checked of each:

crashes  an exception, a problem called an internal error, or a rule that failed (INT001)
hangs    more than 10 seconds of CPU time
wrong    a span outside of the text or an edit that does not fit; another report the second time; a file that cannot
         be read, or has other findings left than those that were promised, after `fix`; a report that is no JSON
"""

from __future__ import annotations

import argparse
import io
import json
import random
import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from xml.sax.saxutils import escape

from mtcheck.__main__ import one_thread

one_thread()

from hypothesis import HealthCheck, Phase, given, seed, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402

from mtcheck.checking.registry import all_rules  # noqa: E402
from mtcheck.lint.testing import unmark  # noqa: E402
from mtcheck.project.loading import load  # noqa: E402
from mtcheck.reading.files import Input, Problem  # noqa: E402
from mtcheck.report.formats import names, reporter  # noqa: E402
from mtcheck.report.summary import Summary  # noqa: E402
from mtcheck.run.fixing import UNWRITABLE, fix_file  # noqa: E402
from mtcheck.run.flow import INTERNAL, Result, Task, examine  # noqa: E402

HANG = 10.0  # seconds
ODD = [
    "\0",
    "\x1b[2J",
    "\u202e",
    "\u2028",
    "\x85",
    "\x0c",
    "\r",
    "\ufeff",
    "\U0001f468\u200d\U0001f469",
    "e\u0301",
    "\ufb01",
]
ODD += [
    "ı",
    "İ",
    "ß",
    "１千",
    "..." * 9,
    "!!!",
    "' '",
    "\u00ad",
    "\t",
    "\n\n",
    "\r\n",
    "-" * 40,
    "9" * 40,
    "\U0010ffff",
    "\ufffe",
]
MARKUP = {
    ".md": [
        "# ",
        "> ",
        "- ",
        "**",
        "*",
        "`",
        "```\n",
        "[a](",
        "](b)",
        "![",
        "<b>",
        "<!--",
        "-->",
        "|a|b|\n|-|-|\n",
        "---\n",
        "+++\n",
        "title: ",
        "{{ x }}",
        "<!-- mtcheck: ignore REP -- x -->",
        "&amp;",
        "\\",
        "~~~",
        "[^1]:",
        "{% a %}",
        "$$",
        "    ",
    ],
    ".html": [
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<br>",
        "<article>",
        "<!--",
        "-->",
        "&amp;",
        "&#x0;",
        "&",
        "<script>",
        "<![CDATA[",
        "<sup>",
        "<td>",
        "<h1>",
        "<a href='",
        "<",
        ">",
        "<!-- mtcheck: ignore -->",
    ],
    ".json": ['{"x":"', '"}', "[", "]", "{", "}", ",", '"', "\\u0041", "\\ud800", ":", '"x"', "1e999", "null"],
    ".jsonl": ['{"x":"', '"}\n', "\n", "[", "]", '"', "\\u0041", "\\n"],
    ".srt": ["1\n", "00:00:01,000 --> 00:00:02,000\n", "\n", "<i>", "</i>", "{\\an8}"],
    ".vtt": ["WEBVTT\n\n", "00:01.000 --> 00:02.000\n", "NOTE ", "<v A>", "<c>", "\n", "STYLE\n"],
    ".csv": ["source,target\n", ",", '"', '""', "\n", "id,"],
    ".tsv": ["source\ttarget\n", "\t", '"', "\n", "id\t"],
    ".po": ['msgid "', 'msgstr "', '"\n', "msgctxt ", "#, fuzzy\n", "\n", "msgid_plural ", "msgstr[1] ", "\\n"],
    ".tmx": [
        "<tmx>",
        "<body>",
        "<tu>",
        "<tuv xml:lang='en'>",
        "<seg>",
        "</seg>",
        "</tuv>",
        "</tu>",
        "<ph/>",
        "&lt;",
        "]]>",
        "<!DOCTYPE a>",
    ],
    ".xlf": [
        "<xliff version='1.2'>",
        "<file>",
        "<body>",
        "<trans-unit id='1'>",
        "<source>",
        "</source>",
        "<target>",
        "</target>",
        "</trans-unit>",
        "<x id='1'/>",
        "<unit>",
        "<segment>",
        "]]>",
    ],
    ".txt": ["\n", "\n\n", " "],
    ".docx": ["<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "<w:del>", "<w:tab/>", "<w:br/>", "<w:ins>"],
}
WHOLE = {  # how a good file begins and ends
    ".html": ("<html><body><article><p>", "</p></article></body></html>"),
    ".json": ('{"x":"', '"}'),
    ".vtt": ("WEBVTT\n\n00:01.000 --> 00:02.000\n", "\n"),
    ".srt": ("1\n00:00:01,000 --> 00:00:02,000\n", "\n"),
    ".csv": ("source,target\nHallo,", "\n"),
    ".tsv": ("source\ttarget\nHallo\t", "\n"),
    ".po": ('msgid "a"\nmsgstr "', '"\n'),
    ".tmx": (
        "<tmx version='1.4'><body><tu><tuv xml:lang='de'><seg>a</seg></tuv><tuv xml:lang='en'><seg>",
        "</seg></tuv></tu></body></tmx>",
    ),
    ".xlf": (
        "<xliff version='1.2'><file source-language='de'><body><trans-unit id='1'><source>a</source><target>",
        "</target></trans-unit></body></file></xliff>",
    ),
}
CLASSES = ("text", *MARKUP, "bytes")
RUN = "<w:r><w:t>{}</w:t></w:r>"
BALANCED = ("<w:tab/>", "<w:br/>")
NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@cache
def sentences() -> list[str]:
    return sorted({unmark(e.text)[0] for r in all_rules() for e in r.examples})


def packed(body: str) -> bytes:
    """A DOCX whose document holds some XML."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        kinds = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        archive.writestr("[Content_Types].xml", f"<Types>{kinds}</Types>")
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
    return out.getvalue()


def mutated(data: bytes, change: random.Random, times: int) -> bytes:
    """Cut, doubled and overwritten at random."""
    out = bytearray(data)
    for _ in range(times):
        a, b = sorted((change.randrange(len(out) + 1), min(len(out), change.randrange(len(out) + 20))))
        kind = change.randrange(4)
        if kind == 0:
            del out[a:b]
        elif kind == 1:
            out[b:b] = out[a:b]
        elif kind == 2:
            out[a:a] = bytes(change.randrange(256) for _ in range(change.randrange(5)))
        elif out:
            out[a % len(out)] = change.randrange(256)
    return bytes(out)


def inputs(kind: str) -> st.SearchStrategy[bytes]:
    """The bytes of files of a class."""
    if kind == "bytes":
        return st.binary(max_size=2000)
    suffix = ".txt" if kind == "text" else kind
    markup = (
        ["<w:p><w:r><w:t>", "</w:t></w:r></w:p>", "<w:del>", "<w:tab/>", "<w:br/>", "<w:ins>"]
        if suffix == ".docx"
        else MARKUP[suffix]
    )
    part = st.one_of(
        st.sampled_from(sentences()),
        st.sampled_from(markup),
        st.sampled_from(markup),
        st.sampled_from(ODD),
        st.text(max_size=6),
    )

    def made(parts: Sequence[str], whole: bool, change: random.Random, times: int) -> bytes:
        before, after = WHOLE.get(suffix, ("", "")) if whole else ("", "")
        text = f"{before}{' '.join(parts)}{after}"
        if suffix == ".docx":
            if whole:  # XML is read as a whole or not at all
                text = "".join(p if p in BALANCED else RUN.format(escape(p)) for p in parts)
                text = f"<w:p>{NO_XML.sub(' ', text)}</w:p>"
            return mutated(packed(text.encode("utf-8", "replace").decode()), change, times)
        return mutated(text.encode("utf-8", "surrogatepass"), change, times)

    times = st.sampled_from([0, 0, 0, 1, 3, 10])
    return st.builds(made, st.lists(part, max_size=25), st.booleans(), st.randoms(use_true_random=False), times)


class Fault(AssertionError):
    """Something that must not be; `kind` is crashes, hangs or wrong."""

    def __init__(self, kind: str, what: str) -> None:
        super().__init__(f"{kind}: {what}")
        self.kind = kind


@cache
def task() -> Task:
    return Task.of(load(isolated=True, given={"json-pointer": ["/x", "/*"], "min-confidence": 0.2, "preview": True}))


def tried(kind: str, data: bytes) -> bool:
    """Check one input; whether it could be read. Raises Fault."""
    name = "a.txt" if kind == "text" else "a.bin" if kind == "bytes" else f"a{kind}"
    file = Input(name, None, data)
    begin = time.process_time()
    try:
        result = examine(file, task(), data)
        readable = not isinstance(result, Problem)
        if isinstance(result, Problem):
            if INTERNAL in result.message:
                raise Fault("crashes", result.message)
        else:
            sound(result)
            if again(result) != again(examine(file, task(), data)):
                raise Fault("wrong", "another report the second time")
            written(name, result)
            if result.file and not file.bilingual:
                fixed(file, data, result)
    except Fault:
        raise
    except Exception as e:
        raise Fault("crashes", f"{type(e).__name__}: {e}") from e
    if (taken := time.process_time() - begin) > HANG:
        raise Fault("hangs", f"{taken:.1f} s")
    return readable


def again(result: Result | Problem) -> object:
    return result.message if isinstance(result, Problem) else [r.to_dict() for r in result.reports]


def sound(result: Result) -> None:
    """That all places are in the text."""
    for report in result.reports:
        for f in report.findings:
            if f.code == "INT001":
                raise Fault("crashes", f.message)
            edits = [e for fix in f.fixes for e in fix.edits]
            if any(not 0 <= s.start <= s.end <= len(report.text) for s in (f.span, *edits)):
                raise Fault("wrong", f"{f.code}: {f.span} in a text of {len(report.text)}")


def written(name: str, result: Result) -> None:
    """That every format can be written, and those of JSON read."""
    for style in names():
        stream = io.StringIO()
        made = reporter(style, stream)
        for report in result.reports:
            made.file(name, report)
        made.end(Summary(task().project.gates()), [])
        if style in ("json", "sarif", "gitlab", "rdjson"):
            json.loads(stream.getvalue())


def fixed(file: Input, data: bytes, result: Result) -> None:
    """That fixes leave a file that can be read, and without anything to fix one that is the same to the byte."""
    done = fix_file(file, data, task(), suggested=True)
    if isinstance(done, Problem):
        if done.message.startswith(UNWRITABLE):  # nothing was
            return
        raise Fault("wrong", f"after fixing: {done.message}")
    if not done.applied and done.data != data:
        raise Fault("wrong", "changed without a fix")


def campaign(kind: str, seconds: float, number: int) -> tuple[Counter[str], list[str]]:
    """(how many inputs were tried, could be read and failed, by kind of fault; the smallest input of each fault)."""
    count: Counter[str] = Counter()
    told: list[str] = []
    last: list[bytes] = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        number += 1

        @seed(number)
        @settings(
            max_examples=200,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=(Phase.generate, Phase.shrink),
            print_blob=False,
        )
        @given(inputs(kind))
        def one(data: bytes) -> None:
            if time.monotonic() > end and count["tried"] and not count["shrinking"]:
                return
            count["tried"] += 1
            try:
                count["read"] += tried(kind, data)
            except Fault:
                count["shrinking"] += 1
                last[:] = [data]
                raise

        last.clear()
        try:
            one()
        except Fault as e:
            count[e.kind] += 1
            told.append(f"{kind}: {e}\n    {last[0][:300]!r}")
        count["shrinking"] = 0
    return count, told


def main(words: Iterable[str] | None = None) -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=300, help="for all classes together")
    options.add_argument("--classes", nargs="+", default=CLASSES, choices=CLASSES)
    options.add_argument("--seed", type=int, default=0)
    args = options.parse_args(None if words is None else list(words))
    failed: list[str] = []
    print(f"{'class':8} {'tried':>8} {'read':>8} {'crashes':>8} {'hangs':>6} {'wrong':>6}")
    for kind in args.classes:
        count, told = campaign(kind, args.seconds / len(args.classes), args.seed)
        numbers = " ".join(
            f"{count[k]:>{w}}" for k, w in zip("tried read crashes hangs wrong".split(), (8, 8, 8, 6, 6), strict=True)
        )
        print(f"{kind:8} {numbers}", flush=True)
        failed += told
    for line in dict.fromkeys(failed):
        print(line)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
