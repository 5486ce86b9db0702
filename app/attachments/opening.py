"""Opening one file: what it is, what it says, what in it acts; always an answer, never an error."""

from typing import Final

from app.attachments.bounds import (
    Deadline,
    FileBrokenError,
    FileEncryptedError,
    FileTooLongError,
    OpeningLimits,
)
from app.attachments.containers import Container
from app.attachments.kinds import is_second_format_hidden, kind_of_bytes
from app.attachments.ole import read_ole
from app.attachments.open_document import is_open_document, read_open_document
from app.attachments.pdf import read_pdf
from app.attachments.pictures import read_picture
from app.attachments.plain import note_active_markup, read_text
from app.attachments.reading import Reading
from app.attachments.word import has_macros, is_word, read_word
from app.domain.file_kind import FileKind
from app.domain.opened import Danger, OpenedAttachment, Unreadable, unopened
from app.domain.submission import DeclaredAttachment

_DANGERS: Final = {
    FileKind.EXECUTABLE: Danger.PROGRAM,
    FileKind.SCRIPT: Danger.SCRIPT,
    FileKind.ARCHIVE: Danger.ARCHIVE,
}
_PICTURES: Final = (FileKind.JPEG, FileKind.PNG, FileKind.GIF)
_PROGRAM_MEMBERS: Final = ("META-INF/MANIFEST.MF", "AndroidManifest.xml", "AppxManifest.xml")
_OFFICE_MEMBERS: Final = ("[Content_Types].xml", "mimetype")


def open_attachment(declared: DeclaredAttachment, limits: OpeningLimits) -> OpenedAttachment:
    """Open a file; one without content is given back as declared."""
    if declared.content is None:
        return unopened(declared)
    return open_content(declared.content, limits)


def open_content(content: bytes, limits: OpeningLimits) -> OpenedAttachment:
    """Open a file by its bytes alone; its name and declared type are for the rules to compare."""
    reading = Reading(limits, Deadline(limits))
    if not content:
        return reading.result(0, Unreadable.EMPTY)
    reading.kind = kind_of_bytes(content)
    unreadable = None
    try:
        _read(content, reading)
    except FileEncryptedError:
        unreadable = Unreadable.ENCRYPTED
    except (FileTooLongError, MemoryError):
        unreadable = Unreadable.TOO_LONG
    except FileBrokenError:
        unreadable = Unreadable.BROKEN
    except Exception:  # noqa: BLE001 - parsers of hostile files raise whatever they like
        unreadable = Unreadable.BROKEN
    if is_second_format_hidden(content, reading.kind):
        reading.add_danger(Danger.SECOND_FORMAT)
    return reading.result(len(content), unreadable)


def _read(content: bytes, reading: Reading) -> None:
    """Read a file of the kind that its first bytes promise; containers tell theirs more exactly."""
    kind = reading.kind
    if kind is FileKind.PDF:
        read_pdf(content, reading)
    elif kind is FileKind.ARCHIVE and content.startswith(b"PK"):
        _read_container(content, reading)
    elif kind is FileKind.DOC:
        read_ole(content, reading)
    elif kind in _PICTURES:
        read_picture(content, kind, reading)
    elif kind is FileKind.TEXT:
        read_text(content, reading)
    elif kind in (FileKind.HTML, FileKind.IMAGE):
        note_active_markup(content, reading)
    elif kind in _DANGERS:
        reading.add_danger(_DANGERS[kind])


def _read_container(content: bytes, reading: Reading) -> None:
    container = Container(content, reading)
    if is_word(container):
        reading.kind = FileKind.MACRO_DOCUMENT if has_macros(container) else FileKind.DOCX
        read_word(container, reading)
    elif is_open_document(container):
        reading.kind = FileKind.ODT
        read_open_document(container, reading)
    elif has_macros(container):
        reading.kind = FileKind.MACRO_DOCUMENT
        reading.add_danger(Danger.MACRO)
    elif any(name in container.names for name in _PROGRAM_MEMBERS):
        reading.kind = FileKind.EXECUTABLE
        reading.add_danger(Danger.PROGRAM)
    elif any(name in container.names for name in _OFFICE_MEMBERS):
        reading.kind = FileKind.OFFICE
    else:
        reading.add_danger(Danger.ARCHIVE)
