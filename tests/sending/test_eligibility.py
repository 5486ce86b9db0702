"""The rules of eligibility at every boundary."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.message_type import MessageType
from app.policy.view import PolicyChoices, WhenUnknown

Json = dict[str, Any]
Look = Callable[..., Any]

ORDER = "028-1234567-1234567"
BODY = f"When may we deliver your wardrobe, order {ORDER}?"
REVIEW = f"Please write a review of the lamp from order {ORDER}."
SEND_AT = "2026-10-20T10:00:00Z"
CRITICAL = {"customization", "delivery_scheduling", "order_problem", "legal_disclosure"}
TYPES = [message_type.value for message_type in MessageType]
OPTED_OUT, CHANNEL = "eligibility-buyer-opted-out", "eligibility-channel"
RESTRICTED, CANCELLED = "eligibility-account-restricted", "eligibility-order-cancelled"
STRANGER, CAP = "eligibility-no-relationship", "eligibility-daily-cap"
STORE, OFFER = "eligibility-marketplace-unsupported", "eligibility-message-type-unavailable"
MISUSE = "eligibility-critical-misuse"


def request(message: Json | None = None, **sections: Any) -> Json:  # noqa: ANN401
    options = {"send_at": SEND_AT, **sections.pop("options", {})}
    order = sections.pop("order", {})
    return {
        "message": {"body": BODY, "message_type": "order_information", **(message or {})},
        "order": None if order is None else {"order_id": ORDER, **order},
        "options": options,
        **sections,
    }


@pytest.mark.parametrize("message_type", TYPES)
def test_only_critical_types_reach_a_buyer_who_opted_out(look: Look, message_type: str) -> None:
    message = {"message_type": message_type, "channel": "contact_buyer"}
    seen = look(request(message, buyer={"opted_out": True}))
    assert seen.severity(OPTED_OUT) == (None if message_type in CRITICAL else "error")


@pytest.mark.parametrize("channel", ["email", "contact_buyer", "messaging_api", "solicitation"])
def test_opt_out_holds_on_every_way_but_the_parcel(look: Look, channel: str) -> None:
    message = {"body": REVIEW, "message_type": "review_request", "channel": channel}
    seen = look(request(message, buyer={"opted_out": True}))
    assert seen.severity(OPTED_OUT) == "error"
    message["channel"] = "package_insert"
    assert look(request(message, buyer={"opted_out": True})).severity(OPTED_OUT) is None


@pytest.mark.parametrize(
    ("message", "is_customized", "severity"),
    [
        ({}, True, None),
        ({}, False, "error"),
        ({}, None, "error"),
        ({"message_type": "review_request", "body": REVIEW}, True, "error"),
        ({"message_type": "other", "body": REVIEW}, True, "error"),
        ({"message_type": "order_problem", "body": REVIEW}, False, "error"),
        ({"initiative": "reply"}, False, None),
    ],
)
def test_custom_work_and_replies_reach_him_but_no_review_request_does(
    look: Look, message: Json, *, is_customized: bool | None, severity: str | None
) -> None:
    order = {"is_customized": is_customized}
    seen = look(request(message, order=order, buyer={"opted_out": True}))
    assert seen.severity(OPTED_OUT) == severity


@pytest.mark.parametrize(
    ("channel", "choices", "opted_out", "missing"),
    [
        ("email", WhenUnknown.ALLOW, None, None),
        ("email", WhenUnknown.NEEDS_REVIEW, None, ["buyer.opted_out"]),
        ("email", WhenUnknown.NEEDS_REVIEW, False, None),
        ("contact_buyer", WhenUnknown.NEEDS_REVIEW, None, None),
        ("messaging_api", WhenUnknown.NEEDS_REVIEW, None, None),
        ("solicitation", WhenUnknown.NEEDS_REVIEW, None, None),
    ],
)
def test_unknown_opt_out_is_an_obstacle_on_email_alone_and_if_set(
    look: Look,
    channel: str,
    choices: WhenUnknown,
    *,
    opted_out: bool | None,
    missing: list[str] | None,
) -> None:
    document = request({"channel": channel}, buyer={"opted_out": opted_out})
    seen = look(document, PolicyChoices(unknown_opt_out=choices))
    assert seen.missing.get(OPTED_OUT) == missing
    assert OPTED_OUT not in seen.hits


def test_rule_of_2020_knows_no_opt_outs_before(look: Look) -> None:
    document = request(buyer={"opted_out": True}, options={"as_of": "2020-11-02"})
    assert OPTED_OUT not in look(document).hits
    document["options"]["as_of"] = "2020-11-03"
    assert look(document).severity(OPTED_OUT) == "error"


@pytest.mark.parametrize(
    ("channel", "opted_out", "severity"),
    [
        ("email", True, "error"),
        ("email", False, "info"),
        ("email", None, "info"),
        ("contact_buyer", True, None),
        ("messaging_api", True, None),
        ("contact_buyer", False, None),
        ("package_insert", True, None),
        ("solicitation", False, "error"),
    ],
)
def test_critical_messages_go_through_amazon_to_those_who_opted_out(
    look: Look, channel: str, severity: str | None, *, opted_out: bool | None
) -> None:
    message = {"message_type": "delivery_scheduling", "channel": channel}
    assert look(request(message, buyer={"opted_out": opted_out})).severity(CHANNEL) == severity


def test_unknown_opt_out_counts_for_the_way_of_critical_messages_too(look: Look) -> None:
    strict = PolicyChoices(unknown_opt_out=WhenUnknown.NEEDS_REVIEW)
    document = request({"message_type": "delivery_scheduling"})
    assert look(document, strict).missing[CHANNEL] == ["buyer.opted_out"]
    assert CHANNEL not in look(document).missing
    document["message"]["channel"] = "contact_buyer"
    assert CHANNEL not in look(document, strict).missing


def test_custom_work_for_those_who_opted_out_goes_through_amazon_too(look: Look) -> None:
    document = request(order={"is_customized": True}, buyer={"opted_out": True})
    assert look(document).severity(CHANNEL) == "error"
    document["message"]["initiative"] = "reply"
    assert look(document).severity(CHANNEL) is None
    document["message"].update(initiative="proactive", channel="contact_buyer")
    assert look(document).severity(CHANNEL) is None


@pytest.mark.parametrize("message_type", TYPES)
def test_solicitation_carries_review_requests_only(look: Look, message_type: str) -> None:
    message = {"message_type": message_type, "channel": "solicitation", "body": REVIEW}
    expected = None if message_type == "review_request" else "error"
    assert look(request(message)).severity(CHANNEL) == expected


@pytest.mark.parametrize("channel", ["email", "contact_buyer", "messaging_api"])
@pytest.mark.parametrize("message_type", ["review_request", "other"])
def test_own_review_request_is_told_of_solicitations(
    look: Look, channel: str, message_type: str
) -> None:
    message = {"body": REVIEW, "message_type": message_type, "channel": channel}
    assert look(request(message)).severity(CHANNEL) == "info"


def test_channel_rule_holds_from_its_edition_on(look: Look) -> None:
    document = request({"message_type": "delivery_scheduling"}, buyer={"opted_out": True})
    document["options"]["as_of"] = "2025-04-24"
    assert CHANNEL not in look(document).hits
    document["options"]["as_of"] = "2025-04-25"
    assert look(document).severity(CHANNEL) == "error"


@pytest.mark.parametrize(
    ("restricted", "until", "severity", "ends"),
    [
        (True, None, "error", False),
        (True, "2026-10-20T10:00:00.000001Z", "error", True),
        (True, "2026-10-20T10:00:00Z", None, False),
        (True, "2026-10-20T09:59:59Z", None, False),
        (None, "2026-10-21T00:00:00+02:00", "error", True),
        (False, "2026-10-21T00:00:00Z", "error", True),
        (False, None, None, False),
        (None, None, None, False),
    ],
)
def test_restriction_holds_until_its_end_which_is_free(
    look: Look, until: str | None, severity: str | None, *, restricted: bool | None, ends: bool
) -> None:
    seller = {"messaging_restricted": restricted, "messaging_restricted_until": until}
    seen = look(request(seller=seller))
    assert seen.severity(RESTRICTED) == severity
    if severity:
        assert (seen.end(RESTRICTED) is not None) is ends
    assert RESTRICTED not in seen.missing


@pytest.mark.parametrize(
    ("message", "severity"),
    [
        ({"initiative": "reply"}, None),
        ({"channel": "solicitation", "message_type": "review_request"}, None),
        ({"channel": "package_insert"}, None),
        ({"channel": "contact_buyer"}, "error"),
        ({"channel": "messaging_api", "message_type": "order_problem"}, "error"),
    ],
)
def test_restricted_account_still_replies_and_solicits(
    look: Look, message: Json, severity: str | None
) -> None:
    seen = look(request(message, seller={"messaging_restricted": True}))
    assert seen.severity(RESTRICTED) == severity


def test_unknown_restriction_is_an_obstacle_only_if_set(look: Look) -> None:
    strict = PolicyChoices(unknown_restriction=WhenUnknown.NEEDS_REVIEW)
    assert look(request(), strict).missing[RESTRICTED] == ["seller.messaging_restricted"]
    told = request(seller={"messaging_restricted": False})
    assert RESTRICTED not in look(told, strict).missing


@pytest.mark.parametrize("message_type", TYPES)
def test_cancelled_order_weighs_by_type(look: Look, message_type: str) -> None:
    severities = {
        "review_request": "error",
        "order_problem": "info",
        "return": "info",
        "invoice": "info",
        "legal_disclosure": "info",
    }
    document = request({"message_type": message_type}, order={"status": "cancelled"})
    assert look(document).severity(CANCELLED) == severities.get(message_type, "warning")
    document["message"]["channel"] = "package_insert"
    assert look(document).severity(CANCELLED) == severities.get(message_type, "warning")
    document["message"].update(channel="email", initiative="reply")
    assert look(document).severity(CANCELLED) is None


def test_review_request_by_its_words_counts_for_a_cancelled_order(look: Look) -> None:
    document = request({"body": REVIEW, "message_type": "invoice"}, order={"status": "cancelled"})
    assert look(document).severity(CANCELLED) == "error"


@pytest.mark.parametrize("message_type", TYPES)
def test_unknown_status_matters_where_a_cancellation_would(look: Look, message_type: str) -> None:
    harmless = {"order_problem", "return", "invoice", "legal_disclosure"}
    seen = look(request({"message_type": message_type}))
    expected = None if message_type in harmless else ["order.status"]
    assert seen.missing.get(CANCELLED) == expected
    if expected:
        assert seen.unsure[CANCELLED] == "error"


@pytest.mark.parametrize(
    ("initiative", "wrote_at", "severity", "missing"),
    [
        ("proactive", None, "error", None),
        ("proactive", "2026-10-01T00:00:00Z", "error", None),
        ("reply", "2026-10-01T00:00:00Z", None, None),
        ("reply", None, None, ["buyer.contacted_seller_at"]),
    ],
)
def test_without_an_order_only_an_answer_may_go(
    look: Look,
    initiative: str,
    wrote_at: str | None,
    severity: str | None,
    missing: list[str] | None,
) -> None:
    buyer = {"contacted_seller_at": wrote_at}
    seen = look(request({"initiative": initiative}, order=None, buyer=buyer))
    assert seen.severity(STRANGER) == severity
    assert seen.missing.get(STRANGER) == missing
    assert set(seen.missing) <= {STRANGER}


@pytest.mark.parametrize(
    ("sent", "average", "severity"),
    [
        (1098, 100, None),
        (1099, 100, None),
        (1100, 100, "warning"),
        (599, 0, None),
        (600, 0, "warning"),
        (601, 0.4, None),
        (602, 0.4, "warning"),
        (10**9, None, None),
        (None, 0, None),
    ],
)
def test_daily_cap_counts_the_message_at_hand(
    look: Look, sent: int | None, average: float | None, severity: str | None
) -> None:
    seller = {"messages_sent_today": sent, "average_daily_orders": average}
    assert look(request(seller=seller)).severity(CAP) == severity
    assert look(request({"channel": "package_insert"}, seller=seller)).severity(CAP) is None


@pytest.mark.parametrize(
    ("marketplace", "severity"),
    [
        ("DE", None),
        ("de", None),
        ("UK", None),
        ("GB", None),
        ("A1PA6795UKMFR9", None),
        ("a1pa6795ukmfr9", None),
        ("XX", "error"),
        ("", "error"),
        ("amazon.de", "error"),
        ("A38D8NSA03LJTC", "error"),
        ("a2zv50j4w1rkni", "error"),
    ],
)
@pytest.mark.parametrize("message", [{}, {"initiative": "reply"}, {"channel": "package_insert"}])
def test_only_amazons_own_marketplaces_are_served(
    look: Look, marketplace: str, severity: str | None, message: Json
) -> None:
    seen = look(request(message, order={"marketplace": marketplace}))
    assert seen.severity(STORE) == severity
    assert look(request(message)).missing[STORE] == ["order.marketplace"]


@pytest.mark.parametrize(
    ("channel", "offered", "severity"),
    [
        ("messaging_api", ["order_information"], None),
        ("messaging_api", ["invoice", "order_information"], None),
        ("messaging_api", ["invoice"], "error"),
        ("messaging_api", [], "error"),
        ("messaging_api", None, None),
        ("solicitation", ["invoice"], "error"),
        ("email", ["invoice"], None),
        ("contact_buyer", [], None),
    ],
)
def test_api_takes_the_types_it_offers(
    look: Look, channel: str, offered: list[str] | None, severity: str | None
) -> None:
    order = {"available_message_types": offered}
    assert look(request({"channel": channel}, order=order)).severity(OFFER) == severity


@pytest.mark.parametrize(
    ("message_type", "body", "flagged"),
    [
        ("order_problem", REVIEW, True),
        ("customization", "Use code SAVE20 for 20% off your next order.", True),
        ("delivery_scheduling", "Thank you so much for your order!", True),
        ("order_problem", f"Order {ORDER} was damaged in our warehouse. May we replace it?", False),
        ("delivery_scheduling", BODY, False),
        ("legal_disclosure", "", False),
        ("review_request", REVIEW, False),
    ],
)
def test_critical_types_are_for_critical_texts(
    look: Look, message_type: str, body: str, *, flagged: bool
) -> None:
    message = {"message_type": message_type, "body": body, "channel": "messaging_api"}
    assert (MISUSE in look(request(message)).hits) is flagged
    message["initiative"] = "reply"
    assert MISUSE not in look(request(message)).hits
