"""CON002 to CON004: US and U.S., British and American spelling, two styles of dates."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import MONTHS
from mtcheck.languages.en.words.strangers import about_software
from mtcheck.languages.en.words.table import pairs
from mtcheck.lint import MINOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, Related, document_rule, rule


def _plain(document: Document, i: int) -> bool:
    """Whether token i stands in running text outside quotations."""
    return document.in_prose(i) and not document.has(i, Flag.QUOTED)


@rule(
    code="CON002",
    name="us-and-u-s",
    severity=MINOR,
    mqm="terminology/inconsistent",
    anchors=("u.s.",),
    examples=(
        Bad(
            "The US envoy spoke on Monday, and the US army left. Then the [[U.S.]] envoy left too.",
            fix="The US envoy spoke on Monday, and the US army left. Then the US envoy left too.",
        ),
        Good("The U.S. envoy spoke on Monday, and then the U.S. army left."),
        Bad(
            "The U.S. envoy spoke on Monday, and the U.S. army left. Then the [[US]] envoy left too.",
            fix="The U.S. envoy spoke on Monday, and the U.S. army left. Then the U.S. envoy left too.",
        ),
        Good("The U.S. envoy spoke on Monday. Then the US army left."),
        Good("The U.S. envoy spoke, and the U.S. army left. He told us so. “The US must leave”, the poster said."),
        Good("The US envoy spoke, and the US army left. “The U.S. must leave”, the poster said."),
        Good("US envoy leaves\nThe U.S. envoy spoke on Monday. Then the U.S. army left."),
        Good("The U.S. envoy spoke on Monday. Then the U.S. army left, with US$5 million and US $2,000 in cash."),
    ),
)
def us_and_u_s(document: Document, i: int) -> Iterator[Match]:
    """US is written with and without stops in one article.

    Sentences are translated one by one, and each takes the style of another newspaper.
    """
    if i != document.index["u.s."][0]:  # once for the document
        return
    dotted = [k for k in document.index["u.s."] if _plain(document, k)]
    bare = [k for k in document.index.get("us", ()) if document.words[k] == "US" and _plain(document, k)]
    bare = [k for k in bare if document.word(k + 1) != "$"]  # the sign of a currency
    few, many = (dotted, bare) if len(dotted) <= len(bare) else (bare, dotted)
    if not few or len(many) < 2:
        return
    right = document.words[many[0]]
    edits = tuple(Edit(document.starts[k], document.ends[k], right) for k in few)
    message = f"The article writes “{document.words[few[0]]}” here and “{right}” elsewhere."
    related = (Related(document.span(many[0]), f"“{right}” stands here"),)
    yield Match(document.span(few[0]), message, 0.4, (Fix(f"Write “{right}” throughout", edits, SUGGEST),), related)


AMERICAN = pairs(
    """color/colour colors/colours favor/favour favorite/favourite honor/honour honored/honoured
        labor/labour neighbor/neighbour neighbors/neighbours neighboring/neighbouring neighborhood/neighbourhood
        behavior/behaviour humor/humour rumor/rumour rumors/rumours harbor/harbour armor/armour vapor/vapour
        center/centre centers/centres theater/theatre theaters/theatres meter/metre meters/metres
        kilometer/kilometre kilometers/kilometres liter/litre liters/litres fiber/fibre defense/defence
        offense/offence organization/organisation organizations/organisations organized/organised
        organize/organise recognized/recognised recognize/recognise realized/realised emphasized/emphasised
        criticized/criticised authorized/authorised apologized/apologised mobilization/mobilisation
        mobilized/mobilised globalization/globalisation modernization/modernisation stabilize/stabilise
        traveled/travelled traveling/travelling traveler/traveller travelers/travellers canceled/cancelled
        labeled/labelled fueled/fuelled modeling/modelling program/programme programs/programmes catalog/catalogue
        gray/grey tire/tyre tires/tyres airplane/aeroplane jewelry/jewellery plow/plough"""
)
PROGRAMS = {"program", "programs"}  # of a computer, everywhere
WHEELS = {"tire", "tires"}  # a verb everywhere
COMPUTING = {"computer", "computers", "software"}
GAUGES = {"meter", "meters"}  # what measures, after what is measured: a mood meter
BRITISH = {british: american for american, british in AMERICAN.items()}
WEAK = frozenset("program programs organization organizations organized recognized realized center meter grey".split())


@document_rule(
    code="CON003",
    name="british-and-american",
    severity=MINOR,
    mqm="locale/spelling",
    anchors=(*AMERICAN, *BRITISH),
    examples=(
        Bad(
            "The [[colors]] of the harbour drew travellers, and the neighbouring theatre was full.",
            fix="The colours of the harbour drew travellers, and the neighbouring theatre was full.",
        ),
        Good("The colours of the harbour drew travellers; the Labor Center was full, its sign “no color”."),
        Good("The colour of the harbour, whose centre is old, drew travellers, who recognized it."),
        Good("The colour of the stone was grey. They recognized it, realized it, criticized it and organized a fair."),
        Good(
            "Install the package, write the config file, run the script: the colour of the program is grey. A centre."
        ),
        Good("The colours of the harbour drew travellers to the old theatre, and it would soon tire the dancers."),
        Good("The colour of the harbour drew them to the theater."),
        Bad(
            "The town [[colors]] drew travellers to the old harbour, where the theatre stood.",
            fix="The town colours drew travellers to the old harbour, where the theatre stood.",
        ),
        Bad(
            "The colour of the harbour drew travellers 20 [[meters]] to the old theatre.",
            fix="The colour of the harbour drew travellers 20 metres to the old theatre.",
        ),
        Good("The colours of the harbour drew travellers to the old theatre; a computer program counted them."),
        Good("The colours of the harbour drew travellers to the old theatre, where a parking meter stood."),
        Good("The colors of the harbor drew travelers to the theater."),
    ),
)
def british_and_american(document: Document) -> Iterator[Match]:
    """British and American spellings are mixed in one article.

    A system has learned from both, and picks per sentence.
    """
    index = document.index
    programs = about_software(document) or COMPUTING & index.keys()
    listed = AMERICAN.keys() - PROGRAMS if programs else AMERICAN.keys()
    # Oxford too writes recognize beside colour
    american = [i for w in listed & index.keys() if "iz" not in w for i in index[w] if _small(document, i)]
    american = [i for i in american if document.lower[i] not in WHEELS or document.is_pos(i, Pos.NOUN)]
    american = [i for i in american if document.lower[i] not in GAUGES or not document.is_pos(i - 1, Pos.NOUN)]
    british = [i for w in BRITISH.keys() & index.keys() for i in index[w] if _small(document, i)]
    few, many = sorted((sorted(american), sorted(british)), key=len)
    if not few or len(many) < 3:
        return
    table = {**AMERICAN, **BRITISH}
    edits = tuple(Edit(document.starts[i], document.ends[i], table[document.lower[i]]) for i in few)
    i, j = few[0], many[0]
    name, other = ("American", "British") if few[0] in american else ("British", "American")
    message = f"“{document.words[i]}” is {name}; the article spells other words in the {other} way."
    related = (Related(document.span(j), f"“{document.words[j]}” is {other}"),)
    weak = all(document.lower[k] in WEAK for k in few)
    yield Match(document.span(i), message, 0.25 if weak else 0.4, (Fix("Use one spelling", edits, SUGGEST),), related)


def _small(document: Document, i: int) -> bool:
    return document.words[i].islower() and not document.has(i, Flag.QUOTED)


@document_rule(
    code="CON004",
    name="date-styles",
    severity=MINOR,
    mqm="locale/date-format",
    anchors=MONTHS,
    examples=(
        Bad("It began on 5 May 2020 and on 7 May 2020 it rained. It ended on [[June 8, 2020]], in the morning."),
        Good("It began on 5 May 2020, and ended on 8 June 2020."),
        Good("It began on 5 May 2020 and ended on 8 June 2020; “June 8, 2020” was written on the wall."),
        Good("It began on 5 May 2020. It ended on June 8, 2020."),
        Good(
            "It began on May 5, 2020, and ended on June 8, 2020. On 5 May they met again, on 9 June 300 of them. "
            "The first such feast was held in May 1780."
        ),
        Good(
            "It began on 5 May 2020 and ended on 8 June 2020. On May 9, they met again; on June 9 at 10 in the "
            "morning all was over. In May 2021, 300 more came."
        ),
    ),
)
def date_styles(document: Document) -> Iterator[Match]:
    """Dates are written in two styles in one article.

    Sentences are translated one by one, and each takes the style of another newspaper.
    """
    day_first: list[tuple[int, int]] = []
    month_first: list[tuple[int, int]] = []
    for month in MONTHS & document.index.keys():
        for i in document.index[month]:
            if not _plain(document, i):
                continue
            year = document.word(i + 1)
            if _day(document, i - 1) and len(year) == 4 and year.isdigit():
                day_first.append((i - 1, i + 1))
            elif _day(document, i + 1) and document.word(i + 2) == "," and document.word(i + 3).isdigit():
                month_first.append((i, i + 3))
    few, many = sorted((sorted(month_first), sorted(day_first)), key=len)
    if not few or len(many) < 2:
        return
    message = f"“{document.slice(*few[0])}” is another style of date than “{document.slice(*many[0])}”."
    yield Match(document.span(*few[0]), message, 0.4, (), (Related(document.span(*many[0]), "the other style"),))


def _day(document: Document, i: int) -> bool:
    word = document.word(i)
    return word.isdigit() and len(word) < 3
