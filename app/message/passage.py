"""A stretch of text that is read as one: subject, visible body, an alt text, a file name."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from app.domain.span import Span
from app.message.text_map import TextMap
from app.message.visible import Line
from app.text.fold import Folded, fold
from app.text.sentences import split_sentences


class PassageKind(StrEnum):
    """Where a passage stands."""

    SUBJECT = "subject"
    BODY = "body"
    HIDDEN = "hidden"
    ALT = "alt"
    TITLE = "title"
    VALUE = "value"
    FILENAME = "filename"
    ATTACHMENT = "attachment"

    @property
    def is_read_by_buyer(self) -> bool:
        """Tell whether a sighted buyer reads it in the message itself."""
        return self in (PassageKind.SUBJECT, PassageKind.BODY, PassageKind.VALUE)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence by its offsets in the passage's text, and how it stands there."""

    start: int
    end: int
    is_question: bool
    is_heading: bool


@dataclass(frozen=True)
class Passage:
    """A text with its way back to the field it came from.

    Offsets named `start` and `end` count the passage's `text`; those of `folded` its folded text.
    """

    kind: PassageKind
    field: str
    map: TextMap
    lines: tuple[Line, ...] = ()
    page: int | None = None
    paragraph: int | None = None

    @property
    def text(self) -> str:
        """The text as a person reads it."""
        return self.map.text

    @cached_property
    def folded(self) -> Folded:
        """The text as rules match it."""
        return fold(self.map.text)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences, in order."""
        return tuple(self._sentences())

    def span(self, start: int, end: int) -> Span:
        """Give the place in the source of the text from `start` to `end`."""
        return Span(self.field, *self.map.source_range(start, end), self.page, self.paragraph)

    def folded_span(self, start: int, end: int) -> Span:
        """Give the place in the source of the folded text from `start` to `end`."""
        return self.span(*self.folded.source_range(start, end))

    def is_at(self, span: Span) -> bool:
        """Tell whether a place can lie in this passage, and a buyer reads it there."""
        return (
            self.field == span.field
            and self.page == span.page
            and self.paragraph == span.paragraph
            and self.kind is not PassageKind.HIDDEN
        )

    def _sentences(self) -> Iterator[Sentence]:
        text = self.map.text
        headings = {
            (line.start, line.end)
            for line in self.lines
            if line.block.tag in ("h1", "h2", "h3", "h4", "h5", "h6", "th", "caption", "summary")
        }
        heading_starts = {start for start, _ in headings}
        for start, end in split_sentences(text):
            tail = text[max(start, end - 4) : end]
            question = any(mark in tail for mark in "?？؟")
            yield Sentence(start, end, question, start in heading_starts)
