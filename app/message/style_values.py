"""The values a style can take: declarations as written, and what is computed from them."""

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

from app.domain.span import Span
from app.text.colour import BLACK, WHITE, Colour


class Origin(Enum):
    """How a declaration is written."""

    INLINE = "inline"
    SHEET = "sheet"
    ATTRIBUTE = "attribute"
    TAG = "tag"


class Stated(NamedTuple):
    """A declaration as written, not yet tied to an element; many elements may share it.

    `name` is a lower-case property, `value` is trimmed and lower-case but for strings and URLs,
    without `!important`. `start` and `end` enclose it in the text of its style attribute or sheet,
    `stop` is where the next one starts. `attribute` names the presentational attribute that stands
    for it. `condition` says when it holds, where that is not always: a media query, a state.
    """

    name: str
    value: str
    is_important: bool = False
    start: int = 0
    end: int = 0
    stop: int = 0
    origin: Origin = Origin.INLINE
    attribute: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A declaration that applies to an element.

    `name` is a lower-case property, `value` is trimmed and lower-case but for strings and URLs,
    without `!important`. `span` is its place: the declaration in a style attribute or sheet, or the
    presentational attribute or element that stands for it.
    """

    name: str
    value: str
    is_important: bool
    span: Span | None
    is_presentational: bool = False


class ComputedStyle(NamedTuple):
    """The computed values that rules and the visible text need; lengths in CSS pixels.

    A tuple, because one is made for every styled element and a frozen dataclass takes seven times
    as long. `background` is the colour behind the text, ancestors blended in; `background_image`
    the image or gradient painted over it, empty where there is none. `opacity` counts ancestors in.
    `is_hidden` says that a buyer sees neither the element nor its text; `is_camouflaged` that
    nothing hides the text but having its background's colour.
    """

    display: str = "inline"
    color: Colour = BLACK
    background: Colour = WHITE
    font_size_px: float = 16.0
    font_weight: int = 400
    text_align: str = "start"
    direction: str = "ltr"
    white_space: str = "normal"
    opacity: float = 1.0
    is_hidden: bool = False
    is_camouflaged: bool = False
    is_clipped: bool = False
    visibility: str = "visible"
    text_transform: str = "none"
    is_underlined: bool = False
    background_image: str = ""

    @property
    def is_inline(self) -> bool:
        """Tell whether the element flows within a line."""
        return self.display.startswith("inline") or self.display == "contents"

    @property
    def keeps_white_space(self) -> bool:
        """Tell whether line feeds in the text are shown."""
        return self.white_space.startswith("pre") or self.white_space == "break-spaces"


ROOT_STYLE = ComputedStyle(display="block")
