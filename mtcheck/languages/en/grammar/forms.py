"""Forms of verbs, nouns and numbers: the base of went, given, decided, leaving and makes; days, cities; the 21st."""

from __future__ import annotations

from enum import IntFlag
from functools import lru_cache

from mtcheck.languages.en.words.table import pairs
from mtcheck.languages.en.words.wordlist import frequent

# past: (base, participle), of verbs whose past is no other word, nor their base or participle.
PAST = {
    past: (base, participle)
    for base, past, participle in (
        row.split("/")
        for row in """go/went/gone come/came/come take/took/taken give/gave/given know/knew/known eat/ate/eaten
        write/wrote/written speak/spoke/spoken become/became/become begin/began/begun drive/drove/driven fly/flew/flown
        grow/grew/grown throw/threw/thrown choose/chose/chosen forget/forgot/forgotten wear/wore/worn sing/sang/sung
        swim/swam/swum shake/shook/shaken steal/stole/stolen drink/drank/drunk hide/hid/hidden break/broke/broken
        do/did/done draw/drew/drawn arise/arose/arisen run/ran/run sink/sank/sunk swear/swore/sworn tear/tore/torn
        freeze/froze/frozen ride/rode/ridden fall/fell/fallen blow/blew/blown undertake/undertook/undertaken
        overcome/overcame/overcome rise/rose/risen withdraw/withdrew/withdrawn undergo/underwent/undergone""".split()
    )
}
# past and participle alike: base.
BOTH = pairs(
    """had/have said/say made/make got/get told/tell kept/keep lost/lose met/meet paid/pay sent/send thought/think
    brought/bring bought/buy built/build caught/catch held/hold heard/hear led/lead stood/stand understood/understand
    won/win felt/feel spent/spend taught/teach sold/sell slept/sleep fought/fight sought/seek dealt/deal left/leave
    laid/lay smelt/smell shot/shoot stuck/stick rebuilt/rebuild upheld/uphold withheld/withhold"""
)
PARTICIPLE = {participle: base for base, participle in PAST.values() if participle != base} | {"been": "be"}
# Third persons that are hardly ever nouns.
THIRD = pairs(
    """has/have does/do goes/go makes/make says/say gets/get takes/take comes/come gives/give knows/know sees/see
    becomes/become begins/begin brings/bring keeps/keep loses/lose meets/meet pays/pay sends/send thinks/think
    understands/understand feels/feel tells/tell seems/seem remains/remain allows/allow provides/provide
    continues/continue includes/include creates/create speaks/speak grows/grow remembers/remember considers/consider
    appears/appear serves/serve happens/happen decides/decide requires/require depends/depend contains/contain
    consists/consist belongs/belong believes/believe explains/explain involves/involve develops/develop
    receives/receive improves/improve reduces/reduce achieves/achieve ensures/ensure describes/describe
    suggests/suggest prevents/prevent produces/produce uses/use finds/find asks/ask wants/want follows/follow
    writes/write confirms/confirm announces/announce maintains/maintain carries/carry buys/buy leaves/leave"""
)
# Bases that are no nouns, adjectives or participles.
BASES = tuple(
    """abide absorb accept accommodate accomplish accrue accuse achieve acknowledge acquire add adjust administer admit
    adopt afford agree allocate allow alter amend announce anticipate apologize appear apply appoint appreciate
    approve argue arise arrange arrive ask assemble assert assess assign assume assure attach attain attend
    attract avoid begin believe belong bless borrow bother breathe bring browse calculate cancel carry celebrate
    choose circulate cite clarify collaborate combine communicate compare compensate compete comply concentrate
    conclude condemn confirm confront confuse congratulate connect conquer consider consist constitute consume
    contain continue contradict contribute convert convey convince cooperate correspond create decide declare
    defend define delete deliver demonstrate deny depart depend describe deserve despise destroy detect determine
    develop differ diminish disagree disappear disclose discover discuss disrupt distinguish distribute donate
    earn eat eliminate emerge emphasize employ enable encourage endanger engage enhance enjoy ensure enter
    establish evacuate evaluate evolve examine exceed execute exist expand expect expire explain explode explore
    extend facilitate fail fill forget forgive fulfill gather generate govern greet happen hear hesitate hide
    identify ignore illustrate imagine implement imply impose improve include incorporate indicate inform inject
    injure innovate insist inspire intend intensify interfere interpret introduce invent invest investigate
    involve join justify learn listen locate lose maintain manage manipulate marry mention modify multiply
    navigate negotiate notify nurture oblige observe obtain occupy occur operate oppose organise organize owe
    participate perform persuade possess predict prefer preoccupy prepare prescribe preserve prevail prevent
    proceed prohibit promote propose protect prove provide publish punish pursue react realise realize receive
    recognise recognize recommend reconsider recover redeem reduce reflect regain regulate reject relate relax
    rely remain remember remind remove renew replace represent reproduce require resemble resist resolve restore
    retain retrieve reveal revive rotate satisfy see seem seize send serve settle solve speak specify stabilize
    streamline strengthen strive subscribe succeed suffer suggest surround survive sustain tackle take teach tell
    tend thank threaten thrive tighten tolerate transform translate undermine understand unfold utilize vary
    verify waive warn weigh write""".split()
)
PASTS_TOO = frozenset(  # the base is the past form as well, or that of another verb: lay, saw
    """beat bet bid bore burst cast cost cut fell fit forecast found ground hit hurt lay let put quit read rid saw set
    shed shut slit split spread thrust upset wed""".split()
)
NOT_PAST = frozenset(
    """embed shed wed shred sacred naked hatred hundred indeed biped moped infrared kindred wicked rugged jagged
    crooked aged beloved learned ragged wretched allied unused""".split()
)
NOT_GERUND = frozenset("bring sing ring swing fling cling sting string spring wring king ping sling ding wing".split())
SHORT = {"used": "use", "died": "die", "tied": "tie", "lied": "lie"}
_VOWELS = frozenset("aeiou")
_PARTICIPLES = (
    dict(PAST.values()) | {base: both for both, base in BOTH.items()} | {"see": "seen", "show": "shown", "be": "been"}
)
_PASTS = {base: past for past, (base, _) in PAST.items()} | {"see": "saw", "show": "showed"}
_BASES = frozenset({*BASES, *_PARTICIPLES})


class Form(IntFlag):
    """What a word may be as a verb."""

    BASE = 1
    PAST = 2
    PARTICIPLE = 4
    GERUND = 8
    THIRD = 16


@lru_cache(maxsize=1 << 12)
def forms_of(word: str) -> Form:
    """The forms of a verb that the word may be; none if it is not known as one."""
    if word in PASTS_TOO:
        return Form.BASE | Form.PAST | Form.PARTICIPLE
    known = Form.BASE if word in _BASES else Form(0)
    if word in PAST or word in ("was", "were"):
        known |= Form.PAST
    if word in PARTICIPLE or _PARTICIPLES.get(word) == word:  # been; they have come
        known |= Form.PARTICIPLE
    if word in BOTH:
        known |= Form.PAST | Form.PARTICIPLE
    if not known and regular_base(word):
        known = Form.GERUND if word.endswith("ing") else Form.PAST | Form.PARTICIPLE
    return known or (Form.THIRD if word in ("is", "are") or base_of_third(word) else known)


def base_of(word: str) -> str | None:
    """The base of any other form of a verb."""
    if word in ("is", "are", "was", "were"):
        return "be"
    past = PAST[word][0] if word in PAST else BOTH.get(word) or PARTICIPLE.get(word)
    return past or regular_base(word) or base_of_third(word)


def past_of(base: str) -> str:
    """The past form of a verb: went, decided. That of irregular verbs which are not in the tables is wrong."""
    return _PASTS.get(base) or participle_of(base)


def participle_of(base: str) -> str:
    """The participle of a verb: gone, decided. That of irregular verbs which are not in the tables is wrong."""
    if base in _PARTICIPLES:
        return _PARTICIPLES[base]
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if base in ("admit", "occur", "permit", "prefer") else "") + "ed"


@lru_cache(maxsize=1 << 12)
def regular_base(word: str) -> str | None:
    """The base of a regular past form or participle (decided), or of a gerund (leaving); None if it is no such form."""
    if word in NOT_PAST or word in NOT_GERUND or len(word) < 5:
        return SHORT.get(word)
    ending = 2 if word.endswith("ed") else 3 if word.endswith("ing") else 0
    if not ending:
        return None
    stem = word[:-ending]
    if len(stem) < 2 or not _VOWELS & set(stem.replace("y", "i")):
        return None
    tries = [stem, stem + "e"]
    if stem[-1] == stem[-2]:
        tries.append(stem[:-1])
    if ending == 2 and stem[-1] == "i":
        tries.append(stem[:-1] + "y")
    known = frequent()
    found = [t for t in tries if t in known]
    if (_would_double(stem) or stem.endswith("th")) and stem + "e" in found:
        return stem + "e"  # hoping is of hope, hop has hopping; bathed is of bathe
    return min(found, key=known.__getitem__, default=None)


def _would_double(stem: str) -> bool:
    """Whether the word is one syllable whose last letter doubles before an ending: hop, us, plan."""
    vowels = [k for k, letter in enumerate(stem) if letter in _VOWELS]
    return vowels == [len(stem) - 2] and stem[-1] not in "wxy"


def third_person(base: str) -> str:
    """It makes, goes, tries."""
    if base in ("have", "be"):
        return {"have": "has", "be": "is"}[base]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    return base[:-1] + "ies" if base.endswith("y") and base[-2] not in _VOWELS else base + "s"


def base_of_third(word: str) -> str | None:
    """The base of makes, goes, tries; None if it is no such form of a known word."""
    known = frequent()
    tries = [word[:-3] + "y"] if word.endswith("ies") else [word[:-1], word[:-2]]
    made = (t for t in tries if word.endswith("s") and t in known and third_person(t) == word)
    return THIRD.get(word) or next(made, None)


def plural(noun: str) -> str:
    """Days, cities, boxes; the few irregular nouns are not here."""
    if noun.endswith("y") and noun[-2:-1] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def singular(noun: str) -> str:
    """Day, city, box: the word itself if it is no regular plural of a known word."""
    known = frequent()
    tries = [noun[:-3] + "y"] if noun.endswith("ies") else [noun[:-1], noun[:-2]]
    return next((t for t in tries if noun.endswith("s") and t in known and plural(t) == noun), noun)


def ordinal(digits: str) -> str:
    """The ending that makes an ordinal number of these digits: st, nd, rd or th."""
    return "th" if digits[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
