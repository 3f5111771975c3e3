"""Comparing versions: paired evidence, a paired bootstrap, and what is said of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import Run

from mtcheck.checking.paired import FEWEST, Evidence, ranking

GOOD = "The minister said on Monday that the talks would go on in Geneva. Nobody would say more."
BAD = GOOD.replace("the talks", "the the talks")


def version(points: list[float], words: int = 400) -> list[Evidence]:
    return [Evidence(p, {"casing": p} if p else {}, words, 0, True) for p in points]


def test_rates_are_points_per_thousand_words() -> None:
    found = ranking([version([1, 3]), version([0, 0])])
    assert found.rates[0].value == pytest.approx(1000 * 4 / 800)
    assert found.rates[1] == (0, 0, 0)
    assert found.families == {"casing": (pytest.approx(5), 0)}  # type: ignore[comparison-overlap]
    assert found.order == (1, 0)
    assert found.pairs[0].difference.value == pytest.approx(-5)


def test_a_version_gains_nothing_by_leaving_words_out() -> None:
    same = ranking([version([1] * 9, 400), version([1] * 9, 200)])
    assert same.rates[0].value == same.rates[1].value == pytest.approx(1000 / 300)


def test_what_is_more_than_chance() -> None:
    points = [float(n % 5) for n in range(60)]
    better = ranking([version(points), version([p * 0.6 for p in points])]).pairs[0]
    assert better.p < 0.01 and better.difference.high < 0
    mixed = ranking([version(points), version(points[::-1])]).pairs[0]
    assert mixed.p > 0.3 and mixed.difference.low < 0 < mixed.difference.high
    same = ranking([version(points), version(points)]).pairs[0]
    assert same.p == 1
    assert ranking([version(points), version(points[::-1])]) == ranking([version(points), version(points[::-1])])


def test_several_pairs_raise_the_probability() -> None:
    points = [float(n % 4) for n in range(20)]
    worse = [p + 0.3 * (n % 3) for n, p in enumerate(points)]
    two = ranking([version(points), version(worse)]).pairs[0]
    many = ranking([version(points), version(worse), version(points), version(points)]).pairs[0]
    assert two.p < many.p <= 1


def test_few_articles_show_nothing() -> None:
    clear = ranking([version([9.0] * (FEWEST - 1)), version([0.0] * (FEWEST - 1))])
    assert not clear.pairs[0].shown(clear.articles)
    clear = ranking([version([9.0] * FEWEST), version([0.0] * FEWEST)])
    assert clear.pairs[0].shown(clear.articles)


@pytest.fixture
def engines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name, texts in (("alpha", [BAD] * 10), ("beta", [GOOD] * 10), ("gamma", [BAD] * 5 + [GOOD] * 5)):
        (tmp_path / name).mkdir()
        for n, text in enumerate(texts):
            (tmp_path / name / f"{n}.txt").write_text(text)
    return tmp_path


def test_rank(run: Run, engines: Path) -> None:
    result = run("rank", "alpha", "beta", "gamma")
    assert result.code == 0
    rows = [row.split()[:2] for row in result.out.splitlines() if row.lstrip()[:2] in ("1.", "2.", "3.")]
    assert rows == [["1.", "beta"], ["2.", "gamma"], ["3.", "alpha"]]
    assert "beta has fewer artefacts than alpha (p < 0.01 over 10 articles)" in result.out
    assert "  repetition" in result.out and "  *\n" in result.out
    assert result.out.splitlines()[-1].endswith("|articles:10")


def test_rank_for_programs(run: Run, engines: Path) -> None:
    whole = json.loads(run("rank", "alpha", "beta", "--format", "json").out)
    assert (whole["version"], whole["articles"]) == (1, 10)
    assert [(v["name"], v["rank"], v["findings"]) for v in whole["versions"]] == [("alpha", 2, 10), ("beta", 1, 0)]
    [pair] = whole["pairs"]
    assert (pair["first"], pair["second"], pair["shown"]) == ("alpha", "beta", True)
    assert pair["difference"]["value"] < 0 and pair["p"] < 0.05
    assert set(whole["families"]) == {"repetition"}


def test_rank_keeps_what_all_hold(run: Run, engines: Path) -> None:
    (engines / "beta" / "0.txt").unlink()
    result = run("rank", "alpha", "beta")
    assert result.err == "mtcheck: alpha: 1 article left out: not in all folders\n"
    assert "9 articles" in result.out
    (engines / "beta" / "1.txt").write_bytes(b"\xff")
    assert run("rank", "alpha", "beta").code == 2


def test_rank_with_sources(run: Run, engines: Path) -> None:
    german = "Der Minister sagte am Montag, die Gespräche in Genf gingen weiter. Mehr wollte 2027 niemand sagen."
    (engines / "german").mkdir()
    for n in range(10):
        (engines / "german" / f"{n}.txt").write_text(german)
        (engines / "gamma" / f"{n}.txt").write_text(GOOD.replace("more", "more in 2027"))
    alone = run("rank", "beta", "gamma")
    assert "no difference that shows" in alone.out
    beside = run("rank", "beta", "gamma", "--source-dir", "german", "--source-lang", "de")
    assert (beside.code, beside.err) == (0, "")
    assert "gamma has fewer artefacts than beta" in beside.out and "  bilingual" in beside.out
    (engines / "german" / "9.txt").unlink()
    beside = run("rank", "beta", "gamma", "--source-dir", "german", "--source-lang", "de")
    assert beside.code == 2 and beside.err.count("no source in german for it; checked without one") == 2


def test_one_article_is_no_articles(run: Run, engines: Path) -> None:
    for folder in ("one", "two"):
        (engines / folder).mkdir()
        (engines / folder / "a.txt").write_text(GOOD)
    assert run("rank", "one", "two").out.startswith("1 article, ")


def test_rank_needs_folders(run: Run, engines: Path) -> None:
    assert "give two folders or more" in run("rank", "alpha").err
    for other in ("alpha/0.txt", "none"):
        assert f"{other}: no folder" in run("rank", "alpha", other).err
    (engines / "empty").mkdir()
    (engines / "empty" / "other.txt").write_text(GOOD)
    assert "no article is in all of them" in run("rank", "alpha", "empty").err


def test_compare_of_folders_says_which_is_better(run: Run, engines: Path) -> None:
    assert "new has fewer artefacts than old (p < 0.001 over 10 articles)" in run("compare", "alpha", "beta").out
    assert "old and new: no difference that shows (p = 1.00 over 10 articles)" in run("compare", "beta", "beta").out
    paired = json.loads(run("compare", "alpha", "beta", "--format", "json").out)["paired"]
    assert [v["name"] for v in paired["versions"]] == ["old", "new"]
