"""UNT004, UNT005: words and passages of another language in Latin letters."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from mtcheck.bitext.foreign import detected, language, source_words
from mtcheck.languages.en.vocabulary import (
    ARTICLES,
    DEMONSTRATIVES,
    OBJECT_PRONOUNS,
    SUBJECT_PRONOUNS,
    THIRD_POSSESSIVES,
)
from mtcheck.languages.en.words.spelling import corrections
from mtcheck.languages.en.words.strangers import (
    PARTICLES,
    Stranger,
    about_software,
    odd,
    small_strangers,
    strange,
    strangers,
)
from mtcheck.languages.en.words.wordlist import UNKNOWN, WORD, frequent, kind, odd_parts
from mtcheck.lint import CRITICAL, MAJOR, Bad, BlockKind, Document, Flag, Good, Look, Match, document_rule
from mtcheck.text.masks import Mask, Told, in_small_letters

# Accents that English keeps in loans, and those of romanised Japanese and Arabic.
LOAN_ACCENTS = frozenset("éèêçñâôîïëüöāēīōū")
MACRONS = frozenset("āēīōū")
FOLLOW = (ARTICLES | DEMONSTRATIVES | THIRD_POSSESSIVES | SUBJECT_PRONOUNS | OBJECT_PRONOUNS) - {"you"}
PASSAGE = 4  # foreign words in small letters from which a stretch is a passage
SHARE = 0.6  # of its words
APART = 2  # words between two stretches that are one
LOST = 90  # code points of a passage that leaves a reader without a sentence or more
JOINED = re.compile(r"\w[./]\Z")
TERM = 5  # a word that often in the document is a term
ASKED, SURE = 3, 0.99  # foreign words of a stretch that langdetect is asked about, and how sure it must be
MIXED = 5  # one English word in so many is chance (Indonesian “data”)
COMMON = 1  # rank up to which a word that another language has too is taken for English


def _foreign_letters(word: str) -> float:
    """How sure the letters of a word that is not English make it that it was left over."""
    odd = {c for c in word if not c.isascii()}
    return 0.4 if odd <= MACRONS else 0.6 if odd <= LOAN_ACCENTS else 0.85


_listed = Told(lambda word: len(word) > 2 and word in source_words().telling and kind(word) != WORD)


def _left_over(document: Document) -> Mask:
    """Words in small letters that may be of another language."""
    return strange(document) | (_listed.mask(document) & in_small_letters(document))


def _passages(document: Document) -> Mask:
    """The odd words in small letters of sentences that hold some ASKED foreign ones."""
    found = odd(document)
    enough = np.zeros(len(document.bounds), bool)
    for k in {*document.sentence[found].tolist()}:
        enough[k] = sum(_foreign(document, i) is True for i in range(*document.bounds[k])) >= ASKED
    return found & enough[document.sentence]


@document_rule(
    code="UNT004",
    name="source-language-word",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    wake=_left_over,
    examples=(
        Bad("The driver was taken to the [[nemocnicích]] on Monday evening."),
        Bad("They had [[nejméně]] three reasons to leave the town."),
        Bad("The two sides spoke about trade [[und]] about the border."),
        Bad("He left the town for the [[allá]] of his youth, and the press for the [[smitvörnum]] there."),
        Bad("They [[und]] we met in the town."),
        Good("The file was opened in vi on Linux, and the state utility UNE reported it."),
        Good("The patients had low lmr, and the anti-vaxxers wore no masks in the hall."),
        Good("He was a carrier of a de novo gene, and the house “was und is” old."),
        Good("The almanac is sold in the town every week, as the almanac always was."),
        Good("The “nejméně” on the label puzzled the customs officers."),
        Good("He sang an aria of the café (kavárně) and went home."),
        Good("Install the package, write the config file and run the script: zsgrtlenk finds each template."),
        Good("They had kaffee und kuchen at five, and the play Mother und Child opened in May."),
        Good("She studied with Carl von Weber und Sohn before the war."),
        Good("He hangeth the earth upon nothing, and no man knoweth it."),
        Good("It was shown in sloooow motion, and all they said was a long ummmm."),
    ),
)
def source_language_word(document: Document) -> Iterator[Match]:
    """A word of another language stands inside an English sentence.

    A word that the system does not know is copied from the source.
    """
    for s in strangers(document):
        confidence = looks_foreign(document, s)
        if confidence > 0:
            confidence -= 0.4 * s.foreign
            yield _match(document, s.i, confidence, {"letters": 1.0, "beside": float(s.foreign)})
    for word in source_words().telling.intersection(document.index):
        if kind(word) == WORD or len(word) < 3:
            continue
        for i in document.index[word]:
            if document.words[i].islower() and _lone(document, i):
                yield _match(document, i, 0.6 if kind(word) == UNKNOWN else 0.5, {"listed": 1.0})


def looks_foreign(document: Document, s: Stranger) -> float:
    """How sure its letters and its place make it that a stranger is a word of another language; 0: not at all."""
    if not s.word.isascii():
        value = _foreign_letters(s.word)
        return value if value > 0.8 or not corrections(s.word) else 0.0
    if len(s.word) < 4 or corrections(s.word) or "-" in s.word or s.word in source_words().telling:
        return 0.0
    if about_software(document):
        return 0.0
    odd = odd_parts(s.word)
    verb = document.word(s.i + 1) in FOLLOW  # a loan is a noun, and no such word follows one
    return 0.65 if odd > 1 else 0.5 + 0.1 * verb if odd else 0.55 * verb


def _lone(document: Document, i: int) -> bool:
    """Whether plain English words stand on both sides, and no foreign name is near."""
    sides = (i - 1, i + 1)
    if document.has(i, Flag.QUOTED) or not all(kind(document.word(k)) == WORD for k in sides):
        return False
    names = any(not document.words[k].islower() and not document.has(k, Flag.FIRST) for k in sides)
    return not names and not any(document.word(k) in PARTICLES for k in (i - 2, *sides, i + 2))


def _match(document: Document, i: int, confidence: float, features: dict[str, float]) -> Match:
    word = document.words[i]
    if not word.isascii():
        features["loan accents" if {c for c in word.lower() if not c.isascii()} <= LOAN_ACCENTS else "accents"] = 1.0
    message = f"“{word}” is not English; it may have been left untranslated."
    return Match(document.span(i), message, confidence, features=features)


@document_rule(
    code="UNT005",
    name="source-language-passage",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    wake=_passages,
    covers=True,
    examples=(
        Bad(
            "The talks ended on Monday. [[Die Regierung hat den Vorschlag nicht angenommen. Weitere Gespräche sind "
            "nach Auskunft des Ministers erst im Herbst geplant]]. Nobody would say more."
        ),
        Bad(
            "The talks ended. [[Die Regierung hat den Vorschlag nicht angenommen]].\n"
            "[[Der Minister wollte nach dem Treffen nichts dazu sagen]]. Nobody spoke."
        ),
        Bad(
            "The talks ended. [[Die Regierung hat den Vorschlag nicht angenommen]]. Nobody would say more than that. "
            "[[Der Minister wollte nach dem Treffen nichts dazu sagen]]."
        ),
        Bad("The talks ended on Monday. [[Die Regierung hat den Vorschlag nicht angenommen]]. Nobody would say more."),
        Bad("The talks ended. [[Le ministre a refusé de commenter cette décision]]. Nobody spoke."),
        Bad("The talks ended. [[Policie podle mluvčí případ dále vyšetřuje a nechce jej komentovat]]. Nobody spoke."),
        Bad("Old News\n[[Die Regierung hat den Vorschlag nicht angenommen]]\nNobody would say more than that."),
        Bad("The talks ended. [[La policía investiga este caso]]. Nobody would say more than that to us."),
        Bad("The talks ended. [[Er kann nicht kommen, sagte der Minister am Abend]]. Nobody would say more than that."),
        Bad("The talks ended. [[Nechce jej už nikdy komentovat]]. Nobody spoke."),
        Good("The talks ended on Monday. The government did not accept the proposal."),
        Bad("The talks ended. [[Der Minister sagte am Abend, es sei “nichts davon bekannt]]”. Nobody would say more."),
        Bad("The talks of the ministers ended. [[O governo não quer]]. Nobody would say more than that to us."),
        Good("She was a copy girl at The Age, a potter's apprentice, and a housegirl at a club."),
        Good("Testing revealed that the patient is a carrier of a de novo gene."),
        Good("Thanks go to these people of the town: @policie @nechce @komentovat @dále @vyšetřuje @podle"),
        Good("Thanks go to @policie, @nechce, @komentovat, @dále, @vyšetřuje and @podle for all of their work."),
        Good("Frida's 1940 self-portrait El sueño (La cama) sells for much in New York."),
        Good("Her book “Die Regierung hat den Vorschlag nicht angenommen” came out in May."),
        Good("And what about ”die Regierung hat den Vorschlag nicht angenommen” of last year? It is a book."),
        Good("Among all things (ein gutes Buch ist nicht genug für den Mann) he named this."),
        Good("The firm makes atezolizumab, nivolumab, ipilimumab, avelumab, durvalumab and other drugs."),
        Good("Her first book Många människor dör som du (Many people die like you) was sold in May."),
        Good("Turkey summons Iran's chargé d'affaires in Ankara after Iran's foreign minister spoke of it."),
        Good("The patient was seen for a rare form of the hemosuccus pancreaticus."),
        Good("The work is called Oportet dilectum propter dilectum relinquere in the books."),
        Good("The boys of the new film are hit with chairs, ha ha ha haaaaa ha, and so is the man of the house."),
        Good(
            "The alphabet is from Vera perfettione del disegno di varie sorte di ricami, the guide for all of them.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("Vera perfettione del disegno di varie sorte di ricami", Look.EMPHASIS),),
        ),
        Bad(
            "[[Vera perfettione del disegno di varie sorte di ricami]].",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("Vera perfettione del disegno di varie sorte di ricami", Look.EMPHASIS),),
        ),
        Good("He calls it _un son fort gai, nomme la clochette_, and it was heard in the town for years."),
        Good("The night comes like a spring fire, “et primitus oritur herba imbribus primoribus evocata”, as we say."),
        Good("They saw that it was not a duellum, but a bellum, a war between two races."),
        Good("Add the line “net.inet.tcp.blackhole=2” – This will drop ALL tcp packets that are received on a port."),
        Good("Set sysctl.inet.tcp.sendspace and kern.ipc.maxsockbuf to more."),
        Good("He wrote it in German for his friends. Die Regierung hat den Vorschlag nicht angenommen."),
        Bad(
            "The German minister spoke in Berlin. [[Die Regierung hat den Vorschlag nicht angenommen]]. Nobody would "
            "say more than that to us."
        ),
        Good("In French it is this: le ministre a refusé de commenter cette décision."),
        Good("You find them at dále.nechce.policie.podle/komentovat/mluvčí."),
        Bad("The talks ended.[[Policie podle mluvčí případ dále vyšetřuje a nechce jej komentovat]].Nobody spoke."),
        Good("As they say, pacta sunt servanda in all of law."),
    ),
)
def source_language_passage(document: Document) -> Iterator[Match]:
    """A sentence, or a stretch of one, was left in another language.

    Segments get lost between translation steps, and the source text stays in the article.
    """
    odd = [w for w in small_strangers(document) if len(document.index[w]) < TERM]
    found: list[tuple[Stretch, float]] = []
    for row in sorted({document.sentence_list[document.index[w][0]] for w in odd}):
        for stretch in _stretches(document, row):
            cited = _quotation(document, stretch.first, stretch.last) or _set_apart(document, stretch)
            confidence = 0.0 if cited else _passage(document, stretch)
            if confidence:
                _add(document, found, stretch, confidence)
    for stretch, confidence in found:
        name = _language_of(document, stretch)
        if _announced(document, stretch, name):
            continue
        message = f"This passage was left in another language{f'; it looks {name}' if name else ''}."
        lost = len(document.slice(stretch.first, stretch.last)) >= LOST
        severity = CRITICAL if lost else None
        yield Match(document.span(stretch.first, stretch.last), message, confidence, severity=severity)


def _add(document: Document, found: list[tuple[Stretch, float]], stretch: Stretch, confidence: float) -> None:
    """Puts a passage behind those found before, or makes one of it and the last of them."""
    if found and _follows(document, found[-1][0], stretch):
        before, sure = found.pop()
        joined = before.foreign + stretch.foreign, before.small + stretch.small
        stretch, confidence = Stretch(before.first, stretch.last, *joined), max(sure, confidence)
    found.append((stretch, confidence))


def _follows(document: Document, before: Stretch, after: Stretch) -> bool:
    """Whether nothing but a mark or a word that both languages have stands between two stretches of a paragraph."""
    between = range(before.last + 1, after.first)
    same = document.paragraph[before.last] == document.paragraph[after.first]
    return bool(same) and sum(document.has(k, Flag.WORD) for k in between) <= APART


class Stretch(NamedTuple):
    """Part of a sentence that is not English: its tokens, those that are foreign, and all in small letters."""

    first: int
    last: int
    foreign: list[int]
    small: list[int]


def _passage(document: Document, s: Stretch) -> float:
    """How sure it is that a stretch was left in another language; 0: not at all."""
    if len({document.lower[i] for i in s.foreign}) < ASKED:
        return 0.0  # a few words, or one again and again: ha ha ha
    unknown = sum(kind(document.word(i)) != WORD for i in s.foreign)
    _, votes = language(document.word(i) for i in s.small)
    accents = not document.slice(s.first, s.last).isascii()
    commas = document.words[s.first : s.last].count(",")  # many in a list of drugs or dishes
    if len(s.foreign) >= PASSAGE and (votes > 2 or unknown + accents - commas > PASSAGE):
        return 0.9 if len(s.foreign) > PASSAGE else 0.75
    return 0.75 if _confirmed(document, s) else 0.0


def _confirmed(document: Document, s: Stretch) -> bool:
    """Whether langdetect names a language whose list holds two of the foreign words: Latin, which it does not know, is
    Italian or Romanian to it. It is not asked where no list holds two: it takes longer than the whole rest."""
    known = source_words().languages
    listed = Counter(name for i in s.foreign for name in {*known.get(document.lower[i], ())})
    possible = {name for name, times in listed.items() if times > 1}
    return bool(possible) and _detected(document, s) in possible


def _detected(document: Document, s: Stretch) -> str:
    """The language that langdetect is sure of, told from the words in small letters; "" if none, or if English words
    stand among them: langdetect is sure of garbled English too."""
    words = [document.lower[i] for i in s.small]
    guess = detected(" ".join(words))
    if guess.share < SURE:
        return ""
    known = source_words().languages
    english = {word for word in words if word in frequent() and guess.name not in known.get(word, ())}
    return guess.name if MIXED * len(english) <= len(words) else ""


def _language_of(document: Document, s: Stretch) -> str:
    """The name of the language of a passage; "" where nothing is sure."""
    name, votes = language(document.word(i) for i in s.small)
    if votes > 2 and 2 * votes >= len(s.small):
        return name
    return _detected(document, s) or (name if votes > 2 and 4 * votes >= len(s.small) else "")


def _stretches(document: Document, row: int) -> Iterator[Stretch]:
    """Each stretch of the sentence that is not English."""
    foreign: list[int] = []
    english = 0
    for i in document.sentences[row].tokens:
        known = _foreign(document, i)
        if known:
            foreign.append(i)
            english = 0
        elif known is False and foreign:
            english += 1
            if english > 2:
                yield from _cut(document, foreign)
                foreign = []
    if foreign:
        yield from _cut(document, foreign)


def _cut(document: Document, foreign: list[int]) -> Iterator[Stretch]:
    first, last = foreign[0], foreign[-1]
    languages = source_words().languages
    while document.same_sentence(first - 1, last) and _belongs(document, first - 1, languages):
        first -= 1
    while document.same_sentence(last, last + 1) and _belongs(document, last + 1, languages):
        last += 1
    small = [i for i in range(first, last + 1) if document.words[i].islower()]
    alike = sum(document.word(i) in languages for i in {*small} - {*foreign})
    if len(foreign) + 0.5 * alike >= SHARE * len(small):
        yield Stretch(first, last, foreign, small)


def _belongs(document: Document, i: int, languages: Mapping[str, object]) -> bool:
    """Whether a token beside foreign words may be part of them: a capitalised word or one both languages have."""
    return document.has(i, Flag.CAPITAL) or document.word(i) in languages


def _foreign(document: Document, i: int) -> bool | None:
    """Whether token i in small letters is foreign; None for what tells nothing: names, terms of the document,
    marks, numbers, words that both languages have, people of a network (@antfu), parts of addresses
    and of names (net.inet.tcp)."""
    word = document.lower[i]
    word = word.rpartition("'")[2]  # l'automne
    if not document.words[i].islower() or not word.isalpha() or word == "a" or document.word(i - 1) == "@":
        return None
    if _in_address(document, i):
        return None
    if kind(word) != WORD:
        return True
    if word in source_words().languages:
        return True if frequent().get(word, 9) > COMMON else None
    return False


def _in_address(document: Document, i: int) -> bool:
    """Whether a stop or a slash joins token i to the word before without a space, as in a host
    name or a path (site.example.de/verein)."""
    start = document.starts[i]
    return bool(JOINED.search(document.text, max(0, start - 2), start))


QUOTES = frozenset('“”„"«»')


def _announced(document: Document, s: Stretch, name: str) -> bool:
    """Whether the sentence before, or the beginning of this one, says of what language the passage is."""
    k = document.sentence_list[s.first]
    first = document.sentences[max(0, k - 1)].first
    said = document.lower[first : s.first]
    return any(a == "in" and b == name.lower() for a, b in pairwise(said))


def _quotation(document: Document, first: int, last: int) -> bool:
    """Whether the whole stretch is a quotation or a bracket, or one explains it: a title or a saying that is cited."""
    opens = any(document.has(k, Flag.OPEN) for k in range(max(0, first - 2), first + 1))
    quoted = document.word(first - 1) in QUOTES and not QUOTES.isdisjoint(document.words[last + 1 : last + 3])
    if quoted:
        return True  # whatever way its marks are turned: ”la goutte d’eau”
    explained = document.word(last + 1) == "("  # her first book Många dör (Many Die)
    return (opens and document.has(last, Flag.QUOTED)) or document.word(first - 1) in ("(", "[") or explained


def _set_apart(document: Document, s: Stretch) -> bool:
    """Whether what is foreign is set apart from the rest of its sentence, as titles and foreign words are: by the
    markup, or by a mark for it on both sides."""
    if document.word(s.first - 1) == "_" and document.word(s.last + 1) == "_":
        return True
    sentence = document.sentence_of(s.first)
    plain = any(document.flag_list[k] & (Flag.WORD | Flag.EMPHASIS) == Flag.WORD for k in sentence.tokens)
    return plain and all(document.has(k, Flag.EMPHASIS) for k in s.foreign)
