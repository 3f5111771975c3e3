"""Whether an article says the same as an HTML page and as plain text: pages made from articles, read and compared.

    python benchmarks/html_pages.py KIT [--show N]

KIT is the folder of the measuring kit; its texts of web sites (B1) are the articles, EVALKIT_PART says which of them.
Each becomes a page as sites have them: menus, related articles and a footer around it, headings, figures with captions,
embedded quotations, lists, line breaks, marks of notes, superscripts, links, emphasis, references for characters,
hidden and deleted text between. Where each of these stands follows from a hash of the words, so that every run makes
the same pages. Compared are the findings (code and words) and the words that are read.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple

import mtcheck
from mtcheck.project.loading import load
from mtcheck.reading.files import Input
from mtcheck.run.flow import Result, Task, examine

NAV = """<header><div class="logo"><a href="/">The Daily Page</a></div><nav><ul>
<li><a href="/news">News of the the day</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/a">About us</a></li></ul></nav></header>
<div class="cookie"><p>We use cookies. <button>Accept</button></p></div>"""
RELATED = """<aside class="related"><h3>Related articles</h3><ul><li><a href="/1">The the bridge is is closed</a></li>
<li><a href="/2">Ten things to do this summer</a></li></ul></aside>"""
FOOTER = """<div class="share"><a href="#">Share</a> <a href="#">Tweet</a></div><footer><p>All rights reserved the the
owners.</p><p><a href="/t">Terms of use</a> | <a href="/p">Privacy</a></p></footer>"""


class Difference(NamedTuple):
    """Findings of one article that only the text or only the page has, and words that only one of them has."""

    id: str
    text: list[tuple[str, str]]
    page: list[tuple[str, str]]
    words: int


def chance(words: str, kind: str) -> float:
    """A number from 0 to 1 that depends on the words and the kind of markup."""
    return int.from_bytes(blake2b(f"{kind}:{words}".encode(), digest_size=4).digest(), "big") / 2**32


def page_of(paragraphs: list[str]) -> str:
    """The page of an article."""
    blocks: list[str] = []
    for n, paragraph in enumerate(paragraphs):
        inner = inline(paragraph)
        short = len(paragraph) < 90 and paragraph[-1:] not in ".!?”\"’'…:;,"
        draw = chance(paragraph, "block")
        if n == 0 and short:
            blocks.append(f"<h1>{inner}</h1>")
        elif short and draw < 0.8:
            blocks.append(f"<h2>{inner}</h2>")
        elif draw < 0.06:
            blocks.append(f'<figure><img src="{n}.jpg" alt="the the"><figcaption>{inner}</figcaption></figure>')
        elif draw < 0.12:
            blocks.append(f"<blockquote><p>{inner}</p></blockquote>")
        elif draw < 0.16:
            blocks.append(f'<div class="embed"><blockquote class="tweet">{inner}</blockquote></div>')
        elif draw < 0.19:
            blocks.append(f"<center>{inner}</center>")
        elif draw < 0.23:
            blocks.append(f"<ul><li>{inner}</li></ul>")
        else:
            blocks.append(f"<p>{inner}</p>")
    body = "\n".join(blocks)
    head = (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>The the title</title><style>p {}</style>\n'
    )
    article = f'<div id="main"><article class="post">\n{body}\n</article>{RELATED}</div>\n'
    return f"{head}<body>{NAV}\n{article}{FOOTER}</body></html>\n"


def inline(paragraph: str) -> str:
    """A paragraph with markup in it."""
    words = paragraph.split(" ")
    out: list[str] = []
    for n, word in enumerate(words):
        shown = html.escape(word, quote=False)
        if chance(word, "reference") < 0.5:
            shown = re.sub("[’“”—é]", lambda m: f"&#{ord(m.group())};", shown)
        context = f"{n}:{word}:{len(words)}"
        draw = chance(context, "word")
        ends = word[-1:] in ".!?" and n + 1 < len(words)
        if ordinal := re.fullmatch(r"(\d+)(st|nd|rd|th)([.,]?)", word):
            shown = f"{ordinal[1]}<sup>{ordinal[2]}</sup>{ordinal[3]}"
        elif ends and draw < 0.08:
            shown += f"<sup>[{n}]</sup>"
        elif ends and draw < 0.16:
            shown += "<br/>"
        elif word.isalpha() and draw < 0.02:
            shown = f'<a href="/the/the?a=b&amp;c">{shown}</a>'
        elif word.isalpha() and draw < 0.04:
            shown = f"<{'b' if n % 2 else 'em'}>{shown}</{'b' if n % 2 else 'em'}>"
        elif word.isalpha() and len(word) > 7 and draw < 0.08:
            shown = f"{shown[:4]}&shy;{shown[4:]}"
        elif draw < 0.09:
            shown += " <del>the the</del>"
        elif draw < 0.10:
            shown += "<span hidden> is is</span><!-- the the -->"
        out.append(shown)
    return " ".join(out)


def articles(kit: Path) -> Iterator[tuple[str, list[str]]]:
    """(id, paragraphs) of the kit's texts of web sites."""
    sys.path.insert(0, str(kit))
    left_out = __import__("common").left_out
    with gzip.open(kit / "data" / "web.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if not left_out(row["id"]):
                yield row["id"], [" ".join(p.split()) for p in row["text"].split("\n") if p.strip()]


def compared(name: str, paragraphs: list[str]) -> Difference:
    """What an article as text and its page differ in."""
    text = "\n\n".join(paragraphs)
    alone = Counter((f.code, " ".join(text[slice(*f.span)].split())) for f in mtcheck.check(text).findings)
    result = examine(Input("a.html", None), Task.of(load(isolated=True)), page_of(paragraphs).encode())
    assert isinstance(result, Result) and result.file
    shown = result.file.articles[0].text
    on_page = Counter((f.code, quoted(result.text, f.span)) for report in result.reports for f in report.findings)
    words, others = Counter(text.split()), Counter(shown.split())
    missing = sum((words - others).values()) + sum((others - words).values())
    return Difference(name, sorted((alone - on_page).elements()), sorted((on_page - alone).elements()), missing)


def quoted(text: str, span: tuple[int, int]) -> str:
    """What a finding quotes, without its markup."""
    cut = re.sub(r"<(del|span hidden|sup)>.*?</(?:del|span|sup)>|<!--.*?-->", "", text[slice(*span)])
    cut = re.sub(r"<br/>", " ", cut)
    return " ".join(html.unescape(re.sub("<[^>]*>", "", cut)).replace("\u00ad", "").split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("kit", type=Path)
    parser.add_argument("--show", type=int, default=20, help="differences to show (with EVALKIT_PART=read only)")
    chosen = parser.parse_args()
    start = time.perf_counter()
    rows = list(articles(chosen.kit))
    differences = [compared(name, paragraphs) for name, paragraphs in rows]
    words = sum(len(p.split()) for _, paragraphs in rows for p in paragraphs)
    same = sum(not (d.text or d.page) for d in differences)
    whole = sum(not d.words for d in differences)
    print(f"{len(rows)} articles, {words:,} words, {time.perf_counter() - start:.0f} s")
    print(f"the same findings: {same} of {len(rows)}; the same words: {whole} of {len(rows)}")
    print(f"findings only in the text: {sum(len(d.text) for d in differences)}, only on the page: ", end="")
    print(f"{sum(len(d.page) for d in differences)}; words that differ: {sum(d.words for d in differences)}")
    if os.environ.get("EVALKIT_PART") == "read":
        for d in [d for d in differences if d.text or d.page or d.words][: chosen.show]:
            print(f"  {d.id}: only text {d.text}, only page {d.page}, {d.words} words differ")


if __name__ == "__main__":
    main()
