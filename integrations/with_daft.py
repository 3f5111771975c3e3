"""Daft: mtcheck as a function over a column, on one machine or on Ray.

    python integrations/with_daft.py articles/ checked/ body

In a query: `frame.with_column("mtcheck", checked(frame["body"]))`, a struct, or its fields as columns:
`frame.select("url", unpacked(frame["body"]))`.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the matrices are small

import daft
import pyarrow as pa
from daft import DataType, Series

from mtcheck.corpus import check_table, output_schema

RESULT = pa.struct(list(output_schema(pa.schema([("text", pa.string())]), keep=[])))
KIND = DataType.from_arrow_type(RESULT)


def _structs(texts: Series) -> pa.Array:
    """A struct with score, words, findings, families and why_not for each text."""
    table = check_table(pa.table({"text": texts.to_arrow()}), keep=[]).combine_chunks()
    columns = [column.chunk(0) if column.num_chunks else pa.array([], column.type) for column in table.columns]
    return pa.StructArray.from_arrays(columns, fields=list(table.schema))


checked = daft.func.batch(return_dtype=KIND, batch_size=200)(_structs)
unpacked = daft.func.batch(return_dtype=KIND, batch_size=200, unnest=True)(_structs)


def main(source: str, target: str, text: str = "text") -> None:
    """Check a folder of Parquet; all columns but the text are passed on."""
    frame = daft.read_parquet(source)
    others = [name for name in frame.column_names if name != text]
    frame.select(*others, unpacked(frame[text])).write_parquet(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
