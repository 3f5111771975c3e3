"""CON005: one institution under two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

from mtcheck.languages.en.vocabulary import PARLIAMENTS
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Related, Span, document_rule
from mtcheck.rules.en.consistency.names import around

# Words that translate one word of the source, a line each, so near that two names hardly differ in them alone ...
CLOSE = """
election elections electoral polls
safety security
drug drugs medicine medicines pharmaceutical pharmaceuticals medicare
environment environmental ecology ecological
statistics statistical
emergency emergencies
investigation investigative investigations
observation watch
youth young
province provincial
prefecture prefectural
municipality municipal
freedom liberation
joint united unified coalition combined
strategy strategic
space cosmic aerospace
education educational teaching
sword knife
engineer engineers engineering
conditioner conditioning
science scientific
disaster calamity
antimonopoly anti-monopoly antitrust
worker workers
veteran veterans
healthcare health
research study studies
conservation preservation protection
guard guards
""".strip().splitlines()
# ... and those in which the names of two bodies may differ too.
LOOSE = """
committee commission council board
agency bureau office administration authority directorate service department
association union federation league society
fund foundation
court tribunal
conference convention congress assembly
plan program programme project scheme initiative
treaty agreement accord pact convention
headquarters command bureau office
award prize medal
law act
department section division
institute academy college
people national popular state
foreign external
interior internal home domestic
defense defence protection
main general central
development growth
world global international
monetary currency financial finance
trade commerce commercial
cooperation collaboration
management control prevention
mission flight
customs tariff
summit meeting forum
nuclear atomic
""".strip().splitlines()
# Bodies with such words in their names have sisters whose names differ in one loose word.
SISTERS = frozenset(
    """human rights european party army front university football olympic korea korean york city county bank cup
    united nations federal american british world""".split()
)
FEW = 2  # words that names must share to be one with a loose difference
NEAR = 12  # tokens between two bodies that are told apart ...
BESIDE = 5  # ... and between two that differ in a close word
BOTH = 3  # of each, from which they are two bodies


class Variant(NamedTuple):
    """One writing of a name: the token that differs, and the name's words around it, in lower case."""

    at: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def _groups() -> dict[str, tuple[int, ...]]:
    """The numbers of the groups that each word is in; the close ones come first."""
    found: dict[str, tuple[int, ...]] = {}
    for k, line in enumerate(CLOSE + LOOSE):
        for word in line.split():
            found[word] = (*found.get(word, ()), k)
    return found


@cache
def _words() -> frozenset[str]:
    return frozenset(_groups())


@document_rule(
    code="CON005",
    name="term-drift",
    severity=MINOR,
    mqm="terminology/inconsistent",
    examples=(
        Bad(
            "The Central Election Commission met on Monday. A day later the [[Central Electoral Commission]] counted. "
            "The Central Election Commission published the votes.",
            fix="The Central Election Commission met on Monday. A day later the Central Election Commission counted. "
            "The Central Election Commission published the votes.",
        ),
        Bad(
            "Deputies of the Supreme People's Assembly met in the capital on Monday and stayed for two days in all. It "
            "was the first time for a year. The [[Supreme National Assembly]] then passed the law."
        ),
        Bad(
            "The Basic Food Agency (BFA) sells rice in all the towns. In May the [[Basic Meal Agency (BFA)]] sold more."
        ),
        Bad(
            "The Basic Food Agency (BFA) sells rice in all the towns. In May the [[Basic Food Agency (BAF)]] sold more."
        ),
        Good("The Ministry of Foreign Affairs said so on Monday. A day later the Foreign Ministry said it again."),
        Good("The Human Rights Council met in May. In June the Human Rights Committee met; both asked for more time."),
        Good("The Central Election Commission met on Monday. The District Election Commission met on Friday."),
        Good("The Defense Ministry spoke on Monday. In Washington, the Defense Department spoke on Friday."),
    ),
)
def term_drift(document: Document) -> Iterator[Match]:
    """An institution is named with another word than elsewhere in the article.

    Sentences are translated one by one, and a name without a settled English form is put together anew in each.
    """
    groups, words = _groups(), document.words
    found: dict[int, list[str]] = {}
    for word in _words().intersection(document.index):
        if any(words[i][0].isupper() for i in document.index[word]):
            for k in groups[word]:
                found.setdefault(k, []).append(word)
    done: set[int] = set()
    for k in sorted(k for k, alike in found.items() if len(alike) > 1):
        places = sorted(i for word in found[k] for i in document.index[word] if words[i][0].isupper())
        variants = [_variant(document, i) for i in _beside_the_same(document, places) if document.in_prose(i)]
        for match in _drifting(document, variants, k < len(CLOSE)):
            if match.span.start not in done:
                done.add(match.span.start)
                yield match
    if "(" in document.index:
        yield from _explained(document)


def _beside_the_same(document: Document, places: Sequence[int]) -> list[int]:
    """The places that have a neighbour in common with one of another word: others cannot be parts of one name."""
    met: dict[tuple[int, str], set[str]] = {}
    for i in places:
        for step in (-1, 1):
            met.setdefault((step, document.word(i + step)), set()).add(document.lower[i])
    return [i for i in places if any(len(met[step, document.word(i + step)]) > 1 for step in (-1, 1))]


def _variant(document: Document, i: int) -> Variant:
    telling = around(document, i).telling
    words = document.lower
    return Variant(i, tuple(words[k] for k in telling if k < i), tuple(words[k] for k in telling if k > i))


def _drifting(document: Document, variants: Sequence[Variant], close: bool) -> Iterator[Match]:
    often = Counter(_key(document, v) for v in variants)
    told: set[tuple[str, ...]] = set()
    for a, b in combinations(variants, 2):
        if document.lower[a.at] == document.lower[b.at] or not _one(document, a, b, close):
            continue
        main, odd = sorted((a, b), key=lambda v: (-often[_key(document, v)], v.at))
        if _key(document, odd) in told or (not close and often[_key(document, odd)] >= BOTH):
            continue
        told.add(_key(document, odd))
        sure = close and _shared(main, odd) >= FEW and not _plural(document, a, b)
        yield _match(document, main, odd, 0.55 if sure else 0.4, often)


def _key(document: Document, v: Variant) -> tuple[str, ...]:
    return (*v.before, document.lower[v.at], *v.after)


def _shared(a: Variant, b: Variant) -> int:
    return min(len(a.before), len(b.before)) + len(a.after)


def _one(document: Document, a: Variant, b: Variant, close: bool) -> bool:
    """Whether two names differ in one word only, and are not two bodies side by side. One may lack words before."""
    n = min(len(a.before), len(b.before))
    rest = (*a.before[len(a.before) - n :], *a.after)
    if a.after != b.after or a.before[len(a.before) - n :] != b.before[len(b.before) - n :] or not rest:
        return False
    if abs(a.at - b.at) < (BESIDE if close else NEAR) or document.same_sentence(a.at, b.at):
        return False
    if document.has(a.at, Flag.QUOTED) != document.has(b.at, Flag.QUOTED):
        return False
    if len(rest) < FEW and _plural(document, a, b):
        return False  # Election Committee, Elections Committee
    return close or (not SISTERS & {*rest} and (len(rest) >= FEW or rest[-1] in PARLIAMENTS))


def _plural(document: Document, a: Variant, b: Variant) -> bool:
    """Whether one word is the plural of the other."""
    return document.lower[a.at].rstrip("s") == document.lower[b.at].rstrip("s")


def _match(
    document: Document, main: Variant, odd: Variant, confidence: float, often: Counter[tuple[str, ...]]
) -> Match:
    here, there = around(document, odd.at), around(document, main.at)
    first = here.telling[len(odd.before) - min(len(odd.before), len(main.before))]
    other = there.telling[len(main.before) - min(len(odd.before), len(main.before))]
    span, place = document.span(first, here.last), document.span(other, there.last)
    right = document.words[main.at]
    edit = Edit(document.starts[odd.at], document.ends[odd.at], right)
    clear = often[_key(document, main)] > often[_key(document, odd)]
    fixes = (Fix(f"Write “{right}” here too", (edit,), SUGGEST),) if clear else ()
    return _drift(document, span, place, confidence, fixes)


def _drift(document: Document, here: Span, there: Span, confidence: float, fixes: tuple[Fix, ...] = ()) -> Match:
    name, other = (" ".join(document.text[s.start : s.end].split()) for s in (here, there))
    message = f"“{name}” and “{other}” look like one thing under two names."
    return Match(here, message, confidence, fixes, (Related(there, f"“{other}” stands here"),))


class Explained(NamedTuple):
    """A name with its short form in brackets: the tokens of both, and the name's words in lower case."""

    first: int
    last: int
    short: str
    words: tuple[str, ...]


def _explained(document: Document) -> Iterator[Match]:
    """One short form of two names, and one name with two short forms."""
    by_short: dict[str, Explained] = {}
    by_name: dict[tuple[str, ...], Explained] = {}
    for i in document.index["("]:
        if new := _explanation(document, i):
            old = by_short.setdefault(new.short, new)
            if old is new:
                old = by_name.setdefault(new.words, new)
            if old is not new and _other(old, new):
                yield _drift(document, document.span(new.first, new.last), document.span(old.first, old.last), 0.6)


def _explanation(document: Document, i: int) -> Explained | None:
    """The name before the bracket at token i, if it holds a short form: as many words as this has letters."""
    short = document.words[i + 1] if i + 2 < len(document) else ""
    if not (i and 2 < len(short) < 7 and short.isupper() and short.isalpha() and document.word(i + 2) == ")"):
        return None
    telling = around(document, i - 1).telling[-len(short) :] if document.has(i - 1, Flag.CAPITAL) else ()
    words = tuple(document.lower[k] for k in telling)
    return Explained(telling[0], i + 2, short, words) if len(words) == len(short) else None


def _other(a: Explained, b: Explained) -> bool:
    """Whether the names differ in one word, or the short forms in the order of their letters."""
    if a.short != b.short:
        return a.words == b.words and sorted(a.short) == sorted(b.short)
    fits = a.short.lower() in ("".join(w[0] for w in words) for words in (a.words, b.words))
    return fits and sum(x != y for x, y in zip(a.words, b.words, strict=True)) == 1
