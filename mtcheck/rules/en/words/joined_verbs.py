"""WRD044: two verbs that “and” joins differ in form."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import forms_of, past_of, third_person
from mtcheck.languages.en.grammar.syntax import Number, syntax
from mtcheck.languages.en.grammar.verb_groups import LIKELY
from mtcheck.languages.en.vocabulary import COORDINATORS
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, Pos, mask_rule
from mtcheck.rules.en.words.subject_number import PASTS, number

SAME = {"VBD": past_of, "VBZ": third_person}  # the tag of the first verb -> the form that the second should have


def _candidates(document: Document) -> list[int]:
    """Every bare verb after “and” or “or”."""
    places = (i + 1 for word in COORDINATORS for i in document.index.get(word, ()) if document.word(i - 1) != ",")
    return sorted(k for k in places if document.tag(k) in ("VB", "VBP") and _verb_before(document, k) in SAME)


def _verb_before(document: Document, k: int) -> str:
    """The tag of the last verb before token k in its sentence."""
    first = document.bounds[document.sentence_list[k]][0]
    return next((document.tags[j] for j in range(k - 1, first - 1, -1) if document.is_pos(j, Pos.VERB)), "")


@mask_rule(
    code="WRD044",
    name="joined-verbs",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    wake=_candidates,
    candidates=_candidates,
    examples=(
        Bad("She opened the door and [[see]] the dog.", fix="She opened the door and saw the dog."),
        Bad("The firm makes shoes and [[sell]] them abroad.", fix="The firm makes shoes and sells them abroad."),
        Bad("The man closed his office and [[move]] to Rome.", fix="The man closed his office and moved to Rome."),
        Good("She wanted to cook a meal and eat it. He came and read it. He felt and feel it."),
        Good("A wise man can hear when there is only silence and see before it is there."),
        Good("They came here and live here still. It opened at noon, and see if you can come."),
        Good("One needs to set the book aside and do the work. Came the day and go they must."),
        Good("What happened and speak of it now?"),
        Good("He made new songs which he used to steady and strengthen the mind."),
        Good("“Open the door!” he cried, “and tell us who is there.”"),
        Good("The page supports the AND/OR search as well as the use of other signs."),
        Good("Roughly dice the onions and add them to the soup."),
        Good("It is easy: make a soup that looks like the one in the book and add the onions to it."),
    ),
)
def joined_verbs(document: Document, i: int) -> Iterator[Match]:
    """The second of two joined verbs is not in the form of the first.

    The source marks only one of them, or the system forgets the first by the time it comes to the second.
    """
    head, relation, sure = syntax(document).arc(i)
    word, tag = document.lower[i], document.tag(head)
    new = SAME.get(tag, str)(word)
    if _orders(document, i, head) or document.has(i - 1, Flag.UPPER):
        return  # it supports the AND/OR search
    if relation != "conj" or sure < LIKELY or new in (word, document.word(head)):
        return
    if document.word(head + 1) == "to":
        return  # he used to steady and strengthen
    if document.has(i, Flag.QUOTED) != document.has(head, Flag.QUOTED):
        return  # “Speak!” he cried, “and tell us”
    if forms_of(word) & PASTS or (tag == "VBD" and not _one(document, head)):
        return
    message = f"“{document.words[head]}” and “{word}” differ in form; “{new}” seems meant."
    yield Match(document.span(i), message, 0.65, (Fix.write(document.span(i), new),))


def _orders(document: Document, i: int, head: int) -> bool:
    """Whether the sentence, or what follows its colon, tells somebody to do something: dice the onions and add them."""
    first = document.bounds[document.sentence_list[i]][0]
    begin = next((k + 1 for k in range(head, first, -1) if document.words[k] == ":"), first)
    while document.is_pos(begin, Pos.ADVERB):
        begin += 1
    return document.tag(begin) == "VB"


def _one(document: Document, verb: int) -> bool:
    """Whether the verb has a subject in the singular: they came here and live here still."""
    subject = syntax(document).subject_of(verb)
    return subject is not None and number(document, subject) is Number.SINGULAR
