"""Message about an order that was cancelled.

After a cancellation there is nothing to review and mostly nothing to complete. A problem with the
order, a return, an invoice or a legal disclosure can still need a word, so for these the rule only
informs; for the rest a person should look.

## Not flagged
Replies. Where the status is not known, types that the rule would only inform about.

## How to fix
Do not send it.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.message_type import MessageType, OrderStatus
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_proactive, is_review_request

_STILL_OF_USE = frozenset(
    (
        MessageType.ORDER_PROBLEM,
        MessageType.RETURN,
        MessageType.INVOICE,
        MessageType.LEGAL_DISCLOSURE,
    )
)
_CANCELLED = {
    "order": {"order_id": "028-1234567-1234567", "status": "cancelled"},
    "options": {"send_at": "2026-10-10T10:00:00Z"},
}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING, Severity.INFO),
    clauses=("permitted-messages",),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(
            "Please write a review of the lamp from order 028-1234567-1234567.",
            given={**_CANCELLED, "message": {"message_type": "review_request"}},
        ),
        Example.flagged(
            "When may we deliver your wardrobe, order 028-1234567-1234567?",
            severity=Severity.WARNING,
            given={**_CANCELLED, "message": {"message_type": "delivery_scheduling"}},
        ),
        Example.flagged(
            "The refund for order 028-1234567-1234567 could not be booked.",
            severity=Severity.INFO,
            given={**_CANCELLED, "message": {"message_type": "order_problem"}},
        ),
        Example.allowed(
            "You asked about order 028-1234567-1234567: it was cancelled on Monday.",
            why="a reply",
            given={**_CANCELLED, "message": {"initiative": "reply"}},
        ),
        Example.allowed(
            "When may we deliver your wardrobe, order 028-1234567-1234567?",
            given={
                "message": {"message_type": "delivery_scheduling"},
                "order": {"order_id": "028-1234567-1234567", "status": "shipped"},
                "options": {"send_at": "2026-10-10T10:00:00Z"},
            },
        ),
        Example.allowed(
            "Your invoice for order 028-1234567-1234567 is attached.",
            why="the status would not change anything",
            given={
                "message": {"message_type": "invoice"},
                "order": {"order_id": "028-1234567-1234567"},
                "options": {"send_at": "2026-10-10T10:00:00Z"},
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look at the order's status, and weigh it by what the message is for."""
    order = ctx.facts.order
    if order is None or not is_proactive(ctx):
        return
    severity = Severity.WARNING
    if is_review_request(ctx):
        severity = Severity.ERROR
    elif ctx.message.declared.message_type in _STILL_OF_USE:
        severity = Severity.INFO
    if order.status is OrderStatus.CANCELLED:
        yield Hit("The order was cancelled.", severity=severity)
    elif order.status is None and severity is not Severity.INFO:
        yield Unknown.missing_fact(Fact.STATUS)
