"""Link or linked picture over an insecure connection.

Amazon takes secure links only. `http:` targets count, and targets without a scheme (`//host/…`),
which a mail program may open either way. The picture inside a link counts like the link.

## Not flagged
A bare domain in the text says nothing about the connection; pictures outside links are
`style-insecure-image`.

## How to fix
Use the https address, and check that it works: a site may not answer there.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.links import Link
from app.message.url import Url
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses


@rule(
    severity=Severity.ERROR,
    clauses=("no-external-links",),
    since="0.1.0",
    examples=(
        Example.flagged('<a href="⟦http://www.amazon.de/your-orders/⟧">Orders</a>'),
        Example.flagged("Look at ⟦http://www.amazon.com/returns/order⟧ please."),
        Example.flagged('<a href="⟦//www.amazon.de/your-orders/⟧">Orders</a>'),
        Example.flagged(
            '<a href="https://www.amazon.de/your-orders/"><img alt="x" '
            '⟦src="http://m.media-amazon.com/images/S/a.png"⟧></a>'
        ),
        Example.allowed('<a href="https://www.amazon.de/your-orders/">Orders</a>'),
        Example.allowed('<a href="#parts">Parts</a>'),
        Example.allowed('<img alt="Plan" src="https://m.media-amazon.com/images/S/a.png">'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every insecure target, and every insecure picture inside a link."""
    for link in ctx.message.links:
        if link.url is not None and _is_insecure(link.url):
            yield Hit("The address is not secure (https).", link.span, fix=_with_https(link))
    for image in ctx.message.images:
        if image.link is not None and image.url is not None and _is_insecure(image.url):
            span = image.element.attribute_span("src")
            yield Hit("The linked picture's address is not secure (https).", span)
    yield from unread_addresses(ctx)


def _with_https(link: Link) -> Fix | None:
    if not link.raw.lower().startswith("http:"):
        return None
    scheme = replace(link.span, end=link.span.start + len("http:"))
    return Fix.review("Use the https address", Edit(scheme, "https:"))


def _is_insecure(url: Url) -> bool:
    return url.scheme == "http" or url.is_protocol_relative
