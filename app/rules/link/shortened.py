"""Shortened link.

Behind a shortened address may stand anything, and it may change after the message is sent. Amazon's
own short forms (`amzn.to`, `a.co`, `amzn.eu`, `amzn.asia`) hide their targets just as well, and are
mostly made for advertising.

## Not flagged
A short domain that is not a shortener's.

## How to fix
Write out the address it stands for; it is then judged by where it leads.
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
    clauses=("presend", "no-external-links"),
    since="0.1.0",
    examples=(
        Example.flagged('<a href="⟦https://bit.ly/3abcdef⟧">Manual</a>'),
        Example.flagged("See ⟦https://amzn.to/3abcdef⟧ for it."),
        Example.flagged('<a href="⟦https://a.co/d/abc123⟧">It</a>'),
        Example.allowed('<a href="https://www.amazon.com/your-orders/">Your orders</a>'),
        Example.allowed("The shelf is 1.20 m wide, a bit less than the old one."),
        Example.allowed(
            '<a href="https://dhl.de/t/1">Parcel</a>',
            given={
                "message": {
                    "message_type": "order_problem",
                    "necessary_links": ["https://dhl.de/t"],
                }
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link through a shortener."""
    for link in leads_to(ctx, LinkClass.SHORTENER, LinkClass.AMAZON_SHORT):
        yield Hit(
            "A shortened address hides where it leads.",
            link.span,
            fix=removal(link, "Delete the link or write it out"),
        )
    yield from unread_addresses(ctx)
