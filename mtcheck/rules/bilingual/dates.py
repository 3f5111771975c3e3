"""BNU004, BNU005: months, weekdays and currencies that differ from the source's."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.language import LanguageData, Names
    from mtcheck.bitext.pair import Bead, Pair
    from mtcheck.bitext.words import Words

SHORT, ENDING = 4, 3  # letters of a name that has no endings; letters of an ending
AMBIGUOUS = ("March", "May")  # words that are months only where they stand as these do
BEFORE = (
    r"(?:\b(?i:in|of|since|until|till|by|from|last|next|late|early|mid|this|every|and|to|or|on|before|after|during|"
    r"through|for|between|around|about|towards?|beginning|end|the|an?)|\d(?:st|nd|rd|th)?)[ -]"
)
BEHIND = r",? (?:\d|and |or |to |through |is |was )"  # what stands behind a month that begins a sentence
APOSTROPHE = re.compile("['’]")
DATE = re.compile(r"(?<![\d/.,:-])(\d{1,2})(?:[/-]|\.\s?)(\d{1,2})(?!\d)(?!:)")  # a day and a month, in either order
DAY_BEFORE = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?(?: of)? $")
DAY_BEHIND = re.compile(r"\.? (\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
HEAD = 3  # letters of a month in short


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
    own_months = pair.language.month_names
    heads = {name[:HEAD]: n for name, n in numbers.items()}
    for bead in pair.trusted:
        if not any_name.search(bead.target_text):
            continue
        found = [(m, heads[_name(m)[:HEAD].lower()]) for m in pattern.finditer(bead.target_text)]
        there = _named(pair, bead, names)
        here = Counter(heads[_name(m)[:HEAD].lower()] for b in pair.near(bead) for m in pattern.finditer(b.target_text))
        left = there - here
        for i, (m, k) in enumerate(found):
            if k not in there and (meant := _in_digits(bead, m, k)) and names is own_months:
                yield _other(bead, m, meant, numbers)
                continue
            if not left:
                continue
            if k in there and k not in [n for _, n in found[:i]]:
                continue  # said again, it stands where the source has another
            yield _other(bead, m, min(left), numbers)


def _other(bead: Bead, m: re.Match[str], number: int, numbers: dict[str, int]) -> Match:
    """The finding: the source has the month or day of this number here."""
    assert bead.target
    span = _place(m).shifted(bead.target.start)
    meant = next(name for name, n in numbers.items() if n == number).title()
    related = (Related(bead.source, f"names {meant}", SOURCE),) if bead.source else ()
    return Match(span, f"The source has {meant} here, not {_name(m)}.", 0.7, (), related)


def _in_digits(bead: Bead, m: re.Match[str], k: int) -> int:
    """The month that the source gives in digits (29/9, 29. 9. 2018) for the day that stands beside month `k` here; 0 if
    it has no such date, or that month too."""
    from mtcheck.bitext.numbers import ascii_digits

    text, place = bead.target_text, _place(m)
    day = DAY_BEFORE.search(text, 0, place.start) or DAY_BEHIND.match(text, place.end)
    if not day:
        return 0
    pairs = [(int(a), int(b)) for a, b in DATE.findall(ascii_digits(bead.source_text))]
    months = [b for a, b in pairs + [(b, a) for a, b in pairs] if a == int(day[1]) and 1 <= b <= 12]
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


def _named(pair: Pair, bead: Bead, names: Names) -> Counter[int]:
    """The months or days that this piece of the source and its neighbours name, and how often."""
    from mtcheck.bitext.words import WORD

    language = pair.language
    text = " ".join(b.source_text for b in pair.near(bead)).lower()
    found: Counter[int] = Counter()
    if language.month_sign and names is language.month_names:
        signed = (int(m[1]) for m in re.finditer(rf"(\d{{1,2}})\s*{language.month_sign}", text))
        found.update(n for n in signed if n in names)
    rows = _rows(names, language.spaced)
    if pattern := _phrases(tuple(rows)):
        named = (m.group() for m in pattern.finditer(text))  # those in digits were counted by their sign
        found.update(n for form in named if not form[0].isdigit() for n in rows[form])
    if language.spaced:
        for word in WORD.findall(text):
            found.update(_meant(word, names, language))
    return found


def _rows(names: Names, spaced: bool) -> dict[str, list[int]]:
    """What stands in a text as it is -> the months or days it names; in a language with spaces between words, those of
    its names that are more than one word."""
    out: dict[str, list[int]] = {}
    for n, forms in names.items():
        for form in forms:
            if not spaced or not form.strip("*").isalpha():
                out.setdefault(form.strip("*"), []).append(n)
    return out


@lru_cache(maxsize=64)
def _phrases(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """The forms in running text; of two that begin alike the longer one."""
    words = "|".join(re.escape(f) for f in sorted(forms, key=lambda f: -len(f)))
    return re.compile(rf"(?<!\d)(?:{words})(?!\d)") if words else None


def _meant(word: str, names: Names, language: LanguageData) -> set[int]:
    """The months or days that a word may name, inflected or not: those with the longest name that it begins with."""
    longest: dict[int, int] = {}
    behind = APOSTROPHE.split(word)[-1]  # nell'agosto
    for bare in (word, behind, *(word[len(c) :] for c in language.proclitics if word.startswith(c))):
        for n, forms in names.items():
            for form in forms:
                if _is(bare, form, language.name_ending >= 0):
                    longest[n] = max(len(form), longest.get(n, 0))
    return {n for n, length in longest.items() if length == max(longest.values())}


def _is(word: str, form: str, inflected: bool) -> bool:
    """Whether a word is a name of a month or a day, with or without an ending if the language has them; of a short name
    only after an apostrophe (Mart'ta)."""
    if form.endswith("*"):
        return word.startswith(form[:-1])
    if not word.startswith(form):
        return False
    ending = word[len(form) :]
    return not ending or (inflected and (ending[0] in "'’" or (len(form) > SHORT and len(ending) <= ENDING)))


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
    ),
)
def currency_changed(pair: Pair) -> Iterator[Match]:
    """The currency is another than in the source.

    Sums are most often in dollars in what engines have read.
    """
    from mtcheck.bitext.english import english

    for bead in pair.trusted:
        assert bead.target
        here = _currencies(english(), bead.target_text)
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
