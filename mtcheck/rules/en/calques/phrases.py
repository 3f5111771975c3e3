"""CAL001 and on: the rows of *.toml as rules. To add one, add a row; its examples are tested like any rule's.

A row:

    [[calque]]
    code = "CAL001"
    name = "in-the-frame-of"
    find = "in the frame of"            # tokens; a/b: either; #: a number
    fix = "as part of"                  # {2}: token 2 as written; {2:x/y}, or x/y alone: by the alternative met
    confidence = 0.8
    sources = "de nl cs"                # languages that say it like this
    bad = "They met [[in the frame of]] the talks."
    good = "The frame of the door broke." # has the rarest word of `find` and is right

and, where needed: next, prev (words that must not follow or precede), at = "start" (only at the start of a
sentence), number = "year" (# is a year), hint = "yes" (the fix is shown in words, not offered as an edit).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mtcheck.lint import MINOR, Bad, Document, Example, Fix, Flag, Good, Match, Rule, Span

LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
SILENT = Good("The two sides met in the capital on Monday.")
NUMBER = ("#",)
Row = Mapping[str, str]


def read(text: str) -> Iterator[dict[str, str]]:
    """The rows of a file: the part of TOML that they use (tables of strings and numbers, one a line)."""
    row: dict[str, str] = {}
    for line in text.splitlines():
        if line == "[[calque]]":
            if row:
                yield row
            row = {}
        elif " = " in line:
            key, value = line.split(" = ", 1)
            row[key] = value.strip('"')
    if row:
        yield row


class Phrase:
    """One row as a function that a rule calls for every place of its anchor: two neighbours, or else one token."""

    __slots__ = ("anchor", "anchors", "at_start", "confidence", "find", "fix", "hint", "next", "prev", "year")

    def __init__(self, row: Row) -> None:
        self.find = tuple(tuple(token.split("/")) for token in row["find"].split(" "))
        self.anchor, self.anchors = _anchor(self.find)
        self.fix = row["fix"]
        self.confidence = float(row["confidence"])
        self.next = row.get("next", "").split()
        self.prev = row.get("prev", "").split()
        self.at_start = row.get("at") == "start"
        self.year = row.get("number") == "year"
        self.hint = row.get("hint") == "yes"

    def __call__(self, document: Document, i: int) -> Iterator[Match]:
        lower = document.lower
        first, last = i - self.anchor, i - self.anchor + len(self.find) - 1
        if first < 0 or last >= len(lower):
            return
        met = []
        for k, token in enumerate(self.find, first):
            if lower[k] in token:
                met.append(token.index(lower[k]))
            elif token == NUMBER and self._number(document, k):
                met.append(0)
            else:
                return
        if not document.same_sentence(first, last):
            return
        if document.word(first - 1) in self.prev or document.word(last + 1) in self.next:
            return
        if (self.at_start and not document.has(first, Flag.FIRST)) or not _one_line(document, first, last):
            return
        new = self._filled([document.words[first + k] for k in range(len(self.find))], met)
        span = document.span(first, last)
        message = f"“{document.slice(first, last)}” is translated word for word; English says “{new}”."
        yield Match(span, message, self.confidence, () if self.hint else (_fix(document, span, new),))

    def _number(self, document: Document, i: int) -> bool:
        year = re.fullmatch(r"(?:1[5-9]|20)\d\d", document.words[i]) is not None
        return document.has(i, Flag.NUMBER) and (year or not self.year)

    def _filled(self, words: list[str], met: list[int]) -> str:
        """The fix for these words."""
        out = []
        for part in re.findall(r"\{\d(?::[^}]*)?\}[^ ]*|[^ ]+", self.fix):
            if m := re.match(r"\{(\d)(?::([^}]*))?\}", part):
                k = int(m.group(1)) - 1
                chosen = m.group(2).split("/")[met[k]] if m.group(2) else words[k]
                out.append(chosen + part[m.end() :])
            elif "/" in part:
                choices = part.split("/")
                k = next(k for k, token in enumerate(self.find) if len(token) == len(choices))
                out.append(choices[met[k]])
            else:
                out.append(part)
        new = " ".join(out)
        return new[:1].upper() + new[1:] if words[0][:1].isupper() else new


def _anchor(find: Sequence[tuple[str, ...]]) -> tuple[int, frozenset[str]]:
    """Which token of a phrase it is looked for by, and the words: the longest, with the longer of its neighbours."""
    lengths = [0 if token == NUMBER else min(map(len, token)) for token in find]
    k = max(range(len(find)), key=lengths.__getitem__)
    beside = max((j for j in (k - 1, k + 1) if 0 <= j < len(find)), key=lengths.__getitem__, default=k)
    if beside == k or not lengths[beside]:
        return k, frozenset(find[k])
    first, second = sorted((k, beside))
    return first, frozenset(f"{a} {b}" for a in find[first] for b in find[second])


def _fix(document: Document, span: Span, new: str) -> Fix:
    return Fix.write(span, new)


def _one_line(document: Document, first: int, last: int) -> bool:
    return not any(document.has(k, Flag.NEWLINE) for k in range(first + 1, last + 1))


def repaired(bad: str, new: str) -> str:
    """The bad example with the marked words replaced."""
    return re.sub(r"\[\[.*?\]\]", lambda _: new, bad)


def examples(row: Row, phrase: Phrase) -> tuple[Example, ...]:
    """The row's examples: the bad one, the same repaired, and the near miss."""
    if phrase.hint:
        return (Bad(row["bad"]), Good(row["good"]), SILENT)
    return (Bad(row["bad"], fix=row["fixed"]), Good(row["fixed"]), Good(row["good"]))


def languages(codes: str) -> str:
    """Names of the languages in words."""
    names = [LANGUAGES[c] for c in codes.split()]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def rule_of(row: Row) -> Rule:
    phrase = Phrase(row)
    plain = " ".join(token[0] for token in phrase.find)
    return Rule(
        code=row["code"],
        name=row["name"],
        severity=MINOR,
        mqm="style/unidiomatic",
        family="calques",
        status="stable",
        function=phrase,
        summary=f"“{plain}” is translated word for word.",
        why=f"{languages(row['sources'])} says it with these words; English says “{row['fix']}”.",
        examples=examples(row, phrase),
        anchors=phrase.anchors,
    )


RULES: tuple[Rule, ...] = tuple(
    rule_of(row) for path in sorted(Path(__file__).parent.glob("*.toml")) for row in read(path.read_text("utf-8"))
)
