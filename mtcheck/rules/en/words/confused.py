"""WRD039: words that sound alike, one for the other."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import ARTICLES, BE
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, rule

MODALS = ("could", "should", "would", "might", "must")
BEING = tuple(sorted(BE - {"be", "being", "been", "am"}))
AFTER_ITS = (*sorted(ARTICLES), "not", "been")
HAVING = ("have", "are", "were")
# Where the first of two words is another one.
ANYWHERE = {
    **{f"its {word}": "it's" for word in AFTER_ITS},
    **{f"{modal} of": f"{modal} have" for modal in MODALS},
}
AT_START = {
    **{f"their {verb}": "there" for verb in BEING},
    **{f"your {word}": "you're" for word in ("not", "welcome", "a", "the")},
    **{f"the {verb}": "they" for verb in HAVING},
}
COMPARED = {
    "more then": "more than",
    "less then": "less than",
    "rather then": "rather than",
    "other then": "other than",
}
# After “it's”, where “its” is meant; “best” only after a verb that takes it: it tries its best, but: it's best to go.
OWNED = ("'s own", "'s best")
TRYING = frozenset("at try tries tried trying do does did doing done".split())


@rule(
    code="WRD039",
    name="confused-words",
    severity=MAJOR,
    mqm="fluency/spelling",
    anchors=(*ANYWHERE, *AT_START, *COMPARED, *OWNED),
    examples=(
        Bad("[[Its a]] nice day in the capital.", fix="It's a nice day in the capital."),
        Bad("He says [[its not]] far.", fix="He says it's not far."),
        Bad("[[The have]] done the work in three days.", fix="They have done the work in three days."),
        Bad("[[Their is]] a hole in the wall.", fix="There is a hole in the wall."),
        Bad("[[Your welcome]] to stay.", fix="You're welcome to stay."),
        Bad("They [[could of]] won the match.", fix="They could have won the match."),
        Bad(
            "It costs [[more then]] 20 euros, [[rather then]] ten.", fix="It costs more than 20 euros, rather than ten."
        ),
        Bad("The node has [[it's own]] key.", fix="The node has its own key."),
        Bad("It has to try [[it's best]] to reach the town.", fix="It has to try its best to reach the town."),
        Bad("It is the town at [[it's best]].", fix="It is the town at its best."),
        Good("The town's own house is here, and it's best to go there. What the others do, it's best to leave alone."),
        Good("Its a cappella choir sings. They did all they could of course, and what they could of it."),
        Good("The have-nots pay. In their is and ought, for your not being here, a day."),
        Good("He slept more then, and less then. There is nothing other then. What the are of a page is."),
        Good("Your welcome was warm. The are of 100 square metres is small."),
        Good("“Its a nice day”, he wrote."),
    ),
)
def confused_words(document: Document, i: int) -> Iterator[Match]:
    """A word stands for another one that sounds alike.

    Systems learn from the web, where people mix these up, and translate what people wrote so.
    """
    k = i + 1
    pair = f"{document.word(i)} {document.word(k)}"
    if pair in OWNED:
        yield from _owned(document, i)
        return
    if document.has(i, Flag.QUOTED) or not document.same_sentence(i, k + 1) or not document.words[k].islower():
        return
    new = ANYWHERE.get(pair) or COMPARED.get(pair)
    if new is None and document.has(i, Flag.FIRST):
        new = AT_START.get(pair)
    if new is None or not _fits(document, pair, k + 1):
        return
    edit = Edit(document.starts[i], document.ends[i if pair in AT_START or pair.startswith("its") else k], new)
    if document.has(i, Flag.CAPITAL):
        edit = edit._replace(new=new[0].upper() + new[1:])
    fix = Fix(f"Write “{edit.new}”", (edit,), SUGGEST)
    yield Match(document.span(i, k), f"“{new}” seems to be meant.", 0.7, (fix,))


def _owned(document: Document, i: int) -> Iterator[Match]:
    """“It's own” for “its own”."""
    if document.word(i - 1) != "it" or document.has(i, Flag.QUOTED):
        return
    if document.word(i + 1) == "best" and document.word(i - 2) not in TRYING:
        return
    fix = Fix("Write “its”", (Edit(document.starts[i], document.ends[i], "s"),), SUGGEST)
    yield Match(document.span(i - 1, i + 1), "“its” seems to be meant.", 0.7, (fix,))


def _fits(document: Document, pair: str, k: int) -> bool:
    """Whether what follows shows that the other word is meant."""
    if pair in COMPARED:
        return document.has(k, Flag.NUMBER) or document.tag(k) in ("DT", "CD", "PRP$")
    if pair.endswith(" of"):
        return document.tag(k) in ("VBN", "VBD")
    if pair.startswith("the "):
        return document.tag(k) in ("VBN", "RB", "TO", "VBG")
    if pair == "your welcome":
        return document.word(k) in ("to", ".", "!", ",", "here")
    return document.word(k) not in ("cappella", "la")
