"""PRO005: one organisation is "it" and "they" in one clause."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import COMMON_SUBORDINATORS, SINGULAR_VERBS
from mtcheck.lint import HINT, MINOR, PREVIEW, Bad, Document, Fix, Flag, Good, Match, Pos, Related, rule

HINTED = 0.4  # confidence: English often says "the company … they"
REACH = 8  # tokens between the two
OPENERS = COMMON_SUBORDINATORS - {"when"} | {"after", "before"}
PLURAL = frozenset(
    """they them their themselves we us our you your those these people police who both all each every some many few
    several others everyone everybody someone somebody anyone nobody team staff family couple pair group crowd and or
    he she""".split()
)


@rule(
    code="PRO005",
    name="organisation-pronoun-number",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    status=PREVIEW,  # it has not met its error in the machine text that it was measured on
    anchors=("their", "themselves"),
    examples=(
        Bad("The company raised its sales and [[their]] profit.", fix="The company raised its sales and its profit."),
        Bad("The ministry has contradicted [[themselves]].", fix="The ministry has contradicted itself."),
        Bad("The bank said that it sold [[themselves]].", fix="The bank said that it sold itself."),
        Good("The company raised its sales and cut the pay of its workers and their families."),
        Good("The bank and its clients blamed themselves. The police blamed themselves."),
        Good("The club said they were glad, and praised their fans."),
    ),
)
def organisation_number(document: Document, i: int) -> Iterator[Match]:
    """One organisation is “it” and “they” in the same clause.

    Engines choose the pronoun anew in every phrase, and many languages have one word for “its” and “their”.
    """
    other = _possessive(document, i) if document.lower[i] == "their" else _subject(document, i)
    if other is None:
        return
    first, last = other
    word, new = document.words[i], "its" if document.lower[i] == "their" else "itself"
    message = f"“{word}” seems to stand for what this clause calls “{document.slice(first, last)}”."
    fix = Fix.write(document.span(i), new, HINT)
    related = (Related(document.span(first, last), "the same organisation, in the singular"),)
    yield Match(document.span(i), message, HINTED, (fix,), related)


def _possessive(document: Document, i: int) -> tuple[int, int] | None:
    """Where "its" stands beside "their": its sales and their profit; nothing before may be plural."""
    if document.word(i - 1) not in ("and", "or"):
        return None
    for k in range(i - 2, max(-1, i - REACH), -1):
        if not document.same_sentence(k, i) or document.has(k, Flag.PUNCT) or document.is_pos(k, Pos.FINITE):
            return None
        if document.lower[k] == "its":
            first = document.sentence_of(i).first
            return None if any(_plural(document, j) for j in range(first, k)) or _persons(document, k, i) else (k, k)
    return None


def _persons(document: Document, first: int, end: int) -> bool:
    """Whether a noun between may be who "their" stands for: its workers and their families."""
    people = ("ers", "ors", "ists", "ees", "ians", "ants", "men", "women", "children", "people", "parents", "fans")
    return any(document.lower[k].endswith(people) for k in range(first + 1, end))


def _subject(document: Document, i: int) -> tuple[int, int] | None:
    """The subject of "themselves", if it is "it" or an organisation with a verb in the singular."""
    for k in range(i - 1, max(-1, i - REACH), -1):
        if not document.same_sentence(k, i) or document.has(k, Flag.PUNCT) or _plural(document, k):
            return None
        if document.lower[k] == "it":
            return (k, k) if _opens(document, k) else None
        if document.is_pos(k, Pos.NOUN | Pos.NAME):
            singular = document.word(k + 1) in SINGULAR_VERBS or document.tag(k + 1) == "VBZ"
            known = names.organisation_noun(document.lower[k]) and document.tags[k] == "NN"
            return (k - 1, k) if known and singular and document.word(k - 1) in ("the", "this", "a") else None
    return None


def _opens(document: Document, k: int) -> bool:
    """Whether the "it" at k is a subject: a verb follows, and none and no preposition stands before."""
    if not document.is_pos(k + 1, Pos.FINITE):
        return False
    return document.word(k - 1) in OPENERS or not document.is_pos(k - 1, Pos.BASE | Pos.FINITE | Pos.PREPOSITION)


def _plural(document: Document, k: int) -> bool:
    return document.tags[k] in ("NNS", "NNPS") or document.lower[k] in PLURAL
