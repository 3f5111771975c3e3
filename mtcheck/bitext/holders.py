"""Addresses, placeholders and tags: what must come through a translation letter for letter."""

from __future__ import annotations

import re

from mtcheck.text.scripts import TOUCHING
from mtcheck.text.spans import Span

_URL = rf"[^\s<>\"'（）()」』】。，、«»“”„{TOUCHING}]{{3,2000}}"
_NAME, _LABEL = r"[A-Za-z0-9_.+-]{1,64}", r"[A-Za-z0-9-]{1,64}"
ADDRESS = re.compile(
    rf"https?://{_URL}|www\.{_URL}|(?<![A-Za-z0-9_.+-]){_NAME}@{_LABEL}(?:\.{_LABEL}){{1,8}}|"
    r"(?<![A-Za-z0-9_@.])@[A-Za-z0-9_]{2,64}"
)
HOLDER = re.compile(
    r"(?<!\d)%(?:\d\$)?[-+0#]?\d{0,3}(?:\.\d{1,2})?[sdiouxXfFeEgGc](?![A-Za-z])|%\(\w{1,64}\)[sdf]|(?<!\d)%\d(?![\d'’]|[.,]\d)|"
    r"\{\{\s?[\w.]{1,64}\s?\}\}|\{\w{0,64}\}|\{\w{1,64}(?=\s*,\s*(?:plural|select))|\$\{\w{1,64}\}|"
    r"(?<![\w$])\$[A-Za-z_]\w{1,63}|#[A-Z][A-Z0-9_]{2,64}#|</?[A-Za-z][\w-]{0,32}(?:\s[^<>]{0,300})?/?>|&[a-z]{2,8};"
)
COLON = re.compile(r"(?<![\w:/.])(?<!\w )\:[a-z_][a-z0-9_]{1,31}\b|(?<=\w )\:[a-z_][a-z0-9_]{1,31}\b")
KEPT = re.compile(
    r"<([A-Za-z][\w-]{0,32})\s[^<>]{0,300}?(?:translate=[\"']no[\"']|\bnotranslate\b)[^<>]{0,300}>([^<>]{1,500})</\1>"
)
KEYWORD = re.compile(r"(=?\w+)\s*\{")
CHOICE = re.compile(r",\s*(plural|select|selectordinal)\s*,")
BRANCH = re.compile(r"(?<=[,}])\s*=?\w+\s*(\{)")  # what is said in one case of such a message is no placeholder
PLURALS = frozenset("zero one two few many other".split())  # of the CLDR: languages have different ones
SIGNS = frozenset("&amp; &lt; &gt; &quot; &apos; &nbsp;".split())  # characters that may as well stand as they are
SAME = {"i": "em", "b": "strong"}  # tags that say the same
LANGUAGE = re.compile(r"/[a-z]{2}(?=[/\"'])")  # the part of an address that names the language


def holders(text: str, base: int, source: str) -> list[tuple[str, Span]]:
    """(in one form for all that is the same, place) of each placeholder and tag of a text that begins at `base`. Names
    with a colon before them are placeholders if the source has such."""
    told = {m.start(1) for m in BRANCH.finditer(text)} if CHOICE.search(text) else ()
    found = [
        (m.group(), Span(base + m.start(), base + m.end())) for m in HOLDER.finditer(text) if m.start() not in told
    ]
    if COLON.search(source):
        found += [(m.group(), Span(base + m.start(), base + m.end())) for m in COLON.finditer(text)]
    return [(_plain(word), span) for word, span in sorted(found, key=lambda x: x[1]) if word not in SIGNS]


def _plain(word: str) -> str:
    if word.startswith("{{"):
        return "{{" + word[2:-2].strip() + "}}"
    if not word.startswith("<"):
        return word
    m = re.match(r"</?([A-Za-z][\w-]*)", word)
    assert m
    name = m[1].lower()
    tag = word[: m.start(1)] + SAME.get(name, name) + word[m.end(1) :]
    return LANGUAGE.sub("/", re.sub(r"\s*/?>$", ">", tag))


def kept(text: str) -> list[tuple[str, Span]]:
    """(text, place) of what a text says is not to be translated."""
    return [(m[2], Span(*m.span(2))) for m in KEPT.finditer(text) if m[2].strip()]


def keywords(text: str) -> frozenset[str]:
    """The keywords of a message of ICU that depends on a number or a choice: those of plurals that any language may
    have are left out."""
    if not CHOICE.search(text):
        return frozenset()
    return frozenset(KEYWORD.findall(text)) - PLURALS | frozenset(CHOICE.findall(text))


def spans(text: str) -> list[Span]:
    """Where addresses and placeholders stand: numbers in them count nothing."""
    return [Span(*m.span()) for pattern in (ADDRESS, HOLDER) for m in pattern.finditer(text)]
