"""How long months are, and the words about amounts that several rules of numbers share."""

from __future__ import annotations

from mtcheck.languages.en.vocabulary import MONTHS

LENGTHS = dict.fromkeys(MONTHS, 31) | dict.fromkeys("april june september november".split(), 30) | {"february": 29}
SCALES = frozenset("thousand million billion trillion mln bln".split())

# What a decimal fraction may count: 2.256 seconds, 13.169 million. A thousands point stands before none of these.
MEASURES = frozenset(
    """seconds second s ms minutes hours kilometers kilometres km meters metres m miles mm cm inches feet ft kg
    kilograms grams g tonnes tons liters litres l percent per points point degrees volts v watts kw kwh mw gw hz mhz
    ghz mb gb tb hectares ha acres times bpm mph knots carats ounces pounds lb lbs oz gallons barrels mu mol million
    billion trillion thousand hundred""".split()
)
CURRENCIES = frozenset(
    """euros euro dollars dollar pounds pound rubles roubles yen yuan crowns kronor kroner hryvnias hryvnia shekels
    rupees francs lira zlotys forints usd eur gbp czk uah rub jpy cny nis ils isk nok sek dkk chf""".split()
)


def ordinal(digits: str) -> str:
    """The ending that makes an ordinal number of these digits: st, nd, rd or th."""
    return "th" if digits[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(digits[-1], "th")
