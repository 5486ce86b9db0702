"""The buyer is asked to cancel.

A seller who cannot deliver cancels the order himself. Asking the buyer to do it, with a reason of
his own, moves the seller's fault into the buyer's account.

## Not flagged
Naming a delay and leaving the buyer free to wait or to cancel; a cancellation that the buyer
wished.

## How to fix
Cancel the order yourself, and say so.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Initiative
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.purposes import cancellation_asked
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, rule

_WHERE: Final = (PassageKind.SUBJECT, PassageKind.BODY)


@rule(
    severity=Severity.ERROR,
    clauses=("no-cancellation-request",),
    since="0.1.0",
    examples=(
        Example.flagged("The lamp is out of stock. ⟦Please cancel the order.⟧"),
        Example.flagged("We cannot deliver. ⟦Would you cancel it yourself, please?⟧"),
        Example.flagged(
            "⟦Leider nicht mehr lieferbar: bitte stornieren Sie die Bestellung selbst.⟧"
        ),
        Example.allowed("It comes a week later; you are free to cancel."),
        Example.allowed("We have cancelled the order as you asked."),
        Example.allowed("It is out of stock. If you prefer, cancel the order."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag the words that ask for the cancellation."""
    if ctx.message.declared.initiative is Initiative.REPLY:
        return
    yield from unread(ctx.reading)
    for reading, found in first_of(
        ctx.reading, cancellation_asked, at=(Concept.CANCEL, Concept.NOT_NEEDED)
    ):
        if reading.passage.kind in _WHERE:
            yield hit_on(
                reading,
                f"Asks the buyer to cancel ({quoted(reading, found)}).",
                found,
                confidence=Confidence.MEDIUM,
            )
            return
