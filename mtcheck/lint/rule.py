"""Rules: a pure generator with its code, name, examples and documentation.

Four decorators make one. `@rule(anchors=...)` is called for every token whose lower-cased word is an
anchor; `@mask_rule(candidates=...)` for every token that a numpy mask marks; `@document_rule` once per
document; `@pair_rule` once per document that has a source. The decorated function yields `Match` objects
with a confidence that the checker pools over the document. The function's docstring is its documentation: the
first paragraph is the summary, the rest says why machines do this.

`wake` is a quick look for what has none of these: a function of the columns of a document that marks tokens, at least
one in each document that the rule has something to say of. It is asked for many documents at once, and may be too
generous, never too strict. Where the candidates of a mask rule ask no more of a document than its columns, and of these
nothing beyond the sentence of a token, they may be what wakes it: they are then looked for but once.

An anchor is a token ("despite") or two neighbours with a space between ("despite of"), which is rarer and so
spares calls; the function gets the index of the first. A mask or document rule may say what wakes it: `anchors`,
`signs` (strings in the text) or `flags` (kinds of token). It is not called for a document that holds none of these.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mtcheck.lint.findings import Fix, Related, Severity
from mtcheck.text.batch import Marks, numbers
from mtcheck.text.layout import BlockKind
from mtcheck.text.spans import Span
from mtcheck.text.wishes import Later

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Pair
    from mtcheck.text.document import Document

STABLE, PREVIEW = "stable", "preview"
CODE = re.compile(r"[A-Z]{3}\d{3}")
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Match:
    """One candidate of a rule. `confidence` is the author's first guess, from what the place alone tells.

    Guide: 0.95 near-certain wherever it stands; 0.8 shown alone; 0.5 just shown; 0.2 to 0.45 shown only
    when other artefacts of the document support it. `features` are facts by name, each about 1 where it holds, whose
    worth is fitted on labelled candidates (docs/evidence.md); until they are fitted the guess stands.
    """

    span: Span
    message: str
    confidence: float
    fixes: tuple[Fix, ...] = ()
    related: tuple[Related, ...] = ()
    severity: Severity | None = None  # other than the rule's own
    features: Mapping[str, float] = field(default_factory=dict)


Blocks = tuple[BlockKind, ...]  # what the lines of an example are
Looks = tuple[tuple[str, int], ...]  # words of it, and their Look bits


# The examples are plain classes: every rule that a short run imports makes some, and four dataclasses take as long to
# define as all of them to make.
class Bad:
    """An example with an artefact: the matches stand in [[double brackets]]; `fix` is the text with
    every first fix applied (None: the rule offers none). `blocks` and `looks`: see `Good`."""

    __slots__ = ("blocks", "fix", "looks", "text")

    def __init__(self, text: str, fix: str | None = None, *, blocks: Blocks = (), looks: Looks = ()) -> None:
        self.text = text
        self.fix = fix
        self.blocks = blocks
        self.looks = looks

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class Good:
    """An example in which the rule must stay silent. `blocks`: what its lines are, as the markup of a file would say;
    `looks`: how words in it are set apart there (Look bits); of plain text neither."""

    __slots__ = ("blocks", "looks", "text")

    def __init__(self, text: str, *, blocks: Blocks = (), looks: Looks = ()) -> None:
        self.text = text
        self.blocks = blocks
        self.looks = looks

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


class BadPair(Bad):
    """A `Bad` with the text it was translated from, the code of that language, and options (a glossary; `segmented`:
    each line is a segment of a bilingual file)."""

    __slots__ = ("lang", "options", "source")

    def __init__(
        self,
        text: str,
        fix: str | None = None,
        source: str = "",
        lang: str = "",
        options: Mapping[str, Any] = NOTHING,
    ) -> None:
        super().__init__(text, fix)
        self.source, self.lang, self.options = source, lang, options


class GoodPair(Good):
    """A `Good` with the text it was translated from, the code of that language, and options (see `BadPair`)."""

    __slots__ = ("lang", "options", "source")

    def __init__(self, text: str, source: str = "", lang: str = "", options: Mapping[str, Any] = NOTHING) -> None:
        super().__init__(text)
        self.source, self.lang, self.options = source, lang, options


Example = Bad | Good
AnchorFunction = Callable[["Document", int], Iterator[Match]]
DocumentFunction = Callable[["Document"], Iterator[Match]]
PairFunction = Callable[["Pair"], Iterator[Match]]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
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
    anchors: frozenset[str] = frozenset()  # tokens, or two neighbours with a space between
    candidates: Marks | None = None
    bilingual: bool = False  # runs on a Pair, only if there is a source
    once: bool = False  # anchors only wake it, and it is called once per document
    signs: tuple[str, ...] = ()  # strings in the text that wake it
    flags: int = 0  # kinds of token (Flag bits) that wake it
    wake: Marks | None = (
        None  # marks the tokens without which it has nothing to say; none of these three are given then
    )
    whole: bool = False  # it is about the text as a whole: another paragraph changes what it says
    covers: bool = False  # what other rules find inside its matches is not told: they read it as what it is not
    origin: str = ""  # of a rule that is none of mtcheck's own: the package and its version, or the configuration

    @property
    def placed(self) -> bool:
        """Whether its candidates wake it."""
        return self.candidates is not None and self.candidates is self.wake

    def run_pair(self, pair: Pair) -> Iterator[Match]:
        """All candidates in a document with its source, before pooling."""
        return self.function(pair)

    def run(self, document: Document, places: Sequence[int] | None = None) -> list[Match]:
        """All candidates in the document, before pooling. `places`: those of its anchors, or of its candidates if they
        wake it, if they are known already."""
        if self.once or not (self.anchors or self.candidates):
            return list(self.function(document))
        if places is None or (self.candidates is not None and not self.placed):
            places = self.places(document)
        call, later = self.function, False
        found: list[Match] = []
        for i in places:
            try:
                found += call(document, i)
            except Later:
                later = True  # the others may have wishes too
        if later:
            raise Later
        return found

    def places(self, document: Document) -> list[int]:
        """The tokens that it is called for; of a document rule those of its anchors."""
        if self.candidates is not None:
            places: list[int] = numbers(self.candidates(document)).tolist()
            return places
        found: list[int] = []
        for anchor in self.anchors:
            first, _, second = anchor.partition(" ")
            found += [i for i in document.index.get(first, ()) if not second or document.word(i + 1) == second]
        return found

    def wakes(self, document: Document) -> bool:
        """Whether the document holds anything that the rule waits for; `dispatch.due` tells it for all at once."""
        if not (self.anchors or self.signs or self.flags):
            return self.wake is None or len(numbers(self.wake(document))) > 0
        signed = any(sign in document.text for sign in self.signs)
        return signed or bool(document.held & self.flags) or bool(self.anchors and self.places(document))


def rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    anchors: Collection[str],
    examples: tuple[Example, ...],
    status: str = STABLE,
) -> Callable[[AnchorFunction], Rule]:
    """A rule called with the token index of every anchor in the document: lower-cased tokens, or two neighbours."""
    if not anchors or any(a != a.lower() for a in anchors):
        raise ValueError(f"{code}: anchors are lower-cased words, at least one")
    return lambda f: _make(f, code, name, severity, mqm, examples, status, anchors=frozenset(anchors))


def mask_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    candidates: Marks,
    examples: tuple[Example, ...],
    status: str = STABLE,
    flags: int = 0,
    wake: Marks | None = None,
) -> Callable[[AnchorFunction], Rule]:
    """A rule called with every token index that `candidates(document)` marks: a boolean mask, or the indices. With
    `flags` only if a token of the document has one of them, with `wake` only if that marks a token."""
    woken = {"flags": flags, "wake": wake}
    return lambda f: _make(f, code, name, severity, mqm, examples, status, candidates=candidates, **woken)


def document_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    examples: tuple[Example, ...],
    status: str = STABLE,
    anchors: Iterable[str] = (),
    signs: tuple[str, ...] = (),
    flags: int = 0,
    covers: bool = False,
    whole: bool = False,
    wake: Marks | None = None,
) -> Callable[[DocumentFunction], Rule]:
    """A rule called once per document; with anchors, signs or flags only if it holds one of these, with `wake`
    only if that marks a token."""
    woken = {"anchors": frozenset(anchors), "signs": signs, "flags": flags, "wake": wake}
    kind = {"covers": covers, "whole": whole}
    return lambda f: _make(f, code, name, severity, mqm, examples, status, once=True, **woken, **kind)


def pair_rule(
    *,
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    examples: tuple[Example, ...],
    status: str = STABLE,
    whole: bool = False,
) -> Callable[[PairFunction], Rule]:
    """A rule called once per document that has a source; its examples are `BadPair` and `GoodPair`."""
    return lambda f: _make(f, code, name, severity, mqm, examples, status, bilingual=True, whole=whole)


def _make(
    function: Callable[..., Iterator[Match]],
    code: str,
    name: str,
    severity: Severity,
    mqm: str,
    examples: tuple[Example, ...],
    status: str,
    **kind: Any,
) -> Rule:
    if not CODE.fullmatch(code) or not NAME.fullmatch(name):
        raise ValueError(f"rule {code} {name}: a code is ABC123, a name lower-case-with-hyphens")
    summary, _, why = inspect.cleandoc(function.__doc__ or "").partition("\n\n")
    if not summary or not why:
        raise ValueError(f"rule {code}: the docstring needs a summary and, after an empty line, the reason")
    family = function.__module__.split(".")[-2:][0]  # the folder; of a module that stands alone its name
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
        **kind,
    )
