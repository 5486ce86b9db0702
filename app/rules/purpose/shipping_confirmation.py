"""The message announces the shipment.

Amazon tells buyers that and how their parcels travel; a seller does so only when asked.

## Not flagged
A reply to the buyer; a delivery by appointment; news of a delay or a replacement.

## How to fix
Do not send the message, or send it as an answer.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Initiative
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.purposes import shipping_confirmed
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, rule

_WHERE: Final = (PassageKind.SUBJECT, PassageKind.BODY)


@rule(
    severity=Severity.ERROR,
    clauses=("no-confirmations",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Your parcel has shipped.⟧"),
        Example.flagged("⟦Good news: your lamp is on its way!⟧"),
        Example.flagged("⟦Ihr Paket ist unterwegs.⟧"),
        Example.allowed("Your replacement has shipped."),
        Example.allowed("The parcel is delayed; it left our warehouse today."),
        Example.allowed("It has shipped.", given={"message": {"initiative": "reply"}}),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag the words that announce the shipment."""
    if ctx.message.declared.initiative is Initiative.REPLY:
        return
    yield from unread(ctx.reading)
    for reading, found in first_of(
        ctx.reading, shipping_confirmed, at=(Concept.SHIPPED, Concept.TRACKING)
    ):
        if reading.passage.kind in _WHERE:
            yield hit_on(
                reading,
                f"Announces the shipment ({quoted(reading, found)}).",
                found,
                confidence=Confidence.MEDIUM,
            )
            return
