"""WRD020 to WRD023: a verb form that its auxiliary does not take."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

from mtcheck.languages.en.grammar.clause_parts import SURE
from mtcheck.languages.en.grammar.forms import PARTICIPLE, Form, base_of, forms_of, participle_of
from mtcheck.languages.en.grammar.syntax import Clause, outline, syntax
from mtcheck.languages.en.grammar.verb_groups import AUXILIARY, BE_FORMS, HAVE, LIKELY
from mtcheck.languages.en.vocabulary import (
    FINITE_AUXILIARIES,
    MEASURING,
    MODALS,
    NONFINITE_BE,
    PROPOSALS,
    SUBJECT_PRONOUNS,
)
from mtcheck.languages.en.words.wordlist import frequent
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, Pos, mask_rule
from mtcheck.text.marks import opens_address

MODAL = MODALS | {"cannot", "'ll", "ca", "wo"}  # ca n't, wo n't
DO = ("do", "does", "did")
ASKING = FINITE_AUXILIARIES | {"am"}
BE = BE_FORMS - {"being"}
RARER = {"saw": "see", "fell": "fall"}  # pasts that are rarer verbs too: did not saw
# What an auxiliary takes.
TAKES = (
    dict.fromkeys((*MODAL, *DO), Form.BASE)
    | dict.fromkeys(HAVE, Form.PARTICIPLE)
    | dict.fromkeys(BE, Form.PARTICIPLE | Form.GERUND)
)


def main_verb(document: Document, i: int) -> int:
    """The token after i and its adverbs."""
    k = i + 1
    while document.is_pos(k, Pos.ADVERB):
        k += 1
    return k


def misfit(document: Document, i: int, k: int, takes: Form) -> bool:
    """Whether token k, which follows the auxiliary i, is a verb, as far as is known, and not in a form that i takes."""
    if not document.same_sentence(i, k):
        return False
    if document.lower[i] in DO and (k == i + 1 or document.lower[k] in RARER):
        return k > i + 1  # do lost children good
    if document.words[i] == "Will" and not document.has(i, Flag.FIRST):
        return False  # the meetings Will attends
    if not _wrong_form(document.lower[k], takes):
        return False
    if document.lower[i] == "can" and document.is_pos(i - 1, Pos.NUMBER):
        return False  # 1 can diced tomatoes
    # how do your Area Leads promote it; we have leads for that
    return not (document.has(k, Flag.CAPITAL) or (takes is Form.PARTICIPLE and document.tags[k] == "NNS"))


@lru_cache(maxsize=1 << 14)
def _wrong_form(word: str, takes: Form) -> bool:
    """Whether the word is a verb, as far as is known, and in none of these forms."""
    have = forms_of(word) or _bare(word, takes)
    return bool(have) and not have & takes


def _bare(word: str, takes: Form) -> Form:
    """The base, if an unknown word after have can only be that: has hire, has rise."""
    known = takes is Form.PARTICIPLE and participle_of(word) in frequent()  # else it may be irregular
    return Form.BASE if known else Form(0)


def _suspects(auxiliaries: Iterable[str]) -> Callable[[Document], list[int]]:
    """Finds the places of these auxiliaries that stand before a form which they do not take."""
    listed = tuple(sorted(auxiliaries))

    def places(document: Document) -> list[int]:
        index = document.index
        found = [i for word in listed if word in index for i in index[word]]
        return sorted(i for i in found if misfit(document, i, _verb_of(document, i), TAKES[document.lower[i]]))

    return places


_after_modal, _after_do, _after_have, _after_be = map(_suspects, (MODAL, DO, HAVE, BE))


def _verb_of(document: Document, i: int) -> int:
    """The token in which the verb of the auxiliary i should stand: after the subject, if that follows."""
    if document.has(i, Flag.FIRST) or document.is_pos(i - 1, Pos.WH):
        subject = outline(document).phrase_from(main_verb(document, i))
        if subject:
            return main_verb(document, subject.last)
    return main_verb(document, i)


def joined(document: Document, i: int, k: int) -> bool:
    """Whether the arc surely says that i is an auxiliary of k, and no clause can end between the two."""
    head, relation, sure = syntax(document).arc(i)
    clause = syntax(document).clause_with(i)
    if _alone(document, clause, i) or relation not in AUXILIARY or head not in (k, predicate(document, k)):
        return False
    return sure >= (LIKELY if clause is not None and clause.asked else SURE)


def predicate(document: Document, k: int) -> int:
    """What the verb k is an auxiliary of; k itself if it is none."""
    head, relation, _ = syntax(document).arc(k)
    return head if relation in AUXILIARY else k


def _alone(document: Document, clause: Clause | None, i: int) -> bool:
    """Whether the auxiliary may stand alone: what it did made sense, those who did not went home, as they could."""
    if clause is None:  # the will has been read; but: to be rebuild
        return document.lower[i] not in NONFINITE_BE
    if clause.subject is None:  # to do is find; but: what was happen, do not went
        return document.lower[i] not in DO and not document.is_pos(i - 1, Pos.WH)
    return gap(document, clause) or (clause.relative and TAKES[document.lower[i]] is Form.BASE)


def gap(document: Document, clause: Clause) -> bool:
    """Whether the clause may lack its object, or what follows its verb: what he did, the man he saw, as he can."""
    opener = clause.opener
    if clause.asked or clause.relative:
        return False
    if document.word(opener) == "that":
        opener -= 1  # the troubles that they have
    missing = document.is_pos(opener, Pos.WH | Pos.NOUN | Pos.NAME | Pos.PRONOUN)
    return missing or document.word(opener) in MEASURING


def _match(document: Document, i: int, new: Callable[[str], str | None]) -> Iterator[Match]:
    k = _verb_of(document, i)
    word = document.lower[k]
    right = new(word) if joined(document, i, k) else None
    if right:
        message = f"After “{document.words[i]}” it is “{right}”, not “{word}”."
        yield Match(document.span(k), message, 0.75, (Fix.write(document.span(k), right),))


def _to_modal(word: str) -> str | None:
    if word == "been":
        return "have been"
    return f"be {word}" if word in PARTICIPLE else base_of(word)


def _to_have(word: str) -> str | None:
    if forms_of(word) & Form.GERUND:
        return f"been {word}"
    return participle_of(base_of(word) or word)


@mask_rule(
    code="WRD020",
    name="verb-after-modal",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    wake=_after_modal,
    candidates=_after_modal,
    examples=(
        Bad("He said it can [[helps]] the poor.", fix="He said it can help the poor."),
        Bad("They would not [[went]] home on Monday.", fix="They would not go home on Monday."),
        Bad("The workers should [[received]] the money in May.", fix="The workers should receive the money in May."),
        Bad("The children will [[going]] to school again.", fix="The children will go to school again."),
        Bad("It may [[leads]] to a new war.", fix="It may lead to a new war."),
        Bad("The work must [[done]] by Monday.", fix="The work must be done by Monday."),
        Bad("The work will also [[been]] done.", fix="The work will also have been done."),
        Bad("He says that prices may also [[rose]] in May.", fix="He says that prices may also rise in May."),
        Bad("They might [[bathed]] there.", fix="They might bathe there."),
        Good("You need 1 can diced tomatoes and 2 onions."),
        Good("These are the meetings Will attends, and the talks that Will gave. We know what Will said."),
        Bad("Will the firm [[sells]] it?", fix="Will the firm sell it?"),
        Good("The can exploded. They know what he can"),
        Good("He said it can help, and the will has been read."),
        Good("In May it goes on; all that can be done has been done."),
        Good("Could increased taxes help? Their will impressed us, and a soda can had burst."),
        Good("They did what they could, given the weather, and fled as fast as they could using side roads."),
        Good("The children will need to be fed, and the can is empty."),
    ),
)
def verb_after_modal(document: Document, i: int) -> Iterator[Match]:
    """A verb after can, will, must and their kin is not in its base form.

    The source inflects the verb where English must not, and the system carries the ending over.
    """
    yield from _match(document, i, _to_modal)


@mask_rule(
    code="WRD021",
    name="past-after-did",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    wake=_after_do,
    candidates=_after_do,
    examples=(
        Bad("The firm did not [[went]] bankrupt.", fix="The firm did not go bankrupt."),
        Bad("They didn't [[wanted]] to leave.", fix="They didn't want to leave."),
        Bad("The plan does not [[works]] yet.", fix="The plan does not work yet."),
        Bad("He did not [[knowing]] it.", fix="He did not know it."),
        Bad("The law does not [[has]] an effect yet.", fix="The law does not have an effect yet."),
        Bad("The army did not [[confirmed]] the report.", fix="The army did not confirm the report."),
        Good("The firm did not go bankrupt; what it did made sense."),
        Good("She did not, he said, want to leave."),
        Bad("Why did he [[went]] to Rome?", fix="Why did he go to Rome?"),
        Bad("If it rains, do not [[went]] there.", fix="If it rains, do not go there."),
        Bad("Did the old man [[went]] home?", fix="Did the old man go home?"),
        Bad("They did not [[saw]] the attack.", fix="They did not see the attack."),
        Bad("Why did the mayor [[left]] the city?", fix="Why did the mayor leave the city?"),
        Good("They do lost children good. How do your Practice Area Leads promote it?"),
        Good("Do you guys like it?"),
        Good("Didn't thinking of it make you sad? Did knowing it help?"),
        Bad("Who did not [[went]] home?", fix="Who did not go home?"),
        Bad("He did not [[knowing]] that they sell it.", fix="He did not know that they sell it."),
        Good("Why did they come, and did it make sense? What he did he did well; so did she, said the man."),
        Good("Those who did not went home, and it does not need to succeed."),
    ),
)
def past_after_did(document: Document, i: int) -> Iterator[Match]:
    """A verb after do not, does not or did not is marked for its time or person once more.

    Both words of the pair carry the mark over from one verb of the source.
    """
    if not _asks_of_gerund(document, i):
        yield from _match(document, i, lambda word: RARER.get(word) or base_of(word))


def _asks_of_gerund(document: Document, i: int) -> bool:
    """Whether a gerund is the subject of a question: didn't thinking of it make you sad?"""
    k = main_verb(document, i)
    return document.tag(k) == "VBG" and document.word(document.sentence_of(i).last) == "?"


@mask_rule(
    code="WRD022",
    name="past-after-have",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    wake=_after_have,
    candidates=_after_have,
    examples=(
        Bad("The price has [[went]] up again.", fix="The price has gone up again."),
        Bad("They have never [[spoke]] about it.", fix="They have never spoken about it."),
        Bad("The army has [[declare]] war.", fix="The army has declared war."),
        Bad("He would have [[choose]] the other way.", fix="He would have chosen the other way."),
        Bad("The firm has [[hire]] two workers.", fix="The firm has hired two workers."),
        Bad("We've [[waiting]] here for hours.", fix="We've been waiting here for hours."),
        Bad("The price has [[rise]] by half.", fix="The price has risen by half."),
        Bad("The man who had [[rode]] here left.", fix="The man who had ridden here left."),
        Good("In the end, it would have fit the size. They have play and work, and he has fit two locks."),
        Good("The price has gone up; what he had was lost. We have leads focused on trade."),
        Good("The shop has buying power like few others."),
        Bad("The price has [[went]], he says, up again.", fix="The price has gone, he says, up again."),
        Bad("The price has [[went]] very high.", fix="The price has gone very high."),
        Good("It has smooth, shiny, yellowish, greenish or brownish to copper-coloured bark."),
        Good("What do you have cooking up? What have we got? What does he have going on there?"),
        Good("Whatever they have, went the saying, they share. Nobody had smelt them."),
        Good("The troubles that they have include debt, and they have become rich."),
    ),
)
def past_after_have(document: Document, i: int) -> Iterator[Match]:
    """The past form or the bare verb stands after have, has or had, where English has the participle.

    The system knows the word that is most frequent for the verb and forgets its third form.
    """
    if any(document.word(k) in DO for k in (i - 2, i - 3)):
        return  # what do you have cooking?
    k = _verb_of(document, i)
    if forms_of(document.lower[k]) & Form.GERUND and document.is_pos(k + 1, Pos.NOUN):
        return  # the firm has buying power
    if document.word(k + 1) == "," and document.is_pos(k + 2, Pos.ADJECTIVE):
        return  # it has smooth, shiny bark
    yield from _match(document, i, _to_have)


@mask_rule(
    code="WRD023",
    name="base-after-be",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    wake=_after_be,
    candidates=_after_be,
    examples=(
        Bad("Nobody knows what [[was happen]] that night."),
        Bad("The man [[is believe]] to be in Rome."),
        Bad("Two of the workers [[were went]] home."),
        Bad("It [[is depends]] on the weather."),
        Bad("The exact cause [[was not know]] at first."),
        Bad("The castle [[was build]] in the twelfth century."),
        Bad("The city needs to [[be rebuild]]."),
        Good("All he has to do is wait. The aim is make or break. The only thing to do is add water."),
        Good("The best things are plays and shows. I am loathe to go, and all you can do is avoid it."),
        Good("You cannot stop it; it hurts, and all that you can do is believe me when I speak."),
        Good("All they can do is happen to be there; what was to happen came."),
        Good("Nobody knows what happened; it is a depend-on-nobody plan."),
        Good("What the party wants to do is prevent a vote, and who they are became clear."),
        Good("It points out how bad the default plan of the town is is funny to me."),
        Good("The most obvious change in time is sleep. My advice for all who want to do it is think of it first."),
        Good("But the question is are they within natural variation? The only question is do you like it."),
        Good("The issue is was he told."),
        Bad("He [[is know]] you do not like it."),
        Bad("The man [[is do]] it well."),
        Good("The official site is get.blog, and the firm was choose.app for a year."),
        Good("Moral of the story is always wear your helmets, friends, when you ride."),
        Good("How big the losses are depends on the weather. A lot of 26 year olds are broke."),
    ),
)
def base_after_be(document: Document, i: int) -> Iterator[Match]:
    """A bare verb, a past form or a third person stands after a form of be.

    The system translates the tense and the verb apart and joins what does not fit.
    """
    k = _verb_of(document, i)
    verb = document.tags[k].startswith("VB") or forms_of(document.lower[k]) is Form.BASE
    if _named(document, i, k) or opens_address(document, k):
        return  # the site is get.blog
    if k == i + 1 and document.lower[k] == document.lower[i]:
        return  # how bad it is is funny; if not, the word stands twice, which another rule tells
    if document.lower[k] == "broke":
        return  # half of them are broke
    if document.lower[k] in ASKING and document.word(k + 1) in SUBJECT_PRONOUNS - {"it"}:
        return  # the question is are they here
    if verb and joined(document, i, k) and document.word(k + 1) != "or" and document.word(i - 1) not in DO:
        message = f"“{document.words[i]}” and “{document.lower[k]}” do not go together."
        yield Match(document.span(i, k), message, 0.7)


def _named(document: Document, i: int, k: int) -> bool:
    """Whether the bare verb after “is” is what the subject names: my advice is think first; the change is sleep."""
    if document.lower[i] not in ("is", "was") or not forms_of(document.lower[k]) & Form.BASE:
        return False
    clause = syntax(document).clause_with(i)
    subject = clause.subject if clause is not None else None
    return subject is not None and document.lower[subject.head] in PROPOSALS
