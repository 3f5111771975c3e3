"""Closed classes: articles, pronouns, auxiliaries, conjunctions, prepositions, and the adverbs that stand among them.

The wide classes at the end say what English writes small in mid-sentence.
"""

from __future__ import annotations

from mtcheck.languages.en.vocabulary.numbers import PLURAL_QUANTIFIERS

# Determiners.
DEFINITE_ARTICLES = frozenset(["the"])
INDEFINITE_ARTICLES = frozenset(("a", "an"))
ARTICLES = DEFINITE_ARTICLES | INDEFINITE_ARTICLES
SINGULAR_DEMONSTRATIVES = frozenset(("this", "that"))
PLURAL_DEMONSTRATIVES = frozenset(("these", "those"))
DEMONSTRATIVES = SINGULAR_DEMONSTRATIVES | PLURAL_DEMONSTRATIVES
THIRD_POSSESSIVES = frozenset("his her its their".split())
POSSESSIVES = THIRD_POSSESSIVES | frozenset("my our your".split())
DISTRIBUTIVES = frozenset("each every another".split())  # of one thing among several
SINGULAR_DETERMINERS = ARTICLES | SINGULAR_DEMONSTRATIVES | POSSESSIVES | DISTRIBUTIVES
PLURAL_DETERMINERS = (
    DEFINITE_ARTICLES
    | PLURAL_DEMONSTRATIVES
    | POSSESSIVES
    | PLURAL_QUANTIFIERS
    | frozenset("all some most other various".split())
)

# Pronouns.
SINGULAR_SUBJECTS = frozenset("he she it".split())  # of the third person
THIRD_SUBJECTS = SINGULAR_SUBJECTS | {"they"}
SUBJECT_PRONOUNS = THIRD_SUBJECTS | frozenset("i you we".split())
OBJECT_PRONOUNS = frozenset("me you him her it us them".split())
THIRD_REFLEXIVES = frozenset("himself herself itself themselves".split())
FEMININE_PRONOUNS = frozenset("she her hers herself".split())
MASCULINE_PRONOUNS = frozenset("he him his himself".split())
NEUTER_PRONOUNS = frozenset("it its itself".split())
INDEFINITE_THINGS = frozenset("something anything everything nothing".split())
RELATIVES = frozenset("that which who whom whose".split())
QUESTION_WORDS = frozenset("what which who when where why how".split())
MEASURING = frozenset(  # what measures or names a thing by a clause: as far as he can, all that he could
    "as than all what everything anything whatever how much more best".split()
)

# Auxiliaries.
FINITE_AUXILIARIES = frozenset("is are was were has have had does do did".split())
SINGULAR_VERBS = frozenset("is was has does".split())  # the auxiliaries of the third person
NONFINITE_BE = frozenset("be been being".split())
BE = NONFINITE_BE | frozenset("is are was were am".split())
MODALS = frozenset("may might must can could shall should will would".split())
MODAL_NOUNS = frozenset("will can must may might".split())  # modals that are nouns too, or a month

# Conjunctions, and what else opens a clause.
COORDINATORS = frozenset(("and", "or"))  # before the last of a list
SUBORDINATORS = frozenset("that when because while as if although though since until where before after".split())
CLAUSE_OPENERS = SUBORDINATORS - {"as", "that"} | {"whereas", "unless", "once"}
CLAUSE_ONLY = frozenset("because although though while whereas unless".split())  # they open nothing but clauses
INDIRECT_QUESTIONS = frozenset(("how", "whether"))  # what opens one, and no relative clause

# Adverbs: those between an auxiliary and its verb, those between a subject and its verb.
MIDDLE_ADVERBS = frozenset("not also never always only still just really even".split())
LIGHT_ADVERBS = frozenset("also still now never always often".split())
PREVERBAL_ADVERBS = LIGHT_ADVERBS | frozenset(
    """certainly clearly specifically usually probably already really simply quickly finally recently
    currently""".split()
)

# The wide classes.
PREPOSITIONS = frozenset(
    """about above across after against along among around as at before behind below beneath beside besides between
    beyond by despite down during except for from in inside into like near of off on onto out outside over past per
    since through throughout till to toward towards under until unto up upon via with within without""".split()
)
PLACE_PREPOSITIONS = frozenset("in from near at to by against between".split())  # before a place, or a side
PARTICIPLE_PREPOSITIONS = frozenset("including regarding according concerning following depending considering".split())
CONJUNCTIONS = COORDINATORS | CLAUSE_ONLY | frozenset("but nor if when until than that whether so yet".split())
DETERMINERS = (
    ARTICLES
    | DEMONSTRATIVES - {"that"}
    | POSSESSIVES
    | DISTRIBUTIVES
    | frozenset("some any no both all such which what whose".split())
)
PRONOUNS = (
    SUBJECT_PRONOUNS - {"i"}
    | OBJECT_PRONOUNS - {"me", "her"}
    | THIRD_POSSESSIVES - {"her"}
    | THIRD_REFLEXIVES
    | frozenset("hers theirs who whom which there".split())
)
AUXILIARIES = FINITE_AUXILIARIES | NONFINITE_BE | MODALS - {"may"} | {"am", "having", "cannot"}
ADVERBS = frozenset(
    """not also then now only even just very too still already however therefore thus here there how why when
    where more most less again often never always once""".split()
)
FUNCTION_WORDS = PREPOSITIONS | CONJUNCTIONS | DETERMINERS | PRONOUNS | AUXILIARIES | ADVERBS
SMALL_IN_TITLES = (  # linking the parts of a name: University of the Arts, Ministry for Trade
    PREPOSITIONS | ARTICLES | COORDINATORS | frozenset("& no be is not its his my your our 's".split())
)

# How sentences and questions begin, and how they do not end.
SENTENCE_OPENERS = frozenset(  # and no name of a file, a brand or a site
    """the this that these those he she it they we you i his her its their our in on at for from by with after before
    during since when while if although because but and so however there here what who how why not no some many most
    all both mr mrs ms dr""".split()
)
ASKING = (  # how a question begins, or the answer to one
    QUESTION_WORDS | SUBJECT_PRONOUNS | FINITE_AUXILIARIES - {"had"} | MODALS - {"may", "might", "must", "shall"}
)
QUESTION_OPENERS = ASKING | frozenset(  # and exclamations, that no other language with inverted marks begins so
    "the this that and but so there if let my your".split()
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
