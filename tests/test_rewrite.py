"""Fixes written back into bilingual files: nothing else of their bytes changes."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Run

from mtcheck.project.loading import load
from mtcheck.reading.files import Input, Problem
from mtcheck.run.fixing import fix_file
from mtcheck.run.flow import Task

XLIFF = """<?xml version="1.0"?>
<!-- kept --><xliff version="1.2"><file source-language="de" target-language="en"><body>
<trans-unit id="0" translate="no"><source>Nein.</source><target>The the no.</target></trans-unit>
<trans-unit id='1'><source>Der Rat tagte in der großen Halle.</source>
<target state="a>b">The council met in the the great hall &amp; went.</target></trans-unit>
</body></file></xliff>
"""
TMX = """<?xml version="1.0" encoding="utf-8"?>
<tmx version="1.4"><header srclang="de"/><body>
<tu><tuv xml:lang="de"><seg>Nur deutsch.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Der Rat tagte in der großen Halle.</seg></tuv>
<tuv xml:lang="en"><seg>The council met in the the great hall.</seg></tuv></tu>
</body></tmx>
"""
PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

#: a.py:1
msgid "Der Rat tagte in der großen Halle."
msgstr "The council met in the the great hall."
"""
TSV = (
    "id\tsource\ttarget\tnote\r\n1\tDer Rat ging.\tThe council left.\tä\r\n"
    "2\tDer Rat tagte in der großen Halle.\tThe council met in the the great hall.\t\r\n"
)
CSV = 'id,source,target\n1,"Der Rat, der tagte, ging in die Halle.","The council, which met, went into the the hall."\n'


@pytest.mark.parametrize(
    ("name", "text"), [("a.xlf", XLIFF), ("a.tmx", TMX), ("a.po", PO), ("a.tsv", TSV), ("a.csv", CSV)]
)
def test_only_the_translation_changes(tmp_path: Path, name: str, text: str) -> None:
    if name.endswith(".po"):
        pytest.importorskip("translate")
    if name.endswith((".xlf", ".tmx")):
        pytest.importorskip("defusedxml")
    path = tmp_path / name
    data = text.encode("utf-8")
    path.write_bytes(data)
    fixed = fix_file(Input(str(path), str(path)), data, Task.of(load(isolated=True)), suggested=False)
    assert not isinstance(fixed, Problem), fixed
    assert fixed.data.decode("utf-8") == text.replace("in the the great", "in the great").replace(
        "into the the hall", "into the hall"
    )
    assert fixed.settled


def test_inline_elements_are_not_touched(tmp_path: Path) -> None:
    pytest.importorskip("defusedxml")
    text = XLIFF.replace("great hall &amp; went", 'great <g id="1">hall</g>')
    data = text.encode()
    path = tmp_path / "a.xlf"
    fixed = fix_file(Input(str(path), str(path)), data, Task.of(load(isolated=True)), suggested=False)
    assert not isinstance(fixed, Problem), fixed
    assert fixed.data == data and not fixed.applied and fixed.settled
    assert [(c.finding.code, c.place) for c in fixed.held] == [("REP001", (4, 1, "1"))]


def test_segments_without_inline_elements_are_mended_beside_those_with(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("defusedxml")
    monkeypatch.chdir(tmp_path)
    unit = "<trans-unit id='{}'><source>Der Rat tagte in der Halle.</source>\n<target>The council met in {}.</target>"
    unit += "</trans-unit>\n"
    units = [unit.format(*row) for row in (("a", 'the the <g id="1">hall</g>'), ("b", "the the hall"))]
    head = '<xliff version="1.2"><file source-language="de" target-language="en"><body>\n'
    text = head + "".join(units) + "</body></file></xliff>\n"
    (tmp_path / "m.xlf").write_text(text, encoding="utf-8")
    shown = run("fix", "m.xlf")
    assert shown.code == 0 and shown.out.splitlines()[2:] == [
        "@@ -2,5 +2,5 @@",
        *(" " + line for line in units[0].splitlines()),
        " " + units[1].splitlines()[0],
        "-" + units[1].splitlines()[1],
        "+" + units[1].splitlines()[1].replace("the the", "the"),
        " </body></file></xliff>",
    ]
    assert run("fix", "--write", "m.xlf").err.splitlines()[:2] == [
        "mtcheck: m.xlf:4:1: REP001: b: fixed: Delete the second “the”",
        "mtcheck: m.xlf:2:1: REP001: a: not fixed, the segment has inline elements; change it in its own tool: "
        "Delete the second “the”",
    ]
    assert (tmp_path / "m.xlf").read_text(encoding="utf-8") == head + units[0] + units[1].replace("the the", "the") + (
        "</body></file></xliff>\n"
    )
