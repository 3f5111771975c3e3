"""SEN001: two sentences run into one, or a clause begins anew in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clauses import clauses, finite_after
from mtcheck.languages.en.vocabulary import AUXILIARIES, BEFORE_REPORTS, DETERMINERS, PREPOSITIONS, SUBJECT_PRONOUNS
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, mask_rule
from mtcheck.rules.en.casing.evidence import candidates, confidence, is_candidate, points

AROUND = 120  # tokens of a sentence that are looked at on each side
NEAR = 15  # and for the share of capitals
WEAKEST = 1.0  # points against the capital
NEVER_BEFORE = PREPOSITIONS | DETERMINERS | AUXILIARIES  # what no clause ends in
REPORTING = BEFORE_REPORTS | {"saying", "reported", "stated"}
PRONOUNS = SUBJECT_PRONOUNS - {"i"} | {"there"}


@mask_rule(
    code="SEN001",
    name="merged-sentences",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    candidates=candidates,
    examples=(
        Bad("The minister said cooperation between Seoul, Tokyo, and Washington [[It]] weakens peace in the region.",
            fix="The minister said cooperation between Seoul, Tokyo, and Washington weakens peace in the region."),
        Bad("The law has had a clear effect on prices [[The]] new rules remain difficult to assess.",
            fix="The law has had a clear effect on prices. The new rules remain difficult to assess."),
        Good("One worker told The Sunday Times that the plant will close."),
        Good("The series The Crown ends this year."),
        Good("He said that she knew it and that they left."),
    ),
)  # fmt: skip
def merged_sentences(document: Document, i: int) -> Iterator[Match]:
    """Two sentences run together without a stop, or a clause starts again with a new subject.

    Engines lose the stop when the source has none, and languages that put the verb first or repeat the
    subject as a pronoun leave both subjects in the English.
    """
    confidence = _confidence(document, i) if document.in_prose(i) else 0.0
    if confidence < 0.2:
        return
    word = document.words[i]
    if _resumptive(document, max(document.sentence_of(i).first, i - AROUND), i):
        rest = Edit(document.ends[i - 1], document.ends[i], "")
        fixes = (
            Fix(f"Delete “{word}”", (rest,), SUGGEST),
            Fix(f"End the sentence before “{word}”", (Edit(document.ends[i - 1], document.ends[i - 1], "."),), SUGGEST),
        )
        yield Match(
            document.span(i),
            f"“{word}” begins a new clause here, but the one before has no verb: the subject stands twice.",
            confidence,
            fixes,
        )
        return
    end = document.ends[i - 1]
    capital = word[0].upper() + word[1:]
    edit = Edit(end, document.ends[i], f". {capital}") if capital != word else Edit(end, end, ".")
    yield Match(
        document.span(i),
        f"A new sentence seems to begin at “{word}”, without a full stop before it.",
        confidence,
        (Fix(f"End the sentence before “{word}”", (edit,), SUGGEST),),
    )


def _confidence(document: Document, i: int) -> float:
    """How sure it is that a clause of its own begins at i, with a capital, after another one."""
    if not is_candidate(document, i) or not document.has(i - 1, Flag.WORD):
        return 0.0
    if document.word(i - 1) in NEVER_BEFORE or document.has(i, Flag.QUOTED) != document.has(i - 1, Flag.QUOTED):
        return 0.0
    evidence = points(document, i)
    sentence = document.sentence_of(i)
    first, last = max(sentence.first, i - AROUND), min(sentence.last, i + AROUND)
    verb = finite_after(document, i, last)
    if document.has(i - 1, Flag.CAPITAL) and document.word(i) in PRONOUNS and 0 < verb - i <= 2:
        evidence = _after_name(document, i)
    if evidence < WEAKEST:
        return 0.0
    before = clauses(document, first, i - 1)
    after = clauses(document, i, last)
    if document.word(i) in PRONOUNS and 0 < verb - i <= 3:
        return min(0.96, confidence(evidence) + 0.15)
    if not before.main or not after.main or (verb < 0 and not after.subordinate):
        return 0.0
    return min(0.96, confidence(evidence + 2 * (float(document.boundary[i - 1]) - 0.2)) + 0.05)


def _after_name(document: Document, i: int) -> float:
    """Points for a subject pronoun with its verb right after a name ("Japan It expands"), where a capital before
    would else speak for a title (As We Know It)."""
    around = [k for k in range(i - NEAR, i + NEAR) if document.same_sentence(i, k) and document.has(k, Flag.WORD)]
    capitals = sum(document.has(k, Flag.CAPITAL) for k in around)
    titled = capitals > 0.5 * len(around) or document.has(i + 1, Flag.CAPITAL)
    if titled or document.has(i, Flag.QUOTED) or document.has(i - 1, Flag.FIRST) or document.small[i] < 0.7:
        return 0.0
    return 2.0 + 2.0 * float(document.boundary[i - 1])


def _resumptive(document: Document, first: int, i: int) -> bool:
    """Whether a pronoun at i takes up a subject whose own clause has no verb yet."""
    if document.word(i) not in PRONOUNS:
        return False
    pos = document.pos_list
    last_verb = max((j for j in range(first, i) if pos[j] & Pos.VERB), default=-1)
    if last_verb < 0:
        return True
    nominal = any(pos[j] & (Pos.NOUN | Pos.NAME) for j in range(last_verb + 1, i))
    return document.word(last_verb) in REPORTING and nominal
