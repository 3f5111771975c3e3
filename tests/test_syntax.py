"""The syntax layer: phrases, verb groups, clauses, attachment, coordination and speech, by arcs and by tags alone."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from mtcheck.languages.en import analyse
from mtcheck.languages.en.grammar.syntax import Clause, Number, Phrase, Syntax, VerbGroup, outline, syntax
from mtcheck.languages.en.model import parsed
from mtcheck.languages.en.model.parser import Parse, parse_each
from mtcheck.text.document import Document

BOTH = pytest.mark.parametrize("read", [syntax, outline])


def text_of(found: Syntax, phrase: Phrase | None) -> str | None:
    """The words of a phrase."""
    return found.document.slice(phrase.first, phrase.last) if phrase else None


def verbs_of(found: Syntax, group: VerbGroup) -> str:
    """The verbs of a group, without what stands between them."""
    return " ".join(found.document.words[v] for v in group.verbs)


def clause_at(found: Syntax, verb: str) -> Clause:
    """The clause of the first token with this text."""
    clause = found.clause_of(found.document.words.index(verb))
    assert clause is not None
    return clause


@BOTH
def test_noun_phrases(read: Callable[[Document], Syntax]) -> None:
    found = read(analyse("The newly elected mayor's three old bridges, a big, ugly tower and these plans helped us."))
    phrases = [(text_of(found, p), p.number) for p in found.phrases()]
    assert phrases == [
        ("The newly elected mayor's three old bridges", Number.PLURAL),
        ("a big, ugly tower", Number.SINGULAR),
        ("these plans", Number.PLURAL),
        ("us", Number.EITHER),
    ]
    first = next(found.phrases())
    assert found.document.words[first.head] == "bridges"
    assert found.document.words[first.determiner] == "'s"


@BOTH
def test_where_noun_phrases_begin_and_end(read: Callable[[Document], Syntax]) -> None:
    found = read(
        analyse(
            "In the year 35 houses were built. In 2007 the old boat-building town lost a 16-year-old boy. "
            "It is full of ever new words."
        )
    )
    assert [text_of(found, p) for p in found.phrases()] == [
        "the year",
        "35 houses",
        "2007",
        "the old boat-building town",
        "a 16-year-old boy",
        "It",
        "ever new words",
    ]


def test_lookups() -> None:
    found = syntax(analyse("The old dog saw a cat. It ran."))
    dog, cat = found.phrase_at(1), found.phrase_from(4)
    assert text_of(found, dog) == "The old dog"
    assert dog == found.phrase_ending(2) == found.phrase_from(0) == found.subject_of(3)
    assert text_of(found, cat) == "a cat"
    assert found.phrase_ending(1) is None
    assert found.phrase_from(1) is None
    assert found.phrase_at(3) is None
    assert clause_at(found, "saw").object == cat
    assert found.clause_of(2) == found.clause_of(5) == clause_at(found, "saw")
    assert text_of(found, clause_at(found, "ran").subject) == "It"
    for i in (-1, 99):
        assert [found.phrase_at(i), found.group_at(i), found.clause_of(i), found.subject_of(i)] == [None] * 4
    assert found.sentence(7).clauses == []
    assert len(list(found.clauses())) == 2


def test_clauses_are_found_as_if_one_walked_through_all_of_them() -> None:
    """They are looked up, since a sentence may have ten thousand."""
    text = (
        "When the man who sold it had left, did she know that he and his wife, whom they saw, would come and stay, "
        "as was said in the letter that the bank sent and the council read but never answered, if it ever came? Rain."
    )
    for found in (outline(analyse(text)), syntax(analyse(text))):
        for i in range(len(found.document)):
            parts = found.sentence(found.document.sentence_list[i])
            holding, before = None, None
            for clause in parts.clauses:
                own = [p for p in (clause.subject, clause.object) if p and not (clause.shared and p is clause.subject)]
                if i in clause.group.verbs or any(p.first <= i <= p.last for p in own):
                    holding = holding or clause
                if min([clause.group.first, *(p.first for p in own)]) < i:
                    before = clause
            assert found.clause_of(i) == (holding or before)
            assert found.clause_with(i) == next((c for c in parts.clauses if i in c.group.verbs), None)
            assert found.group_at(i) == next((g for g in parts.groups if i in g.verbs), None)


@pytest.mark.parametrize(
    ("text", "verbs", "tense", "aspect", "passive"),
    [
        ("She wrote it.", "wrote", "past", "simple", False),
        ("She has never been seen there.", "has been seen", "present", "perfect", True),
        ("They had been working here.", "had been working", "past", "perfect progressive", False),
        ("It will not be sold.", "will be sold", "future", "simple", True),
        ("The house is being built.", "is being built", "present", "progressive", True),
        ("He can certainly swim.", "can swim", "present", "simple", False),
        ("We do n't know it.", "do know", "present", "simple", False),
        ("Has the mayor already left the town?", "Has left", "present", "perfect", False),
    ],
)
def test_verb_groups(text: str, verbs: str, tense: str, aspect: str, passive: bool) -> None:
    for read in (syntax, outline):
        found = read(analyse(text))
        group = found.sentence(0).groups[0]
        assert verbs_of(found, group) == verbs
        assert (group.tense, group.aspect, group.passive) == (tense, aspect, passive)
        assert group.finite == group.verbs[0]
        assert (group.modal >= 0) == (found.document.words[group.verbs[0]] in ("can", "will"))


def test_groups_without_a_finite_verb() -> None:
    found = syntax(analyse("He came to quickly repair it, singing an old song."))
    shown = [(verbs_of(found, g), found.document.words[g.first], g.finite >= 0) for g in found.sentence(0).groups]
    assert shown == [("came", "came", True), ("repair", "to", False), ("singing", "singing", False)]
    assert len(found.sentence(0).clauses) == 1


@BOTH
def test_machines_mistakes_stay_in_one_place(read: Callable[[Document], Syntax]) -> None:
    found = read(analyse("The roof of these houses were damaged. Did the man went home? Many people is out of work."))
    assert text_of(found, clause_at(found, "were").subject) == "The roof"
    did = clause_at(found, "went")
    assert verbs_of(found, did.group) == "Did went"
    assert did.asked
    people = clause_at(found, "is").subject
    assert people is not None
    assert people.number is Number.PLURAL


def test_a_wrong_form_belongs_to_its_auxiliary_if_an_arc_says_so() -> None:
    text = "The new law can helps the poor."
    assert "can helps" in [verbs_of(syntax(analyse(text)), g) for g in syntax(analyse(text)).sentence(0).groups]


@BOTH
def test_clauses_with_openers(read: Callable[[Document], Syntax]) -> None:
    found = read(analyse("They left because the prices were high, and in May the firm closed."))
    assert clause_at(found, "left").opener == -1
    assert found.document.words[clause_at(found, "were").opener] == "because"
    assert text_of(found, clause_at(found, "were").subject) == "the prices"
    assert text_of(found, clause_at(found, "closed").subject) == "the firm"


@BOTH
def test_inversion_and_there(read: Callable[[Document], Syntax]) -> None:
    found = read(analyse("Never has he seen it. There are serious problems in the town."))
    seen, there = clause_at(found, "seen"), clause_at(found, "are")
    assert (text_of(found, seen.subject), seen.asked, verbs_of(found, seen.group)) == ("he", True, "has seen")
    assert (text_of(found, there.subject), there.there, there.asked) == ("serious problems", True, False)


@BOTH
def test_relative_clauses(read: Callable[[Document], Syntax]) -> None:
    found = read(analyse("The people who live here know the man, who has a dog."))
    live, has = clause_at(found, "live"), clause_at(found, "has")
    assert (text_of(found, live.subject), live.relative) == ("The people", True)
    assert (text_of(found, has.subject), has.relative) == ("the man", True)
    assert text_of(found, has.object) == "a dog"


def test_arcs_find_a_subject_that_is_far_from_its_verb() -> None:
    text = "The mayor, who met two ministers, has left."
    found = syntax(analyse(text))
    clause = clause_at(found, "has")
    assert text_of(found, clause.subject) == "The mayor"
    assert clause.opener == -1
    assert outline(analyse(text)).sentence(0).clauses[-1].subject is None


def test_a_shared_subject() -> None:
    found = syntax(analyse("The old man opened the door and has left the house."))
    has = clause_at(found, "left")
    assert has.shared
    assert text_of(found, has.subject) == "The old man"
    assert text_of(found, has.object) == "the house"


@BOTH
def test_coordination(read: Callable[[Document], Syntax]) -> None:
    found = read(analyse("Tom, Anna and the dog were here. He saw the town, and the mayor smiled at him."))
    (three,) = found.coordinations(0)
    assert [text_of(found, p) for p in three.phrases] == ["Tom", "Anna", "the dog"]
    assert found.document.words[three.conjunction] == "and"
    assert clause_at(found, "were").joined
    if read is syntax:
        assert found.coordinations(1) == []
        assert not clause_at(found, "smiled").joined


def test_attachment() -> None:
    found = syntax(analyse("The results of the study were published in May."))
    words = found.document.words
    assert [(words[a.preposition], text_of(found, a.object), words[a.to]) for a in found.attachments(0)] == [
        ("of", "the study", "results"),
        ("in", "May", "published"),
    ]
    late = syntax(analyse("They left because Tom and the dog were tired, and since the town was far."))
    assert late.attachments(0) == []
    by_tags = outline(analyse("He came with a friend of mine to Rome."))
    assert next(a.to for a in by_tags.attachments(0)) == -1


@pytest.mark.parametrize(
    ("text", "verb", "speaker"),
    [
        ("“We are ready,” said Anna Novak on Monday.", "said", "Anna Novak"),
        ("“We are ready,” the mayor said.", "said", "the mayor"),
        ('The old minister added: "It is late. We go."', "added", "The old minister"),
        ("They call it “the house of the sun” here.", "", None),
    ],
)
def test_quotations(text: str, verb: str, speaker: str | None) -> None:
    found = syntax(analyse(text))
    (quotation,) = found.quotations()
    assert found.document.word(quotation.verb) == verb
    assert text_of(found, quotation.speaker) == speaker
    assert found.document.words[quotation.first] in '“"'
    assert found.document.words[quotation.last] in '”"'


def test_lists_headings_and_strange_texts() -> None:
    texts = (
        "",
        "\n\n",
        "- the house\n- two dogs\n",
        "“",
        "of of the the has who",
        "THE END OF",
        "🙂 漢字 \ud800",
    )
    for text in texts:
        for read in (syntax, outline):
            found = read(analyse(text))
            assert all(p.first <= p.head <= p.last for p in found.phrases())
            assert all(c.group.finite >= 0 for c in found.clauses())
            assert found.quotations() is not None
            for k in range(len(found.document.bounds)):
                assert isinstance(found.attachments(k) + found.coordinations(k), list)
    items = syntax(analyse("Needed:\n- a red house\n- two old dogs\n"))
    assert [text_of(items, p) for p in items.phrases()] == ["a red house", "two old dogs"]


def test_kinds_of_phrases() -> None:
    found = syntax(analyse("Maria Lopez left Spain in June. The workers like the University of Vienna."))
    kinds = {text_of(found, p): p.kind for p in found.phrases()}
    assert kinds["Maria Lopez"] == kinds["The workers"] == "person"
    assert kinds["Spain"] == "place"
    assert kinds["June"] == "time"
    assert kinds["the University"] == "organisation"
    assert {p.kind for p in outline(found.document).phrases()} == {""}


def test_it_is_found_once_and_the_outline_parses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    document = analyse("The dog barked. The cat slept.")
    assert syntax(document) is syntax(document)
    assert syntax(document).sentence(1) is syntax(document).sentence(1)
    asked: list[int] = []

    def parse(sentences: list[list[str]]) -> list[Parse]:
        asked.extend(map(len, sentences))
        return parse_each(sentences)

    monkeypatch.setattr(parsed, "parse_each", parse)
    assert syntax(document).sentence(1) == syntax(analyse("The dog barked. The cat slept.")).sentence(1)
    assert asked == [4]  # one sentence of the second document, and nothing again of the first
    monkeypatch.setattr(parsed, "parse_each", None)
    assert len(list(outline(analyse("The dog saw it. The cat slept.")).phrases())) == 3


def test_time_is_linear() -> None:
    def seconds(copies: int) -> float:
        document = analyse("The old man saw the dog of the house , and of the town , " * copies)
        syntax(document)
        best = 9.0
        for _ in range(3):
            found = Syntax(document, syntax(document).arcs)
            began = time.process_time()
            list(found.clauses())
            found.coordinations(0)
            found.attachments(0)
            found.quotations()
            best = min(best, time.process_time() - began)
        return best

    assert seconds(800) < 14 * seconds(100) + 0.01
