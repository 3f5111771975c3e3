"""People, places and bodies: what they are called, and foreign words that stand in names."""

from __future__ import annotations

# Titles before a name, and the words in front of some of them (prime minister).
HONORIFICS = frozenset("mr mrs ms dr".split())
HEADS_OF_STATE = frozenset("president king queen".split())
TITLES = HONORIFICS | frozenset("president chancellor pope senator minister secretary".split())
PORTFOLIOS = frozenset("prime vice foreign defense defence interior finance".split())

# Nouns for women and for men: kin, ranks, partners.
WOMEN = frozenset(
    """woman girl lady mother grandmother daughter sister aunt niece wife queen princess duchess actress spokeswoman
    businesswoman chairwoman sheikha mrs ms miss""".split()
)
MEN = frozenset(
    """man boy father grandfather son brother uncle nephew husband king prince duke mr sheikh emperor sultan""".split()
)
FEMALE_PARTNERS = frozenset("wife ex-wife girlfriend mistress fiancée fiancee bride widow".split())
MALE_PARTNERS = frozenset("husband ex-husband boyfriend fiancé fiance groom widower".split())

# People who are counted.
PERSONS = frozenset("people inhabitants persons residents citizens soldiers troops refugees students visitors".split())

# Family names that stand first and are so few that two given names beside one may well be two persons: Chinese, Korean,
# Vietnamese; names of that kind that are English words in small letters (Liu He).
FAMILY_NAMES = frozenset(
    """li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang feng deng
    cao peng zeng xiao tian dong pan yuan cai jiang yu du ye cheng wei su lu ding ren yao shen chan kim lee park choi
    jung kang cho yoon jang lim han shin seo kwon hwang ahn song hong nguyen tran le pham""".split()
)
NAMES_THAT_ARE_WORDS = frozenset("he an so you no do in".split())

# Religion: words that show that a text speaks of God; the pronouns that it may then write with a capital.
RELIGIOUS = frozenset("god lord allah almighty christ jesus prophet holy providence creator maker divine".split())
REVERENT_PRONOUNS = frozenset("he his him you your it who whom".split())

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
PARTS_OF_THE_WORLD = frozenset("africa america asia europe britain england scotland jamaica korea".split())
CAPITALS = frozenset("beijing berlin brussels kyiv london moscow paris tokyo warsaw washington".split())
KNOWN_PLACES = COUNTRIES | ONCE_WITH_ARTICLE - {"crimea", "donbas"} | PARTS_OF_THE_WORLD | CAPITALS
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
    asap rip cia aka bc ad hq ram json xml csv pdf html css http https url sql wifi gif jpeg png php""".split()
)
# Acronyms of computers and business; people know them and put them in brackets behind other words.
TRADE_ACRONYMS = frozenset(
    """gui cli api url ide sdk dom dns ssh vpn cms crud orm svg tcp ftp cdn ssl tls nas ssd hdd gpu cpu rom lan wan iot
    roi kpi erp crm seo ocr tts llm nlp rss npm""".split()
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

# Articles, which stand before a foreign title (La notte) or name too; the small words that show that a stretch is not
# English.
SPANISH_ARTICLES = frozenset("el la los las".split())
FOREIGN_ARTICLES = SPANISH_ARTICLES | frozenset("le les il lo der die das den un una une gli du della al".split())
FOREIGN_SMALL = FOREIGN_ARTICLES - frozenset("den un una gli della al".split()) | frozenset(
    "des et est que y und ist di da na".split()
)

# What ends names of streets, waters and buildings, and seldom stands with a capital of its own.
PLACE_HEADS = frozenset(
    """island islands river lake bay street avenue road mountains valley park peninsula strait square bridge airport
    palace cathedral church castle""".split()
)

# In the names of institutions: words that follow an English one (Ministry of Inostrannykh Del), churches, newspapers.
FOREIGN_IN_NAMES = frozenset(
    """rossii ukrainy vnutrennikh inostrannykh nauk finansov oborony zdravookhraneniya obrazovaniya yustitsii finanzen
    verteidigung künste wissenschaften autónoma nacional católica estatal politécnica pontificia defensa educación
    ciencias relaciones exteriores étrangères défense santé finansów sprawiedliwości financí zahraničí vnitra
    školství""".split()
)
CHURCHES = frozenset("kathedrale kirche sobor tserkov iglesia église chiesa kościół kostel".split())
NEWSPAPERS = frozenset("zeitung periódico giornale gazeta noviny".split())
