"""Every place in a message that leads somewhere else: link elements and addresses in the text."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Final, Generic, TypeVar

from app.domain.domains import Domains
from app.domain.span import BODY, Span
from app.message.address_types import NO_ADDRESSES, Addresses, Place, outside
from app.message.addresses import find_addresses, find_spelled_addresses
from app.message.attribute_text import attribute_map
from app.message.link_class import LinkClass, classify
from app.message.passage import Passage, PassageKind
from app.message.tree import Document, Element
from app.message.url import Url, parse_url
from app.text.patterns import Pattern

A = TypeVar("A", bound=Place)

# Letters and digits in circles, brackets and other styles, which folding makes plain; two in a row.
_STYLED: Final = r"[\x{2070}-\x{2099}\x{2460}-\x{24ff}\x{1d400}-\x{1d7ff}\x{1f110}-\x{1f189}]"
_STYLED_PAIR: Final = Pattern(rf"{_STYLED}[ .-]?{_STYLED}")


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


@dataclass(frozen=True, slots=True)
class PassageAddresses:
    """The addresses in a passage: `plain` by offsets in its text, `spelled` in its folded text."""

    passage: Passage
    plain: Addresses
    spelled: Addresses


def find_passage_addresses(
    passages: Iterable[Passage], regions: tuple[str, ...], domains: Domains
) -> Iterator[PassageAddresses]:
    """Yield the passages that hold an address, with what they hold."""
    for passage in passages:
        plain = find_addresses(_searched(passage, domains), regions, domains)
        folded = passage.folded
        spelled = find_spelled_addresses(folded.text, regions, domains)
        if folded.marks or _has_styled(passage.text):
            spelled = _uncovered(passage, plain, spelled, regions, domains)
        if plain is not NO_ADDRESSES or spelled is not NO_ADDRESSES:
            yield PassageAddresses(passage, plain, spelled)


@dataclass(frozen=True, slots=True)
class _Uncovered(Generic[A]):
    """An address of the folded text, by its place in the text itself."""

    start: int
    end: int
    address: A


def _searched(passage: Passage, domains: Domains) -> str:
    """Give a passage's text; a file's ending is no part of the mailbox in its name."""
    text = passage.text
    if passage.kind is PassageKind.FILENAME and "@" in text:
        name, _, ending = text.rpartition(".")
        if ending.lower() in domains.bare.file_endings:
            return f"{name} {ending}"
    return text


def _has_styled(text: str) -> bool:
    return not text.isascii() and _STYLED_PAIR.is_in(text)


def _uncovered(
    passage: Passage,
    plain: Addresses,
    spelled: Addresses,
    regions: tuple[str, ...],
    domains: Domains,
) -> Addresses:
    """Add what only folding uncovers: addresses in full-width, look-alike or hidden characters."""
    found = find_addresses(passage.folded.text, regions, domains)
    seen = _in_order(plain.urls, plain.bare_domains, plain.emails, plain.phones)

    def new(addresses: tuple[A, ...], known: tuple[A, ...]) -> tuple[A, ...]:
        placed = [
            _Uncovered(*passage.folded.source_range(address.start, address.end), address)
            for address in addresses
        ]
        kept = [one.address for one in outside(placed, seen)]
        return tuple(_in_order(known, kept)) if kept else known

    return Addresses(
        urls=new(found.urls, spelled.urls),
        bare_domains=new(found.bare_domains, spelled.bare_domains),
        emails=new(found.emails, spelled.emails),
        phones=new(found.phones, spelled.phones),
        is_complete=found.is_complete and spelled.is_complete,
    )


def _in_order(*groups: Iterable[A]) -> list[A]:
    return sorted(chain.from_iterable(groups), key=lambda address: address.start)


def find_links(
    document: Document, found: Iterable[PassageAddresses], source: str, domains: Domains
) -> Iterator[Link]:
    """Yield the links of elements in document order, then the addresses written out in texts.

    An address that is the text of a link element is that element's.
    """
    elements = list(_element_links(document, source, domains))
    yield from elements
    written = [link for addresses in found for link in _written_links(addresses, domains)]
    inside = _Stretches(elements) if written else None
    for link in written:
        if inside is None or link.span.field != BODY or not inside.hold(link.span.start):
            yield link


class _Stretches:
    """The stretches of the body inside link elements, which never overlap."""

    def __init__(self, links: Iterable[Link]) -> None:
        places = [link.element.outer_span for link in links if link.element is not None]
        bounds = sorted((place.start, place.end) for place in places if place is not None)
        self._starts = [start for start, _ in bounds]
        self._ends = [end for _, end in bounds]

    def hold(self, offset: int) -> bool:
        """Tell whether an offset lies in one of them."""
        index = bisect_right(self._starts, offset) - 1
        return index >= 0 and offset < self._ends[index]


def _element_links(document: Document, source: str, domains: Domains) -> Iterator[Link]:
    for element in document.all("a", "area"):
        raw = element.attrs.get("href")
        place = element.attribute_span("href") if raw is not None else None
        if raw is None or place is None:
            continue
        value = attribute_map(raw, place, source)
        span = Span(BODY, *value.source_range(0, len(raw)))
        url = parse_url(raw)
        link_class = classify(url, domains)
        text = element.text_content().strip()
        yield Link(LinkKind.ELEMENT, raw, url, link_class, span, text, element)


def _written_links(found: PassageAddresses, domains: Domains) -> Iterator[Link]:
    passage = found.passage
    for kind, addresses in (
        (LinkKind.BARE_URL, found.plain.urls),
        (LinkKind.BARE_DOMAIN, found.plain.bare_domains),
    ):
        for address in addresses:
            span = passage.span(address.start, address.end)
            yield _written_link(kind, address.value, span, domains)
    for address in (*found.spelled.urls, *found.spelled.bare_domains):
        span = passage.folded_span(address.start, address.end)
        yield _written_link(LinkKind.SPELLED, address.value, span, domains)


def _written_link(kind: LinkKind, value: str, span: Span, domains: Domains) -> Link:
    url = parse_url(value if "://" in value else f"https://{value}")
    return Link(kind, value, url, classify(url, domains), span, value)
