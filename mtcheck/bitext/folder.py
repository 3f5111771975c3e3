"""Where the tables of source languages stand, what their codes look like, and the code of a language that has none."""

from __future__ import annotations

import re

from mtcheck.text.packaged import beside

FOLDER = beside(__file__, "languages")
CODE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")  # ar, pt-BR, zh_Hans
UNKNOWN = "und"  # the code of a language that nobody can tell
