"""BPU004: quotation marks that differ from the source's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from mtcheck.lint import MINOR, BadPair, GoodPair, Match, Span, pair_rule
from mtcheck.rules.bilingual.punctuation import related

if TYPE_CHECKING:
    from mtcheck.bitext.language import LanguageData
    from mtcheck.bitext.pair import Bead, Pair

FILE: Any = {"lang": "de", "options": {"segmented": True}}  # of examples that are segments
DOUBLE = re.compile('["“”„‟«»「」『』]')
FARTHEST = 12  # sentences that a quotation may run over
OPENING = frozenset('"“„«')
CLOSES = re.compile(r"[.,!?…][\"”»](?!\w)")  # a mark that ends what was said
OPENS = re.compile(r'[\s(]["“„«](?=\w)[^"“”„«»]*$')  # the last mark of a text, if it opens
# What is said: a stop within the marks, or the sentence begins with it. Else it may be a title, which English has bare.
QUOTED = re.compile('["“”„«「『][^"“”„«»「」『』]{15,}[.,!?。，！？،؟।]["“”»」』]')
QUOTED_FIRST = re.compile('["“”„«「『][^"“”„«»「」『』]{15,}["“”»」』][,，،]')
# All that the source says, or what stands behind a colon: no title if it is long.
QUOTED_ALL = re.compile('["“”„«「『]([^"“”„«»「」『』]{6,})["“»”」』][.。]?')
INTRODUCED = re.compile('[:：]\\s?["“”„«「『]([^"“”„«»「」『』]{6,})["“»”」』]')
LEAST, NO_TITLE = 20, 60  # code points, in English, of what is quoted so; of what is too long for a title anyhow
PAIR = re.compile('["“”„«]([^"“”„«»]*)["“”»]')  # found one after the other: what stands between two of them is none
PHRASE = 5  # words that begin small: what somebody said, and no title
SINGLE = re.compile(r"['‘’‚‹›](?!\w)|(?<!\w)['‘’‚‹›]")
MARKS = re.compile(r"(?<!\w(?=\"[a-zà-ÿ]))[\"“”„«»]")  # not within a word
ENDS = re.compile(r"[\"“”»」』][\s.,!?。]*$")  # a text with a mark at its end
PARTNER = "This quotation mark has no partner; the source's have."


@pair_rule(
    code="BPU004",
    name="quotation-changed",
    severity=MINOR,
    mqm="fluency/punctuation",
    examples=(
        BadPair('The council met on Monday[["]] to talk.', source="Der Rat tagte am Montag, um zu reden.", lang="de"),
        BadPair('He said[["]] that he was tired.', source="Er sagte, dass er müde sei.", lang="de"),
        GoodPair('"I am tired," he said.', source="„Ich bin müde“, sagte er.", lang="de"),
        BadPair("He drives a Model 3[[”]] today.", source="Er fährt heute ein Model 3.", lang="de"),
        GoodPair('He drives a "Model 3" today.', source="Er fährt heute ein Model 3.", lang="de"),
        # What is said goes on over sentences and paragraphs, also where the source has dashes for it.
        GoodPair(
            '"I am tired today. I am going home now," he said.',
            source="—Estoy cansado hoy. Me voy a casa ahora —dijo él.",
            lang="es",
        ),
        GoodPair(
            '"I am tired today. I am going home" was all that he said.',
            source="—Estoy cansado hoy. Me voy a casa ahora —fue todo lo que dijo.",
            lang="es",
        ),
        GoodPair(
            '"I am tired of it. It was late. We had met at noon. I am going home," he said.',
            source="—Estoy harto de eso. Era tarde. Nos vimos a mediodía. Me voy a casa —dijo él.",
            lang="es",
        ),
        GoodPair(
            'He said: "I am tired of it. It was late. We had met at noon. I am going home."',
            source="Dijo: —Estoy harto de eso. Era tarde. Nos vimos a mediodía. Me voy a casa.",
            lang="es",
        ),
        GoodPair(
            '"I am tired of it. It was late. We had met at noon.\n"It was a warm day. I am going home," he said.',
            source="—Estoy harto de eso. Era tarde. Nos vimos a mediodía.\n—Era un día cálido. Me voy a casa —dijo él.",
            lang="es",
        ),
        GoodPair(
            '"We read a lot. It was late. We had met at noon. "Fair Harbour" is a good book," he said.',
            source="—Leemos mucho. Era tarde. Nos vimos a mediodía. El hermoso puerto es un buen libro —dijo él.",
            lang="es",
        ),
        GoodPair('"I am tired. It was late and cold.', source="„Ich bin müde. Es war spät und kalt.", lang="de"),
        # In a bilingual file what the source quotes is quoted in the same segment.
        BadPair("[[I am tired of it all, he said.]]", source="„Ich bin müde von alledem“, sagte er.", **FILE),
        GoodPair("I am tired of it all, he said.", source="„Ich bin müde von alledem“, sagte er.", lang="de"),
        BadPair("[[I am tired of it all. He went.]]", source="„Ich bin müde von alledem.“ Er ging.", **FILE),
        BadPair(
            "[[He called it one of the best days of all time.]]",
            source="Er nannte es „einen der besten Tage aller Zeiten“.",
            **FILE,
        ),
        BadPair('I am tired of it all,[["]] he said.', source="„Ich bin müde von alledem“, sagte er.", **FILE),
        BadPair('He said[["]] that he was tired.', source="Er sagte, dass er müde sei.", **FILE),
        GoodPair('"I am tired of it all," he said.', source="„Ich bin müde von alledem“, sagte er.", **FILE),
        GoodPair("'I am tired of it all,' he said.", source="„Ich bin müde von alledem“, sagte er.", **FILE),
        GoodPair("He is tired of it all.", source="Er ist müde von alledem.", **FILE),
        GoodPair("It was nice and warm in the house.", source="Es war im Haus „schön warm“.", **FILE),
        GoodPair("He read The Fair Old Harbour of Rome.", source="Er las „Der schöne alte Hafen von Rom“.", **FILE),
        # A quotation that ends within its piece has both of its marks there, whatever stands beside.
        BadPair(
            'He called it [["]]the best of all days and left.\n"I am going home.',
            source="Er nannte es „den besten aller Tage“ und ging.\n„Ich gehe nach Hause.",
            **FILE,
        ),
        BadPair(
            'He said yes[["]] and went.\nThen she came."', source="Er sagte „ja“ und ging.\nDann kam sie.“", **FILE
        ),
        BadPair(
            'She said: "It is late.\nIt rained.\nHe said yes,[["]] and went.',
            source="Sie sagte: „Es ist spät.\nEs regnete.\nEr sagte „ja“, und ging.",
            **FILE,
        ),
        BadPair(
            'He called it [["]]the best and left.\n"Stop. "No," he said.',
            source="Er nannte es „das Beste“ und ging.\n„Halt. „Nein“, sagte er.",
            **FILE,
        ),
        BadPair(
            'He called it [["]]the best and left.\nThen he said "no way.',
            source="Er nannte es „das Beste“ und ging.\nDann sagte er „keineswegs.",
            **FILE,
        ),
        GoodPair('He said "yes and went.\nThen she came."', source="Er sagte „ja“ und ging.\nDann kam sie.“", **FILE),
        GoodPair('"Yes, he said and went.\nThen she came."', source="„Ja“, sagte er und ging.\nDann kam sie.“", **FILE),
        GoodPair('He said "yes and went.', source="Er sagte „ja und ging.", **FILE),
        GoodPair(
            'She said: "It is late.\nHe said, I am going."',
            source="Sie sagte: „Es ist spät.\nEr sagte: „Ich gehe.“",
            **FILE,
        ),
        # What is quoted as speech is, and is no title.
        BadPair("[[The old harbour of the town by the sea]]", source="„Der alte Hafen der Stadt am Meer“", **FILE),
        BadPair(
            "[[On it stands: No entry for small dogs]]", source="Darauf steht: „Kein Zutritt für kleine Hunde“", **FILE
        ),
        BadPair(
            "[[The old harbour is a treasure of the town, he said.]]",
            source="「古い港はこの町の大切な宝物なのだ」と彼は言った。",
            lang="ja",
            options={"segmented": True},
        ),
        GoodPair("It is called: Harbour", source="Er heißt: „Hafenort“", **FILE),
        GoodPair("The 5' 11\" man left.", source="Der 1,80 m große Mann ging.", lang="de"),
        GoodPair("The UN wants to set up a fund now.", source='האו"ם רוצה להקים קרן לעזרה, כדברי ארה"ב.', lang="he"),
        GoodPair('He drives a "Model 3" today.', source="Er fährt heute ein „Model 3“.", lang="de"),
        GoodPair('It was a coup d"état of the council.', source="Es war ein Staatsstreich des Rates.", lang="de"),
        GoodPair("He is a man of the town.", source="Er ist ein „Mann der Stadt“ und der Leute „am Hafen“.", lang="de"),
        GoodPair(
            "He read Fair Harbour and slept.", source="Er las „Der schöne alte Hafen“, dann schlief er.", lang="de"
        ),
    ),
)
def quotation_changed(pair: Pair) -> Iterator[Match]:
    """A lone quotation mark stands here where the source quotes nothing.

    Engines copy one mark of a pair when a quotation runs over more than one sentence, or put one in on their own.
    """
    for bead in pair.trusted:
        assert bead.target
        places = _marks(bead.target_text)
        if pair.segmented and not places and _quoted(bead):
            yield Match(bead.target, "The source quotes words here.", 0.5, (), related(bead, "the quotation"))
            continue
        if len(places) % 2 == 0:
            continue
        if pair.segmented and _alone(pair, bead):
            at = bead.target.start + places[-1]
            yield Match(Span(at, at + 1), PARTNER, 0.6)
            continue
        near = [b for b in pair.around(bead, 2) if b.target]
        beside = pair.around(bead) if pair.segmented else near
        if any(_odd(b) for b in beside if b is not bead) or _goes_on(pair, bead):
            continue
        if here := pair.segmented and _quotes(bead):
            if here % 2 == 0:
                at = bead.target.start + places[-1]
                yield Match(Span(at, at + 1), PARTNER, 0.6)
            continue
        if any(q in b.source_text for b in near for q in pair.language.marks.quote):
            continue
        at = bead.target.start + places[-1 if len(places) > 1 else 0]
        message = "This quotation mark has no partner, and the source quotes nothing here."
        yield Match(Span(at, at + 1), message, 0.6, (), related(bead, "no quotation"))


def _marks(text: str) -> list[int]:
    """Where quotation marks stand; one behind a digit is that of inches unless a quotation is open."""
    places: list[int] = []
    for m in MARKS.finditer(text):
        inches = m.group() == '"' and text[m.start() - 1 : m.start()].isdigit()
        if not inches or len(places) % 2:
            places.append(m.start())
    return places


def _odd(bead: Bead) -> bool:
    return len(_marks(bead.target_text)) % 2 == 1


def _goes_on(pair: Pair, bead: Bead) -> bool:
    """Whether a quotation that begins here ends in a later sentence, or one that ends here began in an earlier one: the
    next lone mark that way is its partner."""
    i = pair.places[id(bead)]
    if _opens(bead.target_text):
        behind = pair.beads[i + 1 : i + 1 + FARTHEST]
        after = next((b.target_text for b in behind if _odd(b)), "")
        return after[:1] in OPENING or CLOSES.search(after) is not None  # the next paragraph opens it again
    if CLOSES.search(bead.target_text):
        before = reversed(pair.beads[max(0, i - FARTHEST) : i])
        return _opens(next((b.target_text for b in before if _odd(b)), ""))
    return False


def _alone(pair: Pair, bead: Bead) -> bool:
    """Whether the source has its quotations in pairs here, one of which ends within the piece, so that no neighbour can
    hold the partner of a lone mark of the translation: none has another mark more than its own source."""
    if not (there := _quotes(bead)) or there % 2 or ENDS.search(bead.source_text):
        return False
    if _opens(bead.target_text) and _closes(next((b.target_text for b in _behind(pair, bead) if _odd(b)), "")):
        return False  # what opens here and closes in a later piece
    return all(not _odd(b) or _quotes(b) % 2 for b in pair.around(bead) if b is not bead)


def _behind(pair: Pair, bead: Bead) -> tuple[Bead, ...]:
    """The pieces behind one, as many as a quotation may run over."""
    i = pair.places[id(bead)]
    return pair.beads[i + 1 : i + 1 + FARTHEST]


def _closes(text: str) -> bool:
    """Whether the lone mark of a text closes what was opened before it."""
    return text[:1] not in OPENING and CLOSES.search(text) is not None


def _opens(text: str) -> bool:
    """Whether the lone mark of a text opens a quotation."""
    return bool(OPENS.search(text) or (text[:1] in OPENING and not CLOSES.search(text)))


def _quotes(bead: Bead) -> int:
    """How many quotation marks the source has."""
    return len(DOUBLE.findall(_bare(bead)))


def _bare(bead: Bead) -> str:
    """The source without the marks that stand within its words, as in Hebrew initials."""
    from mtcheck.text.scripts import GERSHAYIM

    return bead.source_text if bead.pair.language.latin else GERSHAYIM.sub("", bead.source_text)


def _quoted(bead: Bead) -> bool:
    """Whether the source quotes several words, and the translation has no mark at all that could be one of them."""
    text = _bare(bead)
    said = QUOTED.search(text) or QUOTED_FIRST.match(text) or any(map(_phrase, PAIR.findall(text)))
    return bool(said or _speech(bead, text)) and not SINGLE.search(bead.target_text)


def _speech(bead: Bead, text: str) -> bool:
    """Whether what is quoted is long, or is all that is said, or introduced or followed as speech is: no title."""
    from mtcheck.bitext.lengths import expected

    language = bead.pair.language
    found = QUOTED_ALL.fullmatch(text.strip()) or INTRODUCED.search(text)
    found = found or ((pattern := _reported(language)) and pattern.search(text))
    if found and expected(found[1], language) >= LEAST:
        return True
    return any(expected(q, language) >= NO_TITLE for q in PAIR.findall(text))


@cache
def _reported(language: LanguageData) -> re.Pattern[str] | None:
    """What is quoted, with a word behind it that says so."""
    words = "|".join(map(re.escape, language.quoting))
    return re.compile(f'["“「『]([^"“”„«»「」『』]{{6,}})["”」』](?:{words})') if words else None


def _phrase(quoted: str) -> bool:
    """Whether what is quoted is part of a sentence that somebody said."""
    return quoted[:1].islower() and len(quoted.split()) >= PHRASE
