"""The message advertises.

New products, a sale, goods that go with the order, a newsletter, a visit to the shop, an invitation
to buy again: none of it belongs to an order.

## Not flagged
A choice of replacements, a discount that an invoice lists, the accessories of the order itself.

## How to fix
Delete the advertisement.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.offers import GOODS, promotion
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-marketing",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Subscribe to our newsletter.⟧"),
        Example.flagged("⟦Our new collection is now available.⟧"),
        Example.flagged("⟦Discover the new arrivals in our shop.⟧"),
        Example.flagged("⟦Entdecken Sie unsere neue Kollektion.⟧"),
        Example.allowed("We send you a replacement of the same series."),
        Example.allowed("The discount is on the invoice."),
        Example.allowed("The red one is out of stock; blue is available, which do you prefer?"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag what sells something beside the order."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, promotion, at=GOODS):
        yield hit_on(
            reading,
            f"Advertises ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
