"""The message confirms the order.

Amazon confirms every order itself; a second confirmation is a message without need.

## Not flagged
A reply to the buyer; a message that asks for what the order still lacks, or tells of a problem.

## How to fix
Do not send the message.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Initiative
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.purposes import order_confirmed
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, rule

_WHERE: Final = (PassageKind.SUBJECT, PassageKind.BODY)


@rule(
    severity=Severity.ERROR,
    clauses=("no-confirmations",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦We have received your order and are happy.⟧"),
        Example.flagged("⟦Order confirmed!⟧"),
        Example.flagged("⟦Hiermit bestätigen wir Ihre Bestellung.⟧"),
        Example.allowed("We received your order, but the house number is missing."),
        Example.allowed("Your order comes on Monday between 8 and 12, is somebody at home?"),
        Example.allowed("We received your order.", given={"message": {"initiative": "reply"}}),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag the words that confirm the order."""
    if ctx.message.declared.initiative is Initiative.REPLY:
        return
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, order_confirmed, at=(Concept.ORDER_RECEIVED,)):
        if reading.passage.kind in _WHERE:
            yield hit_on(
                reading,
                f"Confirms the order ({quoted(reading, found)}).",
                found,
                confidence=Confidence.MEDIUM,
            )
            return
