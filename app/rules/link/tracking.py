"""Link that tracks the buyer.

Parameters such as `utm_source`, `gclid` or `fbclid` and the click counters of mailing services tell
who clicked; Amazon forbids tracking in messages. The `tag` of Amazon's affiliate programme earns
the seller a commission on the buyer's click and counts as well.

## Not flagged
Amazon's own `ref` and `ref_`, and parameters without which the page would not know what to show,
such as an order number.

## How to fix
Delete the parameters; the page stays the same.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.link_class import is_click_tracker, tracking_parameters
from app.message.links import Link
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses
from app.rules.link._targets import removal


@rule(
    severity=Severity.ERROR,
    clauses=("no-tracking",),
    since="0.1.0",
    examples=(
        Example.flagged(
            '<a href="⟦https://www.amazon.de/your-orders/?utm_source=mail⟧">Your orders</a>'
        ),
        Example.flagged(
            '<a href="⟦https://www.amazon.com/returns/order?ref_=x&amp;tag=lamp-20⟧">Return</a>'
        ),
        Example.flagged('<a href="⟦https://shop.us1.list-manage.com/track/click?u=1⟧">Manual</a>'),
        Example.allowed('<a href="https://www.amazon.de/your-orders/?ref_=abc">Orders</a>'),
        Example.allowed(
            '<a href="https://www.amazon.com/hz/feedback?orderID=123-1234567-1234567">Rate us</a>'
        ),
        Example.allowed("Your parcel's tracking number is 00340434161094021501."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every target that carries tracking parameters or counts clicks."""
    domains = ctx.policy.domains
    for link in ctx.message.links:
        if link.url is None or link.url.scheme not in ("http", "https"):
            continue
        names = tracking_parameters(link.url, domains)
        if names:
            listed = ", ".join(names[:3])
            yield Hit(f"Tracks the buyer: {listed}.", link.span, fix=_without(link, names))
        elif is_click_tracker(link.url, domains):
            yield Hit(
                f"{link.url.unicode_host} counts who clicks.",
                link.span,
                fix=removal(link, "Link to the page itself"),
            )
    yield from unread_addresses(ctx)


def _without(link: Link, names: tuple[str, ...]) -> Fix:
    """Write the address without the parameters, everything else as it stood."""
    head, mark, fragment = link.raw.partition("#")
    base, _, query = head.partition("?")
    kept = [part for part in query.split("&") if part and _name(part) not in names]
    target = base + ("?" + "&".join(kept) if kept else "")
    left = [part for part in fragment.split("&") if part and _name(part) not in names]
    target += mark + "&".join(left) if left else ""
    if link.element is not None:
        target = target.replace("&", "&amp;").replace('"', "%22").replace("'", "%27")
    return Fix.safe("Delete the tracking parameters", Edit(link.span, target))


def _name(part: str) -> str:
    return part.partition("=")[0]
