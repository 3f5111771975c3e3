"""WRD010, WRD011: a before a vowel, an before a consonant, and two determiners in a row."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mtcheck.languages.en.vocabulary import ARTICLES, COORDINATORS, DEMONSTRATIVES, POSSESSIVES, SCALES
from mtcheck.languages.en.words.strangers import english
from mtcheck.lint import MINOR, SAFE, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, rule
from mtcheck.text.patterns import LazyPattern

VOWEL, CONSONANT, UNSURE = "vowel", "consonant", ""
# Written with a vowel, spoken with a consonant: a union, a European, a one-off, a onesie.
LIKE_YOU = LazyPattern(
    r"eu|ew|uk|one(?:s|self|ness|sies?)?(?![a-z])|once|oui|ufo|uni(?:[tqfvlcpx]|on|s[oe])|unanim|us(?:[aeu]|ing)|ut[aeio]|ur[aeiou]|ub[ei]q?u?i?t|"
    r"ugand|udev|uvul|ukr|urls?(?![a-z])|u-"
)
SILENT_H = LazyPattern(r"hou?rs?\b|hour|honest|honou?r|heir")  # spoken with a vowel
WEAK_H = LazyPattern(r"h(?:is[tp]|ot|ero|abit|yst|ered|all|arm|yp|orr|umil|ib|erb|aitch|ia|omage)")  # both are in use
EITHER = LazyPattern(r"h[b-df-hj-np-tv-xz]|[nm][bdfgkpqtvz]|uy|ui|uzb|uno|yt|yv|yp|yl|ub|x(?!-)|uw|ou[i]|urd")
VOWELS = frozenset("aeiouyàáâãäåæèéêëìíîïòóôõöøùúûüý")
SPELLED_VOWEL, SPELLED_CONSONANT = frozenset("AEFHILMNORSX"), frozenset("BCDGJKPQTUVWYZ")
# Acronyms read letter by letter whose first letter is spoken with a vowel.
SPELLED = frozenset(
    """FBI MP MPs HIV SMS NGO NGOs MRI LGBT LGBTQ NBA NHL NFL NSA MBA RAF SUV HR HD LED LCD LNG LPG MEP MEPs MSP NHS FSB
    HDMI HTML HTTP XML RSS SOS SS RPG FM FA FC FTSE MVP""".split()
)
EIGHTS = LazyPattern(r"8\d*(?:[.,:]\d+)*(?:th|s)?|1[18](?:,\d{3})*(?:\.\d+)?(?:th|s)?|1[18][.:]\d\d")
LETTERS = LazyPattern(r"[A-Za-z][a-zà-ɏ]{1,40}(?:['’-][A-Za-zà-ɏ]+)*")
CODE = LazyPattern(r"[A-Z](?:-|\d)")  # F-16, M4
DETERMINERS = tuple(sorted(ARTICLES | POSSESSIVES - {"his", "her"}))
SECOND = tuple(sorted(ARTICLES | DEMONSTRATIVES - {"that"} | POSSESSIVES - {"her"}))
OPENING = ("", *"\"“”‘'(—–[")
# What no noun phrase begins with: before it “A” is a letter or a record of that name. Not “off”: an off day.
NO_NOUN = COORDINATORS | frozenset("is are as at of in on if".split())
NOT_ARTICLE = frozenset("la le priori posteriori cappella capella al el un una une der die das e o".split())


@lru_cache(maxsize=1 << 14)
def sound(word: str) -> str:
    """With what kind of sound a word begins."""
    if word[0].isdigit():
        if EIGHTS.fullmatch(word):
            return VOWEL
        return CONSONANT if word[0] not in "18" else UNSURE
    if CODE.match(word):
        return VOWEL if word[0] in SPELLED_VOWEL else CONSONANT
    if word in SPELLED:
        return VOWEL
    if word.isupper():
        return _acronym(word)
    if not LETTERS.fullmatch(word):
        return UNSURE
    low = word.lower().replace("’", "'")
    if VOWELS.isdisjoint(low):
        return UNSURE  # ssh, which is spelled
    if (EITHER.match(low) and not LIKE_YOU.match(low)) or WEAK_H.match(low):
        return UNSURE
    if low[0] in "aeiou":
        return CONSONANT if LIKE_YOU.match(low) else VOWEL
    return VOWEL if SILENT_H.match(low) else CONSONANT if low[0].isascii() else UNSURE


def _acronym(word: str) -> str:
    """Letters may be read one by one or as a word; sure is only what sounds alike both ways."""
    if word[0] in "AEIO":
        return VOWEL
    return CONSONANT if word[0] in SPELLED_CONSONANT else UNSURE


@rule(
    code="WRD010",
    name="a-or-an",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    anchors=("a", "an"),
    examples=(
        Bad("They reached [[a]] agreement on Monday.", fix="They reached an agreement on Monday."),
        Bad("It was built at [[an]] speed nobody expected.", fix="It was built at a speed nobody expected."),
        Bad("The army shot down [[a]] F-16 jet.", fix="The army shot down an F-16 jet."),
        Bad("She waited for [[a]] hour.", fix="She waited for an hour."),
        Bad("It was [[a]] 8-day trip.", fix="It was an 8-day trip."),
        Bad("He met [[a]] MP and [[a]] ISIS man.", fix="He met an MP and an ISIS man."),
        Bad("It is [[an]] ubiquitous plant.", fix="It is a ubiquitous plant."),
        Bad("[[A]] office was opened.", fix="An office was opened."),
        Bad("He calls it “[[a]] office”.", fix="He calls it “an office”."),
        Bad("In Rome [[a]] office was sold.", fix="In Rome an office was sold."),
        Bad("Was [[a]] Austrian there?", fix="Was an Austrian there?"),
        Good("He joined Cumann an Phobail and sang a una voce. The tag #a is old, and team A opened."),
        Bad("They met [[a]] Urvolonk in Rome.", fix="They met an Urvolonk in Rome."),
        Good("The squares formed by a and b are equal, and so are those by a or b."),
        Good("Todo fraude pone en riesgo a esa protección."),
        Good("Point a\nopen it. Then he took plan a"),
        Good("Type a url into the box of a Unix shell or an ssh client."),
        Good("He joined a union at a European university, and a one-month course."),
        Good("It is an homage to them. An MP and an honest man waited an hour for an 18-year-old and an SMS."),
        Good("It was an historic visit, an unidentified man said, and a UN envoy agreed."),
        Good("She bought an Nvidia card and a Ndebele mask."),
        Bad("He met [[a]] arms dealer.", fix="He met an arms dealer."),
        Good("They opened a offices."),
        Good("Canberra signed a A$2 billion deal."),
        Good("It has an href tag. It is an hls stream, or a hls stream."),
        Good("The baby wore a onesie. They asked for a N585 million loan and a R20 billion rise."),
        Bad("He wore [[a]] N95 mask.", fix="He wore an N95 mask."),
        Bad("They had [[an]] oneness of mind.", fix="They had a oneness of mind."),
        Good("A and CNAME records are new. A is the first letter, and the a in that word is long."),
        Good("A or B is right. A of the first row is wrong, and so is an b."),
        Bad("They made [[a]] in-depth study of it.", fix="They made an in-depth study of it."),
        Bad("They had [[a]] off day.", fix="They had an off day."),
        Good("Hepatitis A outbreaks and a US-led force made news; so did an X-ray."),
    ),
)
def a_or_an(document: Document, i: int) -> Iterator[Match]:
    """“a” stands before a vowel sound, or “an” before a consonant sound.

    When a word is replaced in translation or editing, the article before it stays behind.
    """
    if not document.same_sentence(i, i + 1):
        return
    word, article = document.words[i + 1], document.lower[i]
    if sound(word) != (VOWEL if article == "a" else CONSONANT) or document.lower[i + 1] in NOT_ARTICLE:
        return
    if not _article(document, i) or _of_several(document, i + 1) or document.word(i + 2) in ("$", *SCALES):
        return  # a A$2 billion deal, a N585 million loan: the letter stands for money and is read after the number
    new = "an" if article == "a" else "a"
    new = new.capitalize() if document.words[i][0].isupper() else new
    message = f"Before “{word}” it is “{new.lower()}”, not “{article}”."
    yield Match(document.span(i), message, 0.85 if word.islower() else 0.7, (Fix.write(document.span(i), new, SAFE),))


def _of_several(document: Document, i: int) -> bool:
    """Whether the word is a plural, so that there should be no article at all: a offices."""
    return document.tag(i) == "NNS" and not document.is_pos(i + 1, Pos.NOUN)


def _article(document: Document, i: int) -> bool:
    """Whether the word is the article, not a letter, an abbreviation or a word of another language."""
    if not document.words[i].islower() and not document.has(i, Flag.FIRST):
        return False  # team A opened
    text, end = document.text, document.ends[i]
    if not document.has(i, Flag.SPACE | Flag.NEWLINE) and document.word(i - 1) not in OPENING:
        return False  # #a
    if document.lower[i + 1] in NO_NOUN:
        return False  # A and CNAME records
    if "\n" in text[end : document.starts[i + 1]]:
        return False
    if not (english(document.word(i - 1)) or english(document.word(i + 1))):
        return False  # riesgo a esa protección
    named = document.has(i - 1, Flag.CAPITAL) and not document.has(i - 1, Flag.FIRST)
    return not (named and document.has(i + 1, Flag.CAPITAL))  # Cumann an Phobail


@rule(
    code="WRD011",
    name="two-determiners",
    severity=MINOR,
    mqm="fluency/grammar/function-words",
    anchors=tuple(f"{a} {b}" for a in DETERMINERS for b in SECOND if a != b),
    examples=(
        Bad("The shop issued [[the a]] refund in time.", fix="The shop issued the refund in time."),
        Bad("They restored [[their the]] old house.", fix="They restored their old house."),
        Bad("They praised [[the their]] new house.", fix="They praised their new house."),
        Bad("He saw [[its the]] roof.", fix="He saw its roof."),
        Bad("[[The their]] house was sold.", fix="Their house was sold."),
        Good("Its a nice day, and the this and that of life. He wrote “the a house”."),
        Good("Give me your this week's list; he is a my-way-or-none man."),
        Good("He gave her a book, and the a cappella group sang."),
        Good("He asked what the A team did, and that the rest go home. From point A an arrow leads to B."),
    ),
)
def two_determiners(document: Document, i: int) -> Iterator[Match]:
    """Two articles, or a possessive and an article, stand before one noun.

    The system translated an article and added the one that English asks for.
    """
    first, second = document.words[i], document.words[i + 1]
    if not second.islower() or document.has(i, Flag.QUOTED):
        return
    if first[0].isupper() and not document.has(i, Flag.FIRST):
        return  # a letter: point A
    if second == "a" and document.lower[i] not in ("the", "their", "our", "my"):
        return
    if document.word(i + 2) in NOT_ARTICLE:
        return
    message = f"“{first}” and “{second}” cannot both stand before one noun."
    if second in ("a", "an", "the"):
        kept, edit = first, Edit(document.ends[i], document.ends[i + 1], "")
    elif document.lower[i] in ("a", "an", "the") and document.tag(i + 2)[:2] in ("NN", "JJ"):
        kept = second.capitalize() if first[0].isupper() else second  # it says more: the their house
        edit = Edit(document.starts[i], document.ends[i + 1], kept)
    else:
        return
    yield Match(document.span(i, i + 1), message, 0.7, (Fix(f"Keep “{kept}”", (edit,), SUGGEST),))
