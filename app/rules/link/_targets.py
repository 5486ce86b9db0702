"""What several link rules ask of a target."""

from collections.abc import Iterator

from app.domain.fix import Edit, Fix
from app.message.link_class import LinkClass, matches_necessary
from app.message.links import Link, LinkKind
from app.message.url import Url, parse_url
from app.rules.contract import RuleContext


def is_outside_amazon(link: Link) -> bool:
    """Tell whether a link leads to a web host that is not Amazon's."""
    return (
        link.url is not None
        and link.url.scheme in ("http", "https")
        and not link.link_class.is_amazon
    )


def leads_to(ctx: RuleContext, *classes: LinkClass) -> Iterator[Link]:
    """Yield the links whose target is of one of these classes."""
    return (link for link in ctx.message.links if link.link_class in classes)


def is_necessary(ctx: RuleContext, link: Link) -> bool:
    """Tell whether the caller declared the target as needed to complete the order."""
    declared = ctx.message.declared.necessary_links
    if not declared or link.url is None:
        return False
    parsed: list[Url] = [url for url in map(parse_url, declared) if url is not None]
    return matches_necessary(link.url, parsed)


def removal(link: Link, title: str) -> Fix:
    """Offer to delete the address, or the tags that make a text a link; the text stays."""
    element = link.element
    if link.kind is not LinkKind.ELEMENT or element is None:
        return Fix.review(title, Edit(link.span))
    return Fix.review(
        title, *(Edit(tag) for tag in (element.span, element.end_tag_span) if tag is not None)
    )
