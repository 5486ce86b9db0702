"""From findings to a verdict.

| what there is | verdict |
|---|---|
| an error of high or medium confidence | blocked |
| a warning, or an error of low confidence | needs_review |
| an error rule not evaluated, for another reason than a missing fact | needs_review |
| nothing of these | allowed |

Info changes nothing; a missing fact is named and left to the gate, which needs it.
"""

from collections.abc import Iterable

from app.domain.finding import Finding, NotEvaluated
from app.domain.severity import Confidence, NotEvaluatedReason, Severity, Verdict


def decide(findings: Iterable[Finding], not_evaluated: Iterable[NotEvaluated]) -> Verdict:
    """Give the verdict of the content."""
    verdict = Verdict.ALLOWED
    for finding in findings:
        if finding.severity is Severity.ERROR and finding.confidence is not Confidence.LOW:
            return Verdict.BLOCKED
        if finding.severity is not Severity.INFO:
            verdict = Verdict.NEEDS_REVIEW
    if any(leaves_doubt(rule) for rule in not_evaluated):
        return Verdict.NEEDS_REVIEW
    return verdict


def leaves_doubt(rule: NotEvaluated) -> bool:
    """Tell whether a rule without an answer keeps the content from being allowed."""
    return rule.severity is Severity.ERROR and rule.reason is not NotEvaluatedReason.MISSING_FACT
