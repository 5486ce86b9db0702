"""What assistive technology makes of an element: whether it is told of it, and by which name.

After the W3C's *Accessible Name and Description Computation*, as far as a message without scripts
needs it.
"""

from collections.abc import Iterator
from functools import cached_property
from typing import Final

from app.message.style import is_blank
from app.message.tree import Document, Element, TextNode

_PRESENTATIONAL: Final = frozenset(("none", "presentation"))
_NAMED_BY_ALT: Final = frozenset(("img", "area"))
_DEEPEST: Final = 64
_MOST_STEPS: Final = 30_000


def role_of(element: Element) -> str:
    """Give the first role that is stated for an element, empty where there is none."""
    roles = element.attrs.get("role", "").split()
    return roles[0].lower() if roles else ""


def is_presentational(element: Element) -> bool:
    """Tell whether an element is stated to be mere decoration; one that takes the focus is not."""
    return role_of(element) in _PRESENTATIONAL and "tabindex" not in element.attrs


class Names:
    """The accessible names of a document's elements, and which of them are told of at all.

    `is_exhausted` says that names were asked for in such numbers that some were not looked up;
    those elements count as named.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._steps_left = _MOST_STEPS
        self._label_texts: dict[Element, str] = {}

    @property
    def is_exhausted(self) -> bool:
        """Tell whether some names were not looked up."""
        return self._steps_left < 0

    @cached_property
    def by_id(self) -> dict[str, Element]:
        """The elements by their ids, the first of each."""
        found: dict[str, Element] = {}
        for element in self._document.having("id"):
            found.setdefault(element.attrs["id"], element)
        return found

    def is_exposed(self, element: Element) -> bool:
        """Tell whether assistive technology comes across an element."""
        return element.style.visibility == "visible" and element.index not in self._left_out

    def is_rendered(self, element: Element) -> bool:
        """Tell whether an element is laid out, on the screen or off it."""
        return element.style.visibility == "visible" and element.index not in self._undisplayed

    def of(self, element: Element) -> str:
        """Give the name of an element; it may be blank."""
        return self.label(element) or self._own(element, 0)

    def label(self, element: Element) -> str:
        """Give the name by `aria-label` or `aria-labelledby`, empty where that is blank."""
        attrs = element.attrs
        if "aria-labelledby" in attrs:
            labels = (self.by_id.get(name) for name in attrs["aria-labelledby"].split())
            name = " ".join([self._label_text(label) for label in labels if label is not None])
            if not is_blank(name):
                return name
        label = attrs.get("aria-label", "")
        return "" if is_blank(label) else label

    def is_nameless(self, element: Element) -> bool:
        """Tell whether no name can be heard."""
        return is_blank(self.of(element)) and not self.is_exhausted

    def _label_text(self, label: Element) -> str:
        if label not in self._label_texts:
            text = label.attrs.get("aria-label", "")
            if is_blank(text):
                text = self._own(label, 0) if self.is_exposed(label) else label.text_content()
            self._label_texts[label] = text
        return self._label_texts[label]

    def _own(self, element: Element, depth: int) -> str:
        """Give the name by the element's own attributes and content, in the order of the W3C."""
        attrs = element.attrs
        if element.tag in _NAMED_BY_ALT and is_presentational(element):
            return ""
        if element.tag in _NAMED_BY_ALT and "alt" in attrs:
            return attrs["alt"]
        name = ""
        if element.tag == "input":
            name = attrs.get("value", "")
        elif depth < _DEEPEST:
            name = "".join(self._parts(element, depth + 1))
        return attrs.get("title", "") if is_blank(name) else name

    def _parts(self, element: Element, depth: int) -> Iterator[str]:
        for child in element.each_child():
            self._steps_left -= 1
            if self.is_exhausted:
                return
            if isinstance(child, TextNode):
                if element.style.visibility == "visible":
                    yield child.text
            elif child.tag == "title" and element.tag == "svg":
                yield child.text_content()
            elif not _is_left_out(child):
                yield self.label(child) or self._own(child, depth)

    @cached_property
    def _left_out(self) -> frozenset[int]:
        """The elements that are hidden from assistive technology, by their indexes."""
        found: set[int] = set()
        for element in self._document.elements:
            parent = element.parent
            if (parent is not None and parent.index in found) or _is_left_out(element):
                found.add(element.index)
        return frozenset(found)

    @cached_property
    def _undisplayed(self) -> frozenset[int]:
        found: set[int] = set()
        for element in self._document.elements:
            parent = element.parent
            if element.style.display == "none" or (parent and parent.index in found):
                found.add(element.index)
        return frozenset(found)


def _is_left_out(element: Element) -> bool:
    if element.attrs.get("aria-hidden", "").strip().lower() == "true":
        return True
    # An area draws nothing itself, but can be reached through the picture that uses its map.
    return element.style.display == "none" and element.tag != "area"
