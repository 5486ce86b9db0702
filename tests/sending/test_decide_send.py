"""The table from findings to a decision, row by row."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.finding import Finding
from app.domain.severity import Confidence, Severity
from app.engine.decide_send import Decision, decide_send

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(days=1)


def finding(
    severity: Severity, ends_at: datetime | None = None, confidence: Confidence = Confidence.HIGH
) -> Finding:
    return Finding(
        "x-y", "x", severity, confidence, "", None, None, None, (), None, "f", ends_at=ends_at
    )


LASTING = finding(Severity.ERROR)
PASSING = finding(Severity.ERROR, SOON)
PASSING_LATER = finding(Severity.ERROR, LATER)
DOUBTFUL = finding(Severity.ERROR, confidence=Confidence.LOW)
MEDIUM = finding(Severity.ERROR, confidence=Confidence.MEDIUM)
WARNING = finding(Severity.WARNING)
PASSING_WARNING = finding(Severity.WARNING, LATER)
INFO = finding(Severity.INFO)


@pytest.mark.parametrize(
    ("findings", "unsure", "closes_at", "decision", "reasons", "retry_at"),
    [
        ([], False, None, Decision.SEND_NOW, [], None),
        ([INFO], False, None, Decision.SEND_NOW, [], None),
        ([], True, None, Decision.NEEDS_REVIEW, [], None),
        ([WARNING, INFO], False, None, Decision.NEEDS_REVIEW, [WARNING], None),
        ([DOUBTFUL], False, None, Decision.NEEDS_REVIEW, [DOUBTFUL], None),
        ([PASSING_WARNING], False, None, Decision.NEEDS_REVIEW, [PASSING_WARNING], LATER),
        ([WARNING, PASSING_WARNING], False, SOON, Decision.NEEDS_REVIEW, None, LATER),
        ([PASSING], False, None, Decision.WAIT, [PASSING], SOON),
        ([PASSING], True, None, Decision.WAIT, [PASSING], SOON),
        ([PASSING, WARNING], False, None, Decision.WAIT, [PASSING], SOON),
        ([PASSING, PASSING_LATER], False, None, Decision.WAIT, None, LATER),
        ([PASSING, PASSING_WARNING], False, None, Decision.WAIT, [PASSING], SOON),
        ([PASSING], False, SOON, Decision.WAIT, [PASSING], SOON),
        ([PASSING_LATER], False, SOON, Decision.DO_NOT_SEND, [PASSING_LATER], None),
        ([LASTING], False, None, Decision.DO_NOT_SEND, [LASTING], None),
        ([MEDIUM], False, None, Decision.DO_NOT_SEND, [MEDIUM], None),
        ([LASTING, PASSING, WARNING], True, None, Decision.DO_NOT_SEND, [LASTING, PASSING], None),
    ],
)
def test_first_row_that_applies_decides(
    findings: list[Finding],
    closes_at: datetime | None,
    decision: Decision,
    reasons: list[Finding] | None,
    retry_at: datetime | None,
    *,
    unsure: bool,
) -> None:
    found = decide_send(findings, is_unsure=unsure, closes_at=closes_at)
    assert found.decision is decision
    assert found.retry_at == retry_at
    if reasons is not None:
        assert list(found.reasons) == reasons
