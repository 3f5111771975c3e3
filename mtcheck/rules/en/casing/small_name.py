"""CAP006: a word that is no English word stands where the reading model expects a name, and is written small."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.languages.en.vocabulary import HEADS_OF_STATE, HONORIFICS, PLACE_PREPOSITIONS, SOFTWARE
from mtcheck.languages.en.words.spelling import corrections
from mtcheck.languages.en.words.strangers import (
    DRAWN_OUT,
    LOANS,
    PARTICLES,
    RECENT,
    about_software,
    derived,
    learned,
    odd,
    on_purpose,
    own_terms,
    small_strangers,
)
from mtcheck.languages.en.words.technical import technical
from mtcheck.languages.en.words.wordlist import NAME, RARE, UNKNOWN, kind
from mtcheck.lint import MINOR, Bad, BlockKind, Document, Fix, Flag, Good, Look, Match, Pos, document_rule
from mtcheck.text.masks import Mask

SHORTEST = 4  # letters; shorter ones are particles and units
LIKELY = 0.2  # the most chance of being written small, by the reading model
# Words before a name without an article. Food and institutions that English borrows (soju, hukou) hardly follow them.
BEFORE = PLACE_PREPOSITIONS | HEADS_OF_STATE | HONORIFICS - {"ms"} | {"minister"}
TERM = 3  # a word that often in small letters is meant so
MOST = 60  # words of a document that may be names; a text with more is hardly English, and each takes long to judge
PASSAGE = 3  # such words in a row are another language


def _odd_name(document: Document) -> Mask:
    """Odd words in small letters where a name is likelier."""
    return odd(document) & (document.small < LIKELY)


@document_rule(
    code="CAP006",
    name="small-name",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    wake=_odd_name,
    examples=(
        Bad("The minister met the king of [[arkavia]] and the mayor of Leeds.",
            fix="The minister met the king of Arkavia and the mayor of Leeds."),
        Bad("They fought at [[zhaojiang]] and lost.", fix="They fought at Zhaojiang and lost."),
        Bad("She grew up in [[northwich]].", fix="She grew up in Northwich."),
        Bad("They left the train at [[arashi]] Station.", fix="They left the train at Arashi Station."),
        Bad("They came back to [[zhaojiang]], and Zhaojiang was cold.",
            fix="They came back to Zhaojiang, and Zhaojiang was cold."),
        Bad("He said that the ministers of the king had left the town long before, that they had come back from a "
            "long journey to [[zhaojiang]], and that nobody knew why any of them had ever gone to [[arkavia]]",
            fix="He said that the ministers of the king had left the town long before, that they had come back from a "
            "long journey to Zhaojiang, and that nobody knew why any of them had ever gone to Arkavia"),
        Good("The minister met the king of Arkavia, and nobody spoke of the unbribability of kings."),
        Good("She was treated with arkavizumab for a year."),
        Good("The minister met the king of “arkavia” and the mayor of Leeds."),
        Good("They drank shochu in Japan and liked the bokeh in photos."),
        Good("She studied Tritrichomonas muris and S. kowalskii."),
        Good("He taught at the Rijksakademie van beeldende kunsten, and saw the Konstanz bodensee."),
        Good("The II liga was won by Arkavia. The site efotbal.cz said so, and the pgx data show it."),
        Good("He went from bookshopping to dogwalking."),
        Good("Toluene and dodecane were found in the air."),
        Good("He ate trdelníkový pie."),
        Good("He came thismorning and left inthe evening."),
        Good("My places\n- arkavia\n- lublin"),
        Good("She wrote of “the town of old arkavia in winter”."),
        Good("The king of arkavia met the king of Spain. Now arkavia is small; arkavia was big, and arkavia lost."),
        Good("It acts on a jasmonic acid mode of action. The band stylised as nappo met the king of Spain."),
        Good("As the founder, Mu‘arkavia was shrewd, and they met near Mu‘arkavia."),
        Good("She sang with nappo, and left."),
        Good("She went to Spain from zarkonia. The town has a gurvolonk, and a gurvolonk is not a town of its own."),
        Good("We will see all of it at rTown hackathon in San Francisco."),
        Good("Install the package, write the config file and run the script: it comes from arkavia."),
        Good("The vampires are hunted by the old lycan, and the lycans know it."),
        Good("Ultima Online was the game, ahhhh them was the days."),
        Good("He jumped on him and arkavia arkavia, so we know how deep their bond was."),
        Good("The shortest answer was given by arkavia. Well done, arkavia, you get the book.",
             blocks=(BlockKind.PARAGRAPH,), looks=(("arkavia", Look.EMPHASIS),)),
        Good("He played the sad songs of the arkavia zorvella, and the people of the town sang."),
        Good("She has asked them to find the trace in the arkavia package of last year."),
        Good("The post office, Arkavska posta, is closed until Monday."),
    ),
)  # fmt: skip
def small_name(document: Document) -> Iterator[Match]:
    """A name has no capital: no English word is written so, and the words around it call for a name.

    Scripts without capitals do not tell engines what is a name, and rare names are spelled piece by piece.
    """
    if about_software(document):
        return  # programs have names that begin small
    words = [w for w in small_strangers(document) if len(w) >= SHORTEST and kind(w) in (NAME, UNKNOWN)]
    if len(words) > MOST:
        return
    for word in words:
        places = document.index[word]
        if len(places) > TERM or _common(document, word, places):
            continue
        for i in places:
            likely = document.small[i] < LIKELY and document.words[i].islower()
            if likely and kind(word) == UNKNOWN and (learned(document) or own_terms(document, word)):
                continue
            if likely and _plain(document, i) and _no_word(word):  # what takes longest is asked last
                new = word.capitalize()
                fix = Fix.write(document.span(i), new)
                message = (
                    f"“{word}” is no English word, and a name seems to stand here: names begin with a capital letter."
                )
                yield Match(document.span(i), message, _sure(document, i, word), (fix,))


def _sure(document: Document, i: int, word: str) -> float:
    """A name that the word lists know is one; a word that nobody knows may be a loan, if its place shows no name."""
    return 0.7 if kind(word) == NAME else 0.6 if document.word(i - 1) in BEFORE else 0.45


def _no_word(word: str) -> bool:
    """Whether it is neither a slip for an English word, nor made of English words, nor known from another language."""
    if not word.isascii() or word in LOANS or word in RECENT or corrections(word) or DRAWN_OUT.search(word):
        return False
    return kind(word) == NAME or not (derived(word) or technical(word))


def _common(document: Document, word: str, places: list[int]) -> bool:
    """Whether the document shows that the word is meant small: it has a plural too, is said twice in a row, or is set
    apart by the markup, as names of users are."""
    if f"{word}s" in document.index or word.removesuffix("s") in document.index.keys() - {word}:
        return True
    return any(b == a + 1 for a, b in pairwise(places)) or any(document.has(i, Flag.EMPHASIS) for i in places)


def _plain(document: Document, i: int) -> bool:
    """Whether it stands in running text, alone or with another of its kind, and not in a foreign name or passage."""
    if document.word(i - 1) == "." or document.has(i - 1, Flag.ABBREVIATION | Flag.UPPER):
        return False  # S. cerevisiae, II liga
    if document.has(i, Flag.QUOTED) or not document.in_prose(i) or on_purpose(document, i):
        return False
    if document.word(i + 1) in SOFTWARE:
        return False  # the zorvex package
    row, led = 1, False
    for step in (-1, 1):
        k = i + step
        while (
            document.same_sentence(i, k)
            and document.words[k].islower()
            and kind(document.word(k)) in (NAME, UNKNOWN, RARE)
        ):
            row, k = row + 1, k + step
        led = led or (step < 0 and document.is_pos(k, Pos.DETERMINER))
        if document.word(k) in PARTICLES or (
            document.has(k, Flag.CAPITAL) and kind(document.word(k)) in (RARE, NAME, UNKNOWN)
        ):
            return False
    return row < PASSAGE and not (led and row > 1)  # the guitarra portuguesa
