"""Edits that cure a finding."""

from dataclasses import dataclass

from app.domain.severity import Applicability
from app.domain.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of a stretch of the source; an empty span inserts."""

    span: Span
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Fix:
    """What to change, said as a title in the imperative, and the edits that do it."""

    title: str
    applicability: Applicability
    edits: tuple[Edit, ...]

    @classmethod
    def safe(cls, title: str, *edits: Edit) -> "Fix":
        """Make a fix that may be applied without looking."""
        return cls(title, Applicability.SAFE, edits)

    @classmethod
    def review(cls, title: str, *edits: Edit) -> "Fix":
        """Make a fix that a person should look at."""
        return cls(title, Applicability.REVIEW, edits)
