"""What `mtcheck explain --syntax` prints: phrases, verb groups, clauses and arcs of each sentence of a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TextIO

from rich.cells import cell_len, set_cell_size

from mtcheck.languages.en import analyse
from mtcheck.languages.en.grammar.syntax import Clause, Number, Phrase, Syntax, VerbGroup, syntax
from mtcheck.report.cells import harmless, shown

WIDTH = 78  # cells of a line
MARKS = ("asked", "there", "joined", "shared", "relative", "sure")


def syntax_dict(text: str) -> dict[str, Any]:
    """The grammar of an English text as data; tokens are numbered, offsets are code points."""
    found = syntax(analyse(text))
    document, arcs = found.document, found.arcs
    assert arcs is not None  # only an outline has none
    sentences = [_sentence_dict(found, k) for k in range(len(document.bounds))]
    tokens = [
        {
            "text": word,
            "start": document.starts[i],
            "end": document.ends[i],
            "tag": document.tags[i],
            "head": arcs.head[i],
            "relation": arcs.relation[i],
            "sure": round(arcs.sure[i], 3),
            "kind": arcs.kind[i],
        }
        for i, word in enumerate(document.words)
    ]
    return {"tokens": tokens, "sentences": sentences}


def _sentence_dict(found: Syntax, k: int) -> dict[str, Any]:
    parts, (first, end) = found.sentence(k), found.document.bounds[k]
    return {
        "first": first,
        "last": end - 1,
        "phrases": [_phrase_dict(p) for p in parts.phrases],
        "verb_groups": [g._asdict() for g in parts.groups],
        "clauses": [_clause_dict(c) for c in parts.clauses],
        "attachments": [a._asdict() | {"object": _phrase_dict(a.object)} for a in found.attachments(k)],
        "coordinations": [
            {"conjunction": c.conjunction, "phrases": [_phrase_dict(p) for p in c.phrases]}
            for c in found.coordinations(k)
        ],
    }


def _phrase_dict(phrase: Phrase) -> dict[str, Any]:
    return phrase._asdict() | {"number": phrase.number.name.lower()}


def _clause_dict(clause: Clause) -> dict[str, Any]:
    return clause._asdict() | {
        "subject": clause.subject and _phrase_dict(clause.subject),
        "object": clause.object and _phrase_dict(clause.object),
        "group": clause.group._asdict(),
    }


def write_syntax(stream: TextIO, text: str) -> None:
    """The grammar of an English text, for a terminal of 80 columns."""
    found = syntax(analyse(text))
    stream.write(harmless("\n".join(line.rstrip() for line in _lines(found))) + "\n")


def _lines(found: Syntax) -> Iterator[str]:
    for k in range(len(found.document.bounds)):
        if k:
            yield ""
        yield from _sentence(found, k)
    quotations = found.quotations()
    if quotations:
        yield from ("", "Quotations")
    for quotation in quotations:
        verb = f" ({shown(found.document.words[quotation.verb])})" if quotation.verb >= 0 else ""
        yield _row((_text(found, quotation.first, quotation.last), 40), (_phrase(found, quotation.speaker) + verb, 0))


def _sentence(found: Syntax, k: int) -> Iterator[str]:
    """The parts of one sentence under their headings; a heading without parts is left out."""
    parts, (first, end) = found.sentence(k), found.document.bounds[k]
    yield _cut(f"Sentence {k + 1}: {_text(found, first, end - 1)}", WIDTH)
    words = found.document.words
    sections = {
        "Noun phrases": [_phrase_row(found, p) for p in parts.phrases],
        "Verb groups": [_group_row(found, g) for g in parts.groups],
        "Clauses": [_clause_row(found, c) for c in parts.clauses],
        "Prepositions": [
            _row((f"{words[a.preposition]} {_phrase(found, a.object)}", 40), (_word(found, a.to, "not known"), 0))
            for a in found.attachments(k)
        ],
        "Joined": [_row((" + ".join(_phrase(found, p) for p in c.phrases), 0)) for c in found.coordinations(k)],
        "Arcs": [_arc_row(found, i) for i in range(first, end)],
    }
    for heading, rows in sections.items():
        if rows:
            yield from ("", heading, *rows)


def _phrase_row(found: Syntax, phrase: Phrase) -> str:
    number = "" if phrase.number is Number.EITHER else phrase.number.name.lower()
    head = _word(found, phrase.head, "")
    return _row((_phrase(found, phrase), 34), (number, 9), (phrase.kind or "-", 13), (f"head {head}", 0))


def _group_row(found: Syntax, group: VerbGroup) -> str:
    voice = "passive" if group.passive else ""
    form = f"{group.tense} {group.aspect} {voice}" if group.finite >= 0 else f"not finite {group.aspect} {voice}"
    return _row((_verbs(found, group), 34), (form, 0))


def _clause_row(found: Syntax, clause: Clause) -> str:
    opener = f"{shown(found.document.words[clause.opener])} | " if clause.opener >= 0 else ""
    marks = ", ".join(mark for mark in MARKS if getattr(clause, mark))
    said = f"{opener}{_phrase(found, clause.subject)} | {_verbs(found, clause.group)} | {_phrase(found, clause.object)}"
    return _row((said, 56), (marks, 0))


def _arc_row(found: Syntax, i: int) -> str:
    arcs = found.arcs
    assert arcs is not None
    head = _word(found, arcs.head[i], "(root)")
    kind = "" if arcs.kind[i] == "none" else f"{arcs.kind[i]} {arcs.kind_sure[i]:.2f}"
    return _row(
        (_word(found, i, ""), 16), (found.document.tags[i], 5), (arcs.relation[i], 12), (f"{arcs.sure[i]:.2f}", 5),
        (head, 16), (kind, 0),
    )  # fmt: skip


def _row(*columns: tuple[str, int]) -> str:
    """A line of columns, each with its width in cells; 0: what is left."""
    line = " "
    for text, width in columns:
        line += " " + (set_cell_size(_cut(shown(text), width), width) if width else shown(text))
    return _cut(line, WIDTH)


def _cut(text: str, width: int) -> str:
    return text if cell_len(text) <= width else set_cell_size(text, width - 1) + "…"


def _text(found: Syntax, first: int, last: int) -> str:
    return shown(found.document.slice(first, last))


def _phrase(found: Syntax, phrase: Phrase | None) -> str:
    return _text(found, phrase.first, phrase.last) if phrase else "-"


def _verbs(found: Syntax, group: VerbGroup) -> str:
    to = "to " if found.document.tags[group.first] == "TO" else ""
    return to + " ".join(shown(found.document.words[v]) for v in group.verbs)


def _word(found: Syntax, i: int, otherwise: str) -> str:
    return shown(found.document.words[i]) if i >= 0 else otherwise
