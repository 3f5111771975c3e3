"""A block of Markdown, put together piece by piece: what its marks and tags hide, and what stands for code."""

from __future__ import annotations

import re

from mtcheck.reading.article import BREAK, GAP, KEPT, LOCKED, NOUN, SAME, SET, SPARED, Piece, absorbed, title_word
from mtcheck.reading.shortcodes import NOTHING, VALUE
from mtcheck.text.layout import Look

TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)[^>]*?(/?)>")
CODE = frozenset("code kbd samp var tt d-math".split())
LOOKS = {name: bit for names, bit in (("em i cite", Look.EMPHASIS), ("b strong", Look.STRONG), ("a", Look.LINK))
         for name in names.split()}  # fmt: skip
STRUCK = frozenset("del s strike script style d-footnote".split())
PARTING = frozenset(
    "blockquote center dd div dl dt figcaption figure h1 h2 h3 h4 h5 h6 hr li ol p table td th tr ul".split()
)
SIGNS = re.compile(f"({NOTHING}+)|({VALUE}+)")
INVISIBLE = ("\u00ad", "\u200b", "\u2060")
SPACELESS = " .,;:!?)]"


class Line:
    """The pieces of a block as they come."""

    def __init__(self, text: str) -> None:
        self.look = 0  # how the text is set apart that comes now (Look bits)
        self._text = text
        self._pieces: list[Piece] = []
        self._end = 0
        self._dropped = False  # something shows nothing here: no second space for it
        self._opened = False
        self._struck = 0
        self._code: list[Piece] | None = None  # what stands in code that is written with tags
        self._sup: list[Piece] | None = None

    @property
    def end(self) -> int:
        """Where the file has the end of what was read so far."""
        return self._end

    def finished(self) -> list[Piece]:
        """All pieces."""
        self._close_sup()
        self._close_code()
        if self._pieces and self._pieces[-1].kind == GAP:
            self._pieces.pop()
        last = self._pieces[-1] if self._pieces else None
        if self._dropped and last and last.kind == SAME and (bare := last.text.rstrip()) != last.text:
            self._pieces[-1:] = [last._replace(text=bare, end=last.start + len(bare))] if bare else []
        return self._pieces

    def add(self, text: str, at: int) -> None:
        """Text as it stands in the file at a place."""
        done = 0
        for m in SIGNS.finditer(text):
            self._put(Piece(text[done : m.start()], at + done, at + m.start()))
            if m[1]:
                self._dropped = True
            else:
                self.noun(at + m.start(), at + m.end())
            done = m.end()
        self._put(Piece(text[done:], at + done, at + len(text)))

    def stand_for(self, text: str, start: int, end: int) -> None:
        """Text that the file writes otherwise, as an entity."""
        if text in INVISIBLE and not self._struck:
            absorbed(self._pieces, end)
        else:
            self._put(Piece(text, start, end, SET))

    def shown(self, text: str, start: int, end: int) -> None:
        """A sign of markup that is to be shown: nothing is left over here."""
        self._put(Piece(text, start, end, LOCKED))

    def noun(self, start: int, end: int, mark: str = "") -> None:
        """Code or a formula; the mark is one inside it with which the sentence ends."""
        self._put(Piece(NOUN + mark, start, end, LOCKED))

    def image(self, start: int, end: int) -> None:
        """A picture: in the middle of a sentence a noun (“press ![the button](a.png) twice”), else nothing."""
        last = self._pieces[-1].text.rstrip() if self._pieces else ""
        if last[-1:].isalnum() or last.endswith((",", ";", "(")):
            self.noun(start, end)
        else:
            self._dropped = True

    def divided(self, start: int, end: int) -> None:
        """Something else begins within the block."""
        if self._pieces:
            self._put(Piece(BREAK, start, end, GAP))

    def _parted(self, start: int, end: int) -> None:
        """A block of HTML begins or ends in the middle of one of Markdown."""
        self._trim()
        if self._pieces and self._pieces[-1].kind != GAP:
            self.divided(start, end)

    def _trim(self) -> None:
        """Take the white space off the end."""
        while self._pieces and self._pieces[-1].kind in (SAME, SET, KEPT):
            last = self._pieces.pop()
            if bare := last.text.rstrip():
                self._pieces.append(last._replace(text=bare, end=last.start + len(bare)) if last.kind == SAME else last)
                return

    def broken(self, shown: str, start: int, end: int) -> None:
        """A line break."""
        if self._pieces:
            self._put(Piece(shown, start, end, SET))

    def struck(self, by: int) -> None:
        """Text that is crossed out begins (1) or ends (-1)."""
        self._struck = max(0, self._struck + by)
        self._dropped = True

    def opened(self) -> None:
        """A link or emphasis begins."""
        self._opened = True

    def tag(self, tag: str, at: int) -> None:
        """A tag of HTML."""
        m = TAG.match(tag)
        if not m or (m[3] and m[2].lower() not in ("br", "wbr")):  # a comment, an element that holds nothing
            self._dropped = True
            return
        name, closes = m[2].lower(), bool(m[1])
        if name == "br":
            self._put(Piece("\n", at, at, KEPT))
        elif name == "wbr":
            absorbed(self._pieces, at + len(tag))
        elif name in PARTING:
            self._close_sup()
            self._parted(at, at + len(tag))
        elif name in STRUCK:
            self.struck(-1 if closes else 1)
        elif "-" in name and name not in CODE:
            self._dropped = True  # <x-cite key="a"></x-cite>
        elif name in CODE:
            self._close_code()
            self._code = None if closes else []
        elif name in LOOKS:
            self._opened = self._opened or not closes
            self.look = self.look & ~LOOKS[name] if closes else self.look | LOOKS[name]
        elif name == "sup":
            self._close_sup()
            self._sup = None if closes else []

    def _put(self, piece: Piece) -> None:
        if not piece.text or self._struck:
            return
        self._end = piece.end
        piece = piece._replace(look=self.look) if self.look else piece
        if self._code is not None:
            self._code.append(piece)
        elif self._sup is not None:
            self._sup.append(piece)
        else:
            self._show(piece)

    def _show(self, piece: Piece) -> None:
        """Append a piece; where something was dropped, one of the spaces around it goes too."""
        if self._opened and piece.kind == SAME and self._pieces:
            end = title_word(piece.text, self._pieces[-1].text)
            if end:
                self._opened = False
                self._show(piece._replace(text=piece.text[:end], end=piece.start + end, kind=SPARED))
                piece = piece._replace(text=piece.text[end:], start=piece.start + end)
        self._opened = False
        last = self._pieces[-1] if self._pieces else None
        if last and last.kind == GAP and piece.kind in (SAME, SET, KEPT):
            bare = piece.text.lstrip()
            piece = (
                piece._replace(text=bare, start=piece.start + len(piece.text) - len(bare))
                if piece.kind == SAME or not bare
                else piece
            )
        if not piece.text:
            return
        if self._dropped and piece.kind != LOCKED:
            if piece.text[0] == " " and (last is None or (last.kind == SET and last.text == " ")):
                piece = piece._replace(text=piece.text[1:], start=piece.start + 1)
            elif piece.text[0] in SPACELESS and last and last.kind in (SAME, SET) and last.text[-1] == " ":
                self._pieces[-1:] = [last._replace(text=last.text[:-1], end=last.end - 1)] if len(last.text) > 1 else []
        self._dropped = False
        if piece.text:
            self._pieces.append(piece)

    def _close_code(self) -> None:
        held, self._code = self._code, None
        if held:
            self.noun(held[0].start, held[-1].end)

    def _close_sup(self) -> None:
        """A superscript is shown if it is the ending of a number or has words; marks of notes are not."""
        held, self._sup = self._sup, None
        words = "".join(p.text for p in held or ()).strip()
        after_digit = bool(self._pieces) and self._pieces[-1].text[-1].isdigit()
        if sum(map(str.isalpha, words)) > 3 or (after_digit and words.lower() in ("st", "nd", "rd", "th")):
            for piece in held or ():
                self._show(piece)
        elif held:
            self._dropped = True
