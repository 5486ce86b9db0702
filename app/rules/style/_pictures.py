"""Where a message names pictures: attributes of elements, and `url()` in declarations."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from app.domain.span import Span
from app.message.style_effect import MOST_PLACES
from app.message.style_values import Origin
from app.message.tree import Element
from app.rules.contract import RuleContext

# Attributes that name a picture, by tag; sets of candidates apart, for they hold several addresses.
_ATTRIBUTES: Final[dict[str, tuple[str, ...]]] = {
    "img": ("src", "lowsrc", "dynsrc"),
    "input": ("src",),
    "image": ("href", "xlink:href", "src"),
    "feimage": ("href", "xlink:href"),
    "embed": ("src",),
    "object": ("data",),
    "source": ("src",),
    "video": ("poster",),
    "body": ("background",),
    "table": ("background",),
    "tbody": ("background",),
    "thead": ("background",),
    "tfoot": ("background",),
    "tr": ("background",),
    "td": ("background",),
    "th": ("background",),
}
_SETS: Final = {"img": "srcset", "source": "srcset"}
_LONGEST_SET: Final = 4096
_PROPERTIES: Final = (
    "background",
    "background-image",
    "border-image",
    "border-image-source",
    "content",
    "cursor",
    "list-style",
    "list-style-image",
    "mask",
    "mask-image",
    "src",
)
_URL: Final = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)\s]*))", re.IGNORECASE)


class Picture(NamedTuple):
    """A picture's address, where it stands, and the element that shows it."""

    address: str
    span: Span
    element: Element


def pictures(ctx: RuleContext) -> Iterator[Picture]:
    """Yield the pictures that a message names, up to a number beyond which more tell nothing."""
    found = _by_attribute(ctx)
    yield from islice(found, MOST_PLACES)
    yield from islice(_by_declaration(ctx), MOST_PLACES)


def _by_attribute(ctx: RuleContext) -> Iterator[Picture]:
    by_tag = ctx.message.document.by_tag
    for tag in by_tag.keys() & _ATTRIBUTES.keys():
        for element in by_tag[tag]:
            for name in _ATTRIBUTES[tag]:
                yield from _picture(element, name, (element.attrs.get(name, ""),))
            candidates = element.attrs.get(_SETS.get(tag, ""), "")[:_LONGEST_SET]
            if candidates:
                yield from _picture(element, "srcset", _addresses(candidates))


def _picture(element: Element, name: str, addresses: tuple[str, ...]) -> Iterator[Picture]:
    for address in addresses:
        if not address.strip():
            continue
        span = element.attribute_span(name)
        if span is not None:
            yield Picture(address.strip(), span, element)


def _addresses(candidates: str) -> tuple[str, ...]:
    """Give the addresses of a `srcset`; a comma ends a candidate only before a blank."""
    parts = re.split(r",\s+|\s+", candidates.strip())
    return tuple(part.rstrip(",") for part in parts if part and not _is_descriptor(part))


def _is_descriptor(part: str) -> bool:
    return part.rstrip(",")[-1:] in ("x", "w", "h") and part[:1].isdigit()


def _by_declaration(ctx: RuleContext) -> Iterator[Picture]:
    declared = ctx.message.styles.declared
    for name in _PROPERTIES:
        for element in declared.get(name, ()):
            own = element.own_style
            if own is None or own.winners[name].origin is Origin.ATTRIBUTE:
                continue
            stated = own.winners[name]
            for found in _URL.finditer(stated.value):
                address = (found[1] or found[2] or found[3] or "").strip()
                span = own.span(element, stated) if address else None
                if span is not None:
                    yield Picture(address, span, element)
