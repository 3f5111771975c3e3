"""BPU005: brackets that lost their partner, or that the translation has left out with what they held."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MINOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

BRACKETS = {"(": ")", "[": "]"}
ASIDE = re.compile(r"\(([^()]{4,200})\)")
DASHES = re.compile(r"\s[-–—]+\s|—")
SHARE = 0.6  # of what an aside is likely to take in English: by so much the translation must be too short
WIDE = str.maketrans("（）［］【】〔〕", "()[][][]")


@pair_rule(
    code="BPU005",
    name="bracket-changed",
    severity=MINOR,
    mqm="fluency/punctuation",
    examples=(
        BadPair("The council [[(]]and the mayor met.", source="Der Rat (und die Bürgermeisterin) tagte.", lang="de"),
        GoodPair("The council (and the mayor) met.", source="Der Rat (und die Bürgermeisterin) tagte.", lang="de"),
        BadPair("[[He paid the sum.]]", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair("He paid, after some delay, the sum.", source="Er zahlte (nach langem Zögern) die Summe.", lang="de"),
        GoodPair("He thanked Becker.", source="他感谢了贝克尔（Alisson Becker）。", lang="zh"),
        GoodPair("1) The council met.", source="1) Der Rat tagte.", lang="de"),
    ),
)
def bracket_changed(pair: Pair) -> Iterator[Match]:
    """A bracket lacks its partner here, or what the source has in brackets is missing.

    Engines lose the second of a pair in long sentences, and leave out asides whole.
    """
    for bead in pair.trusted:
        assert bead.target
        source, target = bead.source_text.translate(WIDE), bead.target_text
        for left, right in BRACKETS.items():
            odd = target.count(left) - target.count(right)
            if odd and source.count(left) == source.count(right) and not _listed(target) and not SMILEY.search(target):
                mark = left if odd > 0 else right
                at = bead.target.start + (target.rindex(mark) if odd > 0 else target.index(mark))
                yield Match(Span(at, at + 1), "This bracket has no partner; the source's have.", 0.65, (), ())
        if (place := _left_out(pair, bead)) is not None:
            related = (Related(place, "what is in brackets", SOURCE),)
            text = pair.source.text[slice(*place)]
            yield Match(bead.target, f"“{text}” seems to be missing here.", 0.55, (), related)


def _left_out(pair: Pair, bead: Bead) -> Span | None:
    """An aside in brackets that the translation has neither in brackets nor between dashes, and is too short to hold."""
    from mtcheck.bitext.lengths import expected

    target = bead.target_text
    if any(c in target for c in "()[]") or DASHES.search(target) or not bead.source:
        return None
    for m in ASIDE.finditer(bead.source_text.translate(WIDE)):
        aside = expected(m[1], pair.language)
        if len(target) < bead.expected - SHARE * aside and not _said(pair, m[1], target):
            return Span(*m.span()).shifted(bead.source.start)
    return None


def _said(pair: Pair, aside: str, target: str) -> bool:
    """Whether the translation has a word or a number of the aside, or this is a name in Latin letters beside its own."""
    if not pair.language.latin and re.search(r"[A-Za-z]{3}", aside):
        return True
    low = target.lower()
    return any(w.lower()[:5] in low for w in re.findall(r"\w{4,}|\d+", aside))


SMILEY = re.compile(r"[:;=8]-?[()\[\]]|[()]{2,}")


def _listed(text: str) -> bool:
    return bool(re.match(r"\s*\(?\w{1,3}[.)]", text) or re.search(r"(?:^|\s)\w\)", text))
