"""mtcheck: what machine translation did to an English article.

>>> import mtcheck
>>> report = mtcheck.check("They met three times For talks on trade.")
>>> [f.code for f in report.findings]
['CAP001']
"""

from mtcheck.checker import Report, check, check_many
from mtcheck.config import Settings
from mtcheck.findings import Edit, Finding, Fix, Related, Safety, Severity, Span
from mtcheck.scoring import Calibration, Score
from mtcheck.version import VERSION as __version__

__all__ = [
    "Calibration",
    "Edit",
    "Finding",
    "Fix",
    "Related",
    "Report",
    "Safety",
    "Score",
    "Settings",
    "Severity",
    "Span",
    "__version__",
    "check",
    "check_many",
]
