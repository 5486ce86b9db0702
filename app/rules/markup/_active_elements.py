"""Elements that run, ask for input or load something by themselves."""

from bisect import bisect_right
from typing import Final

from app.message.tree import Document, Element
from app.rules.markup._scripts import refreshes

ACTIVE_TAGS: Final = {
    "script": "A script does not belong in a message.",
    "form": "A form does not belong in a message.",
    **dict.fromkeys(("iframe", "frame", "portal"), "A frame does not belong in a message."),
    **dict.fromkeys(("object", "embed", "applet"), "An embedded object does not belong here."),
    **dict.fromkeys(("audio", "video", "bgsound"), "Sound and video do not belong in a message."),
    "meta": "The message turns into another page by itself.",
}


class ActiveElements:
    """The active elements of a document that stand in no other one; a form's content stays."""

    def __init__(self, document: Document) -> None:
        self.outermost: list[Element] = []
        end = -1
        for element in _active_elements(document):
            if element.opened_at > end:
                self.outermost.append(element)
                if element.tag != "form":
                    end = element.closed_at
        self._removed = [element for element in self.outermost if element.tag != "form"]
        self._starts = [element.opened_at for element in self._removed]

    def goes_with_one(self, element: Element) -> bool:
        """Tell whether an element is gone when the active ones are deleted."""
        index = bisect_right(self._starts, element.opened_at) - 1
        return index >= 0 and element.opened_at <= self._removed[index].closed_at


def _active_elements(document: Document) -> list[Element]:
    found = [
        element
        for tag in document.by_tag.keys() & ACTIVE_TAGS.keys()
        for element in document.by_tag[tag]
        if _is_active(element)
    ]
    return sorted(found, key=lambda element: element.index)


def _is_active(element: Element) -> bool:
    attrs = element.attrs
    if element.tag == "meta":
        is_refresh = attrs.get("http-equiv", "").strip().lower() == "refresh"
        return is_refresh and refreshes(attrs.get("content", ""))
    return True
