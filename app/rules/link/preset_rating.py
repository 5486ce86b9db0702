"""Link that presets the stars.

A link that opens the review or feedback form with the stars already set asks for that rating,
whatever the words around it say.

## Not flagged
A link to the empty form.

## How to fix
Link to the form without the rating.
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
    clauses=("no-positive-request",),
    since="0.1.0",
    examples=(
        Example.flagged(
            '<a href="⟦https://www.amazon.com/gp/customer-reviews/review-your-purchases'
            '?asins=B0EXAMPLE1%3A5⟧">Review</a>'
        ),
        Example.flagged(
            '<a href="⟦https://www.amazon.de/review/review-your-purchases?asins=B0EXAMPLE1:5⟧">'
            "Bewerten</a>"
        ),
        Example.flagged(
            '<a href="⟦https://www.amazon.com/gp/feedback/email-excellent-fb.html?rating=5⟧">'
            "Excellent</a>"
        ),
        Example.allowed(
            '<a href="https://www.amazon.com/review/create-review?asin=B0EXAMPLE1">Review</a>'
        ),
        Example.allowed(
            '<a href="https://www.amazon.com/hz/feedback?orderID=123-1234567-1234567">Rate us</a>'
        ),
        Example.allowed('<a href="https://www.amazon.de/product-reviews/B0EXAMPLE1">Lesen</a>'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link that opens a form with its stars set."""
    for link in leads_to(ctx, LinkClass.AMAZON_PRESET_RATING):
        yield Hit(
            "Opens the form with the stars already set.",
            link.span,
            fix=removal(link, "Link to the empty form"),
        )
    yield from unread_addresses(ctx)
