"""Bilingual files, good and bad, and the command line with a source or a reference."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from conftest import Result, Run, segments_of

from mtcheck.checking.checker import scored
from mtcheck.checking.segments import SegmentPlace, SegmentPlaces
from mtcheck.checking.settings import Settings
from mtcheck.project.terms import Unusable, read_forbidden, read_glossary
from mtcheck.reading.base import Segment
from mtcheck.reading.encoding import Unreadable
from mtcheck.run.companions import matching
from mtcheck.run.segments import CHUNK, check_segments
from mtcheck.text.spans import Span

XLIFF12 = """<?xml version="1.0"?>
<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="de" target-language="en">
<body><trans-unit id="a"><source>Der Rat <x id="1"/> tagte.</source><target>The council <x id="1"/> met.</target>
<alt-trans><source>Alt</source><target>Old</target></alt-trans></trans-unit>
<trans-unit id="b"><source>Er hatte <g id="2">38</g> Gäste.</source>
<target>It had <g id="2">37</g> guests.</target></trans-unit>
</body></file></xliff>"""
XLIFF2 = """<xliff version="2.0" srcLang="de" trgLang="en" xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">
<unit id="u"><segment><source>Der Rat tagte.</source><target>The council met.</target></segment>
<segment><source>Er hatte <pc id="1">38</pc> Gäste.</source><target>It had <pc id="1">37</pc> guests.</target></segment>
</unit>
</file></xliff>"""
TMX = """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="de"/><body>
<tu tuid="1"><tuv xml:lang="en-GB"><seg>The council met.</seg></tuv>
<tuv xml:lang="de"><seg>Der Rat tagte.</seg></tuv></tu>
<tu><tuv xml:lang="de"><seg>Er hatte 38 Gäste.</seg></tuv><tuv xml:lang="en"><seg>It had 37 guests.</seg></tuv></tu>
</body></tmx>"""
PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

#: a.c:1
msgid "Er hatte 38 Gäste."
msgstr "It had 37 guests."

#, fuzzy
msgid "Der Rat."
msgstr "The council."

msgid "Leer"
msgstr ""
"""
TSV = "id\tsource\ttarget\nx\tEr hatte 38 Gäste.\tIt had 37 guests.\n"
CSV = 'Target,Source\n"It had 37 guests.","Er hatte 38 Gäste."\n'
FILES = {"a.xlf": XLIFF12, "b.xliff": XLIFF2, "c.tmx": TMX, "d.po": PO, "e.tsv": TSV, "f.csv": CSV}
BOMB = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><tmx><body>&b;</body></tmx>'
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><tmx><body>&a;</body></tmx>'


@pytest.fixture(params=FILES)
def bilingual(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / str(request.param)
    path.write_text(FILES[str(request.param)], encoding="utf-8")
    return path


def test_segments(bilingual: Path) -> None:
    segments = list(segments_of(bilingual))
    assert segments[-1].target == "It had 37 guests." and segments[-1].source == "Er hatte 38 Gäste."


KEPT = """<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"><file source-language="de"><body>
<trans-unit id="lost"><source>Klicken Sie <g id="1">hier</g>.</source><target>Click here.</target></trans-unit>
<trans-unit id="moved"><source>Erst <g id="1">da</g>, <g id="2">dort</g>.</source>
<target>First <g id="2">here</g>, <g id="1">there</g>.</target></trans-unit>
<trans-unit id="kept"><source>Es ist <mrk mtype="protected">Am See</mrk>.</source>
<target>It is <mrk mtype="protected">Am See</mrk>.</target></trans-unit>
<trans-unit id="not"><source>Hier ist <mrk translate="no">Am See</mrk>.</source>
<target>Here is <mrk translate="no">On the Lake</mrk>.</target></trans-unit>
</body></file></xliff>"""


def test_inline_elements_that_are_lost_and_text_that_is_to_be_kept(tmp_path: Path) -> None:
    (tmp_path / "a.xlf").write_text(KEPT, encoding="utf-8")
    settings = Settings(select=("BTO",))
    report = scored(check_segments(segments_of(tmp_path / "a.xlf"), settings), settings)
    found = {report.segment_at(f.span.start).id: f.message for f in report.findings}
    assert found == {
        "lost": '“<g id="1">” of the source is missing.',
        "not": "“Am See” is not to be translated.",
    }


def test_findings_are_placed_by_segment(bilingual: Path) -> None:
    settings = Settings(select=("BNU001",))
    report = scored(check_segments(segments_of(bilingual), settings), settings)
    (finding,) = report.to_dict()["findings"]
    assert finding["text"] == "37" and (finding["segment"]["start"], finding["segment"]["end"]) == (7, 9)
    assert finding["related"][0]["text"] == "38" and finding["related"][0]["where"] == "source"


def test_ids_and_placeholders(tmp_path: Path) -> None:
    for name, ids in (("a.xlf", ["a", "b"]), ("b.xliff", ["u", "u.2"]), ("c.tmx", ["1", "2"]), ("e.tsv", ["x"])):
        (tmp_path / name).write_text(FILES[name], encoding="utf-8")
        assert [s.id for s in segments_of(tmp_path / name)] == ids
    assert next(iter(segments_of(tmp_path / "a.xlf"))).target == "The council {1} met."


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("a.tmx", BOMB, "entities"),
        ("a.xlf", BOMB, "entities"),
        ("a.tmx", OUTSIDE, "entities"),
        ("a.tmx", "<tmx><body>", "malformed XML in line 1"),
        ("a.xlf", "<html></html>", "not an XLIFF file"),
        ("a.tmx", "<html></html>", "not a TMX file"),
        ("a.csv", "one,two\n1,2\n", "columns"),
        ("a.tsv", "source\ttarget\tTarget\nA\tB\tC\n", "names 2 columns “target”"),
        ("a.tsv", "source\ttarget\nA\n", "row 2 has 1 column, not 2"),
        ("a.tsv", "source\ttarget\n", "no segments"),
    ],
)
def test_bad_files(name: str, text: str, reason: str, tmp_path: Path, run: Run, article: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Unreadable, match=reason):
        check_segments(segments_of(path), Settings())
    result = run("check", path, article)  # the rest is still checked
    assert result.code == 2 and result.err.count("\n") == 1 and reason in result.err and "article.txt" in result.out


def test_mixed_encodings(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "a.tsv"
    path.write_bytes("source\ttarget\nGäste\tguests\n".encode() + "Gäste\tguests\n".encode("latin-1"))
    result = run("check", path)
    assert result.code == 2 and "not UTF-8 text" in result.err and result.err.count("\n") == 1


def test_many_segments_are_moved_into_place() -> None:
    segments = [
        Segment(str(i), f"Er hatte {1000 + i} Gäste.", f"It had {1000 + i} guests.", "de") for i in range(CHUNK)
    ]
    segments.append(Segment("last", "Er hatte 38 Gäste.", "It had 37 guests.", "de"))
    report = check_segments(segments, Settings(select=("bilingual",)))
    (finding,) = report.findings
    assert report.text[slice(*finding.span)] == "37" and len(report.segments) == CHUNK + 1


def test_source_option(tmp_path: Path, run: Run) -> None:
    (tmp_path / "en.txt").write_text("It had 37 guests.\n", encoding="utf-8")
    (tmp_path / "de.txt").write_text("Er hatte 38 Gäste.\n", encoding="utf-8")
    result = run("check", tmp_path / "en.txt", "--source", tmp_path / "de.txt", "--source-lang", "de")
    assert result.code == 1 and "BNU001" in result.out and "source: 1:10 “38”" in result.out
    result = run("check", tmp_path / "en.txt", "--source", tmp_path / "none.txt")
    assert result.code == 2 and "no such file" in result.err and "en.txt: passed" in result.out


def test_source_folder(tmp_path: Path, run: Run) -> None:
    (tmp_path / "de").mkdir()
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text("It had 37 guests.\n", encoding="utf-8")
    (tmp_path / "de" / "one.de.txt").write_text("Er hatte 38 Gäste.\n", encoding="utf-8")
    paths = tmp_path / "one.txt", tmp_path / "two.txt"
    result = run("check", *paths, "--source-dir", tmp_path / "de", "--format", "json")
    files = json.loads(result.out)["files"]
    assert result.code == 2 and "no source in" in result.err
    assert [bool(f["source"]) for f in files] == [True, False] and files[0]["findings"][0]["code"] == "BNU001"
    assert matching(str(tmp_path / "nowhere"), "x") is None


def test_reference_option(tmp_path: Path, run: Run, article: Path) -> None:
    result = run("check", article, "--reference", article, "--sentence-metrics", "--exit-zero")
    assert result.code == 0 and "BLEU 100.0" in result.out and "chrF2++" in result.out and "TER" in result.out
    longer = tmp_path / "longer.txt"
    longer.write_text("One line.\nAnd one more.\n", encoding="utf-8")
    result = run("check", article, "--reference", longer, "--sentence-metrics", "--exit-zero")
    assert result.code == 2 and "another number of lines" in result.err


def test_option_mistakes(run: Run, article: Path, tmp_path: Path) -> None:
    for arguments in (
        ("--source", article, "--source-dir", tmp_path),
        (article, "--source", article),
        ("--sentence-metrics",),
        ("--source-dir", tmp_path / "none"),
        ("--glossary", tmp_path / "none"),
    ):
        assert run("check", article, *arguments).code == 2


def test_terms(tmp_path: Path, run: Run, article: Path) -> None:
    (tmp_path / "terms.csv").write_text("source,target\nBundesrat,Federal Council,Council\nMtcheck\n", encoding="utf-8")
    assert read_glossary(str(tmp_path / "terms.csv")) == (
        ("Bundesrat", ("Federal Council", "Council")),
        ("Mtcheck", ("Mtcheck",)),
    )
    (tmp_path / "terms.tbx").write_text(
        '<martif><text><body><termEntry><langSet xml:lang="de"><tig><term>Rat</term></tig></langSet>'
        '<langSet xml:lang="en"><tig><term>council</term></tig></langSet></termEntry></body></text></martif>',
        encoding="utf-8",
    )
    assert read_glossary(str(tmp_path / "terms.tbx")) == (("Rat", ("council",)),)
    (tmp_path / "bad.tbx").write_text(BOMB, encoding="utf-8")
    with pytest.raises(Unusable):
        read_glossary(str(tmp_path / "bad.tbx"))
    (tmp_path / "no.txt").write_text("# never\nminister\n", encoding="utf-8")
    assert read_forbidden(str(tmp_path / "no.txt")) == ("minister",)
    assert "BTE002" in run("check", article, "--forbidden", tmp_path / "no.txt").out


def codes(result: Result) -> list[tuple[int, str]]:
    [file] = json.loads(result.out)["files"]
    return [(f["line"], f["code"]) for f in file["findings"]]


MARKDOWN = "---\ntitle: {title}\n---\n\n# {head}\n\n{first}\n\n- [{item}](http://x.example/48)\n"


@pytest.mark.parametrize("suffix", [".md", ".html", ".txt"])
def test_sources_are_read_like_articles(suffix: str, tmp_path: Path, run: Run) -> None:
    english = {"title": "The council", "head": "A bridge", "first": "The council met in 1978.", "item": "One bridge"}
    german = {"title": "Der Rat", "head": "Eine Brücke", "first": "Der Rat tagte 1987.", "item": "Eine Brücke"}
    (tmp_path / "en.md").write_text(MARKDOWN.format(**english), encoding="utf-8")
    text = MARKDOWN.format(**german)
    if suffix == ".txt":
        text = "\n\n".join(german.values()) + "\n"
    elif suffix == ".html":
        text = "<nav>12 Seiten</nav><article>" + "".join(f"<p>{v}</p>\n" for v in german.values()) + "</article>\n"
    source = tmp_path / f"de{suffix}"
    source.write_text(text, encoding="utf-8")
    options = ("--source", source, "--source-lang", "de", "--select", "bilingual", "--html-selector", "article")
    result = run("check", tmp_path / "en.md", *options, "--format", "json")
    assert codes(result) == [(7, "BNU001")]
    [related] = json.loads(result.out)["files"][0]["findings"][0]["related"]
    assert text[slice(*related["span"].values())] == related["text"] == "1987"


def test_lines_of_the_source_may_be_one_paragraph_of_the_article(tmp_path: Path, run: Run) -> None:
    lines = (
        ("The council met on Monday.", "Der Rat tagte am Montag."),
        ("The mayor invited the choirs to the town hall.", "Der Bürgermeister lud die 48 Chöre ins Rathaus ein."),
        ("They sang for a long time.", "Sie sangen lange."),
        ("The guests liked it very much.", "Den Gästen gefiel es sehr."),
        ("Then they all went home to the old town.", "Dann gingen alle nach Hause in die Altstadt."),
    )
    (tmp_path / "en.md").write_text("\n".join(e for e, _ in lines), encoding="utf-8")
    (tmp_path / "de.txt").write_text("\n".join(d for _, d in lines), encoding="utf-8")
    options = ("--source", tmp_path / "de.txt", "--select", "bilingual", "--format", "json")
    assert codes(run("check", tmp_path / "en.md", *options)) == [(2, "BNU003")]


def test_a_sentence_with_code_in_it_is_compared(tmp_path: Path, run: Run) -> None:
    article, source = tmp_path / "en.md", tmp_path / "de.txt"
    source.write_text("Der Rat kaufte die 48 Geräte für die Schule.\n", encoding="utf-8")
    options = ("--source", source, "--source-lang", "de", "--select", "bilingual", "--format", "json")
    article.write_text("The council bought the devices `foo37` for the school.\n")
    assert codes(run("check", article, *options)) == [(1, "BNU003")]
    article.write_text("The council bought the devices `foo 48` for the school.\n")
    assert codes(run("check", article, *options)) == []


def test_articles_of_a_file_have_each_their_source(tmp_path: Path, run: Run) -> None:
    article, source = tmp_path / "en.jsonl", tmp_path / "de.jsonl"
    article.write_text('{"t": "It had 36 guests."}\n{"t": "It had 38 guests."}\n')
    source.write_text('{"t": "Es hatte 36 Gäste."}\n{"t": "Es hatte 37 Gäste."}\n', encoding="utf-8")
    options = ("--source", source, "--source-lang", "de", "--json-pointer", "/t", "--select", "bilingual")
    result = run("check", article, *options, "--format", "json")
    assert [len(f["findings"]) for f in json.loads(result.out)["files"]] == [0, 1]
    source.write_text('{"t": "Es hatte 36 Gäste."}\n', encoding="utf-8")
    result = run("check", article, *options)
    assert result.code == 2 and "the source holds 1 texts, this 2" in result.err


def test_baseline_with_sources(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, text in (("en", "It had 37 guests."), ("de", "Er hatte 38 Gäste.")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.md").write_text(text + "\n", encoding="utf-8")
    sources = ("--source-dir", "de", "--source-lang", "de")
    assert run("check", "en", *sources).code == 1
    assert "1 known finding " in run("baseline", "en", *sources).err
    result = run("check", "en", *sources, "--baseline", ".mtcheck-baseline.json", "--format", "json")
    assert result.code == 0 and json.loads(result.out)["files"][0]["source"]["lang"] == "de"
    (tmp_path / "en" / "b.md").write_text("It had guests.\n")
    assert run("baseline", "en", *sources).code == 2  # told that a source is missing
    assert run("baseline", "en", "--source", "de/a.md").code == 2


def test_suppressions_of_bilingual_rules(tmp_path: Path, run: Run) -> None:
    article, source = tmp_path / "en.md", tmp_path / "de.txt"
    source.write_text("Er hatte 38 Gäste.\n", encoding="utf-8")
    options = ("--source", source, "--source-lang", "de", "--format", "json")
    article.write_text("<!-- mtcheck: ignore BNU001 -- ours -->\n\nIt had 37 guests.\n")
    result = run("check", article, *options)
    assert codes(result) == [] and result.err == ""
    article.write_text("<!-- mtcheck: ignore BNU001 -- ours -->\n\nIt had 38 guests.\n")
    assert "no longer suppresses" in run("check", article, *options).err
    assert run("check", article).err == ""  # without the source nobody knows


@pytest.mark.parametrize("style", ["json", "jsonl"])
def test_sentence_metrics(style: str, run: Run, article: Path) -> None:
    for wanted in (True, False):
        options = ("--sentence-metrics",) * wanted
        out = run("check", article, "--reference", article, "--format", style, "--exit-zero", *options).out
        file = json.loads(out)["files"][0] if style == "json" else json.loads(out.splitlines()[0])
        assert ("sentences" in file["metrics"]) == wanted


def test_changed_since_in_bilingual_files(bilingual: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(bilingual.parent)

    def git(*args: str) -> None:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *args]
        subprocess.run(command, check=True, capture_output=True)

    options = ("--source-lang", "de", "--select", "BNU001", "--changed-since", "HEAD", "--format", "json")

    def found() -> list[str]:
        result = run("check", bilingual.name, *options)
        return [f["text"] for file in json.loads(result.out)["files"] for f in file["findings"]]

    git("init", "-q")
    git("commit", "-q", "--allow-empty", "-m", "none")
    assert found() == ["37"]  # a new file
    git("add", ".")
    git("commit", "-qm", "one")
    assert found() == []
    text = bilingual.read_text(encoding="utf-8")
    bilingual.write_text(text.replace("council", "old council"), encoding="utf-8")
    assert found() == []  # another segment has changed
    bilingual.write_text(text.replace("37", "36"), encoding="utf-8")
    assert found() == ["36"]


def test_places_of_segments_are_a_sequence() -> None:
    rows = [SegmentPlace(str(k), Span(10 * k, 10 * k + 8), Span(7 * k, 7 * k + 5), k) for k in range(5)]
    places = SegmentPlaces(rows)
    assert list(places) == rows and places[-1] == rows[-1] and list(places[1:4:2]) == rows[1:4:2]
    assert places == SegmentPlaces(rows) != SegmentPlaces(rows[1:]) and not SegmentPlaces()
    with pytest.raises(IndexError):
        places[5]
