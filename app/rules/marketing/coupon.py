"""A code or discount for a later purchase.

Vouchers, promotion codes and lower prices for the next order are marketing, whether or not anything
is asked for them.

## Not flagged
The discount that an invoice lists; a partial refund.

## How to fix
Delete the offer.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.offers import BARGAINS, coupon
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-marketing",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦15% off your next order.⟧"),
        Example.flagged("⟦Use code SPRING15 at checkout.⟧"),
        Example.flagged("⟦A voucher for your next purchase is in the parcel.⟧"),
        Example.flagged("⟦Mit dem Gutscheincode sparen Sie 10 % bei der nächsten Bestellung.⟧"),
        Example.allowed("The invoice lists the discount of 10 %."),
        Example.allowed("The code for the door is missing."),
        Example.allowed("We refunded 10 euro."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag what makes a later purchase cheaper."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, coupon, at=BARGAINS):
        yield hit_on(
            reading,
            f"Offers a lower price for a later purchase ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
