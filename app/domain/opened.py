"""A file after it was opened: what it is, what it says, and what in it acts."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.file_kind import FileKind
from app.domain.submission import DeclaredAttachment


class Danger(StrEnum):
    """Something inside a file that acts on its own."""

    PROGRAM = "a program"
    SCRIPT = "a script"
    ARCHIVE = "an archive"
    MACRO = "a macro"
    JAVASCRIPT = "JavaScript"
    LAUNCH_ACTION = "an action that starts a program"
    EMBEDDED_FILE = "an embedded file that can run"
    EMBEDDED_OBJECT = "an embedded object"
    REMOTE_TEMPLATE = "content that is loaded from elsewhere"
    SECOND_FORMAT = "a second file of another kind behind the first"


class Unreadable(StrEnum):
    """Why not all of a file was looked at."""

    ENCRYPTED = "it is encrypted"
    BROKEN = "it is broken or cut short"
    EMPTY = "it is empty"
    TOO_LONG = "it is longer or more complex than what is looked at"


@dataclass(frozen=True, slots=True)
class TextPart:
    """A page or a paragraph, by offsets in the file's text; both count from 1."""

    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class FileLink:
    """A link inside a file; `start` and `end` are its target's place in the file's text."""

    start: int
    end: int
    label: str
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class OpenedAttachment:
    """A file after it was opened; one without content has nothing but its size as declared.

    `kind` is what the bytes say, None without content. `text` holds the parts that a reader sees,
    and after them the targets of `links`. `embedded` are the names of files inside the
    file. `width` and `height` are a picture's, in pixels.
    """

    size_bytes: int | None
    kind: FileKind | None = None
    text: str = ""
    parts: tuple[TextPart, ...] = ()
    links: tuple[FileLink, ...] = ()
    dangers: tuple[Danger, ...] = ()
    embedded: tuple[str, ...] = ()
    unreadable: Unreadable | None = None
    pages: int | None = None
    width: int | None = None
    height: int | None = None

    @property
    def is_opened(self) -> bool:
        """Tell whether there was content to look at."""
        return self.kind is not None


def unopened(declared: DeclaredAttachment) -> OpenedAttachment:
    """Give what is known of a file whose content was not sent."""
    return OpenedAttachment(declared.size_bytes)
