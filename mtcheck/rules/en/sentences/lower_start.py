"""SEN004: a small letter after a full stop."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clauses import has_subject
from mtcheck.languages.en.grammar.sentences import STARTERS
from mtcheck.languages.en.vocabulary import ASKING, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SAID
from mtcheck.languages.en.words.wordlist import UNKNOWN, kind
from mtcheck.lint import (
    MAJOR,
    MINOR,
    SUGGEST,
    Bad,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Kind,
    Match,
    Pos,
    Sentence,
    mask_rule,
)
from mtcheck.rules.en.sentences.missing_subject import STARTS as SUBJECTLESS
from mtcheck.text.marks import marks

AROUND = 80  # tokens of a sentence that are looked at on each side
ENDS = 0.3  # probability of a sentence end
OPEN = DETERMINERS | PREPOSITIONS | CONJUNCTIONS  # no line that is whole ends in one
REPORTING = SAID | {"asked", "replied", "continued"}


NOT_SMALL = Flag.CAPITAL | Flag.UPPER | Flag.MIXED | Flag.NUMBER


def candidates(document: Document) -> list[int]:
    """Words that begin with a small letter after . ! or ?, or at the beginning of a paragraph."""
    flags = [*document.flag_list, 0]
    ends = [i for i in marks(document) if flags[i] & (Flag.STOP | Flag.CLOSE) and flags[i + 1] & Flag.SPACE]
    begins = document.marked(Flag.FIRST | Flag.WORD, without=NOT_SMALL).nonzero()[0].tolist()
    after = [i + 1 for i in ends if flags[i + 1] & (Flag.WORD | NOT_SMALL) == Flag.WORD]
    return [i for i in sorted({*begins, *after}) if document.in_prose(i) and document.words[i][0].isalpha()]


@mask_rule(
    code="SEN004",
    name="small-letter-after-stop",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    candidates=candidates,
    examples=(
        Bad("The vote was postponed. [[however]], the council will meet again in May.",
            fix="The vote was postponed. However, the council will meet again in May."),
        Bad("They kept a close watch on the border. [[and]] reported every movement.",
            fix="They kept a close watch on the border and reported every movement."),
        Bad("How much time is left? [[what]] is the price?", fix="How much time is left? What is the price?"),
        Bad("The house that he bought. [[is]] built of stone, and he likes it.",
            fix="The house that he bought is built of stone, and he likes it."),
        Bad("The man has come. [[is]] the woman here too, and will she stay?",
            fix="The man has come. Is the woman here too, and will she stay?"),
        Good("The firm D18 Inc. bought the house. It is empty."),
        Good("The show was called Live! with two hosts."),
        Good("Prices rose by 5 percent vs. last year."),
        Good("“Who won?” he asked."),
        Good("The firm said it would sell the unit. 5G networks are its main business."),
        Good("example.com, July 26: The council will vote on the budget."),
        Good("The things that threaten the safety of the children\nare drugs and weapons of all kinds."),
        Good("The price of bread and the\ncost of living rose again in May."),
        Bad("Prices in the harbour\n[[the]] cost of living rose again in May.",
            fix="Prices in the harbour\nThe cost of living rose again in May."),
    ),
)  # fmt: skip
def small_letter_after_stop(document: Document, i: int) -> Iterator[Match]:
    """A sentence begins with a small letter, or a full stop stands in the middle of one.

    Engines end a sentence too early, or take the first word of the source as if it stood inside.
    """
    if document.has(i, Flag.FIRST) and document.sentence_of(i).first == i:
        yield from _at_start(document, i)
        return
    stop = i - 2 if document.has(i - 1, Flag.CLOSE) else i - 1
    if document.word(stop) in (".", "?", "!") and not document.has(stop, Flag.SPACE):
        yield from _after_stop(document, stop, i)


def _capital(document: Document, i: int) -> Fix:
    word = document.words[i]
    new = word[0].upper() + word[1:]
    return Fix.write(document.span(i), new)


def _at_start(document: Document, i: int) -> Iterator[Match]:
    sentence = document.sentence_of(i)
    word = document.words[i]
    if (
        sentence.kind != Kind.PROSE
        or not document.has(sentence.last, Flag.STOP | Flag.CLOSE)
        or len(sentence.words) < 4
    ):
        return
    if document.word(i + 1) == "." and not document.has(i + 1, Flag.SPACE) and not document.has(i + 2, Flag.SPACE):
        return  # an address: example.com
    if not (word.isascii() and word.isalpha()) or not _after_full_sentence(document, sentence.first):
        return
    message = f"This sentence begins with a small letter: “{word}”."
    yield Match(document.span(i), message, 0.65 if _only_one(document, i) else 0.4, (_capital(document, i),))


def _after_full_sentence(document: Document, first: int) -> bool:
    """Whether the text before, if any, ends in a stop (or is a heading)."""
    if first == 0:
        return True
    before = document.sentence_of(first - 1)
    if before.kind in (Kind.HEADING, Kind.TITLE_CASE, Kind.UPPER_CASE):
        return document.word(before.last) not in (",", ":", ";") and not _goes_on(document, before)
    return document.has(first - 1, Flag.CLOSE) or document.word(first - 1) in (".", "!", "?", "…")


def _goes_on(document: Document, line: Sentence) -> bool:
    """Whether a line without a stop is no heading, but goes on in the next: it has a verb, begins small, or ends in a
    word that nothing ends in."""
    finite = any(document.is_pos(k, Pos.FINITE) for k in line.tokens[-AROUND:])
    return finite or document.words[line.first].islower() or document.word(line.last) in OPEN


def _only_one(document: Document, i: int) -> bool:
    """Whether no other sentence begins with a small letter: a text of messages begins many so."""
    flags = document.flag_list
    if "i" in document.words:
        return False
    firsts = [s.first for s in document.sentences if s.kind in (Kind.PROSE, Kind.HEADING) and s.first != i]
    return all(flags[k] & (Flag.CAPITAL | Flag.NUMBER | Flag.PUNCT) for k in firsts)


def _after_stop(document: Document, stop: int, i: int) -> Iterator[Match]:
    if not document.words[i].isascii() or _alone(document, i):
        return
    confidence = _stop_confidence(document, stop, i)
    if confidence < 0.2:
        return
    before, word = document.words[stop - 1], document.words[i]
    sentence = document.sentence_of(i)
    first, last = max(sentence.first, i - AROUND), min(sentence.last, i + AROUND)
    whole = has_subject(document, first, stop - 1) and has_subject(document, i, last)
    headless = f". {word}" in SUBJECTLESS and document.word(sentence.last) == "."  # a capital would be a new mistake
    fixes = [_capital(document, i)]
    mark = document.word(stop)
    if stop == i - 1 and mark == ".":
        join = Edit(document.starts[stop], document.ends[i], f" {word}")
        fixes.insert(
            1 if (whole and not headless) or word == "however" else 0,
            Fix(f"Delete the stop: “{before} {word}”", (join,), SUGGEST),
        )
    name = "full stop" if mark == "." else "question mark" if mark == "?" else "exclamation mark"
    message = f"A small letter follows the {name}: “{before}{mark} {word}”."
    yield Match(document.span(i), message, confidence, tuple(fixes), severity=MINOR if whole or mark != "." else MAJOR)


def _stop_confidence(document: Document, stop: int, i: int) -> float:
    """How sure it is that the stop is one, not part of an abbreviation, and stands in running text.

    After a common word that is certain. After a name, a number or a quotation it takes a word that begins
    sentences, and the reading model's word that one ends here."""
    before = document.word(stop - 1)
    if not document.has(stop - 1, Flag.WORD | Flag.NUMBER) or document.has(stop - 1, Flag.ABBREVIATION):
        return 0.0
    together = document.has(i, Flag.QUOTED) == document.has(stop - 1, Flag.QUOTED)
    common = (
        document.word(stop) == "."
        and len(before) > 2
        and not document.has(stop - 1, Flag.CAPITAL)
        and kind(before) != UNKNOWN
    )
    if common and together and stop == i - 1:
        return 0.85
    if _asked(document, stop, i) and before.isalpha() and not document.has(stop - 1, Flag.CAPITAL) and together:
        return 0.65
    starts = document.word(i) in STARTERS and document.boundary[stop] > ENDS
    if not starts or (stop < i - 1 and document.word(i + 1) in REPORTING):
        return 0.0
    if document.word(stop) != "." and document.has(stop - 1, Flag.CAPITAL):
        return 0.0  # Yahoo! and its like
    return 0.75 if len(before) > 2 or document.has(stop - 1, Flag.NUMBER) else 0.0


def _asked(document: Document, stop: int, i: int) -> bool:
    """Whether a question ends here and another sentence begins, outside quotations and brackets."""
    if document.word(stop) != "?" or stop != i - 1 or document.word(i) not in ASKING or document.has(i, Flag.QUOTED):
        return False
    said = document.word(i + 1) in REPORTING or document.word(i + 2) in REPORTING  # who? he asked
    return not said and "(" not in document.words[max(0, i - AROUND // 4) : i]


def _alone(document: Document, i: int) -> bool:
    """Whether the word is the last of its paragraph without a stop: an agency's mark (dpa), a signature."""
    return i + 1 == len(document) or document.has(i + 1, Flag.NEWLINE)
