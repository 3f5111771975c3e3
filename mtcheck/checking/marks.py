"""What recognises a finding when the text around it has changed: its rule, its words and their neighbours in the
sentence. Moving or re-wrapping the paragraph leaves it as it is; findings that are alike in all of it have the same."""

from __future__ import annotations

import re

from mtcheck.text.spans import Span

WORD = re.compile(r"\w+(?:[’'-]\w+)*")
NEIGHBOURS = 3  # words on either side
REACH = 80  # code points to look for them in


def mark(code: str, text: str, span: Span, sentence: Span) -> str:
    """The mark of a finding of the rule `code` in a text."""
    before = text[max(sentence.start, span.start - REACH) : span.start]
    after = text[span.end : min(sentence.end, span.end + REACH)]
    return "\0".join(
        (
            code,
            " ".join(WORD.findall(before)[-NEIGHBOURS:]),
            " ".join(text[slice(*span)].split()),
            " ".join(WORD.findall(after)[:NEIGHBOURS]),
        )
    )


def digest(mark: str) -> str:
    """A mark as it stands in files. Only then is it hashed: the library for it takes long to load."""
    from hashlib import blake2b

    return blake2b(mark.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
