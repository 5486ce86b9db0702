"""Elements that are never closed and reach further than they were meant to."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.message.html_names import FORMATTING, HEADINGS, RAW_TEXT
from app.message.style import is_blank
from app.message.token_places import placed_tokens
from app.message.tree import Document, Element, TextNode

_SWALLOWING: Final = RAW_TEXT | {
    *("title", "textarea", "template", "object", "audio", "video", "select", "datalist"),
}
_INLINE: Final = FORMATTING | {
    *("a", "abbr", "blink", "button", "cite", "del", "ins", "kbd", "label", "mark", "marquee"),
    *("q", "samp", "span", "strike", "sub", "sup", "var"),
}
_LISTS: Final = frozenset(("ul", "ol", "dl", "menu"))
_ITEMS: Final = frozenset(("li", "dt", "dd"))
_MOST_LOOKED_AT: Final = 100


def reaching_too_far(document: Document, source: str, first_text: int) -> Iterator[Element]:
    """Yield the unclosed elements that change what a buyer sees.

    `first_text` is where the first visible text begins: an element that is opened before it wraps
    the message, and closing it at the end changes nothing.
    """
    unclosed = Counter(element.start for element in document.unclosed)
    for element in islice(filter(_stands_in_source, document.unclosed), _MOST_LOOKED_AT):
        again = _opened_again(element, document)
        if unclosed[element.start] <= len(again):
            continue  # misnested: the end tag stands in a later block
        if not document.is_in_order and _has_end_tags(element.tag, source):
            continue
        is_wrapper = element.start is not None and element.start < first_text
        if _reaches_too_far(element, again, is_wrapper=is_wrapper):
            yield element


def _reaches_too_far(element: Element, again: list[Element], *, is_wrapper: bool) -> bool:
    tag = element.tag
    if tag in _SWALLOWING:
        return not is_blank(element.text_content())
    if tag in HEADINGS:
        return _goes_on_after_break(element)
    if tag in _LISTS:
        return _goes_on_after_items(element)
    if tag not in _INLINE or (is_wrapper and tag != "a") or (tag == "span" and not element.attrs):
        return False
    return _goes_on_after_break(element) or not all(map(_is_silent, again))


def _stands_in_source(element: Element) -> bool:
    """Tell whether an element was not opened again for another, and has no end tag of its own."""
    location = element.source.source_location if element.source is not None else None
    return location is not None and location.end_tag is None


def _has_end_tags(tag: str, source: str) -> bool:
    """Tell whether there are as many end tags of a name as start tags."""
    starts = ends = 0
    for token in placed_tokens(source):
        if token.tag == tag:
            starts += token.is_start_tag
            ends += token.is_end_tag
    return ends >= starts


def _goes_on_after_break(element: Element) -> bool:
    """Tell whether text follows inside, after a line that is over."""
    is_broken = False
    for node in element.descendants():
        if isinstance(node, Element):
            is_broken = is_broken or node.tag == "br" or not node.style.is_inline
        elif is_broken and _is_read(node):
            return True
    return False


def _goes_on_after_items(element: Element) -> bool:
    children = element.children
    last = max(
        (n for n, c in enumerate(children) if isinstance(c, Element) and c.tag in _ITEMS),
        default=len(children),
    )
    return any(
        _is_read(child) if isinstance(child, TextNode) else not _is_silent(child)
        for child in children[last + 1 :]
    )


def _opened_again(element: Element, document: Document) -> list[Element]:
    """Give what the parser opened for the same start tag in later blocks."""
    return [
        other
        for other in document.by_tag[element.tag]
        if other.start == element.start and other is not element
    ]


def _is_silent(element: Element) -> bool:
    return not any(isinstance(n, TextNode) and _is_read(n) for n in element.descendants())


def _is_read(node: TextNode) -> bool:
    return not is_blank(node.text) and not node.parent.style.is_hidden
