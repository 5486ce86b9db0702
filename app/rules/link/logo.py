"""Picture or logo that leads to, or shows, a website.

A picture that can be clicked is an advertisement in disguise, and a logo with a web address tells
the buyer where to go without a click. Counted are pictures inside a link off Amazon or to a product
page or storefront, and pictures whose alternative text, which says what they show, names an address
outside Amazon.

## Not flagged
A picture that leads to the buyer's order or to a review page on Amazon, and a linked picture that
the caller declares necessary for the order.

## How to fix
Take the picture out of the link; show the logo without an address.
"""

from collections.abc import Iterator

from app.domain.domains import Domains
from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.addresses import find_addresses
from app.message.link_class import LinkClass, classify
from app.message.links import Link
from app.message.url import parse_url
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses
from app.rules.link._targets import is_necessary, is_outside_amazon

_SHOPS = (LinkClass.AMAZON_PRODUCT, LinkClass.AMAZON_SEARCH, LinkClass.AMAZON_STOREFRONT)


@rule(
    severity=Severity.ERROR,
    clauses=("no-logo-links",),
    since="0.1.0",
    examples=(
        Example.flagged(
            '<a href="https://nordlicht.example/">'
            '⟦<img src="https://a.example/l.png" alt="Logo">⟧</a>'
        ),
        Example.flagged(
            '<a href="https://www.amazon.de/stores/Nordlicht/page/1">'
            '⟦<img src="https://a.example/l.png" alt="Nordlicht">⟧</a>'
        ),
        Example.flagged('⟦<img src="https://a.example/logo.png" alt="www.nordlicht.de">⟧'),
        Example.flagged('⟦<img src="https://a.example/n.png" alt="Nordlicht, nordlicht.de">⟧'),
        Example.allowed('<img src="https://a.example/logo.png" alt="Nordlicht">'),
        Example.allowed(
            '<a href="https://www.amazon.de/your-orders/">'
            '<img src="https://a.example/b.png" alt="Your orders"></a>'
        ),
        Example.allowed('<a href="https://nordlicht.example/">Nordlicht</a>', why="No picture"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every picture that leads to a shop or shows its address."""
    links = {id(link.element): link for link in ctx.message.links if link.element is not None}
    for image in ctx.message.images:
        link = links.get(id(image.link)) if image.link is not None else None
        if link is not None and _leads_to_a_shop(ctx, link):
            tags = (link.element.span, link.element.end_tag_span) if link.element else ()
            edits = tuple(Edit(tag) for tag in tags if tag is not None)
            fix = Fix.review("Take the picture out of the link", *edits)
            yield Hit("A picture leads to a shop.", image.span, fix=fix)
        elif image.alt and _names_an_address(image.alt, ctx.policy.domains):
            yield Hit("A picture shows a web address.", image.span)
    yield from unread_addresses(ctx)


def _leads_to_a_shop(ctx: RuleContext, link: Link) -> bool:
    if link.link_class in _SHOPS:
        return True
    return is_outside_amazon(link) and not is_necessary(ctx, link)


def _names_an_address(alt: str, domains: Domains) -> bool:
    if "." not in alt:
        return False
    found = find_addresses(alt, (), domains)
    shown = (*found.urls, *found.bare_domains)
    return any(not classify(parse_url(address.value), domains).is_amazon for address in shown)
