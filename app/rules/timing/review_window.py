"""Review request at a time when Amazon does not send one or the buyer cannot judge yet.

Amazon sends a solicitation from 5 days after the earliest to 30 days after the latest promised
delivery, and refuses it outside; both dates are needed. By the other ways a request before the
delivery asks for an opinion on what the buyer does not have. The delivery is the one that took
place, else the latest promised one, unless the status says that nothing was shipped. Both ends
count as inside.

## Not flagged
Package inserts, which the buyer reads when he opens the parcel.

## How to fix
Send it after the delivery, best through Amazon's own request, within its window.
"""

from collections.abc import Iterator

from app.domain.facts import Fact, OrderFacts
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel, OrderStatus
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import days_after, is_package_insert, is_review_request, shown

_NOT_SHIPPED = (OrderStatus.PENDING, OrderStatus.UNSHIPPED)
_PROMISED = {
    "order_id": "028-1234567-1234567",
    "status": "shipped",
    "earliest_delivery_at": "2026-10-01T10:00:00Z",
    "latest_delivery_at": "2026-10-04T10:00:00Z",
}
_SOLICITATION = {"message_type": "review_request", "channel": "solicitation"}
_EMAIL = {"message_type": "review_request"}
_BODY = "Please write a review of your lamp from order 028-1234567-1234567."


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("solicitation-window", "permitted-messages"),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(
            "",
            why="a second before the fifth day after the earliest delivery",
            given={
                "message": _SOLICITATION,
                "order": _PROMISED,
                "options": {"send_at": "2026-10-06T09:59:59Z"},
            },
        ),
        Example.flagged(
            "",
            why="a second after the thirtieth day after the latest delivery",
            given={
                "message": _SOLICITATION,
                "order": _PROMISED,
                "options": {"send_at": "2026-11-03T10:00:01Z"},
            },
        ),
        Example.flagged(
            _BODY,
            severity=Severity.WARNING,
            why="the parcel is still on its way",
            given={
                "message": _EMAIL,
                "order": _PROMISED,
                "options": {"send_at": "2026-10-03T10:00:00Z"},
            },
        ),
        Example.allowed(
            "",
            why="the first instant of the window",
            given={
                "message": _SOLICITATION,
                "order": _PROMISED,
                "options": {"send_at": "2026-10-06T10:00:00Z"},
            },
        ),
        Example.allowed(
            _BODY,
            why="delivered before the promised day",
            given={
                "message": _EMAIL,
                "order": {
                    **_PROMISED,
                    "status": "delivered",
                    "delivered_at": "2026-10-02T10:00:00Z",
                },
                "options": {"send_at": "2026-10-03T10:00:00Z"},
            },
        ),
        Example.allowed(
            "When may we deliver your wardrobe, order 028-1234567-1234567?",
            why="no review request",
            given={"order": _PROMISED, "options": {"send_at": "2026-09-20T10:00:00Z"}},
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare the moment of sending with the delivery, promised or done."""
    order = ctx.facts.order
    if order is None or is_package_insert(ctx) or not is_review_request(ctx):
        return
    if ctx.message.declared.channel is Channel.SOLICITATION:
        yield from _solicitation(ctx, order)
    else:
        yield from _before_delivery(ctx, order)


def _solicitation(ctx: RuleContext, order: OrderFacts) -> Iterator[Hit | Unknown]:
    limits, now = ctx.policy.limits.timing, ctx.facts.now
    missing = []
    if order.earliest_delivery_at is None:
        missing.append(Fact.EARLIEST_DELIVERY_AT)
    elif now < (opens_at := days_after(order.earliest_delivery_at, limits.solicitation_opens_days)):
        yield Hit(
            f"Amazon sends no review request before {shown(opens_at)}, five days after the "
            "earliest delivery date.",
            ends_at=opens_at,
        )
    if order.latest_delivery_at is None:
        missing.append(Fact.LATEST_DELIVERY_AT)
    elif now > (ends_at := days_after(order.latest_delivery_at, limits.solicitation_closes_days)):
        yield Hit(
            f"Amazon sends no review request after {shown(ends_at)}, thirty days after the "
            "latest delivery date."
        )
    if missing:
        yield Unknown.missing_fact(*missing)


def _before_delivery(ctx: RuleContext, order: OrderFacts) -> Iterator[Hit | Unknown]:
    now = ctx.facts.now
    if order.delivered_at is not None or order.status is OrderStatus.DELIVERED:
        delivery_at = order.delivered_at
    elif order.status in _NOT_SHIPPED:
        yield _early("The order has not been shipped yet", order, ctx)
        return
    else:
        delivery_at = order.latest_delivery_at
        if order.status is None:
            yield Unknown.missing_fact(Fact.STATUS)
        if delivery_at is None:
            yield Unknown.missing_fact(Fact.DELIVERED_AT, Fact.LATEST_DELIVERY_AT)
    if delivery_at is not None and now < delivery_at:
        yield _early("The order is not delivered yet", order, ctx)


def _early(why: str, order: OrderFacts, ctx: RuleContext) -> Hit:
    expected = order.delivered_at or order.latest_delivery_at
    ends_at = expected if expected is not None and ctx.facts.now < expected else None
    return Hit(f"{why}, so the buyer cannot judge it.", severity=Severity.WARNING, ends_at=ends_at)
