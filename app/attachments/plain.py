"""Reading text files."""

from typing import Final

from app.attachments.bounds import FileBrokenError
from app.attachments.reading import Reading
from app.domain.opened import Danger

_MARKS: Final = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
_ACTIVE_MARKUP: Final = (
    b"<script",
    b"javascript:",
    b"vbscript:",
    b"onload=",
    b"onerror=",
    b"onclick=",
)


def read_text(content: bytes, reading: Reading) -> None:
    """Read a text file; paragraphs are parted by blank lines.

    Raises:
        FileBrokenError: its encoding is not what its first bytes promise.
    """
    text = _decode(content).replace("\r\n", "\n").replace("\r", "\n")
    for number, paragraph in enumerate(text.split("\n\n"), 1):
        reading.add_text(paragraph.strip("\n"), paragraph=number)


def note_active_markup(content: bytes, reading: Reading) -> None:
    """Note scripts in a web page or a vector picture."""
    lowered = content.lower()
    if any(mark in lowered for mark in _ACTIVE_MARKUP):
        reading.add_danger(Danger.SCRIPT)


def _decode(content: bytes) -> str:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise FileBrokenError from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace")
