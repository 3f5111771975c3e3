"""CAP001: a capital in mid-sentence on a word that is written small."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import FUNCTION_WORDS, PREPOSITIONS, SUBORDINATORS
from mtcheck.lint import (
    MINOR,
    SAFE,
    SUGGEST,
    Bad,
    BlockKind,
    Document,
    Fix,
    Good,
    Kind,
    Look,
    Match,
    Pos,
    mask_rule,
)
from mtcheck.rules.en.casing.evidence import confidence, features, is_candidate, likely, points, repeats_determiner

WEAKEST = 0.12  # candidates that only much company can lift
SAFE_FROM = 0.9  # confidence from which a function word may be made small unseen
NEVER = 1.0
LINES = (Kind.HEADING, Kind.LIST_ITEM, Kind.CELL, Kind.CAPTION, Kind.TERM)
NO_OPENERS = PREPOSITIONS - SUBORDINATORS - {"till", "except", "like"}  # no clause begins after them
UNTITLED = (BlockKind.UNKNOWN, BlockKind.PARAGRAPH, BlockKind.QUOTATION)


@mask_rule(
    code="CAP001",
    name="stray-capital",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    wake=likely,
    candidates=likely,
    examples=(
        Bad("They met three times [[For]] talks on the budget.", fix="They met three times for talks on the budget."),
        Bad("The two leaders hope that [[Peaceful]] elections will follow soon.",
            fix="The two leaders hope that peaceful elections will follow soon."),
        Bad("The results were very [[Different]] from those of last year.",
            fix="The results were very different from those of last year."),
        Bad("They asked the envoys for [[These]] letters.",
            fix="They asked the envoys for these letters."),
        Bad("She read the [[Very]] long report on Monday.", fix="She read the very long report on Monday."),
        Bad("He was head of the Far East Agency’s [[The]] story of a secret plan."),
        Bad("Their [[The]] scenes were filmed at night in an old harbour."),
        Bad("The rule has room for words such as [[It]] is also possible to use them."),
        Bad("They read of the roof of [[They]] were here for a year."),
        Bad("It is read by [[Different]] people in the town.", fix="It is read by different people in the town."),
        Bad("He left after [[It]] was late in the day.", fix="He left after it was late in the day."),
        Good("He wrote a short line, e.g. Thanks to your advice, I was able to pass the exam."),
        Bad("He bought fruit, e.g. [[Different]] apples.", fix="He bought fruit, e.g. different apples."),
        Good("She worked for The Guardian and lived in The Hague."),
        Good("The film The Girl With the Dragon Tattoo opens on Friday."),
        Good("The UN Security Council met on Monday."),
        Good("He read law at the University of the Arts and the Ministry for Trade and Industry."),
        Good("Liu He met reporters on Monday."),
        Good("#fair After the talks they had a break."),
        Good("It helps to find a Who, What, and Where for the scene."),
        Good("He spoke with Deadline.com on Monday. They read it on Different.org in May."),
        Good("They went home to see their daughter True. Their son Will’s name is old, and so is their girl Hope."),
        Good("They tell of the day when He came to them with bread, and they live by His word."),
        Good("@anna @ben23 You can read it here. @karl Being in the town is good."),
        Good("One asks, Is it not so? They asked whether it is good, and, Are we there at all?"),
        Good("Then one can ask, Why is it so? The basic question for all of them is, How does one keep it in balance?"),
        Bad("He said that the man, [[Who]] is old, left.", fix="He said that the man, who is old, left."),
        Good("The questions, Isn't this silly and pointless? and, Isn't this amazing? really aren't that new."),
        Good("The Who front man said it was weird that people do it. They played with the Who."),
        Good("He asked for the unanswered Why, and they left. They know their Why."),
        Bad("They told all [[Who]] came to the talks.", fix="They told all who came to the talks."),
        Good("Living in the 10th century, he wrote The foundations of the true art, amongst others."),
        Bad("They saw [[The]] foundations of the old house.", fix="They saw the foundations of the old house."),
        Bad("He wrote [[Very]] long letters to them.", fix="He wrote very long letters to them."),
        Good("Tin Hung Do, 29, is charged. Lee is accused of taking the money and Do is accused of taking more."),
        Bad("They say Do Not Enter is a film. They left and [[Do]] not come.",
            fix="They say Do Not Enter is a film. They left and do not come."),
        Bad("The envoys met. Did they all wait for [[So]]?", fix="The envoys met. Did they all wait for so?"),
        Good("The testers from Which? had to wait. The group Which? said so in May."),
        Good("The plot of the general An Lushan failed, but by the 730s An had come to court, and An’s fears grew."),
        Bad("They left, but by then [[An]] old man came.", fix="They left, but by then an old man came."),
        Good("first_gliders_to_land.jpg The regiment spent the spring in the town."),
        Good("He was charged by the new Human\n\nTrafficking Unit of the county."),
        Bad("They were glad of the [[Peaceful]]\n\ntalks of the county.",
            fix="They were glad of the peaceful\n\ntalks of the county."),
        Good("Get these kiddie xxxxxxxxxxx Will give you the real thing before long. With love xoxoxo We are well."),
        Good("The rules call for it to be kept apart from Methods, Data, and Output. The grade is None, Some, or All."),
        Bad("They say that @anna met the [[Very]] old man.", fix="They say that @anna met the very old man."),
        Good("You need:\n2 cups assorted Lettuce, chopped\n1 oz Peanuts"),
        Good("She wore a white T-shirt and old shoes."),
        Good("Their son has Down syndrome, and the father has Still disease."),
        Good("The case for Why over What", blocks=(BlockKind.HEADING,)),
        Good("Stir all of it into the Very large pot", blocks=(BlockKind.ITEM,)),
        Good("They hope for Peaceful elections", blocks=(BlockKind.CELL,)),
        Bad("They hope for [[Peaceful]] elections", fix="They hope for peaceful elections"),
        Good("It should be possible to show more than one Like button. We can use the Using scope modifier here."),
        Good("The game makes one Songs folder. If you need it, the Find option is there."),
        Bad("They pressed [[The]] button of the old machine.", fix="They pressed the button of the old machine."),
        Good("static When a node has more than one path to it, the first of them is used.",
             blocks=(BlockKind.PARAGRAPH,), looks=(("static", Look.STRONG),)),
        Good("relay Forwarding is a way to send what cannot be sent to a node.",
             blocks=(BlockKind.PARAGRAPH,), looks=(("relay Forwarding", Look.STRONG),)),
        Bad("They met three times [[For]] talks on the budget.", fix="They met three times for talks on the budget.",
            blocks=(BlockKind.PARAGRAPH,), looks=(("times", Look.STRONG),)),
    ),
)  # fmt: skip
def stray_capital(document: Document, i: int) -> Iterator[Match]:
    """A word has a capital letter in the middle of a sentence.

    Engines learn from headlines, and they join pieces of text that each began with a capital.
    """
    if not is_candidate(document, i) or _titled(document, i) or _example(document, i):
        return
    sure = confidence(points(document, i))
    if sure < WEAKEST:
        return
    word = document.words[i]
    small = word[0].lower() + word[1:]
    least = SAFE_FROM if document.word(i) in FUNCTION_WORDS else NEVER
    safety = SAFE if sure >= least else SUGGEST
    fix = Fix.write(document.span(i), small, safety)
    message = f"“{word}” has a capital letter in the middle of a sentence."
    fixes = () if repeats_determiner(document, i) or _begins_clause(document, i) else (fix,)
    yield Match(document.span(i), message, sure, fixes, features=features(document, i))


def _titled(document: Document, i: int) -> bool:
    """Whether the markup says that the line of a word is a heading, an item, a cell or a caption and no sentence:
    capitals in it are a matter of style."""
    return document.block(i) not in UNTITLED and document.sentence_of(i).kind in LINES


def _example(document: Document, i: int) -> bool:
    """Whether a whole sentence is given as an example: e.g. Thanks to you, I passed."""
    rest = range(i, document.sentence_of(i).last)
    return document.word(i - 1) == "e.g." and any(document.is_pos(k, Pos.FINITE) for k in rest)


def _begins_clause(document: Document, i: int) -> bool:
    """Whether a subject and its verb follow “such as” or a preposition, so that the end of the sentence before is lost:
    a word such as It is also possible. A small letter would hide that."""
    return document.is_pos(i + 1, Pos.FINITE) and (document.word(i - 2) == "such" or document.word(i - 1) in NO_OPENERS)
