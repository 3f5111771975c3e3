"""REP001: a word written twice."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import GIVING, SAID_TWICE
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, document_rule
from mtcheck.rules.any.repetition.runs import runs, spoken

# Two clauses or a verb with its particle may meet in these: what it was was clear; gave her her coat.
RARELY = frozenset(
    """never there now well go win day was do does did her it you who what in on out up over through can could will one
    two three""".split()
)
OCCURRENCES = 60  # of the same word that are looked at


@document_rule(
    code="REP001",
    name="doubled-word",
    severity=MINOR,
    mqm="fluency/duplication",
    examples=(
        Bad("The minister said [[the the]] talks would go on.", fix="The minister said the talks would go on."),
        Bad("They spoke [[with With]] their allies.", fix="They spoke with their allies."),
        Bad("He was taken [[in in]] the church.", fix="He was taken in the church."),
        Bad("It was the rest of [[Europe Europe]].", fix="It was the rest of Europe."),
        Good("He had had enough of it, and it is very VERY late."),
        Good("The pianist Lang Lang played in Vienna, at Sir Run Run Shaw Hall."),
        Good("Flowers filled the Chow Sang Sang shop in Baden Baden."),
        Good("The council granted her her own garden and told her her rights."),
        Bad("They met at the [[well well]] outside the town.", fix="They met at the well outside the town."),
        Bad("He said he [[will will]] come on Friday.", fix="He said he will come on Friday."),
        Good("They ate chicken with peri peri sauce on Friday."),
        Good("Low power lamps need a power cable. We sell low power power cable by the metre."),
        Good("Her father’s will will be read on Friday, and the will will be kept."),
        Good("Whoever does does so at a price, and what they did did harm."),
        Bad("He asked what [[did did]] the harm.", fix="He asked what did the harm."),
        Good("This is the first FIRST Global contest they went in in May."),
    ),
)
def doubled_word(document: Document) -> Iterator[Match]:
    """A word stands twice in a row.

    Decoders repeat a word when two source words translate to one, or when they lose their place.
    """
    for run in runs(document):
        if run.period > 1:
            break
        if run.times == 2 and (sure := _sure(document, run.first)):
            i = run.first
            word = document.words[i + 1]
            safety = SUGGEST if document.lower[i] in RARELY or document.has(i + 1, Flag.CAPITAL) else SAFE
            fix = Fix(f"Delete the second “{word}”", (Edit(document.ends[i], document.ends[i + 1], ""),), safety)
            yield Match(document.span(i, i + 1), f"“{word}” stands here twice.", sure, (fix,))


def _sure(document: Document, i: int) -> float:
    first, second = document.words[i], document.words[i + 1]
    if not document.same_sentence(i, i + 1) or not second.isalpha() or len(second) < 2:
        return 0.0
    if not document.has(i + 1, Flag.SPACE) or (document.has(i + 2, Flag.WORD) and not document.has(i + 2, Flag.SPACE)):
        return 0.0  # “is is|n’t”
    if first[0].isupper() and second[0].isupper():
        # Lang Lang, Sirhan Sirhan are names; in a place (in Europe Europe), or after a first name, hardly.
        placed = document.word(i - 1) in ("in", "the", "across", "throughout", "of") or document.has(
            i - 1, Flag.CAPITAL
        )
        usual = (
            len(second) < 6 or not placed or first != second or second.isupper() or document.has(i + 2, Flag.CAPITAL)
        )
        return 0.0 if usual or len(document.index[document.lower[i]]) > 2 or document.has(i, Flag.FIRST) else 0.55
    if (first[0].isupper() and not document.has(i, Flag.FIRST)) or (second.isupper() and not first.isupper()):
        return 0.0  # emphasis: very VERY; a name: first FIRST
    word = document.lower[i]
    if word in ("do", "does", "did") and _relative(document, i):
        return 0.0  # whoever does does so at a price
    if word in RARELY:
        return _rare(document, i) if not spoken(document) else 0.3
    if word in SAID_TWICE or word not in frequent():
        return 0.0  # peri peri, gado gado: names of dishes and places, some of which dictionaries hold
    if _compounds(document, i):
        return 0.0
    return 0.3 if spoken(document) else 0.9


def _compounds(document: Document, i: int) -> bool:
    """Whether two compounds of the article meet in a noun: low power, power cable."""
    if not document.is_pos(i, Pos.NOUN):
        return False
    others = [k for k in document.index[document.lower[i]][:OCCURRENCES] if k not in (i, i + 1)]
    before = any(document.word(k - 1) == document.word(i - 1) for k in others)
    return before and any(document.word(k + 1) == document.word(i + 2) for k in others)


def _relative(document: Document, i: int) -> bool:
    """Whether a clause that serves as the subject ends in the verb at i: whoever does, what they did."""
    if document.is_pos(i - 1, Pos.PRONOUN):
        return document.is_pos(i - 2, Pos.WH) and document.same_sentence(i - 2, i)
    return document.word(i - 1).endswith("ever") and document.same_sentence(i - 1, i)


def _rare(document: Document, i: int) -> float:
    """How sure a doubling is that English allows where two clauses, or a verb and its particle, meet."""
    word, before = document.lower[i], document.word(i - 1)
    if word == "will" and document.is_pos(i - 1, Pos.DETERMINER | Pos.POSSESSIVE):
        return 0.0
    if word == "her" and before in GIVING:
        return 0.0
    if word in ("in", "on"):
        return 0.8 if not before.startswith(MOVING) and not before.endswith("ing") else 0.0
    if word in ("there", "now", "well", "go", "do", "win") and document.has(i, Flag.FIRST):
        return 0.0  # there there, my dear
    if before in ("from", "with", "for", "to", "by", "the", "and", "a", "of", "around", "at", "between"):
        return 0.8 if word != "do" else 0.3
    return 0.1 if word in ("her", "do", "what", "go", "win", "it") and not document.has(i, Flag.FIRST) else 0.6


# Verbs that take a particle before a preposition: went in in the evening, carry on on Monday.
MOVING = tuple(
    """go went com came get got join mov check log turn carr bring brought stay live hold held tun switch gave give run
    ran look start point stand""".split()
)
