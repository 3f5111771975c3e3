"""The keys of the configuration: one row each, from which the checks, the JSON schema and `mtcheck config` follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from mtcheck.bitext.folder import CODE
from mtcheck.checking.scoring import MODELS
from mtcheck.lint.findings import Severity
from mtcheck.reading.encoding import known


class ConfigError(ValueError):
    """A configuration that cannot be used; the message says where and why, for a user."""


def _nothing(value: Any) -> str:
    return ""


class Kind(NamedTuple):
    """What a value may be: a test, words for it, a JSON schema, and what else there is to say of one that does not
    fit."""

    fits: Callable[[Any], bool]
    words: str
    schema: dict[str, Any]
    hint: Callable[[Any], str] = _nothing


SEVERITIES = tuple(str(s) for s in Severity)
QUOTED = 200  # characters of a wrong value that a message quotes
ENTITY = {"type": ("person", "organisation", "place", "thing", "unknown"), "pronoun": ("he", "she", "they", "it")}


def _number(low: float, high: float) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, int | float) and not isinstance(v, bool) and low <= v <= high


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _strings(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(v, str) for v in value)


def _table(fits: Callable[[Any], bool]) -> Callable[[Any], bool]:
    return lambda v: isinstance(v, dict) and all(fits(x) for x in v.values())


def _entity(value: Any) -> bool:
    row = value if isinstance(value, dict) else {"pronoun": value}
    return all(isinstance(v, str) and v.lower() in ENTITY.get(k, ()) for k, v in row.items())


def _entity_hint(table: Any) -> str:
    """The first entity that is wrong, and what would be right."""
    for name, value in table.items() if isinstance(table, dict) else ():
        for key, word in (value if isinstance(value, dict) else {"pronoun": value}).items():
            if key not in ENTITY:
                return f"; {name}: unknown key {key!r}{_nearest(key, list(ENTITY), 'known: type, pronoun')}"
            if not _entity({key: word}):
                known = f"known: {', '.join(ENTITY[key])}"
                return f"; {name}: no {key} {word!r}{_nearest(str(word), list(ENTITY[key]), known)}"
    return ""


def _language(value: Any) -> bool:
    return isinstance(value, str) and bool(CODE.fullmatch(value))


def _language_hint(value: Any) -> str:
    """The code of a language that was named."""
    if not isinstance(value, str):
        return ""
    from mtcheck.bitext.index import languages

    codes = {entry.name.lower(): code for code, entry in languages().items()}
    return _nearest(value, list(codes), "", codes)


def _phrases_mistake(value: Any) -> str:
    from mtcheck.project.phrases import mistake  # few configurations have any

    return mistake(value)


def _encoding(value: Any) -> bool:
    return isinstance(value, str) and known(value)


_STRINGS = {"type": "array", "items": {"type": "string"}}
_COUNT = {"type": "integer", "minimum": 0}
_SEVERITY = {"enum": list(SEVERITIES)}
_ENTITY = {
    "oneOf": [
        {"enum": list(ENTITY["pronoun"])},
        {
            "type": "object",
            "properties": {key: {"enum": list(words)} for key, words in ENTITY.items()},
            "additionalProperties": False,
        },
    ]
}

FLAG = Kind(lambda v: isinstance(v, bool), "true or false", {"type": "boolean"})
SHARE = Kind(_number(0, 1), "a number between 0 and 1", {"type": "number", "minimum": 0, "maximum": 1})
SCORE = Kind(_number(0, 100), "a number between 0 and 100", {"type": "number", "minimum": 0, "maximum": 100})
POINTS = Kind(_number(0, 1e9), "a number, 0 or more", {"type": "number", "minimum": 0})
COUNT = Kind(_count, "a whole number, 0 or more", _COUNT)
TEXT = Kind(lambda v: isinstance(v, str), "a text in quotation marks", {"type": "string"})
TEXTS = Kind(_strings, "a list of texts", _STRINGS)
ENCODING = Kind(_encoding, "the name of an encoding (latin-1, utf-16)", {"type": "string"})
SEVERITY = Kind(lambda v: v in SEVERITIES, f"one of {', '.join(SEVERITIES)}", _SEVERITY)
MODEL = Kind(lambda v: v in MODELS, f"one of {', '.join(MODELS)}", {"enum": list(MODELS)})
JOBS = Kind(
    lambda v: v == "auto" or (_count(v) and v > 0),
    'a number of processes or "auto"',
    {"oneOf": [{"const": "auto"}, {"type": "integer", "minimum": 1}]},
)
SEVERITY_TABLE = Kind(
    _table(lambda v: v in SEVERITIES),
    f"a table RULE = severity, one of {', '.join(SEVERITIES)}",
    {"type": "object", "additionalProperties": _SEVERITY},
)
COUNT_TABLE = Kind(
    lambda v: _count(v) or _table(_count)(v),
    "a whole number, or a table RULE = number",
    {"oneOf": [_COUNT, {"type": "object", "additionalProperties": _COUNT}]},
)
TEXTS_TABLE = Kind(_table(_strings), 'a table "glob" = [rules]', {"type": "object", "additionalProperties": _STRINGS})
ENTITIES = Kind(
    _table(_entity),
    'a table "name" = "she", or "name" = {type = "person", pronoun = "she"}',
    {"type": "object", "additionalProperties": _ENTITY},
    _entity_hint,
)
LANGUAGE = Kind(
    _language,
    "the code of a language (de, zh)",
    {"type": "string", "pattern": f"^{CODE.pattern}$"},
    _language_hint,
)
PHRASES = Kind(
    lambda v: not _phrases_mistake(v),
    "a list of rules, [[phrases]]",
    {"type": "array"},  # `json_schema` says what of
    lambda v: f"; {_phrases_mistake(v)}",
)
TABLES = Kind(_table(lambda v: isinstance(v, dict)), "a table of tables", {"type": "object"})


class Key(NamedTuple):
    """One key: its name, kind, default and what it means. `by_path`: may also stand under [per-path."glob"]."""

    name: str
    kind: Kind
    default: Any
    help: str
    by_path: bool = False


KEYS: tuple[Key, ...] = (
    Key("profile", TEXT, "news", "A built-in set of settings (news, strict, lenient) or one under [profiles.NAME]."),
    Key("select", TEXTS, [], "Run only these rules: codes, names, families or beginnings of codes."),
    Key("extend-select", TEXTS, [], "Run these rules too, for example ones in preview."),
    Key("ignore", TEXTS, [], "Leave these rules out.", True),
    Key("preview", FLAG, False, "Also run rules that are still being proven."),
    Key("per-file-ignores", TEXTS_TABLE, {}, "Rules to leave out in files that a glob matches."),
    Key("severity", SEVERITY_TABLE, {}, "Severities other than the rules' own.", True),
    Key("min-confidence", SHARE, 0.5, "Show findings at least this sure.", True),
    Key("threshold", SCORE, 80.0, "The score from which a text passes, unless a gate says otherwise.", True),
    Key("allowed", POINTS, 10.0, "Penalty points per 1,000 words at which a text has just that score.", True),
    Key("scoring", MODEL, MODELS[0], "How findings make a score: saturating, or linear as in MQM.", True),
    Key("fail-on", SEVERITY, None, "Exit 1 if a finding is this severe or more.", True),
    Key("fail-under", SCORE, None, "Exit 1 if a score is lower.", True),
    Key("max-findings", COUNT, None, "Exit 1 if there are more findings than this over all files.", True),
    Key("max-per-rule", COUNT_TABLE, None, "Exit 1 if a rule has more findings than this over all files.", True),
    Key("per-path", TABLES, {}, "Settings for the files that a glob matches; the last table that matches wins."),
    Key("profiles", TABLES, {}, "Sets of settings of one's own, chosen by `profile`."),
    Key("entities", ENTITIES, {}, "What the names in the texts stand for: persons, organisations, things."),
    Key("accept", TEXTS, [], "Words that are right as they stand: findings on just these words are left out."),
    Key("names", TEXTS, [], "Proper names that are right as they stand."),
    Key("terms", TEXTS, [], "Technical terms that are right as they stand."),
    Key("source-lang", LANGUAGE, None, "Code of the language the texts were translated from."),
    Key("glossary", TEXT, None, "File of terms and their translations (CSV or TBX); needs a source."),
    Key("forbidden-terms", TEXT, None, "File of terms that may not be used, one a line."),
    Key("phrases", PHRASES, [], "Rules of one's own: phrases that are not wanted, and what to write instead."),
    Key("include", TEXTS, [], "Globs of files to read in folders, besides the formats known by their suffix."),
    Key("exclude", TEXTS, [], "Globs of files and folders to leave out of folders."),
    Key("force-exclude", FLAG, False, "Leave out excluded files even when they are named (for hooks)."),
    Key("respect-gitignore", FLAG, True, "Leave out of folders what .gitignore names."),
    Key("max-file-size", POINTS, 10, "Files larger than this many megabytes, also unpacked, are refused; 0: none is."),
    Key("encoding", ENCODING, None, "Encoding of files that do not say it themselves; without it, UTF-8."),
    Key("front-matter", TEXTS, ["title", "description"], "Keys of a Markdown file's front matter to check."),
    Key("html-selector", TEXT, None, "CSS selector of the article in HTML pages; without it, an extractor finds it."),
    Key("json-pointer", TEXTS, [], "JSON pointers to the texts in JSON and JSONL files; * stands for every element."),
    Key("baseline", TEXT, None, "File of known findings (see `mtcheck baseline`)."),
    Key("output", TEXTS, [], 'Reports to write, as "format" or "format:file".'),
    Key("jobs", JOBS, 1, "Processes to check with."),
    Key("cache", FLAG, False, "Keep results, so that unchanged texts need no second check."),
    Key("cache-dir", TEXT, ".mtcheck_cache", "Where to keep them."),
    Key("judge-url", TEXT, None, "The server that `mtcheck judge` asks; counts only if who runs it vouches for it."),
    Key("judge-model", TEXT, None, "The model that `mtcheck judge` asks for; counts only as judge-url does."),
)
BY_NAME = {key.name: key for key in KEYS}
PROFILES: Mapping[str, Mapping[str, Any]] = {
    "news": {},
    "strict": {"min-confidence": 0.35, "fail-on": "minor", "threshold": 90.0},
    "lenient": {"min-confidence": 0.8, "fail-on": "critical", "threshold": 60.0},
}


def checked(table: Mapping[str, Any], where: str, *, allowed: Callable[[Key], bool] = lambda key: True) -> None:
    """Refuse unknown keys and values of the wrong kind. Raises ConfigError, with the nearest key."""
    names = [key.name for key in KEYS if allowed(key)]
    for name, value in table.items():
        if name not in names:
            raise ConfigError(f"{where}: unknown key {name!r}{_nearest(name, names, 'see `mtcheck config`')}")
        kind = BY_NAME[name].kind
        if not kind.fits(value):
            raise ConfigError(f"{where}: {name} must be {kind.words}, not {_shown(value)}{kind.hint(value)}")
        if name == "per-path":
            for glob, inner in value.items():
                checked(inner, f'{where}: per-path."{glob}"', allowed=lambda key: key.by_path)
        elif name == "profiles":
            for profile, inner in value.items():
                checked(inner, f"{where}: profiles.{profile}", allowed=lambda k: k.name not in ("profile", "profiles"))


def _shown(value: Any) -> str:
    """A value as a message quotes it."""
    text = repr(value)
    return text if len(text) <= QUOTED else f"{text[:QUOTED]}…"


def _nearest(name: str, names: list[str], otherwise: str, shown: Mapping[str, str] | None = None) -> str:
    """What was meant: the nearest name (or what is `shown` for it), else something else to say."""
    import difflib

    close = difflib.get_close_matches(name.replace("_", "-").lower(), names, 1, 0.6)
    if close:
        return f"; did you mean {shown[close[0]] if shown else close[0]!r}?"
    return f"; {otherwise}" if otherwise else ""


def json_schema() -> dict[str, Any]:
    """The JSON schema of mtcheck.toml, for editors."""
    from mtcheck.project.phrases import SCHEMA

    def properties(keys: list[Key]) -> dict[str, Any]:
        return {k.name: {**k.kind.schema, "description": k.help, **_default(k)} for k in keys}

    def closed(keys: list[Key]) -> dict[str, Any]:
        return {"type": "object", "properties": properties(keys), "additionalProperties": False}

    whole = closed(list(KEYS))
    inner = closed([k for k in KEYS if k.by_path])
    profile = closed([k for k in KEYS if k.name not in ("profile", "profiles")])
    for table in (whole, profile):
        table["properties"]["per-path"]["additionalProperties"] = inner
        table["properties"]["phrases"] = SCHEMA | table["properties"]["phrases"]
    whole["properties"]["profiles"]["additionalProperties"] = profile
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": "urn:mtcheck:configuration:1",
        "title": "mtcheck configuration",
        "description": "mtcheck.toml, or the table [tool.mtcheck] of pyproject.toml.",
        **whole,
    }


def _default(key: Key) -> dict[str, Any]:
    return {} if key.default is None else {"default": key.default}
