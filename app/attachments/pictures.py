"""Reading the size of a picture, and whether it is whole."""

from typing import Final

from app.attachments.bounds import FileBrokenError
from app.attachments.reading import Reading
from app.domain.file_kind import FileKind

_START_OF_FRAME: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_STANDALONE: Final = frozenset((0x01, *range(0xD0, 0xD9)))
_MARKER: Final = 0xFF
_END_OF_IMAGE: Final = b"\xff\xd9"
_PNG_END: Final = b"IEND"
_PNG_HEAD: Final = 33
_GIF_HEAD: Final = 13


def read_picture(content: bytes, kind: FileKind, reading: Reading) -> None:
    """Read width and height in pixels.

    Raises:
        FileBrokenError: the picture is cut short or holds no such thing.
    """
    if kind is FileKind.PNG:
        size = _png(content)
    elif kind is FileKind.GIF:
        size = _gif(content)
    else:
        size = _jpeg(content)
    reading.width, reading.height = size
    if 0 in size:
        raise FileBrokenError


def _png(content: bytes) -> tuple[int, int]:
    if len(content) < _PNG_HEAD or content[12:16] != b"IHDR":
        raise FileBrokenError
    size = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    if _PNG_END not in content:
        raise FileBrokenError
    return size


def _gif(content: bytes) -> tuple[int, int]:
    if len(content) <= _GIF_HEAD:
        raise FileBrokenError
    return int.from_bytes(content[6:8], "little"), int.from_bytes(content[8:10], "little")


def _jpeg(content: bytes) -> tuple[int, int]:
    position = 2
    size: tuple[int, int] | None = None
    while size is None:
        if position + 9 > len(content) or content[position] != _MARKER:
            raise FileBrokenError
        marker = content[position + 1]
        if marker == _MARKER:
            position += 1
        elif marker in _STANDALONE:
            position += 2
        elif marker in _START_OF_FRAME:
            height = int.from_bytes(content[position + 5 : position + 7], "big")
            size = int.from_bytes(content[position + 7 : position + 9], "big"), height
        else:
            position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    if _END_OF_IMAGE not in content[position:]:
        raise FileBrokenError
    return size
