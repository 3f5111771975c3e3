"""Passages in languages without a word list: langdetect, asked late and seldom."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mtcheck import Settings, check
from mtcheck.bitext.foreign import detected

FRAME = "The talks ended on Monday evening in the capital. {} Nobody in the ministry would say more about it."
PASSAGES = {
    "Swahili": "Waziri mkuu alisema mazungumzo yataendelea wiki ijayo.",
    "Tagalog": "Sinabi ng ministro na itutuloy ang mga pag-uusap sa susunod na linggo.",
    "Albanian": "Qeveria nuk e pranoi propozimin e opozitës për buxhetin.",
    "Turkish": "Hükümet yeni bir yasa tasarısı üzerinde çalışıyor.",
    "Welsh": "Penderfynodd y llywodraeth beidio â chefnogi cynllun newydd.",
    "Afrikaans": "Die regering het nie die opposisie se voorstel oor die begroting aanvaar nie.",
}


@pytest.mark.parametrize("name", PASSAGES)
def test_passage_is_found_and_its_language_named(name: str) -> None:
    report = check(FRAME.format(PASSAGES[name]), settings=Settings(select=("UNT005",)))
    assert [f.message for f in report.findings] == [f"This passage was left in another language; it looks {name}."]


def test_answers_do_not_change() -> None:
    text = "serikali haikukubali pendekezo la upinzani kuhusu bajeti"
    answers = set()
    for _ in range(5):
        detected.cache_clear()
        answers.add(detected(text))
    assert len(answers) == 1


def test_nothing_to_tell() -> None:
    assert detected("12 34") == ("", 0.0)


@pytest.mark.slow
def test_ordinary_article_does_not_load_langdetect() -> None:
    article = "The café on Rue de Rivoli opened in May. The owner, Jan Nowak, sells pierogi and other food there."
    code = f"import sys, mtcheck; mtcheck.check({article!r}); sys.exit('langdetect' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
