"""The values a style can take: declarations as written, and what is computed from them."""

from dataclasses import dataclass

from app.domain.span import Span
from app.text.colour import BLACK, Colour


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


@dataclass(frozen=True, slots=True)
class ComputedStyle:
    """The computed values that rules and the visible text need; lengths in CSS pixels.

    `background` is the colour behind the text, ancestors blended in. `is_hidden` says that a buyer
    sees neither the element nor its text. `width_px` is the used width available to the content.
    """

    display: str = "inline"
    color: Colour = BLACK
    background: Colour = Colour(255, 255, 255, 1.0)
    font_size_px: float = 16.0
    font_weight: int = 400
    text_align: str = "start"
    direction: str = "ltr"
    white_space: str = "normal"
    opacity: float = 1.0
    is_hidden: bool = False

    @property
    def is_inline(self) -> bool:
        """Tell whether the element flows within a line."""
        return self.display.startswith("inline") or self.display == "contents"

    @property
    def keeps_white_space(self) -> bool:
        """Tell whether line feeds in the text are shown."""
        return self.white_space.startswith("pre") or self.white_space == "break-spaces"


ROOT_STYLE = ComputedStyle(display="block")
