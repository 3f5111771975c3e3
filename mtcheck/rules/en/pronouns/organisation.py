"""PRO001: he or she for an organisation or a country. PRO003: for a thing."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.people import names
from mtcheck.languages.en.people.pronouns import FORMS, WORDS, Pronoun
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Related, document_rule
from mtcheck.rules.en.pronouns.antecedents import Antecedent
from mtcheck.rules.en.pronouns.neuter import Neuter, neuters

ORGANISATION, THING = 0.85, 0.75  # confidence


@document_rule(
    code="PRO001",
    name="organisation-pronoun-gender",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=FORMS,
    examples=(
        Bad(
            "The Central Bank raised rates on Monday. [[She]] said inflation was too high.",
            fix="The Central Bank raised rates on Monday. It said inflation was too high.",
        ),
        Bad(
            "The ministry published figures on Friday. According to the Defence Ministry, two depots were hit. "
            "But [[she]] did not say where, nor would [[she]] name [[her]] sources.",
            fix="The ministry published figures on Friday. According to the Defence Ministry, two depots were hit. "
            "But it did not say where, nor would it name its sources.",
        ),
        Good("The Central Bank raised rates. Its governor, Anna Lind, spoke later. She said inflation was too high."),
        Bad(
            "We read the letter. The challenges the firm faces head on are hard, and [[she]] knows them.",
            fix="We read the letter. The challenges the firm faces head on are hard, and it knows them.",
        ),
        Good("We look at the map. There is no end to the road of America, no stone on it that she leaves in her way."),
        Good("The mayor spoke. The town is small. The force was here. He went to many shops that were closed."),
        Bad(
            "The mayor spoke. The town is small. The force was here. [[She]] went to many shops that were closed.",
            fix="The mayor spoke. The town is small. The force was here. It went to many shops that were closed.",
        ),
        Bad(
            "“It is late,” we were told. The Central Bank raised rates on Monday. [[She]] was alone in it.",
            fix="“It is late,” we were told. The Central Bank raised rates on Monday. It was alone in it.",
        ),
        Good("We moved in on Monday. They bought a cup. I broke her."),
        Good("The frigate left the harbour of Brest on Monday. She is due in Dakar in a week."),
        Good(
            "The minister opened the talks. The ministry was closed. The hall is old.\n\n"
            "The agency is to sign, he said."
        ),
        Good("The council rejected the plan. Dr Petrov said that she would appeal."),
        Good("The minister went to Rome. The ministry was closed on Monday. The agency is there, and she will see it."),
        Good("The ministry was closed on Monday. If one goes there, she will see it."),
        Good(
            "The firm asked its tenants about the agency. One of our interviewees had many plans. Then she chose one."
        ),
        Good(
            "We met. We worked with people in the Old Harbour Region, including our contracting officer and his team."
        ),
        Good("They met the head of the water company on Monday. The ministry said he would come tomorrow."),
        Good("Let us begin. The CIO of a large agency used one tool across her agency."),
        Good("The ministry blames the banks.\nA 19-year-old dies in hospital of his wounds."),
        Good("“We have paid the town.\n“The ministry of the town will look at a ban.”\nShe added: “It is late.”"),
        Good("The committee of the parliament met on Monday. “We are worried,” Korhonen said. She did not vote."),
    ),
)
def organisation_pronoun(document: Document) -> Iterator[Match]:
    """“She” or “he” stands for an organisation or a country, which English calls “it”.

    Arabic, Hebrew, Russian, French and German give such a noun a gender, and engines carry it over.
    """
    found = [n for n in neuters(document) if not n.antecedent.thing and not _speaker(document, n.pronoun)]
    yield from _matches(document, found, ORGANISATION)


@document_rule(
    code="PRO003",
    name="thing-pronoun-gender",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=FORMS,
    examples=(
        Bad(
            "The police searched the flat. The interrogation lasted an hour, and [[she]] was filmed.",
            fix="The police searched the flat. The interrogation lasted an hour, and it was filmed.",
        ),
        Bad(
            "We moved in on Monday. They bought a cup. I broke [[her]].",
            fix="We moved in on Monday. They bought a cup. I broke it.",
        ),
        Bad(
            "We read about lungs. Dyspnea is a symptom. [[She]] is frequent in old age.",
            fix="We read about lungs. Dyspnea is a symptom. It is frequent in old age.",
        ),
        Good("We moved in on Monday. They bought a cup. I met her there."),
        Good("We moved in on Monday. They bought a cup. She is late. A number of fans met. She is late."),
        Good("The gate was open. The interrogation lasted an hour. But she said that it was late."),
        Good("The gate was open. If the wall fell, then the enemy went where she pleased."),
        Good("The gate was open. Each of us adds one stone, as she hands it to her neighbour."),
        Good("The gate was open. Our wall is high, and now is the time for America to lend her counsel and her money."),
        Good("The doctor opened the door. The interrogation lasted an hour, and she was filmed."),
        Good("The gate was open. The dog lay in the sun, and she was asleep."),
    ),
)
def thing_pronoun(document: Document) -> Iterator[Match]:
    """“She” or “he” stands for a thing, which English calls “it”.

    Most languages give every noun a gender, and engines carry it over.
    """
    found = [n for n in neuters(document) if n.antecedent.thing]
    yield from _matches(document, found, THING)


def _speaker(document: Document, pronoun: Pronoun) -> bool:
    """Whether the text begins with a quotation, and the pronoun for who says it, named before."""
    return document.has(0, Flag.OPEN) and document.word(pronoun.i + 1) in names.group("S")


def _matches(document: Document, found: list[Neuter], confidence: float) -> Iterator[Match]:
    """One match for each pronoun; the first of those with one antecedent holds the fix of all."""
    groups: dict[str, list[Neuter]] = {}
    for neuter in found:
        name = _name(document, neuter.antecedent).lower().removeprefix("the ")
        groups.setdefault(name + neuter.pronoun.gender, []).append(neuter)
    for group in groups.values():
        edits = tuple(_edit(document, n.pronoun) for n in group)
        title = f"Write “{edits[0].new}”"
        if len(edits) > 1:
            title += f", and so in the {len(edits)} places that mean “{_name(document, group[0].antecedent)}”"
        for k, neuter in enumerate(group):
            fixes = () if k else (Fix(title, edits, SUGGEST),)
            yield _match(document, neuter, edits[k].new, fixes, confidence)


def _match(document: Document, neuter: Neuter, new: str, fixes: tuple[Fix, ...], confidence: float) -> Match:
    i, best = neuter.pronoun.i, neuter.antecedent
    word, name = document.words[i], _name(document, best)
    who = "woman" if neuter.pronoun.gender == "F" else "man"
    away = document.sentence_list[i] - document.sentence_list[best.first]
    where = ("in this sentence", "in the sentence before", "shortly before")[min(away, 2)]
    what = {"subject": "the subject", "source": "the source"}.get(best.role, "what is named")
    message = (
        f"“{word}” cannot stand for a {who}: none is mentioned up to here; {what} {where} is “{name}”. "
        f"English says “{new}”."
    )
    related = (Related(document.span(best.first, best.last), f"what “{word}” seems to stand for"),)
    return Match(document.span(i), message, confidence, fixes, related)


def _name(document: Document, antecedent: Antecedent) -> str:
    return document.slice(antecedent.first, antecedent.last)


def _edit(document: Document, pronoun: Pronoun) -> Edit:
    word, span = document.words[pronoun.i], document.span(pronoun.i)
    new = WORDS[""][pronoun.case]
    return Edit(*span, new.capitalize() if word[0].isupper() else new)
