"""WRD050: “allows to do it”, which lacks the word for who does it."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.vocabulary import LEFT_ALONE
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Good, Match, rule
from mtcheck.rules.en.words.verb_form import gap, main_verb

MAKES = {"s": "makes it possible", "ing": "making it possible", "": "make it possible"}
VERBS = ("allow", "permit", "enable")
FORMS = dict.fromkeys(VERBS, "") | {verb + "s": "s" for verb in VERBS}
FORMS |= {"allowing": "ing", "permitting": "ing", "enabling": "ing"}
BESIDE = 6  # tokens between two commas: among other things


@rule(
    code="WRD050",
    name="infinitive-without-object",
    severity=MAJOR,
    mqm="fluency/grammar",
    anchors=tuple(FORMS),
    examples=(
        Bad("The tool [[allows to]] edit the text.", fix="The tool makes it possible to edit the text."),
        Bad("These rules [[permit to]] easily close it.", fix="These rules make it possible to easily close it."),
        Bad("It [[enables]], among other things, to start the pump.",
            fix="It makes it possible, among other things, to start the pump."),
        Bad("There is a new button, [[allowing to]] stop the pump.",
            fix="There is a new button, making it possible to stop the pump."),
        Bad("We have a tool that [[allows to]] edit it.", fix="We have a tool that makes it possible to edit it."),
        Bad("The key will [[allow to]] open the gate.", fix="The key will make it possible to open the gate."),
        Good("They are allowed to leave. The tool allows us to edit it, and the permits to sell it are old."),
        Good("Cover the pot and allow to boil. Do not allow to go dry. Stir it before allowing to cool."),
        Good("It is no more than the law allows to be said. We know whom the rules permit to enter."),
        Good("The people we allow to vote are few. The ships that the bridge allows to pass are small."),
        Good("Open it: the key allows us in. The plan allows two shops, to be named in May, to stay."),
        Good("They allow to Congress what it needs. It enables, in Rome, Paris, to name but two, all trade."),
    ),
)  # fmt: skip
def infinitive_without_object(document: Document, i: int) -> Iterator[Match]:
    """After allow, permit or enable stands “to” and a verb, and nobody is named who does it.

    French, German, Russian and their neighbours leave the person out; English names one, or says it otherwise.
    """
    to = _to(document, i)
    verb = main_verb(document, to)
    if to < 0 or document.tag(verb) != "VB" or not _active(document, i):
        return
    if document.word(verb) in LEFT_ALONE:
        return
    new = MAKES[FORMS[document.lower[i]]]
    edit = Edit(*document.span(i), new.capitalize() if document.words[i][0].isupper() else new)
    message = f"“{document.words[i]}” needs a word for who may do it: “{document.words[i]} people to”, or “{new} to”."
    last = to if to == i + 1 else i
    yield Match(document.span(i, last), message, 0.75, (Fix(f"Write “{new}”", (edit,), SUGGEST),))


def _to(document: Document, i: int) -> int:
    """The “to” after a verb, or after what stands between two commas behind it; -1 if there is none."""
    if document.word(i + 1) == "to":
        return i + 1
    if document.word(i + 1) != ",":
        return -1
    ends = (k for k in range(i + 2, i + BESIDE + 2) if document.word(k) == ",")
    k = next(ends, -2)
    return k + 1 if document.word(k + 1) == "to" else -1


def _active(document: Document, i: int) -> bool:
    """Whether token i is a verb whose object does not stand before it (the people we allow to vote), and no order, as
    recipes give it (allow to boil)."""
    tag = document.tag(i)
    if tag == "VBG":
        return True
    clause = syntax(document).clause_of(i)
    if tag not in ("VBZ", "VBP", "VB") or clause is None:
        return False
    return not gap(document, clause)
