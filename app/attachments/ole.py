"""Reading Word 97 documents: OLE containers, the document's text, its links and macros."""

import struct
from collections.abc import Iterator
from typing import Final

from app.attachments.bounds import FileBrokenError, FileEncryptedError, FileTooLongError
from app.attachments.reading import Reading
from app.domain.file_kind import FileKind
from app.domain.opened import Danger

_HEAD: Final = 512
_ENTRY: Final = 128
_END_OF_CHAIN: Final = 0xFFFFFFFA
_STREAM: Final = 2
_ROOT: Final = 5
_FIRST_FAT_SECTORS: Final = 109
_MACRO_STORAGES: Final = frozenset(("VBA", "Macros", "_VBA_PROJECT_CUR", "_VBA_PROJECT"))
_PROGRAM_STORAGES: Final = frozenset(("Package", "\x01Ole10Native"))
_PIECES_AT: Final = 0x01A2
_ENCRYPTED: Final = 0x0100
_SECOND_TABLE: Final = 0x0200
_COMPRESSED: Final = 0x40000000
_FIELD_START: Final = "\x13"
_FIELD_MIDDLE: Final = "\x14"
_FIELD_END: Final = "\x15"


class OleContainer:
    """The streams of an OLE file; chains that run in circles are broken."""

    def __init__(self, content: bytes) -> None:
        if len(content) < _HEAD:
            raise FileBrokenError
        self._content = content
        (shift, mini_shift) = struct.unpack_from("<HH", content, 30)
        if shift not in (9, 12) or mini_shift != 6:  # noqa: PLR2004 - the format knows no others
            raise FileBrokenError
        self._sector, self._mini_sector = 1 << shift, 1 << mini_shift
        first_directory, self._mini_cutoff, first_mini_fat = struct.unpack_from(
            "<I4xII", content, 48
        )
        self._fat = self._read_fat()
        self._entries = list(self._read_directory(first_directory))
        root = next((e for e in self._entries if e[1] == _ROOT), None)
        if root is None:
            raise FileBrokenError
        self._mini = b"".join(self._chain(root[2]))
        mini_fat = b"".join(self._chain(first_mini_fat))
        self._mini_fat = struct.unpack(
            f"<{len(mini_fat) // 4}I", mini_fat[: len(mini_fat) // 4 * 4]
        )
        self.names = frozenset(entry[0] for entry in self._entries)

    def read(self, name: str) -> bytes:
        """Give a stream's bytes.

        Raises:
            FileBrokenError: there is no such stream, or its chain is broken.
        """
        for entry_name, kind, start, size in self._entries:
            if entry_name == name and kind == _STREAM:
                if size < self._mini_cutoff:
                    return b"".join(self._mini_chain(start))[:size]
                return b"".join(self._chain(start))[:size]
        raise FileBrokenError

    def _read_fat(self) -> tuple[int, ...]:
        content = self._content
        sectors = list(struct.unpack_from(f"<{_FIRST_FAT_SECTORS}I", content, 76))
        following, count = struct.unpack_from("<II", content, 68)
        per_sector = self._sector // 4
        most = len(content) // self._sector + 1
        for _ in range(min(count, most)):
            if following >= _END_OF_CHAIN:
                break
            block = struct.unpack(f"<{per_sector}I", self._at(following))
            sectors += block[:-1]
            following = block[-1]
        fat: list[int] = []
        for sector in sectors:
            if sector >= _END_OF_CHAIN or len(fat) > most * 2 + per_sector:
                continue
            fat += struct.unpack(f"<{per_sector}I", self._at(sector))
        return tuple(fat)

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        block = self._content[start : start + self._sector]
        if not block:
            raise FileBrokenError
        return block.ljust(self._sector, b"\0")

    def _chain(self, sector: int) -> Iterator[bytes]:
        for _ in range(len(self._fat) + 1):
            if sector >= _END_OF_CHAIN:
                return
            if sector >= len(self._fat):
                raise FileBrokenError
            yield self._at(sector)
            sector = self._fat[sector]
        raise FileBrokenError

    def _mini_chain(self, sector: int) -> Iterator[bytes]:
        size = self._mini_sector
        for _ in range(len(self._mini_fat) + 1):
            if sector >= _END_OF_CHAIN:
                return
            if sector >= len(self._mini_fat):
                raise FileBrokenError
            yield self._mini[sector * size : (sector + 1) * size]
            sector = self._mini_fat[sector]
        raise FileBrokenError

    def _read_directory(self, first: int) -> Iterator[tuple[str, int, int, int]]:
        directory = b"".join(self._chain(first))
        for offset in range(0, len(directory) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", directory, offset + 64)
            start, size = struct.unpack_from("<II", directory, offset + 116)
            raw = directory[offset : offset + max(min(length, 64) - 2, 0)]
            if kind:
                yield raw.decode("utf-16-le", "replace"), kind, start, size


def read_ole(content: bytes, reading: Reading) -> None:
    """Read a document of Word 97; a container of other things is an office document."""
    container = OleContainer(content)
    names = container.names
    if "EncryptedPackage" in names:
        raise FileEncryptedError
    if names & _MACRO_STORAGES:
        reading.add_danger(Danger.MACRO)
    if names & _PROGRAM_STORAGES:
        reading.add_danger(Danger.EMBEDDED_OBJECT)
    if "WordDocument" in names:
        _read_paragraphs(_document_text(container, reading), reading)
    else:
        reading.kind = FileKind.OFFICE


def _document_text(container: OleContainer, reading: Reading) -> str:
    """Join the pieces in which the document keeps its text."""
    document = container.read("WordDocument")
    if len(document) < _PIECES_AT + 8:
        raise FileBrokenError
    flags = struct.unpack_from("<H", document, 10)[0]
    if flags & _ENCRYPTED:
        raise FileEncryptedError
    table = container.read("1Table" if flags & _SECOND_TABLE else "0Table")
    start, size = struct.unpack_from("<II", document, _PIECES_AT)
    pieces = _piece_table(table[start : start + size])
    count = (len(pieces) - 4) // 12
    if count < 1:
        raise FileBrokenError
    positions = struct.unpack_from(f"<{count + 1}I", pieces)
    texts = []
    room = reading.limits.characters * 2
    for index in range(count):
        reading.deadline.check()
        length = positions[index + 1] - positions[index]
        room -= max(length, 0)
        if room < 0:
            raise FileTooLongError
        offset = struct.unpack_from("<I", pieces, (count + 1) * 4 + index * 8 + 2)[0]
        if offset & _COMPRESSED:
            at = (offset & ~_COMPRESSED) // 2
            texts.append(document[at : at + length].decode("cp1252", "replace"))
        else:
            texts.append(document[offset : offset + length * 2].decode("utf-16-le", "replace"))
    return "".join(texts)


def _piece_table(table: bytes) -> bytes:
    position = 0
    while position + 5 <= len(table):
        if table[position] == 2:  # noqa: PLR2004 - the format's mark for the piece table
            size = struct.unpack_from("<I", table, position + 1)[0]
            return table[position + 5 : position + 5 + size]
        position += 3 + struct.unpack_from("<H", table, position + 1)[0]
    raise FileBrokenError


def _read_paragraphs(text: str, reading: Reading) -> None:
    """Add the paragraphs; what a field computes is text, what it is told to compute is not."""
    for number, raw in enumerate(text.replace("\x07", "\r").split("\r"), 1):
        shown = []
        rest = raw
        while _FIELD_START in rest:
            before, _, field = rest.partition(_FIELD_START)
            instruction, _, result = field.partition(_FIELD_MIDDLE)
            shown.append(before)
            rest = result if _FIELD_MIDDLE in field else field.partition(_FIELD_END)[2]
            words = instruction.replace('"', " ").split()
            if words[:1] == ["HYPERLINK"]:
                for word in words[1:]:
                    if ":" in word:
                        reading.add_link(word, paragraph=number)
        shown.append(rest)
        clean = "".join(shown).replace(_FIELD_END, "").replace("\x0b", "\n")
        reading.add_text(clean, paragraph=number)
