"""The catalogue, the policy, the service's own endpoints, and who may call."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from pydantic import ValidationError

from app.api.application import create_application
from app.api.service import Service
from app.main import compose
from app.settings import Settings

_ROOT = Path(__file__).parents[2]


def test_catalogue_lists_every_rule_with_source_and_examples(
    client: TestClient, service: Service
) -> None:
    rules = client.get("/rules").json()["rules"]
    assert [rule["id"] for rule in rules] == sorted(service.rule_ids)
    for rule in rules:
        assert rule["clauses"]
        assert rule["examples"]
        assert rule["consequences"]


def test_rule_page_is_found_under_its_docs_url(client: TestClient) -> None:
    rule = client.get("/rules/contact-email-address").json()
    assert client.get(rule["docs_url"]).json() == rule


def test_unknown_rule_is_not_found(client: TestClient) -> None:
    answer = client.get("/rules/no-such-rule")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


def test_policy_names_its_editions_in_order(client: TestClient) -> None:
    policy = client.get("/policy").json()
    assert [e["name"] for e in policy["editions"]] == ["2018-10", "2019-11", "2020-11", "2025-04"]
    assert {"clause", "statement", "source", "url", "effective_from"} == set(policy["clauses"][0])


def test_service_is_alive_and_ready(client: TestClient, service: Service) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    assert client.get("/readyz").json()["rules"] == len(service.rule_ids)
    assert client.get("/version").json()["policy_edition"] == "2025-04"


def test_metrics_count_verdicts(client: TestClient) -> None:
    client.post("/validate", json={"message": {"body": "😀"}})
    assert 'presend_verdicts_total{verdict="blocked"}' in client.get("/metrics").text


def test_wrong_method_is_a_problem(client: TestClient) -> None:
    answer = client.get("/validate")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"


def test_committed_openapi_document_is_fresh(client: TestClient) -> None:
    committed = json.loads((_ROOT / "openapi" / "openapi.json").read_text(encoding="utf-8"))
    assert client.get("/openapi.json").json() == committed


def _schemas(node: object) -> list[dict[str, Any]]:
    document: dict[str, Any] = json.loads(json.dumps(node))
    return list(document["components"]["schemas"].values())


def test_every_field_is_described_with_an_example(client: TestClient) -> None:
    bare = []
    for schema in _schemas(client.get("/openapi.json").json()):
        for name, member in schema.get("properties", {}).items():
            has_example = "examples" in member or "$ref" in json.dumps(member)
            if "description" not in member or not has_example:
                bare.append((schema.get("title"), name))
    assert not bare


def test_rule_ids_in_answers_are_open(client: TestClient) -> None:
    schemas = client.get("/openapi.json").json()["components"]["schemas"]
    rule_id = schemas["FindingOut"]["properties"]["rule_id"]
    assert {"type": "string"} in rule_id["anyOf"]
    assert set(schemas["FindingOut"]["required"]) == set(schemas["FindingOut"]["properties"])


@pytest.fixture(scope="module")
def guarded() -> TestClient:
    settings = Settings(_env_file=None, api_keys={"acme": "k-1", "other": "k-2"})
    return TestClient(create_application(compose(settings)))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer nope"}, 401),
        ({"authorization": "Basic k-1"}, 401),
        ({"authorization": "Bearer k-1"}, 200),
        ({"authorization": "Bearer k-1", "x-seller-id": "acme"}, 200),
        ({"authorization": "Bearer k-1", "x-seller-id": "other"}, 403),
    ],
)
def test_key_opens_only_its_sellers_door(
    guarded: TestClient, headers: dict[str, str], status: int
) -> None:
    answer = guarded.post("/validate", json={"message": {"body": "Hello"}}, headers=headers)
    assert answer.status_code == status


def test_open_address_without_keys_is_refused() -> None:
    with pytest.raises(ValidationError, match="refusing to bind"):
        Settings(_env_file=None, host="0.0.0.0")  # noqa: S104 -- the refusal is the point
    assert Settings(_env_file=None, host="0.0.0.0", allow_anonymous=True).host  # noqa: S104
