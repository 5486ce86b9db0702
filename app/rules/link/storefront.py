"""Link to a storefront, brand store or seller page on Amazon.

A storefront is where more can be bought; a link to it is marketing, though it never leaves Amazon.

## Not flagged
The page on which the buyer can write to the seller about his order (`/ss/help/contact/…`), and his
own orders and returns.

## How to fix
Delete the link. A buyer who wants to write can answer the message.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.message.link_class import LinkClass
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses
from app.rules.link._targets import leads_to, removal


@rule(
    severity=Severity.ERROR,
    clauses=("no-shop-links",),
    since="0.1.0",
    examples=(
        Example.flagged('<a href="⟦https://www.amazon.com/stores/Nordlicht/page/1⟧">Our store</a>'),
        Example.flagged('<a href="⟦https://www.amazon.de/sp?seller=A1EXAMPLE⟧">Nordlicht</a>'),
        Example.flagged("All lamps: ⟦https://www.amazon.it/s?me=A1EXAMPLE⟧"),
        Example.allowed('<a href="https://www.amazon.com/your-orders/">Your orders</a>'),
        Example.allowed(
            '<a href="https://www.amazon.es/gp/help/customer/contact-us">Ayuda de Amazon</a>'
        ),
        Example.allowed("You find us on Amazon under the name Nordlicht."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link to a place where a seller's goods are shown."""
    for link in leads_to(ctx, LinkClass.AMAZON_STOREFRONT):
        yield Hit("Leads to a storefront.", link.span, fix=removal(link, "Delete the link"))
    yield from unread_addresses(ctx)
