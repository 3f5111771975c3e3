"""Which conditions of the rules have a witness: an example of the rule that fails when the condition is taken out.

    python scripts/witnesses.py                 # all rules, a line each, and the sum
    python scripts/witnesses.py CAP001 PRO      # only these; also prints each condition without a witness
    python scripts/witnesses.py --update        # writes tests/witnesses.json, below which the shares may not fall

One condition at a time is taken out of a rule's module: a guard (`if ...: return` or `continue`) or one operand of
`and` or `or`. The examples of the module's rules are then run. A condition is noticed if one of them gives something
else, raises, or takes too long. It counts for every rule of the module that can reach its function. (Mutation testing:
DeMillo, Lipton and Sayward 1978.) Rules made from rows of data have no conditions of their own. What bilingual rules
ask of `mtcheck.bitext` is not looked at: that is the tests' matter.
"""

from __future__ import annotations

import argparse
import ast
import copy
import re
import signal
import sys
import types
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtcheck.lint import Rule, testing  # noqa: E402
from mtcheck.text.document import Document  # noqa: E402
from mtcheck.text.layout import Layout  # noqa: E402

RULES = ROOT / "mtcheck" / "rules"
RECORD = ROOT / "tests" / "witnesses.json"
LONGEST = 10.0  # seconds that the examples of one module may take


class TooLong(BaseException):
    """A condition without which the rule does not end."""


class Mutant(NamedTuple):
    """A module without one of its conditions: where that stood, in which function, and what it said."""

    line: int
    function: str
    text: str
    tree: ast.Module


class Share(NamedTuple):
    """Of how many conditions a rule has a witness."""

    conditions: int
    noticed: int


def modules() -> list[Path]:
    """The files of rules that have code of their own."""
    found = sorted(p for side in ("any", "bilingual", "en") for p in (RULES / side).rglob("*.py"))
    return [p for p in found if re.search(r"^@\w*rule\(", p.read_text(encoding="utf-8"), re.MULTILINE)]


def mutants(tree: ast.Module) -> Iterator[Mutant]:
    """The module without each of its conditions in turn."""
    for function in (n for n in tree.body if isinstance(n, ast.FunctionDef)):
        for node in _asked(function):
            if isinstance(node, ast.If) and _is_guard(node):
                kept, node.test = node.test, ast.copy_location(ast.Constant(False), node.test)
                yield Mutant(node.lineno, function.name, ast.unparse(kept), _mended(tree))
                node.test = kept
            elif isinstance(node, ast.BoolOp):
                values = node.values
                for k, value in enumerate(values):
                    node.values = values[:k] + values[k + 1 :]
                    yield Mutant(value.lineno, function.name, ast.unparse(value), _mended(tree))
                node.values = values


def _asked(node: ast.AST) -> Iterator[ast.AST]:
    """A node and all below it, but what is asserted: that is known, and no condition."""
    yield node
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Assert):
            yield from _asked(child)


def _is_guard(node: ast.If) -> bool:
    return not node.orelse and len(node.body) == 1 and isinstance(node.body[0], ast.Return | ast.Continue)


class _Lone(ast.NodeTransformer):
    """`and` or `or` of one operand is that operand."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        return node.values[0] if len(node.values) == 1 else node


def _mended(tree: ast.Module) -> ast.Module:
    return ast.fix_missing_locations(_Lone().visit(copy.deepcopy(tree)))


def rules_of(tree: ast.Module, path: Path) -> list[Rule]:
    """The rules of a module that is made from a tree."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    module = types.ModuleType(name)
    module.__file__, module.__package__ = str(path), name.rpartition(".")[0]
    usual = sys.modules.get(name)
    sys.modules[name] = module  # dataclasses look there
    try:
        exec(compile(tree, str(path), "exec"), module.__dict__)
    finally:
        sys.modules.pop(name)
        if usual:
            sys.modules[name] = usual
    return [x for x in vars(module).values() if isinstance(x, Rule)]


def reach(tree: ast.Module) -> dict[str, set[str]]:
    """For each function of a module all functions and values of it that it can reach by name, itself among them."""
    bodies = {n.name: n for n in tree.body if isinstance(n, ast.FunctionDef)}
    uses: dict[str, set[str]] = {}
    for name, node in bodies.items():
        uses[name] = {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and n.id in bodies} | {name}
    changed = True
    while changed:
        changed = False
        for name, used in uses.items():
            more = used.union(*(uses[u] for u in used))
            changed |= more != used
            uses[name] = more
    return uses


def holds(rules: list[Rule]) -> bool:
    """Whether all examples give what they should."""
    return not any(True for rule in rules for _ in testing.example_violations(rule))


def noticed(mutant: Mutant, path: Path) -> bool:
    """Whether an example of the module's rules fails without the condition."""
    signal.setitimer(signal.ITIMER_REAL, LONGEST)
    try:
        return not holds(rules_of(mutant.tree, path))
    except (Exception, TooLong):
        return True
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        _forget(path)


@cache
def _document(text: str) -> Document:
    from mtcheck.languages import language

    return language().analyse(text, {})


def _forget(path: Path) -> None:
    """Drop what functions of a mutated module have found in documents: the next mutant has functions of its own."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    for document in _seen:
        for find in [f for f in document.layers if f.__module__ == name]:
            del document.layers[find]


_seen: list[Document] = []


def _analysed(text: str, options: Any, layout: Layout | None = None) -> Document:
    if options or layout:
        from mtcheck.languages import language

        return language().analyse(text, options, layout)
    document = _document(text)
    if not any(d is document for d in _seen[-64:]):
        _seen.append(document)
    return document


def measure(wanted: list[str], show: bool) -> dict[str, Share]:
    """The share of conditions with a witness, by rule."""
    signal.signal(signal.SIGALRM, _late)
    testing.analysed = _analysed
    out: dict[str, Share] = {}
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        rules = rules_of(copy.deepcopy(tree), path)
        if not any(r.code.startswith(tuple(wanted)) for r in rules) if wanted else False:
            continue
        if not holds(rules):
            raise SystemExit(f"{path.relative_to(ROOT)}: the examples of its rules fail as it is")
        reached = reach(tree)
        counts: defaultdict[str, Counter[bool]] = defaultdict(Counter)
        for mutant in mutants(tree):
            found = noticed(mutant, path)
            own = [r.code for r in rules if mutant.function in reached.get(r.function.__name__, ())]
            for code in own or [r.code for r in rules]:
                counts[code][found] += 1
            if show and not found:
                print(f"{path.relative_to(ROOT)}:{mutant.line}: {mutant.function}: {mutant.text}")
        _seen.clear()
        _document.cache_clear()
        out |= {code: Share(c.total(), c[True]) for code, c in counts.items()}
    return dict(sorted(out.items()))


def _late(*_: object) -> None:
    raise TooLong


def total(shares: dict[str, Share]) -> float:
    """Over all rules."""
    return sum(s.noticed for s in shares.values()) / sum(s.conditions for s in shares.values())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("codes", nargs="*", help="codes, or how they begin")
    parser.add_argument("--update", action="store_true")
    args = parser.parse_args()
    shares = measure(args.codes, bool(args.codes))
    for code, share in shares.items():
        print(f"{code}  {share.noticed:3} of {share.conditions:3}  {share.noticed / share.conditions:4.0%}")
    print(f"{total(shares):.1%} of the conditions of {len(shares)} rules have a witness")
    if args.update and not args.codes:
        rows = ",\n".join(f' "{code}": [{s.conditions}, {s.noticed}]' for code, s in shares.items())
        RECORD.write_text(f"{{\n{rows}\n}}\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
