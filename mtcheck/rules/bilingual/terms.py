"""BTE001: the glossary."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair

GLOSSARY = {"glossary": (("Bundesrat", ("Federal Council",)), ("Mtcheck", ("Mtcheck",)), (".NET", (".NET",)))}


@pair_rule(
    code="BTE001",
    name="glossary-term",
    severity=MAJOR,
    mqm="terminology/wrong-term",
    examples=(
        BadPair(
            "[[The upper house met on Monday.]]", source="Der Bundesrat tagte am Montag.", lang="de", options=GLOSSARY
        ),
        BadPair("[[The programmers like it.]]", source="Die Leute mögen .NET sehr.", lang="de", options=GLOSSARY),
        BadPair("[[We check all articles with this.]]", source="我们用Mtcheck检查文章。", lang="zh", options=GLOSSARY),
        GoodPair(
            "The Federal Council met on Monday.", source="Der Bundesrat tagte am Montag.", lang="de", options=GLOSSARY
        ),
        GoodPair("The upper house met on Monday.", source="Das Oberhaus tagte am Montag.", lang="de", options=GLOSSARY),
    ),
)
def glossary_term(pair: Pair) -> Iterator[Match]:
    """A term of the glossary is not translated as the glossary says.

    Engines choose among the words for a thing by what they have read, not by what the house has agreed on.
    """
    from mtcheck.bitext.fit import trusted

    for term, translations in pair.document.settings.get("glossary", ()):
        pattern = _pattern(term, pair.language.spaced)
        for bead, there, here in trusted(pair):
            m = pattern.search(bead.source_text)
            if not m:
                continue
            lower = " ".join(b.target_text for b in pair.around(bead)).lower()
            if not any(t.lower() in lower for t in translations):
                place = Span(*m.span()).shifted(there.start)
                wanted = " or ".join(f"“{t}”" for t in translations)
                related = (Related(place, "a term of the glossary", SOURCE),)
                yield Match(here, f"The glossary has {wanted} for {m.group()}.", 0.9, (), related)


def _pattern(term: str, spaced: bool) -> re.Pattern[str]:
    """The term at the beginning of a word; inflection may follow."""
    return re.compile((r"\b" if spaced and term[:1].isalnum() else "") + re.escape(term), re.I)
