"""PRO002: one person is "he" here and "she" there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.cast import cast
from mtcheck.languages.en.people.entities import Mention
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import FORMS, WORDS, Case, Pronoun, pronouns
from mtcheck.languages.en.vocabulary import MEN, THINKING, WOMEN
from mtcheck.lint import MAJOR, Bad, Document, Fix, Good, Match, Pos, Related, document_rule
from mtcheck.rules.en.pronouns.nearby import begins, nearest
from mtcheck.rules.en.pronouns.odd_pronoun import OTHER, features, odds

EDGE = 2.0  # logarithm of the odds from which a pronoun is reported
CLAUSE = 0.8  # confidence in a clash within one clause
GAINED = frozenset("received made completed finished began started earned obtained did took celebrated".split())
OWN = frozenset(
    """doctorate phd ph.d. degree debut studies education master's bachelor's diploma apprenticeship retirement birthday
    career dissertation thesis""".split()
)


@document_rule(
    code="PRO002",
    name="person-pronoun-gender",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=FORMS,
    examples=(
        Bad(
            "She was born in Cork, where she went to school. She studied law and opened [[his]] first office in 1990.",
            fix="She was born in Cork, where she went to school. She studied law and opened her first office in 1990.",
        ),
        Bad(
            "Robert Hale joined the club in 2001. In his second year [[she]] broke his leg.",
            fix="Robert Hale joined the club in 2001. In his second year he broke his leg.",
        ),
        Bad(
            "The singer is back on stage. She hurt [[himself]] in May.",
            fix="The singer is back on stage. She hurt herself in May.",
        ),
        Bad("King Harald hurt [[herself]] on Friday.", fix="King Harald hurt himself on Friday."),
        Bad("The actress praised [[his]] own work.", fix="The actress praised her own work."),
        Good("The chairman herself came. The queen saw the king himself, and his own son."),
        Good("She was born in Cork. She studied law with Peter Hall and took over his office in 1990."),
        Good("She was born in Cork, where she went to school. In 1990 she met him at a fair."),
        Good("The talks ended on Monday. He said he thought she knew they had left."),
        Good("Everyone must do his or her duty. She said she knew it."),
    ),
)
def person_pronoun(document: Document) -> Iterator[Match]:
    """A person is “she” in one place and “he” in another.

    Many languages leave the subject out or have one word for “his” and “her”, and engines guess anew in every clause.
    """
    found = pronouns(document)
    yield from _subjects(document, found)
    if len(document.index.keys() & FORMS.keys()) < 2:
        return
    for gender, other in OTHER.items():
        same = [p for p in found if p.gender == gender]
        others = [p for p in found if p.gender == other]
        if not same or not others:
            continue
        reported = _whole(document, same, others)
        if reported:
            yield reported
        else:
            yield from _clauses(document, same, others)


def _place(pronoun: Pronoun) -> int:
    return pronoun.i


def _whole(document: Document, same: list[Pronoun], others: list[Pronoun]) -> Match | None:
    """The only pronoun of its gender in the document, if the person of all the others must be meant."""
    if len(same) > 1 or _speech_tag(document, same[0]):
        return None
    if len(others) < 2:
        return None
    known = features(document, same[0], others)
    certainty = odds(known)
    if certainty < EDGE or "opens" in known:  # whom it stands for was named before the text began
        return None
    if _thought_of(document, same[0], others):
        return None
    number = "both" if len(others) == 2 else f"all {len(others)}"
    why = f"{number} other pronouns of this kind say “{WORDS[others[0].gender][Case.SUBJECT]}”"
    return _match(document, same[0], others, why, min(0.9, 0.7 + (certainty - EDGE) / 10))


def _thought_of(document: Document, pronoun: Pronoun, others: list[Pronoun]) -> bool:
    """Whether the pronoun is the subject of what somebody thinks: he thought she knew."""
    verbs = [q.i + 1 for q in others if q.case is Case.SUBJECT and 1 < pronoun.i - q.i < 4]
    return pronoun.case is Case.SUBJECT and any(document.lower[k] in THINKING for k in verbs)


def _clauses(document: Document, same: list[Pronoun], others: list[Pronoun]) -> Iterator[Match]:
    """Clashes within one clause: she hurt himself; a medal around his neck; she took his degree."""
    for pronoun in same:
        if (name := _own(document, pronoun)) and others[-1].i > pronoun.i:
            word = document.slice(name.first, name.last)
            why = f"the subject of its clause is {word} ({name.entity.evidence})"
            yield _match(document, pronoun, others, why, CLAUSE)
            continue
        after = [document.word(k) for k in (pronoun.i + 1, pronoun.i + 2)]
        body = pronoun.case is Case.POSSESSIVE and any(w in names.group("B") for w in after) and len(same) == 1
        if pronoun.case is not Case.REFLEXIVE and not body:
            continue
        last = bisect_left(others, pronoun.i, key=_place)
        before = [p for p in others[max(0, last - 1) : last] if document.same_sentence(p.i, pronoun.i)]
        if before and before[-1].case is Case.SUBJECT and not _between(document, before[-1].i, pronoun, body):
            word = document.words[before[-1].i]
            yield _match(document, pronoun, before[-1:], f"the subject of its clause is “{word}”", CLAUSE)


# Nouns and titles that leave no doubt whether a woman or a man is meant, as "chairman" and "actor" do.
PLAIN = WOMEN | MEN


def _subjects(document: Document, found: list[Pronoun]) -> Iterator[Match]:
    """A reflexive, or "his own", against the subject of its clause: the actress hurt himself."""
    first: dict[str, int] = {}
    for pronoun in found:
        first.setdefault(pronoun.gender, pronoun.i)
    for pronoun in found:
        own = pronoun.case is Case.POSSESSIVE and document.word(pronoun.i + 1) == "own"
        if pronoun.case is not Case.REFLEXIVE and not own:
            continue
        person = nearest(document, pronoun.i)
        if person is None or person.gender != OTHER[pronoun.gender] or not begins(document, person):
            continue
        shown = document.word(person.last), document.word(person.first - 1).rstrip(".")
        if not any(word in PLAIN for word in shown) or not document.is_pos(person.last + 1, Pos.FINITE | Pos.ADVERB):
            continue
        why = f"the subject of its clause is “{document.slice(person.first, person.last)}” ({person.evidence})"
        if first[pronoun.gender] >= pronoun.i:
            yield _changed(document, pronoun, person.gender, (person.first, person.last), why, CLAUSE)


def _between(document: Document, first: int, pronoun: Pronoun, anywhere: bool) -> bool:
    """Whether anyone else stands between whom the pronoun could mean; `anywhere`: or before."""
    everyone = cast(document)
    start = -1 if anywhere else first
    if _any(_sorted(document, pronoun.gender), start, pronoun.i):
        return True
    if next(everyone.found.between(first + 1, pronoun.i), None):
        return True
    if anywhere and everyone.open:
        return True
    if _any(_sorted(document, "nouns"), first, pronoun.i):
        return True
    return _any(_sorted(document, f"pronouns {pronoun.gender}"), first, pronoun.i)


def _sorted(document: Document, what: str) -> list[int]:
    """The tokens that speak of persons, in order, put together once: the evidence of a gender, the nouns, or the
    pronouns of a gender."""
    known: dict[str, list[int]] = document.__dict__.setdefault("pronouns.sorted", {})
    if not known:
        everyone = cast(document)
        known["nouns"] = sorted(everyone.nouns)
        for gender in OTHER:
            known[gender] = sorted(everyone.evidence[gender])
            known[f"pronouns {gender}"] = [p.i for p in pronouns(document) if p.gender == gender]
    return known[what]


def _any(places: list[int], first: int, last: int) -> bool:
    """Whether one of the sorted places lies between two others."""
    return bisect_right(places, first) < bisect_left(places, last)


def _own(document: Document, pronoun: Pronoun) -> Mention | None:
    """The subject where the pronoun owns what is nobody else's: she received his doctorate."""
    i = pronoun.i
    after = [document.word(k) for k in (i + 1, i + 2)]
    if pronoun.case is not Case.POSSESSIVE or document.word(i - 1) not in GAINED or not any(w in OWN for w in after):
        return None
    found = mentions(document)
    before = [m for m in found.between(document.sentence_of(i).first, i) if m.entity.may_be_person]
    if not before or before[-1].entity.gender != OTHER[pronoun.gender] or before[-1].entity.votes:
        return None
    others = (p.gender == pronoun.gender and before[-1].last < p.i < i for p in pronouns(document))
    if any(others) or any(before[-1].last < k < i for k in cast(document).evidence[pronoun.gender]):
        return None
    return before[-1]


def _speech_tag(document: Document, pronoun: Pronoun) -> bool:
    """“…,” she said: the speaker may have been named long before."""
    verb = document.word(pronoun.i + 1)
    return verb in ("said", "says", "added", "told") and document.words[pronoun.i - 1] in ("”", '"', ",", "''")


def _match(document: Document, pronoun: Pronoun, others: list[Pronoun], why: str, confidence: float) -> Match:
    next_one = bisect_left(others, pronoun.i, key=_place)
    near = min(others[max(0, next_one - 1) : next_one + 1], key=lambda p: (abs(p.i - pronoun.i), p.i))
    return _changed(document, pronoun, others[0].gender, (near.i, near.i), why, confidence)


def _changed(
    document: Document, pronoun: Pronoun, gender: str, other: tuple[int, int], why: str, confidence: float
) -> Match:
    """The match whose fix gives the pronoun this gender; `other` is where the same person is spoken of."""
    word = document.words[pronoun.i]
    new = WORDS[gender][pronoun.case]
    new = new.capitalize() if word[0].isupper() else new
    who = "man" if pronoun.gender == "M" else "woman"
    message = f"“{word}” stands for a {who}, but {why}, and the text seems to speak of one person."
    fix = Fix.write(document.span(pronoun.i), new)
    related = (Related(document.span(*other), "seems to be the same person"),)
    return Match(document.span(pronoun.i), message, confidence, (fix,), related)
