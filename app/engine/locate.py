"""From spans in the parsed message to places in the fields as submitted."""

from bisect import bisect_right
from functools import cached_property

from app.domain.finding import LocatedEdit, LocatedFix, Location
from app.domain.fix import Edit, Fix
from app.domain.span import BODY, SUBJECT, Span
from app.message.parsed import ParsedMessage
from app.message.source import SourceField


class FieldLocator:
    """Places offsets of one field: submitted code points, UTF-16 units, lines and columns."""

    def __init__(self, field: SourceField) -> None:
        self._field = field
        self._is_bmp = field.submitted.isascii() or max(field.submitted) <= "\uffff"

    @cached_property
    def _line_starts(self) -> list[int]:
        """Offsets in the normalised text at which lines begin."""
        starts = [0]
        text = self._field.normalised
        position = text.find("\n")
        while position >= 0:
            starts.append(position + 1)
            position = text.find("\n", position + 1)
        return starts

    @cached_property
    def _astral(self) -> list[int]:
        return [i for i, character in enumerate(self._field.submitted) if character > "\uffff"]

    def utf16(self, offset: int) -> int:
        """Turn a submitted offset into UTF-16 code units."""
        return offset if self._is_bmp else offset + bisect_right(self._astral, offset - 1)

    def range(self, span: Span) -> tuple[int, int]:
        """Turn a span into submitted offsets."""
        field = self._field
        return field.submitted_offset(span.start), field.submitted_offset(span.end)

    def excerpt(self, start: int, end: int) -> str:
        """Give the submitted text between submitted offsets."""
        return self._field.submitted[start:end]

    def location(self, span: Span) -> Location:
        """Place a span."""
        start, end = self.range(span)
        line = bisect_right(self._line_starts, span.start)
        return Location(
            field=span.field,
            start=start,
            end=end,
            start_utf16=self.utf16(start),
            end_utf16=self.utf16(end),
            line=line,
            column=span.start - self._line_starts[line - 1] + 1,
            page=span.page,
            paragraph=span.paragraph,
        )

    def edit(self, edit: Edit) -> LocatedEdit:
        """Place an edit; its line feeds are written as the field writes them."""
        start, end = self.range(edit.span)
        crlf = bool(self._field.crlf)
        replacement = edit.replacement.replace("\n", "\r\n") if crlf else edit.replacement
        return LocatedEdit(
            edit.span.field, start, end, self.utf16(start), self.utf16(end), replacement
        )


class Locator:
    """Places spans of all fields of one message; made per answer, and only where there are hits."""

    def __init__(self, message: ParsedMessage) -> None:
        self._message = message
        self._fields: dict[str, FieldLocator] = {}

    def field(self, name: str) -> FieldLocator:
        """Give the locator of a field."""
        if name not in self._fields:
            self._fields[name] = FieldLocator(self._message.fields[name])
        return self._fields[name]

    def fix(self, fix: Fix) -> LocatedFix:
        """Place the edits of a fix, in the order of their places."""
        edits = (self.field(edit.span.field).edit(edit) for edit in fix.edits)
        ordered = sorted(edits, key=lambda edit: (edit.field, edit.start, edit.end))
        return LocatedFix(fix.title, fix.applicability.value, tuple(ordered))

    def text(self, span: Span) -> str:
        """Give what a buyer reads at a place."""
        return "".join(
            passage.map.text_between(span.start, span.end)
            for passage in self._message.passages
            if passage.is_at(span)
        )


def field_rank(name: str) -> tuple[int, str]:
    """Order fields as a reader meets them: the whole message, subject, body, attachments."""
    ranks = {"": 0, SUBJECT: 1, BODY: 2}
    return ranks.get(name, 3), name
