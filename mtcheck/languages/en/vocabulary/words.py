"""Verbs, nouns and adjectives by what they do in a sentence; what is said, and said again."""

from __future__ import annotations

from mtcheck.languages.en.vocabulary.names import NEWS_AGENCIES
from mtcheck.languages.en.vocabulary.numbers import CALENDAR_UNITS, PLURAL_UNITS, QUANTITY_NOUNS, SEASONS

# Speech: what stands beside who said something, and what opens the report of it.
SAID = frozenset("said says told wrote added noted explained".split())
REPORTING = SAID | frozenset("adds writes stressed stated".split())
SAYING = REPORTING | frozenset("tells explains notes".split())
BEFORE_REPORTS = frozenset(  # without that: he said they left
    "said says say added announced claimed noted believes thinks".split()
)

# Verbs before an indirect question; verbs of thinking.
BEFORE_QUESTIONS = frozenset(
    """ask asks asked wonder wonders wondered know knows knew explain explains explained understand understands
    understood tell tells told show shows showed discuss discussed decide decided""".split()
)
THINKING = frozenset("thought thinks knew knows believed believes felt feels hoped hopes wished wishes".split())

BEFORE_INFINITIVES = frozenset("let make makes made help see saw watch hear heard".split())  # bare ones: saw him go
NEVER_PASSIVE = frozenset("happen occur belong disappear consist depend arise succeed exist".split())
PAST_IS_PARTICIPLE = frozenset(  # had bought as he bought
    """bought brought built caught cost cut dealt felt found fought got had heard held hit hurt kept laid led left lent
    let lost made meant met paid put read said sold sent set shut spent spread stood struck taught thought told
    understood won""".split()
)

# What stands before a verb in its plain form (they demand that he go), and before were (if he were).
DEMANDING = frozenset(
    """suggest suggests suggested demand demands demanded demanding insist insists insisted insisting recommend
    recommends recommended propose proposes proposed ask asks asked request requests requested require requires required
    order orders ordered urge urges urged advise advises advised""".split()
)
BEFORE_SUBJUNCTIVE = DEMANDING | frozenset(
    """that if unless lest until till so condition essential important necessary vital crucial imperative preferable
    better""".split()
)
BEFORE_UNREAL = frozenset(
    "if as though wish wished wishes unless lest whether than rather suppose supposing would".split()
)

# One form for one and many, or a form in s that is no plural: a verb after them says nothing about number. Amounts of
# time, length and money are one thing too (ten years is long).
NO_PLURAL = PLURAL_UNITS | frozenset(
    """news politics economics mathematics maths physics athletics gymnastics measles diabetes rabies series species
    means headquarters crossroads works barracks innings billiards darts ethics statistics mechanics logistics
    electronics dynamics genetics linguistics acoustics aerobics ceramics robotics odds lens bias canvas atlas
    chaos ethos cosmos logos mythos pathos pancreas alias gas bus plus pass shambles fireworks savings people
    stables printers gallows
    year seconds meters metres kilometers kilometres km miles feet points dollars euros pounds percent kilos tons
    tonnes degrees times others games corps chess thanks grounds finals arts semantics proceeds phonetics
    hydraulics sports sales goods data media criteria clothes heads quarters seas woods links""".split()
)

# Singular in form, several in sense: amounts, groups, animals, adjectives that stand for people (the poor).
CROWDS = frozenset(
    """majority minority rest pair half public press police staff crew jury audience crowd family population youth
    enemy mighty opposition leadership management media data cast band clergy elite class gang trio duo fraction
    percentage remainder bulk generation electorate community side group army navy force regime faculty personnel
    troupe clan tribe mob herd flock host set string percent quarter third orchestra choir delegation many time
    morning evening season species means people following former latter above other same accused sheep fish
    aircraft craft deer cattle poultry infantry cavalry militia mafia quartet trio pack batch bunch array portion part
    section segment balance body chunk wave flood line chain network collection selection stream row pile sum
    volume amount proportion share multitude mixture combination list mix vast kind sort type panel lineup bench
    back front middle dead poor rich blind deaf sick elderly young old opposite reverse contrary unemployed
    wounded injured missing none""".split()
)
# Plurals that have another ending than s, and nouns for one or many.
OTHER_PLURALS = frozenset(
    "strata bacteria phenomena larvae fungi alumni genera spectra cacti nuclei stimuli offspring kin folk".split()
)
UNCOUNTED = frozenset(  # never with an article of one, and without a plural
    """advice furniture information equipment evidence luggage baggage homework progress traffic weather luck news
    machinery clothing software hardware research jewelry jewellery money housework garbage ammunition underwear
    footwear weaponry firewood""".split()
)
COMMUNITIES = frozenset("world country nation city village town house home".split())  # the whole town were there
SEVERAL = QUANTITY_NOUNS | CALENDAR_UNITS | SEASONS | CROWDS | OTHER_PLURALS

# Things and people that are counted, one by one, and never measured (a variety of cheese): no materials, no matters.
COUNTED_NOUNS = frozenset(
    """reason problem question issue method topic event country city company factor option idea project person activity
    item tool product language school task book game step result example man woman child friend student teacher worker
    member leader player soldier doctor car house building street village rule decision plan goal letter story song
    picture photo day week month year hour minute scientist expert researcher artist patient victim visitor customer
    journalist politician minister refugee hospital hotel shop restaurant university museum""".split()
)

# Adjectives compared without more and most.
COMPARATIVES = frozenset(
    """better worse bigger smaller larger higher lower greater older younger longer shorter stronger weaker faster
    slower cheaper easier harder closer deeper richer poorer safer wider hotter colder warmer cleaner heavier quicker
    simpler happier earlier clearer louder brighter darker lighter healthier tougher newer""".split()
)
SUPERLATIVES = frozenset(
    """best worst biggest smallest largest highest lowest greatest oldest youngest longest shortest strongest weakest
    fastest slowest cheapest easiest hardest closest deepest richest poorest safest widest hottest coldest warmest
    cleanest heaviest quickest simplest happiest earliest latest newest deadliest""".split()
)

# Sounds that stay in speech taken down word for word; laughter in writing.
FILLERS = frozenset("uh um uhm erm".split())
LAUGHTER = frozenset("lol lmao haha hahaha hehe xd".split())

# Said again on purpose: twice (no, no), three times and more (go, go, go), and in phrases (step by step by step).
SAID_AGAIN = frozenset(
    """no yes very so really many much far long more come please hear knock bye ah oh hey wow ha la blah bang boo
    tick whoa etc""".split()
)
SAID_TWICE = SAID_AGAIN | frozenset(
    """had that is way again poo thank too big hush tut night choo round old dear chop quick pretty aye cha ding dong
    hip hubba mama papa tsk woof yum zoom same little super truly deep wiki surprise winner
    hint""".split()
)
CHANTED = SAID_AGAIN | frozenset("na never go holy beep ring row run he hi ho yeah yada shame".split())
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
    everything everyone something anything both neither either all end stop wait look listen cheers alas
    first second third fourth fifth next last secondly thirdly finally lastly""".split()
)
# What pages about software say; three of these in an article, and unknown words in it are likely names of programs.
SOFTWARE = frozenset(
    """api apis app apps backend browser bug bugs build builds cli code codebase command commands compiler config
    configuration css database debug default deploy deprecated desktop developer developers directory download
    feature features file files folder framework frontend function functions git github html http install
    installation installed javascript json kernel libraries library linux log logs module modules node package
    packages parameter parameters parser plugin plugins python query repository runtime rust script scripts sdk
    server servers software sql syntax template templates terminal theme token tokens typescript url urls
    variable variables windows workflow yaml""".split()
)
# What one presses or sets on a screen and in code, each with its name: the Like button, the Using modifier.
CONTROLS = frozenset(
    """button buttons menu menus tab tabs checkbox checkboxes dropdown toggle dialog keyword keywords modifier
    modifiers folder folders directory directories option""".split()
)
CREDITS = NEWS_AGENCIES | frozenset("continued photo file advertisement sponsored".split())

# How the parts of a structured summary are headed.
SUMMARY_PARTS = frozenset(
    """introduction background objective objectives aim aims purpose methods results conclusion conclusions discussion
    design setting""".split()
)

# Words about words: before what is cited in another script; after it.
NAMING = frozenset("word term named called".split())
CITING = NAMING | frozenset(
    """words letter letters character characters script known written writes spelled spelt reads means meaning
    pronounced symbol symbols alphabet original hashtag slogan suffix prefix name names logo tagged channel titled
    entitled kanji hiragana katakana hanzi pinyin cyrillic""".split()
)
MEANING = frozenset("means meaning".split())
TAG_NOUNS = frozenset("tag tags element elements attribute attributes".split())  # beside a tag of markup
OPTION_NOUNS = frozenset("operator operators switch switches option options flag flags parameter parameters".split())
WEB_TERMS = frozenset("html css dom javascript markup xml xhtml svg".split())
AFTER_TAGS = TAG_NOUNS | frozenset("makes for".split())

# What is planned for a day.
EVENTS = frozenset(
    """rally rallies protest protests march vote votes meeting meetings match game election elections concert hearing
    summit strike festival ceremony referendum debate test tests flight wedding funeral""".split()
)

# What is told to be done, or what something consists of: my advice is think first.
PROPOSALS = frozenset(
    """advice suggestion tip rule goal aim plan idea trick job task step option solution choice change thing best
    moral""".split()
)

# What recipes let a thing do, and leave out who: allow to cool.
LEFT_ALONE = frozenset("cool rest stand dry rise set simmer soak steep drain chill sit thaw infuse marinate".split())

# What a text calls a sign that is filled in later: the placeholder %s.
PLACEHOLDERS = frozenset(
    "placeholder placeholders variable variables parameter parameters argument arguments token tokens".split()
)

# How much an amount is: 64 bits is plenty.
HOW_MUCH = frozenset("plenty enough too big small large long short much manageable right fine ideal fair".split())

# Nouns for many that take a verb of either number: a slew of articles have, or has.
AMOUNTS = frozenset("slew raft host flurry handful spate bunch ton plethora myriad string array variety range".split())

# What one calls somebody to whom one is near.
ENDEARMENTS = frozenset("dear dearest darling darlings sweetheart sweethearts honey kiddie kiddies kiddo mate".split())

# What authors do, before the title of their work: he wrote The art of war.
WRITING = frozenset("wrote penned authored composed directed titled entitled translated".split())

# Endings of the names of pictures.
PICTURES = frozenset("jpg jpeg png svg gif".split())

# What makes one verb of two words: turned off, carried out.
PARTICLES = frozenset("off out down up away over".split())
