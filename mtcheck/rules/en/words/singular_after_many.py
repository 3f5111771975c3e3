"""WRD038: a singular noun after a word for many."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import plural
from mtcheck.languages.en.vocabulary import COUNTED_NOUNS, NUMBER_WORDS
from mtcheck.lint import MINOR, Bad, Document, Fix, Good, Match, rule

IRREGULAR = {"man": "men", "woman": "women", "child": "children", "person": "people"}
QUANTITIES = ("number of", "variety of", "couple of", "range of", "dozens of", "hundreds of", "thousands of")
COUNTING = tuple(sorted(NUMBER_WORDS)) + ("several", "many", "these", "those", "various", "numerous")
ENDS = ("IN", "TO", ".", ",", ":", "WDT", "WP", "MD", "VBD", "")


@rule(
    code="WRD038",
    name="singular-after-many",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    anchors=(*COUNTING, *QUANTITIES),
    examples=(
        Bad("They left for a variety of [[reason]].", fix="They left for a variety of reasons."),
        Bad("The police arrested two young [[man]].", fix="The police arrested two young men."),
        Bad("A number of important [[question]] were open.", fix="A number of important questions were open."),
        Bad("These [[result]] of May are clear.", fix="These results of May are clear."),
        Good("They left for a variety of reasons. The number of the house is two."),
        Good("The two rule books, a five year plan and many a man are here. Several month-long walks, two."),
        Good("They play in a number of city parks, and one or two go. Many question the plan."),
        Good("A variety of fruit, a range of food and several million people."),
        Good("The results differ from those of last year, and two of the team are here."),
        Good("The two Man of Steel films, and those day or night walks."),
    ),
)
def singular_after_many(document: Document, i: int) -> Iterator[Match]:
    """A noun that is counted stands in the singular after a word for many.

    Where the source has no plural, or none after numbers, engines leave it out.
    """
    quantity = document.lower[i] not in COUNTING
    k = i + 1 + quantity
    while document.tag(k) == "JJ" and k < i + 5:
        k += 1
    noun = document.word(k)
    if noun not in COUNTED_NOUNS or document.tag(k) != "NN" or not document.words[k].islower():
        return
    if document.tag(k + 1) not in ENDS or document.word(k + 1) in ("-", "or", "and"):
        return
    new = IRREGULAR.get(noun) or plural(noun)
    many = document.slice(i, i + quantity)
    yield Match(document.span(k), f"After “{many}” it is “{new}”.", 0.65, (Fix.write(document.span(k), new),))
