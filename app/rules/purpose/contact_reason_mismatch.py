"""The content does not belong to the declared message type.

Amazon sorts messages by their contact reason. One that is sent under a reason and speaks of
something else misuses it, a review request as an "order problem" above all.

## Not flagged
A message that speaks of its reason, whatever else it says; the types `other` and `buyer_inquiry`.

## How to fix
Declare the type that fits, or keep to the one declared.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.message_type import MessageType
from app.domain.severity import Confidence, Severity
from app.meaning.answers import quoted, unread
from app.meaning.kinds import stranger
from app.rules.contract import Example, RuleContext, rule

_ANY: Final = frozenset((MessageType.OTHER, MessageType.BUYER_INQUIRY))


def _as(message_type: str) -> dict[str, object]:
    return {"message": {"message_type": message_type}}


@rule(
    severity=Severity.WARNING,
    clauses=("contact-reason",),
    since="0.1.0",
    examples=(
        Example.flagged("Please leave us a review.", given=_as("order_problem")),
        Example.flagged("Which text shall we engrave? The draft is ready.", given=_as("invoice")),
        Example.flagged("Bitte bewerten Sie uns auf Amazon.", given=_as("order_problem")),
        Example.allowed("Please leave us a review.", given=_as("review_request")),
        Example.allowed("The invoice is attached.", given=_as("invoice")),
        Example.allowed("Please leave us a review.", given=_as("other")),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag a text that is about other message types than the declared one."""
    declared = ctx.message.declared
    if declared.message_type in _ANY:
        return
    yield from unread(ctx.reading)
    if declared.attachments:
        return
    other = stranger(ctx.reading, declared.message_type)
    if other is not None:
        yield Hit(
            f"Sent as {declared.message_type.value}, but about {other.type.value} "
            f"({quoted(other.reading, other.mentions)}).",
            confidence=Confidence.LOW,
        )
