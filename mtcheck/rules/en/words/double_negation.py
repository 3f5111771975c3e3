"""WRD036: two negations where English has one."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import FINITE_AUXILIARIES, MODALS, OBJECT_PRONOUNS
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, Pos, rule
from mtcheck.rules.en.words.verb_form import DO, MODAL

NEGATIONS = {"nothing": "anything", "nobody": "anybody", "nowhere": "anywhere", "no": "any"}
NOBODY = frozenset(("nobody", "nothing"))
# Verbs after which “nothing” can be meant as it stands: you cannot do nothing; it does not mean nothing.
EMPTY = frozenset(("do", "be", "mean"))


@rule(
    code="WRD036",
    name="double-negation",
    severity=MAJOR,
    mqm="fluency/grammar",
    anchors=("not", "n't", "never", "cannot"),
    examples=(
        Bad("He did not say [[nothing]] to the police.", fix="He did not say anything to the police."),
        Bad("They could never find [[no]] evidence.", fix="They could never find any evidence."),
        Bad("We cannot give them [[nothing]] for it.", fix="We cannot give them anything for it."),
        Bad("[[Nobody did not]] see the car."),
        Good("You cannot do nothing, and it did not mean nothing. He did not say no to the plan."),
        Good("Wouldn't doing nothing be the same? Doesn't saying nothing help?"),
        Bad("She is not doing [[nothing]] about it.", fix="She is not doing anything about it."),
        Good("He did not say nothing happened. I never say never, and they saw no car."),
        Good("“I did not see nothing,” he said. It was not nothing, and not for nothing."),
        Good("He did not go\nNothing is known."),
        Good("The two will never meet no matter how long it takes. They do not fight no matter what."),
        Good("Her first film, Antelope Don't Run No Miles, was new."),
        Good("There is not one car; nobody has a car, not even he. Nobody did. Not only that."),
    ),
)
def double_negation(document: Document, i: int) -> Iterator[Match]:
    """A second negation stands in a clause that is negated already.

    Slavic and Romance languages negate the verb beside “nothing” and “nobody”; in English one of the two does.
    """
    if document.has(i, Flag.QUOTED):
        return
    if document.word(i - 2) in NOBODY and document.word(i - 1) in FINITE_AUXILIARIES | MODALS:
        if document.same_sentence(i - 2, i):
            yield Match(document.span(i - 2, i), "“Nobody” and “nothing” negate by themselves.", 0.65)
        return
    k = i + 1
    if not document.is_pos(k, Pos.VERB) or document.word(k) in EMPTY:
        return
    if document.tag(k) == "VBG" and document.word(i - 1) in (*MODAL, *DO):
        return  # wouldn't doing nothing be the same?
    k += 1 + (document.word(k + 1) in OBJECT_PRONOUNS)
    new = NEGATIONS.get(document.word(k))
    if new is None or not document.same_sentence(i, k + 1):
        return
    if (document.word(k) == "no" and document.word(k + 1) == "matter") or document.has(k, Flag.CAPITAL):
        return  # no matter how; the film Antelope Don't Run No More
    noun = document.is_pos(k + 1, Pos.NOUN | Pos.ADJECTIVE)
    if noun != (document.word(k) == "no") or document.is_pos(k + 1, Pos.FINITE):
        return
    message = f"The clause is negated already: “{new}”."
    yield Match(document.span(k), message, 0.65, (Fix.write(document.span(k), new),))
