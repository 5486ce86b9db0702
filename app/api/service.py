"""What the routes share: one engine, one policy book, one set of settings."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.api.limits import check_limits
from app.api.mapping import Json, facts_of, submission_of, validation_json
from app.api.requests import CheckRequest
from app.domain.facts import Facts
from app.engine.engine import Engine, Evaluation, RunOptions
from app.engine.fixes import Draft, Fixed, apply_fixes
from app.message.parse import ParseSettings, parse_message
from app.message.parsed import ParsedMessage
from app.observability import Metrics
from app.settings import Settings

RULESET_VERSION = "0.1.0"


@dataclass(frozen=True)
class Service:
    """Everything a request needs, made once at composition."""

    settings: Settings
    engine: Engine
    parsing: ParseSettings
    metrics: Metrics
    rule_ids: frozenset[str]

    def validate(self, request: CheckRequest) -> Json:
        """Judge the content of one message.

        Raises:
            MalformedError: the request breaks a limit.
        """
        check_limits(request, self.settings, self.engine.book, self.rule_ids)
        message = self.parse(request)
        options = RunOptions(
            disabled_rules=frozenset(request.options.disable_rules).union(
                self.settings.disabled_rules
            ),
            accepted=frozenset(request.options.accepted_findings),
        )
        facts = facts_of(request, datetime.now(UTC))
        evaluation = self.engine.evaluate(message, facts, options)
        self.metrics.verdicts.labels(evaluation.verdict.value).inc()
        for finding in evaluation.findings:
            self.metrics.findings.labels(finding.rule_id).inc()
        fixed = None
        if request.options.include_fix:
            fixed = self._fix(message, evaluation, facts, options)
        return validation_json(evaluation, message, request.reference, RULESET_VERSION, fixed)

    def _fix(
        self, message: ParsedMessage, evaluation: Evaluation, facts: Facts, options: RunOptions
    ) -> Fixed:
        declared = message.declared

        def judge(draft: Draft) -> Evaluation:
            mended = replace(declared, subject=draft.subject, body=draft.body)
            return self.engine.evaluate(
                parse_message(mended, self.parsing, message.regions), facts, options
            )

        return apply_fixes(Draft(declared.subject, declared.body), evaluation, judge)

    def parse(self, request: CheckRequest) -> ParsedMessage:
        """Parse the message of a request."""
        return parse_message(submission_of(request.message), self.parsing, self.regions(request))

    def regions(self, request: CheckRequest) -> tuple[str, ...]:
        """Give the countries whose phone numbers to expect: the store's, those of the language."""
        stores = self.engine.book.marketplaces
        name = request.order.marketplace if request.order is not None else None
        store = stores.find(name) if name is not None else None
        language = request.message.language or request.buyer.language
        country = store.country if store is not None else None
        return stores.phone_regions(language, country, _PHONE_REGIONS)


_PHONE_REGIONS = 4
