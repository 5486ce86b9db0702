"""Link to a product page on Amazon.

A product page in a message to a buyer is advertising, even if it is the page of what he bought:
only the pages on which a review is written or read may be linked. Search results and deal pages
list products and count as product pages.

## Not flagged
Review and feedback pages (`/review/create-review`, `/product-reviews/…`, `/hz/feedback`), the
buyer's orders, returns and contact pages. A short link of Amazon's is `link-shortened`: where it
leads cannot be known.

## How to fix
Name the product in words, or link to the order in the buyer's account.
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
        Example.flagged('<a href="⟦https://www.amazon.de/dp/B0EXAMPLE1⟧">The lamp</a>'),
        Example.flagged("See ⟦https://www.amazon.com/Desk-Lamp/dp/B0EXAMPLE1?th=1⟧"),
        Example.flagged('<a href="⟦https://www.amazon.co.uk/s?k=lamp⟧">Lamps</a>'),
        Example.allowed(
            '<a href="https://www.amazon.de/review/create-review?asin=B0EXAMPLE1">Review</a>'
        ),
        Example.allowed('<a href="https://www.amazon.fr/product-reviews/B0EXAMPLE1">Avis</a>'),
        Example.allowed('<a href="https://www.amazon.com/returns/order">Return it</a>'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link to a product, a search or a deal."""
    for link in leads_to(ctx, LinkClass.AMAZON_PRODUCT, LinkClass.AMAZON_SEARCH):
        yield Hit("Leads to a product page.", link.span, fix=removal(link, "Delete the link"))
    yield from unread_addresses(ctx)
