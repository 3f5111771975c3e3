"""People: their titles, kin and names, and what they believe in."""

from __future__ import annotations

# Titles before a name, and the words in front of some of them (prime minister).
HONORIFICS = frozenset("mr mrs ms dr".split())
HEADS_OF_STATE = frozenset("president king queen".split())
TITLES = (
    HONORIFICS | HEADS_OF_STATE - {"king", "queen"} | frozenset("chancellor pope senator minister secretary".split())
)
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
RELIGIOUS = frozenset("god lord allah almighty christ jesus prophet holy".split())
REVERENT_PRONOUNS = frozenset("he his him you your it who whom".split())
