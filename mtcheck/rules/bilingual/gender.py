"""BGE001: a pronoun of the other gender than in the source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mtcheck.languages.en.vocabulary import FEMININE_PRONOUNS, MASCULINE_PRONOUNS
from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, pair_rule

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair


@pair_rule(
    code="BGE001",
    name="pronoun-gender-source",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("[[He]] said the talks would go on.", source="她说会谈将继续进行。", lang="zh"),
        BadPair("[[She]] said the talks would go on.", source="Он сказал, что переговоры продолжатся.", lang="ru"),
        GoodPair("She said the talks would go on.", source="她说会谈将继续进行。", lang="zh"),
        GoodPair("He told her that the talks would go on.", source="他告诉她会谈将继续进行。", lang="zh"),
        GoodPair("She said the talks would go on. He left.", source="会谈将继续进行。他走了。", lang="zh"),
        GoodPair("He came late. The nurse said that she was tired.", source="他来晚了。护士说很累。", lang="zh"),
        GoodPair("She said that the talks with him would go on.", source="她说与对方的会谈将继续进行。", lang="zh"),
        GoodPair("She left home. She was tired.", source="他的妻子昨天离开了家。她很累了。", lang="zh"),
        GoodPair("He left home. He was very tired.", source="她的丈夫昨天离开了家。他很累了。", lang="zh"),
        GoodPair("He told the story again.", source="그는 그녀 이야기를 다시 했다.", lang="ko"),
        GoodPair("He came home late yesterday.", source="昨天很晚才回到家里。", lang="zh"),
        GoodPair("The victim left early. He was tired.", source="Oběť odešla brzy. Ona byla unavená.", lang="cs"),
        BadPair("The nurse left early. [[He]] was tired.", source="Sestra odešla brzy. Ona byla unavená.", lang="cs"),
        GoodPair("The star left early. He was tired.", source="La star est partie tôt. Elle était lasse.", lang="fr"),
        GoodPair("She came with the others today.", source="今天和其他客人一起来了。", lang="zh"),
        GoodPair("She plays the guitar today.", source="今天在家里弹吉他。", lang="zh"),
        GoodPair("She met with her today.", source="Зв'язався сьогодні з нею.", lang="uk"),
        GoodPair("It said the talks would go on.", source="Она сказала, что переговоры продолжатся.", lang="ru"),
    ),
)
def pronoun_gender_source(pair: Pair) -> Iterator[Match]:
    """The pronoun is of another gender than the source says.

    Engines choose the pronoun that they have read more often beside the verb or the profession.
    """
    if not pair.language.masculine:
        return
    for bead in pair.trusted:
        tokens = bead.tokens
        lower = pair.document.lower
        words = lower[tokens.start : tokens.stop]
        if FEMININE_PRONOUNS.isdisjoint(words) == MASCULINE_PRONOUNS.isdisjoint(words):
            continue
        women = [i for i in tokens if lower[i] in FEMININE_PRONOUNS]
        men = [i for i in tokens if lower[i] in MASCULINE_PRONOUNS]
        # It must be said here, and nothing beside it may speak of the other: somebody else may be meant.
        (she, he), (any_she, any_he) = genders([bead]), genders(list(pair.around(bead)))
        if ((women and he and not any_she) or (men and she and not any_he)) and not _of_a_noun(pair, bead):
            place = (women or men)[0]
            said = "a man" if he else "a woman"
            related = (Related(bead.source, f"speaks of {said}", SOURCE),) if bead.source else ()
            yield Match(pair.document.span(place), f"The source speaks of {said} here.", _sure(pair), (), related)


def _of_a_noun(pair: Pair, bead: Bead) -> bool:
    """Whether here or beside is a noun whose gender is not the person's (victim, star): a pronoun may mean it."""
    nouns = pair.language.grammatical_gender
    return any(b.source_has(nouns) for b in pair.around(bead) if b.source)


def _sure(pair: Pair) -> float:
    """In some languages such pronouns are for people only; elsewhere things have a gender too."""
    return 0.75 if pair.language.people_pronouns else 0.45


def genders(near: Sequence[Bead]) -> tuple[bool, bool]:
    """Whether the source of some pieces has words that show a woman, and a man."""
    language = near[0].pair.language
    if language.spaced:
        words = {w for b in near for w in b.source_lower}
        return any(w in language.feminine for w in words), any(w in language.masculine for w in words)
    text = " ".join(b.source_bare for b in near)
    women = language.feminine.found(text, spaced=False) is not None
    for word in language.feminine:
        text = text.replace(word, " ")  # 彼女 (she) begins with 彼 (he)
    return women, language.masculine.found(text, spaced=False) is not None
