"""English words by class, lower-cased. `VOCABULARY` holds each class under its name in small letters.

What only one rule of English asks for stands beside that rule.
"""

from __future__ import annotations

from mtcheck.text.vocabulary import Vocabulary

# The calendar. What stands before a date, and no other number, in its sentence.
MONTHS = frozenset("january february march april may june july august september october november december".split())
MONTHS_OF_29 = frozenset(["february"])  # at most
MONTHS_OF_30 = frozenset("april june september november".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
BEFORE_DATES = frozenset("on since until from by before after of".split())

# The clock: what stands before a time of day, what after it.
BEFORE_TIMES = frozenset("at around by from until till to about before after since and".split())
CLOCK = frozenset("am pm a.m p.m h hours o'clock".split())

# Numbers. A word after which a number is a label, a verse or a ratio; the names of the sign %.
NUMBERED = frozenset(
    """chapter figure fig table part step day section volume vol verse book act scene psalm genesis exodus isaiah john
    matthew mark luke acts romans corinthians proverbs episode lesson week level ratio page question rule
    point round""".split()
)
PERCENT = frozenset(("percent", "per cent"))

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
MODALS = frozenset("may might must can could shall should will would".split())
SUBJECT_PRONOUNS = frozenset("he she it they".split())  # of the third person
DEFINITE_ARTICLES = frozenset(["the"])
COORDINATORS = frozenset("and or".split())  # before the last of a list
FUNCTION_WORDS = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | PRONOUNS | AUXILIARIES | ADVERBS

# How sentences and questions begin, and how they do not end.
SENTENCE_OPENERS = frozenset(  # and no name of a file, a brand or a site
    """the this that these those he she it they we you i his her its their our in on at for from by with after before
    during since when while if although because but and so however there here what who how why not no some many most
    all both mr mrs ms dr""".split()
)
QUESTION_OPENERS = frozenset(  # and exclamations, that no other language with inverted marks begins so
    """what how why who where when which is are was were do does did can could will would should have has the this that
    it you we they he she i and but so there if let my your""".split()
)
NEVER_LAST = frozenset(  # in a sentence that is whole
    """the a an of and or to from with by than as into its their his my your our which that because if when while
    between against during through about at""".split()
)
SELDOM_LAST = frozenset("that about through by as to with at from when than".split())  # somewhat likelier than those

# Parts of words: what follows the apostrophe inside one; what follows a hyphen left hanging (two- and three-year-olds,
# mid- to late May), here and in names taken from Spanish and French.
CLITICS = frozenset("s d m t ll ve re".split())
AFTER_HANGING = frozenset("and or to but nor as versus vs through plus rather instead not than und y e et".split())

# Speech: verbs that stand beside who said something; sounds that stay in speech taken down word for word.
SAYING = frozenset(
    "said says added adds told tells wrote writes explained explains stressed noted notes stated".split()
)
FILLERS = frozenset("uh um uhm erm".split())

# Said again on purpose: three times and more (no, no, no); in phrases (step by step by step).
CHANTED = frozenset(
    """no yes very ha la na blah knock bye oh ah hey more never come go please hear bang tick boo wow really so holy
    beep ring row run he hi ho yeah much many far long""".split()
)
CHAINED = frozenset("and or by to after bye on but no very".split())

# Words about words: before what is cited in another script; names of languages that do the same; after it.
CITING = frozenset(
    """word words letter letters character characters script called named known written writes spelled spelt reads
    means meaning pronounced symbol symbols alphabet original hashtag slogan suffix prefix term name logo
    tagged channel titled entitled kanji hiragana katakana hanzi pinyin cyrillic""".split()
)
LANGUAGE_NAMES = frozenset(
    """chinese japanese russian ukrainian arabic hebrew greek korean persian farsi urdu hindi bengali thai georgian
    armenian serbian bulgarian belarusian macedonian kazakh mongolian yiddish tamil lit simplified
    traditional""".split()
)
MEANING = frozenset("means meaning".split())
TAG_NOUNS = frozenset("tag tags element elements attribute attributes".split())  # beside a tag of markup
AFTER_TAGS = TAG_NOUNS | frozenset("makes for".split())

VOCABULARY = Vocabulary({name.lower(): words for name, words in vars().items() if isinstance(words, frozenset)})
