"""The gate: may this message go now, by its content, the calendar, the account and the history."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.engine.decide import leaves_doubt
from app.engine.decide_send import SendDecision, decide_send
from app.engine.engine import Engine, Evaluation, RunOptions, finding_order
from app.engine.send_window import SendWindow, recommended_channel, send_window
from app.rules.contract import RuleContext, Stage
from app.rules.sending import is_review_request


@dataclass(frozen=True, slots=True)
class Judgement:
    """The gate's word on one message.

    `validation` is what was found in the content, with the hints and the unanswered rules of timing
    and eligibility beside it; its verdict is that of the content alone.
    """

    decision: SendDecision
    window: SendWindow
    recommended_channel: Channel | None
    is_review_request: bool
    validation: Evaluation


class Gate:
    """Judges messages whose content has been evaluated."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._in_both = frozenset(r.id for r in engine.rules if r.meta.stage is Stage.BOTH)
        self._errors = frozenset(r.id for r in engine.rules if Severity.ERROR in r.meta.severities)

    def judge(
        self,
        context: RuleContext,
        content: Evaluation,
        options: RunOptions,
        disabled_by_caller: Iterable[str] = (),
    ) -> Judgement:
        """Judge a message; the context holds the facts of the request and of the history, joined.

        `content` is the evaluation of the content by the request's facts alone.
        """
        sending = self._engine.evaluate_in(context, replace(options, stages=(Stage.SENDING,)))
        window = send_window(context)
        both = self._in_both  # the sending run has judged these by more facts
        content_findings = (f for f in content.findings if f.rule_id not in both)
        findings = sorted((*content_findings, *sending.findings), key=finding_order)
        is_unsure = (
            any(leaves_doubt(r) for r in content.not_evaluated if r.rule_id not in both)
            or any(rule.severity is Severity.ERROR for rule in sending.not_evaluated)
            or not self._errors.isdisjoint(disabled_by_caller)
        )
        return Judgement(
            decision=decide_send(findings, is_unsure=is_unsure, closes_at=window.closes_at),
            window=window,
            recommended_channel=recommended_channel(context),
            is_review_request=is_review_request(context),
            validation=self._validation(content, sending),
        )

    def _validation(self, content: Evaluation, sending: Evaluation) -> Evaluation:
        hints = (f for f in sending.findings if f.severity is Severity.INFO)
        named = {rule.rule_id for rule in content.not_evaluated}
        return replace(
            content,
            findings=tuple(sorted((*content.findings, *hints), key=finding_order)),
            accepted=tuple(dict.fromkeys((*content.accepted, *sending.accepted))),
            not_evaluated=(
                *content.not_evaluated,
                *(rule for rule in sending.not_evaluated if rule.rule_id not in named),
            ),
        )
