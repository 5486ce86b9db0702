"""A stretch of text that is read as one: subject, visible body, an alt text, a file name."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from app.domain.span import Span
from app.message.html_names import HEADINGS
from app.message.text_map import TextMap
from app.message.visible import Line
from app.text.fold import Folded, fold
from app.text.sentences import split_sentences

_HEADING_TAGS: Final = frozenset((*HEADINGS, "th", "caption", "summary"))
# A question mark may stand before a closing quotation mark and bracket.
_TAIL: Final = 4


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


class Sentence(NamedTuple):
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
        headings = {line.start for line in self.lines if line.block.tag in _HEADING_TAGS}
        for start, end in split_sentences(text):
            tail = text[max(start, end - _TAIL) : end]
            is_question = "?" in tail or "？" in tail or "؟" in tail
            yield Sentence(start, end, is_question, start in headings)
