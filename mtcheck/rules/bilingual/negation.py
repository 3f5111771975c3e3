"""BNE001, BNE002: what the source denies and the translation says, or the reverse."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, SOURCE, BadPair, GoodPair, Match, Related, Span, pair_rule
from mtcheck.text.memo import Memo

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

UNSURE = 0.45  # what can be said otherwise in too many ways
SINGLE = 20  # words of a sentence in which a denial is hardly one of many things that can be said otherwise
# Confidence, too low in any company, of a denial that is lost (of 75 on fresh translations by people five were right)
# and of an opposite that may be another word's.
LOST = 0.25
SHORTEST = 5  # words; a shorter sentence is often an idiom, which other languages say otherwise
DENIES = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b", re.I)
# Words by which English may deny, or say the same without denying.
TURNING = re.compile(r"\b(?:not?|never|none|nobody|nothing|neither|nor|without|cannot|than)\b|n['’]t\b", re.I)
NEARLY = re.compile(
    r"\b(?:no+|not|never|none|nobody|no-?one|nothing|nowhere|neither|nor|without|cannot|unless|except|despite|instead|"
    r"whether|simply|merely|declin\w*|anonym\w*|decriminal\w*|secret\w*|overturn\w*|hard\w*|difficult\w*|struggl\w*|differen\w*|scrap\w*|surpris\w*|"
    r"un(?!der|it|iv|io|til|iq|cles?\b|esco|icef)\w{3,}|"
    r"in(?:a(?:bil|ccur|ct|dequ|dmiss|ppropr)|exor|cap|com(?:pet|plet)|conclus|consist|correct|cred|decen|definit|depend|direct|"
    r"effect|eligib|equal|evitab|experienc|finit|flexib|formal|frequen|human|justic|san|secur|signific|stab|sufficien|"
    r"toler|valid|visib|volunt)\w*|im(?:matur|mobil|moral|mortal|partial|passab|patien|perfect|possib|precis|probab|"
    r"proper|pur)\w*|ir(?:ration|regular|relev|replac|respons|revers)\w*|il(?:leg|licit|litera|logic)\w*|"
    r"dis(?:abl|agree|appear|appoint|approv|allow|band|charg|claim|connect|continu|courag|credit|honest|interest|lik|"
    r"loyal|miss|obey|order|pleas|prov|qualif|regard|respect|satisf|solv|trust)\w*|mis\w{3,}|non-?\w{2,}|"
    r"fail\w*|poor\w*|immeasur\w*|boring|lack\w*|refus\w*|den(?:y|ie[ds]|ial|ying)|reject\w*|avoid\w*|prevent\w*|stop\w*|miss(?:ed|es|ing)?|"
    r"lost|los[es]\w*|eliminat\w*|obviat\w*|remov\w*|skip\w*|omit\w*|exclud\w*|exempt\w*|finished|abnormal\w*|under(?:report|estimat|stat)\w*|a(?:symptom|typic|polit|mor)\w*|"
    r"ban(?:s|ned)?|prohibit\w*|forb[ai]d\w*|against|doubt\w*|absen\w*|ceas\w*|abstain\w*|"
    r"hardly|barely|scarcely|rarely|seldom|little|few|only|just|(?:all|anything) but|but for|rather|ever|yet|until|"
    r"before|too|free|less|least|still|kept|keep\w*|wrong|bad|either|\w{3,}less(?:ly)?|otherwise|nix\w*|although|though|"
    r"opposed|minor|withh[eo]ld\w*|short|out|off|other\w*|than|beyond|away)\b|n['’]t\b",
    re.I,
)
# What many languages deny with a word of its own (ileso, not injured) or put the other way round.
HAVING_OPPOSITES = (
    "injured|hurt|harmed|hit|damaged|affected|touched|clear|fair|true|sure|certain|safe|possible|legal|visible|correct|right|"
    "known|seen|common|married|guilty|honest|conscious|normal|aware|ready|free|available|present|there|alive|equal|enough|"
    "well|alone|cheap|complex|over|used|good|great|many|much|high|large|long|stop(?:ped)?|unnoticed|unheard|agree|succeed(?:ed)?|work(?:ed)?|last|"
    "exist|remember|forget|let|allow(?:ed)?|accept(?:ed)?|include[ds]?|finish(?:ed)?|change[ds]?|mov(?:e|ed|ing)"
)
TAG = re.compile(
    r"n['’]t (?:it|he|she|they|we|you|i)\b|\bnot only\b|\bwhether or not\b|\bor not\b|why not|if not\b|\bnot least\b|"
    r"\bnot? long\b|\bnot (?:been )?able\b|\bnot fail|(?:\bnot|\bnever|n['’]t)\b[^.;]{1,80}\buntil\b|"
    r"(?:\bnot|\bnever|n['’]t)\b[^.;]{1,40}\bbefore\b|\bnot to\b|\bdevoid\b|\bsurpassed\b|"
    r"\bnever more\b|\bnot to mention\b|\bneed(?:s|ed)? not\b|n['’]t worry\b|\bnot worry\b|"
    r"\b(?:has|have|had)(?:n['’]t| not| never)\b[^.;]{1,80}\b"
    r"(?:since|in (?:\w+ ){0,2}(?:days|weeks|months|years|decades))\b|"
    r"\b(?:not|never)\b[^.;]{1,40}\bthe same\b|\bthan [^.;]{0,40}(?:not|n['’]t)\b|"
    r"\bnot out of\b|\bnot until\b|^\W*(?:do not|don['’]t)\b|\blet['’]s not\b|"
    r"(?:\bcannot|\bcan['’]t) (?:wait|help|but|be bothered)\b|"
    r"\bnot (?:just|merely|simply|all|every\w*|surpris\w*|uncommon\w*|unusual\w*|likely|without|entirely|fully|quite|"
    r"always|necessarily|easy|easily|often|far)\b|"
    # In brackets or behind a comma, and of what is still so, other languages say the opposite.
    r"[(,]\s?(?:but|though|although|if) not\b|\bstill (?:is|are|was|were|has|have|had|does|do|did)(?: not|n['’]t)\b|"
    rf"(?:\bnot|n['’]t) (?:(?:go|be|been|being|very|so|seriously|badly|yet|as) )?(?:{HAVING_OPPOSITES})\b",
    re.I,
)


@pair_rule(
    code="BNE001",
    name="negation-added",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("The council did [[not]] meet on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        BadPair("It was [[not]] the last game.", source="Это был последний матч.", lang="ru"),
        BadPair("He [[never]] met the council in May.", source="Er traf den Rat im Mai.", lang="de"),
        BadPair("The council did[[n't]] meet on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        BadPair("The council did[[n’t]] meet on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair("The council met on Monday.", source="Der Rat tagte am Montag.", lang="de"),
        GoodPair("Did they not meet on Monday?", source="Haben sie sich am Montag getroffen?", lang="de"),
        GoodPair("The council did not meet on Monday.", source="Der Rat tagte am Montag nicht.", lang="de"),
        GoodPair("He did not come until Wednesday.", source="他直到周三才来。", lang="zh"),
        GoodPair("We will not fail.", source="Мы справимся.", lang="ru"),
        GoodPair("He did not want to go.", source="Er weigerte sich zu gehen.", lang="de"),
        GoodPair("She isn't here.", source="彼女はここにいない。", lang="ja"),
        GoodPair("This is not the only council.", source="Ce n’est pas le seul conseil.", lang="fr"),
        GoodPair("Don't talk to them.", source="Hüte dich vor ihnen.", lang="de"),
        GoodPair("I can't wait to meet them.", source="Ich freue mich auf sie.", lang="de"),
        GoodPair("It was not easy for them.", source="Der Weg war steinig für sie.", lang="de"),
        GoodPair("He had a Not Valid in his first run.", source="Er hatte im ersten Lauf ein „Not Valid“.", lang="de"),
        GoodPair("The tiger climbs (though not as a cat).", source="Der Tiger klettert (etwas plump).", lang="de"),
        GoodPair("The south still wasn't with them.", source="Der Süden blieb bei den anderen.", lang="de"),
        GoodPair("It didn't open until March.", source="Sie ging erst im März auf.", lang="de"),
        GoodPair("We see what they have never seen before.", source="Wir sehen es erstmals mit ihnen.", lang="de"),
        GoodPair("He chose not to come with us.", source="Er verzichtete auf die Reise mit uns.", lang="de"),
        GoodPair("It is here, and not elsewhere.", source="È qui, e da nessun'altra parte.", lang="it"),
        GoodPair("You are not my friends.", source="لستن صديقاتي.", lang="ar"),
        GoodPair("He will not be famous.", source="वह विख्यात नहीँ होगा।", lang="hi"),
        GoodPair("It is better not to smoke here.", source="بهتر است اینجا سیگار نکشید.", lang="fa"),
        GoodPair("The council did not meet on Monday.", source="Baraza halikukutana Jumatatu.", lang="sw"),
        GoodPair("The driver was not injured.", source="El conductor salió ileso.", lang="es"),
        BadPair("Their ship did [[not]] cross the Pacific.", source="他们的船穿过了太平洋。", lang="zh"),
        BadPair("Mr. Tanaka is [[not]] a doctor.", source="田中さんは医者です。", lang="ja"),
        GoodPair("They did not go to the hall.", source="会馆离他们太远。", lang="zh"),
        GoodPair("I am not happy with the work.", source="لَسْتُ سعيداً بالعمل.", lang="ar"),
        GoodPair("The work is not good.", source="العمل لَيْسَ جيداً.", lang="ar"),
        GoodPair("I don't know who helps us.", source="J’ignore qui nous aide.", lang="fr"),
        GoodPair("I did not know the town.", source="J'ignorais la ville.", lang="fr"),
        GoodPair("We shouldn't have sold the house.", source="우리는 집을 팔지 말았어야 했다.", lang="ko"),
        GoodPair("Please don't run in the hall.", source="لطفاً داخل سالن ندوید.", lang="fa"),
        GoodPair("You can't beat the team.", source="אינך יכול לנצח את הקבוצה.", lang="he"),
        GoodPair("I don't see anything in the dark.", source="Ik zie niks in het donker.", lang="nl"),
        GoodPair("We don't have any more cheese.", source="У нас закінчився сир.", lang="uk"),
        GoodPair("Sit there and don't say anything.", source="黙ってそこに座っていて。", lang="ja"),
    ),
)
def negation_added(pair: Pair) -> Iterator[Match]:
    """The sentence denies what the source says.

    Engines go by what is said more often of a thing; a small word more or less costs them little.
    """
    if not pair.language.negation:
        return
    for bead in pair.trusted:
        assert bead.target
        m = DENIES.search(bead.target_text) if _may_deny(bead.target_lower) else None
        if not m or "?" in bead.target_text:
            continue
        if DENIES.search(bead.source_text):
            continue  # a title that both have: Did Not Finish
        said = pair.language.negation
        if any(b.source_has(said) or nearly(pair, b) for b in pair.near(bead) if b.source):
            continue
        if not TAG.search(bead.target_text):  # last, for it takes longest
            span = Span(*m.span()).shifted(bead.target.start)
            sure = 0.55 if len(bead.target_words) <= SINGLE else UNSURE
            yield Match(span, "The source does not deny this.", sure, (), _there(bead))


def _may_deny(low: str) -> bool:
    """Whether a text in small letters has what DENIES looks for; most have not, and that is soon found out."""
    return "not" in low or "never" in low or "n't" in low or "n’t" in low


@pair_rule(
    code="BNE002",
    name="negation-lost",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("[[The council met on Monday.]]", source="Der Rat tagte am Montag nicht.", lang="de"),
        GoodPair("The council did not meet on Monday.", source="Der Rat tagte am Montag nicht.", lang="de"),
        GoodPair("Did the council meet on Monday, then?", source="Hat der Rat am Montag nicht getagt?", lang="de"),
        GoodPair("I fear he will come to us.", source="Je crains qu’il ne vienne chez nous.", lang="fr"),
        GoodPair(
            "They came to it as non-members.", source="Sie kamen als Gäste, die dem Rat nicht angehörten.", lang="de"
        ),
        GoodPair("It tears us apart.", source="Niemand bleibt da kalt.", lang="de"),
        BadPair("[[They came, but they spoke of it.]]", source="Sie kamen, sprachen aber nicht davon.", lang="de"),
        BadPair("[[She said she would eat anything.]]", source="Sie sagte, sie esse nichts.", lang="de"),
        BadPair("[[The council met on Monday.]]", source="لم يجتمع المجلس يوم الاثنين.", lang="ar"),
        GoodPair("The war was all but over.", source="Der Krieg war noch nicht vorbei.", lang="de"),
        GoodPair("But for the rain they came.", source="Hätte es nicht geregnet, wären sie gekommen.", lang="de"),
        GoodPair("“Nooo, that is him,” she wrote.", source="„Neeein, nicht der“, schrieb sie.", lang="de"),
        GoodPair("The two factions met again after the war.", source="两个派别在战争之后又见面了。", lang="zh"),
        GoodPair("The mayor surely comes on Monday.", source="لا شك أن رئيس البلدية سيأتي يوم الاثنين.", lang="ar"),
        GoodPair("Water is also a good choice for them.", source="水对他们来说也是不错的选择。", lang="zh"),
        GoodPair("The oil of the region is of poor quality.", source="Das Öl der Region ist nicht gut.", lang="de"),
        GoodPair("The council failed to meet.", source="Der Rat tagte nicht.", lang="de"),
        GoodPair("The council was finished with it.", source="Der Rat konnte nichts mehr tun.", lang="de"),
        GoodPair("The tower throws honey around it all the time.", source="塔不间断地向四周扔蜂蜜。", lang="zh"),
        GoodPair("The balls leave mushrooms behind erratically.", source="炮弹会不稳定地留下蘑菇。", lang="zh"),
        GoodPair("For now I go home and sleep.", source="とりあえず家に帰って寝る。", lang="ja"),
        GoodPair("They will surely come on Monday.", source="彼らは必ず月曜日に来る。", lang="ja"),
        BadPair("[[They sent the letter to the town.]]", source="彼らは町に手紙を送らず帰った。", lang="ja"),
        GoodPair("They may well come here on Monday.", source="彼らは月曜日に来るかもしれない。", lang="ja"),
        GoodPair(
            "They worked with the smallest of budgets.",
            source="最小の予算しか与えられていない状況で働いた。",
            lang="ja",
        ),
        GoodPair("The house has three rooms all told.", source="그 집에는 방이 세 개밖에 없다.", lang="ko"),
        BadPair("[[But they came home on Monday.]]", source="しかし、彼らは月曜日に家に来なかった。", lang="ja"),
        GoodPair("The login eliminates all those passwords.", source="パスワードを必要としないログインだ。", lang="ja"),
        GoodPair(
            "The new law removes the tax on bread.", source="Nach dem neuen Gesetz ist Brot nicht besteuert.", lang="de"
        ),
        GoodPair("He left hopelessly in the rain.", source="Er ging ohne Hoffnung, nichts half im Regen.", lang="de"),
    ),
)
def negation_lost(pair: Pair) -> Iterator[Match]:
    """The sentence says what the source denies.

    Engines go by what is said more often of a thing; a small word more or less costs them little.
    """
    for bead in pair.trusted:
        assert bead.target
        if not bead.denies or "?" in bead.target_text or len(bead.target_words) < SHORTEST or _only(bead):
            continue
        if not _nearly(bead.target_text):  # last, for it takes longest
            yield Match(bead.target, "The source denies this.", LOST, (), _there(bead))


@pair_rule(
    code="BNE003",
    name="opposite-said",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("The party [[lost]] the election.", source="Die Partei gewann die Wahl.", lang="de"),
        BadPair("The village lies [[south]] of the river.", source="Деревня лежит к северу от реки.", lang="ru"),
        BadPair("They met [[after]] the war.", source="他们在战争之前见面了。", lang="zh"),
        GoodPair("The party won the election.", source="Die Partei gewann die Wahl.", lang="de"),
        GoodPair("The party won, the others lost.", source="Die Partei gewann die Wahl.", lang="de"),
        GoodPair("They met after the war.", source="Sie trafen sich nie vor dem Krieg.", lang="de"),
        GoodPair("The party lost the election.", source="Kaum jemand glaubt, dass die Partei gewann.", lang="de"),
        GoodPair("At least 30 came.", source="Vinieron más de 30.", lang="es"),
        GoodPair("He did not win; he lost.", source="Er gewann nicht.", lang="de"),
        GoodPair("He rested before leaving.", source="Er ruhte, danach ging er.", lang="de"),
        GoodPair("He lives in West Sumatra.", source="Er lebt im Osten.", lang="de"),
        GoodPair("They lost no game.", source="Sie gewannen jedes Spiel.", lang="de"),
        GoodPair("He is a long-suffering man.", source="Он человек короткой памяти.", lang="ru"),
        GoodPair("They became man and wife.", source="彼らは夫婦になった。", lang="ja"),
        GoodPair("His wife came on Monday.", source="夫人は月曜日に来た。", lang="ja"),
        GoodPair("It came second, as it had before.", source="Wie nach dem Krieg kam es auf Platz zwei.", lang="de"),
    ),
)
def opposite_said(pair: Pair) -> Iterator[Match]:
    """The sentence says the opposite of what the source says: south for north, lost for won, less for more.

    For engines that go by the company of words, opposites are the nearest relatives: they stand in the same places.
    """
    from mtcheck.bitext.opposites import sure, turned

    for bead in pair.trusted:
        if not (found := list(turned(pair, bead))):
            continue  # first, for there is hardly ever one
        if bead.denies or nearly(pair, bead) or TURNING.search(bead.target_text):
            continue  # not lost, no more than
        for span, there in found:
            word = pair.document.text[slice(*span)]
            related = (Related(there, "the opposite in the source", SOURCE),)
            message = f"The source says “{pair.source.text[slice(*there)]}” here, not “{word}”."
            yield Match(span, message, 0.6 if sure(pair, bead, span, there) else LOST, (), related)


def _there(bead: Bead) -> tuple[Related, ...]:
    return (Related(bead.source, "the sentence in the source", SOURCE),) if bead.source else ()


def _nearly(text: str) -> bool:
    """Whether an English text has what NEARLY looks for: mostly within a word."""
    return any(map(_denying.__getitem__, text.split())) or NEARLY.search(text) is not None


_denying = Memo(lambda piece: NEARLY.search(piece) is not None)


def _only(bead: Bead) -> bool:
    """Whether a word that denies may belong to one with which it says “only”."""
    language = bead.pair.language
    left = language.no_negation.removed(bead.source_text, language.spaced)
    return language.only.found(left, language.spaced) is not None


def nearly(pair: Pair, bead: Bead) -> bool:
    """Whether a piece of the source holds a word that English may render with a negation."""
    return bead.source_has(pair.language.near_negation)
