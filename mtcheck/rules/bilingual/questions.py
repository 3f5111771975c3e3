"""BPU001: what is asked in one of the two and said in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from mtcheck.lint import MAJOR, BadPair, GoodPair, Match, Span, pair_rule
from mtcheck.rules.bilingual.punctuation import CLOSERS, related, stopped

if TYPE_CHECKING:
    from mtcheck.bitext.pair import Bead, Pair

INDIRECT = re.compile(
    r"\b(?:ask(?:s|ed|ing)?|whether|wonder\w*|questioned)\b|\bquestions? (?:is|was|of|about|as|that|how|if)\b", re.I
)
POLITE = re.compile(r"\bplease\b", re.I)  # Would you sit down, please.
_AUX = r"(?:do|does|did|is|are|am|was|were|has|have|had|can|could|will|would|shall|should|may|might|must)(?:n['’]t)?"
_PRONOUN = r"(?:not )?(?:you|he|she|it|they|we|i)\b"
_SUBJECT = (
    r"(?:not )?(?:you|he|she|it|they|we|i|there|this|that|these|those|the|an?|my|your|his|her|its|our|their|"
    r"(?:any|some|every)(?:one|body|thing)?)\b"
)
_BEGUN = r"(?:(?:^|[.!?:]['\"”’]?\s|[\"“'‘(])\W*(?:(?:so|and|but|well|now|then|or|yet),? )?|- )"
# A word that asks, with what belongs to it (Which of the two do you mean); what a subject follows is a clause.
_WH = (
    r"(?:how|what|why|who|whom|whose|where|when|which)"
    r"(?: (?!(?:that|this|if|you|he|she|it|they|we|i|the|an?|my|your|his|her|its|our|their)\b)[\w'’]+"
    r"(?: [\w'’]+){0,3})? "
)
_FIRST = r"(?:^|[.!?]['\"”’]?\s)['\"“‘]?"
_WHATS = r"(?:what|who|where|how|when|why)['’](?:s|re|ll|d) (?!more\b)"
_ASKING = r"(?-i:Did|Does|Is|Are|Was|Were|Has|Can|Could) \w"  # whatever the subject, where a sentence begins
# The form of a question where a sentence or a quotation begins: an auxiliary and then its subject; behind a comma with
# a pronoun only (the mayor, who was here, is the last), and as a tag (isn't it).
FORM = re.compile(
    rf"{_BEGUN}(?:(?:{_WH})?{_AUX} {_SUBJECT}|{_WHATS})|{_FIRST}{_ASKING}|"
    rf"[,;] (?:(?:how|what|why|who|where|when) )?{_AUX} {_PRONOUN}",
    re.I,
)
WH_FORM = re.compile(rf"{_BEGUN}{_WH}{_AUX} {_SUBJECT}", re.I)
# A sentence in the form of a question that ends as a statement.
UNMARKED = re.compile(rf"{_FIRST}(?:(?:{_WH})?{_AUX} {_SUBJECT}|{_WHATS}|{_ASKING})[^.!?]*\.(?!\w)", re.I)
# Are you new? Look around. If you are new, look around.
CONDITION = re.compile(r"^\W*if\b(?!.*, (?:what|how|why|who|where|when|which)\b)", re.I)
RHETORICAL = 0.4  # where this is asked with a word that no engine makes up, the source may say it without asking


@pair_rule(
    code="BPU001",
    name="question-changed",
    severity=MAJOR,
    mqm="accuracy/mistranslation",
    examples=(
        BadPair("Does the council meet on Monday[[?]]", source="Der Rat tagt am Montag.", lang="de"),
        BadPair("[[The council meets on Monday.]]", source="Tagt der Rat am Montag?", lang="de"),
        GoodPair("Does the council meet on Monday?", source="Tagt der Rat am Montag?", lang="de"),
        GoodPair("When will it come?", source="いつ来るのか。", lang="ja"),
        # The mark stands with the sentence beside; who leaves out one mark leaves out others.
        GoodPair(
            "They want money, don't they? Don't forget that.",
            source="Sie wollen Geld. Das weißt du doch noch, oder?",
            lang="de",
        ),
        GoodPair("They want money. Don't they, Anna?", source="Wollen sie Geld? Sag es mir, Anna.", lang="de"),
        GoodPair("Does the council meet on Monday?", source="Tagt der Rat am Montag", lang="de"),
        GoodPair("Let us meet the mayor.", source="市長に会いましょうか。", lang="ja"),
        GoodPair(
            "Is he coming? I want to know.",
            source="Ich will es wissen: Kommt er?",
            lang="de",
            options={"segmented": True},
        ),
        BadPair('[["They met on Monday," she said.]]', source="„Trafen sie sich am Montag?“, sagte sie.", lang="de"),
        BadPair("[[How long did they meet]]", source="Wie lange trafen sie sich?", lang="de"),
        BadPair("[[and how long did they meet.]]", source="und wie lange trafen sie sich?", lang="de"),
        GoodPair("He asked whether they met.", source="Er fragte: Treffen sie sich?", lang="de"),
        GoodPair("The question is how they met.", source="Wie trafen sie sich?", lang="de"),
        GoodPair("They met, he said.", source="„Trafen sie sich? Ja“, sagte er.", lang="de"),
        GoodPair("Did he do it?", source="Ich fragte, ob er es getan hat.", lang="de"),
        BadPair("[[One of the big questions, how do we change it.]]", source="Wie ändern wir das?", lang="de"),
        BadPair('[["Is he coming", she said.]]', source="„Kommt er?“, sagte sie.", lang="de"),
        BadPair('[["Do you know him, he is old."]]', source="„Kennt ihr ihn? Er ist alt.“", lang="de"),
        GoodPair("How dare you!", source="Wie kannst du es wagen?", lang="de"),
        GoodPair("Who knows it better than he?", source="Wer weiß es besser als er!", lang="de"),
        BadPair("[[He asked: “Did they meet.”]]", source="Er fragte: „Trafen sie sich?“", lang="de"),
        BadPair("[[Did you ask the mayor.]]", source="Haben Sie die Bürgermeisterin gefragt?", lang="de"),
        BadPair("[[You asked the mayor, didn't you.]]", source="Sie haben die Bürgermeisterin gefragt?", lang="de"),
        BadPair("[[Which of the two did they ask.]]", source="Welchen der beiden haben sie gefragt?", lang="de"),
        BadPair("[[Have you met the mayor.]]", source="市長に会いましたか。", lang="ja"),
        GoodPair("I don't know whether they have met.", source="会いましたか。", lang="ja"),
        GoodPair("Have they met the mayor, I forget.", source="市長に会った。", lang="ja"),
        GoodPair(
            "The mayor, who was here, is the one I asked.", source="Die Bürgermeisterin, wen sonst? Ja, die.", lang="de"
        ),
        GoodPair("Would you sit down, please.", source="Würden Sie sich bitte setzen?", lang="de"),
        GoodPair("What he asked was a secret.", source="Was hatte er gefragt?", lang="de"),
        GoodPair("and how long did they meet", source="und wie lange trafen sie sich?", lang="de"),
    ),
)
def question_changed(pair: Pair) -> Iterator[Match]:
    """A statement of the source is a question here, or the reverse.

    Engines take the word order of one for the other, most of all where the source marks a question by a particle.
    """
    for bead in pair.trusted:
        assert bead.target
        near = pair.near(bead)
        marks = pair.language.marks.question
        here, there = bead.target_text.count("?"), len(_ends(marks).findall(bead.source_text))
        lost = pair.segmented and there > here and (not here or UNMARKED.search(bead.target_text) is not None)
        if here and not there and not any(q in b.source_text for b in near for q in marks):
            if not stopped(bead) or _asks(pair, bead):
                continue  # who leaves out marks leaves out question marks too
            if bead.source_text.rstrip(CLOSERS)[-1:] in pair.language.marks.exclamation:
                continue
            at = bead.target.start + bead.target_text.rindex("?")
            sure = 0.75 if bead.target_text.rstrip(CLOSERS).endswith("?") else 0.4
            sure = min(sure, RHETORICAL) if WH_FORM.search(bead.target_text) else sure
            yield Match(Span(at, at + 1), "The source asks nothing here.", sure, (), related(bead, "no question"))
            continue
        last = bead.source_text.rstrip(CLOSERS)[-1:] in marks
        form = FORM.search(bead.target_text) is not None
        said = form or lost or last or _said(marks).search(bead.source_text)
        asked = (there and said) or (form and _asks_at_end(bead))
        if lost:
            near = []  # one of several questions
        if asked and not any("?" in b.target_text for b in near) and not _indirect(bead.target_text, form):
            if bead.target_text.rstrip(CLOSERS)[-1:] == "!" or _bare(bead.target_text):
                continue
            if not (last or form) and CONDITION.search(bead.target_text):
                continue
            yield Match(bead.target, "The source asks a question here.", 0.6, (), related(bead, "the question"))


def _bare(text: str) -> bool:
    """Whether a text has no capital at its beginning and no mark at its end, as what is said is often put down."""
    return text[:1].islower() and text[-1:].isalnum()


def _asks(pair: Pair, bead: Bead) -> bool:
    """Whether the source asks by its words."""
    return pair.language.asking.found(bead.source_text, pair.language.spaced) is not None


def _asks_at_end(bead: Bead) -> bool:
    """Whether the last word of the source asks, without a mark."""
    language = bead.pair.language
    return bead.source_text.rstrip(CLOSERS + language.marks.stop).endswith(language.question_endings.ends)


def _indirect(text: str, form: bool) -> bool:
    """Whether a text tells of a question, or politely asks for something."""
    return POLITE.search(text) is not None or (not form and INDIRECT.search(text) is not None)


@cache
def _ends(marks: str) -> re.Pattern[str]:
    """The ends of questions; a mark within a word or in brackets ends none."""
    wide = "？⁇⁈⁉"
    narrow = "".join(q for q in marks if q not in wide)
    return re.compile(rf"[{wide}]+|[{re.escape(narrow)}]+(?![\w)])")


@cache
def _said(marks: str) -> re.Pattern[str]:
    """The end of a question that is quoted, before who asked it is told."""
    return re.compile(rf"[{re.escape(marks)}]\s?[\"”“»」』]")
