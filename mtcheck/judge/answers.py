"""What a model says, checked: only what has the form that was asked for, and can be found in the text, counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import msgspec

from mtcheck.judge.client import Unusable
from mtcheck.judge.excerpts import Excerpt
from mtcheck.judge.prompt import CATEGORIES, SEVERITIES
from mtcheck.text.spans import Span

MOST = 20  # errors of an excerpt; a model that marks more marks everything
LONGEST_NOTE = 300  # characters of an explanation
# Addresses, markup, commands for the log of a CI: no explanation needs one, and some report may make one of it.
LINK = re.compile(r"https?:|www\.|\w@\w|\]\(|[<>`]|!\[|##|::", re.I)
FOLDED = str.maketrans("‘’‚“”„‐‑–—\u00a0\u202f\n\t", "'''\"\"\"----    ")
THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.S)
FORM, ELSEWHERE, ABSENT, SEVERAL = (
    "not of the form asked for",
    "of no passage asked about",
    "not in the text",
    "found more than once",
)
CATEGORY, SEVERITY, MANY = "an unknown category", "an unknown severity", "too many of one passage"


class Said(msgspec.Struct):
    """An error as the model puts it. Whatever else it says of it is dropped."""

    passage: int
    quote: str
    category: str
    severity: str
    explanation: str = ""
    suggestion: str | None = None


class Error(NamedTuple):
    """An error that counts. `span`: its place in the translation of the excerpt."""

    excerpt: Excerpt
    span: Span
    category: str
    severity: str
    note: str
    suggestion: str | None


def errors_in(content: str, batch: Sequence[Excerpt], refused: Counter[str]) -> list[Error]:
    """The errors of an answer that count, in its order; those refused are counted by the reason. Raises Unusable if the
    answer is no list of errors."""
    by_number = {e.number: e for e in batch}
    taken: Counter[int] = Counter()
    out: list[Error] = []
    for row in _rows(content):
        error = _checked(row, by_number)
        if isinstance(error, str):
            refused[error] += 1
        elif taken[error.excerpt.number] >= MOST:
            refused[MANY] += 1
        elif not any((e.excerpt, e.span) == (error.excerpt, error.span) for e in out):
            taken[error.excerpt.number] += 1
            out.append(error)
    return out


def _rows(content: str) -> list[Any]:
    """The rows of a list of errors, wherever it stands in the answer. Raises Unusable."""
    text = THOUGHTS.sub("", content)
    start, end = text.find("{"), text.rfind("}")
    try:
        told = msgspec.json.decode(text[start : end + 1] if 0 <= start < end else text)
    except (msgspec.MsgspecError, RecursionError, UnicodeError):
        raise Unusable("no JSON, or cut off") from None
    rows = told.get("errors") if isinstance(told, dict) else None
    if not isinstance(rows, list):
        raise Unusable("no list of errors")
    return rows


def _checked(row: Any, by_number: Mapping[int, Excerpt]) -> Error | str:
    """An error, or why it does not count."""
    try:
        said = msgspec.convert(row, Said)
    except (msgspec.ValidationError, RecursionError):
        return FORM
    excerpt = by_number.get(said.passage)
    if excerpt is None:
        return ELSEWHERE
    if said.category not in CATEGORIES:
        return CATEGORY
    if said.severity not in SEVERITIES:
        return SEVERITY
    span = located(said.quote, excerpt)
    if isinstance(span, str):
        return span
    suggestion = said.suggestion.strip() if said.suggestion else None
    return Error(excerpt, span, said.category, said.severity, noted(said.explanation), suggestion or None)


def located(quote: str, excerpt: Excerpt) -> Span | str:
    """Where a quote stands in the translation of an excerpt, or why nobody knows. Quotation marks, dashes and white
    space may be others, one for one; of several places the one where it stands for whole words counts."""
    text, wanted = excerpt.sent_target.text.translate(FOLDED), quote.strip().translate(FOLDED)
    if not wanted:
        return ABSENT
    places = [m.start() for m in re.finditer(f"(?={re.escape(wanted)})", text)] if len(wanted) <= len(text) else []
    if not places:
        return ABSENT
    if len(places) > 1:
        places = [at for at in places if _whole(text, at, at + len(wanted))]
    if len(places) != 1:
        return SEVERAL
    return excerpt.sent_target.back(places[0], places[0] + len(wanted))


def _whole(text: str, start: int, end: int) -> bool:
    """Whether no word goes on beyond a place."""
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    return not (before.isalnum() and text[start].isalnum()) and not (after.isalnum() and text[end - 1].isalnum())


def noted(explanation: str) -> str:
    """An explanation on one line, of what can be shown; none if it holds an address or markup."""
    text = " ".join("".join(c if c.isprintable() else " " for c in explanation).split())
    if LINK.search(text):
        return ""
    return text if len(text) <= LONGEST_NOTE else text[: LONGEST_NOTE - 1].rstrip() + "…"
