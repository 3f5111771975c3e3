"""The calendar and the clock; numbers, and what is counted, measured and numbered."""

from __future__ import annotations

# Months and weekdays.
MONTHS = frozenset("january february march april may june july august september october november december".split())
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS_OF_29 = frozenset(["february"])  # at most
MONTHS_OF_30 = frozenset("april june september november".split())
MONTHS_TOO = frozenset("march may august".split())  # in small letters they are other words

# What stands before a date, and no other number, in its sentence.
BEFORE_DATES = frozenset("on since until from by before after of".split())

# The clock: what stands before a time of day, what after it.
BEFORE_TIMES = frozenset("at around by from until till to about before after since and".split())
HALF_DAYS = frozenset("am pm a.m p.m".split())
CLOCK = HALF_DAYS | frozenset("h hours o'clock".split())

# Units of time, and what else a stretch of time is called.
CALENDAR_UNITS = frozenset("day week month year".split())
LONG_UNITS = CALENDAR_UNITS - {"day"} | {"decade", "century"}
PLURAL_UNITS = frozenset("minutes hours days weeks months years decades".split())
SEASONS = frozenset("spring summer autumn winter".split())
TIMES_OF_DAY = frozenset("morning afternoon evening night".split())
NOUNS_OF_TIME = CALENDAR_UNITS | SEASONS | TIMES_OF_DAY | frozenset("days season time weekend term".split())

# Adverbs that put one thing before or after another.
ORDER_ADVERBS = frozenset("first then once twice later soon now finally".split())

# Numbers as words, without one; the high ones, and their plurals.
NUMBER_WORDS = frozenset("two three four five six seven eight nine ten".split())
SCALES = frozenset("thousand million billion trillion".split())
PLURAL_SCALES = frozenset("thousands millions billions trillions".split())
PERCENT = frozenset(("percent", "per cent"))  # the names of the sign %
ORDINAL_ENDINGS = frozenset("st nd rd th".split())

# Amounts: nouns that stand before of and what is many (a handful of), quantifiers before a plural.
QUANTITY_NOUNS = frozenset(
    "lot ton number couple few variety handful dozen range series total hundred thousand million".split()
)
FEW = frozenset("few several".split())
PLURAL_QUANTIFIERS = FEW | frozenset("many both".split())

# What a decimal fraction may count: 2.256 seconds, 13.169 million. A thousands point stands before none of these.
MEASURES = SCALES | frozenset(
    """seconds second s ms minutes hours kilometers kilometres km meters metres m miles mm cm inches feet ft kg
    kilograms grams g tonnes tons liters litres l percent per points point degrees volts v watts kw kwh mw gw hz mhz
    ghz mb gb tb hectares ha acres times bpm mph knots carats ounces pounds lb lbs oz gallons barrels mu mol
    hundred""".split()
)
CURRENCIES = frozenset(
    """euros euro dollars dollar pounds pound rubles roubles yen yuan crowns kronor kroner hryvnias hryvnia shekels
    rupees francs lira zlotys forints usd eur gbp czk uah rub jpy cny nis ils isk nok sek dkk chf""".split()
)

# A word after which a number is a label or a verse: parts of a work, books of the Bible; what else is numbered.
PARTS_OF_WORKS = frozenset(
    """chapter figure fig table part step section volume vol verse act episode lesson page level point round""".split()
)
BOOKS_OF_BIBLE = frozenset(
    "psalm genesis exodus isaiah john matthew mark luke acts romans corinthians proverbs".split()
)
NUMBERED = PARTS_OF_WORKS | BOOKS_OF_BIBLE | frozenset("day book scene week ratio question rule".split())
LABELS = PARTS_OF_WORKS | frozenset(
    "no number nos sec item article art room p group phase version season appendix paragraph".split()
)
STANDARDS = frozenset("en iso iec din bs astm ieee ansi nf gost sae ecma".split())  # bodies before the number of a norm
CODES = frozenset(  # of digits that count nothing: of telephones, accounts, parcels, trains
    """tel phone telephone fax call number no nr designation code version model iban id isbn postcode zip box extension
    ext room route flight class type series""".split()
)
