"""Link to a place outside Amazon.

A link takes the buyer out of Amazon, and Amazon treats it as an attempt to divert him, whatever
stands behind it. Counted are `a` and `area` targets and every web address or domain written in the
text, also one spelled out to dodge a filter (`shop dot com`).

## Not flagged
Amazon's own pages have rules of their own. A target that the caller lists under `necessary_links`
passes where it is https, of the same origin and below the declared path, and the message type may
hold links: a booking page for a bulky delivery, a proof of a custom design. For other types the
link is a warning: a person should look whether the order needs it. A fragment (`#top`), `mailto:`
and `tel:` are no web targets; the address behind them is judged by the contact rules.

## How to fix
Delete the link, or declare it as necessary if the buyer cannot get what he ordered without it.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.message.links import LinkKind
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses
from app.rules.link._targets import is_necessary, is_outside_amazon, removal

_BOOKING = {
    "message": {
        "message_type": "delivery_scheduling",
        "necessary_links": ["https://booking.example.de/slots"],
    }
}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("no-external-links",),
    since="0.1.0",
    examples=(
        Example.flagged('<a href="⟦https://shop.example/sale⟧">More</a>'),
        Example.flagged("Visit ⟦www.lampenladen.de⟧ for the manual."),
        Example.flagged("The guide is on ⟦lampenladen dot com⟧ for you."),
        Example.flagged(
            '<a href="⟦http://booking.example.de/slots⟧">Choose a time</a>',
            given=_BOOKING,
            why="Declared, but not secure",
        ),
        Example.flagged(
            '<a href="⟦https://booking.example.de/slots/1⟧">Here</a>',
            severity=Severity.WARNING,
            why="Declared, but messages of this type need no links",
            given={
                "message": {
                    "message_type": "invoice",
                    "necessary_links": ["https://booking.example.de/slots"],
                }
            },
        ),
        Example.allowed(
            '<a href="https://booking.example.de/slots/4711">Choose a time</a>', given=_BOOKING
        ),
        Example.allowed('<a href="https://www.amazon.de/your-orders/">Your orders</a>'),
        Example.allowed("The file is called README.md and comes with Node.js."),
        Example.allowed('<a href="#parts">List of parts</a>'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every web target outside Amazon that is not declared necessary."""
    type_row = ctx.policy.message_types[ctx.message.declared.message_type]
    for link in ctx.message.links:
        if not is_outside_amazon(link):
            continue
        severity = Severity.ERROR
        host = link.url.unicode_host if link.url is not None else link.raw
        message = f"Leads to {host}, outside Amazon."
        if is_necessary(ctx, link):
            if type_row.allows_links:
                continue
            severity = Severity.WARNING
            message = f"Leads to {host}; messages of this type need no links."
        guessed = link.kind is LinkKind.SPELLED
        yield Hit(
            message,
            link.span,
            severity=severity,
            confidence=Confidence.MEDIUM if guessed else Confidence.HIGH,
            fix=removal(link, "Delete the link"),
        )
    yield from unread_addresses(ctx)
