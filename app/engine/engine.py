"""Running the rules over one message and turning their hits into findings."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Final

from app.domain.errors import PolicyDataError
from app.domain.facts import Fact, Facts
from app.domain.finding import Finding, Hit, NotEvaluated, Reference, Unknown
from app.domain.message_type import Channel
from app.domain.severity import NotEvaluatedReason, Severity, Verdict
from app.engine.decide import decide
from app.engine.locate import Locator, field_rank
from app.message.parsed import ParsedMessage
from app.policy.book import PolicyBook
from app.policy.view import PolicyChoices
from app.rules.contract import RuleContext, Stage
from app.rules.discovery import Rule
from app.text.fold import fold

RuleFailed = Callable[[str, BaseException], None]

MAX_HITS: Final = 200
"""Hits of one rule that are reported; a rule with more is also listed as not evaluated."""

_FINGERPRINT_BYTES: Final = 12
_SELECTIONS: Final = 256


@dataclass(frozen=True, slots=True)
class RunOptions:
    """What the caller and the operator leave out.

    `accepted` holds fingerprints of findings that the caller has looked at and takes on himself.
    """

    disabled_rules: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    stages: tuple[Stage, ...] = (Stage.CONTENT,)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What all rules together said about one message."""

    verdict: Verdict
    findings: tuple[Finding, ...]
    accepted: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...]
    disabled: tuple[str, ...]
    policy_edition: str


@dataclass(slots=True)
class _Outcome:
    findings: list[Finding] = field(default_factory=list)
    not_evaluated: list[NotEvaluated] = field(default_factory=list)

    def leave_out(
        self,
        rule: Rule,
        reason: NotEvaluatedReason,
        missing: tuple[Fact, ...] = (),
        severity: Severity | None = None,
    ) -> None:
        """Record that a rule gave no answer."""
        severity = severity or rule.meta.severities[0]
        self.not_evaluated.append(NotEvaluated(rule.id, severity, reason, missing))


class Engine:
    """All rules, the policy they rest on, and the operator's choices.

    `on_rule_failed` is told the rule's id and the exception of a rule that raised; the rule counts
    as not evaluated and the others go on.
    """

    def __init__(
        self,
        rules: Iterable[Rule],
        book: PolicyBook,
        choices: PolicyChoices,
        on_rule_failed: RuleFailed,
    ) -> None:
        self.rules = tuple(rules)
        self.book = book
        self.choices = choices
        self._on_rule_failed = on_rule_failed
        self._selected = lru_cache(maxsize=_SELECTIONS)(self._select)
        _check_policy_data(self.rules, book)

    def evaluate(self, message: ParsedMessage, facts: Facts, options: RunOptions) -> Evaluation:
        """Run every rule that is in force and not disabled, and decide.

        Raises:
            ValueError: `facts.as_of` lies before the first edition of the policy.
        """
        return self.evaluate_in(self.context(message, facts), options)

    def context(self, message: ParsedMessage, facts: Facts) -> RuleContext:
        """Give what the rules look at."""
        return RuleContext(message, facts, self.book.view(facts.as_of, self.choices))

    def evaluate_in(self, context: RuleContext, options: RunOptions) -> Evaluation:
        """Do the same in a context at hand, so that what was read of the message is kept.

        Raises:
            ValueError: the day lies before the first edition of the policy.
        """
        edition = self.book.edition_on(context.facts.as_of)
        locator = Locator(context.message)
        outcome = _Outcome()
        channel = context.message.declared.channel
        day = context.facts.as_of
        for rule in self._selected(day, options.stages, options.disabled_rules, channel):
            self._run(rule, context, locator, outcome)
        findings = sorted(_without_yielding(outcome.findings, self.rules), key=finding_order)
        kept = tuple(f for f in findings if f.fingerprint not in options.accepted)
        not_evaluated = tuple(outcome.not_evaluated)
        return Evaluation(
            verdict=decide(kept, not_evaluated),
            findings=kept,
            accepted=tuple(f for f in findings if f.fingerprint in options.accepted),
            not_evaluated=not_evaluated,
            disabled=tuple(sorted(options.disabled_rules)),
            policy_edition=edition.name,
        )

    def _select(
        self, day: date, stages: tuple[Stage, ...], disabled: frozenset[str], channel: Channel
    ) -> tuple[Rule, ...]:
        """Give the rules that are in force, belong to a stage and are not disabled."""
        selected = []
        for rule in self.rules:
            stage = rule.meta.stage
            if rule.id in disabled or (stage is not Stage.BOTH and stage not in stages):
                continue
            if stage is Stage.CONTENT and channel is Channel.SOLICITATION:
                continue  # Amazon sends its own text there
            if self.book.effective_from(rule.id, rule.family) <= day:
                selected.append(rule)
        return tuple(selected)

    def _run(self, rule: Rule, context: RuleContext, locator: Locator, outcome: _Outcome) -> None:
        if context.message.limit_reached and rule.meta.stage is Stage.CONTENT:
            outcome.leave_out(rule, NotEvaluatedReason.LIMIT_REACHED)
            return
        needs = rule.meta.needs
        missing = tuple(need for need in needs if not need.is_known(context.facts)) if needs else ()
        if missing:
            outcome.leave_out(rule, NotEvaluatedReason.MISSING_FACT, missing)
            return
        try:
            answers = list(islice(rule.check(context), MAX_HITS + 1))
            findings = [
                self._finding(rule, answer, context, locator)
                for answer in answers[:MAX_HITS]
                if isinstance(answer, Hit)
            ]
        except Exception as error:  # noqa: BLE001 -- one rule's fault must not silence the others
            self._on_rule_failed(rule.id, error)
            outcome.leave_out(rule, NotEvaluatedReason.RULE_FAILED)
            return
        outcome.findings.extend(findings)
        for answer in answers[:MAX_HITS]:
            if isinstance(answer, Unknown):
                outcome.leave_out(rule, answer.reason, answer.missing, answer.severity)
        if len(answers) > MAX_HITS:
            outcome.leave_out(rule, NotEvaluatedReason.LIMIT_REACHED)

    def _finding(self, rule: Rule, hit: Hit, context: RuleContext, locator: Locator) -> Finding:
        severity = hit.severity or rule.meta.severities[0]
        if severity not in rule.meta.severities:
            message = f"{rule.id} does not declare the severity {severity}"
            raise PolicyDataError(message)
        location = excerpt = None
        text = hit.text
        if hit.span is not None:
            field_locator = locator.field(hit.span.field)
            location = field_locator.location(hit.span)
            excerpt = field_locator.excerpt(location.start, location.end)
            if text is None:
                text = locator.text(hit.span)
        return Finding(
            rule_id=rule.id,
            family=rule.family,
            severity=severity,
            confidence=hit.confidence,
            message=hit.message,
            location=location,
            excerpt=excerpt,
            text=text,
            policy=self._references(rule, context),
            fix=locator.fix(hit.fix) if hit.fix is not None else None,
            fingerprint=fingerprint(rule.id, text or excerpt),
            ends_at=hit.ends_at,
        )

    def _references(self, rule: Rule, context: RuleContext) -> tuple[Reference, ...]:
        return self.book.references(rule.meta.clauses, context.facts.as_of)


def fingerprint(rule_id: str, words: str | None) -> str:
    """Name a finding by its rule and its words, wherever they stand and however they are spaced."""
    folded = " ".join(fold(words).text.split()) if words else ""
    digest = hashlib.blake2s(f"{rule_id}\0{folded}".encode(), digest_size=_FINGERPRINT_BYTES)
    return digest.hexdigest()


def _without_yielding(findings: list[Finding], rules: tuple[Rule, ...]) -> list[Finding]:
    """Drop findings of rules that yield to families which found something at the same place."""
    yields_to = {rule.id: rule.meta.yields_to for rule in rules if rule.meta.yields_to}
    if not any(finding.rule_id in yields_to for finding in findings):
        return findings
    return [
        finding
        for finding in findings
        if finding.rule_id not in yields_to
        or not any(
            other.family in yields_to[finding.rule_id] and _overlap(finding, other)
            for other in findings
        )
    ]


def _overlap(one: Finding, other: Finding) -> bool:
    a, b = one.location, other.location
    if a is None or b is None or a.field != b.field:
        return False
    return a.start < b.end and b.start < a.end


def finding_order(finding: Finding) -> tuple[tuple[int, str], int, int, str]:
    """Give the key by which findings are sorted: field, place, rule."""
    place = finding.location
    if place is None:
        return field_rank(""), 0, 0, finding.rule_id
    return field_rank(place.field), place.start, place.end, finding.rule_id


def _check_policy_data(rules: tuple[Rule, ...], book: PolicyBook) -> None:
    """Make sure that every rule has a date and, from that day on, a clause to cite."""
    for rule in rules:
        if rule.family not in book.family_dates:
            message = f"the editions give no date for the family {rule.family}"
            raise PolicyDataError(message)
        unknown = [clause for clause in rule.meta.clauses if clause not in book.clauses]
        if unknown:
            message = f"{rule.id} cites unknown clauses: {', '.join(unknown)}"
            raise PolicyDataError(message)
        if not book.references(rule.meta.clauses, book.effective_from(rule.id, rule.family)):
            message = f"{rule.id} holds from a day on which none of its clauses does"
            raise PolicyDataError(message)
