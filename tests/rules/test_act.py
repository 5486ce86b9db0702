"""The W3C's ACT test cases: our accessibility rules judge them as the W3C does, or say why not.

The cases are not part of the project; where they lie beside it (`../shared/suites/act.jsonl`), they
run. Source: https://www.w3.org/WAI/standards-guidelines/act/rules/.
"""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.finding import Hit
from app.rules.discovery import Rule, discover

Json = dict[str, Any]
_NOW: Final = datetime(2026, 11, 20, 12, tzinfo=UTC)
_SUITE: Final = Path(__file__).parents[3] / "shared" / "suites" / "act.jsonl"

# What we decide otherwise on purpose; the page of the rule says why.
_DISAGREEMENTS: Final = {
    "accessibility-missing-alt-text": {("23a2a8", "Passed Example 4")},
    "accessibility-table-structure": {("d0f69e", "Inapplicable Example 7")},
    "markup-active-content": {
        ("bc659a", "Passed Example 1"),
        ("bc659a", "Passed Example 2"),
        ("bc659a", "Passed Example 3"),
    },
}


def _cases() -> list[Json]:
    if not _SUITE.exists():
        return []
    return [json.loads(line) for line in _SUITE.read_text(encoding="utf-8").splitlines()]


_CASES: Final = _cases()
_RULES: Final = sorted({case["our_rule"] for case in _CASES})


def _flags(service: Service, rule: Rule, case: Json) -> bool:
    request = CheckRequest.model_validate({"message": {"body": case["html"]}})
    context = service.engine.context(service.parse(request, ()), facts_of(request, _NOW))
    return any(isinstance(answer, Hit) for answer in rule.check(context))


@pytest.mark.skipif(not _CASES, reason="the suite is not there")
@pytest.mark.parametrize("rule_id", _RULES)
def test_rule_judges_as_the_w3c_does(rule_id: str, service: Service) -> None:
    (rule,) = (rule for rule in discover() if rule.id == rule_id)
    otherwise = {
        (case["act_rule"], case["title"])
        for case in _CASES
        if case["our_rule"] == rule_id
        and _flags(service, rule, case) != (case["expected"] == "failed")
    }
    assert otherwise == _DISAGREEMENTS.get(rule_id, set())


@pytest.mark.skipif(not _CASES, reason="the suite is not there")
def test_every_page_counts_its_cases() -> None:
    pages = {rule.id: rule.page for rule in discover()}
    for rule_id in _RULES:
        count = sum(case["our_rule"] == rule_id for case in _CASES)
        assert f"{count} cases" in " ".join(pages[rule_id].split())
