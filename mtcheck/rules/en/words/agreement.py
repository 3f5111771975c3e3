"""WRD026, WRD029, WRD030, WRD031: a subject and its verb differ in number."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.nouns import is_countable, plural_of
from mtcheck.languages.en.grammar.syntax import Number, Phrase, syntax
from mtcheck.languages.en.vocabulary import COMMUNITIES, COORDINATORS, ENDEARMENTS, POSSESSIVES
from mtcheck.lint import MAJOR, MINOR, Bad, Document, Fix, Good, Match, Pos, mask_rule
from mtcheck.rules.en.words.mismatch import mismatches, suspects


def _match(document: Document, verb: int, message: str) -> Match:
    clause, subject, new = mismatches(document)[verb]
    said = message.format(subject=document.words[subject.head], new=new, verb=document.lower[verb])
    return Match(document.span(verb), said, 0.75 if clause.sure else 0.65, (Fix.write(document.span(verb), new),))


def _place(document: Document, verb: int, subject: Phrase) -> bool:
    """Whether “there” is a place: the industries there are a mess; what I saw there is people would leave."""
    if document.is_pos(verb - 2, Pos.NOUN):
        return True
    return document.is_pos(verb - 2, Pos.VERB) and document.is_pos(subject.last + 1, Pos.FINITE)


def _kind(document: Document, verb: int) -> str:
    """Which of the rules speaks of the verb; "" if its clause is right."""
    if verb not in mismatches(document):
        return ""
    clause, subject, _ = mismatches(document)[verb]
    if clause.there:
        return "" if _place(document, verb, subject) else "there"
    if document.is_pos(subject.head, Pos.PRONOUN):
        return "pronoun"
    return "one" if document.lower[subject.head] == "one" else "noun"


@mask_rule(
    code="WRD026",
    name="pronoun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    wake=suspects,
    candidates=suspects,
    examples=(
        Bad("They met in May. He [[have]] never returned.", fix="They met in May. He has never returned."),
        Bad("It [[are]] known that he left.", fix="It is known that he left."),
        Bad("They [[goes]] to Rome each May.", fix="They go to Rome each May."),
        Bad("In 2005, she [[were]] head of the jury.", fix="In 2005, she was head of the jury."),
        Bad("Everything is wrong, and he [[seem]] to know why.", fix="Everything is wrong, and he seems to know why."),
        Bad("The book that they [[has]] is new.", fix="The book that they have is new."),
        Bad("She certainly [[were]] there.", fix="She certainly was there."),
        Bad("He told them: “[...] we [[wants]] to go home.”", fix="He told them: “[...] we want to go home.”"),
        Good("Those who trust it are few. If he were here, he would go."),
        Good("It might have seemed dull were it not for the sea; thus you the user are not told."),
        Good("The match ended after he beat the champion."),
        Good("It were better that he go; they, it has been said, have lost."),
        Good("We are the people it has hurt, and he is as it were lost."),
        Bad("Her father sings and she [[have]] a brother.", fix="Her father sings and she has a brother."),
        Good("Was he there? It was cold, and never have we seen it. They can order it and have it sent."),
        Good("What does he have, and how did she become so rich? They asked that he leave."),
        Good("Tom and he have left; neither the mayor nor she were told. All they did was argue about it."),
        Good("They stayed, and the days after it were warm."),
        Good("She need not have come, and she dare not ask. She need hardly say it."),
        Good(
            "And what they did is they built a road. One of the things I like about it is they not only show the map."
        ),
        Good("It was kind of almost still search."),
    ),
)
def pronoun_agreement(document: Document, i: int) -> Iterator[Match]:
    """A pronoun and its verb differ in number.

    The source marks number elsewhere, and the system agrees with the wrong word.
    """
    if _kind(document, i) == "pronoun":
        yield _match(document, i, "After “{subject}” it is “{new}”, not “{verb}”.")


@mask_rule(
    code="WRD030",
    name="noun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    wake=suspects,
    candidates=suspects,
    examples=(
        Bad("The new measures [[has]] no effect.", fix="The new measures have no effect."),
        Bad("The weather [[do]] not help us.", fix="The weather does not help us."),
        Bad("They left because the prices [[was]] too high.", fix="They left because the prices were too high."),
        Bad("Many people [[is]] out of work.", fix="Many people are out of work."),
        Bad("This medicine [[contain]] sugar.", fix="This medicine contains sugar."),
        Bad("The rules [[requires]] a permit.", fix="The rules require a permit."),
        Bad("The results of the vote [[was]] clear.", fix="The results of the vote were clear."),
        Bad("The picture clearly [[include]] a dog.", fix="The picture clearly includes a dog."),
        Bad("The roof of these houses [[were]] damaged.", fix="The roof of these houses was damaged."),
        Bad(
            "The mayor, who was born in Rome, [[have]] left.",
            fix="The mayor, who was born in Rome, has left.",
        ),
        Bad("Construction of the bridge [[have]] begun.", fix="Construction of the bridge has begun."),
        Bad("We met the people who [[lives]] here.", fix="We met the people who live here."),
        Bad("Is it known where the keys [[was]] found?", fix="Is it known where the keys were found?"),
        Bad("However, the friendship [[have]] ended.", fix="However, the friendship has ended."),
        Bad("In 1920, a system of lamps [[were]] tried.", fix="In 1920, a system of lamps was tried."),
        Bad("The South Korean economy [[have]] grown.", fix="The South Korean economy has grown."),
        Bad("It began when the mosque [[were]] empty.", fix="It began when the mosque was empty."),
        Bad("Every team [[were]] sent a box.", fix="Every team was sent a box."),
        Bad("The number of cars [[have]] doubled.", fix="The number of cars has doubled."),
        Bad("Some of the people [[was]] injured.", fix="Some of the people were injured."),
        Bad(
            "The accident, which happened at noon, [[were]] caused by rain.",
            fix="The accident, which happened at noon, was caused by rain.",
        ),
        Good("The town that the map names is far away, and the book, the man says, is old."),
        Good("The majority of the members are here, and a number of the rules have changed."),
        Good("The news is good, the police are here, the team have won, and the whole town were there."),
        Good("He’d got a cold whilst learnt and spelt were in use."),
        Good("In almost every corner of the world economic tensions are growing. The starting times today were good."),
        Good("And someone rattles chains behind the door."),
        Good("A sentence that seems to be missing but stands elsewhere is compared there."),
        Good("A number of cars have stopped, and a few of them are dry. Text full of ever new words is read slowly."),
        Good(
            "“Apps for Schools” was a film; Atomic Tanks is a game. We care not only for users, but also your teams is"
        ),
        Good(
            "As we have grown, so has our care for things. Sources no doubt exist. Vendor showcase and lightning talks"
        ),
        Good("Bath have been knocked out. An automated tool can’t (yet) know it."),
        Good("After baking leave it to rest for an hour. One of the questions that they had is whether we should go."),
        Good(
            "Today over 50% of Government of Canada sites are new. An approach to new building (HCD) methods is needed."
        ),
        Good("“What assumptions does the design make?” Web analytics is new. Talks on crates.io safety have ended."),
        Good("The last two years was a long time. The rest have left."),
        Good("The number of measures is small, and if the weather were good, they would go."),
        Good("A boy of six and a 70-year-old woman were rescued; the roof along with the new wheels are dirty."),
        Good("The detection of many diseases and their treatment are related. One of the spots that is dry is here."),
        Good("They raised the prices of the books, which means trouble. The best thing is the people who work here."),
        Good("Athletes with a rank no lower than the first rank are admitted. The dimensions are as follows."),
        Good("Write a list, and have it printed. What years-long wear are you writing about?"),
        Good("In the year 35 houses were built, and the surface routinely hit 40 degrees. The work will be done."),
        Good("The talks are over. The mayor of the two towns is here; he asked that the town have a say."),
        Good("A town or village that the old map names is missing."),
        Good("Personal income after taxes is at a record level. Training young doctors is a hard task."),
        Good("Both the spread of hunger and a cold winter have been prevented."),
        Good("The 27-year-old and his friend were hurt."),
        Good("It is a place where the old and infirm are cared for. Fear, hunger, cold have long torn them apart."),
        Good("How many windows does the house have? What do the effects of the medicine say?"),
        Good("The music really fit the film. Lots of time was lost. Riders Of Fortune features a rare role for him."),
        Good("The talks that people have before and after our meeting are out of our control."),
        Good("The market you get because there are so few players is made worse by it."),
        Good("Which rules does a member own. Fully ninety-four per cent have struggled for land and failed."),
        Good("Because of this, incentives to produce high quality, sustainable software are missing."),
        Good("The win at being able to read single log records is huge. Attempts to “smooth” this revenue are old."),
        Good(
            "A slew of articles have been written, and a host of new rules are in force; a flurry of calls were made."
        ),
        Good("One of Postgres’ most severe and long-standing operational weaknesses is bloat."),
        Bad(
            "The most severe weaknesses of the town [[is]] crime.",
            fix="The most severe weaknesses of the town are crime.",
        ),
        Good("Surely 64 bits is plenty big enough for it, 64k values isn’t enough, and 4 clients is manageable."),
        Bad("The 64 clients [[is]] ill.", fix="The 64 clients are ill."),
        Good("Without it, the temperature range the cycle can operate over is quite small."),
        Good("For each of them, the table new_unit_codes is cleared of all that was in it before."),
        Good('"This wish" and "that wish" are quite alike.'),
        Good("The most frequent quality of life problems were small. “I will be there”, biles says."),
        Good("On each form, the citizen need only mark a box."),
        Good("The numbers darling are 107 and 113. Kiddie, do not hope for it."),
        Good(
            "The four phone thefts at his school so far this term were the same. The talks in Rome last week were long."
        ),
        Good("In the same week, €1.3m in €500 notes was found in a case. A million in $100 bills was lost."),
        Good("He said input costs before this point have rocketed. The staff who looked after her dad were kind."),
        Good("It grows to a length of a foot, but specimens twice this size have been recorded."),
        Good("It is a move where mythos signifies the stories people tell, while logos signifies the rational ones."),
        Good("They thought that the strata at the bottom were older. All their offspring were green."),
    ),
)
def noun_agreement(document: Document, i: int) -> Iterator[Match]:
    """A noun and its verb differ in number.

    The source marks number elsewhere, or not at all, and the system agrees with the wrong word.
    """
    if _kind(document, i) == "noun":
        yield _match(document, i, "The subject asks for “{new}”, not “{verb}”.")


@mask_rule(
    code="WRD029",
    name="there-is-number",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    wake=suspects,
    candidates=suspects,
    examples=(
        Bad("There [[is]] many ways to do it.", fix="There are many ways to do it."),
        Bad("He said there [[was]] serious problems.", fix="He said there were serious problems."),
        Bad("There [[are]] a problem.", fix="There is a problem."),
        Bad("There [[is]] many people think so.", fix="There are many people think so."),
        Good("There is many a way to do it, and there was two hours left."),
        Good("There are a ton of ways."),
        Good("There are plenty of days when it is cold, and there are plenty who know it."),
        Bad("There [[are]] plenty of food here.", fix="There is plenty of food here."),
        Good("There are plenty of existing best practices for towns, and there were plenty of growing firms."),
        Good("There are a few days’ worth of dirty dishes. There are a couple days of rain."),
        Good("There are a lot of ways and plenty of reasons; there are a lamp and a chair; there is news."),
        Good("There are in some parts of the town both waste and hunger."),
        Good("There are more cost cutting measures and two optional user maintained files."),
        Good("They cannot cope when the industries there are a mess. The people there are a joy to meet."),
        Good("There are a growing number of ways to do it, he said there."),
        Good("One of the things that I saw there is people would go home. What they learn there is workers must wait."),
    ),
)
def there_is_number(document: Document, i: int) -> Iterator[Match]:
    """“There is” stands before a plural, or “there are” before one thing.

    The verb comes before its subject, and the system has fixed its number before it knows.
    """
    if _kind(document, i) == "there":
        yield _match(document, i, "What follows asks for “there {new}”.")


DETERMINERS = POSSESSIVES | {"the"}


def _one(document: Document) -> list[int]:
    """“one” before “of”."""
    return [i for i in document.index.get("one", ()) if document.word(i + 1) == "of"]


def _of_several(document: Document) -> list[int]:
    """Nouns for one thing after “one of the”, and verbs in the plural after a phrase with “one of”."""
    places = _one(document)
    nouns = [p.head for p in (syntax(document).phrase_from(i + 2) for i in places) if p and _one_of(document, p)]
    return sorted({*nouns, *suspects(document)}) if places else []


def _one_of(document: Document, phrase: Phrase) -> bool:
    """Whether the phrase stands for one thing, not a group: one of the largest city, but one of the team."""
    ends = document.word(phrase.last + 1) not in ("-", "–", "/", "'s", "&", "(", *COORDINATORS)
    ends = ends and document.lower[phrase.head] not in ENDEARMENTS  # one of your letters sweetheart
    ends = ends and not (document.word(phrase.last) == "chief" and document.word(phrase.last + 1) == ",")
    ends = ends and document.word(phrase.first - 3) != "the"  # his style was the one of the time
    noun = document.lower[phrase.head]
    single = phrase.number is Number.SINGULAR or (noun in COMMUNITIES and document.tags[phrase.head] == "NN")
    return ends and single and document.word(phrase.determiner) in DETERMINERS and is_countable(noun)


@mask_rule(
    code="WRD031",
    name="one-of-number",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    wake=_one,
    candidates=_of_several,
    examples=(
        Bad("One of the main reasons [[are]] the costs.", fix="One of the main reasons is the costs."),
        Bad(
            "It is one of the most important [[city]] in the region.",
            fix="It is one of the most important cities in the region.",
        ),
        Bad("He is one of the largest [[producer]] of oil.", fix="He is one of the largest producers of oil."),
        Bad("It is one of the main [[reason]] why they left.", fix="It is one of the main reasons why they left."),
        Good("One of the main reasons is the costs, and one of the crew was hurt."),
        Good("It is one of the most important city parks, one of a kind, and one of the oldest."),
        Good("He saw one of the team, one of the company’s cars and one of three gate men. It is one of the advice."),
        Good("It is one of the goal and task lists. They left one of the cities, a time of one of a mixed group."),
        Good("His style was the one of the period. And one of the chief, outside all of this, is the cost."),
        Good("Does either one of the couple have to change their name?"),
        Good("It adds water across one of the carbon–nitrogen bonds."),
        Good("One of the two reasons that are given is wrong, and one of the best-known fish is here."),
        Good(
            "It was one of the standard (I do not know it) tests. It is ages since I had one of your letters darling."
        ),
    ),
)
def one_of_number(document: Document, i: int) -> Iterator[Match]:
    """After “one of the” stands a singular noun, or a plural verb.

    “One of” asks for a plural noun and a singular verb, and the system mixes the two up.
    """
    if _kind(document, i) == "one":
        yield _match(document, i, "“One” asks for “{new}”, not “{verb}”.")
    elif document.is_pos(i, Pos.NOUN):
        noun = document.lower[i]
        new = plural_of(noun)
        yield Match(
            document.span(i), f"After “one of” it is “{new}”, not “{noun}”.", 0.65, (Fix.write(document.span(i), new),)
        )
