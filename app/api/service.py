"""What the routes share: one engine, one policy book, one set of settings."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.api.limits import check_limits
from app.api.mapping import Json, facts_of, submission_of, validation_json
from app.api.requests import CheckRequest
from app.attachments.opener import AttachmentOpener
from app.domain.facts import Facts
from app.domain.opened import OpenedAttachment
from app.engine.engine import Engine, Evaluation, RunOptions
from app.engine.fixes import Draft, Fixed, apply_fixes
from app.history.notices import NoticeReader
from app.history.store import History
from app.message.parse import ParseSettings, parse_message
from app.message.parsed import ParsedMessage
from app.observability import Metrics
from app.rules.contract import RuleContext
from app.settings import Settings

RULESET_VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Judged:
    """A message whose content was judged, with all that a further look at it needs."""

    context: RuleContext
    options: RunOptions
    evaluation: Evaluation


@dataclass(frozen=True)
class Service:
    """Everything a request needs, made once at composition."""

    settings: Settings
    engine: Engine
    parsing: ParseSettings
    opener: AttachmentOpener
    metrics: Metrics
    history: History
    notices: NoticeReader
    rule_ids: frozenset[str]

    async def open_attachments(self, request: CheckRequest) -> tuple[OpenedAttachment, ...]:
        """Open the files whose content was sent, without holding up the event loop."""
        if all(file.content_base64 is None for file in request.message.attachments):
            return ()
        declared = submission_of(request.message).attachments
        return await asyncio.to_thread(self.opener.open_all, declared)

    def validate(self, request: CheckRequest, opened: Sequence[OpenedAttachment] = ()) -> Json:
        """Judge the content of one message, its files as they were opened.

        Raises:
            MalformedError: the request breaks a limit.
        """
        judged = self.judge(request, opened, datetime.now(UTC))
        return self.answer(request, judged, judged.evaluation)

    def judge(
        self, request: CheckRequest, opened: Sequence[OpenedAttachment], now: datetime
    ) -> Judged:
        """Judge the content of one message by the facts of the request.

        Raises:
            MalformedError: the request breaks a limit.
        """
        check_limits(request, self.settings, self.engine.book, self.rule_ids)
        message = self.parse(request, opened)
        options = RunOptions(
            disabled_rules=frozenset(request.options.disable_rules).union(
                self.settings.disabled_rules
            ),
            accepted=frozenset(request.options.accepted_findings),
        )
        context = self.engine.context(message, facts_of(request, now))
        return Judged(context, options, self.engine.evaluate_in(context, options))

    def answer(self, request: CheckRequest, judged: Judged, evaluation: Evaluation) -> Json:
        """Give an evaluation as the answer of /validate, with the mended message if asked for."""
        message = judged.context.message
        self.metrics.verdicts.labels(evaluation.verdict.value).inc()
        for finding in evaluation.findings:
            self.metrics.findings.labels(finding.rule_id).inc()
        for rule in evaluation.not_evaluated:
            self.metrics.not_evaluated.labels(rule.rule_id, rule.reason.value).inc()
        fixed = None
        if request.options.include_fix:
            facts = judged.context.facts
            fixed = self._fix(message, judged.evaluation, facts, judged.options)
        return validation_json(evaluation, message, request.reference, RULESET_VERSION, fixed)

    def _fix(
        self, message: ParsedMessage, evaluation: Evaluation, facts: Facts, options: RunOptions
    ) -> Fixed:
        declared = message.declared

        def judge(draft: Draft) -> Evaluation:
            mended = replace(declared, subject=draft.subject, body=draft.body)
            return self.engine.evaluate(
                parse_message(mended, self.parsing, message.regions, message.attachments),
                facts,
                options,
            )

        return apply_fixes(Draft(declared.subject, declared.body), evaluation, judge)

    def parse(
        self, request: CheckRequest, opened: Sequence[OpenedAttachment] = ()
    ) -> ParsedMessage:
        """Parse the message of a request, its files as they were opened."""
        return parse_message(
            submission_of(request.message), self.parsing, self.regions(request), opened
        )

    def regions(self, request: CheckRequest) -> tuple[str, ...]:
        """Give the countries whose phone numbers to expect: the store's, those of the language."""
        stores = self.engine.book.marketplaces
        name = request.order.marketplace if request.order is not None else None
        store = stores.find(name) if name is not None else None
        language = request.message.language or request.buyer.language
        country = store.country if store is not None else None
        return stores.phone_regions(language, country, _PHONE_REGIONS)


_PHONE_REGIONS = 4
