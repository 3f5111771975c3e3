"""UNT006: names translated by half."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.vocabulary import (
    CHURCHES,
    FOREIGN_IN_NAMES,
    INSTITUTIONS,
    KINDS_OF_INSTITUTIONS,
    NEWSPAPERS,
    SPANISH_ARTICLES,
)
from mtcheck.languages.en.words.strangers import odd_names
from mtcheck.languages.en.words.table import pairs
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, mask_rule
from mtcheck.text.masks import Mask, Told

# Names that English knows too: they are wrong only where their English word stands beside.
DOUBLED_ONLY = pairs(
    """gora/mountain hora/mountain strana/party katu/street utca/street järvi/lake reka/river ulice/street
    gazeta/newspaper partia/party zamek/castle academia/academy museo/museum bahnhof/station hauptbahnhof/station
    ayuntamiento/city~council mairie/town~hall prefeitura/city~hall prospekt/avenue gorod/city"""
)
# What begins or ends names in other languages, with its English word. Left out is what English writes too (plaza, rue,
# banco, oblast) and what has no other name in English (Bundestag, Rada).
GENERIC = DOUBLED_ONLY | pairs(
    """ministerium/ministry bundesministerium/ministry innenministerium/ministry finanzministerium/ministry
    außenministerium/ministry verteidigungsministerium/ministry justizministerium/ministry universität/university
    hochschule/university straße/street flughafen/airport brücke/bridge kirche/church kathedrale/cathedral
    partei/party zeitung/newspaper krankenhaus/hospital akademie/academy bundesamt/office landesamt/office
    gericht/court amtsgericht/court landgericht/court polizei/police regierung/government gesellschaft/society
    stiftung/foundation gewerkschaft/union universidad/university ministerio/ministry ciudad/city partido/party
    iglesia/church aeropuerto/airport estación/station puente/bridge instituto/institute fundación/foundation
    asociación/association federación/federation sindicato/union policía/police gobierno/government ejército/army
    comisión/commission consejo/council república/republic periódico/newspaper université/university
    ministère/ministry banque/bank aéroport/airport église/church cathédrale/cathedral académie/academy musée/museum
    école/school fédération/federation conseil/council gouvernement/government préfecture/prefecture syndicat/union
    armée/army università/university ministero/ministry partito/party chiesa/church aeroporto/airport
    stazione/station accademia/academy governo/government repubblica/republic tribunale/court esercito/army
    giornale/newspaper universidade/university ministério/ministry igreja/church cidade/city polícia/police
    fundação/foundation associação/association federação/federation comissão/commission ministerstvo/ministry
    ministerstwo/ministry ministarstvo/ministry uniwersytet/university univerzita/university universitet/university
    universiteti/university sveučilište/university ulitsa/street ulica/street vulytsia/street ozero/lake jezero/lake
    jezioro/lake řeka/river rzeka/river partiya/party noviny/newspaper město/city miasto/city tserkov/church
    kościół/church kostel/church sobor/cathedral katedrála/cathedral vokzal/station nádraží/station lotnisko/airport
    letiště/airport nemocnice/hospital bolnitsa/hospital szpital/hospital shkola/school škola/school szkoła/school
    muzey/museum muzej/museum pravitelstvo/government akademiya/academy politsiya/police policja/police
    bakanlığı/ministry üniversitesi/university belediyesi/municipality caddesi/street gölü/lake köprüsü/bridge
    egyetem/university yliopisto/university ministeriö/ministry háskóli/university ráðuneyti/ministry"""
)
# How compounds of such words end; they are looked for before “of”.
COMPOUNDS = pairs(
    """ministerium/ministry universität/university hochschule/university bahnhof/station verband/association
    verein/association gesellschaft/society behörde/authority gericht/court partei/party gewerkschaft/union
    félag/association félags/association samband/union sambands/union ráðuneyti/ministry ráðuneytis/ministry
    háskóli/university háskóla/university stofnun/institute stofnunar/institute departementet/ministry
    verket/agency styrelsen/agency universitetet/university universitet/university virasto/agency
    ministerstvo/ministry ministerstwo/ministry"""
)
ENDS = tuple(COMPOUNDS)
PARTICLES = {"de": "of", "del": "of the", "des": "of the", "della": "of the", "dei": "of the"}
# Endings that say what the next word says.
ENDINGS = {
    "city": ("-shi", "-si"),
    "prefecture": ("-ken",),
    "ward": ("-ku",),
    "district": ("-gu",),
    "province": ("-do",),
    "island": ("-do",),
    "metropolis": ("-to",),
}
SURE_ENDINGS = frozenset(["-shi", "-ken"])
KINDS = KINDS_OF_INSTITUTIONS - {"national"}  # Conseil National
MOUNTS = ("mount", "mt", "mt.")
ANCHORS = frozenset(GENERIC.keys() | PARTICLES.keys() | ENDINGS.keys() | FOREIGN_IN_NAMES | {*MOUNTS})


def _candidates(document: Document) -> list[int]:
    index = document.index
    compounds = {w for w in odd_names(document) if w.endswith(ENDS)}
    return sorted(i for w in compounds | ANCHORS.intersection(index) for i in index[w])


_telling = Told(lambda word: word in ANCHORS or word.endswith(ENDS))


def _half(document: Document) -> Mask:
    return _telling.mask(document)


@mask_rule(
    code="UNT006",
    name="half-translated-name",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    wake=_half,
    candidates=_candidates,
    examples=(
        Bad(
            "She teaches at the [[Universidad of]] Chile in the capital.",
            fix="She teaches at the University of Chile in the capital.",
        ),
        Bad("The [[Lehrerverband of]] Saxony agreed.", fix="The Association of Saxony agreed."),
        Bad("He left the [[Bundesministerium of]] Finance in May.", fix="He left the Ministry of Finance in May."),
        Bad("The [[Bank de]] China lends less than last year.", fix="The Bank of China lends less than last year."),
        Bad("The [[University de la]] Habana is older.", fix="The University of Habana is older."),
        Bad("The [[Partido Socialist]] lost the vote."),
        Bad("The [[Academy nauk]] elected him in May."),
        Bad(
            "They live in Pushkin [[Ulitsa Street]], near the park.", fix="They live in Pushkin Street, near the park."
        ),
        Bad("They sang in Saint [[Peter's Kathedrale]].", fix="They sang in Saint Peter's Cathedral."),
        Bad("They climbed [[Mount Fuji-san]] at night."),
        Bad("He left the [[Bundesministerium of]] the Interior.", fix="He left the Ministry of the Interior."),
        Good(
            "La Plata is a partido of Buenos Aires Province. The lake of Jezero is deep. Spain's Partido Popular lost."
        ),
        Good("She teaches at Drake University Des Moines, which de facto is a university de luxe."),
        Good("The word nauk is Russian. The Conseil National met. The Kathedrale was closed."),
        Good("Spain's Partido Popular lost the vote."),
        Bad("The boat crossed [[Lake Baikal Ozero]] at night.", fix="The boat crossed Lake Baikal at night."),
        Bad("The mayor of [[Nagoya-shi City]] said so.", fix="The mayor of Nagoya City said so."),
        Good("She teaches at the Universidad de Chile, and he at the Université de Montréal."),
        Good("The shop in Rue de Rivoli is near the Plaza de Mayo Square, and far from the Rio Grande River."),
        Good("The Verkhovna Rada of Ukraine met in the Hauptbahnhof of Kyiv; the Banco Santander lends less."),
        Good("The Bank der Länder was closed. President de Gaulle left the City of Paris, and Mount Fuji."),
        Good("Shi City is a game, and so is the “Universidad of Rock”."),
    ),
)
def half_translated_name(document: Document, i: int) -> Iterator[Match]:
    """One part of a name was translated, the other was left in the source language.

    A name that the system has not learned as a whole is put together word by word, and words that look like names
    are copied.
    """
    word = document.lower[i]
    if word in GENERIC:
        yield from _generic(document, i, word)
    elif word.endswith(ENDS):
        yield from _translated_rest(document, i, next(COMPOUNDS[e] for e in ENDS if word.endswith(e)))
    if word in PARTICLES:
        yield from _particle(document, i, word)
    if word in FOREIGN_IN_NAMES:
        yield from _foreign(document, i)
    if word in ENDINGS:
        yield from _ending(document, i, word)
    if word in MOUNTS:
        yield from _mount(document, i)


def _generic(document: Document, i: int, word: str) -> Iterator[Match]:
    """Universidad of Chile; Partido Socialist; Ulitsa Street, Lake Baikal Ozero."""
    if not _capital(document, i):
        return
    twin = GENERIC[word].replace("~", " ")
    after, before = document.word(i + 1), document.word(i - 1)
    if word in NEWSPAPERS:
        yield from _translated_rest(document, i, twin)
    elif after == twin:
        yield _match(document, i, i + 1, 0.75, Edit(document.starts[i], document.starts[i + 1], ""))
    elif before == twin:
        yield _match(document, i - 1, i, 0.75, Edit(document.ends[i - 1], document.ends[i], ""))
    elif document.word(i - 2) == twin and _capital(document, i - 1):
        yield _match(document, i - 2, i, 0.75, Edit(document.ends[i - 1], document.ends[i], ""))
    elif word in CHURCHES and before == "'s":
        yield _match(document, i - 2, i, 0.6, Edit(document.starts[i], document.ends[i], twin.title()))
    elif word in DOUBLED_ONLY:
        return
    elif after in KINDS:
        yield _match(document, i, i + 1, 0.75)
    else:
        yield from _translated_rest(document, i, twin)


def _translated_rest(document: Document, i: int, twin: str) -> Iterator[Match]:
    """Universidad of Chile, Bundesministerium of the Interior."""
    if document.word(i + 1) == "of" and (_capital(document, i + 2) or _capital(document, i + 3)):
        yield _match(document, i, i + 1, 0.8, Edit(document.starts[i], document.ends[i], twin.title()))


def _particle(document: Document, i: int, word: str) -> Iterator[Match]:
    """Bank de China, University de la Habana."""
    last = i + 1 if document.word(i + 1) in SPANISH_ARTICLES else i
    if document.word(i - 1) in INSTITUTIONS and document.words[i].islower() and _capital(document, last + 1):
        english = PARTICLES[word]
        yield _match(document, i - 1, last, 0.75, Edit(document.starts[i], document.ends[last], english))


def _foreign(document: Document, i: int) -> Iterator[Match]:
    """Bank Rossii, Academy nauk, Ministry of Defensa."""
    first = i - 2 if document.word(i - 1) == "of" else i - 1
    if document.word(first) in INSTITUTIONS:
        yield _match(document, first, i, 0.7)


def _ending(document: Document, i: int, word: str) -> Iterator[Match]:
    """Nagoya-shi City: the ending is Japanese or Korean for the word after it."""
    before = document.word(i - 1)
    for ending in ENDINGS[word]:
        if before.endswith(ending):
            at = document.ends[i - 1]
            confidence = 0.5 if ending in SURE_ENDINGS else 0.35
            yield _match(document, i - 1, i, confidence, Edit(at - len(ending), at, ""))


def _mount(document: Document, i: int) -> Iterator[Match]:
    """Mount Fuji-san."""
    if document.word(i + 1).endswith(("-san", "-yama", "fujisan")):
        yield _match(document, i, i + 1, 0.4)


def _capital(document: Document, i: int) -> bool:
    return document.has(i, Flag.CAPITAL) and not document.has(i, Flag.QUOTED)


def _match(document: Document, first: int, last: int, confidence: float, *edits: Edit) -> Match:
    quoted = document.slice(first, last)
    fixes = (Fix("Translate the whole name", edits, SUGGEST),) if edits else ()
    return Match(document.span(first, last), f"In “{quoted}” one half of the name is translated.", confidence, fixes)
