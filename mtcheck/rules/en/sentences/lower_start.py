"""SEN004: a small letter after a full stop."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.clauses import has_subject
from mtcheck.languages.en.grammar.sentences import STARTERS
from mtcheck.languages.en.vocabulary import ASKING, CONJUNCTIONS, DETERMINERS, PREPOSITIONS, SAID
from mtcheck.languages.en.words.strangers import english
from mtcheck.languages.en.words.wordlist import UNKNOWN, kind
from mtcheck.lint import (
    MAJOR,
    MINOR,
    SUGGEST,
    Bad,
    BlockKind,
    Document,
    Edit,
    Fix,
    Flag,
    Good,
    Kind,
    Look,
    Match,
    Pos,
    Sentence,
    layer,
    mask_rule,
)
from mtcheck.rules.en.sentences.missing_subject import STARTS as SUBJECTLESS
from mtcheck.text.masks import Mask, columnar
from mtcheck.text.patterns import LazyPattern

AROUND = 80  # tokens of a sentence that are looked at on each side
ENDS = 0.3  # probability of a sentence end
VOWELS = frozenset("aeiouy")
MARKS = {".": "full stop", "?": "question mark", "!": "exclamation mark"}
OPEN = DETERMINERS | PREPOSITIONS | CONJUNCTIONS  # no line that is whole ends in one
SPELLED = ("ie", "eg")  # i.e., e.g.
REPORTING = SAID | {"asked", "replied", "continued"}


SET_APART = Flag.LINK | Flag.EMPHASIS | Flag.STRONG
NUMBER_INSIDE = LazyPattern(r"[a-z]\d[a-z]")  # ffmpeg2theora
LETTERLIKE = LazyPattern("[\u2100-\u214f]")  # ℹ and its like are signs
GREEK = "αβγδεζηθικλμνξοπρστυφχψω"
MEASURES = frozenset("ins mins secs hrs yds lbs pts mil".split())
ITEM = BlockKind.ITEM
NOT_SMALL = Flag.CAPITAL | Flag.UPPER | Flag.MIXED | Flag.NUMBER


@columnar
def _small(document: Document) -> Mask:
    """Small words at the beginning of a sentence, or after a stop and white space, a closing mark between them."""
    small = document.marked(Flag.WORD, without=NOT_SMALL)
    after = small & document.mask(Flag.SPACE)
    after[1:] &= document.mask(Flag.STOP | Flag.CLOSE)[:-1]
    after[:1] = False
    return after | (small & document.mask(Flag.FIRST))


def candidates(document: Document) -> list[int]:
    """Words that begin with a small letter after . ! or ?, or at the beginning of a paragraph."""
    places = _small(document).nonzero()[0].tolist()
    return [i for i in places if document.in_prose(i) and document.words[i][0].islower()]


@mask_rule(
    code="SEN004",
    name="small-letter-after-stop",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    wake=candidates,
    candidates=candidates,
    examples=(
        Bad("The vote was postponed. [[however]], the council will meet again in May.",
            fix="The vote was postponed. However, the council will meet again in May."),
        Bad("They kept a close watch on the border. [[and]] reported every movement.",
            fix="They kept a close watch on the border and reported every movement."),
        Bad("Can we change the plan if we have time? [[is]] it too late?",
            fix="Can we change the plan if we have time? Is it too late?"),
        Bad("[[today]] is not a good day for the harbour.", fix="Today is not a good day for the harbour."),
        Bad("It is late. [[well-known]] people are here.", fix="It is late. Well-known people are here."),
        Bad("“It was a joke.”\n[[hundreds]] of people had believed him.",
            fix="“It was a joke.”\nHundreds of people had believed him."),
        Bad("The harbour was sold.\n[[when]] will they get it back?",
            fix="The harbour was sold.\nWhen will they get it back?"),
        Bad("The house that he bought. [[is]] built of stone, and he likes it.",
            fix="The house that he bought is built of stone, and he likes it."),
        Bad("The man has come. [[is]] the woman here too, and will she stay?",
            fix="The man has come. Is the woman here too, and will she stay?"),
        Bad("In the spring of that year. [[the]] river rose and flooded the town.",
            fix="In the spring of that year the river rose and flooded the town."),
        Bad("The cost of the repairs is paid by Mr. Novak. [[he]] should come on Tuesday.",
            fix="The cost of the repairs is paid by Mr. Novak. He should come on Tuesday."),
        Bad("It was a great day for the whole town! [[the]] children ran home.",
            fix="It was a great day for the whole town! The children ran home."),
        Good("They paid for it in the shop. d Card gave them points for all of that."),
        Bad("They paid for it in the shop. [[a]] card gave them points for all of that.",
            fix="They paid for it in the shop. A card gave them points for all of that."),
        Good("The firm D18 Inc. bought the house. It is empty."),
        Good("The show was called Live! with two hosts."),
        Good("Prices rose by 5 percent vs. last year."),
        Good("They hope to see the singer again. www.example.com/fair has the dates."),
        Good("The house is cold. wet. dark."),
        Good("“Who won?” he asked."),
        Good("The work is done. mod_auth is old. zorvexa will read it; ie. the people here will."),
        Good("The firm said it would sell the unit. 5G networks are its main business."),
        Good("example.com, July 26: The council will vote on the budget."),
        Good("The things that threaten the safety of the children\nare drugs and weapons of all kinds."),
        Good("The price of bread and the\ncost of living rose again in May."),
        Good("The council will vote on the budget next week. dpa"),
        Good("Prices rose again in May.\nphoto: Eva Novak."),
        Good("The helper is short.\ndef add(first, second):\n    return first + second"),
        Good("over the hills and far away\nthe river runs down to the sea."),
        Good("A man who smiles when it rains...\nhas left his coat at home."),
        Good("He may come... it depends on the weather and the roads."),
        Good("The fair closed at 4. 10,000 copies of the book were sold."),
        Good("Stir in 2 tbsp. of sugar and a cup of milk, e. g. from a goat."),
        Good("They weigh 14000-23000. principal component analysis was done."),
        Good("Oh, what a day! what a night we had!"),
        Good("“No, sir! he has been here for many years, and the people of the town know him.”"),
        Good("The doors of the whole town were closed! not a light was seen in the windows of the houses."),
        Good("“You’ll have enough to last you; and as for exercise! why, you’ll get more of it on that ship.”"),
        Bad("Thank you for the help!\n[[then]] I will buy the bread in the other town.",
            fix="Thank you for the help!\nThen I will buy the bread in the other town."),
        Bad("Shall we dance? [[they]] asked us more than once that evening in the old hall.",
            fix="Shall we dance? They asked us more than once that evening in the old hall."),
        Good("Most of us saw it, I think. Shall we dance? is not a film about dancing, it is about life."),
        Good('He has a habit of grinning and saying "Pretty neat, huh?" when he\'s pleased with it.'),
        Good('"The crew of the ship need your help to go on with their journeys!" the advert said.'),
        Good("Before changing the list, run x\nto remove the old files of the town.",
             blocks=(BlockKind.PARAGRAPH,), looks=(("x", Look.CODE),)),
        Good("It earned under four mil. with a nine mil. budget in the end."),
        Good("Was it fear? hunger? greed?"),
        Good("The show Who Wants to Be a Millionaire? is back on the air."),
        Good("Shop at Yahoo! the prices are low."),
        Good("“Who won?” is what everybody wanted to know."),
        Good("“It was the perfect piece of work in a light blue dress.” he said, and left."),
        Good("grain-mill makes flour of all that you feed it.", blocks=(ITEM,), looks=(("grain-mill", Look.LINK),)),
        Good("optional text: A label that the page shows above the list.", blocks=(ITEM,),
             looks=(("optional", Look.STRONG),)),
        Good("Get meadow from the shop. meadow cuts the grass for you.", blocks=(BlockKind.PARAGRAPH,),
             looks=(("meadow", Look.EMPHASIS),)),
        Bad("The name of the farm is The Rest Of It and it is green. [[the]] cows of the farm know it.",
            fix="The name of the farm is The Rest Of It and it is green. The cows of the farm know it.",
            blocks=(BlockKind.PARAGRAPH,), looks=(("The Rest", Look.EMPHASIS),)),
        Good("The farm is shown at the fair. barley-field/gate was opened to let the visitors see it.",
             blocks=(BlockKind.PARAGRAPH,)),
        Bad("The farm is shown at the fair. [[barley-field]]/gate was opened to let the visitors see it.",
            fix="The farm is shown at the fair. Barley-field/gate was opened to let the visitors see it."),
        Good("green/red is the pair of colours that most people of the town know.", blocks=(BlockKind.PARAGRAPH,)),
        Good("link the new object to the old one.\ninvoke the function that the town has made.", blocks=(ITEM,)),
        Bad("[[link]] the new object to the old one.\nInvoke the function that the town has made.",
            fix="Link the new object to the old one.\nInvoke the function that the town has made.", blocks=(ITEM,)),
        Good("title: The town has a guide to all of its old and new houses.", blocks=(BlockKind.PARAGRAPH,)),
        Bad("[[title]]: The town has a guide to all of its houses.",
            fix="Title: The town has a guide to all of its houses."),
        Bad("It is old.\n[[title]]: The town has a guide to all of its houses.",
            fix="It is old.\nTitle: The town has a guide to all of its houses.", blocks=(BlockKind.PARAGRAPH,)),
        Bad("The area is known to them. [[a]] fourth man is in the house.",
            fix="The area is known to them. A fourth man is in the house."),
        Good("The area is known. π is more than three, and it is less than four."),
        Good("The work is done. oats2flour will mill the rest of it, and the people here will eat it."),
        Good("oats2flour is the tool that mills the grain of the town."),
        Good("ℹ the class is set before the client is made. Then it is used."),
        Good("通过 the class it may be set before the client is made. Then it is used."),
        Good("She cleared 4 ft. 6 ins. in the yard, and ran for 5 mins. with her dog."),
        Bad("Prices in the harbour\n[[the]] cost of living rose again in May.",
            fix="Prices in the harbour\nThe cost of living rose again in May."),
    ),
)  # fmt: skip
def small_letter_after_stop(document: Document, i: int) -> Iterator[Match]:
    """A sentence begins with a small letter, or a full stop stands in the middle of one.

    Engines end a sentence too early, or take the first word of the source as if it stood inside.
    """
    if len(document.words[i]) == 1 and document.has(i + 1, Flag.CAPITAL):
        return  # a name: d Card
    if document.word(i + 1) in ("_", ".") or "." in document.words[i] or not english(document.lower[i]):
        return  # a slogan of words, an address, a name that is written small
    if (
        NUMBER_INSIDE.search(document.words[i])
        or document.words[i] in GREEK
        or LETTERLIKE.match(document.words[i])
        or _set_apart(document, i)
    ):
        return
    if document.sentence_of(i).first == i:
        yield from _at_start(document, i)
        return
    stop = i - 2 if document.has(i - 1, Flag.CLOSE) else i - 1
    if document.word(stop) in MARKS and not document.has(stop, Flag.SPACE):
        yield from _after_stop(document, stop, i)


def _set_apart(document: Document, i: int) -> bool:
    """Whether the markup sets the word apart, as a name or a label; of words that begin sentences only here."""
    if document.blocks is not None and (document.word(i + 1) == "/" or (i == 0 and document.word(1) == ":")):
        return True  # a path; title: A Guide, a line that generators read
    word = document.lower[i]
    return document.has(i, SET_APART) if word in STARTERS else word in _words_set_apart(document)


@layer
def _words_set_apart(document: Document) -> frozenset[str]:
    """The words that the markup sets apart somewhere in the document."""
    return frozenset(document.lower[k] for k in document.mask(SET_APART).nonzero()[0].tolist())


def _capital(document: Document, i: int) -> Fix:
    word = document.words[i]
    new = word[0].upper() + word[1:]
    return Fix.write(document.span(i), new)


def _at_start(document: Document, i: int) -> Iterator[Match]:
    sentence, word = document.sentence_of(i), document.words[i]
    if len(sentence.words) < 4 or not document.has(sentence.last, Flag.STOP | Flag.CLOSE):
        return  # a note, a line of code
    if not _after_full_sentence(document, i):
        return  # a line that goes on
    if document.block(i) == BlockKind.ITEM and _small_items(document) > 1:
        return
    message = f"This sentence begins with a small letter: “{word}”."
    yield Match(document.span(i), message, 0.65 if _small_starts(document) == 1 else 0.4, (_capital(document, i),))


def _after_full_sentence(document: Document, first: int) -> bool:
    """Whether the text before, if any, ends in a stop (or is a heading)."""
    if first == 0:
        return True
    before = document.sentence_of(first - 1)
    if document.has(first - 1, Flag.CODE):
        return False  # run, and a block of code, to remove the files
    if before.kind in (Kind.HEADING, Kind.TITLE_CASE, Kind.UPPER_CASE):
        return not _goes_on(document, before)
    return document.has(first - 1, Flag.CLOSE) or document.word(first - 1) in MARKS


def _goes_on(document: Document, line: Sentence) -> bool:
    """Whether a line without a stop is no heading, but goes on in the next: it has a verb, begins small, or ends in a
    word that nothing ends in."""
    finite = any(document.is_pos(k, Pos.FINITE) for k in line.tokens[-AROUND:])
    return finite or document.words[line.first].islower() or document.word(line.last) in OPEN


@layer
def _small_items(document: Document) -> int:
    """How many items of lists begin with a small letter: several do so on purpose."""
    items = (first for (first, _), kind in zip(document.bounds, document.block_list, strict=True) if kind == ITEM)
    return sum(not document.flag_list[i] & (Flag.CAPITAL | Flag.NUMBER | Flag.PUNCT) for i in items)


@layer
def _small_starts(document: Document) -> int:
    """How many sentences begin with a small letter: those of a text of messages do so on purpose."""
    flags = document.flag_list
    return sum(not flags[s.first] & (Flag.CAPITAL | Flag.NUMBER | Flag.PUNCT) for s in document.sentences)


def _after_stop(document: Document, stop: int, i: int) -> Iterator[Match]:
    if not (_after_common_word(document, stop, i) or _asked(document, stop, i) or _starts(document, stop, i)):
        return
    before, word, mark = document.words[stop - 1], document.words[i], document.word(stop)
    sentence = document.sentence_of(i)
    first, last = max(sentence.first, i - AROUND), min(sentence.last, i + AROUND)
    if mark == "!" and _exclaims_on(document, first, stop, i):
        return
    whole = has_subject(document, first, stop - 1) and has_subject(document, i, last)
    if f". {word}" in SUBJECTLESS and document.word(sentence.last) == ".":
        whole = False  # a capital would be a new mistake
    fixes, severity = [_capital(document, i)], MINOR
    if stop == i - 1 and mark == ".":
        join = Edit(document.starts[stop], document.ends[i], f" {word}")
        fixes.insert(int(whole), Fix(f"Delete the stop: “{before} {word}”", (join,), SUGGEST))
        severity = MINOR if whole else MAJOR
    message = f"A small letter follows the {MARKS[mark]}: “{before}{mark} {word}”."
    yield Match(document.span(i), message, 0.85 if mark == "." else 0.65, tuple(fixes), severity=severity)


def _exclaims_on(document: Document, first: int, stop: int, i: int) -> bool:
    """Whether the mark, on the same line, does not end the sentence, as in older prose: no, sir! he has been here; not
    a door was open! not a light burned; how glad we were! why, how kind it is."""
    if "\n" in document.text[document.ends[stop] : document.starts[i]]:
        return False
    if not any(document.is_pos(k, Pos.FINITE) for k in range(first, stop)):
        return True
    return document.is_pos(i, Pos.WH) or document.word(i) == "not"


def _after_common_word(document: Document, stop: int, i: int) -> bool:
    """Whether a full stop follows a common word, which is no abbreviation."""
    before = document.word(stop - 1)
    if len(before) < 3 or VOWELS.isdisjoint(before) or document.has(stop - 1, Flag.CAPITAL):
        return False
    if before in MEASURES and (document.has(stop - 2, Flag.NUMBER) or document.tag(stop - 2) == "CD"):
        return False
    return document.word(stop) == "." and kind(before) != UNKNOWN and _together(document, stop, i)


def _asked(document: Document, stop: int, i: int) -> bool:
    """Whether a question ends here, no title (Who Wants to Know?; Shall we dance? is a film), and a word follows that
    begins another."""
    asked = document.word(stop) == "?" and document.word(i) in ASKING
    if document.is_pos(i, Pos.FINITE) and "?" not in document.words[i : document.sentence_of(i).last + 1]:
        return False
    return asked and not document.has(stop - 1, Flag.CAPITAL) and _together(document, stop, i)


def _together(document: Document, stop: int, i: int) -> bool:
    """Whether no quotation ends between the stop and the word."""
    return document.has(i, Flag.QUOTED) == document.has(stop - 1, Flag.QUOTED)


def _starts(document: Document, stop: int, i: int) -> bool:
    """Whether a word follows that begins sentences where the reading model ends one, after a name, a number or a
    quotation too."""
    if document.word(i) not in STARTERS or document.word(i + 1) in REPORTING or document.word(stop - 1) in SPELLED:
        return False
    named = document.word(stop) != "." and document.has(stop - 1, Flag.CAPITAL)  # Yahoo! and its like
    if document.word(stop) != "." and document.has(i - 1, Flag.CLOSE) and not document.has(i, Flag.NEWLINE):
        return False  # he says “Pretty neat, huh?” when he is pleased
    return document.boundary[stop] > ENDS and not named
