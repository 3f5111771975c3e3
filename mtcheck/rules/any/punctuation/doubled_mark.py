"""PUN003: two marks where one belongs."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import (
    MINOR,
    SUGGEST,
    Bad,
    BlockKind,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Look,
    Match,
    Span,
    document_rule,
)
from mtcheck.text.marks import word_start
from mtcheck.text.masks import Mask, among, columnar, following

PAIRS = frozenset(
    (",,", ",.", "..", ";;", "::", ";,", ",;", "?,", "!,", ":,", ",:", "?.", "!.", ";.", ":.", ",?", ",!", ".;")
)
# ".." may be a careless ellipsis; "!," and "?." follow titles and brands (Yahoo!, Jeopardy!).
UNSURE = frozenset(("..", "?,", "?.", "!,", "!."))
AFTER_TITLES = frozenset(("?,", "!,"))  # the film Shall We Dance?, with
APART = frozenset(",")  # a mark that a space parts from the one before: accept. , and
TITLED = Flag.LINK | Flag.EMPHASIS | Flag.CODE
SIGNS = frozenset("#$@")  # before a mark that is one sign with it: #!
WHOLE = 3  # letters of a word that a stop does not shorten
WINNERS = "?!.;:,"  # of two different marks the one further left stays


@columnar
def _doubled(document: Document) -> Mask:
    """Marks that another mark follows directly, and pairs of dots."""
    dots = document.mask(Flag.STOP)
    dots[dots] = [document.words[i] == ".." for i in dots.nonzero()[0].tolist()]
    directly = following(document.marked(Flag.PUNCT, without=Flag.SPACE | Flag.NEWLINE))
    apart = following(document.mask(Flag.SPACE) & among(document, APART))
    return document.mask(Flag.PUNCT) & (directly | dots | apart)


@document_rule(
    code="PUN003",
    name="doubled-mark",
    severity=MINOR,
    mqm="fluency/punctuation",
    wake=_doubled,
    examples=(
        Bad("The envoys met in [[May,,]] then left.", fix="The envoys met in May, then left."),
        Bad("The talks went [[on,.]] Nobody left.", fix="The talks went on. Nobody left."),
        Bad("[[::]] The envoys met in May.", fix="The envoys met in May."),
        Bad("The envoys [[met..]] Then they left in [[June,,]]", fix="The envoys met. Then they left in June,"),
        Bad("The envoys met.\n[[::]] They left.", fix="The envoys met.\nThey left."),
        Bad("Who was the [[man?,]] he asked.", fix="Who was the man? he asked."),
        Bad("[[Who?,]] he asked.", fix="Who? he asked."),
        Good("“The envoys met.” They left (late). Who knows why?.. Nobody did. Go to .. and stay."),
        Good(".. means the folder above.\nIn code it is:\n::"),
        Bad(
            "It should be set to [[accept. ,]] and the rest to drop.",
            fix="It should be set to accept, and the rest to drop.",
        ),
        Good("He was first in the final.\n, who won. The parts are named a, b., , and so on; see etc. , the No. , it."),
        Good("She met reporters in Portland, Ore., and waited... He left, etc., too."),
        Good("They eat lettuce, tomatoes, etc.; Fresh fruit comes last."),
        Good("The army named Colonel M.; the envoys thanked him."),
        Good("The film Shall We Dance?, with two stars, and the show Get Me Out of Here!, were seen."),
        Good("The members are nearForm, Sauce Labs, StrongLoop and YLD!. Get involved now."),
        Good("He called std::move twice; see ../up for it."),
        Good("The first two characters must be #!. Only then is the file run, as with $!, and @:."),
        Good(
            "The function named empty?, which says whether there is a word, is old.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("empty?", Look.LINK),),
        ),
        Bad(
            "Why not read what they say of the [[mill?.]]",
            fix="Why not read what they say of the mill?",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("mill?", Look.LINK),),
        ),
        Good(
            "It is from why do they leave?, a book of last year.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("why do they leave?", Look.EMPHASIS),),
        ),
        Good("Replace each ‘../files/’ by ‘files/’, and “../mill/” by the name of the mill."),
        Good("The folder is named “../old” now, and it is full."),
        Good("“They met [..] and left.” “(..) No.” N is one of 1..=12 here."),
    ),
)
def doubled_mark(document: Document) -> Iterator[Match]:
    """Two punctuation marks stand where one belongs.

    The engine translates the mark of the source and adds one of its own, or joins two pieces that each had one.
    """
    for i in _candidates(document):
        first, second = document.word(i), document.word(i + 1)
        pair = first if first == ".." else first + second
        last = i if first == ".." else i + 1
        if document.word(i - 1) in SIGNS and not document.has(i, Flag.SPACE):
            continue  # the mark itself is a sign: the characters #!.
        if pair in (*AFTER_TITLES, "!.") and document.has(i - 1, Flag.CAPITAL) and not document.has(i - 1, Flag.FIRST):
            continue
        if pair in AFTER_TITLES and document.flag_list[i] & ~document.flag_list[last] & TITLED:
            continue  # the mark is the title's: [Why do they leave?](page),
        if last > i and document.has(last, Flag.SPACE | Flag.NEWLINE):
            if not document.has(last, Flag.NEWLINE) and _parted(document, i):
                yield _match(document, pair, i, last)
            continue
        if pair not in PAIRS or (first == ".." and _shortened(document, i)):
            continue
        if document.has(last + 1, Flag.WORD | Flag.NUMBER) and not document.has(last + 1, Flag.SPACE):
            continue
        if i == 0 or document.has(i, Flag.NEWLINE):
            if first == second and document.has(i + 2, Flag.WORD):
                edit = Edit(document.starts[i], document.starts[i + 2], "")
                fix = Fix("Delete the marks", (edit,), SUGGEST)
                yield Match(document.span(i, i + 1), f"“{pair}” begins the paragraph.", 0.8, (fix,))
        elif not document.has(i, Flag.SPACE) and not (document.has(i - 1, Flag.STOP) or _initial(document, i)):
            yield _match(document, pair, i, last)


def _shortened(document: Document, dots: int) -> bool:
    """Whether the dots stand for something left out, or for what lies between: [..], 1..=12."""
    glued = not document.has(dots + 1, Flag.SPACE)
    return (document.word(dots - 1) in ("[", "(") or document.word(dots + 1) in ("]", ")", "=", "/")) and glued


def _parted(document: Document, i: int) -> bool:
    """Whether the marks i and, after a space, i + 1 stand between two common words."""
    before, after = document.words[i - 1], document.word(i + 2)
    whole = before.isalpha() and before.islower() and len(before) >= WHOLE and before != "etc"
    return whole and document.words[i] in ".," and after.isalpha() and document.words[i + 2].islower()


def _initial(document: Document, stop: int) -> bool:
    """Whether the stop belongs to one capital letter: Colonel M."""
    return document.word(stop) == "." and len(document.words[stop - 1]) == 1 and document.has(stop - 1, Flag.CAPITAL)


def _candidates(document: Document) -> list[int]:
    """Marks that another mark follows directly, and pairs of dots."""
    places: list[int] = _doubled(document).nonzero()[0].tolist()
    return places


def _match(document: Document, pair: str, i: int, last: int) -> Match:
    keep = "," if document.has(last, Flag.SPACE) else min(pair, key=WINNERS.index)
    sure = 0.3 if pair in UNSURE else 0.8
    span = Span(word_start(document.text, document.starts[i]), document.ends[last])
    fix = Fix(f"Write only “{keep}”", (Edit(document.starts[i], document.ends[last], keep),), SUGGEST)
    return Match(span, f"Of the two marks “{pair}” one is too many.", sure, (fix,))
