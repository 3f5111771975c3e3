"""What the markup of a page says of one of its elements: which kind of block it is, whether it is hidden, holds a note,
a foreign word or nothing but a sign."""

from __future__ import annotations

import re
from typing import Any

from mtcheck.text.layout import BlockKind

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p search section "
    "summary table tbody td tfoot th thead title tr ul label pre textarea select".split()
)
MARKED = frozenset("span i em b strong cite q a bdi bdo dfn".split())  # may be foreign words in a sentence, by `lang`
KINDS = {name: kind for names, kind in (
    ("h1 h2 h3 h4 h5 h6 hgroup legend summary title", BlockKind.HEADING), ("li dd", BlockKind.ITEM),
    ("td th", BlockKind.CELL), ("caption figcaption", BlockKind.CAPTION), ("dt", BlockKind.TERM),
) for name in names.split()}  # fmt: skip
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
HIDDEN_CLASSES = frozenset("sr-only visually-hidden visuallyhidden screen-reader-text mw-editsection".split())
NOTES = frozenset("d-footnote sidenote marginnote".split())  # elements and classes of notes that stand in the sentence


def kind_of(node: Any) -> BlockKind:
    """What the block is whose text stands in an element: the nearest block around it says so, or the one around that if
    it begins there."""
    quoted = False
    first = True
    while node is not None and node.name[0] != "#":
        quoted = quoted or node.name == "blockquote"
        if first and node.name in KINDS:
            return KINDS[node.name]
        if node.name in BLOCKS:
            first = first and node.name in ("p", "div") and _begins(node)
        node = node.parent
    return BlockKind.QUOTATION if quoted else BlockKind.PARAGRAPH


def _begins(node: Any) -> bool:
    """Whether an element is the first thing in the one that holds it."""
    for child in node.parent.children if node.parent is not None else ():
        if child is node:
            return True
        if child.name != "#text" or child.data.strip():
            return False
    return False


def is_hidden(node: Any) -> bool:
    """Whether browsers do not show an element, as far as its attributes say."""
    attributes = node.attrs or {}
    if not attributes:
        return False
    classes = frozenset((attributes.get("class") or "").split())
    return (
        "hidden" in attributes or bool(HIDDEN.search(attributes.get("style") or "")) or bool(classes & HIDDEN_CLASSES)
    )


def is_note(node: Any) -> bool:
    """Whether an element in a sentence holds a note, which is no part of the sentence."""
    if node.name in BLOCKS:
        return False
    return node.name in NOTES or not NOTES.isdisjoint(((node.attrs or {}).get("class") or "").split())


def is_foreign(node: Any) -> bool:
    """Whether an element in a sentence says that its words are not English."""
    attributes = node.attrs or {}
    lang = (attributes.get("lang") or attributes.get("xml:lang") or "").lower()
    return node.name in MARKED and bool(lang) and lang.split("-")[0] != "en"


def is_sign(link: Any) -> bool:
    """Whether a link shows a sign only: ¶, #, ↩."""
    shown = words_of(link).strip()
    return bool(shown) and not any(map(str.isalnum, shown))


def words_of(node: Any, most: int = 200) -> str:
    """The beginning of the text in an element."""
    out: list[str] = []
    stack = list(reversed(node.children or ()))
    while stack and len(out) < most:
        child = stack.pop()
        if child.name == "#text":
            out.append(child.data)
        else:
            stack.extend(reversed(child.children or ()))
    return "".join(out)
