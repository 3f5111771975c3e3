"""WRD029 to WRD032: a noun and its verb, or a noun and the word before it, differ in number."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.forms import plural, singular
from mtcheck.languages.en.grammar.nouns import IRREGULAR, is_countable, is_plural
from mtcheck.languages.en.people import names
from mtcheck.languages.en.vocabulary import (
    CLAUSE_ONLY,
    COMMON_SUBORDINATORS,
    DISTRIBUTIVES,
    INDEFINITE_ARTICLES,
    INDIRECT_QUESTIONS,
    LIGHT_ADVERBS,
    NUMBER_WORDS,
    PLURAL_DEMONSTRATIVES,
    PLURAL_DETERMINERS,
    PLURAL_QUANTIFIERS,
    QUANTITY_NOUNS,
    SEVERAL,
    SINGULAR_DETERMINERS,
    SUBORDINATORS,
)
from mtcheck.lint import MAJOR, MINOR, Bad, Document, Fix, Flag, Good, Match, mask_rule, rule
from mtcheck.rules.en.words.agreement import SIMPLE, THIRDS, TO_PLURAL, TO_SINGULAR
from mtcheck.rules.en.words.article_sound import VOWEL, sound

TEAMS = frozenset("world country nation city village town house home".split())  # the whole town were there
CLAUSE = COMMON_SUBORDINATORS - {"as"} | CLAUSE_ONLY - {"though"} | {"since", ","}
SURE_CLAUSE = CLAUSE_ONLY - {"though", "unless"}
ONE, MORE = SINGULAR_DETERMINERS, PLURAL_DETERMINERS
ADVERBS = ("ly", *sorted(LIGHT_ADVERBS))
NOT_BASE = frozenset("use take make find go meet buy say pay ask see follow show leave".split())


SINGULAR_VERBS = frozenset({*TO_PLURAL, *THIRDS}) - NOT_BASE
PLURAL_VERBS = frozenset({*TO_SINGULAR, *SIMPLE}) - NOT_BASE
LOOKED_FOR = SINGULAR_VERBS | PLURAL_VERBS


def _candidates(document: Document) -> list[int]:
    """Verbs after a noun of the other number, an adverb, or a phrase with “of”."""
    index, tags, lower = document.index, document.tags, document.lower
    found = []
    for verb in LOOKED_FOR & index.keys():
        other = "NNS" if verb in SINGULAR_VERBS else "NN"
        for i in index[verb]:
            tag = tags[i - 1]
            if i > 1 and (tag in (other, "RB") or (tag in ("NN", "NNS") and "of" in lower[max(i - 5, 0) : i - 1])):
                found.append(i)
    return sorted(found)


@mask_rule(
    code="WRD030",
    name="noun-agreement",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    candidates=_candidates,
    examples=(
        Bad("The new measures [[has]] no effect.", fix="The new measures have no effect."),
        Bad("The weather [[do]] not help us.", fix="The weather does not help us."),
        Bad("They left because the prices [[was]] too high.", fix="They left because the prices were too high."),
        Bad("Many people [[is]] out of work.", fix="Many people are out of work."),
        Bad("This medicine [[contain]] sugar.", fix="This medicine contains sugar."),
        Bad("The rules [[requires]] a permit.", fix="The rules require a permit."),
        Bad("The results of the vote [[was]] clear.", fix="The results of the vote were clear."),
        Bad("The picture clearly [[include]] a dog.", fix="The picture clearly includes a dog."),
        Good("The town that the map names is far away, and the book, the man says, is old."),
        Good("The majority of the members are here, and a number of the rules have changed."),
        Good("The news is good, the police are here, and the team have won."),
        Good("The last two years was a long time. The rest have left."),
        Good("The number of measures is small, and if the weather were good, they would go."),
        Good("The talks are over. The mayor of the two towns is here; he asked that the town have a say."),
    ),
)
def noun_agreement(document: Document, i: int) -> Iterator[Match]:
    """A noun at the beginning of a clause and the verb right after it differ in number.

    The source marks number elsewhere, or not at all, and the system agrees with the wrong word.
    """
    verb = document.lower[i]
    if not document.words[i].islower() or not document.in_prose(i) or document.has(i, Flag.QUOTED):
        return
    k = i - 1 - (document.tags[i - 1] == "RB" and document.lower[i - 1].endswith(ADVERBS))
    new = _new_form(document, k, i) or _new_form(document, _before_of(document, k), i)
    if new is None:
        return
    message = f"The subject asks for “{new}”, not “{verb}”."
    yield Match(document.span(i), message, 0.65, (Fix.write(document.span(i), new),))


def _new_form(document: Document, k: int, i: int) -> str | None:
    """The form that the verb i must have if token k is its subject."""
    if k < 1 or not document.words[k].islower() or not document.same_sentence(k, i):
        return None
    before = _determiner(document, k)
    if before is None:
        return None
    first, verb, lead = document.has(before, Flag.FIRST), document.lower[i], document.word(before - 1)
    if not first and (lead not in CLAUSE or k < i - 2):
        return None
    if not first and (verb in SIMPLE or verb in THIRDS) and lead not in SURE_CLAUSE:
        return None
    if not first and verb in ("were", "have", "do") and lead == "that":
        return None
    if verb == "were" and lead in ("if", "unless"):
        return None
    if not first and before < k - 1 and document.tag(k - 1) == "NN":
        return None  # the town that the map names is far: a noun and its verb
    return _agreeing(document, k, i, document.lower[before])


def _before_of(document: Document, k: int) -> int:
    """The head of a phrase whose last word is token k: the results of the vote; -1 if there is none."""
    if document.tag(k) not in ("NN", "NNS"):
        return -1
    for j in range(k - 1, max(k - 4, 1), -1):
        if document.word(j) == "of":
            return j - 1
        if document.tag(j) not in ("DT", "PRP$", "JJ", "NN"):
            return -1
    return -1


def _determiner(document: Document, noun: int) -> int | None:
    """The word that begins the phrase of this noun, with at most one more word between them."""
    for k in (noun - 1, noun - 2):
        if document.word(k) in ONE | MORE and document.same_sentence(k, noun):
            between = document.tag(noun - 1) if k == noun - 2 else "JJ"
            return k if between in ("JJ", "NN", "VBN") and document.word(noun - 1) not in ("number", "last") else None
    return None


def _agreeing(document: Document, k: int, i: int, determiner: str) -> str | None:
    """The form of the verb i that agrees with the noun k, if they surely do not agree."""
    noun, tag, verb = document.lower[k], document.tags[k], document.lower[i]
    if determiner in MORE and (verb in TO_PLURAL or verb in THIRDS) and is_plural(noun, tag):
        if verb in THIRDS and document.tag(i) != "VBZ":
            return None
        return TO_PLURAL.get(verb) or THIRDS[verb]
    if determiner in ONE and (verb in TO_SINGULAR or verb in SIMPLE) and tag == "NN" and is_countable(noun):
        if noun in TEAMS or names.organisation_noun(noun):
            return None  # the whole town were there, the government have said
        if document.word(k - 1) in SEVERAL or (verb in SIMPLE and document.tag(i) != "VBP"):
            return None
        return TO_SINGULAR.get(verb) or SIMPLE[verb]
    return None


COUNTS = NUMBER_WORDS | PLURAL_QUANTIFIERS - {"few"} | PLURAL_DEMONSTRATIVES | {"numerous", "various"}


@rule(
    code="WRD029",
    name="there-is-number",
    severity=MAJOR,
    mqm="fluency/grammar/agreement",
    anchors=("there is", "there was", "there has", "there are", "there were"),
    examples=(
        Bad("There [[is]] many ways to do it.", fix="There are many ways to do it."),
        Bad("He said there [[was]] serious problems.", fix="He said there were serious problems."),
        Bad("There [[are]] a problem.", fix="There is a problem."),
        Good("There is many a way to do it, and there was two hours left."),
        Good("There are a lot of ways; there are a hotel and a bar; there is news."),
        Good("There are a growing number of ways to do it, he said there."),
    ),
)
def there_is_number(document: Document, i: int) -> Iterator[Match]:
    """“There is” stands before a plural, or “there are” before one thing.

    The verb comes before its subject, and the system has fixed its number before it knows.
    """
    verb = document.word(i + 1)
    if not document.words[i + 1].islower() or not document.has(i + 1, Flag.SPACE) or document.has(i, Flag.QUOTED):
        return
    k = i + 2
    while document.word(k) in ("not", "also", "still", "always", "only", "now", "often", "already", "been"):
        k += 1
    if not document.same_sentence(i, k + 2) or not document.in_prose(i):
        return
    if verb in TO_PLURAL and _many(document, k):
        new = TO_PLURAL[verb]
    elif verb in TO_SINGULAR and _single(document, k):
        new = TO_SINGULAR[verb]
    else:
        return
    message = f"What follows asks for “there {new}”."
    yield Match(document.span(i + 1), message, 0.65, (Fix.write(document.span(i + 1), new),))


def _many(document: Document, k: int) -> bool:
    counted = document.word(k) in COUNTS
    noun = k + counted
    noun += document.tag(noun) == "JJ"
    if document.tag(noun + 1)[:2] in ("NN", "HY") or document.words[noun + 1] in ("-", "/"):
        return False
    return is_plural(document.word(noun), document.tag(noun)) and document.word(k - 1) != "been"


def _single(document: Document, k: int) -> bool:
    if document.word(k) not in ("a", "an", "another"):
        return False
    noun = k + 1 + (document.tag(k + 1) == "JJ")
    rest = {*document.lower[noun + 1 : noun + 12]}
    several = {*document.lower[k : noun + 1]} & QUANTITY_NOUNS or rest & {"and", ",", "or", "of"}
    return document.tag(noun) == "NN" and is_countable(document.word(noun)) and not several


@rule(
    code="WRD031",
    name="one-of-number",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    anchors=("one of",),
    examples=(
        Bad("One of the main reasons [[are]] the costs.", fix="One of the main reasons is the costs."),
        Bad(
            "It is one of the most important [[city]] in the region.",
            fix="It is one of the most important cities in the region.",
        ),
        Bad("He is one of the largest [[producer]] of oil.", fix="He is one of the largest producers of oil."),
        Good("One of the main reasons is the costs, and one of the crew was hurt."),
        Good("It is one of the most important city parks, one of a kind, and one of the oldest."),
        Good("One of the two reasons that are given is wrong, and one of the best-known fish is here."),
    ),
)
def one_of_number(document: Document, i: int) -> Iterator[Match]:
    """After “one of the” stands a singular noun, or a plural verb.

    “One of” asks for a plural noun and a singular verb, and the system mixes the two up.
    """
    if document.tag(i + 2) not in ("DT", "PRP$") or document.word(i + 2) in (
        "a",
        "an",
        "some",
        "this",
        "that",
        "every",
    ):
        return
    k = i + 3
    while document.tag(k) in ("JJ", "JJS", "RBS", "VBN") and k < i + 7:
        k += 1
    if not document.same_sentence(i, k + 1) or not document.words[k].islower() or not document.in_prose(i):
        return
    noun, after = document.word(k), document.word(k + 1)
    superlative = any(document.tag(j) in ("JJS", "RBS") for j in range(i + 3, k))
    if document.has(i, Flag.FIRST) and after in TO_SINGULAR and is_plural(noun, document.tag(k)):
        new = TO_SINGULAR[after]
        message = f"“One” asks for “{new}”, not “{after}”."
        yield Match(document.span(k + 1), message, 0.7, (Fix.write(document.span(k + 1), new),))
    elif superlative and document.tag(k) == "NN" and is_countable(noun) and _noun_ends(document, k):
        new = plural(noun)
        message = f"After “one of” it is “{new}”, not “{noun}”."
        yield Match(document.span(k), message, 0.65, (Fix.write(document.span(k), new),))


def _noun_ends(document: Document, k: int) -> bool:
    """Whether the noun is the last word of its phrase, and not the first of a compound."""
    after = document.word(k + 1)
    if after in ("-", "/", "'s", "and", "or", "&") or not document.has(k, Flag.SPACE):
        return False
    return document.tag(k + 1) in ("IN", "TO", ".", ",", ":", "WDT", "WP", "VBD", "VBZ", "MD", "VBP")


SUBORDINATE = SUBORDINATORS | INDIRECT_QUESTIONS | {"so", "than"}
VERBS_TOO = frozenset("results matters amounts".split())
ONE_THING = tuple(sorted(DISTRIBUTIVES | INDEFINITE_ARTICLES | {"this"}))


def _plural_after_one(document: Document) -> list[int]:
    index, tags, n = document.index, document.tags, len(document.words) - 1
    return sorted(i for word in ONE_THING if word in index for i in index[word] if i < n and tags[i + 1] == "NNS")


@mask_rule(
    code="WRD032",
    name="plural-after-one",
    severity=MINOR,
    mqm="fluency/grammar/agreement",
    candidates=_plural_after_one,
    examples=(
        Bad("He showed us [[a videos]] from May.", fix="He showed us a video from May."),
        Bad("It rests on [[this findings]].", fix="It rests on these findings."),
        Bad("They checked [[every packages]] at the gate.", fix="They checked every package at the gate."),
        Good("He has a means of transport, a savings account and a sports car."),
        Good("This works, and each sells well; they live at a crossroads."),
        Good("This measures the heat. Plan A sells well in a works by the river."),
    ),
)
def plural_after_one(document: Document, i: int) -> Iterator[Match]:
    """A plural stands after a, every, each, another or this.

    The system takes article and noun from different places of the source.
    """
    k, word = i + 1, document.lower[i]
    noun = document.word(k)
    if not document.words[k].islower() or (document.words[i] == "A" and not document.has(i, Flag.FIRST)):
        return
    if not document.same_sentence(i, k + 1) or not document.in_prose(i) or document.has(i, Flag.QUOTED):
        return
    if (
        not is_plural(noun, "NNS")
        or noun in IRREGULAR
        or noun in VERBS_TOO
        or not _noun_ends(document, k)
        or _verb_too(document, i)
    ):
        return
    one = singular(noun)
    this = "These" if document.words[i][0].isupper() else "these"
    if word in ("a", "an"):
        article = "an" if sound(one) == VOWEL else "a"
        new = f"{article.capitalize() if document.words[i][0].isupper() else article} {one}"
    else:
        new = f"{this} {noun}" if word == "this" else f"{document.words[i]} {one}"
    message = f"“{noun}” is a plural and cannot stand after “{word}”."
    yield Match(document.span(i, k), message, 0.6, (Fix.write(document.span(i, k), new),))


def _verb_too(document: Document, i: int) -> bool:
    """Whether what looks like a plural may be the verb: this works, each sells, another claims that."""
    if document.word(i) in ("a", "an", "every"):
        return document.word(i - 1) in ("half", "many", "such", "what", "-", "serie", "three", "triple")
    before = document.word(i - 1)
    if before in SUBORDINATE or (
        before == "of" and document.word(i - 2) in ("any", "none", "all", "some", "most", "much")
    ):
        return True
    return document.has(i, Flag.FIRST) or document.tag(i - 1) not in ("IN", "VB", "VBD", "VBG", "VBN", "VBZ", "VBP")
