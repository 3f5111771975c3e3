"""LEF006, LEF007: what engines and language models say about their own work."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Span, document_rule
from mtcheck.text.patterns import LazyPattern

TEXT = r"(?:text|article|passage|sentence|translation|content|document)"
PROMPT = LazyPattern(
    r"(?m)^(?:(?:Sure|Certainly|Of course|Absolutely)[,!.] ?(?:[Hh]ere(?:['’]s| is| you go)"
    r"|I['’](?:d be (?:happy|glad|pleased|delighted)"
    r"|ll (?:translat|help|do |be |provid|give|write|rewrite|try)))"
    rf"|Here(?:['’]s| is| are)(?: an?| the| your| my)? ?(?:requested |translated |improved |English |full ){{0,3}}"
    rf"(?:translation|translated {TEXT}|version in English|English version)"
    r"|As an? (?:AI|artificial intelligence|large language model|language model)[^.\n]{0,40},"
    rf"|I(?:['’]m| am) sorry,? but I (?:cannot|can['’]t|am unable to) (?:translate|assist|help|provide|fulfill)"
    rf"|(?:Please )?[Pp]rovide (?:me )?(?:with )?the (?:source |original )?{TEXT} (?:you|that|to be)"
    r"|Let me know if you(?:['’]d| would| need| have)[^.\n]{0,40}(?:translat|revis|adjust|changes)"
    r"|Note: ?(?:The|This|I|Some) [^.\n]{0,60}translat"
    r"|I hope this translation|The (?:provided|given|source) text (?:is|appears|seems) )"
)


@document_rule(
    code="LEF006",
    name="prompt-remains",
    severity=MAJOR,
    mqm="accuracy/addition",
    anchors=("translation", "translated", "translations", "translate", "ai", "sure", "certainly", "absolutely")
    + ("course", "sorry", "english", "text"),
    examples=(
        Bad("[[Here is the translation]] of the article:\nThe envoys met in May."),
        Bad("The envoys met in May.\n[[As an AI language model,]] I cannot check these facts."),
        Good("Here is the news: a translation of the book sold well."),
        Good("“As an AI language model, I cannot say,” the program told him."),
        Good("Sure, I’d be lying if I said I did not dream of it. We talked of the translation."),
        Bad("[[Sure, I'd be happy]] to help with the translation.\nThe envoys met in May."),
        Good("Sure, the envoys met. “As an AI language model, I cannot say,” the program told him."),
    ),
)
def prompt_remains(document: Document) -> Iterator[Match]:
    """A sentence speaks about the translation instead of being part of it.

    Language models answer the request before, or after, they give the translation.
    """
    text = document.text
    for m in PROMPT.finditer(text):
        message = f"“{m.group()}” speaks about the translation and is no part of it."
        yield Match(Span(m.start(), min(m.end(), m.start() + 90)), message, 0.85)


ENGINE = r"(?:Google|DeepL|Bing|Yandex|Microsoft|ChatGPT|Baidu|Papago|AI|a machine|machine translation)"
# What DeepL puts behind the text that one copies from its page, as text or as a link
COPIED = (
    r"\*?\(?Translated with \[?(?:https?://)?(?:www\.)?DeepL(?:\.com)?(?:/Translator)?(?:\]\([^)\s]{1,80}\))? "
    r"\(free version\)\)?\*?"
)
NOTICE = LazyPattern(
    rf"(?m)^[^\w\n]{{0,3}}(?:(?:Machine[- ])?[Tt]ranslated (?:automatically )?(?:by|with|using|via) {ENGINE}"
    r"(?: ?Translate| AI)?[.)\]]{0,2}$"
    r"|(?:Translation|Translated text|English translation|Target|English)\s?: ?(?=[A-Z“\"])"
    r"|(?:Source|Original)(?: text)?\s?: ?(?=[^\x00-\x7f])"
    r"|\[en\] ?)"
    rf"|{COPIED}"
)


@document_rule(
    code="LEF007",
    name="translation-notice",
    severity=MAJOR,
    mqm="accuracy/addition",
    anchors="translated translation english target source original en".split(),
    examples=(
        Bad("The envoys met in May.\n[[Translated by Google]]", fix="The envoys met in May.\n"),
        Bad("The envoys met.\n[[Translated with www.DeepL.com/Translator (free version)]]", fix="The envoys met.\n"),
        Bad(
            "The lamp is on.\n\n[[*Translated with [DeepL](https://www.deepl.com/) (free version)*]]",
            fix="The lamp is on.\n\n",
        ),
        Bad(
            "The lamp is on. [[Translated with DeepL.com (free version)]]It is dark.", fix="The lamp is on. It is dark."
        ),
        Bad("[[English: ]]The envoys met in May.", fix="The envoys met in May."),
        Bad("[[Translation: ]]The envoys met in May.", fix="The envoys met in May."),
        Bad(
            "Haus\nEnglish: House\nBaum\nEnglish: Tree\n[[Translated by Google]]",
            fix="Haus\nEnglish: House\nBaum\nEnglish: Tree\n",
        ),
        Good("Haus\nEnglish: House\nBaum\nEnglish: Tree"),
        Good("The book was translated by Google engineers, the report says. Translation: a hard job."),
        Good("It was translated with DeepL (free version and paid version) by two students."),
        Good("The envoys met in May."),
    ),
)
def translation_notice(document: Document) -> Iterator[Match]:
    """A label or notice of the engine stands in the text.

    It was copied with the translation from the page or the answer that held it.
    """
    text = document.text
    for m in NOTICE.finditer(text):
        if m.group().startswith("English") and text.count("\nEnglish") > 1:
            continue  # a list of languages
        fix = Fix("Delete it", (Edit(*m.span(), ""),), SUGGEST)
        yield Match(Span(*m.span()), f"“{m.group().strip()}” is a label of the translation, not text.", 0.7, (fix,))
