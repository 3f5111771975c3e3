"""BNU001 to BNU003: numbers that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, SUGGEST, BadPair, Fix, GoodPair, Match, Related, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.numbers import Number
    from mtcheck.bitext.pair import Pair


ROUND = (100, 1000)  # a century, an era: numbers that need no figure
LONGEST = 12  # characters of a word that multiplies a number
PLACES = 7  # of decimals that a figure may have, and one
SMALL, LARGE = 3, 12  # numbers up to these may be said in other words; in given segments nothing else says them


@pair_rule(
    code="BNU001",
    name="number-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation/number",
    examples=(
        BadPair(
            "The bridge was opened in [[1978]].",
            fix="The bridge was opened in 1987.",
            source="Die Brücke wurde 1987 eröffnet.",
            lang="de",
        ),
        BadPair(
            "About [[45]] people were hurt.",
            fix="About 54 people were hurt.",
            source="Ранены около 54 человек.",
            lang="ru",
        ),
        BadPair(
            "Prices rose by [[35]] per cent.",
            fix="Prices rose by 3.5 per cent.",
            source="Die Preise stiegen um 3,5 Prozent.",
            lang="de",
        ),
        BadPair(
            "The prize was [[5,600]] euros.",
            fix="The prize was 6,500 euros.",
            source="Der Preis betrug 6.500 Euro.",
            lang="de",
        ),
        BadPair("The bridge has [[45]] lamps.", source="Die Brücke hat elf Lampen.", lang="de"),
        BadPair("Some [[forty-five]] people were hurt.", source="Etwa 54 Personen wurden verletzt.", lang="de"),
        BadPair("The city has [[3,000,000]] people.", source="Die Stadt hat 4 Millionen Einwohner.", lang="de"),
        BadPair(
            "About [[45]] people were hurt.",
            fix="About 54 people were hurt.",
            source="أصيب نحو ٥٤ شخصا.",
            lang="ar",
        ),
        BadPair("The city has [[3]] million people.", source="该市有4,000,000人。", lang="zh"),
        BadPair("They leave at [[11:45]].", fix="They leave at 12:45.", source="Sie fahren um 12:45 Uhr.", lang="de"),
        BadPair(
            "Prices rose by [[4.5]] per cent.",
            fix="Prices rose by 3.5 per cent.",
            source="价格上涨了3.5%。",
            lang="zh",
        ),
        BadPair("The file is dated [[4.6.2018]].", source="Die Akte ist vom 3.5.2018.", lang="de"),
        GoodPair("The plan has nine parts.", source="十四五规划有几个部分。", lang="zh"),
        GoodPair("The firm made 3.5 million euros.", source="Die Firma nahm 3,5 Mio. Euro ein.", lang="de"),
        GoodPair("The city has 12.3 million people.", source="这座城市有1230万人口。", lang="zh"),
        GoodPair("The train leaves at 7 p.m.", source="Le train part à 19 h.", lang="fr"),
        GoodPair("It was built in 2018.", source="平成30年に建てられた。", lang="ja"),
        GoodPair("The pool is 50m long.", source="Das Becken ist 50 Meter lang.", lang="de"),
        GoodPair("She bought a 4K screen.", source="Она купила экран 4К.", lang="ru"),
        GoodPair("The port cost $2 tln.", source="Порт стоил 2 трлн долларов.", lang="ru"),
        GoodPair("The striker came for 40 mln euros.", source="Нападающий пришёл за 40 млн евро.", lang="ru"),
        GoodPair("The museum expects 2 to 3 million guests.", source="博物馆预计有200万至300万名游客。", lang="zh"),
        GoodPair("It cost six million, now nine million.", source="Dřív stál šest milionů, teď devět.", lang="cs"),
        GoodPair("The fund has 110 million yuan.", source="该基金有1.1亿元。", lang="zh"),
        GoodPair("The bridge cost 2,300 yuan a metre.", source="这座桥每米花费0.23万元。", lang="zh"),
        GoodPair("Sales reached $4.2 billion.", source="Les ventes atteignent 4,2 Md$.", lang="fr"),
        GoodPair("About 4,300 people came.", source="Yaklaşık 4 bin 300 kişi geldi.", lang="tr"),
        GoodPair("They leave at 11:45 tonight.", source="Partono stasera alle 23,45.", lang="it"),
        GoodPair("The index stood at 14,201.57.", source="L'indice valait 14 201,57 points.", lang="fr"),
        GoodPair("The mine lies 60 miles away.", source="Důl leží 60 mil daleko.", lang="cs"),
        GoodPair("The firm built planes in the quarter.", source="Le groupe a fait des avions.", lang="fr"),
        GoodPair("It is .08 percent.", source="Es sind 0,08 Prozent.", lang="de"),
        GoodPair(
            "It is called Zeta3D. Some say that Zeta3D is slow. It runs on old machines.",
            source="Es heißt Zeta3D. Manche sagen, es sei langsam. Es läuft auf 64 alten Rechnern.",
            lang="de",
        ),
        GoodPair("The 500m2 hall is closed.", source="Der Saal (500 m2) ist geschlossen.", lang="de"),
        GoodPair("It has fifty thousand books.", source="Possiede cinquantamila libri.", lang="it"),
        GoodPair("Car 09 B 1510 was seen.", source="Man sah das Auto 09 B 1510.", lang="de"),
        GoodPair("He came twenty-fourth.", source="Quedó en el vigésimo cuarto lugar.", lang="es"),
        GoodPair("She is 31 now.", source="بلغت الحادية والثلاثين من عمرها.", lang="ar"),
        GoodPair("On Wednesday two men came.", source="جاء الرجلان يوم الأربعاء.", lang="ar"),
        GoodPair("The board is 29¾ inches long.", source="Deska má na délku 29,75 palce.", lang="cs"),
        GoodPair("They left at 1200 GMT.", source="Они уехали в 12 часов по Гринвичу.", lang="ru"),
        GoodPair("The firm has $221bn.", source="A firma tem $221bn.", lang="pt"),
        GoodPair("Over four million people came.", source="有400多万人来了。", lang="zh"),
        GoodPair("It is not only a three-dimensional film.", source="این نه تنها فیلمی سه‌بعدی است.", lang="fa"),
        GoodPair("Louis XVI had two children.", source="루이 16세에게는 두 아이가 있었다.", lang="ko"),
        GoodPair("They sold three million and five million.", source="Vendieron tres y cinco millones.", lang="es"),
        GoodPair("He rested in the last two decades.", source="Riposò nell'ultimo ventennio.", lang="it"),
        GoodPair("The river is six miles wide.", source="Řeka je šest mil široká.", lang="cs"),
        GoodPair("It cost $1.5 million.", source="Cela a coûté 1 million et demi de dollars.", lang="fr"),
        GoodPair("They took eleven times as much.", source="أخذوا أحد عشر ضعفاً.", lang="ar"),
        GoodPair("He wrote thirty-nine stories.", source="Han skrev trettionio historier.", lang="sv"),
        GoodPair("They held thirty members.", source="Zadrželi tři desítky členů.", lang="cs"),
        GoodPair("Twenty people came.", source="Пришло два десятка человек.", lang="ru"),
        GoodPair(
            "The thirty came after three years.", source="Třicítka přišla po třech čtyřletých obdobích.", lang="cs"
        ),
        GoodPair("It costs 10.7 billion euros.", source="Cuesta 10,7 miles de millones de euros.", lang="es"),
        GoodPair("Thousands and thousands of people came.", source="Vinieron miles y miles de los suyos.", lang="es"),
        GoodPair("It is a multi-billion euro station.", source="Es una estación de varios miles.", lang="es"),
        GoodPair("It cost 31,000 crore rupees.", source="इसकी लागत 31 हजार करो\u095c रुपये थी।", lang="hi"),
        GoodPair("You sell it within a day.", source="On le vend dans un délai de 24 heures.", lang="fr"),
        GoodPair(
            "He came first on 1 February, and then on 14 February.", source="他2 月 1 日来，2 月 14 日又来。", lang="zh"
        ),
        GoodPair("Imports were 800 thou. tonnes.", source="Импорт составил 800 тыс. тонн.", lang="ru"),
        GoodPair("Over 500 thousand guests are expected.", source="500 bini aşkın konuk bekleniyor.", lang="tr"),
        GoodPair("They won 26 to 00.", source="Wygrali 26 do zera w meczu numer 5.", lang="pl"),
    ),
)
def number_changed(pair: Pair) -> Iterator[Match]:
    """A number is not the one in the source.

    Engines copy most numbers but now and then put a likelier one in its place, or lose a digit.
    """
    from mtcheck.bitext.compare import numbers

    text, original = pair.document.text, pair.source.text
    for bead in pair.trusted:
        for target, source, repeated in numbers(pair, bead).changed:
            here, there = _said(text, target), _said(original, source)
            if not (source.digits or pair.language.spaced or _counted(pair, source)):
                continue  # 百, 十四五: numerals within other words
            figures = all(number.digits for number in (target, source))
            english = _english(there, source) if figures else ""
            fixes = (Fix.write(target.span, english, SUGGEST),) if english and not target.scaled else ()
            related = (Related(source.span, "the number in the source", SOURCE),)
            sure = 0.9 if figures else 0.6
            sure = min(sure, 0.6) if repeated else sure
            yield Match(target.span, f"The source has {there} here, not {here}.", sure, fixes, related)


def _english(said: str, number: Number) -> str:
    """A figure of the source as English writes it (3.5 for 3,5; 14,201 for 14 201), "" if that is not sure."""
    from mtcheck.bitext.numbers import ascii_digits

    plain = ascii_digits(said)
    if plain.isdigit() or ":" in plain:
        return plain
    ways = (f"{number.value:,.{k}f}" for k in range(PLACES))
    way = next((w for w in ways if re.sub(r"\D", "", w) == number.raw), "")
    return way if way == plain or not number.parts else ""


def _said(text: str, number: Number) -> str:
    """A number as it stands, with the word that multiplies it."""
    from mtcheck.bitext.words import WORD

    own = text[slice(*number.span)]
    after = re.compile(rf"[\s\u00a0-]*{WORD.pattern}").match(text, number.span.end) if number.scaled else None
    return own + after.group()[:LONGEST] if after and number.digits else own


@pair_rule(
    code="BNU002",
    name="number-added",
    severity=MAJOR,
    mqm="accuracy/addition",
    examples=(
        BadPair("The council met with [[37]] guests.", source="Der Rat tagte mit Gästen.", lang="de"),
        GoodPair("The council met with 37 guests.", source="Der Rat tagte mit siebenunddreißig Gästen.", lang="de"),
        GoodPair("We are in the last 16.", source="Estamos en octavos.", lang="es"),
        BadPair("They met for the last [[16]] years.", source="Se reunieron durante años.", lang="es"),
        BadPair("They met on May [[3]] in the old hall.", source="Sie trafen sich im alten Saal.", lang="de"),
        BadPair("They met on [[3]] May in the old hall.", source="Sie trafen sich im alten Saal.", lang="de"),
        GoodPair(
            "The council met with 37 guests.", source="Baraza lilikutana na wageni thelathini na saba.", lang="sw"
        ),
        GoodPair("The council met with 7 guests.", source="Der Rat tagte mit Gästen.", lang="de"),
        GoodPair("The council met with 100 guests.", source="Der Rat tagte mit Gästen.", lang="de"),
        GoodPair("The council spent 37 million euros.", source="Der Rat gab viele Euro aus.", lang="de"),
        GoodPair("He spoke for 30 minutes.", source="Er sprach eine halbe Stunde (30 Minuten).", lang="de"),
    ),
)
def number_added(pair: Pair) -> Iterator[Match]:
    """A number stands here that the source does not have.

    Engines finish a phrase the way they have often read it, with a figure that nobody gave.
    """
    from mtcheck.bitext.compare import numbers

    if not pair.language.known:
        return
    for bead in pair.trusted:
        for target in numbers(pair, bead).added:
            if _telling(pair, target) or _of_a_month(pair, target):
                here = pair.document.text[slice(*target.span)]
                yield Match(target.span, f"The source has no {here}.", 0.55)


def _counted(pair: Pair, number: Number) -> bool:
    """Whether a numeral of the source counts days, years, people: it is no part of another word then."""
    return pair.source.text.startswith(tuple(pair.language.counters), number.span.end)


def _of_a_month(pair: Pair, number: Number) -> bool:
    """Whether it is a day of a month that is named beside it."""
    text, (start, end) = pair.document.text, number.span
    before, after = _beside_months()
    return bool(before.search(text, max(0, start - 12), start) or after.match(text, end))


@cache
def _beside_months() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The name of a month before a day (May 3), and behind one (3rd of May)."""
    from mtcheck.bitext.english import month_numbers

    month = f"(?:{'|'.join(map(str.title, month_numbers()))})"
    return re.compile(rf"\b{month} $"), re.compile(rf"(?:st|nd|rd|th)? (?:of )?{month}\b")


def _telling(pair: Pair, number: Number) -> bool:
    """Whether it is a number a translator would hardly add: not small, not a converted measure."""
    from mtcheck.bitext.compare import CONVERTED

    if number.value <= 12 or number.scaled or number.value in ROUND:
        return False
    return not CONVERTED.match(pair.document.text, number.span.end)


@pair_rule(
    code="BNU003",
    name="number-missing",
    severity=MAJOR,
    mqm="accuracy/omission",
    examples=(
        BadPair(
            "[[The mayor invited the choirs to the town hall.]]",
            source="Der Bürgermeister lud die 48 Chöre ins Rathaus ein.",
            lang="de",
        ),
        GoodPair(
            "The mayor invited all forty-eight choirs to the town hall.",
            source="Der Bürgermeister lud alle 48 Chöre ins Rathaus ein.",
            lang="de",
        ),
        GoodPair(
            "The mayor invited the choirs to the town hall.",
            source="Der Bürgermeister lud die 8 Chöre ins Rathaus ein.",
            lang="de",
        ),
        GoodPair(
            "The mayor gave the choirs of the town some money.",
            source="Der Bürgermeister gab den Chören der Stadt 30 Millionen Euro.",
            lang="de",
        ),
        GoodPair("They met on May 3.", source="Sie trafen sich am 3.5.", lang="de"),
        GoodPair("One of them has waited nearly a hundred years.", source="L'un attend depuis 100 ans.", lang="fr"),
        GoodPair("The COVID ward is closed.", source="La unidad de COVID-19 está cerrada.", lang="es"),
        GoodPair("It was built in the previous century.", source="Er wurde 100 Jahre früher gebaut.", lang="de"),
        GoodPair("It is a full-size copy.", source="Die Kopie hat 100 % der Größe.", lang="de"),
        GoodPair("He needed 2:11.60 minutes.", source="彼は2分11秒60かかった。", lang="ja"),
        GoodPair("It cost 15,001 pounds.", source="它花费了15，001英镑。", lang="zh"),
        GoodPair("Days above +30°C are common.", source="Tage über 30 °C sind häufig.", lang="de"),
        GoodPair("A walk takes half an hour.", source="Ein Spaziergang dauert 30 Minuten.", lang="de"),
        GoodPair("It flew at 17,500 mph.", source="Er flog mit 28000 km/h.", lang="de"),
        GoodPair("It was built in the 1800s.", source="הוא נבנה במאה ה-19.", lang="he"),
        GoodPair("He was in his 20s.", source="Er war zwischen 20 und 30 Jahre alt.", lang="de"),
    ),
)
def number_missing(pair: Pair) -> Iterator[Match]:
    """A number of the source is missing.

    A figure is lost with the phrase it stands in when the engine shortens a long sentence.
    """
    from mtcheck.bitext.compare import numbers

    for bead in pair.trusted:
        assert bead.target
        least = SMALL if pair.segmented else LARGE
        lone = [s for s in numbers(pair, bead).missing if s.value > least and not s.scaled]
        if lone:
            words = ", ".join(pair.source.text[slice(*s.span)] for s in lone)
            related = tuple(Related(s.span, "not in the translation", SOURCE) for s in lone)
            sure = 0.55 if max(s.value for s in lone) >= (LARGE if pair.segmented else 30) else 0.45
            yield Match(bead.target, f"The source has {words}; the translation does not.", sure, (), related)
