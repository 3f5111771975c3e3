"""WRD027, WRD028: a verb form that cannot stand after “to”, and a “to” that cannot stand after can or must."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clause_parts import SURE
from mtcheck.languages.en.grammar.forms import Form, base_of, forms_of
from mtcheck.languages.en.grammar.syntax import syntax
from mtcheck.languages.en.vocabulary import MODALS, PARTICLES
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Pos, mask_rule, rule
from mtcheck.rules.en.phrase_rows import INFINITIVES
from mtcheck.rules.en.words.verb_form import gap, joined, main_verb, misfit, predicate

ATTRIBUTED = Pos.NOUN | Pos.ADJECTIVE | Pos.GERUND
ING = "ing"  # as in INFINITIVES: the word before “to” is surely not followed by a gerund


def _candidates(document: Document) -> list[int]:
    """Every “to” before a verb that is not in its base form, as far as words and tags tell."""
    return [i for i in document.index.get("to", ()) if _misfit(document, i, main_verb(document, i))]


def _misfit(document: Document, i: int, k: int) -> bool:
    if not document.tag(k).startswith("VB") or not misfit(document, i, k, Form.BASE):
        return False
    if forms_of(document.lower[k]) & Form.GERUND:
        return ING in INFINITIVES.get(document.word(i - 1), ())
    attribute = forms_of(document.lower[k]) & Form.PARTICIPLE and document.is_pos(k + 1, ATTRIBUTED)
    if attribute and document.word(i - 1) not in INFINITIVES:
        return False  # they look forward to lower prices, to reduced spending
    apart = document.word(k + 1) in PARTICLES and document.tag(k + 2) == "NNS"
    if apart and forms_of(document.lower[k]) & Form.PARTICIPLE and document.word(i - 1) not in INFINITIVES:
        return False  # no force is applied to turned off lamps
    return document.tags[i] == "TO"


@mask_rule(
    code="WRD027",
    name="verb-after-to",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    wake=_candidates,
    candidates=_candidates,
    examples=(
        Bad("They decided to [[leaving]] the city on Monday.", fix="They decided to leave the city on Monday."),
        Bad("The firm was able to [[provided]] the data.", fix="The firm was able to provide the data."),
        Bad("The army claims to [[has]] been there.", fix="The army claims to have been there."),
        Bad("It is a way to [[reduced]] the costs.", fix="It is a way to reduce the costs."),
        Bad("He travelled home to [[took]] part in the vote.", fix="He travelled home to take part in the vote."),
        Bad("She tries to [[makes]] it work.", fix="She tries to make it work."),
        Bad("They plan to [[reduced]] government costs.", fix="They plan to reduce government costs."),
        Bad("It has to not [[went]] wrong again.", fix="It has to not go wrong again."),
        Good("They look forward to leaving; the firm is committed to improving what it has to offer."),
        Good("It led to increased tension, thanks to made-up stories and access to detained people."),
        Good("The man she spoke to went home, and the place he belongs to was closed."),
        Bad("They were forced to [[left]] the city.", fix="They were forced to leave the city."),
        Bad("The men forced to [[taken]] part were tired.", fix="The men forced to take part were tired."),
        Good("They want to succeed, and he used to bring food; access was allowed to injured people."),
        Bad("To [[made]] it work, they left.", fix="To make it work, they left."),
        Good("We look forward to an easing of prices, to reduced government costs and to more jobs."),
        Good("The Tories say ministers must respond to claims that the advice was late."),
        Bad("He went home to [[turned]] off the lamp.", fix="He went home to turn off the lamp."),
        Bad("They plan to [[turned]] off lamps.", fix="They plan to turn off lamps."),
        Bad("It is his job to [[turns]] off lamps.", fix="It is his job to turn off lamps."),
        Good("No force is applied to turned off lamps. Attention was given to burned out lamps."),
        Good("The others were good to fully satisfied."),
        Good("He went from feared to admired, and “We need it,” Novak said to cheers from the crowd."),
        Good("It has its source beside it, from right to left where it is written so."),
        Good("The works referred to are full of songs. When the act being objected to was made, they left."),
        Bad("The army claimed to [[has]] been there.", fix="The army claimed to have been there."),
        Bad("It is a town custom to [[went]] there.", fix="It is a town custom to go there."),
        Good("The British Army referred to was the army that left. The firm alluded to was sold."),
        Good("The firm can convert its users to paid sharing in the south."),
        Good("They gave new hope to increasing numbers of people in need, from start to finished product."),
    ),
)
def verb_after_to(document: Document, i: int) -> Iterator[Match]:
    """After “to” stands a past form, a third person or a gerund where English has the bare verb.

    The source marks the verb, and the system keeps the mark although “to” has already made it an infinitive.
    """
    k = main_verb(document, i)
    base = base_of(document.lower[k]) if _marks(document, i, k) else None
    if base is None:
        return
    message = f"After “to” the verb is “{base}”, not “{document.lower[k]}”."
    sure = document.word(i - 1) in INFINITIVES
    yield Match(document.span(k), message, 0.75 if sure else 0.6, (Fix.write(document.span(k), base),))


def _marks(document: Document, i: int, k: int) -> bool:
    """Whether the “to” surely belongs to the verb k, and ends no clause: the man she spoke to went home."""
    found = syntax(document)
    head, _, _ = found.arc(i)
    before = found.clause_of(i - 1)
    if document.word(k + 1) == "that" and document.tag(k) == "VBZ":
        return False  # they respond to claims that it is late
    if document.word(i - 2) == "from" or (before and gap(document, before)):
        return False
    told = document.tag(i - 1) == "VBD" and document.word(i - 1) not in INFINITIVES  # the army referred to was
    if (
        (told or document.tag(i - 1) == "VBN")
        and document.is_pos(k, Pos.FINITE)
        and (document.is_pos(i - 2, Pos.NOUN | Pos.NAME) or document.word(i - 2) == "being")
    ):
        return False  # the works referred to are; what is being objected to was
    return head in (k, predicate(document, k))


@rule(
    code="WRD028",
    name="to-after-modal",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(f"{modal} to" for modal in sorted(MODALS - {"shall"} | {"cannot"})),
    examples=(
        Bad("He must [[to]] go home now.", fix="He must go home now."),
        Bad("The ministers should [[to]] decide on Monday.", fix="The ministers should decide on Monday."),
        Bad("You can [[to]] buy it in any shop.", fix="You can buy it in any shop."),
        Good("We do all we can to help, and you must do what you must to win."),
        Good("Their will to live was strong; they used all their might to change it."),
        Good("It is a must to see, and he would like to go."),
        Good("Some of us asked Will to share what he knows. They want Will to go."),
    ),
)
def to_after_modal(document: Document, i: int) -> Iterator[Match]:
    """“to” stands between can, must or should and the verb.

    Most languages have an infinitive there, which the system translates with its “to”.
    """
    if document.words[i] == "Will":
        return  # they asked Will to stay
    verb = main_verb(document, i + 1)
    if not (joined(document, i, verb) or _governs(document, verb)):
        return
    edit = Edit(document.starts[i + 1], document.starts[i + 2], "")
    message = f"“to” does not stand after “{document.words[i]}”."
    yield Match(document.span(i + 1), message, 0.75, (Fix("Leave out “to”", (edit,), SUGGEST),))


def _governs(document: Document, verb: int) -> bool:
    """Whether the arc surely says that the infinitive completes the modal: not all we can to help."""
    found = syntax(document)
    _, relation, sure = found.arc(verb)
    return relation == "xcomp" and sure >= SURE
