"""How reports are written as XML."""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree import ElementTree as Xml

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def in_xml(text: str) -> str:
    """The text without characters that XML cannot hold, not even escaped."""
    return FORBIDDEN.sub("\ufffd", text)


def write_xml(stream: TextIO, root: Xml.Element) -> None:
    """Write a whole document."""
    stream.write(Xml.tostring(root, encoding="unicode", xml_declaration=False) + "\n")
