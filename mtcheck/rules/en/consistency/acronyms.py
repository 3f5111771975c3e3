"""CON007, CON008: acronyms of the source language beside, or instead of, English ones."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import ACRONYMS, TRADE_ACRONYMS
from mtcheck.lint import MAJOR, Bad, Document, Flag, Good, Match, Related, document_rule, layer
from mtcheck.text.patterns import LazyPattern

GLUED = LazyPattern(r"\.\w")  # ASM.js
REACH = 12  # tokens before the bracket that an acronym may stand for
SHORTEST, LONGEST = 2, 6  # letters
SURE = 3  # letters of an acronym that is not read into its words by chance
WORDS = 2  # small words before the bracket, at least


@layer
def defined(document: Document) -> dict[str, int]:
    """Where each acronym is explained: in brackets after two small words or more."""
    found: dict[str, int] = {}
    for bracket in document.index.get("(", ()):
        i = bracket + 1
        if _acronym(document, i) and document.word(i + 1) == ")" and _phrase(document, bracket):
            found.setdefault(document.words[i], i)
    return found


def _acronym(document: Document, i: int) -> bool:
    word = document.words[i] if i < len(document) else ""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and word.isupper()


def _common(acronym: str) -> bool:
    """Whether everybody knows the acronym, or it is a place or an organisation."""
    return acronym.lower() in ACRONYMS | TRADE_ACRONYMS or bool(names.place(acronym.lower()))


def _phrase(document: Document, bracket: int) -> bool:
    """Whether small words stand before the bracket."""
    return all(document.words[k].islower() for k in range(bracket - WORDS, bracket))


def _uses(document: Document, acronym: str) -> list[int]:
    """Where an acronym stands."""
    places = document.index[acronym.lower().replace("’", "'")]
    return [i for i in places if document.words[i] == acronym]


def _fits(document: Document, i: int) -> bool:
    """Whether the words before the bracket hold the letters of acronym i in their order, or it holds one of them."""
    first = max(document.sentence_of(i).first, i - 1 - REACH)
    words = document.lower[first : i - 1]
    acronym = document.lower[i]
    letters = iter("".join(words))
    if not all(word.isascii() for word in words):
        return True  # γ-amino butyric acid (GABA)
    return all(letter in letters for letter in acronym) or any(len(w) >= SURE and w in acronym for w in words)


@document_rule(
    code="CON007",
    name="foreign-acronym",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    signs=("(",),
    examples=(
        Bad("We looked at the body water ([[AEC]]) of 36 adults. The AEC was low."),
        Bad("A small drug reaction ([[SKM]]) was found. SKM is rare."),
        Bad("It is a safe vein sampling ([[NNVBE]]). An NNVBE takes an hour."),
        Bad("It is a copper wiring ([[AQX]]). The AQX is old."),
        Good("We looked at the body water (BWA), the γ-amino butyric acid (GABA). BWA and GABA."),
        Good("A page in html (XHTML) is old. The XHTML is old."),
        Good("The QXZ is new. It has a copper wiring (QXZ). The QXZ is old."),
        Good("A copper wiring (QXZ) is old. A copper wiring (QX) is old, and QX is new."),
        Good("The old space agency (CIA) met. CIA. A group of countries (ASEAN) met. ASEAN."),
        Good("A copper wiring (QXZ and more) is old. QXZ is new."),
        Good("A copper wiring (bought) is old. They bought it. The group B (B12) is old. B12 is new."),
        Good("A copper wiring (B12) is old. B12 is new. A copper wiring (QXZQXZQ) is old. QXZQXZQ is new."),
        Good("You cannot work with windows (GUI) there. The GUI is new."),
        Good("Most of them study physics (QXZ). The talks were held at QXZ in May."),
        Good("All of it is machine readable data (JSON). JSON is old."),
        Good("The French Space Agency (QXZ) is old. QXZ has a new site."),
    ),
)
def foreign_acronym(document: Document) -> Iterator[Match]:
    """The words before a bracket cannot give the acronym in it.

    Engines translate the words and keep the acronym of the source language.
    """
    for acronym, i in defined(document).items():
        if len(acronym) < SURE or _common(acronym) or _fits(document, i):
            continue
        uses = _uses(document, acronym)
        if uses[0] == i and len(uses) > 1 and not any(document.word(k - 1) == "at" for k in uses):
            # what one is at is a place: it was held at BKC
            message = f"“{acronym}” does not abbreviate these words: it may be an acronym of the source language."
            yield Match(document.span(i), message, 0.65)


@document_rule(
    code="CON008",
    name="acronym-drift",
    severity=MAJOR,
    mqm="style/inconsistent-style",
    signs=("(",),
    examples=(
        Bad(
            "We looked at the fat mass (FM) and the total water (TW). The [[MG]] was high, the [[AT]] low. "
            "After a year [[MG]] and [[AT]] had changed."
        ),
        Bad("The acid plasma index (API) was low. The [[IAP]] fell, and [[IAP]] and age went together."),
        Bad("The acute renal failure (ARF) came late. The [[FRA]] healed, but a new [[FRA]] came."),
        Good("We looked at the fat mass (FM) and the total water (TW). The FM was high, the TW low. MG, MG, AT, AT."),
        Good("We looked at the fat mass (FM) of 36 adults. The MG was high. MG and AT had changed."),
        Good("The MG was high. MG fell. We looked at the fat mass (FM) and the total water (TW)."),
        Good(
            "We looked at the fat mass (FM) and the total water (TW). The MG was high, and the NATO and the UK, the UK."
        ),
        Good("We looked at the fat mass (FM) and the total water (XX). MG fell. MG rose."),
        Good("The acid plasma index (API) was low. Inner / Plasma Acid (IAP) fell, and the IAP and age went together."),
        Good("The acid plasma index (API) was low. The IAP Quality Branch fell, and IAP and age went together."),
        Good("The acid plasma index (API) was low. The name IAP.js is new, and IAP.js is the first of its kind."),
        Good("The acid plasma index (API) was low. The muscle gain (MG) fell, and the MG and age went together."),
        Good("The acid plasma index (API) was low. They met at CONF’25, and CONF’25 was long."),
    ),
)
def acronym_drift(document: Document) -> Iterator[Match]:
    """An acronym is explained and never used, and another one is used that is never explained.

    Engines translate an acronym where its words stand beside it, and keep that of the source elsewhere.
    """
    known = defined(document)
    idle = {a: i for a, i in known.items() if len(_uses(document, a)) == 1 and _fits(document, i)}
    if not idle:
        return
    first = min(idle.values())
    letters = {"".join(sorted(a)): i for a, i in reversed(idle.items())}
    for acronym in {w for w in document.words if w.isupper()} - known.keys():
        uses = _uses(document, acronym)
        if len(uses) < 2 or uses[0] < first or _common(acronym) or not _acronym(document, uses[0]):
            continue
        if document.word(uses[0] - 1) == "(" or document.has(uses[0] + 1, Flag.CAPITAL):
            continue
        if GLUED.match(document.text, document.ends[uses[0]]):
            continue
        turned = letters.get("".join(sorted(acronym)))
        if turned is None and len(idle) < 2:
            continue
        meant = first if turned is None else turned
        related = (Related(document.span(meant), "this acronym is explained and not used"),)
        for i in uses:
            yield Match(document.span(i), f"“{acronym}” is explained nowhere.", 0.6, (), related)
