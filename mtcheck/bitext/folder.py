"""Where the tables of source languages stand, and the code of a language that has none."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "languages"
UNKNOWN = "und"  # the code of a language that nobody can tell
