"""Message that goes by another way than Amazon asks for.

A solicitation carries Amazon's own text and asks for a review, nothing else. To a buyer who opted
out, a critical message goes through Amazon's templates (Contact Buyer) or its messaging API, for an
e-mail does not arrive.

Where nobody knows whether the buyer opted out, an e-mail goes, unless the setting
`PRESEND_UNKNOWN_OPT_OUT` asks for a person's look.

Two hints do not block: a critical message reaches every buyer by Contact Buyer or the API, and a
review request is safest as Amazon's own solicitation. A solicitation after a message in the
seller's own words is noted too, for the model of Amazon's API says that an order gets one of both.

## Not flagged
Replies to buyers who opted out, by any way. Package inserts.

## How to fix
Use the way that the finding names.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.policy.view import WhenUnknown
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import (
    OPT_OUT_CHANNELS,
    is_critical,
    is_package_insert,
    is_proactive,
    is_review_request,
    reaches_opted_out_buyers,
)

_BODY = "When may we deliver your wardrobe, order 028-1234567-1234567?"
_ORDER = {"order_id": "028-1234567-1234567", "is_customized": False}
_SCHEDULING = {"message_type": "delivery_scheduling", "channel": "email"}
_GIVEN = {"order": _ORDER, "options": {"send_at": "2026-10-10T10:00:00Z"}}


@rule(
    severity=Severity.ERROR,
    also=(Severity.INFO,),
    clauses=("opt-out", "solicitation-window"),
    since="0.1.0",
    stage=Stage.SENDING,
    settings=("unknown_opt_out",),
    examples=(
        Example.flagged(
            _BODY,
            why="an e-mail does not reach a buyer who opted out",
            given={**_GIVEN, "message": _SCHEDULING, "buyer": {"opted_out": True}},
        ),
        Example.flagged(
            _BODY,
            why="a solicitation asks for a review only",
            given={**_GIVEN, "message": {**_SCHEDULING, "channel": "solicitation"}},
        ),
        Example.flagged(
            "Please write a review of the lamp from order 028-1234567-1234567.",
            severity=Severity.INFO,
            why="better as a solicitation",
            given={**_GIVEN, "message": {"message_type": "review_request"}},
        ),
        Example.flagged(
            _BODY,
            severity=Severity.INFO,
            why="better through Contact Buyer or the API",
            given={**_GIVEN, "message": _SCHEDULING, "buyer": {"opted_out": False}},
        ),
        Example.allowed(
            _BODY,
            given={
                **_GIVEN,
                "message": {**_SCHEDULING, "channel": "contact_buyer"},
                "buyer": {"opted_out": True},
            },
        ),
        Example.allowed(
            "",
            given={
                **_GIVEN,
                "message": {"message_type": "review_request", "channel": "solicitation"},
            },
        ),
        Example.allowed(
            "The screws of order 028-1234567-1234567 are in box 2.",
            why="a reply",
            given={
                **_GIVEN,
                "message": {**_SCHEDULING, "initiative": "reply"},
                "buyer": {"opted_out": True},
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare the declared way with the one that the type and the buyer ask for."""
    channel = ctx.message.declared.channel
    if is_package_insert(ctx):
        return
    if channel is Channel.SOLICITATION:
        yield from _solicitation(ctx)
    elif is_review_request(ctx):
        yield Hit(
            "Amazon's own solicitation is the safest way to ask for a review.",
            severity=Severity.INFO,
        )
    elif is_proactive(ctx) and channel not in OPT_OUT_CHANNELS and reaches_opted_out_buyers(ctx):
        opted_out = ctx.facts.buyer.opted_out
        if opted_out:
            yield Hit(
                "To a buyer who opted out this goes through Contact Buyer or the messaging API."
            )
        elif opted_out is None and ctx.policy.choices.unknown_opt_out is WhenUnknown.NEEDS_REVIEW:
            yield Unknown.missing_fact(Fact.OPTED_OUT)
        if not opted_out and is_critical(ctx):
            yield Hit(
                "Contact Buyer or the messaging API reaches every buyer with a critical message.",
                severity=Severity.INFO,
            )


def _solicitation(ctx: RuleContext) -> Iterator[Hit]:
    order = ctx.facts.order
    if not is_review_request(ctx):
        yield Hit("A solicitation carries Amazon's review request and nothing else.")
    elif order is not None and order.free_form_sent_at is not None:
        yield Hit(
            "A message in your own words went out for this order before; Amazon may refuse the "
            "solicitation.",
            severity=Severity.INFO,
        )
