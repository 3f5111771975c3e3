"""The HTML report as text: what is in it, that it is whole and harmless. A browser looks in test_pages.py."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from conftest import Run
from justhtml import Element, JustHTML

import mtcheck
from mtcheck.lint.findings import MAJOR, SOURCE, Finding, Related
from mtcheck.project.loading import load
from mtcheck.reading.files import Input
from mtcheck.report.page.layout import Mark, clean, paragraphs, runs
from mtcheck.report.page.model import article_view
from mtcheck.report.page.plots import by_family, by_folder, histogram
from mtcheck.run.companions import Companions
from mtcheck.run.flow import Result, Task, examine
from mtcheck.text.spans import Span

HOSTILE = (
    "He said <script>alert(1)</script> the the \u202eevil\u202c {{ 7*7 }} {% x %} &amp; "
    '\x1b[31m ##[error] onload="x" man.'
)


def page(run: Run, *args: object) -> str:
    return run("check", *args, "--isolated", "--format", "html").out


def found(html: str, selector: str) -> list[Element]:
    return [node for node in JustHTML(html, sanitize=False).query(selector) if isinstance(node, Element)]


def texts(html: str, selector: str) -> list[str]:
    return [node.to_text(separator="", strip=False) for node in found(html, selector)]


# Cutting a text


def test_lines_are_paragraphs_unless_they_were_wrapped() -> None:
    text = "First line that ends.\nSecond line.\n\nA line that was wrapped\nby hand goes on\nhere.\n"
    assert [text[slice(*p.span)] for p in paragraphs(text)] == [
        "First line that ends.",
        "Second line.",
        "A line that was wrapped\nby hand goes on\nhere.",
    ]


def test_a_short_line_without_a_stop_is_a_heading() -> None:
    assert [p.kind for p in paragraphs("The news of today\n\nIt rained.\n\nThe end")] == ["h", "p", "p"]
    assert [p.kind for p in paragraphs("- one thing\n\n“Two,” he said:\n\nThree.")] == ["p", "p", "p"]


def test_runs_hold_the_whole_text_and_the_shortest_mark_wins() -> None:
    text = "one two three four"
    marks = [Mark(Span(0, 18), 1), Mark(Span(4, 7), 2), Mark(Span(8, 8), 3)]
    [cut] = runs(text, [Span(0, 18)], marks, [Mark(Span(6, 10), 2)])
    assert "".join(r.text for r in cut) == text
    assert [(r.text, r.card) for r in cut if r.first] == [("one ", 1), ("tw", 2), ("", 3)]
    assert [r.text for r in cut if r.related == (2,)] == ["o", " ", "th"]


def test_a_mark_between_paragraphs_is_not_lost() -> None:
    text = "one\n\n\ntwo"
    cut = runs(text, [p.span for p in paragraphs(text)], [Mark(Span(4, 5), 1)], [])
    assert [(r.text, r.card, r.point) for r in cut[0]] == [("one", 0, False), ("", 1, True)]
    assert [r.card for r in cut[1]] == [0]


def test_what_reorders_or_hides_is_shown() -> None:
    assert clean("a\u202eb\x00c\nd\ud800") == "a⟨U+202E⟩b␀c d⟨U+D800⟩"
    assert clean("‏نعم‎ é😀\u200d") == "‏نعم‎ é😀\u200d"


# One article


def test_the_sample_article(run: Run, fixtures: Path) -> None:
    html = page(run, fixtures / "seed.txt")
    report = mtcheck.check((fixtures / "seed.txt").read_text(encoding="utf-8"))
    marks = found(html, ".text a.m")
    assert [m.to_text() for m in marks] == [report.text[slice(*f.span)] for f in report.findings]
    assert len(texts(html, ".card")) == len(report.findings) == 7
    assert texts(html, ".score b") == ["51.7"] and "Failed" in texts(html, ".stamp")[0]
    assert texts(html, ".art .signature")[0].strip() == report.score.signature
    related = {node.to_text() for node in found(html, ".r")}
    assert related == {"During his first term", "Korean Central News Agency"}
    for code in {f.code for f in report.findings}:
        assert f'id="{code}"' in html
    assert len(texts(html, ".fixlist li")) == 7


def test_the_page_needs_nothing_else_and_its_policy_allows_only_itself(run: Run, fixtures: Path) -> None:
    html = page(run, fixtures / "seed.txt")
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)[0]
    for kind in ("script", "style"):
        for body in re.findall(f"<{kind}>(.*?)</{kind}>", html, re.DOTALL):
            assert b64encode(sha256(body.encode()).digest()).decode() in policy
    assert "unsafe" not in policy and "default-src 'none'" in policy
    assert not re.findall(r'(?:src|href)="(?!#)', html) and " style=" not in html and "@import" not in html


def test_hostile_text_is_only_text(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "x<img src=x onerror=alert(1)>.txt"
    path.write_text(HOSTILE, encoding="utf-8")
    html = page(run, path)
    assert html.count("<script>") == 2 and "<img" not in html and "49" not in texts(html, ".text")[0]
    shown = texts(html, ".text")[0]
    assert "<script>alert(1)</script>" in shown and "{{ 7*7 }} {% x %} &amp;" in shown
    assert "\u202e" not in html and "\x1b" not in html and "##[" not in html


def test_no_finding_no_score(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Fine.\n")
    (tmp_path / "b.txt").write_text(
        "Das ist ein deutscher Text, der hier nicht geprüft werden kann, weil er deutsch ist.\n" * 9
    )
    assert "no known artefacts found" in page(run, tmp_path / "a.txt")
    html = page(run, tmp_path / "b.txt")
    assert texts(html, ".score b") == ["No score"] and "not in English" in texts(html, ".score")[0]


def test_markup_is_not_shown_but_places_are_those_of_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A title\n\nHe saw **the** [the man](https://example.org).\n")
    html = page(run, path, "--select", "REP001")
    assert texts(html, ".text p") == ["A title", "He saw the the man."]
    assert texts(html, ".text a.m") == ["the the"] or texts(html, ".text a.m") == ["the "]
    assert "3:8" in texts(html, ".card .meta")[0] or "3:10" in texts(html, ".card .meta")[0]


def test_the_file_says_what_is_a_heading(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# A title\n\nA line.\n\n## Who won the prize?\n\n- 1st: 100 euros\n- 2nd: 30 euros\n\nThe end.\n")
    assert texts(page(run, path), ".text .hd") == ["A title", "Who won the prize?"]
    assert texts(page(run, path), ".text .hd") == ["A title", "Who won the prize?"], "nor does the cache forget it"


# With the source


ARABIC = """أعلنت الوزارة يوم الأحد أن 35 شخصا قتلوا.
وقالت الوكالة إن فرق الإنقاذ تبحث عن 12 مفقودا.
لم تنشر الوزارة أرقاما أخرى.
"""
ENGLISH = """The ministry said on Sunday that 53 people were killed.
The agency said rescue teams search for 12 missing people.
"""


def examined(path: Path, source: Path) -> Result:
    result = examine(Input(str(path), str(path)), Task(load(isolated=True), (), companions=Companions(str(source))))
    assert isinstance(result, Result)
    return result


@pytest.fixture
def arabic(tmp_path: Path) -> Path:
    (tmp_path / "ar.txt").write_text(ARABIC, encoding="utf-8")
    (tmp_path / "en.txt").write_text(ENGLISH, encoding="utf-8")
    return tmp_path


def test_the_source_stands_beside_from_right_to_left(run: Run, arabic: Path) -> None:
    html = page(run, arabic / "en.txt", "--source", arabic / "ar.txt")
    sources = found(html, ".src")
    assert [s.attrs["dir"] for s in sources] == ["rtl", "rtl"]
    assert "35" in sources[0].to_text() and "12" in sources[1].to_text() and "أخرى" in sources[1].to_text()
    assert texts(html, ".src .r") == ["35"]
    assert "35" in texts(html, ".card .from q")[0]


def test_the_source_of_a_file_with_markup(arabic: Path) -> None:
    """Places in the prose of both, whatever the files look like."""
    plain = article_view("en", examined(arabic / "en.txt", arabic / "ar.txt").reports[0])
    for name in ("en", "ar"):
        text = (arabic / f"{name}.txt").read_text(encoding="utf-8").replace("\n", "\n\n")
        (arabic / f"{name}.md").write_text(f"<!-- note -->\n\n{text}", encoding="utf-8")
    marked = article_view("en", examined(arabic / "en.md", arabic / "ar.md").reports[0])
    assert [(r.runs, r.source) for r in marked.rows] == [(r.runs, r.source) for r in plain.rows]
    assert [c.source for c in marked.cards] == [c.source for c in plain.cards] != [""]


def test_segments_of_a_bilingual_file(run: Run, fixtures: Path) -> None:
    html = page(run, fixtures / "bilingual" / "segments.tsv")
    assert len(texts(html, ".pair")) == len(texts(html, ".src")) > 1


def test_of_many_segments_those_with_findings_are_shown(run: Run, tmp_path: Path) -> None:
    rows = [f"Haus {k} ist neu.\tHouse {k} is new.\n" for k in range(320)]
    rows[200] = "Die Feuerwehr hat 48 Häuser geräumt.\tThe fire brigade has cleared 84 houses.\n"
    (tmp_path / "a.tsv").write_text("".join(["source\ttarget\n", *rows]), encoding="utf-8")
    html = page(run, tmp_path / "a.tsv", "--source-lang", "de")
    assert "Of 320 segments only those with findings are shown." in texts(html, ".aside")
    assert texts(html, ".pair p") == ["The fire brigade has cleared 84 houses.", "Die Feuerwehr hat 48 Häuser geräumt."]


def test_everything_of_the_source_is_shown_once(arabic: Path) -> None:
    view = article_view("en", examined(arabic / "en.txt", arabic / "ar.txt").reports[0])
    shown = "".join(r.text for row in view.rows for p in row.source for r in p)
    assert shown == (arabic / "ar.txt").read_text(encoding="utf-8").replace("\n", "")


# Many articles


def test_many_articles(run: Run, tmp_path: Path, fixtures: Path) -> None:
    seed = (fixtures / "seed.txt").read_text(encoding="utf-8")
    for name, text in {"a/1.txt": seed, "b/2.txt": "Fine.", "b/3.txt": "He saw the the man in the the house."}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xfe\x00")
    html = page(run, tmp_path)
    rows = [[c.to_text() for c in row.query("th, td")][:5] for row in found(html, "tbody tr")]
    assert rows[0] == ["a/1.txt", "failed", "51.7", "553", "7"]
    assert [r[1] for r in rows] == ["failed", "passed", "passed"]
    assert texts(html, "svg.bars title")[0] == "casing 2, pronouns 2, sentences 2, time 1"
    assert "bad.txt" in texts(html, ".problem")[0]
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids)


def test_figures_over_many() -> None:
    texts = ["He saw the the man.", "Fine words stand here."]
    views = [article_view(f"{d}/x.txt", mtcheck.check(t)) for d, t in zip("ab", texts, strict=True)]
    assert [b.shown for b in histogram(views) if b.value] and sum(b.value for b in histogram(views)) == 2
    assert [(b.label, b.shown) for b in by_family(views)] == [("repetition", "111.11")]
    assert [(f.name, round(f.per_thousand)) for f in by_folder(views)] == [("a", 200), ("b", 0)]
    assert by_folder(views[:1]) == [] and by_folder([]) == []


def test_a_related_place_without_a_source_does_no_harm() -> None:
    from dataclasses import replace

    from mtcheck.checking.report import Found

    report = mtcheck.check("Fine words stand here.")
    finding = Finding("INT001", "internal-error", "x", Span(0, 0), MAJOR, 0.0, "x", (Related(Span(0, 1), "y", SOURCE),))
    view = article_view("x", replace(report, found=(Found(finding, Span(0, 4)),)))
    assert view.cards[0].quote == "‸" and view.cards[0].beside[0].quote == ""


def test_no_page_is_loaded_unless_it_is_asked_for() -> None:
    import subprocess
    import sys

    code = "import sys; from mtcheck.cli.main import main; main(['--help']); sys.exit('jinja2' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0
