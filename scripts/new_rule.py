"""Begin a rule: pick a free code and write a file that passes the contract, to be made into the rule you want.

    python scripts/new_rule.py FAMILY NAME [--any]

FAMILY is a folder of mtcheck/rules/en (or, with --any, of mtcheck/rules/any: rules that know no language); NAME is what
the rule is called, lower-case-with-hyphens. The code continues the family's numbers; codes of rules that are gone are
never used again (docs/rules/retired.md).
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RETIRED = ROOT / "docs" / "rules" / "retired.md"
CODE = re.compile(r"\b([A-Z]{3})(\d{3})\b")
TEMPLATE = '''"""{code}: {name}."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MINOR, PREVIEW, SAFE, Bad, Document, Edit, Fix, Good, Match, rule


@rule(
    code="{code}",
    name="{name}",
    severity=MINOR,
    mqm="fluency/grammar",
    anchors=("zzyzx",),  # the rarest word of what the rule looks for
    status=PREVIEW,  # until its precision is measured
    examples=(
        Bad("He drove to [[zzyzx road]].", fix="He drove to zzyzx."),
        Good("He drove to zzyzx."),
        Good("The road to zzyzx is long."),
    ),
)
def {function}(document: Document, i: int) -> Iterator[Match]:
    """What is wrong, in one sentence.

    Why machines do this.
    """
    if document.word(i + 1) == "road" and document.same_sentence(i, i + 1):
        edit = Edit(document.ends[i], document.ends[i + 1], "")
        fix = Fix("Delete “road”", (edit,), SAFE)
        yield Match(document.span(i, i + 1), "The road is in the name already.", 0.8, (fix,))
'''


def prefix_of(family: str) -> str:
    """The letters that the codes of a family begin with. Raises SystemExit if the family has no rule."""
    from mtcheck.checking.registry import all_rules

    codes = [r.code for r in all_rules() if r.family == family]
    if not codes:
        families = sorted({r.family for r in all_rules()} - {"bilingual"})
        raise SystemExit(f"no family {family!r}; there are {', '.join(families)}")
    return max((c[:3] for c in codes), key=[c[:3] for c in codes].count)


def free_code(prefix: str) -> str:
    """The code after the last one that a rule has or had."""
    from mtcheck.checking.registry import all_rules

    used = [r.code for r in all_rules()]
    if RETIRED.exists():
        used += ["".join(m) for m in CODE.findall(RETIRED.read_text(encoding="utf-8"))]
    return f"{prefix}{max(int(c[3:]) for c in used if c.startswith(prefix)) + 1:03}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("family")
    parser.add_argument("name")
    parser.add_argument("--any", action="store_true")
    args = parser.parse_args()
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", args.name):
        raise SystemExit(f"{args.name!r} is no name: lower-case-with-hyphens")
    code = free_code(prefix_of(args.family))
    function = args.name.replace("-", "_")
    folder = ROOT / "mtcheck" / "rules" / ("any" if args.any else "en") / args.family
    if not folder.is_dir():
        raise SystemExit(f"there is no {folder.relative_to(ROOT)}")
    path = folder / f"{function}.py"
    if path.exists():
        raise SystemExit(f"{path.relative_to(ROOT)} is there already")
    path.write_text(TEMPLATE.format(code=code, name=args.name, function=function), encoding="utf-8")
    print(f"wrote {path.relative_to(ROOT)}: edit it, then run\n  python -m pytest -q tests/test_rules.py -k {code}")
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    sys.exit(main())
