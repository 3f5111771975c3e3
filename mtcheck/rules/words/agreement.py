"""WRD026: a pronoun and the verb right after it differ in number."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document, Flag
from mtcheck.findings import MAJOR, SUGGEST, Edit, Fix
from mtcheck.rule import Bad, Good, Match, rule
from mtcheck.english.verbs import THIRD

SINGULAR, PLURAL = ("he", "she", "it"), ("they", "we")
TO_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}
TO_PLURAL = {"is": "are", "was": "were", "has": "have", "does": "do"}
BASES = {base: third for third, base in THIRD.items() if base not in ("have", "do")}
# A clause begins after these, so the pronoun is its subject and no object: not "those who trust it are".
CLAUSE = frozenset("because when while although whereas since but so where unless until".split())
UNREAL = frozenset("if as though wish wished wishes unless lest whether than rather suppose supposing would".split())


@rule(
    code="WRD026",
    name="pronoun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=(
        *(f"{subject} {verb}" for subject in SINGULAR for verb in (*TO_SINGULAR, *BASES)),
        *(f"{subject} {verb}" for subject in PLURAL for verb in (*TO_PLURAL, *THIRD)),
    ),
    examples=(
        Bad("They met in May. He [[have]] never returned.", fix="They met in May. He has never returned."),
        Bad("It [[are]] known that he left.", fix="It is known that he left."),
        Bad("They [[goes]] to Rome each May.", fix="They go to Rome each May."),
        Good("Those who trust it are few. If he were here, he would go."),
        Good("It were better that he go; they, it has been said, have lost."),
        Good("We are the people it has hurt, and he is as it were lost."),
    ),
)
def pronoun_agreement(document: Document, i: int) -> Iterator[Match]:
    """A pronoun stands right before a verb of the other number.

    The source marks number elsewhere, and the system agrees with the wrong word.
    """
    first = document.has(i, Flag.FIRST)
    if (not first and document.word(i - 1) not in CLAUSE) or not document.same_sentence(i, i + 1):
        return
    subject, verb = document.lower[i], document.word(i + 1)
    if subject in SINGULAR:
        new = TO_SINGULAR.get(verb) or (BASES.get(verb) if first and document.tag(i + 1) in ("VBP", "VB") else None)
    else:
        new = TO_PLURAL.get(verb) or THIRD.get(verb)
    if new is None or not document.words[i + 1].islower() or _unreal(document, i, verb):
        return
    if (document.word(i + 2) == "n't" and verb in ("do", "were", "was")) or not document.has(i + 1, Flag.SPACE):
        return  # he don't: speech, not translation
    sure = first and verb in (*TO_SINGULAR, *TO_PLURAL)
    edit = Edit(document.starts[i + 1], document.ends[i + 1], new)
    message = f"After “{document.words[i]}” it is “{new}”, not “{verb}”."
    yield Match(document.span(i + 1), message, 0.75 if sure else 0.65, (Fix(f"Write “{new}”", (edit,), SUGGEST),))


def _unreal(document: Document, i: int, verb: str) -> bool:
    """Whether the verb may be a subjunctive: if he were, it were better, as it were."""
    if verb != "were":
        return False
    near = [document.word(k) for k in range(i - 4, i)]
    return bool(UNREAL & set(near)) or document.word(i + 2) in ("better", "best", "to", "not", "only", "so")
