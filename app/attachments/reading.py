"""Collecting what a file holds, in order and within the limits."""

from dataclasses import dataclass, field

from app.attachments.bounds import Deadline, FileTooLongError, OpeningLimits
from app.domain.file_kind import FileKind
from app.domain.opened import Danger, FileLink, OpenedAttachment, TextPart, Unreadable

_LONGEST_TARGET = 2_000
_UNREAD = dict.fromkeys([*range(9), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F, 0xFFFE, 0xFFFF])


@dataclass(frozen=True, slots=True)
class _Target:
    target: str
    label: str
    page: int | None
    paragraph: int | None


@dataclass(slots=True)
class Reading:
    """What has been read of a file so far; a reader that is stopped leaves what it had."""

    limits: OpeningLimits
    deadline: Deadline
    kind: FileKind = FileKind.OTHER
    dangers: dict[Danger, None] = field(default_factory=dict)
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    embedded: dict[str, None] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)
    _parts: list[TextPart] = field(default_factory=list)
    _links: dict[_Target, None] = field(default_factory=dict)
    _length: int = 0

    def add_text(self, text: str, *, page: int | None = None, paragraph: int | None = None) -> None:
        """Add the text of a page or a paragraph; blank ones are left out.

        Raises:
            FileTooLongError: it goes beyond a limit; what fits is kept.
        """
        self.deadline.check()
        clean = _clean(text)
        if not clean.strip():
            return
        room = self.limits.characters - self._length
        kept = clean[: max(room, 0)]
        if kept:
            end = self._length + len(kept)
            self._parts.append(TextPart(self._length, end, page, paragraph))
            self._texts.append(kept)
            self._length = end + 1
        if len(kept) < len(clean) or len(self._parts) >= self.limits.paragraphs:
            raise FileTooLongError

    def add_link(
        self,
        target: str,
        label: str = "",
        *,
        page: int | None = None,
        paragraph: int | None = None,
    ) -> None:
        """Add a link that is not part of the text.

        Raises:
            FileTooLongError: there are too many.
        """
        clean = " ".join(_clean(target).split())[:_LONGEST_TARGET]
        if clean:
            self._links[_Target(clean, _clean(label).strip(), page, paragraph)] = None
        if len(self._links) > self.limits.links:
            raise FileTooLongError

    def add_danger(self, danger: Danger) -> None:
        """Note something that acts; it is noted once."""
        self.dangers[danger] = None

    def add_embedded(self, name: str) -> None:
        """Note the name of a file inside the file."""
        if len(self.embedded) < self.limits.links:
            self.embedded[_clean(name)[:_LONGEST_TARGET]] = None

    def result(self, size: int, unreadable: Unreadable | None = None) -> OpenedAttachment:
        """Give all that was read; the targets of links follow the text, a line each."""
        texts = list(self._texts)
        links = []
        position = self._length
        for link in self._links:
            end = position + len(link.target)
            links.append(FileLink(position, end, link.label, link.page, link.paragraph))
            texts.append(link.target)
            position = end + 1
        return OpenedAttachment(
            size_bytes=size,
            kind=self.kind,
            text="\n".join(texts),
            parts=tuple(self._parts),
            links=tuple(links),
            dangers=tuple(self.dangers),
            embedded=tuple(self.embedded),
            unreadable=unreadable,
            pages=self.pages,
            width=self.width,
            height=self.height,
        )


def _clean(text: str) -> str:
    """Give text with one kind of line break and without what no reader sees or JSON refuses."""
    unified = text.replace("\r\n", "\n").replace("\r", "\n")
    if not unified.isprintable():
        unified = unified.translate(_UNREAD)
    return unified.encode("utf-8", "replace").decode("utf-8")
