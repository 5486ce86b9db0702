"""What holds for every message, whatever it says."""

import json
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.finding import Finding
from app.engine.engine import Engine, Evaluation, RunOptions
from app.rules.contract import Stage

Json = dict[str, Any]
_CORPUS = Path(__file__).parents[1] / "corpus"
_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
_PIECES = st.sampled_from(
    (
        "<p>",
        "</p>",
        "<b style='color:red'>",
        "</b>",
        "<center>",
        "<br>",
        "<table><tr><td>",
        "</table>",
        "<a href='http://x.example/?utm_source=a'>",
        "</a>",
        "<img src=https://m.media-amazon.com/images/I/a.gif width=1>",
        "<style>p{line-height:2}</style>",
        "<!-- x -->",
        "&amp;",
        "&#128512;",
        "\r\n",
        "\u200b",
        "😀",
        "028-1234567-1234567",
        "mail (at) shop dot com ",
        "If you are happy, leave us a 5-star review. ",
        "{{name}} ",
        "Прaise ",
        "レビューをお願いします。",
        "<",
        "\0",
    )
)
_BODIES = st.lists(_PIECES | st.text(max_size=12), min_size=1, max_size=25).map("".join)
_QUICK = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _messages() -> Iterator[Json]:
    with (_CORPUS / "markup.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            document: Json = json.loads(line)["request"]
            yield document


def _evaluate(service: Service, document: Json, engine: Engine | None = None) -> Evaluation:
    request = CheckRequest.model_validate(document)
    options = RunOptions(stages=tuple(Stage))
    facts = facts_of(request, _NOW)
    return (engine or service.engine).evaluate(service.parse(request), facts, options)


def _told(evaluation: Evaluation) -> list[tuple[str, str | None]]:
    return [(finding.rule_id, finding.excerpt) for finding in evaluation.findings]


def _assert_placed(document: Json, findings: tuple[Finding, ...]) -> None:
    message = document["message"]
    for finding in findings:
        place = finding.location
        if place is None:
            assert finding.excerpt is None
            continue
        field = message.get(place.field)
        if place.field.startswith("attachments/"):
            field = message["attachments"][int(place.field.split("/")[1])]["filename"]
        assert field is not None
        assert field[place.start : place.end] == finding.excerpt
        lines = re.split("\r\n|\r|\n", field[: place.start])
        assert place.line == len(lines)


@pytest.mark.parametrize("document", list(_messages()), ids=lambda d: d["order"]["order_id"])
def test_every_finding_names_exactly_its_excerpt(
    document: Json, judge: Callable[[Json], Evaluation]
) -> None:
    _assert_placed(document, judge(document).findings)


@given(body=_BODIES)
@_QUICK
def test_no_message_makes_a_rule_raise(judge: Callable[[Json], Evaluation], body: str) -> None:
    document = {"message": {"body": body}}
    _assert_placed(document, judge(document).findings)


@given(body=_BODIES)
@_QUICK
def test_same_message_gives_the_same_findings(service: Service, body: str) -> None:
    document = {"message": {"body": body, "subject": body[:40]}}
    assert _evaluate(service, document) == _evaluate(service, document)


def test_order_of_rules_changes_nothing(service: Service) -> None:
    rules = list(service.engine.rules)
    random.Random(7).shuffle(rules)  # noqa: S311 -- any other order will do
    shuffled = Engine(rules, service.engine.book, service.engine.choices, _raise)
    for document in list(_messages())[::4]:
        expected = _evaluate(service, document)
        found = _evaluate(service, document, shuffled)
        assert found.findings == expected.findings
        assert found.verdict == expected.verdict


def _raise(rule_id: str, error: BaseException) -> None:
    raise AssertionError(rule_id) from error


_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)(?=[\s>/])")


def test_case_of_tags_changes_nothing(service: Service) -> None:
    for document in list(_messages())[::3]:
        loud = json.loads(json.dumps(document))
        if loud["message"].get("format") == "text":
            continue
        body = loud["message"]["body"]
        loud["message"]["body"] = _TAG.sub(lambda m: f"<{m[1]}{m[2].upper()}", body)
        assert [r for r, _ in _told(_evaluate(service, loud))] == [
            r for r, _ in _told(_evaluate(service, document))
        ]


def test_white_space_inside_tags_changes_nothing(service: Service) -> None:
    for document in list(_messages())[::3]:
        wide = json.loads(json.dumps(document))
        if wide["message"].get("format") == "text":
            continue
        body = wide["message"]["body"]
        wide["message"]["body"] = re.sub(r"<(/[a-z][a-z0-9]*)>", r"<\1 \n>", body)
        assert [r for r, _ in _told(_evaluate(service, wide))] == [
            r for r, _ in _told(_evaluate(service, document))
        ]


def test_a_plain_element_around_everything_changes_nothing(service: Service) -> None:
    for document in list(_messages())[::3]:
        message = document["message"]
        if message.get("format") == "text" or "<html" in message["body"].lower():
            continue
        if message.get("channel") in ("messaging_api", "contact_buyer"):
            continue  # there, an element is itself a finding
        wrapped = json.loads(json.dumps(document))
        wrapped["message"]["body"] = f"<div>{message['body']}</div>"
        assert sorted(_told(_evaluate(service, wrapped)), key=str) == sorted(
            _told(_evaluate(service, document)), key=str
        )


def test_accepting_every_finding_leaves_none(service: Service) -> None:
    for document in list(_messages())[::9]:
        request = CheckRequest.model_validate(document)
        message, facts = service.parse(request), facts_of(request, _NOW)
        first = service.engine.evaluate(message, facts, RunOptions())
        accepted = frozenset(finding.fingerprint for finding in first.findings)
        second = service.engine.evaluate(message, facts, replace(RunOptions(), accepted=accepted))
        assert not second.findings
        assert len(second.accepted) == len(first.findings)
