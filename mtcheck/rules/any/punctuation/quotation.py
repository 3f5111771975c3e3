"""PUN006: a quotation opened and never closed, or closed and never opened."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

import numpy as np

from mtcheck.lint import MINOR, Bad, Document, Flag, Good, Match, Span, document_rule
from mtcheck.text.marks import word_end, word_start
from mtcheck.text.patterns import LazyPattern, any_of
from mtcheck.text.vocabulary import Vocabulary

WEAK = 0.5
SPACES = " \t\n\r\u00a0\u2009\u202f\u3000"
LEFT, RIGHT = frozenset(SPACES + "([{—–-/"), frozenset(SPACES + ")]}.,;:!?—–-/")  # beside an opening, a closing mark
# A mark after a digit closes a quotation that opened shortly before: "5-0", "Agenda 2030".
IN_QUOTES = LazyPattern(r'(?<!\w)"[^"\n]*$')
QUOTED = 200  # code points of a title that ends in a number
FAR = 8  # groups of marks after which a quotation that opened is not closed any more
INCHES = LazyPattern(r"\d\+\Z")  # a 60+" screen
FEET = LazyPattern(r"\d['’′] ?\d{1,2}\Z")
OPENS, CLOSES, UNCLEAR = "O", "C", "?"
NEVER_CLOSED = "A quotation opens here and is never closed."
NEVER_OPENED = "A quotation closes here that was never opened."


class Mark(NamedTuple):
    """A double quotation mark: its token and what it does, told from its shape and the spaces beside it."""

    token: int
    role: str


def marks(document: Document) -> list[Mark]:
    """All double quotation marks in reading order, without inch marks (6'2", a 32" screen)."""
    found = sorted(i for mark in ('"', "“", "”") for i in document.index.get(mark, ()))
    return [m for m in (Mark(i, _role(document, i)) for i in found) if m.role]


def _role(document: Document, i: int) -> str:
    text, at = document.text, document.starts[i]
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    mark = text[at]
    left, right = before in LEFT, after in RIGHT
    if FEET.search(text, max(0, at - 8), at):
        return ""
    near = text[max(0, at - QUOTED) : at]
    if mark == "”" and before.isnumeric() and near.rfind("“") <= near.rfind("”"):
        return ""  # a 12” screen
    if mark == '"' and (before.isnumeric() or INCHES.search(text, max(0, at - 3), at)) and not IN_QUOTES.search(near):
        return ""
    if left == right:
        return UNCLEAR if mark == '"' else (OPENS if mark == "“" else CLOSES)
    role = OPENS if left else CLOSES
    return UNCLEAR if (mark, role) in (("“", CLOSES), ("”", OPENS)) else role


def _paragraphs(document: Document, found: Sequence[Mark]) -> list[tuple[int, list[Mark]]]:
    return [(p, list(group)) for p, group in groupby(found, key=lambda m: int(document.paragraph[m.token]))]


def _odd(roles: str) -> tuple[int, str] | None:
    """The one place at which the alternation of marks breaks, and how; None if there is no such, or several."""
    breaks = [(0, "unopened")] if roles[0] == CLOSES else []
    for k in range(len(roles) - 1):
        if roles[k] == roles[k + 1] == OPENS:
            breaks.append((k, "unclosed inside"))
        elif roles[k] == roles[k + 1] == CLOSES:
            breaks.append((k + 1, "unopened inside"))
    if roles[-1] == OPENS:
        breaks.append((len(roles) - 1, "unclosed"))
    return breaks[0] if len(breaks) == 1 else None


@document_rule(
    code="PUN006",
    name="unbalanced-quotation",
    severity=MINOR,
    mqm="fluency/punctuation/unpaired",
    anchors='"“”',
    examples=(
        Bad("Kim called it [[“a]] step forward for the region. “We are ready,” he added."),
        Bad("“We are ready,” Kim said. We will wait for [[them,”]] he added."),
        Bad('[["We]] will not leave the table, the minister said on Monday.'),
        Bad("They crossed what he called a [[“red]] line. The talks go on."),
        Good('Kim said: "We are ready.\n"And we will wait," he added.'),
        Good("“We are ready. We will wait.\nThe others will come,” Kim said."),
        Good('Cut it into 1 cm (⅓") slices. They said "yes" to it.'),
        Good('The "old" screen of 32" was sold in May.'),
        Bad("[[“We]] are ready, Kim said. “We will go,” he added."),
        Bad("[[“We]] are ready and “very glad” of it, too."),
        Good("Kim said: “We are ready. “We will go on Monday.” He left."),
        Good("“We are glad. “It is late,” he added."),
        Bad("[[“We]] are ready, Kim said.\nThe envoys left.\n“We are late,” he said."),
        Good('She said "we are ready" twice. The “Agenda 2030” was read, and "Agenda 2031" too.'),
        Good("They met. „We are ready,” he said."),
        Bad("[[“We]] are ready, Kim said.\nThe envoys say:\n“We are late.”"),
        Good("He praised the whole team. “I am very glad. It is all about the team, and they have been good to me."),
        Good("He praised the whole team.\n“I am very glad. It is all about the team, and they have been good to me."),
        Good("They sold the 12” screen. We are ready, and “Agenda 2030” is read."),
        Good("A 5’ 4” boy came in, and we are ready."),
        Good(
            "A source said: “He is a good friend and has helped me a lot.\nThe two have met before\n“He told him so.”"
        ),
        Good("Removed from the “Old Mill\nTwo men were held in May."),
        Good('She said "we are ready", and a lone " stood on the wall.'),
        Good("They said “yes, “no and “maybe."),
        Good('Until we all have 60+" screens, most of us cannot see it. They said "yes" to it.'),
        Good('A wall of 100+" would be too high, and so would the "red" one.'),
        Good("See “The Mission of the Mill: All the People of the Town Do Their Part in the Fight of 2019”, a report."),
        Good('See "The Mission of the Mill: All the People of the Town Do Their Part in the Fight of 2019", a report.'),
        Good(
            "It goes:\n“The mill is hereby given to the town.\nIt has an old (“red”) wheel.\nIt has a roof.\n"
            "The firm leaves all of it to those who live there.”\nNobody was sad."
        ),
        Good(
            "It reads:\n“The house is for sale.\nThe “red” door is new, and so is the “blue” one.\nThe “old” roof "
            "is new.\nWe ask for a fair price.”\nNobody came."
        ),
        Bad(
            "It is said:\nThe house is for sale.\nThe “red” door is new.\nWe ask for a fair [[price,”]] he said.\n"
            "“We hope for it,” she said."
        ),
        Good("He called it “red.\nShe called it “blue.\nWe call it “fine.\nYou call it “long."),
    ),
)
def unbalanced_quotation(document: Document) -> Iterator[Match]:
    """A quotation mark has lost its partner.

    Engines drop one mark of a pair when they reorder a sentence or when a quotation runs over several sentences.
    """
    if not document.index.keys().isdisjoint("„«»"):
        return  # quotations of another language's kind are closed by other marks
    found = marks(document)
    groups = _paragraphs(document, found)
    odd = [(k, _odd("".join(m.role for m in group))) for k, (_, group) in enumerate(groups) if len(group) % 2]
    if len(odd) > 3:
        return  # a text with habits of its own
    for k, place in odd:
        _paragraph, group = groups[k]
        if place is None:
            continue
        if place[1] == "unclosed inside" and _runs_on(document, group[place[0]].token, group[place[0] + 1].token):
            continue
        sure = _sure(document, groups, k, place[1])
        if sure:
            mark = document.starts[group[place[0]].token]
            features = {place[1]: 1.0, "weak": float(sure < WEAK)}  # weak: the text may have been cut off
            yield _match(document, mark, place[1].startswith("unclosed"), sure, features)


def _match(document: Document, at: int, unclosed: bool, sure: float, features: dict[str, float]) -> Match:
    text = document.text
    span = Span(at, word_end(text, at)) if unclosed else Span(word_start(text, at), at + 1)
    return Match(span, NEVER_CLOSED if unclosed else NEVER_OPENED, sure, features=features)


def _sure(document: Document, groups: list[tuple[int, list[Mark]]], k: int, how: str) -> float:
    """How sure it is that this mark has no partner, by what stands in the other paragraphs."""
    paragraph, group = groups[k]
    if how.endswith("inside"):
        return 0.75  # two openings, or two closings, in one paragraph
    earlier = next((group[-1].role for _, group in groups[max(0, k - FAR) : k][::-1] if len(group) % 2), "")
    later = groups[k + 1][1][0].role if k + 1 < len(groups) else ""
    if how == "unopened":
        if earlier == OPENS:
            return 0.0  # it opened in an earlier paragraph
        # In the first paragraph nothing can have opened; further down a paragraph may have been left out.
        return 0.55 if paragraph == 0 else 0.25
    if later == CLOSES or not _full(document, paragraph):
        return 0.0
    if later == OPENS and all(_bare(document, p) for p in range(paragraph + 1, groups[k + 1][0])):
        return 0.0  # news repeats the opening mark in the next paragraph, behind captions if need be
    mark = group[-1].token
    if _ended(document, mark):
        return 0.65
    begun = document.has(mark - 1, Flag.STOP) or mark in (0, _first(document, paragraph))
    return 0.0 if begun and not groups[k + 1 :] and _last(document, paragraph) else 0.25


def _runs_on(document: Document, first: int, second: int) -> bool:
    """Whether the quotation that begins at mark `first` is taken up by the next opening mark: newspapers open each
    paragraph of a long quotation anew, and the breaks between paragraphs get lost. Then it holds whole sentences, and
    nobody is named in them as their speaker."""
    whole = document.has(first + 1, Flag.FIRST) or document.word(first - 1) in (":", ",")
    if not whole or not document.has(second - 1, Flag.STOP):
        return False
    return not _spoken_by(document.vocabulary, document.text[document.ends[first] : document.starts[second]])


def _ended(document: Document, i: int) -> bool:
    """Whether the quotation that mark i opens must have ended in its paragraph: it is a few words of a
    sentence, or its speaker is named after it. Otherwise it may run on in a paragraph that was cut off."""
    text, at = document.text, document.ends[i]
    end = text.find("\n", at)
    rest = text[at : end if end >= 0 else at + 2000]
    return _spoken_by(document.vocabulary, rest)


def _spoken_by(words: Vocabulary, rest: str) -> bool:
    """Whether the text begins small, or a verb of saying stands in it with its speaker beside it."""
    verb, pronoun, article = (any_of(words[name]) for name in ("saying", "third_subjects", "definite_articles"))
    if not verb:
        return False
    noun = rf"(?:{article}) [a-z]{{2,20}}" if article else ""
    speakers = "|".join(filter(None, (r"[A-Z][\w.’'-]{1,30}", pronoun, noun)))
    speaker = rf"(?:{speakers})(?: [\w.’'-]{{1,30}}){{0,5}}"
    return re.search(rf"\A[a-z]|[,?!]? (?:{speaker} (?:{verb})|(?:{verb}) {speaker})\b", rest) is not None


def _bare(document: Document, paragraph: int) -> bool:
    """Whether a paragraph ends in a word, as captions and headlines do."""
    last = int(np.searchsorted(document.paragraph, paragraph, side="right")) - 1
    return document.has(last, Flag.WORD)


def _full(document: Document, paragraph: int) -> bool:
    """Whether a paragraph ends in a stop, so that nothing was cut off."""
    last = int(np.searchsorted(document.paragraph, paragraph, side="right")) - 1
    while document.word(last) in ("”", '"', ")", "’", "'"):
        last -= 1
    return document.has(last, Flag.STOP | Flag.ABBREVIATION)


def _first(document: Document, paragraph: int) -> int:
    """The first token of a paragraph."""
    return int(np.searchsorted(document.paragraph, paragraph))


def _last(document: Document, paragraph: int) -> bool:
    """Whether the text ends with the paragraph: the quotation may go on in what was left out."""
    return int(document.paragraph[-1]) == paragraph
