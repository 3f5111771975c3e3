"""SEN001: two sentences run into one, or a clause begins anew in the middle."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from mtcheck.languages.en.grammar.clauses import clauses, finite_after
from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.vocabulary import (
    AUXILIARIES,
    BEFORE_REPORTS,
    DETERMINERS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, mask_rule
from mtcheck.rules.en.casing.evidence import candidates, confidence, is_candidate, may_be_name, points
from mtcheck.text.masks import Mask, among, columnar

AROUND = 120  # tokens of a sentence that are looked at on each side
NEAR = 15  # and for the share of capitals
WEAKEST = 1.0  # points against the capital
ENDED = 0.8  # the probability that a sentence ended, up to which what may be a name or in one is that
LEAD = 14  # tokens of a phrase before the subject
# By training/fit_boundaries.py: logistic regression on human text with and without every fourth stop (700 of them).
# On 405,000 words of other human text 1 point raises 8 alarms, 5 of them real slips, and finds 57 % of what is lost.
WEIGHTS = {
    "boundary": 0.8, "small": 0.7, "capital": 0.3, "main": 1.55, "verb": 0.4, "leads": 1.2, "after_capital": -0.85,
}  # fmt: skip
BIAS = -2.1
EVEN = 0.2  # points for which a sentence is as likely as none
LEAST = 1.0  # points: with fewer there is nothing to say
LOWEST = -3.0  # what points against the capital count at the least
BEST = 4.5  # the most that all but the model can add
MOST = 0.96
NAMED = Pos.NOUN | Pos.NAME | Pos.ADJECTIVE | Pos.ADVERB | Pos.NUMBER | Pos.PARTICIPLE | Pos.GERUND  # after an article
REPORTING = BEFORE_REPORTS | {"saying", "reported", "stated"}
OFTEN = 0.5  # how often a word is written small from which its capital is that of a title
NEVER_BEFORE = PREPOSITIONS | DETERMINERS | AUXILIARIES | REPORTING  # what no clause ends in
PRONOUNS = SUBJECT_PRONOUNS - {"i"} | {"there"}


@columnar
def _candidates(document: Document) -> Mask:
    """Capitals before which the model does not rule out that a sentence ended, and those of pronouns."""
    found = candidates(document)
    places = found.nonzero()[0].tolist()
    ended = np.zeros(len(found), bool)
    ended[places] = [_by_model(document, i) + BEST >= LEAST for i in places]
    return ended | (found & among(document, PRONOUNS))


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
        Bad("The company has opened a new office in the town [[In]] April, Anna Lind became its head.",
            fix="The company has opened a new office in the town. In April, Anna Lind became its head."),
        Bad("The firm moved to the old house near the river [[According]] to Adler, the rent was too high.",
            fix="The firm moved to the old house near the river. According to Adler, the rent was too high."),
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
        Good("The class is reading from The wind has many names this week."),
        Good("They pray to God and hope that one day He will hear them."),
        Good("He thinks that the film Gone With the wind is too long."),
        Good("They listened to the band In Flames all day and liked it."),
        Good("They saw the play The Crown, which opened in May and is good."),
        Good("The two have a daughter called Hope and see her a lot. He went home to see their young daughter True."),
        Good("He was still invited to the first birthday party of their daughter True's best friend last year."),
        Bad("The law has had a clear effect on prices [[A]] new report says that rents will rise too.",
            fix="The law has had a clear effect on prices. A new report says that rents will rise too."),
        Good("The length of a link is given by the number of links node A has that point to it."),
        Good("His essay On the Truth, Whether the Pope has the Power to Require It rejected the old rule."),
        Good("It would make it more personal and here various browser extensions APIs would come handy, like tabs."),
        Good("The group settles it with a simple Yes/No vote, so this team of the town should be kept small."),
        Good("We ask each member for a plain Yes/No/Abstain, and nobody has to say why they chose it."),
        Good("They remember the day He came to them with bread, and they live by His word."),
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
    by_pronoun = _by_pronoun(document, i) if document.word(i) in PRONOUNS and not may_be_name(document, i) else 0.0
    total = _points(document, i)
    if by_pronoun == 0 and total < LEAST:
        return None
    return max(by_pronoun, min(MOST, 1 / (1 + math.exp(EVEN - total))))


def _points(document: Document, i: int) -> float:
    """The evidence that a sentence ended before i; less than LEAST where a name or title is likelier (The Aviator), and
    where the words before are no sentence."""
    named = may_be_name(document, i) or document.has(i - 1, Flag.CAPITAL)  # the day He gave us; Do They Know It
    if titled(document, i) or document.is_pos(i, Pos.NAME) or (named and document.boundary[i - 1] <= ENDED):
        return LEAST - 1
    if document.has(i + 1, Flag.STOP | Flag.CLOSE) or document.word(i + 1) in ("'s", "’s", "/"):
        return LEAST - 1  # their daughter True; True's party; a Yes/No vote
    if len(document.words[i]) > 1 and document.words[i][:2].isupper():
        return LEAST - 1  # various APIs
    if document.words[i] == "A" and not document.is_pos(i + 1, NAMED):
        return LEAST - 1  # node A has links
    if document.has(i - 1, Flag.ABBREVIATION | Flag.FIRST):
        return LEAST - 1
    if not clauses(document, max(document.sentence_of(i).first, i - AROUND), i - 1).main:
        return LEAST - 1
    return BIAS + sum(WEIGHTS[name] * value for name, value in features(document, i).items())


def titled(document: Document, i: int) -> bool:
    """Whether another capital follows, as in a title; not if a phrase leads up to it: In February, Real lost."""
    return document.has(i + 1, Flag.CAPITAL) and not (_leads(document, i) and _comma_after(document, i))


def features(document: Document, i: int) -> dict[str, float]:
    """What speaks for and against the end of a sentence before i."""
    sentence = document.sentence_of(i)
    first, last = max(sentence.first, i - AROUND), min(sentence.last, i + AROUND)
    before, after = clauses(document, first, i - 1).main, clauses(document, i, last).main
    return {
        "boundary": _logit(float(document.boundary[i - 1])),
        "small": _logit(float(document.small[i])),
        "capital": max(LOWEST, points(document, i)),
        "main": float(min(before, after) > 0),
        "verb": float(finite_after(document, i, last) >= 0),
        "leads": float(_leads(document, i)),
        "after_capital": float(document.has(i - 1, Flag.CAPITAL)),
    }


def _leads(document: Document, i: int) -> bool:
    return document.word(i) in PREPOSITIONS or document.word(i) == "according"


def _by_model(document: Document, i: int) -> float:
    """What the reading model makes of the place: that a sentence ends before i, and that i would be small else."""
    ended, small = float(document.boundary[i - 1]), float(document.small[i])
    return BIAS + WEIGHTS["boundary"] * _logit(ended) + WEIGHTS["small"] * _logit(small)


def _logit(chance: float) -> float:
    return math.log((chance + 0.002) / (1.002 - chance))


def _comma_after(document: Document, i: int) -> bool:
    """Whether a phrase from i ends in a comma: In February, Real lost."""
    return any(document.word(k) == "," for k in range(i + 1, i + LEAD))


def _by_pronoun(document: Document, i: int) -> float:
    """How sure it is that a subject pronoun with a capital begins a clause; 0: it does not."""
    named = document.has(i - 1, Flag.CAPITAL)
    evidence = _after_name(document, i) if named else points(document, i)
    last = min(document.sentence_of(i).last, i + AROUND)
    if evidence < WEAKEST or finite_after(document, i, last) < 0:
        return 0.0
    return min(MOST, confidence(evidence) + 0.15)


def _after_name(document: Document, i: int) -> float:
    """Points for a subject pronoun right after a name ("Japan It expands"), where a capital before would else speak
    for a title (As We Know It)."""
    around = [k for k in range(i - NEAR, i + NEAR) if document.has(k, Flag.WORD)]
    titled = sum(document.has(k, Flag.CAPITAL) for k in around) > 0.5 * len(around)
    titled = titled or (document.is_pos(i - 1, Pos.VERB) and usually_small(document.lower[i - 1]) > OFTEN)
    return 0.0 if titled or document.has(i - 1, Flag.FIRST) else 2.0 + 2.0 * float(document.boundary[i - 1])


def _resumptive(document: Document, first: int, i: int) -> bool:
    """Whether a pronoun at i takes up a subject whose own clause has no verb yet."""
    if document.word(i) not in PRONOUNS:
        return False
    pos = document.pos_list
    last_verb = max((j for j in range(first, i) if pos[j] & Pos.VERB), default=-1)
    return last_verb < 0 or document.word(last_verb) in REPORTING
