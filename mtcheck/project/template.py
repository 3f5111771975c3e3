"""A commented mtcheck.toml: all keys, what each means, and what it is by default or could be."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mtcheck.project.keys import KEYS

HEAD = """\
# Settings of mtcheck. What is commented out holds anyway, or is an example: take away the # and change it.
# `mtcheck config` shows the settings in force and where each comes from.
"""
# What keys could be that are not set by default, or to nothing.
EXAMPLES: Mapping[str, str] = {
    "select": '["CAP", "REP001"]',
    "extend-select": '["WRD014"]',
    "ignore": '["CAP002"]',
    "per-file-ignores": '{ "sport/**" = ["SEN"] }',
    "severity": '{ REP001 = "major" }',
    "fail-on": '"major"',
    "fail-under": "80",
    "max-findings": "20",
    "max-per-rule": "3",
    "per-path": '{ "archive/**" = { fail-under = 60 } }',
    "profiles": '{ wire = { min-confidence = 0.7, fail-on = "critical" } }',
    "entities": '{ "Acme" = "it", "Jo Lee" = { type = "person", pronoun = "she" } }',
    "accept": '["the the"]',
    "names": '["will.i.am"]',
    "terms": '["eXtensible"]',
    "source-lang": '"ar"',
    "glossary": '"terms.csv"',
    "forbidden-terms": '"forbidden.txt"',
    "phrases": '[{ code = "XHS001", find = "in the frame of", suggest = "as part of" }]',
    "include": '["*.adoc"]',
    "exclude": '["drafts/", "*.generated.md"]',
    "encoding": '"latin-1"',
    "html-selector": '"main article"',
    "json-pointer": '["/items/*/title", "/items/*/body"]',
    "baseline": '".mtcheck-baseline.json"',
    "judge-url": '"http://localhost:8080/v1"',
    "judge-model": '"qwen3"',
    "output": '["text", "sarif:mtcheck.sarif"]',
}


def template() -> str:
    """The text of the file."""
    rows = (f"\n# {key.help}\n# {key.name} = {EXAMPLES.get(key.name) or _toml(key.default)}\n" for key in KEYS)
    return HEAD + "".join(rows)


def _toml(value: Any) -> str:
    """A number, a truth value, a text or a list of texts as TOML, which writes these as JSON does."""
    return json.dumps(value)
