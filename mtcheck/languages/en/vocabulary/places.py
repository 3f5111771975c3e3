"""Places, peoples, languages and bodies that are known by name."""

from __future__ import annotations

# Countries that never take an article and whose names are hardly anything else (no china, turkey, chile) ...
COUNTRIES = frozenset(
    """afghanistan albania algeria argentina armenia australia austria azerbaijan bangladesh belarus belgium bolivia
    brazil bulgaria cambodia canada colombia croatia cuba cyprus denmark egypt estonia ethiopia finland france germany
    ghana greece hungary iceland india indonesia iran iraq ireland israel italy japan kazakhstan kenya kuwait latvia
    libya lithuania malaysia mexico moldova mongolia morocco nepal nigeria norway pakistan palestine peru poland
    portugal qatar romania russia serbia slovakia slovenia somalia spain sweden switzerland syria taiwan tajikistan
    thailand tunisia uzbekistan venezuela vietnam zimbabwe""".split()
)
# ... which older English gives an article (the Ukraine) ...
ONCE_WITH_ARTICLE = frozenset("ukraine crimea lebanon yemen sudan donbas".split())
WITH_ARTICLE = frozenset("netherlands philippines maldives".split())  # ... and which have one
STATES = COUNTRIES | frozenset(  # with names that are other words too, or seldom met
    """angola bahrain bosnia botswana cameroon chile china ecuador guatemala haiti honduras kosovo kyrgyzstan laos mali
    montenegro mozambique myanmar namibia nicaragua paraguay rwanda senegal singapore tanzania turkmenistan uganda
    uruguay zambia""".split()
)
UNIONS = frozenset(("united states", "united nations", "united kingdom", "european union"))
KNOWN_PLACES = (
    COUNTRIES
    | ONCE_WITH_ARTICLE - {"crimea", "donbas"}
    | frozenset(  # parts of the world and capitals too
        """britain england jamaica korea scotland africa america asia europe beijing berlin brussels kyiv london moscow
    paris tokyo warsaw washington""".split()
    )
)
REGIONS = frozenset("northern southern eastern western central".split())  # the Southern taste: often part of a name

# Peoples and languages, as adjectives: always with a capital.
LANGUAGES_OF_OTHER_SCRIPTS = frozenset(
    """chinese japanese russian ukrainian arabic greek korean thai georgian armenian serbian bulgarian belarusian kazakh
    mongolian""".split()
)
LANGUAGE_NAMES = LANGUAGES_OF_OTHER_SCRIPTS | frozenset(  # before words cited in another script
    """hebrew persian farsi urdu hindi bengali macedonian yiddish tamil lit simplified traditional""".split()
)
PEOPLES = LANGUAGES_OF_OTHER_SCRIPTS | frozenset(
    """afghan african albanian algerian american arab argentine argentinian asian australian austrian azerbaijani
    bangladeshi belgian bolivian bosnian brazilian british cambodian canadian chilean christian colombian croatian
    cuban cypriot czech danish dutch egyptian english estonian ethiopian european finnish french german ghanaian
    hungarian icelandic indian indonesian iranian iraqi irish islamic israeli italian jamaican jewish jordanian kenyan
    kurdish kuwaiti kyrgyz latvian lebanese libyan lithuanian malaysian mexican moldovan moroccan muslim nepalese
    nigerian norwegian pakistani palestinian peruvian philippine portuguese qatari romanian saudi scottish slovak
    slovenian somali spanish sudanese swedish swiss syrian taiwanese tajik tunisian turkish ugandan uzbek venezuelan
    vietnamese welsh yemeni zimbabwean""".split()
)

# Acronyms: of bodies, always in capitals; those that every language writes alike.
BODIES = frozenset("bbc cnn fbi ioc kgb nato nasa opec osce unhcr usa wto".split())
ACRONYMS = BODIES - {"kgb", "unhcr"} | frozenset(
    """us uk un eu uae who imf icc gdp ceo cfo coo cto pm mp mps tv pc fm pr hr it id ok am pin suv vip diy faq atm dvd
    cd usb gps aids hiv dna pcr covid ai app vat phd mri ct uv led lcd hd sms fifa uefa nba nfl nhl ussr gdr frg pow ngo
    asap rip cia aka bc ad hq ram""".split()
)
NEWS_AGENCIES = frozenset("reuters ap afp dpa bbc cnn tass xinhua pti ians".split())

# Names of institutions, streets and waters: what heads them, spelled so in no other language; what stands before it.
INSTITUTIONS = frozenset(
    """ministry university academy committee church party council court bridge street federation assembly society agency
    bank school institute embassy government police department airport library newspaper castle kingdom river lake
    mountain army museum""".split()
)
KINDS_OF_INSTITUTIONS = frozenset(
    """socialist communist democratic national autonomous catholic technical european conservative workers workers'
    agricultural medical military supreme constitutional economic christian republican""".split()
)
PARLIAMENTS = frozenset(  # by their own names, one each
    "duma rada majlis khural jirga knesset bundestag sejm shura soviet politburo".split()
)
