"""How what was found inside the files of a message reaches the rules."""

from collections.abc import Iterator

from app.domain.domains import Domains
from app.domain.opened import OpenedAttachment
from app.domain.span import Span, attachment_content
from app.message.link_class import LinkClass, classify
from app.message.links import Link, LinkKind
from app.message.passage import Passage, PassageKind
from app.message.text_map import TextMap
from app.message.url import parse_url


def attachment_passages(index: int, opened: OpenedAttachment) -> Iterator[Passage]:
    """Yield the texts of the attachment with this number, one a page or paragraph."""
    field = attachment_content(index)
    for part in opened.parts:
        text_map = TextMap.identity(opened.text[part.start : part.end], part.start)
        yield Passage(
            PassageKind.ATTACHMENT, field, text_map, page=part.page, paragraph=part.paragraph
        )


def attachment_links(index: int, opened: OpenedAttachment, domains: Domains) -> Iterator[Link]:
    """Yield the links that the attachment with this number holds beside those in its text."""
    field = attachment_content(index)
    for link in opened.links:
        raw = opened.text[link.start : link.end]
        url = parse_url(raw)
        link_class = classify(url, domains) if url is not None else LinkClass.INVALID
        span = Span(field, link.start, link.end, link.page, link.paragraph)
        yield Link(LinkKind.ELEMENT, raw, url, link_class, span, link.label)
