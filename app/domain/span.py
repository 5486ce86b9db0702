"""A place in a message."""

from dataclasses import dataclass
from typing import Final

SUBJECT: Final = "subject"
BODY: Final = "body"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one field, `start` inclusive and `end` exclusive, in code points.

    Inside the pipeline the offsets count the newline-normalised field (CRLF and CR are one LF);
    the engine turns them into offsets of the field as submitted.
    """

    field: str
    start: int
    end: int
    page: int | None = None
    paragraph: int | None = None


def attachment_filename(index: int) -> str:
    """Name the field of an attachment's file name."""
    return f"attachments/{index}/filename"


def attachment_content(index: int) -> str:
    """Name the field of an attachment's extracted text."""
    return f"attachments/{index}/content"
