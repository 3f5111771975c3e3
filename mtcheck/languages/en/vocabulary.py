"""English words by class, lower-cased. `VOCABULARY` holds each class under its name in small letters.

What only one rule of English asks for stands beside that rule.
"""

from __future__ import annotations

from mtcheck.text.vocabulary import Vocabulary

# The calendar.
MONTHS = frozenset("january february march april may june july august september october november december".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())

# Closed classes, which English writes small in mid-sentence.
PREPOSITIONS = frozenset(
    """about above across after against along among around as at before behind below beneath beside besides between
    beyond by despite down during except for from in inside into like near of off on onto out outside over past per
    since through throughout till to toward towards under until unto up upon via with within without""".split()
)
CONJUNCTIONS = frozenset(
    """and or but nor because although though if when while whereas unless until than that whether so yet""".split()
)
DETERMINERS = frozenset(
    """the a an this these those some any each every no both all another such its his her their our my your
    which what whose""".split()
)
PRONOUNS = frozenset(
    """he she it they we you him them us his hers its their theirs who whom which there himself herself itself
    themselves""".split()
)
AUXILIARIES = frozenset(
    """is are was were be been being am has have had having do does did will would shall should can could must
    might cannot""".split()
)
ADVERBS = frozenset(
    """not also then now only even just very too still already however therefore thus here there how why when
    where more most less again often never always once""".split()
)
FUNCTION_WORDS = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | PRONOUNS | AUXILIARIES | ADVERBS

VOCABULARY = Vocabulary({name.lower(): words for name, words in vars().items() if isinstance(words, frozenset)})
