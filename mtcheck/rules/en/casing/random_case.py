"""CAP003: capitals inside a common word."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.lexicon import usually_small
from mtcheck.lint import MINOR, Bad, BlockKind, Document, Fix, Flag, Good, Look, Match, Span, mask_rule

LEAST = 4  # letters
OFTEN = 0.3  # share of a word's occurrences that are small


CLITICS = ("'s", "'re", "'ve", "'ll", "'m", "'d", "n't")


def candidates(document: Document) -> list[int]:
    """Words with a capital after a small letter, and 's and its kin with one."""
    mixed = document.marked(Flag.MIXED | Flag.WORD).nonzero()[0].tolist()
    clitics = [i for word in CLITICS for i in document.index.get(word, ()) if not document.words[i].islower()]
    return sorted({*mixed, *clitics})


@mask_rule(
    code="CAP003",
    name="random-case",
    severity=MINOR,
    mqm="fluency/spelling/capitalization",
    wake=candidates,
    candidates=candidates,
    examples=(
        Bad("The [[securitY]] of the border was discussed.", fix="The security of the border was discussed."),
        Bad("Several [[BodieS]] will take part in the talks.", fix="Several Bodies will take part in the talks."),
        Bad("[[Spain'S]] foreign ministry said so.", fix="Spain's foreign ministry said so."),
        Bad("They [[didn’T]] know it.", fix="They didn’t know it."),
        Good("DONALD'S plan and A'S plan are old."),
        Good("It has good tools for sound, most of all the tuneR of our team.", blocks=(BlockKind.PARAGRAPH,),
             looks=(("tuneR", Look.LINK),)),
        Good("She sold her iPhone and opened a YouTube channel."),
        Good("The lander InSight sent its first picture, and SpaceX cheered."),
        Good("The magazine ScenE began in 1999. In ScenE the first charts were printed."),
        Good("She plays WoW at night, in the room of a world-clasS hotel."),
    ),
)  # fmt: skip
def random_case(document: Document, i: int) -> Iterator[Match]:
    """A common word has a capital letter in its middle or at its end.

    Engines that cut words into pieces put a piece with a capital where a small one belongs.
    """
    word = document.words[i]
    lower = document.word(i)
    if lower in CLITICS:
        yield from _clitic(document, i)
        return
    if document.has(i, Flag.LINK) and not document.has(i - 1, Flag.LINK) and not document.has(i + 1, Flag.LINK):
        return  # a link of one word names a thing: [tuneR](…)
    inner = next(k for k in range(1, len(word)) if word[k].isupper())
    if len(word) < LEAST or not word.isalpha() or usually_small(lower) < OFTEN:
        return
    if inner < len(word) - 1 or any(document.words[k] == word for k in document.index[lower] if k != i):
        return  # a capital in the middle makes a brand (YouTube); at the end hardly ever, if it comes only once
    new = word[0] + lower[1:]
    fix = Fix.write(document.span(i), new)
    yield Match(document.span(i), f"“{word}” has a stray capital inside: “{new}”.", 0.8, (fix,))


def _clitic(document: Document, i: int) -> Iterator[Match]:
    """The capital of 's or its kin after a word that is not all in capitals: Spain'S, as title case makes it."""
    before, at, end = document.words[i - 1], document.starts[i - 1], document.ends[i]
    if i == 0 or before.isupper() or document.has(i, Flag.SPACE):
        return
    text = document.text[at:end]
    new = before + document.text[document.starts[i] : end].lower()
    yield Match(Span(at, end), f"“{text}” has a stray capital: “{new}”.", 0.8, (Fix.write(Span(at, end), new),))
