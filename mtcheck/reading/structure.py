"""How many headings, list items, tables, blocks of code, images and links a page or a Markdown file has."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

KINDS = ("headings", "list items", "tables", "blocks of code", "images", "links")
TOKENS = {
    "heading_open": "headings", "list_item_open": "list items", "table_open": "tables", "fence": "blocks of code",
    "code_block": "blocks of code", "image": "images", "link_open": "links",
}  # fmt: skip
OPENED = re.compile(r"(?:<[A-Za-z][^<>]*>\s*)+\Z")  # what opens right before the first word
LONGEST = 2000  # code points before an article in which its first tags are looked for
EMPTY = r"(?![^<>]{0,2000}>\s{0,2000}</li)"
TAGS = re.compile(rf"<(?:(h[1-6])|(li\b{EMPTY})|(table)|(pre)|(img)|(a)(?=\s[^<>]{0, 2000}?href))\b", re.I)
Structure = Mapping[str, int]


def of_tokens(tokens: Iterable[Token]) -> Structure:
    """Of a Markdown file that was parsed."""
    found: Counter[str] = Counter()
    before = ""
    for token in tokens:
        for part in (token, *(token.children or ())):
            if kind := TOKENS.get(part.type):
                found[kind] += 1
        if (before, token.type) == ("list_item_open", "list_item_close"):
            found["list items"] -= 1  # an empty one is none
        before = token.type
    return found


def of_page(text: str, low: int, high: int) -> Structure:
    """Of a page, from offset `low`, where its article begins within its first tags, to `high`."""
    found: Counter[str] = Counter()
    opened = OPENED.search(text[max(0, low - LONGEST) : low])
    for m in TAGS.finditer(text, low - len(opened.group()) if opened else low, high):
        found[KINDS[(m.lastindex or 1) - 1]] += 1
    return found
