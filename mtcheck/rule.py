"""Rules: a pure generator with its code, name, examples and documentation.

Four decorators make one. `@rule(anchors=...)` is called for every token whose lower-cased word is an
anchor; `@mask_rule(candidates=...)` for every token that a numpy mask marks; `@document_rule` once per
document; `@pair_rule` once per document
that has a source. The decorated function yields `Match` objects and gets a confidence that the checker pools over
the document. The function's docstring is its documentation: the first paragraph is the summary, the rest
says why machines do this.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from mtcheck.findings import Fix, Related, Severity, Span

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from mtcheck.bitext.pair import Pair
    from mtcheck.document import Document

STABLE, PREVIEW = "stable", "preview"
CODE = re.compile(r"[A-Z]{3}\d{3}")
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate of a rule. `confidence` is what the place alone tells, before pooling.

    Guide: 0.95 near-certain wherever it stands; 0.8 shown alone; 0.5 just shown; 0.2 to 0.45 shown only
    when other artefacts of the document support it.
    """

    span: Span
    message: str
    confidence: float
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None  # other than the rule's own


@dataclass(frozen=True, slots=True)
class Bad:
    """An example with an artefact: the matches stand in [[double brackets]]; `fix` is the text with
    every first fix applied (None: the rule offers none)."""

    text: str
    fix: str | None = None


@dataclass(frozen=True, slots=True)
class Good:
    """An example in which the rule must stay silent."""

    text: str


@dataclass(frozen=True, slots=True)
class BadPair(Bad):
    """A `Bad` with the text it was translated from, the code of that language, and options (a glossary)."""

    source: str = ""
    lang: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GoodPair(Good):
    """A `Good` with the text it was translated from, the code of that language, and options (a glossary)."""

    source: str = ""
    lang: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


Example = Bad | Good
AnchorFunction = Callable[["Document", int], Iterator[Match]]
DocumentFunction = Callable[["Document"], Iterator[Match]]
PairFunction = Callable[["Pair"], Iterator[Match]]
Candidates = Callable[["Document"], "NDArray[Any]"]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the checker runs it. Exactly one of the four kinds: see `anchors`, `candidates`, `bilingual`."""

    code: str
    name: str
    severity: Severity
    mqm: str
    family: str
    status: str
    function: Callable[..., Iterator[Match]]
    summary: str
    why: str
    examples: tuple[Example, ...]
    anchors: frozenset[str] = frozenset()
    candidates: Candidates | None = None
    bilingual: bool = False  # runs on a Pair, only if there is a source

    def run_pair(self, pair: Pair) -> Iterator[Match]:
        """All candidates in a document with its source, before pooling."""
        return self.function(pair)

    def run(self, document: Document) -> Iterator[Match]:
        """All candidates in the document, before pooling."""
        if self.anchors:
            for anchor in self.anchors & document.index.keys():
                for i in document.index[anchor]:
                    yield from self.function(document, i)
        elif self.candidates is not None:
            for i in self.candidates(document).nonzero()[0].tolist():
                yield from self.function(document, i)
        else:
            yield from self.function(document)


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    anchors: tuple[str, ...],
    examples: tuple[Example, ...],
    status: str = STABLE,
) -> Callable[[AnchorFunction], Rule]:
    """A rule called with the token index of every anchor (lower-cased words) in the document."""
    if not anchors or any(a != a.lower() for a in anchors):
        raise ValueError(f"{code}: anchors are lower-cased words, at least one")
    return lambda f: _make(f, code, name, severity, mqm, examples, status, anchors=frozenset(anchors))


def mask_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    candidates: Candidates,
    examples: tuple[Example, ...],
    status: str = STABLE,
) -> Callable[[AnchorFunction], Rule]:
    """A rule called with every token index that the boolean mask `candidates(document)` marks."""
    return lambda f: _make(f, code, name, severity, mqm, examples, status, candidates=candidates)


def document_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    examples: tuple[Example, ...],
    status: str = STABLE,
) -> Callable[[DocumentFunction], Rule]:
    """A rule called once per document."""
    return lambda f: _make(f, code, name, severity, mqm, examples, status)


def pair_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    examples: tuple[Example, ...],
    status: str = STABLE,
) -> Callable[[PairFunction], Rule]:
    """A rule called once per document that has a source; its examples are `BadPair` and `GoodPair`."""
    return lambda f: _make(f, code, name, severity, mqm, examples, status, bilingual=True)


def _make(
    function: Callable[..., Iterator[Match]],
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    examples: tuple[Example, ...],
    status: str,
    anchors: frozenset[str] = frozenset(),
    candidates: Candidates | None = None,
    bilingual: bool = False,
) -> Rule:
    if not CODE.fullmatch(code) or not NAME.fullmatch(name):
        raise ValueError(f"rule {code} {name}: a code is ABC123, a name lower-case-with-hyphens")
    summary, _, why = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    if not summary or not why:
        raise ValueError(f"rule {code}: the docstring needs a summary and, after an empty line, the reason")
    family = f"x.{function.__module__}".split(".")[-2]
    return Rule(
        code=code,
        name=name,
        severity=severity,
        mqm=mqm,
        family=family,
        status=status,
        function=function,
        summary=" ".join(summary.split()),
        why=why,
        examples=examples,
        anchors=anchors,
        candidates=candidates,
        bilingual=bilingual,
    )
