"""What the server tells on standard error, which editors keep in a log."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

from mtcheck.report.cells import shown

OWN = str(Path(__file__).parent.parent)
LONGEST = 300  # characters of a line


class OneLine(logging.Formatter):
    """One line for a message that cannot be understood, whoever sent it; a fault of mtcheck keeps its traceback."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and _own(error):
            return super().format(record)
        told = record.getMessage().strip().partition("\n")[0]
        why = f" ({type(error).__name__}: {error})" if error is not None else ""
        return shown(f"mtcheck: {told}{why}"[:LONGEST])


def _own(error: BaseException) -> bool:
    return any(frame.filename.startswith(OWN) for frame in traceback.extract_tb(error.__traceback__))


def log_in_lines() -> None:
    """Have everything logged so, also what libraries log."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    logging.getLogger().addHandler(handler)
