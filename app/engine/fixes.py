"""Applying safe fixes until nothing safe is left, and taking back those that would do harm.

Fixes are applied in rounds, for an edit moves what stands behind it and may uncover or cure another
finding. In a round every safe fix whose edits touch no other's is applied. A fix after which a
finding stands that was not there before is withdrawn and offered for review instead.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from app.domain.finding import Finding, LocatedEdit, LocatedFix
from app.domain.severity import Applicability
from app.domain.span import BODY, SUBJECT
from app.engine.engine import Evaluation

_ROUNDS: Final = 8
_TRIALS: Final = 200


@dataclass(frozen=True, slots=True)
class Draft:
    """The two fields that fixes may change, as they would be submitted."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """A mended draft, what is still found in it, and the fixes that were withdrawn.

    `withdrawn` holds (rule id, fingerprint) of findings whose safe fix brought a new finding.
    """

    draft: Draft
    remaining: Evaluation
    withdrawn: frozenset[tuple[str, str]]


Judge = Callable[[Draft], Evaluation]
Key = tuple[str, str]


def apply_fixes(draft: Draft, evaluation: Evaluation, judge: Judge) -> Fixed:
    """Mend a draft by the safe fixes of its findings; `judge` evaluates a draft anew."""
    withdrawn: set[Key] = set()
    trials = _TRIALS
    for _ in range(_ROUNDS):
        chosen = list(_compatible(evaluation.findings, withdrawn))
        if not chosen:
            break
        mended = _apply(draft, chosen)
        after = judge(mended)
        if _brings_new(evaluation, after):
            harmful = _harmful(draft, chosen[:trials], evaluation, judge)
            trials -= len(chosen)
            withdrawn |= harmful or {_key(finding) for finding in chosen}
            continue
        draft, evaluation = mended, after
    return Fixed(draft, evaluation, frozenset(withdrawn))


def _key(finding: Finding) -> Key:
    return finding.rule_id, finding.fingerprint


def _compatible(findings: Iterable[Finding], withdrawn: set[Key]) -> Iterator[Finding]:
    """Yield findings with a safe fix, but for those whose edits touch those of another."""
    taken: list[LocatedEdit] = []
    for finding in findings:
        fix = finding.fix
        if fix is None or fix.applicability != Applicability.SAFE or _key(finding) in withdrawn:
            continue
        new = [edit for edit in fix.edits if edit not in taken]
        if new and not any(_touch(edit, other) for edit in new for other in taken):
            taken.extend(new)
            yield finding
        elif not new and fix.edits:
            yield finding


def _touch(one: LocatedEdit, other: LocatedEdit) -> bool:
    if one.field != other.field:
        return False
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _apply(draft: Draft, findings: Iterable[Finding]) -> Draft:
    edits = {edit for finding in findings for edit in _edits(finding.fix)}
    return Draft(
        subject=_edited(draft.subject, (edit for edit in edits if edit.field == SUBJECT)),
        body=_edited(draft.body, (edit for edit in edits if edit.field == BODY)),
    )


def _edits(fix: LocatedFix | None) -> tuple[LocatedEdit, ...]:
    return fix.edits if fix is not None else ()


def _edited(text: str, edits: Iterable[LocatedEdit]) -> str:
    parts: list[str] = []
    position = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts.extend((text[position : edit.start], edit.replacement))
        position = edit.end
    parts.append(text[position:])
    return "".join(parts)


def _brings_new(before: Evaluation, after: Evaluation) -> bool:
    """Tell whether a rule finds more than before, in words in which it found nothing."""
    counts = Counter(finding.rule_id for finding in before.findings)
    known = {_key(finding) for finding in before.findings}
    now = Counter(finding.rule_id for finding in after.findings)
    return any(
        now[finding.rule_id] > counts[finding.rule_id] and _key(finding) not in known
        for finding in after.findings
    )


def _harmful(
    draft: Draft, findings: list[Finding], before: Evaluation, judge: Judge
) -> frozenset[Key]:
    """Find the fixes that bring a new finding, each tried upon those that bring none."""
    kept: list[Finding] = []
    harmful = set()
    for finding in findings:
        if _brings_new(before, judge(_apply(draft, [*kept, finding]))):
            harmful.add(_key(finding))
        else:
            kept.append(finding)
    return frozenset(harmful)
