"""WRD027, WRD028: a verb form that cannot stand after “to”, and a “to” that cannot stand after can or must."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import BOTH, PARTICIPLE, PAST, THIRD, regular_base, singular
from mtcheck.languages.en.vocabulary import BE, MEASURING, MIDDLE_ADVERBS, MODAL_NOUNS, MODALS, NONFINITE_BE
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, mask_rule, rule
from mtcheck.rules.en.phrase_rows import INFINITIVES

PASTS, WITH_S, ED, ING = "past", "third", "ed", "ing"  # forms of a verb, as in phrase_rows.INFINITIVES
NOUN_TOO = frozenset(
    "hope hopes plan plans need needs attempt attempts promise promises start starts claim claims".split()
)
# Past forms that are sure after any “to”; the others are nouns or adjectives as well: to thought, to lost children.
SURE_PAST = tuple(
    """went took gave knew ate wrote became began drove flew threw chose forgot wore sang swam shook stole brought kept
    got bought caught understood taught""".split()
)
NOT_AFTER = frozenset("found fell saw ground wound bound lay left-wing".split())
BETWEEN = MIDDLE_ADVERBS | {"fully", "immediately"}
ENDINGS = ("ed", "ing", "s")
LOOKED_FOR = frozenset({*PAST, *BOTH, *PARTICIPLE, *BETWEEN}) | BE - NONFINITE_BE - {"am"}
FINITE = {"was": "be", "were": "be", "is": "be", "are": "be"}
ADJECTIVE = ("NN", "NNS", "NNP", "JJ")


def _candidates(document: Document) -> list[int]:
    """Every “to” before a word that looks like a wrong form, or before an adverb."""
    lower, end = document.lower, len(document.words) - 2
    places = [i for i in document.index.get("to", ()) if i < end]
    return [i for i in places if lower[i + 1].endswith(ENDINGS) or lower[i + 1] in LOOKED_FOR]


@mask_rule(
    code="WRD027",
    name="verb-after-to",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    candidates=_candidates,
    examples=(
        Bad("They decided to [[leaving]] the city on Monday.", fix="They decided to leave the city on Monday."),
        Bad("The firm was able to [[provided]] the data.", fix="The firm was able to provide the data."),
        Bad("The army claims to [[has]] been there.", fix="The army claims to have been there."),
        Bad("It is a way to [[reduced]] the costs.", fix="It is a way to reduce the costs."),
        Bad("He travelled home to [[took]] part in the vote.", fix="He travelled home to take part in the vote."),
        Bad("She tries to [[makes]] it work.", fix="She tries to make it work."),
        Bad("It has to not [[went]] wrong again.", fix="It has to not go wrong again."),
        Good("They look forward to leaving; the firm is committed to improving what it has to offer."),
        Good("It led to increased tension, thanks to made-up stories and access to detained people."),
        Good("The man she spoke to went home, and the place he belongs to was closed."),
        Good("They want to succeed, and he used to bring food; access was allowed to injured people."),
        Good("They gave new hope to increasing numbers of people in need, from start to finished product."),
    ),
)
def verb_after_to(document: Document, i: int) -> Iterator[Match]:
    """After “to” stands a past form, a third person or a gerund where English has the bare verb.

    The source marks the verb, and the system keeps the mark although “to” has already made it an infinitive.
    """
    lead, k = i - 1, i + 1
    while document.word(k) in BETWEEN:
        k += 1
    if k - lead > 4 or lead < 0 or not document.same_sentence(lead, k) or not _plain(document, k):
        return
    forms, word = _forms(document, lead), document.word(k)
    base = _base(document, k, forms) if forms else _after_any(document, lead, k)
    if not base:
        return
    message = f"After “{document.slice(lead, i)}” the verb is “{base}”, not “{word}”."
    yield Match(document.span(k), message, 0.75 if forms else 0.6, (Fix.write(document.span(k), base),))


def _after_any(document: Document, lead: int, k: int) -> str | None:
    """The base of a form that is wrong after any “to” that does not end a clause."""
    word = document.word(k)
    if _stranded(document, lead):
        return None
    if word in SURE_PAST:
        return PAST[word][0] if word in PAST else BOTH.get(word)
    if word.endswith("ed") and document.tag(k + 1) in ("DT", "PRP", "PRP$") and document.tag(lead) in ("NN", "NNS"):
        return regular_base(word)  # a way to reduced the costs
    return None


def _plain(document: Document, i: int) -> bool:
    """Whether the word is written small and no part of a compound."""
    return document.words[i].islower() and document.word(i + 1) != "-" and document.has(i, Flag.SPACE)


def _forms(document: Document, lead: int) -> tuple[str, ...]:
    """The wrong forms that are sure after this word and “to”."""
    word = document.word(lead)
    forms = INFINITIVES.get(word, ())
    if word == "order" and document.word(lead - 1) != "in":
        return ()
    if word == "used" and document.tag(lead - 1)[:2] not in ("NN", "PR"):
        return ()  # it is used to, gets used to
    if word == "like" and (document.tag(lead - 1) == "MD" or document.tag(lead - 2) == "MD"):
        return PASTS, WITH_S, ED
    if word in NOUN_TOO and not document.tag(lead).startswith("VB"):
        return (PASTS,) if forms else ()
    return forms


def _base(document: Document, k: int, forms: tuple[str, ...]) -> str | None:
    word, tag = document.word(k), document.tag(k)
    if word in NOT_AFTER or (document.word(k + 1) == "to" and tag.startswith("NN")):
        return None
    if PASTS in forms and (word in PAST or word in FINITE or word == "had"):
        return FINITE.get(word) or (PAST[word][0] if word in PAST else BOTH[word])
    if WITH_S in forms and (word in ("has", "does") or tag == "VBZ" or (ING in forms and tag == "NNS")):
        one = singular(word)
        return THIRD.get(word) or (one if one != word else None)
    if ED in forms and (word in PARTICIPLE or word in BOTH or word.endswith("ed")):
        base = PARTICIPLE.get(word) or BOTH.get(word) or regular_base(word)
        return None if tag in ADJECTIVE and word.endswith("ed") else base
    if ING in forms and word.endswith("ing") and tag == "VBG":
        return regular_base(word)
    return None


def _stranded(document: Document, before: int) -> bool:
    """Whether “to” may end a clause of its own: the man she spoke to, the place he is close to."""
    if document.tag(before)[:2] in ("VB", "JJ", "RB", "RP", "IN", "MD", "TO") or before < 0:
        return not document.tag(before).startswith("VBN") and document.word(before) not in ("home", "there", "here")
    return False


TO_MODALS = tuple(sorted(MODALS - {"shall"} | {"cannot"}))
SUBJECTS = ("PRP", "NNS", "NNP", "NNPS", "WDT", "NN", "EX")
# All we can to help; do what you must to win; come as soon as you can to get it.
AS_FAR = MEASURING | frozenset("most least when where wherever whenever if that those only".split())


@rule(
    code="WRD028",
    name="to-after-modal",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(f"{modal} to" for modal in TO_MODALS),
    examples=(
        Bad("He must [[to]] go home now.", fix="He must go home now."),
        Bad("The ministers should [[to]] decide on Monday.", fix="The ministers should decide on Monday."),
        Bad("You can [[to]] buy it in any shop.", fix="You can buy it in any shop."),
        Good("We do all we can to help, and you must do what you must to win."),
        Good("Their will to live was strong; they used all their might to change it."),
        Good("It is a must to see, and he would like to go."),
    ),
)
def to_after_modal(document: Document, i: int) -> Iterator[Match]:
    """“to” stands between can, must or should and the verb.

    Most languages have an infinitive there, which the system translates with its “to”.
    """
    modal, verb = document.word(i), i + 2
    subject = document.tag(i - 1)
    if document.tag(verb) != "VB" or not document.same_sentence(i - 1, verb) or not document.words[verb].islower():
        return
    subjects = SUBJECTS[:1] if modal in MODAL_NOUNS else SUBJECTS
    if subject not in subjects or document.tag(i) not in ("MD", "VB", "VBP"):
        return
    before = {document.word(k) for k in range(i - 9, i) if document.same_sentence(max(k, 0), i)}
    if before & AS_FAR:
        return
    edit = Edit(document.starts[i + 1], document.starts[verb], "")
    message = f"“to” does not stand after “{document.words[i]}”."
    sure = modal not in ("can", "could", "will")
    yield Match(document.span(i + 1), message, 0.75 if sure else 0.6, (Fix("Leave out “to”", (edit,), SUGGEST),))
