"""The examples in `integrations/`, each with the engine that it is for; skipped where that is not installed."""

from __future__ import annotations

import importlib.util
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

import mtcheck

FOLDER = Path(__file__).resolve().parent.parent / "integrations"
GOOD, BAD = "The council met on Monday to talk about the new bridge.", "People said the the wait had been too long."
TEXTS = [BAD, None, GOOD]

pytestmark = pytest.mark.slow  # engines are started


def load(name: str, *needs: str) -> Any:
    """An example; the test is skipped if what it needs is not installed."""
    for need in needs:
        pytest.importorskip(need, reason=f"{need} is not installed: pip install {need}")
    spec = importlib.util.spec_from_file_location(name, FOLDER / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def assert_results(rows: list[dict[str, Any]], prefix: str = "") -> None:
    """The rows are those of TEXTS, checked."""
    assert [row[f"{prefix}words"] for row in rows] == [9, None, 11]
    assert [[f["code"] for f in row[f"{prefix}findings"] or []] for row in rows] == [["REP001"], [], []]
    assert rows[0][f"{prefix}score"] == pytest.approx(mtcheck.check(BAD).score.value, abs=1e-4)
    assert rows[0][f"{prefix}findings"][0]["start"] == BAD.index("the the")
    assert rows[1][f"{prefix}why_not"] == "no text" and rows[2][f"{prefix}why_not"] is None


def test_spark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    example = load("with_spark", "pyarrow", "pyspark")
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"body": TEXTS, "url": ["a", "b", "c"]}), tmp_path / "in.parquet")
    from pyspark.sql import SparkSession

    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.warehouse.dir", str(tmp_path / "warehouse"))
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    try:
        example.main(str(tmp_path / "in.parquet"), str(tmp_path / "out"), "body", "url")
        frame = spark.read.parquet(str(tmp_path / "out")).orderBy("url")
        assert frame.columns == ["url", "score", "words", "findings", "families", "why_not"]
        assert_results([row.asDict(recursive=True) for row in frame.collect()])
    finally:
        spark.stop()


def test_ray(tmp_path: Path) -> None:
    example = load("with_ray", "pyarrow", "ray")
    import pyarrow as pa
    import pyarrow.parquet as pq
    import ray

    pq.write_table(pa.table({"body": TEXTS, "url": ["a", "b", "c"]}), tmp_path / "in.parquet")
    ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False)
    try:
        example.main(str(tmp_path / "in.parquet"), str(tmp_path / "out"), "body", "url")
        rows = pq.read_table(tmp_path / "out").sort_by("url").to_pylist()
    finally:
        ray.shutdown()
    assert list(rows[0]) == ["url", "score", "words", "findings", "families", "why_not"]
    assert_results(rows)


def test_daft(tmp_path: Path) -> None:
    example = load("with_daft", "pyarrow", "daft")
    import daft
    import pyarrow as pa
    import pyarrow.parquet as pq

    pq.write_table(pa.table({"body": TEXTS, "url": ["a", "b", "c"]}), tmp_path / "in.parquet")
    example.main(str(tmp_path / "in.parquet"), str(tmp_path / "out"), "body")
    rows = pq.read_table(tmp_path / "out").sort_by("url").to_pylist()
    assert list(rows[0]) == ["url", "score", "words", "findings", "families", "why_not"]
    assert_results(rows)
    frame = daft.from_pydict({"text": TEXTS})
    assert_results([row["found"] for row in frame.select(example.checked(frame["text"]).alias("found")).to_pylist()])


def test_datatrove() -> None:
    example = load("datatrove_filter", "datatrove")
    from datatrove.data import Document

    documents = [Document(text=text, id=str(k)) for k, text in enumerate((BAD, GOOD, "词语词语词语"))]
    block = example.MtcheckFilter(threshold=99)
    kept = list(block.run(iter(documents)))
    assert [doc.id for doc in kept] == ["1", "2"]
    assert documents[0].metadata["mtcheck_findings"] == 1
    assert documents[0].metadata["mtcheck_score"] == mtcheck.check(BAD).score.value
    assert documents[2].metadata["mtcheck_score"] is None
    assert block.filter(documents[0]) == (False, "mtcheck_score")
    strict = example.MtcheckFilter(threshold=99, unjudged=False)
    assert strict.filter(documents[2]) == (False, "no_score")


def test_opusfilter() -> None:
    example = load("opusfilter_filter", "opusfilter")
    pairs = [("Der Rat traf sich am Montag.", GOOD), ("Es dauerte zu lange.", BAD)]
    strict = example.MtcheckFilter(threshold=0)
    scores = list(strict.score(pairs))
    assert scores[0] == 0 and 0 < scores[1] <= 1
    assert list(strict.decisions(pairs)) == [True, False]
    assert list(strict.filter(pairs)) == pairs[:1] and list(strict.filterfalse(pairs)) == pairs[1:]
    assert list(example.MtcheckFilter(threshold=1).decisions(pairs)) == [True, True]
    assert len(list(example.MtcheckFilter(source=0).score(pairs * 40))) == 80


def test_nemo_curator() -> None:
    example = load("nemo_curator_stage", "pyarrow", "nemo_curator")
    import pyarrow as pa
    from nemo_curator.tasks import DocumentBatch

    table = pa.table({"text": TEXTS, "score": [1, 2, 3]})
    batch = DocumentBatch(dataset_name="x", data=table)
    stage = example.MtcheckStage()
    assert stage.validate_input(batch)
    found = stage.process(batch)
    assert set(stage.outputs()[1]) <= set(found.get_columns()) and found.dataset_name == "x"
    assert_results(found.to_pyarrow().to_pylist(), "mtcheck_")
    pandas = stage.process(DocumentBatch(dataset_name="x", data=table.to_pandas()))
    assert_results(pandas.to_pyarrow().to_pylist(), "mtcheck_")
    assert example.MtcheckStage(threshold=99).process(batch).num_items == 2
