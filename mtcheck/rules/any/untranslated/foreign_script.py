"""UNT001, UNT002, UNT003: letters of another script in a text that is in Latin ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mtcheck.lint import (
    CRITICAL,
    MAJOR,
    SAFE,
    Bad,
    BlockKind,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Look,
    Match,
    Severity,
    Span,
    document_rule,
    layer,
)
from mtcheck.text import scripts
from mtcheck.text.endonyms import endonym
from mtcheck.text.masks import beyond_ascii
from mtcheck.text.patterns import LazyPattern

OPEN, CLOSE = frozenset("([（【"), frozenset(")]）】")
SIGNS = frozenset("#@_/\\=&")  # before a name of a website or a network
QUOTES = frozenset("'‘’「『《<«“”\"»」』》>")
JOINS = frozenset(",.;:!?\"'()-–—«»“”„…、，。「」『』・！？：；（）%№/&")
ADDRESS = LazyPattern(r"[^\W\d_]\.[^\W\d_]")  # of a website
BARS = frozenset("丨｜ㅣ")  # letters that serve as a rule between words
LONG = 5  # words, or letters in scripts without spaces, from which a run is a sentence
LOST = 60  # letters of a passage that leaves a reader without a sentence or more, and 20 in scripts without spaces
UNSPACED = ("Han", "Japanese", "Thai")
LISTED = 60  # tokens before a name, in which a list of names may begin
NEAR = 8  # words before one that is mentioned, in which the word “word” and its language stand
BETWEEN = 3  # Latin words, as of a brand, that may stand within a passage


class Run(NamedTuple):
    """A stretch of words in another script."""

    first: int
    last: int
    script: str
    words: int


@layer
def _foreign(document: Document) -> list[int]:
    """The tokens that may hold letters of another script."""
    return (
        [i for i, w in enumerate(document.words) if not w.isascii()]
        if scripts.leaves_latin(document.beyond_ascii)
        else []
    )


def runs(document: Document) -> list[Run]:
    """The stretches of foreign script. Marks and numbers between foreign words belong to them."""
    out: list[Run] = []
    for i in _foreign(document):
        word = document.words[i]
        found = scripts.of_word(word)
        if not found or _symbol(word, found):
            continue
        if out and _joined(document, out[-1].last, i):
            out[-1] = out[-1]._replace(last=i, words=out[-1].words + 1)
        else:
            out.append(Run(i, i, found, 1))
    return out


def _symbol(word: str, script: str) -> bool:
    """A Greek letter as a sign (λ, μm, Δt), a Cyrillic х for × in a size, a letter that serves as a bar."""
    if script == "Cyrillic" and sum(map(str.isalpha, word)) == 1:
        return True
    return word[0] in BARS or 0 < sum(scripts.script(c) == "Greek" for c in word) < 3


def _joined(document: Document, a: int, b: int) -> bool:
    """Whether only marks and numbers, on one line, are between two foreign words."""
    if any(document.has(k, Flag.NEWLINE) for k in range(a + 1, b + 1)):
        return False
    words = document.words
    return all(words[k] in JOINS or document.has(k, Flag.NUMBER) or scripts.of_word(words[k]) for k in range(a + 1, b))


def mixed(word: str) -> str | None:
    """A word of Latin letters and look-alikes of another script, in Latin letters only."""
    found = {scripts.script(c) for c in word}
    if "Latin" not in found or found.isdisjoint(("Cyrillic", "Greek")):
        return None
    plain = word.translate(scripts.LOOKALIKES)
    return plain if all(scripts.script(c) in ("Latin", "") for c in plain) else None


def _cited(document: Document, run: Run) -> bool:
    """Whether the writer shows the foreign words on purpose: in a bracket, as a quotation, as a sign of their own."""
    text, first, last = document.text, run.first, run.last
    before, after = text[document.starts[first] - 1 : document.starts[first]], document.word(last + 1)
    if before in SIGNS or ADDRESS.search(document.slice(first, last)):
        return True
    near, words = {document.word(k) for k in range(max(0, first - 2), first)}, document.vocabulary
    if words["citing"] & near or words["language_names"] & near or after in ("(", "（") or after in words["meaning"]:
        return True
    if (
        _offered(document, run)
        or _explained(document, last)
        or _in_brackets(document, first)
        or _mentioned(document, first)
        or _listed(document, first)
    ):
        return True
    return before in QUOTES and after in QUOTES


def _offered(document: Document, run: Run) -> bool:
    """Whether it is one of several links, or names its language, in a line of links: other editions of the text. Where
    it is what a language calls itself, the edition that one reads may be no link."""
    first, tokens = run.first, document.sentence_of(run.first).tokens
    editions = any(endonym(document.lower[k]) for k in tokens if not first <= k <= run.last)
    if editions and document.has(first, Flag.LINK) and endonym(document.slice(first, run.last)):
        return True
    named = any(document.lower[k] in document.vocabulary["language_names"] for k in tokens)
    if any(document.has(k, Flag.WORD) and not document.has(k, Flag.LINK) for k in tokens):
        return False
    return named or (document.has(first, Flag.LINK) and not all(document.has(k, Flag.LINK) for k in tokens))


def _explained(document: Document, last: int) -> bool:
    """Whether the words after say of which language it is a word: Ελλάδα is the Greek for Greece."""
    following = [document.word(k) for k in range(last + 1, last + 5)]
    return "for" in following and not document.vocabulary["language_names"].isdisjoint(following)


def _mentioned(document: Document, i: int) -> bool:
    """Whether the sentence has spoken of a word and of its language: the Japanese word for it is …"""
    words = document.vocabulary
    before = {document.word(k) for k in range(max(0, i - NEAR), i) if document.same_sentence(k, i)}
    return bool(before & words["citing"]) and bool(before & words["language_names"])


def _listed(document: Document, i: int) -> bool:
    """Whether it stands in a list of names that says that it is one: other names: Kale, 芥蓝."""
    for k in range(i - 1, max(0, i - LISTED), -1):
        if document.words[k] == ":":
            return document.word(k - 1) in document.vocabulary["citing"]
        if document.flag_list[k] & (Flag.STOP | Flag.NEWLINE):
            return False
    return False


def _in_brackets(document: Document, i: int) -> bool:
    for k in range(i - 1, max(-1, i - 40), -1):
        if document.words[k] in CLOSE:
            return False
        if document.words[k] in OPEN:
            return True
    return False


def _whole(document: Document, run: Run) -> bool:
    """Whether the run is a passage rather than a word or two."""
    letters = sum(c.isalpha() for c in document.slice(run.first, run.last))
    return run.words >= LONG or (run.script in UNSPACED and letters > 9)


def _passages(document: Document) -> list[Run]:
    """The runs that are passages; two of one paragraph are one, with a name in Latin letters between them."""
    out: list[Run] = []
    for run in runs(document):
        if out and _continues(document, out[-1], run):
            out[-1] = out[-1]._replace(last=run.last, words=out[-1].words + run.words)
        elif _whole(document, run):
            first = run.first
            while scripts.of_word(document.word(first - 1)):
                first -= 1  # a word of one letter, which elsewhere may be a sign
            out.append(run._replace(first=first))
    return out


def _continues(document: Document, first: Run, second: Run) -> bool:
    """Whether the second follows the first on its line, with few Latin words between."""
    after = range(first.last + 1, second.first + 1)[: 4 * BETWEEN]
    words = sum(document.has(k, Flag.WORD) for k in after[:-1])
    return words <= BETWEEN and not any(document.has(k, Flag.NEWLINE) for k in after)


@document_rule(
    code="UNT001",
    name="foreign-script-word",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    wake=beyond_ascii,
    examples=(
        Bad("The minister said the [[экономика]] would grow again."),
        Bad("Flights start from about [[דולרים]] 60 for a return trip."),
        Bad("It was a [[大接戦]] battle for second place."),
        Bad("The team lost the [[戦]] by two points, said the [[США]]."),
        Bad("He said “[[привет]] to all” and “all the [[лучшего]]” to us."),
        Bad("The club (CSKA) told him that the [[λόγος]] was lost."),
        Bad("The word that he used for the [[экономика]] was plain."),
        Bad("The Japanese firm has opened a new [[экономика]]."),
        Bad("He [[сказал]] the Russian minister had left."),
        Good("Other common names: 芥兰, 白花芥蓝. It grows in the shade of the house."),
        Good("Other common names: Hawaiian Heather, Elfin Herb, Tarweed, 细叶雪茄花, 满天星."),
        Good("Also known as the following names: Elfin Herb, Tarweed and Heather, or 满天星 in the shops."),
        Bad("It is sold under two names: Kale and Tarweed. The [[экономика]] grows again."),
        Bad("It is sold in two shops of the town: the [[экономика]] and the house."),
        Good("Xi Jinping (习近平) spoke on Monday. She sells 習近平 (Xi Jinping) cups."),
        Good("The sign said “Добро пожаловать” in large letters."),
        Good("The Japanese word for it is 木漏れ日, and nobody has a better one."),
        Good("The effect is written as λ, and the Greek word is λόγος."),
        Good("The word экономика is Greek, in Russian экономика is a word, and экономика means the economy."),
        Good("Follow us with #экономика or @экономика. The site президент.рф was down."),
        Good("News from China 丨 Beijing wins the cup. The box is 30 х 40 cm. Eva Novak is a member of ΦΒΚ in town."),
        Good("The symptoms are high β and low α-SMA in the Δnew group."),
        Good(
            "Русский | English", blocks=(BlockKind.PARAGRAPH,), looks=(("Русский", Look.LINK), ("English", Look.LINK))
        ),
        Good(
            "РУССКИЙ, the Russian guide",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("РУССКИЙ, the Russian guide", Look.LINK),),
        ),
        Good("Новости | News", blocks=(BlockKind.PARAGRAPH,), looks=(("Новости", Look.LINK), ("News", Look.LINK))),
        Good("简体中文 | English", blocks=(BlockKind.PARAGRAPH,), looks=(("简体中文", Look.LINK),)),
        Bad("[[简体中文]] | ENG", blocks=(BlockKind.PARAGRAPH,), looks=(("简体中文", Look.LINK),)),
        Bad("He wrote [[中文]] and not English.", blocks=(BlockKind.PARAGRAPH,)),
        Bad("[[экономика]] | English", blocks=(BlockKind.PARAGRAPH,), looks=(("экономика", Look.LINK),)),
        Bad("[[экономика]]", blocks=(BlockKind.PARAGRAPH,), looks=(("экономика", Look.LINK),)),
        Bad("He told us that the [[экономика]] would grow, and spoke English.", blocks=(BlockKind.PARAGRAPH,)),
        Bad(
            "He told us that the [[экономика]] would grow again.",
            blocks=(BlockKind.PARAGRAPH,),
            looks=(("экономика", Look.LINK),),
        ),
        Good("In school they learn that Ελλάδα is the Greek for Greece."),
    ),
)
def foreign_script_word(document: Document) -> Iterator[Match]:
    """A word in another script stands inside an English sentence.

    A system copies what it cannot translate, or slips back into the source language.
    """
    told = {i for p in _passages(document) for i in range(p.first, p.last + 1)}
    for run in runs(document):
        if (
            run.first in told
            or _cited(document, run)
            or (run.script == "Greek" and document.slice(run.first, run.last).isupper())  # an inscription
            or any(mixed(document.words[i]) for i in range(run.first, run.last + 1))
        ):
            continue
        name = scripts.NAMES.get(run.script, run.script)
        quoted = document.slice(run.first, run.last)
        yield Match(document.span(run.first, run.last), f"“{quoted}” was not translated ({name} letters).", 0.9)


@document_rule(
    code="UNT002",
    name="foreign-script-passage",
    severity=MAJOR,
    mqm="accuracy/untranslated",
    wake=beyond_ascii,
    covers=True,
    examples=(
        Bad("The talks ended on Monday. [[Стороны договорились о новой встрече в Женеве]]. Nobody would say more."),
        Bad(
            "The talks of the envoys ended on Monday evening in the old hall.\n"
            "[[Стороны 12 мая договорились о встрече, в Женеве]].\n[[Они вчера снова увиделись на большой улице]]."
        ),
        Bad(
            "[[В Женеве стороны вчера договорились увидеться]] in the old town on Monday "
            "[[и никто не сказал больше ничего]]."
        ),
        Bad("The talks ended on Monday evening in Geneva. [[双方同意在日内瓦再次会面]]。 Nobody would say more."),
        Bad(
            "The talks ended on Monday evening in Geneva.\n"
            "[[Стороны вчера вечером договорились снова увидеться в Reuters Plaza на улице Большого Мира]]."
        ),
        Good("The talks ended on Monday (Стороны договорились о новой встрече в Женеве)."),
        Good("He wrote on the wall: “Мы вернёмся, и всё будет иначе”."),
    ),
)
def foreign_script_passage(document: Document) -> Iterator[Match]:
    """A whole clause or sentence was left in another script.

    Segments get lost between translation steps, and the source text stays in the article.
    """
    for run in _passages(document):
        if _cited(document, run):
            continue
        name = scripts.NAMES.get(run.script, run.script)
        message = f"This passage was not translated ({name} letters)."
        yield Match(document.span(run.first, run.last), message, 0.9, severity=_severity(document, run))


def _severity(document: Document, run: Run) -> Severity:
    letters = sum(c.isalpha() for c in document.slice(run.first, run.last))
    return CRITICAL if letters * (3 if run.script in UNSPACED else 1) >= LOST else MAJOR


@document_rule(
    code="UNT003",
    name="mixed-script-word",
    severity=MAJOR,
    mqm="fluency/character-encoding",
    wake=beyond_ascii,
    examples=(
        Bad("The [[соvid]] rules were lifted.", fix="The covid rules were lifted."),
        Good("The covid rules were lifted."),
        Good("The Δt of the test in the café was small, and so was the μm scale."),
        Good("The sign said “ТЕАТР” in red letters."),
    ),
)
def mixed_script_word(document: Document) -> Iterator[Match]:
    """A word mixes Latin letters with look-alikes of another script.

    Keyboards of the source language and some vocabularies of systems hold both kinds, and nobody sees it.
    """
    for i in _foreign(document):
        word = document.words[i]
        if plain := mixed(word):
            span = Span(document.starts[i], document.ends[i])
            fix = Fix(f"Write “{plain}” in Latin letters", (Edit(span.start, span.end, plain),), SAFE)
            yield Match(span, f"“{word}” holds letters of another script that look like Latin ones.", 0.95, (fix,))
