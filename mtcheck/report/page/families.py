"""The look of families: a hue for each, and the letters that stand for it, so that colour is never all there is."""

from __future__ import annotations

from functools import cache

from mtcheck.checking.registry import all_rules

STRIDE = 7  # hues that neighbours in the list are apart, so that those often found together look different
INTERNAL = "internal"  # of findings about mtcheck itself


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The beginnings of the codes of each family, in the order of their names."""
    found: dict[str, set[str]] = {}
    for rule in all_rules():
        found.setdefault(rule.family, set()).add(rule.code[:3])
    found.setdefault(INTERNAL, {"INT"})
    return {family: tuple(sorted(codes)) for family, codes in sorted(found.items())}


READERS = ".fam-readers{--h:260}\n.RDR{--h:260}.m.RDR::after{content:'RDR'}"  # of other readers, where there are such


@cache
def stylesheet() -> str:
    """Hues by family, and the letters that marks carry, by the beginnings of codes."""
    lines = []
    owner: dict[str, int] = {}
    for k, (family, codes) in enumerate(families().items()):
        hue = round(25 + 360 * (k * STRIDE % len(families())) / len(families())) % 360
        lines.append(f".fam-{family}{{--h:{hue}}}")
        for code in codes:
            owner.setdefault(code, hue)
    lines += [f".{code}{{--h:{hue}}}.m.{code}::after{{content:'{code}'}}" for code, hue in sorted(owner.items())]
    return "\n".join(lines)
