"""What is said and said again: sounds, answers, sayings; and words about words."""

from __future__ import annotations

from mtcheck.languages.en.vocabulary.places import NEWS_AGENCIES

# Sounds that stay in speech taken down word for word; laughter in writing.
FILLERS = frozenset("uh um uhm erm".split())
LAUGHTER = frozenset("lol lmao haha hahaha hehe xd".split())

# Said again on purpose: twice (no, no), three times and more (go, go, go), and in phrases (step by step by step).
SAID_AGAIN = frozenset(
    """no yes very so really many much far long more come please hear knock bye ah oh hey wow ha la blah bang boo
    tick""".split()
)
SAID_TWICE = SAID_AGAIN | frozenset(
    """had that is way again poo thank too big hush tut night choo round old dear chop quick pretty aye cha ding dong
    hip hubba mama papa tsk woof yum zoom same little super truly deep""".split()
)
CHANTED = SAID_AGAIN | frozenset("na never go holy beep ring row run he hi ho yeah".split())
CHAINED = frozenset("and or by to after bye on but no very".split())

# What English joins to itself: over and over, years and years, generations and generations.
DOUBLED_SAYINGS = frozenset(
    """again under round around years hours days weeks months miles pages dozens hundreds thousands millions
    billions trillions loads layers piles generations centuries decades rows about above along through
    whatever whoever people things words women other others which where these those""".split()
)

# Sentences of one word: answers and exclamations; what stands alone as a credit or a caption.
ONE_WORD_SENTENCES = frozenset(
    """yes no never nothing none nobody maybe perhaps sure okay ok right wrong true false exactly indeed absolutely
    definitely certainly thanks sorry please hello hi goodbye bye welcome congratulations enough period silence wow
    amen well done really fine good great bravo almost always still probably hardly why how what who where when
    seriously obviously honestly correct agreed ever again so there here now then them me you him us it that this
    everything everyone something anything both neither either all end stop wait look listen cheers alas""".split()
)
CREDITS = NEWS_AGENCIES | frozenset("continued photo file advertisement sponsored".split())

# Words about words: before what is cited in another script; after it.
NAMING = frozenset("word term named called".split())
CITING = NAMING | frozenset(
    """words letter letters character characters script known written writes spelled spelt reads means meaning
    pronounced symbol symbols alphabet original hashtag slogan suffix prefix name logo tagged channel titled entitled
    kanji hiragana katakana hanzi pinyin cyrillic""".split()
)
MEANING = frozenset("means meaning".split())
TAG_NOUNS = frozenset("tag tags element elements attribute attributes".split())  # beside a tag of markup
AFTER_TAGS = TAG_NOUNS | frozenset("makes for".split())
