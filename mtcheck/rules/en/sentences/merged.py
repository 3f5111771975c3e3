"""SEN001: two sentences run into one, or a clause begins anew in the middle."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clauses import clauses, finite_after
from mtcheck.languages.en.vocabulary import (
    AUXILIARIES,
    BEFORE_REPORTS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, mask_rule
from mtcheck.rules.en.casing.evidence import candidates, confidence, is_candidate, likely, may_be_name, points
from mtcheck.text.masks import Mask, among, columnar

AROUND = 120  # tokens of a sentence that are looked at on each side
NEAR = 15  # and for the share of capitals
WEAKEST = 1.0  # points against the capital
LEAD = 10  # tokens of a phrase before the subject
ENDED = 0.8  # the probability that a sentence ended, over which the words before need not speak against a name
REPORTING = BEFORE_REPORTS | {"saying", "reported", "stated"}
NEVER_BEFORE = PREPOSITIONS | DETERMINERS | AUXILIARIES | REPORTING  # what no clause ends in
PRONOUNS = SUBJECT_PRONOUNS - {"i"} | {"there"}


@columnar
def _candidates(document: Document) -> Mask:
    """Capitals that are likely not to belong there, and those of pronouns."""
    return likely(document) | (candidates(document) & among(document, PRONOUNS))


@mask_rule(
    code="SEN001",
    name="merged-sentences",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    wake=_candidates,
    candidates=_candidates,
    examples=(
        Bad("The minister said cooperation between Seoul, Tokyo, and Washington [[It]] weakens peace in the region.",
            fix="The minister said cooperation between Seoul, Tokyo, and Washington weakens peace in the region."),
        Bad("The law has had a clear effect on prices [[The]] new rules remain difficult to assess.",
            fix="The law has had a clear effect on prices. The new rules remain difficult to assess."),
        Bad("The number of visitors to Japan [[It]] will grow to ten million.",
            fix="The number of visitors to Japan will grow to ten million."),
        Bad("He said the firm [[It]] will grow.", fix="He said the firm will grow."),
        Bad("He left the town of Brno [[The]] time had come and he knew it.",
            fix="He left the town of Brno. The time had come and he knew it."),
        Bad("That is what the officials reported to the council [[The]] rules remain difficult to read.",
            fix="That is what the officials reported to the council. The rules remain difficult to read."),
        Bad("The door was jammed [[Finally]], another man, who was strong, opened it.",
            fix="The door was jammed. Finally, another man, who was strong, opened it."),
        Bad("The school stands near the centre of Nagano [[The]] female pupil was taken to the hospital.",
            fix="The school stands near the centre of Nagano. The female pupil was taken to the hospital."),
        Bad("He has worked for the Communist Party of China [[He]] said some members may be afraid of changes.",
            fix="He has worked for the Communist Party of China. He said some members may be afraid of changes."),
        Bad("He became the president of the Satellite Awards [[In]] 2017, the company moved to a new house.",
            fix="He became the president of the Satellite Awards. In 2017, the company moved to a new house."),
        Good("One worker told The Sunday Times that the plant will close."),
        Good("The series The Crown ends this year."),
        Good("He said that she knew it and that they left."),
        Good("We stood behind him, We know what he gave us."),
        Good("It is shorter than the first one lol The rest of the song is better."),
        Good("There will be limits to what he can do, as the Government is short of money."),
        Good("They watched the series Once and Again and it was good."),
        Good("The film World As We Know It opened in May."),
        Good("Lao She lived there until his death."),
        Good("Flat Out also showed works by young men."),
        Good("The shop sells the game Where the Wild Things Are."),
        Good("The Streets are among the guests, and the dance act The Prodigy are also on the bill."),
        Good("You can run the program on X. Even if you have no card, it works on every machine."),
        Good("It has been a necessary step as without it Pillay's own people didn't know how to look."),
        Good("In the middle of the old town and the river near the market The visitors can see the castle."),
        Good("The meeting was held in the new town hall in the centre of Vienna The rest of the story."),
        Good("Let us thank God for the day He gave us and ask for the help His people need."),
    ),
)  # fmt: skip
def merged_sentences(document: Document, i: int) -> Iterator[Match]:
    """Two sentences run together without a stop, or a clause starts again with a new subject.

    Engines lose the stop when the source has none, and languages that put the verb first or repeat the
    subject as a pronoun leave both subjects in the English.
    """
    confidence = _confidence(document, i) if document.in_prose(i) else None
    if confidence is None:
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


def _confidence(document: Document, i: int) -> float | None:
    """How sure it is that a clause of its own begins at i, with a capital, after another one; None: it does not."""
    if not is_candidate(document, i) or not document.has(i - 1, Flag.WORD):
        return None
    if document.word(i - 1) in NEVER_BEFORE:
        return None
    found = None if may_be_name(document, i) else _by_capital(document, i)
    if _ended(document, i):
        return max(found or 0.0, 0.3 + 0.65 * float(document.boundary[i - 1]))
    return found


def _by_capital(document: Document, i: int) -> float | None:
    """The same as far as the capital tells it."""
    pronoun = document.word(i) in PRONOUNS
    named = pronoun and document.has(i - 1, Flag.CAPITAL)
    evidence = _after_name(document, i) if named else points(document, i)
    if evidence < WEAKEST:
        return None
    sentence = document.sentence_of(i)
    first, last = max(sentence.first, i - AROUND), min(sentence.last, i + AROUND)
    verb = finite_after(document, i, last)
    if pronoun:
        return None if verb < 0 else min(0.96, confidence(evidence) + 0.15)
    after = clauses(document, i, last)
    if not clauses(document, first, i - 1).main or not after.main:
        return None
    if verb < 0 and not after.subordinate:
        return None
    return min(0.96, confidence(evidence + 2 * (float(document.boundary[i - 1]) - 0.2)) + 0.05)


def _ended(document: Document, i: int) -> bool:
    """Whether a word with a capital is followed by a small one (not The Aviator), where by all else a sentence has
    ended before it and another begins."""
    if document.boundary[i - 1] <= ENDED or document.is_pos(i, Pos.NAME):
        return False
    if document.has(i - 1, Flag.ABBREVIATION) or document.has(i + 1, Flag.CAPITAL):
        return False
    sentence = document.sentence_of(i)
    last = min(sentence.last, i + AROUND)
    subject = i
    if document.word(i) in PREPOSITIONS:  # In 2017, he left
        subject = next((k + 1 for k in range(i, min(last, i + LEAD)) if document.words[k] == ","), last)
    verb = finite_after(document, subject, last)
    return verb > 0 and bool(clauses(document, max(sentence.first, i - AROUND), i - 1).main)


def _after_name(document: Document, i: int) -> float:
    """Points for a subject pronoun right after a name ("Japan It expands"), where a capital before would else speak
    for a title (As We Know It)."""
    around = [k for k in range(i - NEAR, i + NEAR) if document.has(k, Flag.WORD)]
    titled = sum(document.has(k, Flag.CAPITAL) for k in around) > 0.5 * len(around)
    return 0.0 if titled or document.has(i - 1, Flag.FIRST) else 2.0 + 2.0 * float(document.boundary[i - 1])


def _resumptive(document: Document, first: int, i: int) -> bool:
    """Whether a pronoun at i takes up a subject whose own clause has no verb yet."""
    if document.word(i) not in PRONOUNS:
        return False
    pos = document.pos_list
    last_verb = max((j for j in range(first, i) if pos[j] & Pos.VERB), default=-1)
    return last_verb < 0 or document.word(last_verb) in REPORTING
