"""BNU004, BNU005: months, weekdays and currencies that differ from the source's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.language import LanguageData, Names
    from mtcheck.bitext.pair import Bead, Pair
    from mtcheck.bitext.words import Words

AMBIGUOUS = ("March", "May")  # words that are months only where they stand as these do
BEFORE = (
    r"(?:\b(?i:in|of|since|until|till|by|from|last|next|late|early|mid|this|every|and|to|or|on|before|after|during|"
    r"through|for|between|around|about|towards?|beginning|end|the|an?)|\d(?:st|nd|rd|th)?)[ -]"
)
BEHIND = r",? (?:\d|and |or |to |through |is |was )"  # what stands behind a month that begins a sentence
# A day and a month, in either order, also behind a year.
DATE = re.compile(r"(?:(?<![\d/.,:-])|(?<!\d)[12]\d{3}[/.-])(\d{1,2})(?:[/-]|\.\s?)(\d{1,2})(?!\d)(?!:)")
YEAR = re.compile(r",? ([12]\d{3})\b")
OF_YEAR = re.compile(r"(?<![\d/.,:-])(0?[1-9]|1[0-2])[/.]([12]\d{3})(?!\d)")  # a month and its year
DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
DAY_BEHIND = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
DYNASTY = "Yuan"  # no money, with its capital
HEAD = 3  # letters of a month in short
LOOSE = re.compile(rf"\b({'|'.join(AMBIGUOUS)})\b(?! [A-Z])")
# What stands before it within a sentence, other than a name (Theresa May, Mr. May); at its beginning only May's.
WITHIN = re.compile(r"(?<![^\s(-])[a-z][\w'’]*[,;:]? $|^$")
POSSESSIVE = re.compile("['’]s ")


@pair_rule(
    code="BNU004",
    name="date-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation/date-time",
    examples=(
        BadPair("The fair opens in [[October]].", source="Die Messe beginnt im September.", lang="de"),
        BadPair("They met on [[Friday]].", source="Они встретились в четверг.", lang="ru"),
        GoodPair("The fair opens in September.", source="Die Messe beginnt im September.", lang="de"),
        GoodPair("The fair opens in September.", source="博览会9月开幕。", lang="zh"),
        GoodPair("They met on Friday.", source="Они встретились вчера.", lang="ru"),
        GoodPair("They met on Friday without him.", source="Ze ontmoetten elkaar vrijdag zonder hem.", lang="nl"),
        GoodPair("They opened it in May.", source="Lo abrieron en mayo.", lang="es"),
        BadPair("They met in [[January]].", source="他们在十一月见面了。", lang="zh"),
        BadPair("In [[May]] they met.", source="Im Juni trafen sie sich.", lang="de"),
        BadPair("[[March]] was cold.", source="Der Juni war kalt.", lang="de"),
        BadPair("They met on [[Sept.]] 5.", source="Sie trafen sich am 5. Juni.", lang="de"),
        BadPair("It ran from June to [[June]].", source="Es lief von Juni bis September.", lang="de"),
        BadPair("He came on [[Friday]].", source="그는 수요일에 왔다.", lang="ko"),
        GoodPair("Theresa May came.", source="Im Juni kam Theresa May.", lang="de"),
        GoodPair("They met on Sept. 5.", source="Sie trafen sich am 5. September.", lang="de"),
        GoodPair("They met in January.", source="التقوا في يناير في يونيون.", lang="ar"),
        GoodPair("They met in June, in the June sun.", source="Sie trafen sich im Juni.", lang="de"),
        BadPair("It ran from [[May]] 3 to July 9.", source="Es lief vom 3. Juli bis zum 9. Juli.", lang="de"),
        BadPair("They met in [[July]] 2012.", source="Si incontrarono nell'aprile 2012.", lang="it"),
        BadPair("They met on 29 [[February]].", source="Họ gặp nhau ngày 29/09/1918.", lang="vi"),
        BadPair("They met on [[March]] 24.", source="Sešli se 24. 8. v hale.", lang="cs"),
        GoodPair("They met on 29 September.", source="Họ gặp nhau ngày 29/09/1918.", lang="vi"),
        GoodPair("They met on 5 March and won.", source="Sie trafen sich am 5. März und siegten 5-2.", lang="de"),
        GoodPair("They met on March 5.", source="Se reunieron el 3/5.", lang="es"),
        GoodPair("In March they won 29 times.", source="Sie trafen sich am 29.9. und siegten.", lang="de"),
        BadPair("They met on [[Monday]] afternoon.", source="Sie trafen sich am Samstagnachmittag.", lang="de"),
        BadPair("They met in [[November]].", source="הם נפגשו ובאוקטובר נפרדו.", lang="he"),
        BadPair("They met on [[Tuesday]].", source="הם נפגשו ביום ו׳.", lang="he"),
        BadPair("They met in [[December]].", source="彼らは八月に会った。", lang="ja"),
        BadPair("They met on [[July]] 6.", source="التقوا في 6 جوان.", lang="ar"),
        GoodPair("They met in July, not in August.", source="他们在7月见面了。", lang="zh"),
        BadPair("They met on [[Monday]]s.", source="Sie trafen sich freitags.", lang="de"),
        BadPair("They met in [[May]].", source="Mart'ta buluştular.", lang="tr"),
        GoodPair("They met on Monday 24 August.", source="Sešli se 24. 8. v hale.", lang="cs"),
        GoodPair(
            "They met on May 5 and won 4-3.", source="Sie trafen sich am 5. dieses Monats und siegten 4-3.", lang="de"
        ),
        GoodPair(
            "They met on May 5 and won 29-5.", source="Sie trafen sich am 5. dieses Monats und siegten 29-5.", lang="de"
        ),
        GoodPair("They met on a Friday in March.", source="Sie trafen sich an einem Freitag im März.", lang="de"),
        GoodPair("They met on a Friday in May.", source="他们在5月见面了。", lang="zh"),
        GoodPair("Mr Maier came in June.", source="Herr Maier kam vorigen Monat.", lang="de"),
        GoodPair("The Augustinians met in May.", source="Die Augustiner trafen sich vorigen Monat.", lang="de"),
        GoodPair("He rode an Aprilia in March.", source="ركب دراجة أبريليا في الشهر الماضي.", lang="ar"),
        BadPair(
            "One came on [[August]] 6, one on July 9, one on August 10.",
            source="Einer kam am 6. Juli, einer am 9. Juli, einer am 10. August.",
            lang="de",
        ),
        BadPair("It ran from [[February]] 6 to December 8.", source="从十二月六日至八日举行。", lang="zh"),
        GoodPair("It ran from December 6 to December 8.", source="从十二月六日至八日举行。", lang="zh"),
        GoodPair("They met on Friday 6 July.", source="Sie trafen sich am Freitag, dem 6. Juli.", lang="de"),
        GoodPair("In May, in the May sun, they sang of May.", source="Sie sangen von Mai bis Juli.", lang="de"),
        GoodPair("It rained in July and in July.", source="Es regnete im Juli, im Juli und im Juli.", lang="de"),
        BadPair("The council’s [[May]] meeting was long.", source="Die Sitzung des Rates im Juli war lang.", lang="de"),
        BadPair("[[March]]’s meeting was long.", source="Die Sitzung im Juli war lang.", lang="de"),
        GoodPair("Again Mrs. May came home.", source="Im Juni kam die Premierministerin heim.", lang="de"),
        GoodPair("We met old May Smith.", source="Im Juni trafen wir die alte Frau Schmidt.", lang="de"),
        GoodPair("May he rest for long.", source="Im Juni soll er lange ruhen.", lang="de"),
        GoodPair("That was a good May plan.", source="Im Juni war das ein guter May-Plan.", lang="de"),
        GoodPair("In May a plan for old May came.", source="Im Mai, nicht erst im Juni, kam ein Plan.", lang="de"),
        BadPair("They met in [[May]] 2018.", source="Sešli se 10/2018 v hale.", lang="cs"),
        GoodPair("They met in October 2018.", source="Sešli se 10/2018 v hale.", lang="cs"),
        BadPair("They met on [[May]] 29, 2018.", source="Sešli se 2018-10-29 v hale.", lang="cs"),
        BadPair("It ran from [[August]] to June.", source="它於4至6月在海岸舉行。", lang="zh"),
        BadPair("They met in [[August]].", source="Ekimde bir araya geldiler.", lang="tr"),
        BadPair("They met in [[July]] again.", source="Συναντήθηκαν πάλι τον Οκτώβρη.", lang="el"),
        GoodPair(
            "In May the River of May was full in St. Augustine.",
            source="Im Mai war der River of May in St. Augustine voll.",
            lang="de",
        ),
    ),
)
def date_changed(pair: Pair) -> Iterator[Match]:
    """The month or the weekday is another than in the source.

    The names of months and days are so alike in use that engines take one for another.
    """
    from mtcheck.bitext.english import day_numbers, month_numbers

    own = pair.language
    for there, here in ((own.month_names, month_numbers()), (own.day_names, day_numbers())):
        if there:
            yield from _changed(pair, there, here)


def _changed(pair: Pair, names: Names, numbers: dict[str, int]) -> Iterator[Match]:
    """Months or days (English name -> number) that differ from those of the source."""
    pattern, any_name = _pattern(*numbers), _any_name(*numbers)
    months = names is pair.language.month_names
    for bead in pair.trusted:
        if not any_name.search(bead.target_text):
            continue
        there = _named(pair, bead, names)
        here = Counter(_number(m, numbers) for b in pair.near(bead) for m in pattern.finditer(b.target_text))
        left = there - here
        found = [(m, _number(m, numbers)) for m in pattern.finditer(bead.target_text)]
        if left and months:
            taken = {m.span(m.lastindex or 0) for m, _ in found}
            loose = ((m, _number(m, numbers)) for m in _loose(bead) if m.span(1) not in taken)
            found += [(m, k) for m, k in loose if k not in there]
        for i, (m, k) in enumerate(found):
            if months and (meant := _of_day(bead, m, k) or (k not in there and _in_digits(bead, m, k))):
                yield _other(bead, m, meant, numbers)
                left -= Counter([meant])
                continue
            if not left or min(left) == k:
                continue
            if k in there and (k not in [n for _, n in found[:i]] or there.total() < here.total()):
                continue  # said again, it stands where the source has another
            yield _other(bead, m, min(left), numbers)


def _number(m: re.Match[str], numbers: dict[str, int]) -> int:
    """The month or the day that was found, also in short."""
    return _heads(*numbers)[_name(m)[:HEAD].lower()]


@cache
def _heads(*names: str) -> dict[str, int]:
    """How the names begin -> their number."""
    from mtcheck.bitext.english import day_numbers, month_numbers

    return {name[:HEAD]: n for table in (day_numbers(), month_numbers()) for name, n in table.items() if name in names}


def _other(bead: Bead, m: re.Match[str], number: int, numbers: dict[str, int]) -> Match:
    """The finding: the source has the month or day of this number here."""
    assert bead.target
    span = _place(m).shifted(bead.target.start)
    meant = next(name for name, n in numbers.items() if n == number).title()
    related = (Related(bead.source, f"names {meant}", SOURCE),) if bead.source else ()
    return Match(span, f"The source has {meant} here, not {_name(m)}.", 0.7, (), related)


def _loose(bead: Bead) -> Iterator[re.Match[str]]:
    """The ambiguous months of a piece that stand as names of people do not."""
    text = bead.target_text
    for m in LOOSE.finditer(text):
        before = WITHIN.search(text, 0, m.start())
        if before and (before.group() or POSSESSIVE.match(text, m.end())) and m[1] not in bead.source_vocabulary:
            yield m


def _named(pair: Pair, bead: Bead, names: Names) -> Counter[int]:
    """The months or days that this piece of the source and its neighbours name, and how often."""
    from mtcheck.bitext.months import named

    text = " ".join(b.source_text for b in pair.near(bead)).lower()
    return Counter(n for name in named(text, names, pair.language) for n in name.numbers)


def _day(bead: Bead, m: re.Match[str]) -> int:
    """The day that stands beside a month of the translation; 0 if there is none."""
    start, end = m.span(m.lastindex or 0)
    day = DAY_BEFORE.search(bead.target_text, 0, start) or DAY_BEHIND.match(bead.target_text, end)
    return int(day[1]) if day else 0


def _of_day(bead: Bead, m: re.Match[str], k: int) -> int:
    """The month that the source has beside the day that stands beside month `k` here; 0 if it is the same."""
    from mtcheck.bitext.months import dates

    day = _day(bead, m)
    months = bead.once(dates).get(day, ()) if day else ()
    return min(months) if months and k not in months else 0


def _in_digits(bead: Bead, m: re.Match[str], k: int) -> int:
    """The month that the source gives in digits (29/9, 29. 9. 2018, 9/2018) for the day or the year that stands beside
    month `k` here; 0 if it has no such date, or that month too."""
    from mtcheck.bitext.numbers import ascii_digits

    if day := _day(bead, m):
        pairs = [(int(a), int(b)) for a, b in DATE.findall(ascii_digits(bead.source_text))]
        months = [b for a, b in pairs + [(b, a) for a, b in pairs] if a == day and 1 <= b <= 12]
    elif year := YEAR.match(bead.target_text, m.span(m.lastindex or 0)[1]):
        months = [int(a) for a, b in OF_YEAR.findall(ascii_digits(bead.source_text)) if b == year[1]]
    else:
        return 0
    return months[0] if months and k not in months else 0


def _place(m: re.Match[str]) -> Span:
    """Where the name stands that was found."""
    assert m.lastindex  # each way to write one is a group
    return Span(*m.span(m.lastindex))


def _name(m: re.Match[str]) -> str:
    return m.string[slice(*_place(m))]


@cache
def _pattern(*names: str) -> re.Pattern[str]:
    """Names of months or days with a capital; of days also the plural, of months also in short beside a day."""
    words = "|".join(n.title() for n in names if n.title() not in AMBIGUOUS)
    if not any(n.title() in AMBIGUOUS for n in names):
        return re.compile(rf"\b({words})s?\b")
    months = "|".join(AMBIGUOUS)
    short = rf"(?:{'|'.join(n[:HEAD].title() for n in names)}|Sept)\.?"
    return re.compile(
        rf"\b({words})s?\b|{BEFORE}({months})\b|\b({months})(?= \d)|^\W*({months})(?={BEHIND})|"
        rf"\b({short})(?= \d)|(?<=\d )({short})(?!\w)"
    )


@cache
def _any_name(*names: str) -> re.Pattern[str]:
    """How the names begin, whatever stands around: soon found, or not."""
    return re.compile("|".join(n[:HEAD].title() for n in names))


@pair_rule(
    code="BNU005",
    name="currency-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation/currency",
    examples=(
        BadPair("The bridge cost 30 million [[dollars]].", source="Die Brücke kostete 30 Millionen Euro.", lang="de"),
        BadPair("It cost 30 million [[dollars]].", source="Den kostade 30 miljoner euro.", lang="sv"),
        GoodPair("The bridge cost 30 million euros.", source="Die Brücke kostete 30 Millionen Euro.", lang="de"),
        GoodPair("The bridge cost $30 million.", source="这座桥耗资3000万美元。", lang="zh"),
        GoodPair("The bridge cost 30 million.", source="Die Brücke kostete 30 Millionen Euro.", lang="de"),
        GoodPair("The bridge cost many dollars.", source="Die Brücke kostete viel Geld.", lang="de"),
        GoodPair("The Yuan court paid for it.", source="元朝宫廷用美元付了钱。", lang="zh"),
        GoodPair("The Yuan emperor paid for it.", source="Der Kaiser zahlte dafür in Euro.", lang="de"),
    ),
)
def currency_changed(pair: Pair) -> Iterator[Match]:
    """The currency is another than in the source.

    Sums are most often in dollars in what engines have read.
    """
    from mtcheck.bitext.english import english

    for bead in pair.trusted:
        assert bead.target
        here = {name: m for name, m in _currencies(english(), bead.target_text).items() if m.group() != DYNASTY}
        if not here:
            continue
        there = _currencies(pair.language, " ".join(b.source_text for b in pair.near(bead)))
        if there and not here.keys() & there.keys():
            span = Span(*here[min(here)].span()).shifted(bead.target.start)
            meant = min(there)
            related = (Related(bead.source, f"speaks of the {meant}", SOURCE),) if bead.source else ()
            yield Match(span, f"The source speaks of the {meant} here.", 0.6, (), related)


def _currencies(language: LanguageData, text: str) -> dict[str, re.Match[str]]:
    """The currencies that a text names, each with the first place."""
    if not _any_currency(language).found(text, language.spaced):
        return {}
    found = ((name, words.found(text, language.spaced)) for name, words in language.currencies.items())
    return {name: m for name, m in found if m}


@cache
def _any_currency(language: LanguageData) -> Words:
    """The names of all currencies."""
    from mtcheck.bitext.words import Words

    return Words.of(" ".join(item for words in language.currencies.values() for item in words.items))
