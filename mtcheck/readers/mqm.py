"""Names of MQM categories and severities, as annotation tools and language models write them, and as our rules do.

The names are those of the WMT annotations (google/wmt-mqm-human-evaluation), of GEMBA-MQM's prompt and of MQM 2.0
(themqm.org); writers differ in capitals, hyphens, underscores and in what stands between the levels.
"""

from __future__ import annotations

import re

from mtcheck.lint.findings import CRITICAL, MAJOR, MINOR, Severity
from mtcheck.readers.spans import UNSPECIFIED

NO_ERROR = frozenset(("no error", "noerror", "none", "no errors"))
SEVERITIES = {
    "minor": MINOR,
    "major": MAJOR,
    "critical": CRITICAL,
    "trivial": MINOR,
    "serious": MAJOR,
    "severe": CRITICAL,
}
NO_SEVERITY = NO_ERROR | {"neutral", "ok", "hotw test", ""}  # only a remark; a planted error, to test the annotators
TOPS = {
    "accuracy": "accuracy",
    "fluency": "fluency",
    "linguistic conventions": "fluency",
    "terminology": "terminology",
    "style": "style",
    "audience appropriateness": "style",
    "locale": "locale",
    "locale convention": "locale",
    "locale conventions": "locale",
    "design": "design",
    "design and markup": "design",
    "non translation": "non-translation",
    "verity": "accuracy",
    "other": UNSPECIFIED,
    "error": UNSPECIFIED,
    "unknown": UNSPECIFIED,
    "": UNSPECIFIED,
}
WITHIN = {  # what stands under a top category, or alone: the one of ours, which has its own top
    "mistranslation": "accuracy/mistranslation",
    "creative reinterpretation": "accuracy/mistranslation",
    "gender mismatch": "accuracy/mistranslation",
    "overtranslation": "accuracy/mistranslation",
    "undertranslation": "accuracy/mistranslation",
    "hallucination": "accuracy/addition",
    "addition": "accuracy/addition",
    "omission": "accuracy/omission",
    "untranslated": "accuracy/untranslated",
    "untranslated text": "accuracy/untranslated",
    "source language fragment": "accuracy/untranslated",
    "do not translate": "accuracy/mistranslation",
    "grammar": "fluency/grammar",
    "spelling": "fluency/spelling",
    "punctuation": "fluency/punctuation",
    "typography": "fluency/typography",
    "text breaking": "fluency/punctuation",
    "character encoding": "fluency/character-encoding",
    "corrupted characters": "fluency/character-encoding",
    "register": "style/register",
    "awkward": "style/unidiomatic",
    "unnatural or awkward": "style/unidiomatic",
    "unidiomatic": "style/unidiomatic",
    "unidiomatic style": "style/unidiomatic",
    "inappropriate": "terminology/wrong-term",
    "inappropriate for context": "terminology/wrong-term",
    "wrong term": "terminology/wrong-term",
    "inconsistent": "terminology/inconsistent",
    "inconsistent use": "terminology/inconsistent",
    "inconsistent use of terminology": "terminology/inconsistent",
    "date format": "locale/date-format",
    "date": "locale/date-format",
    "time format": "locale/time-format",
    "time": "locale/time-format",
    "currency format": "locale/currency-format",
    "currency": "locale/currency-format",
    "number format": "locale/number-format",
}
OF_SOURCE = frozenset(("source error", "source issue"))
_BETWEEN = re.compile(r"\s*[/:>]\s*|(?<=[a-z])\s+-\s+")
_ASIDE = re.compile(r"\s\([^()]{0,40}\)$")  # “Accuracy/Omission (Translation)”, where two stood side by side
_FILLER = re.compile(r"[\s_\-]+")

WMT = {  # ours, by the longest beginning, as the WMT annotations name them
    "accuracy": "Accuracy/Mistranslation",
    "accuracy/addition": "Accuracy/Addition",
    "accuracy/omission": "Accuracy/Omission",
    "accuracy/untranslated": "Accuracy/Source language fragment",
    "fluency": "Fluency/Grammar",
    "fluency/spelling": "Fluency/Spelling",
    "fluency/punctuation": "Fluency/Punctuation",
    "fluency/typography": "Fluency/Punctuation",
    "fluency/character-encoding": "Fluency/Character encoding",
    "fluency/duplication": "Fluency/Grammar",
    "terminology": "Terminology/Inappropriate for context",
    "terminology/inconsistent": "Terminology/Inconsistent",
    "style": "Style/Unnatural or awkward",
    "style/register": "Fluency/Register",
    "locale/date-format": "Locale convention/Date format",
    "locale/time-format": "Locale convention/Time format",
    "locale/currency-format": "Locale convention/Currency format",
    "locale/number-format": "Locale convention/Number format",
    "locale": "Locale convention/Other",
    "non-translation": "Non-translation!",
}


def category(*names: str) -> str | None:
    """Our category for a name, or for those of its levels; None for an error of the source, and for none at all.

    A name that nobody knows counts as its top category, or as unspecified. Our own names stay as they are."""
    given = _ASIDE.sub("", "/".join(n.strip() for n in names if n.strip()).lower()).strip("! ")
    if given in OURS:
        return given
    levels = [_FILLER.sub(" ", part).strip(" !.") for part in _BETWEEN.split(given)]
    if levels[0] in NO_ERROR or any(level in OF_SOURCE for level in levels):
        return None
    if levels[0] not in TOPS and len(levels) == 1:  # GEMBA's own parser writes “accuracy-mistranslation”
        top, _, rest = given.partition("-")
        if top.strip() in TOPS and top.strip():
            levels = [top.strip(), _FILLER.sub(" ", rest).strip()]
    known = TOPS.get(levels[0])
    for level in reversed(levels):
        if (found := WITHIN.get(level)) and (known in (None, UNSPECIFIED) or len(levels) > 1 or level not in TOPS):
            return found
    return UNSPECIFIED if known is None else known


def severity(name: str) -> Severity | None:
    """The severity of a name; None for what is no error. Raises ValueError for a name that nobody knows."""
    plain = _FILLER.sub(" ", name.strip().lower())
    if plain in NO_SEVERITY:
        return None
    if plain not in SEVERITIES:
        raise ValueError(f"no severity {name[:40]!r}")
    return SEVERITIES[plain]


def wmt(mqm: str) -> str:
    """The name that the WMT annotations have for a category of ours."""
    parts = mqm.split("/")
    for n in range(len(parts), 0, -1):
        if found := WMT.get("/".join(parts[:n])):
            return found
    return "Other"


OURS = frozenset(
    """
    accuracy accuracy/mistranslation accuracy/mistranslation/currency accuracy/mistranslation/date-time
    accuracy/mistranslation/name accuracy/mistranslation/number accuracy/mistranslation/unit-conversion
    accuracy/omission accuracy/addition accuracy/untranslated design design/markup fluency
    fluency/character-encoding fluency/duplication fluency/grammar fluency/grammar/agreement
    fluency/grammar/function-words fluency/grammar/sentence-structure fluency/grammar/tense fluency/grammar/word-form
    fluency/grammar/word-order fluency/punctuation fluency/punctuation/unpaired fluency/spelling
    fluency/spelling/capitalization fluency/typography fluency/typography/list fluency/typography/quotation-marks
    fluency/typography/spacing locale locale/currency-format locale/date-format locale/number-format locale/spelling
    locale/time-format style style/inconsistent-style style/register style/unidiomatic terminology
    terminology/inconsistent terminology/wrong-term non-translation other
    """.split()
)
