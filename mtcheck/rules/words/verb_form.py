"""WRD020 to WRD023: a verb form that its auxiliary does not take."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.document import Document, Flag
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
REGULAR_PAST = {
    past: base
    for past, base in (
        row.split("/")
        for row in """had/have said/say made/make got/get told/tell kept/keep left/leave lost/lose met/meet paid/pay
        sent/send thought/think brought/bring bought/buy built/build caught/catch held/hold heard/hear led/lead
        stood/stand understood/understand won/win felt/feel spent/spend taught/teach sold/sell slept/sleep
        wanted/want""".split()
    )
}
MODALS = ("can", "could", "will", "would", "shall", "should", "must", "cannot", "may", "might")
SUBJECTS = frozenset("i you he she it we they who which there this that".split())
THIRD = {
    third: base
    for third, base in (
        row.split("/")
        for row in """has/have does/do goes/go makes/make says/say gets/get takes/take comes/come gives/give knows/know
        sees/see becomes/become begins/begin brings/bring buys/buy keeps/keep leaves/leave loses/lose meets/meet
        pays/pay sends/send thinks/think understands/understand wins/win feels/feel spends/spend wants/want
        helps/help uses/use finds/find tells/tell asks/ask seems/seem remains/remain allows/allow provides/provide
        continues/continue includes/include follows/follow creates/create speaks/speak reads/read grows/grow
        offers/offer remembers/remember considers/consider appears/appear serves/serve dies/die happens/happen
        reaches/reach decides/decide requires/require supports/support causes/cause affects/affect""".split()
    )
}
BASES_AFTER_BE = frozenset("happen occur belong disappear consist depend arise succeed exist".split())
BETWEEN = frozenset("not n't also never always only still just really even".split())


def _fix(document: Document, i: int, new: str) -> tuple[Fix, ...]:
    return (Fix(f"Write “{new}”", (Edit(document.starts[i], document.ends[i], new),), SUGGEST),)


@rule(
    code="WRD020",
    name="verb-after-modal",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=MODALS,
    examples=(
        Bad("He said it can [[helps]] the poor.", fix="He said it can help the poor."),
        Bad("They would not [[went]] home on Monday.", fix="They would not go home on Monday."),
        Good("He said it can help, and the will has been read."),
        Good("In May it goes on; what we can has been done."),
    ),
)
def verb_after_modal(document: Document, i: int) -> Iterator[Match]:
    """A verb after can, will, must and their kin is not in its base form.

    The source inflects the verb where English must not, and the system carries the ending over.
    """
    if not document.words[i].islower() or document.word(i - 1) not in SUBJECTS:
        return
    k = i + 1
    while document.word(k) in BETWEEN:
        k += 1
    word = document.word(k)
    base = THIRD.get(word) or (IRREGULAR[word][0] if word in IRREGULAR and word not in ("was", "were") else None)
    if base is None or not document.same_sentence(i, k) or k - i > 3 or document.has(k, Flag.CAPITAL):
        return
    message = f"After “{document.words[i]}” the verb is “{base}”, not “{word}”."
    yield Match(document.span(k), message, 0.75, _fix(document, k, base))


@rule(
    code="WRD021",
    name="past-after-did",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=("did",),
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
    if document.word(i + 1) not in ("not", "n't"):
        return
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
    anchors=("has", "have", "had", "'ve"),
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
    while document.word(k) in BETWEEN | {"already"}:
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
    anchors=("is", "are", "was", "were", "been", "being", "'re"),
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
    if word not in BASES_AFTER_BE or not document.same_sentence(i, i + 1) or document.word(i + 2) == "to":
        return
    message = f"“{document.words[i]}” and “{word}” do not go together."
    yield Match(document.span(i, i + 1), message, 0.7)


COMPARATIVES = frozenset(
    """better worse bigger smaller larger higher lower greater older younger longer shorter stronger weaker faster slower
    cheaper easier harder closer deeper richer poorer safer wider hotter colder warmer cleaner heavier quicker
    simpler happier earlier""".split()
)
SUPERLATIVES = frozenset(
    """best worst biggest smallest largest highest lowest greatest oldest youngest longest shortest strongest weakest
    fastest slowest cheapest easiest hardest closest deepest richest poorest safest widest hottest coldest warmest
    cleanest heaviest quickest simplest happiest earliest latest""".split()
)
NEAR_NOUN = frozenset("better worse easier harder cheaper".split())  # "more older people" may be right, these not


@rule(
    code="WRD024",
    name="double-comparative",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=("more", "most"),
    examples=(
        Bad("The new road is [[more wider]] than the old one.", fix="The new road is wider than the old one."),
        Bad("It is the [[most biggest]] bank in town.", fix="It is the biggest bank in town."),
        Good("More older people work, and more smaller firms hire them."),
        Good("What is more, wider roads bring cars; most best-of lists agree."),
    ),
)
def double_comparative(document: Document, i: int) -> Iterator[Match]:
    """A comparative or superlative is marked twice.

    Most languages compare with a word of their own, which the system adds to the ending that English has.
    """
    word, after = document.word(i + 1), document.word(i + 2)
    if not document.same_sentence(i, i + 1) or not document.has(i + 1, Flag.SPACE):
        return
    superlative = document.lower[i] == "most" and word in SUPERLATIVES
    alone = after in ("than", "and", "", ",", ".", ";", ":", "!", "?") or not document.same_sentence(i, i + 2)
    if not superlative and not (document.lower[i] == "more" and word in COMPARATIVES and (alone or word in NEAR_NOUN)):
        return
    if document.word(i - 1) in ("no", "any", "for", "at", "some", "many") or document.word(i - 1) == "the" and alone:
        return
    edit = Edit(document.starts[i], document.starts[i + 1], "")
    fix = Fix(f"Delete “{document.words[i]}”", (edit,), SUGGEST)
    message = f"“{word}” is compared already; “{document.words[i]}” is too much."
    yield Match(document.span(i, i + 1), message, 0.8 if superlative else 0.7, (fix,))


MASS = {
    plural: mass
    for plural, mass in (
        row.split("/")
        for row in """informations/information advices/advice equipments/equipment furnitures/furniture
        knowledges/knowledge homeworks/homework luggages/luggage softwares/software hardwares/hardware
        aircrafts/aircraft spacecrafts/spacecraft machineries/machinery sceneries/scenery jewelries/jewelry
        laughters/laughter violences/violence transportations/transportation childs/children womans/women foots/feet
        tooths/teeth sheeps/sheep datas/data criterias/criteria phenomenas/phenomena medias/media slangs/slang
        baggages/baggage clothings/clothing garbages/garbage ammunitions/ammunition electricities/electricity
        cattles/cattle childrens/children feedbacks/feedback staffs/staff evidences/evidence
        underwears/underwear footwears/footwear weaponries/weaponry firewoods/firewood""".split()
    )
}


@rule(
    code="WRD025",
    name="plural-of-mass-noun",
    severity=MAJOR,
    mqm="fluency/grammar/word-form",
    anchors=tuple(MASS),
    examples=(
        Bad("They gave no [[informations]] to the press.", fix="They gave no information to the press."),
        Bad("Two [[aircrafts]] landed at noon.", fix="Two aircraft landed at noon."),
        Good("They gave no information; the Childs family left."),
        Good("The letter evidences a wish to staff the desk, and he staffs it."),
    ),
)
def plural_of_mass_noun(document: Document, i: int) -> Iterator[Match]:
    """A noun that English does not count has a plural ending.

    The word has a plural in the source.
    """
    word = document.lower[i]
    if not document.words[i].islower() or word in ("evidences", "staffs") and document.tag(i) != "NNS":
        return
    weak = word in ("evidences", "staffs", "feedbacks", "transportations")
    new = MASS[word]
    yield Match(document.span(i), f"English says “{new}”, not “{word}”.", 0.45 if weak else 0.65, _fix(document, i, new))
