"""The message says nothing but thanks.

Thanks, good wishes and "we are here if you need us" are no reason to write to a buyer.

## Not flagged
Thanks beside something that the order needs; a reply; a leaflet in the parcel.

## How to fix
Do not send the message.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel, Initiative
from app.domain.severity import Confidence, Severity
from app.meaning.answers import quoted, unread
from app.meaning.purposes import only_thanks
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-thank-you-only",),
    since="0.1.0",
    examples=(
        Example.flagged("Thank you for choosing us!"),
        Example.flagged("Thanks a lot for your trust. We are here for you at any time."),
        Example.flagged("Vielen Dank für Ihr Vertrauen!"),
        Example.allowed("Thank you. One thing we need: your house number."),
        Example.allowed("Thank you for your purchase. The invoice is attached."),
        Example.allowed("Thank you!", given={"message": {"initiative": "reply"}}),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag a body that holds nothing but courtesy."""
    declared = ctx.message.declared
    if declared.initiative is Initiative.REPLY or declared.channel is Channel.PACKAGE_INSERT:
        return
    yield from unread(ctx.reading)
    if declared.attachments:
        return
    for reading in ctx.reading.of_kind(PassageKind.BODY):
        found = only_thanks(reading)
        if found:
            yield Hit(
                f"Says nothing but thanks ({quoted(reading, found)}).",
                confidence=Confidence.MEDIUM,
            )
