"""How much speaks against the capital of a word in mid-sentence.

A sum of points, fitted by logistic regression on human English (every capital right) and the same with one
random word capitalised; `benchmarks/fit_capitals.py` fits it anew and prints the curve. On 375,000 words of human
text a threshold of 2.5 points raises 0.08 alarms per 1,000 words (half of them real slips) and finds 77 % of
the random capitals.
"""

from __future__ import annotations

import math

from mtcheck.document import Document, Flag, Kind, Pos
from mtcheck.english.function_words import FUNCTION_WORDS, PREPOSITIONS
from mtcheck.english.lexicon import usually_small

# Small words that link the parts of a name: University of the Arts, Ministry for Trade and Industry.
LINKS = PREPOSITIONS | frozenset("and or the a an & no be is to not its his my your our 's".split())
CHAIN = 4  # links between two parts, at most
NEAR = 3  # words around in which other capitals count
AROUND = 80  # tokens of a sentence that are looked at on each side
LINE = 5  # tokens of a short line of verse
OCCURRENCES = 60  # of the same word that are looked at
SHORT = 6  # words: a shorter sentence is likely to be a heading
WEIGHTS = {
    "logit": 0.85, "unknown": -2.8, "mixed": 0.55, "mostly": 0.95, "always": 1.3, "function": 1.1, "noun": -0.9,
    "name": -1.75, "chain_left": -2.25, "chain_right": -0.8, "next_left": -3.0, "next_right": -5.9, "determined": -0.7,
    "small_too": 0.1, "capital_too": -4.4, "share": -2.05, "near": -0.85, "unstopped": 0.3, "quoted": -1.25,
    "comma": -4.4, "short": -0.35, "after_verb": 0.1, "after_name": 0.75, "after_first": 0.7, "tiny": -5.5,
    "number": -2.05, "no_prose": -0.35,
    "verse": -4.0,  # nor that lines of verse set as prose begin with capitals
    "after_said": 2.2,  # not fitted: random capitals do not show that engines begin a reported clause anew
}  # fmt: skip
AFTER_COMMA = 0.35  # the fit knows no capital after a comma; function words with one were nearly always wrong when read
NAMELIKE = frozenset("a i may will us no mark".split())
CHINESE = frozenset("he an so you no do in".split())  # Liu He
OF_GOD = frozenset("he his him you your it who whom".split())
GOD = frozenset("god lord allah almighty christ jesus prophet holy".split())
REPORTING = frozenset("said says say adding added announced claimed stressed warned noted believes thinks".split())
BIAS = -0.5


def is_candidate(document: Document, i: int) -> bool:
    """Whether token i is a word with a capital inside a sentence, after a word or a comma."""
    word = document.words[i]
    return (
        document.same_sentence(i - 1, i)
        and word != "I"
        and word[1:2] != "-"  # T-shirt, X-ray
        and (document.has(i - 1, Flag.WORD) or document.word(i - 1) == ",")
        and document.has(i, Flag.SPACE)
        and not document.has(i, Flag.UPPER | Flag.NEWLINE | Flag.ABBREVIATION | Flag.FIRST | Flag.NUMBER)
    )


def points(document: Document, i: int) -> float:
    """The evidence that token i should be written small; 0 is even chances in a text with one stray capital."""
    facts = features(document, i)
    if "function" in facts and not _may_be_name(document, i):
        facts.pop("tiny", None)
        facts.pop("capital_too", None)  # likelier a second artefact than a name
        facts["comma"] = facts.get("comma", 0.0) * AFTER_COMMA
    return BIAS + sum(WEIGHTS[name] * value for name, value in facts.items())


def _may_be_name(document: Document, i: int) -> bool:
    """Whether a function word can take a capital: vitamin A, May, the pronouns of God."""
    word = document.word(i)
    if word in CHINESE and document.has(i - 1, Flag.CAPITAL):
        return True
    return word in NAMELIKE or (word in OF_GOD and not GOD.isdisjoint(document.index))


def features(document: Document, i: int) -> dict[str, float]:
    """What is known about the capital of token i, by name; facts that do not hold are left out."""
    word, tag = document.word(i), document.tags[i]
    chance = float(document.small[i])
    sentence = document.sentence_of(i)
    flags = document.flag_list
    left, right = _chain(document, i, -1), _chain(document, i, 1)
    places = [k for k in document.index[word][:OCCURRENCES] if k != i]
    around = range(max(sentence.first, i - AROUND), min(sentence.last, i + AROUND) + 1)
    words = [k for k in around if flags[k] & Flag.WORD]
    capitals = [k for k in words if flags[k] & Flag.CAPITAL]
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
        "determined": (noun or tag == "NNP") and document.is_pos(i - 1, Pos.DETERMINER | Pos.POSSESSIVE),
        "small_too": any(not flags[k] & Flag.CAPITAL for k in places),
        "capital_too": any(
            flags[k] & Flag.CAPITAL and not flags[k] & Flag.FIRST and _alone(document, k) for k in places
        ),
        "unstopped": not document.has(sentence.last, Flag.STOP),
        "quoted": document.has(i, Flag.QUOTED),
        "comma": document.word(i - 1) == ",",
        "short": len(words) < SHORT,
        "after_verb": document.is_pos(i - 1, Pos.VERB),
        "after_name": document.is_pos(i - 1, Pos.NAME),
        "after_first": document.has(i - 1, Flag.FIRST),
        "tiny": len(word) < 3,
        "number": document.has(i + 1, Flag.NUMBER),
        "no_prose": sentence.kind != Kind.PROSE,
        "verse": _verse(document, i, capitals),
        "after_said": tag in ("NN", "NNS", "JJ") and document.word(i - 1) in REPORTING,
    }
    facts = {name: float(value) for name, value in facts.items() if value}
    facts["logit"] = math.log((chance + 0.002) / (1.002 - chance))
    facts["share"] = len(capitals) / max(1, len(words))
    facts["near"] = min(NEAR, sum(i - NEAR <= k <= i + NEAR and not flags[k] & Flag.FIRST for k in capitals) - 1)
    return facts


def _verse(document: Document, i: int, capitals: list[int]) -> bool:
    """Whether the sentence has two more function words with a capital, each a line's length away."""
    others = [k for k in capitals if k != i and not document.has(k, Flag.FIRST) and document.word(k) in FUNCTION_WORDS]
    lines = [k for k in others if document.words[k] != "I" and LINE <= abs(k - i) <= 3 * LINE]
    return document.word(i) in FUNCTION_WORDS and len(lines) > 1


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
        if document.word(j) not in LINKS:
            return 0
        j += step
    return 0


def confidence(points: float) -> float:
    """Points as a confidence: 2.5 points are just shown, 4 shown in any company."""
    return 0.97 / (1 + math.exp(-1.2 * (points - 2.55)))
