"""Which font sizes a message uses, and which declarations bring them in."""

from bisect import bisect_left, bisect_right
from typing import Final

from app.message.style import StyleResult
from app.message.style_effect import Override
from app.message.style_lengths import font_shorthand
from app.message.tree import Element

_RAISED: Final = frozenset(("sub", "sup"))
SIZES: Final = ("font-size", "font")


def sizes_in_use(styles: StyleResult) -> dict[float, dict[Element, int]]:
    """Give the sizes in use, each with the elements whose text has it and how much that is."""
    used: dict[float, dict[Element, int]] = {}
    for text in styles.texts:
        holder = text.parent
        if holder.style.is_hidden:
            continue
        sized = _beside_raised(holder)
        holders = used.setdefault(round(sized.style.font_size_px, 1), {})
        holders[sized] = holders.get(sized, 0) + len(text.text)
    return used


def _beside_raised(element: Element) -> Element:
    """Give what is around raised or lowered figures, else the element itself."""
    node = element
    while node.tag in _RAISED and node.parent is not None and stated_size(node) is None:
        node = node.parent
    return node


def stated_size(element: Element) -> Override | None:
    """Give the declaration that sets the font size of an element."""
    own = element.own_style
    if own is not None:
        for stated in own.strongest_first(SIZES):
            if stated.name == "font-size" or font_shorthand(stated.value).size:
                return Override(element, own, stated)
    return None


class KeptSizes:
    """The sizes that a message keeps, and where in it sizes are stated."""

    def __init__(self, styles: StyleResult, sizes: list[float]) -> None:
        self.sizes = sizes
        self._places = sorted(
            element.opened_at
            for name in SIZES
            for element in styles.declared.get(name, ())
            if id(element) in styles.text_counts
        )

    def nearest(self, size: float) -> float:
        """Give the kept size that differs least, the smaller one of two."""
        return min(self.sizes, key=lambda kept: (abs(kept - size), kept))

    def has_sizes_inside(self, element: Element) -> bool:
        """Tell whether something inside an element has a size of its own."""
        places = self._places
        return bisect_right(places, element.opened_at) < bisect_left(places, element.closed_at)
