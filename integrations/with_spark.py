"""Spark: mtcheck over a DataFrame, by `mapInArrow`.

    spark-submit integrations/with_spark.py s3://…/articles s3://…/checked body engine,url

Or from a program: `checked(spark.read.parquet("articles"), text_column="body")`. Every executor needs
`mtcheck[corpus]`, and one thread for linear algebra (`spark.executorEnv.OPENBLAS_NUM_THREADS=1`).
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema

from mtcheck.corpus import check_batches, output_schema


def checked(frame: DataFrame, **options: Any) -> DataFrame:
    """The rows with score, words, findings, families and why_not. `options`: those of `check_batches`."""
    own = {name: options[name] for name in ("text_column", "source_column", "keep", "prefix") if name in options}
    schema = output_schema(to_arrow_schema(frame.schema), **own)
    return frame.mapInArrow(partial(check_batches, **options), from_arrow_schema(schema))


def main(source: str, target: str, text: str = "text", keep: str = "") -> None:
    """Check a folder of Parquet. A batch is small, so that an executor holds few texts at a time."""
    spark = (
        SparkSession.builder.appName("mtcheck")
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 200)
        .config("spark.executorEnv.OPENBLAS_NUM_THREADS", "1")
        .getOrCreate()
    )
    found = checked(spark.read.parquet(source), text_column=text, keep=[k for k in keep.split(",") if k])
    found.write.mode("errorifexists").parquet(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
