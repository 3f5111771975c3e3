"""UNT007: a text that is not in English at all."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.bitext.whole import other_language
from mtcheck.languages.en.words.native import native
from mtcheck.lint import CRITICAL, Bad, Document, Good, Match, Span, document_rule


@document_rule(
    code="UNT007",
    name="not-english",
    severity=CRITICAL,
    mqm="accuracy/untranslated",
    covers=True,
    whole=True,
    examples=(
        Bad("[[Городской совет решил закрыть старый мост через реку. Весной в нём нашли трещины.]]"),
        Bad("[[Der Rat hat am Dienstag beschlossen, die alte Brücke zu sperren. Die Kosten sind noch nicht bekannt.]]"),
        Bad("[[镇议会星期二晚上决定关闭河上的老桥。专家们在桥墩上发现了裂缝。]]"),
        Bad(
            "[[Der Rat hat am Dienstag beschlossen, die alte Brücke zu sperren. Die Kosten sind noch nicht bekannt. "
            "Auch wann die Arbeiten beginnen, konnte am Abend niemand sagen.\n\nsee also the old bridge]]"
        ),
        Good("The council decided on Tuesday to close the old bridge. The costs are not known yet."),
        Good(
            "The talks ended without a result.\n\n"
            "Городской совет решил закрыть старый мост через реку. Весной нашли трещины."
        ),
        Good("def init(self, args, kwargs):\n    super().init(args)\n    self.args = args\n    self.kwargs = kwargs"),
        Good("The talks ended on Monday (Стороны договорились о новой встрече в Женеве)."),
        Good("Добро пожаловать"),
    ),
)
def not_english(document: Document) -> Iterator[Match]:
    """The whole text is in another language.

    The wrong file was taken, or the translation never ran. Nothing else is said of such a text.
    """
    if native(document):
        return
    name = other_language(document.text, document.words, document.language)
    if name:
        message = f"This text is not in English (it looks {name})."
        if name.endswith(" letters"):
            message = f"This text is not in English (it is in {name})."
        yield Match(Span(document.starts[0], document.ends[-1]), message, 0.99)
