"""What site generators put between the words of Markdown and HTML: template tags, shortcodes, attribute lists, markers
of containers. It is no prose, and nothing may ever edit it.

Each is overwritten by as many characters, so that all offsets stay: by a sign for what shows something in its place
(a value in a sentence), by another for what shows nothing, by spaces where it has lines to itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

VALUE, NOTHING = "\ufdd0", "\ufdd1"  # noncharacters: no text holds them
LONGEST = 4000  # code points of a tag; what looks longer is none
# Pairs of tags with such words in their names are around something else.
NO_PROSE = r"[\w.-]{0,40}(?:highlight|comment|mermaid|plantuml|math|katex|chart|gist|code)[\w.-]{0,40}"
PAIRED = re.compile(
    rf"(?P<close>\{{\{{[<%]|\{{%)-?\s*(?:/|end)\s*(?P<ended>{NO_PROSE})\s*-?[%>]\}}\}}?|"
    rf"(?P<open>\{{\{{[<%]|\{{%)-?\s*(?P<name>{NO_PROSE})(?=[\s%>])[^{{}}]*\}}"
)
VOID = "area base br col embed hr img input link meta param source track wbr".split()
SELF_CLOSED = re.compile(r"<([a-zA-Z][\w:.-]*)((?:\s[^<>]*)?)/>")
BLOCK_MARKS = re.compile(
    r"^[ \t>]*:{3,}[^\r\n]*(?:(?:\r\n|\n)[ \t]*:[\w-]+:[^\r\n]*)*(?=[\r\n]|\Z)|"  # ::: note, and :class: small
    r"^[ \t]*-{1,2}8<-{1,2}[^\r\n]*(?=[\r\n]|\Z)|"  # --8<-- "file"
    r"^\*\[[^\]\r\n]+\]:[^\r\n]*(?=[\r\n]|\Z)|"  # *[HTML]: what it is short for
    r"^[ \t]*\[(?:\[_?TOC_?\]|TOC)\][ \t]*(?=[\r\n]|\Z)|"
    r"^[ \t]*!\[\[[^\]\r\n]*\]\][ \t]*(?=[\r\n]|\Z)|"  # ![[embedded]]
    r"^[ \t]*%%[^\r\n]*%%[ \t]*(?=[\r\n]|\Z)|"
    r"^%[ \t][^\r\n]*(?=[\r\n]|\Z)",  # % a comment of MyST
    re.MULTILINE | re.IGNORECASE,
)
INLINE_MARKS = re.compile(
    r"\{:[^{}\r\n]*\}|"  # {: .class}
    r"\{ ?(?:[.#][\w-]|[\w-]+=[\"'])[^{}\r\n]*\}|"  # {.class} {#id} { style="..." }
    r"(?<=> )\[![\w-]+\][+-]?|"  # > [!NOTE]
    r"(?<=[-*+] )\[[ xX]\](?= )|"  # - [x] done
    r"(?<![\w:]):[a-z][a-z0-9_+-]*:(?![\w:])|"  # :rocket:
    r"\{[\w:+.-]+\}(?=`)|"  # {ref}`target`
    r"(?<![\w:]):[a-z][\w-]*(?=\[[^\[\]\r\n]+\])|"  # :name[text]
    r"\[\^[^\[\]\s]{1,60}\](?!:)|"  # [^1]
    r"(?<=[\w)])\[(?:-?@[\w:.-]+(?:[,;][^\[\]\r\n]*)?)\]"  # [@author]
)
ENVIRONMENT = re.compile(r"\\(begin|end)\{((?:align|alignat|equation|flalign|gather|multline|eqnarray)\*?)\}")
FORMULA = re.compile(  # \(x^2\), \(n\), \[a_1 = b\]; other brackets have a backslash too: \(as here\)
    r"\\\((?=[^()\r\n]{0,300}?(?:[\^_=+<>{}]|\\[A-Za-z])|[^()\r\n]{1,5}\\\))[^\r\n]{1,300}?\\\)|"
    r"\\\[(?=[^\[\]\r\n]{0,300}?(?:[\^_=+<>{}]|\\[A-Za-z]))[^\r\n]{1,300}?\\\]"
)
PAGE_FORMULA = re.compile(  # in HTML: \(x^2\), \[a_1 = b\], $$x$$, $N$, $2^n$; not $5 or from $5 to $10
    r"\\\((?=[^()<>]{0,300}?(?:[\^_=+{}]|\\[A-Za-z])|[^()<>]{1,5}\\\))[^<>]{1,600}?\\\)|"
    r"\\\[(?=[^\[\]<>]{0,300}?(?:[\^_=+{}]|\\[A-Za-z]))[^<>]{1,600}?\\\]|"
    r"\$\$[^$<>]{1,600}\$\$|"
    r"(?<![\w$\\])\$(?=[^\s$<>][^$<>\r\n]{0,200}?[\\^_{}=]|\d{0,3}(?:[A-Za-z]{1,2}|/\d{1,3})\$)[^$<>\r\n]{1,200}(?<=[^\s\\])\$(?![\w$])"
)
ATTRIBUTES = re.compile(r"(?<=[\])}`*_])\{ ?[.#][\w-][^{}\r\n]*\}")  # ]{#id}, which in MDX is no expression
EMPTY_LINK = re.compile(r"(?<!!)\[\]\([^()\s]*\)")  # [](target), whose text is the target's title
HEADING = re.compile(r"^(#{1,5})#(?=[A-Z])", re.MULTILINE)  # ##Title, a heading before CommonMark asked for a space
TAB = re.compile(r'^([ \t]*)===(\+?!? +["“])', re.MULTILINE)
ESM = re.compile(r"^(?:import|export)\s[^\r\n]*(?:(?:\r\n?|\n)(?!\r?\n)[^\r\n]+)*", re.MULTILINE)
JSX_LINE = re.compile(r"^[ \t]*</?[A-Z][\w.]*(?:\s[^<>\r\n]*)?/?>[ \t]*(?=[\r\n]|\Z)", re.MULTILINE)
LINE = re.compile(r"[^\r\n]+")
PROLOGUE = re.compile(r"\A\s*<\?xml[^>]*\?>")
NOTHINGS = re.compile(f"{NOTHING}+")


def blanked(text: str) -> str:
    """A page of HTML without its template tags and formulas."""
    text = _without_tags(PROLOGUE.sub(lambda m: " " * len(m.group()), text))
    text = _over(text, ((m.start(), m.end(), VALUE) for m in PAGE_FORMULA.finditer(text)))
    return NOTHINGS.sub(_hidden, text)


def _hidden(run: re.Match[str]) -> str:
    """What shows nothing as a comment; within a tag, or if it is too short for one, as spaces."""
    before, start, length = run.string, run.start(), len(run.group())
    near = max(0, start - LONGEST)
    within = before.rfind("<", near, start) > before.rfind(">", near, start)
    return " " * length if within or length < len("<!---->") else f"<!--{'x' * (length - 7)}-->"


def without_empty_elements(text: str) -> str:
    """A page of XHTML without elements like <a id="x"/>, which parsers of HTML would leave open."""
    return SELF_CLOSED.sub(_comment, PROLOGUE.sub(lambda m: " " * len(m.group()), text))


def _comment(tag: re.Match[str]) -> str:
    return tag.group() if tag[1].lower() in VOID else _hidden(tag)


def plain_markdown(text: str, start: int, mdx: bool = False) -> str:
    """Markdown from `start` on without the marks of other dialects that its parser does not know."""
    body = text[start:]
    if mdx:
        body = _over(body, ((m.start(), m.end(), " ") for m in ESM.finditer(body)))
        body = _over(body, ((m.start(), m.end(), " ") for m in JSX_LINE.finditer(body)))
        body = _over(body, ((a, b, NOTHING) for a, b in _spans(body, "{/*", "*/}")))
    body = _without_tags(body)
    if mdx:
        body = _over(body, ((m.start(), m.end(), NOTHING) for m in ATTRIBUTES.finditer(body)))
        body = _over(body, ((a, b, VALUE) for a, b in _spans(body, "{", "}")))
    body = _over(body, ((a, b, NOTHING) for a, b in _environments(body)))
    body = _over(body, ((m.start(), m.end(), VALUE) for m in FORMULA.finditer(body)))
    body = HEADING.sub(r"\1 ", body)
    body = TAB.sub(r"\1!!!\2", body)
    body = _over(body, ((m.start(), m.end(), " ") for m in BLOCK_MARKS.finditer(body)))
    body = _over(body, ((m.start(), m.end(), NOTHING) for m in INLINE_MARKS.finditer(body)))
    body = _over(body, ((m.start(), m.end(), VALUE) for m in EMPTY_LINK.finditer(body)))
    return text[:start] + LINE.sub(_emptied, body)


def _emptied(line: re.Match[str]) -> str:
    """A line that shows nothing as an empty one."""
    found = line.group()
    return " " * len(found) if NOTHING in found and not found.strip(f"{NOTHING} \t>") else found


def _without_tags(text: str) -> str:
    if "{%" in text or "{{" in text:
        text = _over(text, ((a, b, NOTHING) for a, b in _pairs(text)))
        for opening, closing, shown in TAGS:
            text = _over(text, ((a, b, shown) for a, b in _spans(text, opening, closing)))
    for opening, closing in (("<?", "?>"), ("<%", "%>")):
        text = _over(text, ((a, b, NOTHING) for a, b in _spans(text, opening, closing)))
    return text


TAGS = (
    ("{{<", ">}}", NOTHING),
    ("{{%", "%}}", NOTHING),
    ("{%", "%}", NOTHING),
    ("{{!", "}}", NOTHING),
    ("${{", "}}", VALUE),
    ("{{", "}}", VALUE),
)


def _environments(text: str) -> Iterator[tuple[int, int]]:
    """Displayed formulas of LaTeX without marks around them."""
    opened: re.Match[str] | None = None
    for m in ENVIRONMENT.finditer(text):
        if m[1] == "begin":
            opened = m
        elif opened and m[2] == opened[2]:
            if "\n\n" not in text[opened.end() : m.start()]:
                yield opened.start(), m.end()
            opened = None


def _spans(text: str, opening: str, closing: str) -> Iterator[tuple[int, int]]:
    """From each opening mark to its closing one. Time grows linearly with the text."""
    at, end = 0, -1
    while (start := text.find(opening, at)) >= 0:
        if end < start + len(opening):
            end = text.find(closing, start + len(opening))
            if end < 0:
                return
        stop = end + len(closing)
        fits = stop - start <= LONGEST and "\n\n" not in (inner := text[start:stop]) and "```" not in inner
        at = stop if fits else start + len(opening)
        if fits:
            yield start, stop


def _pairs(text: str) -> Iterator[tuple[int, int]]:
    """From each tag that opens something that is no prose to the one that closes it."""
    opened: re.Match[str] | None = None
    for tag in PAIRED.finditer(text):
        if opened is None and tag["open"]:
            opened = tag
        elif opened is not None and tag["close"] and tag["ended"] == opened["name"]:
            yield opened.start(), tag.end()
            opened = None


def _over(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The text with a sign over each span; line breaks stay."""
    parts: list[str] = []
    at = 0
    for start, end, sign in spans:
        parts += (text[at:start], *(c if c in "\r\n" else sign for c in text[start:end]))
        at = end
    return "".join([*parts, text[at:]])
