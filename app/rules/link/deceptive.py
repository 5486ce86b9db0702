"""Link that does not lead where it seems to.

Three ways to mislead: the shown text names one host and the target is another; the host imitates
Amazon's (a homograph, `amazon.com.evil.example`, `amazon.com@evil.example`); a redirector carries
the buyer on to somewhere else. Buyers lose money to such links, and Amazon's filters look for them.

## Not flagged
A host shown without its `www.` or with another subdomain of the same registrable domain; words that
only share letters with Amazon's name (the river, the parrot, a parish).

## How to fix
Link to the address that the text shows, with no stop on the way.
"""

from collections.abc import Iterator

from app.domain.domains import Domains
from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.message.addresses import find_addresses
from app.message.link_class import is_redirector
from app.message.links import Link, LinkKind
from app.message.lookalike import amazon_lookalike
from app.message.url import parse_url
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses
from app.rules.link._targets import removal


@rule(
    severity=Severity.ERROR,
    clauses=("presend", "no-external-links"),
    since="0.1.0",
    examples=(
        Example.flagged('<a href="⟦https://shop.example/⟧">www.amazon.de/orders</a>'),
        Example.flagged('<a href="⟦https://amazon.com.orders.example/⟧">Your order</a>'),
        Example.flagged('<a href="⟦https://www.amazon.com@orders.example/⟧">Your order</a>'),
        Example.flagged(
            '<a href="⟦https://www.amazon.de/gp/redirect.html?location=https://shop.example⟧">'
            "Details</a>"
        ),
        Example.allowed('<a href="https://www.amazon.de/your-orders/">amazon.de</a>'),
        Example.allowed('<a href="https://www.amazon.com/returns/order">Return it here</a>'),
        Example.allowed(
            '<a href="https://www.amazonas-touren.example/">Touren</a>', why="The river"
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link that pretends."""
    domains = ctx.policy.domains
    for link in ctx.message.links:
        words = _pretence(link, domains)
        if words is not None:
            unsure = link.kind is LinkKind.SPELLED
            yield Hit(
                words,
                link.span,
                confidence=Confidence.LOW if unsure else Confidence.HIGH,
                fix=removal(link, "Delete the link"),
            )
    yield from unread_addresses(ctx)


def _pretence(link: Link, domains: Domains) -> str | None:
    url = link.url
    if url is None or url.scheme not in ("http", "https"):
        return None
    if amazon_lookalike(url, domains) is not None:
        return f"{url.unicode_host} is made to look like Amazon's."
    if is_redirector(url, domains):
        return f"{url.unicode_host} leads on to another place."
    shown = _shown_domain(link, domains)
    if shown is not None and shown != url.registrable_domain:
        return f"Shows {shown}, but leads to {url.unicode_host}."
    return None


def _shown_domain(link: Link, domains: Domains) -> str | None:
    """Give the registrable domain that a link's text shows, if it shows one."""
    if link.kind is not LinkKind.ELEMENT or "." not in link.text:
        return None
    found = find_addresses(link.text, (), domains)
    for address in (*found.urls, *found.bare_domains):
        shown = link.text[address.start : address.end]
        url = parse_url(shown if "://" in shown else f"https://{shown}")
        if url is not None and url.host:
            return url.registrable_domain
    return None
