"""Ray Data: mtcheck over a dataset, by `map_batches`.

    python integrations/with_ray.py s3://…/articles s3://…/checked body engine,url

Every worker needs `mtcheck[corpus]`; Ray gives each task one thread for linear algebra by itself.
"""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

import ray

from mtcheck.corpus import check_table


def checked(dataset: ray.data.Dataset, **options: Any) -> ray.data.Dataset:
    """The rows with score, words, findings, families and why_not. `options`: those of `check_batches`."""
    return dataset.map_batches(partial(check_table, **options), batch_format="pyarrow", batch_size=200)


def main(source: str, target: str, text: str = "text", keep: str = "") -> None:
    """Check a folder of Parquet."""
    checked(ray.data.read_parquet(source), text_column=text, keep=[k for k in keep.split(",") if k]).write_parquet(
        target
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
