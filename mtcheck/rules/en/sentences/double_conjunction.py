"""SEN009: two conjunctions where English has one (although …, but …)."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import SUBJECT_PRONOUNS
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, Related, rule

SECOND = {"although": "but", "though": "but", "because": "so"}
SUBJECT = Pos.PRONOUN | Pos.DETERMINER | Pos.POSSESSIVE | Pos.NAME | Pos.NOUN  # what can begin a clause


@rule(
    code="SEN009",
    name="double-conjunction",
    severity=MINOR,
    mqm="fluency/grammar/sentence-structure",
    anchors=tuple(SECOND),
    examples=(
        Bad("Although the lamp is old, [[but]] it still works.", fix="Although the lamp is old, it still works."),
        Bad("Because the road was closed, [[so]] the guests came late.",
            fix="Because the road was closed, the guests came late."),
        Good("Although the lamp is old, it works, but the switch does not."),
        Good("He is slow, although he trains every day, but the coach likes him."),
        Good("Because of the rain, so the story goes, the king stayed at home."),
        Good("Because these use the old lamps they need to be run from here, so I had to start one."),
        Good("Although the house was old we wanted to buy it, but the bank said no."),
        Bad("Because he says that they are late, [[so]] we wait.", fix="Because he says that they are late, we wait."),
        Good("Although, as he said, it was late, he stayed."),
        Good("Why? Because the road was closed. So the guests came late."),
        Good("He stayed. Although the lamp was old. But the switch was good."),
        Good("Because he can swim, so can she. Because it was cold, so cold that nobody went out, they stayed."),
    ),
)  # fmt: skip
def double_conjunction(document: Document, i: int) -> Iterator[Match]:
    """A clause with although or because is followed by one with but or so.

    Chinese and other languages mark both clauses, and engines carry both words over.
    """
    if not document.has(i, Flag.FIRST):
        return
    last = document.sentence_of(i).last
    k = next((k for k in range(i + 1, last) if document.words[k] == ","), -1)
    second = SECOND[document.lower[i]]
    if document.word(k + 1) != second or not document.is_pos(k + 2, SUBJECT):
        return
    if not any(document.is_pos(j, Pos.FINITE) for j in range(i + 1, k)):
        return
    if _main_between(document, i, k):
        return
    message = f"“{document.words[i]}” and “{second}” do the same work: one of them is too much."
    fix = Fix(f"Delete “{second}”", (Edit(document.ends[k], document.ends[k + 1], ""),), SUGGEST)
    yield Match(document.span(k + 1), message, 0.8, (fix,), (Related(document.span(i), "the first of the two"),))


def _main_between(document: Document, i: int, comma: int) -> bool:
    """Whether the main clause stands between the conjunction and the comma, with no comma of its own: because it rained
    we stayed, so ... It begins with a pronoun right after a noun or an adjective, and has the last finite verb."""
    verbs = [j for j in range(i + 1, comma) if document.is_pos(j, Pos.FINITE)]
    if len(verbs) < 2:
        return False
    before = [j for j in range(verbs[0] + 1, verbs[-1]) if document.lower[j] in SUBJECT_PRONOUNS]
    p = before[-1] if before else -1
    return p > 0 and document.is_pos(p - 1, Pos.NOUN | Pos.ADJECTIVE) and sum(v > p for v in verbs) == 1
