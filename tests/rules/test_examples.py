"""Every example of every rule says what the rule does, at exactly the marked places."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.catalogue.entry import unmark, unmark_given
from app.domain.finding import Finding
from app.engine.engine import Evaluation
from app.rules.contract import Example
from app.rules.discovery import Rule, discover

Json = dict[str, Any]
_RULES = discover()
_CASES = [
    pytest.param(rule, example, id=f"{rule.id}-{number}")
    for rule in _RULES
    for number, example in enumerate(rule.meta.examples)
]


def _request(example: Example) -> Json:
    given = unmark_given(json.loads(json.dumps(dict(example.given), default=str)))
    assert isinstance(given, dict)
    message = {"body": unmark(example.body)[0], **given.pop("message", {})}
    return {"message": message, **given}


def _marked(example: Example) -> Iterator[tuple[str, int, int]]:
    for start, end in unmark(example.body)[1]:
        yield "body", start, end
    message = example.given.get("message", {})
    assert isinstance(message, dict)
    for start, end in unmark(message.get("subject", ""))[1]:
        yield "subject", start, end
    for index, attachment in enumerate(message.get("attachments", ())):
        for start, end in unmark(attachment["filename"])[1]:
            yield f"attachments/{index}/filename", start, end


def _places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    located = (f.location for f in findings if f.location is not None)
    return sorted((place.field, place.start, place.end) for place in located)


@pytest.mark.parametrize(("rule", "example"), _CASES)
def test_example_holds(rule: Rule, example: Example, judge: Callable[[Json], Evaluation]) -> None:
    evaluation = judge(_request(example))
    findings = [f for f in evaluation.findings if f.rule_id == rule.id]
    if not example.is_flagged:
        assert not findings, [(f.excerpt, f.message) for f in findings]
        return
    assert findings
    assert _places(findings) == sorted(_marked(example))
    wanted = example.severity or rule.meta.severities[0]
    assert {f.severity for f in findings} == {wanted}


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_rule_shows_what_it_flags_and_what_it_lets_pass(rule: Rule) -> None:
    flagged = [example for example in rule.meta.examples if example.is_flagged]
    assert len(flagged) >= 3
    assert len(rule.meta.examples) - len(flagged) >= 3


@pytest.mark.parametrize("rule", _RULES, ids=lambda rule: rule.id)
def test_rule_has_a_page(rule: Rule) -> None:
    assert rule.sentence
    assert rule.page
