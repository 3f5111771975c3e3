"""NUM012: a plural after the number one."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import singular
from mtcheck.languages.en.vocabulary import CURRENCIES, LABELS, MEASURES, PLURAL_UNITS
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, rule

ONE = {"meters": "meter", "metres": "metre", "feet": "foot"}
UNITS = {w: singular(w) for w in (MEASURES | CURRENCIES | PLURAL_UNITS) if len(w) > 3} | ONE
PLURALS = {many: one for many, one in UNITS.items() if many != one}


@rule(
    code="NUM012",
    name="plural-after-number-one",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    anchors=tuple(f"{one} {many}" for one in ("1", "one") for many in PLURALS),
    examples=(
        Bad("The rope is 1 [[metres]] long and was made in 1 [[days]].",
            fix="The rope is 1 metre long and was made in 1 day."),
        Bad("They waited for one [[hours]].", fix="They waited for one hour."),
        Bad("It costs 1 [[euros]] a day.", fix="It costs 1 euro a day."),
        Good("He was there for twenty one days, from 0 to 1 days, in 2 1 days, and + 1 days."),
        Good("On day one hours were lost, in Formula 1 points are few, and in group 1 days are long."),
        Good("He counts 1 Hours song and one of the days."),
        Good("He was number 1\nHours later he left."),
    ),
)  # fmt: skip
def plural_after_number_one(document: Document, i: int) -> Iterator[Match]:
    """A unit stands in the plural after the number one.

    Numbers are often kept as signs in training texts, so that engines do not see which one it is.
    """
    k = i + 1
    if not document.same_sentence(i, k) or not document.words[k].islower():
        return
    before = document.word(i - 1)
    if before in LABELS or document.has(i - 1, Flag.NUMBER | Flag.CAPITAL | Flag.PUNCT) or document.tag(i - 1) == "CD":
        return
    if document.tag(i - 1) == "NN" or before == "to":
        return
    new = PLURALS[document.lower[k]]
    message = f"After “{document.words[i]}” it is “{new}”."
    yield Match(document.span(k), message, 0.75, (Fix.write(document.span(k), new),))
