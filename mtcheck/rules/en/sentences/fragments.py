"""SEN002 and SEN003: a phrase cut off before its sentence, and a clause cut off after it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.languages.en.grammar.clauses import clauses, has_subject
from mtcheck.languages.en.vocabulary import CLAUSE_ONLY, CLAUSE_OPENERS
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Kind, Match, Pos, Sentence, document_rule

BARE_OPENERS = CLAUSE_OPENERS - {"because", "where"} | {"once"}
OPENERS = BARE_OPENERS | frozenset(
    """according amid among at based by despite during due following from given in instead on over through throughout
    under unlike upon with within without""".split()
)
TRAILERS = CLAUSE_ONLY | {"which", "whose"}
LONGEST = 30  # tokens of a cut-off phrase
BREAKS = frozenset((",", ";", ":", "-", "–", "—", "then"))
ITEM = 3  # tokens of an item of a list


def _first_word(sentence: Sentence) -> str:
    return sentence.document.word(sentence.first)


def _ends_in_stop(sentence: Sentence) -> bool:
    return sentence.document.word(sentence.last) == "."


def _usable(sentence: Sentence) -> bool:
    d = sentence.document
    return sentence.kind == Kind.PROSE and _ends_in_stop(sentence) and not d.has(sentence.first, Flag.QUOTED)


@document_rule(
    code="SEN002",
    name="cut-off-phrase",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    examples=(
        Bad("[[According to American and Ukrainian assessments.]] North Korea sent more than ten thousand soldiers.",
            fix="According to American and Ukrainian assessments, North Korea sent more than ten thousand soldiers."),
        Bad("[[Since the middle of the last decade.]] The fuel has been used only in villages.",
            fix="Since the middle of the last decade, the fuel has been used only in villages."),
        Good("According to the report, the soldiers were sent in October. They left in May."),
        Good("After the war they moved to Kyiv. The house was sold in May."),
        Good("Since May 2017 she has been head of the clinic in Leeds. Novak is from Brno."),
        Good("In Geneva. That is where the talks are. They began on Monday."),
    ),
)  # fmt: skip
def cut_off_phrase(document: Document) -> Iterator[Match]:
    """A phrase that opens a sentence is cut off from it by a full stop.

    Engines cut long sources into pieces, and a phrase before the main clause ends up alone.
    """
    for k, (first, _) in enumerate(document.bounds[:-1]):
        if document.lower[first] in OPENERS:
            yield from _cut_off(document, document.sentences[k], document.sentences[k + 1])


def _cut_off(document: Document, sentence: Sentence, following: Sentence) -> Iterator[Match]:
    if len(sentence) > LONGEST or not _usable(sentence):
        return
    if following.kind != Kind.PROSE or following.paragraph != sentence.paragraph:
        return
    opens_clause = _first_word(sentence) in BARE_OPENERS and _one_clause(sentence)
    if len(sentence.words) < 3 or not (opens_clause or _verbless(sentence)):
        return
    first = following.first
    if (
        not document.has(first, Flag.SPACE)
        or document.is_pos(first, Pos.CONJUNCTION)
        or not has_subject(document, first, following.last)
    ):
        return
    confidence = _confidence(document, sentence, following, opens_clause)
    if confidence < 0.2:
        return
    word = document.words[first]
    joined = word if not _small(document, first) else word[0].lower() + word[1:]
    edit = Edit(document.starts[sentence.last], document.ends[first], f", {joined}")
    yield Match(
        sentence.span,
        "This phrase is no sentence: it has no main verb and belongs to the sentence after it.",
        confidence,
        (Fix(f"Join it to the next sentence: “, {joined}”", (edit,), SUGGEST),),
    )


def _verbless(sentence: Sentence) -> bool:
    """Whether a phrase has no verb that could be the main one, and no second noun phrase that could be the
    subject of one: tags take verbs for nouns now and then."""
    document = sentence.document
    words = document.lower
    inside = words[sentence.first : sentence.last]
    if any(mark in inside for mark in (";", ":", "-", "–", "—", "(")):
        return False
    if "," in inside and not (words.index(",", sentence.first) < sentence.last and _listed(sentence)):
        return False
    return not any(_starts_clause(document, i) for i in range(sentence.first + 1, sentence.last))


def _listed(sentence: Sentence) -> bool:
    """Whether the commas of a phrase part the items of a list, all of them short, the last one after "and"."""
    document = sentence.document
    marks = [i for i in sentence.tokens if document.word(i) in (",", "and")]
    short = all(b - a <= ITEM + 1 for a, b in pairwise(marks))
    opened = any(document.is_pos(i + 1, Pos.DETERMINER | Pos.PRONOUN | Pos.ADVERB) for i in marks)
    return document.word(marks[-1]) == "and" and short and not opened


def _starts_clause(document: Document, i: int) -> bool:
    """Whether token i is, or may be the subject of, a main verb."""
    pos, before = document.pos_list, document.pos_list[i - 1]
    if pos[i] & Pos.FINITE or (pos[i] & Pos.BASE and document.tag(i - 1) != "TO"):
        return True
    if pos[i] & Pos.PARTICIPLE:
        return not pos[i + 1] & (Pos.NOUN | Pos.NAME | Pos.PREPOSITION) or bool(before & Pos.PRONOUN)
    subject = pos[i] & (Pos.DETERMINER | Pos.PRONOUN | Pos.NAME | Pos.POSSESSIVE) and document.word(i) not in (
        "'s",
        "'",
    )
    return bool(subject and before & (Pos.NOUN | Pos.NUMBER | Pos.ADVERB) and not document.has(i, Flag.NUMBER))


def _one_clause(sentence: Sentence) -> bool:
    """Whether there is one subordinate clause and no mark after which another could follow."""
    document = sentence.document
    if not BREAKS.isdisjoint(document.lower[sentence.first : sentence.last]):
        return False
    count = clauses(document, sentence.first, sentence.last)
    verb = next((i for i in sentence.tokens if document.is_pos(i, Pos.FINITE)), sentence.last)
    nominal = Pos.NOUN | Pos.NAME | Pos.NUMBER | Pos.ADVERB
    two = any(
        (document.is_pos(i - 1, nominal) or document.word(i - 1) == "there")
        and document.is_pos(i, Pos.PRONOUN | Pos.DETERMINER)
        for i in range(sentence.first + 2, verb)
    )  # After the war they moved, since 2017 she has, while there he became: the phrase ends before the pronoun
    return not two and count.subordinate == 1 and not count.main


def _confidence(document: Document, sentence: Sentence, following: Sentence, opens_clause: bool) -> float:
    confidence = 0.6 if opens_clause else 0.9
    if document.is_pos(following.first, Pos.PREPOSITION):
        confidence -= 0.2
    if sentence.i > 0 and document.word(document.sentences[sentence.i - 1].last) in ("?", ":"):
        confidence -= 0.5  # an answer, an item
    ends = float(document.boundary[sentence.last])
    return confidence - 0.3 * max(0.0, ends - 0.5)


def _small(document: Document, i: int) -> bool:
    """Whether the first word of a sentence is written small inside one."""
    return document.word(i) != "i" and not document.is_pos(i, Pos.NAME) and not document.has(i, Flag.UPPER | Flag.MIXED)


@document_rule(
    code="SEN003",
    name="cut-off-clause",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    examples=(
        Bad("The talks ended without a result. [[Because]] neither side wanted to give way.",
            fix="The talks ended without a result because neither side wanted to give way."),
        Bad("The council voted for the plan. [[Whereas]] the mayor called it a mistake.",
            fix="The council voted for the plan, whereas the mayor called it a mistake."),
        Good("Because neither side gave way, the talks ended. Nobody was surprised."),
        Good("Although it rained, they played. While he spoke, nobody left."),
        Good("Why did they fail? Because neither side wanted to give way."),
    ),
)  # fmt: skip
def cut_off_clause(document: Document) -> Iterator[Match]:
    """A clause that belongs to the sentence before it stands alone.

    Engines put a full stop where the source has a comma, or cut a long sentence before its last clause.
    """
    for k, (first, _) in enumerate(document.bounds):
        if k and document.lower[first] in TRAILERS:
            yield from _clause(document, document.sentences[k], document.sentences[k - 1])


def _clause(document: Document, sentence: Sentence, before: Sentence) -> Iterator[Match]:
    if not _usable(sentence) or before.kind != Kind.PROSE or before.paragraph != sentence.paragraph:
        return
    count = clauses(document, sentence.first, sentence.last)
    if count.main or count.subordinate != 1 or not _ends_in_stop(before) or len(sentence.words) < 4:
        return
    if document.is_pos(sentence.first + 1, Pos.GERUND | Pos.PARTICIPLE) or _main_after_comma(sentence):
        return
    word = document.words[sentence.first]
    small = word.lower()
    comma = "" if small in ("because", "unless") else ","
    edit = Edit(document.starts[before.last], document.ends[sentence.first], f"{comma} {small}")
    confidence = 0.35 if small in ("because", "which") else 0.75
    confidence += 0.4 * (0.6 - float(document.boundary[before.last]))
    yield Match(
        document.span(sentence.first),
        f"This “{small}” clause is no sentence: it has no main clause and belongs to the sentence before it.",
        confidence,
        (Fix(f"Join it to the sentence before: “{comma} {small}”", (edit,), SUGGEST),),
    )


def _main_after_comma(sentence: Sentence) -> bool:
    """Whether a noun phrase follows a comma: the main clause, its verb taken for a noun."""
    document = sentence.document
    nominal = Pos.DETERMINER | Pos.PRONOUN | Pos.NAME | Pos.NOUN | Pos.POSSESSIVE | Pos.ADJECTIVE
    return any(document.word(i) == "," and document.is_pos(i + 1, nominal) for i in sentence.tokens)
