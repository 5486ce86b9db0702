"""Edits that take a style out of a message and leave its HTML well-formed."""

from app.domain.fix import Edit
from app.domain.span import BODY, Span
from app.message.style_effect import Override
from app.message.style_values import Origin, Stated
from app.message.tree import Element

_WHITE = " \t\n\f\r"
# Tags that exist for their attributes only: without any they can go.
_CARRIERS = frozenset(("font", "span"))


def removal(override: Override, source: str) -> tuple[Edit, ...]:
    """Take out a declaration with its semicolon, its attribute or its pair of tags.

    Empty where that cannot be done without touching anything else.
    """
    element, own, stated = override.element, override.own, override.stated
    if stated.origin is Origin.TAG:
        return renamed(element, "div", source)
    if stated.origin is Origin.ATTRIBUTE:
        return without_attribute(element, stated.attribute, source)
    layer = own.layer_of(stated)
    if stated.origin is Origin.INLINE and len(layer.block.stated) == 1:
        return without_attribute(element, "style", source)
    return _cut(override, stated.stop, "")


def replacement(override: Override, text: str, source: str) -> tuple[Edit, ...]:
    """Write another declaration, or another value of a presentational attribute, in the place."""
    if override.stated.origin is Origin.TAG:
        return ()
    if override.stated.origin is Origin.ATTRIBUTE:
        return with_attribute(override.element, override.stated.attribute, text, source)
    return _cut(override, override.stated.end, text)


def without_attribute(element: Element, name: str, source: str) -> tuple[Edit, ...]:
    """Take out an attribute; a tag that was there for it alone goes with its end tag."""
    tag, end_tag = element.span, element.end_tag_span
    place = element.attribute_span(name)
    if tag is None or place is None or place == tag:
        return ()
    if source[tag.start : tag.end].lower().count(f"{name}=") > 1:
        return ()  # without the first, a second attribute of the name would hold
    if element.tag in _CARRIERS and end_tag is not None and set(element.attrs) == {name}:
        return Edit(tag), Edit(end_tag)
    start = place.start
    while start > tag.start and source[start - 1] in _WHITE:
        start -= 1
    is_apart = source[place.end : place.end + 1] in (*_WHITE, "/", ">")
    return (Edit(Span(BODY, start, place.end), "" if is_apart else " "),)


def with_attribute(element: Element, name: str, value: str, source: str) -> tuple[Edit, ...]:
    """Give an attribute another value, one that needs no character references."""
    place = element.attribute_span(name)
    if place is None or place == element.span:
        return ()
    written = source[place.start : place.end].partition("=")[0].strip(_WHITE)
    return (Edit(place, f'{written}="{value}"'),)


def renamed(element: Element, name: str, source: str) -> tuple[Edit, ...]:
    """Give an element another tag name; empty where its end tag was left out."""
    tag, end_tag = element.span, element.end_tag_span
    if tag is None or end_tag is None:
        return ()
    length = len(element.tag)
    if source[tag.start + 1 : tag.start + 1 + length].lower() != element.tag:
        return ()
    return (
        Edit(Span(BODY, tag.start + 1, tag.start + 1 + length), name),
        Edit(Span(BODY, end_tag.start + 2, end_tag.start + 2 + length), name),
    )


def _cut(override: Override, end: int, text: str) -> tuple[Edit, ...]:
    stated, element = override.stated, override.element
    span = override.own.span(element, stated, end)
    if span is None:
        return ()
    if stated.origin is Origin.INLINE:
        is_known = override.own.attribute_place(element, stated) is not None
        if not is_known or _is_coarse(override, stated, span):
            return ()
    return (Edit(span, text),)


def _is_coarse(override: Override, stated: Stated, span: Span) -> bool:
    """Tell whether the place could only be given as the whole value of the attribute."""
    others = override.own.layer_of(stated).block.stated
    if len(others) == 1:
        return False
    other = next(one for one in others if one is not stated)
    place = override.own.span(override.element, other)
    return place is None or (place.start < span.end and span.start < place.end)
