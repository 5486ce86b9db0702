"""Message of a type that Amazon's API does not offer for this order.

Amazon tells, order by order, which messages its API takes at the moment. A type that is not among
them is refused when it is sent. The caller asks Amazon and gives the answer in
`order.available_message_types`.

## Not flagged
Anything where the caller has not asked. Ways other than the messaging API and the solicitation.

## How to fix
Choose a type that Amazon offers, or Contact Buyer.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import API_CHANNELS

_BODY = "Which font shall we engrave on the ring of order 028-1234567-1234567?"
_CUSTOMIZATION = {"message_type": "customization", "channel": "messaging_api"}
_SOLICITATION = {"message_type": "review_request", "channel": "solicitation"}
_SEND_AT = {"send_at": "2026-10-10T10:00:00Z"}


def _order(*types: str) -> dict[str, object]:
    return {"order_id": "028-1234567-1234567", "available_message_types": list(types)}


@rule(
    severity=Severity.ERROR,
    clauses=("messaging-api-limits",),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(
            _BODY,
            given={
                "message": _CUSTOMIZATION,
                "order": _order("order_problem", "invoice"),
                "options": _SEND_AT,
            },
        ),
        Example.flagged(
            _BODY,
            why="Amazon offers nothing at all",
            given={"message": _CUSTOMIZATION, "order": _order(), "options": _SEND_AT},
        ),
        Example.flagged(
            "",
            given={"message": _SOLICITATION, "order": _order("invoice"), "options": _SEND_AT},
        ),
        Example.allowed(
            _BODY,
            given={
                "message": _CUSTOMIZATION,
                "order": _order("customization"),
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            _BODY,
            why="nobody has asked Amazon",
            given={
                "message": _CUSTOMIZATION,
                "order": {"order_id": "028-1234567-1234567"},
                "options": _SEND_AT,
            },
        ),
        Example.allowed(
            _BODY,
            why="the API is not used",
            given={
                "message": {**_CUSTOMIZATION, "channel": "contact_buyer"},
                "order": _order("invoice"),
                "options": _SEND_AT,
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look for the declared type among those that Amazon offers."""
    declared, order = ctx.message.declared, ctx.facts.order
    if order is None or order.available_message_types is None:
        return
    if declared.channel in API_CHANNELS and declared.message_type not in (
        order.available_message_types
    ):
        yield Hit(
            f"Amazon's API does not offer the type {declared.message_type} for this order now."
        )
