"""The pictures of a message."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.message_type import ImageRole
from app.domain.span import Span
from app.message.tree import Document, Element
from app.message.url import Url, parse_url


@dataclass(frozen=True, slots=True)
class Image:
    """A picture; `span` is its start tag, `link` the nearest link element around it."""

    element: Element
    src: str
    url: Url | None
    alt: str | None
    span: Span
    role: ImageRole | None
    link: Element | None


def find_images(document: Document, roles: Mapping[str, ImageRole]) -> Iterator[Image]:
    """Yield the images of a document with the roles that the caller declared for their sources."""
    for element in document.all("img"):
        span = element.span
        if span is None:
            continue
        src = element.attrs.get("src", "")
        link = next((e for e in element.ancestors() if e.tag == "a" and "href" in e.attrs), None)
        url = parse_url(src) if src else None
        yield Image(element, src, url, element.attrs.get("alt"), span, roles.get(src), link)
