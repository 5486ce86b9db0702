"""Batches: arrays and lines, answered in their order, whatever single entries hold."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.batch import _lines

Json = dict[str, Any]
LINES = {"Content-Type": "application/x-ndjson"}
_numbers = count(1)


def message(body: str, reference: str) -> Json:
    return {"reference": reference, "message": {"body": body}}


def review(order_id: str) -> Json:
    now = datetime.now(UTC)
    return {
        "message": {"body": "", "message_type": "review_request", "channel": "solicitation"},
        "order": {
            "order_id": order_id,
            "marketplace": "DE",
            "placed_at": (now - timedelta(days=20)).isoformat(),
            "earliest_delivery_at": (now - timedelta(days=15)).isoformat(),
            "latest_delivery_at": (now - timedelta(days=10)).isoformat(),
            "status": "shipped",
        },
        "options": {"reserve": True},
    }


@pytest.fixture
def order_id() -> str:
    return f"704-{next(_numbers):07}-7654321"


def test_array_is_answered_in_its_order(client: TestClient) -> None:
    batch = [message("Write to help@shop.example.", "a"), message("Hello", "b"), {"message": {}}]
    answer = client.post("/validate/batch", json=batch)
    assert answer.status_code == 200
    first, second, bad = answer.json()
    assert (first["reference"], first["verdict"]) == ("a", "blocked")
    assert second["reference"] == "b"
    assert (bad["status"], bad["errors"][0]["pointer"]) == (422, "/message/body")


def test_empty_array_has_an_empty_answer(client: TestClient) -> None:
    assert client.post("/validate/batch", json=[]).json() == []


@pytest.mark.parametrize(
    "body", [b"{}", b"1", b"[1", b'[{"a":1,"a":2}]', b"[" + b"1," * 1000 + b"1]"]
)
def test_what_is_no_array_of_up_to_a_thousand_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post(
        "/validate/batch", content=body, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 422


def test_other_media_types_are_refused(client: TestClient) -> None:
    answer = client.post("/validate/batch", content=b"", headers={"Content-Type": "text/csv"})
    assert answer.status_code == 415


def test_bad_line_is_one_problem_line_and_stops_nothing(client: TestClient) -> None:
    lines = [
        json.dumps(message("Hello", "a")),
        "{broken",
        "",
        json.dumps({"reference": "b", "message": {"body": "Hello", "extra": 1}}),
        '{"reference": "\\ud800", "message": {"body": "\\ud800"}}',
        "[]",
        json.dumps(message("Hello", "c")),
    ]
    answer = client.post("/validate/batch", content="\r\n".join(lines), headers=LINES)
    assert answer.headers["content-type"] == "application/x-ndjson"
    found = [json.loads(line) for line in answer.text.splitlines()]
    assert [one.get("status", 200) for one in found] == [200, 422, 422, 422, 422, 200]
    assert [one["reference"] for one in found] == ["a", None, "b", None, None, "c"]


def test_single_request_with_an_unwritable_reference_is_a_problem_too(client: TestClient) -> None:
    raw = b'{"reference": "\\ud800", "message": {"body": "x"}}'
    answer = client.post("/validate", content=raw, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422
    assert answer.json()["reference"] is None


def test_line_over_the_limit_is_a_problem_and_the_next_is_read() -> None:
    async def stream() -> Any:  # noqa: ANN401 -- an asynchronous generator
        for chunk in (b"a", b"b\ncc", b"cccccc", b"c\n", b"\nd", b"d"):
            yield chunk

    async def read() -> list[bytes | None]:
        return [line async for line in _lines(stream(), 5)]

    assert asyncio.run(read()) == [b"ab", None, b"", b"dd"]


@pytest.mark.parametrize("as_lines", [True, False])
def test_of_the_same_order_twice_in_a_batch_one_is_granted(
    client: TestClient, order_id: str, *, as_lines: bool
) -> None:
    batch = [review(order_id), review(order_id)]
    if as_lines:
        content = "\n".join(map(json.dumps, batch))
        text = client.post("/can-send/batch", content=content, headers=LINES).text
        found = [json.loads(line) for line in text.splitlines()]
    else:
        found = client.post("/can-send/batch", json=batch).json()
    assert [one["decision"] for one in found] == ["send_now", "wait"]


def test_repeated_batch_gives_the_reservations_again(client: TestClient, order_id: str) -> None:
    batch = [review(order_id), review(order_id[:-1] + "0"), {"message": {}}]
    headers = {"Idempotency-Key": f"k-{order_id}"}
    first = client.post("/can-send/batch", json=batch, headers=headers).json()
    again = client.post("/can-send/batch", json=batch, headers=headers).json()
    assert [one.get("decision") for one in first] == ["send_now", "send_now", None]
    assert again == first


def test_each_entry_names_its_own_seller(client: TestClient, order_id: str) -> None:
    batch = [review(order_id), {**review(order_id), "seller": {"seller_id": "another"}}]
    found = client.post("/can-send/batch", json=batch).json()
    assert [one["decision"] for one in found] == ["send_now", "send_now"]
