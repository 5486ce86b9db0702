"""From findings to the decision whether a message may go now.

The first row that applies decides:

| what there is | decision |
|---|---|
| an error that lasts | do_not_send |
| errors that pass, the last of them after the window has closed | do_not_send |
| errors that pass, beside anything else | wait, until the last of them has passed |
| a warning, or an error of low confidence | needs_review |
| an error rule of timing or eligibility without an answer | needs_review |
| an error rule of the content without one, for more than a missing fact | needs_review |
| an error rule that the caller has disabled | needs_review |
| nothing of these | send_now |

An error passes if time alone cures it. Info decides nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.finding import Finding
from app.domain.severity import Confidence, Severity


class Decision(StrEnum):
    """Whether a message may go at the moment of sending."""

    SEND_NOW = "send_now"
    WAIT = "wait"
    NEEDS_REVIEW = "needs_review"
    DO_NOT_SEND = "do_not_send"


@dataclass(frozen=True, slots=True)
class SendDecision:
    """The decision, the findings that made it, and when to ask again."""

    decision: Decision
    reasons: tuple[Finding, ...] = ()
    retry_at: datetime | None = None


def decide_send(
    findings: Iterable[Finding], *, is_unsure: bool, closes_at: datetime | None
) -> SendDecision:
    """Decide by the table above.

    `is_unsure` says that a rule which matters gave no answer or was disabled; `closes_at` is the
    last instant of the window, None where it is not known.
    """
    serious = [finding for finding in findings if finding.severity is not Severity.INFO]
    errors = tuple(finding for finding in serious if _is_certain_error(finding))
    ends = [error.ends_at for error in errors if error.ends_at is not None]
    if len(ends) < len(errors):
        return SendDecision(Decision.DO_NOT_SEND, errors)
    if ends:
        retry_at = max(ends)
        if closes_at is not None and retry_at > closes_at:
            return SendDecision(Decision.DO_NOT_SEND, errors)
        return SendDecision(Decision.WAIT, errors, retry_at)
    if serious or is_unsure:
        return SendDecision(Decision.NEEDS_REVIEW, tuple(serious), _last_end(serious))
    return SendDecision(Decision.SEND_NOW)


def _is_certain_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.confidence is not Confidence.LOW


def _last_end(findings: Iterable[Finding]) -> datetime | None:
    return max((f.ends_at for f in findings if f.ends_at is not None), default=None)
