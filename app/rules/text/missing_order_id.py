"""The message names no order id.

Amazon asks that a message carries the number of its order, seventeen digits in groups of three,
seven and seven, so that the buyer knows what it is about. Subject and body count, as far as the
buyer sees them: a number in a comment, in hidden text or in a link's target is none.

## Severity
An error in a message that the seller begins; an info in a reply, which Amazon's own thread already
ties to the order.

## Not flagged
A malformed or foreign number, which is `text-wrong-order-id` alone. A placeholder for the number in
a template. Package inserts, and message types for which the messaging API takes no text.

## How to fix
Add the number to the subject. Where the order is known, the fix does that.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.fix import Edit, Fix
from app.domain.message_type import Channel, Initiative
from app.domain.severity import Severity
from app.domain.span import SUBJECT, Span
from app.domain.vocabulary import Meaning
from app.message.parsed import ParsedMessage
from app.rules.contract import Example, RuleContext, rule

_ORDER: Final = {"order": {"order_id": "028-1234567-1234567"}}
_REPLY: Final = {"message": {"initiative": "reply", "message_type": "buyer_inquiry"}}
_TEMPLATE: Final = {"message": {"is_template": True, "subject": "Order {{order_id}}"}}
_INSERT: Final = {"message": {"channel": "package_insert"}}


@rule(
    severity=Severity.ERROR,
    also=(Severity.INFO,),
    clauses=("order-id",),
    since="0.1.0",
    examples=(
        Example.flagged("The carrier can come on Friday. Will someone be at home?"),
        Example.flagged("<!-- 028-1234567-1234567 --><p>Which text shall we engrave?</p>"),
        Example.flagged("Welche Farbe dürfen wir liefern?", given=_ORDER),
        Example.flagged("The table carries 40 kg.", given=_REPLY, severity=Severity.INFO),
        Example.allowed("Order 028-1234567-1234567: will someone be at home on Friday?"),
        Example.allowed("ご注文 249－1234567－1234567 の配達日をお知らせください。"),
        Example.allowed("The flat number is missing.", given=_TEMPLATE),
        Example.allowed(
            "Order 028-1234567-123456: which colour?", why="malformed is wrong, not missing"
        ),
        Example.allowed("The card lies in the box.", given=_INSERT, why="not sent by Amazon"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Look for anything that is meant as an order id where the buyer reads."""
    message = ctx.message
    declared = message.declared
    if declared.channel is Channel.PACKAGE_INSERT or _takes_no_text(ctx):
        return
    if any(found.kind.is_read_by_buyer for found in message.order_ids):
        return
    if declared.is_template and _has_placeholder(message):
        return
    is_reply = declared.initiative is Initiative.REPLY
    yield Hit(
        "The message does not name the order it is about.",
        severity=Severity.INFO if is_reply else None,
        fix=_fix(ctx),
    )


def _takes_no_text(ctx: RuleContext) -> bool:
    declared = ctx.message.declared
    row = ctx.policy.message_types[declared.message_type]
    return declared.channel is Channel.MESSAGING_API and row.text_limit == 0


def _has_placeholder(message: ParsedMessage) -> bool:
    return any(
        found.meaning is Meaning.ORDER_ID and found.kind.is_read_by_buyer
        for found in message.placeholders
    )


def _fix(ctx: RuleContext) -> Fix | None:
    """Add the number to the subject, or to the body where the channel shows no subject."""
    if ctx.facts.order is None:
        return None
    number = ctx.facts.order.order_id
    message = ctx.message
    if message.declared.channel is not Channel.MESSAGING_API:
        subject = message.fields[SUBJECT].normalised
        addition = f" ({number})" if subject.strip() else number
        return Fix.safe(
            "Add the order id to the subject",
            Edit(Span(SUBJECT, len(subject), len(subject)), addition),
        )
    text = message.body.text.rstrip()
    if not text:
        return None
    end = message.body.span(len(text) - 1, len(text)).end
    return Fix.safe(
        "Add the order id to the text", Edit(Span(message.body.field, end, end), f" ({number})")
    )
