"""SEN007: two sentences run together, the second with a small letter."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clauses import SUBORDINATORS, clauses, finite_after
from mtcheck.languages.en.vocabulary import ARTICLES, COORDINATORS, DEMONSTRATIVES
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Flag, Good, Match, Pos, mask_rule

# No pronouns: after a noun they mostly begin a relative clause without "that" (the prices it offers).
STARTERS = ARTICLES | DEMONSTRATIVES - {"that"}
MARKS = frozenset((",", ";", ":", "—", "–", "-", "(", ")", "“", "”", '"'))
NO_START = Flag.CAPITAL | Flag.FIRST | Flag.NEWLINE | Flag.QUOTED
LIKELY = 0.85  # probability of a sentence end before the word, by the reading model
REACH = 40  # tokens looked at on each side
SUBJECT = 6  # tokens within which the second sentence has its verb
# A noun that takes a clause of its own (the fact it lost), or none at all (in the end the talks failed).
CLAUSE_NOUNS = frozenset(
    """fact feeling idea hope fear belief claim news reports way time times moment day days year years week month night
    reason place someone something everything all case future end beginning hand hours first last once""".split()
)
OPENERS = SUBORDINATORS | COORDINATORS
TELLING = ("tell", "tells", "told")
COMPLEMENT = Pos.DETERMINER | Pos.NOUN | Pos.NAME | Pos.POSSESSIVE | Pos.ADJECTIVE | Pos.PRONOUN | Pos.NUMBER


def candidates(document: Document) -> list[int]:
    """Small words that often begin a sentence, where the model would end one before them."""
    lower, flags, inside = document.lower, document.flag_list, Flag.SPACE | NO_START
    starts = [i + 1 for i in (document.boundary[:-1] > LIKELY).nonzero()[0].tolist()]
    return [i for i in starts if lower[i] in STARTERS and flags[i] & inside == Flag.SPACE]


@mask_rule(
    code="SEN007",
    name="run-on-sentence",
    severity=MAJOR,
    mqm="fluency/grammar/sentence-structure",
    candidates=candidates,
    examples=(
        Bad("The festival ended with a concert in the old castle [[the]] next one will take place in Rome.",
            fix="The festival ended with a concert in the old castle. The next one will take place in Rome."),
        Bad("We live in a small house by the sea [[the]] rent is very low and the garden is large.",
            fix="We live in a small house by the sea. The rent is very low and the garden is large."),
        Bad("He likes bread and the milk from the farm [[the]] shop has a large garden.",
            fix="He likes bread and the milk from the farm. The shop has a large garden."),
        Bad("The members say that the report was not published [[the]] reason is a lack of money.",
            fix="The members say that the report was not published. The reason is a lack of money."),
        Good("The committee has published the report the members wanted in March."),
        Good("The town was built by the king and in 1423 it was given a market and a hall."),
        Good("In the end the members gave the committee a second chance."),
        Good("The head of the project told Harbour.info the claims of the ministry are false and harm the town."),
        Good("There is every reason to doubt the old story the town hall is telling does not show the full picture."),
        Good("The house is old and by throwing in a coin the tourists cannot save it."),
        Good("The plan is old, so by throwing in a coin the tourists cannot save it."),
        Good("It is not strange that on at least two occasions the council has voted against it."),
        Good("This is also the first year the awards will have a prize for the best song of the town."),
        Good("To sell the land near the harbour the town needs the help of the king."),
        Good("He opened the door of the house the moment when the clock struck ten."),
        Good("The firm will publish a plan for the town this morning on the opening of the harbour."),
        Good("They left the town The king had sold the harbour to the council."),
        Good("We want you to think of the benefits a lab can bring your firm. Putting together this list is hard."),
        Good("She is sure they will publish the report before the vote."),
    ),
)  # fmt: skip
def run_on_sentence(document: Document, i: int) -> Iterator[Match]:
    """A sentence begins in the middle of another one, without a stop and without a capital.

    Engines lose the stop, and with it the reason for the capital.
    """
    if not _joins_two_clauses(document, i):
        return
    word = document.words[i]
    capital = word[0].upper() + word[1:]
    edit = Edit(document.ends[i - 1], document.ends[i], f". {capital}")
    message = f"A new sentence seems to begin at “{word}”, without a full stop before it."
    confidence = min(0.85, 0.35 + 0.5 * float(document.boundary[i - 1]))
    yield Match(document.span(i), message, confidence, (Fix(f"End the sentence before “{word}”", (edit,), SUGGEST),))


def _joins_two_clauses(document: Document, i: int) -> bool:
    """Whether a whole clause stands on each side of the place before token i, and neither needs the other."""
    sentence = document.sentence_of(i)
    first, last = max(sentence.first, i - REACH), min(sentence.last, i + REACH)
    if (
        not document.is_pos(i - 1, Pos.NOUN | Pos.NAME | Pos.ADVERB | Pos.NUMBER | Pos.PARTICIPLE)
        or document.word(i - 1) in CLAUSE_NOUNS
    ):
        return False
    left, right = _back(document, i - 1, first), _ahead(document, i, last)
    if not clauses(document, left, i - 1).main or not clauses(document, i, right).main:
        return False
    verb = finite_after(document, i, right, SUBJECT)
    if _another_verb(document, verb) or _told(document, i - 1, left):
        return False
    return verb > 0 and _has_complement(document, verb, right)


def _another_verb(document: Document, verb: int) -> bool:
    """Whether a finite verb follows the verb group: a body the group says is hers; the story they are telling does."""
    j = verb + 1
    while document.is_pos(j, Pos.PARTICIPLE | Pos.GERUND | Pos.BASE | Pos.ADVERB):
        j += 1
    return document.is_pos(j, Pos.FINITE)


def _told(document: Document, last: int, first: int) -> bool:
    """Whether whom somebody tells something stands before, and what he tells follows: told the paper the claims are."""
    for j in range(last, first - 1, -1):
        if document.is_pos(j, Pos.VERB):
            return document.word(j) in TELLING
    return False


def _back(document: Document, i: int, first: int) -> int:
    """The beginning of the clause that holds token i: after a mark, or after a conjunction before a phrase (and in
    1423 it was sold)."""
    while i > first and document.word(i - 1) not in MARKS:
        if document.word(i - 1) in OPENERS and document.is_pos(i, Pos.PREPOSITION):
            break
        i -= 1
    return i


def _ahead(document: Document, i: int, last: int) -> int:
    while i < last and document.word(i + 1) not in MARKS:
        i += 1
    return i


def _has_complement(document: Document, verb: int, last: int) -> bool:
    """Whether something follows the verb that it governs: a relative clause without "that" has a gap there."""
    j = verb + 1
    while document.is_pos(j, Pos.VERB | Pos.ADVERB):
        j += 1
    return document.is_pos(j, COMPLEMENT)
