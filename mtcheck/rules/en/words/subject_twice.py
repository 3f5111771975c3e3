"""WRD045: a subject that a pronoun says once more."""

from __future__ import annotations

from collections.abc import Iterator

from mtcheck.languages.en.grammar.noun_phrases import ENDS, PRONOUNS
from mtcheck.languages.en.grammar.syntax import outline, syntax
from mtcheck.languages.en.vocabulary import THIRD_SUBJECTS
from mtcheck.lint import MAJOR, SUGGEST, Bad, Document, Edit, Fix, Good, Match, Pos, rule

SEEMING = ("seemed", "seems")  # some seer he seemed


@rule(
    code="WRD045",
    name="subject-twice",
    severity=MAJOR,
    mqm="fluency/grammar",
    anchors=THIRD_SUBJECTS,
    examples=(
        Bad("The minister [[he]] announced a new plan.", fix="The minister announced a new plan."),
        Bad("The report [[it]] says that prices will rise.", fix="The report says that prices will rise."),
        Bad("The old houses [[they]] need a new roof.", fix="The old houses need a new roof."),
        Good("The web-chat system he tried directed him to the same number. The road they took led to the sea."),
        Good("Some seer he seemed, that came from the east."),
        Good("The plan he gave the press was new. The man he saw last week."),
        Good("The rules they announced a week ago are old. The plan they gave the press."),
        Good("This afternoon he signed a deal. The minister himself he blames. The plan it."),
        Good("The way things are, he needs a car. The rest he gave the poor."),
        Good("This time it was a new plan. In the house he saw a man. People they call friends left."),
    ),
)
def subject_twice(document: Document, i: int) -> Iterator[Match]:
    """The subject of a clause is said once more by a pronoun.

    Where the source marks its topic first, the system takes it for a phrase of its own.
    """
    first = document.bounds[document.sentence_list[i]][0]
    if i == first or not document.is_pos(i - 1, ENDS):
        return  # quickly: no noun stands before it
    rough = outline(document).phrase_from(first)
    if rough is None or rough.last != i - 1 or rough.number is not PRONOUNS[document.lower[i]]:
        return  # in the house he; the plan they have
    found = syntax(document)
    clause = found.clause_with(i + 1)
    if clause is None or rough.determiner < 0 or _is_time(document, rough.head):
        return
    if document.word(i + 1) in SEEMING:
        return  # some seer he seemed
    if document.is_pos(clause.group.last + 1, Pos.FINITE | Pos.PARTICIPLE):
        return  # the system he tried directed him
    if found.arc(clause.group.main)[1] != "root":
        return  # the plan it has is good
    edit = Edit(document.ends[i - 1], document.ends[i], "")
    fix = Fix(f"Leave out “{document.words[i]}”", (edit,), SUGGEST)
    yield Match(document.span(i), f"“{document.slice(first, i - 1)}” is the subject already.", 0.65, (fix,))


def _is_time(document: Document, i: int) -> bool:
    arcs = syntax(document).arcs
    return arcs is not None and arcs.kind[i] == "time"
