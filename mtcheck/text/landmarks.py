"""What a file's markup says of a text that is the same in a good translation of it: its headings, and what stands in
the file and is not shown (code, addresses, pictures, the tags of a page)."""

from __future__ import annotations

from typing import NamedTuple


class Landmarks(NamedTuple):
    """`headings`: where each begins, and its level (`1` to `6`, or HEADING where nobody knows); `unshown`: pieces of
    what is not shown, each with the place that it stands before or in; `blocks`: where each begins. All in order;
    offsets are code points."""

    headings: tuple[tuple[int, str], ...] = ()
    unshown: tuple[tuple[int, str], ...] = ()
    blocks: tuple[int, ...] = ()


HEADING = "h"
FOLLOWED, PRECEDED = ">", "<"  # begin what stands on lines of its own, said of the block before it and behind it
