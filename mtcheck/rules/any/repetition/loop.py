"""REP002, REP003: a phrase said over and over."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, document_rule
from mtcheck.rules.any.repetition.runs import Run, beginnings, runs, spoken

LED = 3  # tokens of a quotation before what it says over and over: it is not, is not, is not
SHOWN = 12  # tokens of a loop that are marked


@document_rule(
    code="REP002",
    name="loop",
    severity=MAJOR,
    mqm="fluency/duplication",
    wake=beginnings,
    examples=(
        Bad(
            "He drove [[to the port to the port to the port]] at noon.",
            fix="He drove to the port at noon.",
        ),
        Bad("[[He said he said he said he said he]] would come.", fix="He said he would come."),
        Bad("It is in [[Kobe, Kobe, Kobe, Kobe]].", fix="It is in Kobe."),
        Bad("The [[Power Power Power]] cable was cut.", fix="The Power cable was cut."),
        Bad("He is known [[for a for a for a]] judge.", fix="He is known for a judge."),
        Bad("They waited [[at the same time at the same time]].", fix="They waited at the same time."),
        Good("“Come in, come in, come in!” she cried. No, no, no, no!"),
        Bad(
            "They met [[the head of the port, the head of the port]] and his wife.",
            fix="They met the head of the port and his wife.",
        ),
        Good("It is all about location, location, location."),
        Good("They went from place to place to look for work."),
        Good("They sang Girls Girls Girls and saw the musical Spend Spend Spend."),
        Good("It is made of copies of a copy of a copy of a copy. When you have seen it, you have seen it all."),
        Good("Where the set has the same name in the old or the new rules, the old or the new rules are used."),
        Good("It is sung as g a a a f by all of them."),
        Good("If we do so – if we do so – we can meet our needs."),
        Good("If it must be, it must be soon. If it must be, it must be soon."),
        Good("They work for all of us, all these things, all these things too."),
        Good("The idea is “build test, build test, build test, build test” and no more of “build and wait”."),
        Good("Once you have admitted that, you have admitted that the plan is bold. Once it is in, it is in for good."),
        Good("The parts of the word are h, e, l, l, l, l, o and no more."),
        Good("Join the signs [h, h, e, l, l, l, l, o] to one."),
        Good("He named the papers, the radio, and on and on and on."),
        Good("They left the town, and ran and ran and ran to the sea."),
        Good("He keeps saying “it is no use, is no use, is no use,” and that is all."),
        Bad("He said “in [[Kobe, Kobe, Kobe, Kobe]] now” to us.", fix="He said “in Kobe now” to us."),
        Bad("He said “they all met in [[Kobe, Kobe, Kobe, Kobe]]” to us.", fix="He said “they all met in Kobe” to us."),
        Bad("He said “[[to the port to the port to the port]]” to us.", fix="He said “to the port” to us."),
        Good("They read the papers, the news of the town, etc etc etc. They left."),
        Good("All right, well, whoa, whoa, whoa, hold it down a bit, would you?"),
        Good("They sang la la la, and the very very very old man left."),
        Good("He met the head of the port, the head of the bank and the head of the party."),
    ),
)
def loop(document: Document) -> Iterator[Match]:
    """The same words stand several times in a row.

    A decoder that loses its place produces what it has just produced, often many times.
    """
    for run in runs(document):
        if sure := _sure(document, run):
            yield _match(document, run, sure)


def _match(document: Document, run: Run, sure: float) -> Match:
    phrase = document.slice(run.first, run.first + run.period - 1).strip(" ,;")
    last = min(run.last + run.extra, run.first + SHOWN - 1)
    edit = Edit(document.ends[kept := _kept(run)], document.ends[kept + _surplus(run) * run.period], "")
    count = run.times + _bare(run)
    times = "twice" if count == 2 else f"{count} times"
    message = f"“{phrase}” stands here {times} in a row."
    return Match(document.span(run.first, last), message, sure, (Fix("Say it once", (edit,), SUGGEST),))


def _bare(run: Run) -> bool:
    """Whether a last repetition follows that lacks only the final comma."""
    return run.words < run.period and run.extra == run.period - 1


def _surplus(run: Run) -> int:
    return run.times if _bare(run) else run.times - 1


def _kept(run: Run) -> int:
    """The token after which the surplus repetitions begin."""
    return run.first + run.period - (2 if _bare(run) else 1)


def _sure(document: Document, run: Run) -> float:
    flags = document.flag_list
    marks = run.words < run.period
    if any(flags[i] & (Flag.STOP | Flag.OPEN) for i in range(run.first, run.first + run.period)):
        return 0.0  # sentences, not phrases
    coordinators = document.vocabulary["coordinators"]
    unit, times = document.lower[run.first : run.first + run.period], run.times + _bare(run)
    if marks and "," not in unit:
        return 0.0
    opens = any(flags[i] & Flag.OPEN for i in range(max(0, run.first - LED), run.first))
    if marks and opens and document.has(run.last + run.extra + 1, Flag.CLOSE):
        return 0.0  # said so on purpose: “build test, build test, build test”
    if all(len(w) == 1 for w in unit):
        return 0.0  # notes: a a a; letters: l, l, l, l
    if run.period == 1 and times == 3 and _named(document, run):
        return 0.0
    if run.words <= 2:
        chanted = document.vocabulary["chanted"].issuperset({*unit} - {","})
        least = 4 if marks or not coordinators.isdisjoint(unit) else 3  # on and on and on
        return 0.0 if chanted or times < least else 0.3 if spoken(document) else 0.9
    if _nested(document, run):
        return 0.0
    if times > 2:
        return 0.95
    if run.words < 4 or (marks and _led(document, run)):
        return 0.0
    if unit[0] in coordinators:
        return 0.3  # and it must stop and it must stop
    return 0.3 if spoken(document) else 0.85


def _led(document: Document, run: Run) -> bool:
    """Whether a clause that leads to the main one ends at the comma: when you have seen it, you have seen it."""
    if run.times + _bare(run) > 2:
        return False
    k = run.first - 1
    while document.same_sentence(k, run.first) and document.lower[k] != ",":
        if document.lower[k] in document.vocabulary["clause_openers"]:
            return True
        k -= 1
    return False


def _nested(document: Document, run: Run) -> bool:
    """Whether each repetition hangs on the one before, and the first on its noun: copies of a copy of a copy."""
    last = run.first + run.period - 1
    if not (document.is_pos(run.first, Pos.PREPOSITION) and document.is_pos(last, Pos.NOUN)):
        return False
    return document.word(run.first - 1).startswith(document.lower[last][:-1])


def _named(document: Document, run: Run) -> bool:
    """Whether the words are the name of a song or a play: the musical Spend Spend Spend."""
    capitals = all(document.has(i, Flag.CAPITAL) for i in range(run.first, run.last + 1))
    return capitals and document.word(run.first - 1) not in document.vocabulary["definite_articles"]


@document_rule(
    code="REP003",
    name="doubled-phrase",
    severity=MAJOR,
    mqm="fluency/duplication",
    wake=beginnings,
    examples=(
        Bad("He is the commander [[of the of the]] fleet.", fix="He is the commander of the fleet."),
        Bad("[[It is it is]] late.", fix="It is late."),
        Bad("They thought that [[it is it is]] late.", fix="They thought that it is late."),
        Good("There were trackers upon trackers upon trackers. He directed us for Measure for Measure."),
        Bad("They saw [[the frame of the frame of]] the house.", fix="They saw the frame of the house."),
        Good("They do it or do it or leave it, on and on and on."),
        Good("Step by step by step, more and more and more, he went."),
        Good("It is sung as f g f g a by all of them. It is. It is late. What you see is a copy of a copy of a copy."),
        Good("What is gone is gone for good. What they have they have."),
        Good("Whoever is late is late, and what was lost was lost."),
        Good("He had had enough of it when they sang New York New York."),
    ),
)
def doubled_phrase(document: Document) -> Iterator[Match]:
    """Two or three words stand twice in a row.

    A decoder that loses its place produces what it has just produced.
    """
    for run in runs(document):
        unit = document.lower[run.first : run.first + run.period]
        if run.times != 2 or run.period not in (2, 3) or not all(w.isalpha() for w in unit):
            continue
        if all(len(w) == 1 for w in unit):
            continue  # notes: f g f g
        if document.vocabulary["chained"].intersection(unit):
            continue
        if any(document.has(i, Flag.CAPITAL) and not document.has(i, Flag.FIRST) for i in range(run.first, run.last)):
            continue  # a name or a title
        if document.is_pos(run.first - 1, Pos.WH):
            continue  # what is gone is gone
        if document.is_pos(run.first, Pos.NOUN) and document.word(run.last + 1) == unit[0]:
            continue  # trackers upon trackers upon trackers
        if document.is_pos(run.last, Pos.PREPOSITION) and document.lower[run.last + 1 :][: run.period - 1] == unit[:-1]:
            continue  # a copy of a copy of a copy
        edit = Edit(document.ends[run.first + run.period - 1], document.ends[run.last], "")
        phrase = document.slice(run.first, run.first + run.period - 1)
        fix = Fix("Say it once", (edit,), SUGGEST)
        yield Match(
            document.span(run.first, run.last),
            f"“{phrase}” stands here twice.",
            0.3 if spoken(document) else 0.75,
            (fix,),
        )
