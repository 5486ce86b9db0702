"""The history over HTTP: records, opt-outs, restrictions, notices, keys and repeated requests."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.api.application import create_application
from app.domain.history import HistoryUnavailableError
from app.main import compose
from app.settings import Settings

Json = dict[str, Any]
_numbers = count(1)
SENT_AT = "2026-11-09T08:00:00Z"


@pytest.fixture
def order_id() -> str:
    return f"702-{next(_numbers):07}-7654321"


@pytest.fixture
def seller(order_id: str) -> dict[str, str]:
    return {"X-Seller-Id": f"seller of {order_id}"}


def send(order_id: str, **more: str) -> Json:
    return {
        "order_id": order_id,
        "message_type": "invoice",
        "channel": "email",
        "sent_at": SENT_AT,
        **more,
    }


def test_sends_are_recorded_once_and_found_by_order(client: TestClient, order_id: str) -> None:
    first = client.post("/sends", json={"sends": [send(order_id), send(order_id)]}).json()
    assert (first["recorded"], first["known"], len(first["sends"])) == (1, 1, 2)
    found = client.get(f"/orders/{order_id}/sends").json()
    assert found == {"order_id": order_id, "sends": first["sends"][:1], "reservations": []}


def test_unknown_order_has_an_empty_history(client: TestClient) -> None:
    answer = client.get("/orders/799-0000000-0000000/sends")
    assert answer.status_code == 200
    assert answer.json() == {
        "order_id": "799-0000000-0000000",
        "sends": [],
        "reservations": [],
    }


@pytest.mark.parametrize(
    ("bad", "pointer"),
    [
        ({"order_id": "12"}, "/sends/1/order_id"),
        ({"sent_at": "2026-11-09T08:00:00"}, "/sends/1/sent_at"),
        ({"message_type": "greeting"}, "/sends/1/message_type"),
        ({"note": "x"}, "/sends/1/note"),
        ({"external_id": "a\0b"}, "/sends/1/external_id"),
    ],
)
def test_one_bad_entry_leaves_nothing_recorded(
    client: TestClient, order_id: str, bad: dict[str, str], pointer: str
) -> None:
    batch = {"sends": [send(order_id), {**send(order_id), **bad}]}
    answer = client.post("/sends", json=batch)
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert client.get(f"/orders/{order_id}/sends").json()["sends"] == []


def test_known_external_id_with_other_facts_is_a_conflict(
    client: TestClient, order_id: str
) -> None:
    name = f"x-{order_id}"
    client.post("/sends", json={"sends": [send(order_id, external_id=name)]})
    clash = send(order_id, external_id=name, channel="contact_buyer")
    answer = client.post("/sends", json={"sends": [send(order_id, channel="email"), clash]})
    assert answer.status_code == 409
    assert answer.json()["errors"][0]["pointer"] == "/sends/1/external_id"
    assert len(client.get(f"/orders/{order_id}/sends").json()["sends"]) == 1


def test_opt_outs_are_listed_page_by_page(client: TestClient, seller: dict[str, str]) -> None:
    orders = [f"703-{n:07}-0000000" for n in range(5)]
    entries = [{"order_id": order} for order in orders] + [{"buyer_id": "b-1"}]
    answer = client.post("/opt-outs", json={"opt_outs": entries}, headers=seller)
    assert answer.json() == {"taken": 6}
    seen: list[str | None] = []
    cursor = None
    while True:
        params: dict[str, Any] = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        page = client.get("/opt-outs", params=params, headers=seller).json()
        assert len(page["opt_outs"]) <= 2
        seen += [one["order_id"] for one in page["opt_outs"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert sorted(order or "" for order in seen) == ["", *orders]


@pytest.mark.parametrize("query", ["cursor=x", "limit=0", "limit=1001", "limit=x"])
def test_bad_page_is_refused(client: TestClient, query: str) -> None:
    answer = client.get(f"/opt-outs?{query}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "entry", [{}, {"order_id": "028-1234567-1234567", "buyer_id": "b"}, {"buyer_id": ""}]
)
def test_opt_out_names_an_order_or_a_buyer(client: TestClient, entry: Json) -> None:
    assert client.post("/opt-outs", json={"opt_outs": [entry]}).status_code == 422


def test_restriction_is_put_shown_and_lifted(client: TestClient, seller: dict[str, str]) -> None:
    path = "/seller/restriction"
    assert client.get(path, headers=seller).status_code == 404
    assert client.put(path, json={}, headers=seller).status_code == 422
    until = (datetime.now(UTC) + timedelta(days=3)).isoformat()
    body = {"until": until, "reason": "links"}
    assert client.put(path, json=body, headers=seller).status_code == 204
    found = client.get(path, headers=seller).json()
    assert (found["reason"], found["is_in_force"], found["origin"]) == ("links", True, "recorded")
    assert client.get("/seller/standing", headers=seller).json()["restriction"] == found
    assert client.delete(path, headers=seller).status_code == 204
    assert client.delete(path, headers=seller).status_code == 204
    assert client.get("/seller/standing", headers=seller).json()["restriction"] is None


def test_notice_of_an_opt_out_is_taken_in(client: TestClient, order_id: str) -> None:
    text = f"The buyer of order {order_id} has opted out of receiving this message."
    looked = client.post("/notices", json={"text": text, "apply": False}).json()
    assert looked == {"kind": "opt_out", "order_id": order_id, "until": None, "applied": False}
    assert client.get(f"/opt-outs/orders/{order_id}").status_code == 404
    taken = client.post("/notices", json={"text": text}).json()
    assert taken == {**looked, "applied": True}
    assert client.get(f"/opt-outs/orders/{order_id}").json()["origin"] == "notice"


def test_notice_of_a_restriction_restricts_and_counts(
    client: TestClient, seller: dict[str, str]
) -> None:
    received = datetime.now(UTC) - timedelta(days=1)
    notice = {
        "subject": "Temporary restriction",
        "text": "Your account is restricted from sending proactive messages for 120 hours.",
        "received_at": received.isoformat(),
    }
    answer = client.post("/notices", json=notice, headers=seller).json()
    assert answer["kind"] == "restriction"
    assert datetime.fromisoformat(answer["until"]) == received + timedelta(hours=120)
    standing = client.get("/seller/standing", headers=seller).json()
    assert standing["restriction"]["until"] == answer["until"]
    assert (standing["strikes"], standing["notices"]["restriction"]) == (1, 1)


@pytest.mark.parametrize(
    ("sender", "kind", "applied"),
    [
        ("Amazon <no-reply@amazon.de>", "blocked", True),
        ("buyer <x1y2z3@marketplace.amazon.de>", "unknown", False),
    ],
)
def test_mail_is_read_as_it_came_but_not_from_a_buyer(
    client: TestClient, order_id: str, sender: str, kind: str, *, applied: bool
) -> None:
    text = f"Ihre Nachricht zur Bestellung {order_id} wurde nicht gesendet, weil sie gegen die "
    mail = (
        f"From: {sender}\r\nSubject: =?utf-8?q?Nachricht_nicht_gesendet?=\r\n"
        "Date: Fri, 20 Nov 2026 10:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/html; charset=iso-8859-1\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
        f"<p>{text}Kommunikationsrichtlinien verst=F6=DFt.</p>\r\n"
    )
    headers = {"Content-Type": "message/rfc822"}
    path = "/notices" if applied else "/notices?apply=true"
    answer = client.post(path, content=mail.encode("ascii"), headers=headers).json()
    assert (answer["kind"], answer["order_id"]) == (kind, order_id)
    assert answer["applied"] is applied
    sends = client.get(f"/orders/{order_id}/sends").json()["sends"]
    assert [(one["is_blocked"], one["origin"]) for one in sends] == [(True, "notice")] * applied


def test_notice_of_another_media_type_is_refused(client: TestClient) -> None:
    answer = client.post("/notices", content=b"x", headers={"Content-Type": "text/csv"})
    assert answer.status_code == 415


def test_first_answer_is_given_again(client: TestClient, order_id: str) -> None:
    headers = {"Idempotency-Key": f"k-{order_id}"}
    first = client.post("/sends", json={"sends": [send(order_id)]}, headers=headers)
    again = client.post("/sends", json={"sends": [send(order_id)]}, headers=headers)
    assert first.json()["recorded"] == 1
    assert (again.status_code, again.content) == (200, first.content)
    other = client.post(
        "/sends", json={"sends": [send(order_id, channel="contact_buyer")]}, headers=headers
    )
    assert other.status_code == 409


def test_key_belongs_to_its_endpoint_and_its_thing(client: TestClient, order_id: str) -> None:
    headers = {"Idempotency-Key": f"k-{order_id}"}
    other_order = order_id[:-1] + "0"
    for order in (order_id, other_order, order_id):
        path = f"/opt-outs/orders/{order}"
        assert client.put(path, json={}, headers=headers).status_code == 204
    assert client.get(f"/opt-outs/orders/{other_order}").status_code == 200


def test_failed_request_leaves_its_key_free(client: TestClient, order_id: str) -> None:
    headers = {"Idempotency-Key": f"k-{order_id}"}
    for _ in range(2):
        answer = client.post("/reservations/unknown/sent", json={}, headers=headers)
        assert answer.status_code == 404


@pytest.mark.parametrize("key", ["", " ", "a b", "é", "x" * 256])
def test_bad_key_is_refused(client: TestClient, order_id: str, key: str) -> None:
    headers = {b"Idempotency-Key": key.encode()}
    answer = client.post("/sends", json={"sends": [send(order_id)]}, headers=headers)
    assert answer.status_code == 422


def review(order_id: str) -> Json:
    at = datetime.now(UTC)
    return {
        "message": {"body": "", "message_type": "review_request", "channel": "solicitation"},
        "order": {
            "order_id": order_id,
            "marketplace": "DE",
            "placed_at": (at - timedelta(days=20)).isoformat(),
            "earliest_delivery_at": (at - timedelta(days=15)).isoformat(),
            "latest_delivery_at": (at - timedelta(days=10)).isoformat(),
            "status": "shipped",
        },
        "options": {"reserve": True},
    }


def test_repeated_can_send_gives_the_same_reservation_while_it_is_held(
    client: TestClient, order_id: str
) -> None:
    document, headers = review(order_id), {"Idempotency-Key": f"k-{order_id}"}
    first = client.post("/can-send", json=document, headers=headers)
    again = client.post("/can-send", json=document, headers=headers)
    assert first.json()["decision"] == "send_now"
    assert again.content == first.content
    client.delete(f"/reservations/{first.json()['reservation']['id']}")
    anew = client.post("/can-send", json=document, headers=headers).json()
    assert anew["decision"] == "send_now"
    assert anew["reservation"]["id"] != first.json()["reservation"]["id"]
    client.post(f"/reservations/{anew['reservation']['id']}/sent")
    assert client.post("/can-send", json=document, headers=headers).json()["decision"] == (
        "do_not_send"
    )


def test_repeated_can_send_without_a_reservation_decides_anew(
    client: TestClient, order_id: str
) -> None:
    held = client.post("/can-send", json=review(order_id)).json()["reservation"]["id"]
    document, headers = review(order_id), {"Idempotency-Key": f"k-{order_id}"}
    waiting = client.post("/can-send", json=document, headers=headers).json()
    client.delete(f"/reservations/{held}")
    anew = client.post("/can-send", json=document, headers=headers).json()
    assert (waiting["decision"], anew["decision"]) == ("wait", "send_now")


def test_sellers_have_histories_of_their_own(
    client: TestClient, order_id: str, seller: dict[str, str]
) -> None:
    client.post("/sends", json={"sends": [send(order_id)]}, headers=seller)
    assert client.get(f"/orders/{order_id}/sends").json()["sends"] == []
    document = review(order_id)
    held = client.post("/can-send", json=document, headers=seller).json()["reservation"]["id"]
    assert client.post("/can-send", json=document).json()["decision"] == "send_now"
    assert client.delete(f"/reservations/{held}").status_code == 404
    document["seller"] = {"seller_id": seller["X-Seller-Id"]}
    assert client.post("/can-send", json=document).json()["decision"] == "wait"
    other = {"X-Seller-Id": "another"}
    assert client.post("/can-send", json=document, headers=other).json()["decision"] == "send_now"


@pytest.mark.parametrize("name", ["x" * 129, "a\x7fb"])
def test_name_of_a_seller_is_short_and_printable(client: TestClient, name: str) -> None:
    answer = client.get("/seller/standing", headers={"X-Seller-Id": name})
    assert answer.status_code == 422


@pytest.fixture
def keyed(tmp_path: Path) -> Iterator[TestClient]:
    service = compose(
        Settings(
            _env_file=None,
            database_url=f"sqlite:///{tmp_path}/keyed.sqlite3",
            api_keys={"alpha": "key-of-alpha", "beta": "key-of-beta"},
        )
    )
    with TestClient(create_application(service)) as client:
        yield client


def test_key_decides_whose_history_it_is(keyed: TestClient, order_id: str) -> None:
    alpha = {"Authorization": "Bearer key-of-alpha"}
    beta = {"Authorization": "Bearer key-of-beta"}
    path = f"/opt-outs/orders/{order_id}"
    assert keyed.put(path, json={}).status_code == 401
    assert keyed.put(path, json={}, headers=alpha).status_code == 204
    assert keyed.get(path, headers=alpha).status_code == 200
    assert keyed.get(path, headers=beta).status_code == 404
    assert keyed.get(path).status_code == 401
    assert keyed.delete("/reservations/x").status_code == 401
    assert keyed.get(path, headers={**alpha, "X-Seller-Id": "beta"}).status_code == 403


def test_history_that_does_not_answer_is_503_with_retry_after(
    client: TestClient, order_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    history = client.app.state.service.history  # type: ignore[attr-defined]

    async def fail(*_: object, **__: object) -> None:
        raise HistoryUnavailableError

    monkeypatch.setattr(history, "known", fail)
    answer = client.post("/can-send", json=review(order_id))
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.json()["type"] == "urn:presend:problem:unavailable"
    monkeypatch.setattr(history._database, "read", fail)  # noqa: SLF001 -- a fault is played
    assert client.get("/readyz").status_code == 503
    monkeypatch.undo()
    assert client.get("/readyz").status_code == 200


def test_key_of_a_process_that_died_is_taken_over_with_its_reservation(
    client: TestClient, order_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process dies after the grant and before the answer is kept; half a minute passes."""
    sending = client.app.state.sending  # type: ignore[attr-defined]
    document, headers = review(order_id), {"Idempotency-Key": f"k-{order_id}"}

    async def die(*_: object) -> None:
        raise HistoryUnavailableError

    monkeypatch.setattr(sending.history.answers, "finish", die)
    assert client.post("/can-send", json=document, headers=headers).status_code == 503
    monkeypatch.undo()
    (held,) = client.get(f"/orders/{order_id}/sends").json()["reservations"]
    busy = client.post("/can-send", json=document, headers=headers)
    assert (busy.status_code, busy.headers["retry-after"]) == (409, "1")
    assert client.post("/can-send", json=document).json()["decision"] == "wait"
    later = datetime.now(UTC) + timedelta(seconds=31)
    monkeypatch.setattr(sending, "clock", lambda: later)
    answer = client.post("/can-send", json=document, headers=headers).json()
    assert (answer["decision"], answer["reservation"]["id"]) == ("send_now", held["id"])
