"""The calendar and the clock."""

from __future__ import annotations

# Months and weekdays, in their order and as sets.
MONTHS_IN_ORDER = tuple("january february march april may june july august september october november december".split())
WEEKDAYS_IN_ORDER = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
MONTHS = frozenset(MONTHS_IN_ORDER)
WEEKDAYS = frozenset(WEEKDAYS_IN_ORDER)
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
NOUNS_OF_TIME = CALENDAR_UNITS | SEASONS | TIMES_OF_DAY | frozenset("days season time weekend".split())

# Adverbs that put one thing before or after another.
ORDER_ADVERBS = frozenset("first then once twice later soon now finally".split())
