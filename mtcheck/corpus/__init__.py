"""From one article to a corpus: tables of articles in, tables with scores and findings out (`mtcheck[corpus]`).

rows.py checks rows and knows no Arrow; batches.py makes it a function over Arrow record batches, which is all that an
engine needs;
files.py, parquet.py, records.py, parts.py and running.py run it over files on one machine;
figures.py adds up what came out.
"""

from __future__ import annotations

try:
    import pyarrow  # noqa: F401
except ImportError as e:
    raise ImportError("mtcheck.corpus needs a library: pip install 'mtcheck[corpus]'", name=e.name) from None

from mtcheck.corpus.batches import Columns, check_batches, check_table, output_schema

__all__ = ["Columns", "check_batches", "check_table", "output_schema"]
