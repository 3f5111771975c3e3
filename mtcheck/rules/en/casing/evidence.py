"""How much speaks against the capital of a word in mid-sentence.

A sum of points, fitted by logistic regression on human English (every capital right) and the same with one
random word capitalised; `benchmarks/fit_capitals.py` fits it anew and prints the curve. On 375,000 words of human
text a threshold of 2.5 points raises 0.08 alarms per 1,000 words (half of them real slips) and finds 77 % of
the random capitals.
"""

from __future__ import annotations

import math

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import (
    ARTICLES,
    AUXILIARIES,
    BEFORE_REPORTS,
    CONTROLS,
    COORDINATORS,
    DEMONSTRATIVES,
    DETERMINERS,
    FUNCTION_WORDS,
    LAUGHTER,
    NAMES_THAT_ARE_WORDS,
    PICTURES,
    POSSESSIVES,
    QUESTION_WORDS,
    REGIONS,
    RELIGIOUS,
    REVERENT_PRONOUNS,
    SMALL_IN_TITLES,
    SUBJECT_PRONOUNS,
    WRITING,
)
from mtcheck.lint import Document, Flag, Kind, Pos, layer
from mtcheck.text.marks import opens_address
from mtcheck.text.masks import Mask, columnar
from mtcheck.text.patterns import LazyPattern

CHAIN = 4  # links between two parts, at most
NEAR = 3  # words around in which other capitals count
AROUND = 80  # tokens of a sentence that are looked at on each side
LINE = 5  # tokens of a short line of verse
SET_APART = Flag.STRONG | Flag.CODE
OCCURRENCES = 60  # of the same word that are looked at
SHORT = 6  # words: a shorter sentence is likely to be a heading
WEIGHTS = {
    "logit": 0.85, "unknown": -2.8, "mixed": 0.55, "mostly": 0.95, "always": 1.3, "function": 1.1, "noun": -0.9,
    "name": -1.75, "chain_left": -2.25, "chain_right": -0.8, "next_left": -3.0, "next_right": -5.9, "determined": -0.7,
    "small_too": 0.1, "capital_too": -4.4, "share": -2.05, "near": -0.85, "unstopped": 0.3, "quoted": -1.25,
    "comma": -4.4, "short": -0.35, "after_verb": 0.1, "after_name": 0.75, "after_first": 0.7, "tiny": -5.5,
    "number": -2.05, "no_prose": -0.35,
    "verse": -8.0,  # nor that lines of verse set as prose begin with capitals
    "after_said": 2.2,  # not fitted: random capitals do not show that engines begin a reported clause anew
    "twice": 3.5,  # nor that they begin a noun phrase twice: our The story
}  # fmt: skip
NOT_INSIDE = Flag.UPPER | Flag.NEWLINE | Flag.ABBREVIATION | Flag.FIRST | Flag.NUMBER
AFTER_COMMA = 0.35  # the fit knows no capital after a comma; function words with one were nearly always wrong when read
KISSES = LazyPattern(r"[xo]{3,40}")
NAMELIKE = frozenset("a i may will us no mark".split())
REPORTING = BEFORE_REPORTS | {"adding", "stressed", "warned"}
BIAS = -0.5
LEAST = 0.9  # points: with fewer no rule has anything to say
BEFORE = WEIGHTS["after_verb"] + WEIGHTS["after_name"] + WEIGHTS["after_first"]  # the most that stands before it adds
MOST = 0.45  # points that what the sentence tells can add: small_too and unstopped


NAMED_AFTER = ("syndrome", "disease")  # Down syndrome: somebody


def candidates(document: Document) -> Mask:
    """Shape (tokens,): whether a capital stands inside a sentence on a word that the model would write small."""
    return document.marked(Flag.CAPITAL | Flag.SPACE, without=NOT_INSIDE) & (document.small > 0.5)


@columnar
def likely(document: Document) -> Mask:
    """The candidates for which a quick look leaves enough possible for a rule to have something to say."""
    found = candidates(document)
    found[found] = [_most(document, i) + MOST >= LEAST for i in found.nonzero()[0].tolist()]
    return found


def is_candidate(document: Document, i: int) -> bool:
    """Whether token i is a word with a capital inside a sentence, after a word or a comma."""
    word, flags = document.words[i], document.flag_list
    return (
        document.same_sentence(i - 1, i)
        and (flags[i - 1] & Flag.WORD > 0 or document.lower[i - 1] == ",")
        and flags[i] & (Flag.SPACE | NOT_INSIDE) == Flag.SPACE
        and word != "I"
        and word[1:2] != "-"  # T-shirt, X-ray
        and not _laughs(document, i - 1)
        and not _labelled(document, i)
        and not _addressed(document, i)
        and not _asks(document, i)
        and not _series(document, i)
        and not _made_noun(document, i)
        and not _borne(document, i)
        and not _breaks_off(document, i)
        and not (document.word(i + 1) == "?" and _goes_on(document, i + 2))  # testers from Which? had to wait
        and not (document.lower[i - 1] in WRITING and document.lower[i] in ARTICLES)  # he wrote The art of war
        and not opens_address(document, i)
        and not _child(document, i)
        and not (document.lower[i] in REVERENT_PRONOUNS and _reverent(document))
        and not _control(document, i)
        and not _ingredient(document, i)
        and document.word(i + 1) not in NAMED_AFTER
        and "\n" not in document.text[document.ends[i - 1] : document.starts[i]]  # a line may begin with a capital
    )


def _ingredient(document: Document, i: int) -> bool:
    """Whether the word stands in a line that begins with a number and has no end: 2 cups fresh Lettuce."""
    sentence = document.sentence_of(i)
    return document.has(sentence.first, Flag.NUMBER) and not document.has(sentence.last, Flag.STOP | Flag.CLOSE)


def _labelled(document: Document, i: int) -> bool:
    """Whether the markup sets apart all that stands before token i in its sentence: a term and then its text."""
    first = document.sentence_of(i).first
    apart = SET_APART & (document.flag_list[first] if i > first else 0)
    return bool(apart) and all(document.flag_list[k] & apart for k in range(first, i))


def _addressed(document: Document, i: int) -> bool:
    """Whether only people of a network stand before the word in its sentence: @anna @ben You can see it."""
    k = i - 1
    while document.word(k - 1) == "@" and not document.has(k, Flag.SPACE):
        k -= 2
    return k < i - 1 and (not document.same_sentence(k, i) or document.has(k, Flag.STOP))


def _asks(document: Document, i: int) -> bool:
    """Whether a question that nobody has put in quotation marks begins there: they ask, Is it so, and, Are we?"""
    if document.lower[i - 1] != "," or document.lower[i] not in (*AUXILIARIES, *QUESTION_WORDS):
        return False
    asked = (
        document.is_pos(i + 1, Pos.FINITE)
        or document.word(i + 1) in SUBJECT_PRONOUNS | {"n't", "n’t"}
        or document.is_pos(i + 1, Pos.DETERMINER)
    )
    return asked and "?" in document.lower[i : document.sentence_of(i).last + 1]


def _child(document: Document, i: int) -> bool:
    """Whether a noun for one of a family stands before, and a mark after the word: their daughter True."""
    if not names.gendered_noun(document.word(i - 1)):
        return False
    if document.word(i + 1) in ("'s", "’s"):
        return True
    return document.word(i) not in FUNCTION_WORDS and document.has(i + 1, Flag.PUNCT | Flag.STOP | Flag.CLOSE)


def _series(document: Document, i: int) -> bool:
    """Whether the word is one of three that have capitals, with commas between: None, Some, or All."""
    if document.word(i - 1) in COORDINATORS and document.word(i - 2) == ",":
        return document.has(i - 3, Flag.CAPITAL) and document.word(i - 4) == "," and document.has(i - 5, Flag.CAPITAL)
    if document.word(i - 1) == document.word(i + 1) == "," and document.word(i + 2) in COORDINATORS:
        return document.has(i - 2, Flag.CAPITAL) and document.has(i + 3, Flag.CAPITAL)
    if document.word(i + 1) == "," and document.has(i + 2, Flag.CAPITAL) and document.word(i + 3) == ",":
        return document.word(i + 4) in COORDINATORS and document.has(i + 5, Flag.CAPITAL)
    return False


def _breaks_off(document: Document, i: int) -> bool:
    """Whether the word ends its paragraph without a stop, and the next begins with a capital: half of a name."""
    ends = document.has(i + 1, Flag.NEWLINE | Flag.FIRST) and not document.same_sentence(i, i + 1)
    return bool(ends and document.has(i + 1, Flag.CAPITAL))


def _goes_on(document: Document, i: int) -> bool:
    """Whether token i goes on with a sentence."""
    return i < len(document) and (document.same_sentence(i - 1, i) or document.words[i].islower())


def _borne(document: Document, i: int) -> bool:
    """Whether somebody of the text has the word for a family name: Tin Hung Do, the general An Lushan."""
    if document.lower[i] not in NAMES_THAT_ARE_WORDS:
        return False
    others = [k for k in document.index[document.lower[i]] if k != i and document.tags[k].startswith("NNP")]
    beside = Flag.CAPITAL | Flag.FIRST
    return any(document.flag_list[n] & beside == Flag.CAPITAL for k in others for n in (k - 1, k + 1))


def _made_noun(document: Document, i: int) -> bool:
    """Whether a question word stands as a noun, the name of a band or a reason: the Who, the old Why."""
    k = i - 1 - document.is_pos(i - 1, Pos.ADJECTIVE | Pos.PARTICIPLE)
    return document.lower[i] in QUESTION_WORDS and document.word(k) in ARTICLES | POSSESSIVES


def _control(document: Document, i: int) -> bool:
    """Whether the word is written on a control or is a word of code: two Like buttons, the Using modifier."""
    determiner = document.is_pos(i, Pos.DETERMINER | Pos.POSSESSIVE) or document.word(i) in DETERMINERS
    return not determiner and any(document.word(k) in CONTROLS for k in (i + 1, i + 2))


def _laughs(document: Document, i: int) -> bool:
    """Whether token i ends a message as a stop would: lol, :P, #fair, xxx, the name of a picture."""
    face = len(document.words[i]) == 1 and document.word(i - 1) in (":", ";") and not document.has(i, Flag.SPACE)
    kisses = KISSES.fullmatch(document.lower[i]) is not None
    picture = document.lower[i] in PICTURES and document.word(i - 1) == "."
    hashtag = document.word(i - 1) == "#" and not document.has(i, Flag.SPACE)
    return face or hashtag or kisses or picture or document.lower[i] in LAUGHTER


def points(document: Document, i: int) -> float:
    """The evidence that token i should be written small; 0 is even chances in a text with one stray capital.

    Where it is under LEAST, any figure under that: few words need a look at their whole sentence."""
    known = _known(document)
    if i not in known:
        known[i] = BIAS if document.word(i) in REGIONS else _points(document, i)
    return known[i]


@layer
def _known(document: Document) -> dict[int, float]:
    """The points of tokens that have been asked for."""
    return {}


def _points(document: Document, i: int) -> float:
    if (most := _most(document, i)) + MOST < LEAST:
        return most
    facts = beside(document, i)
    likely = "function" in facts and not may_be_name(document, i)
    if likely:
        facts.pop("tiny", None)
        facts["comma"] = facts.get("comma", 0.0) * AFTER_COMMA
    total = BIAS + _weighed(facts)
    if total + MOST < LEAST:
        return total
    facts = around(document, i)
    if likely:
        facts.pop("capital_too", None)  # likelier a second artefact than a name
    return total + _weighed(facts)


def _most(document: Document, i: int) -> float:
    """What a quick look leaves possible: of most names that is too little."""
    word, tag, chance = document.word(i), document.tags[i], float(document.small[i])
    total = BIAS + BEFORE + WEIGHTS[_familiarity(word)] + WEIGHTS["logit"] * _logit(chance)
    if word in FUNCTION_WORDS:
        total += WEIGHTS["function"]
    elif tag.startswith("NNP"):
        total += WEIGHTS["name"]
    total += WEIGHTS["twice"] if repeats_determiner(document, i) else 0.0
    return total + (WEIGHTS["after_said"] if document.word(i - 1) in REPORTING else 0.0)


def repeats_determiner(document: Document, i: int) -> bool:
    """Whether token i and the word before it both determine what follows, which is no title: “their The scenes”."""
    doubled = document.word(i) in ARTICLES | DEMONSTRATIVES | POSSESSIVES and document.is_pos(
        i - 1, Pos.DETERMINER | Pos.POSSESSIVE
    )
    return doubled and not document.has(i + 1, Flag.CAPITAL)


def _logit(chance: float) -> float:
    return math.log((chance + 0.002) / (1.002 - chance))


def _weighed(facts: dict[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in facts.items())


def may_be_name(document: Document, i: int) -> bool:
    """Whether a function word can take a capital: vitamin A, May, the pronouns of God."""
    word = document.word(i)
    if word in NAMES_THAT_ARE_WORDS and document.has(i - 1, Flag.CAPITAL):
        return True
    if word not in REVERENT_PRONOUNS:
        return word in NAMELIKE
    return not RELIGIOUS.isdisjoint(document.index) or _reverent(document)


@layer
def _reverent(document: Document) -> bool:
    """Whether the text writes He with a capital inside sentences, and Him or His too, where no sentence can begin."""
    found = [k for word in REVERENT_PRONOUNS for k in document.index.get(word, ()) if document.has(k, Flag.CAPITAL)]
    inside = [k for k in found if not document.has(k, Flag.FIRST)]
    governed = (document.lower[k] != "he" and document.is_pos(k - 1, Pos.VERB | Pos.PREPOSITION) for k in inside)
    return len(inside) > 1 and any(governed)


def features(document: Document, i: int) -> dict[str, float]:
    """What is known about the capital of token i, by name; facts that do not hold are left out."""
    return {**beside(document, i), **around(document, i)}


def beside(document: Document, i: int) -> dict[str, float]:
    """What the word itself and its neighbours tell."""
    word, tag, before = document.word(i), document.tags[i], document.word(i - 1)
    chance = float(document.small[i])
    flags, pos = (document.flag_list[i - 1], document.pos_list[i - 1]) if i else (0, 0)
    left, right = _chain(document, i, -1), _chain(document, i, 1)
    noun = tag in ("NN", "NNS")
    facts: dict[str, float] = {
        _familiarity(word): 1,
        "function": word in FUNCTION_WORDS,
        "noun": noun,
        "name": tag.startswith("NNP"),
        "chain_left": left > 1,
        "chain_right": right > 1,
        "next_left": left == 1,
        "next_right": right == 1,
        "determined": (noun or tag == "NNP") and pos & (Pos.DETERMINER | Pos.POSSESSIVE),
        "quoted": document.has(i, Flag.QUOTED),
        "comma": before == ",",
        "after_verb": pos & Pos.VERB,
        "after_name": pos & Pos.NAME,
        "after_first": flags & Flag.FIRST,
        "tiny": len(word) < 3,
        "number": document.has(i + 1, Flag.NUMBER),
        "after_said": before in REPORTING and (noun or tag == "JJ"),
        "twice": repeats_determiner(document, i),
    }
    facts = {name: 1.0 for name, holds in facts.items() if holds}
    facts["logit"] = _logit(chance)
    return facts


def around(document: Document, i: int) -> dict[str, float]:
    """What its sentence tells, and other places of the word. Only `small_too` and `unstopped` add points."""
    sentence = document.sentence_of(i)
    flags = document.flag_list
    places = [k for k in document.index[document.word(i)][:OCCURRENCES] if k != i]
    near = range(max(sentence.first, i - AROUND), min(sentence.last, i + AROUND) + 1)
    words = [k for k in near if flags[k] & Flag.WORD]
    capitals = [k for k in words if flags[k] & Flag.CAPITAL]
    facts: dict[str, float] = {
        "small_too": any(not flags[k] & Flag.CAPITAL for k in places),
        "capital_too": any(
            flags[k] & Flag.CAPITAL and not flags[k] & Flag.FIRST and _alone(document, k) for k in places
        ),
        "unstopped": not document.has(sentence.last, Flag.STOP),
        "short": len(words) < SHORT,
        "no_prose": sentence.kind != Kind.PROSE,
        "verse": _verse(document, i, capitals),
    }
    facts = {name: 1.0 for name, holds in facts.items() if holds}
    facts["share"] = len(capitals) / max(1, len(words))
    facts["near"] = min(NEAR, sum(i - NEAR <= k <= i + NEAR and not flags[k] & Flag.FIRST for k in capitals) - 1)
    return facts


def _verse(document: Document, i: int, capitals: list[int]) -> bool:
    """Whether the sentence has two more function words with a capital, each a line's length away."""
    if document.word(i) not in FUNCTION_WORDS:
        return False
    others = [k for k in capitals if k != i and not document.has(k, Flag.FIRST) and document.word(k) in FUNCTION_WORDS]
    return sum(document.words[k] != "I" and LINE <= abs(k - i) <= 4 * LINE for k in others) > 1


def _alone(document: Document, i: int) -> bool:
    """Whether no word with a capital stands beside token i, as in the name of an institution."""
    return not document.has(i - 1, Flag.CAPITAL) and not document.has(i + 1, Flag.CAPITAL)


def _familiarity(word: str) -> str:
    """How often English writes the word small, as the name of a fact."""
    share = usually_small(word)
    return "unknown" if share == 0 else "mixed" if share < 0.95 else "mostly" if share < 0.99 else "always"


def _chain(document: Document, i: int, step: int) -> int:
    """How many tokens away the next capital is if only linking words stand between; 0 if there is none."""
    j = i + step
    for distance in range(1, CHAIN + 1):
        if not document.same_sentence(i, j):
            return 0
        if document.has(j, Flag.CAPITAL | Flag.MIXED):
            first = document.has(j, Flag.FIRST)
            return distance if not first or (distance == 1 and document.word(j) not in FUNCTION_WORDS) else 0
        if document.word(j) not in SMALL_IN_TITLES and not document.has(j, Flag.NUMBER):
            return 0
        j += step
    return 0


def confidence(points: float) -> float:
    """Points as a confidence: 2.5 points are just shown, 4 shown in any company."""
    return 0.97 / (1 + math.exp(-1.2 * (points - 2.55)))
