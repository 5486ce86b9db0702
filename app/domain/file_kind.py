"""What kinds of files there are, as far as messages go."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """The kind of a file, by its bytes, its name or its declared type."""

    PDF = "PDF document"
    TEXT = "text file"
    DOC = "Word 97 document"
    DOCX = "Word document"
    JPEG = "JPEG picture"
    PNG = "PNG picture"
    GIF = "GIF picture"
    IMAGE = "picture of another kind"
    ODT = "OpenDocument text"
    RTF = "Rich Text document"
    MACRO_DOCUMENT = "document with macros"
    OFFICE = "office document of another kind"
    HTML = "web page"
    MEDIA = "sound or film"
    EXECUTABLE = "program"
    SCRIPT = "script"
    ARCHIVE = "archive"
    OTHER = "file of an unknown kind"


@dataclass(frozen=True, slots=True)
class FileTypes:
    """Which endings and media types stand for which kind, and what becomes of the kinds.

    `permitted` kinds may be attached; `active` ones run or unpack something. Endings are lower-case
    and without the dot, media types lower-case and without parameters.
    """

    by_ending: Mapping[str, FileKind]
    by_media_type: Mapping[str, FileKind]
    permitted: frozenset[FileKind]
    active: frozenset[FileKind]
