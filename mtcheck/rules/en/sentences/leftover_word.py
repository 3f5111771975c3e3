"""SEN005: one word alone where a sentence should be."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import AUXILIARIES, CREDITS, DETERMINERS, ONE_WORD_SENTENCES, PREPOSITIONS
from mtcheck.lint import HINT, MAJOR, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, Sentence, document_rule
from mtcheck.text.masks import Mask

# What English says in one word.
SAYINGS = ONE_WORD_SENTENCES | CREDITS
BARE = PREPOSITIONS | DETERMINERS | AUXILIARIES | frozenset(("and", "or", "but"))


def _alone(document: Document) -> Mask:
    """The beginnings of sentences of a word and a stop."""
    found = np.zeros(len(document), bool)
    first, end = document.sentence_bounds.T
    found[first[end - first == 2]] = True
    return found


@document_rule(
    code="SEN005",
    name="leftover-word",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    wake=_alone,
    examples=(
        Bad("The airline has checked the valves of all its aircraft. [[Of]]. It will report in May.",
            fix="The airline has checked the valves of all its aircraft. It will report in May."),
        Bad("The festival will be cancelled this year. [[Held]]. Visitors get their money back.",
            fix="The festival will be cancelled this year. Visitors get their money back."),
        Bad("The border will be closed on the 15. [[July]]. Nobody may leave then.",
            fix="The border will be closed on the 15. Nobody may leave then."),
        Good("It would be good if we could believe that they would not do it. Avoid. It made no sense to us."),
        Good("Would they come back? Never. The house was sold."),
        Good("Police are asking for information on her. Berlin. The police of the town said so on Monday."),
        Good("Istanbul. Dozens of people were arrested on Monday."),
        Good("Leave them to cool in a colander. Peel. Resist the urge to rinse."),
        Good("These are marks of progress in the town. Yet: much remains to be done."),
        Good("The book has three parts of equal length. III. The last of them is short. 4. It is good."),
        Good("The cream protects the skin on sunny days! Hypoallergenic. It is made in Brno."),
        Good("The patients were seen again after a year.\nResults. Most of them were well."),
        Good("He waited for an answer. Nothing. Then he left."),
        Good("The bridge is open again, the head of the works told Harbour.Today. He spoke on Monday."),
        Good("There are three points to keep in mind today. First. Nobody is above the law of this land."),
        Good("The judges came back on Monday.\nDismissed. So ends the report of the paper."),
        Good("The judges came back on Monday. Dismissed! The case was over."),
        Good("The case is over! Dismissed. The judges had no doubts."),
        Good("They bought their house through Harbour.Sold. It was cheap."),
        Good("We were asked to stay for the night. Agreed. The children went to bed."),
        Good("The old house by the river is gone. SOLD. It took two days."),
        Good("Leave the dough in a cool place. Covered. Bake it for an hour."),
    ),
)  # fmt: skip
def leftover_word(document: Document) -> Iterator[Match]:
    """One word stands alone as a sentence in the middle of a text.

    Engines that lose the order of a sentence leave its last word behind the full stop.
    """
    for k, (first, end) in enumerate(document.bounds[1:], 1):
        if end - first == 2:
            yield from _leftover(document, document.sentences[k])


def _leftover(document: Document, sentence: Sentence) -> Iterator[Match]:
    i = sentence.first
    before = document.sentences[sentence.i - 1]
    word = document.word(i)
    if document.word(sentence.last) != "." or before.paragraph != sentence.paragraph:
        return
    if not document.has(i, Flag.WORD) or document.has(i, Flag.QUOTED | Flag.UPPER) or word in SAYINGS:
        return
    if document.word(before.last) != "." or not document.has(i, Flag.SPACE):
        return  # Harbour.Today
    if document.tag(sentence.last + 1) in ("VB", "VBP"):
        return  # the steps of a recipe
    formed = document.tag(i) in ("VBN", "VBD") or document.has(before.last - 1, Flag.NUMBER)  # held; on 7. July
    if document.has(i, Flag.CAPITAL) and not (formed or word in BARE):
        return  # a style: proud; avoid; chilling
    if document.has(i, Flag.CAPITAL) and (names.place(word) or names.town(word)):
        return  # where the report comes from
    guess = 0.6 if document.is_pos(i, Pos.NOUN | Pos.VERB) else 0.4
    delete = Edit(document.ends[before.last], document.ends[sentence.last], "")
    message = f"“{document.words[i]}” stands alone as a sentence; it seems left over from another one."
    fixes = (Fix("Delete it, or put it where it belongs", (delete,), HINT),)
    facts = {"name": document.is_pos(i, Pos.NAME), "small": not document.has(i, Flag.CAPITAL), "bare": word in BARE}
    features = {name: 1.0 for name, holds in facts.items() if holds}
    yield Match(document.span(i), message, 0.85 if word in BARE else guess, fixes, features=features)
