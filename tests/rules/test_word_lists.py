"""The sentences that stand beside the word lists are flagged and let pass as their authors say."""

from datetime import UTC, datetime

import pytest

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.finding import Hit
from app.policy.list_tests import ListTest
from app.policy.offensive import offensive_tests
from app.policy.sensitive import sensitive_tests
from app.policy.view import PolicyChoices
from app.rules.contract import RuleContext

_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_LANGUAGES = {"en", "de", "fr", "it", "es", "nl", "pl", "sv", "pt", "tr", "ja", "zh", "ar"}
_TESTS = {"text-offensive": offensive_tests(), "text-sensitive-data": sensitive_tests()}
_CASES = [
    pytest.param(rule_id, test, id=f"{rule_id}-{test.language}-{number}")
    for rule_id, tests in _TESTS.items()
    for number, test in enumerate(tests)
]


@pytest.mark.parametrize(("rule_id", "test"), _CASES)
def test_sentence_is_judged_as_its_list_says(
    rule_id: str, test: ListTest, service: Service
) -> None:
    request = CheckRequest.model_validate(
        {
            "message": {"body": test.text, "format": "text"},
            "buyer": {"language": test.language},
        }
    )
    facts = facts_of(request, _NOW)
    policy = service.engine.book.view(facts.as_of, PolicyChoices())
    context = RuleContext(service.parse(request), facts, policy)
    rule = next(rule for rule in service.engine.rules if rule.id == rule_id)
    hits = [answer for answer in rule.check(context) if isinstance(answer, Hit)]
    assert bool(hits) is test.is_flagged, hits


@pytest.mark.parametrize("rule_id", _TESTS)
def test_every_language_shows_both_sides(rule_id: str) -> None:
    flagged = {test.language for test in _TESTS[rule_id] if test.is_flagged}
    allowed = {test.language for test in _TESTS[rule_id] if not test.is_flagged}
    assert flagged == allowed == _LANGUAGES
