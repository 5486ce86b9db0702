"""Every place in a message that leads somewhere else: link elements and addresses in the text."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.domain.domains import Domains
from app.domain.span import Span
from app.message.link_class import LinkClass, classify
from app.message.tree import Document, Element
from app.message.url import Url, parse_url


class LinkKind(StrEnum):
    """How a link stands in the message."""

    ELEMENT = "element"
    BARE_URL = "bare_url"
    BARE_DOMAIN = "bare_domain"
    SPELLED = "spelled"


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `span` is its target's place: the attribute, or the address in the text.

    `raw` is the target as written, `text` what a buyer reads as the link. `url` is None where the
    target is no address at all.
    """

    kind: LinkKind
    raw: str
    url: Url | None
    link_class: LinkClass
    span: Span
    text: str
    element: Element | None = None


def element_links(document: Document, domains: Domains) -> Iterator[Link]:
    """Yield the links that `a` and `area` elements make, in document order."""
    for element in document.all("a", "area"):
        raw = element.attrs.get("href")
        span = element.attribute_span("href") if raw is not None else None
        if raw is None or span is None:
            continue
        url = parse_url(raw)
        link_class = classify(url, domains) if url is not None else LinkClass.INVALID
        text = element.text_content().strip()
        yield Link(LinkKind.ELEMENT, raw, url, link_class, span, text, element)
