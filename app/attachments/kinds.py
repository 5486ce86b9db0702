"""What a file is by its bytes: a small table of beginnings, and a look into containers."""

from typing import Final

from app.domain.file_kind import FileKind

_BEGINNINGS: Final = (
    (b"%PDF-", FileKind.PDF),
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"GIF87a", FileKind.GIF),
    (b"GIF89a", FileKind.GIF),
    (b"PK\x03\x04", FileKind.ARCHIVE),
    (b"PK\x05\x06", FileKind.ARCHIVE),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind.DOC),
    (b"{\\rtf", FileKind.RTF),
    (b"MZ", FileKind.EXECUTABLE),
    (b"\x7fELF", FileKind.EXECUTABLE),
    (b"\xfe\xed\xfa\xce", FileKind.EXECUTABLE),
    (b"\xfe\xed\xfa\xcf", FileKind.EXECUTABLE),
    (b"\xcf\xfa\xed\xfe", FileKind.EXECUTABLE),
    (b"\xca\xfe\xba\xbe", FileKind.EXECUTABLE),
    (b"\0asm", FileKind.EXECUTABLE),
    (b"#!", FileKind.SCRIPT),
    (b"L\0\0\0\x01\x14\x02\0", FileKind.SCRIPT),
    (b"ITSF", FileKind.SCRIPT),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"BZh", FileKind.ARCHIVE),
    (b"\xfd7zXZ\0", FileKind.ARCHIVE),
    (b"\x28\xb5\x2f\xfd", FileKind.ARCHIVE),
    (b"MSCF", FileKind.ARCHIVE),
    (b"BM", FileKind.IMAGE),
    (b"II*\0", FileKind.IMAGE),
    (b"MM\0*", FileKind.IMAGE),
    (b"8BPS", FileKind.IMAGE),
    (b"%!PS", FileKind.IMAGE),
    (b"\0\0\x01\0", FileKind.IMAGE),
    (b"ID3", FileKind.MEDIA),
    (b"OggS", FileKind.MEDIA),
    (b"fLaC", FileKind.MEDIA),
    (b"\x1aE\xdf\xa3", FileKind.MEDIA),
)
_RIFF: Final = {b"WEBP": FileKind.IMAGE, b"WAVE": FileKind.MEDIA, b"AVI ": FileKind.MEDIA}
_PICTURE_BRANDS: Final = (b"heic", b"heix", b"heif", b"mif1", b"msf1", b"avif", b"avis")
_MARKUP: Final = (b"<!doctype html", b"<html", b"<head", b"<body", b"<script", b"<iframe")
_BYTE_ORDER_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PDF_HEAD: Final = 1_024
_TEXT_SAMPLE: Final = 65_536
_TAR: Final = slice(257, 262)
_ISO: Final = slice(32_769, 32_774)
_CONTROLS: Final = bytes({*range(9), *range(14, 32)} - {0x1B})
_ZIP_END: Final = b"PK\x05\x06"
_ZIP_END_REACH: Final = 65_557
_PROGRAM_HEAD: Final = 0x3C


def kind_of_bytes(content: bytes) -> FileKind:
    """Tell a file's kind; ZIP and OLE containers are told apart by whoever opens them."""
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning) and _is_plausible(beginning, content):
            return kind
    if content[:4] == b"RIFF":
        return _RIFF.get(content[8:12], FileKind.OTHER)
    if content[4:8] == b"ftyp":
        return FileKind.IMAGE if content[8:12] in _PICTURE_BRANDS else FileKind.MEDIA
    if b"%PDF-" in content[:_PDF_HEAD]:
        return FileKind.PDF
    if content[_TAR] == b"ustar" or content[_ISO] == b"CD001":
        return FileKind.ARCHIVE
    return _kind_of_text(content)


def is_second_format_hidden(content: bytes, kind: FileKind) -> bool:
    """Tell whether another file begins inside, so that two readers see two different things."""
    if kind is FileKind.PDF:
        head = content[: content.find(b"%PDF-")]
        if head.strip(b"\0\t\n\r ").startswith(
            (b"GIF8", b"\xff\xd8\xff", b"\x89PNG", b"PK", b"MZ", b"<")
        ):
            return True
    elif kind in (FileKind.JPEG, FileKind.PNG, FileKind.GIF) and b"%PDF-" in content[:_PDF_HEAD]:
        return True
    if content.startswith(b"PK"):
        return False
    end = content.rfind(_ZIP_END, max(0, len(content) - _ZIP_END_REACH))
    return end >= 0 and _ends_archive(content, end)


def _ends_archive(content: bytes, end: int) -> bool:
    """Tell whether a ZIP's closing record stands at `end`: what it points at begins an entry."""
    size = int.from_bytes(content[end + 12 : end + 16], "little")
    directory = end - size
    return size > 0 and directory > 0 and content[directory : directory + 4] == b"PK\x01\x02"


def _is_plausible(beginning: bytes, content: bytes) -> bool:
    """Ask for more where two letters alone would make a program or a picture of a text."""
    if beginning == b"MZ":
        offset = int.from_bytes(content[_PROGRAM_HEAD : _PROGRAM_HEAD + 4], "little")
        return content[offset : offset + 2] in (b"PE", b"NE", b"LE") or b"\0" in content[:64]
    if beginning in (b"BM", b"BZh", b"ID3", b"ITSF", b"OggS"):
        return b"\0" in content[:64]
    return True


def _kind_of_text(content: bytes) -> FileKind:
    sample = content[:_TEXT_SAMPLE]
    head = sample.lstrip(b"\xef\xbb\xbf\t\n\r ")[:512].lower()
    if head.startswith(_MARKUP):
        return FileKind.HTML
    if head.startswith(b"<svg") or (head.startswith(b"<?xml") and b"<svg" in head):
        return FileKind.IMAGE
    if head.startswith(b"<?xml"):
        return FileKind.HTML if b"<html" in head else FileKind.OFFICE
    is_wide = sample.startswith(_BYTE_ORDER_MARKS[1:])
    if not is_wide and sample.translate(None, _CONTROLS) != sample:
        return FileKind.OTHER
    return FileKind.TEXT
