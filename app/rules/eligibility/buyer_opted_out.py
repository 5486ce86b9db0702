"""Message to a buyer who does not want messages from sellers.

A buyer can opt out of messages that are not needed for his order. What is critical still reaches
him: a custom design, the scheduling of a delivery, a problem with order or address, a legal
disclosure; and so do answers to his own questions and messages about custom-made orders, but never
a review request.

Whether a buyer opted out is known from the request and from the history; a yes of either counts.
Where neither knows, the rule is silent, for no API tells a seller beforehand and Amazon itself
stops the message; by e-mail the setting `PRESEND_UNKNOWN_OPT_OUT` may ask for a person's look.

## Not flagged
Package inserts.

## How to fix
Do not send it.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.policy.view import WhenUnknown
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_package_insert, is_proactive, reaches_opted_out_buyers

_ORDER = {"order_id": "028-1234567-1234567", "is_customized": False}
_CUSTOM = {"order_id": "028-1234567-1234567", "is_customized": True}
_GIVEN = {"buyer": {"opted_out": True}, "options": {"send_at": "2026-10-10T10:00:00Z"}}


@rule(
    severity=Severity.ERROR,
    clauses=("opt-out", "opt-out-2020"),
    since="0.1.0",
    stage=Stage.SENDING,
    settings=("unknown_opt_out",),
    examples=(
        Example.flagged(
            "Your invoice for order 028-1234567-1234567 is attached.",
            given={**_GIVEN, "message": {"message_type": "invoice"}, "order": _ORDER},
        ),
        Example.flagged(
            "",
            why="Amazon's own review request",
            given={
                **_GIVEN,
                "message": {"message_type": "review_request", "channel": "solicitation"},
                "order": _ORDER,
            },
        ),
        Example.flagged(
            "Please write a review of your engraved ring, order 028-1234567-1234567.",
            why="custom-made, but a review request",
            given={**_GIVEN, "message": {"message_type": "review_request"}, "order": _CUSTOM},
        ),
        Example.allowed(
            "When may we deliver your wardrobe, order 028-1234567-1234567?",
            why="critical",
            given={
                **_GIVEN,
                "message": {"message_type": "delivery_scheduling", "channel": "messaging_api"},
                "order": _ORDER,
            },
        ),
        Example.allowed(
            "The screws of order 028-1234567-1234567 are in box 2.",
            why="a reply",
            given={**_GIVEN, "message": {"initiative": "reply"}, "order": _ORDER},
        ),
        Example.allowed(
            "Which font shall we engrave on the ring of order 028-1234567-1234567?",
            why="custom-made",
            given={**_GIVEN, "message": {"message_type": "order_information"}, "order": _CUSTOM},
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look whether the buyer opted out and the message is one that he may be spared."""
    if is_package_insert(ctx) or not is_proactive(ctx) or reaches_opted_out_buyers(ctx):
        return
    opted_out = ctx.facts.buyer.opted_out
    if opted_out:
        yield Hit("The buyer opted out of messages, and this one is not critical to his order.")
    elif (
        opted_out is None
        and ctx.message.declared.channel is Channel.EMAIL
        and ctx.policy.choices.unknown_opt_out is WhenUnknown.NEEDS_REVIEW
    ):
        yield Unknown.missing_fact(Fact.OPTED_OUT)
