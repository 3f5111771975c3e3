"""What languages call themselves: readers look for that in a line of links to other editions of a text."""

from __future__ import annotations

ENDONYMS = frozenset(
    name.replace("_", " ")
    for name in """
    bahasa_indonesia bahasa_melayu català čeština dansk deutsch eesti english español euskara filipino français galego
    hrvatski italiano latviešu lietuvių magyar nederlands norsk polski português română shqip slovenčina slovenščina
    srpski suomi svenska tiếng_việt türkçe íslenska
    ελληνικά беларуская български македонски монгол русский српски українська қазақша қазақ_тілі հայերեն ქართული
    עברית العربية فارسی اردو हिन्दी हिंदी বাংলা தமிழ் తెలుగు ไทย ภาษาไทย
    中文 简体中文 繁体中文 繁體中文 正體中文 汉语 漢語 日本語 한국어
    """.split()
)


def endonym(text: str) -> bool:
    """Whether a text is nothing but what a language calls itself."""
    return text.lower() in ENDONYMS
