"""mtcheck: what machine translation did to an English article.

>>> import mtcheck
>>> report = mtcheck.check("They met three times For talks on trade.")
>>> [f.code for f in report.findings]
['CAP001']
"""

from __future__ import annotations

from importlib import import_module

from mtcheck.version import VERSION as __version__

TYPE_CHECKING = False  # as in typing, whose loading takes longer than the rest
if TYPE_CHECKING:
    from typing import Any

    from mtcheck.checking.checker import check, check_many
    from mtcheck.checking.report import Report
    from mtcheck.checking.scoring import Calibration, Score
    from mtcheck.checking.settings import Settings
    from mtcheck.lint.findings import Finding, Fix, Related, Safety, Severity
    from mtcheck.text.spans import Edit, Span

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
_HOMES = {
    "checking.checker": ("check", "check_many"),
    "checking.report": ("Report",),
    "checking.scoring": ("Calibration", "Score"),
    "checking.settings": ("Settings",),
    "lint.findings": ("Finding", "Fix", "Related", "Safety", "Severity"),
    "text.spans": ("Edit", "Span"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Load a public name when it is first used, so that `mtcheck --help` or a completion need no numpy."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
