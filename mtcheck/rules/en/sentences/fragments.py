"""SEN002 and SEN003: a phrase cut off before its sentence, and a clause cut off after it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mtcheck.languages.en.grammar.clauses import clauses, has_subject
from mtcheck.languages.en.vocabulary import (
    AUXILIARIES,
    CLAUSE_ONLY,
    CLAUSE_OPENERS,
    COORDINATORS,
    MONTHS,
    PREPOSITIONS,
    WEEKDAYS,
)
from mtcheck.lint import (
    MAJOR,
    SUGGEST,
    Bad,
    BlockKind,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Match,
    Pos,
    Sentence,
    document_rule,
)
from mtcheck.text.masks import Mask, first_of_sentence

BARE_OPENERS = CLAUSE_OPENERS - {"because", "where"}
OPENERS = BARE_OPENERS | PREPOSITIONS - {"to", "for", "like"} | {"according", "given", "following"}
TRAILERS = CLAUSE_ONLY | {"which", "whose"}
BREAKS = frozenset((",", ";", ":", "-", "–", "—", "then"))
# In these a phrase may stand alone, and an order is the main clause.
SHORT_FORM = (BlockKind.HEADING, BlockKind.ITEM, BlockKind.CELL, BlockKind.CAPTION, BlockKind.TERM)
TIMES = WEEKDAYS | MONTHS | {"addition", "particular"}
ITEM = 3  # tokens of an item of a list
SHORTEST = 3  # words of a phrase that is no answer


def _ends_in_stop(sentence: Sentence) -> bool:
    return sentence.document.word(sentence.last) == "."


def _usable(sentence: Sentence) -> bool:
    document = sentence.document
    quoted = document.has(sentence.first, Flag.QUOTED) or document.has(sentence.last, Flag.QUOTED)
    return _ends_in_stop(sentence) and not quoted and document.block(sentence.first) not in SHORT_FORM


def _opens(document: Document) -> Mask:
    return first_of_sentence(document, OPENERS)


def _trails(document: Document) -> Mask:
    return first_of_sentence(document, TRAILERS)


@document_rule(
    code="SEN002",
    name="cut-off-phrase",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    wake=_opens,
    examples=(
        Bad("[[According to American and Ukrainian assessments.]] North Korea sent more than ten thousand soldiers.",
            fix="According to American and Ukrainian assessments, North Korea sent more than ten thousand soldiers."),
        Bad("[[Since the middle of the last decade.]] The fuel has been used only in villages.",
            fix="Since the middle of the last decade, the fuel has been used only in villages."),
        Bad("[[Since the area for playing is much too small for the children.]] They went to the park.",
            fix="Since the area for playing is much too small for the children, they went to the park."),
        Bad("[[In order to protect the harbour from the sea.]] The council built a wall of stone.",
            fix="In order to protect the harbour from the sea, the council built a wall of stone."),
        Bad("[[Since the king's death in the spring.]] I have lived in Brno.",
            fix="Since the king's death in the spring, I have lived in Brno."),
        Bad("[[According to the new report.]] DNA tests were made too late.",
            fix="According to the new report, DNA tests were made too late."),
        Bad("[[In Spain, Italy and France.]] The strike went on until the summer.",
            fix="In Spain, Italy and France, the strike went on until the summer."),
        Bad("[[In 2016.]] The firm moved to a new house by the sea.",
            fix="In 2016, the firm moved to a new house by the sea."),
        Bad("[[Since the 1960s.]] The harbour has grown a great deal.",
            fix="Since the 1960s, the harbour has grown a great deal."),
        Bad("[[In mid-January.]] He was set free by the court in the town.",
            fix="In mid-January, he was set free by the court in the town."),
        Bad("[[On May 30, 2014.]] She was seen in the harbour by a friend.",
            fix="On May 30, 2014, she was seen in the harbour by a friend."),
        Bad("What will they do?\n[[On the same day.]] The council met in the old town hall.",
            fix="What will they do?\nOn the same day, the council met in the old town hall."),
        Bad("[[On Wednesday.]] The minister told the paper that the plan was too dear.",
            fix="On Wednesday, the minister told the paper that the plan was too dear."),
        Bad("The team is good. [[In addition.]] He said that it would win.",
            fix="The team is good. In addition, he said that it would win."),
        Good("According to the report, the soldiers were sent in October. They left in May."),
        Good("On Sunday 12. March the fair will be open again, and it is free."),
        Good("After the war they moved to Kyiv. The house was sold in May."),
        Good("Since May 2017 she has been head of the clinic in Leeds. Novak is from Brno."),
        Good("In Africa the quest for peace is at a crucial point. The council knows it."),
        Good("In 2021, sales of apps increased by 25% worldwide and downloads by 8%. The firm is glad."),
        Good("When you get into the lift, push the button. If you buy too many boxes you can return them. It is easy."),
        Good("In the end, new gloves help. Once established I am certain that the plan would work. It is good."),
        Good("When will the sale be held this year? The firm does not say."),
        Good("By then do not ask for more. At least not respected, he left. The council knows it."),
        Good("When did it begin? According to the report. The army had known it."),
        Good("Once your onions are soft add both cans of milk. Then it is ready, and you can eat it."),
        Good("We wait for it to end. Once and for all. And then we will go home."),
        Good("The house was cold. From the kitchen to the attic. No light, no sound."),
        Good("“We were told to leave. From the house to the sea. They ran after us,” he said."),
        Good("There were many plans. From the idea to the firm.\nThe first users began to get it."),
        Good("According to Kontur.Fokus data, the number of firms has risen."),
        Good("While we look at the “Stay. Be calm.” campaign of the town, we should not forget the rest of it."),
        Good("In Geneva. That is where the talks are. They began on Monday."),
        Good("Although it got good press at the Toronto Intl. Film Festival, there were many reasons not to go."),
        Good("According to the new rules of the town. It is the first word of the report.", blocks=(BlockKind.CELL,)),
        Good("From the harbour in the north of the town. It is open all day.", blocks=(BlockKind.ITEM,)),
    ),
)  # fmt: skip
def cut_off_phrase(document: Document) -> Iterator[Match]:
    """A phrase that opens a sentence is cut off from it by a full stop.

    Engines cut long sources into pieces, and a phrase before the main clause ends up alone.
    """
    for k, (first, _) in enumerate(document.bounds[:-1]):
        if document.lower[first] in OPENERS:
            yield from _cut_off(document, document.sentences[k], document.sentences[k + 1])


def _cut_off(document: Document, sentence: Sentence, following: Sentence) -> Iterator[Match]:
    if not _usable(sentence) or following.paragraph != sentence.paragraph:
        return
    if len(sentence.words) < SHORTEST and not _says_when(sentence):
        return  # in Geneva: an answer, or said for effect
    opens_clause = document.word(sentence.first) in BARE_OPENERS and _one_clause(sentence) and not _orders(sentence)
    first = following.first
    if not (opens_clause or _verbless(sentence)) or document.is_pos(first, Pos.CONJUNCTION):
        return
    if not document.has(first, Flag.SPACE):
        return  # the stop stands in a name: Kontur.Fokus
    if not has_subject(document, first, following.last) or _answers(document, sentence.first):
        return
    word = document.words[first]
    joined = word if not _small(document, first) else word[0].lower() + word[1:]
    edit = Edit(document.starts[sentence.last], document.ends[first], f", {joined}")
    yield Match(
        sentence.span,
        "This phrase is no sentence: it has no main verb and belongs to the sentence after it.",
        _confidence(document, first, opens_clause),
        (Fix(f"Join it to the next sentence: “, {joined}”", (edit,), SUGGEST),),
    )


def _answers(document: Document, first: int) -> bool:
    """Whether a sentence answers the question before it in its paragraph, or is an item after a colon."""
    return document.word(first - 1) in ("?", ":") and not document.has(first, Flag.NEWLINE)


def _says_when(sentence: Sentence) -> bool:
    """Whether a phrase of one or two words says when, or that something is added: in 2016, on Monday, in addition."""
    document, last = sentence.document, sentence.last - 1
    word = document.word(last).rpartition("-")[2]  # mid-January
    if document.word(last + 2) in MONTHS:
        return False  # on Sunday 12. March
    return document.has(last, Flag.NUMBER) or word in TIMES or word.endswith("0s")


def _verbless(sentence: Sentence) -> bool:
    """Whether a phrase has no verb that could be the main one, and no second noun phrase that could be the
    subject of one: tags take verbs for nouns now and then."""
    document = sentence.document
    words = document.lower
    inside = words[sentence.first : sentence.last]
    if "," in inside and not (_listed(sentence) or _dated(sentence)):
        return False
    return not any(_starts_clause(document, i) for i in range(sentence.first + 1, sentence.last))


def _listed(sentence: Sentence) -> bool:
    """Whether the commas of a phrase part the items of a list, all of them short, the last one after "and"."""
    document = sentence.document
    marks = [i for i in sentence.tokens if document.word(i) in (",", "and")]
    short = all(b - a <= ITEM + 1 for a, b in pairwise(marks))
    return document.word(marks[-1]) == "and" and short


def _dated(sentence: Sentence) -> bool:
    """Whether the only comma of a phrase stands between the numbers of a date: on May 30, 2014."""
    document = sentence.document
    marks = [i for i in sentence.tokens if document.word(i) == ","]
    return len(marks) == 1 and document.has(marks[0] - 1, Flag.NUMBER) and document.has(marks[0] + 1, Flag.NUMBER)


def _starts_clause(document: Document, i: int) -> bool:
    """Whether token i is, or may be the subject of, a main verb."""
    pos, before = document.pos_list, document.pos_list[i - 1]
    if pos[i] & Pos.FINITE or (pos[i] & Pos.BASE and document.tag(i - 1) != "TO"):
        return True
    if pos[i] & Pos.PARTICIPLE:
        return not pos[i + 1] & (Pos.NOUN | Pos.NAME | Pos.PREPOSITION)
    subject = pos[i] & (Pos.DETERMINER | Pos.PRONOUN | Pos.NAME | Pos.POSSESSIVE) and document.tag(i) != "POS"
    return bool(subject and before & (Pos.NOUN | Pos.NUMBER | Pos.ADVERB))


def _one_clause(sentence: Sentence) -> bool:
    """Whether there is one subordinate clause and no mark after which another could follow."""
    document = sentence.document
    if not BREAKS.isdisjoint(document.lower[sentence.first : sentence.last]):
        return False
    count = clauses(document, sentence.first, sentence.last)
    verb = next((i for i in sentence.tokens if document.is_pos(i, Pos.FINITE)), sentence.last)
    # After the war they moved, since 2017 she has, after that he gave: the phrase ends before the pronoun
    two = any(document.is_pos(i, Pos.PRONOUN | Pos.DETERMINER) for i in range(sentence.first + 2, verb))
    return not two and count.subordinate == 1 and not count.main


def _confidence(document: Document, following: int, opens_clause: bool) -> float:
    confidence = 0.6 if opens_clause else 0.9
    if document.is_pos(following, Pos.PREPOSITION):
        confidence -= 0.2
    ends = float(document.boundary[following - 1])
    return confidence - 0.3 * max(0.0, ends - 0.5)


def _small(document: Document, i: int) -> bool:
    """Whether the first word of a sentence is written small inside one."""
    return document.word(i) != "i" and not document.is_pos(i, Pos.NAME) and not document.has(i, Flag.UPPER | Flag.MIXED)


@document_rule(
    code="SEN003",
    name="cut-off-clause",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    wake=_trails,
    examples=(
        Bad("The talks ended without a result. [[Because]] neither side wanted to give way.",
            fix="The talks ended without a result because neither side wanted to give way."),
        Bad("The council voted for the plan. [[Whereas]] the mayor called it a mistake.",
            fix="The council voted for the plan, whereas the mayor called it a mistake."),
        Bad("The council voted no. [[Because]] the plan is too dear, not too bold.",
            fix="The council voted no because the plan is too dear, not too bold."),
        Bad("It is the second case in a month. [[Which]] has raised the question whether the fair should be held.",
            fix="It is the second case in a month, which has raised the question whether the fair should be held."),
        Good("It is the second case in a month. Which is why the council met and what it said."),
        Good("The cup is new. Which team wins it depends on the weather."),
        Good("The rules are long. Which parts of the page are shown depends on the plan of the site."),
        Good("There were three. Which of them came first is not known."),
        Good("It was late. Although or perhaps because of that, losing the match could be seen as good."),
        Good("Because neither side gave way, the talks ended. Nobody was surprised."),
        Good("Boil the water. While the soup is warming up, peel two lemons. While pasta is cooking, melt butter."),
        Good("Although it rained, they played. While he spoke, nobody left."),
        Good("The house is cold. Although it is large, the family never quite filled it."),
        Good("The mistake was found. Because we are human we err. Which is easy once you know it."),
        Good("“We wait. Because we have no choice. We stay,” he said."),
        Good("Why did they fail? Because neither side wanted to give way."),
        Good("The talks ended without a result. Because neither side wanted to give way.", blocks=(BlockKind.CAPTION,)),
        Good("Stir it well. While the soup is on the stove dice the onions.", blocks=(BlockKind.ITEM,)),
        Good("I am glad of the old films. Because of them I know what to do in the woods."),
        Good("He was ill for years. Because of him she learned how to cook for many people."),
    ),
)  # fmt: skip
def cut_off_clause(document: Document) -> Iterator[Match]:
    """A clause that belongs to the sentence before it stands alone.

    Engines put a full stop where the source has a comma, or cut a long sentence before its last clause.
    """
    for k, (first, _) in enumerate(document.bounds[1:]):
        if document.lower[first] in TRAILERS:
            yield from _clause(document, document.sentences[k + 1], document.sentences[k])


def _clause(document: Document, sentence: Sentence, before: Sentence) -> Iterator[Match]:
    if not _usable(sentence) or not _ends_in_stop(before) or _main_after_comma(sentence) or _orders(sentence):
        return
    if _leads_no_clause(document, sentence.first):
        return
    count = clauses(document, sentence.first, sentence.last)
    goes_on = _goes_on(document, sentence.first)
    if (count.main or count.subordinate != 1) and not goes_on:
        return
    word = document.words[sentence.first]
    small = word.lower()
    comma = "" if small in ("because", "unless") else ","
    edit = Edit(document.starts[before.last], document.ends[sentence.first], f"{comma} {small}")
    confidence = 0.35 if small in ("because", "which") and not goes_on else 0.75
    confidence += 0.4 * (0.6 - float(document.boundary[before.last]))
    yield Match(
        document.span(sentence.first),
        f"This “{small}” clause is no sentence: it has no main clause and belongs to the sentence before it.",
        confidence,
        (Fix(f"Join it to the sentence before: “{comma} {small}”", (edit,), SUGGEST),),
    )


def _goes_on(document: Document, first: int) -> bool:
    """Whether “which” and an auxiliary begin a sentence that is no question: which has raised the question whether."""
    return document.word(first) == "which" and document.word(first + 1) in AUXILIARIES - {"is", "are"}


def _leads_no_clause(document: Document, first: int) -> bool:
    """Whether a clause about a choice is the subject (which team wins depends on the weather, which of them wins is not
    known), or the word is or joins a preposition: because of them, although or because of."""
    following = document.word(first + 1)
    if following == "of":
        return True
    if document.word(first) == "which":
        return document.is_pos(first + 1, Pos.NOUN)
    return following in COORDINATORS


def _orders(sentence: Sentence) -> bool:
    """Whether a bare verb tells somebody to do something, which is the main clause: while it boils, peel the rest; once
    they are soft add the milk."""
    document = sentence.document
    for i in sentence.tokens[1:]:
        if document.tag(i) == "VB":
            k = i - 1
            while document.tag(k) == "RB":
                k -= 1
            if document.word(k) == "," or document.tag(k) in ("RP", "JJ", "VBG"):
                return True
    return False


def _main_after_comma(sentence: Sentence) -> bool:
    """Whether a noun phrase follows a comma: the main clause, its verb taken for a noun."""
    document = sentence.document
    nominal = Pos.DETERMINER | Pos.PRONOUN | Pos.NAME | Pos.NOUN | Pos.POSSESSIVE | Pos.ADJECTIVE
    return any(document.word(i) == "," and document.is_pos(i + 1, nominal) for i in sentence.tokens)
