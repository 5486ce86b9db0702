"""Order facts that contradict each other, so that no window can be trusted.

An order is placed, shipped and delivered in this order, and none of that lies after the moment of
sending; promised delivery dates may. What the buyer wrote lies before that moment too. An order
that is pending or not shipped was neither shipped nor delivered.

## Not flagged
Two events at the same instant. A delivery before or after the promised days: it happens. Review
requests of any date, which count for the repeated request.

## How to fix
Read the order again from Amazon and send its dates as they stand there, each with its offset.
"""

from collections.abc import Iterator
from datetime import datetime

from app.domain.facts import Facts, OrderFacts
from app.domain.finding import Hit, Unknown
from app.domain.message_type import OrderStatus
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import shown

_NOT_SHIPPED = (OrderStatus.PENDING, OrderStatus.UNSHIPPED)
_ID = "028-1234567-1234567"
_BODY = f"When may we deliver your wardrobe, order {_ID}?"
_SEND_AT = {"send_at": "2026-10-10T10:00:00Z"}

_Dates = dict[str, datetime | None]


@rule(
    severity=Severity.ERROR,
    clauses=("thirty-days",),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(
            _BODY,
            why="shipped before it was placed",
            given={
                "order": {
                    "order_id": _ID,
                    "placed_at": "2026-10-02T10:00:00Z",
                    "shipped_at": "2026-10-01T10:00:00Z",
                },
                "options": _SEND_AT,
            },
        ),
        Example.flagged(
            _BODY,
            why="delivered after the moment of sending",
            given={
                "order": {"order_id": _ID, "delivered_at": "2026-10-10T10:00:01Z"},
                "options": _SEND_AT,
            },
        ),
        Example.flagged(
            _BODY,
            why="not shipped, yet delivered",
            given={
                "order": {
                    "order_id": _ID,
                    "status": "unshipped",
                    "delivered_at": "2026-10-03T10:00:00Z",
                },
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            _BODY,
            why="a promised delivery may lie ahead",
            given={
                "order": {
                    "order_id": _ID,
                    "placed_at": "2026-10-02T10:00:00Z",
                    "latest_delivery_at": "2026-10-20T10:00:00Z",
                },
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            _BODY,
            why="the same instant, written with two offsets",
            given={
                "order": {
                    "order_id": _ID,
                    "placed_at": "2026-10-02T10:00:00Z",
                    "shipped_at": "2026-10-02T12:00:00+02:00",
                },
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            _BODY,
            why="Amazon's status stays at shipped after the delivery",
            given={
                "order": {
                    "order_id": _ID,
                    "status": "shipped",
                    "delivered_at": "2026-10-03T10:00:00Z",
                },
                "options": _SEND_AT,
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare every pair of dates whose order is certain."""
    yield from _future(ctx.facts)
    order = ctx.facts.order
    if order is not None:
        yield from _disorder(order)
        if order.status in _NOT_SHIPPED:
            for what, at in (("shipped", order.shipped_at), ("delivered", order.delivered_at)):
                if at is not None:
                    yield Hit(f"The order is {order.status} and yet was {what} {shown(at)}.")


def _future(facts: Facts) -> Iterator[Hit]:
    order = facts.order
    happened: _Dates = {"buyer wrote": facts.buyer.contacted_seller_at}
    if order is not None:
        happened["order was placed"] = order.placed_at
        happened["order was shipped"] = order.shipped_at
        happened["order was delivered"] = order.delivered_at
    for what, at in happened.items():
        if at is not None and at > facts.now:
            yield Hit(f"The {what} {shown(at)}, after the moment of sending.")


def _disorder(order: OrderFacts) -> Iterator[Hit]:
    placed, shipped = ("was placed", order.placed_at), ("was shipped", order.shipped_at)
    delivered = ("was delivered", order.delivered_at)
    earliest = ("is promised for earliest", order.earliest_delivery_at)
    latest = ("is promised for latest", order.latest_delivery_at)
    for (first, first_at), (second, second_at) in (
        (placed, shipped),
        (placed, delivered),
        (shipped, delivered),
        (placed, earliest),
        (placed, latest),
        (earliest, latest),
    ):
        if first_at is not None and second_at is not None and second_at < first_at:
            yield Hit(
                f"The order {second} {shown(second_at)}, before it {first} {shown(first_at)}."
            )
