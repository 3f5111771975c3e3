"""NeMo Curator: a stage that checks the documents of a batch, and may drop those under a score.

    pipeline.add_stage(MtcheckStage(text_field="text", threshold=80))

It adds mtcheck_score, mtcheck_words, mtcheck_findings, mtcheck_families and mtcheck_why_not.
"""

from __future__ import annotations

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from nemo_curator.stages.base import ProcessingStage
from nemo_curator.tasks import DocumentBatch

from mtcheck.corpus import check_table

ADDED = ("score", "words", "findings", "families", "why_not")


@dataclass
class MtcheckStage(ProcessingStage[DocumentBatch, DocumentBatch]):
    """Checks documents. With a threshold those with a lower score are dropped; what can have no score is kept."""

    text_field: str = "text"
    threshold: float | None = None
    prefix: str = "mtcheck_"
    name: str = "mtcheck"

    def inputs(self) -> tuple[list[str], list[str]]:
        """What a batch must hold."""
        return ["data"], [self.text_field]

    def outputs(self) -> tuple[list[str], list[str]]:
        """What it holds then."""
        return ["data"], [self.text_field, *(self.prefix + name for name in ADDED)]

    def process(self, task: DocumentBatch) -> DocumentBatch:
        """The batch with its results."""
        table = check_table(task.to_pyarrow(), text_column=self.text_field, prefix=self.prefix)
        if self.threshold is not None:
            score = table.column(f"{self.prefix}score")
            table = table.filter(pc.fill_null(pc.greater_equal(score, pa.scalar(float(self.threshold))), True))
        return DocumentBatch(
            dataset_name=task.dataset_name, data=table, _metadata=task._metadata, _stage_perf=task._stage_perf
        )
