"""What was found inside the files of a message, and how it reaches the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.domains import Domains
from app.domain.file_kind import FileKind
from app.domain.span import Span, attachment_content
from app.domain.submission import DeclaredAttachment
from app.message.link_class import LinkClass, classify
from app.message.links import Link, LinkKind
from app.message.passage import Passage, PassageKind
from app.message.text_map import TextMap
from app.message.url import parse_url


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
    and after them the targets of `links`. `width` and `height` are a picture's, in pixels.
    """

    size_bytes: int | None
    kind: FileKind | None = None
    text: str = ""
    parts: tuple[TextPart, ...] = ()
    links: tuple[FileLink, ...] = ()
    dangers: tuple[Danger, ...] = ()
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


def attachment_passages(index: int, opened: OpenedAttachment) -> Iterator[Passage]:
    """Yield the texts of the attachment with this number, one a page or paragraph."""
    field = attachment_content(index)
    for part in opened.parts:
        text_map = TextMap.identity(opened.text[part.start : part.end], part.start)
        yield Passage(
            PassageKind.ATTACHMENT, field, text_map, page=part.page, paragraph=part.paragraph
        )


def attachment_links(index: int, opened: OpenedAttachment, domains: Domains) -> Iterator[Link]:
    """Yield the links that the attachment with this number holds beside those in its text."""
    field = attachment_content(index)
    for link in opened.links:
        raw = opened.text[link.start : link.end]
        url = parse_url(raw)
        link_class = classify(url, domains) if url is not None else LinkClass.INVALID
        span = Span(field, link.start, link.end, link.page, link.paragraph)
        yield Link(LinkKind.ELEMENT, raw, url, link_class, span, link.label)
