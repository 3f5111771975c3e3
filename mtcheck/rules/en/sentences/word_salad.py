"""SEN014: words in a row that make no sentence."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary.closed import FUNCTION_WORDS
from mtcheck.languages.en.words.wordlist import WORD, kind
from mtcheck.lint import CRITICAL, Bad, BlockKind, Document, Good, Match, document_rule

FEWEST = 25  # words in small letters from which on a sentence has function words, or is none
SHARE = 0.12  # of function words; prose has 0.35 to 0.5
KNOWN = 0.7  # of the words that English has; below it this is another language, or no language
LISTED = 5  # words to a mark, below which they may be a list, or code


@document_rule(
    code="SEN014",
    name="word-salad",
    severity=CRITICAL,
    mqm="fluency/grammar/sentence-structure",
    examples=(
        Bad(
            "[[Proponents steady celebrative kicks happily launch reinforcement processing succeeded accent amplified "
            "coordinates liberally driven consuming surpasses alternation cycles demonstrating feast planning "
            "rewriting programs lifting efficiently vantage interchange.]] The envoys met in May."
        ),
        Bad(
            "The card is old.\n\n[[Despite lingering tension, claims pulsing converted values operationally "
            "corroborating scenarios grated merge traversed advantage riposte soothing benchmark regions steering "
            "covering subjected incidentals nuanced facets cooling output securing mutually backing repeats.]]"
        ),
        Good(
            "The envoys met in May to talk about the price of grain that the farmers of the south had asked for when "
            "the harvest was poor and the roads to the port were closed by snow."
        ),
        Good(
            "We sell apples, pears, plums, cherries, grapes, lemons, limes, onions, carrots, beans, peas, lentils, "
            "rice, flour, sugar, salt, pepper, butter, cheese, milk, cream, eggs, bread, tea, coffee, jam, honey."
        ),
        Good(
            "Creo que para mejorar nuestras vidas debemos trabajar juntos porque sabemos que nadie puede hacerlo solo "
            "cuando faltan recursos humanos materiales financieros tanto aquí como allá donde vivimos todos nosotros."
        ),
        Good(
            "Still missing: private first class Anna Berg sergeant first class Carl Dahl private first class Erik Falk "
            "sergeant first class Gina Holm private first class Ida Juhl sergeant first class Karl Lund."
        ),
        Good(
            "proponents steady celebrative kicks happily launch reinforcement processing succeeded accent amplified "
            "coordinates liberally driven consuming surpasses alternation cycles demonstrating feast planning "
            "rewriting programs lifting efficiently vantage interchange",
            blocks=(BlockKind.HEADING,),
        ),
    ),
)
def word_salad(document: Document) -> Iterator[Match]:
    """A long run of words with hardly an article, a preposition or an auxiliary between them: it says nothing.

    Language models that lose their way in a long text go on with words that only sound like it.
    """
    for k, (first, end) in enumerate(document.bounds):
        if end - first < FEWEST or not document.prose_sentences[k]:
            continue
        words = [w for w in document.words[first:end] if w.islower()]
        if len(words) < FEWEST or sum(map(FUNCTION_WORDS.__contains__, words)) >= SHARE * len(words):
            continue
        if sum(not w[0].isalnum() for w in document.words[first:end]) * LISTED > len(words):
            continue
        if sum(kind(w) == WORD for w in words) >= KNOWN * len(words):
            yield Match(document.span(first, end - 1), "These words make no sentence: translate it again.", 0.9)
