"""Message the seller begins while Amazon has muted the account.

Amazon takes the right to begin messages from accounts that broke the guidelines, for days or
without end. Replies to buyers and Amazon's own review request still go. The end of a restriction is
already free. A restriction is known from the request and from the history; the longer one counts.

## Not flagged
Replies, solicitations, package inserts. Where nothing of a restriction is known the rule is silent,
for the history records what Amazon's notices say; the setting `PRESEND_UNKNOWN_RESTRICTION` may ask
for a person's look instead.

## How to fix
Wait for the end of the restriction, and mend what Amazon named as its cause: a fault that goes on
makes it longer.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.policy.view import WhenUnknown
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_package_insert, is_proactive, shown

_UNTIL = {"messaging_restricted": True, "messaging_restricted_until": "2026-10-20T10:00:00Z"}
_ORDER = {"order_id": "028-1234567-1234567"}
_BODY = "When may we deliver your wardrobe, order 028-1234567-1234567?"
_DURING = {"send_at": "2026-10-20T09:59:59Z"}


@rule(
    severity=Severity.ERROR,
    clauses=("permitted-messages",),
    since="0.1.0",
    stage=Stage.SENDING,
    settings=("unknown_restriction",),
    examples=(
        Example.flagged(
            _BODY,
            why="a second before the end",
            given={"order": _ORDER, "seller": _UNTIL, "options": _DURING},
        ),
        Example.flagged(
            _BODY,
            why="no end is known",
            given={
                "order": _ORDER,
                "seller": {"messaging_restricted": True},
                "options": _DURING,
            },
        ),
        Example.flagged(
            "Please write a review of the lamp from order 028-1234567-1234567.",
            why="a review request in the seller's own words",
            given={
                "message": {"message_type": "review_request"},
                "order": _ORDER,
                "seller": _UNTIL,
                "options": _DURING,
            },
        ),
        Example.allowed(
            _BODY,
            why="the end itself is free",
            given={
                "order": _ORDER,
                "seller": _UNTIL,
                "options": {"send_at": "2026-10-20T10:00:00Z"},
            },
        ),
        Example.allowed(
            "The screws of order 028-1234567-1234567 are in box 2.",
            why="a reply",
            given={
                "message": {"initiative": "reply"},
                "order": _ORDER,
                "seller": _UNTIL,
                "options": _DURING,
            },
        ),
        Example.allowed(
            "",
            why="Amazon's own review request",
            given={
                "message": {"message_type": "review_request", "channel": "solicitation"},
                "order": _ORDER,
                "seller": _UNTIL,
                "options": _DURING,
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look whether a restriction is in force at the moment of sending."""
    is_solicitation = ctx.message.declared.channel is Channel.SOLICITATION
    if is_solicitation or is_package_insert(ctx) or not is_proactive(ctx):
        return
    seller = ctx.facts.seller
    until = seller.messaging_restricted_until
    if until is not None:
        if ctx.facts.now < until:
            yield Hit(f"The account may not begin messages before {shown(until)}.", ends_at=until)
    elif seller.messaging_restricted:
        yield Hit("The account may not begin messages, and no end of that is known.")
    elif (
        seller.messaging_restricted is None
        and ctx.policy.choices.unknown_restriction is WhenUnknown.NEEDS_REVIEW
    ):
        yield Unknown.missing_fact(Fact.MESSAGING_RESTRICTED)
