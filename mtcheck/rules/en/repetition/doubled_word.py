"""REP001: a word written twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import SAID_TWICE
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import (
    MINOR,
    SAFE,
    SUGGEST,
    Bad,
    BlockKind,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Look,
    Match,
    Pos,
    document_rule,
)
from mtcheck.rules.any.repetition.runs import beginnings, runs, spoken

# Two clauses or a verb with its particle may meet in these: what it was was clear; gave her her coat.
RARELY = frozenset(
    """never there now well go win day was do does did her it you who what in on out up over through can could will one
    two three""".split()
)
PLACING = ("in", "the", "of")


@document_rule(
    code="REP001",
    name="doubled-word",
    severity=MINOR,
    mqm="fluency/duplication",
    wake=beginnings,
    examples=(
        Bad("The minister said [[the the]] talks would go on.", fix="The minister said the talks would go on."),
        Bad("They spoke [[with With]] their allies.", fix="They spoke with their allies."),
        Bad("He was taken [[in in]] the church.", fix="He was taken in the church."),
        Bad("It was the rest of [[Europe Europe]].", fix="It was the rest of Europe."),
        Good("He had had enough of it, and it is very VERY late."),
        Good("The pianist Lang Lang played in Vienna, at Sir Run Run Shaw Hall."),
        Good("Flowers filled the Chow Sang Sang shop in Baden Baden."),
        Good("The council granted her her own garden and told her her rights."),
        Bad("They met at the [[well well]] outside the town.", fix="They met at the well outside the town."),
        Bad("He said he [[will will]] come on Friday.", fix="He said he will come on Friday."),
        Good("They ate chicken with peri peri sauce on Friday."),
        Good("We sell low power power cables and high power power plugs."),
        Bad("[[The the]] town was quiet.", fix="The town was quiet."),
        Bad("Nobody knows what price [[the the]] firm paid.", fix="Nobody knows what price the firm paid."),
        Bad("They bought the [[house house]] by the sea.", fix="They bought the house by the sea."),
        Good("The killer, Sirhan Sirhan, talked on and on and on."),
        Good("There there, my dear, what the town is isn’t known to us. Her friend Rose rose early."),
        Good("Her father’s will will be read on Friday, and the will will be kept."),
        Good("What these labels really are are lies, surprise surprise, about the you you want to be."),
        Good("Whoever wins wins a car, and what they did did harm."),
        Bad("He asked what [[did did]] the harm.", fix="He asked what did the harm."),
        Bad("He said: “It is [[done done]].” We left.", fix="He said: “It is done.” We left."),
        Bad("They call it “[[done done]] at last”.", fix="They call it “done at last”."),
        Bad("I saw [[you you]] in May.", fix="I saw you in May."),
        Bad("What they saw was [[the the]] roof.", fix="What they saw was the roof."),
        Bad("The roofs [[were were]] red.", fix="The roofs were red."),
        Good("A task is only “done done” when it is tested; until then it is not “done done,” they say."),
        Good("This is the first FIRST Global contest they went in in May."),
        Good(
            "What the farmers grew grew well, and the fair we held held us up.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("grew well", Look.EMPHASIS), ("held us", Look.STRONG)),
        ),
        Good(
            "force Force is what the node needs in the town.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("force", Look.STRONG),),
        ),
        Bad("[[the The]] node is what the town needs.", fix="the node is what the town needs."),
        Bad("The fair the town [[held held]] us up.", fix="The fair the town held us up."),
        Bad(
            "They spoke of [[the the]] fair.",
            fix="They spoke of the fair.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("the fair", Look.EMPHASIS),),
        ),
        Good("They are the best of our time etc etc. They talked of the rules, blah blah, and left."),
        Good("There is one more gift. Hint hint, it is red."),
    ),
)
def doubled_word(document: Document) -> Iterator[Match]:
    """A word stands twice in a row.

    Decoders repeat a word when two source words translate to one, or when they lose their place.
    """
    places = [run.first for run in runs(document) if run.period == 1 and run.times == 2]
    often = Counter(document.lower[i] for i in places)
    for i in places:
        if often[document.lower[i]] > 1 and document.is_pos(i, Pos.NOUN):
            continue  # a term: low power power cables
        if sure := _sure(document, i):
            word = document.words[i + 1]
            safety = SAFE if sure > 0.8 else SUGGEST
            fix = Fix(f"Delete the second “{word}”", (Edit(document.ends[i], document.ends[i + 1], ""),), safety)
            yield Match(document.span(i, i + 1), f"“{word}” stands here twice.", sure, (fix,))


def _sure(document: Document, i: int) -> float:
    first, second, word = document.words[i], document.words[i + 1], document.lower[i]
    if document.has(i + 2, Flag.WORD) and not document.has(i + 2, Flag.SPACE):
        return 0.0  # “is is|n’t”
    if first[0].isupper() and second[0].isupper():
        # Lang Lang, Sirhan Sirhan are names; in a place (in Europe Europe) hardly
        return 0.55 if len(second) > 5 and document.word(i - 1) in PLACING else 0.0
    if document.has(i - 1, Flag.OPEN) and document.has(i + 2 + (document.word(i + 2) in (",", ".")), Flag.CLOSE):
        return 0.0  # they call it “done done”
    apart = (document.flag_list[i] ^ document.flag_list[i + 1]) & (Flag.EMPHASIS | Flag.STRONG)
    if apart and (document.is_pos(i + 1, Pos.VERB) or (second[0].isupper() and document.has(i, Flag.FIRST))):
        return 0.0  # the talks we had *had* a use; **force** Force the talks
    if second.isupper() or (first[0].isupper() and not document.has(i, Flag.FIRST)):
        return 0.0  # emphasis: very VERY; a name: hope Will will
    if _relative(document, i) or (word == "you" and document.word(i - 1) == "the"):
        return 0.0  # whoever does does so at a price
    sure = _rare(document, i) if word in RARELY else 0.9
    if word in SAID_TWICE or word not in frequent():
        return 0.0  # peri peri, gado gado: names of dishes and places, some of which dictionaries hold
    return min(0.3, sure) if spoken(document) else sure


def _relative(document: Document, i: int) -> bool:
    """Whether a clause that serves as the subject ends in the verb at i: whoever does, what they did."""
    if document.lower[i] in ("are", "was", "were") and document.word(document.sentence_of(i).first) == "what":
        return True
    pronoun = document.is_pos(i - 1, Pos.PRONOUN) and document.is_pos(i - 2, Pos.WH)
    return pronoun or document.word(i - 1).endswith("ever")


def _rare(document: Document, i: int) -> float:
    """How sure a doubling is that English allows where two clauses, or a verb and its particle, meet."""
    word = document.lower[i]
    if document.has(i, Flag.FIRST):
        return 0.0  # there there, my dear
    if word == "will" and document.is_pos(i - 1, Pos.DETERMINER | Pos.POSSESSIVE):
        return 0.0
    if word in ("in", "on"):
        return 0.0 if document.is_pos(i - 1, Pos.FINITE | Pos.BASE | Pos.GERUND) else 0.8  # they went in in May
    return 0.1 if word in ("her", "do", "what", "go", "win", "it") else 0.6
