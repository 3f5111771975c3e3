"""WRD020 to WRD023: a verb form that its auxiliary does not take."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document, Flag
from mtcheck.english.pairs import pairs
from mtcheck.findings import MAJOR, SUGGEST, Edit, Fix
from mtcheck.rule import Bad, Good, Match, rule

# past form: (base, participle); only those whose past differs from both and is hardly a noun.
IRREGULAR = {
    past: (base, participle)
    for past, base, participle in (
        row.split("/")
        for row in """went/go/gone came/come/come took/take/taken gave/give/given knew/know/known ate/eat/eaten
        wrote/write/written spoke/speak/spoken became/become/become began/begin/begun drove/drive/driven
        flew/fly/flown grew/grow/grown threw/throw/thrown chose/choose/chosen broke/break/broken forgot/forget/forgotten
        wore/wear/worn sang/sing/sung swam/swim/swum shook/shake/shaken stole/steal/stolen drank/drink/drunk
        hid/hide/hidden did/do/done was/be/been were/be/been""".split()
    )
}
# past form: base, where past and participle are alike.
REGULAR_PAST = pairs(
    """had/have said/say made/make got/get told/tell kept/keep left/leave lost/lose met/meet paid/pay
        sent/send thought/think brought/bring bought/buy built/build caught/catch held/hold heard/hear led/lead
        stood/stand understood/understand won/win felt/feel spent/spend taught/teach sold/sell slept/sleep
        wanted/want"""
)
MODALS = ("can", "could", "will", "would", "shall", "should", "must", "cannot", "may", "might")
SUBJECTS = frozenset("i you he she it we they who which there this that".split())
THIRD = pairs(
    """has/have does/do goes/go makes/make says/say gets/get takes/take comes/come gives/give knows/know
        sees/see becomes/become begins/begin brings/bring buys/buy keeps/keep leaves/leave loses/lose meets/meet
        pays/pay sends/send thinks/think understands/understand wins/win feels/feel spends/spend wants/want
        helps/help uses/use finds/find tells/tell asks/ask seems/seem remains/remain allows/allow provides/provide
        continues/continue includes/include follows/follow creates/create speaks/speak reads/read grows/grow
        offers/offer remembers/remember considers/consider appears/appear serves/serve dies/die happens/happen
        reaches/reach decides/decide requires/require supports/support causes/cause affects/affect"""
)
BE = ("is", "are", "was", "were", "been", "being", "'re")
BASES_AFTER_BE = ("happen", "occur", "belong", "disappear", "consist", "depend", "arise", "succeed", "exist")
BETWEEN = frozenset("not n't also never always only still just really even".split())
HAVE = ("has", "have", "had", "'ve")
AFTER_HAVE = BETWEEN | {"already"}


def _fix(document: Document, i: int, new: str) -> tuple[Fix, ...]:
    return (Fix(f"Write “{new}”", (Edit(document.starts[i], document.ends[i], new),), SUGGEST),)


@rule(
    code="WRD020",
    name="verb-after-modal",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(f"{subject} {modal}" for subject in sorted(SUBJECTS) for modal in MODALS),
    examples=(
        Bad("He said it can [[helps]] the poor.", fix="He said it can help the poor."),
        Bad("They would not [[went]] home on Monday.", fix="They would not go home on Monday."),
        Good("He said it can help, and the will has been read."),
        Good("In May it goes on; all that can be done has been done."),
    ),
)
def verb_after_modal(document: Document, i: int) -> Iterator[Match]:
    """A verb after can, will, must and their kin is not in its base form.

    The source inflects the verb where English must not, and the system carries the ending over.
    """
    modal = i + 1
    if not document.words[modal].islower():
        return
    k = modal + 1
    while document.word(k) in BETWEEN:
        k += 1
    word = document.word(k)
    base = THIRD.get(word) or (IRREGULAR[word][0] if word in IRREGULAR and word not in ("was", "were") else None)
    if base is None or not document.same_sentence(modal, k) or k - modal > 3 or document.has(k, Flag.CAPITAL):
        return
    message = f"After “{document.words[modal]}” the verb is “{base}”, not “{word}”."
    yield Match(document.span(k), message, 0.75, _fix(document, k, base))


@rule(
    code="WRD021",
    name="past-after-did",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=("did not", "did n't"),
    examples=(
        Bad("The firm did not [[went]] bankrupt.", fix="The firm did not go bankrupt."),
        Bad("They didn't [[wanted]] to leave.", fix="They didn't want to leave."),
        Good("The firm did not go bankrupt; what it did made sense."),
        Good("She did not, he said, want to leave."),
    ),
)
def past_after_did(document: Document, i: int) -> Iterator[Match]:
    """A verb after did not stands in the past once more.

    Both words of the pair carry the past over from one verb of the source.
    """
    k = i + 2 + (document.word(i + 2) in BETWEEN)
    word = document.word(k)
    base = REGULAR_PAST.get(word) or (IRREGULAR[word][0] if word in IRREGULAR else None)
    if base is None or not document.same_sentence(i, k):
        return
    yield Match(document.span(k), f"After “did not” the verb is “{base}”, not “{word}”.", 0.8, _fix(document, k, base))


@rule(
    code="WRD022",
    name="past-after-have",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(f"{have} {word}" for have in HAVE for word in (*IRREGULAR, *AFTER_HAVE)),
    examples=(
        Bad("The price has [[went]] up again.", fix="The price has gone up again."),
        Bad("They have never [[spoke]] about it.", fix="They have never spoken about it."),
        Good("The price has gone up; what he had was lost."),
        Good("Whatever they have, went the saying, they share."),
    ),
)
def past_after_have(document: Document, i: int) -> Iterator[Match]:
    """The past form stands after have, has or had, where English has the participle.

    The system knows the word that is most frequent for the verb and forgets its third form.
    """
    k = i + 1
    while document.word(k) in AFTER_HAVE:
        k += 1
    word = document.word(k)
    if word not in IRREGULAR or word in ("was", "were", "did", "broke", "hid") or not document.same_sentence(i, k):
        return
    participle = IRREGULAR[word][1]
    message = f"After “{document.words[i]}” it is “{participle}”, not “{word}”."
    yield Match(document.span(k), message, 0.75, _fix(document, k, participle))


@rule(
    code="WRD023",
    name="base-after-be",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(f"{be} {verb}" for be in BE for verb in BASES_AFTER_BE),
    examples=(
        Bad("Nobody knows what [[was happen]] that night."),
        Good("All they can do is happen to be there; what was to happen came."),
        Good("Nobody knows what happened; it is a depend-on-nobody plan."),
    ),
)
def base_after_be(document: Document, i: int) -> Iterator[Match]:
    """A bare verb stands after a form of be.

    The system translates the tense and the verb apart and joins what does not fit.
    """
    word = document.word(i + 1)
    if not document.same_sentence(i, i + 1) or document.word(i + 2) == "to":
        return
    message = f"“{document.words[i]}” and “{word}” do not go together."
    yield Match(document.span(i, i + 1), message, 0.7)
