"""Nouns and adjectives by the forms they have."""

from __future__ import annotations

from mtcheck.languages.en.vocabulary.numbers import QUANTITY_NOUNS
from mtcheck.languages.en.vocabulary.time import CALENDAR_UNITS, PLURAL_UNITS, SEASONS

# One form for one and many, or a form in s that is no plural: a verb after them says nothing about number. Amounts of
# time, length and money are one thing too (ten years is long).
NO_PLURAL = PLURAL_UNITS | frozenset(
    """news politics economics mathematics maths physics athletics gymnastics measles diabetes rabies series species
    means headquarters crossroads works barracks innings billiards darts ethics statistics mechanics logistics
    electronics dynamics genetics linguistics acoustics aerobics ceramics robotics odds lens bias canvas atlas chaos
    ethos cosmos pancreas alias gas bus plus pass shambles fireworks savings people stables printers gallows
    year seconds meters metres kilometers kilometres km miles feet points
    dollars euros pounds percent kilos tons tonnes degrees times others games corps chess thanks grounds finals arts
    semantics proceeds phonetics hydraulics
    sports sales goods data media criteria clothes heads quarters seas woods links""".split()
)

# Singular in form, several in sense: amounts, groups, animals, adjectives that stand for people (the poor).
SEVERAL = (
    QUANTITY_NOUNS
    | CALENDAR_UNITS
    | SEASONS
    | frozenset(
        """majority minority rest pair half public press police staff crew jury audience crowd family
    population youth enemy opposition leadership management media data cast band clergy elite class gang trio duo
    fraction percentage remainder bulk generation electorate community side group army navy
    force regime faculty personnel troupe clan tribe mob herd flock host set string
    percent quarter third orchestra choir delegation many time morning evening season
    species means people following former latter above other same accused
    sheep fish aircraft deer cattle poultry infantry cavalry militia mafia quartet trio pack batch bunch array
    portion part section segment balance body chunk wave flood line chain network collection selection stream row pile
    sum volume amount proportion share multitude mixture combination list mix vast
    kind sort type panel lineup bench back front middle dead poor rich blind deaf sick elderly young old
    opposite reverse contrary unemployed wounded injured missing""".split()
    )
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
