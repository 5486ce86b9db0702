"""POST /can-send over HTTP: decisions, reservations, and what the history adds."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient

Json = dict[str, Any]
_numbers = count(1)
REPEAT = "review-repeat-request"


@pytest.fixture
def order_id() -> str:
    return f"701-{next(_numbers):07}-7654321"


def now() -> datetime:
    return datetime.now(UTC)


def ago(**delta: float) -> str:
    return (now() - timedelta(**delta)).isoformat()


def solicitation(order_id: str, **options: Any) -> Json:  # noqa: ANN401
    return {
        "message": {"body": "", "message_type": "review_request", "channel": "solicitation"},
        "order": {
            "order_id": order_id,
            "marketplace": "DE",
            "placed_at": ago(days=20),
            "earliest_delivery_at": ago(days=15),
            "latest_delivery_at": ago(days=10),
            "status": "shipped",
        },
        "options": options,
    }


def invoice(order_id: str) -> Json:
    body = f"The invoice for order {order_id} is attached."
    return {
        "message": {"body": body, "message_type": "invoice", "channel": "contact_buyer"},
        "order": {"order_id": order_id, "marketplace": "GB", "placed_at": ago(days=2)},
        "buyer": {"language": "en"},
    }


def ask(client: TestClient, document: Json, **headers: str) -> Json:
    answer = client.post("/can-send", json=document, headers=headers)
    assert answer.status_code == 200, answer.text
    found: Json = answer.json()
    return found


def reasons(answer: Json) -> list[str]:
    return [reason["rule_id"] for reason in answer["reasons"]]


def test_first_caller_holds_the_review_request_and_the_next_waits(
    client: TestClient, order_id: str
) -> None:
    first = ask(client, solicitation(order_id, reserve=True))
    assert first["decision"] == "send_now"
    held = first["reservation"]
    expires_at = datetime.fromisoformat(held["expires_at"])
    assert timedelta(seconds=890) < expires_at - now() <= timedelta(seconds=900)
    second = ask(client, solicitation(order_id, reserve=True))
    assert (second["decision"], second["reservation"]) == ("wait", None)
    assert reasons(second) == [REPEAT]
    assert second["retry_at"] == second["reasons"][0]["ends_at"] == held["expires_at"]
    assert second["fact_sources"]["review_requests"] == ["history"]


def test_released_review_request_is_free_and_a_sent_one_is_used_up(
    client: TestClient, order_id: str
) -> None:
    held = ask(client, solicitation(order_id, reserve=True))["reservation"]["id"]
    assert client.delete(f"/reservations/{held}").status_code == 204
    assert client.delete(f"/reservations/{held}").status_code == 204
    assert client.post(f"/reservations/{held}/sent", json={}).status_code == 409
    held = ask(client, solicitation(order_id, reserve=True))["reservation"]["id"]
    sent = client.post(f"/reservations/{held}/sent", json={"external_id": f"x-{order_id}"})
    again = client.post(f"/reservations/{held}/sent")
    assert (sent.status_code, again.status_code) == (200, 200)
    assert sent.json() == again.json()
    assert client.delete(f"/reservations/{held}").status_code == 409
    later = ask(client, solicitation(order_id, reserve=True))
    assert (later["decision"], later["retry_at"]) == ("do_not_send", None)
    assert reasons(later) == [REPEAT]
    assert later["history"] == [sent.json()]


def test_decision_without_reserve_holds_nothing(client: TestClient, order_id: str) -> None:
    for _ in range(2):
        answer = ask(client, solicitation(order_id))
        assert (answer["decision"], answer["reservation"]) == ("send_now", None)


def test_only_review_requests_are_reserved(client: TestClient, order_id: str) -> None:
    document = invoice(order_id) | {"options": {"reserve": True}}
    answer = ask(client, document)
    assert (answer["decision"], answer["reservation"]) == ("send_now", None)


def test_review_request_by_its_words_is_reserved_too(client: TestClient, order_id: str) -> None:
    document = invoice(order_id)
    document["message"].update(
        body=f"Please leave us a review of the lamp from order {order_id}.",
        message_type="other",
        channel="email",
    )
    document["order"].update(status="delivered", delivered_at=ago(days=1))
    document["options"] = {"reserve": True}
    answer = ask(client, document)
    assert answer["decision"] == "send_now", answer["reasons"]
    assert answer["reservation"] is not None
    assert answer["recommended_channel"] == "solicitation"
    assert ask(client, solicitation(order_id))["decision"] == "wait"


@pytest.mark.parametrize(
    ("delta", "status"),
    [
        (timedelta(seconds=-5), 422),
        (timedelta(days=35, seconds=60), 422),
        (timedelta(days=8), 200),
    ],
)
def test_moment_to_reserve_for_lies_ahead_but_not_far(
    client: TestClient, order_id: str, delta: timedelta, status: int
) -> None:
    send_at = now() + delta
    document = solicitation(order_id, reserve=True, send_at=send_at.isoformat())
    answer = client.post("/can-send", json=document)
    assert answer.status_code == status
    if status == 200:
        expires_at = datetime.fromisoformat(answer.json()["reservation"]["expires_at"])
        assert expires_at == send_at + timedelta(seconds=900)
    else:
        assert answer.json()["errors"][0]["pointer"] == "/options/send_at"


def test_past_moment_is_judged_where_nothing_is_reserved(client: TestClient, order_id: str) -> None:
    answer = ask(client, solicitation(order_id, send_at=ago(days=11)))
    assert answer["decision"] == "wait"
    assert reasons(answer) == ["timing-review-window"]
    assert answer["retry_at"] == answer["opens_at"]


def test_recorded_opt_out_counts_against_the_callers_word(
    client: TestClient, order_id: str
) -> None:
    document = invoice(order_id)
    document["buyer"]["opted_out"] = False
    assert ask(client, document)["decision"] == "send_now"
    assert client.put(f"/opt-outs/orders/{order_id}", json={"reason": "wrote"}).status_code == 204
    answer = ask(client, document)
    assert answer["decision"] == "do_not_send"
    assert reasons(answer) == ["eligibility-buyer-opted-out"]
    assert answer["fact_sources"]["opted_out"] == ["request", "history"]
    assert client.get(f"/opt-outs/orders/{order_id}").json()["reason"] == "wrote"
    assert client.delete(f"/opt-outs/orders/{order_id}").status_code == 204
    assert client.get(f"/opt-outs/orders/{order_id}").status_code == 404
    assert ask(client, document)["decision"] == "send_now"


def test_opt_out_of_a_buyer_counts_for_another_order(client: TestClient, order_id: str) -> None:
    entry = {"opt_outs": [{"buyer_id": f"buyer of {order_id}"}]}
    assert client.post("/opt-outs", json=entry).json() == {"taken": 1}
    document = invoice(order_id)
    document["buyer"]["buyer_id"] = f"buyer of {order_id}"
    assert ask(client, document)["decision"] == "do_not_send"
    assert client.post("/opt-outs/withdrawals", json=entry).status_code == 200
    assert ask(client, document)["decision"] == "send_now"


@pytest.fixture
def seller(client: TestClient, order_id: str) -> Iterator[dict[str, str]]:
    header = {"X-Seller-Id": f"seller of {order_id}"}
    yield header
    client.delete("/seller/restriction", headers=header)


def test_recorded_restriction_makes_wait_until_its_end(
    client: TestClient, order_id: str, seller: dict[str, str]
) -> None:
    until = (now() + timedelta(hours=3)).isoformat()
    put = client.put("/seller/restriction", json={"until": until}, headers=seller)
    assert put.status_code == 204
    document = invoice(order_id)
    document["order"]["delivered_at"] = ago(days=1)
    answer = ask(client, document, **seller)
    assert (answer["decision"], reasons(answer)) == ("wait", ["eligibility-account-restricted"])
    assert datetime.fromisoformat(answer["retry_at"]) == datetime.fromisoformat(until)
    assert answer["fact_sources"]["messaging_restricted"] == ["history"]
    assert ask(client, document)["decision"] == "send_now"
    client.put("/seller/restriction", json={"until": None}, headers=seller)
    assert ask(client, document, **seller)["decision"] == "do_not_send"


def test_wait_beyond_the_window_is_a_no(
    client: TestClient, order_id: str, seller: dict[str, str]
) -> None:
    until = (now() + timedelta(days=29, hours=1)).isoformat()
    client.put("/seller/restriction", json={"until": until}, headers=seller)
    document = invoice(order_id)
    document["order"]["delivered_at"] = ago(days=1)
    answer = ask(client, document, **seller)
    assert (answer["decision"], answer["retry_at"]) == ("do_not_send", None)
    assert reasons(answer) == ["eligibility-account-restricted"]


def test_missing_facts_are_named_and_make_it_a_question(client: TestClient, order_id: str) -> None:
    document = solicitation(order_id, reserve=True)
    for name in ("status", "latest_delivery_at"):
        del document["order"][name]
    answer = ask(client, document)
    assert (answer["decision"], answer["reservation"]) == ("needs_review", None)
    assert answer["reasons"] == []
    named = {one["rule_id"]: one["missing"] for one in answer["validation"]["not_evaluated"]}
    assert named["eligibility-order-cancelled"] == ["order.status"]
    assert named["timing-review-window"] == ["order.latest_delivery_at"]


def test_content_decides_too_and_its_verdict_stays_its_own(
    client: TestClient, order_id: str
) -> None:
    document = invoice(order_id)
    document["order"]["placed_at"] = ago(days=90)
    document["order"]["delivered_at"] = ago(days=80)
    answer = ask(client, document)
    assert answer["decision"] == "do_not_send"
    assert reasons(answer) == ["timing-window-closed"]
    assert answer["validation"]["verdict"] == "allowed"
    document["message"]["body"] += " Write to help@shop.example."
    answer = ask(client, document)
    assert answer["validation"]["verdict"] == "blocked"
    assert set(reasons(answer)) == {"timing-window-closed", "contact-email-address"}


def test_hints_stand_beside_the_content_and_decide_nothing(
    client: TestClient, order_id: str
) -> None:
    document = invoice(order_id)
    body = f"Please choose an appointment for the delivery of order {order_id}."
    document["message"].update(body=body, message_type="delivery_scheduling", channel="email")
    document["order"]["status"] = "shipped"
    answer = ask(client, document)
    assert (answer["decision"], answer["reasons"]) == ("send_now", [])
    hints = [f["rule_id"] for f in answer["validation"]["findings"] if f["severity"] == "info"]
    assert "eligibility-channel" in hints
    assert answer["recommended_channel"] == "messaging_api"


@pytest.mark.parametrize(
    ("rule_id", "decision"),
    [("style-gif", "needs_review"), ("style-excessive-styling", "send_now")],
)
def test_disabled_error_rule_is_a_doubt(
    client: TestClient, order_id: str, rule_id: str, decision: str
) -> None:
    document = invoice(order_id) | {"options": {"disable_rules": [rule_id]}}
    answer = ask(client, document)
    assert answer["decision"] == decision
    assert answer["validation"]["disabled"] == [rule_id]


def test_accepted_finding_decides_nothing(client: TestClient, order_id: str) -> None:
    document = invoice(order_id)
    document["message"]["body"] += " Write to help@shop.example."
    (reason,) = ask(client, document)["reasons"]
    document["options"] = {"accepted_findings": [reason["fingerprint"]]}
    answer = ask(client, document)
    assert answer["decision"] == "send_now"
    assert [f["rule_id"] for f in answer["validation"]["accepted"]] == ["contact-email-address"]


def test_review_request_that_only_the_request_knows_counts(
    client: TestClient, order_id: str
) -> None:
    document = solicitation(order_id)
    at = ago(days=1)
    document["order"]["review_requests"] = [{"at": at, "channel": "email"}]
    answer = ask(client, document)
    assert (answer["decision"], reasons(answer)) == ("do_not_send", [REPEAT])
    (known,) = answer["history"]
    assert (known["id"], known["origin"], known["channel"]) == (None, "request", "email")
    assert answer["fact_sources"]["review_requests"] == ["request"]


def test_review_request_recorded_elsewhere_counts(client: TestClient, order_id: str) -> None:
    send = {
        "order_id": order_id,
        "message_type": "review_request",
        "channel": "solicitation",
        "sent_at": ago(days=1),
    }
    assert client.post("/sends", json={"sends": [send]}).json()["recorded"] == 1
    answer = ask(client, solicitation(order_id, reserve=True))
    assert (answer["decision"], reasons(answer)) == ("do_not_send", [REPEAT])


def test_without_an_order_only_an_answer_may_go(client: TestClient) -> None:
    document: Json = {
        "message": {"body": "The lamp takes E27 bulbs.", "initiative": "reply"},
        "buyer": {"contacted_seller_at": ago(hours=3), "language": "en"},
    }
    assert ask(client, document)["decision"] == "send_now"
    document["buyer"]["contacted_seller_at"] = None
    assert ask(client, document)["decision"] == "needs_review"
    document["message"]["initiative"] = "proactive"
    assert ask(client, document)["decision"] == "do_not_send"


def test_answer_echoes_the_callers_reference(client: TestClient, order_id: str) -> None:
    answer = ask(client, solicitation(order_id) | {"reference": "ticket-4711"})
    assert answer["reference"] == answer["validation"]["reference"] == "ticket-4711"


def test_free_form_message_before_a_solicitation_is_only_noted(
    client: TestClient, order_id: str
) -> None:
    send = {
        "order_id": order_id,
        "message_type": "invoice",
        "channel": "email",
        "sent_at": ago(days=3),
    }
    client.post("/sends", json={"sends": [send]})
    answer = ask(client, solicitation(order_id))
    assert answer["decision"] == "send_now"
    assert [f["rule_id"] for f in answer["validation"]["findings"]] == ["eligibility-channel"]


@pytest.mark.parametrize(
    "instant",
    [
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-11-20T10:00:00",
        "2026-11-20",
        "soon",
    ],
)
def test_moments_outside_of_the_calendar_or_without_offset_are_refused(
    client: TestClient, order_id: str, instant: str
) -> None:
    asked = solicitation(order_id, send_at=instant)
    asked["order"]["placed_at"] = instant
    answer = client.post("/can-send", json=asked)
    assert answer.status_code == 422
    pointers = [error["pointer"] for error in answer.json()["errors"]]
    assert pointers == ["/order/placed_at", "/options/send_at"]
    told = {"text": "x", "received_at": instant}
    assert client.post("/notices", json=told).status_code == 422
    assert client.put("/seller/restriction", json={"until": instant}).status_code == 422


@pytest.mark.parametrize("instant", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"])
def test_ends_of_the_calendar_are_taken_and_remembered(
    client: TestClient, order_id: str, seller: dict[str, str], instant: str
) -> None:
    send = {
        "order_id": order_id,
        "message_type": "invoice",
        "channel": "email",
        "sent_at": instant,
    }
    assert client.post("/sends", json={"sends": [send]}, headers=seller).status_code == 200
    restriction = {"until": instant}
    assert client.put("/seller/restriction", json=restriction, headers=seller).status_code == 204
    assert client.get("/seller/restriction", headers=seller).json()["until"] == instant
    document = solicitation(order_id)
    for name in ("placed_at", "earliest_delivery_at", "latest_delivery_at"):
        document["order"][name] = instant
    answer = ask(client, document, **seller)
    assert answer["history"][0]["sent_at"] == instant
