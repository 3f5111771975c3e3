"""What `mtcheck rank` prints: which of several versions of the same articles has fewer artefacts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TextIO

from mtcheck.checking.paired import FEWEST, LEVEL, Pair, Range, Ranking
from mtcheck.checking.scoring import printed
from mtcheck.report.cells import shown
from mtcheck.report.json import dumps


class Version(NamedTuple):
    """One version (an engine, a draft): its name, findings, mean score of the articles that have one, and how many have
    none."""

    name: str
    findings: int
    mean_score: float | None
    unjudged: int


def write_ranking(stream: TextIO, versions: Sequence[Version], found: Ranking, signature: str, style: str) -> None:
    """For programs (style json) or for people."""
    names = [v.name for v in versions]
    if style == "json":
        whole = ranking_dict(names, found)
        for row, version in zip(whole["versions"], versions, strict=True):
            row |= version._asdict()
        stream.write(dumps({"version": 1, **whole, "signature": signature}))
        return
    widest = max(len(shown(n)) for n in names)
    many = f"{found.articles:,} article{'s' * (found.articles != 1)}"
    stream.write(f"{many}, {found.words:,.0f} words a version; the fewest artefacts first\n\n")
    stream.write(f"      {'':{widest}}  points per 1,000 words (95 %)  findings  mean score\n")
    for place, k in enumerate(found.order, 1):
        rate, version = found.rates[k], versions[k]
        mean = "-" if version.mean_score is None else printed(version.mean_score)
        note = f"  {version.unjudged} not judged" if version.unjudged else ""
        bounds = f"{rate.value:8.2f}  ({rate.low:.2f} to {rate.high:.2f})"
        row = f"  {place:2}. {shown(version.name):{widest}}  {bounds:29}  {version.findings:8,}  {mean:>10}{note}"
        stream.write(row + "\n")
    stream.write("\n")
    write_families(stream, names, found)
    for pair in sorted(found.pairs, key=lambda x: (found.order.index(x.first), found.order.index(x.second))):
        stream.write(f"{sentence_of(names, found, pair)}\n")
    stream.write(f"{signature}\n")


def sentence_of(names: Sequence[str], found: Ranking, pair: Pair) -> str:
    """What the articles show of two versions."""
    first, second = shown(names[pair.first]), shown(names[pair.second])
    over = f"over {found.articles:,} article{'s' * (found.articles != 1)}"
    if found.articles < FEWEST:
        return f"{first} and {second}: too few articles to tell ({found.articles}; {FEWEST} are needed)"
    if not pair.shown(found.articles):
        return f"{first} and {second}: no difference that shows (p = {pair.p:.2f} {over})"
    fewer, more = (second, first) if pair.difference.value < 0 else (first, second)
    least = next(bar for bar in (0.001, 0.01, LEVEL) if pair.p < bar)
    return f"{fewer} has fewer artefacts than {more} (p < {least:g} {over})"


def write_families(stream: TextIO, names: Sequence[str], found: Ranking) -> None:
    """Points per 1,000 words by family; * where two versions differ by more than chance."""
    if not found.families:
        return
    width = max(10, *(len(shown(n)) for n in names))
    stream.write(f"  {'by family':14}" + "".join(f"  {shown(n):>{width}}" for n in names) + "\n")
    for family, rates in sorted(found.families.items(), key=lambda x: (-sum(x[1]), x[0])):
        mark = "  *" if any(p.shown(found.articles) for p in found.family_pairs[family]) else ""
        stream.write(f"  {family:14}" + "".join(f"  {rate:{width}.2f}" for rate in rates) + f"{mark}\n")
    stream.write("\n")


def ranking_dict(names: Sequence[str], found: Ranking) -> dict[str, Any]:
    """As in the JSON of `rank` and `compare`."""
    return {
        "articles": found.articles,
        "words": round(found.words),
        "versions": [
            {
                "name": name,
                "rank": found.order.index(k) + 1,
                "points_per_1000_words": _range(found.rates[k]),
                "families": {family: round(rates[k], 4) for family, rates in found.families.items()},
            }
            for k, name in enumerate(names)
        ],
        "pairs": [_pair(names, found, p) for p in found.pairs],
        "families": {f: [_pair(names, found, p) for p in pairs] for f, pairs in found.family_pairs.items()},
    }


def _pair(names: Sequence[str], found: Ranking, pair: Pair) -> dict[str, Any]:
    return {
        "first": names[pair.first],
        "second": names[pair.second],
        "difference": _range(pair.difference),
        "p": round(pair.p, 5),
        "shown": pair.shown(found.articles),
    }


def _range(x: Range) -> dict[str, float]:
    return {key: round(value, 4) for key, value in x._asdict().items()}
