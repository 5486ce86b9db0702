"""What rules answer with, and what the engine makes of it."""

from dataclasses import dataclass
from datetime import date, datetime

from app.domain.facts import Fact
from app.domain.fix import Fix
from app.domain.severity import Confidence, NotEvaluatedReason, Severity
from app.domain.span import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's answer at a place: one sentence for the seller, and where.

    `span` is None for the message as a whole. `severity` None means the rule's own. `text` is what
    the buyer reads there, where it differs from the visible text under the span. `ends_at` is the
    instant at which time alone cures the hit.
    """

    message: str
    span: Span | None = None
    severity: Severity | None = None
    confidence: Confidence = Confidence.HIGH
    fix: Fix | None = None
    text: str | None = None
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """A rule's word that it cannot answer; never counted as passed.

    `severity` is that of the hit which stays undecided; None means the rule's own.
    """

    reason: NotEvaluatedReason
    missing: tuple[Fact, ...] = ()
    severity: Severity | None = None

    @classmethod
    def missing_fact(cls, *facts: Fact, severity: Severity | None = None) -> "Unknown":
        """Say that facts are missing which the rule needs in this case."""
        return cls(NotEvaluatedReason.MISSING_FACT, facts, severity)


@dataclass(frozen=True, slots=True)
class Reference:
    """A clause of a source that a finding rests on."""

    clause: str
    statement: str
    source: str
    url: str | None
    effective_from: date


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a field as submitted; lines and columns count from 1."""

    field: str
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    line: int
    column: int
    page: int | None
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class LocatedEdit:
    """An edit of a field as submitted."""

    field: str
    start: int
    end: int
    start_utf16: int
    end_utf16: int
    replacement: str


@dataclass(frozen=True, slots=True)
class LocatedFix:
    """A fix whose edits refer to the fields as submitted."""

    title: str
    applicability: str
    edits: tuple[LocatedEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit with its rule, sources and exact place."""

    rule_id: str
    family: str
    severity: Severity
    confidence: Confidence
    message: str
    location: Location | None
    excerpt: str | None
    text: str | None
    policy: tuple[Reference, ...]
    fix: LocatedFix | None
    fingerprint: str
    ends_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NotEvaluated:
    """A rule that gave no answer, and why."""

    rule_id: str
    severity: Severity
    reason: NotEvaluatedReason
    missing: tuple[Fact, ...] = ()
