"""The rules of timing at every boundary: the instant before, at, and after."""

from collections.abc import Callable
from typing import Any

import pytest

from app.policy.view import PolicyChoices, WindowAnchor

Json = dict[str, Any]
Look = Callable[..., Any]

ORDER = "028-1234567-1234567"
BODY = f"When may we deliver your wardrobe, order {ORDER}?"
REVIEW = f"Please write a review of the lamp from order {ORDER}."
PLACEMENT = PolicyChoices(window_anchor=WindowAnchor.PLACEMENT)
CLOSED, EARLY, ODD = "timing-window-closed", "timing-review-window", "timing-inconsistent-dates"


def request(send_at: str, message: Json | None = None, **order: Any) -> Json:  # noqa: ANN401
    return {
        "message": {"body": BODY, "message_type": "delivery_scheduling", **(message or {})},
        "order": {"order_id": ORDER, "marketplace": "DE", **order},
        "options": {"send_at": send_at},
    }


PLACED = "2026-09-25T10:00:00+00:00"
DELIVERED = "2026-10-01T10:00:00+00:00"


@pytest.mark.parametrize(
    ("send_at", "severity"),
    [
        ("2026-10-25T09:59:59Z", None),
        ("2026-10-25T10:00:00Z", None),
        ("2026-10-25T10:00:00.000001Z", "warning"),
        ("2026-10-31T09:59:59Z", "warning"),
        ("2026-10-31T10:00:00Z", "warning"),
        ("2026-10-31T10:00:00.000001Z", "error"),
        ("2030-01-01T00:00:00Z", "error"),
    ],
)
def test_window_ends_after_completion_and_is_disputed_after_placement(
    look: Look, send_at: str, severity: str | None
) -> None:
    seen = look(request(send_at, placed_at=PLACED, delivered_at=DELIVERED))
    assert seen.severity(CLOSED) == severity
    assert CLOSED not in seen.missing


@pytest.mark.parametrize(
    ("send_at", "severity"),
    [("2026-10-25T10:00:00Z", None), ("2026-10-25T10:00:01Z", "error")],
)
@pytest.mark.parametrize("delivered_at", [None, DELIVERED])
def test_setting_makes_the_placement_decide(
    look: Look, send_at: str, severity: str | None, delivered_at: str | None
) -> None:
    document = request(send_at, placed_at=PLACED, delivered_at=delivered_at)
    seen = look(document, PLACEMENT)
    assert seen.severity(CLOSED) == severity
    assert CLOSED not in seen.missing


@pytest.mark.parametrize(
    ("as_of", "severity"), [("2020-11-02", "error"), ("2020-11-03", "warning")]
)
def test_earlier_edition_makes_the_placement_decide(look: Look, as_of: str, severity: str) -> None:
    document = request("2026-10-26T00:00:00Z", placed_at=PLACED, delivered_at=DELIVERED)
    document["options"]["as_of"] = as_of
    assert look(document).severity(CLOSED) == severity


@pytest.mark.parametrize(
    ("send_at", "severity"),
    [
        ("2026-10-25T10:00:00Z", None),
        ("2026-10-25T10:00:01Z", "warning"),
        ("2026-10-31T10:00:01Z", "warning"),
    ],
)
@pytest.mark.parametrize("choices", [PolicyChoices(), PLACEMENT])
def test_late_reply_is_only_warned_about(
    look: Look, send_at: str, severity: str | None, choices: PolicyChoices
) -> None:
    reply = {"initiative": "reply"}
    document = request(send_at, reply, placed_at=PLACED, delivered_at=DELIVERED)
    assert look(document, choices).severity(CLOSED) == severity


def test_reply_needs_no_dates(look: Look) -> None:
    seen = look(request(PLACED, {"initiative": "reply"}))
    assert CLOSED not in seen.hits
    assert CLOSED not in seen.missing


@pytest.mark.parametrize(
    ("order", "choices", "missing", "weight"),
    [
        ({}, PolicyChoices(), ["order.delivered_at", "order.latest_delivery_at"], "error"),
        ({"placed_at": "2026-09-01T00:00:00Z"}, PolicyChoices(), None, "error"),
        ({"delivered_at": DELIVERED}, PolicyChoices(), ["order.placed_at"], "warning"),
        ({"delivered_at": DELIVERED}, PLACEMENT, ["order.placed_at"], "error"),
        ({}, PLACEMENT, ["order.placed_at"], "error"),
    ],
)
def test_missing_date_is_named_and_weighed(
    look: Look,
    order: Json,
    choices: PolicyChoices,
    missing: list[str] | None,
    weight: str,
) -> None:
    seen = look(request("2026-10-10T00:00:00Z", **order), choices)
    wanted = missing or ["order.delivered_at", "order.latest_delivery_at"]
    assert seen.missing[CLOSED] == wanted
    assert seen.unsure[CLOSED] == weight


def test_within_placement_no_completion_is_needed(look: Look) -> None:
    seen = look(request("2026-10-25T10:00:00Z", placed_at=PLACED))
    assert CLOSED not in seen.hits
    assert CLOSED not in seen.missing


def test_delivery_counts_before_the_promised_one(look: Look) -> None:
    document = request(
        "2026-11-01T00:00:00Z", delivered_at=DELIVERED, latest_delivery_at="2026-10-09T10:00:00Z"
    )
    assert look(document).severity(CLOSED) == "error"
    document["order"]["delivered_at"] = None
    assert look(document).severity(CLOSED) is None


@pytest.mark.parametrize(
    ("completed", "last_inside", "first_outside"),
    [
        pytest.param(
            "2026-10-10T12:00:00+02:00",
            "2026-11-09T11:00:00+01:00",
            "2026-11-09T11:00:01+01:00",
            id="clocks go back: a day is 24 hours",
        ),
        pytest.param(
            "2026-03-14T23:30:00-08:00",
            "2026-04-14T00:30:00-07:00",
            "2026-04-14T00:30:01-07:00",
            id="clocks go forward",
        ),
        pytest.param(
            "2028-02-10T08:00:00Z",
            "2028-03-11T08:00:00Z",
            "2028-03-11T08:00:01Z",
            id="over a leap day",
        ),
        pytest.param(
            "2027-02-10T08:00:00Z",
            "2027-03-12T08:00:00Z",
            "2027-03-12T08:00:01Z",
            id="over a February without one",
        ),
        pytest.param(
            "2026-10-10T23:45:00+14:00",
            "2026-11-08T21:45:00-12:00",
            "2026-11-08T21:45:01-12:00",
            id="from one end of the world's offsets to the other",
        ),
        pytest.param(
            "2026-10-10T10:00:00+05:45",
            "2026-11-09T04:15:00Z",
            "2026-11-09T04:15:01Z",
            id="an offset with minutes",
        ),
    ],
)
def test_thirty_days_are_thirty_times_24_hours(
    look: Look, completed: str, last_inside: str, first_outside: str
) -> None:
    assert look(request(last_inside, delivered_at=completed)).severity(CLOSED) is None
    assert look(request(first_outside, delivered_at=completed)).severity(CLOSED) == "error"


def test_windows_beyond_the_calendar_are_open(look: Look) -> None:
    document = request("9999-12-31T23:00:00Z", placed_at="9999-12-30T00:00:00Z")
    assert CLOSED not in look(document).hits


SOLICITATION = {"body": "", "message_type": "review_request", "channel": "solicitation"}
PROMISED = {
    "earliest_delivery_at": "2026-10-01T10:00:00Z",
    "latest_delivery_at": "2026-10-04T10:00:00Z",
    "status": "shipped",
}


@pytest.mark.parametrize(
    ("send_at", "severity", "end"),
    [
        ("2026-10-06T09:59:59.999999Z", "error", "2026-10-06T10:00:00+00:00"),
        ("2026-10-06T10:00:00Z", None, None),
        ("2026-10-06T10:00:00.000001Z", None, None),
        ("2026-11-03T10:00:00Z", None, None),
        ("2026-11-03T10:00:00.000001Z", "error", None),
    ],
)
def test_solicitation_goes_between_five_days_and_thirty(
    look: Look, send_at: str, severity: str | None, end: str | None
) -> None:
    seen = look(request(send_at, SOLICITATION, **PROMISED))
    assert seen.severity(EARLY) == severity
    if severity is not None:
        found = seen.end(EARLY)
        assert (found.isoformat() if found else None) == end


@pytest.mark.parametrize(
    ("gone", "missing"),
    [
        (["earliest_delivery_at"], ["order.earliest_delivery_at"]),
        (["latest_delivery_at"], ["order.latest_delivery_at"]),
        (
            ["earliest_delivery_at", "latest_delivery_at"],
            ["order.earliest_delivery_at", "order.latest_delivery_at"],
        ),
    ],
)
def test_solicitation_needs_both_promised_dates(
    look: Look, gone: list[str], missing: list[str]
) -> None:
    order = {name: value for name, value in PROMISED.items() if name not in gone}
    delivered = {**order, "delivered_at": "2026-10-03T10:00:00Z", "placed_at": PLACED}
    assert (
        look(request("2026-10-10T10:00:00Z", SOLICITATION, **delivered)).missing[EARLY] == missing
    )


def test_narrower_of_both_windows_holds_for_a_solicitation(look: Look) -> None:
    delivered = {**PROMISED, "delivered_at": "2026-10-02T10:00:00Z"}
    seen = look(request("2026-11-02T00:00:00Z", SOLICITATION, **delivered))
    assert seen.severity(CLOSED) == "error"
    assert EARLY not in seen.hits


@pytest.mark.parametrize("channel", ["email", "contact_buyer", "messaging_api"])
@pytest.mark.parametrize(
    ("send_at", "severity"),
    [
        ("2026-10-04T09:59:59Z", "warning"),
        ("2026-10-04T10:00:00Z", None),
        ("2026-10-04T10:00:01Z", None),
    ],
)
def test_own_review_request_waits_for_the_promised_delivery(
    look: Look, channel: str, send_at: str, severity: str | None
) -> None:
    message = {"body": REVIEW, "message_type": "review_request", "channel": channel}
    seen = look(request(send_at, message, **PROMISED))
    assert seen.severity(EARLY) == severity
    if severity:
        end = seen.end(EARLY)
        assert end is not None
        assert end.isoformat() == "2026-10-04T10:00:00+00:00"


@pytest.mark.parametrize(
    ("order", "severity", "has_end"),
    [
        ({"status": "delivered", "latest_delivery_at": "2026-10-20T00:00:00Z"}, None, False),
        ({"status": "delivered"}, None, False),
        ({"delivered_at": "2026-10-09T00:00:00Z"}, None, False),
        ({"status": "unshipped", "latest_delivery_at": "2026-10-20T00:00:00Z"}, "warning", True),
        ({"status": "unshipped", "latest_delivery_at": "2026-10-09T00:00:00Z"}, "warning", False),
        ({"status": "pending"}, "warning", False),
        ({"status": "shipped", "latest_delivery_at": "2026-10-09T00:00:00Z"}, None, False),
    ],
)
def test_status_and_dates_tell_whether_it_was_delivered(
    look: Look, order: Json, severity: str | None, *, has_end: bool
) -> None:
    message = {"body": REVIEW, "message_type": "review_request"}
    seen = look(request("2026-10-10T00:00:00Z", message, placed_at=PLACED, **order))
    assert seen.severity(EARLY) == severity
    if severity:
        assert (seen.end(EARLY) is not None) is has_end


def test_own_review_request_without_any_delivery_date_is_not_judged(look: Look) -> None:
    message = {"body": REVIEW, "message_type": "review_request"}
    document = request("2026-10-10T00:00:00Z", message, placed_at=PLACED, status="shipped")
    seen = look(document)
    assert seen.missing[EARLY] == ["order.delivered_at", "order.latest_delivery_at"]
    assert seen.unsure[EARLY] == "error"


@pytest.mark.parametrize(
    ("delivered_at", "missing"), [(None, ["order.status"]), ("2026-10-08T00:00:00Z", None)]
)
def test_promised_delivery_counts_only_with_a_status_that_fits(
    look: Look, delivered_at: str | None, missing: list[str] | None
) -> None:
    message = {"body": REVIEW, "message_type": "review_request"}
    promised = {"latest_delivery_at": "2026-10-09T00:00:00Z", "delivered_at": delivered_at}
    seen = look(request("2026-10-10T00:00:00Z", message, placed_at=PLACED, **promised))
    assert seen.missing.get(EARLY) == missing


def test_text_that_asks_for_a_review_is_a_review_request(look: Look) -> None:
    document = request(
        "2026-10-03T00:00:00Z", {"body": REVIEW, "message_type": "other"}, **PROMISED
    )
    assert look(document).severity(EARLY) == "warning"
    document["message"]["body"] = BODY
    assert look(document).severity(EARLY) is None


@pytest.mark.parametrize("rule", [CLOSED, EARLY])
def test_package_insert_has_no_window(look: Look, rule: str) -> None:
    message = {"body": REVIEW, "message_type": "review_request", "channel": "package_insert"}
    seen = look(request("2027-01-01T00:00:00Z", message, placed_at=PLACED, **PROMISED))
    assert rule not in seen.hits
    assert rule not in seen.missing


_T = "2026-10-0{}T10:00:00Z".format


@pytest.mark.parametrize(
    ("order", "contradictions"),
    [
        ({"placed_at": _T(1), "shipped_at": _T(2), "delivered_at": _T(3)}, 0),
        ({"placed_at": _T(2), "shipped_at": _T(2), "delivered_at": _T(2)}, 0),
        ({"placed_at": _T(2), "shipped_at": "2026-10-02T09:59:59Z"}, 1),
        ({"placed_at": _T(2), "delivered_at": _T(1)}, 1),
        ({"shipped_at": _T(2), "delivered_at": _T(1)}, 1),
        ({"placed_at": _T(2), "earliest_delivery_at": _T(1)}, 1),
        ({"placed_at": _T(2), "latest_delivery_at": _T(1)}, 1),
        ({"earliest_delivery_at": _T(2), "latest_delivery_at": _T(1)}, 1),
        ({"earliest_delivery_at": _T(2), "latest_delivery_at": _T(2)}, 0),
        ({"placed_at": _T(3), "shipped_at": _T(2), "delivered_at": _T(1)}, 3),
        ({"delivered_at": _T(1), "earliest_delivery_at": _T(3), "latest_delivery_at": _T(4)}, 0),
        ({"placed_at": "2026-10-09T10:00:00Z"}, 0),
        ({"placed_at": "2026-10-09T10:00:01Z"}, 1),
        ({"shipped_at": "2026-10-09T10:00:01Z"}, 1),
        ({"delivered_at": "2026-10-09T10:00:01Z"}, 1),
        ({"latest_delivery_at": "2026-12-01T10:00:00Z"}, 0),
        ({"earliest_delivery_at": "2026-12-01T10:00:00Z"}, 0),
        ({"status": "unshipped", "shipped_at": _T(1)}, 1),
        ({"status": "pending", "shipped_at": _T(1), "delivered_at": _T(2)}, 2),
        ({"status": "unshipped", "latest_delivery_at": _T(1)}, 0),
        ({"status": "shipped", "delivered_at": _T(1)}, 0),
        ({"status": "delivered"}, 0),
        ({"status": "cancelled", "shipped_at": _T(1)}, 0),
        ({"review_requests": [{"at": "2026-12-01T10:00:00Z"}]}, 0),
    ],
)
@pytest.mark.parametrize("channel", ["email", "package_insert"])
def test_contradictions_between_dates_are_errors_that_last(
    look: Look, order: Json, contradictions: int, channel: str
) -> None:
    seen = look(request("2026-10-09T10:00:00Z", {"channel": channel}, **order))
    assert seen.hits.get(ODD, []) == [("error", None)] * contradictions


@pytest.mark.parametrize(
    ("wrote_at", "severity"),
    [("2026-10-09T10:00:00Z", None), ("2026-10-09T10:00:01Z", "error")],
)
def test_buyer_cannot_have_written_later_than_now(
    look: Look, wrote_at: str, severity: str | None
) -> None:
    document = request("2026-10-09T10:00:00Z", {"initiative": "reply"})
    document["buyer"] = {"contacted_seller_at": wrote_at}
    assert look(document).severity(ODD) == severity
    document["order"] = None
    assert look(document).severity(ODD) == severity
