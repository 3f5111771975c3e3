"""datatrove: a filter block that drops documents under a score, and notes the score of the others.

    from datatrove_filter import MtcheckFilter
    pipeline = [ParquetReader("articles"), MtcheckFilter(80), ParquetWriter("good")]

The folder of this file must be importable (PYTHONPATH), on every machine.
"""

from __future__ import annotations

from datatrove.data import Document
from datatrove.pipeline.filters.base_filter import BaseFilter
from datatrove.pipeline.writers.disk_base import DiskWriter

import mtcheck


class MtcheckFilter(BaseFilter):
    """Keeps documents whose score is at least the threshold. A text that can have no score (no English, no running
    text) is kept unless `unjudged` is False. Score and number of findings go to the document's metadata."""

    name = "🔎 mtcheck"
    _requires_dependencies = ["mtcheck"]  # noqa: RUF012 - as datatrove declares it

    def __init__(
        self,
        threshold: float = 80.0,
        unjudged: bool = True,
        settings: mtcheck.Settings | None = None,
        exclusion_writer: DiskWriter | None = None,
        batch_size: int = 32,
    ) -> None:
        super().__init__(exclusion_writer, batch_size)
        self.threshold, self.unjudged, self.settings = threshold, unjudged, settings

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether a document is kept, or why not."""
        return self.filter_batch([doc])[0]

    def filter_batch(self, batch: list[Document]) -> list[bool | tuple[bool, str]]:
        """The same for several, which are checked together."""
        reports = mtcheck.check_many([doc.text for doc in batch], settings=self.settings)
        return [self._decided(doc, report) for doc, report in zip(batch, reports, strict=True)]

    def _decided(self, doc: Document, report: mtcheck.Report) -> bool | tuple[bool, str]:
        doc.metadata["mtcheck_score"] = report.score.value
        doc.metadata["mtcheck_findings"] = len(report.findings)
        if not report.score.applicable:
            return True if self.unjudged else (False, "no_score")
        return True if report.score.reaches(self.threshold) else (False, "mtcheck_score")
