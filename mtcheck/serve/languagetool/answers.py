"""The answers of the protocol, put together."""

from __future__ import annotations

from typing import Any

from mtcheck.reading.files import Input, Problem
from mtcheck.run.flow import examine
from mtcheck.serve.languagetool.choice import Tasks, choice_of
from mtcheck.serve.languagetool.matches import matches_of
from mtcheck.serve.languagetool.request import AUTO, Check
from mtcheck.version import VERSION

NAME = "article.txt"
FOREIGN = "UNT007"  # the text as a whole is in another language
VARIANTS = {
    "en": "English",
    "en-US": "English (US)",
    "en-GB": "English (GB)",
    "en-AU": "English (Australian)",
    "en-CA": "English (Canadian)",
    "en-NZ": "English (New Zealand)",
    "en-ZA": "English (South African)",
}
SOFTWARE = {
    "name": "mtcheck",
    "version": VERSION,
    "buildDate": "",
    "apiVersion": 1,
    "premium": False,
    "premiumHint": "",
    "status": "",
}
Json = dict[str, Any]


class Failed(Exception):
    """A text that could not be examined; the message says why."""


def check_answer(check: Check, tasks: Tasks, pages: str) -> Json:
    """The answer to a check of English; `pages`: the address under which each rule has a page. Raises Failed."""
    task = tasks.of(choice_of(check))
    matches: list[Json] = []
    if task:
        result = examine(Input(NAME, None), task, check.file)
        if isinstance(result, Problem):
            raise Failed(result.message)
        matches = [m for report in result.reports for m in matches_of(report, pages)]
    foreign = check.language == AUTO and any(m["rule"]["id"] == FOREIGN for m in matches)
    return {
        "software": SOFTWARE,
        "warnings": incomplete("the text is not in English") if foreign else {"incompleteResults": False},
        "language": _language(check, 0.0 if foreign else 1.0),
        "matches": [] if foreign else matches,
    }


def incomplete(reason: str) -> Json:
    """The warning that something was not checked."""
    return {"incompleteResults": True, "incompleteResultsReason": reason}


def _language(check: Check, confidence: float) -> Json:
    own = {"name": VARIANTS.get(check.variant, "English"), "code": check.variant}
    return {**own, "detectedLanguage": {**own, "confidence": confidence, "source": "mtcheck"}}


def languages() -> list[Json]:
    """The languages that are checked."""
    return [{"name": name, "code": "en", "longCode": code} for code, name in VARIANTS.items()]


def info() -> Json:
    """What this is."""
    return {"software": SOFTWARE}
