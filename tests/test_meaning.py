"""Sentence embeddings (the extra `align`): what they find, and that nothing changes without them."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec

import pytest

import mtcheck
from mtcheck.bitext import meaning
from mtcheck.bitext.distance import distance
from mtcheck.bitext.language import language_data
from mtcheck.bitext.pair import Pair
from mtcheck.bitext.source import Source
from mtcheck.checking.settings import Settings
from mtcheck.languages import language
from mtcheck.reading.base import Segment
from mtcheck.run.cache import rules_hash
from mtcheck.run.segments import check_segments
from mtcheck.text.spans import Span

pytestmark = pytest.mark.align
installed = pytest.mark.skipif(find_spec(meaning.PACKAGE) is None, reason="the extra mtcheck[align] is not installed")

PAIRS = (
    ("Der Bäcker öffnet jeden Morgen sehr früh seinen Laden.", "The baker opens his shop very early every morning."),
    ("Die Kinder spielten den ganzen Nachmittag im Garten.", "The children played in the garden all afternoon."),
    ("Der alte Fluss fließt langsam durch das weite Tal.", "The old river flows slowly through the wide valley."),
    ("Niemand wusste, warum die Fenster offen standen.", "Nobody knew why the windows were open."),
    ("Die Ärztin riet ihm, weniger Salz zu essen.", "The doctor advised him to eat less salt."),
    ("Am Abend wurde die Musik auf dem Platz lauter.", "In the evening the music on the square grew louder."),
    ("Der Richter ließ die Zeugen noch einmal kommen.", "The judge had the witnesses come once more."),
    ("Im Winter bleiben die Wege oft wochenlang vereist.", "In winter the paths often stay icy for weeks."),
)
WRONG = "My grandmother never liked the taste of bitter coffee."


@pytest.fixture
def nothing_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "find_spec", lambda name: None)


@pytest.fixture
def no_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*args: object, **more: object) -> None:
        raise AssertionError("something asked for the network")

    meaning._encoder.cache_clear()
    meaning._kept.clear()
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    yield


def segments(wrong: int | None = None) -> list[Segment]:
    return [Segment(str(k), s, WRONG if k == wrong else t) for k, (s, t) in enumerate(PAIRS)]


def found(wrong: int | None, lang: str = "de") -> list[tuple[str, str]]:
    """(segment, code) of what is said of sentences that are missing, added or wrong."""
    checked = check_segments(iter(segments(wrong)), Settings(source_lang=lang, select=("BOM",)))
    at = {s.target.start: s.id for s in checked.segments}
    return [(at[f.span.start], f.code) for f in checked.findings]


def article(english: list[str]) -> Pair:
    text = "\n\n".join(english)
    return Pair(language("en").analyse(text, {}), Source("\n\n".join(s for s, _ in PAIRS), language_data("de")))


@installed
def test_a_wrong_sentence_is_found_without_a_name_or_a_number_in_it(no_network: None) -> None:
    assert found(None) == []
    assert found(5) == [("5", "BOM004")]


@installed
def test_neighbours_that_slipped_are_found() -> None:
    slipped = [Segment(str(k), s, PAIRS[k - 1][1]) for k, (s, _) in enumerate(PAIRS)]
    checked = check_segments(iter(slipped), Settings(source_lang="de", select=("BOM004",)))
    assert len(checked.findings) == len(PAIRS)


@installed
def test_a_paragraph_of_the_same_length_is_known_as_added() -> None:
    english = [t for _, t in PAIRS]
    pair = article([*english[:3], WRONG, *english[3:]])
    alone = [b.target_text for b in pair.beads if b.source is None]
    assert alone == [WRONG]
    assert all(b.sentences == (1, 1) for b in pair.beads if b.source)


@installed
def test_a_paragraph_that_is_missing_is_known() -> None:
    english = [t for _, t in PAIRS]
    pair = article([*english[:3], *english[4:]])
    assert [b.source_text for b in pair.beads if b.target is None] == [PAIRS[3][0]]


@pytest.mark.parametrize(
    ("close", "english", "want"),
    [
        (0.0, "Nobody knew why the windows were open.", ["BOM004"]),
        (0.2, "Nobody knew why the windows were open.", []),
        (0.2, "Old Sylvana Nyqvist gave Mbeki the letter one evening in 1994.", ["BOM004"]),
        (0.5, "Old Sylvana Nyqvist gave Mbeki the letter one evening in 1994.", []),
    ],
)
def test_names_decide_only_where_the_meaning_is_in_doubt(
    monkeypatch: pytest.MonkeyPatch, close: float, english: str, want: list[str]
) -> None:
    monkeypatch.setattr(meaning, "known", lambda code: True)
    monkeypatch.setattr(meaning, "closeness", lambda sources, targets: [close] * len(sources))
    source = "Im Jahr 2011 kaufte Walmark die alte Fabrik in Ostrau."
    checked = check_segments(iter([Segment("1", source, english)]), Settings(source_lang="de", select=("BOM004",)))
    assert [f.code for f in checked.findings] == want


@installed
def test_a_lone_pair_is_judged_by_itself() -> None:
    near, apart = meaning.closeness([PAIRS[0][0]], [PAIRS[0][1]]), meaning.closeness([PAIRS[0][0]], [WRONG])
    assert near[0] > meaning.APART > apart[0]
    assert meaning.closeness([], []) == []


@installed
def test_each_sentence_is_encoded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    encode = meaning._encoder()

    def counted(texts: list[str]) -> object:
        asked.extend(texts)
        return encode(texts)

    monkeypatch.setattr(meaning, "_encoder", lambda: counted)
    meaning._kept.clear()
    assert min(article([t for _, t in PAIRS]).closeness.values()) > meaning.APART
    assert sorted(asked) == sorted(x for pair in PAIRS for x in pair)


@installed
def test_many_vectors_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "KEPT", 3)
    for text in "abcdef":
        meaning.vectors([text])
    assert len(meaning._kept) <= 3


def test_a_language_that_the_encoder_lacks_is_left_to_lengths_and_anchors() -> None:
    assert not any(meaning.known(code) for code in ("cs", "he", "hi", "uk", "en"))
    pair = Pair(language("en").analyse("Yes.", {}), Source("Ano.", language_data("cs")))
    assert pair.closeness == {}


def test_without_the_extra_nothing_is_known(nothing_installed: None) -> None:
    assert not meaning.known("de")
    assert found(None) == []
    assert article([t for _, t in PAIRS]).closeness == {}


def test_what_is_kept_depends_on_it(monkeypatch: pytest.MonkeyPatch) -> None:
    rules_hash.cache_clear()
    own = rules_hash()
    rules_hash.cache_clear()
    monkeypatch.setattr("mtcheck.run.cache.edition", lambda: "another")
    assert rules_hash() != own
    rules_hash.cache_clear()


@pytest.mark.parametrize(
    "check", ["mtcheck.check('The council met.')", "mtcheck.check('It rains.', source='Prší.', settings=S)"]
)
def test_it_is_imported_only_when_it_is_needed(check: str) -> None:
    code = (
        "import sys, mtcheck; from mtcheck.checking.settings import Settings; S = Settings(source_lang='cs')\n"
        f"{check}; assert {meaning.PACKAGE!r} not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@installed
def test_half_of_a_sentence() -> None:
    """A translation that is nearer to one half of its source than to all of it has lost the other half; one that is as
    short and says all has not."""
    source = "Der Bäcker öffnet jeden Morgen sehr früh seinen Laden, und die Kinder spielen den ganzen Tag im Garten."
    whole, half = "The baker opens at dawn, and the children play in the garden all day.", "The baker opens very early."
    for text, found in ((whole, False), (half, True)):
        more = [Segment(f"{n}{s.id}", s.source, s.target) for n in range(3) for s in segments()]
        checked = check_segments([*more, Segment("long", source, text)], Settings(source_lang="de"))
        assert any(f.code == "BOM005" for f in checked.findings) == found


ARTICLE = "\n\n".join(s for s, _ in PAIRS), "\n\n".join(t for _, t in PAIRS)


def far(source: str, target: str, lang: str = "de") -> float | None:
    return distance(Pair(language().analyse(target, {}), Source.of(source, lang)))


@installed
@pytest.mark.parametrize(
    ("said", "instead"),
    [
        ("The baker opens his shop", "The baker closes his shop"),
        ("played in the garden all afternoon", "played in the garden"),
        ("The judge had the witnesses come once more.", ""),
        ("the paths often stay icy for weeks", "the expensive paths often stay icy for weeks"),
        ("Nobody knew why", "Everybody knew why"),
    ],
)
def test_what_says_something_else_is_farther_from_its_source(said: str, instead: str) -> None:
    source, good = ARTICLE
    whole, changed = far(source, good), far(source, good.replace(said, instead))
    assert whole is not None and changed is not None
    assert 0 < whole < changed < 1


@installed
def test_of_two_translations_without_findings_the_nearer_one_is_ranked_first() -> None:
    source, good = PAIRS[0]
    first, second = (
        mtcheck.check(text, source=source, settings=Settings(source_lang="de"))
        for text in (good, good.replace("shop", "car"))
    )
    assert not first.findings and not second.findings
    assert (first.score.value or 0) > (second.score.value or 0) > 99.9


@installed
def test_another_source_is_as_far_as_can_be() -> None:
    assert far("", ARTICLE[1]) == 1


def test_nobody_knows_how_far_without_the_extra(nothing_installed: None) -> None:
    assert far(*ARTICLE) is None


def test_nobody_knows_how_far_in_a_language_that_the_encoder_does_not() -> None:
    assert far(*ARTICLE, lang="cs") is None


def test_pairs_of_a_bilingual_file_are_not_asked() -> None:
    source, target = ARTICLE
    document = language().analyse(target, {})
    given = ((Span(0, len(source)), Span(0, len(target))),)
    assert distance(Pair(document, Source.of(source, "de"), segmented=True, segments=given)) is None
