"""Which kinds of files can stand for one another without a contradiction."""

from typing import Final

from app.domain.file_kind import FileKind

UNMISTAKABLE: Final = frozenset(
    (FileKind.PDF, FileKind.DOC, FileKind.DOCX, FileKind.JPEG, FileKind.PNG, FileKind.GIF)
)
_WRITTEN: Final = frozenset(
    (FileKind.TEXT, FileKind.SCRIPT, FileKind.HTML, FileKind.OFFICE, FileKind.OTHER)
)
_SAME: Final = (
    _WRITTEN,
    frozenset((FileKind.DOCX, FileKind.MACRO_DOCUMENT)),
    frozenset((FileKind.OFFICE, FileKind.MACRO_DOCUMENT)),
    frozenset((FileKind.ARCHIVE, FileKind.EXECUTABLE)),
    frozenset((FileKind.OFFICE, FileKind.EXECUTABLE)),
)
_WORD: Final = frozenset((FileKind.DOC, FileKind.DOCX))


def are_called_alike(one: FileKind, other: FileKind) -> bool:
    """Tell whether the one kind's name may go with the other's media type."""
    return are_alike(one, other) or {one, other} == _WORD


def are_alike(one: FileKind, other: FileKind) -> bool:
    """Tell whether a file of the one kind may pass for the other; unknown kinds may for most."""
    if one is other or (FileKind.OTHER in (one, other) and not UNMISTAKABLE & {one, other}):
        return True
    return any(one in kinds and other in kinds for kinds in _SAME)
