"""PRO002: one person is "he" here and "she" there."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.syntax import Clause, Phrase, syntax
from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import FORMS, WORDS, Case, Pronoun, pronouns
from mtcheck.languages.en.vocabulary import MEN, THINKING, WOMEN
from mtcheck.lint import MAJOR, Bad, Document, Fix, Good, Match, Pos, Related, document_rule
from mtcheck.rules.en.pronouns.odd_pronoun import OTHER, distinct, features, odds, own_deed
from mtcheck.rules.en.pronouns.referents import referents

EDGE = 2.1  # logarithm of the odds from which a pronoun is reported
CLAUSE = 0.8  # confidence in a clash within one clause


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
            "Robert Hale joined the club in 2001. In his youth [[she]] broke his leg.",
            fix="Robert Hale joined the club in 2001. In his youth he broke his leg.",
        ),
        Bad(
            "The singer is back on stage. She hurt [[himself]] in May.",
            fix="The singer is back on stage. She hurt herself in May.",
        ),
        Bad("King Harald hurt [[herself]] on Friday.", fix="King Harald hurt himself on Friday."),
        Bad("The actress praised [[his]] own work.", fix="The actress praised her own work."),
        Bad("Anna Berg broke [[his]] leg.", fix="Anna Berg broke her leg."),
        Bad("Anna Berg received [[his]] doctorate.", fix="Anna Berg received her doctorate."),
        Bad(
            "Peter Hall spoke first. Anna Berg is a historian and has received [[his]] doctorate in 2013.",
            fix="Peter Hall spoke first. Anna Berg is a historian and has received her doctorate in 2013.",
        ),
        Good("Peter Hall spoke first. Anna Berg praised his doctorate. Anna Berg received his letter."),
        Bad(
            "She ran a firm in Cork for ten years. The firm paid her and [[his]] children well, and she was glad.",
            fix="She ran a firm in Cork for ten years. The firm paid her and her children well, and she was glad.",
        ),
        Good("Anna Berg died in his arms. The tenant broke his leg."),
        Good("The actress praised his work. Anna Berg took the dog in his arms."),
        Good("The house has his own door."),
        Bad(
            "Robert Hale joined the club in 2001. In his youth Hale thought [[she]] broke his leg.",
            fix="Robert Hale joined the club in 2001. In his youth Hale thought he broke his leg.",
        ),
        Good("Peter Hall was a baker. An office of his own. The actress praised his own work."),
        Good("The chairman herself came. The queen saw the king himself, and his own son."),
        Good("She was born in Cork. She studied law with Peter Hall and took over his office in 1990."),
        Good("She was born in Cork, where she went to school. In 1990 she met him at a fair."),
        Good("She was born in Cork. She studied law with Hall. He was two years her junior."),
        Good("The talks ended on Monday. He said he thought she knew they had left."),
        Good("Everyone must do his or her duty. She said she knew it."),
    ),
)
def person_pronoun(document: Document) -> Iterator[Match]:
    """A person is “she” in one place and “he” in another.

    Many languages leave the subject out or have one word for “his” and “her”, and engines guess anew in every clause.
    """
    odd = [match for gender in OTHER if (match := _odd(document, gender))]
    yield from odd or _subjects(document)


def _odd(document: Document, gender: str) -> Match | None:
    """The only pronoun of this gender in the document, if the person of all the others seems to be meant."""
    same = [p for p in pronouns(document) if p.gender == gender]
    others = [p for p in pronouns(document) if p.gender != gender]
    if len(same) != 1 or len(others) < 2 or _apart(document, same[0]) or distinct(document, same[0], others):
        return None
    certainty = odds(features(document, same[0], others))
    if certainty < EDGE:
        return None
    number = "both" if len(others) == 2 else f"all {len(others)}"
    why = f"{number} other pronouns of this kind say “{WORDS[OTHER[gender]][Case.SUBJECT]}”"
    near = min(others, key=lambda p: abs(p.i - same[0].i)).i
    return _match(document, same[0], (near, near), why, min(0.9, 0.7 + (certainty - EDGE) / 10))


def _apart(document: Document, pronoun: Pronoun) -> bool:
    """Whether the pronoun is the subject of what somebody else thinks (he thought she knew), or goes with the noun
    before it (the chairman herself)."""
    if pronoun.case is Case.REFLEXIVE:
        return document.tag(pronoun.i - 1) == "NN"
    return document.word(pronoun.i - 1) in THINKING and document.word(pronoun.i - 2) in FORMS


def _subjects(document: Document) -> Iterator[Match]:
    """What can only be the subject's own, but is of the other gender: she hurt himself; the actress praised his own
    work; Anna Berg received his doctorate."""
    for pronoun in pronouns(document):
        if not _own(document, pronoun):
            continue
        clause = syntax(document).clause_of(pronoun.i)
        subject = clause.subject if clause and clause.verb < pronoun.i else None
        if clause is None or subject is None or _beside(document, pronoun, clause):
            continue
        gender, why = _known(document, subject)
        near = subject.first if pronoun.case is Case.REFLEXIVE or own_deed(document, pronoun) else 0
        rivals = (r.token for r in referents(document, pronoun) if r.gender != OTHER[pronoun.gender])
        if gender == OTHER[pronoun.gender] and not any(near <= k < pronoun.i for k in rivals):
            why = f"the subject of its clause is “{document.slice(*subject[:2])}”{why}"
            yield _match(document, pronoun, subject[:2], why, CLAUSE)


def _own(document: Document, pronoun: Pronoun) -> bool:
    """Whether only the subject can be meant: hurt himself, praised his own work, broke his leg. Asks for no grammar."""
    if pronoun.case is not Case.POSSESSIVE:
        return pronoun.case is Case.REFLEXIVE
    return bool(_nouns(document, pronoun) & ({"own"} | names.group("O") | names.group("B")))


def _beside(document: Document, pronoun: Pronoun, clause: Clause) -> bool:
    """Whether a part of the body is not what the subject moves or hurts: she died in his arms."""
    body = _nouns(document, pronoun) & names.group("B")
    return bool(body) and not (clause.object and clause.object.determiner == pronoun.i)


def _nouns(document: Document, pronoun: Pronoun) -> set[str]:
    """The word behind a possessive, and the noun."""
    i = pronoun.i
    nouns = (document.lower[k] for k in range(i + 1, min(i + 5, len(document))) if document.is_pos(k, Pos.NOUN))
    return {document.word(i + 1), next(nouns, "")}


def _known(document: Document, subject: Phrase) -> tuple[str, str]:
    """The gender of the subject and what shows it, if a pronoun, a title, a noun or a first name does."""
    last = subject.last
    if document.lower[last] in FORMS:
        return FORMS[document.lower[last]][0], ""
    mention = mentions(document).at.get(last)
    if mention:
        entity = mention.entity
        return ("", "") if entity.votes else (entity.gender, f" ({entity.evidence})")
    noun = document.lower[last]
    return names.gendered_noun(noun) if noun in WOMEN | MEN else "", ""  # a woman may be chairman


def _match(document: Document, pronoun: Pronoun, other: tuple[int, int], why: str, confidence: float) -> Match:
    """The match whose fix gives the pronoun the other gender; `other` is where the same person is spoken of."""
    word = document.words[pronoun.i]
    new = WORDS[OTHER[pronoun.gender]][pronoun.case]
    new = new.capitalize() if word[0].isupper() else new
    who = "man" if pronoun.gender == "M" else "woman"
    message = f"“{word}” stands for a {who}, but {why}, and the text seems to speak of one person."
    fix = Fix.write(document.span(pronoun.i), new)
    related = (Related(document.span(*other), "seems to be the same person"),)
    return Match(document.span(pronoun.i), message, confidence, (fix,), related)
