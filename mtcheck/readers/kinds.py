"""What findings of readers are called: a code for each kind of error, after the categories of MQM.

They are no rules (nothing runs), but are chosen, ignored, suppressed, counted and explained like rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mtcheck.lint.findings import MAJOR, MINOR, Severity
from mtcheck.lint.rule import STABLE, Rule

FAMILY = "readers"
WHY = """Rules find what shows in the English, or what can be compared with the source. A system that reads both
finds more, at about half precision: what it marks is worth a look, and never applied unseen (docs/readers.md)."""


def _nothing(_: Any) -> Iterator[Any]:
    return iter(())


def _kind(code: str, name: str, severity: Severity, mqm: str, summary: str) -> Rule:
    summary = f"Another reader marks {summary}."
    return Rule(code, name, severity, mqm, FAMILY, STABLE, _nothing, summary, WHY, ())


KINDS = (
    _kind("RDR001", "reader-mistranslation", MAJOR, "accuracy", "a wrong translation"),
    _kind("RDR002", "reader-omission", MAJOR, "accuracy/omission", "a place where something was left out"),
    _kind("RDR003", "reader-addition", MAJOR, "accuracy/addition", "something the source does not say"),
    _kind("RDR004", "reader-untranslated", MAJOR, "accuracy/untranslated", "something left untranslated"),
    _kind("RDR005", "reader-fluency", MINOR, "fluency", "what is not good English"),
    _kind("RDR006", "reader-terminology", MINOR, "terminology", "a wrong term"),
    _kind("RDR007", "reader-style", MINOR, "style", "an awkward style"),
    _kind("RDR008", "reader-locale", MINOR, "locale", "a format of another country"),
    _kind("RDR009", "reader-non-translation", MAJOR, "non-translation", "what is no translation at all"),
    _kind("RDR010", "reader-error", MAJOR, "other", "an error of a kind that it does not name"),
)
UNNAMED = KINDS[-1]


def kind_of(mqm: str) -> Rule:
    """The kind with the longest category that `mqm` begins with."""
    parts = mqm.split("/")
    for n in range(len(parts), 0, -1):
        beginning = "/".join(parts[:n])
        for kind in KINDS:
            if kind.mqm == beginning:
                return kind
    return UNNAMED
