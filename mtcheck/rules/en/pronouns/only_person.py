"""PRO006: “he” or “she” where the only person near by is of the other gender."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.cast import cast
from mtcheck.languages.en.people.entities import Type
from mtcheck.languages.en.people.mentions import mentions
from mtcheck.languages.en.people.pronouns import FORMS, WORDS, Pronoun, pronouns
from mtcheck.lint import MAJOR, Bad, Document, Fix, Flag, Good, Match, Related, document_rule, layer
from mtcheck.rules.en.pronouns.odd_pronoun import OTHER
from mtcheck.rules.en.pronouns.referents import roles

BACK = 10  # sentences before the pronoun in which nobody whom it fits may stand
LONGEST = 1500  # tokens that these sentences may have, for the time that it takes
LEAST = 5  # tokens of the sentence before, so that it is one


@layer
def people(document: Document) -> list[tuple[int, str]]:
    """(token, gender) of whoever the text speaks of, what is quoted aside; "" if the gender is not known."""
    everyone = cast(document)
    at = everyone.found.at
    found = {(i, gender) for gender, places in everyone.evidence.items() for i in places if document.tags[i] != "JJ"}
    found = {(i, gender if i not in at or at[i].entity.gender else "") for i, gender in found}  # Ann Brigman
    found = {(i, "" if _surname(document, i) else gender) for i, gender in found}
    for entity in everyone.found.entities:
        if not entity.gender and entity.may_be_person:
            found |= {(m.first, "") for m in entity.mentions}
    found |= {(i, "") for i in everyone.nouns}
    return sorted((i, gender) for i, gender in found if not document.has(i, Flag.QUOTED))


def _surname(document: Document, i: int) -> bool:
    """Whether a first name stands alone after a title and is a surname, which tells no gender: Reverend Cherry."""
    mention = mentions(document).at.get(i)
    return mention is not None and mention.first == mention.last and names.title(document.word(i - 1)) == names.EITHER


@document_rule(
    code="PRO006",
    name="only-person-gender",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=FORMS,
    examples=(
        Bad(
            "It was late when we came home. My mother sat by the window. I laughed because of [[his]] old coat.",
            fix="It was late when we came home. My mother sat by the window. I laughed because of her old coat.",
        ),
        Bad(
            "Anna Berg is a gymnast from Malmö. She won three medals. Berg has moved to [[his]] home town again.",
            fix="Anna Berg is a gymnast from Malmö. She won three medals. Berg has moved to her home town again.",
        ),
        Bad(
            "The woman fell ill on Monday. On Friday [[he]] was taken to a hospital, where doctors helped [[him]].",
            fix="The woman fell ill on Monday. On Friday she was taken to a hospital, where doctors helped her.",
        ),
        Bad(
            "The king has ruled for ten years. In May [[she]] will go to Rome.",
            fix="The king has ruled for ten years. In May he will go to Rome.",
        ),
        Bad("The woman was seen on Monday. The search for the woman is on the site. According to [[him]], it goes on."),
        Bad("Eva Lind was seen on Monday at noon. According to [[him]], she is tall."),
        Bad(
            "Once Reverend Anne Cherry spoke in our hall. In the end [[he]] sang with us.",
            fix="Once Reverend Anne Cherry spoke in our hall. In the end she sang with us.",
        ),
        Good("The king met his son in May. It was late. The queen was ill and tired. Then he went to Rome."),
        Good("The woman fell ill on Monday. Her doctor came at noon. He gave her a pill."),
        Good("The woman fell ill on Monday. Peter Hall came at noon, but he could not help her."),
        Good("The woman fell ill on Monday. In his report, the doctor spoke of a cold."),
        Good("The woman fell ill on Monday. It was cold on that day, he said."),
        Good("The woman fell ill on Monday. A cold, said he, is no reason to stay at home."),
        Good("The woman fell ill on Monday. “It is a cold”, and he wrote a note."),
        Good("“The woman fell ill on Monday.” In the end he came with a pill."),
        Good("It was a female voice on the phone. In the end he came with a pill."),
        Good("Once Reverend Cherry spoke in our hall. In the end he sang with us."),
        Good("Mary has met Clemmons there. Clemmons came back in May, when he was ill."),
        Good("Zimmerman went home in May. The team is new to her."),
        Good("Sergeant Jennifer Rodgers was there. Like Richard Dean, a baker, she helped. She spoke to nobody."),
        Good("The king loved the sea. In May the ship lost her mast."),
        Good("The king loved Athens. In May the city and her fleet were lost."),
        Good("The queen has an elephant in the garden. The house is full of his toys."),
        Good("The Ice King sat by his wife. The girl was born at noon. In the end he left the hall."),
        Good("Of the queen we know little.\nThey met him in the garden at noon."),
        Good("Notes on her. The queen met him."),
        Good("The queen met him in May."),
        Good("The talks went on for days. In the end he left."),
        Good("It is late again. When she meets her man, then her clothes are new."),
    ),
)
def only_person(document: Document) -> Iterator[Match]:
    """“He” or “she” stands where the only person near by is of the other gender.

    Many languages leave the subject out or have one word for “his” and “her”; engines that translate sentence by
    sentence do not know whom the sentence before spoke of.
    """
    last = {"F": -1, "M": -1}  # the sentence of the last pronoun of each gender that has somebody to stand for
    for p in pronouns(document):
        person, sentence = _antecedent(document, p), document.sentence_list[p.i]
        if person is None or last[p.gender] >= sentence - 1 >= 0:
            last[p.gender] = sentence
            continue
        gender, word = OTHER[p.gender], document.words[p.i]
        new = WORDS[gender][p.case]
        new = new.capitalize() if word[0].isupper() else new
        who = "woman" if gender == "F" else "man"
        shown = document.words[person]
        message = f"“{word}” has nobody to stand for here: the only person near by is “{shown}”, a {who}."
        meant = _meant(document, p, person)
        related = (
            Related(document.span(person), "seems to be the person meant" if meant else "the only person near by"),
        )
        fixes = (Fix.write(document.span(p.i), new),) if meant else ()
        yield Match(document.span(p.i), message, 0.7, fixes, related)


def _meant(document: Document, p: Pronoun, person: int) -> bool:
    """Whether the only person near by is what the sentences are about; else a firm or a thing may be meant."""
    here = (FORMS.get(document.lower[k], (p.gender,)) for k in document.sentence_of(p.i).tokens)
    if any(gender != p.gender for gender, *_ in here):
        return False  # according to him, she is tall
    return roles(document, document.sentence_list[person]).get(person) == "subject"


def _antecedent(document: Document, p: Pronoun) -> int | None:
    """The person nearest before the pronoun, if the pronoun fits neither this person nor anyone else near by."""
    i, k = p.i, document.sentence_list[p.i]
    sentence = document.sentences[k]
    if not k or sentence.last - document.sentences[max(0, k - BACK)].first > LONGEST:
        return None
    if not _goes_on(document, k) or _told(document, p, sentence.first, sentence.last):
        return None
    everyone = people(document)
    back, first, here, end = (
        bisect_left(everyone, (j,))  # without a copy of the places, which is made for each pronoun
        for j in (document.sentences[max(0, k - BACK)].first, document.sentences[k - 1].first, i, sentence.last + 1)
    )
    near = everyone[first:here]
    if not near or any(gender != OTHER[p.gender] for _, gender in near):
        return None
    if any(gender == p.gender for _, gender in everyone[back:first]):
        return None
    if any(gender != OTHER[p.gender] for _, gender in everyone[here:end]):
        return None
    if any(_titled(document, j, p.gender) for j in range(document.sentences[max(0, k - BACK)].first, i)):
        return None  # the Ice King
    return None if _other_being(document, near[0][0], i) else near[-1][0]


def _titled(document: Document, j: int, gender: str) -> bool:
    """Whether token j is a noun for one person of this gender, written as a part of a name: the Ice King."""
    name = document.has(j, Flag.CAPITAL) and document.has(j - 1, Flag.CAPITAL) and not document.has(j - 1, Flag.UPPER)
    return name and names.gendered_noun(document.lower[j]) == gender


def _goes_on(document: Document, k: int) -> bool:
    """Whether sentence k goes on with the paragraph of the one before."""
    before = document.sentences[k - 1]
    return before.paragraph == document.sentences[k].paragraph and len(before) >= LEAST


def _told(document: Document, p: Pronoun, first: int, last: int) -> bool:
    """Whether the pronoun is somebody's words, or stands for who says them."""
    saying = names.group("S")
    if document.word(p.i + 1) in saying or document.word(p.i - 1) in saying:
        return True
    return any(document.has(j, Flag.OPEN | Flag.CLOSE | Flag.QUOTED) for j in range(first, last + 1))


def _other_being(document: Document, first: int, i: int) -> bool:
    """Whether a place, a ship or an animal stands near, which English may call “she” or “he”."""
    beings = names.word_set("nouns_exempt.txt").intersection(document.lower[first:i])
    if not all(map(names.gendered_noun, beings)):
        return True
    return any(m.entity.type is Type.PLACE for m in mentions(document).between(first, i))
