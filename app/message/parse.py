"""The one constructor of a parsed message."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, starmap

from app.domain.domains import Domains
from app.domain.message_type import BodyFormat
from app.domain.opened import OpenedAttachment, unopened
from app.domain.span import BODY, SUBJECT, attachment_content, attachment_filename
from app.domain.submission import Submission
from app.message.attachments import attachment_links, attachment_passages
from app.message.attribute_text import attribute_map
from app.message.html import HtmlLimits, TooComplexError, parse_html
from app.message.images import find_images
from app.message.language import guess_language
from app.message.links import Link, find_links, find_passage_addresses
from app.message.order_ids import OrderIdFinder
from app.message.parsed import ParsedMessage
from app.message.passage import Passage, PassageKind
from app.message.placeholders import PlaceholderFinder
from app.message.source import SourceField
from app.message.style import CascadeLimits, apply_styles
from app.message.text_map import TextMap
from app.message.tree import Document, Element
from app.message.visible import Line, VisibleText, render

_EMPTY_MAP = TextMap("", (), (), ())
_ORDER_ID_KINDS = frozenset(
    (
        PassageKind.SUBJECT,
        PassageKind.BODY,
        PassageKind.VALUE,
        PassageKind.FILENAME,
        PassageKind.ATTACHMENT,
    )
)
_PLACEHOLDER_KINDS = frozenset(
    (
        PassageKind.SUBJECT,
        PassageKind.BODY,
        PassageKind.VALUE,
        PassageKind.ALT,
        PassageKind.TITLE,
        PassageKind.FILENAME,
    )
)
_VALUE_TYPES = frozenset(("submit", "button", "reset"))


@dataclass(frozen=True, slots=True)
class ParseSettings:
    """What parsing needs beside the message: names and words of the policy, and its limits."""

    domains: Domains
    order_ids: OrderIdFinder
    placeholders: PlaceholderFinder
    html: HtmlLimits = field(default_factory=HtmlLimits)
    styles: CascadeLimits = field(default_factory=CascadeLimits)


def parse_message(
    submission: Submission,
    settings: ParseSettings,
    regions: tuple[str, ...] = (),
    opened: Sequence[OpenedAttachment] = (),
) -> ParsedMessage:
    """Parse a message once.

    `regions` are the countries (ISO 3166) whose ways of writing phone numbers are tried first;
    `opened` what its files hold, where they were opened.
    """
    attachments = tuple(opened) or tuple(map(unopened, submission.attachments))
    fields = _fields(submission, attachments)
    source = fields[BODY].normalised
    limit_reached = False
    try:
        document = _document(submission.format, source, settings.html)
        styles = apply_styles(document, source, settings.styles)
        visible = _visible(submission.format, document, source)
    except TooComplexError:
        limit_reached = True
        document = _empty_document()
        styles = apply_styles(document, "", settings.styles)
        visible = VisibleText(_EMPTY_MAP, (), (), ())
    body = Passage(PassageKind.BODY, BODY, visible.shown, visible.lines)
    passages = (
        Passage(PassageKind.SUBJECT, SUBJECT, TextMap.identity(fields[SUBJECT].normalised)),
        body,
        *(Passage(PassageKind.HIDDEN, BODY, hidden) for hidden in visible.hidden),
        *_attribute_passages(document, source),
        *_filename_passages(submission, fields),
        *chain.from_iterable(starmap(attachment_passages, enumerate(attachments))),
    )
    written = tuple(p for p in passages if p.kind is not PassageKind.ATTACHMENT)
    addresses = tuple(find_passage_addresses(written, regions, settings.domains))
    roles = {image.src: image.role for image in submission.images}
    return ParsedMessage(
        declared=submission,
        fields=fields,
        document=document,
        styles=styles,
        body=body,
        passages=passages,
        links=tuple(find_links(document, addresses, source, settings.domains)),
        file_links=tuple(_file_links(attachments, settings.domains)),
        images=tuple(find_images(document, roles)),
        addresses=addresses,
        attachments=attachments,
        language=guess_language(body.text),
        order_ids=tuple(settings.order_ids.find(_of_kind(passages, _ORDER_ID_KINDS))),
        placeholders=tuple(
            settings.placeholders.find(
                _of_kind(passages, _PLACEHOLDER_KINDS), fields[BODY], submission.format
            )
        ),
        regions=regions,
        limit_reached=limit_reached,
    )


def _of_kind(passages: tuple[Passage, ...], kinds: frozenset[PassageKind]) -> Iterator[Passage]:
    return (passage for passage in passages if passage.kind in kinds)


def _file_links(attachments: tuple[OpenedAttachment, ...], domains: Domains) -> Iterator[Link]:
    for index, opened in enumerate(attachments):
        yield from attachment_links(index, opened, domains)


def _fields(
    submission: Submission, attachments: tuple[OpenedAttachment, ...]
) -> dict[str, SourceField]:
    fields = {SUBJECT: SourceField.of(submission.subject), BODY: SourceField.of(submission.body)}
    for index, attachment in enumerate(submission.attachments):
        fields[attachment_filename(index)] = SourceField.of(attachment.filename)
    for index, opened in enumerate(attachments):
        fields[attachment_content(index)] = SourceField.of(opened.text)
    return fields


def _empty_document() -> Document:
    return Document(Element("#document", {}, None), (), (), {})


def _document(body_format: BodyFormat, source: str, limits: HtmlLimits) -> Document:
    return parse_html(source, limits) if body_format is BodyFormat.HTML else _empty_document()


def _visible(body_format: BodyFormat, document: Document, source: str) -> VisibleText:
    if body_format is BodyFormat.HTML:
        return render(document)
    return VisibleText(TextMap.identity(source), tuple(_lines(source, document.root)), (), ())


def _lines(text: str, block: Element) -> Iterator[Line]:
    start = 0
    for line in text.split("\n"):
        if line:
            yield Line(start, start + len(line), block)
        start += len(line) + 1


def _attribute_passages(document: Document, source: str) -> Iterator[Passage]:
    """Yield what a buyer hears or sees of attributes: alternatives, tooltips, button labels."""
    for element in document.elements:
        attrs = element.attrs
        if not attrs:
            continue
        if "alt" in attrs:
            yield from _attribute_passage(PassageKind.ALT, element, "alt", source)
        if "title" in attrs:
            yield from _attribute_passage(PassageKind.TITLE, element, "title", source)
        if "aria-label" in attrs:
            yield from _attribute_passage(PassageKind.TITLE, element, "aria-label", source)
        if element.tag == "input" and attrs.get("type", "").lower() in _VALUE_TYPES:
            yield from _attribute_passage(PassageKind.VALUE, element, "value", source)


def _attribute_passage(
    kind: PassageKind, element: Element, name: str, source: str
) -> Iterator[Passage]:
    value = element.attrs.get(name)
    span = element.attribute_span(name)
    if value and value.strip() and span is not None:
        yield Passage(kind, BODY, attribute_map(value, span, source))


def _filename_passages(submission: Submission, fields: dict[str, SourceField]) -> Iterator[Passage]:
    for index in range(len(submission.attachments)):
        name = attachment_filename(index)
        yield Passage(PassageKind.FILENAME, name, TextMap.identity(fields[name].normalised))
