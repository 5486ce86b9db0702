"""POST /validate over HTTP: the answer's shape, and what is refused and how."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.responses import ValidateAnswer

Json = dict[str, Any]
ORDER = "028-1234567-1234567"
FINE = f"<p>Your invoice for order {ORDER} is attached. It shows the two shelves and the VAT.</p>"


def _post(client: TestClient, document: object) -> Json:
    answer = client.post("/validate", json=document)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def test_answer_is_what_the_schema_promises(client: TestClient) -> None:
    answer = _post(client, {"message": {"body": "<center>Hello 😀</center>"}, "reference": "a-1"})
    ValidateAnswer.model_validate(answer)
    assert answer["reference"] == "a-1"
    assert answer["verdict"] == "blocked"
    assert {f["rule_id"] for f in answer["findings"]} >= {
        "style-emoji",
        "style-text-alignment-override",
        "text-missing-order-id",
    }


def test_every_location_names_exactly_its_excerpt(client: TestClient) -> None:
    body = "<p>\r\nTschüß 😀 &amp; mail info&#64;laden.example\r\n<b style='color:red'>x</b></p>"
    answer = _post(client, {"message": {"body": body, "subject": "Schön 😀"}})
    fields = {"body": body, "subject": "Schön 😀"}
    located = [f for f in answer["findings"] if f["location"]]
    assert located
    for finding in located:
        place = finding["location"]
        field = fields[place["field"]]
        assert field[place["start"] : place["end"]] == finding["excerpt"]
        utf16 = field.encode("utf-16-le")
        part = utf16[2 * place["start_utf16"] : 2 * place["end_utf16"]].decode("utf-16-le")
        assert part == finding["excerpt"]


def test_same_request_gives_the_same_answer_but_for_the_time(client: TestClient) -> None:
    document = {"message": {"body": "<font color=red>Hi 😀</font> www.shop.example"}}
    first, second = _post(client, document), _post(client, document)
    first.pop("evaluated_at")
    second.pop("evaluated_at")
    assert json.dumps(first) == json.dumps(second)


def test_findings_stand_in_the_order_of_their_places(client: TestClient) -> None:
    answer = _post(client, {"message": {"subject": "Hi 😀", "body": "<center>x 😀</center>"}})
    places = [f["location"] for f in answer["findings"]]
    ranks = [
        (-1, 0) if p is None else (("subject", "body").index(p["field"]), p["start"])
        for p in places
    ]
    assert ranks == sorted(ranks)


def test_accepted_finding_decides_nothing(client: TestClient) -> None:
    document: Json = {
        "message": {"body": FINE + " 😀", "message_type": "invoice"},
        "order": {"order_id": ORDER},
        "options": {"disable_rules": ["text-wrong-language"]},
    }
    before = _post(client, document)
    emoji = next(f for f in before["findings"] if f["rule_id"] == "style-emoji")
    document["options"]["accepted_findings"] = [emoji["fingerprint"]]
    after = _post(client, document)
    assert [f["rule_id"] for f in after["accepted"]] == ["style-emoji"]
    assert "style-emoji" not in {f["rule_id"] for f in after["findings"]}


def test_fingerprint_is_the_same_wherever_the_words_stand(client: TestClient) -> None:
    prints = set()
    for lead in ("", "<p>One more line.</p>"):
        body = f"{lead}<p>Write to help@shop.example today.</p>"
        answer = _post(client, {"message": {"body": body}})
        prints |= {
            f["fingerprint"] for f in answer["findings"] if f["rule_id"] == "contact-email-address"
        }
    assert len(prints) == 1


def test_disabled_rule_is_silent_and_named(client: TestClient) -> None:
    document = {"message": {"body": "😀"}, "options": {"disable_rules": ["style-emoji"]}}
    answer = _post(client, document)
    assert answer["disabled"] == ["style-emoji"]
    assert "style-emoji" not in {f["rule_id"] for f in answer["findings"]}


def test_rule_is_silent_on_days_before_it_held(client: TestClient) -> None:
    document = {"message": {"body": "😀"}, "options": {"as_of": "2020-11-02"}}
    before = _post(client, document)
    document["options"] = {"as_of": "2020-11-03"}
    after = _post(client, document)
    assert "style-emoji" not in {f["rule_id"] for f in before["findings"]}
    assert "style-emoji" in {f["rule_id"] for f in after["findings"]}
    assert (before["policy_edition"], after["policy_edition"]) == ("2019-11", "2020-11")


def test_markup_beyond_the_limit_is_never_passed(client: TestClient) -> None:
    answer = _post(client, {"message": {"body": "<b>" * 60_000}})
    assert answer["verdict"] == "needs_review"
    assert {n["reason"] for n in answer["not_evaluated"]} == {"limit_reached"}


REFUSED = [
    pytest.param({"message": {}}, "/message/body", id="no body"),
    pytest.param({"message": {"body": "x", "colour": 1}}, "/message/colour", id="unknown member"),
    pytest.param({"message": {"body": " "}}, "/message/body", id="empty body"),
    pytest.param({"message": {"body": "x" * 262_145}}, "/message/body", id="long body"),
    pytest.param({"message": {"body": "é" * 131_073}}, "/message/body", id="long in bytes"),
    pytest.param(
        {"message": {"body": "x", "subject": "x" * 1001}}, "/message/subject", id="subject"
    ),
    pytest.param(
        {"message": {"body": "x"}, "order": {"order_id": "12-3"}}, "/order/order_id", id="order id"
    ),
    pytest.param(
        {
            "message": {"body": "x"},
            "order": {"order_id": ORDER, "placed_at": "2026-11-01T10:00:00"},
        },
        "/order/placed_at",
        id="time without offset",
    ),
    pytest.param(
        {"message": {"body": "x"}, "options": {"as_of": "2018-09-30"}}, "/options/as_of", id="as_of"
    ),
    pytest.param(
        {"message": {"body": "x"}, "options": {"disable_rules": ["no-such"]}},
        "/options/disable_rules/0",
        id="unknown rule",
    ),
    pytest.param(
        {"message": {"body": "x", "images": [{"src": "https://a.example/b.png", "role": "logo"}]}},
        "/message/images/0/src",
        id="image not in body",
    ),
    pytest.param(
        {"message": {"body": "x", "attachments": [{"filename": "a.pdf"}] * 11}},
        "/message/attachments",
        id="attachments",
    ),
    pytest.param({"message": {"body": 5}}, "/message/body", id="wrong type"),
    pytest.param([], "", id="not an object"),
]


@pytest.mark.parametrize(("document", "pointer"), REFUSED)
def test_malformed_request_is_refused_with_its_place(
    client: TestClient, document: object, pointer: str
) -> None:
    answer = client.post("/validate", json=document)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == 422
    assert pointer in [error["pointer"] for error in problem["errors"]]


RAW = [
    pytest.param(b'{"message": {"body": "x"', "", id="cut short"),
    pytest.param(b'{"message": {"body": "a", "body": "b"}}', "/message", id="duplicate key"),
    pytest.param(
        b'{"message": {"body": "a"}, "seller": {"average_daily_orders": NaN}}',
        "/seller/average_daily_orders",
        id="NaN",
    ),
    pytest.param(b'{"message": {"body": "\\ud800"}}', "/message/body", id="lone surrogate"),
    pytest.param(b'{"message": {"body": "\xff"}}', "", id="not UTF-8"),
    pytest.param(b"[" * 100_000, "", id="depth"),
    pytest.param(b'{"message": {"body": ' + b"9" * 5000 + b"}}", "", id="huge number"),
    pytest.param(b"", "", id="nothing"),
]


@pytest.mark.parametrize(("raw", "pointer"), RAW)
def test_broken_json_is_refused_with_its_place(
    client: TestClient, raw: bytes, pointer: str
) -> None:
    answer = client.post("/validate", content=raw, headers={"content-type": "application/json"})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


def test_refusal_never_repeats_what_was_sent(client: TestClient) -> None:
    words = "Geheimnis-4711"
    answer = client.post("/validate", json={"message": {"body": [words], "subject": {"a": words}}})
    assert answer.status_code == 422
    assert words not in answer.text


def test_refusal_echoes_the_reference(client: TestClient) -> None:
    answer = client.post("/validate", json={"reference": "t-9", "message": {}})
    assert answer.json()["reference"] == "t-9"


def test_other_media_type_is_refused(client: TestClient) -> None:
    answer = client.post("/validate", content=b"x", headers={"content-type": "text/plain"})
    assert answer.status_code == 415


def test_request_id_is_echoed(client: TestClient) -> None:
    answer = client.post(
        "/validate", json={"message": {"body": "x"}}, headers={"x-request-id": "abc-1"}
    )
    assert answer.headers["x-request-id"] == "abc-1"
