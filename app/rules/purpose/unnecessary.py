"""No permitted reason for the message can be seen.

A seller writes first only for one of the reasons that Amazon lists: a problem with the order,
something that is needed to complete it, a delivery by appointment, a custom design, an invoice, a
return, and so on. None of them shows in this text.

## Not flagged
Replies; texts that speak of any of the reasons.

## How to fix
Say what the buyer has to know or do, or do not send the message.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel, Initiative
from app.domain.severity import Confidence, Severity
from app.meaning.answers import unread
from app.meaning.kinds import has_reason
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.WARNING,
    clauses=("proactive-reasons",),
    since="0.1.0",
    examples=(
        Example.flagged("Thank you for choosing us!"),
        Example.flagged("We hope you are well."),
        Example.flagged("Have a nice weekend."),
        Example.allowed("The house number is missing."),
        Example.allowed("The invoice is attached."),
        Example.allowed("Have a nice weekend.", given={"message": {"initiative": "reply"}}),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag a proactive message without a reason."""
    declared = ctx.message.declared
    if declared.initiative is Initiative.REPLY or declared.channel is Channel.PACKAGE_INSERT:
        return
    yield from unread(ctx.reading)
    if not declared.attachments and not has_reason(ctx.reading):
        yield Hit(
            "No reason that permits a message of the seller's own accord can be seen.",
            confidence=Confidence.LOW,
        )
