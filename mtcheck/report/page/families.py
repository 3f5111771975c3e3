"""The look of families: a hue for each, and the letters that stand for it, so that colour is never all there is."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from mtcheck.checking.registry import all_rules, phrases_met
from mtcheck.lint.rule import Rule

STRIDE = 7  # hues that neighbours in the list are apart, so that those often found together look different
INTERNAL = "internal"  # of findings about mtcheck itself
OWN_HUE = 330  # of phrases of one's own, which come and go and must not move the others


@cache
def _installed() -> dict[str, tuple[str, ...]]:
    return _beginnings(all_rules(), {INTERNAL: {"INT"}})


def _beginnings(rules: Iterable[Rule], found: dict[str, set[str]]) -> dict[str, tuple[str, ...]]:
    for rule in rules:
        found.setdefault(rule.family, set()).add(rule.code[:3])
    return {family: tuple(sorted(codes)) for family, codes in sorted(found.items())}


READERS = ".fam-readers{--h:260}\n.RDR{--h:260}.m.RDR::after{content:'RDR'}"  # of other readers, where there are such


def families() -> dict[str, tuple[str, ...]]:
    """The beginnings of the codes of each family, in the order of their names; phrases of one's own come last."""
    return {**_installed(), **_beginnings(phrases_met(), {})}


def stylesheet() -> str:
    """Hues by family, and the letters that marks carry, by the beginnings of codes."""
    lines = []
    owner: dict[str, int] = {}
    count = len(_installed())
    for k, (family, codes) in enumerate(families().items()):
        hue = round(25 + 360 * (k * STRIDE % count) / count) % 360 if k < count else OWN_HUE
        lines.append(f".fam-{family}{{--h:{hue}}}")
        for code in codes:
            owner.setdefault(code, hue)
    lines += [f".{code}{{--h:{hue}}}.m.{code}::after{{content:'{code}'}}" for code, hue in sorted(owner.items())]
    return "\n".join(lines)
