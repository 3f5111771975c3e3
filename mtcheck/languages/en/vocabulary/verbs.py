"""Verbs by what they do in a sentence."""

from __future__ import annotations

# Speech: what stands beside who said something, and what opens the report of it.
SAID = frozenset("said says told wrote added noted explained".split())
REPORTING = SAID | frozenset("adds writes stressed stated".split())
SAYING = REPORTING | frozenset("tells explains notes".split())
BEFORE_REPORTS = frozenset(  # without that: he said they left
    "said says say added announced claimed noted believes thinks".split()
)

# Verbs with two objects: gave her hers, told them that.
GIVING = frozenset(
    """give gives gave given giving grant grants granted granting offer offers offered bring brings brought show shows
    showed send sends sent teach teaches taught cost costs earn earns earned win wins won allow allows allowed buy buys
    bought deny denies denied hand handed lend lent owe owes owed pay pays paid promise promised tell tells told leave
    left make made find found get got take took ask asks asked read refuse refused award awarded return returned save
    saved wish wished forgive forgave call called cook cooked pass passed hands""".split()
)
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
