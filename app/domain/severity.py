"""How bad a finding is, how sure it is, and what follows from all findings together."""

from enum import StrEnum


class Severity(StrEnum):
    """What a finding means for the message."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Confidence(StrEnum):
    """How sure the rule is that the finding is one."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Verdict(StrEnum):
    """What the content of a message deserves."""

    ALLOWED = "allowed"
    NEEDS_REVIEW = "needs_review"
    BLOCKED = "blocked"


class Applicability(StrEnum):
    """Whether a fix may be applied unseen (`safe`) or wants a person's eye (`review`)."""

    SAFE = "safe"
    REVIEW = "review"


class NotEvaluatedReason(StrEnum):
    """Why a rule gave no answer; none of these counts as passed."""

    MISSING_FACT = "missing_fact"
    UNSUPPORTED_LANGUAGE = "unsupported_language"
    RESOURCE_MISSING = "resource_missing"
    RULE_FAILED = "rule_failed"
    LIMIT_REACHED = "limit_reached"
