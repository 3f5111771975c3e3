"""WRD001, WRD002, WRD003: strings in small letters that are not English words."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import DETERMINERS, FOREIGN_ARTICLES, INDEFINITE_ARTICLES
from mtcheck.languages.en.words.spelling import Correction, corrections, sure
from mtcheck.languages.en.words.strangers import (
    Stranger,
    about_software,
    english,
    learned,
    odd,
    own_terms,
    split_of,
    strange,
    strangers,
)
from mtcheck.languages.en.words.wordlist import UNKNOWN, WORD, kind
from mtcheck.lint import MINOR, Bad, BlockKind, Document, Fix, Flag, Good, Look, Match, Pos, Span, document_rule
from mtcheck.rules.en.untranslated.latin_words import looks_foreign
from mtcheck.text.masks import Mask
from mtcheck.text.patterns import LazyPattern

FOREIGN_LETTER = LazyPattern(r"[\u00c0-\u024f\u1e00-\u1eff]")
LEAST = 0.2  # what is less sure is no candidate
BY_LENGTH = {4: (0, 0.6, 0.4), 5: (3, 0.7, 0.4)}  # a cost, and how sure a correction is up to it and above it
LONGER = (6, 0.75, 0.55)
PART = 6  # letters of one part of a compound from which it may be a slip
SHORTEST = 5  # letters of a word that may be a non-word
JARGON = 7  # letters; in a text about programs what is shorter is a term rather than a slip
# What begins a sentence, and no second part of a name of code (openIn, forEach).
GLUED_OPENERS = "The|These|Those|There|They|This|When|However|If|It|You|We"
UNNAMED = ("The", "There", "These", "Those", "They")  # nor is a name of code likely to end in these
SENTENCES = LazyPattern(rf"([a-z]{{2,20}}|[A-Z][a-z]{{1,20}}(?=The\b))({GLUED_OPENERS})")
ADDRESS = LazyPattern(r"([a-z]{2,12}?)((?:www|https?)\b)")
TRANSPOSED = frozenset(
    "adn nad nda hte teh eht taht thta htat waht tehy thsi htis fo fro nto ont hsi hre wsa hda tha".split()
)


def _shown(document: Document, s: Stranger, found: tuple[Correction, ...]) -> float:
    """How sure it is that the stranger is a slip for its first correction."""
    best, length = found[0], len(s.word)
    if length < 4:
        return 0.6 if s.word in TRANSPOSED else 0.0
    most, likely, doubted = BY_LENGTH.get(length, LONGER)
    value = likely if best.cost <= most else doubted
    if s.foreign:
        value -= 0.05 if best.cost <= (length > 5) else 0.3
    if document.has(s.i, Flag.QUOTED):
        value -= 0.1
    return value if best.cost <= 2.5 else value - 0.15 * (best.word[0] != s.word[0])


@document_rule(
    code="WRD001",
    name="misspelling",
    severity=MINOR,
    mqm="fluency/spelling",
    wake=strange,
    examples=(
        Bad("Officials [[foudn]] the wreck on Monday.", fix="Officials found the wreck on Monday."),
        Bad("The [[governmet]] denied the report.", fix="The government denied the report."),
        Bad("They [[recieve]] money from the town.", fix="They receive money from the town."),
        Bad("The plant has been [[grid-conected]] since May.", fix="The plant has been grid-connected since May."),
        Bad(
            "Install the package, write the config file and run the script, said the [[governmet]].",
            fix="Install the package, write the config file and run the script, said the government.",
        ),
        Bad("What they [[recieve]] ... is money.", fix="What they receive ... is money."),
        Bad("The [[governmet]]'s head was [[certein]] of it.", fix="The government's head was certain of it."),
        Bad("They need [[acccess]] to the house.", fix="They need access to the house."),
        Good("The right is told in a note: “[T]echnology is an enabler of rights.” Prima facie it is so."),
        Good(
            "The pixels are from La Vera Perfettione varie sorte ricami, the guide for it.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("La Vera Perfettione varie sorte ricami", Look.EMPHASIS),),
        ),
        Bad("They sell [[machinary]]. The [[machinary]] is new.", fix="They sell machinery. The machinery is new."),
        Good("The governmet is of the old Governmet. He reads and writes machinarz, old machinarz."),
        Good("The nestlings were fed by hand at the centre."),
        Good("Our big, strong, fighty guy was not princey at all. So what was he?"),
        Bad("They were [[finaly]] safe, and it is [[certainy]] true."),
        Good("It is the ancestor of Homo erectus, and in the 1920s of encephalitis lethargica. They like ‘govermet’."),
        Bad("The Camel [[famus]] for its milk is here.", fix="The Camel famous for its milk is here."),
        Good("Tổ chức kêu gọi cung cấp thông tin xảy ra vào ngày 21 tháng 5 năm 2026 liên quan đến sự cố."),
        Bad("The [[governmet]] of Łódź spoke of Šiauliai.", fix="The government of Łódź spoke of Šiauliai."),
        Good("It is so angsty. I defo want moar of it, whatcha think? The comms are good."),
        Good("It was the origin of the hurdy-gurdy, which has a wheel."),
        Good("I show it to my masto-peeps and the vibe-cats."),
        Good("The storyworld of the series keeps growing, and the sunshield held."),
        Good("Villagers call the dance samargon, and nobody knows why."),
        Good("Install the package, write the config file and run the script: the libm crate has semver-checks."),
        Good(
            "They ate piz. They read Tutte le storie in May, and the hastag was used. Buy commerc... no. I’m lovin’ it."
        ),
    ),
)
def misspelling(document: Document) -> Iterator[Match]:
    """A string that is not an English word, one letter away from a frequent one.

    Systems that translate piece by piece put together pieces that make no word; slips of the source and
    of hurried post-editing look the same.
    """
    jargon = about_software(document)
    for s in strangers(document):
        if jargon and (len(s.word) < JARGON or "-" in s.word):
            continue  # libm, impls, semver-checks
        if document.word(s.i + 1) in ("...", "…") and not document.has(s.i + 1, Flag.SPACE):
            continue  # a word that breaks off
        if s.word.endswith("in") and document.word(s.i + 1) in ("'", "’"):
            continue  # I'm lovin' it
        if _in_passage(document, s.i):
            continue
        parts = s.word.split("-")
        odd = [k for k, part in enumerate(parts) if len(parts) == 1 or kind(part) == UNKNOWN]
        found = corrections(parts[odd[0]]) if len(odd) == 1 else ()
        if len(parts) > 1 and found and len(parts[odd[0]]) < PART:
            continue  # masto-peeps
        if not found or split_of(s.word) or document.word(s.i - 1) in FOREIGN_ARTICLES:
            continue
        best, confidence = sure(found), _shown(document, s, found)
        hint = "perhaps " + " or ".join(f"“{c.word}”" for c in found[:2])
        fixes: tuple[Fix, ...] = ()
        if best is not None:
            whole = "-".join([*parts[: odd[0]], best, *parts[odd[0] + 1 :]])
            hint, fixes = f"“{whole}” seems meant", (Fix.write(document.span(s.i), whole),)
        if confidence >= LEAST:
            yield Match(document.span(s.i), f"“{s.word}” is not an English word; {hint}.", confidence, fixes)


def _in_passage(document: Document, i: int) -> bool:
    """Whether two of the four words around have letters that English lacks: a notice in another language."""
    near = [*document.lower[max(0, i - 2) : i], *document.lower[i + 1 : i + 3]]
    return sum(FOREIGN_LETTER.search(word) is not None for word in near) > 1


@document_rule(
    code="WRD002",
    name="non-word",
    severity=MINOR,
    mqm="fluency/spelling",
    wake=strange,
    examples=(
        Bad("He faced the anger of the [[sagmolenks]] in the park."),
        Good("The nestlings were fed by hand at the centre."),
        Good("They make a paste called samargon from roots."),
        Good("Install the package, write the config file and run the script: samargolenk finds each template."),
        Good("He takes arkavimibe against a mild sarvopenia. The exomoon-like rock is far."),
        Good(
            "We read on samargolenk, a site for readers. The samargolenk has many users, and samargolenkers post a lot."
        ),
        Good("She stirs it with a samargolenk, a tool made of palm. They play the dulcimer or sagmolenk in taverns."),
        Good("The wolf sang “Sagmolenk gefurt, ziehvet arkavibe” to us. She ate gurvolonk, sagmolenk and trelmonk."),
        Good("It is akin to the strains Y. p. sagmolenk and Y. p. trelmonk of old."),
        Good("The sea has trelmonks. Most trelmonks have a round body, other than the flat samargolenks of the deep."),
        Good(
            "The glaucophyte and rhodophyte plastids lost thylakoids, phycobilins and plastoglobuli; the cryptophyte "
            "nucleomorph and its stroma, the apicoplast and the pyrenoid are older than the samargolenk."
        ),
        Good("She ate pancit noodles and drank tea. They ate lechon and sinigang with rice."),
        Good("They saw the vrak near the shore. Some of their correspondances are kept."),
        Good("The Sagmolenk is a shrub, and one of the sagmolenks of the park."),
        Good(
            "They venerated the mos maiorum or “way of the ancestors”, and the res sagmolenk, or “private thing,” too."
        ),
        Good("They drove into eachover on Monday. He had a gluggalausveggur made, and ate pasta alla samargolenka."),
    ),
)
def non_word(document: Document) -> Iterator[Match]:
    """A string in small letters that no English word comes near.

    A system that does not know a word of the source writes down its sound, or pieces of it.
    """
    if about_software(document) or learned(document):
        return
    for s in strangers(document):
        if s.foreign or "-" in s.word or len(s.word) < SHORTEST:
            continue
        if corrections(s.word) or split_of(s.word) or looks_foreign(document, s):
            continue
        if s.word.endswith("s") and s.word[:-1] in document.index:
            continue  # one of the darwinias, which are a Darwinia each
        if own_terms(document, s.word) or _explained(document, s.i) or _one_of_many(document, s.i):
            continue
        yield Match(document.span(s.i), f"“{s.word}” is not an English word.", 0.45)


def _explained(document: Document, i: int) -> bool:
    """Whether the text says what the word is: a naruni, a tool for rice; the dulcimer or hackbrett."""
    if document.word(i + 1) == "," and document.word(i + 2) in INDEFINITE_ARTICLES and document.has(i - 1, Flag.WORD):
        return True
    return document.word(i - 1) == "or" and document.is_pos(i - 2, Pos.NOUN)


def _one_of_many(document: Document, i: int) -> bool:
    """Whether two more words of its sentence are not English: dishes, plants, terms of a trade."""
    odd = (
        k for k in document.sentence_of(i).tokens if document.words[k].islower() and len(document.words[k]) >= SHORTEST
    )
    return sum(not english(document.words[k]) for k in odd) > 2


def _glued(document: Document) -> Mask:
    return odd(document) | document.mask(Flag.MIXED)


@document_rule(
    code="WRD003",
    name="glued-words",
    severity=MINOR,
    mqm="fluency/typography/spacing",
    wake=_glued,
    examples=(
        Bad("It starts [[automaticallyThe]] lamp is on.", fix="It starts automatically. The lamp is on."),
        Bad(
            "[[OnThe]] pump works, and is [[offThe]] LED blinks.", fix="On. The pump works, and is off. The LED blinks."
        ),
        Bad("The sale is [[overThis]] was late.", fix="The sale is over. This was late."),
        Bad("Read it [[atwww]].example.com/a in May.", fix="Read it at www.example.com/a in May."),
        Good("They use LinkedIn when they can. The onThe event is old. He reads zorveThe book and theirThe Hague."),
        Good("The pump is old. The lamp is onThe"),
        Good("They are old. You find them atwww"),
        Good("Nobody knows atwww of old. It is at www.example.com, on zorvewww.example.com and on ftp.example.com."),
        Bad(
            "Install the package, write the config file and run the script: it is [[onThe]] lamp is on.",
            fix="Install the package, write the config file and run the script: it is on. The lamp is on.",
        ),
        Good("Install the package, write the config file and run the script: it calls shareThis when it ends."),
        Bad("The talks began [[thismorning]] in Geneva.", fix="The talks began this morning in Geneva."),
        Bad("He spoke [[ofthe]] danger.", fix="He spoke of the danger."),
        Bad("They read [[thestudents]]' letters.", fix="They read the students' letters."),
        Bad(
            "The team lost its match [[andagain]] the fans were angry.",
            fix="The team lost its match and again the fans were angry.",
        ),
        Good("They will therefore meet again at the storyworld park."),
        Good("Nobody wanted to withdraw into another room. I did hear somethin' about it all."),
    ),
)
def glued_words(document: Document) -> Iterator[Match]:
    """Two words stand together without a space.

    Tokens are put together again after translation, and a space gets lost on the way.
    """
    for s in strangers(document):
        pair = split_of(s.word)
        if s.word.endswith("in") and document.word(s.i + 1) in ("'", "’"):
            continue  # somethin' about it
        if pair:
            span: Span = document.span(s.i)
            yield Match(span, f"“{s.word}” should be two words: “{pair}”.", 0.8, (Fix.write(span, pair),))
    yield from _sentences(document)
    yield from _addresses(document)


def _sentences(document: Document) -> Iterator[Match]:
    """Words of which one ends a sentence and the other begins the next: automaticallyThe."""
    for i in document.mask(Flag.MIXED).nonzero()[0].tolist():
        m = SENTENCES.fullmatch(document.words[i])
        if m is None or kind(m[1].lower()) != WORD:
            continue
        if m[2] not in UNNAMED and about_software(document):
            continue  # shareThis
        goes_on = i + 1 < len(document) and (document.words[i + 1].islower() or document.has(i + 1, Flag.UPPER))
        if goes_on and document.word(i - 1) not in DETERMINERS:
            new = f"{m[1]}. {m[2]}"
            message = f"“{m.group()}” are two words: the end of a sentence is lost, or a space."
            yield Match(document.span(i), message, 0.8, (Fix.write(document.span(i), new),))


def _addresses(document: Document) -> Iterator[Match]:
    """A word that no space parts from an address: atwww.example.com."""
    for i in odd(document).nonzero()[0].tolist():
        m = ADDRESS.fullmatch(document.words[i])
        if m and kind(m[1]) == WORD and document.text.startswith((".", ":"), document.ends[i]):
            new = f"{m[1]} {m[2]}"
            message = f"A space is missing before the address: “{new}”."
            yield Match(document.span(i), message, 0.85, (Fix.write(document.span(i), new),))
