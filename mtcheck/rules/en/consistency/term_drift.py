"""CON005: one institution under two names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import combinations
from typing import NamedTuple

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
SISTERS = frozenset(("human", "european", "united"))  # bodies so named have sisters, whose names differ in a loose word
FEW = 2  # words that names must share to be one with a loose difference
MANY = 100  # names that are compared with each other


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
            "The members of the Supreme People's Assembly met in the capital on Monday and stayed for two days. It was "
            "the first time for a year. The [[Supreme National Assembly]] then passed the law. By then the Supreme "
            "People's Assembly had left. A year later the Supreme National Assembly will meet again."
        ),
        Bad(
            "The Basic Food Agency (BFA) sells rice in all the towns. In May the [[Basic Meal Agency (BFA)]] sold more."
        ),
        Bad(
            "The Basic Food Agency (BFA) sells rice in all the towns. In May the [[Basic Food Agency (BAF)]] sold more."
        ),
        Bad("The European Drug Agency met on Monday. A day later the [[European Medicine Agency]] met."),
        Good("The Ministry of Foreign Affairs said so on Monday. A day later the Foreign Ministry said it again."),
        Good("The Human Rights Council met in May. In June the Human Rights Committee met; both asked for more time."),
        Good("The Central Election Commission met on Monday. The District Election Commission met on Friday."),
        Good("The Revolutionary Guard said so on Monday. A day later the Revolutionary Guards said it again."),
        Good("The Peace Commission met in May. In June, the Peace Council met."),
        Good("The Central Election Commission met the Central Electoral Commission of the neighbouring country."),
        Good("The UK Health Security Agency met on Monday. A day later the Food Safety Agency met."),
        Good(
            "The Basic Food Agency (BFA in short) sells rice in the towns, as the Basic Grain Agency (who) does. In "
            "May the Basic Meal Agency (BFA in short) and the Basic Fish Agency (who) sold more."
        ),
        Good("Under Text (A) the town says what is read. Under Colour (A) it says what is seen, by Day (AA)."),
        Good("The World Health Organization (WHO) sent help. In May the World Health Organization (OMS) sent more."),
        Good("It is told in the Service Manual (UK). What is asked for stands in the Service Standard (UK) too."),
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
    rank = {key: k for k, (key, _) in enumerate(often.most_common())}  # of equals the one that stands first
    told: set[tuple[str, ...]] = set()
    for a, b in _alike(variants):
        if _plural(document, a, b) or not _one(document, a, b, close):
            continue
        main, odd = sorted((a, b), key=lambda v: rank[_key(document, v)])
        if _key(document, odd) in told:
            continue
        told.add(_key(document, odd))
        yield _match(document, main, odd, 0.55 if close else 0.4, often)


def _alike(variants: Sequence[Variant]) -> Iterator[tuple[Variant, Variant]]:
    """Those that end in the same words, two by two; of more than a text can hold in earnest the first ones."""
    ends: dict[tuple[str, ...], list[Variant]] = {}
    for v in variants:
        ends.setdefault(v.after, []).append(v)
    for alike in ends.values():
        yield from combinations(alike[:MANY], 2)


def _key(document: Document, v: Variant) -> tuple[str, ...]:
    return (*v.before, document.lower[v.at], *v.after)


def _one(document: Document, a: Variant, b: Variant, close: bool) -> bool:
    """Whether two names that end alike differ in one word only, and not in one sentence. One may lack words before."""
    n = min(len(a.before), len(b.before))
    rest = (*a.before[len(a.before) - n :], *a.after)
    if a.before[len(a.before) - n :] != b.before[len(b.before) - n :] or document.same_sentence(a.at, b.at):
        return False
    return len(rest) >= (1 if close else FEW) and (close or SISTERS.isdisjoint(rest))


def _plural(document: Document, a: Variant, b: Variant) -> bool:
    """Whether it is one word, or its plural: Revolutionary Guard, Revolutionary Guards."""
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
            if _other(old, new):
                yield _drift(document, document.span(new.first, new.last), document.span(old.first, old.last), 0.6)


def _explanation(document: Document, i: int) -> Explained | None:
    """The name before the bracket at token i, if it holds a short form: as many words as this has letters."""
    short = document.words[i + 1] if i + 2 < len(document) else ""
    if not short.isupper() or len(short) < 2 or document.word(i + 2) != ")":
        return None
    telling = around(document, i - 1).telling[-len(short) :] if document.has(i - 1, Flag.CAPITAL) else ()
    words = tuple(document.lower[k] for k in telling)
    return Explained(telling[0], i + 2, short, words) if len(words) == len(short) else None


def _other(a: Explained, b: Explained) -> bool:
    """Whether the names differ in one word, or the short forms in the order of their letters."""
    if a.short != b.short:
        return sorted(a.short) == sorted(b.short)
    if {*a.short.lower()}.isdisjoint(word[0] for word in (*a.words, *b.words)):
        return False  # Service Manual (UK), Service Standard (UK): no short form of either
    return sum(x != y for x, y in zip(a.words, b.words, strict=True)) == 1
