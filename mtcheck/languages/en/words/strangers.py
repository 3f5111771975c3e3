"""Words in small letters that are not English: found once per document, for the rules that ask about them.

Left out is what writers use on purpose: names, terms that the document repeats, quotes or explains, parts of
addresses, handles and file names, and words that follow from known ones (un-, non-, -like, sunshield).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress
from typing import NamedTuple

from mtcheck.languages.en.people.names import plain
from mtcheck.languages.en.vocabulary import SOFTWARE
from mtcheck.languages.en.words.spelling import LONGEST, corrections, cost, sure
from mtcheck.languages.en.words.technical import latin_name, technical
from mtcheck.languages.en.words.wordlist import NAME, RARE, UNKNOWN, WORD, frequent, kind
from mtcheck.text.document import Document, Flag, layer
from mtcheck.text.masks import Mask, Told, in_small_letters

PREFIXES = tuple(
    """un re non anti pre post over under out super sub inter intra multi micro macro mega giga kilo nano milli tera
    ultra hyper hypo pseudo semi counter co de dis mis neo eco bio geo cyber electro photo thermo hydro aero auto
    tele trans mono poly bi tri para meta proto ex extra mid fore self petro narco euro afro socio psycho neuro
    cardio immuno nephro gastro patho histo meso mini maxi omni pan peri radio retro techno uni vice arch infra agro
    quasi ethno phospho ferro chloro fluoro carbo nitro sulfo sulpho oxy hydroxy gluco lipo litho""".split()
)
SUFFIXES = tuple(
    """s es 's er ers or ors ly ness nesses less like ish able ably ability ist ists istic ism isms ize izes
    ized izing ization ise ises ised ising isation ward wards wise hood ship ships dom ful fuls scape scapes
    proof free izer izers iser isers phobia phobic esque ee ees ship fest fests thon tech ware shed sphere verse
    gram grams ology ological eth""".split()
)
PARTICLES = frozenset(
    """en à la le les el los las al de del della di da do dos das des du van von der den und et y e cum ad il lo af av
    og""".split()
)
NAMING = frozenset(
    """called named known term terms word words so-called dubbed means meaning nicknamed titled entitled entitles
    stylized stylised spelled spelt pronounced translated verb noun prefix suffix slang slogan genus species
    hashtag""".split()
)
LETTERS = re.compile(r"[a-z\u00df-\u024f\u1e00-\u1eff]{3,40}")
DRAWN_OUT = re.compile(r"(.)\1\1+")  # as one says it: sloooow, ummm
HYPHENED = re.compile(r"[a-z]{3,30}(?:-[a-z]{2,30}){1,3}")
# Loans of news and food that the word list lacks.
LOANS = frozenset(
    """fait riche fixe foie jaunes loya jirga banh bandh bakkie bakkies braai braais krai krais hukou guanxi
    danwei gaokao soju shochu baijiu bulgogi bibimbap tteokbokki banchan gochujang galbi caipirinha caipirinhas
    feijoada chimichurri mojito mojitos ceviche kanafeh labneh shawarma zaatar sangoma sangomas lobola haredi
    haredim siloviki silovik sicario sicarios narco narcos favela favelas mahalla mahallas akim akimat hromada
    hromadas bundesliga eredivisie qipao hanbok hanfu ger gers chaebol chaebols hagwon jeonse karoshi hikikomori
    otaku seiyuu mangaka rakugo kabuki konbini izakaya ryokan onsen okonomiyaki takoyaki bokeh matcha mochi
    shura majlis majles hudood hisbah waqf zakat iftar suhoor umrah niqab niqabs jilbab abaya abayas madrassa
    madrassas panchayat panchayats gurdwara gurdwaras jawan jawans dharna hartal lathi rangoli yatra kumbh mela
    adivasi adivasis powhiri kaumatua iwi hapu whanau wahine barangay barangays jeepney jeepneys tuk-tuk becak
    kampung wayang gamelan ujjayi vespri passionnel pâté habitué habitués élan roué roués açaí maté fraiche maitake
    burrata guanciale nduja pappardelle orecchiette arancini affogato tonkotsu katsu ponzu yuzu wagyu omakase pancit
    lechon lumpia bulalo sinigang rendang goreng hoisin shumai idli kulfi jamun pozole elote esquites horchata queso
    chilaquiles birria ganoush shakshuka tagine berbere jollof egusi suya
    yakiniku onsens gachapon gachapons hototogisu svaha
    shiitake shitake portabello portobello carnitas facie voilà""".split()
)
# English words of the last years, which the word list lacks.
RECENT = frozenset(
    """onboarding offboarding inclusivity listicle listicles bipoc geotag geotags geotagging phablet phablets hackathon
    hackathons devops navbar navbars doxxed doxxing doxed fomo flexitarian flexitarians hygge stans gamify gamified
    bromance hangry mockumentary mockumentaries athleisure thrifting dadbod enshittification preso presos perf diem
    tumblr deepl
    gummi itty bitty systemd journald onboarded offboarded powerup powerups gastropub gastropubs onesie onesies jeggings
    remoting grafs nutgraf charticle charticles memecoin memecoins hodl voluntourism padel coasteering bookstagram
    bookstagrammer bookstagrammers choropleth choropleths signup
    signups hinky satnav satnavs noughties virality""".split()
)
# What people write as they speak, and of the net: no slips.
INFORMAL = frozenset(
    """whatcha whaddya doncha dontcha didja couldja hafta shoulda woulda coulda musta oughta lookit howdya bruv nuthin
    nothin somethin gettin gunna gurl fricken friggin frickin freakin comms defo deffo obvs obvi soz moar noob noobs
    newb bleh blech yass yeet gah hmph welp mmhmm angsty cringey cringy clickbaity smol heckin chonky birb amirite tfw
    iirc ngl smh idk ikr lulz lolz teehee mwahaha thnx kthx leccy chocky doco docos inspo vibey sesh presh adorbs
    tryna wifey wifeys nerding nerded whatevs ridic chillax bromances tradie tradies
    guac fudgey""".split()
)
INITIAL = re.compile(r"\b[A-Za-z]\. \Z")
LAUGHS = re.compile(r"[bm]?w?a?(?:h[aeiou]){2,6}h?")  # hehehe, bwahaha
FRENCH = frozenset("éèêëçâàôûîïñ")  # accents that English keeps in loans (chargé, soirée) or leaves out
ACIDS = ("acid", "acids")  # jasmonic acid
QUOTES = "‘’'\"“”"
GLUE = frozenset("#@_/\\=.-~+&%$^*|<>")
# Corrections up to this cost are likelier than a compound of a short word, a rare word, a name, a derived word.
SLIP, RARE_SLIP, NAME_SLIP, DERIVED_SLIP = 3.0, 1.5, 1.0, 2.0
# Function words are no part of a compound; a word glued to one lacks a space.
GLUED = frozenset(
    """the of and in to that this these those with from for was were has have had will would which who they their
    there his her its are not but you your our all any some more most than then when where been being into over
    about after before between could should can may must also other such each every very""".split()
)
# A word that stands up to AGAIN times is no term if it has LONG letters or more and a slip up to this cost explains it.
AGAIN, LONG, PLAIN_SLIP = 4, 8, 0.5
TERM, FOREIGN_TERM = 2, 4  # a word that often in the document is a term
STEM = 6  # letters of a term from which what begins with it is derived from it
TERM_LETTERS = 4  # a shorter word that no list holds is mostly an abbreviation
LEARNED, FEWEST = 0.055, 8  # the share of rare words, and their number, from which a text is learned
SHORT_WORD = 3  # letters; shorter words are often names of units
MANY, MOST = 60, 0.2  # odd words, and their share of all, from which a text is hardly English
COINED = 5  # a longer word in y must be so much dearer than the word without it
NAME_LETTERS = 5  # shorter names are too often two names
SOFTWARE_WORDS = 4  # of these, and a text is about programs
SHORT = 3  # words of a quotation or bracket that names something
LONGEST_TITLE = 12  # tokens to each side of a word that are looked at


class Stranger(NamedTuple):
    """One word that is not English."""

    i: int  # token
    word: str
    foreign: bool  # a neighbour is foreign too, or a name nobody knows: likely part of a name or title


class _Found(NamedTuple):
    names: tuple[str, ...]
    small: tuple[str, ...]
    strangers: tuple[Stranger, ...]


def strangers(document: Document) -> tuple[Stranger, ...]:
    """The words of the document that are in small letters and not English, in reading order."""
    return _look(document).strangers


def small_strangers(document: Document) -> tuple[str, ...]:
    """The words in small letters that no list of common English words holds: strangers, and rare words too."""
    return _look(document).small


def odd_names(document: Document) -> tuple[str, ...]:
    """The lower-cased words of NAME_LETTERS or more that no list of common English words holds and that have a
    capital where they first stand."""
    return _look(document).names


@layer
def _look(document: Document) -> _Found:
    words, index = document.words, document.index
    odd = list(compress(index, map(_unlisted.__getitem__, index)))
    lower = [w for w in odd if words[index[w][0]].islower()]
    small = tuple([w for w in lower if LETTERS.fullmatch(w)])
    hyphened = [w for w in lower if "-" in w and HYPHENED.fullmatch(w)]
    names = tuple([w for w in odd if len(w) >= NAME_LETTERS and words[index[w][0]][0].isupper()])
    return _Found(names, small, tuple(sorted(_strangers(document, [*small, *hyphened]))))


def _strangers(document: Document, words: Sequence[str]) -> Iterator[Stranger]:
    if len(words) > MANY and len(words) > MOST * len(document.index):
        return  # the text is hardly English; single words of it tell nothing, and looking each up takes long
    terms = tuple(w for w in words if len(w) >= STEM and len(document.index[w]) >= TERM and not corrections(w))
    for word in words:
        places = document.index[word]
        often = len(places) >= (TERM if word.isascii() else FOREIGN_TERM) and not _slips_again(document, word)
        if not (often or word.startswith(terms)) and document.words[places[0]].islower() and not english(word):
            for i in places:
                if not on_purpose(document, i):
                    yield Stranger(i, word, _among_foreign(document, i))


def _slips_again(document: Document, word: str) -> bool:
    """Whether a word that stands a few times is a long English one with a letter doubled, left out, taken for another
    vowel or in the wrong place, and never has a capital: machines and writers misspell a word alike each time."""
    best = sure(corrections(word)) if len(word) >= LONG and len(document.index[word]) <= AGAIN else None
    small = all(document.words[i].islower() for i in document.index[word])
    return best is not None and small and cost(word, best) <= PLAIN_SLIP


def strange(document: Document) -> Mask:
    """Shape (tokens,): words in small letters that may be strangers: a quick look."""
    found = _unknown.mask(document) & in_small_letters(document)
    places = found.nonzero()[0]  # only for these is it worth a look at the words they may be slips for
    found[places] = [not english(document.lower[i]) for i in places.tolist()]
    return found


def odd(document: Document) -> Mask:
    """Shape (tokens,): words in small letters that no list of common English words holds."""
    return _odd.mask(document) & in_small_letters(document)


_unlisted = Told(lambda word: not word.isdecimal() and kind(word) != WORD)
_odd = Told(lambda word: LETTERS.fullmatch(word) is not None and kind(word) != WORD)
_unknown = Told(lambda word: bool(LETTERS.fullmatch(word) or HYPHENED.fullmatch(word)) and kind(word) != WORD)


@layer
def about_software(document: Document) -> bool:
    """Whether the text is about programs, whose names and terms no word list holds."""
    return len(SOFTWARE & document.index.keys()) >= SOFTWARE_WORDS


def own_terms(document: Document, word: str) -> bool:
    """Whether the text has a term of its own that no list holds, another than this word: it says it twice and more."""
    return any(term != word and term != word + "s" and word != term + "s" for term in _terms(document))


@layer
def learned(document: Document) -> bool:
    """Whether the text is of a special field or rich in rare words: of its words LEARNED are not frequent ones. Of 70
    machine translations of news none reached 5 in 100; articles on plants, cells or old instruments have 6 to 12."""
    words = [w for w in document.index if w.isalpha()]
    small = (w for w in words if len(w) > SHORT_WORD and document.words[document.index[w][0]].islower())
    return sum(w not in frequent() for w in small) >= max(FEWEST, LEARNED * len(words))


@layer
def _terms(document: Document) -> tuple[str, ...]:
    odd = (w for w in small_strangers(document) if len(w) >= TERM_LETTERS and len(document.index[w]) >= TERM)
    terms = (w for w in odd if not english(w) and not corrections(w))
    first = {w: document.index[w][0] for w in terms}
    return tuple(w for w, i in first.items() if document.word(i + 1) in ACIDS or not on_purpose(document, i))


@lru_cache(maxsize=1 << 17)
def english(lower: str) -> bool:
    """Whether a lower-cased token is English, or no word at all (marks, numbers, other scripts)."""
    if DRAWN_OUT.search(lower) and kind(DRAWN_OUT.sub(r"\1", lower)) == WORD:
        return True
    if not LETTERS.fullmatch(lower):
        return (
            not HYPHENED.fullmatch(lower) or _rhymes(lower) or all(len(p) < 5 or english(p) for p in lower.split("-"))
        )
    known = kind(lower)
    if known == WORD or any(lower in words for words in (LOANS, RECENT, INFORMAL)) or _accented(lower):
        return True
    if known != UNKNOWN:  # third is meant, not the rare word thrid; time, not the name Timne
        return not slip(lower, RARE_SLIP if known == RARE else NAME_SLIP)
    if _coined(lower) or LAUGHS.fullmatch(lower):
        return True
    return (derived(lower) or technical(lower)) and not (len(lower) > 4 and slip(lower, DERIVED_SLIP))


def _rhymes(lower: str) -> bool:
    """Whether a word with a hyphen is a playful double: hurdy-gurdy, wishy-washy."""
    first, _, second = lower.partition("-")
    if min(len(first), len(second)) < 4:
        return False
    vowels = len(first) == len(second) and sum(a != b for a, b in zip(first, second, strict=True)) == 1
    return first != second and (first[1:] == second[1:] or (vowels and first[0] == second[0]))


def _coined(lower: str) -> bool:
    """Whether it is a word with a y for “like that” (fighty, princey), and no slip for one that ends so (finaly)."""
    if len(lower) < 6 or lower[-1] != "y":
        return False
    found, base = corrections(lower), lower[:-1]
    near = (c.word for c in found if c.cost < found[0].cost + COINED)
    longer = any(word[-1] == "y" and word.startswith(base) for word in near)  # certainly, certainty
    return bool(found) and found[0].word == base and not longer


def _accented(lower: str) -> bool:
    """Whether it is an English word but for accents that belong to a loan: chargé, attachés, soirée."""
    odd = {c for c in lower if not c.isascii()}
    return bool(odd) and odd <= FRENCH and len(lower) > 3 and kind(plain(lower)) in (WORD, RARE)


def slip(word: str, most: float) -> bool:
    """Whether a frequent word is so near that the string is rather a slip for it, and not its plural."""
    found = corrections(word)
    return bool(found) and found[0].cost <= most and word != found[0].word + "s"


def derived(word: str) -> bool:
    """Whether the word follows from known ones: a prefix, a suffix, or two words written as one."""
    for prefix in PREFIXES if word.startswith(PREFIXES) else ():
        rest = word[len(prefix) :]
        if len(rest) > 3 and word.startswith(prefix) and (kind(rest) == WORD or _suffixed(rest)):
            return True
    return _suffixed(word) or compound(word)


def _suffixed(word: str) -> bool:
    for suffix in SUFFIXES if word.endswith(SUFFIXES) else ():
        stem = word[: -len(suffix)]
        if len(stem) > 2 and word.endswith(suffix):
            forms = [stem, stem + "e", stem[:-1] if stem[-1] == stem[-2] else stem]
            if stem[-1] == "i":
                forms.append(stem[:-1] + "y")
            if any(len(f) > 2 and kind(f) in (WORD, NAME) for f in forms) or (len(stem) > 6 and compound(stem)):
                return True
    for suffix in ("ed", "ing"):  # of a frequent verb the list holds all forms: feeded is no word
        stem = word[: -len(suffix)]
        if len(stem) > 3 and word.endswith(suffix) and any(_new_verb(f) for f in (stem, stem + "e", stem[:-1])):
            return True
    return False


def _new_verb(word: str) -> bool:
    return len(word) > 3 and word not in frequent() and (kind(word) in (WORD, NAME) or compound(word))


def compound(word: str) -> bool:
    """Whether it is two frequent words written as one, and not rather a slip for one word."""
    known = frequent().words()
    if len(word) > LONGEST:
        return False
    for k in range(3, len(word) - 2):
        a, b = word[:k], word[k:]
        if a in known and (b in known or (b[:-1] in known and b[-1] == "s")) and not (a in GLUED or b in GLUED):
            if k > 3 and len(b) > 3:
                return True
            return not slip(word, SLIP)
    return False


def split_of(word: str) -> str | None:
    """The two words that a string is, one of them a function word: "thismorning"."""
    known = frequent().words()
    if len(word) > LONGEST:
        return None
    for k in range(2, len(word) - 1):
        a, b = word[:k], word[k:]
        both = (a in GLUED and known.get(b, 9) <= 5) or (b in GLUED and known.get(a, 9) <= 5)
        short = a in ("of", "in", "to") and (b in GLUED or (len(b) > 4 and a != "in"))
        if both and (min(len(a), len(b)) > 2 or short):
            return f"{a} {b}"
    return None


def on_purpose(document: Document, i: int) -> bool:
    """Whether the place shows that the writer meant this very string."""
    text, start, end = document.text, document.starts[i], document.ends[i]
    before, after = text[start - 1 : start], text[end : end + 1]
    if before == "]" or after == "[" or (before in QUOTES and after in QUOTES and before and after):
        return True  # [T]echnology, right[s]; he called it ‘boska’
    if INITIAL.search(text, max(0, start - 4), start) or (before in QUOTES and text[start - 2 : start - 1].isalpha()):
        return True  # Y. p. orientalis, Mu‘awiya
    if latin_name(document.words[i - 1] if i else "", document.lower[i]) and not slip(document.lower[i], SLIP):
        return True
    if (before in GLUE and before) or (after in GLUE and after and (after != "." or text[end + 1 : end + 2].isalnum())):
        return True
    if document.word(i + 1) in ACIDS or any(document.word(k) in NAMING for k in range(i - 3, i)):
        return True
    if document.word(i + 1) in ("or", ",") and any(document.has(k, Flag.OPEN) for k in (i + 2, i + 3)):
        return True  # the mos maiorum or “way of the ancestors”
    if document.has(i, Flag.QUOTED) and _words_between(document, i, Flag.OPEN | Flag.CLOSE) <= SHORT:
        return True
    if _foreign_quotation(document, i):
        return True
    return _bracketed(document, i) or document.word(i + 1) in ("(", "[") or _foreign_title(document, i)


def _foreign_title(document: Document, i: int) -> bool:
    """Whether the markup sets the word apart together with others that are not English: _La Vera Perfettione_."""
    first = last = i
    while document.has(first - 1, Flag.EMPHASIS) and i - first < LONGEST_TITLE:
        first -= 1
    while document.has(last + 1, Flag.EMPHASIS) and last - i < LONGEST_TITLE:
        last += 1
    own = document.has(i, Flag.EMPHASIS)
    return (
        own and sum(document.has(k, Flag.WORD) and not english(document.lower[k]) for k in range(first, last + 1)) > 2
    )


def _foreign_quotation(document: Document, i: int) -> bool:
    """Whether the word stands in a short quotation half of whose words are not English: a song, a saying."""
    if not document.has(i, Flag.QUOTED):
        return False
    first = last = i
    while document.has(first - 1, Flag.QUOTED) and i - first < LONGEST_TITLE:
        first -= 1
    while document.has(last + 1, Flag.QUOTED) and last - i < LONGEST_TITLE:
        last += 1
    words = [k for k in range(first, last + 1) if document.has(k, Flag.WORD)]
    odd = sum(not english(document.lower[k]) for k in words)
    return odd > 1 and 2 * odd >= len(words)


def _words_between(document: Document, i: int, flag: int) -> int:
    """The number of tokens in the quotation around token i."""
    first = last = i
    while document.has(first - 1, Flag.QUOTED) and i - first < SHORT + 2:
        first -= 1
    while document.has(last + 1, Flag.QUOTED) and last - i < SHORT + 2:
        last += 1
    return last - first + 1


def _bracketed(document: Document, i: int) -> bool:
    """Whether the word stands in a bracket of a few words."""
    for k in range(i - 1, max(-1, i - SHORT - 1), -1):
        if document.words[k] in ")]":
            return False
        if document.words[k] in "([":
            return any(document.word(j) in (")", "]", ",", ";") for j in range(i + 1, i + SHORT + 1))
    return False


def _among_foreign(document: Document, i: int) -> bool:
    """Whether a neighbour is a name nobody knows or a small foreign word."""
    for k in (i - 1, i + 1):
        word = document.word(k)
        if word in PARTICLES or (document.has(k, Flag.WORD) and not english(word) and document.same_sentence(i, k)):
            return True
        if document.has(k, Flag.CAPITAL) and not document.has(k, Flag.FIRST) and kind(word) in (RARE, NAME, UNKNOWN):
            return True
    return False
