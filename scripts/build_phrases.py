"""Check the rows of phrases/*.toml and write mtcheck/rules/en/phrase_rows.py, so that no TOML is read at start.

What a row may hold: phrases/README.md. `--check` only says whether the file is up to date.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from mtcheck.languages.en import analyse  # noqa: E402
from mtcheck.lint.testing import unmark  # noqa: E402
from mtcheck.rules.en.phrases import anchored, filled, met  # noqa: E402

TARGET = ROOT / "mtcheck" / "rules" / "en" / "phrase_rows.py"
LANGUAGES = {
    "ar": "Arabic", "cs": "Czech", "de": "German", "es": "Spanish", "fr": "French", "it": "Italian", "ja": "Japanese",
    "ko": "Korean", "nl": "Dutch", "ru": "Russian", "uk": "Ukrainian", "zh": "Chinese",
}  # fmt: skip
OWN = {"code", "name", "find", "fix", "confidence", "sources", "bad", "good"}
MAY = {"fixed", "next", "prev", "at", "number", "hint", "tense"}
FOLLOW = ("", "open", "adjective", "end")
FORMS = ("past", "third", "ed", "ing")
HEAD = '''"""Made by scripts/build_phrases.py from phrases/*.toml: edit those, and run it."""

from __future__ import annotations

from typing import NamedTuple


class Calque(NamedTuple):
    """A phrase that is translated word for word: `find` gives the words of each place, `anchor` the number of the one
    (or of the first of two) that it is looked for by, `shown` the phrase as its example has it."""

    code: str
    name: str
    find: tuple[tuple[str, ...], ...]
    fix: str
    confidence: float
    shown: str
    why: str
    bad: str
    fixed: str
    good: str
    anchor: int
    anchors: tuple[str, ...]
    next: tuple[str, ...]
    prev: tuple[str, ...]
    at_start: bool
    year: bool
    hint: bool
    perfect: bool


class Article(NamedTuple):
    """A phrase that lacks its article before token `gap`: the words of each place, and what must follow."""

    gap: int
    find: tuple[tuple[str, ...], ...]
    follow: str

'''


class Mistake(SystemExit):
    """A row that cannot be used: where, and what is wrong."""


def tokens_of(row: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The words of each place of a phrase."""
    return tuple(tuple(token.split("/")) for token in row["find"].split(" "))


def calque(row: dict[str, Any], where: str) -> tuple[Any, ...]:
    """A rule of its own, with its phrase as English would say it for its own example."""
    lacking, odd = OWN - row.keys(), row.keys() - OWN - MAY
    if lacking or odd:
        raise Mistake(f"{where}: lacks {sorted(lacking)}, has {sorted(odd)}")
    if ("fixed" in row) == ("hint" in row):
        raise Mistake(f"{where}: either `fixed` or `hint`")
    find, year = tokens_of(row), row.get("number") == "year"
    shown, new = as_met(row, find, year, where)
    anchor, anchors = anchored(find)
    return (
        row["code"], row["name"], find, row["fix"], float(row["confidence"]), shown, why(row["sources"], new),
        row["bad"], row.get("fixed", ""), row["good"], anchor, anchors, tuple(row.get("next", "").split()),
        tuple(row.get("prev", "").split()), row.get("at") == "start", year, row.get("hint") == "yes",
        row.get("tense") == "perfect",
    )  # fmt: skip


def as_met(row: dict[str, Any], find: tuple[tuple[str, ...], ...], year: bool, where: str) -> tuple[str, str]:
    """(the phrase, what English says) of the bad example of a row."""
    text, spans = unmark(row["bad"])
    document = analyse(text, {})
    first = next((i for i, start in enumerate(document.starts) if spans and start == spans[0].start), -1)
    found = met(document, first, find, year=year)
    if found is None:
        raise Mistake(f"{where}: the bad example does not hold the phrase where it is marked")
    return text[slice(*spans[0])], filled(row["fix"], find, document.words[first : first + len(find)], found)


def why(sources: str, new: str) -> str:
    """Which languages say it like this, in words."""
    names = [LANGUAGES[code] for code in sources.split()]
    if len(names) == 1:
        return f"{names[0]} says it with these words; English says “{new}”."
    return f"{', '.join(names[:-1])} and {names[-1]} say it with these words; English says “{new}”."


def article(row: dict[str, Any], where: str) -> tuple[Any, ...]:
    """A phrase that lacks its article."""
    words = row["find"].split(" ")
    follow = row.get("follow", "")
    if words.count("*") != 1 or follow not in FOLLOW:
        raise Mistake(f"{where}: one *, and follow is one of {FOLLOW[1:]}")
    gap = words.index("*")
    return gap, tuple(tuple(w.split("/")) for w in words if w != "*"), follow


def rows() -> dict[str, list[Any]]:
    """The rows by the constant that they go into."""
    calques: list[Any] = []
    articles: list[Any] = []
    infinitives: dict[str, tuple[str, ...]] = {}
    for path in sorted((ROOT / "phrases").glob("*.toml")):
        for n, row in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get("phrase", ()), 1):
            where = f"{path.name}, phrase {n} ({row.get('find', '')})"
            match row.get("rule", ""):
                case "":
                    calques.append(calque(row, where))
                case "WRD012":
                    articles.append(article(row, where))
                case "WRD027":
                    lead, to = tokens_of(row)
                    forms = tuple(row["forms"].split())
                    if to != ("to",) or not set(forms) <= set(FORMS):
                        raise Mistake(f"{where}: words and “to”; forms are some of {FORMS}")
                    infinitives |= dict.fromkeys(lead, forms)
                case other:
                    raise Mistake(f"{where}: no rule {other} has rows")
    return {"CALQUES": calques, "ARTICLES": articles, "INFINITIVES": list(infinitives.items())}


def written() -> str:
    """The module."""
    found = rows()
    parts = [HEAD]
    for name, kind in (("CALQUES", "Calque"), ("ARTICLES", "Article")):
        parts.append(f"\n{name} = (\n")
        parts += [f"    {kind}{row!r},\n" for row in found[name]]
        parts.append(")\n")
    parts.append("\n# A word before “to” -> the forms of a verb that are surely wrong after it.\nINFINITIVES = {\n")
    parts.append("    word: forms\n    for forms, words in (\n")
    groups: dict[tuple[str, ...], list[str]] = {}
    for word, forms in found["INFINITIVES"]:
        groups.setdefault(forms, []).append(word)
    parts += [f'        ({forms!r}, "{" ".join(words)}"),\n' for forms, words in groups.items()]
    return "".join([*parts, "    )\n    for word in words.split()\n}\n"])


def main() -> int:
    text = written()
    if "--check" in sys.argv:
        return int(TARGET.read_text(encoding="utf-8") != text)
    TARGET.write_text(text, encoding="utf-8")
    print(f"wrote {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
