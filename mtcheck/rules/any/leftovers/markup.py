"""LEF002, LEF003, LEF004: entities, tags and placeholders."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator

from mtcheck.lint import MAJOR, MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

ENTITY = LazyPattern(
    r"& ?(?:amp;(?: ?(?:amp|quot|lt|gt|nbsp|apos|#\d{1,5}) ?;)?|(?:amp|quot|lt|gt|nbsp|apos|[mn]dash|[lr][sd]quo"
    r"|hellip|euro|pound|bull|middot|laquo|raquo|shy|copy|reg|deg|frac12|times|[aeiouAEIOU](?:acute|grave|uml|circ)"
    r"|[AOao]ring|szlig|ccedil|ntilde|# ?\d{2,5}|#x[0-9A-Fa-f]{2,5}) ?;)"
)


@document_rule(
    code="LEF002",
    name="entity",
    severity=MINOR,
    mqm="fluency/character-encoding",
    signs=("&",),
    examples=(
        Bad("The firm M[[&amp;]]C said so.", fix="The firm M&C said so."),
        Bad("It is called [[&quot;]]hope[[&quot;]].", fix='It is called "hope".'),
        Bad("The minister[[&#39;]]s car and the M [[&amp;amp;]] C firm.", fix="The minister's car and the M & C firm."),
        Good("AT&T and Q&A; R&D costs & more."),
        Good("Procter & Gamble met Marks & Spencer."),
    ),
)
def entity(document: Document) -> Iterator[Match]:
    """A character is written as its name in markup.

    The text was taken from a web page, and what the markup stands for was not put back after translation.
    """
    text = document.text
    from html import unescape

    for m in ENTITY.finditer(text):
        new = unescape(unescape(m.group().replace(" ", "")))
        fix = Fix(f"Write {new}", (Edit(*m.span(), new),), SAFE)
        yield Match(Span(*m.span()), f"“{m.group()}” is markup for one character.", 0.95, (fix,))


ABOUT = 2  # terms of the web from which a text is about markup
SUBJECT = 3  # attributes of one name, from which a text is about it
TAGS = (
    "b|i|u|em|strong|p|br|hr|a|span|div|h[1-6]|li|ul|ol|td|tr|th|table|tbody|img|font|sup|sub|small|center"
    "|blockquote|g|x|bx|ex|ph|bpt|ept|it"
)
TAG = LazyPattern(
    rf"< ?/? ?(?:{TAGS})(?: [a-z-]{{1,20}} ?= ?[^<>\n]{{1,200}})? ?/? ?>"
    r"|\b(?:href|src|class|style|target|rel) ?= ?[\"“”'][^\"“”'<>\n]{1,100}[\"“”']"
)


@document_rule(
    code="LEF003",
    name="tag",
    severity=MAJOR,
    mqm="fluency/character-encoding",
    signs=("<", "="),
    examples=(
        Bad("The [[<b>]]minister[[</b>]] left.", fix="The minister left."),
        Bad("The [[< b >]]minister [[< / b >]] left.", fix="The minister  left."),
        Bad('See [[<a href="x.html">]]here[[</a>]].', fix="See here."),
        Good("If a < b and b > c, the tag <b> makes bold text."),
        Good("Put the tag <b> here; <br> in HTML ends a line, and <p> makes room."),
        Good("Use the <input> element for it."),
        Good("The browser reads the HTML, and then each <p>text</p> goes into its <div>, as the DOM shows."),
        Good("Write <b>bold</b> and <i>more</i> in your CSS and HTML files."),
        Bad("The [[<b>]]minister[[</b>]] read the HTML.", fix="The minister read the HTML."),
        Good('The author says rel="author", a licence rel="license", and a friend rel="friend".'),
    ),
)
def tag(document: Document) -> Iterator[Match]:
    """A tag of markup stands in the text.

    The text was taken from a web page or a translation memory, and its tags went through the engine as words.
    """
    if len(document.vocabulary["web_terms"] & document.index.keys()) >= ABOUT:
        return  # the text is about it
    found = [*TAG.finditer(document.text)]
    names = Counter(m.group().partition("=")[0] for m in found)
    for m in found:
        if _spoken_of(document, *m.span()):
            continue
        if m.group()[0] != "<" and names[m.group().partition("=")[0]] >= SUBJECT:
            continue  # the text is about it
        fix = Fix("Delete it", (Edit(*m.span(), ""),), SUGGEST)
        shown = m.group() if len(m.group()) < 30 else m.group()[:27] + "…"
        yield Match(Span(m.start(), min(m.end(), m.start() + 90)), f"“{shown}” is markup, not text.", 0.9, (fix,))


def _spoken_of(document: Document, start: int, end: int) -> bool:
    """Whether the text speaks of the tag: the tag <b> makes bold text; <b> in HTML."""
    before = re.search(r"(\w+) $", document.text[max(0, start - 12) : start])
    if before and before[1] in document.vocabulary["tag_nouns"]:
        return True
    after = re.match(r" (\w+)(?: (\w+))?", document.text[end : end + 12])
    return after is not None and (after[1] in document.vocabulary["after_tags"] or after[2] == "HTML")


SIGNS = ("{", "_", "<", ">")
LAST_WORD = LazyPattern(r"\b(\w+) [“\"‘']?\Z")
LONGEST = 16  # code points that hold the word before a placeholder
PLACEHOLDER = LazyPattern(
    r"\{\d{1,2}\}|\{\{ ?[A-Za-z_]{1,30} ?\}\}|(?<![\w%])%(?:\d\$)?[sd](?!\w)|__[A-Z][A-Z0-9_]{1,20}__"
    r"|<2[a-z]{2}>|>>[a-z]{2,3}<<|(?<!\w)__[a-z]{2}__(?!\w)|\[(?:NAME|PERSON|ORG|LOC|DATE|NUM|URL|EMAIL|PHONE)\]"
    r"|(?<!\w)(?:TERM|ENTITY|PLACEHOLDER)_\d{1,3}(?!\w)"
)


@document_rule(
    code="LEF004",
    name="placeholder",
    severity=MAJOR,
    mqm="accuracy/omission",
    anchors=("% s", "% d", *(f"[ {kind}" for kind in "name person org loc date num url email phone".split())),
    signs=SIGNS,
    examples=(
        Bad("The minister [[{0}]] left for [[%s]] today."),
        Bad("[[<2en>]] The minister left."),
        Bad("The [[__TERM1__]] was closed."),
        Good("The set {a, b} grew by 5%, so 20% did not."),
        Good("Tell them what they click: write “Read the page: [URL]” and no bare link. All %s are of sales:"),
        Bad("He met [[%s]] and left."),
        Bad("[[%s]] are here."),
        Bad("He left and [[%s]] is gone."),
        Bad("He met all [[%s]]."),
        Bad("He saw the [[%s]] today."),
        Bad("He said “the [[%s]] left” today."),
        Good("Write “Visit our %s today”! The placeholder %s is replaced by the link."),
        Bad("The parameter is old, and [[%s]] left."),
        Good("The method __init__ and [sic] and {x} are in use."),
    ),
)
def placeholder(document: Document) -> Iterator[Match]:
    """A placeholder stands where a name or a number belongs.

    Engines protect names and numbers with placeholders, and mark the language; some are not put back.
    """
    text = document.text
    explained = _explained(document)
    for m in PLACEHOLDER.finditer(text):
        if m.group() in explained:
            continue
        if m.group()[0] == "[" and _quoted(document, m.start()):
            continue  # what is to be filled in is shown: write “Read more: [URL]”
        if m.group()[0] == "%" and _percents(document, m.start(), m.end()):
            continue
        yield Match(Span(*m.span()), f"“{m.group()}” stands for something that was not filled in.", 0.85)


def _explained(document: Document) -> frozenset[str]:
    """The placeholders of which the text says that they are: the placeholder %s is replaced by a link."""
    names = document.vocabulary["placeholders"]
    text = document.text
    found = (
        (m.group(), LAST_WORD.search(text, max(0, m.start() - LONGEST), m.start())) for m in PLACEHOLDER.finditer(text)
    )
    return frozenset(sign for sign, word in found if word and word[1].lower() in names)


def _quoted(document: Document, at: int) -> bool:
    """Whether the token at a place of the text stands in a quotation."""
    return document.has(bisect_right(document.starts, at) - 1, Flag.QUOTED)


def _percents(document: Document, start: int, end: int) -> bool:
    """Whether “%s” is a plural: all %s are of sales."""
    before = re.search(r"(\w+) $", document.text[max(0, start - 12) : start])
    after = re.match(r" (\w+)", document.text[end : end + 12])
    words = document.vocabulary
    determined = before is not None and before[1].lower() in words["determiners"]
    return determined and after is not None and after[1] in words["finite_auxiliaries"]
