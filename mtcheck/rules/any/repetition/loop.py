"""REP002, REP003: a phrase said over and over."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, document_rule
from mtcheck.rules.any.repetition.runs import Run, runs, spoken

SHOWN = 12  # tokens of a loop that are marked


@document_rule(
    code="REP002",
    name="loop",
    severity=MAJOR,
    mqm="fluency/duplication",
    examples=(
        Bad(
            "He drove [[to the port to the port to the port]] at noon.",
            fix="He drove to the port at noon.",
        ),
        Bad("It is in [[Kobe, Kobe, Kobe, Kobe]].", fix="It is in Kobe."),
        Bad("The [[Power Power Power]] cable was cut.", fix="The Power cable was cut."),
        Bad("They waited [[at the same time at the same time]].", fix="They waited at the same time."),
        Good("“Come in, come in, come in!” she cried. No, no, no, no!"),
        Good("They sang la la la, and the very very very old man left."),
        Good("He met the head of the port, the head of the bank and the head of the party."),
    ),
)
def loop(document: Document) -> Iterator[Match]:
    """The same words stand several times in a row.

    A decoder that loses its place produces what it has just produced, often many times.
    """
    for run in runs(document):
        sure = _sure(document, run)
        if not sure:
            continue
        phrase = document.slice(run.first, run.first + run.period - 1).strip(" ,;")
        last = min(run.last + run.extra, run.first + SHOWN - 1)
        edit = Edit(document.ends[kept := _kept(run)], document.ends[kept + _surplus(run) * run.period], "")
        fix = Fix("Say it once", (edit,), SUGGEST)
        count = run.times + _bare(run)
        times = "twice" if count == 2 else f"{count} times"
        yield Match(document.span(run.first, last), f"“{phrase}” stands here {times} in a row.", sure, (fix,))


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
    unit = document.lower[run.first : run.first + run.period]
    if run.words == 1:
        word = next((w for w in unit if w[0].isalpha()), "")
        if run.times < 3 or word in document.vocabulary["chanted"] or len(word) < 2 or not word.isalpha():
            return 0.0
        if marks:
            return (0.3 if spoken(document) else 0.85) if "," in unit and run.times + _bare(run) > 3 else 0.0
        return 0.9
    if marks and not set(unit) & {","}:
        return 0.0
    if run.words == 2:
        return 0.9 if run.times > 2 and (not marks or run.times + _bare(run) > 3) else 0.0
    if run.times + _bare(run) > 2:
        return 0.95
    weak = spoken(document) or unit[0] in document.vocabulary["coordinators"]  # “and it must stop and it must stop”
    return 0.0 if run.words < 4 else 0.3 if weak else 0.85


@document_rule(
    code="REP003",
    name="doubled-phrase",
    severity=MAJOR,
    mqm="fluency/duplication",
    examples=(
        Bad("He is the commander [[of the of the]] fleet.", fix="He is the commander of the fleet."),
        Bad("They thought that [[it is it is]] late.", fix="They thought that it is late."),
        Good("They do it or do it or leave it, on and on and on."),
        Good("Step by step by step, more and more and more, he went."),
        Good("It is. It is late."),
    ),
)
def doubled_phrase(document: Document) -> Iterator[Match]:
    """Two or three words stand twice in a row.

    A decoder that loses its place produces what it has just produced.
    """
    for run in runs(document):
        if run.times != 2 or run.period not in (2, 3) or run.words != run.period:
            continue
        unit = document.lower[run.first : run.first + run.period]
        if not document.same_sentence(run.first, run.last) or not all(w.isalpha() for w in unit):
            continue
        if document.vocabulary["chained"].intersection(unit) or len(set(unit)) < run.period:
            continue
        if document.words[run.first][0].isupper() and not document.has(run.first, Flag.FIRST):
            continue  # a name or a title
        edit = Edit(document.ends[run.first + run.period - 1], document.ends[run.last], "")
        phrase = document.slice(run.first, run.first + run.period - 1)
        fix = Fix("Say it once", (edit,), SUGGEST)
        yield Match(
            document.span(run.first, run.last),
            f"“{phrase}” stands here twice.",
            0.3 if spoken(document) else 0.75,
            (fix,),
        )
