"""The bilingual rules on made-up articles in which every check is shown, against golden reports.

After a review, write the golden reports anew with `python tests/test_bilingual.py`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from conftest import segments_of

import mtcheck
from mtcheck.checking.checker import scored
from mtcheck.checking.registry import all_rules
from mtcheck.checking.report import Report
from mtcheck.checking.settings import Settings
from mtcheck.project.terms import read_glossary
from mtcheck.run.segments import check_segments

FOLDER = Path(__file__).resolve().parent.parent / "fixtures" / "bilingual"
OPTIONS = {"glossary": read_glossary(str(FOLDER / "glossary.csv"))}
SETTINGS = Settings(select=("bilingual",), options=OPTIONS)
CASES = {"flood": "de", "talks": "zh", "added": "de", "segments": "de", "other": "de"}


def report_of(case: str) -> Report:
    if case == "segments":
        return scored(check_segments(segments_of(FOLDER / "segments.tsv"), SETTINGS), SETTINGS)
    text = (FOLDER / f"{case}.en.txt").read_text(encoding="utf-8")
    source = (FOLDER / f"{case}.{CASES[case]}.txt").read_text(encoding="utf-8")
    settings = replace(SETTINGS, source_lang="de") if case == "other" else SETTINGS  # its source is French
    return mtcheck.check(text, source=source, settings=settings)


def reduced(report: Report) -> list[dict[str, Any]]:
    """The findings without what may change with the strength of other findings."""
    findings = report.to_dict()["findings"]
    for finding in findings:
        for key in ("confidence", "sentence", "mqm", "name", "severity"):
            del finding[key]
    return list(findings)


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str) -> None:
    golden = json.loads((FOLDER / f"{case}.golden.json").read_text(encoding="utf-8"))
    assert reduced(report_of(case)) == golden


def test_every_check_is_shown() -> None:
    shown = {f.code for case in CASES for f in report_of(case).findings}
    of_files = {"BTO005"}  # compares what Markdown and HTML files are built of: tests/test_bitext_pipeline.py
    assert {r.code for r in all_rules() if r.bilingual} - shown == of_files


def test_source_language_is_detected() -> None:
    for case, lang in CASES.items():
        info = report_of(case).source
        assert info is not None and info.lang == lang


def test_a_faithful_translation_is_clean() -> None:
    source = "Der Rat tagte am Montag. Er sprach über 14 neue Häuser in Lindhorst.\nDann gingen alle nach Hause."
    text = "The council met on Monday. It discussed 14 new houses in Lindhorst.\nThen they all went home."
    assert mtcheck.check(text, source=source, settings=SETTINGS).findings == ()


def test_reference_changes_no_finding() -> None:
    text = (FOLDER / "flood.en.txt").read_text(encoding="utf-8")
    alone = mtcheck.check(text)
    beside = mtcheck.check(text, reference="Something else.")
    assert alone.findings == beside.findings and alone.score == beside.score
    assert beside.metrics is not None


def test_text_without_source_runs_no_bilingual_rule() -> None:
    report = mtcheck.check("The council met.", settings=Settings(select=("bilingual",)))
    assert report.findings == () and report.source is None


if __name__ == "__main__":
    with patch("mtcheck.bitext.meaning.find_spec", lambda name: None):  # as in the tests, without the extra `align`
        for name in CASES:
            text = json.dumps(reduced(report_of(name)), indent=1, ensure_ascii=False)
            (FOLDER / f"{name}.golden.json").write_text(text + "\n", encoding="utf-8")


def test_what_a_sentence_lost_is_told_beside_what_is_wrong_in_it() -> None:
    """Who mends the doubled word has not mended the year, and must not find that out later."""
    source = "Der Bürgermeister sagte, die Brücke werde im Mai 2027 eröffnet."
    text = "The mayor said the the bridge will be opened in May."
    found = mtcheck.check(text, source=source, settings=Settings(source_lang="de")).findings
    assert {f.code for f in found} >= {"BNU003", "REP001"}


def test_words_left_in_the_source_language_are_told_once() -> None:
    source = "Der Rat tagte am Montag. Die Abgeordneten sprachen über den neuen Haushalt der Stadt."
    text = "The council met on Monday. Die Abgeordneten sprachen über den neuen Haushalt der Stadt."
    found = mtcheck.check(text, source=source, settings=Settings(source_lang="de")).findings
    assert len([f for f in found if f.code.startswith(("BUN", "UNT"))]) == 1


@pytest.mark.parametrize(
    ("source", "target", "fix"),
    [
        ("Der Preis betrug 6.500 Euro.", "The prize was 5,600 euros.", "6,500"),
        ("Er zahlte 15,25 Euro.", "He paid 12.5 euros.", "15.25"),
        ("Er zahlte 5.678,25 Euro.", "He paid 1,234.5 euros.", "5,678.25"),
        ("Es stieg um 0,53.", "It rose by 3.5.", "0.53"),
        ("Sie gingen um 14.30 Uhr.", "They left at 11.54.", "14.30"),
    ],
)
def test_a_figure_of_the_source_is_written_as_in_english(source: str, target: str, fix: str) -> None:
    """6.500 for six thousand five hundred would be six and a half."""
    [finding] = mtcheck.check(target, source=source, settings=Settings(source_lang="de")).findings
    assert [f.title for f in finding.fixes] == [f"Write “{fix}”"]
