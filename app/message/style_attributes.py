"""Attributes and tags of HTML that stand for a style, such as `align`, `bgcolor` and `<center>`.

Source: HTML Standard, "Rendering", presentational hints.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Final

from app.message.css_text import Block, block_of
from app.message.style_lengths import html_font_size
from app.message.style_values import Origin, Stated
from app.text.colour import parse_legacy_colour

_CACHED: Final = 1024
_LONGEST_CACHED: Final = 200

_DIMENSION: Final = re.compile(r"\s*\+?([0-9]+(?:\.[0-9]*)?)(%?)")

_ALIGNED: Final = frozenset(
    (
        *("caption", "col", "colgroup", "div", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "p"),
        *("tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
_ALIGNMENTS: Final = {
    "left": "left",
    "right": "right",
    "center": "center",
    "middle": "center",
    "justify": "justify",
}
_TABLE_PARTS: Final = ("body", "table", "tbody", "td", "tfoot", "th", "thead", "tr")
_REPLACED: Final = ("embed", "iframe", "img", "input", "object", "video")
_WIDE: Final = (*_REPLACED, "svg", "canvas", "col", "hr", "marquee", "pre", "table", "td", "th")
_HIGH: Final = (*_REPLACED, "svg", "canvas", "marquee", "table", "td", "th", "tr")

_TAGS: Final = {"center": (Stated("text-align", "center", origin=Origin.TAG),)}

# Attribute, the tags on which it means something, and the properties that it sets.
_BY_ATTRIBUTE: Final[dict[str, tuple[frozenset[str], tuple[str, ...]]]] = {
    "bgcolor": (frozenset((*_TABLE_PARTS, "marquee")), ("background-color",)),
    "background": (frozenset(_TABLE_PARTS), ("background-image",)),
    "text": (frozenset(("body",)), ("color",)),
    "color": (frozenset(("font",)), ("color",)),
    "face": (frozenset(("font",)), ("font-family",)),
    "size": (frozenset(("font",)), ("font-size",)),
    "width": (frozenset(_WIDE), ("width",)),
    "height": (frozenset(_HIGH), ("height",)),
    "border": (frozenset(("img", "input", "object", "table")), ("border",)),
    "cellpadding": (frozenset(("table",)), ("cellpadding",)),
    "hspace": (frozenset((*_REPLACED, "table")), ("margin-left", "margin-right")),
    "leftmargin": (frozenset(("body",)), ("margin-left",)),
    "rightmargin": (frozenset(("body",)), ("margin-right",)),
    "marginwidth": (frozenset(("body",)), ("margin-left", "margin-right")),
    "nowrap": (frozenset(("td", "th")), ("white-space",)),
    "align": (frozenset((*_ALIGNED, "table")), ()),
    "dir": (frozenset(), ("direction",)),
    "hidden": (frozenset(), ("display",)),
}

STYLING_ATTRIBUTES: Final = frozenset((*_BY_ATTRIBUTE, "style"))
STYLING_TAGS: Final = frozenset(_TAGS)


def hint_block(tag: str, attrs: Mapping[str, str]) -> Block | None:
    """Give what a tag and its attributes state about its style, None where that is nothing."""
    named = tuple([(name, attrs[name]) for name in attrs if name in _BY_ATTRIBUTE])
    if not named and tag not in STYLING_TAGS:
        return None
    if sum([len(value) for _, value in named]) > _LONGEST_CACHED:
        return _block(tag, named)
    return _cached_block(tag, named)


@lru_cache(maxsize=_CACHED)
def _cached_block(tag: str, named: tuple[tuple[str, str], ...]) -> Block | None:
    return _block(tag, named)


def _block(tag: str, named: tuple[tuple[str, str], ...]) -> Block | None:
    stated = list(_TAGS.get(tag, ()))
    for name, value in named:
        tags, _ = _BY_ATTRIBUTE[name]
        if not tags or tag in tags:
            stated.extend(_statements(tag, name, value))
    return block_of(tuple(stated)) if stated else None


def _statements(tag: str, name: str, value: str) -> Iterator[Stated]:
    if name == "align":
        yield from _alignment(tag, value.strip().lower())
        return
    css = _css_value(name, value)
    if css:
        for target in _BY_ATTRIBUTE[name][1]:
            yield Stated(target, css, origin=Origin.ATTRIBUTE, attribute=name)


def _alignment(tag: str, value: str) -> Iterator[Stated]:
    """Text is aligned in blocks and cells; a table is moved as a whole."""
    if tag == "table":
        if value == "center":
            for side in ("margin-left", "margin-right"):
                yield Stated(side, "auto", origin=Origin.ATTRIBUTE, attribute="align")
    elif value in _ALIGNMENTS:
        yield Stated("text-align", _ALIGNMENTS[value], origin=Origin.ATTRIBUTE, attribute="align")


def _css_value(name: str, value: str) -> str:
    """Write an attribute's value as CSS, empty where it says nothing."""
    writer = _WRITERS.get(name)
    if writer is not None:
        return writer(value.strip())
    found = _DIMENSION.match(value)
    return f"{found[1]}{found[2] or 'px'}" if found is not None else ""


def _colour(value: str) -> str:
    colour = parse_legacy_colour(value)
    return f"#{colour.r:02x}{colour.g:02x}{colour.b:02x}" if colour is not None else ""


def _image(value: str) -> str:
    return f'url("{value}")' if value else ""


def _direction(value: str) -> str:
    return value.lower() if value.lower() in ("ltr", "rtl") else ""


def _border(value: str) -> str:
    found = _DIMENSION.match(value)
    width = found[1] if found is not None else "1"
    return f"{width}px solid" if float(width) else "0"


_WRITERS: Final[dict[str, Callable[[str], str]]] = {
    "bgcolor": _colour,
    "color": _colour,
    "text": _colour,
    "background": _image,
    "border": _border,
    "dir": _direction,
    "face": str.lower,
    "hidden": lambda _: "none",
    "nowrap": lambda _: "nowrap",
    "size": lambda value: html_font_size(value) or "",
}
