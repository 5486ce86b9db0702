"""What the tests of the gate share: looking at one request by the rules of sending alone."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.facts import Facts
from app.engine.engine import Engine, RunOptions
from app.engine.gate import Gate, Judgement
from app.policy.view import PolicyChoices
from app.rules.contract import RuleContext, Stage

Json = dict[str, Any]
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
DEFAULT_CHOICES = PolicyChoices()


@dataclass(frozen=True)
class Seen:
    """What the rules of sending said: severity and end by rule, and the facts that were missing."""

    hits: dict[str, list[tuple[str, datetime | None]]]
    missing: dict[str, list[str]]
    unsure: dict[str, str]

    def severity(self, rule_id: str) -> str | None:
        found = {severity for severity, _ in self.hits.get(rule_id, [])}
        assert len(found) <= 1, found
        return next(iter(found), None)

    def end(self, rule_id: str) -> datetime | None:
        ((_, end),) = self.hits[rule_id]
        return end


Look = Callable[..., Seen]
JudgeSending = Callable[..., Judgement]
ContextOf = Callable[..., tuple[Engine, RuleContext]]


@pytest.fixture(scope="session")
def context_of(service: Service) -> ContextOf:
    """Give engine and context of a request, under the operator's choices."""
    engines: dict[PolicyChoices, Engine] = {}

    def make(
        document: Json,
        choices: PolicyChoices = DEFAULT_CHOICES,
        change: Callable[[Facts], Facts] = lambda facts: facts,
    ) -> tuple[Engine, RuleContext]:
        engine = engines.get(choices)
        if engine is None:
            book, rules = service.engine.book, service.engine.rules

            def fail(rule_id: str, error: BaseException) -> None:
                raise AssertionError(rule_id) from error

            engine = engines[choices] = Engine(rules, book, choices, fail)
        request = CheckRequest.model_validate(document)
        message = service.parse(request)
        return engine, engine.context(message, change(facts_of(request, NOW)))

    return make


@pytest.fixture(scope="session")
def look(context_of: ContextOf) -> Look:
    def run(document: Json, choices: PolicyChoices = DEFAULT_CHOICES) -> Seen:
        engine, context = context_of(document, choices)
        found = engine.evaluate_in(context, RunOptions(stages=(Stage.SENDING,)))
        hits: dict[str, list[tuple[str, datetime | None]]] = {}
        for finding in found.findings:
            hits.setdefault(finding.rule_id, []).append((finding.severity.value, finding.ends_at))
        return Seen(
            hits,
            {one.rule_id: [fact.value for fact in one.missing] for one in found.not_evaluated},
            {one.rule_id: one.severity.value for one in found.not_evaluated},
        )

    return run


@pytest.fixture(scope="session")
def judge_sending(context_of: ContextOf) -> JudgeSending:
    def run(
        document: Json,
        choices: PolicyChoices = DEFAULT_CHOICES,
        change: Callable[[Facts], Facts] = lambda facts: facts,
    ) -> Judgement:
        engine, context = context_of(document, choices)
        disabled = document.get("options", {}).get("disable_rules", ())
        options = RunOptions(disabled_rules=frozenset(disabled))
        content = engine.evaluate_in(context, options)
        joined = context.with_facts(change(context.facts))
        return Gate(engine).judge(joined, content, options, disabled)

    return run
