"""Reading the source along with the tree, so that every text is found where it stands.

The parser tells where start tags stand, not where text stands. A cursor moves over the source from
token to token; whatever the tree holds next must be what the source has there. If the cursor
arrives at the end, the tree is the source in its own order and every place on the way is proven.
"""

import re
from typing import Final

from app.message.html_names import RAW_TEXT
from app.message.references import decoded_pieces
from app.message.tree import TextPiece

_SWALLOWS_LINE_FEED: Final = frozenset(("pre", "listing", "textarea"))
_CDATA: Final = "<![CDATA["
_END_TAG: Final = re.compile(r"</([a-zA-Z][^\s/>]*+)?+[ \t\n\f]*+>")
_WHITE_RUN: Final = re.compile(r"[ \t\n\f]++")
_END: Final = re.compile(r"[ \t\n\f]*+(?:</(?:body|html)>[ \t\n\f]*+)++\Z", re.IGNORECASE)
_AFTER_LESS_THAN: Final = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ!/?")


class SourceReader:
    """A cursor in the source that follows the tree; it is lost once the tree goes another way."""

    __slots__ = ("_lost", "cursor", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        self.cursor = 0
        self._lost = len(source) + 1

    def is_at_end(self) -> bool:
        """Tell whether all of the source was read in the order of the tree."""
        self._skip_to(len(self.source))
        return self.cursor == len(self.source)

    def start_tag(self, start: int, end: int) -> None:
        """Read the start tag that stands between two offsets.

        One before the cursor was read already: the parser opened its element a second time.
        """
        if start > self.cursor:
            self._skip_to(start)
        if start == self.cursor:
            self.cursor = end
        elif start > self.cursor:
            self.cursor = self._lost

    def end_tag(self, tag: str) -> bool:
        """Read an element's end tag; tell whether there is one."""
        if not self.source.startswith("</", self.cursor):
            return False
        match = _END_TAG.match(self.source, self.cursor)
        if match is None or (match.group(1) or "").lower() != tag.lower():
            return False
        self.cursor = match.end()
        return True

    def text(self, data: str, tag: str) -> list[TextPiece]:
        """Read a text inside an element, in the pieces in which the source has it.

        There are none where the source has something else at the cursor.
        """
        source, start = self.source, self.cursor
        if start == self._lost:
            return []
        if tag in RAW_TEXT and source.startswith(data, start):
            self.cursor = end = start + len(data)
            return [TextPiece(data, start, end)]
        if tag == "body" and data.isspace():
            page_end = _END.match(source, start)
            if page_end is not None:
                self.cursor = page_end.end()
                return [TextPiece(data, start, self.cursor)]
        if tag in _SWALLOWS_LINE_FEED and source.startswith("\n", start):
            self.cursor += 1
        pieces: list[TextPiece] = []
        position = 0
        while position < len(data):
            read = self._run(data, position, pieces)
            if not read and not self.skip(is_white_ignored=not pieces):
                self.cursor = self._lost
                return []
            position += read
        return pieces

    def skip(self, *, is_white_ignored: bool = True) -> bool:
        """Step over something that left no trace in the tree; tell whether there was any."""
        source, start = self.source, self.cursor
        end = -1
        if source.startswith("</", start):
            match = _END_TAG.match(source, start)
            end = match.end() if match is not None else -1
        elif source.startswith("<!", start):
            end = self._declaration_end(start)
        elif source.startswith("<?", start):
            end = source.find(">", start) + 1 or -1
        elif is_white_ignored:
            white = _WHITE_RUN.match(source, start)
            end = white.end() if white is not None else -1
        if end < 0:
            return False
        self.cursor = end
        return True

    def _run(self, data: str, position: int, pieces: list[TextPiece]) -> int:
        """Read on in `data` what the source has before its next markup; give how much it was."""
        source, start = self.source, self.cursor
        if source.startswith(_CDATA, start):
            return self._character_data(data, position, pieces)
        end = source.find("<", start)
        if end == start and source[start + 1 : start + 2] not in _AFTER_LESS_THAN:
            end = source.find("<", start + 1)
        if end < 0:
            end = len(source)
        raw = source[start:end]
        found = decoded_pieces(raw, start)
        text = "".join([piece.text for piece in found])
        if not text or not data.startswith(text, position):
            return 0
        pieces.extend(found)
        self.cursor = end
        return len(text)

    def _character_data(self, data: str, position: int, pieces: list[TextPiece]) -> int:
        """Read a CDATA section, which is text inside of SVG and MathML only."""
        start = self.cursor + len(_CDATA)
        end = self.source.find("]]>", start)
        text = self.source[start:end] if end >= 0 else ""
        if not text or not data.startswith(text, position):
            return 0
        pieces.append(TextPiece(text, start, end))
        self.cursor = end + len("]]>")
        return len(text)

    def _skip_to(self, target: int) -> None:
        while self.cursor < target and self.skip(is_white_ignored=True):
            pass

    def _declaration_end(self, start: int) -> int:
        """Find the end of a comment or document type, -1 where it is something else."""
        source = self.source
        if not source.startswith("<!--", start):
            return -1 if source.startswith(_CDATA, start) else source.find(">", start) + 1 or -1
        end = source.find("-->", start + 2)
        bang = source.find("--!>", start + 4, end if end >= 0 else len(source))
        if bang >= 0:
            return bang + 4
        return end + 3 if end >= 0 else len(source)
