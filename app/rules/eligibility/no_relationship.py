"""Message to someone with whom the seller has neither an order nor a conversation.

A buyer may be written to about his order, or in answer to what he wrote. Without an order a message
that the seller begins has no ground at all, and a reply needs a message of the buyer to answer.

## Not flagged
A reply, once `buyer.contacted_seller_at` says when the buyer wrote.

## How to fix
Give the order that the message is about, or, for a reply, when the buyer wrote.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_proactive

_SEND_AT = {"send_at": "2026-10-10T10:00:00Z"}


@rule(
    severity=Severity.ERROR,
    clauses=("permitted-messages",),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(
            "We would like to introduce our new lamps.", given={"order": None, "options": _SEND_AT}
        ),
        Example.flagged(
            "May we ask you something?",
            why="that the buyer wrote once is no order",
            given={
                "order": None,
                "buyer": {"contacted_seller_at": "2026-10-01T10:00:00Z"},
                "options": _SEND_AT,
            },
        ),
        Example.flagged(
            "Please find your invoice attached.",
            given={
                "message": {"message_type": "invoice"},
                "order": None,
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            "The lamp you asked about takes E27 bulbs.",
            why="an answer to a question before the purchase",
            given={
                "message": {"initiative": "reply"},
                "order": None,
                "buyer": {"contacted_seller_at": "2026-10-09T10:00:00Z"},
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            "When may we deliver your wardrobe, order 028-1234567-1234567?",
            given={"order": {"order_id": "028-1234567-1234567"}, "options": _SEND_AT},
        ),
        Example.allowed(
            "The screws of order 028-1234567-1234567 are in box 2.",
            why="a reply about an order",
            given={
                "message": {"initiative": "reply"},
                "order": {"order_id": "028-1234567-1234567"},
                "options": _SEND_AT,
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look for an order, or for a message of the buyer where the seller replies."""
    if ctx.facts.order is not None:
        return
    if is_proactive(ctx):
        yield Hit("There is no order, and a message that the seller begins needs one.")
    elif ctx.facts.buyer.contacted_seller_at is None:
        yield Unknown.missing_fact(Fact.CONTACTED_SELLER_AT)
