"""How well a text stands out, and whether it is one that has to."""

import re
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import islice
from typing import Final

from app.message.css_text import split_values
from app.message.style_lengths import Basis, length_px
from app.message.style_values import ComputedStyle
from app.message.tree import Document, Element, TextNode
from app.text.colour import WHITE, Colour, blend, contrast_ratio, parse_colour

_LETTER: Final = re.compile(r"[^\W_]")
_CACHED: Final = 64
_LONGEST_IMAGE: Final = 1000
_MOST_STOPS: Final = 16
_UNKNOWN_CONTRAST: Final = 21.0
_CONTROLS: Final = frozenset(("button", "input", "select", "textarea", "fieldset", "optgroup"))


def best_contrast(element: Element, *, has_shadows: bool) -> float:
    """Give the contrast of an element's text at the place where it is best."""
    style = element.style
    behind = (_shadows(element) if has_shadows else []) or _behind(style)
    color = style.color
    seen = Colour(color.r, color.g, color.b, color.a * style.opacity)
    contrasts = [contrast_ratio(blend(seen, one), one) for one in behind]
    return max(contrasts, default=_UNKNOWN_CONTRAST)


def _behind(style: ComputedStyle) -> list[Colour]:
    """Give the colours behind a text; none where a picture hides them."""
    image = style.background_image
    if "gradient(" in image:
        colours = [blend(colour, style.background) for colour in _gradient(image[:_LONGEST_IMAGE])]
        return colours or [style.background]
    if image and style.background == WHITE:
        return []
    return [style.background]


@lru_cache(maxsize=_CACHED)
def _gradient(image: str) -> tuple[Colour, ...]:
    inside = image[image.find("gradient(") + len("gradient(") :]
    stops = split_values(inside.rpartition(")")[0], ",")
    words = (word for stop in stops for word in split_values(stop))
    colours = (colour for word in words if (colour := parse_colour(word)) is not None)
    return tuple(islice(dict.fromkeys(colours), _MOST_STOPS))


def _shadows(element: Element) -> list[Colour]:
    """Give the colours of shadows that lie all round the letters of an element."""
    for node in (element, *element.ancestors()):
        own = node.own_style
        if own is not None and "text-shadow" in own.winners:
            shadows = split_values(own.winners["text-shadow"].value, ",")
            return [colour for shadow in shadows if (colour := _halo(shadow, node)) is not None]
    return []


def _halo(shadow: str, element: Element) -> Colour | None:
    """Give the colour of a shadow that is blurred at least as far as it is moved."""
    basis = Basis(element.style.font_size_px, 0.0)
    lengths, colour = [], element.style.color
    for word in split_values(shadow):
        pixels = length_px(word, basis)
        if pixels is not None:
            lengths.append(abs(pixels))
        else:
            colour = parse_colour(word) or colour
    moved_and_blurred = 3
    if len(lengths) < moved_and_blurred or max(lengths[:2]) > lengths[2]:
        return None
    return blend(colour, element.style.background)


def is_language(text: TextNode) -> bool:
    """Tell whether a text says something, and not only with a sign that has a name of its own."""
    signs = _LETTER.findall(text.text)
    if len(signs) != 1:
        return bool(signs)
    return not any("aria-label" in node.attrs for node in (text.parent, *text.parent.ancestors()))


class SwitchedOff:
    """The controls of a document that are disabled, and what labels them."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _controls(self) -> list[Element]:
        return [one for one in self._document.elements if _is_disabled(one)]

    @cached_property
    def _places(self) -> list[int]:
        return [one.opened_at for one in self._controls]

    @cached_property
    def _names(self) -> frozenset[str]:
        """The ids of disabled controls, and of the elements that label them."""
        names: set[str] = set()
        for control in self._controls:
            names.add(control.attrs.get("id", ""))
            names.update(control.attrs.get("aria-labelledby", "").split())
        return frozenset(names - {""})

    def holds(self, element: Element) -> bool:
        """Tell whether an element belongs to a disabled control or labels one."""
        if not self._controls:
            return False
        for node in (element, *element.ancestors()):
            if _is_disabled(node):
                return True
            if node.tag == "label" and self._is_label(node):
                return True
        return False

    def _is_label(self, label: Element) -> bool:
        if not self._names.isdisjoint((label.attrs.get("for", ""), label.attrs.get("id", ""))):
            return True
        first = bisect_right(self._places, label.opened_at)
        return first < len(self._places) and self._places[first] < label.closed_at


def _is_disabled(element: Element) -> bool:
    attrs = element.attrs
    if not attrs:
        return False
    if attrs.get("aria-disabled", "").strip().lower() == "true":
        return True
    return "disabled" in attrs and element.tag in _CONTROLS
