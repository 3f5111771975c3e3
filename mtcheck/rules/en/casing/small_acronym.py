"""CAP010: an acronym in small letters."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.vocabulary import FUNCTION_WORDS
from mtcheck.lint import MINOR, Bad, Document, Fix, Flag, Good, Match, document_rule

SHORTEST = 2  # letters
REACH = 12  # tokens before the bracket that an acronym may stand for
SMALL_UNITS = ("cc", "bp")  # written small on purpose
CLOSING = (")", ",", ";")


@document_rule(
    code="CAP010",
    name="small-acronym",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    signs=("(",),
    examples=(
        Bad("They looked at the body water index ([[bwi]]), and the [[bwi]] was low.",
            fix="They looked at the body water index (BWI), and the BWI was low."),
        Bad("He measured light organic compounds ([[locs]]) in the air.",
            fix="He measured light organic compounds (LOCs) in the air."),
        Bad("The onset of fever ([[of]], in days) was late, and that of rest was not.",
            fix="The onset of fever (OF, in days) was late, and that of rest was not."),
        Bad("A red B-cell tumour ([[rbct]]) was found.", fix="A red B-cell tumour (RBCT) was found."),
        Bad("They found mild myopia ([[mm]]) in a lens of 5 mm.", fix="They found mild myopia (MM) in a lens of 5 mm."),
        Good("They looked at the body water index (BWI), and the bwi was low."),
        Good("He ran at thirty frames-per-second (fps) and saw ten boats (old), and the body water index (new)."),
        Good("It has a volume of 350 cubic centimetres (cc), and they drove at 70 miles an hour."),
        Good("The index of body water (w) is low. They looked at the body water index (bwi.org) in May."),
        Good("They looked at the body water index (BWI, bwi) and the body water index (5)."),
    ),
)  # fmt: skip
def small_acronym(document: Document) -> Iterator[Match]:
    """The acronym that a text explains in brackets has no capital letters.

    Some systems write everything small and guess the capitals afterwards; no word list knows an acronym.
    """
    told: set[str] = set()
    for bracket in document.index.get("(", ()):
        i = bracket + 1
        word = document.words[i] if i + 1 < len(document) else ""
        if not (word.isalpha() and word.islower()) or document.word(i + 1) not in CLOSING:
            continue
        new = None if word in told else _written(document, bracket, word)
        if new is None:
            continue
        told.add(word)
        for k in document.index[word]:
            if k == i or _means_it(document, k):
                message = f"“{word}” stands for the words before the bracket: acronyms are written “{new}”."
                yield Match(document.span(k), message, 0.75, (Fix.write(document.span(k), new),))


def _written(document: Document, bracket: int, word: str) -> str | None:
    """The word in capitals if its letters are the first ones of the words before a bracket; an
    s at its end may say that there are many."""
    first = max(document.sentence_of(bracket).first, bracket - REACH)
    before = document.lower[first:bracket]
    parts = [part for w in before for part in w.split("-") if part]
    if "per" in parts or word in SMALL_UNITS:
        return None  # frames per second (fps), cubic centimetres (cc): units
    chosen = ([p[0] for p in parts], [p[0] for p in parts if p not in FUNCTION_WORDS])
    for letters, end in ((word, ""), (word.removesuffix("s"), "s")):
        known = any("".join(firsts).endswith(letters) for firsts in chosen)
        if known and len(letters) >= SHORTEST:
            return letters.upper() + end
    return None


def _means_it(document: Document, i: int) -> bool:
    """Whether a later word in small letters is the acronym, and no English word and no unit."""
    if not document.words[i].islower() or document.has(i - 1, Flag.NUMBER):
        return False
    return usually_small(document.words[i]) == 0
