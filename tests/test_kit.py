"""The measuring kit: its readers on small folders in the form of the public ones, its tables, results and page."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path
from typing import Any

import pytest

from benchmarks.kit import data, page, places
from benchmarks.kit.__main__ import main
from benchmarks.kit.checkers import Checked, Checker, Finding, checkers, ours
from benchmarks.kit.figures import correlation, mcc, per_thousand, sample, spearman
from benchmarks.kit.tables import TABLES, damage, flipped

ENGLISH = [
    ("a.1", "The mayor opened the bridge in 1987 and thanked the workers."),
    ("a.1", "She said that it had cost 40 million euros."),
    ("b.2", "The team lost the match at home on Saturday."),
]
GERMAN = [
    "Die Bürgermeisterin eröffnete 1987 die Brücke und dankte den Arbeitern.",
    "Sie sagte, sie habe 40 Millionen Euro gekostet.",
    "Die Mannschaft verlor das Spiel am Samstag zu Hause.",
]
PASSAGE = (
    "Anna Weber was born in Graz. She studied law there, and her first book came out in 1990. "
    "In it she told of herself."
)
CONLLU = """# newdoc id = d1
# text = The council met on Monday.
1\tThe\tthe\tDET\tDT\t_\t2\tdet\t_\t_

# text = It sat for for two hours.
1\tIt\tit\tPRON\tPRP\t_\t2\tnsubj\t_\t_

# newpar
# text = Nobody left.
1\tNobody\tnobody\tPRON\tNN\t_\t2\tnsubj\t_\t_

# newdoc id = d2
# text = All was well.
1\tAll\tall\tDET\tDT\t_\t2\tnsubj\t_\t_

"""


def packed(path: Path, files: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, text in files.items():
            body = text.encode()
            info = tarfile.TarInfo(f"et-en-dev/{name}")
            info.size = len(body)
            archive.addfile(info, io.BytesIO(body))


def errors(*spans: tuple[int, int, str]) -> list[dict[str, Any]]:
    """As the annotation has them: both ends within."""
    return [
        {"startIndex": a, "endIndex": b, "severity": severity, "error_category": "Grammar"} for a, b, severity in spans
    ]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    for name in ("gum", "pud"):
        (root / name).mkdir()
        (root / name / f"en_{name}-ud-test.conllu").write_text(CONLLU, encoding="utf-8")
    ntrex = root / "ntrex" / "NTREX-128"
    ntrex.mkdir(parents=True)
    (root / "ntrex" / "DOCUMENT_IDS.tsv").write_text("".join(f"{d}\n" for d, _ in ENGLISH), encoding="utf-8")
    (ntrex / "newstest2019-src.eng.txt").write_text("".join(f"{t}\n" for _, t in ENGLISH), encoding="utf-8")
    (ntrex / "newstest2019-ref.deu.txt").write_text("".join(f"{t}\n" for t in GERMAN), encoding="utf-8")
    (root / "gap").mkdir()
    head = "ID\tText\tPronoun\tPronoun-offset\tA\tA-offset\tA-coref\tB\tB-offset\tB-coref\tURL\n"
    row = f"development-1\t{PASSAGE}\tShe\t29\tAnna Weber\t0\tTRUE\tGraz\t23\tFALSE\thttp://example.org\n"
    (root / "gap" / "gap-development.tsv").write_text(head + row, encoding="utf-8")
    (root / "gap" / "gap-test.tsv").write_text(head + row, encoding="utf-8")  # the same passage again
    scores = "index\toriginal\ttranslation\tscores\tmean\tz_scores\tz_mean\tmodel_scores\n"
    scores += "0\tTa läks koju.\tHe went home the the.\t[1]\t50\t[0]\t-0.5\t-1\n1\tHea.\tGood.\t[1]\t90\t[0]\t0.5\t-1\n"
    direct, edited = (root / "mlqe-pe" / "data" / name / "dev" for name in ("direct-assessments", "post-editing"))
    packed(direct / "et-en-dev.tar.gz", {"dev.eten.df.short.tsv": scores})
    tags = "OK OK OK OK OK OK OK BAD OK BAD OK BAD OK\nOK OK OK OK OK\n"
    packed(edited / "et-en-dev.tar.gz", {"dev.mt": "He went home the the .\nGood .\n", "dev.tags": tags})
    bio = root / "bio-mqm" / "data/v1/target/main_phase/round_one/batch1/medline_de2en/v1"
    bio.mkdir(parents=True)
    rows = [
        ("1", "Wir fanden viel.", "We found a lot.", errors()),
        ("2", "Die Dosis war war hoch.", "The dose was was high.", errors((9, 15, "Major"))),
        ("1", "Es half.", "It helped.", errors((0, 1, "Neutral"))),
    ]
    told = [
        {"SEG_ID": n, "source": s, "target": t, "target_errors": e, "source_locale": "de_en", "MT_Engine": "X_run1"}
        for n, s, t, e in rows
    ]
    (bio / "X_run1_abstract_de2en_en.json").write_text(json.dumps(told), encoding="utf-8")
    return root


def test_documents_of_a_treebank(folder: Path) -> None:
    first, second = data.conllu(folder / "gum", "gum")
    assert first == ("gum", "d1", "The council met on Monday. It sat for for two hours.\nNobody left.")
    assert second.id == "d2" and second.text == "All was well."


def test_pairs_of_ntrex(folder: Path) -> None:
    assert [t.id for t in data.ntrex_english(folder / "ntrex")] == ["a.1", "b.2"]
    pairs = data.ntrex(folder / "ntrex")
    assert list(pairs) == ["de"] and pairs["de"][2] == ("b.2", GERMAN[2], ENGLISH[2][1])


def test_passages_of_gap_once(folder: Path) -> None:
    assert [t.text for t in data.gap(folder / "gap")] == [PASSAGE]


def test_words_of_mlqe(folder: Path) -> None:
    first, second = data.mlqe(folder / "mlqe-pe")["et-en"]
    words = [first.text[start:end] for start, end in first.words]
    assert words == ["He", "went", "home", "the", "the", "."]
    assert [w for w, bad in zip(words, first.bad, strict=True) if bad] == ["the", "the", "."]
    assert (first.source, first.score) == ("Ta läks koju.", -0.5) and not any(second.bad)


def test_errors_of_bio(folder: Path) -> None:
    first, second = data.bio(folder / "bio-mqm")  # two abstracts: the numbers begin anew
    [(start, end, severity)] = first.errors
    assert (first.text[start:end], severity) == ("was was", "Major")
    assert first.system == "de_en/X_run1" and first.id != second.id
    assert second.text == "It helped.\n" and second.errors == [(0, 2, "Neutral")]


def test_what_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pronouns", "--data", str(tmp_path), "--peers", "", "--out", str(tmp_path)]) == 1
    assert "fetch --data" in capsys.readouterr().err


def test_every_table_has_rows_of_its_columns(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["all", "--data", str(folder), "--peers", "", "--out", str(tmp_path)]) == 0
    told = {name: json.loads((tmp_path / f"{name}.json").read_text(encoding="utf-8")) for name in TABLES}
    for result in told.values():
        assert result["rows"] and all(len(row) == len(result["columns"]) for row in result["rows"])
        assert result["checkers"]["mtcheck"] and result["machine"] and result["command"].startswith("python -m")
        assert all(len(d["sha256"]) == 16 and d["files"] for d in result["data"].values())
    assert told["human"]["rows"][0][:5] == ["GUM", "mtcheck", 2, 16, 1]  # “for for”
    assert told["marked"]["rows"][0][3:5] == [1, 1.0] and told["marked"]["rows"][0][6] == 0.5
    [words] = told["words"]["rows"]
    assert words[4] == 1.0 and words[5] == pytest.approx(2 / 3, abs=0.001)
    [pair] = told["pairs"]["rows"]
    assert pair[2:5] == [2, 29, 0] and pair[6] > 0
    [pronoun] = told["pronouns"]["rows"]
    assert pronoun[1:4] == [1, 4, 0] and pronoun[5] == 1
    assert "| corpus |" in capsys.readouterr().out
    written = page.written(tmp_path)
    assert all(f"## {table.title}" in written for table in TABLES.values())


def test_damage_is_where_it_says() -> None:
    document = [data.Pair("x", s, t) for s, (_, t) in zip(GERMAN, ENGLISH, strict=True)]
    kinds = set()
    for n in range(40):
        pairs = [p._replace(document=str(n)) for p in document]
        text, (start, end) = damage(pairs)
        [changed] = [i for i, line in enumerate(text.split("\n")) if line != pairs[i].target]
        assert text[start:end] == text.split("\n")[changed]
        new = text[start:end]
        half = new.endswith(".") and pairs[changed].target.startswith(new[:-1])
        kinds.add("source" if new in GERMAN else "half" if half else "other")
    assert kinds == {"source", "half", "other"}


def test_a_pronoun_is_turned_where_all_agree() -> None:
    copy = flipped(PASSAGE)
    assert copy is not None
    text, (start, end) = copy
    assert text[start:end].lower() in ("he", "himself") and text[:start] == PASSAGE[:start]
    assert flipped("He saw her when she left.") is None and flipped("He left.") is None


def test_figures() -> None:
    assert spearman([1, 2, 3], [10, 20, 90]) == 1.0 and spearman([1, 1, 1], [1, 2, 3]) == 0.0
    assert correlation([1, 2], [2, 1]) == -1.0 and correlation([], []) == 0.0
    assert mcc(5, 0, 0, 5) == 1.0 and mcc(0, 0, 5, 5) == 0.0
    assert per_thousand(1, 2000) == 0.5 and per_thousand(0, 0) is None
    drawn = sample(range(100), 10, str)
    assert len(drawn) == 10 and drawn == sample(range(99, -1, -1), 10, str) != sorted(drawn)


def test_checkers_that_are_not_there_are_named() -> None:
    [only], absent = checkers(())
    assert only.name == "mtcheck" and absent == []
    found, absent = checkers(("proselint",))
    assert len(found) + len(absent) == 2
    assert ours(["He saw the the man."])[0].findings and ours([""])[0] == (100.0, [])


def test_another_checker_stands_in_every_row(folder: Path) -> None:
    def silent(texts: Any, sources: Any = None) -> list[Checked]:
        assert sources is None
        return [Checked(100.0, [Finding(0, 2, "X")]) for _ in texts]

    beside = [Checker("mtcheck", "0", True, ours), Checker("other", "1", False, silent)]
    for name, table in TABLES.items():
        named = {cell for row in table.rows(folder, beside, 0) for cell in row if cell in ("mtcheck", "other")}
        assert named == ({"mtcheck"} if name == "pairs" else {"mtcheck", "other"})


def test_a_repository_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "there" / "google-research-datasets" / "gap-coreference" / "zip" / "refs" / "heads" / "master"
    archive.parent.mkdir(parents=True)
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("gap-coreference-master/gap-test.tsv", "ID\n")
        out.writestr("gap-coreference-master/LICENSE", "Apache\n")
        out.writestr("gap-coreference-master/gap_scorer.py", "pass\n")
        out.writestr("gap-coreference-master/../gap-evil.tsv", "x\n")
    host = (tmp_path / "there").as_uri()
    assert places.fetch(tmp_path / "data", ("gap",), host) == [tmp_path / "data" / "gap"]
    assert sorted(p.name for p in (tmp_path / "data").rglob("*") if p.is_file()) == ["LICENSE", "gap-test.tsv"]
    assert places.fetch(tmp_path / "data", ("gap",), host) == []  # it is there
    with pytest.raises(OSError):
        places.fetch(tmp_path / "data", ("ntrex",), host)
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("gap-coreference-master/gap_scorer.py", "pass\n")
    with pytest.raises(ValueError, match="holds none"):
        places.fetch(tmp_path / "other", ("gap",), host)


def test_the_page_is_that_of_the_results() -> None:
    """When this fails: python -m benchmarks.kit page."""
    assert page.TARGET.read_text(encoding="utf-8") == page.written()
